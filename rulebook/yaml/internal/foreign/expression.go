package foreign

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads conditions as SQL, spreadsheets and formulas have them, for messages that
// say how a rulebook writes them.

var (
	excelIf    = lazyre.New(`(?i)^=?\s*if\s*\(`)
	excelCalls = lazyre.New(`(?i)^=?\s*(and|or|not)\s*\((.*)\)$`)
	ands       = lazyre.New(`(?i)\s+and\s+|\s*&&\s*|\s*かつ\s*`)
	ors        = lazyre.New(`(?i)\s+or\s+|\s*\|\|\s*|\s*または\s*`)
	comparison = lazyre.New("(?i)^[\\[`\"']?(.+?)[\\]`\"']?\\s*(>=|<=|=>|=<|<>|!=|===?|=|>|<|≥|≤|\\bis\\s+not\\s+null|\\bis\\s+null|\\bnot\\s+in\\b|\\bin\\b|\\bnot\\s+i?like\\b|\\bi?like\\b|!~\\*?|~\\*|~|\\brlike\\b|\\bregexp\\b|\\bcontains\\b|\\bbetween\\b|\\bis\\s+not\\b|\\bis\\b)\\s*(.*)$")
	blankCall  = lazyre.New(`(?i)^=?\s*(?:is(?:blank|empty|null|na|nan)|isna|pd\.isna)\s*\((.+)\)$`)
	searchCall = lazyre.New(`(?i)^=?\s*isnumber\s*\(\s*(?:search|find)\s*\(\s*(.+?)\s*,\s*(.+?)\s*\)\s*\)$`)
	chained    = lazyre.New(`^\s*(-?[0-9][0-9.,]*)\s*(<=?|>=?)\s*([^<>=]+?)\s*(<=?|>=?)\s*(-?[0-9][0-9.,]*)\s*$`)
	textIn     = lazyre.New(`(?i)^\s*(['"])([^'"]+)['"]\s+(not\s+)?in\s+([\w .]+)$`)
	templated  = lazyre.New(`^\$?\{\{(.+)\}\}$`)
	ternary    = lazyre.New(`^(.+?[<>=].+?)\s*\?\s*-?[0-9.]+\s*:\s*-?[0-9.]+$`)
	ofR        = lazyre.New(`\s*%in%\s*c?\(([^()]*)\)`)
	afterWhere = lazyre.New(`(?is)^\s*(?:select\s.*?\s)?where\s+`)
	caseWhen   = lazyre.New(`(?i)^case\s+when\s+(.+?)\s+then\s+(.+?)(?:\s+else\s.*)?(?:\s+end)?$`)
	nots       = lazyre.New(`(?i)^\s*(?:not\s+|!\s*)(.+)$`)
	betweenAnd = lazyre.New(`(?i)(\bbetween\s+\S+\s+)and(\s+\S+)`)
)

// ConditionMeant is a condition, without its braces, that a text says; "" where it says
// none. In stages the score is a metric.
func ConditionMeant(text string, stage bool) string {
	text = plainSigns.Replace(text)
	text = unwrapped(afterWhere().ReplaceAllString(text, ""))
	if found := templated().FindStringSubmatch(text); found != nil {
		text = strings.TrimSpace(found[1])
	}
	if found := ternary().FindStringSubmatch(text); found != nil {
		text = found[1]
	}
	text = ofR().ReplaceAllString(text, " in ($1)")
	if found := caseWhen().FindStringSubmatch(text); found != nil {
		text = found[1]
	}
	if excelIf().MatchString(text) {
		text = firstArgument(excelIf().ReplaceAllString(text, ""))
	}
	text = unwrapped(strings.TrimPrefix(text, "="))
	text = betweenAnd().ReplaceAllString(text, "${1}..${2}")
	for _, by := range []struct {
		kind string
		at   *regexp.Regexp
	}{{"any", ors()}, {"all", ands()}} {
		if parts := splitTop(text, by.at); len(parts) > 1 {
			return joinMeant(by.kind, parts, stage)
		}
	}
	if found := excelCalls().FindStringSubmatch(text); found != nil {
		kind := map[string]string{"and": "all", "or": "any", "not": "not"}[strings.ToLower(found[1])]
		return joinMeant(kind, arguments(found[2]), stage)
	}
	if write := cmp.Or(callMeant(text), functionMeant(text), agedMeant(text), lengthMeant(text)); write != "" {
		return write
	}
	if found := nots().FindStringSubmatch(text); found != nil {
		return notMeant(cmp.Or(ConditionMeant(found[1], stage), truthMeant(strings.TrimSpace(found[1]), stage)))
	}
	if found := comparison().FindStringSubmatch(text); found != nil && strings.HasPrefix(strings.ToLower(found[2]), "is") { // is at least
		return cmp.Or(sentenceMeant(text, stage), comparisonMeant(text, stage))
	}
	return cmp.Or(comparisonMeant(text, stage), sentenceMeant(text, stage), japaneseMeant(text))
}

