package scoring

import (
	"cmp"
	"slices"

	"leadscore/frameworks"
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// asks are all questions that a rulebook may ask, in the order in which equals are
// asked: elements before fields, then as written.
type asks []ask

// ask is one question: for an element, or for a field that no element uses.
type ask struct {
	framework, element int     // -1 for a field
	field              int     // -1 for an element
	fills              []int   // the fields that an answer fills
	sources            []int   // that these are read from
	lines              []int   // those that look at one of them
	opens              []opens // the sources that decide some of these
	joint              []int   // those of these that no source decides
	finder             finder  // what looks at these fields and at others
	beyond             bool    // of a field: a stage rule, or the condition of a framework, looks at it
	elsewhere          []int   // of a field: the questions for elements, known by asking, that fill it too
	text               string  // in the rulebook's language
	by                 rulebook.KnownBy
}

// collectAsks lists the questions.
func (e *Engine) collectAsks() (all asks) {
	for f := range e.frameworks {
		for i := range e.rulebook.Frameworks[f].Elements {
			reads := match.FieldsOf(func(visit func(int)) { e.frameworks[f].ElementFields(i, visit) })
			all = append(all, ask{framework: f, element: i, field: -1, fills: e.withKin(reads), text: e.elementQuestion(f, i), by: e.elementKnownBy(reads)})
		}
	}
	elements := len(all)
	asked := e.ruleFields()
	for _, i := range e.needed {
		if asked[i] && i < e.ownFields {
			all = append(all, ask{framework: -1, element: -1, field: i, fills: e.withKin([]int{i}), text: e.fieldQuestion(i), by: e.fieldKnownBy(i)})
		}
	}
	slices.SortStableFunc(all, func(a, b ask) int { return a.field - b.field })
	for i := range all {
		all[i].collect(e, all[:elements])
	}
	return all
}

// opens is a source whose values an answer fills; of a pair, of which of its two.
type opens struct {
	source int
	which  openness
}

// collect finds the lines and the other questions that have to do with this one.
func (a *ask) collect(e *Engine, elements []ask) {
	for i := range e.lines {
		if slices.ContainsFunc(e.lines[i].Fields, func(field int) bool { return slices.Contains(a.fills, field) }) {
			a.lines = append(a.lines, i)
			if e.lines[i].Source < 0 {
				a.joint = append(a.joint, i)
			}
		}
	}
	a.collectFinder(e)
	for i := range e.sources {
		if which := a.openness(e, i); which != 0 && len(e.sources[i].lines) > 0 {
			a.opens = append(a.opens, opens{i, which})
		}
	}
	look := func(field int) { a.beyond = a.beyond || slices.Contains(a.fills, field) }
	for i := range e.stages {
		e.stages[i].Fields(look)
	}
	for _, f := range e.frameworks {
		f.When().Fields(look)
	}
	for i := range e.groups {
		if d := e.groups[i].Decay; d != nil {
			look(d.From)
		}
	}
	for i := range elements {
		if a.field >= 0 && elements[i].by == rulebook.ByAsking && slices.Contains(elements[i].fills, a.field) {
			a.elsewhere = append(a.elsewhere, i)
		}
	}
}

// collectFinder puts together what is needed to find out what an answer may be.
func (a *ask) collectFinder(e *Engine) {
	for i := range e.sources {
		src, f := &e.sources[i], &e.finders[i]
		if src.pair == nil && slices.Contains(a.fills, src.fields[0]) {
			a.sources = append(a.sources, i)
			a.finder.joint, a.finder.derived = append(a.finder.joint, f.joint...), append(a.finder.derived, f.derived...)
		}
	}
	slices.Sort(a.finder.joint)
	a.finder.joint = slices.Compact(a.finder.joint)
	derived := a.finder.derived
	a.finder.derived = slices.DeleteFunc(slices.Clone(e.needed), func(i int) bool { return !slices.Contains(derived, i) })
}

// openness is what of a source an answer opens: a field's answer fills all that is made of
// it too, so one of a source's fields stands for all.
func (a *ask) openness(e *Engine, source int) (which openness) {
	src := &e.sources[source]
	if src.pair == nil {
		if slices.Contains(a.fills, src.fields[0]) {
			return bothOpen
		}
		return 0
	}
	for k, one := range src.pair {
		if slices.Contains(a.fills, e.sources[one].fields[0]) {
			which |= firstOpen << k
		}
	}
	return which
}

// ruleFields marks the fields that a line or a stage rule looks at, and what those
// are made from.
func (e *Engine) ruleFields() []bool {
	marks := make([]bool, len(e.fields))
	mark := func(i int) {
		if i < len(e.fields) { // not a metric
			marks[i] = true
		}
	}
	for i := range e.lines {
		for _, field := range e.lines[i].Fields {
			mark(field)
		}
	}
	for _, f := range e.frameworks {
		f.When().Fields(mark)
	}
	e.groupFields(mark)
	for _, rule := range e.stages {
		rule.Fields(mark)
	}
	for _, i := range slices.Backward(e.needed) {
		for _, source := range e.fields[i].Sources {
			marks[source] = marks[source] || marks[i]
		}
	}
	return marks
}

// withKin adds the fields that these are made from, and those made from any of
// them: one answer fills them all.
func (e *Engine) withKin(fields []int) []int {
	in := make([]bool, len(e.fields))
	for _, i := range fields {
		in[i] = true
	}
	for _, i := range slices.Backward(e.needed) {
		for _, source := range e.fields[i].Sources {
			in[source] = in[source] || in[i]
		}
	}
	for _, i := range e.needed {
		for _, source := range e.fields[i].Sources {
			in[i] = in[i] || in[source]
		}
	}
	var all []int
	for i, yes := range in {
		if yes {
			all = append(all, i)
		}
	}
	return all
}

// stands reports whether there is something to ask: the question's element is unknown
// in a framework that applies, or unmet because nothing is known yet; or its field is unknown and no unknown element asks
// for it.
func (s *Scorer) stands(a *ask) bool {
	if a.field < 0 {
		if !s.result.Frameworks[a.framework].Applies {
			return false
		}
		line := s.engine.elements[a.framework].From + a.element
		state, _ := s.engine.frameworks[a.framework].Element(a.element, s.earned[line])
		return state == match.Unknown || state == match.False && s.mayBeMet(line)
	}
	return s.mayBeAnswered(a.field) && !s.askedElsewhere(a) && !s.isSettled(a)
}

// mayBeMet reports whether an element that is unmet may be met once more is known: one that
// asks whether something is known.
func (s *Scorer) mayBeMet(line int) bool {
	l := &s.engine.lines[line]
	if l.Source < 0 {
		return s.touched(l.Fields) && l.May(s.values).Span.Holds
	}
	sw := s.swing(l.Source, bothOpen)
	return sw != nil && sw.open[l.Place] && sw.may[l.Place].Span.Holds
}

// isSettled reports whether answers have decided all that a field could decide.
func (s *Scorer) isSettled(a *ask) bool {
	if a.beyond || len(a.lines) == 0 || len(s.engine.answers.subjects) == 0 {
		return false
	}
	return !slices.ContainsFunc(a.lines, func(i int) bool { return !s.answeredWhatever(i) })
}

func (s *Scorer) mayBeAnswered(field int) bool {
	v := s.value(field)
	return v.State != cell.Known && v.Free
}

// askedElsewhere reports whether another question fills the field too: that of an
// unknown element, or of a blank field that this one is made from.
func (s *Scorer) askedElsewhere(a *ask) bool {
	if slices.ContainsFunc(s.engine.fields[a.field].Sources, s.mayBeAnswered) {
		return true
	}
	for _, i := range a.elsewhere {
		if s.stands(&s.engine.asks()[i]) {
			return true
		}
	}
	return false
}

// alone is where the score would lie if only this question were answered.
func (s *Scorer) alone(a *ask) exact.Bounds {
	b, _ := s.aloneSurely(a)
	return b
}

// aloneSurely is alone, and how high the score is raised by some answer for certain.
func (s *Scorer) aloneSurely(a *ask) (b exact.Bounds, sure exact.Points) {
	if s.looksBeside(a) {
		s.holdStill(a.fills)
		defer s.letGo()
	}
	c := s.newScenario(mostAnswers)
	for _, i := range a.sources {
		if f := &s.engine.finders[i]; f.matters && s.decision(i).free {
			c.let(i, s.findingsOf(i).all, &s.findingsOf(i).hull)
			c.live = c.live || f.entangled
		}
	}
	if c.live { // lines are asked with the values of this lead
		s.fill()
	}
	s.openBeside(c, a)
	if len(c.sources) == 0 {
		b = s.bounds()
		if len(a.finder.joint) > 0 {
			return b, b.Low
		}
		return b, b.High // each source has one line, which may earn all of it
	}
	s.play(c)
	return c.all.Bounds, c.sure
}

// looksBeside reports whether fields have a say in what an answer does that it does not fill.
func (s *Scorer) looksBeside(a *ask) bool { return s.engine.looksAtFree || len(a.finder.joint) > 0 }

// openBeside opens what an answer opens beside the sources that a scenario lets turn out.
func (s *Scorer) openBeside(c *scenario, a *ask) {
	c.joint, c.derived = a.finder.joint, a.finder.derived
	for _, o := range a.opens {
		alone := s.engine.sources[o.source].pair == nil
		if !slices.Contains(c.sources, o.source) && (alone || !c.live) {
			s.openSource(o.source, o.which)
		}
	}
	if !c.live {
		s.openLines(a.joint)
	}
}

// holdStill leaves of the shared fields only these free, until letGo.
func (s *Scorer) holdStill(free []int) {
	s.fill()
	was := s.stakes.free
	for _, i := range s.engine.shared {
		was[i], s.values[i].Free = s.values[i].Free, false
	}
	for _, i := range free {
		s.values[i].Free = was[i]
	}
}

func (s *Scorer) letGo() {
	for _, i := range s.engine.shared {
		s.values[i].Free = s.stakes.free[i]
	}
}

// isOpen reports whether an answer could change anything: most questions can be told to be
// closed by that.
func (s *Scorer) isOpen(a *ask) bool {
	at := s.homeOf(a)
	return at < 0 || s.tagOf(at).free
}

// homeOf is the source that decides alone whether a question is open; below 0 where none does.
func (s *Scorer) homeOf(a *ask) int {
	if a.field < 0 {
		return -1
	}
	return s.engine.homes[a.field].source
}

func (s *Scorer) tagOf(source int) *tag {
	m := &s.memories[source]
	return &m.tags[m.ids[s.row]]
}

// higher reports whether b reaches higher than c.
func higher(b, c exact.Bounds) bool {
	if b.NoHigh || c.NoHigh {
		return b.NoHigh && !c.NoHigh
	}
	return b.High > c.High
}

// elementQuestion is what an element asks, in the rulebook's language.
func (e *Engine) elementQuestion(framework, element int) string {
	name := e.rulebook.Frameworks[framework].Elements[element].Name
	return cmp.Or(e.inLanguage(e.questionOf(framework, element)), e.words.FindOut(name, rulebook.ByAsking))
}

// questionOf is the question of an element: its own, its field's, or the built-in's.
func (e *Engine) questionOf(framework, element int) rulebook.Question {
	f := &e.rulebook.Frameworks[framework]
	var field rulebook.Question
	e.frameworks[framework].ElementFields(element, func(i int) {
		field = cmp.Or(field, e.fields[i].Decl.Question)
	})
	return frameworks.Ask(f, &f.Elements[element], field)
}

// fieldQuestion is what a field asks, in the rulebook's language.
func (e *Engine) fieldQuestion(i int) string {
	return cmp.Or(e.inLanguage(e.fields[i].Decl.Question), e.words.FindOut(e.fields[i].AskedAs(), e.fieldKnownBy(i)))
}

// inLanguage gives a question in the rulebook's language, else in the other one.
func (e *Engine) inLanguage(q rulebook.Question) string {
	if e.rulebook.Language == rulebook.Japanese {
		return cmp.Or(q.JA, q.EN)
	}
	return cmp.Or(q.EN, q.JA)
}

// elementKnownBy is how an element becomes known: by asking, unless all fields that it
// reads say otherwise themselves.
func (e *Engine) elementKnownBy(reads []int) rulebook.KnownBy {
	by := rulebook.ByUnset
	for _, i := range reads {
		written := e.fields[i].Decl.KnownBy
		if written == rulebook.ByUnset || written == rulebook.ByAsking {
			return rulebook.ByAsking
		}
		by = cmp.Or(by, written)
	}
	return cmp.Or(by, rulebook.ByAsking)
}

// fieldKnownBy is how a field becomes known. One that is made from others is known by
// asking where one of these is, else as the first.
func (e *Engine) fieldKnownBy(i int) rulebook.KnownBy {
	f := &e.fields[i]
	if f.Derived == nil {
		return lexicon.KnownByOf(f.Decl)
	}
	by := rulebook.ByUnset
	for _, source := range f.Sources {
		of := e.fieldKnownBy(source)
		if of == rulebook.ByAsking {
			return of
		}
		by = cmp.Or(by, of)
	}
	return by
}
