package lint

import (
	"slices"

	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
)

// This file holds what is found about accounts.

func (l *linter) accountScore() {
	a := l.rulebook.Accounts
	if a == nil {
		return
	}
	best, others := l.plan.Accounts.Shares()
	switch {
	case best.Sign() == 0 && others.Sign() == 0:
		l.warn(a.Score.Pos, "write score: {best: 100%, others: 10%}", "no account has a score: best and others are 0%%")
	case others.Cmp(best) > 0:
		l.warn(a.Score.Pos, "write others: "+best.Share()+" or less", "each other lead counts for more than the best one: the better the best lead, the less may come of it")
	case a.Score.Max != nil && !l.extent.Sum.NoHigh && others.Sign() == 0 && *inPoints(a.Score.Max) > l.extent.Score.High.Number().MulPoints(best):
		l.warn(a.Score.Pos, "lower max, or let others count", "no account can reach the max of %s: the best lead gives %s at most", a.Score.Max, l.extent.Score.High.Number().MulPoints(best))
	}
}

func (l *linter) accountStages() {
	a := l.rulebook.Accounts
	if a == nil || len(a.Stages) == 0 {
		return
	}
	for _, i := range l.plan.Accounts.Unreachable(l.extent.Score) {
		l.warn(a.Stages[i].Pos, "ask for less", "no account can reach the stage %q: %s", a.Stages[i].Name, a.Stages[i].When)
	}
	for i := range a.Stages {
		walk.LeavesOf(a.Stages[i].When, l.namesStage)
	}
	if last := &a.Stages[len(a.Stages)-1]; last.When != nil {
		l.warn(last.Pos, "end with one that has no condition, such as {stage: Watch}", "an account for which no stage rule holds has no stage, and is ranked behind all that have one")
	}
}

// namesStage finds stages of leads that an account is asked for and no rule gives.
func (l *linter) namesStage(leaf *rulebook.Condition) {
	if fold.Text(leaf.Metric.Text) != "best_stage" {
		return
	}
	names := walk.StageNames(l.rulebook)
	for _, t := range leaf.Tests {
		for _, arg := range t.Args {
			same := func(name string) bool { return fold.Text(name) == fold.Text(arg.Text) }
			if (t.Op == "is" || t.Op == "is_not") && arg.Text != "" && !slices.ContainsFunc(names, same) {
				l.warn(arg.Pos, fold.Expected(arg.Text, names, "stages"), "there is no stage %q of leads", arg.Text)
			}
		}
	}
}
