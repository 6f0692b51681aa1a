package expression

import (
	"cmp"
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

// This file reads whole rules that are sentences, or rows of a table.

// Row reads a row of a table: [A, Country, JP, 5], or without the name.
func Row(n *yaml.Node) string {
	last := len(n.Content) - 1
	if last < 2 || last > 3 || !operand.IsNumber(n.Content[last]) || slices.ContainsFunc(n.Content, func(c *yaml.Node) bool { return c.Kind == yaml.MappingNode }) {
		return ""
	}
	field, value := n.Content[last-2], n.Content[last-1]
	tests := wording.Line{Table: &keys.Condition}.TestsMeant(value)
	if field.Kind != yaml.ScalarNode || tests == "" {
		return ""
	}
	return "{name: " + node.Flow(n.Content[0]) + ", field: " + node.Flow(field) + ", " + tests + ", points: " + operand.Number(n.Content[last], false) + "}"
}

var ratioAsked = lazyre.New(`^\s*([\p{L}_][\p{L}\w ]*?)\s*/\s*([\p{L}_][\p{L}\w ]*?)\s*(>=|<=|>|<)\s*([0-9.]+%?)\s*$`)

// RatioAsked is a condition about one field divided by another, and the field that is to be declared for
// it: opens / sent >= 0.5; "" for any other text.
func RatioAsked(text string) (condition, declared string) {
	found := ratioAsked().FindStringSubmatch(text)
	if found == nil {
		return "", ""
	}
	of, per := operand.PlainName(found[1]), operand.PlainName(found[2])
	name := strings.ReplaceAll(of+"_per_"+per, " ", "_")
	op := map[string]string{">=": "at_least", "<=": "at_most", ">": "above", "<": "below"}[found[3]]
	return "field: " + name + ", " + op + ": " + found[4], "fields: {" + name + ": {rate: {of: " + node.Written(of) + ", per: " + node.Written(per) + "}}}"
}

// reversedRule matches a rule that begins with its points: +10 if Country is JP.
var reversedRule = lazyre.New(`(?i)^([-+]?[0-9.]+)\s*(?:points?|pts|点)?\s*(?:if|when|where|for|:)\s+(.+)$`)

// ReversedRule is a criterion for a sentence that begins with its points; "" for any other text.
func ReversedRule(text string) string {
	found := reversedRule().FindStringSubmatch(strings.TrimSpace(text))
	if found == nil {
		return ""
	}
	return SentenceRule(found[2], found[1])
}

var (
	RuleSentence = lazyre.New(`(?i)^(?:if |when |もし)?\s*(.+?)\s*(?::|=>|->|→|\bthen\b|\bgives?\b|,|、|なら|の場合)\s*(?:add|give|score)?\s*([-+]?[0-9.]+)\s*(?:points?|pts|点)?$`)
	equalSigns   = lazyre.New(`(?:^|[\s,])([a-z_]+)\s*=\s*`)
)

// SentenceRule is a criterion for a condition in words, and its points.
func SentenceRule(condition, points string) string {
	written := Condition(condition, false)
	n, isNumber := meant.Number(points)
	if written == "" || !isNumber || !n.IsExact() {
		return ""
	}
	if dialect.KeyOf(written) != "field" {
		written = "when: {" + written + "}"
	}
	return "{name: " + node.Written(strings.TrimSpace(condition)) + ", " + written + ", points: " + n.Low.String() + "}"
}

// Assignments reads keys and values that equals signs part: name = A field = Country.
func Assignments(text string, table *keys.Mapping) string {
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

var (
	stageIf    = lazyre.New(`(?i)^(\S.{0,30}?)\s+(?:if|when)\s+(.+)$`)
	stageScore = lazyre.New(`^([^:=<>]{1,30}?)\s*(?::|=>|->|→|=)?\s*((?:[<>]=?|≥|≤)?\s*[0-9].*)$`)
)

// StageSentence reads a stage rule as a sentence: MQL if score >= 50, MQL: 50+.
func StageSentence(text string) string {
	if found := stageIf().FindStringSubmatch(text); found != nil {
		if meant := Condition(found[2], true); meant != "" {
			return "{stage: " + found[1] + ", " + cmp.Or(wording.Leaf(meant), "when: {"+meant+"}") + "}"
		}
		return ""
	}
	found := stageScore().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	tests := wording.Line{Table: &keys.Stage}.TestsMeant(&yaml.Node{Kind: yaml.ScalarNode, Value: found[2]})
	if least, isNumber := strings.CutPrefix(tests, "is: "); isNumber {
		tests = "at_least: " + least
	}
	return "{stage: " + strings.TrimSpace(found[1]) + ", metric: score, " + tests + "}"
}
