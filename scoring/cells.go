package scoring

import (
	"leadscore/internal/spreadsheet"
	"leadscore/match/exact"
	"leadscore/scoring/column"
)

// Columns lists the columns that the engine's rulebook fills.
func (e *Engine) Columns() []column.Column { return column.Of(e.plan.Rulebook) }

// SetAccount says what is known of the account of the lead scored last; nil: it has none.
// It changes no score.
func (s *Scorer) SetAccount(a *column.AccountInfo) { s.companion = a }

// AppendCell appends one of our cells for the lead scored last. No text can be
// read as a formula by a spreadsheet, and none but a day as a date.
func (s *Scorer) AppendCell(dst []byte, c column.Column) []byte {
	switch {
	case c.Kind == column.Score:
		return s.asker.Last.Score.AppendTo(dst)
	case c.Kind == column.Stage && s.asker.Last.Stage >= 0:
		return append(dst, s.plan.StageCells[s.asker.Last.Stage]...)
	}
	start := len(dst)
	dst = s.appendText(dst, &c)
	if c.Numeric || c.Kind == column.AsOf {
		return dst
	}
	return spreadsheet.AppendGuard(dst, start)
}

// Cells lists all that AppendCell may append of a column, beside nothing; false where that
// may be anything.
func (e *Engine) Cells(c column.Column) (cells []string, all bool) {
	switch c.Kind {
	case column.Stage:
		return e.plan.StageCells, true
	case column.Next:
		for i := range e.plan.Asks() {
			cells = append(cells, string(spreadsheet.AppendGuard([]byte(e.plan.Asks()[i].Text), 0)))
		}
		return cells, true
	}
	return nil, false
}

// AppendText appends the text of one of our cells for the lead scored last, as it
// is: for JSON and for people.
func (s *Scorer) AppendText(dst []byte, c column.Column) []byte { return s.appendText(dst, &c) }

func (s *Scorer) appendText(dst []byte, c *column.Column) []byte {
	e, r := s.engine, &s.asker.Last
	switch c.Kind {
	case column.Score:
		return r.Score.AppendTo(dst)
	case column.Low:
		return appendEnd(dst, s.asker.Bounds().Low, s.asker.Bounds().NoLow)
	case column.High:
		return appendEnd(dst, s.asker.Bounds().High, s.asker.Bounds().NoHigh)
	case column.Fit:
		return r.Fit.AppendTo(dst)
	case column.WinRate:
		if rate := e.plan.RateOf(r.Score); rate != nil {
			dst = append(dst, rate.Percent...)
		}
	case column.Stage:
		return append(dst, e.StageName(r)...)
	case column.Grade:
		return append(dst, s.asker.Grade()...)
	case column.ICP:
		return append(dst, e.plan.ProfileName(r.Profile)...)
	case column.Group:
		return append(dst, e.plan.GroupGrade(c.Index, r.Groups[c.Index])...)
	case column.Framework:
		return append(dst, s.asker.TallyText(c.Index)...)
	case column.Reasons:
		return s.reasons.JoinReasons(dst)
	case column.Next:
		return append(dst, s.Next()...)
	case column.Account, column.AccountScore, column.AccountLeads, column.AccountMissing:
		return s.companion.AppendText(dst, c.Kind)
	case column.RulesHash:
		return append(dst, e.source.RulesHash...)
	case column.AsOf:
		return append(dst, e.plan.AsOf.String()...)
	case column.Version:
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

// Next is the question whose answer may raise the score of the lead scored last
// most; "" when there is nothing to ask.
func (s *Scorer) Next() string {
	return s.asker.NextText()
}
