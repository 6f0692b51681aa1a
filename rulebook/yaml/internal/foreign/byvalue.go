package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/frameworks"
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
	if write := t.penalties(e); write != "" && t.Table == &keys.Rulebook {
		return write
	}
	if t.Table == &keys.Rulebook && columnsShown(words, e.Value) {
		return "show: " + node.Flow(e.Value) + " for what stands beside the score; or, to declare them, " + t.sectionIn("fields:", e.Value)
	}
	if write := t.sectionIn(template, e.Value); write != "" {
		return write
	}
	if t.Table == &keys.Rulebook && isFramework(e.Name) && e.Value.Kind == yaml.SequenceNode {
		return "frameworks: {" + frameworkName(e.Name) + ": {" + FrameworkMeant(e) + "}}"
	}
	if write := t.alters(all, i, template); write != "" {
		return write
	}
	switch {
	case t.Table == &keys.Rulebook:
		if write := topMeant(e, template); write != "" || !strings.Contains(template, "and under it") {
			return write
		}
		return t.topByShape(e)
	case e.Value.Kind == yaml.ScalarNode && binMeant(e.Value.Value) != "" && t.Table.Operators:
		return binMeant(e.Value.Value)
	case e.Value.Kind == yaml.MappingNode && (strings.HasPrefix(template, "bands: and a list") || template == "points: {n}" && t.Table == &keys.Criterion && len(e.Value.Content) > 2):
		return t.bandsMeant(e.Value)
	case t.Table.Operators && e.Value.Kind == yaml.ScalarNode && IsOperatorName(keyOf(template)) && comparedMeant(e.Value.Value) != "" && sayingOf(wordsOf(e.Name)).compared() == "" && !strings.HasPrefix(template, "count") && !negated:
		if aged := comparedMeant(e.Value.Value + " days"); strings.HasSuffix(template, "{d}") && aged != "" && strings.Trim(e.Value.Value, "<>= 0123456789") == "" {
			return aged // days_ago: "<30"
		}
		return comparedMeant(e.Value.Value)
	case t.Table == &keys.Criterion && (indexOf(all, "each") >= 0 || indexOf(all, "bands") >= 0) && (template == "at_most: {n}" || template == "at_least: {n}") && !negated:
		return map[string]string{"at_most: {n}": "max: ", "at_least: {n}": "min: "}[template] + writtenNumber(e.Value, false)
	case t.Table == &keys.Stage && template == "out: {t}" && e.Value.Kind == yaml.MappingNode:
		return "out: true, when: " + t.placedCondition(e.Value)
	case t.Table.Operators && e.Value.Kind == yaml.SequenceNode && fieldLists[words] && indexOf(all, "field") < 0:
		return anyField(all, e.Value)
	case t.Table == &keys.Framework && strings.HasPrefix(template, "elements"):
		return ""
	case t.Table == &keys.Criterion && e.Value.Kind == yaml.ScalarNode && pointsGiven(e.Value.Value) != "" && indexOf(all, "points") < 0 && keyOf(template) != "name" && keyOf(template) != "why":
		return pointsGiven(e.Value.Value)
	case (keyOf(template) == "name" || keyOf(template) == "why" || template == "") && slices.Contains(ruleWords, words):
		if write := t.lineByShape(all, e); t.Table.Operators && write != "" {
			return write
		}
	case e.Value.Kind == yaml.MappingNode && len(e.Value.Content) == 2 && t.Table.Operators && t.fieldInside(all, e, template) != "":
		return t.fieldInside(all, e, template)
	case t.Table == &keys.Stage && e.Value.Kind == yaml.ScalarNode && dialect()["stage rule"][fold.Text(e.Value.Value)] == "out: {t}":
		return "out: true"
	case t.Table == &keys.Criterion && (template == "max: {n}" || template == "min: {n}") && boundWords[words] && indexOf(all, "each") < 0 && indexOf(all, "bands") < 0 && t.FieldOf(all) != "" && cellIsNumber(e.Value):
		return map[string]string{"max: {n}": "at_most: ", "min: {n}": "at_least: "}[template] + writtenNumber(e.Value, false)
	case t.Table.Operators && template == "" && functions[strings.ToLower(e.Name)] != "" && e.Value.Kind != yaml.MappingNode:
		return functions[strings.ToLower(e.Name)] + ": " + node.Flow(e.Value)
	case t.Table == &keys.Criterion && template == "each: {n}" && isTruth(e.Value) && indexOf(all, "points") >= 0:
		return "each: " + node.Flow(all[indexOf(all, "points")].Value) + " in place of points and " + e.Name
	case words == "sign" && t.Table == &keys.Criterion && strings.HasPrefix(fold.Text(node.Text(e.Value)), "neg"), words == "sign" && node.Text(e.Value) == "-":
		return negativePoints(all)
	case words == "dimension" && template == "field: {v}" && ownField(all):
		return "group: " + node.Flow(e.Value)
	case t.Table == &keys.Test && template == "want: {v}" && WantMeant(e.Value) != "":
		return WantMeant(e.Value)
	case (t.Table == &keys.Group || t.Table == &keys.Score) && isPair(e.Value) && (template == "max: {n}" || template == "min: {n}"):
		return "min: " + endWritten(e.Value, false) + ", max: " + endWritten(e.Value, true)
	case template == "known: {t}" && e.Value.Kind != yaml.MappingNode && !isTruth(e.Value) && !node.IsNull(e.Value) && slices.Contains(wordsOf(e.Name), "has"):
		return t.filled("has: {v}", all, e, negated)
	case t.Table == &keys.Criterion && perWords(e.Name) && cellIsNumber(e.Value):
		return "each: " + writtenNumber(e.Value, false)
	case t.Table == &keys.Field && (template == "column: {v}" || template == "synonyms: {v}") && e.Value.Kind == yaml.MappingNode:
		return "synonyms: " + spellingsOf(e.Value)
	case t.Table == &keys.Field && words == "source" && strings.HasPrefix(ChoiceMeant(knownBy, node.Text(e.Value), ""), "known_by: "):
		return ChoiceMeant(knownBy, e.Value.Value, "")
	case words == "on" && t.Table.Operators && !isTruth(e.Value) && t.FieldOf(all) == "":
		return "field: " + node.Flow(e.Value)
	case t.Table == &keys.Stage && template == "" && fitAsked(e) != "":
		return fitAsked(e)
	case t.Table == &keys.Stage && t.frameworkAsked(e) != "":
		return t.frameworkAsked(e)
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
	case (template == "is: {v}" || template == "is_not: {v}") && !negated && namesList(words) && strings.ContainsAny(e.Value.Value, ",;|"):
		return strings.TrimSuffix(template, "{v}") + listOperand(strings.NewReplacer(";", ",", "|", ",").Replace(e.Value.Value))
	case template == "points: {-n}" && isTruth(e.Value):
		return negativePoints(all)
	case t.excludes(template) && ownField(all) && ownTests(all) == 0 && !isTruth(e.Value):
		return "is_not: " + node.Flow(e.Value)
	case t.Table == &keys.Stage && template == "stage: {v}" && slices.ContainsFunc(all, func(e node.Entry) bool { return e.Name == "stage" }) && gradeWords[words]:
		return "metric: fit.grade, is: " + cmp.Or(gradesMeantIn(e.Value), node.Flow(e.Value))
	case (template == "is: {v}" || strings.HasPrefix(template, "count: ")) && !negated:
		compared := comparedMeant(e.Value.Value)
		if strings.HasPrefix(template, "count: ") && compared != "" {
			return "count: {" + compared + "}"
		}
		return cmp.Or(compared, relativeMeant(e.Value.Value))
	}
	return ""
}

