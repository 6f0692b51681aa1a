package scorecard

import (
	"cmp"
	"leadscore/outcomes/internal/binning"
	"leadscore/outcomes/internal/typing"
	"slices"
)

// Limits of pairs.
const (
	PairGain   = 0.005 // AUC in folds that a pair must add
	pairFields = 10    // fields that tell most, among which pairs are sought
	leastPair  = 0.02  // of the leads in the pair's rectangle
)

// AddPair adds the best pair to a model; false where none would count.
func (t *Table) AddPair(s Step) (Step, bool) {
	best := t.BestPair(s)
	if best == nil {
		return s, false
	}
	b := binning.Of(binning.NewPairField(best, len(best.A.Bins.Field.Atoms)), t.Leads, t.allWon)
	b.Pair = best
	return t.AddBins(s, b)
}

// AddBins adds a field to a model; false where a weight would not count then.
func (t *Table) AddBins(s Step, b *binning.Binning) (Step, bool) {
	t.addBinning(b)
	next := t.add(s, len(t.Bins)-1)
	return next, slices.Min(next.Model.Weights) >= leastWeight
}

// BestPair is the pair whose leads win most above what the model says.
func (t *Table) BestPair(s Step) *binning.Pair {
	residual, weight := t.residuals(s)
	candidates := t.tellingBins()
	places := make([][]uint8, len(candidates))
	for k, b := range candidates {
		places[k] = b.Places(t.Leads)
	}
	var best *binning.Pair
	most := 0.0
	for k := range candidates {
		for m := range k {
			grid := newPairGrid(candidates[k], candidates[m], places[k], places[m], residual, weight)
			if p, statistic := grid.best(max(typing.LeastBin, int(leastPair*float64(len(t.Leads))))); statistic > most {
				best, most = p, statistic
			}
		}
	}
	return best
}

// residuals are outcome less probability, and the variance, of each lead.
func (t *Table) residuals(s Step) (residual, weight []float64) {
	b := newBasis(t, s.Chosen, s.Model)
	residual, weight = make([]float64, len(t.Won)), make([]float64, len(t.Won))
	for i, won := range t.Won {
		p := b.chance[b.kinds.of[i]]
		weight[i] = float64(p * (1 - p))
		residual[i] = -p
		if won {
			residual[i] = 1 - p
		}
	}
	return residual, weight
}

// tellingBins are the fields that tell most; lists stay out, whose groups overlap, and
// ranges that do.
func (t *Table) tellingBins() []*binning.Binning {
	var telling []*binning.Binning
	for _, b := range t.Bins {
		if k := b.Field.Kind; k != typing.PairKind && k != typing.ListKind && k != typing.FilledKind && !b.Field.FreeMail && !b.Field.Cut && b.Information() >= LeastInformation {
			telling = append(telling, b)
		}
	}
	slices.SortStableFunc(telling, func(a, b *binning.Binning) int { return cmp.Compare(b.Information(), a.Information()) })
	return telling[:min(len(telling), pairFields)]
}

// pairGrid sums residuals over the joint bins of two fields.
type pairGrid struct {
	a, b  *binning.Binning
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

func newPairGrid(a, b *binning.Binning, placesA, placesB []uint8, residual, weight []float64) *pairGrid {
	g := &pairGrid{a: a, b: b, cells: make([][]pairCell, len(a.Tallies)+1)}
	for i := range g.cells {
		g.cells[i] = make([]pairCell, len(b.Tallies)+1)
	}
	for k, r := range residual {
		g.cells[placesA[k]][placesB[k]].add(pairCell{r, weight[k], 1})
		g.whole += weight[k]
	}
	return g
}

// best is the rectangle with the largest score statistic among those whose leads win
// above the model: a run of bins of each field, never all, or its missing cells.
func (g *pairGrid) best(least int) (*binning.Pair, float64) {
	var best *binning.Pair
	most := 0.0
	columns := runsOf(g.b)
	for _, rows := range runsOf(g.a) {
		sums := make([]pairCell, len(g.b.Tallies)+1)
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
				best, most = &binning.Pair{A: binning.Side{Bins: g.a, From: rows[0], To: rows[1]}, B: binning.Side{Bins: g.b, From: run[0], To: run[1]}}, s
			}
		}
	}
	return best, most
}

// runsOf are the runs of some but not all of a field's bins that a person can take in, and the
// missing cells.
func runsOf(b *binning.Binning) [][2]int {
	bins := len(b.Tallies)
	var runs [][2]int
	for from := range bins {
		for to := from; to < bins && to-from+1 < bins; to++ {
			if (binning.Side{Bins: b, From: from, To: to}).Readable() {
				runs = append(runs, [2]int{from, to})
			}
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
