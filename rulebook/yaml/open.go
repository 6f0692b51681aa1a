package yaml

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// mapping is a mapping whose keys have been checked against its table. Its methods
// read the value of one key each; a key that is absent, or whose value was a
// problem, gives the zero value.
type mapping struct {
	l     *loader
	at    rulebook.Pos // of the mapping itself: its key, if it has one
	node  *yaml.Node
	table *keys.Mapping
	all   []node.Entry // known keys in written order; the value is nil where there is none
	lost  bool         // a key is of no use, and it is not clear which was meant
}

// open checks the keys of an entry of a list against a table.
func (l *loader) open(n *yaml.Node, table *keys.Mapping) (*mapping, bool) {
	return l.openAt(node.Pos(n), n, table)
}

// openEntry checks the keys of the mapping after a key against a table.
func (l *loader) openEntry(e node.Entry, table *keys.Mapping) (*mapping, bool) {
	return l.openAt(node.Pos(e.Key), e.Value, table)
}

func (l *loader) openAt(at rulebook.Pos, n *yaml.Node, table *keys.Mapping) (*mapping, bool) {
	l.mappings = append(l.mappings, span{at, node.End(n)})
	all, ok := l.entries(n, table.A, cmp.Or(imperativeOf(l.translator(table).ItemMeant(n)), table.Want()))
	if !ok {
		return nil, false
	}
	m := &mapping{l: l, at: at, node: n, table: table, lost: len(all) < len(n.Content)/2}
	if _, hasField := table.Key("field"); hasField && table.Operators && table != &keys.Condition {
		l.lineField = m.translator().FieldOf(all)
	}
	if write := m.translator().SentenceKey(all); write != "" && !table.Knows(all[0].Name) {
		l.problem(n, "write "+write, "a criterion is the sentence %s", node.Quote(all[0].Name))
		return nil, false
	}
	for i, e := range all {
		if table.Knows(e.Name) {
			m.addKnown(e)
		} else {
			m.unknownKey(all, i)
		}
	}
	m.requireKeys()
	return m, true
}

// addKnown adds an entry whose key is known.
func (m *mapping) addKnown(e node.Entry) {
	if node.IsNull(e.Value) {
		m.l.noValue(e, m.want(e.Name))
		e.Value = nil
	}
	m.all = append(m.all, e)
}

// noValue records that a key has no value, at the key.
func (l *loader) noValue(e node.Entry, want string) {
	if op, _ := match.LookupOperator(e.Name); (op.Operand == match.OperandTruth || want == keys.KindTruth.Want()) && l.bareKey(e) {
		want = "write " + e.Name + ": true"
	}
	if lost := l.lostText(e); lost != "" {
		want = "write " + e.Name + ": " + `"` + lost + `"` + ", in quotes"
	}
	l.problem(e.Key, nullWant(e.Value, want), "%s has no value", node.Quote(e.Name))
}

// texts are keys whose values are names and other texts.
var texts = []string{"field", "name", "column", "key", "show", "why", "stage", "group", "from", "of", "by", "lead", "at"}

// lostText is a text that YAML took for a comment, an anchor or a tag; "" for none.
func (l *loader) lostText(e node.Entry) string {
	switch {
	case e.Value.Value != "":
		return ""
	case e.Value.Anchor != "":
		return "&" + e.Value.Anchor
	case e.Value.Style&yaml.TaggedStyle != 0:
		return e.Value.Tag
	}
	if !slices.Contains(texts, e.Name) && !dialect.IsOperator(e.Name) {
		return ""
	}
	line := string(l.file.Line(e.Key.Line))
	_, rest, _ := strings.Cut(line, e.Name+":")
	if rest = strings.TrimSpace(rest); strings.HasPrefix(rest, "#") && !strings.ContainsAny(rest, `"`) {
		return rest
	}
	return ""
}

// translator translates what stands in this mapping.
func (m *mapping) translator() foreign.Translator {
	return m.l.translator(m.table)
}

// translator is translator of what stands outside of a mapping that is open.
func (l *loader) translator(table *keys.Mapping) foreign.Translator {
	return foreign.Translator{Line: wording.Line{Table: table, Field: l.lineField, Declared: l.types, Metrics: l.metrics && table == &keys.Condition}}
}

