package accounts

import (
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Unreachable lists the stage rules of accounts that hold for no account, by what the
// scores of leads can be.
func (p *Plan) Unreachable(leads exact.Bounds) []int {
	values := make([]cell.Value, len(p.metrics))
	for i := range values {
		values[i] = cell.Value{State: cell.Known, Free: true, Number: p.metrics[i].most(p, leads)}
		if p.metrics[i].spec.Type != rulebook.TypeNumber {
			values[i] = cell.Value{State: cell.Blank, Free: true}
		}
	}
	var unreachable []int
	for i, rule := range p.stages {
		if !rule.Outcomes(values).Has(match.True) {
			unreachable = append(unreachable, i)
		}
	}
	return unreachable
}

// scores is what the score of an account can be.
func (p *Plan) scores(leads exact.Bounds) exact.Interval {
	b := exact.Bounds{NoLow: leads.NoLow, NoHigh: leads.NoHigh || p.others.Sign() > 0 && leads.High > 0}
	if b.Low = min(leads.Low.Number().MulPoints(p.best), 0); b.NoLow {
		b.Low = 0
	}
	if !b.NoHigh {
		b.High = max(leads.High.Number().MulPoints(p.best), 0)
	}
	return interval(b.Clamp(p.min, p.max))
}

// bests is what the highest score can be; that of an account without leads that count is 0.
func (p *Plan) bests(leads exact.Bounds) exact.Interval {
	return interval(leads.Union(exact.Bounds{}))
}

func interval(b exact.Bounds) exact.Interval {
	return exact.Interval{Low: b.Low.Number(), High: b.High.Number(), NoLow: b.NoLow, NoHigh: b.NoHigh}
}
