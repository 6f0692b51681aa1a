package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file says how to write a value that has another shape than its key takes: a list for a mapping,
// a mapping for a list, a text for either.

// Reshaped is the text to write for the value of a key of a mapping; "" where it is not clear.
func (t Translator) Reshaped(name string, n *yaml.Node) string {
	if name == "stages" && n.Kind == yaml.MappingNode {
		for _, e := range node.EntriesOf(n) {
			if slices.Contains([]string{"thresholds", "cutoffs", "scores", "levels", "values", "points"}, e.Name) && e.Value.Kind == yaml.MappingNode {
				n = e.Value // the order follows from them
			}
		}
	}
	if inner := map[string]*keys.Mapping{"attributes": &keys.Attribute, "profiles": &keys.Profile}[name]; inner != nil && n.Kind == yaml.MappingNode && len(n.Content) > 1 && inner.Knows(n.Content[0].Value) {
		return name + ": [" + node.Flow(n) + "]"
	}
	if write := t.sectionIn(name+":", n); write != "" {
		return write
	}
	switch {
	case n.Kind == yaml.MappingNode && len(n.Content) > 0:
		return t.listed(name, n)
	case n.Kind == yaml.SequenceNode && len(n.Content) > 0:
		return t.keyed(name, n)
	case n.Kind == yaml.ScalarNode && !node.IsNull(n):
		return t.spelled(name, n)
	}
	return ""
}

// listed writes a mapping as an entry of the list that is due.
func (t Translator) listed(name string, n *yaml.Node) string {
	if name == "rated" && len(n.Content) == 4 {
		return "rated: [" + node.Flow(n.Content[1]) + ", " + node.Flow(n.Content[3]) + "]"
	}
	table := map[string]*keys.Mapping{"criteria": &keys.Criterion, "stages": &keys.Stage, "profiles": &keys.Profile, "attributes": &keys.Attribute, "tests": &keys.Test, "bands": &keys.PointsBand, "all": &keys.Condition, "any": &keys.Condition}[name]
	if table == nil {
		return ""
	}
	key, value := n.Content[0], n.Content[1]
	if name == "all" || name == "any" {
		return name + ": [" + node.Flow(n) + "]"
	}
	if name == "bands" && table.Knows(key.Value) {
		return "bands: [" + node.Flow(n) + "]"
	}
	if name == "bands" {
		return t.bandsMeant(n)
	}
	if table.Knows(key.Value) || len(n.Content) > 2 && table.Operators && value.Kind == yaml.ScalarNode && name != "stages" {
		return "- " + node.Flow(n)
	}
	if len(n.Content) > 2 {
		return "" // of several, none is to be lost
	}
	named := "name"
	if table == &keys.Stage {
		named = "stage"
	}
	head := "- {" + named + ": " + node.Flow(key)
	switch in, ok := meant.Number(value.Value); {
	case value.Kind == yaml.MappingNode && len(value.Content) > 0:
		return head + ", " + strings.TrimPrefix(node.Flow(value), "{")
	case table == &keys.Stage && value.Kind == yaml.ScalarNode && ok && in.IsExact():
		return head + ", metric: score, at_least: " + in.Low.String() + "}, best first"
	case table == &keys.Criterion && value.Kind == yaml.ScalarNode && ok && in.IsExact():
		return head + ", field: " + node.Flow(key) + ", points: " + in.Low.String() + "}"
	}
	return head + ", ...}"
}

