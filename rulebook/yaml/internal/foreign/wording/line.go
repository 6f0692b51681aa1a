// Package wording writes entries in our words: it fills what stands at an entry of a line into a text to
// write, reads the operators that a value means, and knows what else a line has.
package wording

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file says what a line has: its field, its operators, its conditions.

// Line is a mapping that is being read, as far as what to write in it depends on that.
type Line struct {
	Table *keys.Mapping // what the mapping is
	Field string        // of the line that is being read; "" outside of lines

	Metrics  bool                     // metrics have a place here
	Declared map[string]rulebook.Type // the fields of the rulebook, by their names in the normal form
}

// Of is the line for what stands in a mapping of another table.
func (t Line) Of(table *keys.Mapping) Line {
	metrics := t.Table == &keys.Stage || t.Metrics && table == &keys.Condition
	return Line{Table: table, Field: t.Field, Declared: t.Declared, Metrics: metrics}
}

// Junctions are keys that say, beside a list of conditions, whether all or any must hold.
var Junctions = map[string]string{"all": "all", "and": "all", "every": "all", "any": "any", "or": "any", "some": "any", "one": "any"}

// ConditionsIn finds a list of conditions among the entries of a line.
func ConditionsIn(all []node.Entry) int {
	return slices.IndexFunc(all, func(e node.Entry) bool {
		return e.Value != nil && e.Value.Kind == yaml.SequenceNode && len(e.Value.Content) > 0 && e.Value.Content[0].Kind == yaml.MappingNode
	})
}

// FieldNamed reports whether another entry than one names the field of the line.
func FieldNamed(all []node.Entry, but string) bool {
	return slices.ContainsFunc(all, func(e node.Entry) bool {
		return e.Name != but && e.Value != nil && e.Value.Kind == yaml.ScalarNode && (e.Name == "field" || namesField(&keys.Criterion, e.Name))
	})
}

// JunctionOf is all or any, as a key beside a list of conditions says.
func JunctionOf(all []node.Entry) string {
	for _, e := range all {
		if e.Value != nil && e.Value.Kind == yaml.ScalarNode && Junctions[fold.Text(e.Value.Value)] != "" {
			return Junctions[fold.Text(e.Value.Value)]
		}
	}
	return "all"
}

// OwnCondition is the field and the operators of a line as they are written.
func OwnCondition(all []node.Entry) string {
	var parts []string
	for _, e := range all {
		if _, isOperator := match.LookupOperator(e.Name); isOperator || e.Name == "field" || e.Name == "metric" {
			parts = append(parts, e.Name+": "+node.Flow(e.Value))
		}
	}
	return strings.Join(parts, ", ")
}

// AsksSomething reports whether a line has a condition, or what may stand in its place.
func AsksSomething(all []node.Entry) bool {
	return OwnTests(all) > 0 || IndexOf(all, "when") >= 0 || IndexOf(all, "bands") >= 0 || IndexOf(all, "each") >= 0 || IndexOf(all, "rated") >= 0
}

// OwnField reports whether a line has the key field.
func OwnField(all []node.Entry) bool {
	return slices.ContainsFunc(all, func(e node.Entry) bool { return e.Name == "field" })
}

// OwnTests counts the operators of a line.
func OwnTests(all []node.Entry) (tests int) {
	for _, e := range all {
		if dialect.IsOperator(e.Name) {
			tests++
		}
	}
	return tests
}

// namesField tells whether a key that is none of ours is one of another tool for field.
func namesField(table *keys.Mapping, name string) bool {
	template, _ := dialect.Meant(table, name)
	return template == "field: {v}"
}

// FieldOf is the field of a line, however it is called.
func (t Line) FieldOf(all []node.Entry) string {
	for _, e := range all {
		if e.Value == nil || e.Value.Kind != yaml.ScalarNode || node.IsNull(e.Value) {
			continue
		}
		if e.Name == "field" || !t.Table.Knows(e.Name) && namesField(t.Table, e.Name) {
			return node.Flow(e.Value)
		}
	}
	return ""
}

// scoreAsked reports whether a stage rule asks the score.
func scoreAsked(all []node.Entry) bool {
	at := IndexOf(all, "metric")
	return at >= 0 && all[at].Value != nil && MetricNamed(all[at].Value.Value) == "score"
}

// TestNames are the operators of a line, and testsOf these with their values.
func TestNames(all []node.Entry) (names []string) {
	for _, e := range all {
		if dialect.IsOperator(e.Name) {
			names = append(names, e.Name)
		}
	}
	return names
}

// TestsOf are the operators of a line with their values, as they are written.
func TestsOf(all []node.Entry) string {
	var tests []string
	for _, e := range all {
		if dialect.IsOperator(e.Name) {
			tests = append(tests, e.Name+": "+node.Flow(e.Value))
		}
	}
	return strings.Join(tests, ", ")
}

// IndexOf finds an entry by its name; -1 for none.
func IndexOf(all []node.Entry, name string) int {
	return slices.IndexFunc(all, func(e node.Entry) bool { return e.Name == name })
}
