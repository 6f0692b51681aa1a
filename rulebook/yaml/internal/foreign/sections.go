package foreign

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file writes whole sections of other tools in our words.

// nestingWords hold criteria in other tools' groups.
var nestingWords = map[string]bool{"criteria": true, "rules": true, "items": true, "conditions": true, "children": true, "members": true, "signals": true, "factors": true, "attributes": true, "ルール": true, "条件": true}

// nested is what to write for criteria inside a criterion, which names their group.
func (t Translator) nested(all []node.Entry, e node.Entry) string {
	if wording.IndexOf(all, "points") >= 0 || wording.ConditionsIn([]node.Entry{e}) < 0 {
		return ""
	}
	for _, item := range e.Value.Content {
		if !strings.Contains(", "+wording.AtTop(t.of(&keys.Criterion).inOurKeys(item)), ", points:") {
			return ""
		}
	}
	group := "NAME"
	for _, name := range []string{"group", "name"} {
		if at := wording.IndexOf(all, name); at >= 0 && all[at].Value != nil {
			group = node.Flow(all[at].Value)
			break
		}
	}
	items := t.of(&keys.Criterion).inGroup(group, e.Value)
	if items == "" {
		return ""
	}
	return "- {" + items + "} in place of this entry, each a criterion of its own, with groups: {" + group + ": {}}"
}

// inGroup are the criteria of a list, of a group, without the braces around all.
func (t Translator) inGroup(group string, list *yaml.Node) string {
	var items []string
	for _, item := range list.Content {
		one := t.inOurKeys(item)
		if one == "" {
			return ""
		}
		if one = t.completed(one); !strings.Contains(", "+wording.AtTop(one), ", group:") {
			name, rest, _ := strings.Cut(one, ", ")
			one = name + ", group: " + group + ", " + rest
		}
		items = append(items, one)
	}
	return strings.Join(items, "}, {")
}

// listedIn are the mappings that a list holds, by its key; namedIn those that a mapping of
// made-up names holds; mappedIn the one mapping after a key.
var (
	listedIn = map[string]*keys.Mapping{"criteria": &keys.Criterion, "stages": &keys.Stage, "profiles": &keys.Profile, "attributes": &keys.Attribute, "tests": &keys.Test}
	namedIn  = map[string]*keys.Mapping{"groups": &keys.Group, "fields": &keys.Field, "frameworks": &keys.Framework, "elements": &keys.Element, "logs": &keys.Log}
	mappedIn = map[string]*keys.Mapping{"icp": &keys.ICP, "score": &keys.Score, "accounts": &keys.Accounts, "decay": &keys.Decay, "rate": &keys.Rate}
)

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
	case name == "profiles" && v.Kind == yaml.MappingNode && slices.ContainsFunc(node.EntriesOf(v), func(e node.Entry) bool { return e.Name == "attributes" }):
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
	for _, e := range node.EntriesOf(v) {
		if template, _ := dialect.Meant(&keys.ICP, e.Name); keys.ICP.Knows(e.Name) || keys.Attribute.Knows(e.Name) || template != "" || e.Value.Kind == yaml.MappingNode {
			return false
		}
	}
	return true
}

