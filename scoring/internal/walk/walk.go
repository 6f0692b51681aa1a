// Package walk goes through what is written in a rulebook: its lines, conditions and roles,
// the fields that it declares and those that its rules tell of.
package walk

import (
	"cmp"
	"slices"

	"leadscore/icp"
	"leadscore/match"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// EachLine calls visit for each line of the rulebook, in written order.
func EachLine(rb *rulebook.Rulebook, visit func(*rulebook.Line)) {
	EachEarningLine(rb, visit)
	for i := range rb.Stages {
		visit(&rb.Stages[i].Line)
	}
}

// EachEarningLine are all lines but the stage rules.
func EachEarningLine(rb *rulebook.Rulebook, visit func(*rulebook.Line)) {
	if rb.ICP != nil {
		for i := range rb.ICP.Profiles {
			for j := range rb.ICP.Profiles[i].Attributes {
				visit(&rb.ICP.Profiles[i].Attributes[j].Line)
			}
		}
	}
	for i := range rb.Criteria {
		visit(&rb.Criteria[i].Line)
	}
	for i := range rb.Frameworks {
		for j := range rb.Frameworks[i].Elements {
			visit(&rb.Frameworks[i].Elements[j].Line)
		}
	}
}

// EachLeaf calls visit for each leaf of the rulebook's conditions, those of tests
// apart.
func EachLeaf(rb *rulebook.Rulebook, visit func(leaf *rulebook.Condition)) {
	EachLine(rb, func(line *rulebook.Line) {
		LeavesOf(line.When, visit)
		for i := range line.Bands {
			LeavesOf(line.Bands[i].When, visit)
		}
	})
	for i := range rb.Frameworks {
		LeavesOf(rb.Frameworks[i].When, visit)
	}
	EachRole(rb, func(r *rulebook.Role) { LeavesOf(r.When, visit) })
}

// EachRole calls visit for each role of accounts, in written order.
func EachRole(rb *rulebook.Rulebook, visit func(*rulebook.Role)) {
	for i := 0; rb.Accounts != nil && i < len(rb.Accounts.Roles); i++ {
		visit(&rb.Accounts.Roles[i])
	}
}

// LeavesOf calls visit for each condition on one field within a condition; nil has none.
func LeavesOf(c *rulebook.Condition, visit func(leaf *rulebook.Condition)) {
	if c == nil {
		return
	}
	if c.Kind == rulebook.Leaf {
		visit(c)
		return
	}
	for i := range c.Of {
		LeavesOf(&c.Of[i], visit)
	}
}

// Both is true where two conditions are, either of which may be nil.
func Both(a, b *rulebook.Condition) *rulebook.Condition {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return &rulebook.Condition{Kind: rulebook.All, Of: []rulebook.Condition{*a, *b}}
}

// Whole reports whether nothing is missing in a condition: the loader leaves out
// what it could not read.
func Whole(c *rulebook.Condition) bool {
	if c == nil || c.Kind == rulebook.Leaf {
		return true
	}
	for i := range c.Of {
		if !Whole(&c.Of[i]) {
			return false
		}
	}
	return len(c.Of) == 1 || len(c.Of) > 1 && c.Kind != rulebook.Not
}

// Compiler makes a compiler of conditions on fields and metrics, the first
// of which stands at position metrics of specs. Ages count from the day 0.
func Compiler(rb *rulebook.Rulebook, specs []match.Spec, metrics int) *match.Compiler {
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

// GroupIndex finds a group by name; -1 for none.
func GroupIndex(rb *rulebook.Rulebook, name rulebook.Scalar) int {
	return slices.IndexFunc(rb.Groups, func(g rulebook.Group) bool {
		return name.Text != "" && fold.Text(g.Name) == fold.Text(name.Text)
	})
}

// GradesOf lists the names of the grades of a group, as they are written.
func GradesOf(g *rulebook.Group) []string {
	var names []string
	for _, grade := range g.Grades {
		names = append(names, grade.Name)
	}
	return names
}

// IsGraded reports whether leads get a grade.
func IsGraded(rb *rulebook.Rulebook) bool {
	for i := range rb.Groups {
		if rb.Groups[i].Grades != nil {
			return true
		}
	}
	return rb.ICP != nil
}

// FitGrades are the grades of a fit, best first.
func FitGrades(section *rulebook.ICP) []string {
	written := section.Grades
	if written == nil {
		written = icp.DefaultGrades()
	}
	var names []string
	for _, grade := range written {
		names = append(names, grade.Name)
	}
	return names
}

// LineText is a line's condition in words, or the field that its bands are about.
func LineText(line *rulebook.Line) string {
	if line.Rated != nil {
		return line.Field.Text + " " + line.Rated.String()
	}
	if line.When != nil {
		return line.When.String()
	}
	return cmp.Or(line.Field.Text, "always")
}

// FieldTests calls visit for each test of a field.
func FieldTests(rb *rulebook.Rulebook, field string, visit func(leaf *rulebook.Condition, t rulebook.Test)) {
	name := fold.Text(field)
	EachLeaf(rb, func(leaf *rulebook.Condition) {
		if leaf.Metric.Text != "" || fold.Text(leaf.Field.Text) != name {
			return
		}
		for _, t := range leaf.Tests {
			visit(leaf, t)
		}
	})
}

// StageNames lists the stages in written order.
func StageNames(rb *rulebook.Rulebook) []string {
	var names []string
	for i := range rb.Stages {
		names = append(names, rb.Stages[i].Name)
	}
	return names
}

// ProfileNames lists the profiles of the ICP in written order.
func ProfileNames(rb *rulebook.Rulebook) []string {
	if rb.ICP == nil {
		return nil
	}
	var names []string
	for i := range rb.ICP.Profiles {
		names = append(names, rb.ICP.Profiles[i].Name)
	}
	return names
}
