// Package unknown says of a key that a mapping of the rulebook language does not have what to
// write in its place: another key, a whole line in the words of other tools, or the value that
// a comma has cut apart.
package unknown

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// Keys says what to write in place of the unknown keys of one mapping.
type Keys struct {
	File       *node.File
	Node       *yaml.Node    // the mapping
	Table      *keys.Mapping // its keys
	Translator foreign.Translator
	Crowded    bool // so much is wrong in the file that no more is translated

	Problems  []rulebook.Problem // what was said
	There     []node.Entry       // the keys that were meant
	Lost      bool               // a key is of no use, and it is not clear which was meant
	LineField string             // the field that a line is about, where a key has told it
}

// problem says what is wrong at the place of n.
func (k *Keys) problem(n *yaml.Node, want, format string, args ...any) {
	k.Problems = append(k.Problems, rulebook.Problemf(node.Pos(n), want, format, args...))
}

// mostTranslated is how many keys a mapping may have whose unknown ones are translated.
const mostTranslated = 60

// Say says that the key of all[i] is none of the mapping's. Where it is clear which key was
// meant, that one is There, so that it is not missed. all[i] takes what commas have cut off of
// its value.
func (k *Keys) Say(all []node.Entry, i int) {
	e := all[i]
	if p, found := k.File.PunctuationAt(e.Key, node.AllLookalikes); found {
		k.Lost = true
		if name, value, isColon := strings.Cut(e.Name, "："); isColon && k.Table.Knows(name) && value != "" {
			p.Want = "write " + name + ": " + strings.TrimSpace(value)
			k.Lost = false
			k.count(all, name, node.Entry{Key: e.Key})
		} else if write := k.Translator.FullWidth(e.Name); write != "" {
			p.Want = "write " + write
		}
		k.Problems = append(k.Problems, p)
		return
	}
	if tail := k.tail(all, i); tail != nil {
		e.Value = tail
		all[i] = e
	}
	if k.spaceless(all, i) || k.Node.Style&yaml.FlowStyle != 0 && k.Broken(all, i) {
		return
	}
	if right := miswritten(k.Table, e.Name); right != "" {
		k.problem(e.Key, "write "+right, "unknown key %s in %s: keys are written in lower case and half-width letters", node.Quote(e.Name), k.Table.A)
		k.count(all, right, e)
		return
	}
	if len(all) > mostTranslated || k.Crowded { // each key is read beside all others
		k.Lost = true
		k.problem(e.Key, k.expected(nil), "unknown key %s in %s%s", node.Quote(e.Name), k.Table.A, homes(e.Name))
		return
	}
	if k.Translator.IsOperand(all, i) { // said with its operator
		return
	}
	if k.metricsTogether(all, i) {
		return
	}
	if k.Table == &keys.Field && k.File.IsBare(e) {
		k.problem(e.Key, "write column: "+e.Name, "the key %s has no value", node.Quote(e.Name))
		k.count(all, "column", node.Entry{Key: e.Key})
		return
	}
	what := fmt.Sprintf("unknown key %s in %s", node.Quote(e.Name), k.Table.A)
	e.Value = orEmpty(e.Value)
	all[i] = e
	if compared := operand.Compared(e.Name); compared != "" && node.IsNull(e.Value) && k.Table.Operators {
		k.problem(e.Key, "write "+compared, "%s", what)
		k.count(all, dialect.KeyOf(compared), node.Entry{Key: e.Key})
		return
	}
	row, _ := dialect.ByTable(k.Table, e.Name)
	if near, isForeign := near(k.Table, e.Name), row != ""; near != "" && fold.TypingErrors(e.Name, near) <= 1+len(e.Name)/10 && len(e.Name) > 4 && !isForeign && e.Value.Kind == yaml.ScalarNode {
		k.problem(e.Key, "did you mean "+near+"? write "+near+": "+node.Flow(e.Value), "%s", what)
		k.count(all, near, node.Entry{Key: e.Key})
		return
	}
	if write, adds := k.Translator.Instead(all, i); write != "" {
		k.problem(e.Key, imperative(write), "%s", what)
		k.Lost = k.Lost || len(adds) == 0
		if field, found := strings.CutPrefix(write, "field: "); found && k.Translator.Field == "" && k.Table == &keys.Criterion {
			k.LineField, _, _ = strings.Cut(field, ", ")
		}
		for _, name := range adds {
			k.count(all, name, node.Entry{Key: e.Key})
		}
		return
	}
	if near := near(k.Table, e.Name); near != "" && !(dialect.IsOperator(near) && near != "count" && e.Value.Kind == yaml.MappingNode) {
		k.problem(e.Key, "did you mean "+near+"? write "+near+": "+node.Flow(e.Value), "%s", what)
		k.count(all, near, node.Entry{Key: e.Key})
		return
	}
	if right := dialect.Misspelt(k.Table, e.Name); right != "" {
		meant := slices.Clone(all)
		meant[i].Name = right
		if write, adds := k.Translator.Instead(meant, i); write != "" && !strings.HasPrefix(write, "leave ") {
			k.problem(e.Key, "did you mean "+right+"? "+imperative(write), "%s", what)
			for _, name := range adds {
				k.count(all, name, node.Entry{Key: e.Key})
			}
			return
		}
	}
	k.Lost = true
	k.problem(e.Key, cmp.Or(k.elsewhere(all, e), k.needless(all, e), k.expected(all)), "%s%s", what, homes(e.Name))
}

