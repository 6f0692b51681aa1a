package answers

import (
	"slices"

	"leadscore/internal/spreadsheet"
	"leadscore/internal/texts"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// Conflict is an answer that another one of the same day, or another person's,
// contradicts.
type Conflict struct{ Kept, Dropped Answer }

// In says in a language which answer stays and which does not, and where both stand.
func (c Conflict) In(language rulebook.Language) string {
	in := texts.In(language, "answers")
	return in.Say("%s, %s: %s stays; not %s", c.Kept.Key, c.Kept.About, c.Kept.place(in), c.Dropped.place(in))
}

// place says what an answer says, and where it stands.
func (a *Answer) place(in texts.Texts) string {
	by, answer := "", in.Say("%q", a.Answer)
	if a.By != "" {
		by = in.Say(" by %s", a.By)
	}
	if a.Answer == "" {
		answer = in.Say("nothing")
	}
	return in.Say("%s on %s%s (%s:%d)", answer, a.Date, by, a.File, a.Line)
}

// Merge keeps the last answer of each lead about each thing: that of the latest date,
// of these the one written last if all say when, else the later line. An answer that nobody knows
// replaces no other: both stay. So does one that takes an answer back, for the tables
// that are merged next. What stays is in the order in which leads and things first
// appear.
func Merge(all []Answer) (kept []Answer, conflicts []Conflict) {
	bySubject := map[subject][]Answer{}
	var order []subject
	for i, a := range all {
		a.order = i
		s := a.subject()
		if _, known := bySubject[s]; !known {
			order = append(order, s)
		}
		bySubject[s] = append(bySubject[s], a)
	}
	for _, s := range order {
		said := bySubject[s]
		untimeDays(said)
		slices.SortStableFunc(said, func(a, b Answer) int { return later(&a, &b) })
		stays := last(said)
		kept = append(kept, stays...)
		conflicts = append(conflicts, conflictsOf(stays[0], said)...)
	}
	return kept, conflicts
}

// untimeDays forgets the moments of a day of which an answer has none: there the line
// decides. Else the order would depend on which two are compared first.
func untimeDays(said []Answer) {
	untimed := map[calendar.Day]bool{}
	for _, a := range said {
		untimed[a.Day] = untimed[a.Day] || !a.timed
	}
	for i := range said {
		said[i].timed = said[i].timed && !untimed[said[i].Day]
	}
}

// last gives, of answers in their order, the last that says something, and a later one
// that nobody knows.
func last(said []Answer) []Answer {
	end := said[len(said)-1:]
	if !end[0].isUnknown() {
		return end
	}
	for i := len(said) - 2; i >= 0; i-- {
		if !said[i].isUnknown() {
			return []Answer{said[i], end[0]}
		}
	}
	return end
}

// conflictsOf finds the answers that say something else than what stays: on the same
// day, or by somebody else. That the same person has learned more is no conflict, nor
// that another call had another result.
func conflictsOf(stays Answer, said []Answer) []Conflict {
	var found []Conflict
	for _, a := range said {
		differs := !a.isUnknown() && !stays.isUnknown() && !same(a.Answer, stays.Answer)
		if differs && (a.Day == stays.Day || a.By != stays.By && !a.IsCall()) {
			found = append(found, Conflict{stays, a})
		}
	}
	return found
}

// same tells whether two answers say the same: はい says yes.
func same(a, b string) bool {
	yes, isA := elementAnswer(a)
	also, isB := elementAnswer(b)
	if isA && isB {
		return yes == also
	}
	return fold.Text(a) == fold.Text(b)
}

// Guarded gives the row as it is written: a cell that a spreadsheet would run gets an
// apostrophe in front, which Read takes off again.
func (r Row) Guarded() Row {
	for _, text := range []*string{&r.Key, &r.About, &r.Answer, &r.Note, &r.By} {
		*text = spreadsheet.Guard(*text)
	}
	return r
}