// namesList reports whether the name of an operator says that several values may follow.
func namesList(words string) bool {
	return slices.ContainsFunc(strings.Fields(words), func(w string) bool {
		return slices.Contains([]string{"list", "one", "any", "in", "either", "among", "none"}, w)
	})
}

// boundWords bound what a field holds where a line counts nothing.
var boundWords = map[string]bool{"minimum value": true, "maximum value": true, "min value": true, "max value": true, "lowest value": true, "highest value": true, "minimum": true, "maximum": true, "upper": true, "lower": true, "upper bound": true, "lower bound": true, "upper limit": true, "lower limit": true, "lowest": true, "highest": true, "最小": true, "最大": true, "最大値": true}

// fieldInside is what to write for an operator that holds the field: term: {Country: JP}.
func (t Translator) fieldInside(all []node.Entry, e node.Entry, template string) string {
	inner, value := e.Value.Content[0].Value, e.Value.Content[1]
	words := strings.Join(wordsOf(e.Name), " ")
	isTest := IsOperatorName(keyOf(template)) || words == "term" || words == "terms" || words == "range" || words == "match" || words == "equals"
	if t.FieldOf(all) != "" || !isTest || inner == "var" || keys.Condition.Knows(inner) && inner != "field" || t.operatorMeant(inner) != "" {
		return ""
	}
	field, tests := node.Written(inner), t.testsMeant(value)
	switch {
	case inner == "field":
		field, tests = node.Flow(value), "known: true"
	case value.Kind != yaml.MappingNode && IsOperatorName(keyOf(template)):
		tests = t.filled(template, all, node.Entry{Name: e.Name, Value: value}, false)
	}
	if tests == "" {
		return ""
	}
	return "field: " + field + ", " + tests
}

