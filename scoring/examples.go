package scoring

import (
	"slices"
	"strings"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// checkExamples finds what is wrong with the rulebook's own tests: metrics, fields,
// stages and reasons that are not there, and a day that is due but not given.
func (e *Engine) checkExamples(c *match.Compiler) {
	rb := e.rulebook
	if len(rb.Tests) == 0 {
		return
	}
	c.Metrics = map[string]int{}
	for _, m := range wantable(rb) {
		c.Metrics[fold.Text(m.spec.Name)] = len(c.Specs)
		c.Specs = append(c.Specs, m.spec)
	}
	set, _ := declaredFields(rb)
	columns, byDate := exampleColumns(set.decls), AsksForToday(rb)
	for i := range rb.Tests {
		t := &rb.Tests[i]
		if byDate && t.AsOf == nil {
			c.Problem(t.Pos, "add one, such as as_of: 2026-11-21: rules of this rulebook look at dates", "the test %q has no as_of", t.Name)
		}
		columns.check(t, c)
		for j := range t.Want {
			c.Cond(&t.Want[j])
			checkWantedStage(rb, &t.Want[j], c)
		}
		e.checkWantedReasons(&t.Reasons, c)
	}
	c.Metrics = nil
}

// wantable are the metrics that a test may want something of.
func wantable(rb *rulebook.Rulebook) []metric {
	return append(metricsOf(rb),
		text("stage", func(s *Scorer) string { return s.engine.StageName(&s.result) }),
		boundMetric("low", func(b exact.Bounds) (exact.Points, bool) { return b.Low, b.NoLow }),
		boundMetric("high", func(b exact.Bounds) (exact.Points, bool) { return b.High, b.NoHigh }),
		text("next", (*Scorer).Next),
	)
}

// boundMetric is one end of the bounds of the score; it is not known where there is
// none.
func boundMetric(name string, end func(exact.Bounds) (at exact.Points, open bool)) metric {
	return metric{
		spec: match.Spec{Name: name, Type: rulebook.TypeNumber, Metric: true},
		fill: func(s *Scorer, v *cell.Value) {
			at, open := end(s.Bounds())
			if v.State, v.Number = cell.Known, exact.At(at.Number()); open {
				v.State = cell.Blank
			}
		},
		words: func(s *Scorer) string {
			at, open := end(s.Bounds())
			return string(appendEnd(nil, at, open))
		},
	}
}

// exampleColumns says which column of a list the cells of tests stand in, by the
// fields of the rulebook.
type exampleColumns []rulebook.Field

// check checks the cells of a test's lead: each is given to one column, and once.
func (x exampleColumns) check(t *rulebook.Example, c *match.Compiler) {
	first := map[string]rulebook.Scalar{}
	for i := range t.Lead {
		cell := &t.Lead[i]
		header, known := x.header(cell.Name.Text)
		before, twice := first[fold.Text(header)]
		switch {
		case !known:
			c.Problem(cell.Name.Pos, fold.Expected(cell.Name.Text, x.names(), "fields and headers"), "no rule knows the column %q", cell.Name.Text)
		case header == "":
			c.Problem(cell.Name.Pos, "give the fields that it is made from", "the field %q is made from others", cell.Name.Text)
		case twice:
			c.Problem(cell.Name.Pos, "keep one of them", "%q and %q stand for one column", before.Text, cell.Name.Text)
		default:
			first[fold.Text(header)] = cell.Name
		}
	}
}

// header is the header of the cell that a test gives to a field by its name, or to a
// header; "" for a field that is made from others.
func (x exampleColumns) header(name string) (header string, known bool) {
	folded := fold.Text(name)
	for i := range x {
		if fold.Text(x[i].Name) == folded {
			return firstHeader(&x[i]), true
		}
	}
	for i := range x {
		for _, column := range lexicon.HeadersOf(&x[i]) {
			if fold.Text(column.Text) == folded {
				return column.Text, true
			}
		}
	}
	return "", false
}

// firstHeader is the header that is tried first for a field; "" for one made from
// others.
func firstHeader(f *rulebook.Field) string {
	if f.Rate != nil || f.Seniority.Text != "" || f.Department.Text != "" {
		return ""
	}
	return lexicon.HeadersOf(f)[0].Text
}

// names are those that a test may give cells to.
func (x exampleColumns) names() []string {
	var known []string
	for i := range x {
		if firstHeader(&x[i]) == "" {
			continue
		}
		known = append(known, x[i].Name)
		for _, column := range lexicon.HeadersOf(&x[i]) {
			if column.Text != x[i].Name {
				known = append(known, column.Text)
			}
		}
	}
	return known
}

// all is a header that has the columns of all fields, and those that tests name.
func (x exampleColumns) all(tests []rulebook.Example) []string {
	var header []string
	add := func(name string) {
		if name != "" && !slices.ContainsFunc(header, func(h string) bool { return fold.Text(h) == fold.Text(name) }) {
			header = append(header, name)
		}
	}
	for i := range tests {
		for _, given := range tests[i].Lead {
			name, _ := x.header(given.Name.Text)
			add(name)
		}
	}
	for i := range x {
		add(firstHeader(&x[i]))
	}
	return header
}

// checkWantedReasons finds texts that no reason can hold: a test that wants none of
// them would pass for ever.
func (e *Engine) checkWantedReasons(want *rulebook.WantedReasons, c *match.Compiler) {
	possible := e.reasonTexts()
	for _, wanted := range slices.Concat(want.Has, want.Not) {
		folded := fold.Text(wanted.Text)
		known := slices.ContainsFunc(possible, func(text string) bool {
			text = fold.Text(text)
			return strings.Contains(text, folded) || len(text) > 1 && strings.Contains(folded, text)
		})
		if !known {
			c.Problem(wanted.Pos, fold.Expected(wanted.Text, e.reasonNames(), "reasons"), "no reason can hold %q", wanted.Text)
		}
	}
}

// reasonNames are the names that reasons tell of.
func (e *Engine) reasonNames() []string {
	names := e.profileNames()
	for i := range e.rulebook.Criteria {
		names = append(names, e.rulebook.Criteria[i].Name)
	}
	for i := range e.rulebook.Frameworks {
		names = append(names, e.rulebook.Frameworks[i].Name)
	}
	for i := range e.rulebook.Stages {
		if because := e.rulebook.Stages[i].Because; because != "" {
			names = append(names, because)
		}
	}
	return append(names, e.stageNames()...)
}

// AsksForToday reports whether any rule counts days from as-of.
func AsksForToday(rb *rulebook.Rulebook) bool {
	found := false
	eachUse(rb, func(u use) {
		op, known := match.LookupOperator(u.as)
		found = found || u.typ == rulebook.TypeDate && (u.as == "decay" || u.as == "each") || known && op.Operand == match.OperandDays
	})
	return found
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
			if (t.Op == "is" || t.Op == "is_not") && arg.Text != "" && !slices.ContainsFunc(stages, named) {
				c.Problem(arg.Pos, fold.Expected(arg.Text, stages, "stages"), "unknown stage %q", arg.Text)
			}
		}
	}
}
