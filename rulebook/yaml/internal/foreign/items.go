package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads entries of lists that are no mappings: sentences, rows of a table, keys of which each
// has a dash of its own.

// ItemMeant is what to write for an entry of a list that should be a mapping; "" where that is
// not clear.
func (t Translator) ItemMeant(n *yaml.Node) string {
	switch {
	case t.Table == &keys.Rulebook:
		return ""
	case n.Kind == yaml.SequenceNode && t.Table != &keys.Criterion:
		return t.pairsMeant(n)
	case n.Kind == yaml.SequenceNode:
		return cmp.Or(expression.Row(n), t.pairsMeant(n))
	case n.Kind == yaml.ScalarNode && !node.IsNull(n):
		if wide := t.wideItem(n); wide != "" {
			return wide
		}
		return cmp.Or(expression.Assignments(n.Value, t.Table), t.ruleMeant(n.Value), wording.NamedOnly(n, t.Table))
	}
	return ""
}

// pairsMeant is a mapping that stands in brackets: [name: A, field: C]; "" for any other list.
func (t Translator) pairsMeant(n *yaml.Node) string {
	var parts []string
	for _, item := range n.Content {
		if item.Kind != yaml.MappingNode || len(item.Content) != 2 {
			return ""
		}
		parts = append(parts, node.Flow(item.Content[0])+": "+node.Flow(item.Content[1]))
	}
	if len(parts) < 2 {
		return ""
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// ruleMeant reads a criterion or a stage rule as a sentence: Employees > 100: +10.
func (t Translator) ruleMeant(text string) string {
	found := expression.RuleSentence().FindStringSubmatch(strings.TrimSpace(text))
	switch {
	case t.Table == &keys.Stage:
		return expression.StageSentence(strings.TrimSpace(text))
	case t.Table != &keys.Criterion:
		return ""
	case found == nil:
		return expression.ReversedRule(text)
	}
	return expression.SentenceRule(found[1], found[2])
}

// FullWidth is a mapping whose signs are those of a Japanese keyboard, in our words: 項目：役職、点数：10.
func (t Translator) FullWidth(text string) string {
	m := &yaml.Node{Kind: yaml.MappingNode}
	if !strings.ContainsAny(text, "、，,") {
		text = pairStart().ReplaceAllString(text, "、$1：") // lines that YAML has joined
	}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '、' || r == '，' || r == ',' }) {
		name, value, found := strings.Cut(part, "：")
		if name, value = strings.TrimSpace(name), strings.TrimSpace(value); !found || name == "" || value == "" {
			return ""
		}
		m.Content = append(m.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name}, &yaml.Node{Kind: yaml.ScalarNode, Value: value})
	}
	return t.inOurKeys(m)
}

// wideItem is an entry of a list whose keys have the colons of a Japanese keyboard.
func (t Translator) wideItem(n *yaml.Node) string {
	if strings.Count(n.Value, "：") < 2 {
		return ""
	}
	if meant := t.FullWidth(n.Value); meant != "" {
		return "{" + meant + "}"
	}
	return ""
}

var pairStart = lazyre.New(`\s+([^\s：]+)：`)

// StagesReordered is what to write for stage rules in the words of other tools of which the best does
// not stand first; "" for any other list.
func (t Translator) StagesReordered(list *yaml.Node) string {
	stage := t.of(&keys.Stage)
	var items []string
	isForeign := false
	for _, item := range list.Content {
		one := ""
		switch all := node.EntriesOf(item); {
		case item.Kind != yaml.MappingNode || len(list.Content) > mostEntries:
			return ""
		case len(all) == 1 && !keys.Stage.Knows(all[0].Name):
			one, isForeign = stage.itemNamed(all[0]), true
		default:
			one = stage.inOurKeys(item)
			isForeign = isForeign || slices.ContainsFunc(all, func(e node.Entry) bool { return !keys.Stage.Knows(e.Name) })
		}
		if one == "" || strings.Contains(one, "NAME") {
			return ""
		}
		items = append(items, "{"+stage.completed(one)+"}")
	}
	sorted := wording.BestFirst(slices.Clone(items))
	write := "stages: [" + strings.Join(sorted, ", ") + "]"
	if !isForeign || slices.Equal(sorted, items) || len(write) > longest {
		return ""
	}
	return write
}

// SentenceKey is what to write for a mapping of one entry whose key is a condition in words:
// Country is JP: 5; "" for any other.
func (t Translator) SentenceKey(all []node.Entry) string {
	if len(all) != 1 || t.Table != &keys.Criterion || all[0].Value == nil || all[0].Value.Kind != yaml.ScalarNode {
		return ""
	}
	return expression.SentenceRule(all[0].Name, all[0].Value.Value)
}

// Scattered is what to write for a list of which each entry is one key of the line that the
// first begins: - name: A, - field: Country, - points: 5.
func (t Translator) Scattered(items []*yaml.Node) (write string, isScattered bool) {
	if len(items) < 2 {
		return "", false
	}
	var parts []string
	first := ""
	for i, item := range items {
		if item.Kind != yaml.MappingNode || len(item.Content) != 2 || !t.Table.Knows(item.Content[0].Value) || node.IsNull(item.Content[1]) {
			return "", false
		}
		key := item.Content[0].Value
		if i == 0 {
			first = key
		} else if key == first {
			break
		}
		parts = append(parts, key+": "+node.Flow(item.Content[1]))
	}
	if len(parts) < 2 || first != "name" {
		return "", false
	}
	return "- {" + strings.Join(parts, ", ") + "}", true
}
