package foreign

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads conditions that are joined, or denied, and what a line asks beside them.

// deniedLine is the condition of a line, turned round.
func (t Translator) deniedLine(all []node.Entry, name string) string {
	own := t.ownMeant(slices.DeleteFunc(slices.Clone(all), func(e node.Entry) bool { return e.Name == name }))
	at := wording.IndexOf(all, name)
	if truth, _ := cell.TruthWord(all[at].Value.Value); !truth && own != "" {
		return "leave " + name + " out: the line asks as it stands"
	}
	if dialect.KeyOf(own) != "field" || !strings.Contains(own, ", ") {
		return ""
	}
	instead := " in place of " + strings.Join(append(wording.TestNames(all), name), ", ")
	if denied := wording.Denied(own); t.Table != &keys.Condition && strings.HasPrefix(denied, wording.AboutOf(own)+", ") && strings.Count(own, ", ") == 1 {
		return strings.TrimPrefix(denied, wording.AboutOf(own)+", ") + instead
	}
	return t.AsCondition("not: {"+own+"}") + instead
}

var fieldLists = map[string]bool{"fields": true, "columns": true, "properties": true, "attributes": true, "any field": true, "headers": true, "field": true, "column": true}

// anyField is what to write for tests of several fields, of which any will do.
func anyField(all []node.Entry, fields *yaml.Node) string {
	var parts []string
	tests := wording.TestsOf(all)
	if tests != "" {
		tests = ", " + tests
	}
	for _, field := range fields.Content {
		parts = append(parts, "{field: "+node.Flow(field)+tests+"}")
	}
	write := "when: {any: [" + strings.Join(parts, ", ") + "]}"
	if names := wording.TestNames(all); names != nil {
		write += " in place of " + strings.Join(names, ", ")
	}
	return write
}

// isJunction reports whether all[i] says how the conditions of a list beside it are joined.
func (t Translator) isJunction(all []node.Entry, i int) bool {
	e := all[i]
	return e.Value.Kind == yaml.ScalarNode && wording.Junctions[fold.Text(e.Value.Value)] != "" && !t.Table.Knows(e.Name) &&
		(wording.ConditionsIn(all) >= 0 || wording.Junctions[fold.Text(e.Value.Value)] == "any" && wording.OwnTests(all) > 0 && t.FieldOf(all) != "")
}

// combined is what to write for and, or and not beside what a line has of its own.
func (t Translator) combined(all []node.Entry, i int) string {
	e := all[i]
	kind := map[string]string{"all every": "all", "and": "all", "&&": "all", "&": "all", "every": "all", "both": "all", "すべて": "all", "かつ": "all",
		"or": "any", "||": "any", "|": "any", "some": "any", "または": "any", "all": "all", "any": "any", "not": "not", "!": "not", "none": "not", "nor": "not", "unless": "not", "except when": "not", "except if": "not", "if not": "not", "when not": "not", "except": "not", "either": "any", "must": "all", "should": "any", "must not": "not", "filter": "all", "filters": "all", "filter groups": "any", "filter group": "all", "at least one": "any", "minimum should": "any"}[strings.Join(dialect.Without(dialect.Words(e.Name), []string{"of", "match", "matches", "conditions", "following", "if", "when", "criteria", "rules"}), " ")]
	if words := dialect.Words(e.Name); len(words) > 1 && kind == "not" && e.Value.Kind == yaml.ScalarNode && words[len(words)-1] != "not" && expression.Condition(e.Value.Value, false) == "" {
		return "" // not_matches: ^VP
	}
	if len(dialect.Words(e.Name)) > 1 && kind != "not" && wording.ConditionsIn(all[i:i+1]) < 0 && e.Value.Kind != yaml.MappingNode {
		return ""
	}
	if kind == "" || !t.Table.Operators || t.Table == &keys.Count || t.Table == &keys.Want {
		return ""
	}
	value := t.combinedValue(e.Value)
	if kind == "not" {
		if meant := expression.Condition(e.Value.Value, t.Table == &keys.Stage); e.Value.Kind == yaml.ScalarNode && meant != "" {
			return t.AsCondition("not: {" + meant + "}")
		}
		if e.Value.Kind == yaml.SequenceNode && len(e.Value.Content) > 0 && e.Value.Content[0].Kind == yaml.MappingNode {
			return t.AsCondition("not: {any: " + value + "}")
		}
		if e.Value.Kind != yaml.MappingNode {
			return t.filled("is: {v}", all, e, true)
		}
		return t.AsCondition("not: " + wording.AboutField(value, t.FieldOf(all)))
	}
	switch own := t.ownMeant(all); {
	case e.Value.Kind == yaml.ScalarNode:
		return ""
	case e.Value.Kind == yaml.MappingNode && own != "":
		value = "[{" + own + "}, " + value + "]"
	case e.Value.Kind == yaml.MappingNode:
		value = "[" + value + "]"
	case own != "":
		value = "[{" + own + "}, " + strings.TrimPrefix(value, "[")
	}
	return t.AsCondition(kind + ": " + value)
}

