package accounts

import (
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// metric is a computed value that stage rules of accounts may ask for.
type metric struct {
	spec match.Spec
	fill func(p *Plan, a *Account, v *cell.Value)
	most func(p *Plan, leads exact.Bounds) exact.Interval // what a number can be, by what the scores of leads can be
}

// metricsOf lists the metrics that accounts of a rulebook have.
func metricsOf(rb *rulebook.Rulebook) []metric {
	all := []metric{
		number("score", (*Plan).scores, func(p *Plan, a *Account) exact.Number { return p.Score(a).Number() }),
		number("best", (*Plan).bests, func(_ *Plan, a *Account) exact.Number { return a.Best.Number() }),
		number("leads", anyCount, func(_ *Plan, a *Account) exact.Number { return exact.Int(int64(a.Leads)) }),
	}
	if len(rb.Stages) > 0 {
		all = append(all, bestStage(rb))
	}
	if rb.Accounts != nil {
		for i := range rb.Accounts.Roles {
			all = append(all, number("role."+rb.Accounts.Roles[i].Name, anyCount, func(_ *Plan, a *Account) exact.Number { return exact.Int(int64(a.Roles[i].Held)) }))
		}
	}
	from := 0
	for i := range rb.Frameworks {
		to := from + len(rb.Frameworks[i].Elements)
		all = append(all, met(rb.Frameworks[i].Name, from, to))
		from = to
	}
	return all
}

func number(name string, most func(*Plan, exact.Bounds) exact.Interval, of func(*Plan, *Account) exact.Number) metric {
	fill := func(p *Plan, a *Account, v *cell.Value) { v.State, v.Number = cell.Known, exact.At(of(p, a)) }
	return metric{match.Spec{Name: name, Type: rulebook.TypeNumber, Metric: true}, fill, most}
}

func anyCount(*Plan, exact.Bounds) exact.Interval { return exact.Interval{NoHigh: true} }

// met counts the elements of a framework that anybody has met: those from one position to
// before another.
func met(framework string, from, to int) metric {
	most := func(*Plan, exact.Bounds) exact.Interval { return exact.Interval{High: exact.Int(int64(to - from))} }
	return number(framework+".met", most, func(_ *Plan, a *Account) exact.Number {
		return exact.Int(int64(a.Met(from, to)))
	})
}

// Met counts the elements between two positions that anybody has met.
func (a *Account) Met(from, to int) int {
	n := 0
	for _, state := range a.State[from:to] {
		if state == Met {
			n++
		}
	}
	return n
}

// bestStage is the stage of the lead that ranks first, of the rulebook's stages of leads.
func bestStage(rb *rulebook.Rulebook) metric {
	none := func(*Plan, exact.Bounds) exact.Interval { return exact.Interval{} }
	fill := func(_ *Plan, a *Account, v *cell.Value) {
		name := ""
		if _, stage, found := a.First(); found && stage >= 0 {
			name = rb.Stages[stage].Name
		}
		v.State, v.Text = cell.Known, fold.Append(v.Text[:0], name)
		v.Plain = v.Text
	}
	return metric{match.Spec{Name: "best_stage", Type: rulebook.TypeText, Metric: true}, fill, none}
}

// values are the metrics of an account.
func (p *Plan) values(a *Account) []cell.Value {
	values := make([]cell.Value, len(p.metrics))
	for i := range p.metrics {
		p.metrics[i].fill(p, a, &values[i])
	}
	return values
}
