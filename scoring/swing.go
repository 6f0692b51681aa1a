package scoring

import (
	"slices"

	"leadscore/match/exact"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
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

// swing is what a source's lines may earn beside what they did; nil where nothing is free.
func (s *Scorer) swing(source int, which plan.Openness) *swing {
	if !s.tagOf(source).free {
		return nil
	}
	d := s.decision(source)
	if s.plan.Sources[source].Pair == nil {
		return &d.swings[0]
	}
	sw := &d.swings[which-plan.FirstOpen]
	if !sw.known {
		s.judgeOpen(source, which, sw)
	}
	return sw
}

// judgeOpen asks the lines of a pair what they may earn, with the values of one of its
// sources held still, or none. Others may hold some still meanwhile: that stays so.
func (s *Scorer) judgeOpen(source int, which plan.Openness, sw *swing) {
	src, d := &s.plan.Sources[source], s.decision(source)
	was := s.stakes.held[:0]
	for _, field := range src.Laid {
		was = append(was, s.values[field].Free)
	}
	found := s.openFree(src, which)
	if len(src.Lines) == 0 || !s.areFew(found) {
		found = nil
	}
	s.layPair(src, which)
	for k, field := range src.Fields {
		s.values[field] = d.values[k]
	}
	if found == nil {
		s.weigh(src, d, sw, func(k int) bool { return s.touched(s.plan.Lines[src.Lines[k]].Fields) })
	} else {
		s.weighFound(src, d, sw, found)
	}
	for k, field := range src.Laid {
		s.values[field].Free = was[k]
	}
	s.stakes.held = was
}

// openFree are those of a pair's sources that are open and free; none where something
// beside the pair has a say in what they may be found to be.
func (s *Scorer) openFree(src *plan.Source, which plan.Openness) (free []int) {
	beside := func(r plan.RateMarks) bool {
		return !slices.Contains(src.Laid, r.Of) || !slices.Contains(src.Laid, r.Per)
	}
	for at, one := range src.Pair {
		if which&(plan.FirstOpen<<at) == 0 || !s.decision(one).free {
			continue
		}
		if slices.ContainsFunc(s.plan.Finders[one].Rates, beside) {
			return nil
		}
		free = append(free, one)
	}
	return free
}

// weighFound asks the lines of a pair for all that those of its sources that are free may
// turn out to be.
func (s *Scorer) weighFound(src *plan.Source, d *decision, sw *swing, free []int) {
	var open []bool
	for _, i := range src.Lines {
		open = append(open, s.touched(s.plan.Lines[i].Fields))
	}
	isOpen := func(k int) bool { return open[k] }
	way := swing{bins: make([]exact.Bounds, len(sw.bins))}
	first := true
	s.goThrough(free, func() {
		s.derive(src.Fields)
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
func (s *Scorer) layPair(src *plan.Source, which plan.Openness) {
	for at, one := range src.Pair {
		for k, field := range s.plan.Sources[one].Fields {
			s.values[field] = s.decision(one).values[k]
			s.values[field].Free = s.values[field].Free && which&(plan.FirstOpen<<at) != 0
		}
	}
}

// weigh asks the lines of a source that are open what they may earn.
func (s *Scorer) weigh(src *plan.Source, d *decision, sw *swing, open func(place int) bool) {
	sw.known, sw.open, sw.may = true, sw.open[:0], sw.may[:0]
	clear(sw.bins)
	for k, i := range src.Lines {
		l := &s.plan.Lines[i]
		var m earning.May
		isOpen := open(k)
		if isOpen {
			m = l.May(s.values)
		}
		sw.open, sw.may = append(sw.open, isOpen), append(sw.may, m)
		if isOpen && l.Criterion != nil {
			bin := &sw.bins[src.Giving[k]]
			*bin = bin.Plus(beside(m.Bounds, &d.earned[k]))
		}
	}
}

func allOpen(int) bool { return true }
