package expression

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

var (
	method   = lazyre.New(`(?i)^(.+?)\.(?:str\.)?(contains|includes|startswith|endswith|starts_with|ends_with|isin|in_|match)\((.*)\)$`)
	sideCall = lazyre.New(`(?i)^(left|right)\s*\(\s*(.+?)\s*,\s*[0-9]+\s*\)$`)
	agedBy   = lazyre.New(`(?i)^(?:datediff|date_diff|timestampdiff|datedif)\s*\((.+)\)\s*(<=?|>=?)\s*([0-9]+)$|^(?:today|now|current_date|getdate|current_timestamp)\s*(?:\(\s*\))?\s*-\s*(.+?)\s*(<=?|>=?)\s*([0-9]+)(?:\s*days?)?$`)
	ahead    = lazyre.New(`(?i)^(?:now|today|current_?date|getdate|curdate)\s*(?:\(\s*\))?\s*\+\s*(?:interval\s*)?'?\s*([0-9]+)\s*'?\s*(day|week|month|year)?s?'?$`)
	dateAdd  = lazyre.New(`(?i)^(?:dateadd|date_sub|date_add)\s*\(\s*(?:(day|week|month|year)s?\s*,\s*-\s*([0-9]+)\s*,.*|[^,]+,\s*interval\s+-?([0-9]+)\s+(day|week|month|year)s?\s*)\)$`)
	unitWord = lazyre.New(`(?i)^['"]?(?:day|d|days|week|month|year)['"]?$`)
	nowCall  = lazyre.New(`(?i)^(?:now|today|current_?date|getdate|curdate|current_timestamp|sysdate)\s*(?:\(\s*\))?$`)
)

var (
	anyIn    = lazyre.New(`(?i)^any\s*\(\s*\[?\s*(\w+)(?:\.lower\(\))?\s+in\s+(.+?)\s+for\s+(\w+)\s+in\s+([\[(].+?[\])])\s*\]?\s*\)$`)
	someOf   = lazyre.New(`(?i)^(\[.+\])\.(?:some|includes)\(\s*(?:\(?\w+\)?\s*=>\s*)?(.+?)(?:\.includes\(\s*\w+\s*\))?\s*\)$`)
	patterns = lazyre.New(`(?i)^re\.(?:search|match|fullmatch|findall)\(\s*r?['"](.+?)['"]\s*,\s*(.+?)\s*(,\s*(?:re|flags\s*=\s*re)\.i(?:gnorecase)?\s*)?\)$`)
	tested   = lazyre.New(`^/(.+)/([a-z]*)\.test\((.+)\)$`)
	matched  = lazyre.New(`^(.+?)\.match\(\s*/(.+)/([a-z]*)\s*\)$`)
)

// programMeant reads tests of Python and JavaScript of which no name of a function tells: any(k in title
// for k in ["VP"]), ["JP", "US"].includes(country), /vp/i.test(title).
func programMeant(text string) string {
	written := func(name string) string { return "field: " + node.Written(operand.PlainName(name)) }
	if found := anyIn().FindStringSubmatch(text); found != nil && found[1] == found[3] {
		return written(found[2]) + ", contains: " + operand.List(found[4])
	}
	if found := someOf().FindStringSubmatch(text); found != nil {
		op := ", is: "
		if strings.Contains(found[0], ".some(") {
			op = ", contains: "
		}
		return written(found[2]) + op + operand.List(found[1])
	}
	for _, one := range []struct {
		at                    func() *regexp.Regexp
		field, pattern, flags int
	}{{patterns, 2, 1, 3}, {tested, 3, 1, 2}, {matched, 1, 2, 3}} {
		if found := one.at().FindStringSubmatch(text); found != nil {
			flag := map[bool]string{true: "(?i)"}[strings.Contains(strings.ToLower(found[one.flags]), "i")]
			return written(found[one.field]) + ", matches: " + node.Written(flag+found[one.pattern])
		}
	}
	return ""
}

var (
	partOf  = lazyre.New(`(?i)^(?:left|substr|substring|mid)\s*\(\s*(.+?)\s*,\s*(?:(?:1|0)\s*,\s*)?([0-9]+)\s*\)$`)
	yearOf  = lazyre.New(`(?i)^(?:year\s*\(\s*(.+?)\s*\)|extract\s*\(\s*year\s+from\s+(.+?)\s*\)|date_part\s*\(\s*'?year'?\s*,\s*(.+?)\s*\))$`)
	hostOf  = lazyre.New(`(?i)^(?:split_part|split_index)\s*\(\s*(.+?)\s*,\s*['"]@['"]\s*,\s*(?:2|1)\s*\)$|^(.+?)\.split\(\s*['"]@['"]\s*\)\[-?1\]$`)
	anyOf   = lazyre.New(`(?i)^any\s*\(\s*([\w .]+)\s*\)$`)
	counted = lazyre.New(`(?i)^count\w*\s*\(\s*(.+?)\s*,\s*(['"]?)(.+?)['"]?\s*\)$`)
)

