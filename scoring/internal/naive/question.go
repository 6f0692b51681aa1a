package naive

import (
	"slices"

	"leadscore/rulebook"
)

// Question is what to ask next: an element of a framework, or a field. The zero
// Question is none.
type Question struct {
	Framework, Element string
	Field              string
	Gain               *int64 // how far the answer alone may raise the score; nil: without end
}

// nextQuestion is the question whose answer alone raises the upper end most.
func (l *lead) nextQuestion() Question {
	var best Question
	for _, q := range append(l.elementQuestions(), l.fieldQuestions()...) {
		if best == (Question{}) || more(q.Gain, best.Gain) {
			best = q
		}
	}
	return best
}

func more(a, b *int64) bool { return b != nil && (a == nil || *a > *b) }

func (l *lead) elementQuestions() []Question {
	var all []Question
	for i, f := range l.rb.Frameworks {
		for at, state := range l.result.Frameworks[i].Elements {
			if e := f.Elements[at]; state == Unknown && l.elementIsAsked(e.Line) {
				all = append(all, Question{Framework: f.Name, Element: e.Name, Gain: l.gain(l.asks(e.Line))})
			}
		}
	}
	return all
}

// fieldQuestions asks for the unknown fields that no element which is asked asks for and
// that gain something. What is made from an unknown field is asked as that field.
func (l *lead) fieldQuestions() []Question {
	var taken []string
	for i, f := range l.rb.Frameworks {
		for at, state := range l.result.Frameworks[i].Elements {
			if state == Unknown && l.elementIsAsked(f.Elements[at].Line) {
				taken = append(taken, l.asks(f.Elements[at].Line)...)
			}
		}
	}
	var all []Question
	for _, name := range l.result.Unknown {
		if !l.isAsked(name) || !l.isOpen(name) || slices.Contains(taken, name) || slices.ContainsFunc(sources(l.rb, name), l.isOpen) {
			continue
		}
		if gain := l.gain(withSources(l.rb, []string{name})); gain == nil || *gain > 0 {
			all = append(all, Question{Field: name, Gain: gain})
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

// gain is how far the score may rise if these fields alone were filled.
func (l *lead) gain(fields []string) *int64 {
	_, high := l.bounds(func(field string) bool { return slices.Contains(fields, field) })
	if high == nil {
		return nil
	}
	gain := *high - l.result.Score
	return &gain
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
