// Package foreign says how a rulebook writes what people write in the words of other tools: keys,
// values, shapes, conditions and whole sections. A message about an unknown key ends in what it
// finds.
package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file joins what the others find for an entry whose key is unknown.

// besideOwn joins a condition with what its line asks already.
func (t Translator) besideOwn(all []node.Entry, write string) string {
	condition, isWhen := strings.CutPrefix(write, "when: {")
	own := wording.OwnCondition(all)
	if !isWhen || wording.OwnTests(all) == 0 || dialect.KeyOf(own) != "field" && dialect.KeyOf(own) != "metric" || strings.Contains(write, "{"+own+"}") || strings.Contains(write, "; or ") || strings.Contains(write, " in place of ") || wording.IndexOf(all, "bands") >= 0 || wording.IndexOf(all, "each") >= 0 {
		return ""
	}
	return "when: {all: [{" + own + "}, {" + condition + "]} in place of " + strings.Join(append(wording.TestNames(all), dialect.KeyOf(own)), ", ")
}

// Translator says how a rulebook writes what stands in one of its mappings in the words
// of other tools.
type Translator struct {
	wording.Line
	depth int // how many mappings deep in a value it is
}

// Instead is the text to write in place of the entry all[i], whose key is unknown, and
// the keys that it would add.
func (t Translator) Instead(all []node.Entry, i int) (write string, adds []string) {
	e := all[i]
	if t.isJunction(all, i) {
		if wording.ConditionsIn(all) < 0 {
			return "leave " + e.Name + " out: a list after an operator means any of them", nil
		}
		return "leave " + e.Name + " out: all or any stands before the list of conditions", nil
	}
	if write = t.joinedWhen(all, i); write != "" {
		return write, wording.AddedBy(t.Line, write)
	}
	if write = daysAsked(e); write != "" && t.Table.Operators {
		return write, wording.AddedBy(t.Line, write)
	}
	if write = t.unwrapped(all, i); write != "" {
		return write, wording.AddedBy(t.Line, write)
	}
	if write = t.attributesMeant(all, i); write != "" {
		return write, wording.AddedBy(t.Line, write)
	}
	if write = t.nameMeant(all, i); write != "" {
		return write, wording.AddedBy(t.Line, write)
	}
	if write = t.gathered(all, i); write != "" {
		return write, wording.AddedBy(t.Line, write)
	}
	write, adds = t.instead(all, i)
	if at := wording.IndexOf(all, "name"); strings.HasPrefix(write, "bands: [{is: ") && strings.HasSuffix(write, "]") && t.Table == &keys.Criterion && at >= 0 && all[at].Value != nil && t.FieldOf(all) == "" && !strings.Contains(write, "field: ") {
		write, adds = write+", field: "+node.Flow(all[at].Value), append(adds, "field") // {name: Country, values: {JP: 10}}
	}
	if score, found := strings.CutPrefix(write, "metric: score, is: "); found && t.Metrics && e.Value.Kind == yaml.ScalarNode && operand.IsNumber(e.Value) {
		write = "metric: score, at_least: " + score // when: {score: 50}
		adds = wording.AddedBy(t.Line, write)
	}
	for _, about := range []string{"metric", "field"} {
		if at := wording.IndexOf(all, about); at >= 0 && at != i && dialect.KeyOf(write) == about && strings.Contains(write, ", ") && !strings.Contains(write, ", with fields: ") {
			if other := "metric: " + node.Flow(all[at].Value); about == "metric" && wording.AboutOf(write) != other && wording.OwnTests(all) > 0 {
				write = "when: {all: [{" + wording.OwnCondition(all) + "}, {" + write + "}]} in place of metric, " + strings.Join(wording.TestNames(all), ", ")
				return write, wording.AddedBy(t.Line, write)
			}
			_, write, _ = strings.Cut(write, ", ") // of what the line is about it says enough
		}
	}
	if dialect.KeyOf(write) == "field" && t.alreadyThere(all, write) == "field" && wording.OwnTests(all) == 0 && t.Table.Operators {
		if tests := t.TestsMeant(all[i].Value); tests != "" { // visits_web_page: /pricing
			return tests, wording.AddedBy(t.Line, tests)
		}
	}
	if joined := t.besideOwn(all, write); joined != "" {
		return joined, wording.AddedBy(t.Line, joined)
	}
	there := t.alreadyThere(all, write)
	if there == "points" && wording.OwnField(all) && !wording.AsksSomething(all) && e.Value.Kind != yaml.MappingNode && !operand.IsNumber(e.Value) && !node.IsNull(e.Value) {
		return "is: " + node.Flow(e.Value), []string{"is"} // value: JP, beside the points
	}
	if there == "name" && t.Table == &keys.Criterion && t.FieldOf(all) == "" && wording.OwnTests(all) > 0 && e.Value.Kind == yaml.ScalarNode {
		return "field: " + node.Flow(e.Value), []string{"field"} // criterion: Lead Source, is: Web
	}
	if there != "" {
		return "leave " + e.Name + " out, as " + there + " stands there already, or write it after a #", nil
	}
	return write, adds
}

