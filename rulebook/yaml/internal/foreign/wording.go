package foreign

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file writes values that a rulebook has, or might have, into messages.

var placeholder = lazyre.New(`\{(v|n|-n|s|d|p|t|!t|c|o|f|k|st|cond|low|high|test|own|pts|ratio)\}`)

// filled puts what stands at an entry into a text to write. What is denied becomes its
// opposite.
func (t Translator) filled(template string, all []node.Entry, e node.Entry, negated bool) string {
	field, value := t.FieldOf(all), e.Value
	if value.Kind == yaml.SequenceNode && len(value.Content) == 2 && value.Content[0].Kind == yaml.MappingNode && len(value.Content[0].Content) == 2 {
		if field == "" && !strings.HasPrefix(template, "field") { // JSON logic: [{var: Employees}, 100]
			field = node.Flow(value.Content[0].Content[1])
			return "field: " + field + ", " + t.filled(template, all, node.Entry{Value: value.Content[1]}, negated)
		}
	}
	if about, _, found := strings.Cut(template, ", "); found && value.Kind == yaml.MappingNode && strings.HasPrefix(template, "metric: ") && t.operatorsMeant(value) != "" {
		return about + ", " + t.operatorsMeant(value)
	}
	if about, isLeast := strings.CutSuffix(template, "at_least: {n}"); isLeast && value.Kind == yaml.SequenceNode && len(value.Content) == 2 {
		return about + "between: " + node.Flow(value)
	}
	if name, n, isInterval := endsOf(value); isInterval && strings.HasSuffix(template, "at_least: {n}") {
		return strings.TrimSuffix(template, "at_least: {n}") + name + ": " + n
	}
	if day := dayAsked(template, e); day != "" {
		template = strings.Replace(template, "{v}", day, 1)
	}
	if name := keyOf(template); name == "weight" || name == "points" || t.Table == &keys.Stage && (strings.HasPrefix(template, "metric: score") || scoreAsked(all)) {
		value = withoutPercent(value)
		e.Value = value
	}
	if parts := japaneseList(value); parts != "" && slices.Contains([]string{"is: {v}", "is_not: {v}", "contains: {v}", "has_word: {v}", "has: {v}"}, template) {
		template = strings.TrimSuffix(template, "{v}") + parts
	}
	if IsAge(value) {
		template = agedTemplate(template)
	}
	if number, isNumber := cell.NumberMeant(node.Text(value)); template == "known: {t}" || template == "known: {!t}" {
		if _, isKey := t.Table.Key("missing"); isKey && isNumber && number.IsExact() && !isTruth(value) && (template == "known: {!t}") != negated {
			k, _ := t.Table.Key("missing")
			return "missing: " + cmp.Or(Meant(k.Kind, value.Value), value.Value)
		}
	}
	if k, _ := t.Table.Key(keyOf(template)); value.Kind == yaml.SequenceNode && len(value.Content) == 1 && (k.Kind == keys.KindGroup || k.Kind == keys.KindField || k.Kind == keys.KindName) && !IsOperatorName(keyOf(template)) {
		value = value.Content[0]
		e.Value = value
	}
	template = t.asKind(datedTemplate(template, value), value)
	if template == "within: {d}" && value.Kind == yaml.SequenceNode && isPair(value) {
		template = "between: {p}"
	}
	if template == "between: {p}" && !isPair(value) {
		if days := daysOf(value); len(days) == 2 && !negated {
			return "after: " + (days[0] - 1).String() + ", before: " + (days[1] + 1).String()
		}
		template = "is: {v}"
	}
	if template == "has_all: {v}" && value.Kind == yaml.SequenceNode && field != "" && t.Declared[fold.Text(field)] != rulebook.TypeList && !negated {
		return "has_all: " + node.Flow(value) + " where " + field + " is a list, " + t.asCondition("all: ["+eachContained(field, value)+"]") + " where it is a text"
	}
	text := placeholder().ReplaceAllStringFunc(template, func(place string) string {
		return t.placed(place, all, e, field)
	})
	if !negated {
		return text
	}
	name, rest, _ := strings.Cut(text, ": ")
	switch name {
	case "is":
		if rest == "true" || rest == "false" {
			return "is: " + oppositeWord(rest)
		}
		return "is_not: " + rest
	case "is_not":
		return "is: " + rest
	case "known", "free_mail":
		return name + ": " + oppositeWord(rest)
	case "within":
		return "older_than: " + rest
	case "older_than":
		return "within: " + rest
	case "above":
		return "at_most: " + rest
	case "below":
		return "at_least: " + rest
	case "at_least":
		return "below: " + rest
	case "at_most":
		return "above: " + rest
	}
	if field == "" {
		field = "FIELD"
	}
	return t.asCondition("not: {field: " + field + ", " + text + "}")
}