// combinedValue is what stands after and, or and not in our words: conditions.
func (t Translator) combinedValue(v *yaml.Node) string {
	switch {
	case v.Kind == yaml.MappingNode:
		return t.placedCondition(v)
	case v.Kind == yaml.SequenceNode && len(v.Content) > 0 && v.Content[0].Kind == yaml.MappingNode:
		return t.ConditionsMeant(v)
	}
	return node.Flow(v)
}

// ownMeant is OwnCondition in our words.
func (t Translator) ownMeant(all []node.Entry) string {
	var parts []string
	for i, e := range all {
		_, isOther := combinations[e.Name]
		if t.Table.Knows(e.Name) || isOther || e.Value == nil || e.Value.Kind != yaml.ScalarNode && wording.ConditionsIn(all[i:i+1]) >= 0 {
			continue
		}
		if write := t.fromWords(all, all[i]); dialect.IsOperator(dialect.KeyOf(write)) || dialect.KeyOf(write) == "field" || dialect.KeyOf(write) == "metric" {
			parts = append(parts, write)
		}
	}
	if own := wording.OwnCondition(all); own != "" {
		parts = append([]string{own}, parts...)
	}
	return strings.Join(parts, ", ")
}

var combinations = map[string]bool{"all": true, "any": true, "not": true, "and": true, "or": true}

// JoinedBetween is a list of conditions with a word between them that says how they are joined;
// "" for any other list.
func (t Translator) JoinedBetween(n *yaml.Node) string {
	kind := ""
	rest := &yaml.Node{Kind: yaml.SequenceNode}
	for i, item := range n.Content {
		word := ""
		if item.Kind == yaml.ScalarNode {
			word = map[string]string{"or": "any", "||": "any", "または": "any", "and": "all", "&&": "all", "かつ": "all"}[fold.Text(item.Value)]
		}
		switch {
		case word == "":
			rest.Content = append(rest.Content, item)
		case kind != "" && kind != word || i == 0 && len(n.Content) > 3:
			return ""
		default:
			kind = word
		}
	}
	if kind == "" || len(rest.Content) < 2 {
		return ""
	}
	return kind + ": " + t.ConditionsMeant(rest)
}

// ConditionsMeant is a list of conditions in our words.
func (t Translator) ConditionsMeant(v *yaml.Node) string {
	var all []string
	for _, one := range node.ListOf(v) {
		all = append(all, t.placedCondition(one))
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// Mixed is a condition, without its braces, for a mapping that asks several fields, or that
// joins conditions and asks a field beside them; "" for any other.
func (t Translator) Mixed(n *yaml.Node) string {
	if n.Kind != yaml.MappingNode || len(n.Content) < 4 || len(n.Content) > 2*mostEntries {
		return ""
	}
	fields, joined, asked, unknown := 0, 0, 0, 0
	all := node.EntriesOf(n)
	for i, e := range all {
		key := dialect.KeyOf(t.entryMeant(all, i))
		switch {
		case key == "field" && e.Name != "field":
			fields++
		case key == "all" || key == "any" || key == "not":
			joined++
		case dialect.IsOperator(key):
			asked++
		}
		if !t.Table.Knows(e.Name) {
			unknown++
		}
	}
	if fields > 1 || joined > 0 && asked > 0 && unknown > 0 {
		return t.inOurKeys(n)
	}
	return ""
}

// placedCondition is a condition as this mapping takes it: a text is read as one.
func (t Translator) placedCondition(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "{all: " + t.ConditionsMeant(n) + "}"
	case yaml.MappingNode:
		if meant := t.of(&keys.Condition).inOurKeys(n); meant != "" {
			return "{" + meant + "}"
		}
	case yaml.ScalarNode:
		if meant := expression.Condition(n.Value, t.Table == &keys.Stage); meant != "" {
			return "{" + meant + "}"
		}
	}
	return strings.NewReplacer("{and: ", "{all: ", "{or: ", "{any: ").Replace(node.Flow(n))
}
