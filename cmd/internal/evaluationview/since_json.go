package evaluationview

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"leadscore/outcomes/evaluate/segments"
	"leadscore/outcomes/stats"
)

// Read reads an evaluation that `evaluate --format json` has written.
func Read(r io.Reader) (*JSON, error) {
	var ev JSON
	var wrong *json.UnmarshalTypeError
	switch err := json.NewDecoder(r).Decode(&ev); {
	case errors.As(err, &wrong):
		return nil, fmt.Errorf("%s is %s. %s", wrong.Field, wrong.Value, wantEvaluation)
	case err == io.EOF, errors.Is(err, io.ErrUnexpectedEOF):
		return nil, fmt.Errorf("it ends before the evaluation does. get the whole file, as evaluate --format json writes it: %w", io.ErrUnexpectedEOF)
	case err != nil:
		return nil, fmt.Errorf("%w. %s", err, wantEvaluation)
	case ev.Rulebook == "" || ev.Won == 0 || ev.Lost == 0:
		return nil, errors.New(wantEvaluation)
	}
	return &ev, nil
}

const wantEvaluation = "expected what evaluate --format json has written"

// UnmarshalJSON takes null for what is no number.
func (d *decimal) UnmarshalJSON(text []byte) error {
	*d = decimal(math.NaN())
	if string(text) == "null" {
		return nil
	}
	return json.Unmarshal(text, (*float64)(d))
}

// sinceJSON compares an evaluation with an earlier one.
type sinceJSON struct {
	List      string       `json:"list"`
	Rulebook  string       `json:"rulebook"`
	SameLeads bool         `json:"same_leads"` // it was of the very same list
	Figures   []sinceEntry `json:"figures"`
}

// sinceEntry is a figure of both evaluations; null where one does not have it.
type sinceEntry struct {
	Of      string  `json:"of"` // quality, stage, rule
	Name    string  `json:"name"`
	Measure string  `json:"measure"`
	Then    decimal `json:"then"`
	Now     decimal `json:"now"`
	Certain bool    `json:"certain"` // more than chance gives, at 95 %
}

func (e *sinceEntry) change() float64 { return float64(e.Now - e.Then) }

// newSince compares two evaluations. Rules come only where what they say of leads has
// changed for certain, or where one of the two rulebooks lacks them.
func newSince(then, now *JSON) *sinceJSON {
	s := &sinceJSON{List: then.List, Rulebook: then.Rulebook, SameLeads: then.SHA256 != "" && then.SHA256 == now.SHA256}
	s.interval("quality", "score", "AUC", then.Score.AUC, now.Score.AUC)
	s.tally("quality", "leads", tallyJSON{then.Won + then.Lost, then.Won, then.WinRate}, tallyJSON{now.Won + now.Lost, now.Won, now.WinRate})
	s.add("quality", "score", "average precision", then.Score.AveragePrecision, now.Score.AveragePrecision, false)
	s.add("quality", "score", "log-loss", then.Score.LogLoss, now.Score.LogLoss, false)
	s.add("quality", "score", "Brier score", then.Score.Brier, now.Score.Brier, false)
	s.stages(then.Stages, now.Stages)
	s.rules(then.Rules, now.Rules)
	return s
}

func (s *sinceJSON) add(of, name, measure string, then, now decimal, certain bool) {
	s.Figures = append(s.Figures, sinceEntry{of, name, measure, then, now, certain})
}

// interval compares two figures as those of different leads. Of the same leads the
// difference is known better than that.
func (s *sinceJSON) interval(of, name, measure string, then, now interval) {
	s.add(of, name, measure, then.Value, now.Value, differ(then, now))
}

func differ(then, now interval) bool {
	half := func(i interval) float64 { return float64(i.High-i.Low) / 2 }
	return math.Abs(float64(now.Value-then.Value)) > math.Hypot(half(then), half(now))
}

func (s *sinceJSON) tally(of, name string, then, now tallyJSON) {
	difference := segments.Compare(stats.Tally{Won: now.Won, Lost: now.Leads - now.Won}, stats.Tally{Won: then.Won, Lost: then.Leads - then.Won})
	s.add(of, name, "win rate", then.Rate.Value, now.Rate.Value, difference == segments.Above || difference == segments.Below)
}

// stages compares the stages of one name, those of the earlier rulebook alone last.
func (s *sinceJSON) stages(then, now []segmentJSON) {
	none := tallyJSON{Rate: interval{decimal(math.NaN()), decimal(math.NaN()), decimal(math.NaN())}}
	named := func(segments []segmentJSON, name string) tallyJSON {
		if at := slices.IndexFunc(segments, func(t segmentJSON) bool { return t.Name == name }); at >= 0 {
			return segments[at].tallyJSON
		}
		return none
	}
	for _, stage := range now {
		s.tally("stage", stage.Name, named(then, stage.Name), stage.tallyJSON)
	}
	for _, stage := range then {
		if named(now, stage.Name) == none {
			s.tally("stage", stage.Name, stage.tallyJSON, none)
		}
	}
}

// rules compares the AUC of the points of single rules.
func (s *sinceJSON) rules(then, now []ruleJSON) {
	none := interval{decimal(math.NaN()), decimal(math.NaN()), decimal(math.NaN())}
	find := func(rules []ruleJSON, like ruleJSON) int {
		return slices.IndexFunc(rules, func(r ruleJSON) bool { return r.Kind == like.Kind && r.Of == like.Of && r.Name == like.Name })
	}
	for _, rule := range now {
		if at := find(then, rule); at < 0 {
			s.interval("rule", rule.title(), "own AUC", none, rule.Own)
		} else if differ(then[at].Own, rule.Own) {
			s.interval("rule", rule.title(), "own AUC", then[at].Own, rule.Own)
		}
	}
	for _, rule := range then {
		if find(now, rule) < 0 {
			s.interval("rule", rule.title(), "own AUC", rule.Own, none)
		}
	}
}

func (r *ruleJSON) title() string { return ruleTitle(r.Kind, r.Of, r.Name) }
