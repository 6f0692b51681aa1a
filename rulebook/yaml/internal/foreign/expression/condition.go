// Package expression reads conditions, formulas and whole rules that are texts of other languages: SQL,
// spreadsheets, programs, JSON logic, sentences in English and Japanese.
package expression

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/lexicon"
	"leadscore/match/meant"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads conditions as SQL, spreadsheets and formulas have them.

var (
	excelIf    = lazyre.New(`(?i)^=?\s*ii?f\s*\(`)
	excelCalls = lazyre.New(`(?i)^=?\s*(and|or|not)\s*\((.*)\)$`)
	ands       = lazyre.New(`(?i)\s+and\s+|\s*&&\s*|\s*かつ\s*`)
	ors        = lazyre.New(`(?i)\s+or\s+|\s*\|\|\s*|\s*または\s*`)
	comparison = lazyre.New("(?i)^[\\[`\"']?(.+?)[\\]`\"']?\\s*(>=|<=|=>|=<|<>|!=|=~|===?|=|>|<|≥|≤|\\bis\\s+not\\s+null|\\bis\\s+null|\\bnot\\s+in\\b|\\bin\\b|\\bnot\\s+i?like\\b|\\bi?like\\b|!~\\*?|=~|~\\*|~|\\brlike\\b|\\bregexp\\b|\\bcontains\\b|\\bbetween\\b|\\bis\\s+not\\b|\\bis\\b)\\s*(.*)$")
	blankCall  = lazyre.New(`(?i)^=?\s*(?:is(?:blank|empty|null|na|nan)|isna|pd\.isna)\s*\((.+)\)$`)
	searchCall = lazyre.New(`(?i)^=?\s*isnumber\s*\(\s*(?:search|find)\s*\(\s*(.+?)\s*,\s*(.+?)\s*\)\s*\)$`)
	chained    = lazyre.New(`^\s*(-?[0-9][0-9.,]*)\s*(<=?|>=?)\s*([^<>=]+?)\s*(<=?|>=?)\s*(-?[0-9][0-9.,]*)\s*$`)
	textIn     = lazyre.New(`(?i)^\s*(['"])([^'"]+)(['"])\s+(not\s+)?in\s+([^(\[].*)$`)
	templated  = lazyre.New(`^\$?\{\{(.+)\}\}$`)
	ternary    = lazyre.New(`^(.+?[<>=].+?)\s*\?\s*-?[0-9.]+\s*:\s*-?[0-9.]+$`)
	ofR        = lazyre.New(`\s*%in%\s*c?\(([^()]*)\)`)
	afterWhere = lazyre.New(`(?is)^\s*(?:select\s.*?\s)?where\s+`)
	caseWhen   = lazyre.New(`(?i)^case\s+when\s+(.+?)\s+then\s+(.+?)(?:\s+else\s.*)?(?:\s+end)?$`)
	nots       = lazyre.New(`(?i)^\s*(?:not\s+|!\s*)(.+)$`)
	betweenAnd = lazyre.New(`(?i)(\bbetween\s+\S+\s+)and(\s+\S+)`)
)

// Condition is a condition, without its braces, that a text says; "" where it says
// none. In stages the score is a metric.
func Condition(text string, stage bool) string {
	if own := ownCondition(text); own != "" {
		return own
	}
	text = plainSigns.Replace(text)
	for _, spoken := range spokenSigns {
		text = spoken.at().ReplaceAllString(text, spoken.with)
	}
	text = operand.Unwrapped(afterWhere().ReplaceAllString(text, ""))
	if found := templated().FindStringSubmatch(text); found != nil {
		text = strings.TrimSpace(found[1])
	}
	if found := ternary().FindStringSubmatch(text); found != nil {
		text = found[1]
	}
	text = inRange().ReplaceAllString(text, " between $1 and $2")
	text = ofR().ReplaceAllString(text, " in ($1)")
	if found := caseWhen().FindStringSubmatch(text); found != nil {
		text = found[1]
	}
	if excelIf().MatchString(text) {
		text = operand.FirstArgument(excelIf().ReplaceAllString(text, ""))
	}
	text = operand.Unwrapped(strings.TrimPrefix(text, "="))
	text = betweenAnd().ReplaceAllString(text, "${1}..${2}")
	for _, by := range []struct {
		kind string
		at   *regexp.Regexp
	}{{"any", ors()}, {"all", ands()}} {
		parts := operand.Split(text, by.at)
		if by.kind == "any" && slices.ContainsFunc(parts[1:], func(part string) bool { return leadsWithValue(part, stage) }) {
			continue // Country is JP or KR and Employees > 10
		}
		if len(parts) > 1 {
			return joinMeant(by.kind, parts, stage)
		}
	}
	if found := excelCalls().FindStringSubmatch(text); found != nil {
		kind := map[string]string{"and": "all", "or": "any", "not": "not"}[strings.ToLower(found[1])]
		return joinMeant(kind, operand.Arguments(found[2]), stage)
	}
	if write := cmp.Or(programMeant(text), callMeant(text), functionMeant(text), agedMeant(text), lengthMeant(text), questionMeant(text)); write != "" {
		return write
	}
	if found := nots().FindStringSubmatch(text); found != nil {
		return wording.Denied(cmp.Or(Condition(found[1], stage), truthMeant(strings.TrimSpace(found[1]), stage)))
	}
	if found := comparison().FindStringSubmatch(text); found != nil && strings.HasPrefix(strings.ToLower(found[2]), "is") { // is at least
		return cmp.Or(sentenceMeant(text, stage), comparisonMeant(text, stage))
	}
	return cmp.Or(comparisonMeant(text, stage), sentenceMeant(text, stage), japaneseMeant(text, stage))
}

