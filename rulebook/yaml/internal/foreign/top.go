package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file says what keys at the top of a rulebook come to.

// wrappedMeant is what to write for a whole rulebook under a key of its own: model: {criteria: [...]}.
func (t Translator) wrappedMeant(v *yaml.Node) string {
	if v.Kind != yaml.MappingNode {
		return ""
	}
	sections := 0
	var parts []string
	for _, e := range node.EntriesOf(v) {
		if slices.Contains([]string{"criteria", "icp", "frameworks", "stages", "fields"}, e.Name) {
			sections++
		}
		if !keys.Rulebook.Knows(e.Name) {
			return ""
		}
		parts = append(parts, cmp.Or(t.sectionMeant(e.Name, e.Value), e.Name+": "+node.Flow(e.Value)))
	}
	write := strings.Join(parts, ", ")
	if sections == 0 || len(write) > longest {
		return ""
	}
	return write + "; and nothing above these keys"
}

var pointsAt = lazyre.New(`points: -?[0-9.]+`)

// penaltyWords say of a section that its points are taken away.
var penaltyWords = []string{"negative", "negatives", "penalty", "penalties", "deduction", "deductions", "minus", "demerits", "subtract", "減点", "マイナス"}

// penalties is what to write for a section of lines whose points are taken away; "" for others.
func (t Translator) penalties(e node.Entry) string {
	if !slices.ContainsFunc(dialect.Words(e.Name), func(w string) bool { return slices.Contains(penaltyWords, w) }) || e.Value.Kind == yaml.ScalarNode {
		return ""
	}
	write := t.sectionIn("criteria:", e.Value)
	if !strings.Contains(write, "points: ") {
		return ""
	}
	return pointsAt().ReplaceAllStringFunc(write, func(points string) string {
		if points = strings.TrimPrefix(points, "points: "); strings.HasPrefix(points, "-") || points == "0" {
			return "points: " + points
		}
		return "points: -" + points
	})
}

// topByShape tells what a section of another tool holds: lines with points are criteria, those
// with weights attributes, those that ask the score stages, events a log.
func (t Translator) topByShape(e node.Entry) string {
	v := e.Value
	if v.Kind == yaml.ScalarNode || len(v.Content) == 0 {
		return ""
	}
	if write := t.wrappedMeant(v); write != "" {
		return write
	}
	excluded := slices.ContainsFunc(dialect.Words(e.Name), func(w string) bool { return t.excludes(dialect.Row(&keys.Rulebook, []string{w})) })
	if excluded {
		if write := t.sectionIn("stages: stage: Disqualified, out: true", v); strings.Contains(write, "out: true") {
			return write
		}
		if meant := t.placedCondition(v); strings.Contains(meant, "field: ") {
			return "stages: [{stage: Disqualified, out: true, when: " + meant + "}] and the others below it"
		}
	}
	if v.Kind == yaml.MappingNode && !slices.ContainsFunc(node.EntriesOf(v), func(e node.Entry) bool { return !strings.HasSuffix(node.Text(e.Value), "%") }) {
		return t.sectionIn("groups:", v)
	}
	if v.Kind == yaml.MappingNode && len(v.Content) > 0 && slices.Contains(stageWords, strings.Join(dialect.Words(v.Content[0].Value), " ")) {
		if write := t.sectionIn("stages:", v); write != "" {
			return write
		}
	}
	for _, word := range dialect.Words(e.Name) {
		for _, name := range []string{word, word + "s", strings.TrimSuffix(word, "s")} {
			if _, isKey := keys.Rulebook.Key(name); isKey {
				if rest := dialect.Without(dialect.Words(e.Name), []string{word}); namedIn[name] != nil && len(rest) > 0 && v.Kind == yaml.MappingNode && !slices.ContainsFunc(node.EntriesOf(v), func(e node.Entry) bool { return !namedIn[name].Knows(e.Name) }) {
					return name + ": {" + node.Written(strings.Join(rest, " ")) + ": " + node.Flow(v) + "}" // engagement_group: {max: 50}
				}
				if write := t.sectionIn(name+":", v); write != "" {
					return write
				}
			}
		}
	}
	for _, item := range node.ListOf(v) {
		if wording.IndexOf(node.EntriesOf(item), "stage") >= 0 && item.Kind == yaml.MappingNode {
			if write := t.sectionIn("stages:", v); write != "" {
				return write
			}
		}
	}
	for _, one := range []struct{ name, says string }{{"logs", "joins: "}, {"criteria", "points: "}, {"stages", "metric: score"}, {"icp", "weight: "}, {"groups", "max: "}} {
		if write := t.sectionIn(one.name+":", v); strings.Contains(write, one.says) {
			return write
		}
	}
	return ""
}

