package outcomes

import (
	"cmp"
	"math"
	"slices"

	"leadscore/outcomes/stats"
)

// group is the values of a text, or the entries of a list, that share a bin. The
// group of the rest also takes values that are rare or were never seen.
type group struct {
	levels []int32
	rest   bool
	tally  stats.Tally
	rare   stats.Tally // of these, the leads with a value that the group does not name
}

// groupLevels makes at most mostGroups groups of a text's values.
func (b *binning) groupLevels(byAtom []stats.Tally) {
	if present(byAtom) > manyValues {
		b.groups = b.poolLevels(byAtom)
	} else {
		b.groups = b.frequentLevels(byAtom)
	}
	b.bin = make([]int32, len(byAtom))
	rest := b.restGroup()
	for a := range b.bin {
		b.bin[a] = rest
	}
	for i, g := range b.groups {
		for _, l := range g.levels {
			b.bin[l] = int32(i)
		}
	}
	b.countBins(byAtom)
}

// frequentLevels makes groups of the values that are not rare.
func (b *binning) frequentLevels(byAtom []stats.Tally) []group {
	least := leastLevel(b.all.Leads())
	var groups []group
	rare := stats.Tally{}
	for a, t := range byAtom {
		if t.Leads() >= least {
			groups = append(groups, group{levels: []int32{int32(a)}, tally: t})
		} else {
			rare = rare.Plus(t)
		}
	}
	return b.joinGroups(groups, group{rest: true, tally: rare, rare: rare})
}

// countBins counts the leads of each group.
func (b *binning) countBins(byAtom []stats.Tally) {
	b.tallies = make([]stats.Tally, len(b.groups))
	for a, t := range byAtom {
		b.tallies[b.bin[a]] = b.tallies[b.bin[a]].Plus(t)
	}
}

func (b *binning) restGroup() int32 {
	return int32(slices.IndexFunc(b.groups, func(g group) bool { return g.rest }))
}

// joinGroups orders groups by their win rate, shrunk towards that of all, and joins
// neighbours until there are few. The rest, the rare values, is a group like others
// where it has enough leads: values never seen are most like them. Else it is part of
// the worst one.
func (b *binning) joinGroups(groups []group, rest group) []group {
	if rest.tally.Leads() >= leastBinSize || len(groups) == 0 {
		groups = append(groups, rest)
	}
	slices.SortStableFunc(groups, func(x, y group) int { return cmp.Compare(b.shrunken(y.tally), b.shrunken(x.tally)) })
	groups = b.joinNeighbours(groups)
	if !slices.ContainsFunc(groups, func(g group) bool { return g.rest }) {
		last := &groups[len(groups)-1]
		last.rest, last.rare = true, rest.rare
	}
	return groups
}

// joinNeighbours joins the neighbours that cost least information until there are at
// most mostGroups, and any that do not differ while there are more than two.
func (b *binning) joinNeighbours(groups []group) []group {
	for len(groups) > 2 {
		least, at := math.Inf(1), 0
		for i := range groups[1:] {
			if loss := stats.JoinLoss(groups[i].tally, groups[i+1].tally, b.all); loss < least {
				least, at = loss, i
			}
		}
		if len(groups) <= mostGroups && least*stats.Effective(b.all) > noDifference {
			break
		}
		groups[at] = groups[at].join(groups[at+1])
		groups = slices.Delete(groups, at+1, at+2)
	}
	return groups
}

func (g group) join(next group) group {
	return group{append(slices.Clone(g.levels), next.levels...), g.rest || next.rest, g.tally.Plus(next.tally), g.rare.Plus(next.rare)}
}

// shrunken is the win rate with leastBinSize average leads added.
func (b *binning) shrunken(t stats.Tally) float64 {
	average := stats.Ratio(b.all.Won, b.all.Leads())
	return (float64(t.Won) + float64(leastBinSize*average)) / (float64(t.Leads()) + leastBinSize)
}

// groupEntries makes groups of a list's entries. A lead belongs to the best group
// that one of its entries is in.
func (b *binning) groupEntries(byAtom []stats.Tally) {
	f := b.field
	holding := make([]stats.Tally, len(f.levels)) // of the leads that hold each entry
	for a, set := range f.sets {
		for _, l := range set {
			holding[l] = holding[l].Plus(byAtom[a])
		}
	}
	least := leastLevel(b.all.Leads())
	var ranked []int32
	for l, t := range holding {
		if t.Leads() >= least {
			ranked = append(ranked, int32(l))
		}
	}
	slices.SortStableFunc(ranked, func(x, y int32) int { return cmp.Compare(b.shrunken(holding[y]), b.shrunken(holding[x])) })
	groups := make([]group, 0, len(ranked)+1)
	for _, l := range ranked {
		groups = append(groups, group{levels: []int32{l}})
	}
	groups = append(groups, group{rest: true})
	b.bin = make([]int32, len(f.sets))
	b.placeSets(groups)
	for a, t := range byAtom {
		groups[b.bin[a]].tally = groups[b.bin[a]].tally.Plus(t)
	}
	b.groups = b.joinNeighbours(groups) // the rest stays last: only neighbours are joined
	b.placeSets(b.groups)
	b.countBins(byAtom)
}

// placeSets puts each set of entries into the first group that holds one of them.
func (b *binning) placeSets(groups []group) {
	place := make([]int32, len(b.field.levels))
	last := int32(len(groups) - 1)
	for l := range place {
		place[l] = last
	}
	for i, g := range groups {
		for _, l := range g.levels {
			place[l] = int32(i)
		}
	}
	for a, set := range b.field.sets {
		b.bin[a] = last
		for _, l := range set {
			b.bin[a] = min(b.bin[a], place[l])
		}
	}
}
