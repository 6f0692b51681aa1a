package scoring_test

import (
	"slices"

	"leadscore/rulebook"
	"leadscore/scoring"
)

// A rulebook in which a line can never be reached has a problem. This file gives
// the parts of a random rulebook places, and takes out what has a problem.

// place gives each condition, band and stage rule a line of its own.
func place(rb *rulebook.Rulebook) {
	last := 0
	next := func() rulebook.Pos { last++; return rulebook.Pos{Line: last, Column: 1} }
	eachLine(rb, func(line *rulebook.Line) {
		line.Pos = next()
		eachCondition(line.When, func(c *rulebook.Condition) { c.Pos = next() })
		for i := range line.Bands {
			line.Bands[i].Pos = next()
			eachCondition(line.Bands[i].When, func(c *rulebook.Condition) { c.Pos = next() })
		}
	})
	for i := range rb.Frameworks {
		eachCondition(rb.Frameworks[i].When, func(c *rulebook.Condition) { c.Pos = next() })
	}
}

func eachLine(rb *rulebook.Rulebook, visit func(*rulebook.Line)) {
	if rb.ICP != nil {
		for _, p := range rb.ICP.Profiles {
			for i := range p.Attributes {
				visit(&p.Attributes[i].Line)
			}
		}
	}
	for i := range rb.Criteria {
		visit(&rb.Criteria[i].Line)
	}
	for _, f := range rb.Frameworks {
		for i := range f.Elements {
			visit(&f.Elements[i].Line)
		}
	}
	for i := range rb.Stages {
		visit(&rb.Stages[i].Line)
	}
}

func eachCondition(c *rulebook.Condition, visit func(*rulebook.Condition)) {
	if c == nil {
		return
	}
	visit(c)
	for i := range c.Of {
		eachCondition(&c.Of[i], visit)
	}
}

// repair takes out what can never be reached. What it takes out may put something
// else out of reach, hence the rounds.
func repair(rb *rulebook.Rulebook) {
	for range 20 {
		problems := scoring.Validate(rb)
		if len(problems) == 0 {
			return
		}
		bad := map[rulebook.Pos]bool{}
		for _, p := range problems {
			bad[p.Pos] = true
		}
		eachLine(rb, func(line *rulebook.Line) { repairLine(line, bad) })
		for i := range rb.Frameworks {
			eachCondition(rb.Frameworks[i].When, func(c *rulebook.Condition) { loosen(c, bad) })
		}
		rb.Stages = slices.DeleteFunc(rb.Stages, func(s rulebook.Stage) bool { return bad[s.Pos] })
	}
}

func repairLine(line *rulebook.Line, bad map[rulebook.Pos]bool) {
	eachCondition(line.When, func(c *rulebook.Condition) { loosen(c, bad) })
	for i := range line.Bands {
		eachCondition(line.Bands[i].When, func(c *rulebook.Condition) { loosen(c, bad) })
	}
	if slices.ContainsFunc(line.Bands, func(b rulebook.Band) bool { return bad[b.Pos] }) {
		left := slices.DeleteFunc(slices.Clone(line.Bands), func(b rulebook.Band) bool { return bad[b.Pos] })
		if len(left) == 0 {
			left = []rulebook.Band{{Pos: line.Bands[0].Pos, Earns: line.Bands[0].Earns}}
			line.When = nil
		}
		line.Bands = left
	}
}

// loosen makes a condition one of its leaves, and a leaf its first test.
func loosen(c *rulebook.Condition, bad map[rulebook.Pos]bool) {
	switch {
	case !bad[c.Pos]:
	case c.Kind != rulebook.Leaf:
		pos := c.Pos
		*c = c.Of[0]
		c.Pos = pos
	case len(c.Tests) > 1:
		c.Tests = c.Tests[:1]
	case c.Metric.Text == "":
		c.Tests = nil
	}
}
