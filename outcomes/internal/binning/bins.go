package binning

import (
	"math"
	"slices"

	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// Sizes of bins.
const (
	fineBins     = 20   // quantiles of a number that bins are made of
	mostBins     = 5    // ranges of a number
	mostClasses  = 8    // ranges of a number whose cells are named classes: levels, 11-50
	mostGroups   = 6    // groups of a text's values
	leastBin     = 0.05 // of the leads in a range
	spikeShare   = 0.05 // of the leads: a value this common at an edge is a bin of its own
	NoDifference = 2.0  // chi-squared (1 degree of freedom) under which neighbours are one
	shrinkLeads  = 10   // a bin's weight of evidence counts n / (n + shrinkLeads)
)

// fineLeads is the number of leads of the rarer outcome from which on the ranges of a
// number are not joined for being alike, nor made to rise or fall, before it is known what
// they do beside the other fields (see joined). With fewer leads that would learn luck.
const fineLeads = 1000

// Binning puts the atoms of a field into bins. Missing cells are apart.
type Binning struct {
	Field   *typing.Field
	Pair    *Pair   // of pairKind
	Bin     []int32 // of each atom
	Ranges  []bound // of numbers and ages: where each bin begins; rising
	Groups  []group // of text and lists, the best first
	Tallies []stats.Tally
	Missing stats.Tally
	All     stats.Tally
	known   stats.Tally   // of texts of many values: the leads that have one
	prior   float64       // likewise: how many average leads are added to those of each value
	held    []stats.Tally // of each bin, of leads that did not make it; nil: not held apart
}

// bound is the low end of a range.
type bound struct {
	From float64 // -Inf: no end
	Open bool    // from itself is not in the range
}

func (b bound) holds(v float64) bool { return v > b.From || v == b.From && !b.Open }

// Of makes the bins of a field from some of the leads.
func Of(f *typing.Field, leads []int32, won []bool) *Binning {
	byAtom, missing := f.TallyAtoms(leads, won)
	return OfTallies(f, byAtom, missing)
}

// OfTallies makes the bins of a field from leads that are counted by its atoms.
func OfTallies(f *typing.Field, byAtom []stats.Tally, missing stats.Tally) *Binning {
	b := &Binning{Field: f, Missing: missing}
	b.All = stats.SumTallies(byAtom).Plus(missing)
	switch f.Kind {
	case typing.NumberKind, typing.AgeKind, typing.LevelKind:
		b.binNumbers(byAtom)
	case typing.TextKind:
		b.groupLevels(byAtom)
	case typing.ListKind:
		b.groupEntries(byAtom)
	default: // each atom is a bin
		b.Bin = make([]int32, len(byAtom))
		for i := range byAtom {
			b.Bin[i] = int32(i)
		}
		b.Tallies = slices.Clone(byAtom)
	}
	return b
}

// Bins are the tallies of all bins and of the missing cells.
func (b *Binning) Bins() []stats.Tally { return append(slices.Clone(b.Tallies), b.Missing) }

// woe is a bin's weight of evidence, shrunk where it has few leads.
func (b *Binning) woe(t stats.Tally) float64 {
	if t.Leads() == 0 || b.All.Won == 0 || b.All.Lost == 0 {
		return 0
	}
	n := float64(t.Leads())
	return stats.WeightOfEvidence(t, b.All) * n / (n + shrinkLeads)
}

// Values are what each bin, and missing cells, bring into a model: their weight of
// evidence; of a pair, whether it holds.
func (b *Binning) Values() (byBin []float64, missing float64) {
	if b.Field.Kind == typing.PairKind {
		return []float64{0, 1}, 0
	}
	byBin = make([]float64, len(b.Tallies))
	tallies := b.Tallies
	if b.held != nil {
		tallies = b.held
	}
	for i, t := range tallies {
		byBin[i] = b.woe(t)
	}
	return byBin, b.woe(b.Missing)
}

// Information is the information value of the bins, less what chance alone would
// give as many bins.
func (b *Binning) Information() float64 {
	if b.All.Won == 0 || b.All.Lost == 0 {
		return 0
	}
	return stats.InformationValue(b.Bins()) - float64(b.Freedom())/stats.Effective(b.All)
}

// Freedom is the number of bins that are not empty, less one.
func (b *Binning) Freedom() int {
	n := -1
	for _, t := range b.Bins() {
		if t.Leads() > 0 {
			n++
		}
	}
	return max(n, 0)
}

// run is a run of neighbouring atoms.
type run struct {
	First, Last int // atoms
	Tally       stats.Tally
	spike       bool
}

// binNumbers makes at most mostBins ranges.
func (b *Binning) binNumbers(byAtom []stats.Tally) {
	n := stats.SumTallies(byAtom).Leads()
	runs := b.FineRuns(byAtom, n)
	runs = mergeSmall(runs, max(typing.LeastBin, int(leastBin*float64(n))))
	if b.Field.Cut {
		runs = b.reduce(oneWay(runs, b.Field.Falling), NoDifference)
	} else if min(b.All.Won, b.All.Lost) >= fineLeads {
		runs = b.reduce(runs, 0)
	} else {
		runs = b.shape(runs)
	}
	b.setRanges(roundBounds(b.Field, byAtom, runs, b.All), byAtom)
}

// FineRuns cuts the atoms into about fineBins runs of equal size; a value that is as
// common as that is a run of its own.
func (b *Binning) FineRuns(byAtom []stats.Tally, n int) []run {
	target := max(1, n/fineBins)
	if Present(byAtom) <= fineBins {
		target = 1
	}
	var runs []run
	var open *run
	for a, t := range byAtom {
		if t.Leads() == 0 {
			continue
		}
		if open == nil || open.Tally.Leads() >= target || t.Leads() >= target {
			runs = append(runs, run{First: a})
			open = &runs[len(runs)-1]
		}
		open.Last, open.Tally = a, open.Tally.Plus(t)
	}
	for i := range runs {
		r := &runs[i]
		edge := i == 0 || i == len(runs)-1
		common := float64(r.Tally.Leads()) >= spikeShare*float64(n) && r.Tally.Leads() >= typing.LeastBin
		r.spike = edge && common && r.First == r.Last
	}
	return runs
}

// Present is how many atoms have leads.
func Present(byAtom []stats.Tally) (n int) {
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
			if r.Tally.Leads() < least && !apart(runs, i) && (small < 0 || r.Tally.Leads() < runs[small].Tally.Leads()) {
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
	return (i == 0 || stats.StandsOut(runs[i].Tally, runs[i-1].Tally)) && (i == len(runs)-1 || stats.StandsOut(runs[i].Tally, runs[i+1].Tally))
}

// nearerRate reports whether b is a better partner for a than c is: not a spike
// where c is one, then by the distance of win rates.
func nearerRate(a, b, c run) bool {
	if b.spike != c.spike {
		return c.spike
	}
	rate := func(r run) float64 { return stats.Ratio(r.Tally.Won, r.Tally.Leads()) }
	return math.Abs(rate(a)-rate(b)) < math.Abs(rate(a)-rate(c))
}

// most is how many ranges the field may have: more where people have made the classes, and
// each is a word that they use.
func (b *Binning) most() int {
	if b.Field.Intervals || b.Field.Kind == typing.LevelKind {
		return mostClasses
	}
	return mostBins
}

// joinRuns joins run i with the next.
func joinRuns(runs []run, i int) []run {
	runs[i] = run{First: runs[i].First, Last: runs[i+1].Last, Tally: runs[i].Tally.Plus(runs[i+1].Tally)}
	return slices.Delete(runs, i+1, i+2)
}

// setRanges makes the bins that begin at the bounds.
func (b *Binning) setRanges(bounds []bound, byAtom []stats.Tally) {
	b.Ranges = bounds
	b.Bin = make([]int32, len(byAtom))
	b.Tallies = make([]stats.Tally, len(bounds))
	at := 0
	for a, v := range b.Field.Numbers {
		for at+1 < len(bounds) && bounds[at+1].holds(v) {
			at++
		}
		b.Bin[a] = int32(at)
		b.Tallies[at] = b.Tallies[at].Plus(byAtom[a])
	}
}
