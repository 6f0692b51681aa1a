// Package diff tells where two rulebooks say something else.
package diff

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/tree"
	"leadscore/rulebook/yaml/printer"
)

// Change is one place where two rulebooks say something else.
type Change struct {
	Section       string // criteria, icp, groups, frameworks, stages, fields, score, or another key at the head
	Name          string // of what it is in there: a criterion, a profile, a group ...; "" for none
	What          string // the keys that lead on from there: "band at_least: 500: points"; "": all of it
	Before, After string // as a rulebook writes it, on one line; "": it is not there
}

// Rulebooks lists where rulebook b says another thing than a that may change a score, a
// stage or a text, in the order of a, with what only b has behind. Comments, names of
// the whole, notes for people and tests are passed over; so is the order of lines, but for that of
// stages, which decides.
func Rulebooks(a, b *rulebook.Rulebook) []Change {
	d := differ{}
	before, after := printer.Tree(a, &printer.Comments{}), printer.Tree(b, &printer.Comments{})
	for _, key := range unionOfKeys(&before.Value, &after.Value) {
		if key == "name" || key == "tests" {
			continue
		}
		d.section = key
		d.sections(before.Find(key), after.Find(key))
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
func (d *differ) sections(a, b *tree.Value) {
	d.name = ""
	switch {
	case d.section == "icp":
		d.icp(a, b)
	case isNamed(d.section):
		for _, key := range unionOfKeys(a, b) {
			d.name = plainText(key)
			d.values("", a.Find(key), b.Find(key))
		}
	case a.Kind == yaml.SequenceNode && isOfMappings(a) || b.Kind == yaml.SequenceNode && isOfMappings(b):
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
func (d *differ) icp(a, b *tree.Value) {
	for _, key := range unionOfKeys(a, b) {
		if key != "profiles" {
			d.values(key, a.Find(key), b.Find(key))
			continue
		}
		for _, pair := range matched(a.Find(key), b.Find(key)) {
			d.name = pair.label
			d.values("", pair.a, pair.b)
			d.name = ""
		}
	}
}

// values compares what stands at a place.
func (d *differ) values(what string, a, b *tree.Value) {
	switch {
	case a.Kind == yaml.MappingNode && b.Kind == yaml.MappingNode:
		for _, key := range unionOfKeys(a, b) {
			if !isForPeople(key) {
				d.values(joinKeys(what, key), a.Find(key), b.Find(key))
			}
		}
	case a.Kind == yaml.SequenceNode && b.Kind == yaml.SequenceNode && isOfMappings(a) && isOfMappings(b):
		for _, pair := range matched(a, b) {
			d.values(joinKeys(singular(what), pair.label), pair.a, pair.b)
		}
	default:
		if before, after := a.Flat(), b.Flat(); before != after {
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
	a, b  *tree.Value
}

// matched finds the entries that belong together: by name, or by what they ask; where
// that leaves as many over in both, by their order.
func matched(a, b *tree.Value) []entryPair {
	var pairs []entryPair
	rest := make([]*tree.Value, 0, len(b.Items))
	for i := range b.Items {
		rest = append(rest, &b.Items[i])
	}
	open := 0
	for i := range a.Items {
		entry, other := &a.Items[i], &tree.Value{}
		same := func(v *tree.Value) bool { return label(v) == label(entry) }
		if at := slices.IndexFunc(rest, same); at >= 0 {
			other = rest[at]
			rest = slices.Delete(rest, at, at+1)
		} else {
			open++
		}
		pairs = append(pairs, entryPair{label(entry), entry, other})
	}
	if named := len(a.Items) > 0 && hasName(&a.Items[0]); !named && open == len(rest) {
		for i := range pairs {
			if pairs[i].b.Kind == 0 {
				pairs[i].b, rest = rest[0], rest[1:]
			}
		}
	}
	for _, entry := range rest {
		pairs = append(pairs, entryPair{label(entry), &tree.Value{}, entry})
	}
	return pairs
}

// label tells an entry of a list from the others: its name, or what it asks.
func label(v *tree.Value) string {
	for _, key := range []string{"name", "stage"} {
		if name := v.Find(key); name.Kind == yaml.ScalarNode {
			return plainText(name.Text)
		}
	}
	var asks []string
	for _, p := range v.Pairs {
		if !isEarned(p.Key) {
			asks = append(asks, p.Key+": "+p.Value.Flat())
		}
	}
	if len(asks) == 0 {
		return "otherwise"
	}
	return strings.Join(asks, ", ")
}

func hasName(v *tree.Value) bool { return v.Find("name").Kind != 0 || v.Find("stage").Kind != 0 }

// isEarned tells whether a key of a line says what it earns, not what it asks.
func isEarned(key string) bool {
	return slices.Contains([]string{"points", "share", "weight", "required", "missing", "bands"}, key)
}

func isOfMappings(list *tree.Value) bool {
	return len(list.Items) > 0 && list.Items[0].Kind == yaml.MappingNode
}

// unionOfKeys lists the keys of a, then those that only b has.
func unionOfKeys(a, b *tree.Value) []string {
	var keys []string
	for _, p := range slices.Concat(a.Pairs, b.Pairs) {
		if !slices.Contains(keys, p.Key) {
			keys = append(keys, p.Key)
		}
	}
	return keys
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
