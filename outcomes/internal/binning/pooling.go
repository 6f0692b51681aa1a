package binning

import (
	"cmp"
	"math"
	"slices"

	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// Partial pooling of the values of a text: where there are many, each is thought to have
// a win rate that lies about that of all, as far away as the values show they do. A value
// of few leads is then taken to be much like the others.
const (
	manyValues   = 12  // above it values are pooled partially
	leastValue   = 5   // leads, for a value to be looked at by itself
	leastCertain = 1.5 // leads × rate × (1 − rate), likewise
	leastPrior   = 2   // average leads added to a value, at least
	mostPrior    = 200 // and at most
)

// poolLevels makes groups of many values. Those of too few leads are one, which is also
// that of values never seen.
func (b *Binning) poolLevels(byAtom []stats.Tally) []group {
	b.known = stats.SumTallies(byAtom)
	var groups []group
	rest := group{Rest: true}
	for a, t := range byAtom {
		switch {
		case t.Leads() == 0:
		case b.byItself(t):
			groups = append(groups, group{Levels: []int32{int32(a)}, tally: t})
		default:
			rest.tally = rest.tally.Plus(t)
		}
	}
	rest.Rare = rest.tally
	groups = append(groups, rest)
	b.prior = priorLeads(groups, b.rate())
	slices.SortStableFunc(groups, func(x, y group) int { return cmp.Compare(b.pooled(y.tally), b.pooled(x.tally)) })
	unlike := func(x, y group) float64 { return unlikeness(x, y, b.pooled) }
	groups = joinLeast(groups, unlike, func(chiSquared float64) bool { return chiSquared > NoDifference })
	least := typing.LeastLevel(b.All.Leads())
	for i := range groups {
		if groups[i].Rest { // what it does not name is of it anyway
			groups[i].forget(byAtom, least)
		}
	}
	return groups
}

// byItself reports whether a value of these leads is looked at by itself.
func (b *Binning) byItself(t stats.Tally) bool {
	n, rate := float64(t.Leads()), b.rate()
	return n >= leastValue && n*rate*(1-rate) >= leastCertain
}

// rate is the win rate of the leads whose cell is not missing.
func (b *Binning) rate() float64 { return stats.Ratio(b.known.Won, b.known.Leads()) }

// pooled is the win rate of a value's leads with average leads added.
func (b *Binning) pooled(t stats.Tally) float64 {
	return (float64(t.Won) + float64(b.prior*b.rate())) / (float64(t.Leads()) + b.prior)
}

// forget takes the names of rare values out of the group of the rest.
func (g *group) forget(byAtom []stats.Tally, least int) {
	g.Levels = slices.DeleteFunc(g.Levels, func(l int32) bool {
		rare := byAtom[l].Leads() < least
		if rare {
			g.Rare = g.Rare.Plus(byAtom[l])
		}
		return rare
	})
}

// priorLeads is how many average leads are added to each value: the variance of a lead's
// outcome, by that of the values' rates beyond what luck makes of it.
func priorLeads(groups []group, rate float64) float64 {
	n, squares, spread := 0.0, 0.0, 0.0
	for _, g := range groups {
		leads := float64(g.tally.Leads())
		away := stats.Ratio(g.tally.Won, g.tally.Leads()) - rate
		n, squares, spread = n+leads, squares+float64(leads*leads), spread+float64(leads*away*away)
	}
	luck := rate * (1 - rate)
	between := (spread - float64(float64(len(groups)-1)*luck)) / (n - squares/n)
	if !(between > 0) {
		return mostPrior
	}
	return min(max(luck/between-1, leastPrior), mostPrior)
}

// unlikeness is the chi-squared of the difference of two groups' pooled rates.
func unlikeness(x, y group, pooled func(stats.Tally) float64) float64 {
	n, m := x.tally.Leads(), y.tally.Leads()
	d := pooled(x.tally) - pooled(y.tally)
	if n == 0 || m == 0 { // values never seen: first of all, with the neighbour that is most like all values
		return math.Abs(d) - 1
	}
	both := pooled(x.tally.Plus(y.tally))
	return float64(d*d) / (both * (1 - both) * (1/float64(n) + 1/float64(m)))
}
