// Package foreign knows the words of other tools: what CRM systems, spreadsheets, SQL and
// people call keys, operators, conditions and values, and how a rulebook writes them. A message
// about an unknown key ends in what it finds.
package foreign

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// The words of other tools, and what they are called here.
//
//go:embed dialect.tsv
var dialectTable string

// dialect gives, for each mapping by its title, the texts to write for foreign words.
var dialect = sync.OnceValue(readDialect)

// stemmed are words without their endings: weighting and weights are weight.
func stemmed(words []string) string {
	var all []string
	for _, word := range words {
		for _, ending := range []string{"ings", "ing", "ers", "ed", "es", "er", "s", "e"} {
			if stem, found := strings.CutSuffix(word, ending); found && len(stem) > 2 {
				word = stem
				break
			}
		}
		all = append(all, word)
	}
	return strings.Join(all, " ")
}

// rowOf is the row of a mapping for words, in whatever form they stand; "" for none.
func rowOf(m *keys.Mapping, words []string) string {
	table := dialect()[m.Title]
	if write := cmp.Or(table[strings.Join(words, " ")], table["~"+stemmed(words)]); write != "" || len(words) != 2 {
		return write
	}
	return table[words[1]+" "+words[0]] // score_min
}

// linePlaces are the mappings that take a condition.
var linePlaces = []string{"criterion", "band of points", "band of shares", "attribute", "element", "stage rule", "condition", "count", "wanted value"}

func readDialect() map[string]map[string]string {
	table := map[string]map[string]string{}
	for line := range strings.Lines(dialectTable) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(columns) != 3 {
			continue
		}
		var places []string
		for place := range strings.SplitSeq(columns[1], ", ") {
			switch place {
			case "line":
				places = append(places, linePlaces...)
			case "about":
				places = append(places, linePlaces[:7]...)
			case "band":
				places = append(places, "band of points", "band of shares")
			default:
				places = append(places, place)
			}
		}
		for _, place := range places {
			stems := map[string][2]string{}
			if table[place] == nil {
				table[place] = map[string]string{}
			}
			for word := range strings.SplitSeq(columns[0], "|") {
				table[place][word] = columns[2] // a later line is about fewer mappings
				stems["~"+stemmed(strings.Fields(word))] = [2]string{word, columns[2]}
			}
			for stem, row := range stems {
				if table[place][stem] == "" || table[place][row[0]] == row[1] {
					table[place][stem] = row[1]
				}
			}
		}
	}
	return table
}

// fillers say nothing in the names of operators, measures only of what unit a value is, and
// negations turn them round.
var (
	fillers   = []string{"is", "are", "be", "was", "does", "do", "did", "the", "to", "than", "of", "value", "values", "should"}
	measures  = []string{"x", "n", "day", "days", "week", "weeks", "month", "months", "year", "years"} // of an age, in the name of an operator
	negations = []string{"not", "non", "doesnt", "isnt", "dont", "without", "never", "arent", "cannot"}
)

// wordsOf parts a foreign name: greaterThan and greater_than are two words, $gte and
// gte? are one.
func wordsOf(name string) []string {
	var spaced strings.Builder
	before := ' '
	runes := []rune(strings.ReplaceAll(bareOf(name), "'", ""))
	for i, r := range runes {
		begins := unicode.IsLower(before) || unicode.IsUpper(before) && i+1 < len(runes) && unicode.IsLower(runes[i+1])
		if unicode.IsUpper(r) && begins || isSign(r) != isSign(before) && before != ' ' {
			spaced.WriteByte(' ')
		}
		spaced.WriteRune(r)
		before = r
	}
	parted := strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(fold.Text(spaced.String()))
	if words := strings.Fields(parted); len(words) > 0 {
		return words
	}
	return []string{fold.Text(name)}
}

// bareOf is a name without the signs that other languages put before and behind names.
func bareOf(name string) string {
	if bare := strings.TrimSuffix(strings.TrimLeft(name, "$@:#*"), "?"); strings.ContainsFunc(bare, unicode.IsLetter) {
		return bare
	}
	return name
}

// isSign reports whether a character is one of those that compare.
func isSign(r rune) bool { return strings.ContainsRune("<>=!~≥≤", r) }

func without(words, drop []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(drop, w) })
}

