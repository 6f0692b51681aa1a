package scoring

import (
	"bytes"
	"slices"

	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/witness"
)

// finding is what a source that is not known may turn out to be, and what its lines then
// earn.
type finding struct {
	values []cell.Value   // of the source's fields
	given  []exact.Bounds // to its bins
	spans  []match.Range  // of its other lines
}

// findings are all that a source may turn out to be, as far as rules can tell. A country
// is one: what three rules give to three countries, no lead gets together.
type findings struct {
	answers []finding // what may be found
	stays   finding   // nothing is
	all     []finding // these; joined where that loses nothing
	apart   []finding // of these, those that differ in what the source's own lines earn
	hull    finding   // all in one
	samples []finding // some, with nothing left open; made when first asked for
	best    int       // that of these which last raised the score most
	lead    int       // for which they were found, where that matters
}

// mostFindings is how many ways in which one source may turn out are told apart.
const mostFindings = 2048

// So many ways in which the sources of one question may turn out are told apart, and so
// many of all sources that are open.
const (
	mostAnswers  = 512
	mostTogether = 32
)

// numbersOn are the numbers of a field at which a rate that is made of it and of another
// field, as that is, reaches where rules change.
func (s *Scorer) numbersOn(field int, rates []plan.RateMarks) []exact.Number {
	var numbers []exact.Number
	for _, r := range rates {
		numbers = append(numbers, exact.Number{}, r.Least)
		other := s.value(r.Of + r.Per - field)
		if other.State != cell.Known || !other.Number.IsExact() {
			continue
		}
		for _, mark := range r.Marks {
			n, fits := mark.Mul(other.Number.Low)
			if field == r.Per {
				n, fits = other.Number.Low.Div(mark)
			}
			if fits && (field == r.Of || mark.Sign() != 0) {
				numbers = append(numbers, n)
			}
		}
	}
	return numbers
}

// findingsOf gives what a source may turn out to be for the lead scored last: known once
// for all that say nothing, and for each interval.
func (s *Scorer) findingsOf(source int) *findings {
	d := s.decision(source)
	if len(s.plan.Finders[source].Rates) > 0 {
		return s.findingsOfRated(source, d)
	}
	if d.findings != nil {
		return d.findings
	}
	if d.values[0].State == cell.Known {
		d.findings = s.find(source, d)
		return d.findings
	}
	if s.findings[source] == nil {
		s.findings[source] = s.find(source, d)
	}
	d.findings = s.findings[source]
	return d.findings
}

// findingsOfRated is findingsOf for a source that a rate is made of: the other field of the
// rate has a say.
func (s *Scorer) findingsOfRated(source int, d *decision) *findings {
	if f := s.findings[source]; f != nil && f.lead == s.held {
		return f
	}
	s.findings[source] = s.find(source, d)
	s.findings[source].lead = s.held
	return s.findings[source]
}

// find asks a source's lines about all that it may turn out to be.
func (s *Scorer) find(source int, d *decision) *findings {
	src := &s.plan.Sources[source]
	was := s.valuesOf(src)
	f := &findings{}
	for _, values := range s.possible(source, &d.values[0]) {
		f.answers = append(f.answers, s.findingOf(src, values))
	}
	if f.answers == nil { // too many: each line on its own
		f.answers = []finding{s.findingOf(src, slices.Clone(d.values))}
	}
	f.stays = s.findingOf(src, held(d.values))
	s.lay(src, was)
	f.all = append([]finding{f.stays}, f.answers...)
	f.join(src, s.plan.Finders[source].Entangled)
	return f
}

// held is values that stay as they are.
func held(values []cell.Value) []cell.Value {
	values = slices.Clone(values)
	for k := range values {
		values[k].Free = false
	}
	return values
}

// join makes one of findings that nothing can tell apart, and of all where only one thing
// is earned by them: then the least and the most say all.
func (f *findings) join(src *plan.Source, entangled bool) {
	f.hull = f.stays
	for i := range f.answers {
		f.hull.widen(&f.answers[i])
	}
	if len(src.Bins)+len(src.Lines)-len(src.Giving) <= 1 {
		f.apart = []finding{f.hull}
	} else {
		f.apart = different(f.all)
	}
	if !entangled {
		f.all = f.apart
	}
}

// ways are the findings to be told apart: all where lines that several sources decide are
// asked with what is found.
func (f *findings) ways(live bool) []finding {
	if live {
		return f.all
	}
	return f.apart
}

// different are those of findings that differ in what lines earn.
func different(all []finding) (some []finding) {
	for _, one := range all {
		if !slices.ContainsFunc(some, func(o finding) bool { return slices.Equal(o.given, one.given) && slices.Equal(o.spans, one.spans) }) {
			some = append(some, one)
		}
	}
	return some
}

