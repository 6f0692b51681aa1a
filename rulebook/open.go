package rulebook

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match"
)

// opened is a mapping whose keys have been checked against its table. Its methods
// read the value of one key each; a key that is absent, or whose value was a
// problem, gives the zero value.
type opened struct {
	l     *loader
	node  *yaml.Node
	table *mapping
	all   []entry // known keys in written order; the value is nil where there is none
}

// open checks the keys of n against a table.
func (l *loader) open(n *yaml.Node, table *mapping) (*opened, bool) {
	all, ok := l.entries(n, table.a, "expected a mapping with keys such as "+strings.Join(table.keyNames(), ", "))
	if !ok {
		return nil, false
	}
	o := &opened{l: l, node: n, table: table}
	for i, e := range all {
		switch {
		case !table.knows(e.name):
			l.unknownKey(all, i, table)
			continue
		case isNull(e.value):
			l.noValue(e, o.want(e.name))
			e.value = nil
		}
		o.all = append(o.all, e)
	}
	o.requireKeys()
	return o, true
}

// noValue records that a key has no value, at the key.
func (l *loader) noValue(e entry, want string) {
	l.problem(e.key, nullWant(e.value, want), "%s has no value", quote(e.name))
}

// requireKeys records the required keys that are not there, at the mapping itself.
func (o *opened) requireKeys() {
	var missing []string
	for _, k := range o.table.keys {
		if k.required && !o.has(k.name) {
			missing = append(missing, k.name)
		}
	}
	if len(missing) > 0 {
		o.l.problem(o.node, "add "+strings.Join(missing, ": and ")+":", "%s has no %s", o.table.a, strings.Join(missing, " and no "))
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
func (o *opened) scalar(name string, kinds ...kind) (match.Scalar, bool) {
	n := o.take(name, kinds...)
	if n == nil {
		return match.Scalar{}, false
	}
	return o.l.scalar(n, name, o.want(name))
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

// unknownKey records that the key of all[i] is not one of the table's.
func (l *loader) unknownKey(all []entry, i int, table *mapping) {
	e := all[i]
	switch p, found := l.punctuationAt(e.key, allLookalikes); {
	case found:
		l.add(p)
		return
	case l.brokenNumber(all, i):
		return
	}
	l.problem(e.key, suggestKey(e.name, table), "unknown key %s in %s%s", quote(e.name), table.a, homes(e.name))
}

// brokenNumber records that all[i] is the tail of a number such as 1,200, which
// becomes two entries inside braces.
func (l *loader) brokenNumber(all []entry, i int) bool {
	if i == 0 || !isNull(all[i].value) || all[i-1].value.Kind != yaml.ScalarNode || !isThousands(all[i-1].value.Value, all[i].name) {
		return false
	}
	head, tail := all[i-1].value.Value, all[i].name
	l.problem(all[i-1].value, fmt.Sprintf(`write %s%s, or "%s,%s" in quotes`, head, tail, head, tail),
		"the comma in %s,%s parts two entries: in braces it does so in numbers too", head, tail)
	return true
}

// suggestKey says what to write in place of an unknown key.
func suggestKey(name string, table *mapping) string {
	for _, right := range otherSpellings[strings.ToLower(name)] {
		if table.knows(right) {
			return "did you mean " + right + "?"
		}
	}
	if len(name) <= 100 {
		if near, ok := match.Nearest(name, table.names()); ok && strings.EqualFold(near, name) {
			return "write " + near + ": keys are in lower case"
		} else if ok {
			return "did you mean " + near + "?"
		}
	}
	want := "expected one of: " + strings.Join(table.keyNames(), ", ")
	if table.operators {
		want += ", or an operator"
	}
	return want
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
