package foreign

import (
	"regexp"
	"strings"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads conditions as SQL, spreadsheets and formulas have them, for messages that
// say how a rulebook writes them.

var (
	excelIf    = lazyre.New(`(?i)^=?\s*if\s*\(`)
	excelCalls = lazyre.New(`(?i)^=?\s*(and|or|not)\s*\((.*)\)$`)
	ands       = lazyre.New(`(?i)\s+and\s+|\s*&&\s*|\s*かつ\s*`)
	ors        = lazyre.New(`(?i)\s+or\s+|\s*\|\|\s*|\s*または\s*`)
	comparison = lazyre.New("(?i)^[\\[`\"']?(.+?)[\\]`\"']?\\s*(>=|<=|=>|=<|<>|!=|===?|=|>|<|≥|≤|\\bis\\s+not\\s+null|\\bis\\s+null|\\bnot\\s+in\\b|\\bin\\b|\\bnot\\s+like\\b|\\blike\\b|\\bcontains\\b|\\bbetween\\b|\\bis\\s+not\\b|\\bis\\b)\\s*(.*)$")
	blankCall  = lazyre.New(`(?i)^=?\s*(?:is(?:blank|empty|null|na|nan)|isna|pd\.isna)\s*\((.+)\)$`)
	searchCall = lazyre.New(`(?i)^=?\s*isnumber\s*\(\s*(?:search|find)\s*\(\s*(.+?)\s*,\s*(.+?)\s*\)\s*\)$`)
	chained    = lazyre.New(`^\s*(-?[0-9][0-9.,]*)\s*(<=?|>=?)\s*([^<>=]+?)\s*(<=?|>=?)\s*(-?[0-9][0-9.,]*)\s*$`)
	textIn     = lazyre.New(`(?i)^\s*(['"])([^'"]+)['"]\s+(not\s+)?in\s+([\w .]+)$`)
	nots       = lazyre.New(`(?i)^\s*(?:not\s+|!\s*)(.+)$`)
	betweenAnd = lazyre.New(`(?i)(\bbetween\s+\S+\s+)and(\s+\S+)`)
)

// ConditionMeant is a condition, without its braces, that a text says; "" where it says
// none. In stages the score is a metric.
func ConditionMeant(text string, stage bool) string {
	text = strings.TrimSpace(text)
	if excelIf().MatchString(text) {
		text = firstArgument(excelIf().ReplaceAllString(text, ""))
	}
	text = strings.TrimPrefix(text, "=")
	if found := excelCalls().FindStringSubmatch(text); found != nil {
		kind := map[string]string{"and": "all", "or": "any", "not": "not"}[strings.ToLower(found[1])]
		return joinMeant(kind, arguments(found[2]), stage)
	}
	if write := callMeant(text); write != "" {
		return write
	}
	text = betweenAnd().ReplaceAllString(text, "${1}..${2}")
	for _, by := range []struct {
		kind string
		at   *regexp.Regexp
	}{{"any", ors()}, {"all", ands()}} {
		if parts := by.at.Split(text, -1); len(parts) > 1 {
			return joinMeant(by.kind, parts, stage)
		}
	}
	if found := nots().FindStringSubmatch(text); found != nil {
		return notMeant(ConditionMeant(unwrapped(found[1]), stage))
	}
	return comparisonMeant(text, stage)
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
	case name == "is":
		return about + ", is_not: " + operand
	}
	return "not: {" + meant + "}"
}

func joinMeant(kind string, parts []string, stage bool) string {
	var meant []string
	for _, part := range parts {
		one := ConditionMeant(unwrapped(part), stage)
		if one == "" {
			return ""
		}
		meant = append(meant, "{"+one+"}")
	}
	if kind == "not" {
		return notMeant(strings.Trim(strings.Join(meant, ""), "{}"))
	}
	return kind + ": [" + strings.Join(meant, ", ") + "]"
}

// unwrapped is a text without the brackets around all of it.
func unwrapped(text string) string {
	text = strings.TrimSpace(text)
	for strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		text = strings.TrimSpace(text[1 : len(text)-1])
	}
	return text
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
	name, operand := strings.TrimSpace(found[1]), unquotedOperand(found[3])
	about := "field: " + node.Written(name)
	if stage && strings.EqualFold(name, "score") {
		about = "metric: score"
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
	case "like", "contains":
		return about + ", " + likeMeant(operand)
	}
	return "not: {" + about + ", " + likeMeant(operand) + "}"
}

// unquotedOperand is an operand without the quotes of its own language.
func unquotedOperand(text string) string {
	text = strings.Trim(strings.TrimSpace(text), `'"`)
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