// perWords reports whether a name gives points for each one of something: points_per_view. A
// limit is none, per day or in all.
func perWords(name string) bool {
	words := wordsOf(name)
	says := func(all ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(all, w) })
	}
	return len(words) > 1 && says("per", "each", "every", "ごと") && !says("max", "maximum", "limit", "cap", "day", "week", "month", "lead", "min", "half")
}

func cellIsNumber(n *yaml.Node) bool {
	in, ok := cell.NumberMeant(node.Text(n))
	return n.Kind == yaml.ScalarNode && ok && in.IsExact() && !IsAge(n)
}

var fieldLists = map[string]bool{"fields": true, "columns": true, "properties": true, "attributes": true, "any field": true, "headers": true, "field": true, "column": true}

// anyField is what to write for tests of several fields, of which any will do.
func anyField(all []node.Entry, fields *yaml.Node) string {
	var parts []string
	tests := testsOf(all)
	if tests != "" {
		tests = ", " + tests
	}
	for _, field := range fields.Content {
		parts = append(parts, "{field: "+node.Flow(field)+tests+"}")
	}
	write := "when: {any: [" + strings.Join(parts, ", ") + "]}"
	if names := testNames(all); names != nil {
		write += " in place of " + strings.Join(names, ", ")
	}
	return write
}

var knownBy, _ = keys.Field.Key("known_by")

// fitAsked is what to write where a stage rule asks the fit, its grade or the score: min_fit,
// grade_is, score_greater_than_or_equal.
func fitAsked(e node.Entry) string {
	words := wordsOf(e.Name)
	s := sayingOf(words)
	switch about := func(word string) bool { return slices.Contains(words, word) }; {
	case about("grade"):
		op := cmp.Or(s.compared(), "is")
		if op == "above" || op == "below" {
			return ""
		}
		return "metric: fit.grade, " + op + ": " + cmp.Or(gradesMeantIn(e.Value), node.Flow(e.Value))
	case (about("score") || about("points") || about("total")) && (s.compared() != "" || s.has("span")):
		if s.has("span") {
			return "metric: score, between: " + writtenPair(e.Value)
		}
		return "metric: score, " + s.compared() + ": " + writtenNumber(e.Value, false)
	case (about("fit") || about("icp")) && IsGrade(node.Text(e.Value)):
		return "metric: fit.grade, " + cmp.Or(gradeAsked(s), "is") + ": " + strings.ToUpper(node.Text(e.Value))
	case about("fit") || about("icp"):
		return "metric: fit, " + cmp.Or(s.compared(), "at_least") + ": " + cmp.Or(cell.ShareMeant(node.Text(e.Value)), node.Flow(e.Value))
	}
	return ""
}

