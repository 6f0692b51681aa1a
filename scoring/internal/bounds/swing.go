package bounds

import (
	"slices"

	"leadscore/match/exact"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/swings"
	"leadscore/scoring/internal/worker"
)

// swingOf is what a source's lines may earn beside what they did; nil where nothing is free.
func (s *Asker) swingOf(source int, which plan.Openness) *swings.Swing {
	if !s.Tag(source).Free {
		return nil
	}
	d := s.Decision(source)
	if s.Plan.Sources[source].Pair == nil {
		if !d.Swings[0].Known {
			s.weighAlone(&s.Plan.Sources[source], d)
		}
		return &d.Swings[0]
	}
	sw := &d.Swings[which-plan.FirstOpen]
	if !sw.Known {
		s.weighPair(source, which, sw)
	}
	return sw
}

// weighAlone asks the lines that a source decides alone what they may earn.
func (s *Asker) weighAlone(src *plan.Source, d *worker.Decision) {
	was := s.Stakes.was[:0]
	for _, field := range src.Fields {
		was = append(was, s.Values[field])
	}
	s.lay(src, d.Values)
	s.weigh(src, d, &d.Swings[0], allOpen)
	s.lay(src, was)
	s.Stakes.was = was
}

// weighPair asks the lines of a pair what they may earn, with the values of one of its
// sources held still, or none. Others may hold some still meanwhile: that stays so.
func (s *Asker) weighPair(source int, which plan.Openness, sw *swings.Swing) {
	src, d := &s.Plan.Sources[source], s.Decision(source)
	was := s.Stakes.held[:0]
	for _, field := range src.Laid {
		was = append(was, s.Values[field].Free)
	}
	found := s.openFree(src, which)
	if len(src.Lines) == 0 || !s.areFew(found) {
		found = nil
	}
	s.LayPair(src, which)
	for k, field := range src.Fields {
		s.Values[field] = d.Values[k]
	}
	if found == nil {
		s.weigh(src, d, sw, func(k int) bool { return s.touched(s.Plan.Lines[src.Lines[k]].Fields) })
	} else {
		s.weighFound(src, d, sw, found)
	}
	for k, field := range src.Laid {
		s.Values[field].Free = was[k]
	}
	s.Stakes.held = was
}

// openFree are those of a pair's sources that are open and free; none where something
// beside the pair has a say in what they may be found to be.
func (s *Asker) openFree(src *plan.Source, which plan.Openness) (free []int) {
	beside := func(r plan.RateMarks) bool {
		return !slices.Contains(src.Laid, r.Of) || !slices.Contains(src.Laid, r.Per)
	}
	for at, one := range src.Pair {
		if which&(plan.FirstOpen<<at) == 0 || !s.Decision(one).Free {
			continue
		}
		if slices.ContainsFunc(s.Plan.Finders[one].Rates, beside) {
			return nil
		}
		free = append(free, one)
	}
	return free
}

// weighFound asks the lines of a pair for all that those of its sources that are free may
// turn out to be.
func (s *Asker) weighFound(src *plan.Source, d *worker.Decision, sw *swings.Swing, free []int) {
	var open []bool
	for _, i := range src.Lines {
		open = append(open, s.touched(s.Plan.Lines[i].Fields))
	}
	isOpen := func(k int) bool { return open[k] }
	way := swings.Swing{Bins: make([]exact.Bounds, len(sw.Bins))}
	first := true
	s.goThrough(free, func() {
		s.Derive(src.Fields)
		s.weigh(src, d, &way, isOpen)
		if !first {
			sw.Widen(&way)
			return
		}
		first = false
		copy(sw.Bins, way.Bins)
		sw.Known, sw.Open, sw.May = true, append(sw.Open[:0], way.Open...), append(sw.May[:0], way.May...)
	})
	s.lay(src, d.Values)
}

// weigh asks the lines of a source that are open what they may earn.
func (s *Asker) weigh(src *plan.Source, d *worker.Decision, sw *swings.Swing, open func(place int) bool) {
	sw.Known, sw.Open, sw.May = true, sw.Open[:0], sw.May[:0]
	clear(sw.Bins)
	for k, i := range src.Lines {
		l := &s.Plan.Lines[i]
		var m earning.May
		isOpen := open(k)
		if isOpen {
			m = l.May(s.Values)
		}
		sw.Open, sw.May = append(sw.Open, isOpen), append(sw.May, m)
		if isOpen && l.Criterion != nil {
			bin := &sw.Bins[src.Giving[k]]
			*bin = bin.Plus(beside(m.Bounds, &d.Earned[k]))
		}
	}
}

func allOpen(int) bool { return true }
