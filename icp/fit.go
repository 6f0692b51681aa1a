package icp

import "leadscore/match"

// DefaultGrades are the grades of a fit where a rulebook names none.
func DefaultGrades() []Grade {
	quarters := func(n int64) match.Number { return match.NewNumber(n, 4) }
	return []Grade{{"A", quarters(3)}, {"B", quarters(2)}, {"C", quarters(1)}, {"D", quarters(0)}}
}

// Plan is a compiled Section.
type Plan struct {
	points   match.Number
	grades   []gradeFrom
	profiles []profile
}

type profile struct {
	rules    []match.Rule
	required []bool
	total    int64 // the weight of all attributes
}

type gradeFrom struct {
	name    string
	percent match.Points
}

// Compile resolves the section's names and operands; what is wrong goes to c.
func Compile(s *Section, c *match.Compiler) *Plan {
	plan := &Plan{points: s.Points}
	for i := range s.Profiles {
		plan.profiles = append(plan.profiles, compileProfile(&s.Profiles[i], c))
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

func compileProfile(p *Profile, c *match.Compiler) profile {
	var compiled profile
	portions := make([]match.Portion, 0, len(p.Attributes))
	for i := range p.Attributes {
		a := &p.Attributes[i]
		portions = append(portions, match.Portion{Line: &a.Line, Weight: a.Weight, Missing: a.Missing})
		compiled.required = append(compiled.required, a.Required)
	}
	compiled.rules, compiled.total = c.Portions(p.Pos, portions)
	return compiled
}

// percent is a share in percent, rounded to three decimals.
func percent(share match.Number) match.Points { return share.MulPoints(match.Int(100)) }

// Fit is the profile that a lead takes and how well it fits.
type Fit struct {
	Profile int          // index into Section.Profiles; -1: no profile fits at all
	Share   match.Number // 0 to 1, exact
}

// Percent is the fit in percent, rounded to three decimals.
func (f Fit) Percent() match.Points { return percent(f.Share) }

// Best is the best fit over all profiles; of equal ones the first.
func (p *Plan) Best(values []match.Value) Fit {
	best := Fit{Profile: -1}
	for i := range p.profiles {
		if share := p.profiles[i].fit(values); share.Cmp(best.Share) > 0 {
			best = Fit{Profile: i, Share: share}
		}
	}
	return best
}

// Fit is how well the lead fits one profile, 0 to 1.
func (p *Plan) Fit(i int, values []match.Value) match.Number { return p.profiles[i].fit(values) }

// Attribute is what one attribute of one profile earned, in percent of its weight.
func (p *Plan) Attribute(profile, attribute int, values []match.Value) (match.Points, match.Truth) {
	rule := &p.profiles[profile].rules[attribute]
	earned := rule.Earn(values)
	return percent(match.NewNumber(earned.Amount, rule.Earns)), earned.Outcome
}

// fit is earned weight / all weight; 0 when a required attribute is false.
func (p *profile) fit(values []match.Value) match.Number {
	var earned int64
	for i := range p.rules {
		e := p.rules[i].Earn(values)
		if p.required[i] && e.Outcome == match.False {
			return match.Number{}
		}
		earned += e.Amount
	}
	return match.NewNumber(earned, p.total)
}

// span is the ends between which the fit must lie.
func (p *profile) span(values []match.Value) (low, high match.Number) {
	var lowest, highest int64
	mayFail := false
	for i := range p.rules {
		r := p.rules[i].Range(values)
		if p.required[i] && !r.Holds && !r.IsMissing && !r.Undecided {
			return match.Number{}, match.Number{}
		}
		mayFail = mayFail || p.required[i] && r.Fails
		l, h := p.rules[i].Span(values)
		lowest, highest = lowest+l, highest+h
	}
	if mayFail {
		lowest = 0
	}
	return match.NewNumber(lowest, p.total), match.NewNumber(highest, p.total)
}

// Points is what a fit adds.
func (p *Plan) Points(f Fit) match.Points { return p.points.MulPoints(f.Share) }

// Bounds is what the best fit may add once some, all or none of the free values
// are filled.
func (p *Plan) Bounds(values []match.Value) match.Bounds {
	var low, high match.Number
	for i := range p.profiles {
		l, h := p.profiles[i].span(values)
		if l.Cmp(low) > 0 {
			low = l
		}
		if h.Cmp(high) > 0 {
			high = h
		}
	}
	return match.Exactly(p.points.MulPoints(low)).Union(match.Exactly(p.points.MulPoints(high)))
}

// Grade is the first grade whose lowest fit is reached; "" for none.
func (p *Plan) Grade(percent match.Points) string {
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
