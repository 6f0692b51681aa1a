package wording

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file writes values that have another shape than is due, or that are only named.

// SpellingsOf are synonyms by their name, where other tools have the name by its spelling:
// {USA: US}.
func SpellingsOf(v *yaml.Node) string {
	spellings := map[string][]string{}
	var names []string
	for _, e := range node.EntriesOf(v) {
		if e.Value.Kind != yaml.ScalarNode {
			return node.Flow(v)
		}
		name := node.Flow(e.Value)
		if spellings[name] == nil {
			names = append(names, name)
		}
		spellings[name] = append(spellings[name], node.Flow(e.Key))
	}
	var all []string
	for _, name := range names {
		all = append(all, name+": ["+strings.Join(spellings[name], ", ")+"]")
	}
	return "{" + strings.Join(all, ", ") + "}"
}

// JoinedMappings are the entries of a list in which each is a mapping of one.
func JoinedMappings(n *yaml.Node) string {
	var parts []string
	for _, item := range n.Content {
		if item.Kind != yaml.MappingNode || len(item.Content) != 2 || slices.Contains([]string{"name", "id", "field", "column"}, fold.Text(item.Content[0].Value)) {
			return ""
		}
		parts = append(parts, strings.TrimSuffix(strings.TrimPrefix(node.Flow(item), "{"), "}"))
	}
	return strings.Join(parts, ", ")
}

// Grades gives each of these grades, best first, where it may begin.
func Grades(n *yaml.Node, shares bool) string {
	var all []string
	for i, grade := range n.Content {
		least := (len(n.Content) - 1 - i) * 10
		unit := ""
		if shares {
			least, unit = 100*(len(n.Content)-1-i)/len(n.Content), "%"
		}
		all = append(all, fmt.Sprintf("%s: %d%s", node.Flow(grade), least, unit))
	}
	return "grades: {" + strings.Join(all, ", ") + "}, best first"
}

// Bounds reads "0-100", "100".
func Bounds(n *yaml.Node) string {
	in, ok := meant.Number(n.Value)
	switch {
	case operand.IsPair(n):
		low, high, _ := strings.Cut(strings.Trim(operand.Pair(n), "[]"), ", ")
		return "score: {min: " + low + ", max: " + high + "}"
	case !ok:
		return ""
	case in.IsExact() || in.NoLow:
		return "score: {max: " + in.High.String() + "}"
	case in.NoHigh:
		return "score: {min: " + in.Low.String() + "}"
	}
	return "score: {min: " + in.Low.String() + ", max: " + in.High.String() + "}"
}

// Decay reads "30d", "25% per month".
func Decay(text, from string) string {
	if bare := decayWords().ReplaceAllString(text, ""); bare != text && meant.Duration(bare) != "" {
		text = bare // every 30 days
	}
	share, per, found := strings.Cut(fold.Text(text), " per ")
	if !found {
		share, per, found = strings.Cut(fold.Text(text), "/")
	}
	if !found {
		share, per, found = strings.Cut(fold.Text(text), " every ")
	}
	if words := strings.Fields(text); !found && len(words) == 2 && strings.HasSuffix(words[0], "%") {
		share, per, found = words[0], words[1], true // 5% weekly
	}
	if found {
		if share = strings.TrimSpace(share); share == "half" || share == "halves" {
			share = "50%"
		}
		s, d := meant.Share(share), meant.Duration(per)
		if s == "50%" && d != "" {
			return "decay: {from: " + from + ", half_life: " + d + "}; or keeps: 50%, every: " + d + " in steps, or linear: 50%, every: " + d + " of the points at first"
		}
		if s != "" && d != "" {
			return "decay: {from: " + from + ", linear: " + s + ", every: " + d + "}" + orKept(s)
		}
		return ""
	}
	if d := meant.Duration(text); d != "" {
		return "decay: {from: " + from + ", half_life: " + d + "}"
	}
	return ""
}

// Periodic is the time after which points fade, of a name such as monthly_decay; "" for any other.
func Periodic(words string) string {
	all := strings.Fields(words)
	if len(all) < 2 || !slices.ContainsFunc(all, func(w string) bool {
		return slices.Contains([]string{"decay", "decline", "depreciation", "degradation", "erosion"}, w)
	}) {
		return ""
	}
	for _, word := range all {
		if every := map[string]string{"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year", "annually": "year", "quarterly": "3 months"}[word]; every != "" {
			return every
		}
	}
	return ""
}