// isAttributes reports whether a list or mapping in the place of profiles holds attributes.
func isAttributes(v *yaml.Node) bool {
	for _, e := range node.EntriesOf(node.ListOf(v)[0]) {
		if keys.Profile.Knows(e.Name) || v.Kind == yaml.MappingNode && e.Value.Kind == yaml.MappingNode || wording.ConditionsIn([]node.Entry{e}) >= 0 {
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
		for _, e := range node.EntriesOf(v) {
			one := t.itemNamed(e)
			if one == "" {
				return ""
			}
			items = append(items, "{"+one+"}")
		}
	}
	if t.Table == &keys.Stage {
		items = wording.BestFirst(items)
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
	points, isNumber := meant.Number(node.Text(e.Value))
	switch {
	case t.Table == &keys.Criterion && isValueTable(e.Value, t.Table):
		return head + ", field: " + node.Flow(e.Key) + ", " + t.bandsMeant(e.Value)
	case t.Table == &keys.Stage && (node.IsNull(e.Value) || e.Value.Kind == yaml.MappingNode && len(e.Value.Content) == 0):
		return head
	case t.Table == &keys.Stage && e.Value.Kind == yaml.ScalarNode:
		if tests := t.TestsMeant(e.Value); !strings.HasPrefix(tests, "is: ") && tests != "" {
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
		if tests := t.TestsMeant(e.Value); tests != "" {
			return head + ", " + tests
		}
	case t.Table == &keys.Criterion && e.Value.Kind == yaml.SequenceNode && wording.ConditionsIn([]node.Entry{e}) >= 0:
		return t.inGroup(node.Flow(e.Key), e.Value)
	case t.Table == &keys.Profile && e.Value.Kind == yaml.SequenceNode:
		if attributes := t.of(&keys.Attribute).itemsMeant(e.Value); attributes != "" {
			return head + ", attributes: [" + attributes + "]"
		}
	}
	return ""
}

// completed adds what a line cannot do without, where it is clear.
func (t Translator) completed(line string) string {
	top := ", " + wording.AtTop(line)
	if field := t.FieldIn(line); t.Table == &keys.Criterion && !strings.Contains(top, ", name:") && field != "" {
		return "name: " + field + ", " + line
	}
	if t.Table == &keys.Stage && !strings.Contains(top, ", stage:") {
		return "stage: NAME, " + line
	}
	return line
}

// namedMeant are the entries of a mapping whose keys are names, or of a list in its place.
func (t Translator) namedMeant(v *yaml.Node) string {
	var parts []string
	all := node.EntriesOf(v)
	if v.Kind == yaml.SequenceNode {
		all = wording.KeyedByName(v)
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
	in, isNumber := meant.Number(node.Text(v))
	switch {
	case v.Kind == yaml.MappingNode && len(v.Content) == 0:
		return map[*keys.Mapping]string{&keys.Group: "{}", &keys.Field: "text"}[t.Table]
	case v.Kind == yaml.MappingNode:
		if one := t.inOurKeys(v); one != "" {
			return "{" + one + "}"
		}
	case v.Kind != yaml.ScalarNode:
	case t.Table == &keys.Group && strings.HasSuffix(v.Value, "%") && meant.Share(v.Value) != "":
		return "{counts: " + meant.Share(v.Value) + "}"
	case t.Table == &keys.Group && isNumber && in.IsExact():
		return "{max: " + in.Low.String() + "}"
	case t.Table == &keys.Group && node.IsNull(v):
		return "{}"
	case t.Table == &keys.Field && !node.IsNull(v):
		if k, _ := keys.Field.Key("type"); slices.Contains(k.Choices, v.Value) {
			return v.Value
		}
		if meant := dialect.Choice(fieldType, v.Value, ""); strings.HasPrefix(meant, "type: ") {
			return strings.TrimPrefix(meant, "type: ")
		}
		return "{column: " + node.Flow(v) + "}"
	case t.Table == &keys.Element && !node.IsNull(v) && expression.Condition(v.Value, false) != "":
		return "{" + expression.Condition(v.Value, false) + "}"
	case t.Table == &keys.Element && !node.IsNull(v):
		return "{field: " + node.Flow(v) + "}"
	}
	return ""
}

var fieldType, _ = keys.Field.Key("type")

// attributesMeant is what to write where an icp or a profile has fields for keys: at the first,
// all of them as attributes.
func (t Translator) attributesMeant(all []node.Entry, i int) string {
	if t.Table != &keys.ICP && t.Table != &keys.Profile || len(all) > mostEntries {
		return ""
	}
	var attributes []string
	first := -1
	for k, e := range all {
		if e.Value == nil || t.Table.Knows(e.Name) || !t.LooksLikeField(e.Name) || e.Value.Kind == yaml.MappingNode {
			continue
		}
		if tests := t.of(&keys.Attribute).TestsMeant(e.Value); tests != "" {
			attributes = append(attributes, "{field: "+node.Written(e.Name)+", "+tests+"}")
			first = map[bool]int{true: k, false: first}[first < 0]
		} else if k == i {
			return ""
		}
	}
	write := "attributes: [" + strings.Join(attributes, ", ") + "]"
	switch {
	case first < 0 || !t.LooksLikeField(all[i].Name):
		return ""
	case first != i:
		return "leave " + all[i].Name + " out: it is one of the attributes of the profile"
	case t.Table == &keys.ICP:
		return "profiles: [{name: Ideal, " + write + "}]"
	}
	return write
}

// NamedOne is what to write for a text in place of a mapping after a name that the rulebook
// makes up: fit: 40 among groups; "" where it is not clear.
func (t Translator) NamedOne(e node.Entry) string {
	if e.Value == nil || e.Value.Kind != yaml.ScalarNode {
		return ""
	}
	if one := t.namedOne(e.Value); one != "" {
		return e.Name + ": " + one
	}
	return ""
}
