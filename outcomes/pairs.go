package outcomes

import (
	"cmp"
	"slices"

	"leadscore/match"
	"leadscore/rulebook"
)

// Limits of pairs.
const (
	pairGain   = 0.005 // AUC in folds that a pair must add
	pairFields = 10    // fields that tell most, among which pairs are sought
	leastPair  = 0.02  // of the leads in the pair's rectangle
)

// side is one of the two conditions of a pair: a run of neighbouring bins of a field,
// or, where from is the number of bins, a missing cell.
type side struct {
	bins     *binning
	from, to int // bins, both in
}

func (s side) isMissing() bool { return s.from == len(s.bins.tallies) }

// pair is leads for which two conditions hold: a rectangle in the table of two fields'
// bins. It is a field with the atoms no and yes; where it is not known, because a cell
// is missing and the other side holds, it counts as no.
type pair struct{ a, b side }

func (s side) truth(lead int32) match.Truth {
	a := s.bins.field.atoms[lead]
	if s.isMissing() {
		return match.TruthOf(a == noAtom)
	}
	if a == noAtom {
		return match.Unknown
	}
	bin := int(s.bins.bin[a])
	return match.TruthOf(bin >= s.from && bin <= s.to)
}

// newPairField makes a field of the pair.
func newPairField(p *pair, leads int) *field {
	f := &field{kind: pairKind, header: p.a.bins.field.header + " and " + p.b.bins.field.header, pair: p}
	f.levels = []level{{"false", "false"}, {"true", "true"}}
	f.atoms = make([]int32, leads)
	for i := range f.atoms {
		switch p.a.truth(int32(i)).And(p.b.truth(int32(i))) {
		case match.True:
			f.atoms[i] = 1
		case match.False:
		default:
			f.atoms[i] = noAtom
		}
	}
	return f
}

// addPair adds the best pair to a model; false where none would count.
func (t *evidenceTable) addPair(s forwardStep) (forwardStep, bool) {
	best := t.bestPair(s)
	if best == nil {
		return s, false
	}
	f := newPairField(best, len(best.a.bins.field.atoms))
	return t.addBins(s, binAtoms(f, t.leads, t.allWon))
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
				best, most = &pair{side{g.a, rows[0], rows[1]}, side{g.b, run[0], run[1]}}, s
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

// condition writes the pair on fields of these names.
func (p *pair) condition(a, b string) *rulebook.Condition {
	return &rulebook.Condition{Kind: rulebook.All, Of: []rulebook.Condition{p.a.condition(a), p.b.condition(b)}}
}

// condition writes a side: bins of numbers as a range, groups as a list of values.
func (s side) condition(field string) rulebook.Condition {
	c := rulebook.Condition{Field: scalar(field)}
	if s.isMissing() {
		c.Tests = test("known", "false")
		return c
	}
	switch s.bins.field.kind {
	case ageKind:
		if s.from == 0 { // days ahead too
			c.Tests = test("older_than", numberText(s.bins.ranges[s.to+1].from-1)+"d")
			return rulebook.Condition{Kind: rulebook.Not, Of: []rulebook.Condition{c}}
		}
		c.Tests = s.rangeTests()
	case numberKind, levelKind:
		c.Tests = s.rangeTests()
	case boolKind:
		c.Tests = test("is", s.bins.field.levels[s.from].text)
	default:
		c.Tests = s.levelTests()
	}
	return c
}

func (s side) rangeTests() []rulebook.Test {
	var tests []rulebook.Test
	low, ends := s.bins.ranges[s.from], s.to+1 < len(s.bins.ranges)
	age, isLevel := s.bins.field.kind == ageKind, s.bins.field.kind == levelKind
	if s.from > 0 {
		switch {
		case age:
			tests = append(tests, test("older_than", numberText(low.from-1)+"d")...)
		case isLevel:
			tests = append(tests, test("at_least", levelName(low.from))...)
		case low.open:
			tests = append(tests, test("above", numberText(low.from))...)
		default:
			tests = append(tests, test("at_least", numberText(low.from))...)
		}
	}
	if !ends {
		return tests
	}
	switch high := s.bins.ranges[s.to+1]; {
	case age:
		tests = append(tests, test("within", numberText(high.from-1)+"d")...)
	case isLevel:
		tests = append(tests, test("at_most", levelName(high.from-1))...)
	case high.open:
		tests = append(tests, test("at_most", numberText(high.from))...)
	default:
		tests = append(tests, test("below", numberText(high.from))...)
	}
	return tests
}

// levelTests list the groups' values; with the group of the rest, the values of the
// other groups that it must not be.
func (s side) levelTests() []rulebook.Test {
	var in, out []rulebook.Scalar
	rest := false
	for i, g := range s.bins.groups {
		names := groupNames(s.bins.field, g)
		if i >= s.from && i <= s.to {
			in, rest = append(in, names...), rest || g.rest
		} else {
			out = append(out, names...)
		}
	}
	if rest {
		return []rulebook.Test{{Op: "is_not", Args: out}}
	}
	return []rulebook.Test{{Op: "is", Args: in}}
}
