package earning

import (
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/scoring/answer"
)

// Answered is what a line earns by what was answered about it, and whether that gives
// way to what it reads; false where nobody answered.
func (l *Line) Answered(said *cell.Value) (earned match.Earned, weak, is bool) {
	if said.State != cell.Known {
		return match.Earned{}, false, false
	}
	text, weak := answer.CutOtherwise(said.Text)
	switch string(text) {
	case answer.No:
		return match.Earned{Outcome: match.False, Band: -1}, weak, true
	case answer.Partly:
		half := l.Rule.Earns / 2 // whole, see frameworks.Compile
		return match.Earned{Amount: half, Most: half, Outcome: match.True, Band: -1}, weak, true
	}
	return match.Earned{Amount: l.Rule.Earns, Most: l.Rule.Earns, Outcome: match.True, Band: -1}, weak, true
}

// earnAnswered is what an element earns by an answer, or by what it reads.
func (l *Line) earnAnswered(values []cell.Value) match.Earned {
	answered, weak, is := l.Answered(&values[l.Answer])
	if !is {
		return l.Rule.Earn(values)
	}
	if weak {
		if earned := l.Rule.Earn(values); earned.Met(l.Rule.Earns).Known() {
			return earned
		}
	}
	return answered
}

// rangeAnswered is what an element may earn; an answer stays as it is.
func (l *Line) rangeAnswered(values []cell.Value) match.Range {
	answered, weak, is := l.Answered(&values[l.Answer])
	switch {
	case !is:
		return l.Rule.Range(values)
	case !weak:
		return answered.Range()
	}
	if held := l.Rule.Earn(values); !held.Met(l.Rule.Earns).Known() {
		span := l.Rule.Range(values)
		span.IsMissing, span.Undecided = false, false
		return span.Or(answered.Range())
	}
	return l.Rule.Range(values)
}
