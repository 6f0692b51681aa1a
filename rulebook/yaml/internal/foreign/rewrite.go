package foreign

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file writes whole mappings and sections of other tools in our words, for messages
// about the keys that they stand under.

// listedIn are the mappings that a list holds, by its key; namedIn those that a mapping of
// made-up names holds; mappedIn the one mapping after a key.
var (
	listedIn = map[string]*keys.Mapping{"criteria": &keys.Criterion, "stages": &keys.Stage, "profiles": &keys.Profile, "attributes": &keys.Attribute, "tests": &keys.Test}
	namedIn  = map[string]*keys.Mapping{"groups": &keys.Group, "fields": &keys.Field, "frameworks": &keys.Framework, "elements": &keys.Element, "logs": &keys.Log}
	mappedIn = map[string]*keys.Mapping{"icp": &keys.ICP, "score": &keys.Score, "accounts": &keys.Accounts, "decay": &keys.Decay, "rate": &keys.Rate}
)

// of is the translator for what stands in a mapping of another table.
func (t Translator) of(table *keys.Mapping) Translator {
	metrics := t.Table == &keys.Stage || t.Metrics && table == &keys.Condition
	return Translator{Table: table, Field: t.Field, Declared: t.Declared, Metrics: metrics, depth: t.depth + 1}
}

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
	all := entriesOf(n)
	for i := range all {
		write := t.entryMeant(all, i)
		switch {
		case strings.HasPrefix(write, "leave ") || write == "" && t.IsOperand(all, i):
			continue
		case t.Table == &keys.Stage && len(parts) > 0 && keyOf(write) == "metric" && strings.Contains(write, ", ") && slices.ContainsFunc(parts, func(part string) bool {
			return aboutOf(part) == aboutOf(write)
		}): // {min: 50, max: 79}
			write = strings.TrimPrefix(write, aboutOf(write)+", ")
		case write == "" || strings.Contains(write, ": and ") || slices.ContainsFunc(parts, func(part string) bool {
			return keyOf(part) == keyOf(write) && !(keyOf(part) == "field" && strings.Contains(part, ", ") && t.Table == &keys.Condition)
		}):
			return ""
		}
		parts = append(parts, write)
	}
	return strings.Join(t.combinedParts(parts), ", ")
}

// aboutOf is what a condition is about, before its operators.
func aboutOf(entry string) string {
	about, _, _ := strings.Cut(entry, ", ")
	return about
}

func keyOf(entry string) string {
	name, _, _ := strings.Cut(entry, ": ")
	return name
}

