// Package qualify makes call sheets: of each lead who it is, what is known, what to ask,
// and what would lift it into a better stage. A Sheet is plain data; renderers show it.
package qualify

import (
	"encoding/json"

	"leadscore/rulebook"
)

// Sheet is a call sheet, as `qualify --format json` gives it.
type Sheet struct {
	List      string   `json:"list"`     // the name of its file
	Rulebook  string   `json:"rulebook"` // its name, else that of its file
	RulesHash string   `json:"rules_hash"`
	AsOf      string   `json:"as_of"`
	Language  string   `json:"language"` // en, ja
	KeyHeader string   `json:"key_header"`
	Stages    []string `json:"stages"` // the best first
	Topics    []Topic  `json:"topics"` // what leads may be asked about, in the order of the rulebook
	Leads     []Lead   `json:"leads"`  // those to be called again first, those without a number last
	Left      Left     `json:"left"`   // who is not on the sheet
}

// Left counts the leads that are not on the sheet.
type Left struct {
	OtherStages  int `json:"other_stages"`
	Others       int `json:"others"`       // that --where leaves out
	DoNotCall    int `json:"do_not_call"`  // who want no calls
	Refused      int `json:"refused"`      // for good
	Appointments int `json:"appointments"` // made
	Later        int `json:"later"`        // to be called again on a later day
	More         int `json:"more"`         // beyond --top
}

// Plus adds those that another count has.
func (l Left) Plus(o *Left) Left {
	l.OtherStages += o.OtherStages
	l.Others += o.Others
	l.DoNotCall += o.DoNotCall
	l.Refused += o.Refused
	l.Appointments += o.Appointments
	l.Later += o.Later
	l.More += o.More
	return l
}

// Topic is what leads may be asked about.
type Topic struct {
	About     string `json:"about"` // as a table of answers names it: BANT.need, budget
	Framework string `json:"framework,omitempty"`
	Label     string `json:"label"` // for people: the element, or the header of the field's column
	Type      string `json:"type"`  // element; of a field: text, number, date, bool, list
}

// Part says where on the sheet a lead stands.
type Part string

// The parts of a sheet, in their order.
const (
	Due      Part = "due"       // to be called again, on this day or one that has passed
	ToCall   Part = "to_call"   //
	NoNumber Part = "no_number" // that cannot be called
)

// Lead is one lead of a call sheet.
type Lead struct {
	No       int          `json:"no"`
	Part     Part         `json:"part"`
	Key      string       `json:"key"`
	Line     int          `json:"line"`
	Who      Who          `json:"who"`
	Shown    []Cell       `json:"shown"` // what else the rulebook wants shown
	Facts    []Cell       `json:"facts"` // what the list knows of the company, and where the lead comes from
	Note     string       `json:"note"`
	Owner    string       `json:"owner"`
	Stage    string       `json:"stage"`
	Grade    string       `json:"grade"`
	Score    json.Number  `json:"score"`
	Low      *json.Number `json:"score_low"`  // null: no least
	High     *json.Number `json:"score_high"` // null: no most
	Reasons  []string     `json:"reasons"`
	Lifts    []Lift       `json:"lifts"` // the smallest sets of answers that lift it a stage
	Known    []Known      `json:"known"`
	Ask      []Question   `json:"ask"` // in the order of the rulebook
	LookUp   []Gap        `json:"look_up"`
	Records  []Gap        `json:"records"` // to be checked in our own systems
	Warnings []Warning    `json:"warnings"`
	Call     *Call        `json:"call"` // the last; null: none
}

// Who is the person to be called.
type Who struct {
	Company    string `json:"company"`
	Name       string `json:"name"` // as it is said in the sheet's language
	Title      string `json:"title"`
	Department string `json:"department"`
	Phone      string `json:"phone"`
	Mobile     string `json:"mobile"`
	Email      string `json:"email"`
}

// Cell is a cell of the list under its header.
type Cell struct {
	Header string `json:"header"`
	Text   string `json:"text"`
}

// Lift is answers that lift a lead into a better stage.
type Lift struct {
	Stage   string   `json:"stage"`
	Answers []Answer `json:"answers"`
	Text    string   `json:"text"` // in words: Budget 300 or more → Priority
}

// Answer is one of them.
type Answer struct {
	About  string           `json:"about"`
	Answer string           `json:"answer"` // as a table of answers has it
	By     rulebook.KnownBy `json:"known_by"`
}

// Known is an element that is met or unmet, or a field that leads are asked for.
type Known struct {
	About    string `json:"about"`
	Label    string `json:"label"`
	Met      bool   `json:"met"`
	Value    string `json:"value"`              // what the list or an answer says; may be empty
	Answered string `json:"answered,omitempty"` // when and by whom
}

// Question is what a lead is to be asked.
type Question struct {
	About string `json:"about"`
	Label string `json:"label"`
	Text  string `json:"text"`
	Next  bool   `json:"next"`            // whose answer may raise the score most
	Lifts string `json:"lifts"`           // the stage that an answer alone leads to; empty: none
	Asked *Asked `json:"asked,omitempty"` // somebody did, and the lead did not know
}

// Asked is when a lead was asked for what it did not know.
type Asked struct {
	Date string `json:"date"`
	By   string `json:"by"`
	Note string `json:"note"`
}

// Gap is something that nobody is asked for, and that is not known.
type Gap struct {
	About  string `json:"about"`
	Header string `json:"header"`
	State  string `json:"state"` // blank, unreadable
}

// WarningKind says what a caller must know first.
type WarningKind string

// The kinds of warnings.
const (
	OptedOut    WarningKind = "opted_out"    // wants no mail
	DoNotCall   WarningKind = "do_not_call"  // the list says so
	NoPhone     WarningKind = "no_number"    //
	SameCompany WarningKind = "same_company" // as other leads of the sheet
	Promised    WarningKind = "promised"     // another call
)

// Warning is something that a caller must know first.
type Warning struct {
	Kind WarningKind `json:"kind"`
	Text string      `json:"text"`
	Nos  []int       `json:"nos,omitempty"` // the other leads
}

// Call is what came of the last call.
type Call struct {
	Date     string `json:"date"`
	By       string `json:"by"`
	Result   string `json:"result"`
	Reason   string `json:"reason"`
	Next     string `json:"next"`
	Due      string `json:"due"`
	Note     string `json:"note"`
	Attempts int    `json:"attempts"` // days on which it was called
}