// plainSigns writes the signs of Japanese keyboards and of mathematics as programs do.
var plainSigns = strings.NewReplacer("＝", "=", "＞", ">", "＜", "<", "≧", ">=", "≦", "<=", "≠", "!=", "（", "(", "）", ")")

var bareName = lazyre.New(`^[A-Za-z_][A-Za-z0-9_]*(?:\.[a-z]+)?$`)

// truthMeant reads a name alone, which is to be true.
func truthMeant(text string, stage bool) string {
	switch {
	case !bareName().MatchString(text):
		return ""
	case stage && strings.Contains(text, "."):
		return "metric: " + text + ", is: true"
	}
	return "field: " + plainName(text) + ", is: true"
}

// splitTop parts a text where a pattern matches outside brackets and quotes.
func splitTop(text string, at *regexp.Regexp) []string {
	masked, depth, quote := []byte(text), 0, byte(0)
	for i, b := range masked {
		switch {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case (b == '\'' || b == '"') && (i == 0 || strings.ContainsRune(" (=,<>", rune(masked[i-1]))):
			quote = b
		case b == '(' || b == '[':
			depth++
		case b == ')' || b == ']':
			depth--
		case depth <= 0:
			continue
		}
		masked[i] = '_'
	}
	var parts []string
	from := 0
	for _, found := range at.FindAllIndex(masked, -1) {
		parts, from = append(parts, text[from:found[0]]), found[1]
	}
	return append(parts, text[from:])
}

// callMeant reads forms that are no comparison of a column with a value: ISBLANK(Phone),
// "CEO" in title, 10 <= employees <= 50.
func callMeant(text string) string {
	if found := blankCall().FindStringSubmatch(text); found != nil {
		return "field: " + unquotedOperand(found[1]) + ", known: false"
	}
	if found := searchCall().FindStringSubmatch(text); found != nil {
		return "field: " + unquotedOperand(found[2]) + ", contains: " + unquotedOperand(found[1])
	}
	if found := textIn().FindStringSubmatch(text); found != nil {
		write := "field: " + strings.TrimSpace(found[4]) + ", contains: " + node.Written(found[2])
		if found[3] != "" {
			return notMeant(write)
		}
		return write
	}
	if found := chained().FindStringSubmatch(text); found != nil && found[2][0] == found[4][0] {
		return chainMeant(found)
	}
	return ""
}

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

// notMeant turns a condition round.
func notMeant(meant string) string {
	about, op, found := strings.Cut(meant, ", ")
	name, operand, _ := strings.Cut(op, ": ")
	switch {
	case meant == "":
		return ""
	case !found || strings.Contains(operand, ": "):
	case name == "known":
		return about + ", known: " + oppositeWord(operand)
	case name == "is" && (operand == "true" || operand == "false"):
		return about + ", is: " + oppositeWord(operand)
	case name == "is":
		return about + ", is_not: " + operand
	}
	return "not: {" + meant + "}"
}

func joinMeant(kind string, parts []string, stage bool) string {
	var meant []string
	for _, part := range parts {
		one := cmp.Or(ConditionMeant(part, stage), truthMeant(strings.TrimSpace(part), stage))
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
		return notMeant(strings.Trim(strings.Join(meant, ""), "{}"))
	}
	return kind + ": [" + strings.Join(meant, ", ") + "]"
}

// unwrapped is a text without the brackets around all of it.
func unwrapped(text string) string {
	text = strings.TrimSpace(text)
	for strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") && closesAt(text) == len(text)-1 {
		text = strings.TrimSpace(text[1 : len(text)-1])
	}
	return text
}

