package yaml

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// opened is a mapping whose keys have been checked against its table. Its methods
// read the value of one key each; a key that is absent, or whose value was a
// problem, gives the zero value.
type opened struct {
	l     *loader
	at    rulebook.Pos // of the mapping itself: its key, if it has one
	node  *yaml.Node
	table *mapping
	all   []entry // known keys in written order; the value is nil where there is none
	lost  bool    // a key is of no use, and it is not clear which was meant
}

// open checks the keys of an entry of a list against a table.
func (l *loader) open(n *yaml.Node, table *mapping) (*opened, bool) {
	return l.openAt(place(n), n, table)
}

// openEntry checks the keys of the mapping after a key against a table.
func (l *loader) openEntry(e entry, table *mapping) (*opened, bool) {
	return l.openAt(place(e.key), e.value, table)
}

func (l *loader) openAt(at rulebook.Pos, n *yaml.Node, table *mapping) (*opened, bool) {
	l.mappings = append(l.mappings, span{at, endOf(n)})
	all, ok := l.entries(n, table.a, table.want())
	if !ok {
		return nil, false
	}
	o := &opened{l: l, at: at, node: n, table: table, lost: len(all) < len(n.Content)/2}
	if _, hasField := table.key("field"); hasField && table.operators && table != &conditionKeys {
		l.own = o.fieldOf(all)
	}
	for i, e := range all {
		if table.knows(e.name) {
			o.keep(e)
		} else {
			o.unknownKey(all, i)
		}
	}
	o.requireKeys()
	return o, true
}

// keep adds an entry whose key is known.
func (o *opened) keep(e entry) {
	if isNull(e.value) {
		o.l.noValue(e, o.want(e.name))
		e.value = nil
	}
	o.all = append(o.all, e)
}

// noValue records that a key has no value, at the key.
func (l *loader) noValue(e entry, want string) {
	if lost := l.lostText(e); lost != "" {
		want = "write " + e.name + ": " + `"` + lost + `"` + ", in quotes"
	}
	l.problem(e.key, nullWant(e.value, want), "%s has no value", quote(e.name))
}

// texts are keys whose values are names and other texts.
var texts = []string{"field", "name", "column", "key", "show", "why", "stage", "group", "from", "of", "by", "lead", "at"}

// lostText is a text that YAML took for a comment, an anchor or a tag; "" for none.
func (l *loader) lostText(e entry) string {
	switch {
	case e.value.Value != "":
		return ""
	case e.value.Anchor != "":
		return "&" + e.value.Anchor
	case e.value.Style&yaml.TaggedStyle != 0:
		return e.value.Tag
	}
	if !slices.Contains(texts, e.name) && !isOperatorName(e.name) {
		return ""
	}
	line := string(l.line(e.key.Line))
	_, rest, _ := strings.Cut(line, e.name+":")
	if rest = strings.TrimSpace(rest); strings.HasPrefix(rest, "#") && !strings.ContainsAny(rest, `"`) {
		return rest
	}
	return ""
}

// openKey opens the mapping after a key; false where there is none.
func (o *opened) openKey(name string, table *mapping) (*opened, bool) {
	n := o.take(name, kindMapping, kindQuestion)
	if n == nil {
		return nil, false
	}
	if write := o.reshaped(name, n); n.Kind != yaml.MappingNode && write != "" {
		o.l.problem(n, "write "+write, "%s is %s", quote(name), describe(n))
		return nil, false
	}
	return o.l.openEntry(*o.entry(name), table)
}

// requireKeys records the required keys that are not there, at the mapping itself.
func (o *opened) requireKeys() {
	var missing []string
	for _, k := range o.table.keys {
		if k.required && !o.has(k.name) {
			missing = append(missing, k.name)
		}
	}
	if len(missing) > 0 && !o.lost {
		o.l.problemAt(o.at, "add "+o.missingKeys(missing), "%s has no %s", o.table.a, strings.Join(missing, " and no "))
	}
}