// excludes reports whether a foreign key says that leads are out.
func (t Translator) excludes(template string) bool {
	return strings.Contains(template, "stage: Disqualified, out: true")
}

// topMeant is what to write for a foreign key at the top of a rulebook whose value tells
// what is meant: tiers: {A: 50, B: 20}, mql_threshold: 50, scale: 0-100.
func topMeant(e node.Entry, template string) string {
	words := dialect.Words(e.Name)
	n, isNumber := meant.Number(node.Text(e.Value))
	last := words[len(words)-1]
	switch {
	case e.Value.Kind == yaml.MappingNode && strings.HasPrefix(template, "stages:"):
		return wording.Stages(e.Value)
	case template == "" && slices.Contains(stageWords, strings.Join(words, " ")) && e.Value.Kind == yaml.MappingNode && len(e.Value.Content) == 2 && operand.IsNumber(e.Value.Content[1]):
		return "stages: and under it - {stage: " + e.Name + ", metric: score, at_least: " + operand.Number(e.Value.Content[1], false) + "}"
	case template == "" && last == "fields" && e.Value.Kind == yaml.SequenceNode && len(e.Value.Content) > 0 && e.Value.Content[0].Kind == yaml.ScalarNode:
		return "show: " + node.Flow(e.Value)
	case strings.HasPrefix(template, "frameworks:") && e.Value.Kind == yaml.ScalarNode:
		return Translator{Line: wording.Line{Table: &keys.Rulebook}}.spelled("frameworks", e.Value)
	case e.Value.Kind == yaml.MappingNode && wording.IsFramework(e.Name):
		meant := wording.Framework(e)
		if meant == "" {
			meant = strings.TrimSuffix(strings.TrimPrefix(node.Flow(e.Value), "{"), "}")
		}
		return "frameworks: {" + wording.FrameworkName(e.Name) + ": {" + meant + "}}"
	case template == "score: {min: 0, max: 100}" && e.Value.Kind == yaml.ScalarNode:
		return wording.Bounds(e.Value)
	case e.Value.Kind != yaml.ScalarNode || !isNumber || !n.IsExact():
	case template == "" && len(words) == 1 && slices.Contains(stageWords, words[0]):
		return "stages: and under it - {stage: " + e.Name + ", metric: score, at_least: " + n.Low.String() + "}"
	case template == "" && len(dialect.Without(words, boundOfStage)) == 1 && slices.Contains(stageWords, dialect.Without(words, boundOfStage)[0]):
		return "stages: and under it - {stage: " + stageName(dialect.Without(words, boundOfStage)[0]) + ", metric: score, at_least: " + n.Low.String() + "}"
	case template == "" && len(words) == 2 && slices.Contains([]string{"threshold", "cutoff", "score", "points", "minimum", "min"}, last):
		name := strings.Split(strings.ReplaceAll(strings.ReplaceAll(e.Name, "-", "_"), " ", "_"), "_")[0]
		return "stages: and under it - {stage: " + stageName(name) + ", metric: score, at_least: " + n.Low.String() + "}"
	}
	return ""
}

// columnsShown reports whether a key at the top names columns to see beside the score.
func columnsShown(words string, v *yaml.Node) bool {
	named := strings.HasSuffix(words, "columns") || strings.HasSuffix(words, "headers")
	return named && v.Kind == yaml.SequenceNode && len(v.Content) > 0 && v.Content[0].Kind == yaml.ScalarNode
}

// boundOfStage are words beside the name of a stage that say where it begins.
var boundOfStage = []string{"threshold", "cutoff", "cut", "off", "score", "points", "minimum", "min", "at", "from", "above", "over", "limit", "line", "is", "when", "if", "starts", "start", "level", "lead", "leads"}

// stageName is the name of a stage as people write it: MQL is short.
func stageName(word string) string {
	if len(word) < 4 {
		return strings.ToUpper(word)
	}
	return word
}

// stageWords are what people call stages.
var stageWords = []string{"hot", "warm", "cold", "mql", "sql", "sal", "pql", "mqa", "high", "medium", "low", "tier1", "tier2", "tier3", "qualified", "a", "b", "c", "d"}
