package naive

import (
	"math/big"
	"slices"
	"strings"
	"time"

	"leadscore/rulebook"
)

// state says what is known of a field.
type state int

const (
	blank      state = iota // nothing there; could be filled
	unreadable              // not of the field's type; could be mended
	closed                  // stays unknown whatever is filled: an optional column that the list lacks
	known
)

// A value is what a lead's field holds. Of the kinds of value, the field's type
// says which is meant.
type value struct {
	kind    rulebook.Type
	state   state
	text    string // in normal form, not folded
	number  span
	day     int // since 1970-01-01; of a month or year the first
	last    int // the last; day where that is known
	yes     bool
	entries []string // folded
	level   int
	grades  []string // of a metric that is one of these, best first
}

func (v value) known() bool { return v.state == known }

// declared finds a field. Without a section of fields, a name is a header, and how
// it is used says its type.
func (l *lead) declared(name string) rulebook.Field {
	for _, f := range l.rb.Fields {
		if f.Name == name {
			f.Type = typeOf(f)
			return f
		}
	}
	return rulebook.Field{
		Name:    name,
		Columns: []rulebook.Scalar{{Text: name}},
		Type:    usedAs(l.rb, name),
	}
}

func typeOf(f rulebook.Field) rulebook.Type {
	switch {
	case f.Rate != nil:
		return rulebook.TypeNumber
	case f.Seniority.Text != "":
		return rulebook.TypeLevel
	case f.Activity != nil:
		return f.Activity.Kind.Type()
	case f.Type == rulebook.TypeUnset:
		return rulebook.TypeText
	}
	return f.Type
}

// field is a field of the lead, read when it is first asked for.
func (l *lead) field(name string) value {
	v, done := l.values[name]
	if !done {
		f := l.declared(name)
		v = l.readField(f)
		v.kind = f.Type
		l.values[name] = v
	}
	return v
}

func (l *lead) readField(f rulebook.Field) value {
	switch {
	case f.Rate != nil:
		return l.rate(f.Rate)
	case f.Seniority.Text != "":
		return l.seniority(f.Seniority.Text)
	case f.Activity != nil:
		return l.activity(f)
	}
	cell, present := l.cell(f)
	if answer, answered := l.said[f.Name]; answered {
		cell = normal(answer.Text)
	}
	if cell == "" && f.Blank != nil {
		cell = f.Blank.Text
	}
	switch {
	case cell == "" && !present:
		return value{state: closed}
	case cell == "":
		return value{state: blank}
	}
	return read(f, cell, l.location())
}

// cell is the first cell of a field's columns that is not blank, in normal form.
func (l *lead) cell(f rulebook.Field) (cell string, present bool) {
	for _, column := range f.Columns {
		i := l.column(column.Text)
		if i < 0 {
			continue
		}
		present = true
		if i < len(l.cells) && !l.isBlank(f, l.cells[i]) {
			return normal(l.cells[i]), true
		}
	}
	return "", present
}

func (l *lead) column(name string) int {
	return slices.IndexFunc(l.header, func(h string) bool { return fold(h) == fold(name) })
}

func (l *lead) isBlank(f rulebook.Field, cell string) bool {
	isCell := func(word rulebook.Scalar) bool { return fold(word.Text) == fold(cell) }
	switch {
	case normal(cell) == "" || slices.ContainsFunc(f.MissingWords, isCell):
		return true
	case f.MissingOnly:
		return false
	case slices.ContainsFunc(l.rb.MissingWords, isCell):
		return true
	case l.rb.MissingWords != nil && !l.rb.MissingAlso:
		return false
	}
	return saysNothing[fold(cell)] && !l.isNamed(f, cell)
}

// saysNothing are a few of the words that say nothing is known.
var saysNothing = map[string]bool{
	"-": true, "n/a": true, "null": true, "unknown": true, "tbd": true, "#n/a": true, "未定": true, "不明": true,
	"(unknown)": true, "--none--": true, "【未定】": true, "unknown.": true,
}

// isNamed tells whether a rule asks a field for what a cell says.
func (l *lead) isNamed(f rulebook.Field, cell string) bool {
	for _, leaf := range leaves(l.rb) {
		for _, t := range leaf.Tests {
			if fold(leaf.Field.Text) == fold(f.Name) && slices.ContainsFunc(t.Args, func(arg rulebook.Scalar) bool { return fold(arg.Text) == fold(cell) }) {
				return true
			}
		}
	}
	return false
}

func (l *lead) location() *time.Location {
	if l.rb.Location == nil {
		return time.UTC
	}
	return l.rb.Location
}

// rate divides one field by another. Too few to divide by is unknown: for certain
// when all of an interval is, perhaps when its low end is.
func (l *lead) rate(r *rulebook.Ratio) value {
	of, per := l.field(r.Of.Text), l.field(r.Per.Text)
	tooFew := func(n *big.Rat) bool { return n.Sign() <= 0 || n.Cmp(r.Min.Rat()) < 0 }
	switch {
	case of.state == closed || per.state == closed:
		return value{state: closed}
	case per.known() && per.number.high != nil && tooFew(per.number.high):
		return value{state: closed} // whatever the other is
	case !of.known() || !per.known() || tooFew(per.number.low):
		return value{state: blank}
	}
	return value{state: known, number: of.number.per(per.number)}
}

