package activity

import (
	"fmt"
	"slices"
	"strings"

	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// mostFields is how many fields are made from one log at most: an event has a bit for each.
const mostFields = 64

// Validate finds what is wrong with the logs of a rulebook, and with the fields made from
// them, whatever the lists, in the order of their places.
func Validate(rb *rulebook.Rulebook) []rulebook.Problem {
	c := checker{rulebook: rb}
	first := map[string]*rulebook.Log{}
	for i := range rb.Logs {
		l := &rb.Logs[i]
		name := fold.Text(l.Name)
		if before, twice := first[name]; twice {
			c.problem(l.Pos, "", "the log %q stands twice, first on line %d", l.Name, before.Pos.Line)
			continue
		}
		first[name] = l
		c.log(l)
	}
	for i := range rb.Fields {
		if a := rb.Fields[i].Activity; a != nil && first[fold.Text(a.Log.Text)] == nil {
			c.noLog(a)
		}
	}
	slices.SortStableFunc(c.problems, rulebook.Problem.ComparePos)
	return slices.Compact(c.problems)
}

type checker struct {
	rulebook *rulebook.Rulebook
	problems []rulebook.Problem
}

func (c *checker) problem(pos rulebook.Pos, want, format string, args ...any) {
	c.problems = append(c.problems, rulebook.Problemf(pos, want, format, args...))
}

func (c *checker) log(l *rulebook.Log) {
	c.joins(l)
	fields := fieldsOf(c.rulebook, l)
	if len(fields) > mostFields {
		c.problem(l.Pos, "give the others a log of their own, with the same file", "%d fields are made from the log %q; at most %d can be", len(fields), l.Name, mostFields)
	}
	if len(fields) == 0 {
		return
	}
	whole := withKnown(l, nil)
	book, problems := eventRules(c.rulebook, &whole, fields)
	if c.problems = append(c.problems, problems...); problems == nil {
		c.problems = append(c.problems, scoring.Validate(book)...)
	}
}

// joins checks that leads can be compared by the field that a log is joined by.
func (c *checker) joins(l *rulebook.Log) {
	f := fieldOf(c.rulebook, l.Joins.Text)
	switch {
	case l.Joins.Text == "":
	case f == nil:
		var names []string
		for i := range c.rulebook.Fields {
			names = append(names, c.rulebook.Fields[i].Name)
		}
		c.problem(l.Joins.Pos, fold.Expected(l.Joins.Text, names, "fields"), "joins: unknown field %q", l.Joins.Text)
	case f.Rate != nil || f.Seniority.Text != "" || f.Department.Text != "" || f.Activity != nil:
		c.problem(l.Joins.Pos, "name a field that is read from a column, such as that of the e-mail address", "joins: the field %q is made from others", l.Joins.Text)
	case f.Type == rulebook.TypeDate || f.Type == rulebook.TypeBool:
		c.problem(l.Joins.Pos, "name a field of type text, number or list", "joins: the field %q is of type %s", l.Joins.Text, f.Type)
	}
}

// noLog tells of a field made from a log that is not there.
func (c *checker) noLog(a *rulebook.Activity) {
	if a.Log.Text == "" {
		return
	}
	var names []string
	for i := range c.rulebook.Logs {
		names = append(names, c.rulebook.Logs[i].Name)
	}
	want := "declare it: logs: {" + a.Log.Text + ": {lead: HEADER, joins: FIELD, at: HEADER}}"
	if names != nil {
		want = fold.Expected(a.Log.Text, names, "logs")
	}
	c.problem(a.Log.Pos, want, "unknown log %q", a.Log.Text)
}

// fieldOf is the declared field of a name; nil for none.
func fieldOf(rb *rulebook.Rulebook, name string) *rulebook.Field {
	i := slices.IndexFunc(rb.Fields, func(f rulebook.Field) bool { return fold.Text(f.Name) == fold.Text(name) })
	if i < 0 {
		return nil
	}
	return &rb.Fields[i]
}

// fieldsOf are the fields made from a log, in written order.
func fieldsOf(rb *rulebook.Rulebook, l *rulebook.Log) []*rulebook.Field {
	var fields []*rulebook.Field
	for i := range rb.Fields {
		if a := rb.Fields[i].Activity; a != nil && fold.Text(a.Log.Text) == fold.Text(l.Name) {
			fields = append(fields, &rb.Fields[i])
		}
	}
	return fields
}

// The fields of an event that the log itself names. No header is called so.
const (
	leadField = "\x00lead"
	atField   = "\x00at"
	idField   = "\x00id"
)

// eventRules is the rulebook by which events of a log are judged: a criterion for each
// field made from them, in their order. What an event earns by it is what it counts for.
func eventRules(rb *rulebook.Rulebook, l *rulebook.Log, fields []*rulebook.Field) (*rulebook.Rulebook, []rulebook.Problem) {
	book := &rulebook.Rulebook{
		File: rb.File, Lines: rb.Lines, Location: rb.Location, MissingWords: rb.MissingWords, MissingAlso: rb.MissingAlso,
	}
	for _, f := range fields {
		book.Criteria = append(book.Criteria, eventRule(f))
	}
	columns, problems := scoring.InferFields(book)
	book.Fields = append(columns, ownColumns(l)...)
	for i := range book.Fields[len(columns):] {
		book.Show = append(book.Show, rulebook.Scalar{Text: book.Fields[len(columns)+i].Name})
	}
	return book, problems
}

// eventRule is the criterion by which an event counts for a field.
func eventRule(f *rulebook.Field) rulebook.Criterion {
	a := f.Activity
	c := rulebook.Criterion{Name: f.Name, Line: rulebook.Line{Pos: a.Pos, When: a.Where}}
	switch {
	case a.Bands != nil:
		c.Bands = a.Bands
	case a.Kind == rulebook.ActivitySum:
		c.Field, c.Each = a.Of, new(exact.Int(1))
	default:
		c.Points = new(exact.Int(1))
	}
	return c
}

// ownColumns are the columns that a log names itself, as fields.
func ownColumns(l *rulebook.Log) []rulebook.Field {
	fields := []rulebook.Field{
		{Pos: l.Pos, Name: leadField, Type: rulebook.TypeText, Columns: l.Lead},
		{Pos: l.Pos, Name: atField, Type: rulebook.TypeText, Columns: l.At},
	}
	if l.ID != nil {
		fields = append(fields, rulebook.Field{Pos: l.Pos, Name: idField, Type: rulebook.TypeText, Columns: l.ID})
	}
	return fields
}

// LogNames lists the logs of a rulebook, as it names them.
func LogNames(rb *rulebook.Rulebook) []string {
	var names []string
	for i := range rb.Logs {
		names = append(names, rb.Logs[i].Name)
	}
	return names
}

// FieldsOf lists the fields made from a log, in written order.
func FieldsOf(rb *rulebook.Rulebook, log string) []string {
	var names []string
	for _, f := range fieldsOf(rb, &rulebook.Log{Name: log}) {
		names = append(names, f.Name)
	}
	return names
}

// called is what messages call a file of a log.
func called(log, file string) string {
	return strings.TrimSpace(fmt.Sprintf("the log %s %s", log, file))
}
