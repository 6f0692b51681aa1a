package foreign

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
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
			return wording.AboutOf(part) == wording.AboutOf(write)
		}): // {min: 50, max: 79}
			write = strings.TrimPrefix(write, wording.AboutOf(write)+", ")
		case write == "" || strings.Contains(write, ": and ") || slices.ContainsFunc(parts, func(part string) bool {
			return dialect.KeyOf(part) == dialect.KeyOf(write) && !(dialect.KeyOf(part) == "field" && strings.Contains(part, ", ") && t.Table == &keys.Condition)
		}):
			return ""
		}
		parts = append(parts, write)
	}
	return strings.Join(t.CombinedParts(parts), ", ")
}

// entryMeant is the entry all[i] in our words.
func (t Translator) entryMeant(all []node.Entry, i int) string {
	e := all[i]
	if isBand := t.Table == &keys.PointsBand || t.Table == &keys.ShareBand; isBand && e.Name == "when" && e.Value.Kind == yaml.ScalarNode {
		if tests := t.TestsMeant(e.Value); operand.Compared(e.Value.Value) != "" && tests != "" {
			return tests
		}
	}
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
	return wording.WithoutAdvice(write)
}
