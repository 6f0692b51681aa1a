package scoring

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// Remark is something about a cell that its reader made a choice of, or that may not be as
// meant. A Scorer makes those of the lead scored last, but for cells that it remembers from
// earlier leads: over a list it makes each different one at least once.
type Remark struct {
	Field int // its position among those of Engine.Fields
	Cell  string
	said  lexicon.Missing
	look  cell.Look
}

// Remarks gives the remarks on the lead scored last.
func (s *Scorer) Remarks() []Remark { return s.remarks }

// remark looks at a cell that was just read.
func (s *Scorer) remark(field int, text string, v *cell.Value, blank bool) {
	f := &s.engine.fields[field]
	r := Remark{Field: field}
	switch {
	case f.decl.Activity != nil: // nobody has written it
	case blank:
		r.said = f.saidNil(text)
	case v.State == cell.Known && f.decl.Type == rulebook.TypeNumber:
		r.look = cell.LookOf(text, f.decl.DecimalComma)
	}
	if r.said != lexicon.Says || r.look != 0 {
		r.Cell = strings.Clone(text)
		s.remarks = append(s.remarks, r)
	}
}

// saidNil tells whether a cell is blank because the table of words that say nothing has it.
// That a dash is blank is not worth telling.
func (f *field) saidNil(text string) lexicon.Missing {
	if strings.IndexFunc(text, unicode.IsLetter) < 0 || f.reader.Missing(text) != lexicon.SaysNil {
		return lexicon.Says
	}
	return lexicon.SaysNil
}

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
func (m *Remarked) Add(r Remark, line int) { m.add(r, min(line, 1), line) }

// add takes in a remark that is made so many times.
func (m *Remarked) add(r Remark, times, line int) {
	if r.said == lexicon.SaysNil {
		m.addMissing(strings.TrimSpace(fold.Normalize(r.Cell)))
	}
	if r.look&cell.LookGrouped != 0 {
		m.grouped.add(sample{times, line, r.Cell})
		m.counted = m.counted || r.look&cell.LookPeople != 0
	}
	if r.look&cell.LookPercent != 0 {
		m.percent.add(sample{times, line, r.Cell})
	}
	m.decimals = m.decimals || r.look&cell.LookDecimals != 0
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
}

// Doubts tells what is doubtful of a field's cells.
func (e *Engine) Doubts(field int, m *Remarked) []Doubt {
	var doubts []Doubt
	f := &e.fields[field]
	if m.grouped.cell != "" && (!m.decimals || m.counted || f.countsPeople()) {
		doubts = append(doubts, e.doubt(field, "thousands", m.grouped, f.thousands(m.grouped)))
	}
	if m.percent.cell != "" {
		if operand, line := e.plainOperand(field); operand != "" {
			text := fmt.Sprintf("a percent sign, beside a rule that compares with %s (line %d): %s is read as %s", operand, line, m.percent.shown(), f.words(m.percent.cell))
			doubts = append(doubts, e.doubt(field, "percent", m.percent, doubtText{text, "write " + operand + "% in the rule"}))
		}
	}
	return doubts
}

type doubtText struct{ message, want string }

func (e *Engine) doubt(field int, kind string, s sample, text doubtText) Doubt {
	d := Doubt{Kind: kind, Field: e.fields[field].header, Count: s.count, Line: s.line, Cell: s.cell, Message: text.message, Want: text.want}
	if s.count > 0 {
		cells := "cells"
		if s.count == 1 {
			cells = "cell"
		}
		d.Message = fmt.Sprintf("%d %s with %s", s.count, cells, text.message)
	}
	return d
}

// shown is the cell of a sample, with its line where that is known.
func (s *sample) shown() string {
	if s.line > 0 {
		return fmt.Sprintf("%s on line %d", quoted(s.cell), s.line)
	}
	return quoted(s.cell)
}

func quoted(text string) string { return strconv.Quote(strings.TrimSpace(text)) }

// words is how a cell of the field reads.
func (f *field) words(text string) string {
	var v cell.Value
	f.reader.Read(text, &v)
	return v.Words(f.decl.Type)
}

func (f *field) thousands(s sample) doubtText {
	sign, cure := "point", "if it parts thousands, set decimal: comma"
	if f.decl.DecimalComma {
		sign, cure = "comma", "if it parts thousands, leave out decimal: comma"
	}
	return doubtText{fmt.Sprintf("three digits behind the %s: %s is read as %s", sign, s.shown(), f.words(s.cell)), cure}
}

// countsPeople reports whether a field is the number of employees, by its name, its headers,
// or what it is like.
func (f *field) countsPeople() bool {
	const employees = "employees"
	names := []string{f.decl.Name, f.header}
	for _, column := range f.decl.Columns {
		names = append(names, column.Text)
	}
	return f.decl.Like.Text == employees || slices.ContainsFunc(names, func(name string) bool {
		known, found := lexicon.FieldOfHeader(name)
		return found && known.Name == employees
	})
}

// plainOperand is an operand above 1 without a percent sign with which a rule compares a
// number, and its line; "" where there is none.
func (e *Engine) plainOperand(field int) (operand string, line int) {
	e.fieldTests(field, func(_ *rulebook.Condition, t rulebook.Test) {
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

// lookBack finds the dates from which rules look back: how long ago something was. Of one
// that a rule looks forward from too, days to come are as they should be.
func (e *Engine) lookBack() {
	e.looksBack = make([]bool, len(e.fields))
	for i := range e.fields {
		if e.fields[i].decl.Type != rulebook.TypeDate {
			continue
		}
		back, forward := false, false
		e.fieldTests(i, func(_ *rulebook.Condition, t rulebook.Test) {
			back = back || t.Op == "within" || t.Op == "older_than"
			forward = forward || t.Op == "within_next" || t.Op == "after" || t.Op == "before"
		})
		for j := range e.rulebook.Criteria {
			decay := e.rulebook.Criteria[j].Decay
			back = back || decay != nil && fold.Text(decay.From.Text) == fold.Text(e.fields[i].decl.Name)
		}
		e.looksBack[i] = back && !forward
	}
}

// isToCome reports whether a day lies after as-of although rules only look back from it.
func (e *Engine) isToCome(field int, v *cell.Value) bool {
	return e.looksBack[field] && v.State == cell.Known && v.Day > e.asOf
}

// ToCome is the doubt about days to come: how many, and the cell and the line of the first.
func (e *Engine) ToCome(field, count, line int, text string) Doubt {
	lie := "dates lie"
	if count == 1 {
		lie = "date lies"
	}
	return Doubt{
		Kind: "to_come", Field: e.fields[field].header, Count: count, Line: line, Cell: text,
		Message: fmt.Sprintf("%d %s after %s, the first on line %d: %s", count, lie, e.asOf, line, quoted(text)),
		Want:    "if they are moments of another time zone, set timezone; else correct them",
	}
}
