package operand

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads ages and days.

// Relative reads a date that is told by how long ago it was, as queries have it:
// LAST_N_DAYS:30.
func Relative(text string) string {
	age := meant.QueriedAge(text)
	if asked := meant.AgeAsked(text); age == "" && asked != "" {
		return asked
	}
	switch {
	case age == "":
		return ""
	case strings.HasPrefix(fold.Text(text), "next"):
		return "within_next: " + age
	}
	return "within: " + age
}

var saidAge = lazyre.New(`^(?:直近|過去|ここ)?\s*([0-9]+\s*(?:日|週間?|[かヶケカヵ箇]月|年))(?:間)?\s*(以上前|より前|以前|以上経過|経過|以上|超|以内|未満|以下)$`)

// AgeSaid are the operators of an age in Japanese: 3か月以上前, 直近30日以内; "" for any other text.
func AgeSaid(text string) string {
	found := saidAge().FindStringSubmatch(fold.Text(text))
	if found == nil || meant.Duration(found[1]) == "" {
		return ""
	}
	switch found[2] {
	case "以内", "未満", "以下":
		return "within: " + meant.Duration(found[1])
	}
	return "older_than: " + meant.Duration(found[1])
}

var saidDay = lazyre.New(`^(.+?)\s*(以降|以後|から|より後|以前|まで|より前)$`)

// DaySaid is the operator of a day in Japanese: 2026年1月1日以降; "" for any other text.
func DaySaid(text string) string {
	found := saidDay().FindStringSubmatch(strings.TrimSpace(text))
	if found == nil {
		return ""
	}
	days := meant.Days(found[1])
	if _, isNumber := meant.Number(found[1]); isNumber || len(days) != 1 {
		return ""
	}
	switch found[2] {
	case "以降", "以後", "から":
		return "after: " + (days[0] - 1).String()
	case "より後":
		return "after: " + days[0].String()
	case "より前":
		return "before: " + days[0].String()
	}
	return "before: " + (days[0] + 1).String()
}

// AgesBetween is what to write for an age between two: [30, 60], 30d-60d; "" for any other value.
func AgesBetween(n *yaml.Node) string {
	var ends []string
	if n.Kind == yaml.ScalarNode {
		if _, err := cell.ParseDays(n.Value); err == nil {
			return "" // one age, as nearly all are: no signs need be looked for
		}
		ends = ageSigns().Split(n.Value, -1)
	}
	for _, one := range n.Content {
		if n.Kind == yaml.SequenceNode {
			ends = append(ends, node.Text(one))
		}
	}
	if len(ends) != 2 {
		return ""
	}
	if n.Kind == yaml.ScalarNode && !IsAge(&yaml.Node{Kind: yaml.ScalarNode, Value: ends[1]}) {
		return ""
	}
	low, errLow := cell.ParseDays(meant.Duration(ends[0]))
	high, errHigh := cell.ParseDays(meant.Duration(ends[1]))
	switch {
	case errLow != nil || errHigh != nil || low >= high:
		return ""
	case low == 0:
		return fmt.Sprintf("within: %dd", high)
	}
	return fmt.Sprintf("within: %dd, older_than: %dd", high, low-1)
}

var ageSigns = lazyre.New(`\s*(?:-|–|~|〜|から|\bto\b)\s*`)

var agePattern = lazyre.New(`[0-9一二三半] ?(days?|weeks?|months?|years?|d|w|日|週間?|[かヶケカヵ箇]月|年)\b|[日週月年](前|以内)?$`)

// IsAge reports whether a value names an age, such as 30 days.
func IsAge(n *yaml.Node) bool {
	isWhole := strings.Trim(n.Value, "0123456789") == "" // as most numbers are: no pattern need be made
	return n.Kind == yaml.ScalarNode && !isWhole && agePattern().MatchString(fold.Text(n.Value)) && meant.Duration(n.Value) != ""
}

// Days are the days of a list.
func Days(n *yaml.Node) (all []calendar.Day) {
	for _, one := range n.Content {
		if days := meant.Days(node.Text(one)); n.Kind == yaml.SequenceNode && len(days) > 0 {
			all = append(all, days[0])
		}
	}
	return all
}
