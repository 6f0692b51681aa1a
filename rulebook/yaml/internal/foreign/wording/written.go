package wording

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file takes texts to write apart and puts them together.

// TrueOr is the truth value that a word says.
func TrueOr(v *yaml.Node) string {
	truth, _ := cell.TruthWord(v.Value)
	return map[bool]string{true: "true", false: "false"}[truth]
}

// Denied turns a condition round.
func Denied(meant string) string {
	about, op, found := strings.Cut(meant, ", ")
	name, right, _ := strings.Cut(op, ": ")
	switch {
	case meant == "":
		return ""
	case !found || strings.Contains(right, ": "):
	case name == "known":
		return about + ", known: " + operand.Opposite(right)
	case name == "is" && (right == "true" || right == "false"):
		return about + ", is: " + operand.Opposite(right)
	case name == "is":
		return about + ", is_not: " + right
	}
	return "not: {" + meant + "}"
}

// AsLogic puts a condition where this mapping takes it.
func (t Line) AsLogic(meant string) string {
	if strings.HasPrefix(meant, "all: ") || strings.HasPrefix(meant, "any: ") || strings.HasPrefix(meant, "not: ") {
		return t.AsCondition(meant)
	}
	return meant
}

// AboutField is a condition in braces, with the field of the line that it stands in where it
// names none.
func AboutField(condition, field string) string {
	if tests := strings.TrimPrefix(condition, "{"); field != "" && dialect.IsOperator(dialect.KeyOf(tests)) {
		return "{field: " + field + ", " + tests
	}
	return condition
}

// AsCondition puts a combination where this mapping takes it.
func (t Line) AsCondition(text string) string {
	if t.Table == &keys.Condition {
		return text
	}
	return "when: {" + text + "}"
}

// eachContained asks of a text each of these.
func eachContained(field string, list *yaml.Node) string {
	var all []string
	for _, one := range list.Content {
		all = append(all, "{field: "+field+", contains: "+node.Flow(one)+"}")
	}
	return strings.Join(all, ", ")
}

// CombinedParts are the parts of a line of which one may be a condition of several: that
// takes in what the line asks beside it.
func (t Line) CombinedParts(parts []string) []string {
	if leaves := slices.DeleteFunc(slices.Clone(parts), func(part string) bool { return dialect.KeyOf(part) != "field" }); len(leaves) > 1 && len(leaves) == len(parts) {
		return []string{"all: [{" + strings.Join(leaves, "}, {") + "}]"}
	}
	at := slices.IndexFunc(parts, func(part string) bool {
		return slices.Contains([]string{"all", "any", "not", "when"}, dialect.KeyOf(part))
	})
	if at < 0 || !t.Table.Operators {
		return parts
	}
	whole := strings.TrimPrefix(parts[at], "when: ")
	if dialect.KeyOf(parts[at]) != "when" {
		whole = "{" + whole + "}"
	}
	var rest, own []string
	tests := 0
	for i, part := range parts {
		isTest := dialect.IsOperator(dialect.KeyOf(part))
		switch {
		case i == at:
		case isTest || dialect.KeyOf(part) == "field" || dialect.KeyOf(part) == "metric":
			own = append(own, part)
		default:
			rest = append(rest, part)
		}
		if isTest {
			tests++
		}
	}
	if tests > 0 {
		whole = "{all: [{" + strings.Join(own, ", ") + "}, " + whole + "]}"
	}
	if t.Table == &keys.Condition {
		return append(rest, strings.TrimSuffix(strings.TrimPrefix(whole, "{"), "}"))
	}
	return append(rest, "when: "+whole)
}

// FieldIn is the field of a line that is written.
func (t Line) FieldIn(line string) string {
	_, field, found := strings.Cut(line, "field: ")
	if !found {
		return ""
	}
	field, _, _ = strings.Cut(strings.TrimRight(field, "}]"), ", ")
	return field
}

// Leaf is a condition that stands in its line as it is; "" for one of several.
func Leaf(meant string) string {
	if name := dialect.KeyOf(meant); name == "field" || name == "metric" {
		return meant
	}
	return ""
}

// BestFirst puts stage rules that ask the score for so much at least in the order in which
// they can all be reached.
func BestFirst(items []string) []string {
	const asked = ", metric: score, at_least: "
	least := func(item string) exact.Number {
		_, number, _ := strings.Cut(strings.TrimSuffix(item, "}"), asked)
		n, _ := cell.ParseDecimal(number)
		return n
	}
	isLast := func(item string) bool { return !strings.Contains(item, ", ") } // it asks nothing
	if slices.ContainsFunc(items, func(item string) bool { return !strings.Contains(item, asked) && !isLast(item) }) {
		return items
	}
	slices.SortStableFunc(items, func(a, b string) int {
		if isLast(a) || isLast(b) {
			return map[bool]int{true: 1}[isLast(a)] - map[bool]int{true: 1}[isLast(b)]
		}
		return least(b).Cmp(least(a))
	})
	return items
}

// AddedBy are the keys that a text to write would add.
func AddedBy(t Line, write string) (adds []string) {
	for _, found := range addedKey().FindAllStringSubmatch(AtTop(write), -1) {
		if t.Table.Knows(found[1]) {
			adds = append(adds, found[1])
		}
	}
	return adds
}

var addedKey = lazyre.New(`(?:^|, )([a-z_]+):`)

// AtTop leaves out what stands in brackets and braces.
func AtTop(text string) string {
	var b strings.Builder
	depth := 0
	for _, r := range text {
		switch r {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// AboutOf is what a condition is about, before its operators.
func AboutOf(entry string) string {
	about, _, _ := strings.Cut(entry, ", ")
	return about
}

// WithoutAdvice is a text to write without what is said about it.
func WithoutAdvice(write string) string {
	for _, advice := range []string{" in place of ", "; or ", ", counted back "} {
		write, _, _ = strings.Cut(write, advice)
	}
	return write
}
