package holdout

import (
	"leadscore/outcomes"
	"math"
	"math/rand/v2"
	"slices"
)

// Split is one way to hold leads out: the learner sees train only.
type Split struct {
	Train, Test []int32
}

// Folds deals leads into folds, each with its share of the wins. Leads of one
// bundle stay together. It is a function of the seed.
func Folds(leads []int32, won []bool, bundle []int32, folds int, seed uint64) []Split {
	random := rand.New(rand.NewPCG(seed, 0x6c656164))
	members, first := make([]int32, len(bundle)), make([]int32, len(bundle)) // of each bundle
	var bundles []int32
	for _, i := range leads {
		b := bundle[i]
		if members[b] == 0 {
			bundles, first[b] = append(bundles, b), i
		}
		members[b]++
	}
	random.Shuffle(len(bundles), func(i, j int) { bundles[i], bundles[j] = bundles[j], bundles[i] })
	slices.SortStableFunc(bundles, func(x, y int32) int { return int(members[y] - members[x]) })
	fold := make([]int32, len(bundle))
	sizes := [2][]int32{make([]int32, folds), make([]int32, folds)}
	for _, b := range bundles {
		class := 0
		if won[first[b]] {
			class = 1
		}
		least := 0
		for f, size := range sizes[class] {
			if size < sizes[class][least] {
				least = f
			}
		}
		fold[b] = int32(least)
		sizes[class][least] += members[b]
	}
	return partition(leads, folds, func(lead int32) int32 { return fold[bundle[lead]] })
}

// Newest holds out the newest leads: about that share of them, cut where the order
// changes. Leads without an order count as oldest; where none has one, the rows'
// order counts.
func Newest(h *outcomes.History, leads []int32, share float64) Split {
	order, place := InOrder(h, leads)
	cut := len(order) - int(math.Round(share*float64(len(order))))
	for cut > 0 && cut < len(order) && place(order[cut]) == place(order[cut-1]) {
		cut++
	}
	return Split{Train: order[:cut], Test: order[cut:]}
}

// Bundles gives exact duplicates one number, so that they stay in one fold: leads
// whose cells are the same in all columns but those of apart, and that came on the same day, where it
// is known: who comes again another day is another lead. Where most leads are
// duplicates of few, and no column tells these apart, the columns are too coarse to
// tell leads apart, and each is on its own; in a list that holds each lead several times,
// each with as many that have its outcome.
func Bundles(h *outcomes.History, leads []int32, apart map[int]bool) []int32 {
	bundle := make([]int32, h.Len())
	for i := range bundle {
		bundle[i] = int32(i)
	}
	first := make(map[uint64]int32, len(leads))
	codes := make([][]uint32, 0, len(h.Header))
	for c := range h.Header {
		if _, of := h.Different(c); of != nil && !apart[c] {
			codes = append(codes, of)
		}
	}
	for _, i := range leads {
		sum := h.Rest(int(i))
		for _, of := range codes {
			sum = outcomes.Mixed(sum, uint64(of[i]))
		}
		if h.OrderedByDay() {
			sum = outcomes.Mixed(sum, math.Float64bits(h.Order(int(i))))
		}
		if at, seen := first[sum]; seen {
			bundle[i] = at
		} else {
			first[sum] = i
		}
	}
	times := severalTimes(bundle, leads)
	if most := mostDifferent(h, apart); 2*times*len(first) < len(leads) && 2*most < len(first) && most < outcomes.MostSeen {
		inGroups(h, leads, bundle, times)
	}
	return bundle
}

// inGroups takes so many leads of one bundle and one outcome, in the order of the rows, for
// one lead.
func inGroups(h *outcomes.History, leads, bundle []int32, times int) {
	type same struct {
		bundle  int32
		outcome outcomes.Outcome
	}
	seen, first := map[same]int{}, map[same]int32{}
	for _, i := range leads {
		of := same{bundle[i], h.Outcome(int(i))}
		if seen[of]%times == 0 {
			first[of] = i
		}
		seen[of]++
		bundle[i] = first[of]
	}
}

// severalTimes is how often a list holds each lead, as where exports were put together: then
// nearly all bundles are multiples of one size; 1 where they are not.
func severalTimes(bundle, leads []int32) int {
	sizes, bundles := make([]int32, len(bundle)), 0
	for _, i := range leads {
		if sizes[bundle[i]]++; sizes[bundle[i]] == 1 {
			bundles++
		}
	}
	const most, nearly = 10, 0.95
	for k := most; k > 1; k-- {
		multiples := 0
		for _, n := range sizes {
			if n > 0 && n%int32(k) == 0 {
				multiples++
			}
		}
		if float64(multiples) >= nearly*float64(bundles) {
			return k
		}
	}
	return 1
}

// mostDifferent is the largest number of different cells that a column has.
func mostDifferent(h *outcomes.History, apart map[int]bool) int {
	most := 0
	for c := range h.Header {
		if !apart[c] {
			most = max(most, h.HowMany(c))
		}
	}
	return most
}

// partition holds out the leads of each fold in turn.
func partition(leads []int32, folds int, foldOf func(lead int32) int32) []Split {
	splits := make([]Split, folds)
	for f := range splits {
		splits[f].Train = make([]int32, 0, len(leads))
	}
	for _, i := range leads {
		for f := range splits {
			if int(foldOf(i)) == f {
				splits[f].Test = append(splits[f].Test, i)
			} else {
				splits[f].Train = append(splits[f].Train, i)
			}
		}
	}
	return splits
}
