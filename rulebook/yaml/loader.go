package yaml

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// loader walks the values of one file and collects what is wrong with them.
type loader struct {
	file      *node.File
	problems  []rulebook.Problem
	mappings  []span
	untyped   bool                     // the type of a field could not be read, so no rule's meaning is clear
	budget    int                      // values that the walk may still look at; below 0 it is over
	leaves    int                      // of conditions, so far
	cells     int                      // of the leads of tests, so far
	types     map[string]rulebook.Type // of the declared fields, by name in the normal form
	lineField string                   // the field of the line that is being read
	metrics   bool                     // the condition that is being read stands where metrics do
	framework string                   // that is being read
	patterns  int                      // bytes of regular expressions, so far
	steps     int                      // of regular expressions, so far
}

// span is where a mapping of the file begins and ends.
type span struct{ from, to rulebook.Pos }

func before(p, q rulebook.Pos) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Column < q.Column
}

func newLoader(text []byte, root *yaml.Node) *loader {
	return &loader{types: map[string]rulebook.Type{}, file: node.NewFile(text), budget: countValues(root) + maxExpansion}
}

// countValues counts the values written in a file.
func countValues(n *yaml.Node) int {
	count := 1
	for _, c := range n.Content {
		count += countValues(c)
	}
	return count
}

// problem records a problem at the place of n. Nothing is recorded once the budget
// is spent.
func (l *loader) problem(n *yaml.Node, want, format string, args ...any) {
	l.problemAt(node.Pos(n), want, format, args...)
}

func (l *loader) problemAt(pos rulebook.Pos, want, format string, args ...any) {
	l.add(rulebook.Problemf(pos, want, format, args...))
}

func (l *loader) add(p rulebook.Problem) {
	if l.budget >= 0 {
		l.problems = append(l.problems, p)
	}
}

// follow gives the value that n is or, being an alias, stands for; the place is
// that of n. Every value is looked at through it, so that the walk is bounded
// however often aliases repeat a value.
func (l *loader) follow(n *yaml.Node) *yaml.Node {
	if l.spend(n); l.budget < 0 {
		return &yaml.Node{Kind: yaml.ScalarNode, Line: n.Line, Column: n.Column}
	}
	if n.Kind != yaml.AliasNode {
		return n
	}
	target := *n.Alias
	target.Line, target.Column = n.Line, n.Column
	return &target
}

// entries gives the entries of a mapping in written order: those whose key is a
// text and stands for the first time. what names the mapping in messages. ok is
// false when n is no mapping at all.
func (l *loader) entries(n *yaml.Node, what, want string) (all []node.Entry, ok bool) {
	if n.Kind != yaml.MappingNode {
		l.wrongKind(n, what, want)
		return nil, false
	}
	l.checkTag(n)
	first := map[string]node.Entry{} // as each key stands first
	for i := 0; i+1 < len(n.Content) && l.budget >= 0; i += 2 {
		e := node.Entry{Key: l.follow(n.Content[i]), Value: l.follow(n.Content[i+1])}
		if l.checkKey(&e, what, first) {
			all = append(all, e)
		}
	}
	return all, true
}

func (l *loader) checkKey(e *node.Entry, what string, first map[string]node.Entry) bool {
	switch {
	case e.Key.Kind != yaml.ScalarNode:
		l.problem(e.Key, "write key: value", "a key of %s is not a text", what)
		return false
	case e.Key.Value == "<<":
		l.problem(e.Key, "write the keys out", "merge keys (<<) have no place in a rulebook")
		return false
	}
	e.Name = node.Text(e.Key)
	switch before, twice := first[e.Name]; {
	case twice && node.IsThousands("1", e.Name) && node.IsNull(e.Value):
		return false // a further group of digits, which is said with the first
	case twice:
		l.problem(e.Key, cmp.Or(bothMeant(before, *e), "keep one of them"), "%s stands twice in %s; the first is on line %d", node.Quote(e.Name), what, before.Key.Line)
		return false
	}
	first[e.Name] = *e
	return true
}

