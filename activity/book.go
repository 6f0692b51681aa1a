package activity

import (
	"math/bits"
	"slices"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/explained"
)

// Book has the logs of a rulebook that are given, and of each lead the cells of the fields
// that are made from them.
type Book struct {
	logs   []*Log
	fields []string // made from these, in their order
}

// NewBook makes a book of the named logs, in the order of the rulebook; names compare in
// their normal form. The rulebook is one without problems. Events after asOf do not count.
func NewBook(rb *rulebook.Rulebook, names []string, asOf calendar.Day, keep Keep) *Book {
	b := &Book{}
	for i := range rb.Logs {
		decl := &rb.Logs[i]
		if !slices.ContainsFunc(names, func(name string) bool { return fold.Text(name) == fold.Text(decl.Name) }) {
			continue
		}
		l := newLog(rb, decl, asOf, keep)
		b.logs = append(b.logs, l)
		for _, f := range l.fields {
			b.fields = append(b.fields, f.name)
		}
	}
	return b
}

// Fields lists the fields that the book has cells of, in the order of the cells: what
// scoring.Options.Logged is to be.
func (b *Book) Fields() []string { return b.fields }

// Logs lists the logs of the book.
func (b *Book) Logs() []*Log { return b.logs }

// Log finds a log by its name; nil for none.
func (b *Book) Log(name string) *Log {
	i := slices.IndexFunc(b.logs, func(l *Log) bool { return fold.Text(l.Name) == fold.Text(name) })
	if i < 0 {
		return nil
	}
	return b.logs[i]
}

// Begin makes room for the events of the leads that the log knows: none may be added any
// more.
func (l *Log) Begin() {
	l.tally = newTally(l, l.Leads(), l.asOf)
	l.wanted = append(l.wanted, make([]bool, l.Leads()-min(len(l.wanted), l.Leads()))...)
}

// Take takes in what some events of a file come to.
func (l *Log) Take(b *Batch) {
	l.Counts.add(&b.counts)
	told := int32(len(l.kept.told))
	l.kept.told = append(l.kept.told, b.told...)
	for i := range b.events {
		e := &b.events[i]
		l.tally.met[e.lead] = true
		for hits := e.hits; hits != 0; hits &= hits - 1 {
			l.counted[bits.TrailingZeros64(hits)]++
		}
		sums := b.sums[e.at:][:l.sums]
		switch {
		case !l.keeps(e):
			l.tally.add(int(e.lead), e.day, e.hits, sums)
		case e.hits != 0:
			if e.told >= 0 {
				e.told += told
			}
			l.kept.keep(*e, sums)
		}
	}
}

func (c *Counts) add(later *Counts) {
	if c.Unread == 0 {
		c.Example = later.Example
	}
	if c.Numbers == 0 {
		c.Number = later.Number
	}
	c.Events += later.Events
	c.Unknown += later.Unknown
	c.Nobody += later.Nobody
	c.Undated += later.Undated
	c.Unread += later.Unread
	c.Later += later.Later
	c.Numbers += later.Numbers
}

// End adds up what was kept, once all events were taken in.
func (l *Log) End() {
	l.sort()
	for _, met := range l.tally.met {
		if met {
			l.Counts.Leads++
		}
	}
	for i := range l.kept.piles {
		pile := l.kept.piles[i]
		for k := 1; k < len(pile); k++ {
			if pile[k].id != 0 && pile[k].id == pile[k-1].id && pile[k].lead == pile[k-1].lead {
				l.Counts.Repeated++
			}
		}
		for from := 0; from < len(pile); {
			to := from + 1
			for to < len(pile) && pile[to].lead == pile[from].lead {
				to++
			}
			lead := int(pile[from].lead)
			l.eachOnce(pile[from:to], l.horizon(), func(e *event, hits uint64) {
				l.tally.add(lead, e.day, hits, l.kept.sumsOf(e, l.sums))
			})
			from = to
		}
	}
	if l.keep == KeepNothing {
		l.kept = kept{}
	}
}

// Find is the place of a lead, by the cell that it is joined by; -1 where that names none.
func (l *Log) Find(j *Joiner, text string) int {
	keys := j.joiner.read(text)
	if len(keys) == 0 {
		return -1
	}
	place, known := l.leads.find(keys)
	if !known {
		return -1
	}
	return int(place)
}

