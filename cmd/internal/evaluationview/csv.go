package evaluationview

import (
	"fmt"
	"math"
	"strconv"

	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/speaker"
	"leadscore/internal/spreadsheet"
	"leadscore/outcomes"
	"leadscore/outcomes/evaluate"
	"leadscore/outcomes/stats"
)

// Row is one figure of an evaluation: a row of `evaluate --format csv`.
// Rates and shares are 0 to 1.
type Row struct {
	Section string `csv:"section"` // quality, ranking, share, capacity, stage, grade, threshold, check, rate, period, rule, band, pair, leak, since
	Item    string `csv:"item"`
	Measure string `csv:"measure"`
	Value   string `csv:"value"`
	Low     string `csv:"low"` // of the 95 % interval
	High    string `csv:"high"`
	Leads   string `csv:"leads"`
	Won     string `csv:"won"`
	Note    string `csv:"note"`
}

// evaluationRows collects rows.
type evaluationRows []Row

func (r *evaluationRows) add(section, item, measure string, value float64) {
	*r = append(*r, Row{Section: section, Item: spreadsheet.GuardText(item), Measure: measure, Value: decimal(value).text("")})
}

func (r *evaluationRows) interval(section, item, measure string, i stats.Interval) {
	r.add(section, item, measure, i.Value)
	row := r.last()
	row.Low, row.High = decimal(i.Low).text(""), decimal(i.High).text("")
}

func (r *evaluationRows) tally(section, item, measure string, t stats.Tally, note string) {
	rate := t.Rate()
	if t.Leads() == 0 {
		rate = stats.Interval{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
	}
	r.interval(section, item, measure, rate)
	row := r.last()
	row.Leads, row.Won, row.Note = strconv.Itoa(t.Leads()), strconv.Itoa(t.Won), spreadsheet.GuardText(note)
}

func (r *evaluationRows) last() *Row { return &(*r)[len(*r)-1] }

// Rows lists the figures of an evaluation.
func Rows(ev *evaluate.Evaluation, about About) []Row {
	var rows evaluationRows
	rows.tally("quality", "leads", "win_rate", stats.Tally{Won: ev.Won, Lost: ev.Lost}, "")
	rows.quality("quality", "score", &ev.Score)
	if ev.Ranking != nil {
		rows.quality("ranking", "stage, then score", ev.Ranking)
	}
	for _, s := range ev.Ranked().Shares {
		item := fmt.Sprintf("best %.0f %%", 100*s.Share)
		rows.add("share", item, "lift", s.Lift)
		rows.add("share", item, "captured", s.Captured)
	}
	if c := ev.Capacity; c != nil {
		rows.add("capacity", "calls", "share", c.Share)
		rows.add("capacity", "calls", "wins_per_100_calls", c.Per100)
		rows.add("capacity", "calls", "wins_per_100_calls_at_random", c.AtRandom)
		rows.add("capacity", "calls", "score_from", c.From)
	}
	for _, s := range ev.Stages {
		rows.tally("stage", s.Name, "win_rate", s.Tally, "")
	}
	for _, g := range ev.Grades {
		rows.tally("grade", g.Name, "win_rate", g.Tally, g.Of)
	}
	rows.threshold(&ev.Threshold)
	for _, c := range ev.Checks {
		passed := 0.0
		if c.Passed {
			passed = 1
		}
		rows.add("check", c.By+": "+c.Name, "passed", passed)
		rows.last().Note = spreadsheet.Guard(c.Found.String())
	}
	for _, b := range ev.Rates {
		rows.tally("rate", "score from "+report.ScoreText(b.From), "win_rate", b.Tally, "")
	}
	for _, c := range ev.Calibration {
		rows.tally("rate given", "score from "+report.ScoreText(c.From), "win_rate", c.Tally, string(c.Fit)+", "+speaker.Speaker{}.Percent(c.Promised)+" given")
	}
	for _, p := range ev.Periods {
		rows.tally("period", p.Name, "win_rate", p.Tally, "")
		rows.interval("period", p.Name, "auc", p.AUC)
		rows.add("period", p.Name, "score_psi", p.Shift)
		rows.add("period", p.Name, "win_rate_by_mix", p.Drift.Mix)
		rows.interval("period", p.Name, "win_rate_at_same_score", p.Drift.Same)
		for _, f := range p.Drift.Fields {
			rows.add("period", p.Name, "column_psi", f.PSI)
			rows.last().Note = spreadsheet.GuardText(f.Column)
		}
	}
	rows.rules(ev)
	if about.Previous != nil {
		rows.since(newEvaluated(ev, about).sinceJSON())
	}
	return rows
}

func (r *evaluationRows) quality(section, item string, q *outcomes.Quality) {
	r.interval(section, item, "auc", q.AUC)
	r.add(section, item, "average_precision", q.AveragePrecision)
	r.add(section, item, "ks", q.KS)
	if math.IsNaN(q.LogLoss) {
		return
	}
	r.add(section, item, "log_loss", q.LogLoss)
	r.add(section, item, "log_loss_of_base_rate", q.BaseLogLoss)
	r.add(section, item, "brier", q.Brier)
	r.add(section, item, "brier_of_base_rate", q.BaseBrier)
}

// since gives the changes from an earlier evaluation.
func (r *evaluationRows) since(s *sinceJSON) {
	for i := range s.Figures {
		f := &s.Figures[i]
		r.add("since", f.Name, f.Measure, f.change())
		r.last().Note = fmt.Sprintf("%s then, %s now", decimal(f.Then).text("none"), decimal(f.Now).text("none"))
	}
}

func (r *evaluationRows) threshold(t *stats.Confusion) {
	item := "score from " + report.ScoreText(t.Threshold)
	for _, f := range []struct {
		measure string
		value   float64
	}{
		{"called_won", float64(t.CalledWon)}, {"called_lost", float64(t.CalledLost)},
		{"not_called_won", float64(t.NotCalledWon)}, {"not_called_lost", float64(t.NotCalledLost)},
		{"precision", t.Precision}, {"recall", t.Recall}, {"f1", t.F1}, {"accuracy", t.Accuracy},
	} {
		r.add("threshold", item, f.measure, f.value)
	}
}

func (r *evaluationRows) rules(ev *evaluate.Evaluation) {
	for i := range ev.Rules {
		rule := &ev.Rules[i]
		name := ruleName(rule)
		r.tally("rule", name, "fired", rule.Fired, string(rule.Agreement))
		r.tally("rule", name, "not_fired", rule.Not, "")
		r.tally("rule", name, "unknown", rule.Unknown, "")
		r.add("rule", name, "points_mean", rule.Points.Mean)
		r.add("rule", name, "lift", rule.Lift)
		r.interval("rule", name, "own_auc", rule.Own)
		r.interval("rule", name, "auc_gained", rule.Worth)
		for _, b := range rule.Bands {
			r.tally("band", name, "win_rate", b.Tally, b.When)
		}
	}
	for _, p := range ev.Pairs {
		r.add("pair", ruleName(&ev.Rules[p.A]), "phi", p.Phi)
		r.last().Note = spreadsheet.GuardText(ruleName(&ev.Rules[p.B]))
	}
	for _, e := range ev.Leaks {
		r.add("leak", e.Column, string(e.Cause), math.NaN())
		r.last().Note = spreadsheet.GuardText(e.Reason.String())
	}
}
