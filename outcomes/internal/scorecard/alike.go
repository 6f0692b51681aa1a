package scorecard

import "leadscore/outcomes/stats"

// alike are leads counted by what a model knows of them: those that have the same place in
// each of some columns are one kind. Columns have few places, so that there are far fewer
// kinds than leads, and a model is fitted to kinds.
type alike struct {
	of     []int32       // the kind of each lead
	counts []stats.Tally // of each kind
	first  []int32       // of each kind: its first lead
}

// allAlike are leads of which nothing is known.
func allAlike(won []bool) *alike {
	a := &alike{of: make([]int32, len(won))}
	if len(won) > 0 {
		wins := stats.CountWon(won)
		a.counts, a.first = []stats.Tally{{Won: wins, Lost: len(won) - wins}}, []int32{0}
	}
	return a
}

// parted are the leads parted further by their places in a column, of which there are so
// many. Kinds are numbered by their first leads.
func (a *alike) parted(places []uint8, count int, won []bool) *alike {
	numbers := make([]int32, len(a.counts)*count) // of each kind and place, from 1
	b := &alike{of: make([]int32, len(places))}
	for i, place := range places {
		number := &numbers[int(a.of[i])*count+int(place)]
		if *number == 0 {
			b.counts, b.first = append(b.counts, stats.Tally{}), append(b.first, int32(i))
			*number = int32(len(b.counts))
		}
		b.of[i] = *number - 1
		b.counts[b.of[i]].Count(won[i])
	}
	return b
}

// byPlace counts the leads of each kind at each of so many places of a column.
func (a *alike) byPlace(places []uint8, count int, won []bool) []stats.Tally {
	counts := make([]stats.Tally, len(a.counts)*count)
	for i, kind := range a.of {
		counts[int(kind)*count+int(places[i])].Count(won[i])
	}
	return counts
}

// alike parts the table's leads by columns of places.
func (t *Table) alike(columns [][]uint8, counts []int) *alike {
	a := allAlike(t.Won)
	for k, places := range columns {
		a = a.parted(places, counts[k], t.Won)
	}
	return a
}

// alikeIn parts the table's leads by what fields bring into a model, and gives that for
// each kind.
func (t *Table) alikeIn(chosen []int) (a *alike, features [][]float64) {
	var columns [][]uint8
	var counts []int
	for _, j := range chosen {
		columns, counts = append(columns, t.Places[j]), append(counts, len(t.Bins[j].Tallies)+1)
	}
	a = t.alike(columns, counts)
	for k, j := range chosen {
		evidence := t.Bins[j].Evidence()
		feature := make([]float64, len(a.first))
		for kind, lead := range a.first {
			feature[kind] = evidence[columns[k][lead]]
		}
		features = append(features, feature)
	}
	return a, features
}