// openKey opens the mapping after a key; false where there is none.
func (m *mapping) openKey(name string, table *keys.Mapping) (*mapping, bool) {
	n := m.value(name, keys.KindMapping, keys.KindQuestion)
	if n == nil {
		return nil, false
	}
	if n.Kind != yaml.MappingNode {
		if write := m.translator().Reshaped(name, n); write != "" {
			m.l.problem(n, "write "+write, "%s is %s", node.Quote(name), node.Describe(n))
			return nil, false
		}
	}
	return m.l.openEntry(*m.entry(name), table)
}

// requireKeys records the required keys that are not there, at the mapping itself.
func (m *mapping) requireKeys() {
	var missing []string
	for _, k := range m.table.Keys {
		if k.Required && !m.has(k.Name) {
			missing = append(missing, k.Name)
		}
	}
	if len(missing) > 0 && !m.lost {
		m.l.problemAt(m.at, "add "+m.missingKeys(missing), "%s has no %s", m.table.A, strings.Join(missing, " and no "))
	}
}

// missingKeys says what to add, with values where they are clear.
func (m *mapping) missingKeys(missing []string) string {
	var parts []string
	for _, name := range missing {
		part := name + ":"
		switch {
		case m.table == &keys.Rulebook:
			part = "version: 1"
		case name == "stage" && m.table == &keys.Stage && m.has("out"):
			part = "stage: Disqualified"
		case name == "name" && m.l.lineField != "" && m.table == &keys.Criterion:
			part = "name: " + m.l.lineField
		case name == "name" && m.has("when") && wording.FieldWithin(m.entry("when").Value) != "":
			part = "name: " + wording.FieldWithin(m.entry("when").Value)
		case name == "from" && m.l.lineField != "":
			part = "from: " + m.l.lineField
		case name == "elements":
			part = "elements: {" + wording.ElementsOf(m.l.framework) + "}"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " and ")
}

// has reports whether the key stands in the mapping, with a usable value or not.
func (m *mapping) has(name string) bool { return m.entry(name) != nil }

func (m *mapping) entry(name string) *node.Entry {
	i := slices.IndexFunc(m.all, func(e node.Entry) bool { return e.Name == name })
	if i < 0 {
		return nil
	}
	return &m.all[i]
}

// value gives the value of a key, nil where there is none. The table must describe
// the key as one of kinds: so the reference cannot tell another story than the
// loader.
func (m *mapping) value(name string, kinds ...keys.Kind) *yaml.Node {
	k, ok := m.table.Key(name)
	if !ok || !slices.Contains(kinds, k.Kind) {
		panic(fmt.Sprintf("rulebook: %s has no key %q of the kinds %v", m.table.A, name, kinds))
	}
	if e := m.entry(name); e != nil {
		return e.Value
	}
	return nil
}

// list gives the entries of the list after a key, or what to write where that is none.
func (m *mapping) list(name string, n *yaml.Node, most int, want string) []*yaml.Node {
	if n.Kind == yaml.MappingNode {
		if write := m.translator().Reshaped(name, n); write != "" {
			want = "write " + write
		}
	}
	return m.l.list(n, most, node.Quote(name), want)
}

// want words what the value of a key should be.
func (m *mapping) want(name string) string {
	if op, ok := match.LookupOperator(name); ok {
		want := "expected a value, such as " + op.Example
		if op.Name == "is" || op.Name == "is_not" {
			want += "; for a blank cell write known: " + map[bool]string{true: "false", false: "true"}[op.Name == "is"]
		}
		return want
	}
	k, _ := m.table.Key(name)
	return k.Kind.Want() + strings.Join(k.Choices, ", ")
}

// scalar gives the one value of a key as it is written.
func (m *mapping) scalar(name string, kinds ...keys.Kind) (rulebook.Scalar, bool) {
	n := m.value(name, kinds...)
	if n == nil {
		return rulebook.Scalar{}, false
	}
	return m.l.scalar(n, node.Quote(name), m.want(name))
}

// mostTranslated is how many keys a mapping may have whose unknown ones are translated.
const mostTranslated = 60

// unknownKey records that the key of all[i] is not one of the mapping's. Where it
// is clear which key was meant, that one counts as there, so that it is not missed;
// unless it does stand there.
func (m *mapping) unknownKey(all []node.Entry, i int) {
	e := all[i]
	if p, found := m.l.file.PunctuationAt(e.Key, node.AllLookalikes); found {
		m.lost = true
		if name, value, isColon := strings.Cut(e.Name, "："); isColon && m.table.Knows(name) && value != "" {
			p.Want = "write " + name + ": " + strings.TrimSpace(value)
			m.lost = false
			m.count(all, name, node.Entry{Key: e.Key})
		} else if write := m.translator().FullWidth(e.Name); write != "" {
			p.Want = "write " + write
		}
		m.l.add(p)
		return
	}
	if tail := m.tail(all, i); tail != nil {
		e.Value = tail
		all[i] = e
	}
	if m.spaceless(all, i) || m.node.Style&yaml.FlowStyle != 0 && m.brokenText(all, i) {
		return
	}
	if right := miswritten(m.table, e.Name); right != "" {
		m.l.problem(e.Key, "write "+right, "unknown key %s in %s: keys are written in lower case and half-width letters", node.Quote(e.Name), m.table.A)
		m.count(all, right, e)
		return
	}
	if len(all) > mostTranslated || len(m.l.problems) > node.MaxProblems { // each key is read beside all others
		m.lost = true
		m.l.problem(e.Key, m.expected(nil), "unknown key %s in %s%s", node.Quote(e.Name), m.table.A, homes(e.Name))
		return
	}
	if m.translator().IsOperand(all, i) { // said with its operator
		return
	}
	if m.metricsTogether(all, i) {
		return
	}
	if m.table == &keys.Field && m.l.bareKey(e) {
		m.l.problem(e.Key, "write column: "+e.Name, "the key %s has no value", node.Quote(e.Name))
		m.count(all, "column", node.Entry{Key: e.Key})
		return
	}
	what := fmt.Sprintf("unknown key %s in %s", node.Quote(e.Name), m.table.A)
	e.Value = orEmpty(e.Value)
	all[i] = e
	if compared := operand.Compared(e.Name); compared != "" && node.IsNull(e.Value) && m.table.Operators {
		m.l.problem(e.Key, "write "+compared, "%s", what)
		m.count(all, dialect.KeyOf(compared), node.Entry{Key: e.Key})
		return
	}
	row, _ := dialect.ByTable(m.table, e.Name)
	if near, isForeign := near(m.table, e.Name), row != ""; near != "" && fold.TypingErrors(e.Name, near) <= 1+len(e.Name)/10 && len(e.Name) > 4 && !isForeign && e.Value.Kind == yaml.ScalarNode {
		m.l.problem(e.Key, "did you mean "+near+"? write "+near+": "+node.Flow(e.Value), "%s", what)
		m.count(all, near, node.Entry{Key: e.Key})
		return
	}
	if write, adds := m.translator().Instead(all, i); write != "" {
		m.l.problem(e.Key, imperative(write), "%s", what)
		m.lost = m.lost || len(adds) == 0
		if field, found := strings.CutPrefix(write, "field: "); found && m.l.lineField == "" && m.table == &keys.Criterion {
			m.l.lineField, _, _ = strings.Cut(field, ", ")
		}
		for _, name := range adds {
			m.count(all, name, node.Entry{Key: e.Key})
		}
		return
	}
	if near := near(m.table, e.Name); near != "" && !(dialect.IsOperator(near) && near != "count" && e.Value.Kind == yaml.MappingNode) {
		m.l.problem(e.Key, "did you mean "+near+"? write "+near+": "+node.Flow(e.Value), "%s", what)
		m.count(all, near, node.Entry{Key: e.Key})
		return
	}
	if right := dialect.Misspelt(m.table, e.Name); right != "" {
		meant := slices.Clone(all)
		meant[i].Name = right
		if write, adds := m.translator().Instead(meant, i); write != "" && !strings.HasPrefix(write, "leave ") {
			m.l.problem(e.Key, "did you mean "+right+"? "+imperative(write), "%s", what)
			for _, name := range adds {
				m.count(all, name, node.Entry{Key: e.Key})
			}
			return
		}
	}
	m.lost = true
	m.l.problem(e.Key, cmp.Or(m.elsewhere(all, e), m.needless(all, e), m.expected(all)), "%s%s", what, homes(e.Name))
}

// metricsTogether records that a stage rule asks several metrics, each in a key of its own:
// once, at the first.
func (m *mapping) metricsTogether(all []node.Entry, i int) bool {
	write, isFirst := m.translator().MetricsTogether(all, i)
	if write == "" {
		return false
	}
	if isFirst {
		m.l.problem(all[i].Key, write, "unknown key %s in %s", node.Quote(all[i].Name), m.table.A)
	}
	m.count(all, "when", node.Entry{Key: all[i].Key})
	return true
}

// spaceless records a key that is written without the space after its colon: inside braces
// name:Demo is one text.
func (m *mapping) spaceless(all []node.Entry, i int) bool {
	e := all[i]
	name, value, found := strings.Cut(e.Name, ":")
	if !found || !node.IsNull(e.Value) || !m.table.Knows(name) || node.IsQuoted(e.Key) {
		return false
	}
	m.l.problem(e.Key, "write "+name+": "+value, "a space is missing after the colon in %s", node.Quote(e.Name))
	m.count(all, name, node.Entry{Key: e.Key})
	return true
}

// imperative says what to do: most texts of the dialect are to be written.
func imperative(text string) string {
	if strings.HasPrefix(text, "leave ") {
		return text
	}
	return "write " + text
}

// orEmpty is the value of a key, which may have none.
func orEmpty(n *yaml.Node) *yaml.Node {
	if n == nil {
		return &yaml.Node{Kind: yaml.ScalarNode}
	}
	return n
}

// count takes a key for there unless it stands there itself.
func (m *mapping) count(all []node.Entry, name string, e node.Entry) {
	if !slices.ContainsFunc(all, func(other node.Entry) bool { return other.Name == name }) && !m.has(name) {
		e.Name = name
		m.all = append(m.all, e)
	}
}

// elsewhere says where a key belongs that is another mapping's; "" where that is not clear.
func (m *mapping) elsewhere(all []node.Entry, e node.Entry) string {
	field := cmp.Or(m.translator().FieldOf(all), "NAME")
	of, ofField := keys.Field.Key(e.Name)
	if ofField && len(of.Choices) > 0 && e.Value.Kind == yaml.ScalarNode && !slices.Contains(of.Choices, e.Value.Value) && dialect.Choice(of, e.Value.Value, "") == "" {
		ofField = false
	}
	switch {
	case e.Name == "metric" && m.table.Operators:
		return "write field: NAME here; the score is asked under stages: {stage: NAME, metric: score, at_least: 5}"
	case ofField && m.table.Operators && m.table != &keys.Stage:
		return "write it where the field is declared: fields: {" + field + ": {" + e.Name + ": " + node.Flow(e.Value) + "}}"
	}
	return ""
}

// needless says that a line which has all that it needs goes without a key that is none; ""
// for another line, and where the key is that of another mapping.
func (m *mapping) needless(all []node.Entry, e node.Entry) string {
	has := func(names ...string) bool {
		return slices.ContainsFunc(all, func(e node.Entry) bool { return slices.Contains(names, e.Name) })
	}
	asks := has("when", "bands", "each") || has("field") && slices.ContainsFunc(all, func(e node.Entry) bool { return dialect.IsOperator(e.Name) })
	if m.table != &keys.Criterion || !asks || wording.ChangesMeaning(e.Name) || !has("points", "bands", "each") || homes(e.Name) != "" && e.Name != "type" && e.Name != "kind" {
		return ""
	}
	return "leave " + e.Name + " out, or write it after a #: a criterion has " + strings.Join(m.table.KeyNames(), ", ") + ", and operators"
}

// brokenText records that the key of all[i], which has no colon, is the tail of the
// value before it: inside braces a comma ends a value, in 1,200 too.
func (m *mapping) brokenText(all []node.Entry, i int) bool {
	l := m.l
	if i == 0 || all[i-1].Value == nil || all[i-1].Value.Kind == yaml.MappingNode || node.IsQuoted(all[i-1].Value) || !l.bareKey(all[i]) {
		return false
	}
	if i > 1 && l.bareKey(all[i-1]) { // said with the first of them
		return true
	}
	if _, isKey := m.table.Key(all[i-1].Name); !isKey && !dialect.IsOperator(all[i-1].Name) && m.tail(all, i-1) != nil { // said with its key
		return true
	}
	value, tail := all[i-1].Value, all[i].Name
	if write := m.bareMeant(all, i); write != "" {
		l.problem(all[i].Key, write, "%s has no colon and no value", node.Quote(tail))
		if strings.HasPrefix(write, "write points: ") {
			m.count(all, "points", node.Entry{Key: all[i].Key})
		}
		return true
	}
	if isThousands(value.Value, tail) {
		number := l.grouped(value, tail)
		l.problem(value, fmt.Sprintf(`write %s, or "%s" in quotes`, strings.ReplaceAll(number, ",", ""), number),
			"the comma in %s ends the number: inside braces a comma parts entries", number)
		return true
	}
	if number := operand.Decimal(value.Value + "," + tail); number != "" && l.adjacent(all[i]) && (i+1 == len(all) || !l.bareKey(all[i+1])) {
		l.problem(value, "write "+number, "the comma in %s,%s ends the number: inside braces a comma parts entries", value.Value, tail)
		return true
	}
	l.problem(all[i].Key, m.joined(all, i), "%s stands after a comma, which inside braces ends the text before it", node.Quote(tail))
	return true
}

// tail is the value of a foreign key with what commas have cut off of it: a number, or a list;
// nil where nothing is.
func (m *mapping) tail(all []node.Entry, i int) *yaml.Node {
	value := all[i].Value
	if m.node.Style&yaml.FlowStyle == 0 || value == nil || value.Kind != yaml.ScalarNode || node.IsQuoted(value) || node.IsNull(value) || i+1 == len(all) || !m.l.bareKey(all[i+1]) {
		return nil
	}
	if head := strings.TrimLeft(value.Value, "$€£¥<>= "); isThousands(head, all[i+1].Name) {
		return &yaml.Node{Kind: yaml.ScalarNode, Value: strings.TrimSuffix(value.Value, head) + strings.ReplaceAll(m.l.grouped(&yaml.Node{Value: head, Line: value.Line, Column: value.Column + len(value.Value) - len(head)}, all[i+1].Name), ",", ""), Line: value.Line, Column: value.Column}
	}
	if m.bareMeant(all, i+1) != "" {
		return nil
	}
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Content: []*yaml.Node{value}, Line: value.Line, Column: value.Column}
	for _, e := range all[i+1:] {
		if !m.l.bareKey(e) {
			break
		}
		list.Content = append(list.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: e.Name})
	}
	return list
}