// inOurWords is the text to write for a foreign name in this mapping, by the table or else
// by what its words say; "" for none. Where the name says not, it is to be turned round.
func inOurWords(m *keys.Mapping, name string) (write string, negated bool) {
	if write, negated = byTable(m, name); write != "" {
		return write, negated
	}
	if write = byPart(m, wordsOf(name)); write != "" {
		return write, false
	}
	write, negated, rest := composedIn(m, wordsOf(name))
	if len(rest) > 0 {
		return "", false
	}
	return write, negated
}

// byTable is inOurWords by the table.
func byTable(m *keys.Mapping, name string) (write string, negated bool) {
	for _, ending := range []string{"である", "です", "の場合"} {
		name = cmp.Or(strings.TrimSuffix(name, ending), name)
	}
	all := wordsOf(name)
	if positive := japaneseNegations[name]; positive != "" {
		write, _ := byTable(m, positive)
		return write, true
	}
	look := func(words []string) string {
		if len(words) == 0 {
			return ""
		}
		if write := conjugated(m, words); write != "" {
			return write
		}
		if write := dialect()[m.Title][strings.Join(words, " ")]; write != "" {
			return write
		}
		if own := strings.Join(words, "_"); own != name && m.Knows(own) && !slices.Contains([]string{"all", "any", "not", "missing"}, own) {
			return own + ": " + placeFor(own)
		}
		return rowOf(m, words)
	}
	if write := look(all); write != "" {
		return write, false
	}
	if write := look(without(all, fillers)); write != "" && !saysNot(all) {
		return write, false
	}
	if write := look(without(all, append(slices.Clone(fillers), measures...))); write != "" && !saysNot(all) {
		return write, false
	}
	if write := withoutOwner(all, look); write != "" && !saysNot(all) {
		return write, false
	}
	if !saysNot(all) || !m.Operators {
		return "", false
	}
	rest := without(all, append(slices.Clone(negations), fillers...))
	if len(rest) == 0 { // is not
		return "is: {v}", true
	}
	return look(rest), true
}

// placeFor is the placeholder for the value of one of our keys.
func placeFor(name string) string {
	op, _ := match.LookupOperator(name)
	switch op.Operand {
	case match.OperandPair:
		return "{p}"
	case match.OperandDays:
		return "{d}"
	}
	return "{v}"
}

// conjugated is the text to write for words of which the first is in another form than in
// the table: contain any.
func conjugated(m *keys.Mapping, words []string) string {
	table, phrase := dialect()[m.Title], strings.Join(words, " ")
	if table[phrase] != "" || len(words) < 2 {
		return ""
	}
	first, isPlural := strings.CutSuffix(words[0], "s")
	if !isPlural {
		first += "s"
	}
	return table[first+" "+strings.Join(words[1:], " ")]
}

// Owners say whose a field or a score is: prospect_field, lead_score. Sums say that something
// is about points: points_to_add.
var (
	owners = []string{"person", "lead", "prospect", "contact", "account", "company", "deal", "opportunity", "user", "customer", "member", "data", "custom", "crm", "object", "record", "total", "overall", "current", "final", "profile", "source", "form"}
	sums   = []string{"points", "point", "pts", "score"}
)

// withoutOwner looks for a foreign name without what it says of its owner, where what is
// left names a field, points or a score.
func withoutOwner(all []string, look func([]string) string) string {
	rest := without(all, append(slices.Clone(fillers), owners...))
	write := look(rest)
	if strings.HasPrefix(write, "field: {v}") || strings.HasPrefix(write, "has: ") || slices.Contains(rest, "score") || slices.Contains(rest, "points") {
		if write != "" {
			return write
		}
	}
	if bare := without(rest, sums); len(bare) < len(rest) && len(bare) > 0 {
		if write := look(bare); strings.HasPrefix(write, "points: ") || strings.HasPrefix(write, "max: ") || strings.HasPrefix(write, "min: ") {
			return write
		}
	}
	return ""
}

// japaneseNegations are the words whose opposite these are.
var japaneseNegations = map[string]string{"!~": "~", "!~*": "~", "!^": "^", "含まない": "含む", "含まれない": "含まれる", "一致しない": "一致", "始まらない": "前方一致", "終わらない": "後方一致"}

func saysNot(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(negations, w) })
}

