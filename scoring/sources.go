package scoring

import (
	"slices"

	"leadscore/frameworks"
	"leadscore/match"
	"leadscore/rulebook"
	"leadscore/scoring/internal/fields"
)

// source is a field that is read from cells, or a pair of such, and what its cell
// decides alone. What is needed for each lead stands first.
type source struct {
	column   int     // in the header; absent: none
	first    int     // of bins; the last of all where there is none
	steps    []int64 // if not empty: whole numbers between two of these decide the same
	others   []int   // columns that stand in for it where its cell is blank
	pair     []int   // the two sources that it is made of; nil: it is read from cells
	laid     []int   // the fields of those two, and its own
	fields   []int   // the field, then those that are made from it alone
	lines    []int   // those that look at no fields but these: criteria first
	bins     []int   // that the criteria among them give points to
	giving   []int   // by criterion: its place in bins
	leaves   []leaf  // of stage rules, about its fields
	shared   bool    // others look at its fields too: lines, stages, fields made of several
	heaviest int64   // what one of its criteria may give or take, roughly: without those that count
	tells    bool    // somebody asks for the values of its fields
}

// home is where the value of a field is found: among those of a source, or, where
// source is -1, among those of the lead.
type home struct{ source, place int }

// collectSources finds the fields and lines that one source, or a pair, decides alone.
func (e *Engine) collectSources() {
	e.placeFields()
	e.placeLines()
	for _, f := range e.frameworks {
		e.share(match.FieldsOf(f.When().Fields))
	}
	e.share(match.FieldsOf(e.groupFields))
	for _, role := range e.roles() {
		e.share(match.FieldsOf(role.Fields))
	}
	for _, rule := range e.stages {
		e.share(match.FieldsOf(rule.Fields))
	}
	e.collectLeaves()
	for i := range e.sources {
		src := &e.sources[i]
		src.first = append(src.bins, e.bin(-1))[0]
		src.steps = e.steps(src)
		src.heaviest = e.heaviest(src)
		src.tells = src.shared || src.pair != nil || slices.ContainsFunc(src.fields, e.isTold)
		switch {
		case src.pair != nil:
			src.laid = slices.Concat(e.sources[src.pair[0]].fields, e.sources[src.pair[1]].fields, src.fields)
			e.pairs = append(e.pairs, i)
		case src.shared || len(src.lines) > 0 || e.mayBeUnreadable(src):
			e.active = append(e.active, i)
		}
	}
	e.eager = len(e.made) > 0 || len(e.joint) > 0 ||
		slices.ContainsFunc(e.frameworks, func(f *frameworks.Plan) bool { return len(match.FieldsOf(f.When().Fields)) > 0 })
	e.looksAtFree = e.eager || len(match.FieldsOf(e.groupFields)) > 0
}

// placeLines finds for each line who decides it.
func (e *Engine) placeLines() {
	for i := range e.lines {
		l := &e.lines[i]
		l.Source = e.owner(l.Fields)
		if l.Source < 0 || e.sources[l.Source].pair != nil {
			e.share(l.Fields)
		}
		if l.Source < 0 {
			e.joint = append(e.joint, i)
			continue
		}
		src := &e.sources[l.Source]
		l.Place = len(src.lines)
		src.lines = append(src.lines, i)
		if l.Criterion != nil {
			src.give(e.bin(l.Criterion.Group))
		}
	}
}

// mostSteps is how many steps are looked through faster than a cell is found in memory.
const mostSteps = 64

// steps gives the whole numbers at which what a source decides may change; none where
// its lines look at more than between which of them a number lies.
func (e *Engine) steps(src *source) []int64 {
	if src.pair != nil || src.shared || len(src.fields) > 1 || !e.fields[src.fields[0]].Reader.TakesDigits() {
		return nil
	}
	field := src.fields[0]
	var steps []int64
	for _, i := range src.lines {
		l := &e.lines[i]
		if l.Criterion != nil && l.Criterion.Each != nil || l.Rule.IsRated() {
			return nil
		}
		l.Rule.Steps(field, 1, func(n int64) { steps = append(steps, n) })
	}
	slices.Sort(steps)
	if steps = slices.Compact(steps); len(steps) > mostSteps {
		return nil
	}
	return steps
}

func (e *Engine) heaviest(src *source) (most int64) {
	for _, i := range src.lines[:len(src.giving)] {
		rule := e.lines[i].Rule
		most = max(most, rule.Earns, -rule.Earns)
		for k := range rule.Bands {
			most = max(most, rule.Bands[k].Earns, -rule.Bands[k].Earns)
		}
	}
	return most
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
		if f := &e.fields[i]; f.Derived == nil {
			from = len(e.sources)
			e.sources = append(e.sources, newSource(f.Columns))
		} else {
			from = e.owner(f.Sources)
		}
		if from < 0 || e.sources[from].pair != nil {
			e.share(e.fields[i].Sources)
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
		return source{column: fields.NoColumn}
	}
	return source{column: columns[0], others: columns[1:]}
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

// isTold reports whether the value of a field is told of each lead: it is shown, or an
// answer.
func (e *Engine) isTold(field int) bool {
	return field >= e.ownFields || slices.Contains(e.show, field)
}

// mayBeUnreadable: a text never is.
func (e *Engine) mayBeUnreadable(src *source) bool {
	return len(src.fields) > 1 || e.fields[src.fields[0]].Decl.Type != rulebook.TypeText
}
