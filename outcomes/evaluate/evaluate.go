package evaluate

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"leadscore/match/calendar"
	"leadscore/outcomes"
	"leadscore/outcomes/evaluate/rules"
	"leadscore/outcomes/evaluate/segments"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/promise"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// Options say how to evaluate. The zero value will do.
type Options struct {
	AsOf    calendar.Day // the day that ages are counted to, where leads have none of their own
	Dated   bool         // the leads' Order is a day's number: also measure by period
	PerWeek float64      // leads that can be called in a week; needs Dated; 0: not given
	Share   float64      // the share of the leads that can be called, 0 to 1; 0: not given
}

// Evaluation says how well a rulebook sorts the won from the lost leads of a
// history. It is plain data.
type Evaluation struct {
	Won, Lost, Open int
	AsOf            calendar.Day // what ages were counted to; each lead's own day with Replayed
	Replayed        bool         // each lead was scored as of its own day

	Score   outcomes.Quality  // of the score
	Ranking *outcomes.Quality // of the order that a ranking has, by stage before score; nil: it is that of the score
	Own     bool              // log-loss and Brier are of the rulebook's own rates, else of a curve through the scores
	Gains   []Gain            // of the ranking, from 0 to 1

	Capacity  *CapacityReport
	Stages    []segments.Segment      // best first; nil: the rulebook has none
	Grades    []segments.GradeSegment // of the fit and of each graded group, and joined
	Threshold stats.Confusion         // of the score with the largest F1
	Checks    []Check
	Verdict   Verdict

	Calibration []RateCheck        // the rulebook's own rates; nil: it has none
	Rates       []promise.RateBand // those that the data have
	Offered     []rulebook.WinRate // Rates as a rulebook's score.rates
	Periods     []Period
	Undated     int // leads without a period

	Rules []rules.Report       // in the order of the rulebook; stage rules apart
	Pairs []rules.Pair         // rules that say the same
	Leaks []outcomes.Exclusion // columns that rules use and that may tell the outcome
	Notes []outcomes.Text      // what else a person should know
}

// Gain is one point of the gains curve: the best share of the leads holds this
// share of the wins.
type Gain struct{ Leads, Wins float64 }

// OneOutcomeError tells that a history has no won, or no lost, leads.
type OneOutcomeError struct{ Won, Lost, Open int }

func (e *OneOutcomeError) Error() string {
	return fmt.Sprintf("%d won and %d lost leads (%d open): without leads of both outcomes there is nothing to measure", e.Won, e.Lost, e.Open)
}

// Evaluate scores the leads of a history by a rulebook and measures how well that
// sorts the won from the lost ones. Each lead is scored as of its own day where the
// history has such days. Its errors are *OneOutcomeError, and the problems that
// scoring.Compile finds.
func Evaluate(rb *rulebook.Rulebook, h *outcomes.History, opt Options) (*Evaluation, error) {
	ev := &Evaluation{AsOf: opt.AsOf, Replayed: h.HasAsOf()}
	ev.Won, ev.Lost, ev.Open = h.Counts()
	if ev.Won == 0 || ev.Lost == 0 {
		return nil, &OneOutcomeError{ev.Won, ev.Lost, ev.Open}
	}
	r := newReplay(rb, h)
	if err := r.run(opt.AsOf); err != nil {
		return nil, err
	}
	ev.measure(r)
	ev.Stages, ev.Grades = r.segments.Stages(), r.segments.Grades()
	ev.Threshold = stats.BestF1(r.scores, r.won)
	ev.calibrate(r)
	ev.Rules = rules.Reports(r.rules, r.points(), r.won)
	used := usedFields(h, r.leads, r.columns())
	if opt.Dated {
		ev.byPeriod(r, h, slices.DeleteFunc(slices.Clone(used), func(f *typing.Field) bool { return f == nil }))
	}
	ev.Capacity = r.capacity(h, opt, ev.ranked())
	ev.Pairs = rules.Pairs(r.rules, ev.Rules, len(r.won))
	ev.Leaks = screenColumns(h, r.leads, r.columns(), used)
	ev.check(r)
	ev.note()
	ev.Notes = append(ev.Notes, futureNotes(rb, h, r.leads)...)
	return ev, nil
}