// Joiner reads the cells by which leads are found. Each goroutine needs its own.
type Joiner struct{ joiner *joiner }

// NewJoiner makes a Joiner.
func (l *Log) NewJoiner() *Joiner { return &Joiner{newJoiner(l.joins, l.reading)} }

// AppendCells appends the cells of the lead at a place: "" for each field where place is
// below 0, since nothing is known of the events of a lead that cannot be joined to any.
func (l *Log) AppendCells(dst []string, place int) []string {
	if place < 0 {
		return append(dst, make([]string, len(l.fields))...)
	}
	return l.tally.appendCells(dst, place)
}

// AppendCellsBefore is AppendCells as of a day of the lead's own, no later than the book's,
// with KeepDays. Of the events of that day those count that came before a second of it, so
// that none is what happened at that moment or later: before second 0 none does. An event
// without a time of day may be the last of its day.
func (l *Log) AppendCellsBefore(dst []string, place int, day calendar.Day, second int) []string {
	if place < 0 {
		return l.AppendCells(dst, place)
	}
	t := newTally(l, 1, day)
	l.eachOnce(l.kept.of(place), horizon{day, int32(second)}, func(e *event, hits uint64) {
		t.add(0, e.day, hits, l.kept.sumsOf(e, l.sums))
	})
	return t.appendCells(dst, 0)
}

// Explain tells what was logged about the lead at a place: of each field what it comes to
// and its newest events, so many at most; with KeepNewest, of a wanted lead.
func (l *Log) Explain(place, most int) []explained.LoggedField {
	cells := l.AppendCells(nil, place)
	var all []explained.LoggedField
	for i := range l.fields {
		f := explained.LoggedField{Field: l.fields[i].name, Log: l.Name, Value: cells[i]}
		f.Newest, f.Events = l.Newest(place, i, most)
		all = append(all, f)
	}
	return all
}

// Unmet lists the fields that no event of a lead of the list counts for, whatever its day.
func (l *Log) Unmet() []string {
	var names []string
	for i := range l.fields {
		if l.counted[i] == 0 {
			names = append(names, l.fields[i].name)
		}
	}
	return names
}

// Newest gives the newest events, of so many at most, that count for a field of the lead at
// a place, and how many there are; with KeepNewest, of a wanted lead.
func (l *Log) Newest(place, fieldAt, most int) (newest []explained.LoggedEvent, count int) {
	if place < 0 {
		return nil, 0
	}
	var found []*event
	l.eachOnce(l.kept.of(place), l.horizon(), func(e *event, hits uint64) {
		if hits&(1<<fieldAt) != 0 && l.fields[fieldAt].covers(e.day, l.asOf) {
			found = append(found, e)
		}
	})
	slices.SortFunc(found, func(a, b *event) int {
		if a.day != b.day {
			return int(b.day) - int(a.day)
		}
		return compareTold(&l.kept.told[b.told], &l.kept.told[a.told])
	})
	for _, e := range found[:min(most, len(found))] {
		t := &l.kept.told[e.told]
		s := explained.LoggedEvent{Day: e.day, At: t.at}
		for _, c := range l.looks[fieldAt] {
			s.Columns, s.Cells = append(s.Columns, l.columns[c]), append(s.Cells, t.cells[c])
		}
		newest = append(newest, s)
	}
	return newest, len(found)
}

// AsksForToday tells whether a rule about the events counts days to as-of, beside within.
func (l *Log) AsksForToday() bool {
	whole := withKnown(l.decl, nil)
	rules, _ := eventRules(l.book, &whole, fieldsOf(l.book, l.decl))
	return scoring.AsksForToday(rules)
}

// LeadColumn is the column, as the rulebook names it, that says whose event it is.
func (l *Log) LeadColumn() string {
	if lead := withKnown(l.decl, nil).Lead; len(lead) > 0 {
		return lead[0].Text
	}
	return ""
}

// Reads lists the orders of dates by which a moment reads.
func (l *Log) Reads(text string) (orders []string) {
	for _, name := range rulebook.DateOrderNames() {
		order, _ := rulebook.ParseDateOrder(name)
		if _, err := cell.ParseDay(text, order, l.reading.Location); err == nil {
			orders = append(orders, name)
		}
	}
	return orders
}
