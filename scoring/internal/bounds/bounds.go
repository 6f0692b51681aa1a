// Package bounds finds how far the score of a lead may move once more is known, by interval
// arithmetic over the lines that what is open can reach, and which question to ask. Bounds
// may be loose, never too narrow.
package bounds

import (
	"math/bits"
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/recall"
	"leadscore/scoring/internal/swings"
	"leadscore/scoring/internal/worker"
)

// Asker finds how far the score of the lead that its Worker holds may move once more is
// known, and what to ask for.
type Asker struct {
	*worker.Worker
	Stakes     stakes
	boundsOf   int                // the lead, by held, that the stakes' bounds are of
	free       []int              // the active sources that leave something open of this lead
	freeLead   int                // the lead that this is of
	freeRows   []uint64           // by row: which of opening leave something open, as far as there are bits
	freeBatch  int                // the batch that this is of
	looseRows  []uint64           // by row: which of all that decide leave something open
	looseBatch int                // the batch that this is of
	outlooks   outlooks           // what is remembered of leads of which the same is open
	asking     []asking           // the questions that may be open
	askingOf   int                // the look over the memories that this is of
	openAsks   []*plan.Ask        // scratch of next
	raising    []prospect         // likewise
	findings   []*swings.Findings // by source, of cells that say nothing; made when first asked for
}

// New makes an Asker about the leads of a Worker.
func New(w *worker.Worker) *Asker {
	return &Asker{
		Worker: w, Stakes: newStakes(w.Plan), findings: make([]*swings.Findings, len(w.Plan.Sources)), freeRows: make([]uint64, recall.MostRows),
		boundsOf: -1, freeLead: -1, freeBatch: -1, askingOf: -1,
		looseRows: make([]uint64, recall.MostRows), looseBatch: -1, outlooks: outlooks{lead: -1},
	}
}

// stakes are the lines that may still earn something else, and what.
type stakes struct {
	bins   []exact.Bounds // what criteria may earn, by bin
	Open   []bool         // by line: attributes and elements, and what no source decides
	May    []earning.May  // by line, of the open ones
	lines  []int          // the open ones
	ranges []match.Range
	free   []bool       // by field, what is free of the shared ones while some are held still
	held   []bool       // scratch of weighPair
	was    []cell.Value // scratch of weighAlone
	varies []int        // scratch of varying
	bounds exact.Bounds // of the score, with all open that is

	scenario scenario
}

func newStakes(p *plan.Plan) stakes {
	return stakes{
		bins:   make([]exact.Bounds, len(p.Groups)+1),
		Open:   make([]bool, len(p.Lines)),
		May:    make([]earning.May, len(p.Lines)),
		ranges: make([]match.Range, len(p.Lines)),
		free:   make([]bool, len(p.Fields)),
	}
}

// Bounds is where the score of the lead scored last would lie once some, all or none
// of its unknown fields were filled, each on its own.
func (s *Asker) Bounds() exact.Bounds {
	if s.boundsOf != s.Held {
		s.Stakes.bounds, s.boundsOf = s.lookAhead(), s.Held
	}
	return s.Stakes.bounds
}

// anything is where the score would lie if anything might be found out.
func (s *Asker) anything() exact.Bounds {
	free := s.freeSources()
	if len(free) == 1 {
		return s.onlyOne(free[0])
	}
	c := s.newScenario(mostTogether)
	for _, i := range free {
		switch {
		case len(s.Plan.Sources[i].Lines) == 0: // pairs and joint lines look at it
		case s.Plan.Finders[i].Matters:
			f := s.findingsOf(i)
			c.let(i, f.Apart, &f.Hull)
		default:
			s.OpenSource(i, plan.BothOpen)
		}
	}
	s.openPairs()
	if len(c.sources) == 0 {
		return s.OpenBounds()
	}
	s.play(c)
	return c.all.Bounds
}

// freeSources are the active sources that leave something open of this lead, by which its
// score may move.
func (s *Asker) freeSources() []int {
	if s.freeLead == s.Held {
		return s.free
	}
	s.free, s.freeLead = s.free[:0], s.Held
	for left := s.openBits(); left != 0; left &= left - 1 {
		s.free = append(s.free, s.Opening[bits.TrailingZeros64(left)].Source)
	}
	for _, m := range s.Opening[min(worker.MostBits, len(s.Opening)):] {
		if m.Tags[m.IDs[s.Row]].Free {
			s.free = append(s.free, m.Source)
		}
	}
	return s.free
}

// openBits tells which of opening leave something open of this lead. To look at all leads of a
// table, one source after the other, takes a third of what looking at each lead does.
func (s *Asker) openBits() uint64 {
	if s.freeBatch != s.Batch {
		s.freeBatch = s.Batch
		markFree(s.Opening, s.freeRows[:s.Rows.Count])
	}
	return s.freeRows[s.Row]
}

