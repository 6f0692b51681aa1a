package activity

import (
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// withKnown is a log with the columns and the order of what it is like where it names none:
// of these columns those that a header has, called as they are there. Where it has none of
// them, or there is no header, all of them are named; an id is done without.
func withKnown(decl *rulebook.Log, header []string) rulebook.Log {
	own := *decl
	known, found := lexicon.LookupKnownLog(decl.Like.Text)
	if !found {
		return own
	}
	own.Lead = knownColumns(own.Lead, &known, "lead", decl.Like.Pos, header, true)
	own.At = knownColumns(own.At, &known, "at", decl.Like.Pos, header, true)
	own.ID = knownColumns(own.ID, &known, "id", decl.Like.Pos, header, header == nil)
	if own.Order == rulebook.OrderUnset {
		own.Order = known.Order
	}
	return own
}

// knownColumns are the named columns, else those of a part of a known log that a header
// has; needed says that all of them are named where it has none.
func knownColumns(named []rulebook.Scalar, known *lexicon.KnownLog, part string, pos rulebook.Pos, header []string, needed bool) []rulebook.Scalar {
	if named != nil {
		return named
	}
	var all, there []rulebook.Scalar
	for _, wanted := range known.Headers(part) {
		all = append(all, rulebook.Scalar{Pos: pos, Text: wanted})
		for _, has := range header {
			if lexicon.HeaderKey(has) == lexicon.HeaderKey(wanted) {
				there = append(there, rulebook.Scalar{Pos: pos, Text: has})
				break
			}
		}
	}
	if there == nil && needed {
		return all
	}
	return there
}
