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
	columns, reasons, byDate := newExampleColumns(withoutLogs(rb)), e.foldedReasons(), AsksForToday(rb)
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
		e.checkWantedReasons(&t.Reasons, reasons, c)
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

// exampleColumns says which column of a list the cells of tests stand in: those of a
// field, by its name or by a header, under the header that is tried first.
type exampleColumns struct {
	fields  []rulebook.Field
	headers map[string]string // by name in the normal form; "": the field is made from others
}

func newExampleColumns(rb *rulebook.Rulebook) *exampleColumns {
	set, _ := declaredFields(rb)
	x := &exampleColumns{set.decls, map[string]string{}}
	add := func(name, header string) {
		if _, known := x.headers[fold.Text(name)]; !known {
			x.headers[fold.Text(name)] = header
		}
	}
	for i := range x.fields {
		add(x.fields[i].Name, firstHeader(&x.fields[i]))
	}
	for i := range x.fields {
		for _, column := range lexicon.HeadersOf(&x.fields[i]) {
			add(column.Text, column.Text)
		}
	}
	return x
}

// firstHeader is the header that is tried first for a field; "" for one made from
// others.
func firstHeader(f *rulebook.Field) string {
	headers := lexicon.HeadersOf(f)
	if f.Rate != nil || f.Seniority.Text != "" || f.Department.Text != "" || len(headers) == 0 {
		return ""
	}
	return headers[0].Text
}

// header is the header of a cell that a test gives to a name.
func (x *exampleColumns) header(name string) (header string, known bool) {
	header, known = x.headers[fold.Text(name)]
	return header, known
}

// check checks the cells of a test's lead: each is given to one column, and once.
func (x *exampleColumns) check(t *rulebook.Example, c *match.Compiler) {
	first := map[string]rulebook.Scalar{}
	for i := range t.Lead {
		cell := &t.Lead[i]
		header, known := x.header(cell.Name.Text)
		before, twice := first[fold.Text(header)]
		switch {
		case !known:
			c.Problem(cell.Name.Pos, advice(c, cell.Name.Text, x.names, "fields and headers"), "no rule knows the column %q", cell.Name.Text)
		case header == "":
			c.Problem(cell.Name.Pos, "give the fields that it is made from", "the field %q is made from others", cell.Name.Text)
		case twice:
			c.Problem(cell.Name.Pos, "keep one of them", "%q and %q stand for one column", before.Text, cell.Name.Text)
		default:
			first[fold.Text(header)] = cell.Name
		}
	}
}

// mostAdvice is the number of problems after which none says what was probably meant.
const mostAdvice = 100

// advice says which names there are, or which one was probably meant.
func advice(c *match.Compiler, name string, known func() []string, what string) string {
	if len(c.Problems) >= mostAdvice {
		return ""
	}
	return fold.Expected(name, known(), what)
}

// mostNames is how many names are compared with one that is not known.
const mostNames = 2000

// names are those that a test may give cells to.
func (x *exampleColumns) names() []string {
	var known []string
	for i := range x.fields {
		if firstHeader(&x.fields[i]) == "" {
			continue
		}
		known = append(known, x.fields[i].Name)
		for _, column := range lexicon.HeadersOf(&x.fields[i]) {
			if column.Text != x.fields[i].Name && len(known) < mostNames {
				known = append(known, column.Text)
			}
		}
	}
	return known
}

// all is a header that has the columns of all fields, and those that tests name; and
// where each stands in it, in the normal form.
func (x *exampleColumns) all(tests []rulebook.Example) (header []string, places map[string]int) {
	places = map[string]int{}
	add := func(name string) {
		if _, there := places[fold.Text(name)]; name != "" && !there {
			places[fold.Text(name)] = len(header)
			header = append(header, name)
		}
	}
	for i := range tests {
		for _, given := range tests[i].Lead {
			name, _ := x.header(given.Name.Text)
			add(name)
		}
	}
	for i := range x.fields {
		add(firstHeader(&x.fields[i]))
	}
	return header, places
}

// foldedReasons are the texts that reasons are made of.
func (e *Engine) foldedReasons() []string {
	var all []string
	for _, text := range e.reasonTexts() {
		all = append(all, fold.Text(text))
	}
	return all
}

// checkWantedReasons finds texts that no reason can hold: a test that wants none of
// them would pass for ever.
func (e *Engine) checkWantedReasons(want *rulebook.WantedReasons, possible []string, c *match.Compiler) {
	for _, wanted := range slices.Concat(want.Has, want.Not) {
		folded := fold.Text(wanted.Text)
		known := slices.ContainsFunc(possible, func(text string) bool {
			return strings.Contains(text, folded) || len(text) > 1 && strings.Contains(folded, text)
		})
		if !known {
			c.Problem(wanted.Pos, advice(c, wanted.Text, e.reasonNames, "reasons"), "no reason can hold %q", wanted.Text)
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