// keyed writes a list as the mapping that is due.
func (t Translator) keyed(name string, n *yaml.Node) string {
	first := n.Content[0]
	switch name {
	case "score":
		if len(n.Content) == 2 && n.Content[1].Kind == yaml.ScalarNode {
			return "score: {min: " + node.Flow(first) + ", max: " + node.Flow(n.Content[1]) + "}"
		}
	case "icp":
		return "icp: {points: 40, profiles: " + node.Flow(n) + "}"
	case "frameworks":
		if first.Kind == yaml.ScalarNode {
			return "frameworks: {" + wording.FrameworkName(first.Value) + ": {elements: {" + wording.ElementsOf(first.Value) + "}}}"
		}
	case "elements":
		if first.Kind == yaml.ScalarNode {
			var parts []string
			for _, e := range n.Content {
				parts = append(parts, e.Value+": {field: "+wording.Titled(e.Value)+"}")
			}
			return "elements: {" + strings.Join(parts, ", ") + "}"
		}
	case "grades":
		if joined := wording.JoinedMappings(n); joined != "" {
			return "grades: {" + joined + "}, best first"
		}
		return wording.Grades(n, t.Table == &keys.ICP)
	case "rate":
		if len(n.Content) == 2 {
			return "rate: {of: " + node.Flow(first) + ", per: " + node.Flow(n.Content[1]) + "}"
		}
	case "accounts":
		return "accounts: {by: company}"
	case "roles":
		var roles []string
		for _, role := range n.Content {
			roles = append(roles, node.Flow(role)+": {field: FIELD, is: VALUE}")
		}
		return "roles: {" + strings.Join(roles, ", ") + "}"
	case "synonyms":
		return "synonyms: {NAME: " + node.Flow(n) + "}, with the name that these mean"
	}
	if first.Kind != yaml.MappingNode {
		if name == "fields" {
			return "fields: {" + cmp.Or(first.Value, "NAME") + ": text}"
		}
		return name + ": {" + cmp.Or(first.Value, "NAME") + ": {}}"
	}
	if joined := wording.JoinedMappings(n); joined != "" && (name == "groups" || name == "frameworks" || name == "fields" || name == "elements" || name == "grades") {
		return name + ": {" + joined + "}"
	}
	var key string
	var rest []string
	for i := 0; i+1 < len(first.Content); i += 2 {
		if k := first.Content[i].Value; key == "" && slices.Contains([]string{"name", "id", "label", "field", "key", "element", "group", "framework"}, fold.Text(k)) {
			key = node.Flow(first.Content[i+1])
		} else {
			rest = append(rest, node.Flow(first.Content[i])+": "+node.Flow(first.Content[i+1]))
		}
	}
	return cmp.Or(key, "NAME") + ": {" + strings.Join(rest, ", ") + "}"
}

// spelled writes a text as the mapping or list that is due.
func (t Translator) spelled(name string, n *yaml.Node) string {
	switch name {
	case "stages":
		if t.Table == &keys.Rulebook {
			return t.sectionIn("stages:", &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{n}})
		}
	case "decay":
		if operand.IsTruth(n) {
			return "decay: {from: " + t.DateOr(cmp.Or(t.Field, "DATE")) + ", half_life: 30d}"
		}
		return wording.Decay(n.Value, t.DateOr(cmp.Or(t.Field, "DATE")))
	case "bands":
		var items []*yaml.Node
		for part := range strings.FieldsFuncSeq(n.Value, func(r rune) bool { return strings.ContainsRune(",;|、", r) }) {
			items = append(items, &yaml.Node{Kind: yaml.ScalarNode, Value: strings.TrimSpace(part)})
		}
		return t.bandListMeant(&yaml.Node{Kind: yaml.SequenceNode, Content: items})
	case "accounts":
		return "accounts: {by: " + node.Written(n.Value) + "}"
	case "rate":
		return "rate: " + operand.Ratio(n.Value)
	case "count", "latest", "first", "days", "sum":
		return name + ": {log: " + node.Flow(n) + "}"
	case "rated":
		return operand.Rated(n.Value)
	case "frameworks":
		return "frameworks: {" + wording.FrameworkName(n.Value) + ": {elements: {" + wording.ElementsOf(n.Value) + "}}}"
	case "score":
		if t.Table == &keys.Rulebook {
			return wording.Bounds(n)
		}
		return map[string]string{"max": "score: {best: 100%}", "best": "score: {best: 100%}", "highest": "score: {best: 100%}", "top": "score: {best: 100%}", "sum": "score: {best: 100%, others: 100%}", "total": "score: {best: 100%, others: 100%}", "add": "score: {best: 100%, others: 100%}"}[fold.Text(n.Value)]
	}
	return ""
}
