package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// checkExamples finds what is wrong with the rulebook's own tests: metrics, fields
// and stages that are not there, and a day that is due but not given.
func checkExamples(rb *rulebook.Rulebook, c *match.Compiler) {
	if len(rb.Tests) == 0 {
		return
	}
	c.Metrics = map[string]int{}
	for _, m := range append(metricsOf(rb), text("stage", nil)) {
		c.Metrics[fold.Text(m.spec.Name)] = len(c.Specs)
		c.Specs = append(c.Specs, m.spec)
	}
	byDate := asksForToday(rb)
	for i := range rb.Tests {
		t := &rb.Tests[i]
		if byDate && t.AsOf == nil {
			c.Problem(t.Pos, "add one, such as as_of: 2026-11-21: rules of this rulebook look at dates", "the test %q has no as_of", t.Name)
		}
		for j := range t.Lead {
			checkExampleCell(rb, &t.Lead[j], c)
		}
		for j := range t.Want {
			c.Cond(&t.Want[j])
			checkWantedStage(rb, &t.Want[j], c)
		}
	}
	c.Metrics = nil
}

// asksForToday reports whether any rule counts days from as-of.
func asksForToday(rb *rulebook.Rulebook) bool {
	found := false
	eachUse(rb, func(u use) {
		op, known := match.LookupOperator(u.as)
		found = found || u.typ == rulebook.TypeDate && (u.as == "decay" || u.as == "each") || known && op.Operand == match.OperandDays
	})
	return found
}

// checkExampleCell: a cell is given to a field by its name, or to a header.
func checkExampleCell(rb *rulebook.Rulebook, cell *rulebook.ExampleCell, c *match.Compiler) {
	name := fold.Text(cell.Name.Text)
	if _, found := c.Fields[name]; found {
		return
	}
	var known []string
	for i := range rb.Fields {
		f := &rb.Fields[i]
		known = append(known, f.Name)
		for _, column := range lexicon.HeadersOf(f) {
			if fold.Text(column.Text) == name {
				return
			}
			known = append(known, column.Text)
		}
	}
	for _, spec := range c.Specs {
		if i, found := c.Fields[fold.Text(spec.Name)]; rb.Fields == nil && found && c.Specs[i].Name == spec.Name {
			known = append(known, spec.Name)
		}
	}
	c.Problem(cell.Name.Pos, fold.Expected(cell.Name.Text, known, "fields and headers"), "no rule knows the column %q", cell.Name.Text)
}

// checkWantedStage finds stages that no rule gives.
func checkWantedStage(rb *rulebook.Rulebook, want *rulebook.Condition, c *match.Compiler) {
	if fold.Text(want.Metric.Text) != "stage" {
		return
	}
	var stages []string
	for i := range rb.Stages {
		stages = append(stages, rb.Stages[i].Name)
	}
	for _, t := range want.Tests {
		for _, arg := range t.Args {
			named := func(stage string) bool { return fold.Text(stage) == fold.Text(arg.Text) }
			if (t.Op == "is" || t.Op == "is_not") && !slices.ContainsFunc(stages, named) {
				c.Problem(arg.Pos, fold.Expected(arg.Text, stages, "stages"), "unknown stage %q", arg.Text)
			}
		}
	}
}
