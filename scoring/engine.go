package scoring

import (
	"cmp"

	"leadscore/match/calendar"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
	"leadscore/scoring/column"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/walk"
)

// Options are what a run adds to a rulebook.
type Options struct {
	AsOf    calendar.Day  // the day that ages are counted from
	Reasons int           // how many lines the reasons name; 0: DefaultReasons, below 0: none
	Source  column.Source // what the columns of Provenance say

	// Accounts asks for what leads bring to their accounts; nil: nobody looks at accounts.
	Accounts *AccountOptions

	// Answered are the subjects that answers about the leads are about: cells behind
	// those of the header, one for each, hold what each lead said; see Subjects.
	Answered []answer.Subject

	// Logged are the fields made from events whose values lie beside the leads: cells
	// behind those of Answered, one for each, as package activity makes them.
	Logged []string

	Called string // what messages call the list; "": the list
}

// AccountOptions say how leads belong together.
type AccountOptions = plan.AccountOptions

// DefaultReasons is how many lines the reasons name where Options say nothing.
const DefaultReasons = 3

// Engine is a rulebook compiled for one header. It does not change: any number of
// Scorers, each in its own goroutine, may share it.
type Engine struct {
	plan    *plan.Plan
	notes   []fields.Note // what was chosen among columns
	reasons int           // how many lines the reasons name
	source  column.Source
}

// Validate finds all that is wrong with a rulebook whatever the list: names,
// types, operands, references, lines that can never be reached.
func Validate(rb *rulebook.Rulebook) []rulebook.Problem {
	_, problems := plan.Compile(rb, nil, plan.Options{})
	return problems
}

// Compile resolves a rulebook against a list's header. The error is an *rulebook.Error
// with all problems; without one, scoring cannot fail. A rulebook whose rules count days
// to today needs Options.AsOf. Lines that can never be reached do no harm to a score;
// only Validate looks for them.
func Compile(rb *rulebook.Rulebook, headerNames []string, opt Options) (*Engine, error) {
	h := fields.NewHeader(headerNames)
	h.Called = cmp.Or(opt.Called, h.Called)
	p, problems := plan.Compile(rb, &h, plan.Options{AsOf: opt.AsOf, Accounts: opt.Accounts, Answered: opt.Answered, Logged: opt.Logged})
	if opt.AsOf == 0 && problems == nil && AsksForToday(rb) {
		problems = []rulebook.Problem{{Message: "rules of this rulebook look at dates, and no day is given that ages are counted to", Want: "give one (AsOf, --as-of)"}}
	}
	if problems != nil {
		return nil, &rulebook.Error{File: rb.File, Lines: rb.Lines, Problems: problems}
	}
	p.Finish()
	return &Engine{plan: p, notes: h.Notes, reasons: max(cmp.Or(opt.Reasons, DefaultReasons), 0), source: opt.Source}, nil
}

// AsksForToday reports whether any rule counts days from as-of.
func AsksForToday(rb *rulebook.Rulebook) bool { return walk.AsksForToday(rb) }

// Notes tells in a language what was chosen where the list's header leaves a choice, a line
// each.
func (e *Engine) Notes(language rulebook.Language) (notes []string) {
	for i := range e.notes {
		notes = append(notes, e.notes[i].In(language))
	}
	return notes
}

// MaxPoints is the most that one line can earn, up or down: a thousand million points.
const MaxPoints = earning.MaxPoints