// leadsWithValue reports whether a part of an alternative is a value that belongs to the condition before
// it, and another condition.
func leadsWithValue(part string, stage bool) bool {
	parts := operand.Split(part, ands())
	if len(parts) < 2 || Condition(parts[1], stage) == "" {
		return false
	}
	first := strings.TrimSpace(parts[0])
	return first != "" && Condition(first, stage) == "" && !strings.ContainsAny(first, "<>=()") && (strings.ContainsAny(first, `'"`) || !strings.Contains(first, "_"))
}

// plainSigns writes the signs of Japanese keyboards and of mathematics as programs do.
var plainSigns = strings.NewReplacer("＝", "=", "＞", ">", "＜", "<", "≧", ">=", "≦", "<=", "≠", "!=", "（", "(", "）", ")")

// spokenSigns are comparisons in words that hold an or or an and, which parts nothing.
var spokenSigns = []struct {
	at   func() *regexp.Regexp
	with string
}{
	{lazyre.New(`(?i)\b(end|start|begin)s?\s+in\b`), "${1}s with"},
	{lazyre.New(`(?i)(?:\bis\s+)?\b(?:greater|more|larger|bigger|higher|over|above)(?:\s+than)?\s+or\s+equals?(?:\s+to)?\b|(?:\bis\s+)?\bequals?(?:\s+to)?\s+or\s+(?:greater|more|larger|bigger|higher|over|above)(?:\s+than)?\b`), ">="},
	{lazyre.New(`(?i)(?:\bis\s+)?\b(?:less|fewer|smaller|lower|under|below)(?:\s+than)?\s+or\s+equals?(?:\s+to)?\b|(?:\bis\s+)?\bequals?(?:\s+to)?\s+or\s+(?:less|fewer|smaller|lower|under|below)(?:\s+than)?\b`), "<="},
	{lazyre.New(`(?i)(?:\b(?:is|=|has|at)\s+)?([$€£¥]?[0-9][0-9,.]*[kmb%]?)\s+(?:or|and)\s+(?:more|above|higher|greater|over|up|larger|older|upwards|beyond)\b`), ">= $1"},
	{lazyre.New(`(?i)(?:\b(?:is|=|has|at)\s+)?([$€£¥]?[0-9][0-9,.]*[kmb%]?)\s+(?:or|and)\s+(?:less|below|lower|fewer|under|smaller|down)\b`), "<= $1"},
}

// slashed is a regular expression between slashes, with its flags.
var slashed = lazyre.New(`^/(.+)/([a-z]*)$`)

var bareName = lazyre.New(`^[A-Za-z_][A-Za-z0-9_]*(?:\.[a-z]+)?$`)

// ownCondition is a condition that is written in braces as ours are; "" for any other text.
func ownCondition(text string) string {
	text = strings.TrimSpace(text)
	if !strings.HasPrefix(text, "{") || !strings.HasSuffix(text, "}") || strings.HasPrefix(text, "{{") {
		return ""
	}
	var doc yaml.Node
	if yaml.Unmarshal([]byte(text), &doc) != nil || len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return ""
	}
	for _, e := range node.EntriesOf(doc.Content[0]) {
		if !keys.Condition.Knows(e.Name) || node.IsNull(e.Value) {
			return ""
		}
	}
	flow := node.Flow(doc.Content[0])
	return flow[1 : len(flow)-1]
}