// bareMeant is what to write for a text that stands where an entry is due, and is a question or a
// condition: known, not empty, score >= 70.
func (m *mapping) bareMeant(all []node.Entry, i int) string {
	tests := slices.ContainsFunc(all, func(e node.Entry) bool { return dialect.IsOperator(e.Name) || e.Name == "when" })
	if points := m.barePoints(all, i); points != "" {
		return points
	}
	if !m.table.Operators || tests {
		return ""
	}
	name := all[i].Name
	if compared := operand.Compared(name); compared != "" {
		return "write " + compared
	}
	if _, isTruth := cell.TruthWord(name); isTruth && len(name) > 3 {
		return "write is: " + name
	}
	meant := slices.Clone(all)
	meant[i].Value = &yaml.Node{Kind: yaml.ScalarNode, Value: "true"}
	if write, adds := m.translator().Instead(meant, i); len(adds) == 1 && slices.Contains([]string{"known", "within", "within_next", "older_than"}, adds[0]) {
		return "write " + write
	}
	if meant := expression.Condition(name, m.table == &keys.Stage); meant != "" && (strings.HasPrefix(meant, "metric: ") || m.translator().FieldOf(all) == "") {
		return "write " + meant
	}
	return ""
}

// barePoints is what to write for a number that ends a criterion without points; "" for any other text.
func (m *mapping) barePoints(all []node.Entry, i int) string {
	name := all[i].Name
	if m.table != &keys.Criterion || i != len(all)-1 || strings.Trim(name, "+-0123456789.") != "" || operand.IsNumber(all[i-1].Value) || all[i-1].Value.Kind != yaml.ScalarNode {
		return ""
	}
	if slices.ContainsFunc(all, func(e node.Entry) bool { return e.Name == "points" || e.Name == "bands" || e.Name == "each" }) {
		return ""
	}
	return "write points: " + strings.TrimPrefix(name, "+")
}

