// Package frameworks holds qualification frameworks (BANT, MEDDIC, CHAMP and
// others): their elements, questions, and when a lead is qualified.
package frameworks

import (
	"cmp"

	"leadscore/match"
	"leadscore/match/earn"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// Plan is a compiled Framework.
type Plan struct {
	points    exact.Number
	when      *match.Cond
	rules     []earn.Rule
	required  []bool
	total     int64 // the weight of all elements
	qualified int   // elements that must be met
}

// Compile resolves the framework's names and operands; what is wrong goes to c.
func Compile(f *rulebook.Framework, c *match.Compiler) *Plan {
	plan := &Plan{points: f.Points, when: c.Cond(f.When), qualified: Needed(f)}
	builtin, _ := Lookup(f.Name)
	portions := make([]earn.Portion, 0, len(f.Elements))
	for i := range f.Elements {
		e := &f.Elements[i]
		portions = append(portions, earn.Portion{Line: &e.Line, Weight: e.Weight, Missing: e.Missing, Halves: true})
		definition, _ := builtin.Element(e.Name)
		plan.required = append(plan.required, e.Required || definition.Required)
	}
	plan.rules, plan.total = earn.CompilePortions(c, f.Pos, portions)
	return plan
}

// Needed is how many elements must be met: what the rulebook says, else what the
// built-in framework of that name asks, else all.
func Needed(f *rulebook.Framework) int {
	if f.Qualified != nil {
		return *f.Qualified
	}
	if builtin, found := Lookup(f.Name); found && builtin.Qualified > 0 {
		return min(builtin.Qualified, len(f.Elements))
	}
	return len(f.Elements)
}

// Ask is the question that an element asks: its own, else that of its field, else that
// of the built-in framework; empty when there is none.
func Ask(f *rulebook.Framework, e *rulebook.Element, field rulebook.Question) rulebook.Question {
	if q := cmp.Or(e.Question, field); q != (rulebook.Question{}) {
		return q
	}
	builtin, _ := Lookup(f.Name)
	definition, _ := builtin.Element(e.Name)
	return definition.Question
}

// Element finds an element of the built-in framework by its name in any case.
func (d Definition) Element(name string) (ElementDefinition, bool) {
	for _, e := range d.Elements {
		if fold.Text(e.Name) == fold.Text(name) {
			return e, true
		}
	}
	return ElementDefinition{}, false
}

// Tally is where a lead stands in a framework.
type Tally struct {
	Applies   bool
	Met       int // elements met
	Known     int // elements met or unmet
	Of        int // elements the framework has
	Qualified match.Truth
	Earned    exact.Number // share of the weight, 0 to 1, exact
}

// Share is the share of the weight earned, in percent, rounded to three decimals.
func (t Tally) Share() exact.Points { return t.Earned.MulPoints(exact.Int(100)) }

// When is the condition under which the framework applies; nil: always.
func (p *Plan) When() *match.Cond { return p.when }

// Rules gives the rules of the elements, in their order.
func (p *Plan) Rules() []*earn.Rule {
	var rules []*earn.Rule
	for i := range p.rules {
		rules = append(rules, &p.rules[i])
	}
	return rules
}

// Tally counts the elements of a lead by what the Rules earned, if the framework
// applies to it.
func (p *Plan) Tally(applies bool, earned []match.Earned) Tally {
	tally := Tally{Of: len(p.rules), Applies: applies}
	if !applies {
		return tally
	}
	var sum int64
	requiredMet := match.True
	for i := range p.rules {
		sum += earned[i].Amount
		state := p.State(i, earned[i])
		if state == match.True {
			tally.Met++
		}
		if state.Known() {
			tally.Known++
		}
		if p.required[i] {
			requiredMet = requiredMet.And(state)
		}
	}
	tally.Earned = exact.NewNumber(sum, p.total)
	tally.Qualified = p.enough(&tally).And(requiredMet)
	return tally
}

// enough: false where it could not be even with every unknown element met.
func (p *Plan) enough(t *Tally) match.Truth {
	switch {
	case t.Met >= p.qualified:
		return match.True
	case t.Met+t.Of-t.Known < p.qualified:
		return match.False
	}
	return match.Unknown
}

// Element is one element's state (True is met, False unmet) and what it earned, in
// percent of its weight.
func (p *Plan) Element(i int, earned match.Earned) (match.Truth, exact.Points) {
	share := exact.NewNumber(earned.Amount, p.rules[i].Earns)
	return p.State(i, earned), share.MulPoints(exact.Int(100))
}

// State tells whether an element is met, by what its rule earned: from a share of 50 %.
func (p *Plan) State(i int, e match.Earned) match.Truth {
	return e.Met(p.rules[i].Earns)
}

// Points is what a tally adds; nothing where the framework does not apply.
func (p *Plan) Points(t Tally) exact.Points { return p.points.MulPoints(t.Earned) }

// Bounds is what the framework may add, by what its condition may become and the
// Rules may earn.
func (p *Plan) Bounds(applies match.Outcomes, ranges []match.Range) exact.Bounds {
	if !applies.Has(match.True) {
		return exact.Bounds{}
	}
	var low, high int64
	for i := range p.rules {
		l, h := ranges[i].Ends(p.rules[i].Missing)
		low, high = low+l, high+h
	}
	of := func(earned int64) exact.Bounds {
		return exact.BoundsOf(p.points.MulPoints(exact.NewNumber(earned, p.total)))
	}
	bounds := of(low).Union(of(high))
	if applies != match.Just(match.True) {
		bounds = bounds.Union(exact.Bounds{})
	}
	return bounds
}

// Fields calls visit for each field that the framework looks at.
func (p *Plan) Fields(visit func(field int)) {
	p.when.Fields(visit)
	for i := range p.rules {
		p.rules[i].Fields(visit)
	}
}

// ElementFields calls visit for each field that one element looks at.
func (p *Plan) ElementFields(i int, visit func(field int)) { p.rules[i].Fields(visit) }

// Required reports whether an element must be met whatever the count.
func (p *Plan) Required(i int) bool { return p.required[i] }
