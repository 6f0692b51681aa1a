package yaml

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
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
		if len(n.Content) == 1 && n.Content[0].Kind == yaml.MappingNode {
			l.problem(n, "write "+node.Flow(n.Content[0]), "a condition is a list")
			return nil
		}
		t := l.translator(&keys.Stage)
		if joined := cmp.Or(t.JoinedBetween(n), expression.Triple(n, c.metrics)); joined != "" {
			l.problem(n, "write {"+joined+"}", "a condition is a list")
			return nil
		}
		if t.Metrics = c.metrics; !c.metrics {
			t = l.translator(&keys.Condition)
		}
		l.problem(n, "write {all: "+t.ConditionsMeant(n)+"}, or any in place of all", "a condition is a list")
		return nil
	case yaml.ScalarNode:
		if meant := expression.Condition(n.Value, c.metrics); meant != "" {
			l.problem(n, "write {"+meant+"}", "a condition is %s", node.Describe(n))
			return nil
		}
		if meant, declared := expression.RatioAsked(n.Value); meant != "" {
			l.problem(n, "write {"+meant+"}; and "+declared+", with the other fields that rules use", "a condition is %s", node.Describe(n))
			return nil
		}
		if field := cmp.Or(c.own.Text, l.lineField); field != "" && !node.IsNull(n) {
			if tests := cmp.Or(operand.Compared(n.Value), expression.About(field, n.Value)); tests != "" && !strings.HasPrefix(tests, "when: ") {
				l.problem(n, "write {field: "+field+", "+tests+"}", "a condition is %s", node.Describe(n))
				return nil
			}
		}
	}
	if word := strings.TrimSpace(n.Value); n.Kind == yaml.ScalarNode && !c.metrics && word != "" && len(strings.Fields(word)) < 3 && !strings.ContainsAny(word, "=<>(){}[]!&|") {
		l.problem(n, "write {field: "+node.Flow(n)+"}, true where it has a value", "a condition is %s", node.Describe(n))
		return nil
	}
	l.metrics = c.metrics
	if meant := l.translator(&keys.Condition).Mixed(n); meant != "" {
		l.problem(n, "write {"+meant+"}", "a condition asks one field, or joins conditions with all, any or not")
		return nil
	}
	m, ok := l.open(n, &keys.Condition)
	if !ok {
		return nil
	}
	for _, combined := range []struct {
		name string
		kind rulebook.Kind
	}{{"all", rulebook.All}, {"any", rulebook.Any}, {"not", rulebook.Not}} {
		if m.has(combined.name) {
			return m.combination(combined.name, combined.kind, c)
		}
	}
	return m.leaf(c)
}