// spellingsOf are synonyms by their name, where other tools have the name by its spelling:
// {USA: US}.
func spellingsOf(v *yaml.Node) string {
	spellings := map[string][]string{}
	var names []string
	for _, e := range entriesOf(v) {
		if e.Value.Kind != yaml.ScalarNode {
			return node.Flow(v)
		}
		name := node.Flow(e.Value)
		if spellings[name] == nil {
			names = append(names, name)
		}
		spellings[name] = append(spellings[name], node.Flow(e.Key))
	}
	var all []string
	for _, name := range names {
		all = append(all, name+": ["+strings.Join(spellings[name], ", ")+"]")
	}
	return "{" + strings.Join(all, ", ") + "}"
}

// frameworkAsked is what to write where a stage rule asks a built-in framework by its name:
// bant: 3, meddic_qualified: true.
func (t Translator) frameworkAsked(e node.Entry) string {
	words := wordsOf(e.Name)
	builtin, found := frameworks.Lookup(words[0])
	if !found {
		return ""
	}
	metric := "metric: " + builtin.Name
	in, isNumber := cell.NumberMeant(node.Text(e.Value))
	switch op := sayingOf(words[1:]).compared(); {
	case slices.Contains(words, "percent") || slices.Contains(words, "share") || strings.HasSuffix(node.Text(e.Value), "%"):
		return metric + ".share, " + cmp.Or(op, "at_least") + ": " + cmp.Or(cell.ShareMeant(node.Text(e.Value)), node.Flow(e.Value))
	case isNumber && in.IsExact():
		return metric + ".met, " + cmp.Or(op, "at_least") + ": " + in.Low.String()
	case isTruth(e.Value):
		return metric + ".qualified, is: " + node.Flow(e.Value)
	}
	return metric + ".qualified, is: true"
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
		if IsAge(&yaml.Node{Kind: yaml.ScalarNode, Value: rest}) {
			if aged := map[byte]string{'a': "older_than: ", 'b': "within: "}[op.name[0]]; aged != "" && op.name != "at_most" {
				return aged + cell.DurationMeant(rest)
			}
			return map[string]string{"at_most": "within: ", "is": "within: "}[op.name] + cell.DurationMeant(rest)
		}
		if _, isNumber := cell.NumberMeant(rest); !isNumber && !strings.HasPrefix(op.name, "is") || rest == "" || strings.ContainsAny(rest, "()") {
			return ""
		}
		return op.name + ": " + unquotedOperand(rest)
	}
	return ""
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
	case template == "" && slices.Contains(stageWords, strings.Join(words, " ")) && e.Value.Kind == yaml.MappingNode && len(e.Value.Content) == 2 && cellIsNumber(e.Value.Content[1]):
		return "stages: and under it - {stage: " + e.Name + ", metric: score, at_least: " + writtenNumber(e.Value.Content[1], false) + "}"
	case template == "" && last == "fields" && e.Value.Kind == yaml.SequenceNode && len(e.Value.Content) > 0 && e.Value.Content[0].Kind == yaml.ScalarNode:
		return "show: " + node.Flow(e.Value)
	case strings.HasPrefix(template, "frameworks:") && e.Value.Kind == yaml.ScalarNode:
		return Translator{Table: &keys.Rulebook}.spelled("frameworks", e.Value)
	case e.Value.Kind == yaml.MappingNode && isFramework(e.Name):
		meant := FrameworkMeant(e)
		if meant == "" {
			meant = strings.TrimSuffix(strings.TrimPrefix(node.Flow(e.Value), "{"), "}")
		}
		return "frameworks: {" + frameworkName(e.Name) + ": {" + meant + "}}"
	case template == "score: {min: 0, max: 100}" && e.Value.Kind == yaml.ScalarNode:
		return boundsMeant(e.Value)
	case e.Value.Kind != yaml.ScalarNode || !isNumber || !n.IsExact():
	case template == "" && len(words) == 1 && slices.Contains(stageWords, words[0]):
		return "stages: and under it - {stage: " + e.Name + ", metric: score, at_least: " + n.Low.String() + "}"
	case template == "" && len(without(words, boundOfStage)) == 1 && slices.Contains(stageWords, without(words, boundOfStage)[0]):
		return "stages: and under it - {stage: " + stageName(without(words, boundOfStage)[0]) + ", metric: score, at_least: " + n.Low.String() + "}"
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

