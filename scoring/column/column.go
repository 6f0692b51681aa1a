// Package column has the columns that a rulebook adds to a list: which they are, in which
// order they stand, what their cells hold and mean. What stands in them of a lead, a
// scoring.Scorer says.
package column

import (
	"slices"

	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
)

// Column is one of the columns that a rulebook adds to a list.
type Column struct {
	Name    string // without prefix: score
	Numeric bool   // its cells are numbers or empty
	Kind    Kind
	Index   int    // of the group or framework in the rulebook
	of      string // the name of the group or framework
}

// Kind is what a column tells of a lead.
type Kind uint8

// The kinds of columns; see Column.Meaning.
const (
	Rank Kind = iota
	Score
	Low
	High
	WinRate
	Stage
	Grade
	Fit
	ICP
	Group
	Framework
	Reasons
	Next
	Account
	AccountScore
	AccountLeads
	AccountMissing
	RulesHash
	AsOf
	Version
)

// RankName is the name of the column that numbers a sorted list from 1.
const RankName = "rank"

// fixedColumns are the columns that no name of the rulebook decides.
var fixedColumns = []Column{
	{Name: RankName, Numeric: true, Kind: Rank},
	{Name: "score", Numeric: true, Kind: Score},
	{Name: "score_low", Numeric: true, Kind: Low},
	{Name: "score_high", Numeric: true, Kind: High},
	{Name: "win_rate", Kind: WinRate},
	{Name: "stage", Kind: Stage},
	{Name: "grade", Kind: Grade},
	{Name: "fit", Numeric: true, Kind: Fit},
	{Name: "icp", Kind: ICP},
	{Name: "reasons", Kind: Reasons},
	{Name: "next_question", Kind: Next},
	{Name: "account", Kind: Account},
	{Name: "account_score", Numeric: true, Kind: AccountScore},
	{Name: "account_leads", Numeric: true, Kind: AccountLeads},
	{Name: "account_missing_role", Kind: AccountMissing},
	{Name: "rules_hash", Kind: RulesHash},
	{Name: "as_of", Kind: AsOf},
	{Name: "version", Kind: Version},
}

// Names lists the names, without prefix, of all columns that do not depend
// on a rulebook's own names.
func Names() []string {
	var names []string
	for _, c := range fixedColumns {
		names = append(names, c.Name)
	}
	return names
}

// OfRank is the column that numbers a sorted list.
func OfRank() Column { return fixedColumns[0] }

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
func (c Column) IsOfAccount() bool { return c.Kind >= Account && c.Kind < RulesHash }

// IsProvenance tells whether a column says what the others come from.
func (c Column) IsProvenance() bool { return c.Kind >= RulesHash }

// Own are the names of the columns that a rulebook has us write whatever its own names.
func Own(rb *rulebook.Rulebook) []string {
	var names []string
	for _, c := range fixedColumns {
		if c.Kind == Rank || isFilled(rb, c.Kind) {
			names = append(names, c.Name)
		}
	}
	return names
}

// Of lists the columns that a rulebook fills, in their order, without rank and those
// of OfAccounts, which only a whole list can fill, and without those of Provenance.
func Of(rb *rulebook.Rulebook) []Column {
	var columns []Column
	for _, c := range fixedColumns {
		if c.Kind == Reasons {
			columns = append(columns, namedColumns(rb)...)
		}
		if isFilled(rb, c.Kind) {
			columns = append(columns, c)
		}
	}
	return columns
}

func isFilled(rb *rulebook.Rulebook, kind Kind) bool {
	switch kind {
	case Rank, Account, AccountScore, AccountLeads, AccountMissing, RulesHash, AsOf, Version:
		return false
	case WinRate:
		return len(rb.Score.Rates) > 0
	case Stage:
		return len(rb.Stages) > 0
	case Grade:
		return walk.IsGraded(rb)
	case Fit, ICP:
		return rb.ICP != nil
	}
	return true
}

func namedColumns(rb *rulebook.Rulebook) []Column {
	var columns []Column
	for i := range rb.Groups {
		if rb.Groups[i].Grades != nil {
			columns = append(columns, Column{Name: fold.Name(rb.Groups[i].Name), Kind: Group, Index: i, of: rb.Groups[i].Name})
		}
	}
	for i := range rb.Frameworks {
		columns = append(columns, Column{Name: fold.Name(rb.Frameworks[i].Name), Kind: Framework, Index: i, of: rb.Frameworks[i].Name})
	}
	return columns
}

// OfAccountList lists the names of the columns that a list of accounts has whatever the
// rulebook: the names of roles and frameworks stand beside them.
func OfAccountList() []string {
	return []string{
		"rank", "account", "score", "stage", "leads", "out", "best_score", "best_stage", "best_lead", "missing_role", "missing", "next_question", "ask",
	}
}
