package evaluationview

import (
	"math"
	"strconv"

	"leadscore/cmd/internal/report"
	"leadscore/outcomes"
	"leadscore/outcomes/evaluate"
	"leadscore/outcomes/evaluate/rules"
	"leadscore/outcomes/evaluate/segments"
	"leadscore/outcomes/stats"
	"leadscore/scoring/rule"
)

// JSON is an evaluation as `evaluate --format json` gives it. Rates and
// shares are 0 to 1; what cannot be computed is null.
type JSON struct {
	List        string            `json:"list"`
	Rulebook    string            `json:"rulebook"`
	Span        string            `json:"span"`
	AsOf        *string           `json:"as_of"` // null: each lead's own day
	Learned     bool              `json:"learned_from_this_list"`
	Won         int               `json:"won"`
	Lost        int               `json:"lost"`
	Open        int               `json:"open"`
	WinRate     interval          `json:"win_rate"`
	Score       QualityJSON       `json:"score"`
	Ranking     *QualityJSON      `json:"ranking"` // null: as the score
	LossOf      string            `json:"log_loss_of"`
	Gains       [][2]decimal      `json:"gains"`
	Capacity    *capacityJSON     `json:"capacity"`
	Stages      []segmentJSON     `json:"stages"`
	Grades      []segmentJSON     `json:"grades"`
	Threshold   thresholdJSON     `json:"threshold"`
	Verdict     evaluate.Verdict  `json:"verdict"`
	Checks      []checkJSON       `json:"checks"`
	Calibration []calibrationJSON `json:"calibration"`
	Offered     []rateJSON        `json:"offered_rates"`
	Periods     []periodJSON      `json:"periods"`
	Rules       []ruleJSON        `json:"rules"`
	Pairs       []pairJSON        `json:"pairs"`
	Leaks       []leakJSON        `json:"leaks"`
	Notes       []string          `json:"notes"`
	SHA256      string            `json:"list_sha256"`
	Since       *sinceJSON        `json:"since"` // null: not compared with an earlier one
}

// decimal is a figure with at most six decimals, alike on all machines.
type decimal float64

// MarshalJSON gives null for what is no number.
func (d decimal) MarshalJSON() ([]byte, error) { return []byte(d.text("null")), nil }

func (d decimal) text(none string) string {
	v := math.Round(float64(d)*1e6) / 1e6
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return none
	}
	return strconv.FormatFloat(v+0, 'f', -1, 64)
}

type interval struct {
	Value decimal `json:"value"`
	Low   decimal `json:"low"`
	High  decimal `json:"high"`
}

func newIntervalJSON(i stats.Interval) interval {
	return interval{decimal(i.Value), decimal(i.Low), decimal(i.High)}
}

// QualityJSON is how well an order sorts won from lost leads.
type QualityJSON struct {
	AUC              interval    `json:"auc"`
	AveragePrecision decimal     `json:"average_precision"`
	KS               decimal     `json:"ks"`
	LogLoss          decimal     `json:"log_loss"`
	BaseLogLoss      decimal     `json:"log_loss_of_base_rate"`
	Brier            decimal     `json:"brier"`
	BaseBrier        decimal     `json:"brier_of_base_rate"`
	Shares           []shareJSON `json:"best_shares"`
}

type shareJSON struct {
	Share    decimal `json:"share"`
	Lift     decimal `json:"lift"`
	Captured decimal `json:"captured"`
}

// NewQualityJSON turns a quality into its JSON form.
func NewQualityJSON(q outcomes.Quality) QualityJSON {
	out := QualityJSON{
		newIntervalJSON(q.AUC), decimal(q.AveragePrecision), decimal(q.KS), decimal(q.LogLoss), decimal(q.BaseLogLoss),
		decimal(q.Brier), decimal(q.BaseBrier), []shareJSON{},
	}
	for _, s := range q.Shares {
		out.Shares = append(out.Shares, shareJSON{decimal(s.Share), decimal(s.Lift), decimal(s.Captured)})
	}
	return out
}

type tallyJSON struct {
	Leads int      `json:"leads"`
	Won   int      `json:"won"`
	Rate  interval `json:"win_rate"`
}

func newTallyJSON(t stats.Tally) tallyJSON {
	rate := t.Rate()
	if t.Leads() == 0 {
		rate.Value = math.NaN()
	}
	return tallyJSON{t.Leads(), t.Won, newIntervalJSON(rate)}
}

type capacityJSON struct {
	PerWeek  decimal `json:"calls_per_week"`
	Arriving decimal `json:"leads_per_week"`
	Weeks    decimal `json:"weeks"`
	Share    decimal `json:"share"`
	From     decimal `json:"score_from"`
	Calls    decimal `json:"calls"`
	Wins     decimal `json:"wins"`
	Per100   decimal `json:"wins_per_100_calls"`
	AtRandom decimal `json:"wins_per_100_calls_at_random"`
}

