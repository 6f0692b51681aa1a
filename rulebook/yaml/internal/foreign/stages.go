package foreign

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file says what keys and sentences of stage rules come to.

// stageAltered is what to write in a stage rule for keys whose value says what becomes of leads:
// exclude_if: {...}, else: Nurture.
func (t Translator) stageAltered(all []node.Entry, e node.Entry, words string) string {
	bare := dialect.Without(strings.Fields(words), []string{"if", "when", "where", "unless"})
	switch template := dialect.Row(&keys.Stage, bare); {
	case template == "out: {t}" && len(bare) < len(strings.Fields(words)) && !strings.Contains(words, "unless"):
		if e.Value.Kind != yaml.ScalarNode || expression.Condition(e.Value.Value, true) != "" {
			return "out: true, when: " + t.placedCondition(e.Value)
		}
	case strings.HasPrefix(template, "leave {k} out: the last rule") && e.Value.Kind == yaml.ScalarNode && !operand.IsTruth(e.Value) && !node.IsNull(e.Value) && wording.IndexOf(all, "stage") < 0:
		return "stage: " + node.Flow(e.Value)
	}
	return ""
}

// MetricsTogether is what to write in a stage rule that asks several metrics, each in a key
// of its own, of which all[i] is one; "" elsewhere. isFirst tells whether it is the first.
func (t Translator) MetricsTogether(all []node.Entry, i int) (write string, isFirst bool) {
	if t.Table != &keys.Stage || len(all) > mostEntries {
		return "", false
	}
	var parts []string
	var at []int
	for k, e := range all {
		if e.Value == nil || t.Table.Knows(e.Name) {
			continue
		}
		meant := t.byValue(all, k)
		if meant == "" {
			meant = t.fromWords(all, e)
		}
		if condition, isWhen := strings.CutPrefix(meant, "when: "); isWhen {
			meant = strings.TrimSuffix(strings.TrimPrefix(condition, "{"), "}")
		}
		if strings.HasPrefix(meant, "metric: ") || strings.HasPrefix(meant, "field: ") {
			meant, _, _ = strings.Cut(meant, "; or ")
			parts, at = append(parts, "{"+meant+"}"), append(at, k)
		}
	}
	about := func(part string) string { name, _, _ := strings.Cut(part, ", "); return name }
	if len(parts) < 2 || !slices.Contains(at, i) || about(parts[0]) == about(parts[1]) {
		return "", false
	}
	var names []string
	for _, k := range at {
		names = append(names, all[k].Name)
	}
	return "write when: {all: [" + strings.Join(parts, ", ") + "]} in place of " + strings.Join(names, ", "), i == at[0]
}
