package outcomes

import (
	"strings"

	"leadscore/outcomes/stats"
)

// Cause says why a column is left out.
type Cause string

// The causes.
const (
	CauseReserved   Cause = "reserved"   // the outcome, or a date that orders or dates the leads
	CauseDropped    Cause = "dropped"    // by Options.Drop
	CauseHeader     Cause = "header"     // no header, or one that stands twice
	CauseEmpty      Cause = "empty"      // no cell is filled
	CauseConstant   Cause = "constant"   // one value nearly everywhere
	CauseIdentifier Cause = "identifier" // names a lead, or numbers the rows
	CauseFreeText   Cause = "free text"  // too many different values; only whether it is filled is used
	CauseDate       Cause = "date"       // an age needs a day that it is counted from
	CauseMonth      Cause = "month"      // a calendar month memorises time
	CauseClock      Cause = "clock"      // a function of time
	CauseLeak       Cause = "leak"       // tells the outcome: certain
	CauseSuspect    Cause = "suspect"    // may have been filled in once the outcome was known
	CauseDoubt      Cause = "doubt"      // used, but a person should look whether it tells the outcome
	CauseWeak       Cause = "weak"       // says next to nothing
	CauseCopy       Cause = "copy"       // says the same as another field
)

// Exclusion is a column that is left out, and why.
type Exclusion struct {
	Column string
	Cause  Cause
	Reason Text // in words: "4,712 of 4,790 different values: it names the lead"
	// Override is what a person does to have the column used all the same: "--allow
	// COLUMN"; empty where nothing would come of it.
	Override string
	// With is the AUC in folds if a suspect column were used, alone of all suspects;
	// nil where that was not measured.
	With *stats.Interval
}

// Text gives the exclusion in one line.
func (e Exclusion) Text() Text {
	if e.Override != "" {
		return Textf("%s: %s (%s)", e.Column, e.Reason, Plain(e.Override))
	}
	return Textf("%s: %s", e.Column, e.Reason)
}

// String gives it in English.
func (e Exclusion) String() string { return e.Text().String() }

// Exclude makes the exclusion of a column; override says that --allow has it used all the
// same.
func Exclude(column string, cause Cause, override bool, why Text) *Exclusion {
	e := &Exclusion{Column: column, Cause: cause, Reason: why}
	if override {
		e.Override = "--allow " + Quoted(column)
	}
	return e
}

// Quoted writes a column's name as a shell takes it: bare where it is a plain word,
// in double quotes where that will do, else in single ones.
func Quoted(column string) string {
	switch {
	case column != "" && !strings.ContainsAny(column, " \t\n'\"\\$&|;<>()*?[]#~`!{}^%=,"):
		return column
	case !strings.ContainsAny(column, "\"\\$`!"):
		return `"` + column + `"`
	}
	return "'" + strings.ReplaceAll(column, "'", `'\''`) + "'"
}
