package learn

import (
	"fmt"
	"slices"
	"strings"

	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/scorecard"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/promise"
	"leadscore/rulebook"
)

// Split says how leads are held out to measure the rulebook.
type Split uint8

// The splits.
const (
	SplitAuto   Split = iota // the newest where the leads have an order and both parts have enough leads, else folds
	SplitFolds               // five folds, repeated on short lists
	SplitNewest              // the newest; without an order, the last rows
)

// Options say how to learn. The zero value is a good start.
type Options struct {
	Name     string // of the rulebook; "": "Learned from won and lost leads"
	Language rulebook.Language

	Criteria int      // the most criteria; 0: as many as pay, at most DefaultCriteria
	Pairs    int      // the most criteria on a pair of fields; 0: DefaultPairs, below 0: none
	Step     int      // points are multiples of it: 1, 2, 5, 10 ...; it divides 100; 0: PeopleStep where that costs next to nothing, else 1
	Keep     []string // columns that get a criterion whatever they tell
	Drop     []string // columns left out
	Monotone []string // columns whose points only rise or only fall with their numbers; "all": every one
	Allow    []string // columns used although a guard would leave them out

	Seed       uint64
	Split      Split
	Holdout    float64 // the share of leads held out as newest, 0 to 1; 0: DefaultHoldout
	Small      bool    // learn from fewer than 40 won and 40 lost leads
	Capacity   float64 // the share of leads that can be called, 0 to 1: the best stage's; 0: not given
	Matures    int     // days after which a lead's outcome is known: younger leads are left out, where Order is in days; 0: none are
	TargetRate float64 // the win rate that the best stage must reach, 0 to 1; 0: not given

	Alternatives int // how many sets of other columns that sort as well to look for

	StartFrom  *rulebook.Rulebook // refit its points instead of choosing criteria
	References bool               // also measure the reference models on the same leads
	AsOf       calendar.Day       // the day that ages are counted from where leads have none of their own; only StartFrom and Recalibrate have any then
}

// What Options mean where they say nothing.
const (
	DefaultCriteria = 8
	DefaultPairs    = 2
	PeopleStep      = 5 // points in steps that people use
	DefaultHoldout  = 0.30
)

// Floors of the number of leads of each outcome.
const (
	FewLeads    = 100 // under it at most FewCriteria
	FewCriteria = 5
)

// NothingError tells that no column is left to learn from, or that none of those left
// tells won from lost at all.
type NothingError struct {
	Exclusions []outcomes.Exclusion
}

func (e *NothingError) Error() string {
	lines := []string{"no column that is left tells won from lost"}
	for _, x := range e.Exclusions {
		lines = append(lines, x.String())
	}
	return strings.Join(lines, "\n  ")
}

// OptionError tells that an option's value makes no sense.
type OptionError struct{ Message string }

func (e *OptionError) Error() string { return e.Message }

func (o *Options) check(header []string) error {
	switch {
	case o.Step < 0 || o.Step > 0 && (o.Step > 50 || scorecard.FullScore%o.Step != 0):
		return &OptionError{fmt.Sprintf("--step %d: expected a number that divides %d, such as 5", o.Step, scorecard.FullScore)}
	case o.Criteria < 0:
		return &OptionError{fmt.Sprintf("--criteria %d: expected 1 or more", o.Criteria)}
	case o.Alternatives < 0:
		return &OptionError{fmt.Sprintf("--alternatives %d: expected 0 or more", o.Alternatives)}
	case o.Matures < 0:
		return &OptionError{fmt.Sprintf("--matures %dd: expected days, such as 90d", o.Matures)}
	case o.Holdout < 0 || o.Holdout >= 1:
		return &OptionError{fmt.Sprintf("a holdout of %v: expected a share above 0 %% and under 100 %%", o.Holdout)}
	case o.Capacity < 0 || o.Capacity > 1 || o.TargetRate < 0 || o.TargetRate > 1:
		return &OptionError{"capacity and target rate are shares from 0 % to 100 %"}
	}
	for _, list := range []struct {
		option  string
		columns []string
	}{{"--keep", o.Keep}, {"--drop", o.Drop}, {"--allow", o.Allow}, {"--monotone", o.Monotone}} {
		for _, name := range list.columns {
			if all := list.option == "--monotone" && name == monotoneAll; !all && outcomes.ColumnIndex(header, name) < 0 {
				near, _ := fold.Nearest(name, header)
				return &outcomes.ColumnError{Column: name, Near: near, Option: list.option}
			}
		}
	}
	dropped := outcomes.FoldedSet(o.Drop)
	for _, name := range o.Keep {
		if dropped[fold.Text(name)] {
			return &OptionError{fmt.Sprintf("--keep and --drop both name %q: name it once", name)}
		}
	}
	return nil
}

const monotoneAll = "all"

// oneWay reports whether the points of a field only rise or only fall.
func (o *Options) oneWay(f *typing.Field) bool {
	return slices.ContainsFunc(o.Monotone, func(name string) bool { return name == monotoneAll || fold.Text(name) == fold.Text(f.Header) })
}

// mostCriteria is how many criteria a list of this many leads of the rarer outcome
// may have.
func (o *Options) mostCriteria(rarer int) int {
	most := DefaultCriteria
	if o.Criteria > 0 {
		most = o.Criteria
	}
	if rarer < FewLeads {
		most = min(most, FewCriteria)
	}
	return most
}

func (o *Options) pairs() int {
	switch {
	case o.Pairs < 0:
		return 0
	case o.Pairs == 0:
		return DefaultPairs
	}
	return o.Pairs
}

// aim is what the best stage is asked for.
func (o *Options) aim() promise.Aim { return promise.Aim{Capacity: o.Capacity, Rate: o.TargetRate} }

func (o *Options) holdout() float64 {
	if o.Holdout == 0 {
		return DefaultHoldout
	}
	return o.Holdout
}
