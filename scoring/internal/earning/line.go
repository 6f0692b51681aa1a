// Package earning has the lines of a compiled rulebook and the groups they lie in: what they
// earn of the values of a lead, and what they may once blanks are filled. Amounts are
// thousandths of a point, each computed exactly and rounded once.
package earning

import (
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/earn"
	"leadscore/match/exact"
)

// Line is one line of the rulebook that earns: a criterion, an attribute of a profile
// or an element of a framework. They are numbered in this order.
type Line struct {
	Rule      *earn.Rule
	Criterion *Criterion // nil: an attribute or an element, which earns what its rule says
	Answer    int        // the field that answers about an element are read into; -1: none
	Fields    []int      // that it looks at, rising
	Source    int        // the one whose cell decides it alone; -1: none or several
	Place     int        // among the lines of that source
	Roots     []Root     // where no source decides it: what it looks at, down to what is read from cells
	Derived   []int      // and the fields on the way that are made of several sources, in the order in which they are made
}

// Root is a field that is read from a source, or is made of it alone.
type Root struct{ Field, Source int }

// May is what a line may earn once some, all or none of the free values are filled.
type May struct {
	Bounds exact.Bounds // of a criterion
	Span   match.Range  // of an attribute or element
}

// Or is what one or the other may earn.
func (m May) Or(o May) May { return May{Bounds: m.Bounds.Union(o.Bounds), Span: m.Span.Or(o.Span)} }

// IsCertain reports whether the line can only do one thing.
func (l *Line) IsCertain(m *May) bool {
	if l.Criterion != nil {
		return m.Bounds.IsExact()
	}
	return m.Span.IsSingle()
}

// Earn is what the line earns of a lead.
func (l *Line) Earn(values []cell.Value) match.Earned {
	if l.Criterion != nil {
		return l.Criterion.earn(values)
	}
	if l.Answer >= 0 {
		return l.earnAnswered(values)
	}
	return l.Rule.Earn(values)
}

// May is what the line may earn of a lead once some, all or none of its free values are filled.
func (l *Line) May(values []cell.Value) May {
	if l.Criterion != nil {
		return May{Bounds: l.Criterion.Bounds(values)}
	}
	if l.Answer >= 0 {
		return May{Span: l.rangeAnswered(values)}
	}
	return May{Span: l.Rule.Range(values)}
}

// Listen makes answers that are read into a field decide the line.
func (l *Line) Listen(field int) {
	if l.Answer = field; field >= 0 {
		l.Fields = append(l.Fields, field) // the fields of answers come last
	}
}

// Range is the numbers of lines that follow each other: from the first to before To.
type Range struct{ From, To int }

// Of is the part of all, by line, that a range names.
func Of[T any](all []T, r Range) []T { return all[r.From:r.To] }

// AsksTwice reports whether a line looks at a field in more than one place.
func (l *Line) AsksTwice() bool {
	c := l.Criterion
	return l.Rule.AsksTwice() || c != nil && (c.Each != nil || c.Decay != nil) && (l.Rule.When != nil || l.Rule.Banded || c.Each != nil && c.Decay != nil)
}
