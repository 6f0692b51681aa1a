package overview

import "leadscore/match/exact"

// mostBins is how many bins a Histogram has at most.
const mostBins = 4096

// Histogram counts points in bins of equal width: the smallest of a thousandth of a point,
// a hundredth, a tenth and so on that needs no more than mostBins of them. What it holds depends on
// the points alone, not on their order.
type Histogram struct {
	width  exact.Points // 0: nothing counted so far
	counts map[int64]int
}

// Add counts points.
func (h *Histogram) Add(p exact.Points) {
	if h.width == 0 {
		h.width, h.counts = 1, map[int64]int{}
	}
	h.counts[floorDiv(int64(p), int64(h.width))]++
	h.widen(h.width)
}

// widen makes bins at least so wide, and no more of them than may be.
func (h *Histogram) widen(width exact.Points) {
	for h.width < width || len(h.counts) > mostBins {
		wider := map[int64]int{}
		for bin, n := range h.counts {
			wider[floorDiv(bin, 10)] += n
		}
		h.width, h.counts = 10*h.width, wider
	}
}

// Merge takes in what another one has counted.
func (h *Histogram) Merge(o *Histogram) {
	if o.width == 0 {
		return
	}
	if h.width == 0 {
		h.width, h.counts = 1, map[int64]int{}
	}
	h.widen(o.width)
	for bin, n := range o.counts {
		h.counts[floorDiv(bin*int64(o.width), int64(h.width))] += n
	}
	h.widen(h.width)
}

// Range is from where to where the bins go that hold something; ok is false for none.
func (h *Histogram) Range() (from, to exact.Points, ok bool) {
	if len(h.counts) == 0 {
		return 0, 0, false
	}
	first, last := int64(0), int64(0)
	begun := false
	for bin := range h.counts {
		if !begun {
			first, last, begun = bin, bin, true
		}
		first, last = min(first, bin), max(last, bin)
	}
	return exact.Points(first) * h.width, exact.Points(last+1) * h.width, true
}

// Bin is one bar of a histogram.
type Bin struct {
	From, To exact.Points // To is the From of the next
	Count    int
}

// Bars puts bins together to at most so many bars, whose width is 1, 2 or 5 of a power of ten.
func (h *Histogram) Bars(most int) []Bin {
	from, to, ok := h.Range()
	if !ok {
		return nil
	}
	width := h.width
	for floorDiv(int64(to-1), int64(width))-floorDiv(int64(from), int64(width))+1 > int64(most) {
		width = nextRound(width)
	}
	first := floorDiv(int64(from), int64(width))
	bars := make([]Bin, floorDiv(int64(to-1), int64(width))-first+1)
	for i := range bars {
		at := exact.Points(first+int64(i)) * width
		bars[i] = Bin{From: at, To: at + width}
	}
	for bin, n := range h.counts {
		bars[floorDiv(bin*int64(h.width), int64(width))-first].Count += n
	}
	return bars
}

// In counts what lies from a number of points up to below another, both ends of bins.
func (h *Histogram) In(from, to exact.Points) int {
	n := 0
	for bin, count := range h.counts {
		if at := exact.Points(bin) * h.width; at >= from && at < to {
			n += count
		}
	}
	return n
}

// nextRound is the round width after one: 1, 2, 5, 10, 20 ...
func nextRound(width exact.Points) exact.Points {
	lead := width
	for lead%10 == 0 {
		lead /= 10
	}
	if lead == 2 {
		return width / 2 * 5
	}
	return width * 2
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