var decayWords = lazyre.New(`(?i)^\s*(?:(?:halves?|half|halved|half-?life|decays?|fades?|expires?)?\s*(?:every|after|over|in|each|of|is|within)?\s*:?)\s*|\s*(?:half-?life|で半減|ごとに半減)\s*$`)

// orKept says how to write a loss of what was left, not of the points at first.
func orKept(lost string) string {
	in, ok := meant.Number(strings.TrimSuffix(lost, "%"))
	whole, isWhole := in.Low.Whole()
	if !ok || !isWhole || whole > 100 {
		return ""
	}
	return fmt.Sprintf("; or keeps: %d%% in place of linear, of what was left", 100-whole)
}

// KeyedByName are the mappings of a list as entries by their names.
func KeyedByName(list *yaml.Node) (all []node.Entry) {
	for _, item := range list.Content {
		if item.Kind == yaml.ScalarNode {
			all = append(all, node.Entry{Key: item, Name: item.Value, Value: &yaml.Node{Kind: yaml.MappingNode}})
			continue
		}
		rest := &yaml.Node{Kind: yaml.MappingNode}
		var name *yaml.Node
		for _, e := range node.EntriesOf(item) {
			if name == nil && slices.Contains(nameKeys, fold.Text(e.Name)) && e.Value.Kind == yaml.ScalarNode {
				name = e.Value
			} else {
				rest.Content = append(rest.Content, e.Key, e.Value)
			}
		}
		if name == nil {
			return nil
		}
		all = append(all, node.Entry{Key: name, Name: name.Value, Value: rest})
	}
	return all
}

// NamedOnly is what to write for an entry of a list that is only a name; "" for any other.
func NamedOnly(n *yaml.Node, table *keys.Mapping) string {
	if n.Kind != yaml.ScalarNode || node.IsNull(n) || strings.ContainsAny(n.Value, ":：=") {
		return ""
	}
	switch table {
	case &keys.Stage:
		return "- {stage: " + node.Flow(n) + ", metric: score, at_least: 50}, with the score that it takes"
	case &keys.Criterion:
		return "- {name: " + node.Flow(n) + ", field: " + node.Flow(n) + ", is: true, points: 5}, with its condition and points"
	case &keys.Attribute:
		return "- {field: " + node.Flow(n) + ", is: VALUE}, with its condition"
	}
	return ""
}

// Framework is what to write for a framework that is only named, or that holds its
// elements without that key; "" for any other.
func Framework(e node.Entry) string {
	var parts []string
	switch v := e.Value; {
	case v == nil:
		return ""
	case v.Kind == yaml.ScalarNode:
		return e.Name + ": {elements: {" + ElementsOf(e.Name) + "}}"
	case v.Kind == yaml.SequenceNode && len(v.Content) > 0 && v.Content[0].Kind == yaml.ScalarNode:
		for _, name := range v.Content {
			parts = append(parts, node.Flow(name)+": {field: "+Titled(name.Value)+"}")
		}
	case v.Kind == yaml.MappingNode:
		for i := 0; i+1 < len(v.Content); i += 2 {
			key, value := v.Content[i], v.Content[i+1]
			_, foreign := dialect.Table()[keys.Framework.Title][strings.Join(dialect.Words(key.Value), " ")]
			switch {
			case keys.Framework.Knows(key.Value) || foreign || dialect.IsNear(&keys.Framework, key.Value):
				return ""
			case value.Kind == yaml.ScalarNode:
				parts = append(parts, node.Flow(key)+": {field: "+node.Flow(value)+"}")
			default:
				parts = append(parts, node.Flow(key)+": "+node.Flow(value))
			}
		}
	}
	if parts == nil {
		return ""
	}
	return "elements: {" + strings.Join(parts, ", ") + "}"
}

// Stages writes a table from stages to scores as stage rules, the highest first.
func Stages(v *yaml.Node) string {
	type stage struct {
		write string
		from  exact.Number
	}
	var all []stage
	for i := 0; i+1 < len(v.Content); i += 2 {
		in, ok := meant.Number(node.Text(v.Content[i+1]))
		if v.Content[i+1].Kind != yaml.ScalarNode || !ok || in.NoLow {
			return ""
		}
		all = append(all, stage{"- {stage: " + node.Flow(v.Content[i]) + ", metric: score, at_least: " + in.Low.String() + "}", in.Low})
	}
	slices.SortStableFunc(all, func(a, b stage) int { return b.from.Cmp(a.from) })
	var lines []string
	for _, one := range all {
		lines = append(lines, one.write)
	}
	return "stages: and under it " + strings.Join(lines, " and ")
}
