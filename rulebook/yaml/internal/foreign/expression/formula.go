package expression

import (
	"slices"
	"strings"

	"leadscore/internal/lazyre"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/node"
)

var (
	givenPoints = lazyre.New(`(?i)^\s*(?:(add|(?:score|points)\s*\+=|plus|give|award|increase|\+|加点|加算)|(subtract|(?:score|points)\s*-=|minus|deduct|remove|decrease|reduce|減点|減算))\D{0,20}?([0-9.]+)\D*$`)
	RuleWords   = []string{"rule", "rules", "criteria", "criterion", "logic", "expression", "expr", "query", "sql", "where", "requires", "require", "requirement", "requirements", "formula", "code", "script", "statement", "check", "eval", "script"}
)

// PointsGiven is what to write for points in words: add 5 points.
func PointsGiven(text string) string {
	found := givenPoints().FindStringSubmatch(text)
	switch {
	case found == nil:
		return ""
	case found[2] != "":
		return "points: -" + found[3]
	}
	return "points: " + found[3]
}

// branch is what a formula gives where a condition holds; without one, where no other does.
type branch struct{ when, points string }

// Earning reads IF(Employees > 50, 10, 0), and CASE WHEN Employees > 50 THEN 10 END.
func Earning(text string) string {
	text = strings.TrimSpace(text)
	if write := tableMeant(text); write != "" {
		return write
	}
	all := branchesOf(text)
	if found := timesTruth().FindStringSubmatch(text); found != nil { // (Country = 'JP') * 10
		all = branches([]string{found[1] + found[4], found[2] + found[3], ""})
	}
	if n := len(all); n > 0 && all[n-1].when == "" && strings.Trim(all[n-1].points, "-0.") == "" && n == 2 {
		all = all[:1] // of a line that does not hold it earns nothing anyway
	}
	switch {
	case len(all) == 0 || all[0].when == "":
		return ""
	case len(all) == 1:
		return "when: {" + all[0].when + "}, points: " + all[0].points
	}
	return branchBands(all)
}

// timesTruth is a condition, which is 1 or 0, by points; or the other way round.
var timesTruth = lazyre.New(`^=?\s*(?:\(([^()]*[<>=][^()]*)\)\s*[*×]\s*(-?[0-9.]+)|(-?[0-9.]+)\s*[*×]\s*\(([^()]*[<>=][^()]*)\))$`)

// branchBands are bands for the branches of a formula; of one field, with it after them.
func branchBands(all []branch) string {
	about := ", " + strings.SplitAfterN(all[0].when, ", ", 2)[0]
	isShort := func(b branch) bool {
		return b.when == "" || strings.HasPrefix(b.when, "field: ") && strings.HasPrefix(", "+b.when, about) && !strings.Contains(b.when, "{")
	}
	short := !slices.ContainsFunc(all, func(b branch) bool { return !isShort(b) })
	var bands []string
	for _, b := range all {
		when := b.when
		switch {
		case when == "":
		case short:
			when = strings.TrimPrefix(", "+when, about) + ", "
		default:
			when = "when: {" + when + "}, "
		}
		bands = append(bands, "{"+when+"points: "+b.points+"}")
	}
	write := "bands: [" + strings.Join(bands, ", ") + "]"
	if short {
		write += strings.TrimSuffix(about, ", ")
	}
	return write + " in place of points"
}

var (
	caseText  = lazyre.New(`(?is)^case\s+when\s+(.+?)(?:\s+end)?$`)
	caseOf    = lazyre.New(`(?is)^case\s+([^\s'"]+)\s+when\s+(.+?)(?:\s+end)?$`)
	nextCase  = lazyre.New(`(?i)(^|\swhen\s+)`)
	ternaryOf = lazyre.New(`^([^?]+?)\s*\?\s*([^?:]+?)\s*:\s*(.+)$`)
	pythonIf  = lazyre.New(`(?i)^([-+0-9.]+)\s+if\s+(.+?)\s+else\s+(.+)$`)
)