// nameMeant is what to write for the first of two keys that name a field in a line without a name:
// 項目名 beside 列名; "" for any other entry.
func (t Translator) nameMeant(all []node.Entry, i int) string {
	if t.Table != &keys.Criterion || wording.IndexOf(all, "name") >= 0 || all[i].Value.Kind != yaml.ScalarNode {
		return ""
	}
	isField := func(e node.Entry) bool {
		template, _ := dialect.Meant(t.Table, e.Name)
		return e.Name == "field" || template == "field: {v}" && e.Value != nil && e.Value.Kind == yaml.ScalarNode
	}
	for k, e := range all {
		template, _ := dialect.Meant(t.Table, e.Name)
		if template == "name: {v}" || k < i && isField(e) {
			return ""
		}
	}
	if !isField(all[i]) || all[i].Name == "field" || !slices.ContainsFunc(all[i+1:], isField) {
		return ""
	}
	return "name: " + node.Flow(all[i].Value)
}

// joinedWhen joins a condition with the one that stands after or, and beside it.
func (t Translator) joinedWhen(all []node.Entry, i int) string {
	join := map[string]string{"or": "any", "any": "any", "or_when": "any", "and": "all", "all": "all", "also": "all"}[fold.Text(all[i].Name)]
	at := wording.IndexOf(all, "when")
	if join == "" || at < 0 || all[at].Value == nil || all[i].Value.Kind == yaml.ScalarNode || t.Table == &keys.Condition {
		return ""
	}
	var conditions []string
	for _, n := range append([]*yaml.Node{all[at].Value}, node.ListOf(all[i].Value)...) {
		conditions = append(conditions, t.placedCondition(n))
	}
	return "when: {" + join + ": [" + strings.Join(conditions, ", ") + "]}"
}

// daysAsked reads an age whose bounds stand in a mapping: days_since: {at_most: 30}.
func daysAsked(e node.Entry) string {
	words := dialect.Words(e.Name)
	if e.Value.Kind != yaml.MappingNode || len(e.Value.Content) != 2 || !slices.Contains(words, "days") && !slices.Contains(words, "age") {
		return ""
	}
	sign := e.Value.Content[0].Value
	if template, negated := dialect.Meant(&keys.Condition, sign); !negated && !dialect.IsOperator(sign) {
		sign = dialect.KeyOf(template)
	}
	op := map[string]string{"at_most": "within: ", "below": "within: ", "at_least": "older_than: ", "above": "older_than: "}[sign]
	days := meant.Duration(node.Text(e.Value.Content[1]) + " days")
	if op == "" || days == "" {
		return ""
	}
	return op + days
}

// unwrapped are the keys of a mapping that stands under a key which is none: rule: {field: …,
// points: …}, settings: {timezone: …}. Where the line needs a name, the key is that.
func (t Translator) unwrapped(all []node.Entry, i int) string {
	inner := node.EntriesOf(all[i].Value)
	k, hasName := t.Table.Key("name")
	isAlone := len(all) == 1 && hasName && k.Required
	if all[i].Value.Kind != yaml.MappingNode || len(inner) == 0 || !isAlone && !slices.Contains(wrappers, fold.Text(all[i].Name)) {
		return ""
	}
	isOwn, tests := false, 0
	for _, e := range inner {
		if !t.Table.Knows(e.Name) || wording.IndexOf(all, e.Name) >= 0 && e.Name != "version" {
			return ""
		}
		_, ofCondition := keys.Condition.Key(e.Name)
		isOwn = isOwn || !ofCondition && !dialect.IsOperator(e.Name)
		if dialect.IsOperator(e.Name) {
			tests++
		}
	}
	if !isOwn && !(tests == len(inner) && wording.OwnField(all)) {
		return ""
	}
	write := strings.TrimSuffix(strings.TrimPrefix(node.Flow(all[i].Value), "{"), "}")
	if isAlone && wording.IndexOf(inner, "name") < 0 {
		write = "name: " + node.Flow(all[i].Key) + ", " + write
	}
	if isAlone {
		return "{" + write + "}"
	}
	return write
}

