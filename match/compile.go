package match

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// Spec describes one of the values that conditions are about.
type Spec struct {
	Name    string // as a rulebook writes it; names are compared in the normal form
	Type    rulebook.Type
	Percent bool     // a number in percent: 75 and 75% are one
	Metric  bool     // computed: an empty text is a value like any other, "none"
	Grades  []string // of a metric that is one of these grades or none: at_least and at_most go by their order, best first
	Plain   bool     // set by the compiler: a pattern looks at the text

	Spelling *lexicon.Spelling // in which its texts are compared; nil: the normal form
}

// kind says what a rulebook calls the value.
func (s *Spec) kind() string {
	if s.Metric {
		return "metric"
	}
	return "field"
}

// Compiler turns conditions into compiled ones and collects what is wrong with
// them. Fields and metrics share one list of values: first the fields, then the
// metrics.
type Compiler struct {
	Specs    []Spec
	Fields   map[string]int    // by name in the normal form, positions in Specs
	Columns  map[string]string // the fields of columns that are called otherwise, by these in the normal form; nil: none
	Metrics  map[string]int    // likewise; nil where metrics have no place
	AsOf     calendar.Day
	Location *time.Location
	Problems []rulebook.Problem
}

// mostAdvice is the number of problems after which none says what was probably meant: a hostile rulebook
const mostAdvice = 500

// Problem records a problem.
func (c *Compiler) Problem(pos rulebook.Pos, want, format string, args ...any) {
	c.Problems = append(c.Problems, rulebook.Problemf(pos, want, format, args...))
}

// Field finds a field by name; -1 with a problem recorded when there is none.
func (c *Compiler) Field(name rulebook.Scalar) int {
	if i, found := c.Fields[fold.Text(name.Text)]; found {
		return i
	}
	if name.Text == "" {
		c.Problem(name.Pos, "name the field that it is about", "a condition without a field")
		return -1
	}
	want := c.expected(c.Fields, name.Text, "fields")
	if strings.HasPrefix(want, "expected") {
		want += "; if it is a column of the list, add " + declaration(name.Text) + " to the section fields"
	}
	if field, found := c.Columns[fold.Text(name.Text)]; found {
		want = "write " + field + ", as the section fields calls that column"
	}
	c.Problem(name.Pos, want, "unknown field %q", name.Text)
	return -1
}

// declaration is how the section fields declares the field of a column of the same name.
func declaration(column string) string {
	if strings.ContainsAny(column, ":#{}[],&*!|>'\"%@`?-") {
		column = strconv.Quote(column)
	}
	return column + ": {column: " + column + "}"
}

func (c *Compiler) metric(name rulebook.Scalar) int {
	if c.Metrics == nil {
		c.Problem(name.Pos, "use a field here", "metric %q: metrics are known in stages only", name.Text)
		return -1
	}
	if i, found := c.Metrics[fold.Text(name.Text)]; found {
		return i
	}
	want := c.metricMeant(name.Text)
	if want == "" {
		want = c.expected(c.Metrics, name.Text, "metrics")
	}
	c.Problem(name.Pos, want, "unknown metric %q", name.Text)
	return -1
}

// expected says which names there are, or which one was probably meant.
func (c *Compiler) expected(positions map[string]int, name, what string) string {
	if len(c.Problems) >= mostAdvice {
		return ""
	}
	var names []string
	for i, spec := range c.Specs {
		if at, found := positions[fold.Text(spec.Name)]; found && at == i {
			names = append(names, spec.Name)
		}
	}
	return fold.Expected(name, names, what)
}

// Cond compiles a condition; nil stays nil. After a problem the result must not be
// evaluated.
func (c *Compiler) Cond(cond *rulebook.Condition) *Cond {
	if cond == nil {
		return nil
	}
	compiled := &Cond{kind: cond.Kind}
	if cond.Kind == rulebook.Leaf {
		c.leaf(cond, compiled)
		return compiled
	}
	for i := range cond.Of {
		compiled.of = append(compiled.of, c.Cond(&cond.Of[i]))
	}
	return compiled
}

