package naive

import (
	"slices"

	"leadscore/rulebook"
)

// Question is what may be asked: an element of a framework, or a field.
type Question struct {
	Framework, Element string
	Field              string
	Fills              []string // the fields that an answer fills, with those that they are made from
}

// Questions are those that are open and known by asking: elements before fields.
func (r *Result) Questions() []Question {
	return append(r.lead.elementQuestions(), r.lead.fieldQuestions()...)
}

func (l *lead) elementQuestions() []Question {
	var all []Question
	l.openElements(func(f rulebook.Framework, e rulebook.Element) {
		all = append(all, Question{Framework: f.Name, Element: e.Name, Fills: l.asks(e.Line)})
	})
	return all
}

// openElements are the elements that are unknown and known by asking, and those that are
// unmet because they ask whether something is known.
func (l *lead) openElements(visit func(rulebook.Framework, rulebook.Element)) {
	for i, f := range l.rb.Frameworks {
		for at, state := range l.result.Frameworks[i].Elements {
			e := f.Elements[at]
			if (state == Unknown || state == False && l.mayBecomeKnown(f, e)) && l.elementIsAsked(e.Line) {
				visit(f, e)
			}
		}
	}
}

// mayBecomeKnown tells whether an unmet element may be met once more is known.
func (l *lead) mayBecomeKnown(f rulebook.Framework, e rulebook.Element) bool {
	return has(l.elementPieces(f, e, everything), True)
}

// fieldQuestions asks for the unknown fields that no element which is asked asks for. What
// is made from an unknown field is asked as that field.
func (l *lead) fieldQuestions() []Question {
	var taken []string
	l.openElements(func(_ rulebook.Framework, e rulebook.Element) { taken = append(taken, l.asks(e.Line)...) })
	var all []Question
	for _, name := range l.result.Unknown {
		if l.isAsked(name) && l.isOpen(name) && !slices.Contains(taken, name) && !slices.ContainsFunc(sources(l.rb, name), l.isOpen) {
			all = append(all, Question{Field: name, Fills: withSources(l.rb, []string{name})})
		}
	}
	return all
}

// isOpen reports whether a field is unknown and could be filled.
func (l *lead) isOpen(name string) bool {
	state := l.field(name).state
	return state == blank || state == unreadable
}

// asks are the fields of a line, with those that they are made from.
func (l *lead) asks(line rulebook.Line) []string {
	return withSources(l.rb, lineFields(line))
}

// elementIsAsked reports whether an element is known by asking: not where every field
// that it reads is written to be known otherwise.
func (l *lead) elementIsAsked(line rulebook.Line) bool {
	otherwise := func(name string) bool {
		by := l.declared(name).KnownBy
		return by == rulebook.ByResearch || by == rulebook.ByRecords
	}
	for _, name := range lineFields(line) {
		if !otherwise(name) {
			return true
		}
	}
	return len(lineFields(line)) == 0
}

// knownOtherwise are headers and names of fields of random rulebooks that hold what nobody is asked for.
var knownOtherwise = []string{
	"Country", "Job Title", "従業員数", "Last Activity Date", "industry", "title", "email", "employees",
}

// isAsked reports whether a field is known by asking.
func (l *lead) isAsked(name string) bool {
	if from := sources(l.rb, name); len(from) > 0 {
		return slices.ContainsFunc(from, l.isAsked)
	}
	f := l.declared(name)
	if f.KnownBy != rulebook.ByUnset {
		return f.KnownBy == rulebook.ByAsking
	}
	isHeader := func(h string) bool {
		return fold(h) == fold(f.Name) || slices.ContainsFunc(f.Columns, func(c rulebook.Scalar) bool { return fold(c.Text) == fold(h) })
	}
	return !slices.ContainsFunc(knownOtherwise, isHeader)
}