// scoreAsked reports whether a stage rule asks the score.
func scoreAsked(all []node.Entry) bool {
	at := indexOf(all, "metric")
	return at >= 0 && all[at].Value != nil && metricNamed(all[at].Value.Value) == "score"
}

// eachContained asks of a text each of these.
func eachContained(field string, list *yaml.Node) string {
	var all []string
	for _, one := range list.Content {
		all = append(all, "{field: "+field+", contains: "+node.Flow(one)+"}")
	}
	return strings.Join(all, ", ")
}

// japaneseList is a list for texts that Japanese signs part; "" for one text.
func japaneseList(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || node.IsQuoted(n) || !strings.ContainsAny(n.Value, "、・／") {
		return ""
	}
	parts := strings.FieldsFunc(n.Value, func(r rune) bool { return strings.ContainsRune("、・／", r) })
	return "[" + strings.Join(parts, ", ") + "]"
}

// fromWildcards is what to write for a text with the wildcards of SQL or of file names at its
// ends: like: "%CEO%". It is empty for a text without, and for lists.
func fromWildcards(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || strings.Trim(n.Value, "%*") == n.Value || strings.Trim(n.Value, "%*") == "" {
		return ""
	}
	return likeMeant(n.Value)
}

func oppositeWord(truth string) string {
	if truth == "false" {
		return "true"
	}
	return "false"
}

var agePattern = lazyre.New(`[0-9一二三半] ?(days?|weeks?|months?|years?|d|w|日|週間?|[かヶケカヵ箇]月|年)\b|[日週月年](前|以内)?$`)

// IsAge reports whether a value names an age, such as 30 days.
func IsAge(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && agePattern().MatchString(fold.Text(n.Value)) && cell.DurationMeant(n.Value) != ""
}

// agedTemplate is a comparison of numbers as one of ages.
func agedTemplate(template string) string {
	switch name, _, _ := strings.Cut(template, ": "); name {
	case "above", "at_least":
		return "older_than: {d}"
	case "below", "at_most":
		return "within: {d}"
	}
	return template
}

// placed is what stands at a placeholder.
func (t Translator) placed(place string, all []node.Entry, e node.Entry, field string) string {
	text := node.Text(e.Value)
	switch place {
	case "{n}", "{-n}":
		if number := digits().FindString(e.Name); number != "" && isTruth(e.Value) {
			return number
		}
		return writtenNumber(e.Value, place == "{-n}")
	case "{s}":
		return cmp.Or(cell.ShareMeant(text), node.Flow(e.Value))
	case "{d}":
		return cmp.Or(cell.DurationMeant(inUnitOf(e.Name, text)), "30d")
	case "{p}":
		return writtenPair(e.Value)
	case "{t}", "{!t}":
		truth, known := cell.TruthWord(text)
		return fmt.Sprint(!known && place == "{t}" || known && truth == (place == "{t}"))
	case "{c}":
		if written := t.placedCondition(e.Value); e.Value.Kind != yaml.SequenceNode || junctionOf(all) == "all" {
			return written
		}
		return "{any: " + t.ConditionsMeant(e.Value) + "}"
	case "{o}":
		order, _ := keys.Field.Key("order")
		return cmp.Or(strings.TrimPrefix(ChoiceMeant(order, text, ""), "order: "), orderMeant(text))
	case "{f}":
		return t.dateOr(cmp.Or(cmp.Or(field, t.Field), "FIELD"))
	case "{k}":
		return e.Name
	case "{st}":
		if at := slices.IndexFunc(all, func(e node.Entry) bool { return e.Name == "stage" }); at >= 0 && all[at].Value != nil {
			return node.Flow(all[at].Value)
		}
		return "NAME"
	case "{low}", "{high}":
		return endWritten(e.Value, place == "{high}")
	case "{test}":
		return cmp.Or(testsOf(all), "is: VALUE")
	case "{own}":
		return strings.Join(testNames(all), ", ")
	case "{pts}":
		if at := indexOf(all, "points"); at >= 0 && all[at].Value != nil {
			return node.Flow(all[at].Value)
		}
		return "5"
	case "{ratio}":
		return ratioMeant(text)
	case "{cond}":
		return cmp.Or(OwnCondition(all), "field: FIELD, is: VALUE")
	}
	return node.Flow(e.Value)
}

