package answer

import (
	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Question is a question that a rulebook may ask about a lead, for programs that compare
// many leads: Explain has those of one lead, in Unknowns.
type Question struct {
	Framework, Element string // of an element; else ""
	Field              string // of a field; else ""
	Column             string // of a field: the header it is read from, its name where there is none
	Text               string // in the rulebook's language
	KnownBy            rulebook.KnownBy
}

// OpenQuestion is a question that is open for a lead.
type OpenQuestion struct {
	Question int          // its position in Engine.Questions
	Bounds   exact.Bounds // of the score, if this alone were answered
}

// Supposition is an answer that might be given about a subject of scoring.Options.Answered.
type Supposition struct {
	Text string // as it would lie beside a lead
	Test *rulebook.Test
	Of   string // the field that the Test is about; "" where the answer is yes, no or partly
}

// AnyText stands in the Text of a Supposition for whatever is written.
const AnyText = match.Filler

// Lift is answers that would lift a lead into a better stage.
type Lift struct {
	Stage   string
	Answers []Supposed
}

// Supposed is an answer that is not given yet.
type Supposed struct {
	Subject Subject
	KnownBy rulebook.KnownBy // how it would become known
	Supposition
}
