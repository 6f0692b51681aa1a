package scoring

import (
	"strconv"

	"leadscore/match/exact"
)

// AccountCells are what the columns about its account say of a lead.
type AccountCells struct {
	Name    string
	Score   exact.Points
	Leads   int    // but for those of out stages
	Missing string // the roles that nobody is known to play
}

// SetAccount says what is known of the account of the lead scored last; nil: it has none.
// It changes no score.
func (s *Scorer) SetAccount(a *AccountCells) { s.companion = a }

func (a *AccountCells) appendText(dst []byte, kind columnKind) []byte {
	switch {
	case a == nil:
	case kind == columnAccount:
		return append(dst, a.Name...)
	case kind == columnAccountScore:
		return a.Score.AppendTo(dst)
	case kind == columnAccountLeads:
		return strconv.AppendInt(dst, int64(a.Leads), 10)
	case kind == columnAccountMissing:
		return append(dst, a.Missing...)
	}
	return dst
}