// asKind puts a value, where the key of a template takes one of its own kind, as that key
// has it: {v} of a choice, a time zone, a share.
func (t Translator) asKind(template string, v *yaml.Node) string {
	name, isPlain := strings.CutSuffix(template, ": {v}")
	k, known := t.Table.Key(name)
	if !isPlain || !known || v.Kind != yaml.ScalarNode {
		return template
	}
	meant := ""
	switch k.Kind {
	case keys.KindChoice:
		meant = strings.TrimPrefix(ChoiceMeant(k, v.Value, ""), name+": ")
	case keys.KindZone:
		meant = ZoneMeant(v.Value)
	default:
		meant = Meant(k.Kind, v.Value)
	}
	if meant == "" {
		return template
	}
	return name + ": " + meant
}

// datedTemplate is a comparison of numbers or ages as one of days, where a day stands.
func datedTemplate(template string, n *yaml.Node) string {
	days := cell.DaysMeant(node.Text(n))
	if _, isNumber := cell.NumberMeant(node.Text(n)); n.Kind != yaml.ScalarNode || len(days) == 0 || isNumber {
		return template
	}
	switch name, _, _ := strings.Cut(template, ": "); name {
	case "at_least", "within":
		return "after: " + (days[0] - 1).String()
	case "at_most":
		return "before: " + (days[0] + 1).String()
	case "above":
		return "after: " + days[0].String()
	case "below", "older_than":
		return "before: " + days[0].String()
	}
	return template
}

// dateOr is a field, or DATE where it is known to hold none.
func (t Translator) dateOr(field string) string {
	known, isKnown := lexicon.FieldOfHeader(field)
	declared := t.Declared[fold.Text(field)]
	if isKnown && known.Type != rulebook.TypeDate && declared != rulebook.TypeDate || declared != rulebook.TypeUnset && declared != rulebook.TypeDate {
		return "DATE"
	}
	return field
}

// endWritten is an end of an interval.
func endWritten(n *yaml.Node, high bool) string {
	low, upper, found := strings.Cut(strings.Trim(writtenPair(n), "[]"), ", ")
	switch {
	case !found:
		return "NUMBER"
	case high:
		return upper
	}
	return low
}

// ratioMeant reads opened / sent.
func ratioMeant(text string) string {
	of, per, found := strings.Cut(strings.TrimPrefix(text, "="), "/")
	if !found {
		return "{of: FIELD, per: FIELD}"
	}
	return "{of: " + node.Written(plainName(of)) + ", per: " + node.Written(plainName(per)) + "}"
}

// testNames are the operators of a line, and testsOf these with their values.
func testNames(all []node.Entry) (names []string) {
	for _, e := range all {
		if IsOperatorName(e.Name) {
			names = append(names, e.Name)
		}
	}
	return names
}

func testsOf(all []node.Entry) string {
	var tests []string
	for _, e := range all {
		if IsOperatorName(e.Name) {
			tests = append(tests, e.Name+": "+node.Flow(e.Value))
		}
	}
	return strings.Join(tests, ", ")
}

func indexOf(all []node.Entry, name string) int {
	return slices.IndexFunc(all, func(e node.Entry) bool { return e.Name == name })
}

// dayAsked is the day of after and before where the name of an operator counts the day
// itself too: on_or_after; "" elsewhere.
func dayAsked(template string, e node.Entry) string {
	beside := map[string]calendar.Day{"after: {v}": -1, "before: {v}": 1}[template]
	days := cell.DaysMeant(node.Text(e.Value))
	words := wordsOf(e.Name)
	if beside == 0 || len(days) != 1 || !slices.Contains(words, "on") || !slices.Contains(words, "or") {
		return ""
	}
	return (days[0] + beside).String()
}

