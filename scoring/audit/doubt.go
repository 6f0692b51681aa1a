package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"leadscore/match"
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
}

// Doubts tells what is doubtful of a field's cells.
func Doubts(e *scoring.Engine, field int, m *Remarked) []Doubt {
	var doubts []Doubt
	p := e.Plan()
	f := &p.Fields[field]
	if m.grouped.cell != "" && (!m.decimals || m.counted || countsPeople(f)) {
		doubts = append(doubts, newDoubt(f, "thousands", m.grouped, thousands(f, m.grouped)))
	}
	if m.percent.cell != "" {
		if operand, line := plainOperand(p, field); operand != "" {
			text := fmt.Sprintf("a percent sign, beside a rule that compares with %s (line %d): %s is read as %s", operand, line, m.percent.shown(), f.Words(m.percent.cell))
			doubts = append(doubts, newDoubt(f, "percent", m.percent, doubtText{text, "write " + operand + "% in the rule"}))
		}
	}
	return doubts
}

type doubtText struct{ message, want string }

func newDoubt(f *fields.Field, kind string, s sample, text doubtText) Doubt {
	d := Doubt{Kind: kind, Field: f.Header, Count: s.count, Line: s.line, Cell: s.cell, Message: text.message, Want: text.want}
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

func thousands(f *fields.Field, s sample) doubtText {
	sign, cure := "point", "if it parts thousands, set decimal: comma"
	if f.Decl.DecimalComma {
		sign, cure = "comma", "if it parts thousands, leave out decimal: comma"
	}
	return doubtText{fmt.Sprintf("three digits behind the %s: %s is read as %s", sign, s.shown(), f.Words(s.cell)), cure}
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
	p, lie := e.Plan(), "dates lie"
	if count == 1 {
		lie = "date lies"
	}
	return Doubt{
		Kind: "to_come", Field: p.Fields[field].Header, Count: count, Line: line, Cell: text,
		Message: fmt.Sprintf("%d %s after %s, the first on line %d: %s", count, lie, p.AsOf, line, quoted(text)),
		Want:    "if they are moments of another time zone, set timezone; else correct them",
	}
}
