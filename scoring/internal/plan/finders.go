package plan

import (
	"slices"

	"leadscore/frameworks"
	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/walk"
)

// Finder is what is needed to find out what a source may turn out to be.
type Finder struct {
	Leaves    [][]*match.Cond // by its fields, the parts of conditions about them that earn
	Rates     []RateMarks     // that are made of it and another
	Derived   []int           // fields that are made of it and of others, in the order in which they are made
	Joint     []int           // lines that look at it, or at one of these, and at others
	Entangled bool            // more than its own lines look at its values
	Matters   bool            // its lines may not each earn what they may by themselves
}

// collectFinders makes the finders of all sources.
func (p *Plan) collectFinders() {
	p.Finders = make([]Finder, len(p.Sources))
	for i := range p.Sources {
		if src := &p.Sources[i]; src.Pair == nil {
			p.Finders[i] = p.finderOf(src)
		}
	}
	for _, i := range p.Joint {
		p.trace(&p.Lines[i])
	}
}

// trace follows what a line looks at, which no source decides, to the sources.
func (p *Plan) trace(l *earning.Line) {
	look := func(field int) {
		if at := p.Homes[field]; at.Source >= 0 && p.Sources[at.Source].Pair == nil {
			l.Roots = append(l.Roots, earning.Root{Field: field, Source: at.Source})
		}
	}
	var made []int
	for _, field := range l.Fields {
		look(field)
		for _, from := range p.Fields[field].Sources {
			look(from)
		}
	}
	for _, at := range l.Roots {
		made = append(made, p.Finders[at.Source].Derived...)
	}
	l.Derived = slices.DeleteFunc(slices.Clone(p.Needed), func(i int) bool { return !slices.Contains(made, i) })
}

func (p *Plan) finderOf(src *Source) Finder {
	f := Finder{Leaves: p.leavesOn(src.Fields), Rates: p.ratesOn(src.Fields[0])}
	kin := p.withKin(src.Fields[:1])
	for _, field := range p.Needed {
		if len(p.Fields[field].Sources) > 0 && slices.Contains(kin, field) && !slices.Contains(src.Fields, field) {
			f.Derived = append(f.Derived, field)
		}
	}
	touches := func(fields []int) bool {
		return slices.ContainsFunc(fields, func(i int) bool { return slices.Contains(src.Fields, i) || slices.Contains(f.Derived, i) })
	}
	for i := range p.Lines {
		if touches(p.Lines[i].Fields) && p.isJoint(&p.Lines[i]) {
			f.Joint = append(f.Joint, i)
		}
	}
	f.Entangled = len(f.Joint) > 0 || touches(match.FieldsOf(p.groupFields)) ||
		slices.ContainsFunc(p.Frameworks, func(f *frameworks.Plan) bool { return touches(match.FieldsOf(f.When().Fields)) })
	f.Matters = f.Entangled || len(src.Lines) > 1 || len(src.Lines) == 1 && p.Lines[src.Lines[0]].AsksTwice()
	return f
}

// isJoint reports whether no source decides a line alone.
func (p *Plan) isJoint(l *earning.Line) bool {
	return l.Source < 0 || p.Sources[l.Source].Pair != nil
}

// leavesOn gives, by field, the parts of conditions that earn by it alone.
func (p *Plan) leavesOn(fields []int) [][]*match.Cond {
	leaves := make([][]*match.Cond, len(fields))
	visit := func(at int, leaf *match.Cond) {
		if k := slices.Index(fields, at); k >= 0 {
			leaves[k] = append(leaves[k], leaf)
		}
	}
	for i := range p.Lines {
		p.Lines[i].Rule.Leaves(visit)
	}
	for _, f := range p.Frameworks {
		f.When().Leaves(visit)
	}
	return leaves
}

// RateMarks is a rate that is made of a source, and the rates at which rules change.
type RateMarks struct {
	Of, Per int // its fields
	Least   exact.Number
	Marks   []exact.Number
}

// ratesOn are the rates that are made of a field.
func (p *Plan) ratesOn(field int) []RateMarks {
	var rates []RateMarks
	for _, i := range p.Needed {
		f := &p.Fields[i]
		if f.Decl.Rate == nil || !slices.Contains(f.Sources, field) {
			continue
		}
		r := RateMarks{Of: f.Sources[0], Per: f.Sources[1], Least: f.Decl.Rate.Min, Marks: match.Marks(p.leavesOn([]int{i})[0])}
		walk.EachEarningLine(p.Rulebook, func(line *rulebook.Line) {
			if line.Rated != nil && fold.Text(line.Field.Text) == fold.Text(f.Decl.Name) {
				r.Marks = append(r.Marks, line.Rated.Worst, line.Rated.Best)
			}
		})
		rates = append(rates, r)
	}
	return rates
}