// joined is what to write for a value that was parted by commas, all[i] being the first
// piece cut off.
func (m *mapping) joined(all []node.Entry, i int) string {
	from, head, parts := i, all[i-1], []string{all[i-1].Value.Value}
	for ; i < len(all) && m.l.bareKey(all[i]); i++ {
		parts = append(parts, all[i].Name)
	}
	text := parts[0]
	for k, part := range parts[1:] { // 1,000 is one number
		tail := text[strings.LastIndexAny(text, " (<>=$€¥")+1:]
		group := part[:len(part)-len(strings.TrimLeft(part, "0123456789"))]
		if isThousands(tail, group) && m.l.adjacent(all[from+k]) {
			text += "," + part
			continue
		}
		text += ", " + part
	}
	if bare, found := strings.CutPrefix(text, "("); found && strings.HasSuffix(bare, ")") && !strings.ContainsAny(bare[:len(bare)-1], "()") {
		text = strings.TrimSuffix(bare, ")")
	}
	if capped := operand.Capped(text); capped != "" && head.Name == "points" {
		return "write " + capped
	}
	if strings.Count(text, "(") > 0 {
		if meant := expression.Condition(text, m.table == &keys.Stage); meant != "" && !dialect.IsOperator(head.Name) {
			return "write when: {" + meant + "}"
		}
	}
	adjacent := m.l.adjacent(all[from])
	number := strings.Trim(strings.Join(parts, ""), "-0123456789") == "" && parts[0] != ""
	op, isOperator := match.LookupOperator(head.Name)
	k, _ := m.table.Key(head.Name)
	switch {
	case isOperator && op.Operand == match.OperandPair && len(parts) == 2,
		isOperator && slices.Contains([]string{"is", "is_not", "contains", "has_word", "has", "has_all", "starts_with", "ends_with", "domain"}, head.Name) && !(number && adjacent),
		k.Kind == keys.KindTexts:
		return "write " + head.Name + ": [" + text + "]; or put the whole text in quotes"
	case number && len(parts) == 2:
		return "write " + parts[0] + "." + parts[1] + " for the number"
	}
	return "put the whole text in quotes"
}

