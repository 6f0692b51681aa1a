package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
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
	case t.Table == &keys.Rulebook:
		return topMeant(e, template)
	case e.Value.Kind == yaml.ScalarNode && binMeant(e.Value.Value) != "" && t.Table.Operators:
		return binMeant(e.Value.Value)
	case e.Value.Kind == yaml.MappingNode && strings.HasPrefix(template, "bands: and a list"):
		return t.bandsMeant(e.Value)
	case t.Table == &keys.Condition && words == "missing":
		return missingMeant(e.Value)
	case e.Value.Kind == yaml.SequenceNode && strings.HasPrefix(template, "bands: and a list"):
		return t.bandListMeant(e.Value)
	case e.Value.Kind != yaml.ScalarNode:
		if t.excludes(template) && ownField(all) && ownTests(all) == 0 {
			return "is_not: " + node.Flow(e.Value)
		}
		return ""
	case template == "when: {c}" && comparedMeant(e.Value.Value) != "":
		return comparedMeant(e.Value.Value)
	case template == "when: {c}":
		return t.formulaMeant(e.Value.Value)
	case words == "case":
		return t.formulaMeant("case " + e.Value.Value)
	case (template == "is: {v}" || template == "is_not: {v}") && strings.Contains(words, "list") && strings.ContainsAny(e.Value.Value, ",;"):
		return strings.TrimSuffix(template, "{v}") + listOperand(strings.ReplaceAll(e.Value.Value, ";", ","))
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

// formulaMeant is a condition, and the points where it holds, as this mapping takes them.
func (t Translator) formulaMeant(text string) string {
	if t.Table != &keys.Criterion {
		return ""
	}
	return EarningMeant(text)
}

