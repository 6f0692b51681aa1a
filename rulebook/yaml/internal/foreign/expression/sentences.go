package expression

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// sentenceMeant reads a condition in words: Job Title contains VP. The first words are the
// field, then comes the longest name of an operator.
func sentenceMeant(text string, stage bool) string {
	words := strings.Fields(text)
	if len(words) > 12 {
		return ""
	}
	table := &keys.Condition
	t := wording.Line{Table: table}
	for from := 1; from < len(words); from++ {
		for to := min(len(words), from+6); to > from; to-- {
			template, negated := dialect.ByTable(table, strings.Join(words[from:to], " "))
			if name := strings.Join(words[from:to], "_"); dialect.IsOperator(name) {
				template, negated = name+": {v}", false
			}
			name, _, _ := strings.Cut(template, ":")
			if !dialect.IsOperator(name) || to == len(words) && name != "known" && name != "free_mail" {
				continue
			}
			return sentence(t, strings.Join(words[:from], " "), strings.Join(words[to:], " "), template, negated, stage)
		}
	}
	return ""
}

func sentence(t wording.Line, field, right, template string, negated, stage bool) string {
	field = operand.PlainName(field)
	if !isName(field) || !isOperand(right) {
		return ""
	}
	value := &yaml.Node{Kind: yaml.ScalarNode, Value: operand.Unquoted(right)}
	if operand.IsAge(&yaml.Node{Kind: yaml.ScalarNode, Value: right}) {
		if op, _, _ := strings.Cut(template, ":"); strings.Contains(right, "from now") && op != "within" && op != "below" && op != "at_most" {
			return ""
		} else if strings.Contains(right, "from now") {
			template = "within_next: {d}"
		}
		value.Value = right
	}
	if op, _, _ := strings.Cut(template, ":"); strings.Contains(right, ",") && (op == "is" || op == "is_not" || op == "contains" || op == "has") {
		value.Value = operand.List(right)
	}
	if template == "contains: {v}" && strings.Trim(right, `%*'"`) != strings.Trim(right, `'"`) {
		template = operand.Like(right)
	}
	if op, _, _ := strings.Cut(template, ":"); noneWords[strings.ToLower(right)] && (op == "is" || op == "is_not") {
		return fmt.Sprintf("field: %s, known: %v", node.Written(field), (op == "is_not") != negated)
	}
	if right == "" {
		value.Value = "true"
	}
	all := []node.Entry{{Name: "field", Value: &yaml.Node{Kind: yaml.ScalarNode, Value: node.Written(field)}}}
	write := t.Filled(template, all, node.Entry{Name: "", Value: value}, negated)
	about := "field: " + node.Written(field)
	if metric := wording.MetricNamed(field); stage && metric != "" {
		about = "metric: " + metric
	}
	if strings.HasPrefix(write, "not: ") {
		return write
	}
	return about + ", " + write
}

var japaneseCondition = lazyre.New(`^(.+?)(?:が|は|に)、?(.+?)(?:を|が|で|と)?(以上|以下|未満|より大きい|より小さい|超える|超|含む|含まない|含まれる|始まる|終わる|等しい|一致する|である|でない|ではない|以内|より前|より後)(?:もの|人|の?場合|の?とき)?$`)

// japaneseOperators are the operators of sentences such as 従業員数が100以上.
var japaneseOperators = map[string]string{
	"以上": "at_least", "以下": "at_most", "未満": "below", "より大きい": "above", "より小さい": "below", "超える": "above", "超": "above",
	"含む": "contains", "含まれる": "contains", "含まない": "not", "始まる": "starts_with", "終わる": "ends_with", "等しい": "is", "一致する": "is", "である": "is",
	"でない": "is_not", "ではない": "is_not", "以内": "within", "より前": "before", "より後": "after",
}

var japaneseBlank = lazyre.New(`^([^がは]*[^がはで])(?:が|は)(空|空欄|空白|未入力|未設定|ない|なし|入力あり|入力済み|ある|空でない|空欄でない)(?:である|です|の場合|とき)?$`)

var (
	japaneseNot   = lazyre.New(`^(.+(?:以上|以下|未満|超|超える|含む|始まる|終わる|以内))(?:で|では)ない(?:場合|とき)?$`)
	japaneseOther = lazyre.New(`^([^がは]+)(?:が|は)(.+?)以外(?:である|の場合|とき)?$`)
)

// japanesePlain is 国が日本: a field and what it is.
var japanesePlain = lazyre.New(`^([^\s、。がは=<>]{0,11}[^\s、。がは=<>で])(?:が|は)「?([^\s、。がは=<>」]{1,12})」?$`)

// japaneseMeant reads a condition as a Japanese sentence; "" for another text.
func japaneseMeant(text string, stage bool) string {
	if found := japaneseBlank().FindStringSubmatch(text); found != nil {
		known := map[string]bool{"入力あり": true, "入力済み": true, "ある": true, "空でない": true, "空欄でない": true}[found[2]]
		return "field: " + node.Written(strings.TrimSpace(found[1])) + ", known: " + map[bool]string{true: "true", false: "false"}[known]
	}
	if found := japaneseNot().FindStringSubmatch(text); found != nil {
		return wording.Denied(japaneseMeant(found[1], stage))
	}
	if found := japaneseOther().FindStringSubmatch(text); found != nil {
		return "field: " + node.Written(found[1]) + ", is_not: " + node.Written(found[2])
	}
	found := japaneseCondition().FindStringSubmatch(text)
	if plain := japanesePlain().FindStringSubmatch(text); found == nil && plain != nil {
		return "field: " + node.Written(plain[1]) + ", is: " + node.Written(plain[2])
	}
	if found == nil {
		return ""
	}
	field, right, op := node.Written(strings.TrimSpace(found[1])), strings.Trim(strings.TrimSpace(found[2]), `「」『』"'`), japaneseOperators[found[3]]
	if in, ok := meant.Number(right); ok && in.IsExact() && slices.Contains([]string{"at_least", "at_most", "above", "below"}, op) {
		right = in.Low.String()
	}
	switch {
	case op == "not":
		return "not: {field: " + field + ", contains: " + node.Written(right) + "}"
	case op == "within":
		right = cmp.Or(meant.Duration(right), right)
	}
	if metric := wording.MetricNamed(strings.TrimSpace(found[1])); stage && metric != "" {
		return "metric: " + metric + ", " + op + ": " + node.Written(right)
	}
	return "field: " + field + ", " + op + ": " + node.Written(right)
}
