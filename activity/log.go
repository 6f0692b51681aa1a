package activity

import (
	"slices"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// Log is a log of a rulebook, and what its events have come to so far.
type Log struct {
	Name   string
	Joins  string // the field of the list whose cells AddLead takes
	Counts Counts

	book    *rulebook.Rulebook
	decl    *rulebook.Log
	joins   *rulebook.Field
	reading *cell.Settings
	asOf    calendar.Day
	fields  []field
	sums    int // how many of the fields are sums
	days    int // and how many count days
	join    *joiner
	leads   directory
	keep    Keep
	wanted  []bool // of leads, with KeepNewest: those whose events are kept; nil: all
	tally   tally
	counted [mostFields]int // events of leads of the list that count for each field, whatever their day
	kept    kept
	columns []string // with KeepNewest: the columns that fields look at
	looks   [][]int  // of each field: the places of those that it looks at
}

// field is a field made from a log.
type field struct {
	name     string
	kind     rulebook.ActivityKind
	within   int            // days; 0: all
	halfLife exact.HalfLife // nil: none
	place    int            // of a sum among the sums, of days among the fields that count days
}

// Keep says what is kept of events beside what they come to.
type Keep uint8

// What is kept.
const (
	KeepNothing Keep = iota // but of a log with ids: the events that count
	KeepDays                // enough to say what a lead's cells were on any day
	KeepNewest              // the events behind the fields of the wanted leads
)

// Counts are what is to be told of a log.
type Counts struct {
	Events   int // rows
	Leads    int // of the list, by different keys, that have an event
	Unknown  int // events of leads that are not in the list
	Nobody   int // events whose lead is blank
	Undated  int // events without a moment
	Unread   int // events whose moment does not read
	Example  Example
	Later    int // events after the day of as-of
	Repeated int // rows of an event of which another row tells
	Numbers  int // cells of columns that rules read as a number or a date, and that do not read
	Number   Example
}

// Example is the first of some cells.
type Example struct {
	File, Column, Cell string
	Line               int
}

// newLog compiles a log whose rules have no problem.
func newLog(rb *rulebook.Rulebook, decl *rulebook.Log, asOf calendar.Day, keep Keep) *Log {
	fields := fieldsOf(rb, decl)
	l := &Log{Name: decl.Name, Joins: decl.Joins.Text, book: rb, decl: decl, joins: fieldOf(rb, decl.Joins.Text), asOf: asOf, keep: keep, leads: newDirectory()}
	l.reading = &cell.Settings{Location: rb.Location, MissingAlso: rb.MissingAlso}
	if rb.MissingWords != nil {
		l.reading.MissingWords = []string{}
	}
	for _, w := range rb.MissingWords {
		l.reading.MissingWords = append(l.reading.MissingWords, w.Text)
	}
	for _, f := range fields {
		l.fields = append(l.fields, l.newField(f))
	}
	l.join = newJoiner(l.joins, l.reading)
	l.listColumns(fields)
	return l
}

func (l *Log) newField(f *rulebook.Field) field {
	a := f.Activity
	made := field{name: f.Name, kind: a.Kind, within: a.Within}
	switch {
	case a.Kind == rulebook.ActivitySum:
		made.place = l.sums
		l.sums++
	case a.Kind == rulebook.ActivityDays:
		made.place = l.days
		l.days++
	}
	if a.HalfLife > 0 {
		made.halfLife = exact.NewHalfLife(a.HalfLife)
	}
	return made
}

// listColumns lists the columns of the log that fields look at, each once, and which of
// them each field looks at.
func (l *Log) listColumns(fields []*rulebook.Field) {
	for _, f := range fields {
		var looks []int
		one := &rulebook.Rulebook{Criteria: []rulebook.Criterion{eventRule(f)}}
		columns, _ := scoring.InferFields(one)
		for _, c := range columns {
			at := slices.IndexFunc(l.columns, func(known string) bool { return fold.Text(known) == fold.Text(c.Name) })
			if at < 0 {
				at = len(l.columns)
				l.columns = append(l.columns, c.Name)
			}
			looks = append(looks, at)
		}
		l.looks = append(l.looks, looks)
	}
}

// covers tells whether an event of a day counts for a field as of a day.
func (f *field) covers(day, asOf calendar.Day) bool {
	return day <= asOf && (f.within == 0 || int(asOf)-int(day) <= f.within)
}

// AddLead tells the log of a lead of the list, by the cell of the field that it is joined
// by, before any event. wanted says whether its events are kept, with KeepNewest.
func (l *Log) AddLead(text string, wanted bool) {
	keys := l.join.read(text)
	if len(keys) == 0 {
		return
	}
	place := l.leads.add(keys)
	if l.keep == KeepNewest {
		l.wanted = append(l.wanted, make([]bool, int(place)+1-min(len(l.wanted), int(place)+1))...)
		l.wanted[place] = l.wanted[place] || wanted
	}
}

// Leads is how many leads there are, by different keys.
func (l *Log) Leads() int { return l.leads.count }

// keeps tells whether an event is kept.
func (l *Log) keeps(e *event) bool {
	switch l.keep {
	case KeepDays:
		return true
	case KeepNewest:
		return l.wanted[e.lead] || e.id != 0
	}
	return e.id != 0
}

// horizon is the end of the day that the log counts to.
func (l *Log) horizon() horizon { return horizon{l.asOf, wholeDay} }
