package answers

import (
	"leadscore/cmd/internal/scored"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
)

// Lead is what one lead has said, as of a day.
type Lead struct {
	ID    int      // from 0, in the Book
	Cells []string // what lies beside its record, for each of the Book's Subjects
	Said  []Said   // in the rulebook's order
	Call  Call
}

// Said is one answer of a lead: the last one, or one that says that nobody knows.
type Said struct {
	Answer
	Subjects []int // that it is about, in the Book
	State    answer.State
	BeatenBy *Answer
	beatenBy []int // the subject of that
}

// Call is what came of the last call.
type Call struct {
	Result, Reason, Next, Due string
	Day                       calendar.Day // of the result, or of what else was said of the call; 0: none
	By, Note                  string
	Attempts                  int // days on which it was called
}

// DueDay is the day on which the lead is to be called again; false where none was agreed.
func (c *Call) DueDay() (calendar.Day, bool) {
	day, err := cell.ParseDay(c.Due, rulebook.OrderUnset, nil)
	return day, c.Due != "" && err == nil
}

// Find gives the place of a lead in the Book by its key; false where it has said nothing.
func (b *Book) Find(key string) (id int, found bool) {
	id, found = b.places[scored.NormalKey(key)]
	return id, found
}

// Lead gives what the lead at a place has said up to a day, that day included.
func (b *Book) Lead(id int, last calendar.Day) *Lead {
	lead := &Lead{ID: id, Cells: make([]string, len(b.subjects))}
	fields := map[int]*Answer{} // by subject
	for i := range b.said[id] {
		t := &b.said[id][i]
		stays, unknown := t.upTo(last)
		switch {
		case len(t.fills) == 0:
			lead.Call.take(t, stays, last)
		case stays != nil:
			if b.subjects[t.fills[0]].Field != "" {
				fields[t.fills[0]] = stays
			}
			lead.Said = append(lead.Said, Said{Answer: *stays, Subjects: t.fills, State: answer.Counts})
		}
		if unknown != nil {
			lead.Said = append(lead.Said, Said{Answer: *unknown, Subjects: t.fills, State: answer.Open})
		}
	}
	for i := range lead.Said {
		if s := &lead.Said[i]; s.State == answer.Counts {
			b.lay(lead, s, fields)
		}
	}
	return lead
}

// upTo gives the answer that counts on a day, and a later one that nobody knows; nil
// where there is none.
func (t *topic) upTo(last calendar.Day) (stays, unknown *Answer) {
	for i := range t.answers {
		switch a := &t.answers[i]; {
		case a.Day > last:
			return stays, unknown
		case a.Answer == "":
			stays, unknown = nil, nil
		case a.isUnknown():
			unknown = a
		default:
			stays, unknown = a, nil
		}
	}
	return stays, unknown
}

// lay lays an answer beside the lead. A value of a field beats one about an element that
// reads it, unless that is of a later day.
func (b *Book) lay(lead *Lead, s *Said, fields map[int]*Answer) {
	for _, k := range s.Subjects {
		if b.subjects[k].Field != "" {
			lead.Cells[k] = s.Answer.Answer
			continue
		}
		lead.Cells[k] = s.said
		for _, read := range b.reads[k] {
			if value := fields[read]; value != nil && value.Day >= s.Day {
				lead.Cells[k] = answer.Otherwise(s.said)
				s.State, s.BeatenBy, s.beatenBy = answer.Beaten, value, []int{read}
			}
		}
	}
}

// take takes in what was said of a call. What belongs to an earlier one than the last
// result is past.
func (c *Call) take(t *topic, a *Answer, last calendar.Day) {
	if a == nil || a.Day < c.Day {
		return
	}
	switch t.about {
	case callPrefix + "result":
		*c = Call{Result: a.Answer, By: a.By, Note: a.Note, Attempts: t.days(last)}
	case callPrefix + "reason":
		c.Reason = a.Answer
	case callPrefix + "next":
		c.Next = a.Answer
	case callPrefix + "due":
		c.Due = a.Answer
	}
	c.Day = a.Day
}

// Told gives what a lead said in words for an explanation. replaced gives the cell of the
// list that an answer about a field stands in for.
func (b *Book) Told(lead *Lead, replaced func(subject int) (string, bool)) []answer.Given {
	var told []answer.Given
	for i := range lead.Said {
		s := &lead.Said[i]
		a := b.told(&s.Answer, s.Subjects, s.State)
		if s.BeatenBy != nil {
			by := b.told(s.BeatenBy, s.beatenBy, answer.Counts)
			a.Beaten = &by
		}
		if cell, differs := replaced(s.Subjects[0]); differs && s.State == answer.Counts && b.subjects[s.Subjects[0]].Field != "" {
			a.Replaced = cell
		}
		told = append(told, a)
	}
	return told
}

func (b *Book) told(a *Answer, subjects []int, state answer.State) answer.Given {
	told := answer.Given{Text: a.Answer, Word: a.said, Day: a.Day, By: a.By, Note: a.Note, State: state}
	for _, k := range subjects {
		told.Subjects = append(told.Subjects, b.subjects[k])
	}
	return told
}

// days counts the days, up to one, that there are answers of.
func (t *topic) days(last calendar.Day) (n int) {
	for i := range t.answers {
		a := &t.answers[i]
		if a.Day <= last && a.Answer != "" && (i == 0 || a.Day != t.answers[i-1].Day) {
			n++
		}
	}
	return n
}