// levels are the levels from the lowest to the highest.
var levels = []string{"student", "staff", "manager", "director", "vp", "c_level"}

// titles are the few that this package knows.
var titles = map[string]string{
	"student": "student", "学生": "student",
	"software engineer": "staff", "担当": "staff",
	"sales manager": "manager", "課長": "manager",
	"director of sales": "director", "部長": "director",
	"vice president": "vp", "vp of marketing": "vp",
	"ceo": "c_level", "代表取締役": "c_level",
}

func (l *lead) seniority(title string) value {
	v := l.field(title)
	if !v.known() {
		return v
	}
	level, listed := titles[strings.ToLower(v.text)]
	if !listed {
		return value{state: unreadable}
	}
	return value{state: known, level: slices.Index(levels, level)}
}

// read reads a cell in normal form that is not blank.
func read(f rulebook.Field, cell string, in *time.Location) value {
	v, ok := value{state: known, text: cell}, true
	switch f.Type {
	case rulebook.TypeNumber:
		for _, unit := range f.Unit {
			if bare, found := strings.CutSuffix(strings.ToLower(cell), " "+strings.ToLower(unit.Text)); found {
				cell = bare
				break
			}
		}
		v.number, ok = readSpan(cell, f.DecimalComma)
		if ok && f.Scale != nil {
			v.number = v.number.scaled(f.Scale.Rat())
		}
	case rulebook.TypeDate:
		v.day, v.last, ok = readDays(cell, f.Order, in)
	case rulebook.TypeBool:
		v.yes, ok = readBool(f, cell)
	case rulebook.TypeList:
		v.entries = readList(cell, f.Separator)
	}
	if !ok {
		return value{state: unreadable}
	}
	return v
}

func readBool(f rulebook.Field, cell string) (yes, ok bool) {
	own := func(words []rulebook.Scalar) bool {
		return slices.ContainsFunc(words, func(w rulebook.Scalar) bool { return fold(w.Text) == fold(cell) })
	}
	if own(f.TrueWords) || own(f.FalseWords) {
		return own(f.TrueWords), true
	}
	switch strings.ToLower(cell) {
	case "true", "yes", "1", "はい", "あり":
		return true, true
	case "false", "no", "0", "いいえ", "なし":
		return false, true
	}
	return false, false
}

func readList(cell, separator string) []string {
	if separator == "" {
		separator = ";"
	}
	var entries []string
	for entry := range strings.SplitSeq(cell, separator) {
		if entry = fold(entry); entry != "" {
			entries = append(entries, entry)
		}
	}
	return entries
}

// usedAs is the type of a column in a rulebook without a section of fields.
func usedAs(rb *rulebook.Rulebook, name string) rulebook.Type {
	is := func(s rulebook.Scalar) bool { return fold(s.Text) == fold(name) }
	for _, c := range rb.Criteria {
		switch {
		case c.Each == nil || !is(c.Field):
		case c.Every > 0:
			return rulebook.TypeDate
		case wantedEntries(c) != nil:
			return rulebook.TypeList
		default:
			return rulebook.TypeNumber
		}
		if c.Decay != nil && is(c.Decay.From) {
			return rulebook.TypeDate
		}
	}
	for _, g := range rb.Groups {
		if g.Decay != nil && is(g.Decay.From) {
			return rulebook.TypeDate
		}
	}
	for _, line := range lines(rb) {
		if line.Rated != nil && is(line.Field) {
			return rulebook.TypeNumber
		}
	}
	found := rulebook.TypeText
	for _, leaf := range leaves(rb) {
		for _, t := range leaf.Tests {
			if typed := operandType(t); is(leaf.Field) && typed != rulebook.TypeText {
				found = typed
			}
		}
	}
	return found
}

// operandType is the type that an operator alone gives its column.
func operandType(t rulebook.Test) rulebook.Type {
	switch t.Op {
	case "at_least", "at_most", "above", "below", "between":
		return rulebook.TypeNumber
	case "within", "within_next", "older_than", "before", "after":
		return rulebook.TypeDate
	case "has", "has_all", "count":
		return rulebook.TypeList
	case "is":
		if isTruthWord(t.Args[0]) {
			return rulebook.TypeBool
		}
	}
	return rulebook.TypeText
}

func isTruthWord(s rulebook.Scalar) bool {
	return !s.Quoted && slices.Contains([]string{"true", "false", "yes", "no", "はい", "いいえ"}, fold(s.Text))
}

// fold is the normal form in which texts are compared.
func fold(s string) string { return strings.ToLower(normal(s)) }

// normal is the normal form without the folding of case: ASCII letters and signs
// in their narrow form, nothing of no width, single spaces inside and none outside.
func normal(s string) string {
	narrow := func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '\u200b' || r == '\ufeff':
			return -1
		}
		return r
	}
	return strings.Join(strings.Fields(strings.Map(narrow, s)), " ")
}
