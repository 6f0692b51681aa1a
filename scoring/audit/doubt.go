package audit

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"leadscore/internal/texts"
	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/walk"
)

// Remarked is what was remarked in the cells of one field, whatever the order of leads.
type Remarked struct {
	missing           []string // of the words that say nothing the first ones of the alphabet
	grouped, percent  sample
	decimals, counted bool // some cell has decimals that part no thousands; one with three digits counts people
}

// sample is how many cells there are of a kind, where that is known, and one of them.
type sample struct {
	count, line int // of the first; 0: not known
	cell        string
}

// shownMissing is how many words are told of a field.
const shownMissing = 3

// Add takes in a remark on the lead on a line; 0: not on each such cell a remark is made.
func (m *Remarked) Add(r scoring.Remark, line int) { m.add(r, min(line, 1), line) }

// add takes in a remark that is made so many times.
func (m *Remarked) add(r scoring.Remark, times, line int) {
	if r.Said == lexicon.SaysNil {
		m.addMissing(strings.TrimSpace(fold.Normalize(r.Cell)))
	}
	if r.Look&cell.LookGrouped != 0 {
		m.grouped.add(sample{times, line, r.Cell})
		m.counted = m.counted || r.Look&cell.LookPeople != 0
	}
	if r.Look&cell.LookPercent != 0 {
		m.percent.add(sample{times, line, r.Cell})
	}
	m.decimals = m.decimals || r.Look&cell.LookDecimals != 0
}

// Merge takes in what was remarked in other leads of the list.
func (m *Remarked) Merge(o *Remarked) {
	for _, word := range o.missing {
		m.addMissing(word)
	}
	m.grouped.add(o.grouped)
	m.percent.add(o.percent)
	m.decimals, m.counted = m.decimals || o.decimals, m.counted || o.counted
}

// addMissing keeps the first words of the alphabet, and one more that tells of others.
func (m *Remarked) addMissing(word string) {
	at, found := slices.BinarySearchFunc(m.missing, word, func(a, b string) int { return cmp.Compare(fold.Text(a), fold.Text(b)) })
	switch {
	case !found:
		m.missing = slices.Insert(m.missing, at, word)
		m.missing = m.missing[:min(len(m.missing), shownMissing+1)]
	case word < m.missing[at]:
		m.missing[at] = word
	}
}

// add adds to a sample: it keeps the first cell, or where lines are not known that which
// comes first in the alphabet.
func (s *sample) add(o sample) {
	if o.cell == "" {
		return
	}
	s.count += o.count
	if s.cell == "" || o.line < s.line || o.line == 0 && o.cell < s.cell {
		s.line, s.cell = o.line, o.cell
	}
}

// MissingWords are words that say nothing is known, for which cells were read as blank;
// "…" at the end tells of more.
func (m *Remarked) MissingWords() []string {
	words := slices.Clone(m.missing)
	if len(words) > shownMissing {
		words[shownMissing] = "…"
	}
	return words
}

// Doubt is something about the cells of a field that is read, but probably not as meant.
type Doubt struct {
	Kind    string `json:"kind"`  // thousands, percent, to_come
	Field   string `json:"field"` // the header of its column
	Count   int    `json:"count"` // of cells; 0: not counted
	Line    int    `json:"line"`  // of the first; 0: not known
	Cell    string `json:"cell"`  // one of them: the first, where lines are known
	Message string `json:"message"`
	Want    string `json:"want"`

	value       string       // what the cell is read as
	comma       bool         // the field's numbers have a decimal comma
	operand     string       // that a rule compares with
	operandLine int          // of the rulebook
	asOf        calendar.Day // after which days lie
}

// Kinds of doubts.
const (
	thousands = "thousands"
	percent   = "percent"
	toCome    = "to_come"
)

// Doubts tells what is doubtful of a field's cells.
func Doubts(e *scoring.Engine, field int, m *Remarked) []Doubt {
	var doubts []Doubt
	p := e.Plan()
	f := &p.Fields[field]
	if m.grouped.cell != "" && (!m.decimals || m.counted || countsPeople(f)) {
		doubts = append(doubts, m.grouped.doubt(f, Doubt{Kind: thousands, comma: f.Decl.DecimalComma}))
	}
	if m.percent.cell != "" {
		if operand, line := plainOperand(p, field); operand != "" {
			doubts = append(doubts, m.percent.doubt(f, Doubt{Kind: percent, operand: operand, operandLine: line}))
		}
	}
	return doubts
}