// withoutPercent is a number without the sign of percent: a weight of 30% is one of 30.
func withoutPercent(n *yaml.Node) *yaml.Node {
	number, isPercent := strings.CutSuffix(strings.TrimSpace(n.Value), "%")
	if n.Kind != yaml.ScalarNode || !isPercent {
		return n
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Value: number}
}

// inUnitOf adds to a number the unit that the name of its operator tells: older_than_x_months.
func inUnitOf(name, number string) string {
	if age := ageIn(name); age != "" {
		if _, isTruth := cell.TruthWord(number); isTruth || number == "" {
			return age
		}
	}
	if strings.Trim(number, "0123456789") != "" {
		return number
	}
	for _, word := range wordsOf(name) {
		switch strings.TrimSuffix(word, "s") {
		case "week", "month", "year":
			return number + " " + word
		}
	}
	return number
}

// ageIn is the age that the name of an operator names itself: in_last_30_days; "" for none.
func ageIn(name string) string {
	if found := japaneseAge().FindString(name); found != "" {
		return cell.DurationMeant(found)
	}
	words := strings.Fields(digits().ReplaceAllString(strings.Join(wordsOf(name), " "), " $0 "))
	for at, word := range words {
		if slices.Contains(senses()[strings.TrimSuffix(word, "s")], "unit") && at > 0 && cell.DurationMeant(words[at-1]+" "+word) != "" {
			return cell.DurationMeant(words[at-1] + " " + word)
		}
	}
	return ""
}

var (
	digits      = lazyre.New(`[0-9]+`)
	japaneseAge = lazyre.New(`[0-9０-９]+(?:日|週間?|[かヶケカヵ箇]月|年)`)
)

// endsOf is the operator, and its value, of what lies between two ends, or up to one.
func endsOf(n *yaml.Node) (op, value string, isInterval bool) {
	in, ok := cell.NumberMeant(node.Text(n))
	switch {
	case n.Kind != yaml.ScalarNode || !ok || in.IsExact() || in.NoHigh:
		return "", "", false
	case in.NoLow:
		return "at_most", in.High.String(), true
	}
	return "between", writtenPair(n), true
}

// writtenNumber is a number as a rulebook writes it, with its sign turned to minus where
// it is taken away.
func writtenNumber(n *yaml.Node, minus bool) string {
	for n.Kind == yaml.MappingNode && len(n.Content) == 2 || n.Kind == yaml.SequenceNode && len(n.Content) == 1 {
		n = n.Content[len(n.Content)-1] // then: {points: 5}
	}
	in, ok := cell.NumberMeant(node.Text(n))
	if !ok {
		in, ok = cell.NumberMeant("1 " + node.Text(n)) // million
	}
	if n.Kind != yaml.ScalarNode || !ok || in.NoLow {
		return node.Flow(n)
	}
	number := in.Low
	if minus && number.Sign() > 0 {
		number = number.Neg()
	}
	return number.String()
}

// writtenPair is an interval as between takes it.
func writtenPair(n *yaml.Node) string {
	if found := twoNumbers().FindStringSubmatch(node.Text(n)); n.Kind == yaml.ScalarNode && found != nil {
		return "[" + found[1] + ", " + found[2] + "]"
	}
	in, ok := cell.NumberMeant(node.Text(n))
	if n.Kind == yaml.ScalarNode && ok && !in.NoLow && !in.NoHigh && !in.IsExact() {
		return "[" + in.Low.String() + ", " + in.High.String() + "]"
	}
	return node.Flow(n)
}

// daysOf are the days of a list.
func daysOf(n *yaml.Node) (all []calendar.Day) {
	for _, one := range n.Content {
		if days := cell.DaysMeant(node.Text(one)); n.Kind == yaml.SequenceNode && len(days) > 0 {
			all = append(all, days[0])
		}
	}
	return all
}