// adjacent reports whether a key stands right behind a comma, as decimals do.
func (l *loader) adjacent(e node.Entry) bool {
	line := l.file.Line(e.Key.Line)
	at := e.Key.Column - 2
	return at >= 0 && at < len(line) && line[at] == ','
}

// grouped is a number with all its groups of digits, as it stands in its line.
func (l *loader) grouped(first *yaml.Node, second string) string {
	line := l.file.Line(first.Line)
	if from := first.Column - 1; from < len(line) {
		if found := groups().FindString(string(line[from:])); found != "" {
			return found
		}
	}
	return first.Value + "," + second
}

var groups = lazyre.New(`^-?[0-9]{1,3}(?:,[0-9]{3})+`)

// bareKey reports whether a key stands without a colon and a value.
func (l *loader) bareKey(e node.Entry) bool {
	if !node.IsNull(e.Value) || e.Value.Value != "" || node.IsQuoted(e.Key) {
		return false
	}
	line, key := l.file.Line(e.Key.Line), []rune(e.Key.Value)
	begin := min(e.Key.Column-1, len(line))
	end := begin + len(key)
	if end > len(line) || !slices.Equal(line[begin:end], key) {
		return false
	}
	for end < len(line) && line[end] == ' ' {
		end++
	}
	return end == len(line) || line[end] != ':'
}

