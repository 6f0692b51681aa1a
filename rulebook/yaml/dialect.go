package yaml

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
)

// The words of other tools, and what they are called here.
//
//go:embed dialect.tsv
var dialectTable string

// dialect gives, for each mapping by its title, the texts to write for foreign words.
var dialect = sync.OnceValue(readDialect)

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
			if table[place] == nil {
				table[place] = map[string]string{}
			}
			for word := range strings.SplitSeq(columns[0], "|") {
				table[place][word] = columns[2] // a later line is about fewer mappings
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

// wordsOf parts a foreign name: greaterThan and greater_than are two words.
func wordsOf(name string) []string {
	var spaced strings.Builder
	before := ' '
	for _, r := range strings.ReplaceAll(name, "'", "") {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
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

func without(words, drop []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(drop, w) })
}

// inOurWords is the text to write for a foreign name in this mapping; "" for none. Where
// the name says not, what it denies stands after "not ".
func (m *mapping) inOurWords(name string) (write string, negated bool) {
	all := wordsOf(name)
	if positive := japaneseNegations[name]; positive != "" {
		write, _ := m.inOurWords(positive)
		return write, true
	}
	look := func(words []string) string {
		if len(words) == 0 {
			return ""
		}
		if write := dialect()[m.title][strings.Join(words, " ")]; write != "" {
			return write
		}
		if own := strings.Join(words, "_"); own != name && m.knows(own) && !slices.Contains([]string{"all", "any", "not", "missing"}, own) {
			return own + ": {v}"
		}
		return ""
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
	if !saysNot(all) || !m.operators {
		return "", false
	}
	rest := without(all, append(slices.Clone(negations), fillers...))
	if len(rest) == 0 { // is not
		return "is: {v}", true
	}
	return look(rest), true
}

// japaneseNegations are the words whose opposite these are.
var japaneseNegations = map[string]string{"含まない": "含む", "含まれない": "含まれる", "一致しない": "一致", "始まらない": "前方一致", "終わらない": "後方一致"}

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

// turnsRound reports whether a suggestion says the opposite of what was written.
func turnsRound(name, right string) bool {
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

// instead is the text to write in place of the entry all[i], whose key is unknown, and
// the keys that it would add.
func (o *opened) instead(all []entry, i int) (write string, adds []string) {
	e := all[i]
	if write = o.byValue(all, i); write != "" {
		return write, addedBy(o, write)
	}
	if write = o.combined(all, i); write == "" {
		write = o.fromPair(all, i)
	}
	if write == "" {
		write = perOne(all, e)
	}
	if write == "" {
		template, negated := o.table.inOurWords(e.name)
		if template == "" {
			return "", nil
		}
		if template == "contains: {v}" || template == "is: {v}" {
			template = cmp.Or(fromWildcards(e.value), template)
		}
		write = o.filled(template, all, e, negated)
	}
	return write, addedBy(o, write)
}

// addedBy are the keys that a text to write would add.
func addedBy(o *opened, write string) (adds []string) {
	for _, found := range addedKey().FindAllStringSubmatch(atTop(write), -1) {
		if o.table.knows(found[1]) {
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
func (o *opened) combined(all []entry, i int) string {
	e := all[i]
	kind := map[string]string{"and": "all", "&&": "all", "&": "all", "every": "all", "both": "all", "すべて": "all", "かつ": "all",
		"or": "any", "||": "any", "|": "any", "some": "any", "または": "any", "all": "all", "any": "any", "not": "not", "!": "not", "none": "not", "nor": "not"}[fold.Text(e.name)]
	if kind == "" || !o.table.operators || o.table == &countKeys || o.table == &wantKeys {
		return ""
	}
	value := flow(e.value)
	if kind == "not" {
		if e.value.Kind == yaml.SequenceNode && len(e.value.Content) > 0 && e.value.Content[0].Kind == yaml.MappingNode {
			return o.asCondition("not: {any: " + value + "}")
		}
		if e.value.Kind != yaml.MappingNode {
			return o.filled("is: {v}", all, e, true)
		}
		return o.asCondition("not: " + value)
	}
	switch own := ownCondition(all); {
	case e.value.Kind == yaml.ScalarNode:
		return ""
	case e.value.Kind == yaml.MappingNode && own != "":
		value = "[{" + own + "}, " + value + "]"
	case e.value.Kind == yaml.MappingNode:
		value = "[" + value + "]"
	case own != "":
		value = "[{" + own + "}, " + strings.TrimPrefix(value, "[")
	}
	return o.asCondition(kind + ": " + value)
}

// asCondition puts a combination where this mapping takes it.
func (o *opened) asCondition(text string) string {
	if o.table == &conditionKeys {
		return text
	}
	return "when: {" + text + "}"
}

// ownCondition is the field and the operators of a line as they are written.
func ownCondition(all []entry) string {
	var parts []string
	for _, e := range all {
		if _, isOperator := match.LookupOperator(e.name); isOperator || e.name == "field" || e.name == "metric" {
			parts = append(parts, e.name+": "+flow(e.value))
		}
	}
	return strings.Join(parts, ", ")
}

// isOperatorKey reports whether an entry names an operator whose value stands in a key of its
// own.
func (o *opened) isOperatorKey(e entry) bool {
	if e.value == nil || e.value.Kind != yaml.ScalarNode {
		return false
	}
	switch fold.Text(e.name) {
	case "operator", "op", "comparison", "comparator", "operation", "演算子":
		return true
	case "condition", "constraint", "criteria", "rule", "match", "test", "logic", "条件": // may hold something else
		return o.operatorMeant(e.value.Value) != ""
	}
	return false
}

// operatorMeant is the text to write for the name of an operator; "" for none.
func (o *opened) operatorMeant(name string) string {
	if _, ours := match.LookupOperator(name); ours {
		return name + ": {v}"
	}
	template, _ := o.table.inOurWords(name)
	if first, _, _ := strings.Cut(template, ":"); !isOperatorName(first) {
		return ""
	}
	return template
}

func isOperatorName(name string) bool {
	_, ours := match.LookupOperator(name)
	return ours
}

// fromPair is what to write for an operator and its value in keys of their own.
func (o *opened) fromPair(all []entry, i int) string {
	e := all[i]
	if !o.isOperatorKey(e) {
		return ""
	}
	template := o.operatorMeant(e.value.Value)
	if template == "" {
		return ""
	}
	_, negated := o.table.inOurWords(e.value.Value)
	value := entry{value: &yaml.Node{Kind: yaml.ScalarNode, Value: "VALUE"}}
	if at := operandOf(all); at >= 0 {
		value = all[at]
	}
	if second := secondOperandOf(all); second >= 0 && strings.HasPrefix(template, "between") {
		return "between: [" + flow(value.value) + ", " + flow(all[second].value) + "]"
	}
	value.name = e.value.Value
	return o.filled(template, all, value, negated && !isOperatorName(e.value.Value))
}

// perOne is what to write for "points: 2, per: 1".
func perOne(all []entry, e entry) string {
	points := slices.IndexFunc(all, func(e entry) bool { return e.name == "points" })
	if points < 0 || fold.Text(e.name) != "per" && fold.Text(e.name) != "for each" {
		return ""
	}
	return "each: " + flow(all[points].value) + " in place of points and " + e.name
}

// operandOf finds the value that belongs to an operator in a key of its own.
func operandOf(all []entry) int {
	return slices.IndexFunc(all, func(e entry) bool {
		return slices.Contains([]string{"value", "values", "operand", "threshold", "target", "値"}, fold.Text(e.name))
	})
}

// secondOperandOf finds the second value of an operator that takes two.
func secondOperandOf(all []entry) int {
	return slices.IndexFunc(all, func(e entry) bool {
		return slices.Contains([]string{"highvalue", "high value", "high", "upper", "value2", "value 2", "second value", "max value", "to", "end"}, strings.Join(wordsOf(e.name), " ")) ||
			slices.Contains([]string{"highvalue", "value2"}, fold.Text(e.name))
	})
}

// isOperand reports whether all[i] belongs to an operator in a key of its own.
func (o *opened) isOperand(all []entry, i int) bool {
	return (operandOf(all) == i || secondOperandOf(all) == i) && slices.ContainsFunc(all, o.isOperatorKey)
}

// fieldOf is the field of a line, however it is called.
func (o *opened) fieldOf(all []entry) string {
	for _, e := range all {
		if e.value == nil || e.value.Kind != yaml.ScalarNode || isNull(e.value) {
			continue
		}
		if template, _ := o.table.inOurWords(e.name); e.name == "field" || template == "field: {v}" && !o.table.knows(e.name) {
			return flow(e.value)
		}
	}
	return ""
}
