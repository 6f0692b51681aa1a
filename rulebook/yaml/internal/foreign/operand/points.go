package operand

import (
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads points for each one of something.

var (
	perEach     = lazyre.New(`^\s*([-+]?[0-9.]+)\s*(?:points?|pts|点)?\s*(?:(?:per|each|every|for each|/|x|×|\*)\s*(?:one|view|visit|page|click|open|event|time|unit|1|[a-z_]+s?)?)\s*$`)
	perSeveral  = lazyre.New(`^\s*([-+]?[0-9.]+)\s*(?:points?|pts|点)?\s*(?:per|for each|for every|each|every|/)\s*([0-9.]+)\s*[a-z_ ]*$`)
	japanesePer = lazyre.New(`^\s*([0-9.]+)?\s*[^0-9.]{0,6}?(?:につき|ごとに|ごと|毎に|あたり)\s*([-+]?[0-9.]+)\s*点?$`)
)

// Each reads "2 per view", "1 per 10 views" and "2x" in the place of points.
func Each(text string) string {
	text = fold.Text(text)
	if found := perSeveral().FindStringSubmatch(text); found != nil {
		return eachOf(found[1], found[2])
	}
	if found := eachUpTo().FindStringSubmatch(text); found != nil {
		return "each: " + strings.TrimPrefix(found[1], "+") + ", max: " + found[2] + " in place of points"
	}
	if found := japanesePer().FindStringSubmatch(text); found != nil {
		return eachOf(found[2], found[1])
	}
	found := perEach().FindStringSubmatch(text)
	if found == nil || strings.HasSuffix(text, "max") {
		return ""
	}
	return "each: " + strings.TrimPrefix(found[1], "+") + " in place of points"
}

// eachUpTo is points for each one, with the most of them.
var eachUpTo = lazyre.New(`^\s*([-+]?[0-9.]+)\s*(?:points?|pts|点)?\s*(?:each|per [a-z]+|every [a-z]+)\s*,?\s*\(?(?:up to|max|maximum|at most|capped at)\s*([0-9.]+)\)?$`)

// eachOf is what to write for points for so many of something; of none given, for one.
func eachOf(points, many string) string {
	if each := Divided(points, many); each != "" {
		return "each: " + each + " in place of points"
	}
	return ""
}

var product = lazyre.New(`^\s*(?:(-?[0-9.]+)(?:\s*[*×]\s*|\s+x\s+)(.+?)|(.+?)(?:\s*[*×]\s*|\s+x\s+)(-?[0-9.]+)|(.+?)\s*/\s*([0-9.]+))\s*$`)

// Product reads "pages * 2", "pages / 10", ROUND(pages / 10) and pages * 2 + 5 in place of points.
func Product(text string) string {
	text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "="))
	if inner := rounded().FindStringSubmatch(text); inner != nil {
		return Product(inner[1])
	}
	if parts := addedTo().FindStringSubmatch(text); parts != nil && Product(parts[1]) != "" {
		sign := map[string]string{"+": "", "-": "-"}[parts[2]]
		return Product(parts[1]) + ", and the rest in a criterion of its own: {name: Base, points: " + sign + parts[3] + "}"
	}
	found := product().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	number, field := found[1]+found[4], found[2]+found[3]+found[5]
	if found[6] != "" {
		number = Divided("1", found[6])
	}
	if _, err := cell.ParseDecimal(number); err != nil || strings.ContainsAny(field, "()") {
		return ""
	}
	if name := PlainName(field); strings.ContainsAny(name, "<>=?:") || ifWord().MatchString(name) {
		return "" // only where something holds
	}
	return "each: " + number + ", field: " + node.Written(PlainName(field)) + " in place of points"
}

var (
	rounded = lazyre.New(`(?i)^(?:round|roundup|rounddown|int|floor|ceil|ceiling|trunc)\(([^(),]+)(?:,[^(),]*)?\)$`)
	addedTo = lazyre.New(`^(.+?)\s*([-+])\s*([0-9]+(?:\.[0-9]+)?)$`)
)

var ifWord = lazyre.New(`(?i)\b(?:if|when|else|then)\b`)

// Capped reads min(10, Page Views) in place of points.
func Capped(text string) string {
	found := capped().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	args := Arguments(found[1])
	if len(args) != 2 {
		return ""
	}
	if !IsNumber(&yaml.Node{Kind: yaml.ScalarNode, Value: args[0]}) {
		args[0], args[1] = args[1], args[0]
	}
	most, isNumber := meant.Number(args[0])
	if !isNumber || !most.IsExact() || bottomed().MatchString(text) != (most.Low.Sign() < 0) {
		return ""
	}
	each, field := "each: 1", node.Written(PlainName(args[1]))
	if product := Product(args[1]); product != "" {
		product, _, _ = strings.Cut(product, " in place of ")
		each, field, _ = strings.Cut(product, ", field: ")
	}
	bound := ", max: "
	if found := bottomed().MatchString(text); found {
		bound = ", min: "
	}
	return each + bound + most.Low.String() + ", field: " + field + " in place of points"
}

var bottomed = lazyre.New(`(?i)^=?\s*(?:max|greatest)\s*\(`)

var capped = lazyre.New(`(?i)^=?\s*(?:min|least|max|greatest)\s*\((.+)\)$`)
