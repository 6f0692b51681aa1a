package binning

import (
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
	"maps"
	"slices"
)

// Evidence is what each bin, and last a missing cell, brings into a model.
func (b *Binning) Evidence() []float64 {
	byBin, missing := b.Values()
	return append(slices.Clone(byBin), missing)
}

// Spread gives leads at some places what the places have.
func Spread(values []float64, places []uint8) []float64 {
	column := make([]float64, len(places))
	for k, place := range places {
		column[k] = values[place]
	}
	return column
}

// Ties are leads that are counted by the field's atoms, by what they bring into a model.
func (b *Binning) Ties(byAtom []stats.Tally, missing stats.Tally) []stats.Tie {
	bins := make([]stats.Tally, len(b.Tallies)+1)
	bins[len(b.Tallies)] = missing
	for a, t := range byAtom {
		bins[b.Bin[a]] = bins[b.Bin[a]].Plus(t)
	}
	byValue := map[float64]stats.Tally{}
	for k, value := range b.Evidence() {
		byValue[value] = byValue[value].Plus(bins[k])
	}
	ties := make([]stats.Tie, 0, len(byValue))
	for _, value := range slices.Backward(slices.Sorted(maps.Keys(byValue))) {
		ties = append(ties, stats.Tie{Score: value, Won: byValue[value].Won, Lost: byValue[value].Lost})
	}
	return ties
}

// Column is what each of some leads brings into a model.
func (b *Binning) Column(leads []int32) []float64 { return Spread(b.Evidence(), b.Places(leads)) }

// Places are the bins of some leads, of which there are few; the last place is for missing
// cells.
func (b *Binning) Places(leads []int32) []uint8 {
	places := make([]uint8, len(leads))
	for k, i := range leads {
		if a := b.Field.Atoms[i]; a != typing.Missing {
			places[k] = uint8(b.Bin[a])
		} else {
			places[k] = uint8(len(b.Tallies))
		}
	}
	return places
}

// Parts are what each bin of a field brings into a model; the last is that of missing
// cells.
func (b *Binning) Parts(weight float64) []float64 {
	byBin, missing := b.Values()
	parts := append(slices.Clone(byBin), missing)
	for k := range parts {
		parts[k] *= weight
	}
	return parts
}

// Psi is the stability index of the field's bins between two groups of leads.
func (b *Binning) Psi(before, after []int32) float64 {
	count := func(leads []int32) []int {
		counts := make([]int, len(b.Tallies)+1)
		for _, i := range leads {
			if a := b.Field.Atoms[i]; a == typing.Missing {
				counts[len(b.Tallies)]++
			} else {
				counts[b.Bin[a]]++
			}
		}
		return counts
	}
	return stats.PSI(count(before), count(after))
}
