package plan

import (
	"slices"

	"leadscore/match"
	"leadscore/rulebook"
)

// Ask is one question: for an element, or for a field that no element uses.
type Ask struct {
	Framework, Element int     // -1 for a field
	Field              int     // -1 for an element
	Fills              []int   // the fields that an answer fills
	Sources            []int   // that these are read from
	Lines              []int   // those that look at one of them
	Opens              []Opens // the sources that decide some of these
	Joint              []int   // those of these that no source decides
	Finder             Finder  // what looks at these fields and at others
	Beyond             bool    // of a field: a stage rule, or the condition of a framework, looks at it
	Elsewhere          []int   // of a field: the questions for elements, known by asking, that fill it too
	Text               string  // in the rulebook's language
	By                 rulebook.KnownBy
}

// collectAsks lists all questions that the rulebook may ask, in the order in which equals are
// asked: elements before fields, then as written.
func (p *Plan) collectAsks() (all []Ask) {
	for f := range p.Frameworks {
		for i := range p.Rulebook.Frameworks[f].Elements {
			reads := match.FieldsOf(func(visit func(int)) { p.Frameworks[f].ElementFields(i, visit) })
			all = append(all, Ask{Framework: f, Element: i, Field: -1, Fills: p.withKin(reads), Text: p.ElementQuestion(f, i), By: p.elementKnownBy(reads)})
		}
	}
	elements := len(all)
	asked := p.RuleFields()
	for _, i := range p.Needed {
		if asked[i] && i < p.Own {
			all = append(all, Ask{Framework: -1, Element: -1, Field: i, Fills: p.withKin([]int{i}), Text: p.fieldQuestion(i), By: p.fieldKnownBy(i)})
		}
	}
	slices.SortStableFunc(all, func(a, b Ask) int { return a.Field - b.Field })
	for i := range all {
		all[i].collect(p, all[:elements])
	}
	return all
}

// Opens is a source whose values an answer fills; of a pair, of which of its two.
type Opens struct {
	Source int
	Which  Openness
}

// collect finds the lines and the other questions that have to do with this one.
func (a *Ask) collect(e *Plan, elements []Ask) {
	for i := range e.Lines {
		if slices.ContainsFunc(e.Lines[i].Fields, func(field int) bool { return slices.Contains(a.Fills, field) }) {
			a.Lines = append(a.Lines, i)
			if e.Lines[i].Source < 0 {
				a.Joint = append(a.Joint, i)
			}
		}
	}
	a.collectFinder(e)
	for i := range e.Sources {
		if which := a.openness(e, i); which != 0 && len(e.Sources[i].Lines) > 0 {
			a.Opens = append(a.Opens, Opens{i, which})
		}
	}
	look := func(field int) { a.Beyond = a.Beyond || slices.Contains(a.Fills, field) }
	for i := range e.Stages {
		e.Stages[i].Fields(look)
	}
	for _, f := range e.Frameworks {
		f.When().Fields(look)
	}
	for i := range e.Groups {
		if d := e.Groups[i].Decay; d != nil {
			look(d.From)
		}
	}
	for i := range elements {
		if a.Field >= 0 && elements[i].By == rulebook.ByAsking && slices.Contains(elements[i].Fills, a.Field) {
			a.Elsewhere = append(a.Elsewhere, i)
		}
	}
}

// collectFinder puts together what is needed to find out what an answer may be.
func (a *Ask) collectFinder(e *Plan) {
	for i := range e.Sources {
		src, f := &e.Sources[i], &e.Finders[i]
		if src.Pair == nil && slices.Contains(a.Fills, src.Fields[0]) {
			a.Sources = append(a.Sources, i)
			a.Finder.Joint, a.Finder.Derived = append(a.Finder.Joint, f.Joint...), append(a.Finder.Derived, f.Derived...)
		}
	}
	slices.Sort(a.Finder.Joint)
	a.Finder.Joint = slices.Compact(a.Finder.Joint)
	derived := a.Finder.Derived
	a.Finder.Derived = slices.DeleteFunc(slices.Clone(e.Needed), func(i int) bool { return !slices.Contains(derived, i) })
}

// openness is what of a source an answer opens: a field's answer fills all that is made of
// it too, so one of a source's fields stands for all.
func (a *Ask) openness(e *Plan, source int) (which Openness) {
	src := &e.Sources[source]
	if src.Pair == nil {
		if slices.Contains(a.Fills, src.Fields[0]) {
			return BothOpen
		}
		return 0
	}
	for k, one := range src.Pair {
		if slices.Contains(a.Fills, e.Sources[one].Fields[0]) {
			which |= FirstOpen << k
		}
	}
	return which
}

// RuleFields marks the fields that a line or a stage rule looks at, and what those
// are made from.
func (p *Plan) RuleFields() []bool {
	marks := make([]bool, len(p.Fields))
	mark := func(i int) {
		if i < len(p.Fields) { // not a metric
			marks[i] = true
		}
	}
	for i := range p.Lines {
		for _, field := range p.Lines[i].Fields {
			mark(field)
		}
	}
	for _, f := range p.Frameworks {
		f.When().Fields(mark)
	}
	p.groupFields(mark)
	for _, rule := range p.Stages {
		rule.Fields(mark)
	}
	for _, i := range slices.Backward(p.Needed) {
		for _, source := range p.Fields[i].Sources {
			marks[source] = marks[source] || marks[i]
		}
	}
	return marks
}

// withKin adds the fields that these are made from, and those made from any of
// them: one answer fills them all.
func (p *Plan) withKin(fields []int) []int {
	in := make([]bool, len(p.Fields))
	for _, i := range fields {
		in[i] = true
	}
	for _, i := range slices.Backward(p.Needed) {
		for _, source := range p.Fields[i].Sources {
			in[source] = in[source] || in[i]
		}
	}
	for _, i := range p.Needed {
		for _, source := range p.Fields[i].Sources {
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

// Openness says what of a source is taken for free: of a pair the values of one of its two
// sources, or of both.
type Openness int

const (
	FirstOpen Openness = 1 << iota
	secondOpen
	BothOpen = FirstOpen | secondOpen // and all of a source that is no pair
)
