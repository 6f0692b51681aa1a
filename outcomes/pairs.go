package outcomes

import (
	"cmp"
	"slices"
)

// Limits of pairs.
const (
	pairGain   = 0.005 // AUC in folds that a pair must add
	pairFields = 10    // fields that tell most, among which pairs are sought
	leastPair  = 0.02  // of the leads in the pair's rectangle
)

// addPair adds the best pair to a model; false where none would count.
func (t *evidenceTable) addPair(s forwardStep) (forwardStep, bool) {
	best := t.bestPair(s)
	if best == nil {
		return s, false
	}
	b := binAtoms(newPairField(best, len(best.a.bins.field.atoms)), t.leads, t.allWon)
	b.pair = best
	return t.addBins(s, b)
}

// addBins adds a field to a model; false where a weight would not count then.
func (t *evidenceTable) addBins(s forwardStep, b *binning) (forwardStep, bool) {
	t.addBinning(b)
	next := t.add(s, len(t.bins)-1)
	return next, slices.Min(next.model.Weights) >= leastWeight
}

// bestPair is the pair whose leads win most above what the model says.
func (t *evidenceTable) bestPair(s forwardStep) *pair {
	residual, weight := t.residuals(t.pick(s.chosen), s.model)
	candidates := t.tellingBins()
	places := make([][]uint8, len(candidates))
	for k, b := range candidates {
		places[k] = b.places(t.leads)
	}
	var best *pair
	most := 0.0
	for k := range candidates {
		for m := range k {
			grid := newPairGrid(candidates[k], candidates[m], places[k], places[m], residual, weight)
			if p, statistic := grid.best(max(leastBinSize, int(leastPair*float64(len(t.leads))))); statistic > most {
				best, most = p, statistic
			}
		}
	}
	return best
}

// tellingBins are the fields that tell most; lists stay out, whose groups overlap.
func (t *evidenceTable) tellingBins() []*binning {
	var telling []*binning
	for _, b := range t.bins {
		if k := b.field.kind; k != pairKind && k != listKind && k != filledKind && !b.field.freeMail && b.information() >= leastInformation {
			telling = append(telling, b)
		}
	}
	slices.SortStableFunc(telling, func(a, b *binning) int { return cmp.Compare(b.information(), a.information()) })
	return telling[:min(len(telling), pairFields)]
}

// pairGrid sums residuals over the joint bins of two fields.
type pairGrid struct {
	a, b  *binning
	cells [][]pairCell
	whole float64 // the sum of all weights
}

type pairCell struct {
	residual, weight float64
	leads            int
}

func (c *pairCell) add(d pairCell) {
	c.residual += d.residual
	c.weight += d.weight
	c.leads += d.leads
}

func newPairGrid(a, b *binning, placesA, placesB []uint8, residual, weight []float64) *pairGrid {
	g := &pairGrid{a: a, b: b, cells: make([][]pairCell, len(a.tallies)+1)}
	for i := range g.cells {
		g.cells[i] = make([]pairCell, len(b.tallies)+1)
	}
	for k, r := range residual {
		g.cells[placesA[k]][placesB[k]].add(pairCell{r, weight[k], 1})
		g.whole += weight[k]
	}
	return g
}

// best is the rectangle with the largest score statistic among those whose leads win
// above the model: a run of bins of each field, never all, or its missing cells.
func (g *pairGrid) best(least int) (*pair, float64) {
	var best *pair
	most := 0.0
	columns := runsOf(len(g.b.tallies))
	for _, rows := range runsOf(len(g.a.tallies)) {
		sums := make([]pairCell, len(g.b.tallies)+1)
		for i := rows[0]; i <= rows[1]; i++ {
			for j := range sums {
				sums[j].add(g.cells[i][j])
			}
		}
		for _, run := range columns {
			var area pairCell
			for _, cell := range sums[run[0] : run[1]+1] {
				area.add(cell)
			}
			if s := area.statistic(g.whole); area.leads >= least && s > most {
				best, most = &pair{a: side{bins: g.a, from: rows[0], to: rows[1]}, b: side{bins: g.b, from: run[0], to: run[1]}}, s
			}
		}
	}
	return best, most
}

// runsOf are the runs of some but not all of so many bins, and the missing cells.
func runsOf(bins int) [][2]int {
	var runs [][2]int
	for from := range bins {
		for to := from; to < bins && to-from+1 < bins; to++ {
			runs = append(runs, [2]int{from, to})
		}
	}
	return append(runs, [2]int{bins, bins})
}

func (c pairCell) statistic(whole float64) float64 {
	variance := c.weight - c.weight*c.weight/whole
	if c.residual <= 0 || variance <= 0 {
		return 0
	}
	return c.residual * c.residual / variance
}