// isPair reports whether a value names two numbers.
func isPair(n *yaml.Node) bool {
	if n.Kind != yaml.SequenceNode {
		return writtenPair(n) != node.Flow(n)
	}
	isNumber := func(end *yaml.Node) bool { _, ok := cell.NumberMeant(node.Text(end)); return ok }
	return len(n.Content) == 2 && isNumber(n.Content[0]) && isNumber(n.Content[1])
}

// twoNumbers matches two numbers in one text, such as 11,50 of which the first is below the
// second.
var twoNumbers = lazyre.New(`^\s*([0-9.]+)\s*(?:[,;]|\.\.+|to|and)\s*([0-9.]+)\s*$`)

// placedCondition is a condition as this mapping takes it: a text is read as one.
func (t Translator) placedCondition(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "{all: " + t.ConditionsMeant(n) + "}"
	case yaml.MappingNode:
		if meant := t.of(&keys.Condition).inOurKeys(n); meant != "" {
			return "{" + meant + "}"
		}
	case yaml.ScalarNode:
		if meant := ConditionMeant(n.Value, t.Table == &keys.Stage); meant != "" {
			return "{" + meant + "}"
		}
	}
	return strings.NewReplacer("{and: ", "{all: ", "{or: ", "{any: ").Replace(node.Flow(n))
}

// orderMeant is the order of dates that a format has: mdy for MM/DD/YYYY.
func orderMeant(format string) string {
	order := ""
	for _, r := range strings.ToLower(format) {
		if strings.ContainsRune("dmy", r) && !strings.ContainsRune(order, r) {
			order += string(r)
		}
	}
	if order == "ymd" || order == "dmy" || order == "mdy" {
		return order
	}
	return "mdy for 12/31/2026, dmy for 31/12/2026"
}

// Meant is the value that a rulebook writes for a text that is none of a kind; "" where it
// is not clear.
func Meant(k keys.Kind, text string) string {
	switch k {
	case keys.KindShare:
		return cell.ShareMeant(text)
	case keys.KindDays:
		return cell.DurationMeant(text)
	case keys.KindPoints, keys.KindNumber, keys.KindPositive, keys.KindWhole, keys.KindRating:
		if num, den, isFraction := strings.Cut(text, "/"); isFraction && k == keys.KindPositive {
			a, errA := cell.ParseDecimal(strings.TrimSpace(num))
			b, errB := cell.ParseDecimal(strings.TrimSpace(den))
			if n, fits := a.Div(b); errA == nil && errB == nil && fits && n.Sign() > 0 {
				return n.String()
			}
		}
		if IsCall(text) {
			return ""
		}
		number := strings.TrimRight(strings.TrimSuffix(fold.Text(text), "percent"), "% ")
		if sign, inner := number[:min(1, len(number))], number[min(1, len(number)):]; (sign == "-" || sign == "+") && unwrapped(inner) != inner {
			number = sign + unwrapped(inner) // -(10)
		}
		if BeginsWithZero(number) {
			number = strings.TrimLeft(number, "0")
		}
		in, ok := cell.NumberMeant(number)
		if unit := strings.TrimSuffix(number, "s"); !ok && (unit == "thousand" || unit == "million" || unit == "billion") {
			in, ok = cell.NumberMeant("1 " + unit)
		}
		if !ok || !in.IsExact() || k == keys.KindPositive && in.Low.Sign() <= 0 {
			return ""
		}
		return in.Low.String()
	case keys.KindTruth:
		if truth, known := cell.TruthWord(strings.Trim(text, "!.。 ")); known {
			return fmt.Sprint(truth)
		}
		if slices.Contains([]string{"x", "y", "t", "1", "on", "✓", "○", "〇", "有", "必須", "required", "mandatory"}, fold.Text(text)) {
			return "true"
		}
		if slices.Contains([]string{"n", "f", "0", "off", "×", "無", "任意", "optional", "-"}, fold.Text(text)) {
			return "false"
		}
	case keys.KindName:
		return SeparatorMeant(text)
	case keys.KindDay:
		if days := cell.DaysMeant(text); len(days) > 0 {
			return days[0].String()
		}
	}
	return ""
}

// BeginsWithZero reports whether a text is a number that begins with a 0 too many, as 007.
func BeginsWithZero(text string) bool { return leadingZero().MatchString(text) }

var leadingZero = lazyre.New(`^[-+]?0[0-9]`)
