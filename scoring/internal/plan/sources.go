package plan

import (
	"slices"

	"leadscore/frameworks"
	"leadscore/match"
	"leadscore/rulebook"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/fields"
)

// Source is a field that is read from cells, or a pair of such, and what its cell
// decides alone. What is needed for each lead stands first.
type Source struct {
	Column   int     // in the header; absent: none
	First    int     // of bins; the last of all where there is none
	Steps    []int64 // if not empty: whole numbers between two of these decide the same
	Others   []int   // columns that stand in for it where its cell is blank
	Pair     []int   // the two sources that it is made of; nil: it is read from cells
	Laid     []int   // the fields of those two, and its own
	Fields   []int   // the field, then those that are made from it alone
	Lines    []int   // those that look at no fields but these: criteria first
	Bins     []int   // that the criteria among them give points to
	Giving   []int   // by criterion: its place in bins
	Leaves   []leaf  // of stage rules, about its fields
	shared   bool    // others look at its fields too: lines, stages, fields made of several
	Heaviest int64   // what one of its criteria may give or take, roughly: without those that count
	Tells    bool    // somebody asks for the values of its fields
}

// home is where the value of a field is found: among those of a source, or, where
// source is -1, among those of the lead.
type home struct{ Source, Place int }

// collectSources finds the fields and lines that one source, or a pair, decides alone.
func (p *Plan) collectSources() {
	p.placeFields()
	p.placeLines()
	for _, f := range p.Frameworks {
		p.share(match.FieldsOf(f.When().Fields))
	}
	p.share(match.FieldsOf(p.groupFields))
	for _, role := range p.Roles() {
		p.share(match.FieldsOf(role.Fields))
	}
	for _, rule := range p.Stages {
		p.share(match.FieldsOf(rule.Fields))
	}
	p.collectLeaves()
	for i := range p.Sources {
		src := &p.Sources[i]
		src.First = append(src.Bins, p.Bin(-1))[0]
		src.Steps = p.steps(src)
		src.Heaviest = p.heaviest(src)
		src.Tells = src.shared || src.Pair != nil || slices.ContainsFunc(src.Fields, p.isTold)
		switch {
		case src.Pair != nil:
			src.Laid = slices.Concat(p.Sources[src.Pair[0]].Fields, p.Sources[src.Pair[1]].Fields, src.Fields)
			p.Pairs = append(p.Pairs, i)
		case src.shared || len(src.Lines) > 0 || p.mayBeUnreadable(src):
			p.Active = append(p.Active, i)
		}
	}
	p.Eager = len(p.Made) > 0 || len(p.Joint) > 0 ||
		slices.ContainsFunc(p.Frameworks, func(f *frameworks.Plan) bool { return len(match.FieldsOf(f.When().Fields)) > 0 })
	p.LooksAtFree = p.Eager || len(match.FieldsOf(p.groupFields)) > 0
	p.IsSum = !p.LooksAtFree && p.ICP == nil && len(p.Frameworks) == 0 && len(p.Answers.Subjects) == 0 &&
		!slices.ContainsFunc(p.Groups, func(g earning.Group) bool { return !g.OnlyClamps() })
}

// placeLines finds for each line who decides it.
func (p *Plan) placeLines() {
	for i := range p.Lines {
		l := &p.Lines[i]
		l.Source = p.owner(l.Fields)
		if l.Source < 0 || p.Sources[l.Source].Pair != nil {
			p.share(l.Fields)
		}
		if l.Source < 0 {
			p.Joint = append(p.Joint, i)
			continue
		}
		src := &p.Sources[l.Source]
		l.Place = len(src.Lines)
		src.Lines = append(src.Lines, i)
		if l.Criterion != nil {
			src.give(p.Bin(l.Criterion.Group))
		}
	}
}

// mostSteps is how many steps are looked through faster than a cell is found in memory.
const mostSteps = 64

// steps gives the whole numbers at which what a source decides may change; none where
// its lines look at more than between which of them a number lies.
func (p *Plan) steps(src *Source) []int64 {
	if src.Pair != nil || src.shared || len(src.Fields) > 1 || !p.Fields[src.Fields[0]].Reader.TakesDigits() {
		return nil
	}
	field := src.Fields[0]
	var steps []int64
	for _, i := range src.Lines {
		l := &p.Lines[i]
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

func (p *Plan) heaviest(src *Source) (most int64) {
	for _, i := range src.Lines[:len(src.Giving)] {
		rule := p.Lines[i].Rule
		most = max(most, rule.Earns, -rule.Earns)
		for k := range rule.Bands {
			most = max(most, rule.Bands[k].Earns, -rule.Bands[k].Earns)
		}
	}
	return most
}

// give notes the bin of the next criterion.
func (src *Source) give(bin int) {
	place := slices.Index(src.Bins, bin)
	if place < 0 {
		place = len(src.Bins)
		src.Bins = append(src.Bins, bin)
	}
	src.Giving = append(src.Giving, place)
}

// Bin is where the points of a group's criteria are summed up; those of no group have
// the last.
func (p *Plan) Bin(group int) int {
	if group < 0 {
		return len(p.Groups)
	}
	return group
}

// placeFields makes the sources, and finds for each field where its value will be.
func (p *Plan) placeFields() {
	p.Homes = slices.Repeat([]home{{Source: -1}}, len(p.Fields))
	for _, i := range p.Needed {
		from := -1
		if f := &p.Fields[i]; f.Derived == nil {
			from = len(p.Sources)
			p.Sources = append(p.Sources, newSource(f.Columns))
		} else {
			from = p.owner(f.Sources)
		}
		if from < 0 || p.Sources[from].Pair != nil {
			p.share(p.Fields[i].Sources)
		}
		if from < 0 {
			p.Made = append(p.Made, i)
			continue
		}
		src := &p.Sources[from]
		p.Homes[i] = home{from, len(src.Fields)}
		src.Fields = append(src.Fields, i)
	}
}

func newSource(columns []int) Source {
	if len(columns) == 0 {
		return Source{Column: fields.NoColumn}
	}
	return Source{Column: columns[0], Others: columns[1:]}
}

// share notes that more than the lines of one source look at the fields.
func (p *Plan) share(fields []int) {
	for _, i := range fields {
		if i >= len(p.Fields) { // a metric
			continue
		}
		if from := p.Homes[i].Source; from >= 0 {
			p.Sources[from].shared = true
		}
		if !slices.Contains(p.Shared, i) {
			p.Shared = append(p.Shared, i)
		}
	}
}

// isTold reports whether the value of a field is told of each lead: it is shown, or an
// answer.
func (p *Plan) isTold(field int) bool {
	return field >= p.Own || slices.Contains(p.Show, field)
}

// mayBeUnreadable: a text never is.
func (p *Plan) mayBeUnreadable(src *Source) bool {
	return len(src.Fields) > 1 || p.Fields[src.Fields[0]].Decl.Type != rulebook.TypeText
}
