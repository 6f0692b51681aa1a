package binning

import (
	"slices"

	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// IsPooled reports whether the field is a text of many values, which are pooled partially.
func (b *Binning) IsPooled() bool { return b.prior > 0 }

// HoldTenths gives each of some leads, which made the bins, the place that its value would
// have without the tenth of time that the lead came in; from then on the bins tell what
// they tell of leads placed so. Groups are made of the values that happened to win: placed
// by its own outcome too, a lead proves them right, and the next lead does not. Tenths of
// time, since a value's luck and its fashion both pass (on 24 made lists with texts of 15 to
// 400 values the AUC on later leads rises by .005; by .004 with parts drawn by lot).
func (b *Binning) HoldTenths(leads []int32, won []bool, tenths holdout.Tenths) []uint8 {
	atoms := b.Field.Atoms
	own := make([]stats.Tally, len(b.Bin)*holdout.TenthCount) // of each atom and tenth
	all := make([]stats.Tally, len(b.Bin))
	at := func(lead int32) int { return int(atoms[lead])*holdout.TenthCount + int(tenths[lead]) }
	for _, i := range leads {
		if atoms[i] != typing.Missing {
			own[at(i)].Count(won[i])
			all[atoms[i]].Count(won[i])
		}
	}
	place := b.placesWithout(all, own)
	places := make([]uint8, len(leads))
	b.held = make([]stats.Tally, len(b.Tallies))
	for k, i := range leads {
		if atoms[i] == typing.Missing {
			places[k] = uint8(len(b.Tallies))
			continue
		}
		places[k] = place[at(i)]
		b.held[places[k]].Count(won[i])
	}
	return places
}

// placesWithout are the groups of each value without each tenth. A rare value stays of the
// rest.
func (b *Binning) placesWithout(all, own []stats.Tally) []uint8 {
	borders, rest := b.borders(all), uint8(b.RestGroup())
	place := make([]uint8, len(own))
	for k, t := range own {
		place[k] = rest
		if whole := all[k/holdout.TenthCount]; b.byItself(whole) {
			place[k] = groupAt(borders, b.pooled(whole.Less(t)))
		}
	}
	return place
}

// borders are the pooled rates between neighbouring groups, falling: half way from the worst
// value of one to the best of the next.
func (b *Binning) borders(byAtom []stats.Tally) []float64 {
	best, worst := make([]float64, len(b.Groups)), make([]float64, len(b.Groups))
	for i, g := range b.Groups {
		var rates []float64
		for _, l := range g.Levels {
			if b.byItself(byAtom[l]) {
				rates = append(rates, b.pooled(byAtom[l]))
			}
		}
		if g.Rest || len(rates) == 0 {
			rates = append(rates, b.pooled(g.Rare))
		}
		best[i], worst[i] = slices.Max(rates), slices.Min(rates)
	}
	borders := make([]float64, len(b.Groups)-1)
	for i := range borders {
		borders[i] = (worst[i] + best[i+1]) / 2
	}
	return borders
}

// groupAt is the position of the group that a pooled rate lies in.
func groupAt(borders []float64, rate float64) uint8 {
	g := uint8(0)
	for _, border := range borders {
		if rate < border {
			g++
		}
	}
	return g
}