// markFree finds by row which of some memories leave something open, as far as there are bits.
func markFree(some []*worker.Memory, free []uint64) {
	clear(free)
	for k, m := range some[:min(worker.MostBits, len(some))] {
		for row, id := range m.IDs[:len(free)] {
			var bit uint64 // without a jump: nobody foresees which cells are blank
			if m.Tags[id].Free {
				bit = 1
			}
			free[row] |= bit << k
		}
	}
}

// onlyOne is anything where only one source is free.
func (s *Asker) onlyOne(source int) exact.Bounds {
	f := &s.Plan.Finders[source]
	if !f.Matters {
		s.OpenAll()
		return s.OpenBounds()
	}
	if f.Entangled { // lines are asked with the values of this lead
		s.Fill()
	}
	c := s.newScenario(mostAnswers)
	c.live, c.joint, c.derived = f.Entangled, f.Joint, f.Derived
	c.let(source, s.findingsOf(source).All, &s.findingsOf(source).Hull)
	s.play(c)
	return c.all.Bounds
}

// OpenAll opens all that is free.
func (s *Asker) OpenAll() {
	s.CloseAll()
	for _, i := range s.freeSources() {
		s.OpenSource(i, plan.BothOpen)
	}
	s.openPairs()
}

// openPairs opens all that no source decides alone.
func (s *Asker) openPairs() {
	for _, i := range s.Plan.Pairs {
		s.OpenSource(i, plan.BothOpen)
	}
	s.OpenLines(s.Plan.Joint)
}

// CloseAll leaves nothing open.
func (s *Asker) CloseAll() {
	if s.Plan.LooksAtFree {
		s.Fill()
	}
	for i, p := range s.Own {
		s.Stakes.bins[i] = exact.BoundsOf(p)
	}
	s.closeFrom(0)
}

// closeFrom closes the lines that were opened last, but for so many.
func (s *Asker) closeFrom(lines int) {
	for _, i := range s.Stakes.lines[lines:] {
		s.Stakes.Open[i] = false
	}
	s.Stakes.lines = s.Stakes.lines[:lines]
}

// OpenSource opens what a source decides, if that is free; of a pair that of which one
// source or both are.
func (s *Asker) OpenSource(i int, which plan.Openness) {
	sw := s.swingOf(i, which)
	if sw == nil {
		return
	}
	src := &s.Plan.Sources[i]
	for k, bin := range src.Bins {
		s.Stakes.bins[bin] = s.Stakes.bins[bin].Plus(sw.Bins[k])
	}
	for k := len(src.Giving); k < len(src.Lines); k++ {
		if sw.Open[k] {
			s.Open(src.Lines[k], sw.May[k])
		}
	}
}

// OpenLines opens those of the lines, which no source decides, that look at something free.
func (s *Asker) OpenLines(lines []int) {
	for _, i := range lines {
		if s.touched(s.Plan.Lines[i].Fields) {
			s.openFor(i, s.mayOf(i))
		}
	}
}

// openLine opens a line for what it may earn by the values as they stand.
func (s *Asker) openLine(i int) { s.openFor(i, s.Plan.Lines[i].May(s.Values)) }

// openFor opens a line for what it may earn.
func (s *Asker) openFor(i int, m earning.May) {
	l := &s.Plan.Lines[i]
	s.Open(i, m)
	if l.Criterion != nil {
		bin := s.Plan.Bin(l.Criterion.Group)
		s.Stakes.bins[bin] = s.Stakes.bins[bin].Plus(beside(m.Bounds, s.EarnedBy(i)))
	}
}

// mayOf is what a line that no source decides may earn: for all that the sources that it
// looks at may turn out to be, as far as they are few.
func (s *Asker) mayOf(i int) earning.May {
	l := &s.Plan.Lines[i]
	m := l.May(s.Values)
	if l.IsCertain(&m) {
		return m
	}
	varying := s.varying(l)
	if !s.areFew(varying) {
		return m
	}
	some := false
	s.goThrough(varying, func() {
		s.Derive(l.Derived)
		if one := l.May(s.Values); some {
			m = m.Or(one)
		} else {
			m, some = one, true
		}
	})
	s.Derive(l.Derived)
	return m
}

// varying are the sources of which a field that a line looks at may vary.
func (s *Asker) varying(l *earning.Line) []int {
	sources := s.Stakes.varies[:0]
	for _, at := range l.Roots {
		if s.Values[at.Field].Free && !slices.Contains(sources, at.Source) {
			sources = append(sources, at.Source)
		}
	}
	s.Stakes.varies = sources
	return sources
}

