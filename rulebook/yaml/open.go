package yaml

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

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
	l.problem(e.key, nullWant(e.value, want), "%s has no value", quote(e.name))
}

// openKey opens the mapping after a key; false where there is none.
func (o *opened) openKey(name string, table *mapping) (*opened, bool) {
	if o.take(name, kindMapping, kindQuestion) == nil {
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
		o.l.problemAt(o.at, "add "+strings.Join(missing, ": and ")+":", "%s has no %s", o.table.a, strings.Join(missing, " and no "))
	}
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

// want words what the value of a key should be.
func (o *opened) want(name string) string {
	if op, ok := match.LookupOperator(name); ok {
		return "expected a value, such as " + op.Example
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

// otherSpellings are keys and operators that people write out of habit, and what
// they are called here.
var otherSpellings = map[string][]string{
	"=": {"is"}, "==": {"is"}, "eq": {"is"}, "equals": {"is"}, "in": {"is"}, "one_of": {"is"}, "value": {"is", "points"}, "values": {"is"},
	"!=": {"is_not"}, "<>": {"is_not"}, "ne": {"is_not"}, "not_in": {"is_not"}, "not_equals": {"is_not"},
	">=": {"at_least"}, "gte": {"at_least"}, "min": {"at_least"}, "minimum": {"at_least", "min"},
	"<=": {"at_most"}, "lte": {"at_most"}, "max": {"at_most"}, "maximum": {"at_most", "max"},
	">": {"above"}, "gt": {"above"}, "more_than": {"above"}, "greater_than": {"above"},
	"<": {"below"}, "lt": {"below"}, "less_than": {"below"}, "under": {"below"}, "range": {"between"},
	"regex": {"matches"}, "regexp": {"matches"}, "pattern": {"matches"}, "like": {"contains"}, "exists": {"known"}, "word": {"has_word"},
	"and": {"all"}, "or": {"any"}, "if": {"when"}, "condition": {"when"}, "where": {"when"},
	"columns": {"column"}, "header": {"column"}, "rules": {"criteria"}, "profile": {"profiles"}, "title": {"name"}, "id": {"name"},
	"description": {"why", "because"}, "reason": {"why", "because"}, "comment": {"why", "because"}, "note": {"why"},
	"score": {"points"}, "pts": {"points"}, "percent": {"share"}, "default": {"missing", "blank"}, "tz": {"timezone"}, "lang": {"language"},
	"expect": {"want"}, "expected": {"want"}, "input": {"lead"},
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
	if o.node.Style&yaml.FlowStyle != 0 && o.l.brokenText(all, i) {
		return
	}
	right, sure := o.table.meant(e.name)
	switch {
	case right == "":
		o.lost = true
		o.l.problem(e.key, o.table.expected(), "unknown key %s in %s%s", quote(e.name), o.table.a, homes(e.name))
		return
	case sure:
		o.l.problem(e.key, "write "+right, "unknown key %s in %s: keys are written in lower case and half-width letters", quote(e.name), o.table.a)
	default:
		o.l.problem(e.key, "did you mean "+right+"?", "unknown key %s in %s", quote(e.name), o.table.a)
		e.value = nil
	}
	if !slices.ContainsFunc(all, func(other entry) bool { return other.name == right }) && !o.has(right) {
		e.name = right
		o.all = append(o.all, e)
	}
}

// brokenText records that the key of all[i], which has no colon, is the tail of the
// value before it: inside braces a comma ends a value, in 1,200 too.
func (l *loader) brokenText(all []entry, i int) bool {
	if i == 0 || all[i-1].value.Kind != yaml.ScalarNode || quoted(all[i-1].value) || !l.bareKey(all[i]) {
		return false
	}
	value, tail := all[i-1].value, all[i].name
	if isThousands(value.Value, tail) {
		l.problem(value, fmt.Sprintf(`write %s%s, or "%[1]s,%[2]s" in quotes`, value.Value, tail),
			"the comma in %s,%s ends the number: inside braces a comma parts entries", value.Value, tail)
		return true
	}
	l.problem(all[i].key, "put the whole text in quotes", "%s stands after a comma, which inside braces ends the text before it", quote(tail))
	return true
}

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

// meant gives the key that was probably meant by an unknown one, "" for none. sure
// is true when only capitals and widths differ.
func (m *mapping) meant(name string) (right string, sure bool) {
	if len(name) > maxMeant {
		return "", false
	}
	near, ok := fold.Nearest(name, m.names())
	if ok && fold.Text(name) == near {
		return near, true
	}
	for _, other := range otherSpellings[fold.Text(name)] {
		if m.knows(other) {
			return other, false
		}
	}
	return near, false
}

// expected lists what may stand in place of an unknown key.
func (m *mapping) expected() string {
	if len(m.keys) == 0 {
		return "expected an operator such as at_least"
	}
	want := "expected one of: " + strings.Join(m.keyNames(), ", ")
	if m.operators {
		want += ", or an operator"
	}
	return want
}

// want words what is due where the mapping is not.
func (m *mapping) want() string {
	if len(m.keys) == 0 {
		return "expected operators, such as {at_least: 2}"
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
