package unknown

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// Broken records that the key of all[i], which has no colon, is the tail of the
// value before it: inside braces a comma ends a value, in 1,200 too.
func (k *Keys) Broken(all []node.Entry, i int) bool {
	if i == 0 || all[i-1].Value == nil || all[i-1].Value.Kind == yaml.MappingNode || node.IsQuoted(all[i-1].Value) || !k.File.IsBare(all[i]) {
		return false
	}
	if i > 1 && k.File.IsBare(all[i-1]) { // said with the first of them
		return true
	}
	if _, isKey := k.Table.Key(all[i-1].Name); !isKey && !dialect.IsOperator(all[i-1].Name) && k.tail(all, i-1) != nil { // said with its key
		return true
	}
	value, tail := all[i-1].Value, all[i].Name
	if write := k.bareMeant(all, i); write != "" {
		k.problem(all[i].Key, write, "%s has no colon and no value", node.Quote(tail))
		if strings.HasPrefix(write, "write points: ") {
			k.count(all, "points", node.Entry{Key: all[i].Key})
		}
		return true
	}
	if node.IsThousands(value.Value, tail) {
		number := k.File.Grouped(value, tail)
		k.problem(value, fmt.Sprintf(`write %s, or "%s" in quotes`, strings.ReplaceAll(number, ",", ""), number),
			"the comma in %s ends the number: inside braces a comma parts entries", number)
		return true
	}
	if number := operand.Decimal(value.Value + "," + tail); number != "" && k.File.Adjacent(all[i]) && (i+1 == len(all) || !k.File.IsBare(all[i+1])) {
		k.problem(value, "write "+number, "the comma in %s,%s ends the number: inside braces a comma parts entries", value.Value, tail)
		return true
	}
	k.problem(all[i].Key, k.joined(all, i), "%s stands after a comma, which inside braces ends the text before it", node.Quote(tail))
	return true
}

// tail is the value of a foreign key with what commas have cut off of it: a number, or a list;
// nil where nothing is.
func (k *Keys) tail(all []node.Entry, i int) *yaml.Node {
	value := all[i].Value
	if k.Node.Style&yaml.FlowStyle == 0 || value == nil || value.Kind != yaml.ScalarNode || node.IsQuoted(value) || node.IsNull(value) || i+1 == len(all) || !k.File.IsBare(all[i+1]) {
		return nil
	}
	if head := strings.TrimLeft(value.Value, "$€£¥<>= "); node.IsThousands(head, all[i+1].Name) {
		return &yaml.Node{Kind: yaml.ScalarNode, Value: strings.TrimSuffix(value.Value, head) + strings.ReplaceAll(k.File.Grouped(&yaml.Node{Value: head, Line: value.Line, Column: value.Column + len(value.Value) - len(head)}, all[i+1].Name), ",", ""), Line: value.Line, Column: value.Column}
	}
	if k.bareMeant(all, i+1) != "" {
		return nil
	}
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Content: []*yaml.Node{value}, Line: value.Line, Column: value.Column}
	for _, e := range all[i+1:] {
		if !k.File.IsBare(e) {
			break
		}
		list.Content = append(list.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: e.Name})
	}
	return list
}

// bareMeant is what to write for a text that stands where an entry is due, and is a question or a
// condition: known, not empty, score >= 70.
func (k *Keys) bareMeant(all []node.Entry, i int) string {
	tests := slices.ContainsFunc(all, func(e node.Entry) bool { return dialect.IsOperator(e.Name) || e.Name == "when" })
	if points := k.barePoints(all, i); points != "" {
		return points
	}
	if !k.Table.Operators || tests {
		return ""
	}
	name := all[i].Name
	if compared := operand.Compared(name); compared != "" {
		return "write " + compared
	}
	if _, isTruth := cell.TruthWord(name); isTruth && len(name) > 3 {
		return "write is: " + name
	}
	meant := slices.Clone(all)
	meant[i].Value = &yaml.Node{Kind: yaml.ScalarNode, Value: "true"}
	if write, adds := k.Translator.Instead(meant, i); len(adds) == 1 && slices.Contains([]string{"known", "within", "within_next", "older_than"}, adds[0]) {
		return "write " + write
	}
	if meant := expression.Condition(name, k.Table == &keys.Stage); meant != "" && (strings.HasPrefix(meant, "metric: ") || k.Translator.FieldOf(all) == "") {
		return "write " + meant
	}
	return ""
}

// barePoints is what to write for a number that ends a criterion without points; "" for any other text.
func (k *Keys) barePoints(all []node.Entry, i int) string {
	name := all[i].Name
	if k.Table != &keys.Criterion || i != len(all)-1 || strings.Trim(name, "+-0123456789.") != "" || operand.IsNumber(all[i-1].Value) || all[i-1].Value.Kind != yaml.ScalarNode {
		return ""
	}
	if slices.ContainsFunc(all, func(e node.Entry) bool { return e.Name == "points" || e.Name == "bands" || e.Name == "each" }) {
		return ""
	}
	return "write points: " + strings.TrimPrefix(name, "+")
}

// joined is what to write for a value that was parted by commas, all[i] being the first
// piece cut off.
func (k *Keys) joined(all []node.Entry, i int) string {
	from, head, parts := i, all[i-1], []string{all[i-1].Value.Value}
	for ; i < len(all) && k.File.IsBare(all[i]); i++ {
		parts = append(parts, all[i].Name)
	}
	text := parts[0]
	for piece, part := range parts[1:] { // 1,000 is one number
		tail := text[strings.LastIndexAny(text, " (<>=$€¥")+1:]
		group := part[:len(part)-len(strings.TrimLeft(part, "0123456789"))]
		if node.IsThousands(tail, group) && k.File.Adjacent(all[from+piece]) {
			text += "," + part
			continue
		}
		text += ", " + part
	}
	if bare, found := strings.CutPrefix(text, "("); found && strings.HasSuffix(bare, ")") && !strings.ContainsAny(bare[:len(bare)-1], "()") {
		text = strings.TrimSuffix(bare, ")")
	}
	if capped := operand.Capped(text); capped != "" && head.Name == "points" {
		return "write " + capped
	}
	if strings.Count(text, "(") > 0 {
		if meant := expression.Condition(text, k.Table == &keys.Stage); meant != "" && !dialect.IsOperator(head.Name) {
			return "write when: {" + meant + "}"
		}
	}
	adjacent := k.File.Adjacent(all[from])
	number := strings.Trim(strings.Join(parts, ""), "-0123456789") == "" && parts[0] != ""
	op, isOperator := match.LookupOperator(head.Name)
	key, _ := k.Table.Key(head.Name)
	switch {
	case isOperator && op.Operand == match.OperandPair && len(parts) == 2,
		isOperator && slices.Contains([]string{"is", "is_not", "contains", "has_word", "has", "has_all", "starts_with", "ends_with", "domain"}, head.Name) && !(number && adjacent),
		key.Kind == keys.KindTexts:
		return "write " + head.Name + ": [" + text + "]; or put the whole text in quotes"
	case number && len(parts) == 2:
		return "write " + parts[0] + "." + parts[1] + " for the number"
	}
	return "put the whole text in quotes"
}
