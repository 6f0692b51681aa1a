package wording

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
	"leadscore/match/meant"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

var placeholder = lazyre.New(`\{(v|n|-n|s|d|p|t|!t|o|f|k|st|cond|low|high|test|own|pts|ratio)\}`)

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
func (t Line) placed(place string, all []node.Entry, e node.Entry, field string) string {
	text := node.Text(e.Value)
	switch place {
	case "{n}", "{-n}":
		if number := digits().FindString(e.Name); number != "" && operand.IsTruth(e.Value) {
			return number
		}
		return operand.Number(e.Value, place == "{-n}")
	case "{s}":
		return cmp.Or(meant.Share(text), node.Flow(e.Value))
	case "{d}":
		return cmp.Or(meant.Duration(inUnitOf(e.Name, text)), "30d")
	case "{p}":
		return operand.Pair(e.Value)
	case "{t}", "{!t}":
		truth, known := cell.TruthWord(text)
		return fmt.Sprint(!known && place == "{t}" || known && truth == (place == "{t}"))
	case "{o}":
		order, _ := keys.Field.Key("order")
		return cmp.Or(strings.TrimPrefix(dialect.Choice(order, text, ""), "order: "), dialect.Order(text))
	case "{f}":
		return t.DateOr(cmp.Or(cmp.Or(field, t.Field), "FIELD"))
	case "{k}":
		return e.Name
	case "{st}":
		if at := slices.IndexFunc(all, func(e node.Entry) bool { return e.Name == "stage" }); at >= 0 && all[at].Value != nil {
			return node.Flow(all[at].Value)
		}
		return "NAME"
	case "{low}", "{high}":
		return EndWritten(e.Value, place == "{high}")
	case "{test}":
		return cmp.Or(TestsOf(all), "is: VALUE")
	case "{own}":
		return strings.Join(TestNames(all), ", ")
	case "{pts}":
		if at := IndexOf(all, "points"); at >= 0 && all[at].Value != nil {
			return node.Flow(all[at].Value)
		}
		return "5"
	case "{ratio}":
		return operand.Ratio(text)
	case "{cond}":
		return cmp.Or(OwnCondition(all), "field: FIELD, is: VALUE")
	}
	return node.Flow(e.Value)
}

// asKind puts a value, where the key of a template takes one of its own kind, as that key
// has it: {v} of a choice, a time zone, a share.
func (t Line) asKind(template string, v *yaml.Node) string {
	name, isPlain := strings.CutSuffix(template, ": {v}")
	k, known := t.Table.Key(name)
	if !isPlain || !known || v.Kind != yaml.ScalarNode {
		return template
	}
	meant := ""
	switch k.Kind {
	case keys.KindChoice:
		meant = strings.TrimPrefix(dialect.Choice(k, v.Value, ""), name+": ")
	case keys.KindZone:
		meant = dialect.Zone(v.Value)
	default:
		meant = operand.OfKind(k.Kind, v.Value)
	}
	if meant == "" {
		return template
	}
	return name + ": " + meant
}

// datedTemplate is a comparison of numbers or ages as one of days, where a day stands.
func datedTemplate(template string, n *yaml.Node) string {
	age := meant.QueriedAge(node.Text(n))
	if asked, isPast := strings.CutPrefix(meant.AgeAsked(node.Text(n)), "within: "); age == "" && isPast && strings.HasPrefix(fold.Text(n.Value), "last") {
		age = asked // LAST_90_DAYS
	}
	if n.Kind == yaml.ScalarNode && age != "" && !strings.HasPrefix(fold.Text(n.Value), "next") {
		switch name, _, _ := strings.Cut(template, ": "); name { // greater_than: LAST_90_DAYS
		case "at_least", "above", "after":
			return "within: " + age
		case "at_most", "below", "before":
			return "older_than: " + age
		}
	}
	days := meant.Days(node.Text(n))
	if _, isNumber := meant.Number(node.Text(n)); n.Kind != yaml.ScalarNode || len(days) == 0 || isNumber {
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

// DateOr is a field, or DATE where it is known to hold none.
func (t Line) DateOr(field string) string {
	known, isKnown := lexicon.FieldOfHeader(field)
	declared := t.Declared[fold.Text(field)]
	if isKnown && known.Type != rulebook.TypeDate && declared != rulebook.TypeDate || declared != rulebook.TypeUnset && declared != rulebook.TypeDate {
		return "DATE"
	}
	return field
}

// EndWritten is an end of an interval.
func EndWritten(n *yaml.Node, high bool) string {
	low, upper, found := strings.Cut(strings.Trim(operand.Pair(n), "[]"), ", ")
	switch {
	case !found:
		return "NUMBER"
	case high:
		return upper
	}
	return low
}

// dayAsked is the day of after and before where the name of an operator counts the day
// itself too: on_or_after; "" elsewhere.
func dayAsked(template string, e node.Entry) string {
	beside := map[string]calendar.Day{"after: {v}": -1, "before: {v}": 1}[template]
	days := meant.Days(node.Text(e.Value))
	words := dialect.Words(e.Name)
	if beside == 0 || len(days) != 1 || !slices.Contains(words, "on") || !slices.Contains(words, "or") {
		return ""
	}
	return (days[0] + beside).String()
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
	for _, word := range dialect.Words(name) {
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
		return meant.Duration(found)
	}
	words := strings.Fields(digits().ReplaceAllString(strings.Join(dialect.Words(name), " "), " $0 "))
	for at, word := range words {
		if slices.Contains(dialect.Senses()[strings.TrimSuffix(word, "s")], "unit") && at > 0 && meant.Duration(words[at-1]+" "+word) != "" {
			return meant.Duration(words[at-1] + " " + word)
		}
	}
	return ""
}

var (
	digits      = lazyre.New(`[0-9]+`)
	japaneseAge = lazyre.New(`[0-9０-９]+(?:日|週間?|[かヶケカヵ箇]月|年)`)
)
