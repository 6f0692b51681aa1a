package foreign

import (
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads lines that name a field in place of a key.

// allFields reports whether no key of a condition says anything here: they are fields then.
func (t Translator) allFields(all []node.Entry) bool {
	if t.Table != &keys.Condition {
		return false
	}
	for _, e := range all {
		template, _ := dialect.Meant(t.Table, e.Name)
		if t.Table.Knows(e.Name) || template != "" || dialect.IsNear(t.Table, e.Name) || e.Value == nil || node.IsNull(e.Value) {
			return false
		}
	}
	return true
}

// fieldMeant is what to write where a field stands in the place of a key: Country: JP.
func (t Translator) fieldMeant(all []node.Entry, e node.Entry) string {
	if !t.Table.Operators || t.Table == &keys.Count || t.Table == &keys.Want || !t.LooksLikeField(e.Name) && !t.allFields(all) {
		return ""
	}
	for _, other := range all {
		if other.Name == "field" || other.Name == "when" || other.Name == "metric" {
			return ""
		}
	}
	if write, _, _ := dialect.ComposedIn(t.Table, dialect.Words(e.Name)); t.FieldOf(all) != "" && (write != "" || wording.FieldNamed(all, e.Name)) {
		return "" // of a field that is named in other words
	}
	if n, ok := meant.Number(e.Value.Value); t.Table == &keys.Stage && len(all) == 1 && ok {
		return "{stage: " + e.Name + ", metric: score, at_least: " + n.Low.String() + "}"
	}
	if tests := t.TestsMeant(e.Value); tests != "" {
		if metric := wording.MetricNamed(e.Name); t.Metrics && metric != "" {
			return "metric: " + metric + ", " + tests
		}
		if asked := wording.Line(t.Line).FrameworkAsked(e); t.Metrics && asked != "" {
			return asked
		}
		return "field: " + node.Written(e.Name) + ", " + tests
	}
	return ""
}
