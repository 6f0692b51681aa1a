package binning

import (
	"cmp"
	"math"
	"slices"

	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// group is the values of a text, or the entries of a list, that share a bin. The
// group of the rest also takes values that are rare or were never seen.
type group struct {
	Levels []int32
	Rest   bool
	tally  stats.Tally
	Rare   stats.Tally // of these, the leads with a value that the group does not name
}

// groupLevels makes at most mostGroups groups of a text's values.
func (b *Binning) groupLevels(byAtom []stats.Tally) {
	if Present(byAtom) > manyValues {
		b.Groups = b.poolLevels(byAtom)
	} else {
		b.Groups = b.frequentLevels(byAtom)
	}
	b.Bin = make([]int32, len(byAtom))
	rest := b.RestGroup()
	for a := range b.Bin {
		b.Bin[a] = rest
	}
	for i, g := range b.Groups {
		for _, l := range g.Levels {
			b.Bin[l] = int32(i)
		}
	}
	b.countBins(byAtom)
}

// fewRare is how many rare values are named: they tell of themselves. More are like the
// values that are rare because nobody has met them yet.
const fewRare = 4

// frequentLevels makes groups of the values that are not rare, and one of those that are.
func (b *Binning) frequentLevels(byAtom []stats.Tally) []group {
	least := typing.LeastLevel(b.All.Leads())
	var groups []group
	var rare group
	for a, t := range byAtom {
		switch {
		case t.Leads() >= least:
			groups = append(groups, group{Levels: []int32{int32(a)}, tally: t})
		case t.Leads() > 0:
			rare = rare.join(group{Levels: []int32{int32(a)}, tally: t})
		}
	}
	if len(rare.Levels) <= fewRare && rare.tally.Leads() >= typing.LeastBin {
		return b.joinGroups(append(groups, rare), group{Rest: true})
	}
	return b.joinGroups(groups, group{Rest: true, tally: rare.tally, Rare: rare.tally})
}

// countBins counts the leads of each group.
func (b *Binning) countBins(byAtom []stats.Tally) {
	b.Tallies = make([]stats.Tally, len(b.Groups))
	for a, t := range byAtom {
		b.Tallies[b.Bin[a]] = b.Tallies[b.Bin[a]].Plus(t)
	}
}

// RestGroup is the position of the group that also takes rare and new values.
func (b *Binning) RestGroup() int32 {
	return int32(slices.IndexFunc(b.Groups, func(g group) bool { return g.Rest }))
}

// joinGroups orders groups by their win rate, shrunk towards that of all, and joins
// neighbours until there are few. The rest, the rare values, is a group like others
// where it has enough leads: values never seen are most like them. Else it is part of
// the one nearest the average: of a value that is new nothing is known.
func (b *Binning) joinGroups(groups []group, rest group) []group {
	if rest.tally.Leads() >= typing.LeastBin || len(groups) == 0 {
		groups = append(groups, rest)
	}
	slices.SortStableFunc(groups, func(x, y group) int { return cmp.Compare(b.Shrunken(y.tally), b.Shrunken(x.tally)) })
	groups = b.joinNeighbours(groups)
	if !slices.ContainsFunc(groups, func(g group) bool { return g.Rest }) {
		nearest := &groups[b.nearestAverage(groups)]
		nearest.Rest, nearest.Rare = true, rest.Rare
	}
	return groups
}

// joinNeighbours joins the neighbours that cost least information until there are at
// most mostGroups, and any that do not differ while there are more than two.
func (b *Binning) joinNeighbours(groups []group) []group {
	loss := func(x, y group) float64 { return stats.JoinLoss(x.tally, y.tally, b.All) }
	return joinLeast(groups, loss, func(loss float64) bool { return loss*stats.Effective(b.All) > NoDifference })
}

// joinLeast joins the two neighbours that are least apart, the first of equals, until there
// are at most mostGroups, and any that do not differ by that while there are more than two.
// Only what lies beside a new group is measured anew.
func joinLeast(groups []group, apart func(x, y group) float64, differ func(apart float64) bool) []group {
	var between []float64 // each group and the next
	for i := 1; i < len(groups); i++ {
		between = append(between, apart(groups[i-1], groups[i]))
	}
	for len(groups) > 2 {
		least, at := leastOf(between)
		if len(groups) <= mostGroups && differ(least) {
			break
		}
		groups[at] = groups[at].join(groups[at+1])
		groups, between = slices.Delete(groups, at+1, at+2), slices.Delete(between, at, at+1)
		for i := max(at-1, 0); i <= min(at, len(between)-1); i++ {
			between[i] = apart(groups[i], groups[i+1])
		}
	}
	return groups
}

// leastOf is the least of numbers and its place, the first of equals.
func leastOf(numbers []float64) (least float64, at int) {
	least = math.Inf(1)
	for i, n := range numbers {
		if n < least {
			least, at = n, i
		}
	}
	return least, at
}

func (g group) join(next group) group {
	return group{append(slices.Clone(g.Levels), next.Levels...), g.Rest || next.Rest, g.tally.Plus(next.tally), g.Rare.Plus(next.Rare)}
}

// Shrunken is the win rate with leastBinSize average leads added.
func (b *Binning) Shrunken(t stats.Tally) float64 {
	average := stats.Ratio(b.All.Won, b.All.Leads())
	return (float64(t.Won) + float64(typing.LeastBin*average)) / (float64(t.Leads()) + typing.LeastBin)
}

// groupEntries makes groups of a list's entries. A lead belongs to the best group
// that one of its entries is in.
func (b *Binning) groupEntries(byAtom []stats.Tally) {
	f := b.Field
	holding := make([]stats.Tally, len(f.Levels)) // of the leads that hold each entry
	for a, set := range f.Sets {
		for _, l := range set {
			holding[l] = holding[l].Plus(byAtom[a])
		}
	}
	least := typing.LeastLevel(b.All.Leads())
	var ranked []int32
	for l, t := range holding {
		if t.Leads() >= least {
			ranked = append(ranked, int32(l))
		}
	}
	slices.SortStableFunc(ranked, func(x, y int32) int { return cmp.Compare(b.Shrunken(holding[y]), b.Shrunken(holding[x])) })
	groups := make([]group, 0, len(ranked)+1)
	for _, l := range ranked {
		groups = append(groups, group{Levels: []int32{l}})
	}
	groups = append(groups, group{Rest: true})
	b.Bin = make([]int32, len(f.Sets))
	b.placeSets(groups)
	for a, t := range byAtom {
		groups[b.Bin[a]].tally = groups[b.Bin[a]].tally.Plus(t)
	}
	b.Groups = b.joinNeighbours(groups) // the rest stays last: only neighbours are joined
	b.placeSets(b.Groups)
	b.countBins(byAtom)
}

// placeSets puts each set of entries into the first group that holds one of them.
func (b *Binning) placeSets(groups []group) {
	place := make([]int32, len(b.Field.Levels))
	last := int32(len(groups) - 1)
	for l := range place {
		place[l] = last
	}
	for i, g := range groups {
		for _, l := range g.Levels {
			place[l] = int32(i)
		}
	}
	for a, set := range b.Field.Sets {
		b.Bin[a] = last
		for _, l := range set {
			b.Bin[a] = min(b.Bin[a], place[l])
		}
	}
}

// nearestAverage is the group whose win rate is nearest that of all leads.
func (b *Binning) nearestAverage(groups []group) int {
	average, at, least := stats.Ratio(b.All.Won, b.All.Leads()), 0, math.Inf(1)
	for i, g := range groups {
		if away := math.Abs(b.Shrunken(g.tally) - average); away < least {
			at, least = i, away
		}
	}
	return at
}