type segmentJSON struct {
	Of   string `json:"of,omitempty"`
	Name string `json:"name"` // "": leads without one
	Out  bool   `json:"out,omitempty"`
	tallyJSON
	Against *string `json:"against_next"`
}

func newSegmentJSON(of string, s segments.Segment) segmentJSON {
	words := map[segments.Comparison]string{segments.Below: "below", segments.PerhapsBelow: "perhaps below", segments.PerhapsAbove: "perhaps above", segments.Above: "above"}
	return segmentJSON{of, s.Name, s.Out, newTallyJSON(s.Tally), report.OrNull(words[s.Against])}
}

type thresholdJSON struct {
	From          decimal `json:"score_from"`
	CalledWon     int     `json:"called_won"`
	CalledLost    int     `json:"called_lost"`
	NotCalledWon  int     `json:"not_called_won"`
	NotCalledLost int     `json:"not_called_lost"`
	Precision     decimal `json:"precision"`
	Recall        decimal `json:"recall"`
	F1            decimal `json:"f1"`
	Accuracy      decimal `json:"accuracy"`
}

type checkJSON struct {
	By     string `json:"by"`
	Name   string `json:"name"`
	Need   string `json:"need"` // "": a figure without a limit
	Found  string `json:"found"`
	Passed bool   `json:"passed"`
}

type calibrationJSON struct {
	From     decimal `json:"score_from"` // null: under the first
	Promised decimal `json:"rate_given"`
	tallyJSON
	Fit evaluate.RateFit `json:"fit"`
}

type rateJSON struct {
	From decimal `json:"score_from"`
	Rate string  `json:"rate"`
}

type periodJSON struct {
	Name string `json:"name"`
	tallyJSON
	Open     int         `json:"open"`
	AUC      interval    `json:"auc"`
	Expected decimal     `json:"expected_wins"`
	Shift    decimal     `json:"score_psi"`
	Chance   decimal     `json:"score_psi_by_chance"`
	Mix      decimal     `json:"win_rate_by_mix"`        // how much of the win rate's change comes of another mix of scores
	Same     interval    `json:"win_rate_at_same_score"` // and how much of other win rates at the same scores
	Columns  []columnPSI `json:"columns_shifted"`
	Changed  []string    `json:"changed"` // mix, covariates, rules
}

type columnPSI struct {
	Column string  `json:"column"`
	PSI    decimal `json:"psi"`
	Chance decimal `json:"psi_by_chance"`
}

func newPeriodJSON(p evaluate.Period) periodJSON {
	out := periodJSON{
		p.Name, newTallyJSON(p.Tally), p.Open, newIntervalJSON(p.AUC), decimal(p.Expected), decimal(p.Shift), decimal(p.Chance),
		decimal(p.Drift.Mix), newIntervalJSON(p.Drift.Same), []columnPSI{}, []string{},
	}
	for _, f := range p.Drift.Fields {
		out.Columns = append(out.Columns, columnPSI{f.Column, decimal(f.PSI), decimal(f.Chance)})
	}
	for _, c := range p.Drift.Changed {
		out.Changed = append(out.Changed, string(c))
	}
	return out
}

type ruleJSON struct {
	Kind      rule.Kind       `json:"kind"`
	Name      string          `json:"name"`
	Of        string          `json:"of"`
	Line      int             `json:"line"` // in the rulebook
	Fired     tallyJSON       `json:"fired"`
	Not       tallyJSON       `json:"not_fired"`
	Unknown   tallyJSON       `json:"unknown"`
	Low       decimal         `json:"points_low"`
	High      decimal         `json:"points_high"`
	Mean      decimal         `json:"points_mean"`
	Lift      decimal         `json:"lift"`
	Own       interval        `json:"own_auc"`
	Agreement rules.Agreement `json:"agreement"`
	Worth     interval        `json:"auc_gained"`
	Bands     []bandJSON      `json:"bands"`
}

type bandJSON struct {
	When   string `json:"when"` // "": no band held
	Points string `json:"points"`
	tallyJSON
}

type pairJSON struct {
	A      string  `json:"a"`
	B      string  `json:"b"`
	Both   int     `json:"both"`
	Either int     `json:"either"`
	Phi    decimal `json:"phi"`
}

type leakJSON struct {
	Column  string `json:"column"`
	Certain bool   `json:"certain"`
	Reason  string `json:"reason"`
}

