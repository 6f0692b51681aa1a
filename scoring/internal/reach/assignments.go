package reach

import (
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
	"leadscore/scoring/internal/witness"
)

// This file finds the leads on which reach tries conditions: every combination of
// values of the fields that matter.

// variable is a field and the values to try for it: its domain.
type variable struct {
	field  int
	domain []cell.Value
	at     int // in the domain
}

// variables gives the fields on which it depends whether clause k decides, each with
// the values that stand for all; false where there are none, or too many.
func (r *Search) variables(s *sequence, k int, written *rulebook.Condition, own *match.Cond) ([]variable, bool) {
	work := r.cost(s.gate)
	for j := range s.clauses[:k+1] {
		work += s.clauses[j].cost
	}
	if r.budget -= work; r.budget < 0 {
		return nil, false
	}
	fields := match.FieldsOf(own.Fields)
	for j := range s.clauses[:k] {
		fields = append(fields, r.alsoVary(s, j)...)
	}
	slices.Sort(fields)
	var all []variable
	for _, field := range slices.Compact(fields) {
		if r.compiler.Specs[field].Spelling != nil {
			return nil, false // a witness is a text in the normal form
		}
		p := witness.Search{Type: r.compiler.Specs[field].Type, Location: r.rulebook.Location, Own: r.asks(written, field)}
		for j := range s.clauses[:k] {
			p.Before = append(p.Before, r.asks(s.clauses[j].written, field)...)
		}
		values, ok := p.Values()
		if grades := r.compiler.Specs[field].Grades; grades != nil {
			values, ok = witness.Texts(append(witness.Folds(grades), "")), true
		}
		if !ok {
			return nil, false
		}
		values = r.beyondExact(s, k, field, values)
		r.budget -= k + len(p.Args()) + len(values)
		if work *= len(values); work > r.budget {
			return nil, false
		}
		all = append(all, variable{field: field, domain: values})
	}
	return all, true
}

// alsoVary gives the fields of clause j that must vary, though the condition in
// question may not look at them. Bands behind one that is unknown are not asked,
// so all must. A stage rule that is unknown decides nothing, so there a field is
// best left blank, unless it cannot be, or a rule asks for just that.
func (r *Search) alsoVary(s *sequence, j int) []int {
	fields := match.FieldsOf(s.clauses[j].cond.Fields)
	if s.stops {
		return fields
	}
	fields = slices.DeleteFunc(fields, func(i int) bool { return !r.alwaysKnown(i) })
	walk.LeavesOf(s.clauses[j].written, func(leaf *rulebook.Condition) {
		if slices.ContainsFunc(leaf.Tests, func(t rulebook.Test) bool { return t.Op == "known" }) {
			fields = append(fields, r.position(leaf))
		}
	})
	return fields
}

// alwaysKnown reports whether a value is that of a metric which every lead has.
func (r *Search) alwaysKnown(i int) bool {
	return i >= r.metrics && r.compiler.Specs[i].Type != rulebook.TypeBool
}

// position is where a leaf's field or metric stands among the values.
func (r *Search) position(leaf *rulebook.Condition) int {
	if leaf.Metric.Text != "" {
		return r.compiler.Metrics[fold.Text(leaf.Metric.Text)]
	}
	return r.compiler.Fields[fold.Text(leaf.Field.Text)]
}

// beyondExact adds what a field may hold beside exact values: nothing; and for
// stage rules, which need certainty, a number known only to lie between two ends.
// Bands take an interval for what it may turn out to be, so there it adds nothing.
func (r *Search) beyondExact(s *sequence, k, field int, values []cell.Value) []cell.Value {
	if r.alwaysKnown(field) {
		return values
	}
	if r.compiler.Specs[field].Type == rulebook.TypeNumber && !s.stops && k > 0 {
		values = witness.WithIntervals(values)
	}
	return append(values, cell.Value{})
}

// asks collects what a condition asks of a field.
func (r *Search) asks(c *rulebook.Condition, field int) []witness.Test {
	var all []witness.Test
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
				all = append(all, witness.Test{Test: &c.Tests[i], Needed: needed, Negated: negated})
			}
		}
	}
	if c != nil {
		walk(c, true, false)
	}
	return all
}

// advance sets the next combination of values; false after the last.
func (r *Search) advance(all []variable) bool {
	for i := range all {
		v := &all[i]
		v.at = (v.at + 1) % len(v.domain)
		r.values[v.field] = v.domain[v.at]
		if v.at > 0 {
			return true
		}
	}
	return false
}
