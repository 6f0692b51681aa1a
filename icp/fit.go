// Package icp holds ideal customer profiles: how well a lead fits each, which one
// it takes, and the grade of that fit.
package icp

import (
	"leadscore/match"
	"leadscore/match/earn"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// DefaultGrades are the grades of a fit where a rulebook names none.
func DefaultGrades() []rulebook.Grade {
	quarters := func(n int64) exact.Number { return exact.NewNumber(n, 4) }
	return []rulebook.Grade{{Name: "A", AtLeast: quarters(3)}, {Name: "B", AtLeast: quarters(2)}, {Name: "C", AtLeast: quarters(1)}, {Name: "D", AtLeast: quarters(0)}}
}

// Plan is a compiled Section.
type Plan struct {
	points   exact.Number
	grades   []gradeFrom
	profiles []profile
}

type profile struct {
	rules    []earn.Rule
	from     int // the place of its first rule among those of all profiles
	required []bool
	total    int64 // the weight of all attributes
}

type gradeFrom struct {
	name    string
	percent exact.Points
}

// Compile resolves the section's names and operands; what is wrong goes to c.
func Compile(s *rulebook.ICP, c *match.Compiler) *Plan {
	plan := &Plan{points: s.Points}
	count := 0
	for i := range s.Profiles {
		compiled := compileProfile(&s.Profiles[i], c)
		compiled.from = count
		count += len(compiled.rules)
		plan.profiles = append(plan.profiles, compiled)
	}
	grades := s.Grades
	if grades == nil {
		grades = DefaultGrades()
	}
	for _, g := range grades {
		plan.grades = append(plan.grades, gradeFrom{g.Name, percent(g.AtLeast)})
	}
	return plan
}

func compileProfile(p *rulebook.Profile, c *match.Compiler) profile {
	var compiled profile
	portions := make([]earn.Portion, 0, len(p.Attributes))
	for i := range p.Attributes {
		a := &p.Attributes[i]
		portions = append(portions, earn.Portion{Line: &a.Line, Weight: a.Weight, Missing: a.Missing, Required: a.Required})
		compiled.required = append(compiled.required, a.Required)
	}
	compiled.rules, compiled.total = earn.CompilePortions(c, p.Pos, portions)
	return compiled
}

// percent is a share in percent, rounded to three decimals.
func percent(share exact.Number) exact.Points { return share.MulPoints(exact.Int(100)) }

// Fit is the profile that a lead takes and how well it fits.
type Fit struct {
	Profile int          // index into Section.Profiles; -1: no profile fits at all
	Share   exact.Number // 0 to 1, exact
}

// Percent is the fit in percent, rounded to three decimals.
func (f Fit) Percent() exact.Points { return percent(f.Share) }

// Rules gives the rules of all attributes, profile by profile. What they earned of a
// lead, in this order, tells how well it fits.
func (p *Plan) Rules() []*earn.Rule {
	var rules []*earn.Rule
	for i := range p.profiles {
		for j := range p.profiles[i].rules {
			rules = append(rules, &p.profiles[i].rules[j])
		}
	}
	return rules
}

// Best is the best fit over all profiles, by what the Rules earned; of equal ones the
// first.
func (p *Plan) Best(earned []match.Earned) Fit {
	best := Fit{Profile: -1}
	for i := range p.profiles {
		if share := p.Fit(i, earned); share.Cmp(best.Share) > 0 {
			best = Fit{Profile: i, Share: share}
		}
	}
	return best
}

// Fit is how well the lead fits one profile, 0 to 1: earned weight / all weight; 0
// when a required attribute is false.
func (p *Plan) Fit(i int, earned []match.Earned) exact.Number {
	of := &p.profiles[i]
	var sum int64
	for j, required := range of.required {
		e := &earned[of.from+j]
		if required && e.Outcome == match.False {
			return exact.Number{}
		}
		sum += e.Amount
	}
	return exact.NewNumber(sum, of.total)
}

// Attribute is what one attribute of one profile earned, in percent of its weight.
func (p *Plan) Attribute(profile, attribute int, earned []match.Earned) (exact.Points, match.Truth) {
	of := &p.profiles[profile]
	e := &earned[of.from+attribute]
	return percent(exact.NewNumber(e.Amount, of.rules[attribute].Earns)), e.Outcome
}

// span is the ends between which the fit must lie.
func (p *profile) span(ranges []match.Range) (low, high exact.Number) {
	var lowest, highest int64
	mayFail := false
	for i := range p.rules {
		r := &ranges[p.from+i]
		if p.required[i] && !r.Holds && !r.IsMissing && !r.Undecided {
			return exact.Number{}, exact.Number{}
		}
		mayFail = mayFail || p.required[i] && r.Fails
		l, h := r.Ends(p.rules[i].Missing)
		lowest, highest = lowest+l, highest+h
	}
	if mayFail {
		lowest = 0
	}
	return exact.NewNumber(lowest, p.total), exact.NewNumber(highest, p.total)
}

// Points is what a fit adds.
func (p *Plan) Points(f Fit) exact.Points { return p.points.MulPoints(f.Share) }

// Bounds is what the best fit may add, by what the Rules may earn.
func (p *Plan) Bounds(ranges []match.Range) exact.Bounds {
	var low, high exact.Number
	for i := range p.profiles {
		l, h := p.profiles[i].span(ranges)
		if l.Cmp(low) > 0 {
			low = l
		}
		if h.Cmp(high) > 0 {
			high = h
		}
	}
	return exact.BoundsOf(p.points.MulPoints(low)).Union(exact.BoundsOf(p.points.MulPoints(high)))
}

// Grade is the first grade whose lowest fit is reached; "" for none.
func (p *Plan) Grade(percent exact.Points) string {
	for _, g := range p.grades {
		if percent >= g.percent {
			return g.name
		}
	}
	return ""
}

// Fields calls visit for each field that a profile looks at.
func (p *Plan) Fields(visit func(field int)) {
	for i := range p.profiles {
		for j := range p.profiles[i].rules {
			p.profiles[i].rules[j].Fields(visit)
		}
	}
}

// AttributeFields calls visit for each field that one attribute looks at.
func (p *Plan) AttributeFields(profile, attribute int, visit func(field int)) {
	p.profiles[profile].rules[attribute].Fields(visit)
}
