package foreign

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file gathers keys that belong together, though each stands for itself: the keys of a decay in a
// group, bounds of the score, bands as keys of a line. The first of them is answered with all.

// gathered is what to write for the entry all[i] where it belongs together with others; "" where it
// does not.
func (t Translator) gathered(all []node.Entry, i int) string {
	if len(all) > mostEntries {
		return ""
	}
	switch t.Table {
	case &keys.Criterion:
		if write := t.bandKeys(all, i); write != "" {
			return write
		}
		return t.innerKeys(all, i, "decay", &keys.Decay)
	case &keys.Group:
		return t.innerKeys(all, i, "decay", &keys.Decay)
	case &keys.Rulebook:
		return t.scoreKeys(all, i)
	}
	return ""
}

// together is the text for the first of entries, and for the others that they go.
func together(all []node.Entry, of []int, i int, name, write string) string {
	if of[0] == i {
		return write
	}
	return "leave " + all[i].Name + " out: it stands in " + name
}

// innerKeys gathers keys of a mapping that stand beside the key which it has: half_life: 30d, from: Seen.
func (t Translator) innerKeys(all []node.Entry, i int, name string, inner *keys.Mapping) string {
	if wording.IndexOf(all, name) >= 0 {
		return ""
	}
	var of []int
	held := &yaml.Node{Kind: yaml.MappingNode}
	own := false
	for k, e := range all {
		if t.Table.Knows(e.Name) || e.Value == nil || !inner.Knows(e.Name) {
			continue
		}
		of, held.Content = append(of, k), append(held.Content, e.Key, e.Value)
		own = own || e.Name == "half_life" || e.Name == "linear" || e.Name == "keeps"
	}
	if !own || len(of) < 2 || !slices.Contains(of, i) {
		return ""
	}
	write := t.of(inner).inOurKeys(held)
	if write == "" {
		return ""
	}
	return together(all, of, i, name, name+": {"+write+"}")
}

// scoreKeys gathers bounds of the score: max_score: 100, min_score: 0.
func (t Translator) scoreKeys(all []node.Entry, i int) string {
	if wording.IndexOf(all, "score") >= 0 {
		return ""
	}
	var of []int
	var bounds []string
	for k, e := range all {
		if t.Table.Knows(e.Name) || e.Value == nil || e.Value.Kind != yaml.ScalarNode {
			continue
		}
		template, _ := dialect.Meant(t.Table, e.Name)
		if bound, found := strings.CutPrefix(template, "score: {m"); found && strings.HasSuffix(bound, ": {n}}") {
			of, bounds = append(of, k), append(bounds, "m"+strings.TrimSuffix(bound, "{n}}")+operand.Number(e.Value, false))
		}
	}
	if len(of) < 2 || !slices.Contains(of, i) {
		return ""
	}
	return together(all, of, i, "score", "score: {"+strings.Join(bounds, ", ")+"}")
}

// bandKeys gathers intervals that are keys of a line, with the points of each: 500+: 20, 100-499: 10.
func (t Translator) bandKeys(all []node.Entry, i int) string {
	if t.FieldOf(all) == "" || wording.AsksSomething(all) || wording.IndexOf(all, "points") >= 0 {
		return ""
	}
	var of []int
	table := &yaml.Node{Kind: yaml.MappingNode}
	for k, e := range all {
		if t.Table.Knows(e.Name) || e.Value == nil || !operand.IsNumber(e.Value) || !isInterval(e.Name) {
			continue
		}
		of, table.Content = append(of, k), append(table.Content, e.Key, e.Value)
	}
	if len(of) < 2 || !slices.Contains(of, i) {
		return ""
	}
	write := t.bandsMeant(table)
	if write == "" {
		return ""
	}
	return together(all, of, i, "bands", write)
}

// isInterval reports whether a key is a comparison with a number, or lies between two.
func isInterval(name string) bool {
	_, isNumber := meant.Number(name)
	return isNumber || operand.Compared(name) != "" || operand.Bin(name) != ""
}

// byChoice is what to write for a value that one key alone has among its choices: as: number.
func (t Translator) byChoice(all []node.Entry, e node.Entry) string {
	if t.Table != &keys.Field || e.Value.Kind != yaml.ScalarNode || node.IsNull(e.Value) {
		return ""
	}
	meant := ""
	for _, k := range t.Table.Keys {
		if len(k.Choices) == 0 || wording.IndexOf(all, k.Name) >= 0 {
			continue
		}
		write := dialect.Choice(k, e.Value.Value, "")
		if slices.Contains(k.Choices, e.Value.Value) {
			write = k.Name + ": " + e.Value.Value
		}
		switch {
		case !strings.HasPrefix(write, k.Name+": "):
		case meant != "":
			return ""
		default:
			meant = write
		}
	}
	return meant
}