// NewJSON turns an evaluation into its JSON form.
func NewJSON(ev *evaluate.Evaluation, about About) JSON {
	out := JSON{
		List: about.List, Rulebook: about.Rules, Learned: about.Learned, SHA256: about.SHA256,
		Won: ev.Won, Lost: ev.Lost, Open: ev.Open, WinRate: newIntervalJSON(ev.Rate()),
		Score: NewQualityJSON(ev.Score), LossOf: "curve through the scores", Gains: [][2]decimal{},
		Stages: []segmentJSON{}, Grades: []segmentJSON{}, Threshold: newThresholdJSON(ev.Threshold), Verdict: ev.Verdict,
		Checks: []checkJSON{}, Calibration: []calibrationJSON{}, Offered: []rateJSON{}, Periods: []periodJSON{},
		Rules: []ruleJSON{}, Pairs: []pairJSON{}, Leaks: []leakJSON{}, Notes: []string{},
	}
	for _, note := range ev.Notes {
		out.Notes = append(out.Notes, note.String())
	}
	if about.First != "" {
		out.Span = about.First + " to " + about.Last
	}
	if !ev.Replayed {
		out.AsOf = report.OrNull(ev.AsOf.String())
	}
	if ev.Own {
		out.LossOf = "the rulebook's rates"
	}
	if ev.Ranking != nil {
		q := NewQualityJSON(*ev.Ranking)
		out.Ranking = &q
	}
	for _, g := range ev.Gains {
		out.Gains = append(out.Gains, [2]decimal{decimal(g.Leads), decimal(g.Wins)})
	}
	if c := ev.Capacity; c != nil {
		out.Capacity = &capacityJSON{decimal(c.PerWeek), decimal(c.Arriving), decimal(c.Weeks), decimal(c.Share), decimal(c.From), decimal(c.Calls), decimal(c.Wins), decimal(c.Per100), decimal(c.AtRandom)}
	}
	for _, s := range ev.Stages {
		out.Stages = append(out.Stages, newSegmentJSON("", s))
	}
	for _, g := range ev.Grades {
		out.Grades = append(out.Grades, newSegmentJSON(g.Of, g.Segment))
	}
	for _, c := range ev.Checks {
		out.Checks = append(out.Checks, checkJSON{c.By, c.Name, c.Need.String(), c.Found.String(), c.Passed})
	}
	out.fillRates(ev)
	out.fillRules(ev)
	if about.Previous != nil {
		out.Since = newSince(about.Previous, &out)
	}
	return out
}

func newThresholdJSON(t stats.Confusion) thresholdJSON {
	return thresholdJSON{decimal(t.Threshold), t.CalledWon, t.CalledLost, t.NotCalledWon, t.NotCalledLost, decimal(t.Precision), decimal(t.Recall), decimal(t.F1), decimal(t.Accuracy)}
}

func (out *JSON) fillRates(ev *evaluate.Evaluation) {
	for _, c := range ev.Calibration {
		out.Calibration = append(out.Calibration, calibrationJSON{decimal(c.From), decimal(c.Promised), newTallyJSON(c.Tally), c.Fit})
	}
	for _, r := range ev.Offered {
		from, _ := r.From.Rat().Float64()
		out.Offered = append(out.Offered, rateJSON{decimal(from), r.Rate.Percent()})
	}
	for _, p := range ev.Periods {
		out.Periods = append(out.Periods, newPeriodJSON(p))
	}
}

func (out *JSON) fillRules(ev *evaluate.Evaluation) {
	for i := range ev.Rules {
		r := &ev.Rules[i]
		one := ruleJSON{
			Kind: r.Kind, Name: r.Name, Of: r.Of, Line: r.Pos.Line,
			Fired: newTallyJSON(r.Fired), Not: newTallyJSON(r.Not), Unknown: newTallyJSON(r.Unknown),
			Low: decimal(r.Points.Low), High: decimal(r.Points.High), Mean: decimal(r.Points.Mean), Lift: decimal(r.Lift),
			Own: newIntervalJSON(r.Own), Agreement: r.Agreement, Worth: newIntervalJSON(r.Worth), Bands: []bandJSON{},
		}
		for _, b := range r.Bands {
			one.Bands = append(one.Bands, bandJSON{b.When, b.Points.String(), newTallyJSON(b.Tally)})
		}
		out.Rules = append(out.Rules, one)
	}
	for _, p := range ev.Pairs {
		out.Pairs = append(out.Pairs, pairJSON{ruleName(&ev.Rules[p.A]), ruleName(&ev.Rules[p.B]), p.Both, p.Either, decimal(p.Phi)})
	}
	for _, e := range ev.Leaks {
		out.Leaks = append(out.Leaks, leakJSON{e.Column, e.Cause == outcomes.CauseLeak, e.Reason.String()})
	}
}
