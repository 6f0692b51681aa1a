package yaml

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
)

// This file holds what to write for foreign keys of which the value, or what stands beside
// them, tells what is meant.

// byValue is what to write for the entry all[i], where its value tells; "" where it does not.
func (o *opened) byValue(all []entry, i int) string {
	e := all[i]
	words := strings.Join(wordsOf(e.name), " ")
	template, negated := o.table.inOurWords(e.name)
	switch {
	case e.value.Kind == yaml.MappingNode && strings.HasPrefix(template, "bands: and a list"):
		return o.bandsMeant(e.value)
	case o.table == &conditionKeys && words == "missing":
		return missingMeant(e.value)
	case e.value.Kind != yaml.ScalarNode:
		if o.excludes(template) && ownField(all) && ownTests(all) == 0 {
			return "is_not: " + flow(e.value)
		}
		return ""
	case template == "when: {c}" && comparedMeant(e.value.Value) != "":
		return comparedMeant(e.value.Value)
	case template == "when: {c}":
		return o.formulaMeant(e.value.Value)
	case template == "points: {-n}" && isTruth(e.value):
		return negativePoints(all)
	case o.excludes(template) && ownField(all) && ownTests(all) == 0 && !isTruth(e.value):
		return "is_not: " + flow(e.value)
	case o.table == &stageKeys && template == "stage: {v}" && slices.ContainsFunc(all, func(e entry) bool { return e.name == "stage" }) && gradeWords[words]:
		return "metric: fit.grade, is: " + flow(e.value)
	case (template == "is: {v}" || strings.HasPrefix(template, "count: ")) && !negated:
		return cmp.Or(comparedMeant(e.value.Value), relativeMeant(e.value.Value))
	}
	return ""
}

var gradeWords = map[string]bool{"grade": true, "rating": true, "letter": true, "fit grade": true}

// excludes reports whether a foreign key says that leads are out.
func (o *opened) excludes(template string) bool {
	return strings.Contains(template, "stage: Disqualified, out: true")
}

func ownField(all []entry) bool {
	return slices.ContainsFunc(all, func(e entry) bool { return e.name == "field" })
}

// ownTests counts the operators of a line.
func ownTests(all []entry) (tests int) {
	for _, e := range all {
		if isOperatorName(e.name) {
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
func negativePoints(all []entry) string {
	at := slices.IndexFunc(all, func(e entry) bool { return e.name == "points" })
	if at < 0 || all[at].value == nil {
		return ""
	}
	return "points: " + writtenNumber(all[at].value, true) + " in place of both"
}

// missingMeant is JSON logic's missing: fields that are blank.
func missingMeant(n *yaml.Node) string {
	var all []string
	for _, name := range append(n.Content, n) {
		if name.Kind == yaml.ScalarNode && !isTruth(name) && name.Value != "" {
			all = append(all, "field: "+flow(name)+", known: false")
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
func (o *opened) formulaMeant(text string) string {
	if o.table != &criterionKeys || !excelIf().MatchString(strings.TrimSpace(text)) {
		return ""
	}
	all := arguments(excelIf().ReplaceAllString(strings.TrimSpace(text), ""))
	meant := conditionMeant(text, false)
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
func (o *opened) bandsMeant(n *yaml.Node) string {
	earns, unit := "points", ""
	if o.table != &criterionKeys {
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
		earned := strings.TrimSuffix(flow(value), "%") + unit
		in, isNumber := cell.NumberMeant(key.Value)
		when := "is: " + flow(key)
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
