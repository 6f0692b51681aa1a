package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file holds what to write for foreign keys of which the value, or what stands beside
// them, tells what is meant.

// byValue is what to write for the entry all[i], where its value tells; "" where it does not.
func (t Translator) byValue(all []node.Entry, i int) string {
	e := all[i]
	words := strings.Join(wordsOf(e.Name), " ")
	template, negated := inOurWords(t.Table, e.Name)
	switch {
	case e.Value.Kind == yaml.MappingNode && strings.HasPrefix(template, "bands: and a list"):
		return t.bandsMeant(e.Value)
	case t.Table == &keys.Condition && words == "missing":
		return missingMeant(e.Value)
	case e.Value.Kind != yaml.ScalarNode:
		if t.excludes(template) && ownField(all) && ownTests(all) == 0 {
			return "is_not: " + node.Flow(e.Value)
		}
		return ""
	case template == "when: {c}" && comparedMeant(e.Value.Value) != "":
		return comparedMeant(e.Value.Value)
	case template == "when: {c}":
		return t.formulaMeant(e.Value.Value)
	case template == "points: {-n}" && isTruth(e.Value):
		return negativePoints(all)
	case t.excludes(template) && ownField(all) && ownTests(all) == 0 && !isTruth(e.Value):
		return "is_not: " + node.Flow(e.Value)
	case t.Table == &keys.Stage && template == "stage: {v}" && slices.ContainsFunc(all, func(e node.Entry) bool { return e.Name == "stage" }) && gradeWords[words]:
		return "metric: fit.grade, is: " + node.Flow(e.Value)
	case (template == "is: {v}" || strings.HasPrefix(template, "count: ")) && !negated:
		return cmp.Or(comparedMeant(e.Value.Value), relativeMeant(e.Value.Value))
	}
	return ""
}

var gradeWords = map[string]bool{"grade": true, "rating": true, "letter": true, "fit grade": true}

// excludes reports whether a foreign key says that leads are out.
func (t Translator) excludes(template string) bool {
	return strings.Contains(template, "stage: Disqualified, out: true")
}

func ownField(all []node.Entry) bool {
	return slices.ContainsFunc(all, func(e node.Entry) bool { return e.Name == "field" })
}

// ownTests counts the operators of a line.
func ownTests(all []node.Entry) (tests int) {
	for _, e := range all {
		if IsOperatorName(e.Name) {
			tests++
		}
	}
	return tests
}

func isTruth(n *yaml.Node) bool {
	_, known := cell.TruthWord(n.Value)
	return n.Kind == yaml.ScalarNode && known
}

// negativePoints turns the points of a line round: points: 10, negative: true.
func negativePoints(all []node.Entry) string {
	at := slices.IndexFunc(all, func(e node.Entry) bool { return e.Name == "points" })
	if at < 0 || all[at].Value == nil {
		return ""
	}
	return "points: " + writtenNumber(all[at].Value, true) + " in place of both"
}

// missingMeant is JSON logic's missing: fields that are blank.
func missingMeant(n *yaml.Node) string {
	var all []string
	for _, name := range append(n.Content, n) {
		if name.Kind == yaml.ScalarNode && !isTruth(name) && name.Value != "" {
			all = append(all, "field: "+node.Flow(name)+", known: false")
		}
	}
	switch len(all) {
	case 0:
		return ""
	case 1:
		return all[0]
	}
	return "any: [{" + strings.Join(all, "}, {") + "}]"
}

// comparedMeant is an operator and its value in one text: ">= 50".
func comparedMeant(text string) string {
	text = strings.TrimSpace(text)
	for _, op := range []struct{ sign, name string }{
		{">=", "at_least"}, {"=>", "at_least"}, {"≥", "at_least"}, {"<=", "at_most"}, {"=<", "at_most"}, {"≤", "at_most"},
		{"<>", "is_not"}, {"!=", "is_not"}, {">", "above"}, {"<", "below"}, {"==", "is"}, {"=", "is"},
	} {
		rest, found := strings.CutPrefix(text, op.sign)
		if !found {
			continue
		}
		rest = strings.TrimSpace(rest)
		if _, isNumber := cell.NumberMeant(rest); !isNumber && !strings.HasPrefix(op.name, "is") || rest == "" || strings.ContainsAny(rest, "()") {
			return ""
		}
		return op.name + ": " + unquotedOperand(rest)
	}
	return ""
}

// formulaMeant is a condition, and the points where it holds: IF(Employees > 50, 10, 0).
func (t Translator) formulaMeant(text string) string {
	if t.Table != &keys.Criterion || !excelIf().MatchString(strings.TrimSpace(text)) {
		return ""
	}
	all := arguments(excelIf().ReplaceAllString(strings.TrimSpace(text), ""))
	meant := ConditionMeant(text, false)
	if len(all) < 2 || meant == "" {
		return ""
	}
	points, isNumber := cell.NumberMeant(strings.Trim(all[1], "() "))
	if !isNumber || !points.IsExact() {
		return ""
	}
	return "when: {" + meant + "}, points: " + points.Low.String()
}

// bandsMeant writes a table from values to points as bands, the highest numbers first.
func (t Translator) bandsMeant(n *yaml.Node) string {
	earns, unit := "points", ""
	if t.Table != &keys.Criterion {
		earns, unit = "share", "%"
	}
	type band struct {
		from  exact.Number
		write string
	}
	var bands []band
	numbers := true
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if value.Kind != yaml.ScalarNode {
			return ""
		}
		earned := strings.TrimSuffix(node.Flow(value), "%") + unit
		in, isNumber := cell.NumberMeant(key.Value)
		when := "is: " + node.Flow(key)
		switch {
		case isNumber && in.IsExact():
			when = "at_least: " + in.Low.String()
		case isNumber && in.NoHigh:
			when = "at_least: " + in.Low.String()
		case isNumber && !in.NoLow:
			when = "between: [" + in.Low.String() + ", " + in.High.String() + "]"
		default:
			numbers = false
		}
		bands = append(bands, band{in.Low, "{" + when + ", " + earns + ": " + earned + "}"})
	}
	if numbers {
		slices.SortStableFunc(bands, func(a, b band) int { return b.from.Cmp(a.from) })
	}
	var all []string
	for _, b := range bands {
		all = append(all, b.write)
	}
	return "bands: [" + strings.Join(all, ", ") + "]"
}

// relativeMeant reads a date that is told by how long ago it was, as queries have it:
// LAST_N_DAYS:30.
func relativeMeant(text string) string {
	age := cell.QueriedAge(text)
	switch {
	case age == "":
		return ""
	case strings.HasPrefix(fold.Text(text), "next"):
		return "within_next: " + age
	}
	return "within: " + age
}
