package yaml

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
	"leadscore/rulebook/yaml/internal/unknown"
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
			said := m.unknown()
			said.Say(all, i)
			m.take(said)
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
	if op, _ := match.LookupOperator(e.Name); (op.Operand == match.OperandTruth || want == keys.KindTruth.Want()) && l.file.IsBare(e) {
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

// unknown says what is wrong with keys that are none of the mapping's.
func (m *mapping) unknown() unknown.Keys {
	return unknown.Keys{File: m.l.file, Node: m.node, Table: m.table, Translator: m.translator(), Crowded: len(m.l.problems) > node.MaxProblems}
}

// take records what was said of unknown keys.
func (m *mapping) take(said unknown.Keys) {
	for _, p := range said.Problems {
		m.l.add(p)
	}
	for _, e := range said.There {
		if !m.has(e.Name) {
			m.all = append(m.all, e)
		}
	}
	m.lost = m.lost || said.Lost
	m.l.lineField = cmp.Or(m.l.lineField, said.LineField)
}
