package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// This file finds the leads on which reach tries conditions: every combination of
// values of the fields that matter.

// axis is a field and the values to try for it.
type axis struct {
	field  int
	values []cell.Value
	at     int
}

// axes gives the fields on which it depends whether clause k decides, each with
// the values that stand for all; false where there are none, or too many.
func (r *reach) axes(s *sequence, k int, written *rulebook.Condition, own *match.Cond) ([]axis, bool) {
	work := r.cost(s.gate)
	for j := range s.clauses[:k+1] {
		work += s.clauses[j].cost
	}
	if r.budget -= work; r.budget < 0 {
		return nil, false
	}
	fields := fieldsOf(own.Fields)
	for j := range s.clauses[:k] {
		fields = append(fields, r.alsoVary(s, j)...)
	}
	slices.Sort(fields)
	var axes []axis
	for _, field := range slices.Compact(fields) {
		if r.compiler.Specs[field].Spelling != nil {
			return nil, false // a probe knows texts in the normal form only
		}
		p := probe{typ: r.compiler.Specs[field].Type, location: r.rulebook.Location, own: r.asks(written, field)}
		for j := range s.clauses[:k] {
			p.before = append(p.before, r.asks(s.clauses[j].written, field)...)
		}
		values, ok := p.values()
		if grades := r.compiler.Specs[field].Grades; grades != nil {
			values, ok = texts(append(folds(grades), "")), true
		}
		if !ok {
			return nil, false
		}
		values = r.beyondExact(s, k, field, values)
		r.budget -= k + len(p.args()) + len(values)
		if work *= len(values); work > r.budget {
			return nil, false
		}
		axes = append(axes, axis{field: field, values: values})
	}
	return axes, true
}

// alsoVary gives the fields of clause j that must vary, though the condition in
// question may not look at them. Bands behind one that is unknown are not asked,
// so all must. A stage rule that is unknown decides nothing, so there a field is
// best left blank, unless it cannot be, or a rule asks for just that.
func (r *reach) alsoVary(s *sequence, j int) []int {
	fields := fieldsOf(s.clauses[j].cond.Fields)
	if s.stops {
		return fields
	}
	fields = slices.DeleteFunc(fields, func(i int) bool { return !r.alwaysKnown(i) })
	leavesOf(s.clauses[j].written, func(leaf *rulebook.Condition) {
		if slices.ContainsFunc(leaf.Tests, func(t rulebook.Test) bool { return t.Op == "known" }) {
			fields = append(fields, r.position(leaf))
		}
	})
	return fields
}

// alwaysKnown reports whether a value is that of a metric which every lead has.
func (r *reach) alwaysKnown(i int) bool {
	return i >= r.metrics && r.compiler.Specs[i].Type != rulebook.TypeBool
}

// position is where a leaf's field or metric stands among the values.
func (r *reach) position(leaf *rulebook.Condition) int {
	if leaf.Metric.Text != "" {
		return r.compiler.Metrics[fold.Text(leaf.Metric.Text)]
	}
	return r.compiler.Fields[fold.Text(leaf.Field.Text)]
}

// beyondExact adds what a field may hold beside exact values: nothing; and for
// stage rules, which need certainty, a number known only to lie between two ends.
// Bands take an interval for what it may turn out to be, so there it adds nothing.
func (r *reach) beyondExact(s *sequence, k, field int, values []cell.Value) []cell.Value {
	if r.alwaysKnown(field) {
		return values
	}
	if r.compiler.Specs[field].Type == rulebook.TypeNumber && !s.stops && k > 0 {
		values = withIntervals(values)
	}
	return append(values, cell.Value{})
}

// asks collects what a condition asks of a field.
func (r *reach) asks(c *rulebook.Condition, field int) []asked {
	var all []asked
	var walk func(c *rulebook.Condition, needed, negated bool)
	walk = func(c *rulebook.Condition, needed, negated bool) {
		for i := range c.Of {
			walk(&c.Of[i], needed && c.Kind == rulebook.All, negated || c.Kind == rulebook.Not)
		}
		if c.Kind != rulebook.Leaf || r.position(c) != field {
			return
		}
		for i := range c.Tests {
			if c.Tests[i].Op != "known" {
				all = append(all, asked{&c.Tests[i], needed, negated})
			}
		}
	}
	if c != nil {
		walk(c, true, false)
	}
	return all
}

// advance sets the next combination of values; false after the last.
func (r *reach) advance(axes []axis) bool {
	for i := range axes {
		a := &axes[i]
		a.at = (a.at + 1) % len(a.values)
		r.values[a.field] = a.values[a.at]
		if a.at > 0 {
			return true
		}
	}
	return false
}