// branchesOf are the branches of a formula, in the order in which they are asked; nil for a text
// that is none.
func branchesOf(text string) []branch {
	text = operand.Unwrapped(strings.TrimPrefix(strings.TrimSpace(text), "="))
	if excelIf().MatchString(text) && !strings.Contains(text, ",") {
		text = strings.ReplaceAll(text, ";", ",") // as spreadsheets of other countries part arguments
	}
	if points, isNumber := meant.Number(strings.Trim(text, `"' `)); isNumber && points.IsExact() && !strings.Contains(text, "(") {
		return []branch{{"", points.Low.String()}}
	}
	if found := caseOf().FindStringSubmatch(text); found != nil && !strings.EqualFold(found[1], "when") { // CASE Country WHEN 'JP' THEN 10 END
		return caseBranches(nextCase().ReplaceAllString(found[2], "${1}"+strings.ReplaceAll(found[1], "$", "$$")+" = "))
	}
	if found := caseText().FindStringSubmatch(text); found != nil {
		return caseBranches(found[1])
	}
	if excelIf().MatchString(text) {
		args := operand.Arguments(strings.TrimSuffix(excelIf().ReplaceAllString(text, ""), ")"))
		return branches(append(args, "", "")[:3])
	}
	if found := pythonIf().FindStringSubmatch(text); found != nil {
		return branches([]string{found[2], found[1], found[3]})
	}
	if found := ternaryOf().FindStringSubmatch(text); found != nil {
		return branches(found[1:])
	}
	return nil
}

// branches are those of a condition, what it gives, and what else; the last may be empty.
func branches(args []string) []branch {
	when, then := Condition(args[0], false), branchesOf(args[1])
	if when == "" || len(then) != 1 || then[0].when != "" {
		return nil
	}
	all := []branch{{when, then[0].points}}
	if args[2] == "" {
		return all
	}
	rest := branchesOf(args[2])
	if rest == nil {
		return nil
	}
	return append(all, rest...)
}

var (
	nextWhen = lazyre.New(`(?i)\s+when\s+`)
	thenWord = lazyre.New(`(?i)\s+then\s+`)
	elseWord = lazyre.New(`(?i)\s+else\s+`)
)

// caseBranches are those of what stands after the first WHEN.
func caseBranches(text string) []branch {
	last := ""
	if parts := operand.Split(text, elseWord()); len(parts) == 2 {
		text, last = parts[0], parts[1]
	}
	var all []branch
	for _, one := range operand.Split(text, nextWhen()) {
		parts := operand.Split(one, thenWord())
		if len(parts) != 2 {
			return nil
		}
		branch := branches([]string{parts[0], parts[1], ""})
		if branch == nil {
			return nil
		}
		all = append(all, branch...)
	}
	if last == "" {
		return all
	}
	rest := branchesOf(last)
	if rest == nil {
		return nil
	}
	return append(all, rest...)
}

var tableCall = lazyre.New(`(?i)^=?\s*(ifs|case|switch)\s*\((.+)\)$`)

// tableMeant reads IFS(Employees >= 100, 20, ...) and CASE(Rating, "Hot", 20, ..., 0).
func tableMeant(text string) string {
	found := tableCall().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	args, about := operand.Arguments(found[2]), ""
	if !strings.EqualFold(found[1], "ifs") {
		about, args = ", field: "+node.Written(operand.PlainName(args[0])), args[1:]
	}
	var bands []string
	for ; len(args) > 1; args = args[2:] {
		when := Condition(args[0], false)
		if about != "" {
			when = "is: " + operand.Unquoted(args[0])
		}
		points, isNumber := meant.Number(args[1])
		if when == "" || !isNumber || !points.IsExact() {
			return ""
		}
		bands = append(bands, "{"+when+", points: "+points.Low.String()+"}")
	}
	if len(args) == 1 {
		bands = append(bands, "{points: "+args[0]+"}")
	}
	return "bands: [" + strings.Join(bands, ", ") + "]" + about + " in place of points"
}

var lookupCall = lazyre.New(`(?i)^=?\s*(?:[vhx]?lookup|index|choose|match|lookup_table)\s*\(`)

// Lookup is what to write for a lookup in a table of another sheet; "" for another text.
func Lookup(text string) string {
	if !lookupCall().MatchString(text) {
		return ""
	}
	field, row := "FIELD", "at_least: 100"
	if found := operand.Call().FindStringSubmatch(strings.TrimSpace(text)); found != nil {
		args := operand.Arguments(found[2])
		if looked := operand.PlainName(args[0]); strings.Contains(strings.ToLower(found[1]), "lookup") && looked != "" && !strings.ContainsAny(looked, "()") {
			field = node.Written(looked)
		}
		if last := strings.ToLower(args[len(args)-1]); strings.EqualFold(found[1], "xlookup") || last == "false" || last == "0" {
			row = "is: VALUE"
		}
	}
	return "bands: [{" + row + ", points: 10}, {points: 0}], field: " + field + " in place of points, with a band for each row of the table"
}
