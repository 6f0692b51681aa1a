package foreign

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads calls of functions, ages and sentences in conditions of other tools.

var (
	call     = lazyre.New(`(?i)^=?\s*([a-z_]+)\s*\((.*)\)$`)
	method   = lazyre.New(`(?i)^(.+?)\.(?:str\.)?(contains|includes|startswith|endswith|starts_with|ends_with|isin|in_|match)\((.*)\)$`)
	sideCall = lazyre.New(`(?i)^(left|right)\s*\(\s*(.+?)\s*,\s*[0-9]+\s*\)$`)
	wrapping = lazyre.New(`(?i)^(?:lower|upper|trim|ltrim|rtrim|coalesce|ifnull|nvl|isnull|value|text|int|cast|numbervalue|proper|number|string|str|float|to_number|tolower|toupper|iferror|n|nullif|clean|safe_cast|blankvalue|nullvalue)\s*\((.+)\)$`)
	asType   = lazyre.New(`(?i)\s+as\s+\w+$`)
	lowered  = lazyre.New(`(?i)\.(?:str\.)?(?:lower|upper|strip|trim|tolowercase|touppercase)\(\)$`)
	owned    = lazyre.New(`(?i)^\$?(?:lead|contact|account|company|row|df|person|prospect|user|record|item|input|data|event|this|self|ctx|context|payload|form|properties|traits|attributes|fields|object|resource|request|doc|customer|member|[a-z])(?:\.|\[\s*['"]?)(.+?)(?:['"]?\s*\])?$`)
	merged   = lazyre.New(`^(?:\{+!?|\$\{)\s*(?:\w+\.)?(.+?)\s*\}+$`)
	agedBy   = lazyre.New(`(?i)^(?:datediff|date_diff|timestampdiff|datedif)\s*\((.+)\)\s*(<=?|>=?)\s*([0-9]+)$|^(?:today|now|current_date|getdate|current_timestamp)\s*(?:\(\s*\))?\s*-\s*(.+?)\s*(<=?|>=?)\s*([0-9]+)(?:\s*days?)?$`)
	ahead    = lazyre.New(`(?i)^(?:now|today|current_?date|getdate|curdate)\s*(?:\(\s*\))?\s*\+\s*(?:interval\s*)?'?\s*([0-9]+)\s*'?\s*(day|week|month|year)?s?'?$`)
	dateAdd  = lazyre.New(`(?i)^(?:dateadd|date_sub|date_add)\s*\(\s*(?:(day|week|month|year)s?\s*,\s*-\s*([0-9]+)\s*,.*|[^,]+,\s*interval\s+-?([0-9]+)\s+(day|week|month|year)s?\s*)\)$`)
	unitWord = lazyre.New(`(?i)^['"]?(?:day|d|days|week|month|year)['"]?$`)
	nowCall  = lazyre.New(`(?i)^(?:now|today|current_?date|getdate|curdate|current_timestamp|sysdate)\s*(?:\(\s*\))?$`)
)

// functions are tests that take a field and a value, by their names in formulas.
var functions = map[string]string{
	"ispickval": "is", "equals": "is", "eq": "is", "exact": "is", "contains": "contains", "includes": "has", "begins": "starts_with", "startswith": "starts_with", "starts_with": "starts_with",
	"endswith": "ends_with", "ends_with": "ends_with", "regexp_like": "matches", "regex": "matches", "regexmatch": "matches", "array_contains": "has", "has": "has", "isin": "is", "in_": "is", "match": "matches",
}

// functionMeant reads CONTAINS(Title, "VP") and title.startswith("VP"); "" for another text.
func functionMeant(text string) string {
	name, args := "", []string(nil)
	if found := method().FindStringSubmatch(text); found != nil {
		name, args = strings.ToLower(found[2]), []string{found[1], found[3]}
		if name == "includes" {
			name = "contains"
		}
	} else if found := call().FindStringSubmatch(text); found != nil {
		name, args = strings.ToLower(found[1]), arguments(found[2])
	}
	op, known := functions[name]
	if !known || len(args) < 2 {
		return ""
	}
	operand := unquotedOperand(args[1])
	if strings.HasPrefix(strings.TrimSpace(args[1]), "[") {
		operand = listOperand(args[1])
	}
	if op == "is" && len(args) > 2 {
		operand = listOperand(strings.Join(args[1:], ", "))
	}
	return "field: " + node.Written(plainName(args[0])) + ", " + op + ": " + operand
}

var lengthOf = lazyre.New(`(?i)^(?:len|length|char_length|counta)\s*\((.+)\)\s*(>=?|=+|!=|<>|<)\s*([01])$`)

// lengthMeant reads LEN(Phone) > 0.
func lengthMeant(text string) string {
	found := lengthOf().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	blank := map[string]bool{"=0": true, "==0": true, "===0": true, "<1": true}[found[2]+found[3]]
	return fmt.Sprintf("field: %s, known: %v", node.Written(plainName(found[1])), !blank)
}

// plainName is a field without the functions and the record around it: LOWER(Country).
func plainName(text string) string {
	text = strings.TrimSpace(text)
	for range 5 {
		before := text
		if found := wrapping().FindStringSubmatch(text); found != nil {
			text = asType().ReplaceAllString(firstArgument(found[1]), "")
		}
		text = lowered().ReplaceAllString(text, "")
		if found := owned().FindStringSubmatch(text); found != nil {
			text = found[1]
		}
		if found := merged().FindStringSubmatch(text); found != nil {
			text = found[1]
		}
		if text = strings.Trim(strings.TrimSpace(text), "`[]\"'"); text == before {
			break
		}
	}
	return text
}

