package yaml

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/rulebook"
)

// Change is one place where two rulebooks say something else.
type Change struct {
	Section       string // criteria, icp, groups, frameworks, stages, fields, score, or another key at the head
	Name          string // of what it is in there: a criterion, a profile, a group ...; "" for none
	What          string // the keys that lead on from there: "band at_least: 500: points"; "": all of it
	Before, After string // as a rulebook writes it, on one line; "": it is not there
}

// Diff lists where rulebook b says another thing than a that may change a score, a
// stage or a text, in the order of a, with what only b has behind. Comments, names of
// the whole, notes for people and tests are passed over; so is the order of lines, but for that of
// stages, which decides.
func Diff(a, b *rulebook.Rulebook) []Change {
	d := differ{}
	before, after := printRulebook(a, &Comments{}), printRulebook(b, &Comments{})
	for _, key := range unionOfKeys(&before.value, &after.value) {
		if key == "name" || key == "tests" {
			continue
		}
		d.section = key
		d.sections(before.find(key), after.find(key))
	}
	if order := stageOrder(a); order != stageOrder(b) && sameNames(a, b) {
		d.changes = append(d.changes, Change{"stages", "", "order", order, stageOrder(b)})
	}
	return d.changes
}

// differ collects changes.
type differ struct {
	changes       []Change
	section, name string
}

// sections compares a section whose entries have names of their own.
func (d *differ) sections(a, b *value) {
	d.name = ""
	switch {
	case d.section == "icp":
		d.icp(a, b)
	case isNamed(d.section):
		for _, key := range unionOfKeys(a, b) {
			d.name = plainText(key)
			d.values("", a.find(key), b.find(key))
		}
	case a.kind == yaml.SequenceNode && isOfMappings(a) || b.kind == yaml.SequenceNode && isOfMappings(b):
		for _, pair := range matched(a, b) {
			d.name = pair.label
			d.values("", pair.a, pair.b)
		}
	default:
		d.values("", a, b)
	}
	d.name = ""
}

func isNamed(section string) bool {
	return section == "groups" || section == "frameworks" || section == "fields"
}

// icp compares profiles by their names, and the rest of the section.
func (d *differ) icp(a, b *value) {
	for _, key := range unionOfKeys(a, b) {
		if key != "profiles" {
			d.values(key, a.find(key), b.find(key))
			continue
		}
		for _, pair := range matched(a.find(key), b.find(key)) {
			d.name = pair.label
			d.values("", pair.a, pair.b)
			d.name = ""
		}
	}
}

// values compares what stands at a place.
func (d *differ) values(what string, a, b *value) {
	switch {
	case a.kind == yaml.MappingNode && b.kind == yaml.MappingNode:
		for _, key := range unionOfKeys(a, b) {
			if !isForPeople(key) {
				d.values(joinKeys(what, key), a.find(key), b.find(key))
			}
		}
	case a.kind == yaml.SequenceNode && b.kind == yaml.SequenceNode && isOfMappings(a) && isOfMappings(b):
		for _, pair := range matched(a, b) {
			d.values(joinKeys(singular(what), pair.label), pair.a, pair.b)
		}
	default:
		if before, after := a.flat(), b.flat(); before != after {
			d.changes = append(d.changes, Change{d.section, d.name, what, before, after})
		}
	}
}

// isForPeople tells whether a key of a line says nothing to the engine.
func isForPeople(key string) bool { return key == "why" || key == "owner" || key == "reviewed" }

func joinKeys(a, b string) string {
	switch {
	case a == "":
		return b
	case strings.HasSuffix(a, " "):
		return a + b
	}
	return a + ": " + b
}

// singular names one entry of a list.
func singular(key string) string {
	if i := strings.LastIndex(key, ": "); i >= 0 {
		return key[:i+2] + singular(key[i+2:])
	}
	return strings.TrimSuffix(key, "s") + " "
}

// entryPair are two entries of lists that belong together; one may be of no kind.
type entryPair struct {
	label string
	a, b  *value
}

// matched finds the entries that belong together: by name, or by what they ask; where
// that leaves as many over in both, by their order.
func matched(a, b *value) []entryPair {
	var pairs []entryPair
	rest := make([]*value, 0, len(b.items))
	for i := range b.items {
		rest = append(rest, &b.items[i])
	}
	open := 0
	for i := range a.items {
		entry, other := &a.items[i], &value{}
		same := func(v *value) bool { return v.label() == entry.label() }
		if at := slices.IndexFunc(rest, same); at >= 0 {
			other = rest[at]
			rest = slices.Delete(rest, at, at+1)
		} else {
			open++
		}
		pairs = append(pairs, entryPair{entry.label(), entry, other})
	}
	if named := len(a.items) > 0 && a.items[0].isNamed(); !named && open == len(rest) {
		for i := range pairs {
			if pairs[i].b.kind == 0 {
				pairs[i].b, rest = rest[0], rest[1:]
			}
		}
	}
	for _, entry := range rest {
		pairs = append(pairs, entryPair{entry.label(), &value{}, entry})
	}
	return pairs
}

// label tells an entry of a list from the others: its name, or what it asks.
func (v *value) label() string {
	for _, key := range []string{"name", "stage"} {
		if name := v.find(key); name.kind == yaml.ScalarNode {
			return plainText(name.text)
		}
	}
	var asks []string
	for _, p := range v.pairs {
		if !isEarned(p.key) {
			asks = append(asks, p.key+": "+p.value.flat())
		}
	}
	if len(asks) == 0 {
		return "otherwise"
	}
	return strings.Join(asks, ", ")
}

func (v *value) isNamed() bool { return v.find("name").kind != 0 || v.find("stage").kind != 0 }

// isEarned tells whether a key of a line says what it earns, not what it asks.
func isEarned(key string) bool {
	return slices.Contains([]string{"points", "share", "weight", "required", "missing", "bands"}, key)
}

func isOfMappings(list *value) bool {
	return len(list.items) > 0 && list.items[0].kind == yaml.MappingNode
}

// unionOfKeys lists the keys of a, then those that only b has.
func unionOfKeys(a, b *value) []string {
	var keys []string
	for _, p := range slices.Concat(a.pairs, b.pairs) {
		if !slices.Contains(keys, p.key) {
			keys = append(keys, p.key)
		}
	}
	return keys
}

// flat is the value on one line, however long.
func (v *value) flat() string {
	var parts []string
	switch v.kind {
	case yaml.ScalarNode:
		return v.text
	case yaml.SequenceNode:
		for i := range v.items {
			parts = append(parts, v.items[i].flat())
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case yaml.MappingNode:
		for i := range v.pairs {
			parts = append(parts, v.pairs[i].key+": "+v.pairs[i].value.flat())
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return ""
}

// plainText is a text without the quotes in which it is written.
func plainText(written string) string {
	var text string
	if err := yaml.Unmarshal([]byte(written), &text); err != nil {
		return written
	}
	return text
}

func stageOrder(rb *rulebook.Rulebook) string {
	var names []string
	for i := range rb.Stages {
		names = append(names, rb.Stages[i].Name)
	}
	return strings.Join(names, ", ")
}

// sameNames tells whether two rulebooks have the same stages, in any order.
func sameNames(a, b *rulebook.Rulebook) bool {
	names := func(rb *rulebook.Rulebook) []string {
		all := strings.Split(stageOrder(rb), ", ")
		slices.Sort(all)
		return all
	}
	return slices.Equal(names(a), names(b))
}