// truthMeant reads a name alone, which is to be true; of a column that is known to hold something
// else, it is to be filled.
func truthMeant(text string, stage bool) string {
	switch {
	case !bareName().MatchString(text):
		return ""
	case stage && strings.Contains(text, "."):
		return "metric: " + text + ", is: true"
	}
	if known, isKnown := lexicon.FieldOfHeader(operand.PlainName(text)); isKnown && known.Type != rulebook.TypeBool {
		return "field: " + operand.PlainName(text) + ", known: true"
	}
	return "field: " + operand.PlainName(text) + ", is: true"
}

// callMeant reads forms that are no comparison of a column with a value: ISBLANK(Phone),
// "CEO" in title, 10 <= employees <= 50.
func callMeant(text string) string {
	if found := blankCall().FindStringSubmatch(text); found != nil {
		return "field: " + operand.Unquoted(found[1]) + ", known: false"
	}
	if found := searchCall().FindStringSubmatch(text); found != nil {
		return "field: " + operand.Unquoted(found[2]) + ", contains: " + operand.Unquoted(found[1])
	}
	if found := textIn().FindStringSubmatch(text); found != nil && found[1] == found[3] {
		write := "field: " + node.Written(operand.PlainName(found[5])) + ", contains: " + node.Written(found[2])
		if found[4] != "" {
			return wording.Denied(write)
		}
		return write
	}
	if found := pythonRange().FindStringSubmatch(text); found != nil {
		return "field: " + node.Written(operand.PlainName(found[1])) + ", at_least: " + cmp.Or(found[2], "0") + ", below: " + found[3]
	}
	if found := chained().FindStringSubmatch(text); found != nil && found[2][0] == found[4][0] {
		return chainMeant(found)
	}
	return ""
}

// pythonRange is a number in a range of Python, which ends below its end.
var pythonRange = lazyre.New(`^(.+?) in range\s*\((?:\s*(-?[0-9]+)\s*,)?\s*(-?[0-9]+)\s*\)$`)

// chainMeant reads a comparison with two numbers.
func chainMeant(found []string) string {
	low, high, lowSign, highSign := found[1], found[5], found[2], found[4]
	if found[2][0] == '>' {
		low, high, lowSign, highSign = high, low, highSign, lowSign
	}
	if len(lowSign) == 2 && len(highSign) == 2 {
		return "field: " + found[3] + ", between: [" + low + ", " + high + "]"
	}
	least := map[int]string{1: "above", 2: "at_least"}[len(lowSign)]
	most := map[int]string{1: "below", 2: "at_most"}[len(highSign)]
	return "field: " + found[3] + ", " + least + ": " + low + ", " + most + ": " + high
}

func joinMeant(kind string, parts []string, stage bool) string {
	var meant []string
	for i, part := range parts {
		if more := carried(kind, strings.TrimSpace(part), parts[:i], meant); more != nil {
			meant = more
			continue
		}
		one := cmp.Or(Condition(part, stage), truthMeant(strings.TrimSpace(part), stage))
		if one == "" {
			return ""
		}
		if one = "{" + one + "}"; !slices.Contains(meant, one) {
			meant = append(meant, one)
		}
	}
	if len(meant) == 1 && kind != "not" { // phone IS NOT NULL AND phone <> ''
		return meant[0][1 : len(meant[0])-1]
	}
	if kind == "not" {
		return wording.Denied(strings.Trim(strings.Join(meant, ""), "{}"))
	}
	return kind + ": [" + strings.Join(meant, ", ") + "]"
}

// calledOf is what stands before a sign, quotes and all.
func calledOf(text, sign string) string {
	call, _, _ := strings.Cut(text, sign)
	return strings.TrimSpace(call)
}

// carried are conditions of which the last takes in one more value, where that stands alone: Country is
// JP or US, Title contains VP and Sales; nil where it does not.
func carried(kind, value string, before, after []string) []string {
	if len(after) == 0 || kind == "not" || value == "" || strings.ContainsAny(strings.Trim(value, `'"`), "<>=()'\"{}") {
		return nil
	}
	last := after[len(after)-1]
	found := oneText().FindStringSubmatch(last)
	if found == nil || len(after) != len(before) && kind == "all" {
		return nil
	}
	_, isNumber := meant.Number(value)
	first := strings.Trim(strings.Split(strings.Trim(found[3], "[]"), ", ")[0], `"`)
	_, wasNumber := meant.Number(first)
	isQuoted := strings.Trim(value, `'"`) != value
	wasQuoted := strings.ContainsAny(before[len(before)-1], `'"`)
	if !isQuoted && (isNumber != wasNumber || wasQuoted || first == "true" || first == "false" || len(strings.Fields(value)) > 3 || Condition(value, false) != "") {
		return nil
	}
	written := operand.Unquoted(strings.Trim(value, "「」『』"))
	if kind == "all" && found[2] != "is" && found[2] != "is_not" {
		return append(after, "{field: "+found[1]+", "+found[2]+": "+written+"}")
	}
	after[len(after)-1] = "{field: " + found[1] + ", " + found[2] + ": [" + strings.Trim(found[3], "[]") + ", " + written + "]}"
	return after
}