// ranked is the quality of the order in which leads are called.
func (ev *Evaluation) ranked() *outcomes.Quality {
	if ev.Ranking != nil {
		return ev.Ranking
	}
	return &ev.Score
}

// Ranked is the quality of the order in which leads are called.
func (ev *Evaluation) Ranked() outcomes.Quality { return *ev.ranked() }

// Rate is the win rate of all leads with an outcome.
func (ev *Evaluation) Rate() stats.Interval { return stats.Wilson(ev.Won, ev.Won+ev.Lost) }

// measure computes the qualities and the gains.
func (ev *Evaluation) measure(r *replay) {
	var own bool
	r.probabilities, own = r.rates()
	ev.Own = own
	ev.Score = outcomes.Measure(r.scores, r.probabilities, r.won)
	r.order = r.scores
	if order, same := r.ranks(); !same {
		q := outcomes.Measure(order, nil, r.won)
		ev.Ranking, r.order = &q, order
	}
	ev.Gains = gains(stats.Ties(r.order, r.won), ev.Won, ev.Won+ev.Lost)
}

// mostGains is how many points the gains curve has at most.
const mostGains = 200

// gains cumulates leads and wins from the best score down.
func gains(groups []stats.Tie, won, leads int) []Gain {
	curve := []Gain{{}}
	seen, hits := 0, 0
	for _, g := range groups {
		seen, hits = seen+g.Leads(), hits+g.Won
		at := Gain{stats.Ratio(seen, leads), stats.Ratio(hits, won)}
		if last := curve[len(curve)-1]; at.Leads-last.Leads >= 1.0/mostGains || seen == leads {
			curve = append(curve, at)
		}
	}
	return curve
}

// noteDrift names the periods in which scores were worth something else than before.
func (ev *Evaluation) noteDrift() {
	var names []string
	for _, p := range ev.Periods {
		if slices.Contains(p.Drift.Changed, RulesChanged) {
			names = append(names, p.Name)
		}
	}
	if len(names) > 0 {
		ev.Notes = append(ev.Notes, outcomes.Textf("what scores are worth has changed for certain (leads of the same score win more or less often than before, or the score sorts otherwise) in %s", strings.Join(names, ", ")))
	}
}

const flatteringAUC = 0.95 // above it scores have mostly known the outcome

// note says what figures alone would hide.
func (ev *Evaluation) note() {
	if rarer := min(ev.Won, ev.Lost); rarer < outcomes.SmallLeads {
		ev.Notes = append(ev.Notes, outcomes.Textf("%d won and %d lost leads are few: the intervals are wide, and the rules' figures mostly luck", ev.Won, ev.Lost))
	}
	if ev.Score.AUC.Value > flatteringAUC && min(ev.Won, ev.Lost) >= outcomes.LeastLeads {
		ev.Notes = append(ev.Notes, outcomes.Textf("an AUC over %.2f is nearly always a column that knows the outcome", flatteringAUC))
	}
	for _, p := range ev.Periods {
		if p.Shift-p.Chance > stats.PSIShifted {
			ev.Notes = append(ev.Notes, outcomes.Textf("in %s scores were spread otherwise than before (PSI %.2f): look at the rates anew", p.Name, p.Shift))
		}
	}
	ev.noteDrift()
	if math.IsNaN(ev.Score.LogLoss) {
		return
	}
	if ev.Own && ev.Score.LogLoss > ev.Score.BaseLogLoss {
		ev.Notes = append(ev.Notes, outcomes.Plain("the rulebook's own rates are worse than giving every lead the average: paste those of the data, or learn --recalibrate"))
	}
}
