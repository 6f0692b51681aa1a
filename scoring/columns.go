package scoring

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"leadscore/match"
)

// Column is one of the columns that a rulebook adds to a list.
type Column struct {
	Name    string // without prefix: score
	Numeric bool   // its cells are numbers or empty
	kind    columnKind
	index   int // of the group or framework
}

type columnKind uint8

const (
	columnRank columnKind = iota
	columnScore
	columnLow
	columnHigh
	columnWinRate
	columnStage
	columnGrade
	columnFit
	columnICP
	columnGroup
	columnFramework
	columnReasons
	columnNext
)

// RankColumn is the name of the column that numbers a sorted list from 1.
const RankColumn = "rank"

// fixedColumns are the columns that no name of the rulebook decides.
var fixedColumns = []Column{
	{RankColumn, true, columnRank, 0},
	{"score", true, columnScore, 0},
	{"score_low", true, columnLow, 0},
	{"score_high", true, columnHigh, 0},
	{"win_rate", false, columnWinRate, 0},
	{"stage", false, columnStage, 0},
	{"grade", false, columnGrade, 0},
	{"fit", true, columnFit, 0},
	{"icp", false, columnICP, 0},
	{"reasons", false, columnReasons, 0},
	{"next_question", false, columnNext, 0},
}

// ColumnNames lists the names, without prefix, of all columns that do not depend
// on a rulebook's own names.
func ColumnNames() []string {
	var names []string
	for _, c := range fixedColumns {
		names = append(names, c.Name)
	}
	return names
}

// ColumnName is the name of the column of a group or framework: in the normal
// form, whatever is neither letter nor digit turned to _.
func ColumnName(name string) string {
	parts := strings.FieldsFunc(match.Fold(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	return strings.Join(parts, "_")
}

// Columns lists the columns that the rulebook fills, in their order, without rank,
// which only a whole list can fill.
func (e *Engine) Columns() []Column { return slices.Clone(e.columns) }

func (e *Engine) ourColumns() []Column {
	var columns []Column
	for _, c := range fixedColumns {
		if c.kind == columnReasons {
			columns = append(columns, e.namedColumns()...)
		}
		if e.fills(c.kind) {
			columns = append(columns, c)
		}
	}
	return columns
}

func (e *Engine) fills(kind columnKind) bool {
	switch kind {
	case columnRank:
		return false
	case columnWinRate:
		return len(e.rates) > 0
	case columnStage:
		return len(e.stages) > 0
	case columnGrade:
		return e.rulebook.graded()
	case columnFit, columnICP:
		return e.icp != nil
	}
	return true
}

func (e *Engine) namedColumns() []Column {
	var columns []Column
	for i := range e.groups {
		if e.groups[i].grades != nil {
			columns = append(columns, Column{Name: ColumnName(e.rulebook.Groups[i].Name), kind: columnGroup, index: i})
		}
	}
	for i := range e.frameworks {
		columns = append(columns, Column{Name: ColumnName(e.rulebook.Frameworks[i].Name), kind: columnFramework, index: i})
	}
	return columns
}

// AppendCell appends the text of one of our cells for the lead scored last. No
// text can be read as a formula or a date by a spreadsheet.
func (s *Scorer) AppendCell(dst []byte, c Column) []byte {
	r := &s.result
	switch c.kind {
	case columnScore:
		return r.Score.AppendTo(dst)
	case columnLow:
		return appendEnd(dst, r.Bounds.Low, r.Bounds.NoLow)
	case columnHigh:
		return appendEnd(dst, r.Bounds.High, r.Bounds.NoHigh)
	case columnFit:
		return r.Fit.AppendTo(dst)
	}
	start := len(dst)
	return Guard(s.appendText(dst, c), start)
}

func appendEnd(dst []byte, p match.Points, open bool) []byte {
	if open {
		return dst
	}
	return p.AppendTo(dst)
}

func (s *Scorer) appendText(dst []byte, c Column) []byte {
	e, r := s.engine, &s.result
	switch c.kind {
	case columnWinRate:
		if rate, known := e.WinRate(r.Score); known {
			dst = append(dst, rate.Percent()...)
		}
	case columnStage:
		dst = append(dst, e.StageName(r)...)
	case columnGrade:
		dst = append(dst, s.grade()...)
	case columnICP:
		dst = append(dst, e.profileName(r.Profile)...)
	case columnGroup:
		dst = append(dst, e.groupGrade(c.index, r.Groups[c.index])...)
	case columnFramework:
		dst = append(dst, s.tallyText(c.index)...)
	case columnReasons:
		dst = append(dst, strings.Join(s.Reasons(), "; ")...)
	case columnNext:
		dst = append(dst, s.Next()...)
	}
	return dst
}

// tallyText is a framework's cell: "3 of 4", empty where it does not apply.
func (s *Scorer) tallyText(i int) string {
	tally := &s.result.Frameworks[i]
	if !tally.Applies {
		return ""
	}
	return s.engine.words.met(strconv.Itoa(tally.Met), strconv.Itoa(tally.Of))
}

// Next is the question whose answer may raise the score of the lead scored last
// most; "" when there is nothing to ask.
func (s *Scorer) Next() string {
	if a := s.next(); a != nil {
		return s.engine.question(a)
	}
	return ""
}
