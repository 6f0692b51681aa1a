package learn

import (
	"math"
	"slices"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/internal/written"
	"leadscore/outcomes/promise"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// StageMove is a score at which a stage rule's condition holds that was moved.
type StageMove struct {
	Stage    string
	Old, New exact.Number
}

// Recalibrated is what Recalibrate gives.
type Recalibrated struct {
	Rulebook      *rulebook.Rulebook
	Moves         []StageMove
	Before, After []promise.StageReport // of the leads looked at
	Leads         int
	Newest        bool          // they are the newest of the list
	Unmet         outcomes.Text // why the capacity or the target rate cannot be had; empty
}

// Recalibrate moves the scores at which the stages of a rulebook begin, and nothing
// else: so that the best of them takes the share Options.Capacity of the leads, or
// wins at Options.TargetRate. The others keep their shares of what is left. It looks
// at the newest leads where they have an order, else at all; open leads count for a
// capacity. Its errors are *OptionError, *TooFewError and those of scoring.Compile.
func Recalibrate(rb *rulebook.Rulebook, h *outcomes.History, opt Options) (*Recalibrated, error) {
	if err := opt.check(h.Header); err != nil {
		return nil, err
	}
	if (opt.Capacity > 0) == (opt.TargetRate > 0) {
		return nil, &OptionError{"recalibrating needs a capacity or a target rate"}
	}
	moved := cloneRulebook(rb)
	moved.Score.Rates = rb.Score.Rates
	if len(thresholds(moved)) == 0 {
		return nil, &OptionError{"the rulebook has no stage that begins at a score: there is nothing to move"}
	}
	leads, won := recentLeads(h, &opt)
	wins := stats.CountWon(won)
	if len(leads) < 2*outcomes.LeastLeads || opt.TargetRate > 0 && min(wins, len(won)-wins) < outcomes.LeastLeads {
		return nil, &outcomes.TooFewError{Won: wins, Lost: len(won) - wins, Need: outcomes.LeastLeads}
	}
	scores, err := outcomes.ScoreLeads(rb, h, leads, opt.AsOf)
	if err != nil {
		return nil, err
	}
	out := &Recalibrated{Rulebook: moved, Leads: len(leads), Newest: newestOnly(h, &opt)}
	if out.Before, err = stagesOf(rb, h, leads, opt.AsOf); err != nil {
		return nil, err
	}
	groups := stats.Ties(scores, won)
	out.Moves = moveStages(out.Rulebook, scores, scores, groups, &opt)
	if out.After, err = stagesOf(out.Rulebook, h, leads, opt.AsOf); err != nil {
		return nil, err
	}
	best := bestStage(groups, thresholds(out.Rulebook)[0].score())
	out.Unmet = promise.Unmet(opt.aim(), best, stats.Ratio(best.Leads(), len(leads)), groups, promise.LeastStage(len(leads)))
	return out, nil
}

// newestOnly reports whether only the newest leads are looked at.
func newestOnly(h *outcomes.History, opt *Options) bool {
	return h.HasOrder() && opt.Split != SplitFolds
}

// bestStage counts the leads from a score up.
func bestStage(groups []stats.Tie, from float64) promise.StageReport {
	best := promise.StageReport{From: from}
	for _, g := range groups {
		if g.Score >= from {
			best.Tally = best.Plus(stats.Tally{Won: g.Won, Lost: g.Lost})
		}
	}
	return best
}

// recentLeads are the leads that stages are cut on: for a target rate those with an
// outcome, for a capacity all.
func recentLeads(h *outcomes.History, opt *Options) (leads []int32, won []bool) {
	for i := range h.Len() {
		o := h.Outcome(i)
		if o != outcomes.Open || opt.Capacity > 0 {
			leads = append(leads, int32(i))
		}
	}
	if newestOnly(h, opt) {
		leads = holdout.Newest(h, leads, opt.holdout()).Test
	}
	for _, i := range leads {
		won = append(won, h.Outcome(int(i)) == outcomes.Won)
	}
	return leads, won
}

// threshold is a test of the score in a stage rule.
type threshold struct {
	stage string
	test  *rulebook.Test
}

func (t threshold) score() float64 {
	n, err := cell.ParseDecimal(t.test.Args[0].Text)
	if err != nil {
		return math.NaN()
	}
	return floatOf(n)
}

// thresholds are those of the stage rules that ask for a score from a number up, in
// the order of the stages. Their tests may be changed: the rulebook gets conditions of
// its own.
func thresholds(rb *rulebook.Rulebook) []threshold {
	var all []threshold
	for i := range rb.Stages {
		s := &rb.Stages[i]
		s.When = cloneCondition(s.When)
		visitTests(s.When, func(t *rulebook.Test) { all = append(all, threshold{s.Name, t}) })
	}
	return slices.DeleteFunc(all, func(t threshold) bool { return math.IsNaN(t.score()) })
}

func visitTests(c *rulebook.Condition, visit func(*rulebook.Test)) {
	if c == nil || c.Kind == rulebook.Not {
		return
	}
	for i := range c.Of {
		visitTests(&c.Of[i], visit)
	}
	if fold.Text(c.Metric.Text) != "score" {
		return
	}
	for i := range c.Tests {
		if t := &c.Tests[i]; (t.Op == "at_least" || t.Op == "above") && len(t.Args) == 1 {
			visit(t)
		}
	}
}

func cloneCondition(c *rulebook.Condition) *rulebook.Condition {
	if c == nil {
		return nil
	}
	out := *c
	out.Of, out.Tests = slices.Clone(c.Of), slices.Clone(c.Tests)
	for i := range out.Of {
		out.Of[i] = *cloneCondition(&c.Of[i])
	}
	for i := range out.Tests {
		out.Tests[i].Args = slices.Clone(c.Tests[i].Args)
	}
	return &out
}

// moveStages moves the scores of the stage rules from shares of the leads by their
// scores before to the scores after that give the same shares, the best stage's first
// brought to the capacity or the target rate: that of groups, the leads by their scores after.
func moveStages(rb *rulebook.Rulebook, before, after []float64, groups []stats.Tie, opt *Options) []StageMove {
	all := thresholds(rb)
	if len(all) == 0 {
		return nil
	}
	shareFrom := func(scores []float64, from float64) float64 {
		n := 0
		for _, s := range scores {
			if s >= from {
				n++
			}
		}
		return stats.Ratio(n, len(scores))
	}
	first := shareFrom(before, all[0].score())
	best := first
	switch {
	case opt.Capacity > 0:
		best = opt.Capacity
	case opt.TargetRate > 0:
		best = shareFrom(after, promise.ScoreOfRate(groups, opt.TargetRate, promise.LeastStage(len(after))))
	}
	own := stats.Ties(after, make([]bool, len(after)))
	var moves []StageMove
	last := math.Inf(1)
	for _, t := range all {
		share := best
		if own := shareFrom(before, t.score()); own > first && first < 1 {
			share = best + float64((own-first)/(1-first)*(1-best))
		}
		at := min(math.Floor(promise.ScoreOfShare(own, len(after), share)), last)
		last = at
		if at == t.score() {
			continue
		}
		old := written.NumberOf(t.score())
		t.test.Op, t.test.Args[0].Text = "at_least", written.NumberText(at)
		moves = append(moves, StageMove{t.stage, old, written.NumberOf(at)})
	}
	return moves
}

// stagesOf counts the leads of each stage as the engine decides it. Open leads count
// as lost: they have not been won.
func stagesOf(rb *rulebook.Rulebook, h *outcomes.History, leads []int32, asOf calendar.Day) ([]promise.StageReport, error) {
	stages := make([]promise.StageReport, len(rb.Stages))
	for i, s := range rb.Stages {
		stages[i] = promise.StageReport{Name: s.Name, From: math.NaN()}
		visitTests(s.When, func(t *rulebook.Test) { stages[i].From = threshold{s.Name, t}.score() })
	}
	stage := make([]int, len(leads))
	err := outcomes.EachScored(rb, h, leads, asOf, func(at int, s *scoring.Scorer, cells []string) { stage[at] = s.Score(cells).Stage })
	for at, of := range stage {
		if err == nil && of >= 0 {
			stages[of].Count(h.Outcome(int(leads[at])) == outcomes.Won)
		}
	}
	return stages, err
}
