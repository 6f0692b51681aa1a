package scoring

import (
	"slices"

	"leadscore/match"
)

// source is a field that is read from cells, and what one such cell decides alone.
type source struct {
	fields []int   // the field, then those that are made from it alone
	column int     // in the header; -1: absent
	others []int   // columns that stand in for it where its cell is blank
	lines  []int   // those that look at no fields but these: criteria first
	bins   []int   // that the criteria among them give points to
	giving []int   // by criterion: its place in bins
	first  int     // of bins; the last of all where there is none
	shared bool    // others look at its fields too: lines, stages, fields made of several
	more   bool    // more is taken from its decisions than points for the first bin
	steps  []int64 // if not empty: whole numbers between two of these decide the same
}

// home is where the value of a field is found: among those of a source, or, where
// source is -1, among those of the lead.
type home struct{ source, place int }

// collectSources finds the fields and lines that one source decides alone.
func (e *Engine) collectSources() {
	e.placeFields()
	for i := range e.lines {
		l := &e.lines[i]
		if l.source = e.common(l.fields); l.source < 0 {
			e.joint = append(e.joint, i)
			e.share(l.fields)
			continue
		}
		src := &e.sources[l.source]
		l.place = len(src.lines)
		src.lines = append(src.lines, i)
		if l.criterion != nil {
			src.give(e.bin(l.criterion.group))
		}
	}
	for _, f := range e.frameworks {
		e.share(fieldsOf(f.When().Fields))
	}
	for _, rule := range e.stages {
		e.share(fieldsOf(rule.Fields))
	}
	for _, i := range e.made {
		e.share(e.fields[i].sources)
	}
	for i := range e.sources {
		src := &e.sources[i]
		src.first = append(src.bins, e.bin(-1))[0]
		src.steps = e.steps(src)
		src.more = src.shared || len(src.bins) > 1 || len(src.lines) > len(src.giving)
		if src.shared || len(src.lines) > 0 || e.mayBeUnreadable(src) {
			e.active = append(e.active, i)
		}
	}
}

// mostSteps is how many steps are looked through faster than a cell is found in memory.
const mostSteps = 64

// steps gives the whole numbers at which what a source decides may change; none where
// its lines look at more than between which of them a number lies.
func (e *Engine) steps(src *source) []int64 {
	field := src.fields[0]
	if src.shared || len(src.fields) > 1 || !e.fields[field].reader.TakesDigits() {
		return nil
	}
	var steps []int64
	for _, i := range src.lines {
		l := &e.lines[i]
		if l.criterion != nil && l.criterion.each != nil {
			return nil
		}
		l.rule.Steps(field, func(n int64) { steps = append(steps, n) })
	}
	slices.Sort(steps)
	if steps = slices.Compact(steps); len(steps) > mostSteps {
		return nil
	}
	return steps
}

// give notes the bin of the next criterion.
func (src *source) give(bin int) {
	place := slices.Index(src.bins, bin)
	if place < 0 {
		place = len(src.bins)
		src.bins = append(src.bins, bin)
	}
	src.giving = append(src.giving, place)
}

// bin is where the points of a group's criteria are summed up; those of no group have
// the last.
func (e *Engine) bin(group int) int {
	if group < 0 {
		return len(e.groups)
	}
	return group
}

// placeFields makes the sources, and finds for each field where its value will be.
func (e *Engine) placeFields() {
	e.homes = slices.Repeat([]home{{source: -1}}, len(e.fields))
	for _, i := range e.needed {
		from := -1
		if f := &e.fields[i]; f.derived == nil {
			from = len(e.sources)
			e.sources = append(e.sources, newSource(f.columns))
		} else {
			from = e.common(f.sources)
		}
		if from < 0 {
			e.made = append(e.made, i)
			continue
		}
		src := &e.sources[from]
		e.homes[i] = home{from, len(src.fields)}
		src.fields = append(src.fields, i)
	}
}

func newSource(columns []int) source {
	if len(columns) == 0 {
		return source{column: -1}
	}
	return source{column: columns[0], others: columns[1:]}
}

// cell is a lead's cell in the source's first column.
func (src *source) cell(cells []string) string {
	if src.column < 0 || src.column >= len(cells) {
		return ""
	}
	return cells[src.column]
}

// common is the source that all of the fields belong to; -1 where there is none.
func (e *Engine) common(fields []int) int {
	if len(fields) == 0 {
		return -1
	}
	first := e.homes[fields[0]].source
	for _, i := range fields {
		if e.homes[i].source != first {
			return -1
		}
	}
	return first
}

// share notes that more than the lines of one source look at the fields.
func (e *Engine) share(fields []int) {
	for _, i := range fields {
		if i >= len(e.fields) { // a metric
			continue
		}
		if from := e.homes[i].source; from >= 0 {
			e.sources[from].shared = true
		}
		if !slices.Contains(e.shared, i) {
			e.shared = append(e.shared, i)
		}
	}
}

// mayBeUnreadable: a text never is.
func (e *Engine) mayBeUnreadable(src *source) bool {
	return len(src.fields) > 1 || e.fields[src.fields[0]].decl.Type != match.TypeText
}