// relativeTo is what a comparison with a day that lies so far from today means: > NOW() - 30.
func relativeTo(sign, operand string) string {
	operand = strings.TrimSpace(operand)
	age := cell.QueriedAge(operand)
	if found := dateAdd().FindStringSubmatch(operand); found != nil {
		age = cell.DurationMeant(found[2] + found[3] + " " + strings.ToLower(found[1]+found[4]))
	}
	if found := ahead().FindStringSubmatch(operand); found != nil {
		unit := strings.ToLower(found[2])
		if unit == "" {
			unit = "day"
		}
		if until := cell.DurationMeant(found[1] + " " + unit); until != "" && strings.HasPrefix(sign, "<") {
			return "within_next: " + until
		}
	}
	if strings.Trim(sign, "=") == "" && age != "" {
		return cell.AgeAsked(operand)
	}
	switch {
	case age == "":
		return ""
	case strings.HasPrefix(sign, ">"):
		return "within: " + age
	case strings.HasPrefix(sign, "<"):
		return "older_than: " + age
	}
	return ""
}

// agedMeant reads how long ago a day was: DATEDIFF(day, last_visit, GETDATE()) <= 30.
func agedMeant(text string) string {
	found := agedBy().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	name, sign, days := found[4], found[2]+found[5], found[3]+found[6]
	for _, arg := range arguments(found[1]) {
		if name == "" && !unitWord().MatchString(arg) && !nowCall().MatchString(arg) {
			name = arg
		}
	}
	age := map[byte]string{'<': "within", '>': "older_than"}[sign[0]]
	return "field: " + node.Written(plainName(name)) + ", " + age + ": " + days + "d"
}

// sentenceMeant reads a condition in words: Job Title contains VP. The first words are the
// field, then comes the longest name of an operator.
func sentenceMeant(text string, stage bool) string {
	words := strings.Fields(text)
	if len(words) > 12 {
		return ""
	}
	table := &keys.Condition
	t := Translator{Table: table}
	for from := 1; from < len(words); from++ {
		for to := min(len(words), from+6); to > from; to-- {
			template, negated := byTable(table, strings.Join(words[from:to], " "))
			if name := strings.Join(words[from:to], "_"); IsOperatorName(name) {
				template, negated = name+": {v}", false
			}
			name, _, _ := strings.Cut(template, ":")
			if !IsOperatorName(name) || to == len(words) && name != "known" && name != "free_mail" {
				continue
			}
			return t.sentence(strings.Join(words[:from], " "), strings.Join(words[to:], " "), template, negated, stage)
		}
	}
	return ""
}

func (t Translator) sentence(field, operand, template string, negated, stage bool) string {
	field = plainName(field)
	value := &yaml.Node{Kind: yaml.ScalarNode, Value: unquotedOperand(operand)}
	if IsAge(&yaml.Node{Kind: yaml.ScalarNode, Value: operand}) {
		if op, _, _ := strings.Cut(template, ":"); strings.Contains(operand, "from now") && op != "within" && op != "below" && op != "at_most" {
			return ""
		} else if strings.Contains(operand, "from now") {
			template = "within_next: {d}"
		}
		value.Value = operand
	}
	if op, _, _ := strings.Cut(template, ":"); strings.Contains(operand, ",") && (op == "is" || op == "is_not" || op == "contains" || op == "has") {
		value.Value = listOperand(operand)
	}
	if operand == "" {
		value.Value = "true"
	}
	all := []node.Entry{{Name: "field", Value: &yaml.Node{Kind: yaml.ScalarNode, Value: node.Written(field)}}}
	write := t.filled(template, all, node.Entry{Name: "", Value: value}, negated)
	about := "field: " + node.Written(field)
	if metric := metricNamed(field); stage && metric != "" {
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

var japaneseBlank = lazyre.New(`^([^がは]+)(?:が|は)(空|空欄|空白|未入力|未設定|ない|なし|入力あり|入力済み|ある|空でない|空欄でない)(?:である|です|の場合|とき)?$`)

var (
	japaneseNot   = lazyre.New(`^(.+(?:以上|以下|未満|超|超える|含む|始まる|終わる|以内))(?:で|では)ない(?:場合|とき)?$`)
	japaneseOther = lazyre.New(`^([^がは]+)(?:が|は)(.+?)以外(?:である|の場合|とき)?$`)
)

// japanesePlain is 国が日本: a field and what it is.
var japanesePlain = lazyre.New(`^([^\s、。がは=<>]{1,12})(?:が|は)「?([^\s、。がは=<>」]{1,12})」?$`)

// japaneseMeant reads a condition as a Japanese sentence; "" for another text.
func japaneseMeant(text string) string {
	if found := japaneseBlank().FindStringSubmatch(text); found != nil {
		known := map[string]bool{"入力あり": true, "入力済み": true, "ある": true, "空でない": true, "空欄でない": true}[found[2]]
		return "field: " + node.Written(strings.TrimSpace(found[1])) + ", known: " + map[bool]string{true: "true", false: "false"}[known]
	}
	if found := japaneseNot().FindStringSubmatch(text); found != nil {
		return notMeant(japaneseMeant(found[1]))
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
	field, operand, op := node.Written(strings.TrimSpace(found[1])), strings.Trim(strings.TrimSpace(found[2]), `「」『』"'`), japaneseOperators[found[3]]
	if in, ok := cell.NumberMeant(operand); ok && in.IsExact() && slices.Contains([]string{"at_least", "at_most", "above", "below"}, op) {
		operand = in.Low.String()
	}
	switch {
	case op == "not":
		return "not: {field: " + field + ", contains: " + node.Written(operand) + "}"
	case op == "within":
		operand = cmp.Or(cell.DurationMeant(operand), operand)
	}
	return "field: " + field + ", " + op + ": " + node.Written(operand)
}
