package movers

import (
	"io"
	"math"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/internal/spreadsheet"
	"leadscore/leads/typed"
	"leadscore/match/exact"
)

// Row is a lead of a Report as a row of a table.
type Row struct {
	Move        Kind      `csv:"move"`
	Key         string    `csv:"key"`
	Name        string    `csv:"name"`
	StageBefore string    `csv:"stage_before"`
	StageAfter  string    `csv:"stage_after"`
	ScoreBefore string    `csv:"score_before"`
	ScoreAfter  string    `csv:"score_after"`
	Change      string    `csv:"change"` // of the score
	Rule        string    `csv:"rule"`
	Reason      string    `csv:"reason"`
	Line        typed.Int `csv:"line"`
}

// CSV writes a row for each lead. No cell can be run by a spreadsheet.
func (r *Report) CSV(out io.Writer) error {
	w, rows := wordsOf(r.Language), typed.NewWriter[Row](out)
	for _, l := range r.Leads() {
		row := Row{
			Move: l.Kind, Key: spreadsheet.Guard(l.Key), Name: spreadsheet.Guard(strings.Join(l.Show, " / ")), Line: typed.Int(l.Line),
			Reason: spreadsheet.GuardText(w.reason(l.Reason)),
		}
		if l.Reason.Cause != "" {
			row.Rule = spreadsheet.GuardText(w.ruleName(l.Reason.Rule))
		}
		if l.Before != nil {
			row.StageBefore, row.ScoreBefore = spreadsheet.GuardText(l.Before.Stage), l.Before.Score.String()
		}
		if l.After != nil {
			row.StageAfter, row.ScoreAfter = spreadsheet.GuardText(l.After.Stage), l.After.Score.String()
		}
		if l.Before != nil && l.After != nil {
			row.Change = (l.After.Score - l.Before.Score).String()
		}
		if err := rows.Write(row); err != nil {
			return err
		}
	}
	return rows.Close()
}

// points are written as a number.
type points exact.Points

// MarshalJSON gives the points without trailing zeros: 12.5.
func (p points) MarshalJSON() ([]byte, error) { return exact.Points(p).AppendTo(nil), nil }

// reportJSON is a Report as diff --format json gives it.
type reportJSON struct {
	Before   sideJSON       `json:"before"`
	After    sideJSON       `json:"after"`
	Compared int            `json:"compared"` // leads in both
	Counts   map[Kind]int   `json:"counts"`
	Changed  *float64       `json:"stage_changes"` // the share of the leads in both whose stage changed; null for no lead
	Spearman *float64       `json:"spearman"`
	Best     bestJSON       `json:"best"`
	Stages   []string       `json:"stages"` // from the best; "" is none
	Matrix   []cellJSON     `json:"matrix"`
	Changes  []changeJSON   `json:"changes"`
	Rules    []ruleMoveJSON `json:"rules"`
	Leads    []leadJSON     `json:"leads"`
}

type sideJSON struct {
	Name      string `json:"name"`
	AsOf      string `json:"as_of"`
	RulesHash string `json:"rules_hash"`
	Leads     int    `json:"leads"`
}

type bestJSON struct {
	Of     int `json:"of"`
	Shared int `json:"shared"`
}

type cellJSON struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Leads int    `json:"leads"`
}

type changeJSON struct {
	Section string `json:"section"`
	Name    string `json:"name"`
	What    string `json:"what"`
	Before  string `json:"before"`
	After   string `json:"after"`
}

type ruleJSON struct {
	Kind      string `json:"kind"`
	Name      string `json:"name"`
	Band      string `json:"band"` // that decided before
	BandAfter string `json:"band_after"`
}

type ruleMoveJSON struct {
	ruleJSON
	Leads    int    `json:"leads"`
	Low      points `json:"points_low"`
	High     points `json:"points_high"`
	Promoted int    `json:"promoted"`
	Demoted  int    `json:"demoted"`
}

type leadJSON struct {
	Move        Kind        `json:"move"`
	Key         string      `json:"key"`
	Show        []string    `json:"show"`
	Line        int         `json:"line"`
	StageBefore *string     `json:"stage_before"`
	StageAfter  *string     `json:"stage_after"`
	ScoreBefore *points     `json:"score_before"`
	ScoreAfter  *points     `json:"score_after"`
	Cause       Cause       `json:"cause"`
	Rule        *ruleJSON   `json:"rule"`
	Reason      string      `json:"reason"`
	Cells       [][3]string `json:"cells"` // header, before, after
}

// JSON writes the report as one object.
func (r *Report) JSON(out io.Writer) error {
	t, w := r.Tally, wordsOf(r.Language)
	shared, of := t.Overlap(r.Best)
	j := reportJSON{
		Before: sideJSON(r.Before), After: sideJSON(r.After), Compared: t.Compared(), Counts: map[Kind]int{},
		Changed: orNull(t.StageChanges()), Spearman: orNull(t.Spearman()), Best: bestJSON{of, shared}, Stages: r.stagesMet(),
		Matrix: []cellJSON{}, Changes: []changeJSON{}, Rules: []ruleMoveJSON{}, Leads: []leadJSON{},
	}
	for _, kind := range Kinds() {
		j.Counts[kind] = t.Counts[kind]
	}
	for _, from := range j.Stages {
		for _, to := range j.Stages {
			if n := t.Matrix[[2]string{from, to}]; n > 0 {
				j.Matrix = append(j.Matrix, cellJSON{from, to, n})
			}
		}
	}
	for _, c := range r.Changes {
		j.Changes = append(j.Changes, changeJSON(c))
	}
	for _, m := range t.RuleMoves() {
		j.Rules = append(j.Rules, ruleMoveJSON{ruleOf(m.Rule), m.Leads, points(m.Low), points(m.High), m.Promoted, m.Demoted})
	}
	for _, l := range r.Leads() {
		j.Leads = append(j.Leads, leadOf(w, &l))
	}
	data, err := report.MarshalJSON(j, "")
	if err != nil {
		return err
	}
	_, err = out.Write(append(data, '\n'))
	return err
}

func ruleOf(id RuleID) ruleJSON { return ruleJSON(id) }

func leadOf(w *words, l *Lead) leadJSON {
	j := leadJSON{Move: l.Kind, Key: l.Key, Show: append([]string{}, l.Show...), Line: l.Line, Cause: l.Reason.Cause, Reason: w.reason(l.Reason), Cells: append([][3]string{}, l.Reason.Cells...)}
	if l.Before != nil {
		j.StageBefore, j.ScoreBefore = &l.Before.Stage, new(points(l.Before.Score))
	}
	if l.After != nil {
		j.StageAfter, j.ScoreAfter = &l.After.Stage, new(points(l.After.Score))
	}
	if l.Reason.Cause != "" {
		rule := ruleOf(l.Reason.Rule)
		j.Rule = &rule
	}
	return j
}

// orNull is null for what is no number.
func orNull(f float64) *float64 {
	if math.IsNaN(f) {
		return nil
	}
	f = math.Round(f*1e6) / 1e6
	return &f
}
