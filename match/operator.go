package match

import (
	"slices"

	"leadscore/rulebook"
)

// Operand says what an operator's value is and how it is read.
type Operand uint8

// The kinds of operand.
const (
	OperandOwn     Operand = iota // a value of the field's own type
	OperandText                   // a text, compared in the normal form
	OperandPattern                // a regular expression (RE2)
	OperandHost                   // a host name: example.com
	OperandDays                   // a duration: 30d, 4w
	OperandTruth                  // true or false
	OperandPair                   // two values of the field's own type: [low, high]
	OperandTests                  // number operators in a mapping: {at_least: 2}
)

// String names the operand in the reference's words.
func (o Operand) String() string {
	return [...]string{"value", "text", "pattern", "host", "duration", "true or false", "[low, high]", "number operators"}[o]
}

// Operator is one operator of the rulebook language. The table of them is the
// source of what the loader accepts, of its messages and of the reference.
type Operator struct {
	Name    string
	Types   []rulebook.Type // of fields that it works on; nil: any
	Operand Operand
	Example string // as a rulebook writes it
	Doc     string // what makes it true
}

// TakesList reports whether a list of values may stand in place of one.
func (o *Operator) TakesList() bool {
	return o.Operand != OperandTruth && o.Operand != OperandPair && o.Operand != OperandTests
}

// Works reports whether the operator works on fields of type t.
func (o *Operator) Works(t rulebook.Type) bool { return o.Types == nil || slices.Contains(o.Types, t) }

// operators is the table of all operators, in the order of the reference.
var operators = operatorTable()

// Operators gives all operators, in the order of the reference.
func Operators() []Operator { return slices.Clone(operators) }

func operatorTable() []Operator {
	text, number := []rulebook.Type{rulebook.TypeText}, []rulebook.Type{rulebook.TypeNumber}
	date, list := []rulebook.Type{rulebook.TypeDate}, []rulebook.Type{rulebook.TypeList}
	return []Operator{
		{"known", nil, OperandTruth, "known: true", "the field has a readable value; never unknown"},
		{"is", []rulebook.Type{rulebook.TypeText, rulebook.TypeNumber, rulebook.TypeDate, rulebook.TypeBool, rulebook.TypeLevel}, OperandOwn, "is: [JP, US]", "the value equals one of these"},
		{"is_not", []rulebook.Type{rulebook.TypeText, rulebook.TypeNumber, rulebook.TypeLevel}, OperandOwn, "is_not: [JP, US]", "the value equals none of these"},
		{"has_word", text, OperandText, "has_word: [CTO, engineer*]", "one of these stands in the text as a whole word; a final * lets the word go on; Japanese needs no spaces"},
		{"contains", text, OperandText, "contains: 情報", "one of these stands anywhere in the text, inside words too"},
		{"starts_with", text, OperandText, "starts_with: https", "the text starts with one of these"},
		{"ends_with", text, OperandText, "ends_with: 部", "the text ends with one of these"},
		{"matches", text, OperandPattern, `matches: "^[A-Z]{2}[0-9]+$"`, "the text, upper and lower case kept, matches one of these regular expressions (RE2, anywhere unless anchored)"},
		{"domain", text, OperandHost, "domain: [ac.jp, example.com]", "the host of the e-mail address or URL is one of these, or lies under it"},
		{"free_mail", text, OperandTruth, "free_mail: true", "the e-mail address is (false: is not) one of a free mail provider; false for both without an address; of several, one of another host is enough to be no free mail"},
		{"at_least", []rulebook.Type{rulebook.TypeNumber, rulebook.TypeLevel}, OperandOwn, "at_least: 100", "the value is this or more"},
		{"at_most", []rulebook.Type{rulebook.TypeNumber, rulebook.TypeLevel}, OperandOwn, "at_most: 100", "the value is this or less"},
		{"above", number, OperandOwn, "above: 100", "the value is more than this"},
		{"below", number, OperandOwn, "below: 100", "the value is less than this"},
		{"between", number, OperandPair, "between: [100, 2000]", "the value is from low to high, both included"},
		{"within", date, OperandDays, "within: 30d", "the day is as-of or up to this long before it"},
		{"within_next", date, OperandDays, "within_next: 90d", "the day is as-of or up to this long after it"},
		{"older_than", date, OperandDays, "older_than: 30d", "the day is more than this long before as-of"},
		{"before", date, OperandOwn, "before: 2026-04-01", "the day is earlier than this"},
		{"after", date, OperandOwn, "after: 2026-04-01", "the day is later than this"},
		{"has", list, OperandText, "has: [AI, 分析]", "one of these is an entry of the list"},
		{"has_all", list, OperandText, "has_all: [AI, 分析]", "all of these are entries of the list"},
		{"count", list, OperandTests, "count: {at_least: 2}", "the number of entries passes these number operators"},
	}
}

// LookupOperator finds an operator by its name.
func LookupOperator(name string) (Operator, bool) {
	i := slices.IndexFunc(operators, func(o Operator) bool { return o.Name == name })
	if i < 0 {
		return Operator{}, false
	}
	return operators[i], true
}

// OperatorNames lists the operators that work on fields of type t; with
// TypeUnset, all.
func OperatorNames(t rulebook.Type) []string {
	var names []string
	for _, o := range operators {
		if t == rulebook.TypeUnset || o.Works(t) {
			names = append(names, o.Name)
		}
	}
	return names
}
