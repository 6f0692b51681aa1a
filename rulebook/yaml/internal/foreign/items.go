package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads entries of lists that are no mappings: sentences, rows of a table, keys of which each
// has a dash of its own.

// ItemMeant is what to write for an entry of a list that should be a mapping; "" where that is
// not clear.
func (t Translator) ItemMeant(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.SequenceNode && t.Table == &keys.Criterion:
		return rowMeant(n)
	case n.Kind == yaml.ScalarNode && !node.IsNull(n):
		return cmp.Or(equalsMeant(n.Value, t.Table), t.ruleMeant(n.Value), NamedOnly(n, t.Table))
	}
	return ""
}

// rowMeant reads a row of a table: [A, Country, JP, 5], or without the name.
func rowMeant(n *yaml.Node) string {
	last := len(n.Content) - 1
	if last < 2 || last > 3 || !operand.IsNumber(n.Content[last]) || slices.ContainsFunc(n.Content, func(c *yaml.Node) bool { return c.Kind == yaml.MappingNode }) {
		return ""
	}
	field, value := n.Content[last-2], n.Content[last-1]
	tests := Translator{Table: &keys.Condition}.testsMeant(value)
	if field.Kind != yaml.ScalarNode || tests == "" {
		return ""
	}
	return "{name: " + node.Flow(n.Content[0]) + ", field: " + node.Flow(field) + ", " + tests + ", points: " + operand.Number(n.Content[last], false) + "}"
}

var (
	ruleSentence = lazyre.New(`(?i)^(?:if |when |もし)?\s*(.+?)\s*(?::|=>|->|→|\bthen\b|\bgives?\b|,|、|なら|の場合)\s*(?:add|give|score)?\s*([-+]?[0-9.]+)\s*(?:points?|pts|点)?$`)
	equalSigns   = lazyre.New(`(?:^|[\s,])([a-z_]+)\s*=\s*`)
)

// ruleMeant reads a criterion or a stage rule as a sentence: Employees > 100: +10.
func (t Translator) ruleMeant(text string) string {
	found := ruleSentence().FindStringSubmatch(strings.TrimSpace(text))
	switch {
	case t.Table == &keys.Stage:
		return t.stageSentence(strings.TrimSpace(text))
	case found == nil || t.Table != &keys.Criterion:
		return ""
	}
	return t.sentenceRule(found[1], found[2])
}

// FullWidth is a mapping whose signs are those of a Japanese keyboard, in our words: 項目：役職、点数：10.
func (t Translator) FullWidth(text string) string {
	m := &yaml.Node{Kind: yaml.MappingNode}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '、' || r == '，' || r == ',' }) {
		name, value, found := strings.Cut(part, "：")
		if name, value = strings.TrimSpace(name), strings.TrimSpace(value); !found || name == "" || value == "" {
			return ""
		}
		m.Content = append(m.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name}, &yaml.Node{Kind: yaml.ScalarNode, Value: value})
	}
	return t.inOurKeys(m)
}

// sentenceRule is a criterion for a condition in words, and its points.
func (t Translator) sentenceRule(condition, points string) string {
	meant := ConditionMeant(condition, false)
	n, isNumber := cell.NumberMeant(points)
	if meant == "" || !isNumber || !n.IsExact() {
		return ""
	}
	if dialect.KeyOf(meant) != "field" {
		meant = "when: {" + meant + "}"
	}
	return "{name: " + node.Written(strings.TrimSpace(condition)) + ", " + meant + ", points: " + n.Low.String() + "}"
}

// equalsMeant reads keys and values that equals signs part: name = A field = Country.
func equalsMeant(text string, table *keys.Mapping) string {
	found := equalSigns().FindAllStringSubmatchIndex(text, -1)
	if len(found) < 2 || found[0][2] != 0 {
		return ""
	}
	var parts []string
	for i, at := range found {
		end := len(text)
		if i+1 < len(found) {
			end = found[i+1][2]
		}
		name, value := text[at[2]:at[3]], strings.Trim(text[at[1]:end], " ,;")
		if !table.Knows(name) || value == "" {
			return ""
		}
		parts = append(parts, name+": "+value)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// SentenceKey is what to write for a mapping of one entry whose key is a condition in words:
// Country is JP: 5; "" for any other.
func (t Translator) SentenceKey(all []node.Entry) string {
	if len(all) != 1 || t.Table != &keys.Criterion || all[0].Value == nil || all[0].Value.Kind != yaml.ScalarNode {
		return ""
	}
	return t.sentenceRule(all[0].Name, all[0].Value.Value)
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