func (c *Compiler) leaf(cond *rulebook.Condition, compiled *Cond) {
	if cond.Metric.Text != "" {
		compiled.field = c.metric(cond.Metric)
	} else {
		compiled.field = c.Field(cond.Field)
	}
	if compiled.field < 0 {
		return
	}
	spec := &c.Specs[compiled.field]
	for i := range cond.Tests {
		if t := c.test(spec, &cond.Tests[i]); t != nil {
			compiled.tests = append(compiled.tests, t)
		}
	}
}

// test compiles one operator; nil with a problem recorded when it cannot.
func (c *Compiler) test(spec *Spec, t *rulebook.Test) test {
	op, found := LookupOperator(t.Op)
	if !found {
		c.Problem(t.Pos, fold.Expected(t.Op, OperatorNames(spec.Type), "operators"), "unknown operator %q", t.Op)
		return nil
	}
	if spec.Grades != nil && (t.Op == "at_least" || t.Op == "at_most") {
		return c.gradeTest(spec, t)
	}
	if graded := c.gradedMetrics(); spec.Metric && spec.Type == rulebook.TypeText && len(graded) > 0 && (t.Op == "at_least" || t.Op == "at_most") && len(t.Args) > 0 {
		c.Problem(t.Pos, "write metric: "+strings.Join(graded, " or metric: ")+fmt.Sprintf(", %s: %s", t.Op, t.Args[0].Text), "%s does not work on %q, which has no order", t.Op, spec.Name)
		return nil
	}
	if !op.Works(spec.Type) {
		want := fmt.Sprintf("operators for %s: %s", spec.Type, strings.Join(OperatorNames(spec.Type), ", "))
		if instead := c.instead(spec, t); instead != "" {
			want = "write " + instead + "; " + want
		}
		c.Problem(t.Pos, want,
			"%s does not work on %q, a %s of type %s", t.Op, spec.Name, spec.kind(), spec.Type)
		return nil
	}
	if op.Operand != OperandTests && !c.countArgs(spec, &op, t) {
		return nil
	}
	return c.operatorTest(spec, &op, t)
}

// gradedMetrics names the metrics whose grades have an order.
func (c *Compiler) gradedMetrics() []string {
	var names []string
	for i := range c.Specs {
		if c.Specs[i].Grades != nil {
			names = append(names, c.Specs[i].Name)
		}
	}
	return names
}

func (c *Compiler) countArgs(spec *Spec, op *Operator, t *rulebook.Test) bool {
	switch {
	case op.Operand == OperandPair && len(t.Args) != 2:
		c.Problem(t.Pos, wantPair(spec, t), "%s takes two values", t.Op)
		return false
	case len(t.Args) == 0:
		c.Problem(t.Pos, "write one, such as "+op.Example, "%s has no value", t.Op)
		return false
	case !op.TakesList() && op.Operand != OperandPair && len(t.Args) > 1:
		c.Problem(t.Pos, "write one, such as "+op.Example, "%s takes one value, not a list", t.Op)
		return false
	}
	return true
}

func (c *Compiler) operatorTest(spec *Spec, op *Operator, t *rulebook.Test) test {
	switch op.Operand {
	case OperandTruth:
		return c.truthTest(t)
	case OperandTests:
		return c.countTest(t)
	case OperandText, OperandHost, OperandPattern:
		return c.textTest(spec, op, t)
	case OperandDays:
		return c.ageTest(t)
	}
	switch spec.Type {
	case rulebook.TypeText:
		return c.textTest(spec, op, t)
	case rulebook.TypeNumber:
		return c.numberTest(spec, t)
	case rulebook.TypeDate:
		return c.dayTest(t)
	case rulebook.TypeBool:
		return c.boolTest(t)
	case rulebook.TypeLevel:
		return c.levelTest(t)
	}
	return uncompiled(t.Op)
}

// uncompiled ends the program: the operator is in the table, but has no case here.
func uncompiled(op string) test {
	panic("match: no case compiles the operator " + op)
}