// metricsTogether records that a stage rule asks several metrics, each in a key of its own:
// once, at the first.
func (k *Keys) metricsTogether(all []node.Entry, i int) bool {
	write, isFirst := k.Translator.MetricsTogether(all, i)
	if write == "" {
		return false
	}
	if isFirst {
		k.problem(all[i].Key, write, "unknown key %s in %s", node.Quote(all[i].Name), k.Table.A)
	}
	k.count(all, "when", node.Entry{Key: all[i].Key})
	return true
}

// spaceless records a key that is written without the space after its colon: inside braces
// name:Demo is one text.
func (k *Keys) spaceless(all []node.Entry, i int) bool {
	e := all[i]
	name, value, found := strings.Cut(e.Name, ":")
	if !found || !node.IsNull(e.Value) || !k.Table.Knows(name) || node.IsQuoted(e.Key) {
		return false
	}
	k.problem(e.Key, "write "+name+": "+value, "a space is missing after the colon in %s", node.Quote(e.Name))
	k.count(all, name, node.Entry{Key: e.Key})
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
func (k *Keys) count(all []node.Entry, name string, e node.Entry) {
	if !slices.ContainsFunc(all, func(other node.Entry) bool { return other.Name == name }) {
		e.Name = name
		k.There = append(k.There, e)
	}
}

// elsewhere says where a key belongs that is another mapping's; "" where that is not clear.
func (k *Keys) elsewhere(all []node.Entry, e node.Entry) string {
	field := cmp.Or(k.Translator.FieldOf(all), "NAME")
	of, ofField := keys.Field.Key(e.Name)
	if ofField && len(of.Choices) > 0 && e.Value.Kind == yaml.ScalarNode && !slices.Contains(of.Choices, e.Value.Value) && dialect.Choice(of, e.Value.Value, "") == "" {
		ofField = false
	}
	switch {
	case e.Name == "metric" && k.Table.Operators:
		return "write field: NAME here; the score is asked under stages: {stage: NAME, metric: score, at_least: 5}"
	case ofField && k.Table.Operators && k.Table != &keys.Stage:
		return "write it where the field is declared: fields: {" + field + ": {" + e.Name + ": " + node.Flow(e.Value) + "}}"
	}
	return ""
}

// needless says that a line which has all that it needs goes without a key that is none; ""
// for another line, and where the key is that of another mapping.
func (k *Keys) needless(all []node.Entry, e node.Entry) string {
	has := func(names ...string) bool {
		return slices.ContainsFunc(all, func(e node.Entry) bool { return slices.Contains(names, e.Name) })
	}
	asks := has("when", "bands", "each") || has("field") && slices.ContainsFunc(all, func(e node.Entry) bool { return dialect.IsOperator(e.Name) })
	if k.Table != &keys.Criterion || !asks || wording.ChangesMeaning(e.Name) || !has("points", "bands", "each") || homes(e.Name) != "" && e.Name != "type" && e.Name != "kind" {
		return ""
	}
	return "leave " + e.Name + " out, or write it after a #: a criterion has " + strings.Join(k.Table.KeyNames(), ", ") + ", and operators"
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
func (k *Keys) expected(all []node.Entry) string {
	if len(k.Table.Keys) == 0 {
		return "expected an operator such as at_least"
	}
	want := "expected one of: " + strings.Join(k.Table.KeyNames(), ", ")
	if k.Table.Operators {
		want += ", or an operator such as " + strings.Join(k.usualOperators(all), ", ")
	}
	return want
}

// usualOperators are those of the type that a line's field is declared with; without one,
// some of each.
func (k *Keys) usualOperators(all []node.Entry) []string {
	if t := k.Translator.Declared[fold.Text(k.Translator.FieldOf(all))]; t != rulebook.TypeUnset {
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