// closesAt is where the bracket that begins a text is closed; -1 for nowhere.
func closesAt(text string) int {
	depth := 0
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// firstArgument is what stands before the first comma outside brackets.
func firstArgument(text string) string {
	all := arguments(text)
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

func arguments(text string) []string {
	var all []string
	depth, from := 0, 0
	for i, r := range text {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == ',' && depth == 0:
			all, from = append(all, strings.TrimSpace(text[from:i])), i+1
		}
	}
	return append(all, strings.TrimSpace(text[from:]))
}

// comparisonMeant reads "Employees > 100", "Country IN ('JP', 'US')", "Budget IS NOT NULL".
func comparisonMeant(text string, stage bool) string {
	found := comparison().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	name, operand := plainName(found[1]), unquotedOperand(found[3])
	about := "field: " + node.Written(name)
	if metric := metricNamed(name); stage && metric != "" {
		about = "metric: " + metric
		if metric == "fit" {
			operand = cmp.Or(cell.ShareMeant(strings.TrimSpace(found[3])), operand)
		}
	}
	if write := relativeTo(found[2], found[3]); write != "" {
		return about + ", " + write
	}
	if side := sideCall().FindStringSubmatch(strings.TrimSpace(found[1])); side != nil && strings.Trim(found[2], "=") == "" {
		return "field: " + node.Written(plainName(side[2])) + ", " + map[string]string{"left": "starts_with: ", "right": "ends_with: "}[strings.ToLower(side[1])] + operand
	}
	if strings.Trim(strings.TrimSpace(found[3]), `'"`) == "" && found[3] != "" { // compared with an empty text
		switch found[2] {
		case "=", "==", "===":
			return about + ", known: false"
		case "<>", "!=":
			return about + ", known: true"
		}
	}
	switch op := strings.Join(strings.Fields(strings.ToLower(found[2])), " "); op {
	case ">=", "=>", "≥":
		return about + ", at_least: " + operand
	case "<=", "=<", "≤":
		return about + ", at_most: " + operand
	case ">":
		return about + ", above: " + operand
	case "<":
		return about + ", below: " + operand
	case "=", "==", "===", "is":
		return about + ", is: " + operand
	case "<>", "!=", "is not":
		return about + ", is_not: " + operand
	case "is null":
		return about + ", known: false"
	case "is not null":
		return about + ", known: true"
	case "in":
		return about + ", is: " + listOperand(found[3])
	case "not in":
		return about + ", is_not: " + listOperand(found[3])
	case "between":
		return about + ", between: [" + strings.Join(strings.Fields(strings.ReplaceAll(operand, "..", " ")), ", ") + "]"
	case "like", "ilike", "contains":
		return about + ", " + likeMeant(operand)
	case "!~", "!~*":
		return "not: {" + about + ", matches: " + node.Written("(?i)"+strings.Trim(strings.TrimSpace(found[3]), `'"`)) + "}"
	case "~", "~*", "rlike", "regexp":
		return about + ", matches: " + node.Written("(?i)"+strings.Trim(strings.TrimSpace(found[3]), `'"`))
	}
	return "not: {" + about + ", " + likeMeant(operand) + "}"
}

// metricNamed is the metric that a name in a condition of a stage means; "" for a field.
func metricNamed(name string) string {
	switch word := strings.ReplaceAll(fold.Text(name), "_", " "); word {
	case "score", "lead score", "total score", "points", "total points", "total", "スコア", "点数", "合計点":
		return "score"
	case "fit", "icp", "fit score", "icp fit", "icp score":
		return "fit"
	case "grade", "fit grade", "fit.grade", "icp grade":
		return "fit.grade"
	}
	if words := wordsOf(name); len(words) == 2 && isFramework(words[0]) && slices.Contains([]string{"qualified", "met", "share", "known"}, words[1]) {
		return frameworkName(words[0]) + "." + words[1]
	}
	if framework, part, found := strings.Cut(name, "."); found && isFramework(framework) {
		return frameworkName(framework) + "." + part
	} else if strings.HasPrefix(name, "group.") {
		return name
	}
	return ""
}

// unquotedOperand is an operand without the quotes of its own language.
func unquotedOperand(text string) string {
	text = strings.Trim(strings.TrimSpace(text), `'"`)
	if truth := strings.ToLower(text); truth == "true" || truth == "false" {
		return truth
	}
	if in, ok := cell.NumberMeant(text); ok && in.IsExact() {
		return in.Low.String()
	}
	if text == "" {
		return "VALUE"
	}
	return node.Written(text)
}

func listOperand(text string) string {
	var all []string
	for _, one := range arguments(strings.Trim(strings.TrimSpace(text), "()[]")) {
		all = append(all, unquotedOperand(one))
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// likeMeant reads a pattern with wildcards, % or *, at its ends.
func likeMeant(pattern string) string {
	pattern = strings.Trim(pattern, `"'`)
	open, shut := strings.TrimLeft(pattern, "%*"), strings.TrimRight(pattern, "%*")
	word := node.Written(strings.Trim(pattern, "%*"))
	switch {
	case open == pattern && shut != pattern:
		return "starts_with: " + word
	case open != pattern && shut == pattern:
		return "ends_with: " + word
	}
	return "contains: " + word
}
