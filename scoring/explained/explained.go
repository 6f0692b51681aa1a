// Package explained is what a scoring.Scorer says of a lead's score, as plain data.
package explained

import (
	"leadscore/frameworks"
	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
)

// LineKind says what a Line of an explanation stands for.
type LineKind string

// The kinds of line.
const (
	LineICP       LineKind = "icp"
	LineFramework LineKind = "framework"
	LineCriterion LineKind = "criterion"
	LineClamp     LineKind = "clamp"  // of a group, or of the score itself
	LineDecay     LineKind = "decay"  // what has faded of a group
	LineCounts    LineKind = "counts" // what does not count of a group
)

// Earns reports whether a line of this kind is a rule of the rulebook that earns; the
// others are what becomes of a sum.
func (k LineKind) Earns() bool { return k == LineICP || k == LineFramework || k == LineCriterion }

// Lead says why a lead has its score. The Points of its Lines sum to Score,
// always. It owns all that it holds.
type Lead struct {
	Key        string        // the lead's own name, if the rulebook has a key
	Show       []Read        // what the rulebook wants shown
	Score      exact.Points  //
	Bounds     exact.Bounds  //
	WinRate    *exact.Number // where the rulebook has rates
	RateLeads  int           // that the rate was observed on; 0: the rulebook does not say
	Stage      string        // "" for none
	StageIndex int           // index of the deciding rule; -1
	Out        bool          // the stage is an out stage
	Grade      string        // "" for none
	ICP        string        // name of the profile taken; "" for none
	Fit        exact.Points  // percent
	Lines      []Line
	Groups     []Group
	Profiles   []Profile
	Frameworks []Framework
	Stages     []Stage   // up to and with the deciding rule
	Unknowns   []Unknown // what is not known, the most valuable question first
	Reasons    []string  // as in the column reasons
	Next       string    // as in the column next_question

	// Answers are what the lead said, if anybody laid answers beside it: told by whoever
	// knows who asked and when. The engine leaves it empty.
	Answers []answer.Given

	// Logged is what was logged about the lead, told by whoever has the events. The
	// engine leaves it empty.
	Logged []LoggedField
}

// LoggedField is a field made from events, and the newest of these.
type LoggedField struct {
	Field, Log string
	Value      string // as it lies beside the lead; "": not known, or no day
	Events     int    // that count for it
	Newest     []LoggedEvent
}

// LoggedEvent is an event of a log.
type LoggedEvent struct {
	Day     calendar.Day // in the rulebook's time zone
	At      string       // its moment, as it stands in the log
	Columns []string     // of the log, that the field looks at
	Cells   []string     // what stands there
}

// Read is one field or metric that a line looked at.
type Read struct {
	Field  string // the field's name
	Column string // the header of the column its cell came from; "" for derived fields and metrics
	Cell   string // as it stands in the list
	Answer string // what was answered and stands in for the cell; "": nothing
	Value  string // as it was read: "100 to 299", "director"; "" when unknown
	State  cell.State
	From   []Read // of a derived field: what it was made from; of a level or department one, the title
}

// Line is one line of the sum.
type Line struct {
	Kind    LineKind
	Name    string
	Group   string // of a criterion; of what becomes of a group: the group
	Points  exact.Points
	Bounds  exact.Bounds // what the line could earn if the blanks were filled; of what becomes of a sum, its points
	Outcome match.Truth  // did it hold
	Band    int          // the band that decided, from 0; -1: none
	Detail  string       // what was asked and what decided, in the rulebook's words: "employees at_least 100"
	Why     string       // of a criterion: the rulebook's reason for it
	Reads   []Read
	Pos     rulebook.Pos // in the rulebook
}

// Part is one line of the sum of a lead, for programs that compare many leads: Explain
// has the same lines in words.
type Part struct {
	Kind   LineKind
	Name   string // of the criterion or framework; of a clamp and its like, the group's; "" for the ICP and the score's clamp
	Points exact.Points
	Band   int // of a criterion: the band that decided, from 0; -1: none
}

// Group is a group's sum before and after its bounds, and after its decay.
type Group struct {
	Name         string
	Of           string       // the group it lies in; "" for none
	Before, Held exact.Points // before and after its bounds
	After        exact.Points // what decay leaves of Held, as metrics and grades see it
	Grade        string
}

// Profile is how well the lead fits one profile.
type Profile struct {
	Name       string
	Fit        exact.Points // percent
	RuledOut   string       // the required attribute that is false; "" for none
	Attributes []Attribute
}

// Attribute is one attribute's part in a fit.
type Attribute struct {
	Name     string       // the condition in words
	Weight   string       // as the rulebook gives it
	Required bool         //
	Share    exact.Points // percent of the weight earned
	Outcome  match.Truth
	Reads    []Read
}

// Framework is a framework, element by element.
type Framework struct {
	Name     string
	Tally    frameworks.Tally
	Text     string // as in its column: "3 of 4"
	Points   exact.Points
	Elements []Element
}

// Element is one element: True is met, False unmet.
type Element struct {
	Name     string
	State    match.Truth
	Share    exact.Points // percent of the weight earned
	Answered bool         // an answer about the element decides, not what it reads
	Required bool
	Question string
	Reads    []Read
}

// Stage is one stage rule as it was decided.
type Stage struct {
	Stage   string
	Outcome match.Truth
	Rule    string // the condition in words; "always"
	Because string
	Reads   []Read // the fields and metrics it looked at
}

// Unknown is a question: a framework's element, or a field, that is not known.
type Unknown struct {
	Framework, Element string // of an element; else ""
	Field              string // of a field; else ""
	Question           string
	KnownBy            rulebook.KnownBy // asking; else what would fill it, and nobody is asked
	Reads              []Read
	Bounds             exact.Bounds // of the score, if this alone were answered
}