// missingKeys says what to add, with values where they are clear.
func (o *opened) missingKeys(missing []string) string {
	var parts []string
	for _, name := range missing {
		part := name + ":"
		switch {
		case o.table == &rulebookKeys:
			part = "version: 1"
		case name == "name" && o.has("field"):
			part = "name: " + flow(o.entry("field").value)
		case name == "from" && o.l.own != "":
			part = "from: " + o.l.own
		case name == "elements":
			part = "elements: {" + elementsOf(o.l.framework) + "}"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " and ")
}

// has reports whether the key stands in the mapping, with a usable value or not.
func (o *opened) has(name string) bool { return o.entry(name) != nil }

func (o *opened) entry(name string) *entry {
	i := slices.IndexFunc(o.all, func(e entry) bool { return e.name == name })
	if i < 0 {
		return nil
	}
	return &o.all[i]
}

// take gives the value of a key, nil where there is none. The table must describe
// the key as one of kinds: so the reference cannot tell another story than the
// loader.
func (o *opened) take(name string, kinds ...kind) *yaml.Node {
	k, ok := o.table.key(name)
	if !ok || !slices.Contains(kinds, k.kind) {
		panic(fmt.Sprintf("rulebook: %s has no key %q of the kinds %v", o.table.a, name, kinds))
	}
	if e := o.entry(name); e != nil {
		return e.value
	}
	return nil
}

// list gives the entries of the list after a key, or what to write where that is none.
func (o *opened) list(name string, n *yaml.Node, most int, want string) []*yaml.Node {
	if write := o.reshaped(name, n); n.Kind == yaml.MappingNode && write != "" {
		want = "write " + write
	}
	return o.l.list(n, most, quote(name), want)
}

// want words what the value of a key should be.
func (o *opened) want(name string) string {
	if op, ok := match.LookupOperator(name); ok {
		want := "expected a value, such as " + op.Example
		if op.Name == "is" || op.Name == "is_not" {
			want += "; for a blank cell write known: " + map[bool]string{true: "false", false: "true"}[op.Name == "is"]
		}
		return want
	}
	k, _ := o.table.key(name)
	return kindWords[k.kind].want + strings.Join(k.choices, ", ")
}

// scalar gives the one value of a key as it is written.
func (o *opened) scalar(name string, kinds ...kind) (rulebook.Scalar, bool) {
	n := o.take(name, kinds...)
	if n == nil {
		return rulebook.Scalar{}, false
	}
	return o.l.scalar(n, quote(name), o.want(name))
}

// unknownKey records that the key of all[i] is not one of the mapping's. Where it
// is clear which key was meant, that one counts as there, so that it is not missed;
// unless it does stand there.
func (o *opened) unknownKey(all []entry, i int) {
	e := all[i]
	if p, found := o.l.punctuationAt(e.key, allLookalikes); found {
		o.lost = true
		o.l.add(p)
		return
	}
	if o.spaceless(all, i) || o.node.Style&yaml.FlowStyle != 0 && o.l.brokenText(all, i) {
		return
	}
	if right := o.table.miswritten(e.name); right != "" {
		o.l.problem(e.key, "write "+right, "unknown key %s in %s: keys are written in lower case and half-width letters", quote(e.name), o.table.a)
		o.count(all, right, e)
		return
	}
	if o.isOperand(all, i) { // said with its operator
		return
	}
	what := fmt.Sprintf("unknown key %s in %s", quote(e.name), o.table.a)
	e.value = orEmpty(e.value)
	all[i] = e
	if write, adds := o.instead(all, i); write != "" {
		o.l.problem(e.key, imperative(write), "%s", what)
		o.lost = o.lost || len(adds) == 0
		for _, name := range adds {
			o.count(all, name, entry{key: e.key})
		}
		return
	}
	if near := o.table.near(e.name); near != "" {
		o.l.problem(e.key, "did you mean "+near+"? write "+near+": "+flow(e.value), "%s", what)
		o.count(all, near, entry{key: e.key})
		return
	}
	o.lost = true
	o.l.problem(e.key, orElse(o.elsewhere(all, e), o.expected(all)), "%s%s", what, homes(e.name))
}

// spaceless records a key that is written without the space after its colon: inside braces
// name:Demo is one text.
func (o *opened) spaceless(all []entry, i int) bool {
	e := all[i]
	name, value, found := strings.Cut(e.name, ":")
	if !found || !isNull(e.value) || !o.table.knows(name) || quoted(e.key) {
		return false
	}
	o.l.problem(e.key, "write "+name+": "+value, "a space is missing after the colon in %s", quote(e.name))
	o.count(all, name, entry{key: e.key})
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
func (o *opened) count(all []entry, name string, e entry) {
	if !slices.ContainsFunc(all, func(other entry) bool { return other.name == name }) && !o.has(name) {
		e.name = name
		o.all = append(o.all, e)
	}
}

// elsewhere says where a key belongs that is another mapping's; "" where that is not clear.
func (o *opened) elsewhere(all []entry, e entry) string {
	field := orElse(o.fieldOf(all), "NAME")
	_, ofField := fieldKeys.key(e.name)
	switch {
	case e.name == "metric" && o.table.operators:
		return "write field: NAME here; the score is asked under stages: {stage: NAME, metric: score, at_least: 5}"
	case ofField && o.table.operators && o.table != &stageKeys:
		return "write it where the field is declared: fields: {" + field + ": {" + e.name + ": " + flow(e.value) + "}}"
	}
	return ""
}

// brokenText records that the key of all[i], which has no colon, is the tail of the
// value before it: inside braces a comma ends a value, in 1,200 too.
func (l *loader) brokenText(all []entry, i int) bool {
	if i == 0 || all[i-1].value.Kind != yaml.ScalarNode || quoted(all[i-1].value) || !l.bareKey(all[i]) {
		return false
	}
	value, tail := all[i-1].value, all[i].name
	if isThousands(value.Value, tail) {
		number := l.grouped(value, tail)
		l.problem(value, fmt.Sprintf(`write %s, or "%s" in quotes`, strings.ReplaceAll(number, ",", ""), number),
			"the comma in %s ends the number: inside braces a comma parts entries", number)
		return true
	}
	want := "put the whole text in quotes"
	if digits := "0123456789"; value.Value != "" && tail != "" && strings.Trim(strings.TrimPrefix(value.Value, "-"), digits) == "" && strings.Trim(tail, digits) == "" {
		want = "write " + value.Value + "." + tail + " for the number"
	}
	l.problem(all[i].key, want, "%s stands after a comma, which inside braces ends the text before it", quote(tail))
	return true
}

// grouped is a number with all its groups of digits, as it stands in its line.
func (l *loader) grouped(first *yaml.Node, second string) string {
	line := l.line(first.Line)
	if from := first.Column - 1; from < len(line) {
		if found := groups().FindString(string(line[from:])); found != "" {
			return found
		}
	}
	return first.Value + "," + second
}

var groups = lazyre.New(`^-?[0-9]{1,3}(?:,[0-9]{3})+`)

// bareKey reports whether a key stands without a colon and a value.
func (l *loader) bareKey(e entry) bool {
	if !isNull(e.value) || e.value.Value != "" || quoted(e.key) {
		return false
	}
	line, key := l.line(e.key.Line), []rune(e.key.Value)
	begin := min(e.key.Column-1, len(line))
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
func (m *mapping) miswritten(name string) string {
	for _, right := range m.names() {
		if len(name) <= maxMeant && name != right && fold.Text(name) == right {
			return right
		}
	}
	return ""
}

// near gives the key that is a typing error away; "" for none, and for one that would say
// the opposite.
func (m *mapping) near(name string) string {
	if len(name) > maxMeant {
		return ""
	}
	near, ok := fold.Nearest(name, m.names())
	if !ok || turnsRound(name, near) {
		return ""
	}
	return near
}

// expected lists what may stand in place of an unknown key.
func (o *opened) expected(all []entry) string {
	if len(o.table.keys) == 0 {
		return "expected an operator such as at_least"
	}
	want := "expected one of: " + strings.Join(o.table.keyNames(), ", ")
	if o.table.operators {
		want += ", or an operator such as " + strings.Join(o.usualOperators(all), ", ")
	}
	return want
}

// usualOperators are those of the type that a line's field is declared with; without one,
// some of each.
func (o *opened) usualOperators(all []entry) []string {
	if t := o.l.types[fold.Text(o.fieldOf(all))]; t != rulebook.TypeUnset {
		return match.OperatorNames(t)
	}
	return []string{"is", "is_not", "contains", "at_least", "below", "between", "within", "known"}
}

// want words what is due where the mapping is not.
func (m *mapping) want() string {
	switch {
	case len(m.keys) == 0:
		return "expected operators, such as {at_least: 2}"
	case m.title == rulebookTitle:
		return "expected a rulebook, which begins with version: 1 and goes on with keys such as criteria and stages"
	}
	return "expected a mapping with keys such as " + strings.Join(m.keyNames()[:min(4, len(m.keys))], ", ")
}

// homes says, after a comma, which mappings have a key of this name.
func homes(name string) string {
	var titles []string
	for _, m := range allMappings() {
		if _, ok := m.key(name); ok && !slices.Contains(titles, m.a) {
			titles = append(titles, m.a)
		}
	}
	if len(titles) == 0 {
		return ""
	}
	return "; it is a key of " + strings.Join(titles, ", ")
}