// calledMeant reads a comparison of what a function gives with a value: SUBSTRING(Phone, 1, 3) = '+81',
// YEAR(Created) = 2026, COUNTIF(Title, "*VP*") > 0; "" for any other.
func calledMeant(call, sign, right string) string {
	about := func(name string) string { return "field: " + node.Written(operand.PlainName(name)) + ", " }
	isEqual := strings.Trim(sign, "=") == ""
	if found := partOf().FindStringSubmatch(call); found != nil && isEqual {
		return about(found[1]) + "starts_with: " + node.Written(strings.Trim(right, `'"`))
	}
	if found := hostOf().FindStringSubmatch(call); found != nil && isEqual {
		return about(found[1]+found[2]) + "domain: " + operand.Unquoted(right)
	}
	if found := anyOf().FindStringSubmatch(right); found != nil && isEqual && strings.Trim(call, `'"`) != call {
		return about(found[1]) + "has: " + operand.Unquoted(call)
	}
	if found := yearOf().FindStringSubmatch(call); found != nil {
		year := operand.Year(&yaml.Node{Kind: yaml.ScalarNode, Value: strings.Trim(right, `'"`)})
		if days := daysOfYears(sign, year); days != "" {
			return about(found[1]+found[2]+found[3]) + days
		}
	}
	if found := counted().FindStringSubmatch(call); found != nil && found[2] != "" && (sign == ">" && right == "0" || sign == ">=" && right == "1") {
		if bare := strings.Trim(found[3], "*"); bare != found[3] {
			return about(found[1]) + operand.Like(strings.ReplaceAll(found[3], "*", "%"))
		}
		return about(found[1]) + "is: " + operand.Unquoted(found[3])
	}
	return ""
}

// daysOfYears are the days that a comparison of years asks for; "" for none.
func daysOfYears(sign string, year int64) string {
	switch {
	case year == 0:
		return ""
	case strings.Trim(sign, "=") == "":
		return fmt.Sprintf("after: %d-12-31, before: %d-01-01", year-1, year+1)
	case sign == ">=":
		return fmt.Sprintf("after: %d-12-31", year-1)
	case sign == ">":
		return fmt.Sprintf("after: %d-12-31", year)
	case sign == "<":
		return fmt.Sprintf("before: %d-01-01", year)
	case sign == "<=":
		return fmt.Sprintf("before: %d-01-01", year+1)
	}
	return ""
}

// askedOf matches a question about one value: isEmpty(phone), pd.notna(row["phone"]), phone.isna().
var askedOf = lazyre.New(`(?i)^(?:([\w.]+)\s*\(\s*([^(),]+?)\s*\)|([\w.\[\]'"]+)\.(\w+)\(\))$`)

// questionMeant reads such a question by what the words of its name say; "" for any other.
func questionMeant(text string) string {
	found := askedOf().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	name, of := found[1], found[2]
	if name == "" {
		name, of = found[4], found[3]
	}
	name = name[strings.LastIndex(name, ".")+1:]
	field := operand.PlainName(of)
	if !isName(field) {
		return ""
	}
	if strings.EqualFold(name, "bool") || strings.EqualFold(name, "boolean") {
		return truthMeant(strings.ReplaceAll(field, " ", "_"), false)
	}
	template, negated := dialect.Meant(&keys.Condition, name)
	known := map[string]bool{"known: {t}": true, "known: {!t}": false}
	says, isKnown := known[template]
	if !isKnown {
		return ""
	}
	return fmt.Sprintf("field: %s, known: %v", node.Written(field), says != negated)
}