// opposites are words of which one turns the meaning of the other round.
var opposites = [][2][]string{
	{negations, nil},
	{{"last", "past", "ago", "since", "older"}, {"next"}},
	{{"min", "minimum", "least", "above", "greater", "more", "over"}, {"most", "below", "less", "max"}},
	{{"any", "one"}, {"all"}},
	{{"before", "earlier"}, {"after", "later"}},
	{{"true", "known"}, {"false", "unknown"}},
	{{"max", "most", "below", "less", "maximum"}, {"least", "above", "min"}},
}

// TurnsRound reports whether a suggestion says the opposite of what was written.
func TurnsRound(name, right string) bool {
	written, suggested := wordsOf(name), wordsOf(right)
	has := func(words, of []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(of, w) })
	}
	if has(written, negations) != has(suggested, negations) {
		return true
	}
	for _, pair := range opposites[1:] {
		if has(written, pair[0]) && has(suggested, pair[1]) || has(written, pair[1]) && has(suggested, pair[0]) {
			return true
		}
	}
	return false
}

// Translator says how a rulebook writes what stands in one of its mappings in the words
// of other tools.
type Translator struct {
	Table *keys.Mapping // what the mapping is
	Field string        // of the line that is being read; "" outside of lines

	Metrics  bool                     // metrics have a place here
	depth    int                      // how many mappings deep in a value it is
	Declared map[string]rulebook.Type // the fields of the rulebook, by their names in the normal form
}

// Instead is the text to write in place of the entry all[i], whose key is unknown, and
// the keys that it would add.
func (t Translator) Instead(all []node.Entry, i int) (write string, adds []string) {
	e := all[i]
	if t.isJunction(all, i) {
		if conditionsIn(all) < 0 {
			return "leave " + e.Name + " out: a list after an operator means any of them", nil
		}
		return "leave " + e.Name + " out: all or any stands before the list of conditions", nil
	}
	if write = t.attributesMeant(all, i); write != "" {
		return write, addedBy(t, write)
	}
	write, adds = t.instead(all, i)
	for _, about := range []string{"metric", "field"} {
		if at := indexOf(all, about); at >= 0 && at != i && keyOf(write) == about && strings.Contains(write, ", ") {
			if other := "metric: " + node.Flow(all[at].Value); about == "metric" && aboutOf(write) != other && ownTests(all) > 0 {
				write = "when: {all: [{" + OwnCondition(all) + "}, {" + write + "}]} in place of metric, " + strings.Join(testNames(all), ", ")
				return write, addedBy(t, write)
			}
			_, write, _ = strings.Cut(write, ", ") // of what the line is about it says enough
		}
	}
	if keyOf(write) == "field" && t.alreadyThere(all, write) == "field" && ownTests(all) == 0 && t.Table.Operators {
		if tests := t.testsMeant(all[i].Value); tests != "" { // visits_web_page: /pricing
			return tests, addedBy(t, tests)
		}
	}
	if joined := t.besideOwn(all, write); joined != "" {
		return joined, addedBy(t, joined)
	}
	if there := t.alreadyThere(all, write); there != "" {
		return "leave " + e.Name + " out, as " + there + " stands there already, or write it after a #", nil
	}
	return write, adds
}

// alreadyThere is the key that a text to write would add though the line has it, and that
// stands once in a line; "" for none.
func (t Translator) alreadyThere(all []node.Entry, write string) string {
	name := keyOf(write)
	if _, isKey := t.Table.Key(name); !isKey || strings.Contains(write, " in place of ") || t.Table == &keys.Rulebook {
		return ""
	}
	if at := indexOf(all, name); at >= 0 && all[at].Value != nil && !node.IsNull(all[at].Value) {
		return name
	}
	return ""
}

// junctions are keys that say, beside a list of conditions, whether all or any must hold.
var junctions = map[string]string{"all": "all", "and": "all", "every": "all", "any": "any", "or": "any", "some": "any", "one": "any"}

// isJunction reports whether all[i] says how the conditions of a list beside it are joined.
func (t Translator) isJunction(all []node.Entry, i int) bool {
	e := all[i]
	return e.Value.Kind == yaml.ScalarNode && junctions[fold.Text(e.Value.Value)] != "" && !t.Table.Knows(e.Name) &&
		(conditionsIn(all) >= 0 || junctions[fold.Text(e.Value.Value)] == "any" && ownTests(all) > 0 && t.FieldOf(all) != "")
}