// combination reads all, any and not, each of which stands alone in its mapping.
func (m *mapping) combination(name string, k rulebook.Kind, c context) *rulebook.Condition {
	for _, e := range m.all {
		if e.Name != name {
			m.l.problem(e.Key, "put each into a condition of its own, and combine these with all or any", "%s stands beside %s, which stands alone", node.Quote(e.Name), node.Quote(name))
		}
	}
	combined := &rulebook.Condition{Pos: node.Pos(m.node), Kind: k}
	if k == rulebook.Not {
		if n := m.value(name, keys.KindCondition); n != nil && n.Kind == yaml.SequenceNode && len(n.Content) > 1 {
			t := m.l.translator(&keys.Condition)
			t.Metrics = c.metrics
			m.l.problem(n, "write not: {any: "+t.ConditionsMeant(n)+"}, or all in place of any", `"not" is a list`)
		} else if n != nil {
			combined.Of = appendCondition(nil, m.l.condition(n, c))
		}
		return combined
	}
	if n := m.value(name, keys.KindList); n != nil {
		for _, item := range m.list(name, n, keys.MaxEntries, "expected a list of conditions") {
			combined.Of = appendCondition(combined.Of, m.l.condition(item, c))
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
func (m *mapping) leaf(c context) *rulebook.Condition {
	m.l.countLeaf(m.node)
	leaf := &rulebook.Condition{Pos: node.Pos(m.node), Field: m.reference("field", keys.KindField)}
	if _, ok := m.table.Key("metric"); ok {
		leaf.Metric, _ = m.scalar("metric", keys.KindText)
	}
	leaf.Tests = m.tests()
	switch {
	case m.has("field") && m.has("metric"):
		m.l.problem(m.entry("metric").Key, cmp.Or(imperativeOf(m.leavesApart()), "keep one of them"), `"metric" stands beside "field"`)
	case m.has("field") || m.has("metric"):
	case c.own.Text != "" && m.hasTests():
		leaf.Field = c.own
	case !c.lost && !m.lost:
		m.noField(c)
	}
	return leaf
}

// leavesApart is a condition of each field and metric of a mapping with the operators that follow
// it; "" where one has none.
func (m *mapping) leavesApart() string {
	var leaves []string
	for _, e := range m.all {
		isOperator := dialect.IsOperator(e.Name)
		if (e.Name == "field" || e.Name == "metric") && len(leaves) > 0 && !strings.Contains(leaves[len(leaves)-1], ", ") {
			return ""
		}
		switch {
		case e.Value == nil:
			return ""
		case e.Name == "field" || e.Name == "metric":
			leaves = append(leaves, e.Name+": "+node.Flow(e.Value))
		case isOperator && len(leaves) == 0:
			return ""
		case isOperator:
			leaves[len(leaves)-1] += ", " + e.Name + ": " + node.Flow(e.Value)
		}
	}
	if len(leaves) < 2 {
		return ""
	}
	all := "all: [{" + strings.Join(leaves, "}, {") + "}]"
	if m.table == &keys.Condition {
		return "{" + all + "}"
	}
	return "when: {" + all + "} in place of these keys"
}

// noField records that a leaf does not say what it is about.
func (m *mapping) noField(c context) {
	at, what := m.node, m.table.A+" is empty"
	for _, e := range m.all {
		if _, isOperator := match.LookupOperator(e.Name); isOperator {
			at, what = e.Key, node.Quote(e.Name)+" is about no field"
			break
		}
	}
	want := "add field: NAME"
	if c.metrics {
		want = "add field: NAME or metric: NAME"
		if own := wording.OwnCondition(m.all); m.table == &keys.Stage && own != "" {
			want = "write metric: score, " + own + ", or add field: NAME"
		}
	}
	if e := m.entry("known"); e != nil && e.Value != nil && e.Value.Kind == yaml.ScalarNode {
		if _, isTruth := cell.TruthWord(e.Value.Value); !isTruth {
			want = "write field: " + node.Flow(e.Value) + ", known: true"
		}
	}
	m.l.problem(at, want, "%s", what)
}

// tests reads the operators of a mapping in written order.
func (m *mapping) tests() []rulebook.Test {
	var tests []rulebook.Test
	for _, e := range m.all {
		if op, ok := match.LookupOperator(e.Name); ok && e.Value != nil {
			tests = append(tests, m.l.test(e, op))
		}
	}
	return tests
}

func (l *loader) test(e node.Entry, op match.Operator) rulebook.Test {
	test := rulebook.Test{Pos: node.Pos(e.Key), Op: op.Name}
	want := "expected a value, such as " + op.Example
	if op.Operand == match.OperandTests {
		test.Count = l.countTests(e)
		return test
	}
	if l.agesOrNumbers(e, op) {
		return test
	}
	if op.Operand == match.OperandPair && e.Value.Kind == yaml.MappingNode && len(e.Value.Content) == 4 {
		want = "write " + op.Name + ": [" + node.Flow(l.follow(e.Value.Content[1])) + ", " + node.Flow(l.follow(e.Value.Content[3])) + "]"
	}
	if op.Operand == match.OperandPair {
		if write := operand.HalfPair(e.Value); write != "" {
			l.problem(e.Value, "write "+write, "%s takes two values", op.Name)
			return test
		}
	}
	test.Args, _ = l.scalars(e.Value, node.Quote(op.Name), want)
	if op.Operand == match.OperandPattern {
		if text := node.Text(e.Value); e.Value.Kind == yaml.ScalarNode && strings.HasPrefix(text, "*") && strings.Trim(text, "*") != "" {
			l.problem(e.Value, "write contains: "+strings.Trim(text, "*"), "matches: %s is no regular expression", node.Quote(text))
			return test
		}
		for _, arg := range test.Args {
			l.countPattern(arg)
		}
	}
	if op.Operand == match.OperandPair && len(test.Args) > 2 && thousandsInList(e.Value) {
		l.problem(e.Key, "write 1200 for 1,200", "%s has %d values: in brackets a comma parts values, in numbers too", node.Quote(op.Name), len(test.Args))
	}
	return test
}

// agesOrNumbers tells of an operator of ages that has two values, or of between with ages, and
// reports whether it did. Nearly all values are one duration or two numbers, and are told by a
// look: what they could mean else is not asked.
func (l *loader) agesOrNumbers(e node.Entry, op match.Operator) bool {
	if op.Name != "within" && op.Name != "older_than" && op.Name != "between" {
		return false
	}
	values := node.ListOf(e.Value)
	if len(values) == 0 {
		return false
	}
	isTwo := op.Name == "within" && e.Value.Kind == yaml.SequenceNode && len(values) == 2
	if isTwo {
		if known, isKnown := lexicon.FieldOfHeader(l.lineField); isKnown && known.Type == rulebook.TypeNumber {
			l.problem(e.Key, "write between: "+node.Flow(e.Value), "%s takes one duration", op.Name)
			return true
		}
	}
	if op.Name != "between" || operand.IsAge(values[len(values)-1]) {
		if write := operand.AgesBetween(e.Value); write != "" {
			if isWhole(values[0]) {
				write += "; or between: " + node.Flow(e.Value) + " for numbers"
			}
			l.problem(e.Key, "write "+write, "%s takes one duration", op.Name)
			return true
		}
	}
	if isTwo && isWhole(values[0]) && isWhole(values[1]) {
		l.problem(e.Key, "write between: "+node.Flow(e.Value)+" for numbers", "within takes one duration")
		return true
	}
	return false
}

// isWhole reports whether a value is a whole number.
func isWhole(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Value != "" && strings.Trim(n.Value, "0123456789") == ""
}

// countTests reads what stands after count: operators of numbers.
func (l *loader) countTests(e node.Entry) []rulebook.Test {
	if e.Value.Kind == yaml.ScalarNode && !node.IsNull(e.Value) {
		l.problem(e.Value, "write count: {"+wording.Count(e.Value)+"}", "count is %s", node.Describe(e.Value))
		return []rulebook.Test{{Pos: node.Pos(e.Value), Op: "at_least", Args: []rulebook.Scalar{{Pos: node.Pos(e.Value), Text: "1"}}}}
	}
	m, ok := l.openEntry(e, &keys.Count)
	if !ok {
		return nil
	}
	return m.tests()
}

// thousandsInList reports whether a list in brackets holds entries that look like
// the groups of one number: 1,200.
func thousandsInList(n *yaml.Node) bool {
	for i, c := range n.Content[1:] {
		before := n.Content[i]
		if c.Line == before.Line && c.Column == before.Column+len(before.Value)+1 && node.IsThousands(before.Value, c.Value) {
			return true
		}
	}
	return false
}

// line reads what all lines share: field, condition and bands. counts says that
// the line counts its field (each), which the field then is for.
func (m *mapping) line(c context, bands *keys.Mapping, counts bool) rulebook.Line {
	line := rulebook.Line{Pos: m.at, Field: m.reference("field", keys.KindField)}
	needsField := counts || m.has("bands") || m.has("rated")
	switch {
	case m.has("when"):
		line.When = m.when(c, needsField)
	case m.hasTests() || m.has("metric") || m.has("field") && !needsField:
		line.When = m.leaf(c)
	}
	if bands == &keys.ShareBand {
		line.Rated = m.rated()
	}
	if m.has("bands") {
		line.Bands = m.bands(bands, context{own: line.Field, lost: m.has("field") && line.Field.Text == ""})
	}
	return line
}

// rated reads the rating of a line, beside which no bands stand.
func (m *mapping) rated() *rulebook.Rating {
	n := m.value("rated", keys.KindRating)
	switch {
	case n == nil:
		return nil
	case m.has("bands"):
		m.l.problem(m.entry("rated").Key, "keep one of them", `"rated" stands beside "bands"`)
	case !m.has("field"):
		m.l.problem(m.entry("rated").Key, "add field: NAME, the field that holds the rating", `"rated" looks at no field`)
	}
	if n.Kind != yaml.SequenceNode || len(n.Content) != 2 {
		m.l.wrongKind(n, `"rated"`, cmp.Or(imperativeOf(m.translator().Reshaped("rated", n)), m.want("rated")))
		return nil
	}
	rating := &rulebook.Rating{Pos: node.Pos(n)}
	var ok [2]bool
	for i, end := range []*exact.Number{&rating.Worst, &rating.Best} {
		*end, ok[i] = parse(m.l, m.l.follow(n.Content[i]), keys.KindRating, "rated", "expected a number such as 3", parseRated)
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

func (m *mapping) hasTests() bool {
	for _, e := range m.all {
		if _, ok := match.LookupOperator(e.Name); ok {
			return true
		}
	}
	return false
}

// when reads the condition of a line, beside which no operator stands, and a field
// only where bands or each need one.
func (m *mapping) when(c context, needsField bool) *rulebook.Condition {
	if e := m.entry("when"); e != nil && e.Value == nil {
		return nil // it is only what a message told to write
	}
	if e := m.entry("when"); e != nil && e.Value.Kind == yaml.ScalarNode && slices.Contains(alwaysWords, fold.Text(e.Value.Value)) && m.table == &keys.Stage {
		m.l.problem(e.Key, "leave when out: a rule without a condition is always true", "when: %s is no condition", node.Quote(e.Value.Value))
		return nil
	}
	joined := m.joinedWhen()
	for _, e := range m.all {
		_, isOperator := match.LookupOperator(e.Name)
		switch {
		case joined != "" && (isOperator || e.Name == "metric" || e.Name == "field"):
			if joined != "said" {
				m.l.problem(e.Key, "write "+joined, `%s stands beside "when"`, node.Quote(e.Name))
			}
			joined = "said"
		case isOperator || e.Name == "metric":
			m.l.problem(e.Key, "move it into when: {all: [...]}", `%s stands beside "when"`, node.Quote(e.Name))
		case e.Name == "field" && !needsField:
			m.l.problem(e.Key, m.besideWhen(), `"field" stands beside "when"`)
		}
	}
	n := m.value("when", keys.KindCondition)
	if n == nil {
		return nil
	}
	return m.l.condition(n, c)
}

// joinedWhen is a condition that asks what stands beside when too; "" where nothing is asked there.
func (m *mapping) joinedWhen() string {
	own, n := wording.OwnCondition(m.all), m.entry("when").Value
	if name := dialect.KeyOf(own); name != "field" && name != "metric" || !m.hasTests() || m.has("bands") || m.has("each") {
		return ""
	}
	condition := node.Flow(n)
	if n.Kind == yaml.ScalarNode {
		condition = "{" + expression.Condition(n.Value, m.table == &keys.Stage) + "}"
	}
	if n.Kind == yaml.SequenceNode || condition == "{}" {
		return ""
	}
	return "when: {all: [" + condition + ", {" + own + "}]} in place of " + strings.Join(append(wording.TestNames(m.all), dialect.KeyOf(own)), ", ")
}

// alwaysWords stand in place of a condition that is always true.
var alwaysWords = []string{"always", "true", "else", "otherwise", "default", "any", "all", "*", "1=1", "常に", "その他", "それ以外"}

// besideWhen says what becomes of a field beside a condition: one that names a field needs none.
func (m *mapping) besideWhen() string {
	n := m.entry("when").Value
	switch {
	case foreign.NamesField(n, m.table == &keys.Stage):
		return "leave field out, as when names what it asks"
	case n.Kind == yaml.MappingNode && m.entry("field").Value != nil && !slices.ContainsFunc(node.EntriesOf(n), func(e node.Entry) bool { return !dialect.IsOperator(e.Name) }):
		return "write when: {field: " + node.Flow(m.entry("field").Value) + ", " + strings.TrimPrefix(node.Flow(n), "{")
	}
	return "name the field in when, or leave when out"
}

// bands reads the bands of a line, whose leaves are about the line's own field
// where they name none.
func (m *mapping) bands(table *keys.Mapping, c context) []rulebook.Band {
	n := m.value("bands", keys.KindList)
	if n == nil {
		return nil
	}
	write := m.translator().BandsReshaped(n)
	if n.Kind == yaml.ScalarNode {
		write = m.translator().Reshaped("bands", n)
	}
	if e := m.entry("points"); e != nil {
		write = cmp.Or(m.translator().ZippedBands(n, e.Value), write)
	}
	if write != "" {
		m.l.problem(n, "write "+write, "a band is a mapping")
		return nil
	}
	var bands []rulebook.Band
	for _, item := range m.list("bands", n, keys.MaxBands, "expected a list of bands, each after a dash") {
		if b, ok := m.l.open(item, table); ok {
			bands = append(bands, b.band(table, c))
		}
	}
	return bands
}

func (m *mapping) band(table *keys.Mapping, c context) rulebook.Band {
	band := rulebook.Band{Pos: node.Pos(m.node)}
	if table == &keys.ShareBand {
		band.Earns = m.amount("share", keys.KindShare, exact.Number{})
	} else {
		band.Earns = m.amount("points", keys.KindPoints, exact.Number{})
	}
	switch {
	case m.has("when"):
		band.When = m.when(c, false)
	case m.hasTests() || m.has("field"):
		band.When = m.leaf(c)
	}
	return band
}