// combinedParts are the parts of a line of which one may be a condition of several: that
// takes in what the line asks beside it.
func (t Translator) combinedParts(parts []string) []string {
	if leaves := slices.DeleteFunc(slices.Clone(parts), func(part string) bool { return keyOf(part) != "field" }); len(leaves) > 1 && len(leaves) == len(parts) {
		return []string{"all: [{" + strings.Join(leaves, "}, {") + "}]"}
	}
	at := slices.IndexFunc(parts, func(part string) bool {
		return slices.Contains([]string{"all", "any", "not", "when"}, keyOf(part))
	})
	if at < 0 || !t.Table.Operators {
		return parts
	}
	whole := strings.TrimPrefix(parts[at], "when: ")
	if keyOf(parts[at]) != "when" {
		whole = "{" + whole + "}"
	}
	var rest, own []string
	tests := 0
	for i, part := range parts {
		isTest := IsOperatorName(keyOf(part))
		switch {
		case i == at:
		case isTest || keyOf(part) == "field" || keyOf(part) == "metric":
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
	if near, found := fold.Nearest(e.Name, t.Table.Names()); write == "" && isNear(t.Table, e.Name) && found {
		write = near + ": " + node.Flow(e.Value)
	}
	return withoutAdvice(write)
}

// withoutAdvice is a text to write without what is said about it.
func withoutAdvice(write string) string {
	for _, advice := range []string{" in place of ", "; or ", ", counted back "} {
		write, _, _ = strings.Cut(write, advice)
	}
	return write
}

// longest is how many characters a section in our words may have in a message.
const longest = 400

// sectionIn is sectionMeant where a foreign key leads to a section; "" too for what is too
// long for a message.
func (t Translator) sectionIn(template string, v *yaml.Node) string {
	name, _, found := strings.Cut(template, ":")
	if !found || v.Kind == yaml.ScalarNode || len(v.Content) > 2*mostEntries {
		return ""
	}
	write := t.sectionMeant(name, v)
	if t.excludes(template) {
		write = strings.ReplaceAll(write, "{stage: NAME, ", "{stage: Disqualified, out: true, ")
	}
	if strings.Contains(write, "NAME") || len(write) > longest {
		return ""
	}
	return write
}

// sectionMeant is a key and the lists and mappings after it in our words; "" where they are
// not understood, or there are none.
func (t Translator) sectionMeant(name string, v *yaml.Node) string {
	switch {
	case name == "profiles" && v.Kind == yaml.MappingNode && slices.ContainsFunc(entriesOf(v), func(e node.Entry) bool { return e.Name == "attributes" }):
		if one := t.of(&keys.Profile).inOurKeys(v); one != "" {
			return "profiles: [{" + one + "}]"
		}
	case v.Kind == yaml.SequenceNode && len(v.Content) == 0:
	case listedIn[name] != nil && !(name == "profiles" && isAttributes(v)):
		if items := t.of(listedIn[name]).itemsMeant(v); items != "" {
			return name + ": [" + items + "]"
		}
	case namedIn[name] != nil:
		if entries := t.of(namedIn[name]).namedMeant(v); entries != "" {
			return name + ": {" + entries + "}"
		}
	case name == "icp" && v.Kind == yaml.SequenceNode && !isAttributes(v):
		if profiles := t.of(&keys.Profile).itemsMeant(v); strings.Contains(profiles, "attributes: ") {
			return "icp: {points: 40, profiles: [" + profiles + "]}"
		}
	case name == "icp" && (v.Kind == yaml.SequenceNode || v.Kind == yaml.MappingNode && fieldKeys(v)) || name == "profiles" && t.Table == &keys.ICP && isAttributes(v):
		if attributes := t.of(&keys.Attribute).itemsMeant(v); attributes != "" {
			profiles := "profiles: [{name: Ideal, attributes: [" + attributes + "]}]"
			return map[string]string{"icp": "icp: {points: 40, " + profiles + "}", "profiles": profiles}[name]
		}
	case mappedIn[name] != nil && v.Kind == yaml.MappingNode:
		if entries := t.of(mappedIn[name]).inOurKeys(v); entries != "" {
			return name + ": {" + entries + "}"
		}
	case name == "when" || name == "not" && t.Table == &keys.Condition:
		if v.Kind == yaml.MappingNode {
			return name + ": " + t.placedCondition(v)
		}
	case name == "all" || name == "any":
		return name + ": " + t.ConditionsMeant(v)
	}
	return ""
}

// fieldKeys reports whether a mapping has fields for keys, and none of an icp.
func fieldKeys(v *yaml.Node) bool {
	for _, e := range entriesOf(v) {
		if template, _ := inOurWords(&keys.ICP, e.Name); keys.ICP.Knows(e.Name) || keys.Attribute.Knows(e.Name) || template != "" || e.Value.Kind == yaml.MappingNode {
			return false
		}
	}
	return true
}

// isAttributes reports whether a list or mapping in the place of profiles holds attributes.
func isAttributes(v *yaml.Node) bool {
	for _, e := range entriesOf(listOf(v)[0]) {
		if keys.Profile.Knows(e.Name) || v.Kind == yaml.MappingNode && e.Value.Kind == yaml.MappingNode || conditionsIn([]node.Entry{e}) >= 0 {
			return false
		}
	}
	return true
}

// itemsMeant are the entries of a list of mappings; a mapping in its place is one from
// names to them.
func (t Translator) itemsMeant(v *yaml.Node) string {
	var items []string
	switch v.Kind {
	case yaml.SequenceNode:
		for _, item := range v.Content {
			one := ""
			if item.Kind == yaml.MappingNode {
				one = t.inOurKeys(item)
			}
			if one == "" {
				return ""
			}
			items = append(items, "{"+t.completed(one)+"}")
		}
	case yaml.MappingNode:
		for _, e := range entriesOf(v) {
			one := t.itemNamed(e)
			if one == "" {
				return ""
			}
			items = append(items, "{"+one+"}")
		}
	}
	if t.Table == &keys.Stage {
		items = bestFirst(items)
	}
	return strings.Join(items, ", ")
}

// itemNamed is the entry of a list for an entry of a mapping: its name, and what it holds.
func (t Translator) itemNamed(e node.Entry) string {
	label := map[*keys.Mapping]string{&keys.Stage: "stage: ", &keys.Attribute: "field: "}[t.Table]
	if label == "" {
		label = "name: "
	}
	head := label + node.Flow(e.Key)
	points, isNumber := cell.NumberMeant(node.Text(e.Value))
	switch {
	case t.Table == &keys.Criterion && isValueTable(e.Value, t.Table):
		return head + ", field: " + node.Flow(e.Key) + ", " + t.bandsMeant(e.Value)
	case t.Table == &keys.Stage && e.Value.Kind == yaml.ScalarNode:
		if tests := t.testsMeant(e.Value); !strings.HasPrefix(tests, "is: ") && tests != "" {
			return head + ", metric: score, " + tests
		} else if isNumber && points.IsExact() {
			return head + ", metric: score, at_least: " + points.Low.String()
		}
	case e.Value.Kind == yaml.MappingNode:
		if rest := t.inOurKeys(e.Value); rest != "" {
			return head + ", " + rest
		}
	case t.Table == &keys.Criterion && e.Value.Kind == yaml.ScalarNode && isNumber && points.IsExact() && !strings.HasSuffix(e.Value.Value, "%"):
		return head + ", field: " + node.Flow(e.Key) + ", points: " + points.Low.String()
	case t.Table == &keys.Attribute:
		if tests := t.testsMeant(e.Value); tests != "" {
			return head + ", " + tests
		}
	case t.Table == &keys.Criterion && e.Value.Kind == yaml.SequenceNode && conditionsIn([]node.Entry{e}) >= 0:
		return t.inGroup(node.Flow(e.Key), e.Value)
	case t.Table == &keys.Profile && e.Value.Kind == yaml.SequenceNode:
		if attributes := t.of(&keys.Attribute).itemsMeant(e.Value); attributes != "" {
			return head + ", attributes: [" + attributes + "]"
		}
	}
	return ""
}

// isValueTable reports whether a mapping is one from values to points: {JP: 10, US: 5}.
func isValueTable(v *yaml.Node, table *keys.Mapping) bool {
	if v.Kind != yaml.MappingNode || len(v.Content) == 0 {
		return false
	}
	for _, e := range entriesOf(v) {
		if table.Knows(e.Name) {
			return false // of most: the words of other tools are not read for them
		}
		_, isNumber := cell.NumberMeant(node.Text(e.Value))
		template, _ := inOurWords(table, e.Name)
		if comparedMeant(e.Name) != "" {
			template = ""
		}
		if template != "" || e.Value.Kind != yaml.ScalarNode || !isNumber {
			return false
		}
	}
	return true
}

// bestFirst puts stage rules that ask the score for so much at least in the order in which
// they can all be reached.
func bestFirst(items []string) []string {
	const asked = ", metric: score, at_least: "
	least := func(item string) exact.Number {
		_, number, _ := strings.Cut(strings.TrimSuffix(item, "}"), asked)
		n, _ := cell.ParseDecimal(number)
		return n
	}
	if slices.ContainsFunc(items, func(item string) bool { return !strings.Contains(item, asked) }) {
		return items
	}
	slices.SortStableFunc(items, func(a, b string) int { return least(b).Cmp(least(a)) })
	return items
}

// completed adds what a line cannot do without, where it is clear.
func (t Translator) completed(line string) string {
	top := ", " + atTop(line)
	if field := t.fieldIn(line); t.Table == &keys.Criterion && !strings.Contains(top, ", name:") && field != "" {
		return "name: " + field + ", " + line
	}
	if t.Table == &keys.Stage && !strings.Contains(top, ", stage:") {
		return "stage: NAME, " + line
	}
	return line
}

// fieldIn is the field of a line that is written.
func (t Translator) fieldIn(line string) string {
	_, field, found := strings.Cut(line, "field: ")
	if !found {
		return ""
	}
	field, _, _ = strings.Cut(strings.TrimRight(field, "}]"), ", ")
	return field
}

// namedMeant are the entries of a mapping whose keys are names, or of a list in its place.
func (t Translator) namedMeant(v *yaml.Node) string {
	var parts []string
	all := entriesOf(v)
	if v.Kind == yaml.SequenceNode {
		all = keyedByName(v)
	}
	for _, e := range all {
		one := t.namedOne(e.Value)
		if one == "" {
			return ""
		}
		parts = append(parts, node.Flow(e.Key)+": "+one)
	}
	return strings.Join(parts, ", ")
}

func (t Translator) namedOne(v *yaml.Node) string {
	in, isNumber := cell.NumberMeant(node.Text(v))
	switch {
	case v.Kind == yaml.MappingNode && len(v.Content) == 0:
		return map[*keys.Mapping]string{&keys.Group: "{}", &keys.Field: "text"}[t.Table]
	case v.Kind == yaml.MappingNode:
		if one := t.inOurKeys(v); one != "" {
			return "{" + one + "}"
		}
	case v.Kind != yaml.ScalarNode:
	case t.Table == &keys.Group && strings.HasSuffix(v.Value, "%") && cell.ShareMeant(v.Value) != "":
		return "{counts: " + cell.ShareMeant(v.Value) + "}"
	case t.Table == &keys.Group && isNumber && in.IsExact():
		return "{max: " + in.Low.String() + "}"
	case t.Table == &keys.Group && node.IsNull(v):
		return "{}"
	case t.Table == &keys.Field && !node.IsNull(v):
		if k, _ := keys.Field.Key("type"); slices.Contains(k.Choices, v.Value) {
			return v.Value
		}
		if meant := ChoiceMeant(fieldType, v.Value, ""); strings.HasPrefix(meant, "type: ") {
			return strings.TrimPrefix(meant, "type: ")
		}
		return "{column: " + node.Flow(v) + "}"
	case t.Table == &keys.Element && !node.IsNull(v) && ConditionMeant(v.Value, false) != "":
		return "{" + ConditionMeant(v.Value, false) + "}"
	case t.Table == &keys.Element && !node.IsNull(v):
		return "{field: " + node.Flow(v) + "}"
	}
	return ""
}

var fieldType, _ = keys.Field.Key("type")

// nameKeys are keys under which lists hold what a mapping has for a key.
var nameKeys = []string{"name", "id", "label", "key", "title", "element", "group", "framework", "field"}

// keyedByName are the mappings of a list as entries by their names.
func keyedByName(list *yaml.Node) (all []node.Entry) {
	for _, item := range list.Content {
		if item.Kind == yaml.ScalarNode {
			all = append(all, node.Entry{Key: item, Name: item.Value, Value: &yaml.Node{Kind: yaml.MappingNode}})
			continue
		}
		rest := &yaml.Node{Kind: yaml.MappingNode}
		var name *yaml.Node
		for _, e := range entriesOf(item) {
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

// ConditionsMeant is a list of conditions in our words.
func (t Translator) ConditionsMeant(v *yaml.Node) string {
	var all []string
	for _, one := range listOf(v) {
		all = append(all, t.placedCondition(one))
	}
	return "[" + strings.Join(all, ", ") + "]"
}
