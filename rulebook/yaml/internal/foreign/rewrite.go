package foreign

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file writes whole mappings of other tools in our words, for messages about the keys that they
// stand under.

// What a message puts into our words is no deeper and no longer than this: each level is looked
// at in several ways.
const (
	deepest     = 4
	mostEntries = 60
)

// inOurKeys are the entries of a mapping in our words, without its braces; "" where one of
// them is not understood, or two mean the same.
func (t Translator) inOurKeys(n *yaml.Node) string {
	if t.depth > deepest || len(n.Content) > 2*mostEntries {
		return ""
	}
	var parts []string
	all := node.EntriesOf(n)
	for i := range all {
		write := t.entryMeant(all, i)
		switch {
		case strings.HasPrefix(write, "leave ") || write == "" && t.IsOperand(all, i):
			continue
		case t.Table == &keys.Stage && len(parts) > 0 && dialect.KeyOf(write) == "metric" && strings.Contains(write, ", ") && slices.ContainsFunc(parts, func(part string) bool {
			return aboutOf(part) == aboutOf(write)
		}): // {min: 50, max: 79}
			write = strings.TrimPrefix(write, aboutOf(write)+", ")
		case write == "" || strings.Contains(write, ": and ") || slices.ContainsFunc(parts, func(part string) bool {
			return dialect.KeyOf(part) == dialect.KeyOf(write) && !(dialect.KeyOf(part) == "field" && strings.Contains(part, ", ") && t.Table == &keys.Condition)
		}):
			return ""
		}
		parts = append(parts, write)
	}
	return strings.Join(t.combinedParts(parts), ", ")
}

// combinedParts are the parts of a line of which one may be a condition of several: that
// takes in what the line asks beside it.
func (t Translator) combinedParts(parts []string) []string {
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

// entryMeant is the entry all[i] in our words.
func (t Translator) entryMeant(all []node.Entry, i int) string {
	e := all[i]
	if t.Table.Knows(e.Name) {
		if write := t.sectionMeant(e.Name, e.Value); write != "" {
			return write
		}
		return e.Name + ": " + node.Flow(e.Value)
	}
	if t.IsOperand(all, i) {
		return ""
	}
	write, _ := t.Instead(all, i)
	if near, found := fold.Nearest(e.Name, t.Table.Names()); write == "" && dialect.IsNear(t.Table, e.Name) && found {
		write = near + ": " + node.Flow(e.Value)
	}
	return withoutAdvice(write)
}
