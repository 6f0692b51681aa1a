package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/match/exact"
)

// stakes are the lines that may still earn something else, and what.
type stakes struct {
	open   []bool // by line
	may    []may  // by line, of the open ones
	lines  []int  // the open ones
	ranges []match.Range
	bins   []exact.Bounds
	free   []bool       // by field, what is free of the shared ones while some are held still
	bounds exact.Bounds // of the score, with all open that is
	known  bool         // bounds are those of the lead scored last
}

func newStakes(e *Engine) stakes {
	return stakes{
		open:   make([]bool, len(e.lines)),
		may:    make([]may, len(e.lines)),
		ranges: make([]match.Range, len(e.lines)),
		bins:   make([]exact.Bounds, len(e.groups)+1),
		free:   make([]bool, len(e.fields)),
	}
}

// Bounds is where the score of the lead scored last would lie once some, all or none
// of its unknown fields were filled, each on its own.
func (s *Scorer) Bounds() exact.Bounds {
	if !s.stakes.known {
		s.fill()
		s.openAll()
		s.stakes.bounds, s.stakes.known = s.bounds(), true
	}
	return s.stakes.bounds
}

// openAll opens all lines that look at something free.
func (s *Scorer) openAll() {
	s.closeLines()
	for _, i := range s.engine.active {
		if s.decision(i).free {
			s.openLines(s.engine.sources[i].lines)
		}
	}
	s.openLines(s.engine.joint)
}

// openLines opens those of the lines that look at something free.
func (s *Scorer) openLines(lines []int) {
	for _, i := range lines {
		l := &s.engine.lines[i]
		switch {
		case s.engine.isJoint(l):
			if s.touched(l.fields) {
				s.open(i, l.may(s.values))
			}
		case s.decision(l.source).free:
			s.open(i, s.decision(l.source).may[l.place])
		}
	}
}

func (s *Scorer) open(line int, m may) {
	s.stakes.open[line], s.stakes.may[line] = true, m
	s.stakes.lines = append(s.stakes.lines, line)
}

func (s *Scorer) closeLines() {
	for _, i := range s.stakes.lines {
		s.stakes.open[i] = false
	}
	s.stakes.lines = s.stakes.lines[:0]
}

// touched reports whether any of the shared fields may vary.
func (s *Scorer) touched(fields []int) bool {
	for _, i := range fields {
		if s.values[i].Free {
			return true
		}
	}
	return false
}

// bounds is where the score would lie, with the open lines open and all others as
// they are.
func (s *Scorer) bounds() exact.Bounds {
	e := s.engine
	bins := s.stakes.bins
	for i, p := range s.own {
		bins[i] = exact.BoundsOf(p)
	}
	for _, i := range s.stakes.lines {
		if i >= len(e.criteria) {
			continue
		}
		bin := e.bin(e.criteria[i].group)
		earned := exact.Points(s.earnedBy(i).Amount)
		bins[bin] = bins[bin].Plus(s.stakes.may[i].bounds).Plus(exact.BoundsOf(-earned))
	}
	for _, i := range e.clampOrder {
		g := &e.groups[i]
		into := e.bin(g.parent)
		bins[into] = bins[into].Plus(g.countedBounds(g.worthBounds(bins[i], s.values)))
	}
	sum := bins[len(e.groups)]
	if e.icp != nil {
		sum = sum.Plus(s.icpBounds())
	}
	for i := range e.frameworks {
		sum = sum.Plus(s.frameworkBounds(i))
	}
	return sum.Clamp(e.scoreMin, e.scoreMax)
}

func (s *Scorer) criterionBounds(i int) exact.Bounds {
	if !s.stakes.open[i] {
		return exact.BoundsOf(exact.Points(s.earnedBy(i).Amount))
	}
	return s.stakes.may[i].bounds
}

func (s *Scorer) icpBounds() exact.Bounds {
	e := s.engine
	if !slices.Contains(of(s.stakes.open, e.attributes), true) {
		return exact.BoundsOf(limit(e.icp.Points(s.fit)))
	}
	return limitBounds(e.icp.Bounds(s.ranges(e.attributes)))
}

func (s *Scorer) frameworkBounds(i int) exact.Bounds {
	e := s.engine
	f, elements := e.frameworks[i], e.elements[i]
	applies := f.When().Outcomes(s.values)
	if applies.IsOne() && !slices.Contains(of(s.stakes.open, elements), true) {
		return exact.BoundsOf(limit(f.Points(s.result.Frameworks[i])))
	}
	return limitBounds(f.Bounds(applies, s.ranges(elements)))
}

// ranges is what lines may earn: the open ones this or that, the others what they do.
func (s *Scorer) ranges(lines lineRange) []match.Range {
	ranges := of(s.stakes.ranges, lines)
	for i := range ranges {
		if line := lines.from + i; s.stakes.open[line] {
			ranges[i] = s.stakes.may[line].span
		} else {
			ranges[i] = s.earned[line].Range()
		}
	}
	return ranges
}

func limitBounds(b exact.Bounds) exact.Bounds {
	b.Low, b.High = limit(b.Low), limit(b.High)
	return b
}
