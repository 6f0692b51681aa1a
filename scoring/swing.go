package scoring

import (
	"slices"

	"leadscore/match/exact"
	"leadscore/scoring/internal/earning"
)

// swing is what the lines of a source may earn once some, all or none of the free values
// that they look at are filled. It hangs on what its cells decided alone, and is remembered
// with that.
type swing struct {
	known bool
	bins  []exact.Bounds // what criteria may earn beside what they did, by the source's bins
	open  []bool         // by line: it may earn something else
	may   []earning.May  // by line
}

// openness says what of a source is taken for free: of a pair the values of one of its two
// sources, or of both.
type openness int

const (
	firstOpen openness = 1 << iota
	secondOpen
	bothOpen = firstOpen | secondOpen // and all of a source that is no pair
)

// swing is what a source's lines may earn beside what they did; nil where nothing is free.
func (s *Scorer) swing(source int, which openness) *swing {
	if !s.tagOf(source).free {
		return nil
	}
	d := s.decision(source)
	if s.engine.sources[source].pair == nil {
		return &d.swings[0]
	}
	sw := &d.swings[which-firstOpen]
	if !sw.known {
		s.judgeOpen(source, which, sw)
	}
	return sw
}

// judgeOpen asks the lines of a pair what they may earn, with the values of one of its
// sources held still, or none. Others may hold some still meanwhile: that stays so.
func (s *Scorer) judgeOpen(source int, which openness, sw *swing) {
	src, d := &s.engine.sources[source], s.decision(source)
	was := s.stakes.held[:0]
	for _, field := range src.laid {
		was = append(was, s.values[field].Free)
	}
	found := s.openFree(src, which)
	if len(src.lines) == 0 || !s.areFew(found) {
		found = nil
	}
	s.layPair(src, which)
	for k, field := range src.fields {
		s.values[field] = d.values[k]
	}
	if found == nil {
		s.weigh(src, d, sw, func(k int) bool { return s.touched(s.engine.lines[src.lines[k]].Fields) })
	} else {
		s.weighFound(src, d, sw, found)
	}
	for k, field := range src.laid {
		s.values[field].Free = was[k]
	}
	s.stakes.held = was
}

// openFree are those of a pair's sources that are open and free; none where something
// beside the pair has a say in what they may be found to be.
func (s *Scorer) openFree(src *source, which openness) (free []int) {
	beside := func(r rateMarks) bool {
		return !slices.Contains(src.laid, r.of) || !slices.Contains(src.laid, r.per)
	}
	for at, one := range src.pair {
		if which&(firstOpen<<at) == 0 || !s.decision(one).free {
			continue
		}
		if slices.ContainsFunc(s.engine.finders[one].rates, beside) {
			return nil
		}
		free = append(free, one)
	}
	return free
}

// weighFound asks the lines of a pair for all that those of its sources that are free may
// turn out to be.
func (s *Scorer) weighFound(src *source, d *decision, sw *swing, free []int) {
	var open []bool
	for _, i := range src.lines {
		open = append(open, s.touched(s.engine.lines[i].Fields))
	}
	isOpen := func(k int) bool { return open[k] }
	way := swing{bins: make([]exact.Bounds, len(sw.bins))}
	first := true
	s.goThrough(free, func() {
		s.derive(src.fields)
		s.weigh(src, d, &way, isOpen)
		if !first {
			sw.widen(&way)
			return
		}
		first = false
		copy(sw.bins, way.bins)
		sw.known, sw.open, sw.may = true, append(sw.open[:0], way.open...), append(sw.may[:0], way.may...)
	})
	s.lay(src, d.values)
}

// widen makes a swing this or that, of the same lines.
func (sw *swing) widen(o *swing) {
	for i := range sw.bins {
		sw.bins[i] = sw.bins[i].Union(o.bins[i])
	}
	for k := range sw.may {
		sw.may[k] = sw.may[k].Or(o.may[k])
	}
}

// layPair lays out the values of the two sources of a pair, what is not open held still.
func (s *Scorer) layPair(src *source, which openness) {
	for at, one := range src.pair {
		for k, field := range s.engine.sources[one].fields {
			s.values[field] = s.decision(one).values[k]
			s.values[field].Free = s.values[field].Free && which&(firstOpen<<at) != 0
		}
	}
}

// weigh asks the lines of a source that are open what they may earn.
func (s *Scorer) weigh(src *source, d *decision, sw *swing, open func(place int) bool) {
	sw.known, sw.open, sw.may = true, sw.open[:0], sw.may[:0]
	clear(sw.bins)
	for k, i := range src.lines {
		l := &s.engine.lines[i]
		var m earning.May
		isOpen := open(k)
		if isOpen {
			m = l.May(s.values)
		}
		sw.open, sw.may = append(sw.open, isOpen), append(sw.may, m)
		if isOpen && l.Criterion != nil {
			bin := &sw.bins[src.giving[k]]
			*bin = bin.Plus(beside(m.Bounds, &d.earned[k]))
		}
	}
}

func allOpen(int) bool { return true }
