package naive

import (
	"slices"

	"leadscore/match/calendar"
	"leadscore/rulebook"
)

// lines are all parts of a rulebook that have the shape of a line, a framework's
// `when` included, in document order.
func lines(rb *rulebook.Rulebook) []rulebook.Line {
	var all []rulebook.Line
	if rb.ICP != nil {
		for _, p := range rb.ICP.Profiles {
			for _, a := range p.Attributes {
				all = append(all, a.Line)
			}
		}
	}
	for _, c := range rb.Criteria {
		all = append(all, c.Line)
	}
	for _, f := range rb.Frameworks {
		all = append(all, rulebook.Line{When: f.When})
		for _, e := range f.Elements {
			all = append(all, e.Line)
		}
	}
	for _, s := range rb.Stages {
		all = append(all, s.Line)
	}
	return all
}

// leaves are all leaves of a rulebook's conditions.
func leaves(rb *rulebook.Rulebook) []rulebook.Condition {
	var all []rulebook.Condition
	for _, line := range lines(rb) {
		all = append(all, lineLeaves(line)...)
	}
	return all
}

// Operators gives what each operator of a rulebook's fields comes to on a lead.
func Operators(rb *rulebook.Rulebook, header, cells []string, asOf calendar.Day) map[string][]Truth {
	l := Score(rb, header, cells, asOf).lead
	found := map[string][]Truth{}
	for _, leaf := range leaves(rb) {
		for _, t := range leaf.Tests {
			found[t.Op] = append(found[t.Op], l.test(l.subject(&leaf), t))
		}
	}
	return found
}

func lineLeaves(line rulebook.Line) []rulebook.Condition {
	all := leavesOf(line.When)
	for _, b := range line.Bands {
		all = append(all, leavesOf(b.When)...)
	}
	return all
}

func leavesOf(c *rulebook.Condition) []rulebook.Condition {
	switch {
	case c == nil:
		return nil
	case c.Kind == rulebook.Leaf:
		return []rulebook.Condition{*c}
	}
	var all []rulebook.Condition
	for _, of := range c.Of {
		all = append(all, leavesOf(&of)...)
	}
	return all
}

// lineFields are the fields that a line's conditions are about.
func lineFields(line rulebook.Line) []string {
	var names []string
	for _, leaf := range lineLeaves(line) {
		if leaf.Field.Text != "" {
			names = append(names, leaf.Field.Text)
		}
	}
	if line.Rated != nil {
		names = append(names, line.Field.Text)
	}
	return names
}

// usedFields are the fields that rules read, those that others are made from
// included, each once: as declared, else as they are first used.
func usedFields(rb *rulebook.Rulebook) []string {
	var used []string
	for _, line := range lines(rb) {
		used = append(used, lineFields(line)...)
	}
	for _, c := range rb.Criteria {
		if c.Each != nil {
			used = append(used, c.Field.Text)
		}
		if c.Decay != nil {
			used = append(used, c.Decay.From.Text)
		}
	}
	for _, g := range rb.Groups {
		if g.Decay != nil {
			used = append(used, g.Decay.From.Text)
		}
	}
	used = withSources(rb, used)
	inOrder := used
	if rb.Fields != nil {
		inOrder = nil
		for _, f := range rb.Fields {
			inOrder = append(inOrder, f.Name)
		}
	}
	var once []string
	for _, name := range inOrder {
		if slices.Contains(used, name) && !slices.Contains(once, name) {
			once = append(once, name)
		}
	}
	return once
}

func withSources(rb *rulebook.Rulebook, names []string) []string {
	var all []string
	for _, name := range names {
		all = append(all, name)
		all = append(all, withSources(rb, sources(rb, name))...)
	}
	return all
}

// sources are the fields that a derived field is made from.
func sources(rb *rulebook.Rulebook, name string) []string {
	for _, f := range rb.Fields {
		switch {
		case f.Name != name:
		case f.Rate != nil:
			return []string{f.Rate.Of.Text, f.Rate.Per.Text}
		case f.Seniority.Text != "":
			return []string{f.Seniority.Text}
		}
	}
	return nil
}

// unknownFields are the used fields that are not known.
func (l *lead) unknownFields() []string {
	var names []string
	for _, name := range usedFields(l.rb) {
		if !l.field(name).known() {
			names = append(names, name)
		}
	}
	return names
}
