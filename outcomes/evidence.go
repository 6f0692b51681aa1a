package outcomes

import (
	"leadscore/outcomes/stats"
	"slices"
)

// evidence is what each bin, and last a missing cell, brings into a model.
func (b *binning) evidence() []float64 {
	byBin, missing := b.values()
	return append(slices.Clone(byBin), missing)
}

// spread gives leads at some places what the places have.
func spread(values []float64, places []uint8) []float64 {
	column := make([]float64, len(places))
	for k, place := range places {
		column[k] = values[place]
	}
	return column
}

// column is what each of some leads brings into a model.
func (b *binning) column(leads []int32) []float64 { return spread(b.evidence(), b.places(leads)) }

// places are the bins of some leads, of which there are few; the last place is for missing
// cells.
func (b *binning) places(leads []int32) []uint8 {
	places := make([]uint8, len(leads))
	for k, i := range leads {
		if a := b.field.atoms[i]; a != noAtom {
			places[k] = uint8(b.bin[a])
		} else {
			places[k] = uint8(len(b.tallies))
		}
	}
	return places
}

// parts are what each bin of a field brings into a model; the last is that of missing
// cells.
func (b *binning) parts(weight float64) []float64 {
	byBin, missing := b.values()
	parts := append(slices.Clone(byBin), missing)
	for k := range parts {
		parts[k] *= weight
	}
	return parts
}

// psi is the stability index of the field's bins between two groups of leads.
func (b *binning) psi(before, after []int32) float64 {
	count := func(leads []int32) []int {
		counts := make([]int, len(b.tallies)+1)
		for _, i := range leads {
			if a := b.field.atoms[i]; a == noAtom {
				counts[len(b.tallies)]++
			} else {
				counts[b.bin[a]]++
			}
		}
		return counts
	}
	return stats.PSI(count(before), count(after))
}