// bothMeant is what to write for an operator that stands twice, each time with texts of which
// any will do.
func bothMeant(a, b node.Entry) string {
	if before := []*yaml.Node{a.Value, b.Value}; before[0].Kind == before[1].Kind && (a.Name == "criteria" || a.Name == "stages" || a.Name == "tests" || a.Name == "fields" || a.Name == "groups" || a.Name == "profiles" || a.Name == "attributes") {
		return fmt.Sprintf("write these entries under the first, on line %d", a.Key.Line)
	}
	if !slices.Contains([]string{"is", "contains", "has_word", "starts_with", "ends_with", "has", "domain", "matches"}, a.Name) {
		return ""
	}
	var all []string
	for _, n := range append(node.ListOf(a.Value), node.ListOf(b.Value)...) {
		if n.Kind != yaml.ScalarNode || node.IsNull(n) {
			return ""
		}
		all = append(all, node.Flow(n))
	}
	return "write " + a.Name + ": [" + strings.Join(all, ", ") + "] if any of them will do"
}

// wrongKind records that n is not what was due, naming a character that only looks
// like YAML's punctuation where that is the cause.
func (l *loader) wrongKind(n *yaml.Node, what, want string) {
	if node.IsNull(n) {
		l.problem(n, want, "%s has no value", what)
		return
	}
	if p, found := l.file.PunctuationAt(n, node.AllLookalikes); found {
		if strings.HasPrefix(want, "write {") && n.Kind == yaml.ScalarNode {
			p.Want, p.Pos = want, node.Pos(n) // all of it
		}
		l.add(p)
		return
	}
	if n.Kind == yaml.SequenceNode && len(n.Content) == 1 && n.Style&yaml.FlowStyle == 0 && strings.HasPrefix(want, "expected a mapping") {
		want = "take out one dash: - " + node.Flow(n.Content[0])
	}
	l.problem(n, want, "%s is %s", what, node.Describe(n))
}

// checkTag refuses YAML's type tags: a value has the type of its key or field.
func (l *loader) checkTag(n *yaml.Node) {
	if n.Style&yaml.TaggedStyle != 0 {
		l.problem(n, "leave it out, or put a text that begins with ! in quotes", "%s is a YAML tag; a value is read as what its place needs", n.Tag)
	}
}

// list gives the entries of a list, at least one and at most as many as most says.
func (l *loader) list(n *yaml.Node, most int, what, want string) []*yaml.Node {
	if n.Kind != yaml.SequenceNode {
		l.wrongKind(n, what, want)
		return nil
	}
	l.checkTag(n)
	if len(n.Content) == 0 {
		l.problem(n, want, "%s is empty", what)
	}
	l.atMost(n, len(n.Content), most, what)
	items := make([]*yaml.Node, 0, len(n.Content))
	for _, c := range n.Content {
		if l.budget < 0 {
			break
		}
		items = append(items, l.follow(c))
	}
	return items
}

// named gives the entries of a mapping whose keys the rulebook makes up: at least
// one, each with a name that is not empty.
func (l *loader) named(n *yaml.Node, what, want string) []node.Entry {
	all, ok := l.entries(n, what, want)
	if ok && len(n.Content) == 0 {
		l.problem(n, want, "%s is empty", what)
	}
	l.atMost(n, len(all), keys.MaxEntries, what)
	return slices.DeleteFunc(all, func(e node.Entry) bool {
		switch {
		case strings.TrimSpace(e.Name) == "":
			l.problem(e.Key, "write a name before the colon", "a key of %s is empty", what)
		case utf8.RuneCountInString(node.Quoted(e.Name)) > maxName:
			l.problem(e.Key, "choose a shorter one", "a name of more than %d characters", maxName)
		default:
			return false
		}
		return true
	})
}
