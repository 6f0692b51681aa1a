package foreign

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads entries of lists that are no mappings: sentences, rows of a table, keys of
// which each has a dash of its own.

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
	if last < 2 || last > 3 || !cellIsNumber(n.Content[last]) || slices.ContainsFunc(n.Content, func(c *yaml.Node) bool { return c.Kind == yaml.MappingNode }) {
		return ""
	}
	field, value := n.Content[last-2], n.Content[last-1]
	tests := Translator{Table: &keys.Condition}.testsMeant(value)
	if field.Kind != yaml.ScalarNode || tests == "" {
		return ""
	}
	return "{name: " + node.Flow(n.Content[0]) + ", field: " + node.Flow(field) + ", " + tests + ", points: " + writtenNumber(n.Content[last], false) + "}"
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

var (
	stageIf    = lazyre.New(`(?i)^(\S.{0,30}?)\s+(?:if|when)\s+(.+)$`)
	stageScore = lazyre.New(`^([^:=<>]{1,30}?)\s*(?::|=>|->|→|=)?\s*((?:[<>]=?|≥|≤)?\s*[0-9].*)$`)
)

// stageSentence reads a stage rule as a sentence: MQL if score >= 50, MQL: 50+.
func (t Translator) stageSentence(text string) string {
	if found := stageIf().FindStringSubmatch(text); found != nil {
		if meant := ConditionMeant(found[2], true); meant != "" {
			return "{stage: " + found[1] + ", " + cmp.Or(plainLeaf(meant), "when: {"+meant+"}") + "}"
		}
		return ""
	}
	found := stageScore().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	tests := t.testsMeant(&yaml.Node{Kind: yaml.ScalarNode, Value: found[2]})
	if least, isNumber := strings.CutPrefix(tests, "is: "); isNumber {
		tests = "at_least: " + least
	}
	return "{stage: " + strings.TrimSpace(found[1]) + ", metric: score, " + tests + "}"
}

// plainLeaf is a condition that stands in its line as it is; "" for one of several.
func plainLeaf(meant string) string {
	if name := keyOf(meant); name == "field" || name == "metric" {
		return meant
	}
	return ""
}

// TripleMeant is a condition in a list of three: ["Country", "=", "JP"]; "" for any other list.
func TripleMeant(n *yaml.Node, stage bool) string {
	if n.Kind != yaml.SequenceNode || len(n.Content) != 3 || n.Content[0].Kind != yaml.ScalarNode || n.Content[1].Kind != yaml.ScalarNode {
		return ""
	}
	sign, operand := n.Content[1].Value, n.Content[2]
	if operand.Kind == yaml.SequenceNode {
		var items []string
		for _, one := range operand.Content {
			items = append(items, one.Value)
		}
		return ConditionMeant(n.Content[0].Value+" "+sign+" ("+strings.Join(items, ", ")+")", stage)
	}
	return ConditionMeant(n.Content[0].Value+" "+sign+" "+operand.Value, stage)
}

// AgesMeant is what to write for an age between two: [30, 60], 30d-60d; "" for any other value.
func AgesMeant(n *yaml.Node) string {
	var ends []string
	if n.Kind == yaml.ScalarNode {
		ends = ageSigns().Split(n.Value, -1)
	}
	for _, one := range n.Content {
		if n.Kind == yaml.SequenceNode {
			ends = append(ends, node.Text(one))
		}
	}
	if len(ends) != 2 {
		return ""
	}
	if n.Kind == yaml.ScalarNode && !IsAge(&yaml.Node{Kind: yaml.ScalarNode, Value: ends[1]}) {
		return ""
	}
	low, errLow := cell.ParseDays(cell.DurationMeant(ends[0]))
	high, errHigh := cell.ParseDays(cell.DurationMeant(ends[1]))
	switch {
	case errLow != nil || errHigh != nil || low >= high:
		return ""
	case low == 0:
		return fmt.Sprintf("within: %dd", high)
	}
	return fmt.Sprintf("within: %dd, older_than: %dd", high, low-1)
}

var ageSigns = lazyre.New(`\s*(?:-|–|~|〜|から|\bto\b)\s*`)

// ZippedBands are bands for a list of intervals beside a list of points; "" for any other lists.
func (t Translator) ZippedBands(bands, points *yaml.Node) string {
	if points == nil || bands.Kind != yaml.SequenceNode || points.Kind != yaml.SequenceNode || len(bands.Content) != len(points.Content) {
		return ""
	}
	var all []writtenBand
	for i, one := range bands.Content {
		if one.Kind != yaml.ScalarNode || !cellIsNumber(points.Content[i]) {
			return ""
		}
		band, from := t.bandOf(one.Value, points.Content[i])
		all = append(all, writtenBand{from, "{" + band + "}"})
	}
	return bandsWritten(all) + " in place of points"
}

// CappedMeant reads min(10, Page Views) in place of points.
func CappedMeant(text string) string {
	found := capped().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	args := arguments(found[1])
	if len(args) != 2 {
		return ""
	}
	if !cellIsNumber(&yaml.Node{Kind: yaml.ScalarNode, Value: args[0]}) {
		args[0], args[1] = args[1], args[0]
	}
	most, isNumber := cell.NumberMeant(args[0])
	if !isNumber || !most.IsExact() {
		return ""
	}
	each, field := "each: 1", node.Written(plainName(args[1]))
	if product := ProductMeant(args[1]); product != "" {
		each, _, _ = strings.Cut(product, " in place of ")
		_, field, _ = strings.Cut(product, "field: ")
	}
	return each + ", max: " + most.Low.String() + ", field: " + field + " in place of points"
}

var capped = lazyre.New(`(?i)^=?\s*(?:min|least)\s*\((.+)\)$`)

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
	if keyOf(meant) != "field" {
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

// JoinedBetween is a list of conditions with a word between them that says how they are joined;
// "" for any other list.
func (t Translator) JoinedBetween(n *yaml.Node) string {
	kind := ""
	rest := &yaml.Node{Kind: yaml.SequenceNode}
	for i, item := range n.Content {
		word := ""
		if item.Kind == yaml.ScalarNode {
			word = map[string]string{"or": "any", "||": "any", "または": "any", "and": "all", "&&": "all", "かつ": "all"}[fold.Text(item.Value)]
		}
		switch {
		case word == "":
			rest.Content = append(rest.Content, item)
		case kind != "" && kind != word || i == 0 && len(n.Content) > 3:
			return ""
		default:
			kind = word
		}
	}
	if kind == "" || len(rest.Content) < 2 {
		return ""
	}
	return kind + ": " + t.ConditionsMeant(rest)
}

// DecimalMeant is the number of a text with a decimal comma: €2,5M; "" for none.
func DecimalMeant(text string) string {
	in, ok := cell.NumberMeant(strings.Replace(text, ",", ".", 1))
	whole, decimals, _ := strings.Cut(text, ",")
	if !ok || !in.IsExact() || !strings.ContainsAny(whole, "0123456789") || strings.Trim(decimals, "0123456789") == "" || !strings.ContainsAny(decimals[:1], "0123456789") {
		return ""
	}
	return in.Low.String()
}