// functionMeant reads CONTAINS(Title, "VP") and title.startswith("VP"); "" for another text.
func functionMeant(text string) string {
	name, args := "", []string(nil)
	if found := method().FindStringSubmatch(text); found != nil {
		name, args = strings.ToLower(found[2]), append([]string{found[1]}, operand.Arguments(found[3])...)
		if name == "includes" {
			name = "contains"
		}
	} else if found := operand.Call().FindStringSubmatch(text); found != nil {
		name, args = strings.ToLower(found[1]), operand.Arguments(found[2])
	}
	args = slices.DeleteFunc(args, func(arg string) bool { return namedArgument().MatchString(arg) })
	op, known := Functions[name]
	if !known || len(args) < 2 {
		return ""
	}
	if inner := operand.Unwrapped(args[1]); inner != args[1] && strings.Contains(inner, ",") { // a tuple
		return "field: " + node.Written(operand.PlainName(args[0])) + ", " + op + ": " + operand.List(inner)
	}
	right := operand.Unquoted(args[1])
	if op == "starts_with" || op == "ends_with" || op == "contains" {
		right = node.Written(strings.Trim(strings.TrimSpace(args[1]), `'"`))
	}
	if strings.HasPrefix(strings.TrimSpace(args[1]), "[") {
		right = operand.List(args[1])
	}
	if op == "is" && len(args) > 2 {
		right = operand.List(strings.Join(args[1:], ", "))
	}
	return "field: " + node.Written(operand.PlainName(args[0])) + ", " + op + ": " + right
}

var lengthOf = lazyre.New(`(?i)^(?:len|length|char_length|counta)\s*\((.+)\)\s*(>=?|=+|!=|<>|<)\s*([01])$`)

// namedArgument matches what a call says beside its values: case=False.
var namedArgument = lazyre.New(`^\w+\s*=\s*\w+$`)

// lengthMeant reads LEN(Phone) > 0.
func lengthMeant(text string) string {
	found := lengthOf().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	blank := map[string]bool{"=0": true, "==0": true, "===0": true, "<1": true}[found[2]+found[3]]
	return fmt.Sprintf("field: %s, known: %v", node.Written(operand.PlainName(found[1])), !blank)
}

// relativeTo is what a comparison with a day that lies so far from today means: > NOW() - 30.
func relativeTo(sign, right string) string {
	right = strings.TrimSpace(right)
	age := meant.QueriedAge(right)
	if found := dateAdd().FindStringSubmatch(right); found != nil {
		age = meant.Duration(found[2] + found[3] + " " + strings.ToLower(found[1]+found[4]))
	}
	if found := ahead().FindStringSubmatch(right); found != nil {
		unit := strings.ToLower(found[2])
		if unit == "" {
			unit = "day"
		}
		if until := meant.Duration(found[1] + " " + unit); until != "" && strings.HasPrefix(sign, "<") {
			return "within_next: " + until
		}
	}
	if strings.Trim(sign, "=") == "" && age != "" {
		return meant.AgeAsked(right)
	}
	switch {
	case age == "":
		return ""
	case strings.HasPrefix(sign, ">"):
		return "within: " + age
	case strings.HasPrefix(sign, "<"):
		return "older_than: " + age
	}
	return ""
}

var agedDays = lazyre.New(`(?i)^\(?\s*(?:pd\.|dt\.)?(?:datetime\.|date\.|timestamp\.)*(?:now|today|utcnow)\(\)\s*-\s*([^()]+?(?:\(\))?)\s*\)?\.(?:dt\.)?days\s*(<=?|>=?)\s*([0-9]+)$`)

// agedMeant reads how long ago a day was: DATEDIFF(day, last_visit, GETDATE()) <= 30.
func agedMeant(text string) string {
	if found := agedDays().FindStringSubmatch(text); found != nil {
		return "field: " + node.Written(operand.PlainName(found[1])) + ", " + map[byte]string{'<': "within", '>': "older_than"}[found[2][0]] + ": " + found[3] + "d"
	}
	found := agedBy().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	name, sign, days := found[4], found[2]+found[5], found[3]+found[6]
	for _, arg := range operand.Arguments(found[1]) {
		if name == "" && !unitWord().MatchString(arg) && !nowCall().MatchString(arg) {
			name = arg
		}
	}
	age := map[byte]string{'<': "within", '>': "older_than"}[sign[0]]
	return "field: " + node.Written(operand.PlainName(name)) + ", " + age + ": " + days + "d"
}

// Functions are tests that take a field and a value, by their names in formulas.
var Functions = map[string]string{
	"ispickval": "is", "equals": "is", "eq": "is", "exact": "is", "contains": "contains", "includes": "has", "begins": "starts_with", "startswith": "starts_with", "starts_with": "starts_with",
	"endswith": "ends_with", "ends_with": "ends_with", "regexp_like": "matches", "regex": "matches", "regexmatch": "matches", "array_contains": "has", "has": "has", "isin": "is", "in_": "is", "match": "matches",
}
