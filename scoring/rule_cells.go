package scoring

import (
	"strings"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/rulebook"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/walk"
)

// RuleCell is the cell of a field that rules read.
type RuleCell struct {
	Field  int // position in Engine.Fields
	Column int // position in the header of the column that the cell stands in
	Cell   string
	State  cell.State
}

// RuleCells gives the cells of a lead that rules read, without blank ones. The key and
// what is only shown are none of them.
func (s *Scorer) RuleCells(cells []string) []RuleCell {
	s.asker.Score(cells)
	var all []RuleCell
	for i, reads := range s.plan.RuleFields() {
		f := &s.plan.Fields[i]
		if !reads || f.Derived != nil {
			continue
		}
		if at := f.Source(cells); at >= 0 {
			all = append(all, RuleCell{i, at, strings.Clone(fields.CellAt(cells, at)), s.asker.Value(i).State})
		}
	}
	return all
}

// Operands lists the texts that rules compare a field with.
func (e *Engine) Operands(field int) []string {
	var all []string
	walk.FieldTests(e.plan.Rulebook, e.plan.Specs[field].Name, func(_ *rulebook.Condition, t rulebook.Test) {
		switch op, _ := match.LookupOperator(t.Op); op.Operand {
		case match.OperandOwn, match.OperandText, match.OperandHost:
			for _, arg := range t.Args {
				all = append(all, strings.TrimSuffix(arg.Text, "*"))
			}
		}
	})
	return all
}
