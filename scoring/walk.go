package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// eachLeaf calls visit for each leaf of the rulebook's conditions, those of tests
// apart.
func eachLeaf(rb *rulebook.Rulebook, visit func(leaf *rulebook.Condition)) {
	eachLine(rb, func(line *rulebook.Line) {
		leavesOf(line.When, visit)
		for i := range line.Bands {
			leavesOf(line.Bands[i].When, visit)
		}
	})
	for i := range rb.Frameworks {
		leavesOf(rb.Frameworks[i].When, visit)
	}
	eachRole(rb, func(r *rulebook.Role) { leavesOf(r.When, visit) })
}

// eachRole calls visit for each role of accounts, in written order.
func eachRole(rb *rulebook.Rulebook, visit func(*rulebook.Role)) {
	for i := 0; rb.Accounts != nil && i < len(rb.Accounts.Roles); i++ {
		visit(&rb.Accounts.Roles[i])
	}
}

func leavesOf(c *rulebook.Condition, visit func(leaf *rulebook.Condition)) {
	if c == nil {
		return
	}
	if c.Kind == rulebook.Leaf {
		visit(c)
		return
	}
	for i := range c.Of {
		leavesOf(&c.Of[i], visit)
	}
}

// both is true where two conditions are, either of which may be nil.
func both(a, b *rulebook.Condition) *rulebook.Condition {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return &rulebook.Condition{Kind: rulebook.All, Of: []rulebook.Condition{*a, *b}}
}

// whole reports whether nothing is missing in a condition: the loader leaves out
// what it could not read.
func whole(c *rulebook.Condition) bool {
	if c == nil || c.Kind == rulebook.Leaf {
		return true
	}
	for i := range c.Of {
		if !whole(&c.Of[i]) {
			return false
		}
	}
	return len(c.Of) == 1 || len(c.Of) > 1 && c.Kind != rulebook.Not
}

// conditionCompiler makes a compiler of conditions on fields and metrics, the first
// of which stands at position metrics of specs. Ages count from the day 0.
func conditionCompiler(rb *rulebook.Rulebook, specs []match.Spec, metrics int) *match.Compiler {
	c := &match.Compiler{Specs: slices.Clone(specs), Fields: map[string]int{}, Metrics: map[string]int{}, Location: rb.Location}
	for i := range specs {
		names := c.Fields
		if i >= metrics {
			names = c.Metrics
		}
		names[fold.Text(specs[i].Name)] = i
	}
	return c
}