// doubt completes a doubt about a field's cells by a sample of them.
func (s *sample) doubt(f *fields.Field, d Doubt) Doubt {
	d.Field, d.Count, d.Line, d.Cell, d.value = f.Header, s.count, s.line, s.cell, f.Words(s.cell)
	d.Message, d.Want = d.In(rulebook.English)
	return d
}

// In words a doubt, and what to do about it, in a language; Message and Want are in English.
func (d *Doubt) In(language rulebook.Language) (message, want string) {
	in := texts.In(language, "audit")
	switch d.Kind {
	case thousands:
		return d.counted(in, in.Say("three digits behind the %s: %s is read as %s", d.sign(in), d.shown(in), d.value)), d.cure(in)
	case percent:
		message = in.Say("a percent sign, beside a rule that compares with %s (line %d): %s is read as %s", d.operand, d.operandLine, d.shown(in), d.value)
		return d.counted(in, message), in.Say("write %s%% in the rule", d.operand)
	}
	want = in.Say("if they are moments of another time zone, set timezone; else correct them")
	if d.Count == 1 {
		return in.Say("1 date lies after %s, the first on line %d: %s", d.asOf, d.Line, quoted(d.Cell)), want
	}
	return in.Say("%d dates lie after %s, the first on line %d: %s", d.Count, d.asOf, d.Line, quoted(d.Cell)), want
}

// counted is a message with how many cells it is about, where that is known.
func (d *Doubt) counted(in texts.Texts, message string) string {
	switch d.Count {
	case 0:
		return message
	case 1:
		return in.Say("1 cell with %s", message)
	}
	return in.Say("%d cells with %s", d.Count, message)
}

// shown is the cell, with its line where that is known.
func (d *Doubt) shown(in texts.Texts) string {
	if d.Line > 0 {
		return in.Say("%s on line %d", quoted(d.Cell), d.Line)
	}
	return quoted(d.Cell)
}

func quoted(text string) string { return strconv.Quote(strings.TrimSpace(text)) }

// sign is what parts decimals.
func (d *Doubt) sign(in texts.Texts) string {
	if d.comma {
		return in.Say("comma")
	}
	return in.Say("point")
}

func (d *Doubt) cure(in texts.Texts) string {
	if d.comma {
		return in.Say("if it parts thousands, leave out decimal: comma")
	}
	return in.Say("if it parts thousands, set decimal: comma")
}

// countsPeople reports whether a field is the number of employees, by its name, its headers,
// or what it is like.
func countsPeople(f *fields.Field) bool {
	const employees = "employees"
	names := []string{f.Decl.Name, f.Header}
	for _, column := range f.Decl.Columns {
		names = append(names, column.Text)
	}
	return f.Decl.Like.Text == employees || slices.ContainsFunc(names, func(name string) bool {
		known, found := lexicon.FieldOfHeader(name)
		return found && known.Name == employees
	})
}

// plainOperand is an operand above 1 without a percent sign with which a rule compares a
// number, and its line; "" where there is none.
func plainOperand(p *plan.Plan, field int) (operand string, line int) {
	walk.FieldTests(p.Rulebook, p.Specs[field].Name, func(_ *rulebook.Condition, t rulebook.Test) {
		if op, _ := match.LookupOperator(t.Op); !op.Works(rulebook.TypeNumber) || len(op.Types) == 0 {
			return
		}
		for _, arg := range t.Args {
			n, err := cell.ParseDecimal(arg.Text)
			if operand == "" && err == nil && n.Cmp(exact.Int(1)) > 0 {
				operand, line = arg.Text, arg.Pos.Line
			}
		}
	})
	return operand, line
}

// ToCome is the doubt about days to come: how many, and the cell and the line of the first.
func ToCome(e *scoring.Engine, field, count, line int, text string) Doubt {
	p := e.Plan()
	d := Doubt{Kind: toCome, Field: p.Fields[field].Header, Count: count, Line: line, Cell: text, asOf: p.AsOf}
	d.Message, d.Want = d.In(rulebook.English)
	return d
}