// widen makes of a finding this or that. It keeps no values.
func (f *finding) widen(o *finding) {
	given, spans := slices.Clone(f.given), slices.Clone(f.spans)
	for i := range given {
		given[i] = given[i].Union(o.given[i])
	}
	for i := range spans {
		spans[i] = spans[i].Or(o.spans[i])
	}
	*f = finding{given: given, spans: spans}
}

// findingOf asks a source's lines about values of its fields.
func (s *Scorer) findingOf(src *plan.Source, values []cell.Value) finding {
	f := finding{values: values, given: make([]exact.Bounds, len(src.Bins))}
	for k, field := range src.Fields {
		s.values[field] = values[k]
	}
	for k, i := range src.Lines {
		m := s.plan.Lines[i].May(s.values)
		if k < len(src.Giving) {
			f.given[src.Giving[k]] = f.given[src.Giving[k]].Plus(m.Bounds)
		} else {
			f.spans = append(f.spans, m.Span)
		}
	}
	return f
}

// possible gives the values that a source's fields may turn out to have, v being that of
// the first as it is; none where there are too many to be told apart, or it is known.
func (s *Scorer) possible(source int, v *cell.Value) (all [][]cell.Value) {
	src, f := &s.plan.Sources[source], &s.plan.Finders[source]
	if v.State == cell.Known && !v.IsInterval() { // only what is made of it is open, as of a title that is not listed
		return nil
	}
	typ := s.plan.Specs[src.Fields[0]].Type
	values := match.Possible(typ, f.Leaves[0], s.numbersOn(src.Fields[0], f.Rates))
	if values != nil {
		values = slices.Concat(values, s.engine.periods(src.Fields[0], values, v), s.engine.extremes(typ))
	}
	for _, first := range values {
		if v.State == cell.Known && !narrow(&first, v) {
			continue
		}
		if all = append(all, s.withDerived(src, f, first)...); len(all) > mostFindings {
			return nil
		}
	}
	return all
}

// periods are the answers to a date, v as it is, that name a month, a quarter or a year, as
// far as they may earn what no day does: a condition may leave open what it makes of one,
// while a group fades by its first day.
func (e *Engine) periods(field int, days []cell.Value, v *cell.Value) []cell.Value {
	decl := e.plan.Fields[field].Decl
	if e.plan.Specs[field].Type != rulebook.TypeDate || decl.Order == rulebook.OrderExcel || decl.Order == rulebook.OrderUnix {
		return nil
	}
	return slices.DeleteFunc(match.Periods(days), func(p cell.Value) bool {
		return v.State == cell.Known && (p.Day < v.Day || v.LastDay() < p.LastDay())
	})
}

// extremes are values at which what is counted, rated or fades may be worst: what lies
// between two thresholds is not told apart otherwise.
func (e *Engine) extremes(t rulebook.Type) []cell.Value {
	number := func(n int64) cell.Value { return witness.Known(cell.Value{Number: exact.At(exact.Int(n))}) }
	day := func(d calendar.Day) cell.Value { return witness.Known(cell.Value{Day: d}) }
	switch t {
	case rulebook.TypeNumber:
		return []cell.Value{number(0), number(1), number(1_000_000_000)}
	case rulebook.TypeDate:
		return []cell.Value{day(calendar.First + 1), day(e.plan.AsOf), day(calendar.Last)}
	}
	return nil
}

// narrow leaves of a value what lies in an interval; false for nothing.
func narrow(p, interval *cell.Value) bool {
	if interval.More > 0 {
		first, last := max(p.Day, interval.Day), min(p.LastDay(), interval.LastDay())
		p.Day, p.More = first, last-first
		return first <= last
	}
	in, found := p.Number.And(interval.Number)
	p.Number, p.Free = in, !in.IsExact()
	return found
}

// withDerived adds the values of the fields that are made of the first alone. What a title
// says that stands for many is not known: each level and department is tried.
func (s *Scorer) withDerived(src *plan.Source, f *plan.Finder, first cell.Value) [][]cell.Value {
	all := [][]cell.Value{{first}}
	for k, field := range src.Fields[1:] {
		var longer [][]cell.Value
		for _, values := range all {
			for _, v := range s.derivedFrom(src, values, field, f.Leaves[k+1]) {
				longer = append(longer, append(slices.Clip(values), v))
			}
		}
		all = longer
	}
	return all
}

func (s *Scorer) derivedFrom(src *plan.Source, values []cell.Value, field int, leaves []*match.Cond) []cell.Value {
	f := &s.plan.Fields[field]
	if !f.OfTitle() || !bytes.Contains(values[0].Text, []byte(match.Filler)) {
		for k := range values {
			s.values[src.Fields[k]] = values[k]
		}
		s.values[field] = cell.Value{}
		f.Derived(s.values, &s.values[field])
		return []cell.Value{s.values[field]}
	}
	unlisted := []cell.Value{{State: cell.Unreadable}}
	switch {
	case len(leaves) == 0:
		return unlisted
	case f.Decl.Seniority.Text != "":
		return append(unlisted, levels()...)
	}
	return append(unlisted, match.Possible(rulebook.TypeText, leaves, nil)...)
}

