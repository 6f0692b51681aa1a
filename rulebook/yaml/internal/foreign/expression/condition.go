// Package expression reads conditions, formulas and whole rules that are texts of other languages: SQL,
// spreadsheets, programs, JSON logic, sentences in English and Japanese.
package expression

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads conditions as SQL, spreadsheets and formulas have them.

var (
	excelIf    = lazyre.New(`(?i)^=?\s*if\s*\(`)
	excelCalls = lazyre.New(`(?i)^=?\s*(and|or|not)\s*\((.*)\)$`)
	ands       = lazyre.New(`(?i)\s+and\s+|\s*&&\s*|\s*かつ\s*`)
	ors        = lazyre.New(`(?i)\s+or\s+|\s*\|\|\s*|\s*または\s*`)
	comparison = lazyre.New("(?i)^[\\[`\"']?(.+?)[\\]`\"']?\\s*(>=|<=|=>|=<|<>|!=|=~|===?|=|>|<|≥|≤|\\bis\\s+not\\s+null|\\bis\\s+null|\\bnot\\s+in\\b|\\bin\\b|\\bnot\\s+i?like\\b|\\bi?like\\b|!~\\*?|=~|~\\*|~|\\brlike\\b|\\bregexp\\b|\\bcontains\\b|\\bbetween\\b|\\bis\\s+not\\b|\\bis\\b)\\s*(.*)$")
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

// Condition is a condition, without its braces, that a text says; "" where it says
// none. In stages the score is a metric.
func Condition(text string, stage bool) string {
	text = plainSigns.Replace(text)
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
		if parts := operand.Split(text, by.at); len(parts) > 1 {
			return joinMeant(by.kind, parts, stage)
		}
	}
	if found := excelCalls().FindStringSubmatch(text); found != nil {
		kind := map[string]string{"and": "all", "or": "any", "not": "not"}[strings.ToLower(found[1])]
		return joinMeant(kind, operand.Arguments(found[2]), stage)
	}
	if write := cmp.Or(callMeant(text), functionMeant(text), agedMeant(text), lengthMeant(text)); write != "" {
		return write
	}
	if found := nots().FindStringSubmatch(text); found != nil {
		return wording.Denied(cmp.Or(Condition(found[1], stage), truthMeant(strings.TrimSpace(found[1]), stage)))
	}
	if found := comparison().FindStringSubmatch(text); found != nil && strings.HasPrefix(strings.ToLower(found[2]), "is") { // is at least
		return cmp.Or(sentenceMeant(text, stage), comparisonMeant(text, stage))
	}
	return cmp.Or(comparisonMeant(text, stage), sentenceMeant(text, stage), japaneseMeant(text))
}

// plainSigns writes the signs of Japanese keyboards and of mathematics as programs do.
var plainSigns = strings.NewReplacer("＝", "=", "＞", ">", "＜", "<", "≧", ">=", "≦", "<=", "≠", "!=", "（", "(", "）", ")")

// slashed is a regular expression between slashes, with its flags.
var slashed = lazyre.New(`^/(.+)/([a-z]*)$`)

var bareName = lazyre.New(`^[A-Za-z_][A-Za-z0-9_]*(?:\.[a-z]+)?$`)

// truthMeant reads a name alone, which is to be true.
func truthMeant(text string, stage bool) string {
	switch {
	case !bareName().MatchString(text):
		return ""
	case stage && strings.Contains(text, "."):
		return "metric: " + text + ", is: true"
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
	if found := textIn().FindStringSubmatch(text); found != nil {
		write := "field: " + strings.TrimSpace(found[4]) + ", contains: " + node.Written(found[2])
		if found[3] != "" {
			return wording.Denied(write)
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

func joinMeant(kind string, parts []string, stage bool) string {
	var meant []string
	for _, part := range parts {
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

// comparisonMeant reads "Employees > 100", "Country IN ('JP', 'US')", "Budget IS NOT NULL".
func comparisonMeant(text string, stage bool) string {
	found := comparison().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	name, right := operand.PlainName(found[1]), operand.Unquoted(found[3])
	about := "field: " + node.Written(name)
	if metric := wording.MetricNamed(name); stage && metric != "" {
		about = "metric: " + metric
		if metric == "fit" {
			right = cmp.Or(cell.ShareMeant(strings.TrimSpace(found[3])), right)
		}
	}
	if write := relativeTo(found[2], found[3]); write != "" {
		return about + ", " + write
	}
	if side := sideCall().FindStringSubmatch(strings.TrimSpace(found[1])); side != nil && strings.Trim(found[2], "=") == "" {
		return "field: " + node.Written(operand.PlainName(side[2])) + ", " + map[string]string{"left": "starts_with: ", "right": "ends_with: "}[strings.ToLower(side[1])] + right
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
		return about + ", is: " + operand.List(found[3])
	case "not in":
		return about + ", is_not: " + operand.List(found[3])
	case "between":
		return about + ", between: [" + strings.Join(strings.Fields(strings.ReplaceAll(right, "..", " ")), ", ") + "]"
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

// inRange matches a range as sentences have it: in range 10-50, from 10 to 50.
var inRange = lazyre.New(`(?i) +(?:is +)?(?:in|within)(?: +the)? +range(?: +of)? +\(?\[?([0-9][0-9.]*) *(?:-|to|and|,|\.\.+|〜|–) *([0-9][0-9.]*)\]?\)?`)
