package outcomes

import (
	"math"
	"slices"

	"leadscore/outcomes/stats"
)

// Sizes of bins.
const (
	fineBins     = 20   // quantiles of a number that bins are made of
	mostBins     = 5    // ranges of a number
	mostGroups   = 6    // groups of a text's values
	leastBin     = 0.05 // of the leads in a range
	spikeShare   = 0.05 // of the leads: a value this common at an edge is a bin of its own
	noDifference = 2.0  // chi-squared (1 degree of freedom) under which neighbours are one
	shrinkLeads  = 10   // a bin's weight of evidence counts n / (n + shrinkLeads)
)

// fineLeads is the number of leads of the rarer outcome from which on the ranges of a
// number are not joined for being alike, nor made to rise or fall, before it is known what
// they do beside the other fields (see joined). With fewer leads that would learn luck.
const fineLeads = 1000

// binning puts the atoms of a field into bins. Missing cells are apart.
type binning struct {
	field   *field
	pair    *pair   // of pairKind
	bin     []int32 // of each atom
	ranges  []bound // of numbers and ages: where each bin begins; rising
	groups  []group // of text and lists, the best first
	tallies []stats.Tally
	missing stats.Tally
	all     stats.Tally
}

// bound is the low end of a range.
type bound struct {
	from float64 // -Inf: no end
	open bool    // from itself is not in the range
}

func (b bound) holds(v float64) bool { return v > b.from || v == b.from && !b.open }

// binAtoms makes the bins of a field from some of the leads.
func binAtoms(f *field, leads []int32, won []bool) *binning {
	byAtom, missing := f.tallyAtoms(leads, won)
	b := &binning{field: f, missing: missing}
	b.all = stats.SumTallies(byAtom).Plus(missing)
	switch f.kind {
	case numberKind, ageKind, levelKind:
		b.binNumbers(byAtom)
	case textKind:
		b.groupLevels(byAtom)
	case listKind:
		b.groupEntries(byAtom)
	default: // each atom is a bin
		b.bin = make([]int32, len(byAtom))
		for i := range byAtom {
			b.bin[i] = int32(i)
		}
		b.tallies = byAtom
	}
	return b
}

// bins are the tallies of all bins and of the missing cells.
func (b *binning) bins() []stats.Tally { return append(slices.Clone(b.tallies), b.missing) }

// woe is a bin's weight of evidence, shrunk where it has few leads.
func (b *binning) woe(t stats.Tally) float64 {
	if t.Leads() == 0 || b.all.Won == 0 || b.all.Lost == 0 {
		return 0
	}
	n := float64(t.Leads())
	return stats.WeightOfEvidence(t, b.all) * n / (n + shrinkLeads)
}

// values are what each bin, and missing cells, bring into a model: their weight of
// evidence; of a pair, whether it holds.
func (b *binning) values() (byBin []float64, missing float64) {
	if b.field.kind == pairKind {
		return []float64{0, 1}, 0
	}
	byBin = make([]float64, len(b.tallies))
	for i, t := range b.tallies {
		byBin[i] = b.woe(t)
	}
	return byBin, b.woe(b.missing)
}

// information is the information value of the bins, less what chance alone would
// give as many bins.
func (b *binning) information() float64 {
	if b.all.Won == 0 || b.all.Lost == 0 {
		return 0
	}
	return stats.InformationValue(b.bins()) - float64(b.freedom())/stats.Effective(b.all)
}

// freedom is the number of bins that are not empty, less one.
func (b *binning) freedom() int {
	n := -1
	for _, t := range b.bins() {
		if t.Leads() > 0 {
			n++
		}
	}
	return max(n, 0)
}

// run is a run of neighbouring atoms.
type run struct {
	first, last int // atoms
	tally       stats.Tally
	spike       bool
}

// binNumbers makes at most mostBins ranges.
func (b *binning) binNumbers(byAtom []stats.Tally) {
	n := stats.SumTallies(byAtom).Leads()
	runs := b.fineRuns(byAtom, n)
	runs = mergeSmall(runs, max(leastBinSize, int(leastBin*float64(n))))
	if min(b.all.Won, b.all.Lost) >= fineLeads {
		runs = b.reduce(runs, 0)
	} else {
		runs = b.shape(runs)
	}
	b.setRanges(roundBounds(b.field, byAtom, runs, b.all), byAtom)
}

// fineRuns cuts the atoms into about fineBins runs of equal size; a value that is as
// common as that is a run of its own.
func (b *binning) fineRuns(byAtom []stats.Tally, n int) []run {
	target := max(1, n/fineBins)
	if present(byAtom) <= fineBins {
		target = 1
	}
	var runs []run
	var open *run
	for a, t := range byAtom {
		if t.Leads() == 0 {
			continue
		}
		if open == nil || open.tally.Leads() >= target || t.Leads() >= target {
			runs = append(runs, run{first: a})
			open = &runs[len(runs)-1]
		}
		open.last, open.tally = a, open.tally.Plus(t)
	}
	for i := range runs {
		r := &runs[i]
		edge := i == 0 || i == len(runs)-1
		common := float64(r.tally.Leads()) >= spikeShare*float64(n) && r.tally.Leads() >= leastBinSize
		r.spike = edge && common && r.first == r.last
	}
	return runs
}

func present(byAtom []stats.Tally) (n int) {
	for _, t := range byAtom {
		if t.Leads() > 0 {
			n++
		}
	}
	return n
}

// mergeSmall joins runs that are too small with the neighbour whose rate is nearer.
func mergeSmall(runs []run, least int) []run {
	for len(runs) > 1 {
		small := -1
		for i, r := range runs {
			if r.tally.Leads() < least && !apart(runs, i) && (small < 0 || r.tally.Leads() < runs[small].tally.Leads()) {
				small = i
			}
		}
		if small < 0 {
			break
		}
		left := small - 1
		if left < 0 || small+1 < len(runs) && nearerRate(runs[small], runs[small+1], runs[left]) {
			left = small
		}
		runs = joinRuns(runs, left)
	}
	return runs
}

// apart reports whether a run wins more or less often than both its neighbours, for
// certain.
func apart(runs []run, i int) bool {
	return (i == 0 || stats.StandsOut(runs[i].tally, runs[i-1].tally)) && (i == len(runs)-1 || stats.StandsOut(runs[i].tally, runs[i+1].tally))
}

// nearerRate reports whether b is a better partner for a than c is: not a spike
// where c is one, then by the distance of win rates.
func nearerRate(a, b, c run) bool {
	if b.spike != c.spike {
		return c.spike
	}
	rate := func(r run) float64 { return stats.Ratio(r.tally.Won, r.tally.Leads()) }
	return math.Abs(rate(a)-rate(b)) < math.Abs(rate(a)-rate(c))
}

// joinRuns joins run i with the next.
func joinRuns(runs []run, i int) []run {
	runs[i] = run{first: runs[i].first, last: runs[i+1].last, tally: runs[i].tally.Plus(runs[i+1].tally)}
	return slices.Delete(runs, i+1, i+2)
}

// setRanges makes the bins that begin at the bounds.
func (b *binning) setRanges(bounds []bound, byAtom []stats.Tally) {
	b.ranges = bounds
	b.bin = make([]int32, len(byAtom))
	b.tallies = make([]stats.Tally, len(bounds))
	at := 0
	for a, v := range b.field.numbers {
		for at+1 < len(bounds) && bounds[at+1].holds(v) {
			at++
		}
		b.bin[a] = int32(at)
		b.tallies[at] = b.tallies[at].Plus(byAtom[a])
	}
}