// areFew reports whether all that sources may turn out to be together is worth being gone
// through: of one source it is.
func (s *Asker) areFew(sources []int) bool {
	if len(sources) < 2 {
		return len(sources) == 1
	}
	ways := 1
	for _, i := range sources {
		ways *= len(s.findingsOf(i).All)
		if ways > mostTogether {
			return false
		}
	}
	return true
}

// goThrough calls visit with the values that sources may turn out to have laid out, those
// of each with those of each other.
func (s *Asker) goThrough(sources []int, visit func()) {
	if len(sources) == 0 {
		visit()
		return
	}
	src := &s.Plan.Sources[sources[0]]
	was := s.valuesOf(src)
	for _, f := range s.findingsOf(sources[0]).All {
		s.lay(src, f.Values)
		s.goThrough(sources[1:], visit)
	}
	s.lay(src, was)
}

// beside is what a criterion may earn more or less than it did.
func beside(may exact.Bounds, earned *match.Earned) exact.Bounds {
	return may.Plus(exact.BoundsOf(-exact.Points(earned.Amount)))
}

// Open lets a line earn what it may.
func (s *Asker) Open(line int, m earning.May) {
	s.Stakes.Open[line], s.Stakes.May[line] = true, m
	s.Stakes.lines = append(s.Stakes.lines, line)
}

// touched reports whether any of the fields may vary.
func (s *Asker) touched(fields []int) bool {
	for _, i := range fields {
		if s.Values[i].Free {
			return true
		}
	}
	return false
}

// OpenBounds is where the score would lie, with the open lines open and all others as
// they are.
func (s *Asker) OpenBounds() exact.Bounds {
	e := s.Plan
	bins := s.Stakes.bins
	for _, i := range e.ClampOrder {
		g := &e.Groups[i]
		into := e.Bin(g.Parent)
		s.watchSum(i, bins[i])
		bins[into] = bins[into].Plus(g.CountedBounds(g.WorthBounds(bins[i], s.Values)))
	}
	sum := bins[len(e.Groups)]
	if e.ICP != nil {
		sum = sum.Plus(s.ICPBounds())
	}
	for i := range e.Frameworks {
		sum = sum.Plus(s.FrameworkBounds(i))
	}
	s.watchSum(len(e.Groups), sum)
	return sum.Clamp(e.ScoreMin, e.ScoreMax)
}

// watchSum notes where a bin's sum was taken to lie, where somebody watches.
func (s *Asker) watchSum(bin int, b exact.Bounds) {
	if watched := s.outlooks.watched; bin < len(watched) {
		watched[bin] = watched[bin].Union(b)
	}
}

// CriterionBounds is what a criterion may earn, with all open that is.
func (s *Asker) CriterionBounds(i int) exact.Bounds {
	l := &s.Plan.Lines[i]
	if s.Stakes.Open[i] {
		return s.Stakes.May[i].Bounds
	}
	if l.Source >= 0 {
		if sw := s.swingOf(l.Source, plan.BothOpen); sw != nil && sw.Open[l.Place] {
			return sw.May[l.Place].Bounds
		}
	}
	return exact.BoundsOf(exact.Points(s.EarnedBy(i).Amount))
}

// ICPBounds is what the ICP may give, with the open lines open.
func (s *Asker) ICPBounds() exact.Bounds {
	e := s.Plan
	if !slices.Contains(earning.Of(s.Stakes.Open, e.Attributes), true) {
		return exact.BoundsOf(earning.Limit(e.ICP.Points(s.Fit)))
	}
	return earning.LimitBounds(e.ICP.Bounds(s.ranges(e.Attributes)))
}

// FrameworkBounds is what a framework may give, with the open lines open.
func (s *Asker) FrameworkBounds(i int) exact.Bounds {
	e := s.Plan
	f, elements := e.Frameworks[i], e.Elements[i]
	applies := f.When().Outcomes(s.Values)
	asIs := applies.IsOne() && applies.Has(match.True) == s.Last.Frameworks[i].Applies
	if asIs && !slices.Contains(earning.Of(s.Stakes.Open, elements), true) {
		return exact.BoundsOf(earning.Limit(f.Points(s.Last.Frameworks[i])))
	}
	return earning.LimitBounds(f.Bounds(applies, s.ranges(elements)))
}

// ranges is what lines may earn: the open ones this or that, the others what they do.
func (s *Asker) ranges(lines earning.Range) []match.Range {
	ranges := earning.Of(s.Stakes.ranges, lines)
	for i := range ranges {
		if line := lines.From + i; s.Stakes.Open[line] {
			ranges[i] = s.Stakes.May[line].Span
		} else {
			ranges[i] = s.Earned[line].Range()
		}
	}
	return ranges
}
