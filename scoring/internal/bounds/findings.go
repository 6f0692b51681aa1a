package bounds

import (
	"bytes"
	"slices"

	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/title"
	"leadscore/rulebook"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/swings"
	"leadscore/scoring/internal/witness"
	"leadscore/scoring/internal/worker"
)

// mostFindings is how many ways in which one source may turn out are told apart.
const mostFindings = 2048

// mostStretches is how many intervals over several pieces of a field's numbers are looked at, of
// seven thresholds 105: to ask bands about one takes up to 70 µs.
const mostStretches = 128

// So many ways in which the sources of one question may turn out are told apart, and so
// many of all sources that are open.
const (
	mostAnswers  = 512
	mostTogether = 32
)

// numbersOn are the numbers of a field at which a rate that is made of it and of another
// field, as that is, reaches where rules change.
func (s *Asker) numbersOn(field int, rates []plan.RateMarks) []exact.Number {
	var numbers []exact.Number
	for _, r := range rates {
		numbers = append(numbers, exact.Number{}, r.Least)
		other := s.Value(r.Of + r.Per - field)
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
func (s *Asker) findingsOf(source int) *swings.Findings {
	d := s.Decision(source)
	if len(s.Plan.Finders[source].Rates) > 0 {
		return s.findingsOfRated(source, d)
	}
	if d.Findings != nil {
		return d.Findings
	}
	if d.Values[0].State == cell.Known {
		d.Findings = s.find(source, d)
		return d.Findings
	}
	if s.findings[source] == nil {
		s.findings[source] = s.find(source, d)
	}
	d.Findings = s.findings[source]
	return d.Findings
}

// findingsOfRated is findingsOf for a source that a rate is made of: the other field of the
// rate has a say.
func (s *Asker) findingsOfRated(source int, d *worker.Decision) *swings.Findings {
	if f := s.findings[source]; f != nil && f.Lead == s.Held {
		return f
	}
	s.findings[source] = s.find(source, d)
	s.findings[source].Lead = s.Held
	return s.findings[source]
}

// find asks a source's lines about all that it may turn out to be.
func (s *Asker) find(source int, d *worker.Decision) *swings.Findings {
	src := &s.Plan.Sources[source]
	was := s.valuesOf(src)
	f := &swings.Findings{Stays: s.findingOf(src, held(d.Values))}
	for _, values := range s.possible(source, &d.Values[0]) {
		f.Answers = append(f.Answers, s.findingOf(src, values))
	}
	if f.Answers == nil || !s.addIntervals(source, &d.Values[0], f) { // too many: each line on its own
		f.Answers = []swings.Finding{s.findingOf(src, slices.Clone(d.Values))}
	}
	s.lay(src, was)
	f.All = append([]swings.Finding{f.Stays}, f.Answers...)
	f.Join(src, s.Plan.Finders[source].Entangled)
	return f
}

// addIntervals adds what the answers to a blank earn that name an interval, as far as no
// numbers earn as much and as little: a condition may leave open what it makes of one, as
// another does. False where too many would have to be looked at. Where more looks at a value than the source's
// own lines, findings are gone through for each lead, as for each cell that is an interval:
// there answers are numbers, since intervals among them cost four times as much.
func (s *Asker) addIntervals(source int, v *cell.Value, f *swings.Findings) bool {
	src, finder := &s.Plan.Sources[source], &s.Plan.Finders[source]
	if v.State == cell.Known || len(finder.Rates) > 0 || finder.Entangled || s.Plan.Specs[src.Fields[0]].Type != rulebook.TypeNumber {
		return true
	}
	goesByEnds := func(i int) bool {
		l := &s.Plan.Lines[i]
		_, hole := l.Rule.Hole(s.Values) // in which some number lies of each interval but of one with whole ends
		return hole || l.Rule.IsRated() || l.Criterion != nil && l.Criterion.Each != nil
	}
	stretches := match.Stretches(match.Possible(rulebook.TypeNumber, finder.Leaves[0], nil), slices.ContainsFunc(src.Lines, goesByEnds))
	if len(stretches) > mostStretches {
		return false
	}
	for _, ends := range stretches {
		var ways [][]cell.Value
		for _, first := range ends {
			ways = append(ways, s.withDerived(src, finder, first)...)
		}
		if one := s.findingOf(src, ways...); !f.Hold(&one) {
			f.Answers = append(f.Answers, one)
		}
	}
	return true
}

// held is values that stay as they are.
func held(values []cell.Value) []cell.Value {
	values = slices.Clone(values)
	for k := range values {
		values[k].Free = false
	}
	return values
}

// findingOf asks a source's lines about values of its fields: about several each line on its
// own, for what it may earn of any of them, as what one counts may rise while that of another
// falls.
func (s *Asker) findingOf(src *plan.Source, ways ...[]cell.Value) swings.Finding {
	f := swings.Finding{Values: ways[0], Given: make([]exact.Bounds, len(src.Bins))}
	for k, i := range src.Lines {
		s.lay(src, ways[0])
		m := s.Plan.Lines[i].May(s.Values)
		for _, values := range ways[1:] {
			s.lay(src, values)
			m = m.Or(s.Plan.Lines[i].May(s.Values))
		}
		if k < len(src.Giving) {
			f.Given[src.Giving[k]] = f.Given[src.Giving[k]].Plus(m.Bounds)
		} else {
			f.Spans = append(f.Spans, m.Span)
		}
	}
	return f
}

// possible gives the values that a source's fields may turn out to have, v being that of
// the first as it is; none where there are too many to be told apart, or it is known.
func (s *Asker) possible(source int, v *cell.Value) (all [][]cell.Value) {
	src, f := &s.Plan.Sources[source], &s.Plan.Finders[source]
	if v.State == cell.Known && !v.IsInterval() { // only what is made of it is open, as of a title that is not listed
		return nil
	}
	typ := s.Plan.Specs[src.Fields[0]].Type
	values := match.Possible(typ, f.Leaves[0], s.numbersOn(src.Fields[0], f.Rates))
	if values != nil {
		values = slices.Concat(values, s.periods(src.Fields[0], values, v), s.extremes(typ))
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
func (s *Asker) periods(field int, days []cell.Value, v *cell.Value) []cell.Value {
	decl := s.Plan.Fields[field].Decl
	if s.Plan.Specs[field].Type != rulebook.TypeDate || decl.Order == rulebook.OrderExcel || decl.Order == rulebook.OrderUnix {
		return nil
	}
	return slices.DeleteFunc(match.Periods(days), func(p cell.Value) bool {
		return v.State == cell.Known && (p.Day < v.Day || v.LastDay() < p.LastDay())
	})
}

// extremes are values at which what is counted, rated or fades may be worst: what lies
// between two thresholds is not told apart otherwise.
func (s *Asker) extremes(t rulebook.Type) []cell.Value {
	number := func(n int64) cell.Value { return witness.Known(cell.Value{Number: exact.At(exact.Int(n))}) }
	day := func(d calendar.Day) cell.Value { return witness.Known(cell.Value{Day: d}) }
	switch t {
	case rulebook.TypeNumber:
		return []cell.Value{number(0), number(1), number(1_000_000_000)}
	case rulebook.TypeDate:
		return []cell.Value{day(calendar.First + 1), day(s.Plan.AsOf), day(calendar.Last)}
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
func (s *Asker) withDerived(src *plan.Source, f *plan.Finder, first cell.Value) [][]cell.Value {
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

func (s *Asker) derivedFrom(src *plan.Source, values []cell.Value, field int, leaves []*match.Cond) []cell.Value {
	f := &s.Plan.Fields[field]
	if !f.OfTitle() || !bytes.Contains(values[0].Text, []byte(match.Filler)) {
		for k := range values {
			s.Values[src.Fields[k]] = values[k]
		}
		s.Values[field] = cell.Value{}
		f.Derived(s.Values, &s.Values[field])
		return []cell.Value{s.Values[field]}
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
	for level := title.Student; level <= title.CLevel; level++ {
		all = append(all, witness.Known(cell.Value{Level: level}))
	}
	return all
}

// A scenario lets some sources turn out in all the ways that are to be told apart, and
// adds up where the score may then lie.
type scenario struct {
	sources []int
	some    [][]swings.Finding // of each of the sources, the ways
	asked   int                // how many of the sources, the first ones, are asked about
	room    int                // how many times more may be told apart
	live    bool               // lines that several sources decide are asked with what is found:
	joint   []int              // these, about
	derived []int              // and fields that are made of several
	bins    []exact.Bounds     // what criteria may earn beside, by bin
	placed  []placed           // what stands in the place of decisions

	all   earning.Spread
	way   earning.Spread // of one way of what is asked
	worst exact.Bounds   // of the ways of what is asked, that with the least high end
	sure  exact.Points   // of the ways, the highest low end: more than one reaches that for certain
	best  []placed       // the way of that
}

// placed is a finding in the place of a source's decision.
type placed struct {
	source int
	*swings.Finding
}

// newScenario is the Asker's scenario, without sources. All lines are as they are.
func (s *Asker) newScenario(room int) *scenario {
	s.CloseAll()
	c := &s.Stakes.scenario
	*c = scenario{sources: c.sources[:0], some: c.some[:0], room: room, worst: exact.Bounds{NoHigh: true}, bins: c.bins[:0], placed: c.placed[:0], best: c.best[:0]}
	return c
}

// let lets a source turn out in some ways; all in one, where there is no room.
func (c *scenario) let(source int, some []swings.Finding, hull *swings.Finding) {
	if len(some) > c.room {
		some = []swings.Finding{*hull}
	}
	c.room /= max(len(some), 1)
	c.sources, c.some = append(c.sources, source), append(c.some, some)
}

// play goes through all ways in which the sources may turn out.
func (s *Asker) play(c *scenario) {
	if len(c.bins) == 0 {
		c.bins = append(c.bins, s.Stakes.bins...)
	}
	s.playFrom(c, 0)
	if c.live {
		s.Derive(c.derived)
	}
}

func (s *Asker) playFrom(c *scenario, k int) {
	if k == c.asked {
		c.way = earning.Spread{}
	}
	if k == len(c.sources) {
		s.settle(c)
	} else {
		s.playEach(c, k)
	}
	if high := c.way.Bounds; k == c.asked && Higher(c.worst, high) {
		c.worst = high
	}
}

func (s *Asker) playEach(c *scenario, k int) {
	lines := len(s.Stakes.lines)
	for i := range c.some[k] {
		s.place(c, c.sources[k], &c.some[k][i])
		s.playFrom(c, k+1)
		c.placed = c.placed[:k]
		s.closeFrom(lines)
	}
	if c.live && s.Plan.Finders[c.sources[k]].Entangled {
		s.setValues(c.sources[k], s.Decision(c.sources[k]).Values)
	}
}

// place puts a finding in the place of what a source decided.
func (s *Asker) place(c *scenario, source int, f *swings.Finding) {
	src := &s.Plan.Sources[source]
	c.placed = append(c.placed, placed{source, f})
	for k, span := range f.Spans {
		s.Open(src.Lines[len(src.Giving)+k], earning.May{Span: span})
	}
	if c.live && f.Values != nil && s.Plan.Finders[source].Entangled {
		s.setValues(source, f.Values)
	}
}

func (s *Asker) setValues(source int, values []cell.Value) {
	for k, field := range s.Plan.Sources[source].Fields {
		s.Values[field] = values[k]
	}
}

// settle adds up where the score may lie once all sources have turned out.
func (s *Asker) settle(c *scenario) {
	lines := len(s.Stakes.lines)
	copy(s.Stakes.bins, c.bins)
	for _, p := range c.placed {
		src, d := &s.Plan.Sources[p.source], s.Decision(p.source)
		for k, bin := range src.Bins {
			s.Stakes.bins[bin] = s.Stakes.bins[bin].Plus(p.Given[k]).Plus(exact.BoundsOf(-d.Given[k]))
		}
	}
	if c.live {
		s.Derive(c.derived)
		for _, i := range c.joint {
			s.openLine(i)
		}
	}
	b := s.OpenBounds()
	if !c.all.Some || !b.NoLow && b.Low > c.sure {
		c.sure, c.best = b.Low, append(c.best[:0], c.placed...)
	}
	c.all.Add(b)
	c.way.Add(b)
	s.closeFrom(lines)
}
