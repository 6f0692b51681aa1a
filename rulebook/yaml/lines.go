package yaml

import (
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// context is what a condition needs to know of the line that it stands in.
type context struct {
	own     rulebook.Scalar // the field that leaves are about where they name none
	lost    bool            // there should be such a field, but what stands there is no name
	metrics bool            // metrics have a place here
	depth   int
}

// condition reads a condition of any shape; nil after a problem.
func (l *loader) condition(n *yaml.Node, c context) *rulebook.Condition {
	if c.depth++; c.depth > maxDepth {
		l.problem(n, "make it flatter", "conditions are nested more than %d deep", maxDepth)
		return nil
	}
	switch n.Kind {
	case yaml.SequenceNode:
		l.problem(n, "write {all: "+flow(n)+"}, or any in place of all", "a condition is a list")
		return nil
	case yaml.ScalarNode:
		if meant := conditionMeant(n.Value, c.metrics); meant != "" {
			l.problem(n, "write {"+meant+"}", "a condition is %s", describe(n))
			return nil
		}
	}
	o, ok := l.open(n, &conditionKeys)
	if !ok {
		return nil
	}
	for _, combined := range []struct {
		name string
		kind rulebook.Kind
	}{{"all", rulebook.All}, {"any", rulebook.Any}, {"not", rulebook.Not}} {
		if o.has(combined.name) {
			return o.combination(combined.name, combined.kind, c)
		}
	}
	return o.leaf(c)
}

// combination reads all, any and not, each of which stands alone in its mapping.
func (o *opened) combination(name string, k rulebook.Kind, c context) *rulebook.Condition {
	for _, e := range o.all {
		if e.name != name {
			o.l.problem(e.key, "put each into a condition of its own, and combine these with all or any", "%s stands beside %s, which stands alone", quote(e.name), quote(name))
		}
	}
	combined := &rulebook.Condition{Pos: place(o.node), Kind: k}
	if k == rulebook.Not {
		if n := o.take(name, kindCondition); n != nil {
			combined.Of = appendCondition(nil, o.l.condition(n, c))
		}
		return combined
	}
	if n := o.take(name, kindList); n != nil {
		for _, item := range o.list(name, n, maxEntries, "expected a list of conditions") {
			combined.Of = appendCondition(combined.Of, o.l.condition(item, c))
		}
	}
	return combined
}

func appendCondition(of []rulebook.Condition, c *rulebook.Condition) []rulebook.Condition {
	if c == nil {
		return of
	}
	return append(of, *c)
}

// leaf reads the leaf written in a mapping: its field or metric, and operators.
func (o *opened) leaf(c context) *rulebook.Condition {
	o.l.countLeaf(o.node)
	leaf := &rulebook.Condition{Pos: place(o.node), Field: o.reference("field", kindField)}
	if _, ok := o.table.key("metric"); ok {
		leaf.Metric, _ = o.scalar("metric", kindText)
	}
	leaf.Tests = o.tests()
	switch {
	case o.has("field") && o.has("metric"):
		o.l.problem(o.entry("metric").key, "keep one of them", `"metric" stands beside "field"`)
	case o.has("field") || o.has("metric"):
	case c.own.Text != "" && o.hasTests():
		leaf.Field = c.own
	case !c.lost && !o.lost:
		o.noField(c)
	}
	return leaf
}

// noField records that a leaf does not say what it is about.
func (o *opened) noField(c context) {
	at, what := o.node, o.table.a+" is empty"
	for _, e := range o.all {
		if _, isOperator := match.LookupOperator(e.name); isOperator {
			at, what = e.key, quote(e.name)+" is about no field"
			break
		}
	}
	want := "add field: NAME"
	if c.metrics {
		want = "add field: NAME or metric: NAME"
	}
	o.l.problem(at, want, "%s", what)
}

// tests reads the operators of a mapping in written order.
func (o *opened) tests() []rulebook.Test {
	var tests []rulebook.Test
	for _, e := range o.all {
		if op, ok := match.LookupOperator(e.name); ok && e.value != nil {
			tests = append(tests, o.l.test(e, op))
		}
	}
	return tests
}

func (l *loader) test(e entry, op match.Operator) rulebook.Test {
	test := rulebook.Test{Pos: place(e.key), Op: op.Name}
	want := "expected a value, such as " + op.Example
	if op.Operand == match.OperandTests {
		test.Count = l.countTests(e)
		return test
	}
	if op.Operand == match.OperandPair && e.value.Kind == yaml.MappingNode && len(e.value.Content) == 4 {
		want = "write " + op.Name + ": [" + flow(l.follow(e.value.Content[1])) + ", " + flow(l.follow(e.value.Content[3])) + "]"
	}
	test.Args, _ = l.scalars(e.value, quote(op.Name), want)
	if op.Operand == match.OperandPattern {
		for _, arg := range test.Args {
			l.countPattern(arg)
		}
	}
	if op.Operand == match.OperandPair && len(test.Args) > 2 && thousandsInList(e.value) {
		l.problem(e.key, "write 1200 for 1,200", "%s has %d values: in brackets a comma parts values, in numbers too", quote(op.Name), len(test.Args))
	}
	return test
}

// countTests reads what stands after count: operators of numbers.
func (l *loader) countTests(e entry) []rulebook.Test {
	o, ok := l.openEntry(e, &countKeys)
	if !ok {
		return nil
	}
	return o.tests()
}

// thousandsInList reports whether a list in brackets holds entries that look like
// the groups of one number: 1,200.
func thousandsInList(n *yaml.Node) bool {
	for i, c := range n.Content[1:] {
		before := n.Content[i]
		if c.Line == before.Line && c.Column == before.Column+len(before.Value)+1 && isThousands(before.Value, c.Value) {
			return true
		}
	}
	return false
}

// isThousands reports whether head and tail, parted by a comma, are one number
// with a thousands separator.
func isThousands(head, tail string) bool {
	digits := func(s string) bool { return strings.Trim(s, "0123456789") == "" }
	head = strings.TrimPrefix(head, "-")
	return len(tail) == 3 && digits(tail) && len(head) > 0 && len(head) <= 3 && digits(head)
}

// line reads what all lines share: field, condition and bands. counts says that
// the line counts its field (each), which the field then is for.
func (o *opened) line(c context, bands *mapping, counts bool) rulebook.Line {
	line := rulebook.Line{Pos: o.at, Field: o.reference("field", kindField)}
	needsField := counts || o.has("bands") || o.has("rated")
	switch {
	case o.has("when"):
		line.When = o.when(c, needsField)
	case o.hasTests() || o.has("metric") || o.has("field") && !needsField:
		line.When = o.leaf(c)
	}
	if bands == &shareBandKeys {
		line.Rated = o.rated()
	}
	if o.has("bands") {
		line.Bands = o.bands(bands, context{own: line.Field, lost: o.has("field") && line.Field.Text == ""})
	}
	return line
}

// rated reads the rating of a line, beside which no bands stand.
func (o *opened) rated() *rulebook.Rating {
	n := o.take("rated", kindRating)
	switch {
	case n == nil:
		return nil
	case o.has("bands"):
		o.l.problem(o.entry("rated").key, "keep one of them", `"rated" stands beside "bands"`)
	case !o.has("field"):
		o.l.problem(o.entry("rated").key, "add field: NAME, the field that holds the rating", `"rated" looks at no field`)
	}
	if n.Kind != yaml.SequenceNode || len(n.Content) != 2 {
		o.l.wrongKind(n, `"rated"`, o.want("rated"))
		return nil
	}
	rating := &rulebook.Rating{Pos: place(n)}
	var ok [2]bool
	for i, end := range []*exact.Number{&rating.Worst, &rating.Best} {
		*end, ok[i] = parse(o.l, o.l.follow(n.Content[i]), kindRating, "rated", "expected a number such as 3", parseRated)
	}
	if !ok[0] || !ok[1] {
		return nil
	}
	return rating
}

// parseRated reads an end of a rating: a number, or a percentage.
func parseRated(text string) (exact.Number, string) {
	if n, err := cell.ParseShare(text); err == nil {
		return n, ""
	}
	return parseNumber(text)
}

func (o *opened) hasTests() bool {
	for _, e := range o.all {
		if _, ok := match.LookupOperator(e.name); ok {
			return true
		}
	}
	return false
}

// when reads the condition of a line, beside which no operator stands, and a field
// only where bands or each need one.
func (o *opened) when(c context, needsField bool) *rulebook.Condition {
	if e := o.entry("when"); e != nil && e.value == nil {
		return nil // it is only what a message told to write
	}
	for _, e := range o.all {
		_, isOperator := match.LookupOperator(e.name)
		switch {
		case isOperator || e.name == "metric":
			o.l.problem(e.key, "move it into when: {all: [...]}", `%s stands beside "when"`, quote(e.name))
		case e.name == "field" && !needsField:
			o.l.problem(e.key, "name the field in when, or leave when out", `"field" stands beside "when"`)
		}
	}
	n := o.take("when", kindCondition)
	if n == nil {
		return nil
	}
	return o.l.condition(n, c)
}

// bands reads the bands of a line, whose leaves are about the line's own field
// where they name none.
func (o *opened) bands(table *mapping, c context) []rulebook.Band {
	n := o.take("bands", kindList)
	if n == nil {
		return nil
	}
	var bands []rulebook.Band
	for _, item := range o.list("bands", n, maxBands, "expected a list of bands, each after a dash") {
		if b, ok := o.l.open(item, table); ok {
			bands = append(bands, b.band(table, c))
		}
	}
	return bands
}

func (o *opened) band(table *mapping, c context) rulebook.Band {
	band := rulebook.Band{Pos: place(o.node)}
	if table == &shareBandKeys {
		band.Earns = o.amount("share", kindShare, exact.Number{})
	} else {
		band.Earns = o.amount("points", kindPoints, exact.Number{})
	}
	switch {
	case o.has("when"):
		band.When = o.when(c, false)
	case o.hasTests() || o.has("field"):
		band.When = o.leaf(c)
	}
	return band
}