func isFramework(name string) bool {
	_, found := frameworks.Lookup(name)
	return found
}

// stageWords are what people call stages.
var stageWords = []string{"hot", "warm", "cold", "mql", "sql", "sal", "pql", "mqa", "high", "medium", "low", "tier1", "tier2", "tier3", "qualified", "a", "b", "c", "d"}

// bandListMeant writes a list of bands in our words: [{min: 0, max: 10, points: 1}], [[0, 10, 1]].
func (t Translator) bandListMeant(n *yaml.Node) string {
	table := &keys.PointsBand
	if t.Table != &keys.Criterion {
		table = &keys.ShareBand
	}
	var bands []writtenBand
	own := false
	for _, item := range n.Content {
		one, from := t.bandMeant(item, t.of(table))
		if last := n.Content[len(n.Content)-1]; item == last && cellIsNumber(item) && len(n.Content) > 1 {
			one, from = t.bandOf("else", item) // [{at_least: 100, points: 10}, 0]
		}
		if one == "" {
			return ""
		}
		bands, own = append(bands, writtenBand{from, "{" + one + "}"}), own || from == nil
	}
	if !own {
		slices.SortStableFunc(bands, writtenBand.compare)
	}
	return bandsWritten(bands)
}

// writtenBand is a band in our words, and where it begins; nil where it has keys of its own.
type writtenBand struct {
	from  *exact.Interval
	write string
}

// compare puts what begins higher first, and what begins nowhere last.
func (a writtenBand) compare(b writtenBand) int {
	if a.from.NoLow != b.from.NoLow {
		return map[bool]int{true: 1, false: -1}[a.from.NoLow]
	}
	return b.from.Low.Cmp(a.from.Low)
}

func bandsWritten(bands []writtenBand) string {
	var all []string
	for _, b := range bands {
		all = append(all, b.write)
	}
	return "bands: [" + strings.Join(all, ", ") + "]"
}

// bandMeant is one band in our words: a mapping, a list whose last entry is what it earns, or
// a text such as "100-500: 10".
func (t Translator) bandMeant(item *yaml.Node, band Translator) (string, *exact.Interval) {
	switch n := len(item.Content); {
	case item.Kind == yaml.MappingNode && n == 2 && comparedMeant(item.Content[0].Value) != "" && item.Content[1].Kind == yaml.ScalarNode:
		return t.bandOf(item.Content[0].Value, item.Content[1])
	case item.Kind == yaml.MappingNode && n == 2 && !band.Table.Knows(item.Content[0].Value) && item.Content[1].Kind == yaml.ScalarNode && band.fromWords(entriesOf(item), entriesOf(item)[0]) == "":
		return t.bandOf(item.Content[0].Value, item.Content[1])
	case item.Kind == yaml.MappingNode:
		return band.inOurKeys(item), nil
	case item.Kind == yaml.SequenceNode && n == 2:
		return t.bandOf(item.Content[0].Value, item.Content[1])
	case item.Kind == yaml.SequenceNode && n == 3:
		return t.bandOf(item.Content[0].Value+"-"+item.Content[1].Value, item.Content[2])
	case item.Kind == yaml.ScalarNode:
		if found := packedBand().FindStringSubmatch(item.Value); found != nil {
			return t.bandOf(found[1], &yaml.Node{Kind: yaml.ScalarNode, Value: found[2]})
		}
	}
	return "", nil
}

