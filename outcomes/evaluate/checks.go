package evaluate

import (
	"math"
	"strings"

	"leadscore/outcomes"
	"leadscore/outcomes/evaluate/segments"
	"leadscore/outcomes/internal/written"
	"leadscore/outcomes/stats"
)

// Check is one check of a vendor's, with what it needs and what was found.
type Check struct {
	By     string // "MadKudu", "Dynamics 365"
	Name   string
	Need   outcomes.Text // empty: a figure without a limit
	Found  outcomes.Text
	Passed bool // true without a limit
}

// Verdict sums the checks of Dynamics 365 up as it does.
type Verdict string

// The verdicts.
const (
	VerdictReady    Verdict = "ready"
	VerdictOK       Verdict = "OK"
	VerdictNotReady Verdict = "not ready"
)

// Limits of the checks. MadKudu publishes its own; Dynamics 365 publishes the number
// of leads and which figures it looks at, but no limits of these, so the AUCs are
// ours: 0.7 is by custom what acceptable discrimination begins with (Hosmer and
// Lemeshow, Applied Logistic Regression).
const (
	flaggedLeast  = 0.15
	flaggedMost   = 0.35
	flaggedWins   = 0.60
	bestToWorst   = 10.0
	leastSegment  = 20 // leads, for the best and the worst segment
	readyAUC      = 0.70
	okAUC         = 0.60
	dynamicsLeads = 40
)

func (ev *Evaluation) check(r *replay) {
	ev.Checks = append(ev.madKudu(r), ev.dynamics()...)
	ev.Verdict = ev.verdict()
}

// madKudu is the acceptance of MadKudu: few enough leads flagged, most conversions
// among them, and segments that differ.
func (ev *Evaluation) madKudu(r *replay) []Check {
	flagged, what := ev.flagged()
	share, wins := stats.Ratio(flagged.Leads(), ev.Won+ev.Lost), stats.Ratio(flagged.Won, ev.Won)
	const by = "MadKudu"
	return []Check{
		{by, "leads flagged as good", outcomes.Plain("15 to 35 % of the leads"), outcomes.Textf("%.0f %% (%s)", 100*share, what), share >= flaggedLeast && share <= flaggedMost},
		{by, "conversions among them", outcomes.Plain("at least 60 % of the wins"), outcomes.Textf("%.0f %%", 100*wins), wins >= flaggedWins},
		ev.bestAgainstWorst(by, r),
	}
}

// flagged is the leads that the rulebook calls good: the stages from the top that
// together hold at most the share that may be flagged, but at least the first; where
// there are no stages, the leads from the threshold with the best F1 up.
func (ev *Evaluation) flagged() (stats.Tally, outcomes.Text) {
	var all stats.Tally
	var names []string
	for i, s := range ev.called() {
		next := all.Plus(s.Tally)
		if i > 0 && stats.Ratio(next.Leads(), ev.Won+ev.Lost) > flaggedMost {
			break
		}
		all = next
		names = append(names, s.Name)
	}
	if len(names) == 0 {
		t := ev.Threshold
		return stats.Tally{Won: t.CalledWon, Lost: t.CalledLost}, outcomes.Textf("scores of %s or more", written.NumberText(t.Threshold))
	}
	return all, outcomes.Textf("stage %s", strings.Join(names, ", "))
}

// called are the stages that are not out; none where there is only one.
func (ev *Evaluation) called() []segments.Segment {
	var called []segments.Segment
	for _, s := range ev.Stages {
		if !s.Out && s.Name != "" {
			called = append(called, s)
		}
	}
	if len(called) < 2 {
		return nil
	}
	return called
}

// bestAgainstWorst compares the first and the last stage that have enough leads;
// where there are no stages, the best and the worst quarter of the scores.
func (ev *Evaluation) bestAgainstWorst(by string, r *replay) Check {
	c := Check{By: by, Name: "best segment against worst", Need: outcomes.Plain("wins at least 10 times as often")}
	var sized []segments.Segment
	for _, s := range ev.called() {
		if s.Leads() >= leastSegment {
			sized = append(sized, s)
		}
	}
	rate := ev.Rate().Value
	groups := stats.Ties(r.order, r.won)
	best, worst := rate*stats.Lift(groups, 0.25), rate*4*(1-stats.Captured(groups, 0.75))
	what := outcomes.Plain("best and worst quarter")
	if n := len(sized); n > 1 {
		best, worst = sized[0].Rate().Value, sized[n-1].Rate().Value
		what = outcomes.Textf("%s and %s", sized[0].Name, sized[n-1].Name)
	}
	c.Found = outcomes.Textf("%.1f %% and %.1f %% (%s)", 100*best, 100*worst, what)
	if worst > 0 {
		c.Found = outcomes.Textf("%.1f times: %s", best/worst, c.Found)
	}
	c.Passed = best > 0 && best >= bestToWorst*worst
	return c
}

// dynamics is the figures that Dynamics 365 judges a model by.
func (ev *Evaluation) dynamics() []Check {
	const by = "Dynamics 365"
	t := ev.Threshold
	rate := ev.Rate().Value
	all := 2 * rate / (1 + rate) // F1 of calling every lead
	percent := func(share float64) outcomes.Text {
		return outcomes.Textf("%.0f %%", math.Floor(float64(100*share)+1e-9))
	}
	return []Check{
		{by, "leads", outcomes.Textf("at least %d won and %d lost", dynamicsLeads, dynamicsLeads), outcomes.Textf("%d won and %d lost", ev.Won, ev.Lost), min(ev.Won, ev.Lost) >= dynamicsLeads},
		{by, "accuracy", outcomes.Text{}, percent(t.Accuracy), true},
		{by, "recall", outcomes.Text{}, percent(t.Recall), true},
		{by, "F1", outcomes.Textf("above %.2f, that of calling every lead", all), outcomes.Textf("%.2f", t.F1), t.F1 > all},
		{by, "AUC", outcomes.Textf("%.2f or more with the low end of its interval", readyAUC), outcomes.Textf("%.3f, low end %.3f", ev.Score.AUC.Value, ev.Score.AUC.Low), ev.Score.AUC.Low >= readyAUC},
	}
}

// verdict: ready where all of Dynamics 365's checks pass, OK where only the AUC falls
// short, and not by much.
func (ev *Evaluation) verdict() Verdict {
	enough := min(ev.Won, ev.Lost) >= dynamicsLeads
	rate := ev.Rate().Value
	useful := ev.Threshold.F1 > 2*rate/(1+rate)
	switch {
	case !enough || !useful || !(ev.Score.AUC.Low >= okAUC):
		return VerdictNotReady
	case ev.Score.AUC.Low >= readyAUC:
		return VerdictReady
	}
	return VerdictOK
}
