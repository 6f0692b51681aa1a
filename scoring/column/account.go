package column

import (
	"strconv"

	"leadscore/match/exact"
)

// AccountInfo is what the columns about its account say of a lead.
type AccountInfo struct {
	Name    string
	Score   exact.Points
	Leads   int    // but for those of out stages
	Missing string // the roles that nobody is known to play
}

// AppendText appends the text of one of those columns, as it is; nothing for nil.
func (a *AccountInfo) AppendText(dst []byte, kind Kind) []byte {
	switch {
	case a == nil:
	case kind == Account:
		return append(dst, a.Name...)
	case kind == AccountScore:
		return a.Score.AppendTo(dst)
	case kind == AccountLeads:
		return strconv.AppendInt(dst, int64(a.Leads), 10)
	case kind == AccountMissing:
		return append(dst, a.Missing...)
	}
	return dst
}
