// Package plan has a compiled rulebook as plain data, which the engine and those that look
// at it from outside share.
package plan

import (
	"leadscore/accounts"
	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/earn"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/internal/fields"
)

// Plan is a compiled rulebook.
type Plan struct {
	Rulebook  *rulebook.Rulebook
	Fields    []fields.Field
	Own       int          // how many of them are the rulebook's: behind come those of answers about elements
	Needed    []int        // the fields that something uses, sources before what is made of them
	Specs     []match.Spec // of the fields, then of the metrics
	Metrics   int          // position of the first metric among these
	Header    []string     // of the list; nil: the rulebook alone is compiled
	AsOf      calendar.Day
	LooksBack []bool                // by field: of a date, rules look back from as-of only
	Rules     []*earn.Rule          // criteria, then attributes, then elements
	Questions [][]rulebook.Question // by framework and element: its own, its field's, or the built-in's
	Stages    []*match.Cond
	Accounts  *accounts.Plan // nil: nobody looks at accounts
}

// IsToCome reports whether a day lies after as-of although rules only look back from it.
func (p *Plan) IsToCome(field int, v *cell.Value) bool {
	return p.LooksBack[field] && v.State == cell.Known && v.Day > p.AsOf
}

// Extent is what a rulebook can earn at all, whatever the lead.
type Extent struct {
	Criteria []exact.Bounds // what each may earn by numbers from 0 up
	Widest   []exact.Bounds // and by those below 0
	Groups   []exact.Bounds // what the lines of each add up to, before its own bounds
	Worth    []exact.Bounds // what these and decay leave of that
	Sum      exact.Bounds   // what all lines add up to, before the score's own bounds
	Score    exact.Bounds
}