// miswritten gives the key that a name is but for capitals and widths; "" for none.
func miswritten(m *keys.Mapping, name string) string {
	for _, right := range m.Names() {
		if len(name) <= dialect.MaxMeant && name != right && fold.Text(name) == right {
			return right
		}
	}
	return ""
}

// near gives the key that is a typing error away; "" for none, and for one that would say
// the opposite.
func near(m *keys.Mapping, name string) string {
	if len(name) > dialect.MaxMeant {
		return ""
	}
	near, ok := fold.Nearest(name, m.Names())
	if !ok || dialect.TurnsRound(name, near) {
		return ""
	}
	return near
}

// expected lists what may stand in place of an unknown key.
func (m *mapping) expected(all []node.Entry) string {
	if len(m.table.Keys) == 0 {
		return "expected an operator such as at_least"
	}
	want := "expected one of: " + strings.Join(m.table.KeyNames(), ", ")
	if m.table.Operators {
		want += ", or an operator such as " + strings.Join(m.usualOperators(all), ", ")
	}
	return want
}

// usualOperators are those of the type that a line's field is declared with; without one,
// some of each.
func (m *mapping) usualOperators(all []node.Entry) []string {
	if t := m.l.types[fold.Text(m.translator().FieldOf(all))]; t != rulebook.TypeUnset {
		return match.OperatorNames(t)
	}
	return []string{"is", "is_not", "contains", "at_least", "below", "between", "within", "known"}
}

// homes says, after a comma, which mappings have a key of this name.
func homes(name string) string {
	var titles []string
	for _, m := range keys.All() {
		if _, ok := m.Key(name); ok && !slices.Contains(titles, m.A) {
			titles = append(titles, m.A)
		}
	}
	if len(titles) == 0 {
		return ""
	}
	return "; it is a key of " + strings.Join(titles, ", ")
}