// EarningMeant reads IF(Employees > 50, 10, 0), and CASE WHEN Employees > 50 THEN 10 END.
func EarningMeant(text string) string {
	text = strings.TrimSpace(text)
	var all []string
	if found := caseWhen().FindStringSubmatch(text); found != nil {
		all = found[1:]
	} else if excelIf().MatchString(text) {
		all = arguments(strings.TrimSuffix(excelIf().ReplaceAllString(text, ""), ")"))
	}
	if write := tableMeant(text); write != "" {
		return write
	}
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

var tableCall = lazyre.New(`(?i)^=?\s*(ifs|case|switch)\s*\((.+)\)$`)

// tableMeant reads IFS(Employees >= 100, 20, ...) and CASE(Rating, "Hot", 20, ..., 0).
func tableMeant(text string) string {
	found := tableCall().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	args, about := arguments(found[2]), ""
	if !strings.EqualFold(found[1], "ifs") {
		about, args = ", field: "+node.Written(plainName(args[0])), args[1:]
	}
	var bands []string
	for ; len(args) > 1; args = args[2:] {
		when := ConditionMeant(args[0], false)
		if about != "" {
			when = "is: " + unquotedOperand(args[0])
		}
		points, isNumber := cell.NumberMeant(args[1])
		if when == "" || !isNumber || !points.IsExact() {
			return ""
		}
		bands = append(bands, "{"+when+", points: "+points.Low.String()+"}")
	}
	if len(args) == 1 {
		bands = append(bands, "{points: "+args[0]+"}")
	}
	return "bands: [" + strings.Join(bands, ", ") + "]" + about + " in place of points"
}

var bin = lazyre.New(`^\s*([\[(])\s*(-?inf(?:inity)?|-∞|-?[0-9][0-9.]*)?\s*[,;]\s*(\+?inf(?:inity)?|∞|-?[0-9][0-9.]*)?\s*([\])])\s*$`)

// binMeant reads an interval as scorecards have it: [10, 50) is 10 and more, below 50.
func binMeant(text string) string {
	found := bin().FindStringSubmatch(strings.ToLower(text))
	if found == nil {
		return ""
	}
	isEnd := func(end string) bool { return end != "" && !strings.ContainsAny(end, "∞i") }
	low := map[string]string{"[": "at_least: ", "(": "above: "}[found[1]] + found[2]
	high := map[string]string{"]": "at_most: ", ")": "below: "}[found[4]] + found[3]
	switch {
	case isEnd(found[2]) && isEnd(found[3]) && found[1] == "[" && found[4] == "]":
		return "between: [" + found[2] + ", " + found[3] + "]"
	case isEnd(found[2]) && isEnd(found[3]):
		return low + ", " + high
	case isEnd(found[2]):
		return low
	case isEnd(found[3]):
		return high
	}
	return ""
}

// topMeant is what to write for a foreign key at the top of a rulebook whose value tells
// what is meant: tiers: {A: 50, B: 20}, mql_threshold: 50, scale: 0-100.
func topMeant(e node.Entry, template string) string {
	words := wordsOf(e.Name)
	n, isNumber := cell.NumberMeant(node.Text(e.Value))
	last := words[len(words)-1]
	switch {
	case e.Value.Kind == yaml.MappingNode && strings.HasPrefix(template, "stages:"):
		return stagesMeant(e.Value)
	case template == "score: {min: 0, max: 100}" && e.Value.Kind == yaml.ScalarNode:
		return boundsMeant(e.Value)
	case e.Value.Kind != yaml.ScalarNode || !isNumber || !n.IsExact():
	case template == "" && len(words) == 1 && slices.Contains(stageWords, words[0]):
		return "stages: and under it - {stage: " + e.Name + ", metric: score, at_least: " + n.Low.String() + "}"
	case template == "" && len(words) == 2 && slices.Contains([]string{"threshold", "cutoff", "score", "points", "minimum", "min"}, last):
		name := strings.Split(strings.ReplaceAll(strings.ReplaceAll(e.Name, "-", "_"), " ", "_"), "_")[0]
		if len(name) < 4 {
			name = strings.ToUpper(name)
		}
		return "stages: and under it - {stage: " + name + ", metric: score, at_least: " + n.Low.String() + "}"
	}
	return ""
}

// stageWords are what people call stages.
var stageWords = []string{"hot", "warm", "cold", "mql", "sql", "sal", "pql", "mqa", "high", "medium", "low", "tier1", "tier2", "tier3", "qualified", "a", "b", "c", "d"}

// bandListMeant writes a list of bands in our words: [{min: 0, max: 10, points: 1}].
func (t Translator) bandListMeant(n *yaml.Node) string {
	table := &keys.PointsBand
	if t.Table != &keys.Criterion {
		table = &keys.ShareBand
	}
	band := Translator{Table: table, Field: t.Field, Declared: t.Declared}
	var bands []string
	for _, item := range n.Content {
		var parts []string
		all := entriesOf(item)
		for i, e := range all {
			write := e.Name + ": " + node.Flow(e.Value)
			if !table.Knows(e.Name) {
				write = cmp.Or(band.byValue(all, i), band.fromWords(all, e))
			}
			if write == "" {
				return ""
			}
			parts = append(parts, write)
		}
		if parts == nil {
			return ""
		}
		bands = append(bands, "{"+strings.Join(parts, ", ")+"}")
	}
	return "bands: [" + strings.Join(bands, ", ") + "]"
}

// entriesOf are the entries of a mapping as they stand.
func entriesOf(n *yaml.Node) (all []node.Entry) {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		all = append(all, node.Entry{Key: n.Content[i], Value: n.Content[i+1], Name: n.Content[i].Value})
	}
	return all
}

// stagesMeant writes a table from stages to scores as stage rules, the highest first.
func stagesMeant(v *yaml.Node) string {
	type stage struct {
		write string
		from  exact.Number
	}
	var all []stage
	for i := 0; i+1 < len(v.Content); i += 2 {
		in, ok := cell.NumberMeant(node.Text(v.Content[i+1]))
		if v.Content[i+1].Kind != yaml.ScalarNode || !ok || in.NoLow {
			return ""
		}
		all = append(all, stage{"- {stage: " + node.Flow(v.Content[i]) + ", metric: score, at_least: " + in.Low.String() + "}", in.Low})
	}
	slices.SortStableFunc(all, func(a, b stage) int { return b.from.Cmp(a.from) })
	var lines []string
	for _, one := range all {
		lines = append(lines, one.write)
	}
	return "stages: and under it " + strings.Join(lines, " and ")
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
		case binMeant(key.Value) != "":
			when = binMeant(key.Value)
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
