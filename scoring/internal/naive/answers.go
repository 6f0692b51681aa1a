package naive

import (
	"math/big"
	"slices"

	"leadscore/rulebook"
)

// Answers are what a lead said, by what it is about: FRAMEWORK.element, or a field.
type Answers map[string]Answer

// Answer is one of them.
type Answer struct {
	Text string // yes, no, partly; about a field: its cell
	Weak bool   // what the element reads beats it, if that is known
}

// element is what an answer makes of an element, and its share.
func (a Answer) element() (Truth, *big.Rat) {
	switch a.Text {
	case "yes":
		return True, whole
	case "partly":
		return True, big.NewRat(1, 2)
	}
	return False, new(big.Rat)
}

// elementPieces are what an element may earn.
func (l *lead) elementPieces(f rulebook.Framework, e rulebook.Element, open opening) []piece {
	answer, answered := l.said[f.Name+"."+e.Name]
	reads := l.sharePieces(e.Line, e.Missing.Rat(), false, open)
	if !answered {
		return reads
	}
	outcome, share := answer.element()
	stands := piece{share, share, outcome}
	if !answer.Weak {
		return []piece{stands}
	}
	found := l.candidates(e.Line, whole)
	if agree(found, func(c candidate) bool { return c.earns.Cmp(big.NewRat(1, 2)) >= 0 }) != Unknown {
		return reads
	}
	reads = slices.DeleteFunc(reads, func(p piece) bool { return p.outcome == Unknown })
	return append(reads, stands)
}
