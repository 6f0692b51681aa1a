package accounts

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"leadscore/match"
	"leadscore/match/exact"
)

// other is what a lead that is not the best gives to its account: its share, rounded
// once, and nothing where its score is below 0.
func (p *Plan) other(score exact.Points) exact.Points {
	return max(score, 0).Number().MulPoints(p.others)
}

// sum is the score of an account before its bounds.
func (p *Plan) sum(a *Account) exact.Points {
	if a.Leads == 0 {
		return 0
	}
	return plus(a.Best.Number().MulPoints(p.best), a.others)
}

// plus adds what is not below 0, as far as there are numbers.
func plus(a, given exact.Points) exact.Points {
	if a > math.MaxInt64-given {
		return math.MaxInt64
	}
	return a + given
}

// Score is the score of an account: the share of its highest score, with the share of each
// other one that is above 0, inside the bounds. It is 0 before these where all leads are of
// out stages.
func (p *Plan) Score(a *Account) exact.Points { return exact.Clamp(p.sum(a), p.min, p.max) }

// Stage is the first stage rule of accounts that is true; -1 for none.
func (p *Plan) Stage(a *Account) int {
	if len(p.stages) == 0 {
		return -1
	}
	values := p.values(a)
	return slices.IndexFunc(p.stages, func(rule *match.Cond) bool { return rule.Eval(values) == match.True })
}

// Ranked is an account with what a ranking goes by.
type Ranked struct {
	*Account
	Score exact.Points
	Stage int // index of the stage rule of accounts; -1: none
}

// Rank puts all accounts of a book in order: by stage, those without one last but for those
// of out stages, then by falling score, then by their keys.
func (b *Book) Rank() []Ranked {
	all := make([]Ranked, 0, len(b.accounts))
	for _, a := range b.accounts {
		all = append(all, Ranked{a, b.plan.Score(a), b.plan.Stage(a)})
	}
	slices.SortFunc(all, func(x, y Ranked) int {
		return cmp.Or(
			cmp.Compare(b.plan.place(x.Stage), b.plan.place(y.Stage)),
			cmp.Compare(y.Score, x.Score),
			strings.Compare(x.Key, y.Key))
	})
	return all
}

// place is that of a stage in a ranking.
func (p *Plan) place(stage int) int {
	switch n := len(p.stages); {
	case stage < 0:
		return n
	case p.rulebook.Stages[stage].Out:
		return stage + n + 1
	}
	return stage
}