// oneText matches a condition on a text, with its field, its operator and its value.
var oneText = lazyre.New(`^\{field: ([^,{}]+), (is|is_not|contains|has|has_word|starts_with|ends_with|domain): (\[[^\[\]]*\]|[^,{}\[\]]+)\}$`)

// About are the operators that a text says of a field which the line names elsewhere: 部長を含む, more
// than 100; "" for a text that says none.
func About(field, text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.Contains(text, field) {
		return ""
	}
	const stand = "FIELD"
	if found := arrow().FindStringSubmatch(text); found != nil {
		if tests, isAbout := strings.CutPrefix(Condition(found[2], false), "field: "+found[1]+", "); isAbout {
			return tests
		}
		return ""
	}
	for _, sentence := range []string{stand + " " + text, stand + "が" + text, stand + " is " + text} {
		if strings.HasPrefix(sentence, stand+"が") != hasJapanese(text) {
			continue
		}
		meant := Condition(sentence, false)
		tests, found := strings.CutPrefix(meant, "field: "+stand+", ")
		if found && !strings.Contains(tests, "{") && !strings.HasPrefix(tests, "is: ") {
			return tests
		}
		if inner, isNot := strings.CutPrefix(meant, "not: {field: "+stand+", "); isNot && !strings.Contains(inner, "{") {
			return "when: {not: {field: " + field + ", " + inner + "}"
		}
	}
	return ""
}

// arrow matches a function of one value: lambda x: x > 3, x => x > 3.
var arrow = lazyre.New(`^(?:lambda\s+)?\(?([a-z_]\w*)\)?\s*(?::|=>|->)\s*(.+)$`)

func hasJapanese(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r > 0x3000 && r < 0xff00 })
}

// comparisonMeant reads "Employees > 100", "Country IN ('JP', 'US')", "Budget IS NOT NULL".
func comparisonMeant(text string, stage bool) string {
	found := comparison().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	if write := calledMeant(calledOf(text, found[2]), found[2], strings.TrimSpace(found[3])); write != "" {
		return write
	}
	name, right := operand.PlainName(found[1]), operand.Unquoted(found[3])
	about := "field: " + node.Written(name)
	if metric := wording.MetricNamed(name); stage && metric != "" {
		about = "metric: " + metric
		if metric == "fit" {
			right = cmp.Or(meant.Share(strings.TrimSpace(found[3])), right)
		}
	}
	if stage && wording.IsFramework(name) {
		about = "metric: " + wording.FrameworkName(name) + ".met"
	}
	if write := relativeTo(found[2], found[3]); write != "" && isName(name) {
		return about + ", " + write
	}
	if side := sideCall().FindStringSubmatch(strings.TrimSpace(found[1])); side != nil && strings.Trim(found[2], "=") == "" {
		return "field: " + node.Written(operand.PlainName(side[2])) + ", " + map[string]string{"left": "starts_with: ", "right": "ends_with: "}[strings.ToLower(side[1])] + right
	}
	if !isName(name) || !isOperand(found[3]) {
		return ""
	}
	if strings.Trim(strings.TrimSpace(found[3]), `'"`) == "" && found[3] != "" { // compared with an empty text
		switch found[2] {
		case "=", "==", "===":
			return about + ", known: false"
		case "<>", "!=":
			return about + ", known: true"
		}
	}
	op := strings.Join(strings.Fields(strings.ToLower(found[2])), " ")
	if bare := strings.ToLower(strings.TrimSpace(found[3])); noneWords[bare] && isName(name) {
		switch op { // is not None
		case "is", "=", "==", "===":
			return about + ", known: false"
		case "is not", "!=", "!==", "<>":
			return about + ", known: true"
		}
	}
	switch op {
	case ">=", "=>", "≥":
		return about + ", at_least: " + right
	case "<=", "=<", "≤":
		return about + ", at_most: " + right
	case ">":
		return about + ", above: " + right
	case "<":
		return about + ", below: " + right
	case "=", "==", "===", "is":
		return about + ", is: " + right
	case "<>", "!=", "is not":
		return about + ", is_not: " + right
	case "is null":
		return about + ", known: false"
	case "is not null":
		return about + ", known: true"
	case "in":
		if year := operand.Year(&yaml.Node{Kind: yaml.ScalarNode, Value: strings.TrimSpace(found[3])}); year > 0 { // in 2026
			return about + ", " + daysOfYears("=", year)
		}
		return about + ", is: " + operand.List(found[3])
	case "not in":
		return about + ", is_not: " + operand.List(found[3])
	case "between":
		return about + ", " + betweenMeant(found[3])
	case "like", "ilike", "contains":
		return about + ", " + operand.Like(right)
	case "!~", "!~*":
		return "not: {" + about + ", matches: " + node.Written("(?i)"+strings.Trim(strings.TrimSpace(found[3]), `'"`)) + "}"
	case "=~":
		if found := slashed().FindStringSubmatch(strings.TrimSpace(found[3])); found != nil {
			return about + ", matches: " + node.Written(map[bool]string{true: "(?i)"}[strings.Contains(found[2], "i")]+found[1])
		}
		return about + ", matches: " + node.Written(strings.Trim(strings.TrimSpace(found[3]), `'"`))
	case "~", "~*", "rlike", "regexp":
		return about + ", matches: " + node.Written("(?i)"+strings.Trim(strings.TrimSpace(found[3]), `'"`))
	}
	return "not: {" + about + ", " + operand.Like(right) + "}"
}