var packedBand = lazyre.New(`^(.+?)\s*(?::|=>|->|→|=)\s*(-?[0-9.]+%?)\s*(?:points|pts|点)?$`)

// otherwiseWords stand in tables for all that no other entry names.
var otherwiseWords = []string{"default", "else", "otherwise", "other", "others", "*", "rest", "_", "any", "その他", "それ以外", "catch_all"}

// bandOf is one band for a value, an interval or a comparison and what it earns; from is where
// it begins.
func (t Translator) bandOf(key string, value *yaml.Node) (band string, from *exact.Interval) {
	earns := "points: "
	earned := strings.TrimSuffix(node.Flow(value), "%")
	if t.Table != &keys.Criterion {
		earns, earned = "share: ", cmp.Or(cell.ShareMeant(node.Text(value)), earned+"%")
	} else if in, ok := cell.NumberMeant(earned); ok && in.IsExact() {
		earned = in.Low.String()
	}
	in, isNumber := cell.NumberMeant(key)
	when := "is: " + node.Written(key) + ", "
	switch {
	case slices.Contains(otherwiseWords, fold.Text(key)):
		when, in = "", exact.Interval{NoLow: true, NoHigh: true}
	case binMeant(key) != "":
		when = binMeant(key) + ", "
	case comparedMeant(key) != "":
		when = comparedMeant(key) + ", "
		in, _ = cell.NumberMeant(strings.TrimLeft(key, "<>=≥≤ "))
		if strings.HasPrefix(when, "below") || strings.HasPrefix(when, "at_most") {
			in.NoLow = true
		}
	case isNumber && (in.IsExact() || in.NoHigh):
		when = "at_least: " + in.Low.String() + ", "
	case isNumber && in.NoLow:
		when = "at_most: " + in.High.String() + ", "
	case isNumber:
		when = "between: [" + in.Low.String() + ", " + in.High.String() + "], "
	}
	return when + earns + earned, &in
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

// bandsMeant writes a table from values to points as bands, the highest numbers first and
// what is left over last.
func (t Translator) bandsMeant(n *yaml.Node) string {
	var bands []writtenBand
	for _, e := range entriesOf(n) {
		if e.Value.Kind == yaml.MappingNode { // {small: {max: 100, points: 5}}
			one, _ := t.bandMeant(e.Value, t.of(&keys.PointsBand))
			if t.Table != &keys.Criterion {
				one, _ = t.bandMeant(e.Value, t.of(&keys.ShareBand))
			}
			if one == "" {
				return ""
			}
			bands = append(bands, writtenBand{nil, "{" + one + "}"})
			continue
		}
		if e.Value.Kind != yaml.ScalarNode {
			return ""
		}
		write, from := t.bandOf(e.Key.Value, e.Value)
		bands = append(bands, writtenBand{from, "{" + write + "}"})
	}
	if !slices.ContainsFunc(bands, func(b writtenBand) bool { return b.from == nil }) {
		slices.SortStableFunc(bands, writtenBand.compare)
	}
	return bandsWritten(bands)
}

// relativeMeant reads a date that is told by how long ago it was, as queries have it:
// LAST_N_DAYS:30.
func relativeMeant(text string) string {
	age := cell.QueriedAge(text)
	if asked := cell.AgeAsked(text); age == "" && asked != "" {
		return asked
	}
	switch {
	case age == "":
		return ""
	case strings.HasPrefix(fold.Text(text), "next"):
		return "within_next: " + age
	}
	return "within: " + age
}