// conditionsIn finds a list of conditions among the entries of a line.
func conditionsIn(all []node.Entry) int {
	return slices.IndexFunc(all, func(e node.Entry) bool {
		return e.Value != nil && e.Value.Kind == yaml.SequenceNode && len(e.Value.Content) > 0 && e.Value.Content[0].Kind == yaml.MappingNode
	})
}

// junctionOf is all or any, as a key beside a list of conditions says.
func junctionOf(all []node.Entry) string {
	for _, e := range all {
		if e.Value != nil && e.Value.Kind == yaml.ScalarNode && junctions[fold.Text(e.Value.Value)] != "" {
			return junctions[fold.Text(e.Value.Value)]
		}
	}
	return "all"
}

// instead is Instead without regard to what stands there already.
func (t Translator) instead(all []node.Entry, i int) (write string, adds []string) {
	e := all[i]
	if write = t.byValue(all, i); write != "" {
		return write, addedBy(t, write)
	}
	if t.Table.Operators && t.Table != &keys.Count {
		write = t.asLogic(logicMeant(e.Name, e.Value))
	}
	if write == "" {
		write = t.combined(all, i)
	}
	if write == "" {
		write = t.fromPair(all, i)
	}
	if write == "" {
		write = perOne(all, e)
	}
	if write == "" {
		write = t.fromWords(all, e)
	}
	if write == "" {
		write = t.fieldMeant(all, e)
	}
	if write == "" {
		write = t.fromParts(all, e)
	}
	if write == "" {
		write = t.byShape(all, e)
	}
	return write, addedBy(t, write)
}

// asLogic puts a condition where this mapping takes it.
func (t Translator) asLogic(meant string) string {
	if strings.HasPrefix(meant, "all: ") || strings.HasPrefix(meant, "any: ") || strings.HasPrefix(meant, "not: ") {
		return t.asCondition(meant)
	}
	return meant
}

// fromWords is what to write for a foreign name by the table of words.
func (t Translator) fromWords(all []node.Entry, e node.Entry) string {
	template, negated := inOurWords(t.Table, e.Name)
	if template == "" || !t.fits(template, e.Value) {
		return ""
	}
	if write := t.unread(template, all, e); write != "" {
		return write
	}
	if template == "contains: {v}" || template == "is: {v}" {
		template = cmp.Or(fromWildcards(e.Value), template)
	}
	return t.filled(template, all, e, negated)
}

// addedBy are the keys that a text to write would add.
func addedBy(t Translator, write string) (adds []string) {
	for _, found := range addedKey().FindAllStringSubmatch(atTop(write), -1) {
		if t.Table.Knows(found[1]) {
			adds = append(adds, found[1])
		}
	}
	return adds
}

var addedKey = lazyre.New(`(?:^|, )([a-z_]+):`)

