package scoring

import (
	"math/bits"
	"slices"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
)

// stakes are the lines that may still earn something else, and what.
type stakes struct {
	bins   []exact.Bounds // what criteria may earn, by bin
	open   []bool         // by line: attributes and elements, and what no source decides
	may    []earning.May  // by line, of the open ones
	lines  []int          // the open ones
	ranges []match.Range
	free   []bool       // by field, what is free of the shared ones while some are held still
	held   []bool       // scratch of judgeOpen
	varies []int        // scratch of varying
	bounds exact.Bounds // of the score, with all open that is
	known  bool         // bounds are those of the lead scored last

	scenario scenario
}

func newStakes(e *Engine) stakes {
	return stakes{
		bins:   make([]exact.Bounds, len(e.plan.Groups)+1),
		open:   make([]bool, len(e.plan.Lines)),
		may:    make([]earning.May, len(e.plan.Lines)),
		ranges: make([]match.Range, len(e.plan.Lines)),
		free:   make([]bool, len(e.plan.Fields)),
	}
}

// Bounds is where the score of the lead scored last would lie once some, all or none
// of its unknown fields were filled, each on its own.
func (s *Scorer) Bounds() exact.Bounds {
	if !s.stakes.known {
		s.stakes.bounds, s.stakes.known = s.anything(), true
	}
	return s.stakes.bounds
}

// anything is where the score would lie if anything might be found out.
func (s *Scorer) anything() exact.Bounds {
	free := s.freeSources()
	if len(free) == 1 {
		return s.onlyOne(free[0])
	}
	c := s.newScenario(mostTogether)
	for _, i := range free {
		switch {
		case len(s.plan.Sources[i].Lines) == 0: // pairs and joint lines look at it
		case s.plan.Finders[i].Matters:
			f := s.findingsOf(i)
			c.let(i, f.apart, &f.hull)
		default:
			s.openSource(i, plan.BothOpen)
		}
	}
	s.openPairs()
	if len(c.sources) == 0 {
		return s.bounds()
	}
	s.play(c)
	return c.all.Bounds
}

// freeSources are the active sources that leave something open of this lead, by which its
// score may move.
func (s *Scorer) freeSources() []int {
	if s.freeKnown {
		return s.free
	}
	s.free, s.freeKnown = s.free[:0], true
	for left := s.openBits(); left != 0; left &= left - 1 {
		s.free = append(s.free, s.opening[bits.TrailingZeros64(left)].source)
	}
	for _, m := range s.opening[min(mostBits, len(s.opening)):] {
		if m.tags[m.ids[s.row]].free {
			s.free = append(s.free, m.source)
		}
	}
	return s.free
}

// mostBits is how many of opening have a bit.
const mostBits = 64

// openBits tells which of opening leave something open of this lead. To look at all leads of a
// table, one source after the other, takes a third of what looking at each lead does.
func (s *Scorer) openBits() uint64 {
	if !s.rows.freeKnown {
		s.rows.freeKnown = true
		free := s.rows.free[:s.rows.count]
		clear(free)
		for k, m := range s.opening[:min(mostBits, len(s.opening))] {
			for row, id := range m.ids[:len(free)] {
				var bit uint64 // without a jump: nobody foresees which cells are blank
				if m.tags[id].free {
					bit = 1
				}
				free[row] |= bit << k
			}
		}
	}
	return s.rows.free[s.row]
}

// onlyOne is anything where only one source is free.
func (s *Scorer) onlyOne(source int) exact.Bounds {
	f := &s.plan.Finders[source]
	if !f.Matters {
		s.openAll()
		return s.bounds()
	}
	if f.Entangled { // lines are asked with the values of this lead
		s.fill()
	}
	c := s.newScenario(mostAnswers)
	c.live, c.joint, c.derived = f.Entangled, f.Joint, f.Derived
	c.let(source, s.findingsOf(source).all, &s.findingsOf(source).hull)
	s.play(c)
	return c.all.Bounds
}

// openAll opens all that is free.
func (s *Scorer) openAll() {
	s.closeAll()
	for _, i := range s.freeSources() {
		s.openSource(i, plan.BothOpen)
	}
	s.openPairs()
}

// openPairs opens all that no source decides alone.
func (s *Scorer) openPairs() {
	for _, i := range s.plan.Pairs {
		s.openSource(i, plan.BothOpen)
	}
	s.openLines(s.plan.Joint)
}

// closeAll leaves nothing open.
func (s *Scorer) closeAll() {
	if s.plan.LooksAtFree {
		s.fill()
	}
	for i, p := range s.own {
		s.stakes.bins[i] = exact.BoundsOf(p)
	}
	s.closeFrom(0)
}

// closeFrom closes the lines that were opened last, but for so many.
func (s *Scorer) closeFrom(lines int) {
	for _, i := range s.stakes.lines[lines:] {
		s.stakes.open[i] = false
	}
	s.stakes.lines = s.stakes.lines[:lines]
}

// openSource opens what a source decides, if that is free; of a pair that of which one
// source or both are.
func (s *Scorer) openSource(i int, which plan.Openness) {
	sw := s.swing(i, which)
	if sw == nil {
		return
	}
	src := &s.plan.Sources[i]
	for k, bin := range src.Bins {
		s.stakes.bins[bin] = s.stakes.bins[bin].Plus(sw.bins[k])
	}
	for k := len(src.Giving); k < len(src.Lines); k++ {
		if sw.open[k] {
			s.open(src.Lines[k], sw.may[k])
		}
	}
}