func levels() []cell.Value {
	var all []cell.Value
	for level := lexicon.Student; level <= lexicon.CLevel; level++ {
		all = append(all, witness.Known(cell.Value{Level: level}))
	}
	return all
}

// A scenario lets some sources turn out in all the ways that are to be told apart, and
// adds up where the score may then lie.
type scenario struct {
	sources []int
	some    [][]finding    // of each of the sources, the ways
	asked   int            // how many of the sources, the first ones, are asked about
	room    int            // how many times more may be told apart
	live    bool           // lines that several sources decide are asked with what is found:
	joint   []int          // these, about
	derived []int          // and fields that are made of several
	bins    []exact.Bounds // what criteria may earn beside, by bin
	placed  []placed       // what stands in the place of decisions

	all   earning.Spread
	way   earning.Spread // of one way of what is asked
	worst exact.Bounds   // of the ways of what is asked, that with the least high end
	sure  exact.Points   // of the ways, the highest low end: more than one reaches that for certain
	best  []placed       // the way of that
}

// placed is a finding in the place of a source's decision.
type placed struct {
	source int
	*finding
}

// newScenario is the Scorer's scenario, without sources. All lines are as they are.
func (s *Scorer) newScenario(room int) *scenario {
	s.closeAll()
	c := &s.stakes.scenario
	*c = scenario{sources: c.sources[:0], some: c.some[:0], room: room, worst: exact.Bounds{NoHigh: true}, bins: c.bins[:0], placed: c.placed[:0], best: c.best[:0]}
	return c
}

// let lets a source turn out in some ways; all in one, where there is no room.
func (c *scenario) let(source int, some []finding, hull *finding) {
	if len(some) > c.room {
		some = []finding{*hull}
	}
	c.room /= max(len(some), 1)
	c.sources, c.some = append(c.sources, source), append(c.some, some)
}

// play goes through all ways in which the sources may turn out.
func (s *Scorer) play(c *scenario) {
	if len(c.bins) == 0 {
		c.bins = append(c.bins, s.stakes.bins...)
	}
	s.playFrom(c, 0)
	if c.live {
		s.derive(c.derived)
	}
}

func (s *Scorer) playFrom(c *scenario, k int) {
	if k == c.asked {
		c.way = earning.Spread{}
	}
	if k == len(c.sources) {
		s.settle(c)
	} else {
		s.playEach(c, k)
	}
	if high := c.way.Bounds; k == c.asked && higher(c.worst, high) {
		c.worst = high
	}
}

func (s *Scorer) playEach(c *scenario, k int) {
	lines := len(s.stakes.lines)
	for i := range c.some[k] {
		s.place(c, c.sources[k], &c.some[k][i])
		s.playFrom(c, k+1)
		c.placed = c.placed[:k]
		s.closeFrom(lines)
	}
	if c.live && s.plan.Finders[c.sources[k]].Entangled {
		s.setValues(c.sources[k], s.decision(c.sources[k]).values)
	}
}

// place puts a finding in the place of what a source decided.
func (s *Scorer) place(c *scenario, source int, f *finding) {
	src := &s.plan.Sources[source]
	c.placed = append(c.placed, placed{source, f})
	for k, span := range f.spans {
		s.open(src.Lines[len(src.Giving)+k], earning.May{Span: span})
	}
	if c.live && f.values != nil && s.plan.Finders[source].Entangled {
		s.setValues(source, f.values)
	}
}

func (s *Scorer) setValues(source int, values []cell.Value) {
	for k, field := range s.plan.Sources[source].Fields {
		s.values[field] = values[k]
	}
}

// settle adds up where the score may lie once all sources have turned out.
func (s *Scorer) settle(c *scenario) {
	lines := len(s.stakes.lines)
	copy(s.stakes.bins, c.bins)
	for _, p := range c.placed {
		src, d := &s.plan.Sources[p.source], s.decision(p.source)
		for k, bin := range src.Bins {
			s.stakes.bins[bin] = s.stakes.bins[bin].Plus(p.given[k]).Plus(exact.BoundsOf(-d.given[k]))
		}
	}
	if c.live {
		s.derive(c.derived)
		for _, i := range c.joint {
			s.openLine(i)
		}
	}
	b := s.bounds()
	if !c.all.Some || !b.NoLow && b.Low > c.sure {
		c.sure, c.best = b.Low, append(c.best[:0], c.placed...)
	}
	c.all.Add(b)
	c.way.Add(b)
	s.closeFrom(lines)
}