// atTop leaves out what stands in brackets and braces.
func atTop(text string) string {
	var b strings.Builder
	depth := 0
	for _, r := range text {
		switch r {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// combined is what to write for and, or and not beside what a line has of its own.
func (t Translator) combined(all []node.Entry, i int) string {
	e := all[i]
	kind := map[string]string{"all every": "all", "and": "all", "&&": "all", "&": "all", "every": "all", "both": "all", "すべて": "all", "かつ": "all",
		"or": "any", "||": "any", "|": "any", "some": "any", "または": "any", "all": "all", "any": "any", "not": "not", "!": "not", "none": "not", "nor": "not", "unless": "not", "except when": "not", "except if": "not", "if not": "not", "when not": "not", "except": "not", "either": "any", "must": "all", "should": "any", "must not": "not", "filter": "all", "filters": "all", "filter groups": "any", "filter group": "all", "at least one": "any", "minimum should": "any"}[strings.Join(without(wordsOf(e.Name), []string{"of", "match", "matches", "conditions", "following", "if", "when", "criteria", "rules"}), " ")]
	if words := wordsOf(e.Name); len(words) > 1 && kind == "not" && e.Value.Kind == yaml.ScalarNode && words[len(words)-1] != "not" && ConditionMeant(e.Value.Value, false) == "" {
		return "" // not_matches: ^VP
	}
	if len(wordsOf(e.Name)) > 1 && kind != "not" && conditionsIn(all[i:i+1]) < 0 && e.Value.Kind != yaml.MappingNode {
		return ""
	}
	if kind == "" || !t.Table.Operators || t.Table == &keys.Count || t.Table == &keys.Want {
		return ""
	}
	value := t.combinedValue(e.Value)
	if kind == "not" {
		if meant := ConditionMeant(e.Value.Value, t.Table == &keys.Stage); e.Value.Kind == yaml.ScalarNode && meant != "" {
			return t.asCondition("not: {" + meant + "}")
		}
		if e.Value.Kind == yaml.SequenceNode && len(e.Value.Content) > 0 && e.Value.Content[0].Kind == yaml.MappingNode {
			return t.asCondition("not: {any: " + value + "}")
		}
		if e.Value.Kind != yaml.MappingNode {
			return t.filled("is: {v}", all, e, true)
		}
		return t.asCondition("not: " + aboutField(value, t.FieldOf(all)))
	}
	switch own := t.ownMeant(all); {
	case e.Value.Kind == yaml.ScalarNode:
		return ""
	case e.Value.Kind == yaml.MappingNode && own != "":
		value = "[{" + own + "}, " + value + "]"
	case e.Value.Kind == yaml.MappingNode:
		value = "[" + value + "]"
	case own != "":
		value = "[{" + own + "}, " + strings.TrimPrefix(value, "[")
	}
	return t.asCondition(kind + ": " + value)
}

// aboutField is a condition in braces, with the field of the line that it stands in where it
// names none.
func aboutField(condition, field string) string {
	if tests := strings.TrimPrefix(condition, "{"); field != "" && IsOperatorName(keyOf(tests)) {
		return "{field: " + field + ", " + tests
	}
	return condition
}

// combinedValue is what stands after and, or and not in our words: conditions.
func (t Translator) combinedValue(v *yaml.Node) string {
	switch {
	case v.Kind == yaml.MappingNode:
		return t.placedCondition(v)
	case v.Kind == yaml.SequenceNode && len(v.Content) > 0 && v.Content[0].Kind == yaml.MappingNode:
		return t.ConditionsMeant(v)
	}
	return node.Flow(v)
}

// ownMeant is OwnCondition in our words.
func (t Translator) ownMeant(all []node.Entry) string {
	var parts []string
	for i, e := range all {
		_, isOther := combinations[e.Name]
		if t.Table.Knows(e.Name) || isOther || e.Value == nil || e.Value.Kind != yaml.ScalarNode && conditionsIn(all[i:i+1]) >= 0 {
			continue
		}
		if write := t.fromWords(all, all[i]); IsOperatorName(keyOf(write)) || keyOf(write) == "field" || keyOf(write) == "metric" {
			parts = append(parts, write)
		}
	}
	if own := OwnCondition(all); own != "" {
		parts = append([]string{own}, parts...)
	}
	return strings.Join(parts, ", ")
}

var combinations = map[string]bool{"all": true, "any": true, "not": true, "and": true, "or": true}

// asCondition puts a combination where this mapping takes it.
func (t Translator) asCondition(text string) string {
	if t.Table == &keys.Condition {
		return text
	}
	return "when: {" + text + "}"
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

// isOperatorKey reports whether an entry names an operator whose value stands in a key of its
// own.
func (t Translator) isOperatorKey(e node.Entry) bool {
	if e.Value == nil || e.Value.Kind != yaml.ScalarNode {
		return false
	}
	switch fold.Text(e.Name) {
	case "operator", "op", "comparison", "comparator", "operation", "演算子":
		return true
	case "condition", "constraint", "criteria", "rule", "match", "test", "logic", "条件": // may hold something else
		return t.operatorMeant(e.Value.Value) != ""
	}
	return false
}

// operatorMeant is the text to write for the name of an operator; "" for none.
func (t Translator) operatorMeant(name string) string {
	if _, ours := match.LookupOperator(name); ours {
		return name + ": {v}"
	}
	template, _ := inOurWords(t.Table, name)
	if first, _, _ := strings.Cut(template, ":"); !IsOperatorName(first) {
		return ""
	}
	return template
}

// IsOperatorName reports whether a name is one of our operators.
func IsOperatorName(name string) bool {
	_, ours := match.LookupOperator(name)
	return ours
}

// fromPair is what to write for an operator and its value in keys of their own.
func (t Translator) fromPair(all []node.Entry, i int) string {
	e := all[i]
	if !t.isOperatorKey(e) {
		return ""
	}
	template := t.operatorMeant(e.Value.Value)
	if template == "" {
		return ""
	}
	_, negated := inOurWords(t.Table, e.Value.Value)
	value := node.Entry{Value: &yaml.Node{Kind: yaml.ScalarNode, Value: "VALUE"}}
	if at := operandOf(all); at >= 0 {
		value = all[at]
	}
	instead := " in place of " + e.Name
	if at := operandOf(all); at >= 0 {
		instead += " and " + all[at].Name
	}
	if second := secondOperandOf(all); second >= 0 && strings.HasPrefix(template, "between") {
		return "between: [" + node.Flow(value.Value) + ", " + node.Flow(all[second].Value) + "]" + instead + " and " + all[second].Name
	}
	value.Name = e.Value.Value
	if (template == "is: {v}" || template == "contains: {v}" || template == "has: {v}") && value.Value.Kind == yaml.ScalarNode && strings.ContainsAny(value.Value.Value, ";,|") {
		template = keyOf(template) + ": " + listOperand(strings.NewReplacer(";", ",", "|", ",").Replace(value.Value.Value))
	}
	if template == "contains: {v}" {
		template = cmp.Or(fromWildcards(value.Value), template)
	}
	return t.filled(template, all, value, negated && !IsOperatorName(e.Value.Value)) + instead
}

// perOne is what to write for "points: 2, per: 1".
func perOne(all []node.Entry, e node.Entry) string {
	points := slices.IndexFunc(all, func(e node.Entry) bool { return e.Name == "points" })
	if fold.Text(e.Name) != "per" && fold.Text(e.Name) != "for each" {
		return ""
	}
	if points < 0 {
		points = slices.IndexFunc(all, func(e node.Entry) bool {
			template, _ := inOurWords(&keys.Criterion, e.Name)
			return template == "points: {n}" && cellIsNumber(e.Value)
		})
	}
	if points >= 0 && cellIsNumber(e.Value) && cellIsNumber(all[points].Value) {
		if each := divided(node.Text(all[points].Value), node.Text(e.Value)); each != "" {
			return "each: " + each + " in place of " + all[points].Name + " and " + e.Name
		}
	}
	if points < 0 && cellIsNumber(e.Value) && indexOf(all, "field") >= 0 {
		return "each: " + writtenNumber(e.Value, false)
	} else if points < 0 {
		return ""
	}
	return "each: " + node.Flow(all[points].Value) + " in place of points and " + e.Name
}

// operandOf finds the value that belongs to an operator in a key of its own.
func operandOf(all []node.Entry) int {
	return slices.IndexFunc(all, func(e node.Entry) bool {
		return slices.Contains([]string{"value", "values", "operand", "threshold", "target", "値", "lowvalue", "low value", "low", "lower", "value1", "from", "start", "rhs", "right", "args", "arguments", "params", "compare to", "expected"}, strings.Join(wordsOf(e.Name), " "))
	})
}

// secondOperandOf finds the second value of an operator that takes two.
func secondOperandOf(all []node.Entry) int {
	return slices.IndexFunc(all, func(e node.Entry) bool {
		return slices.Contains([]string{"highvalue", "high value", "high", "upper", "value2", "value 2", "second value", "max value", "to", "end"}, strings.Join(wordsOf(e.Name), " ")) ||
			slices.Contains([]string{"highvalue", "value2"}, fold.Text(e.Name))
	})
}

// IsOperand reports whether all[i] belongs to an operator in a key of its own.
func (t Translator) IsOperand(all []node.Entry, i int) bool {
	return (operandOf(all) == i || secondOperandOf(all) == i) && slices.ContainsFunc(all, t.isOperatorKey)
}

// namesField tells whether a key that is none of ours is one of another tool for field.
func namesField(table *keys.Mapping, name string) bool {
	template, _ := inOurWords(table, name)
	return template == "field: {v}"
}

// FieldOf is the field of a line, however it is called.
func (t Translator) FieldOf(all []node.Entry) string {
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