// openLines opens those of the lines, which no source decides, that look at something free.
func (s *Scorer) openLines(lines []int) {
	for _, i := range lines {
		if s.touched(s.plan.Lines[i].Fields) {
			s.openFor(i, s.mayOf(i))
		}
	}
}

// openLine opens a line for what it may earn by the values as they stand.
func (s *Scorer) openLine(i int) { s.openFor(i, s.plan.Lines[i].May(s.values)) }

// openFor opens a line for what it may earn.
func (s *Scorer) openFor(i int, m earning.May) {
	l := &s.plan.Lines[i]
	s.open(i, m)
	if l.Criterion != nil {
		bin := s.plan.Bin(l.Criterion.Group)
		s.stakes.bins[bin] = s.stakes.bins[bin].Plus(beside(m.Bounds, s.earnedBy(i)))
	}
}

// mayOf is what a line that no source decides may earn: for all that the sources that it
// looks at may turn out to be, as far as they are few.
func (s *Scorer) mayOf(i int) earning.May {
	l := &s.plan.Lines[i]
	m := l.May(s.values)
	if l.IsCertain(&m) {
		return m
	}
	varying := s.varying(l)
	if !s.areFew(varying) {
		return m
	}
	some := false
	s.goThrough(varying, func() {
		s.derive(l.Derived)
		if one := l.May(s.values); some {
			m = m.Or(one)
		} else {
			m, some = one, true
		}
	})
	s.derive(l.Derived)
	return m
}

// varying are the sources of which a field that a line looks at may vary.
func (s *Scorer) varying(l *earning.Line) []int {
	sources := s.stakes.varies[:0]
	for _, at := range l.Roots {
		if s.values[at.Field].Free && !slices.Contains(sources, at.Source) {
			sources = append(sources, at.Source)
		}
	}
	s.stakes.varies = sources
	return sources
}

// areFew reports whether all that sources may turn out to be together is worth being gone
// through: of one source it is.
func (s *Scorer) areFew(sources []int) bool {
	if len(sources) < 2 {
		return len(sources) == 1
	}
	ways := 1
	for _, i := range sources {
		ways *= len(s.findingsOf(i).all)
		if ways > mostTogether {
			return false
		}
	}
	return true
}

// goThrough calls visit with the values that sources may turn out to have laid out, those
// of each with those of each other.
func (s *Scorer) goThrough(sources []int, visit func()) {
	if len(sources) == 0 {
		visit()
		return
	}
	src := &s.plan.Sources[sources[0]]
	was := s.valuesOf(src)
	for _, f := range s.findingsOf(sources[0]).all {
		s.lay(src, f.values)
		s.goThrough(sources[1:], visit)
	}
	s.lay(src, was)
}

// beside is what a criterion may earn more or less than it did.
func beside(may exact.Bounds, earned *match.Earned) exact.Bounds {
	return may.Plus(exact.BoundsOf(-exact.Points(earned.Amount)))
}

func (s *Scorer) open(line int, m earning.May) {
	s.stakes.open[line], s.stakes.may[line] = true, m
	s.stakes.lines = append(s.stakes.lines, line)
}

// touched reports whether any of the fields may vary.
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
	for _, i := range e.plan.ClampOrder {
		g := &e.plan.Groups[i]
		into := e.plan.Bin(g.Parent)
		bins[into] = bins[into].Plus(g.CountedBounds(g.WorthBounds(bins[i], s.values)))
	}
	sum := bins[len(e.plan.Groups)]
	if e.plan.ICP != nil {
		sum = sum.Plus(s.icpBounds())
	}
	for i := range e.plan.Frameworks {
		sum = sum.Plus(s.frameworkBounds(i))
	}
	return sum.Clamp(e.plan.ScoreMin, e.plan.ScoreMax)
}

// criterionBounds is what a criterion may earn, with all open that is.
func (s *Scorer) criterionBounds(i int) exact.Bounds {
	l := &s.plan.Lines[i]
	if s.stakes.open[i] {
		return s.stakes.may[i].Bounds
	}
	if l.Source >= 0 {
		if sw := s.swing(l.Source, plan.BothOpen); sw != nil && sw.open[l.Place] {
			return sw.may[l.Place].Bounds
		}
	}
	return exact.BoundsOf(exact.Points(s.earnedBy(i).Amount))
}

func (s *Scorer) icpBounds() exact.Bounds {
	e := s.engine
	if !slices.Contains(earning.Of(s.stakes.open, e.plan.Attributes), true) {
		return exact.BoundsOf(earning.Limit(e.plan.ICP.Points(s.fit)))
	}
	return earning.LimitBounds(e.plan.ICP.Bounds(s.ranges(e.plan.Attributes)))
}

func (s *Scorer) frameworkBounds(i int) exact.Bounds {
	e := s.engine
	f, elements := e.plan.Frameworks[i], e.plan.Elements[i]
	applies := f.When().Outcomes(s.values)
	asIs := applies.IsOne() && applies.Has(match.True) == s.result.Frameworks[i].Applies
	if asIs && !slices.Contains(earning.Of(s.stakes.open, elements), true) {
		return exact.BoundsOf(earning.Limit(f.Points(s.result.Frameworks[i])))
	}
	return earning.LimitBounds(f.Bounds(applies, s.ranges(elements)))
}

// ranges is what lines may earn: the open ones this or that, the others what they do.
func (s *Scorer) ranges(lines earning.Range) []match.Range {
	ranges := earning.Of(s.stakes.ranges, lines)
	for i := range ranges {
		if line := lines.From + i; s.stakes.open[line] {
			ranges[i] = s.stakes.may[line].Span
		} else {
			ranges[i] = s.earned[line].Range()
		}
	}
	return ranges
}