// noneWords are what programs call no value.
var noneWords = map[string]bool{"none": true, "null": true, "nil": true, "undefined": true, "nan": true, "na": true}

// isName reports whether a text may be the name of a column: it is none where code stands in it.
func isName(name string) bool {
	return name != "" && !strings.HasSuffix(name, ":") && !strings.ContainsAny(name, `{}"'=<>|;*`) && !strings.Contains(name, ": ") && !coded().MatchString(name) && strings.Count(name, "(") == strings.Count(name, ")") && len(strings.Fields(name)) < 8
}

// isOperand reports whether what stands behind a sign is one value: the quotes and brackets of one that
// is are closed.
func isOperand(text string) bool {
	bare := strings.ReplaceAll(text, `\"`, "")
	if calling().MatchString(strings.TrimSpace(bare)) {
		return false
	}
	return strings.Count(bare, `"`)%2 == 0 && strings.Count(bare, "(") == strings.Count(bare, ")") && !danglingQuote().MatchString(bare)
}

var (
	calling       = lazyre.New(`^[A-Za-z_.]\w*\(.*\)$`)
	coded         = lazyre.New(`::|\s%\s|^[\w.]+\([^()]*[,()]|\w\([a-z_]+\)|(?i)\bfrom\b.*\)|\s[-+/]\s`)
	danglingQuote = lazyre.New(`^'[^']*$|^[^']*[^\w\s(,\['][^']*'$`)
)

// betweenMeant reads what stands after between: numbers, or days, which count themselves.
func betweenMeant(text string) string {
	var ends []string
	for end := range strings.SplitSeq(strings.NewReplacer("..", " .. ", " and ", " .. ", " AND ", " .. ", ",", " .. ").Replace(strings.Trim(strings.TrimSpace(text), "()[]")), " .. ") {
		if end = strings.Trim(strings.TrimSpace(end), `'"`); end != "" {
			ends = append(ends, end)
		}
	}
	if len(ends) != 2 {
		return "between: [" + strings.Join(strings.Fields(strings.ReplaceAll(text, "..", " ")), ", ") + "]"
	}
	low, high := meant.Days(ends[0]), meant.Days(ends[1])
	if _, isNumber := meant.Number(ends[0]); !isNumber && len(low) == 1 && len(high) == 1 {
		return "after: " + (low[0] - 1).String() + ", before: " + (high[0] + 1).String()
	}
	return "between: [" + operand.Unquoted(ends[0]) + ", " + operand.Unquoted(ends[1]) + "]"
}

// inRange matches a range as sentences have it: in range 10-50, from 10 to 50.
var inRange = lazyre.New(`(?i) +(?:is +)?(?:in|within)(?: +the)? +range(?: +of)? +\(?\[?([0-9][0-9.]*) *(?:-|to|and|,|\.\.+|〜|–) *([0-9][0-9.]*)\]?\)?`)
