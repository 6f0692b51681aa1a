package scoring

import (
	"slices"
	"strconv"

	"leadscore/internal/spreadsheet"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// Column is one of the columns that a rulebook adds to a list.
type Column struct {
	Name    string // without prefix: score
	Numeric bool   // its cells are numbers or empty
	kind    columnKind
	index   int    // of the group or framework
	of      string // the name of the group or framework
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
	columnAccount
	columnAccountScore
	columnAccountLeads
	columnAccountMissing
	columnRulesHash
	columnAsOf
	columnVersion
)

// RankColumn is the name of the column that numbers a sorted list from 1.
const RankColumn = "rank"

// fixedColumns are the columns that no name of the rulebook decides.
var fixedColumns = []Column{
	{Name: RankColumn, Numeric: true, kind: columnRank},
	{Name: "score", Numeric: true, kind: columnScore},
	{Name: "score_low", Numeric: true, kind: columnLow},
	{Name: "score_high", Numeric: true, kind: columnHigh},
	{Name: "win_rate", kind: columnWinRate},
	{Name: "stage", kind: columnStage},
	{Name: "grade", kind: columnGrade},
	{Name: "fit", Numeric: true, kind: columnFit},
	{Name: "icp", kind: columnICP},
	{Name: "reasons", kind: columnReasons},
	{Name: "next_question", kind: columnNext},
	{Name: "account", kind: columnAccount},
	{Name: "account_score", Numeric: true, kind: columnAccountScore},
	{Name: "account_leads", Numeric: true, kind: columnAccountLeads},
	{Name: "account_missing_role", kind: columnAccountMissing},
	{Name: "rules_hash", kind: columnRulesHash},
	{Name: "as_of", kind: columnAsOf},
	{Name: "version", kind: columnVersion},
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

// Rank is the column that numbers a sorted list.
func Rank() Column { return fixedColumns[0] }

// Provenance lists the columns that say what the others come from, the same for all
// leads of a run. They are filled on request only, behind all others.
func Provenance() []Column {
	return slices.DeleteFunc(slices.Clone(fixedColumns), func(c Column) bool { return !c.IsProvenance() })
}

// OfAccounts lists the columns about the account of a lead, which only a whole list can
// fill. They are filled on request only, behind those about the lead.
func OfAccounts() []Column {
	return slices.DeleteFunc(slices.Clone(fixedColumns), func(c Column) bool { return !c.IsOfAccount() })
}

// IsOfAccount tells whether a column is about the account of a lead.
func (c Column) IsOfAccount() bool { return c.kind >= columnAccount && c.kind < columnRulesHash }

// IsProvenance tells whether a column says what the others come from.
func (c Column) IsProvenance() bool { return c.kind >= columnRulesHash }

// ownNames are the names of the columns that a rulebook has us write whatever its own names.
func ownNames(rb *rulebook.Rulebook) []string {
	var names []string
	for _, c := range fixedColumns {
		if c.kind == columnRank || isFilled(rb, c.kind) {
			names = append(names, c.Name)
		}
	}
	return names
}

// Columns lists the columns that a rulebook fills, in their order, without rank and those
// of OfAccounts, which only a whole list can fill, and without those of Provenance.
func Columns(rb *rulebook.Rulebook) []Column {
	var columns []Column
	for _, c := range fixedColumns {
		if c.kind == columnReasons {
			columns = append(columns, namedColumns(rb)...)
		}
		if isFilled(rb, c.kind) {
			columns = append(columns, c)
		}
	}
	return columns
}

// Columns lists the columns that the engine's rulebook fills.
func (e *Engine) Columns() []Column { return Columns(e.rulebook) }

func isFilled(rb *rulebook.Rulebook, kind columnKind) bool {
	switch kind {
	case columnRank, columnAccount, columnAccountScore, columnAccountLeads, columnAccountMissing, columnRulesHash, columnAsOf, columnVersion:
		return false
	case columnWinRate:
		return len(rb.Score.Rates) > 0
	case columnStage:
		return len(rb.Stages) > 0
	case columnGrade:
		return isGraded(rb)
	case columnFit, columnICP:
		return rb.ICP != nil
	}
	return true
}

func namedColumns(rb *rulebook.Rulebook) []Column {
	var columns []Column
	for i := range rb.Groups {
		if rb.Groups[i].Grades != nil {
			columns = append(columns, Column{Name: fold.Name(rb.Groups[i].Name), kind: columnGroup, index: i, of: rb.Groups[i].Name})
		}
	}
	for i := range rb.Frameworks {
		columns = append(columns, Column{Name: fold.Name(rb.Frameworks[i].Name), kind: columnFramework, index: i, of: rb.Frameworks[i].Name})
	}
	return columns
}

// AppendCell appends one of our cells for the lead scored last. No text can be
// read as a formula by a spreadsheet, and none but a day as a date.
func (s *Scorer) AppendCell(dst []byte, c Column) []byte {
	switch {
	case c.kind == columnScore:
		return s.result.Score.AppendTo(dst)
	case c.kind == columnStage && s.result.Stage >= 0:
		return append(dst, s.engine.stageCells[s.result.Stage]...)
	}
	start := len(dst)
	dst = s.AppendText(dst, c)
	if c.Numeric || c.kind == columnAsOf {
		return dst
	}
	return spreadsheet.AppendGuard(dst, start)
}

// Cells lists all that AppendCell may append of a column, beside nothing; false where that
// may be anything.
func (e *Engine) Cells(c Column) ([]string, bool) { return e.stageCells, c.kind == columnStage }

// AppendText appends the text of one of our cells for the lead scored last, as it
// is: for JSON and for people.
func (s *Scorer) AppendText(dst []byte, c Column) []byte {
	e, r := s.engine, &s.result
	switch c.kind {
	case columnScore:
		return r.Score.AppendTo(dst)
	case columnLow:
		return appendEnd(dst, s.Bounds().Low, s.Bounds().NoLow)
	case columnHigh:
		return appendEnd(dst, s.Bounds().High, s.Bounds().NoHigh)
	case columnFit:
		return r.Fit.AppendTo(dst)
	case columnWinRate:
		if rate := e.rateOf(r.Score); rate != nil {
			dst = append(dst, rate.percent...)
		}
	case columnStage:
		return append(dst, e.StageName(r)...)
	case columnGrade:
		return append(dst, s.grade()...)
	case columnICP:
		return append(dst, e.profileName(r.Profile)...)
	case columnGroup:
		return append(dst, e.groupGrade(c.index, r.Groups[c.index])...)
	case columnFramework:
		return append(dst, s.tallyText(c.index)...)
	case columnReasons:
		return s.joinReasons(dst)
	case columnNext:
		return append(dst, s.Next()...)
	case columnAccount, columnAccountScore, columnAccountLeads, columnAccountMissing:
		return s.companion.appendText(dst, c.kind)
	case columnRulesHash:
		return append(dst, e.source.RulesHash...)
	case columnAsOf:
		return append(dst, e.asOf.String()...)
	case columnVersion:
		return append(dst, e.source.Version...)
	}
	return dst
}

func appendEnd(dst []byte, p exact.Points, open bool) []byte {
	if open {
		return dst
	}
	return p.AppendTo(dst)
}

// tallyText is a framework's cell: "3 of 4", empty where it does not apply.
func (s *Scorer) tallyText(i int) string {
	tally := &s.result.Frameworks[i]
	if !tally.Applies {
		return ""
	}
	return s.engine.words.Met(strconv.Itoa(tally.Met), strconv.Itoa(tally.Of))
}

// Next is the question whose answer may raise the score of the lead scored last
// most; "" when there is nothing to ask.
func (s *Scorer) Next() string {
	if a := s.next(); a != nil {
		return a.text
	}
	return ""
}