// wrappers are keys that only hold others.
var wrappers = []string{"rule", "criterion", "condition", "filter", "then", "action", "result", "settings", "setting", "config", "configuration", "general", "options", "rulebook", "scoring", "lead_scoring", "model", "lead scoring", "leadscoring", "ruleset", "definition", "spec", "設定", "ルール"}

// alreadyThere is the key that a text to write would add though the line has it, and that
// stands once in a line; "" for none.
func (t Translator) alreadyThere(all []node.Entry, write string) string {
	name := dialect.KeyOf(write)
	if _, isKey := t.Table.Key(name); !isKey || strings.Contains(write, " in place of ") || strings.Contains(write, ", with fields: ") || t.Table == &keys.Rulebook {
		return ""
	}
	if at := wording.IndexOf(all, name); at >= 0 && all[at].Value != nil && !node.IsNull(all[at].Value) {
		return name
	}
	return ""
}

// instead is Instead without regard to what stands there already.
func (t Translator) instead(all []node.Entry, i int) (write string, adds []string) {
	e := all[i]
	if write = t.byValue(all, i); write != "" {
		return write, wording.AddedBy(t.Line, write)
	}
	if t.Table.Operators && t.Table != &keys.Count {
		write = t.AsLogic(expression.Logic(e.Name, e.Value))
	}
	if write == "" {
		write = t.combined(all, i)
	}
	if write == "" {
		write = t.fromPair(all, i)
	}
	if write == "" {
		write = wording.PerOne(all, e)
	}
	if write == "" {
		write = t.fromWords(all, e)
	}
	if write == "" && t.FieldOf(all) == "" && t.Table.Operators && wording.IndexOf(all, "when") < 0 {
		write = t.BoundedField(all, e)
	}
	if write == "" {
		write = t.fieldMeant(all, e)
	}
	if write == "" {
		write = t.FromParts(all, e)
	}
	if write == "" {
		write = t.byShape(all, e)
	}
	if write == "" {
		write = t.byChoice(all, e)
	}
	if write == "" || dialect.KeyOf(write) == "field" {
		write = cmp.Or(t.wholeCondition(all, e), write)
	}
	return write, wording.AddedBy(t.Line, write)
}

// fromWords is what to write for a foreign name by the table of words.
func (t Translator) fromWords(all []node.Entry, e node.Entry) string {
	template, negated := dialect.Meant(t.Table, e.Name)
	if template == "" || !t.fits(template, e.Value) {
		return ""
	}
	if write := t.unread(template, all, e); write != "" {
		return write
	}
	if template == "contains: {v}" || template == "is: {v}" {
		template = cmp.Or(operand.FromWildcards(e.Value), template)
	}
	return t.filled(template, all, e, negated)
}

// of is the translator for what stands in a mapping of another table.
func (t Translator) of(table *keys.Mapping) Translator {
	return Translator{Line: t.Of(table), depth: t.depth + 1}
}

// filled is Filled, where a condition may have to be put into our words first.
func (t Translator) filled(template string, all []node.Entry, e node.Entry, negated bool) string {
	if about, asks := strings.CutSuffix(template, "at_least: {n}"); asks && !negated && e.Value.Kind == yaml.ScalarNode && !operand.IsNumber(e.Value) {
		if tests := expression.About("score", e.Value.Value); tests != "" && !strings.HasPrefix(tests, "when: ") {
			return about + tests // score: between 50 and 79
		}
	}
	if value := e.Value; value.Kind == yaml.MappingNode && strings.HasPrefix(template, "grades: {") && len(value.Content) > 0 {
		return "grades: " + node.Flow(value)
	}
	text := t.Filled(template, all, e, negated)
	if strings.HasPrefix(template, "metric: score, ") && e.Value.Kind == yaml.ScalarNode && !strings.ContainsAny(text, "0123456789") {
		return "" // score: high
	}
	if !strings.Contains(template, "{c}") {
		return text
	}
	condition := t.placedCondition(e.Value)
	if e.Value.Kind == yaml.SequenceNode && wording.JunctionOf(all) != "all" {
		condition = "{any: " + t.ConditionsMeant(e.Value) + "}"
	}
	return strings.Replace(text, "{c}", condition, 1)
}
