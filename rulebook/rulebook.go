package rulebook

import (
	"time"

	"leadscore/match/calendar"
	"leadscore/match/exact"
)

// LanguageVersion is the version of the rulebook language, which a rulebook names at its
// head.
const LanguageVersion = 1

// Rulebook is a rulebook of version 1 as data. Package rulebook/yaml reads it from
// YAML; a program that embeds the engine may also build one itself.
type Rulebook struct {
	File  string   // that it was read from, as messages call it; "": it was made in Go code
	Lines []string // of its text, for messages; nil: there is none

	Name         string
	Language     Language
	Location     *time.Location // in which a moment becomes a day; nil: UTC
	Key          Scalar         // the field that names a lead; Text "": none
	Show         []Scalar       // the fields a person wants to see beside the score
	MissingWords []Scalar       // cells that mean blank; nil: those of match/lexicon's table
	MissingAlso  bool           // MissingWords stand beside the table, not in its place
	Fields       []Field        // nil: every name is a column's header
	Logs         []Log          // lists of events that fields are made from
	ICP          *ICP
	Groups       []Group
	Criteria     []Criterion
	Frameworks   []Framework
	Score        Score
	Stages       []Stage
	Accounts     *Accounts // nil: accounts are companies, scored as their best leads
	Tests        []Example
}

// Language is the language of what the engine writes into data.
type Language uint8

// The languages.
const (
	English  Language = iota // "en"
	Japanese                 // "ja"
)

// Group is the sum of its criteria and of the groups that lie in it: it is held between
// bounds, then fades, and a share of what is left counts further on.
type Group struct {
	Pos      Pos
	Name     string
	Of       Scalar        // the group it lies in; Text "": none
	Max, Min *exact.Number // points; nil: no bound
	Decay    *Decay        // after the bounds; nil: it does not fade
	Counts   *exact.Number // the share, 0 to 1, that counts in Of or the score; nil: all
	Grades   []Grade       // best first; nil: not graded
}

// Criterion is one line of `criteria`. It earns Points, or what its Bands say, or
// Each times what its field counts.
type Criterion struct {
	Line
	Name     string
	Group    Scalar        // Text "": none
	Points   *exact.Number // nil with Bands or Each
	Each     *exact.Number
	Every    int           // days; Each counts the periods of this length since the date in Field; 0: Field itself
	Max, Min *exact.Number // points; bound what the line earns before decay
	Missing  exact.Number  // points when unknown; never decays
	Decay    *Decay
	Why      string // for people
	Owner    string
	Reviewed string // a date
}

// Decay shrinks what a criterion earns, or a group is worth, by the age of a date: by half every
// HalfLife days, by the share Linear of the original every Every days, or to the share
// Keeps of what was left.
type Decay struct {
	Pos      Pos
	From     Scalar
	HalfLife int // days; 0: by steps
	Linear   exact.Number
	Keeps    *exact.Number // nil: linear
	Every    int           // days, of a step
}

// Score bounds the sum and tells the win rates.
type Score struct {
	Pos      Pos
	Min, Max *exact.Number // points; nil: no bound
	Rates    []WinRate     // by rising score; nil: unknown
}

// WinRate is the observed win rate (0 to 1) of leads from a score up.
type WinRate struct {
	Pos  Pos
	From exact.Number
	Rate exact.Number
	// Leads is how many leads the rate was observed on; 0: the rulebook does not say.
	Leads int
}

// Stage is one rule of `stages`; the first that is true decides.
type Stage struct {
	Line
	Name    string
	Out     bool   // ranked last and left out of `rank`
	Because string // the reason given to people
}

// Example is one entry of `tests`: a lead and what must come out for it.
type Example struct {
	Pos  Pos
	Name string
	AsOf *calendar.Day
	Lead []ExampleCell
	Want []Condition // leaves on metrics; beside those of stages: stage, low, high, next

	Reasons WantedReasons
}

// WantedReasons is what a test wants of the reasons given for a lead.
type WantedReasons struct {
	Pos Pos
	Has []Scalar // each stands in one of the reasons
	Not []Scalar // none of these stands in any
}

// ExampleCell gives a header or field name its cell.
type ExampleCell struct {
	Name, Value Scalar
}
