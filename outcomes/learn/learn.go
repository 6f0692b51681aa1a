package learn

import (
	"math"
	"slices"

	"leadscore/match/fold"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/guards"
	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/internal/jobs"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// Learned is what Learn gives.
type Learned struct {
	Rulebook *rulebook.Rulebook
	Report   Report
}

// Learn makes a rulebook from won and lost leads. Its errors are *TooFewError,
// *ColumnError, *OptionError and *NothingError. A rulebook that does not hold on
// leads that it has not seen is still given: Report.Status is StatusWeak then.
func Learn(h *outcomes.History, opt Options) (*Learned, error) {
	if err := opt.check(h.Header); err != nil {
		return nil, err
	}
	l := newLearner(h, opt)
	if opt.Matures > 0 && h.HasOrder() {
		l.mature(opt.Matures)
	}
	l.tellImmature()
	if err := l.enough(); err != nil {
		return nil, err
	}
	if opt.StartFrom != nil {
		l.opt.Allow = h.Header
	}
	l.prepare()
	if len(l.fields) == 0 {
		return nil, &NothingError{l.report.Exclusions}
	}
	rb, err := l.learn()
	if err != nil {
		return nil, err
	}
	if opt.References {
		l.refer()
	}
	l.judge()
	return &Learned{Rulebook: rb, Report: l.report}, nil
}

// prepare finds the fields that may be used, and deals the leads into folds.
func (l *learner) prepare() {
	if l.history.HasOrder() {
		l.tenths = holdout.TenthsOf(l.history, l.leads)
	}
	l.takeColumns()
	l.screenLeaks()
	if l.opt.StartFrom == nil {
		l.preferKnowledge()
		l.leaveOutCopies()
		l.leaveOutNoise()
	}
	l.makeSplits()
}

// learn makes and measures the rulebook.
func (l *learner) learn() (*rulebook.Rulebook, error) {
	if l.opt.StartFrom != nil {
		if err := l.usedColumns(); err != nil {
			return nil, err
		}
		return l.refine()
	}
	l.choose()
	if err := l.measure(); err != nil {
		return nil, err
	}
	if l.opt.Alternatives > 0 {
		l.alternatives(l.opt.Alternatives)
	}
	return l.finish()
}

// learner is one run of Learn.
type learner struct {
	history  *outcomes.History
	opt      Options
	leads    []int32 // those with an outcome
	won      []bool  // of each lead of the history
	all      stats.Tally
	fields   []*typing.Field
	suspects []*typing.Field // left out, but not for certain
	pinned   []int           // positions in fields
	apart    map[int]bool    // columns that do not tell duplicates apart: the outcome, row numbers
	bundle   []int32
	folds    []holdout.Split // rounds × folds
	rounds   int
	newest   *holdout.Split
	rolling  []holdout.Split // windows, oldest first
	tenths   holdout.Tenths  // where there is an order of time
	fits     []fit           // of each fold
	outs     []heldOut       // of each split
	size     int             // criteria on one field
	step     int             // points are multiples of it
	pairs    int             // criteria on a pair of fields
	report   Report
}

func newLearner(h *outcomes.History, opt Options) *learner {
	l := &learner{history: h, opt: opt, step: max(opt.Step, 1), won: make([]bool, h.Len()), apart: map[int]bool{}}
	for i := range h.Len() {
		o := h.Outcome(i)
		if o == outcomes.Open {
			l.report.Open++
			continue
		}
		l.won[i] = o == outcomes.Won
		l.all.Count(l.won[i])
		l.leads = append(l.leads, int32(i))
	}
	l.report.Won, l.report.Lost, l.report.Seed = l.all.Won, l.all.Lost, opt.Seed
	l.report.StepCost = math.NaN()
	l.report.Oldest, l.report.Latest = h.Span(l.leads)
	return l
}

func (l *learner) rarer() int { return min(l.all.Won, l.all.Lost) }

func (l *learner) enough() error {
	e := &outcomes.TooFewError{Won: l.all.Won, Lost: l.all.Lost, Open: l.report.Open, Need: outcomes.LeastLeads}
	if l.rarer() < outcomes.LeastLeads {
		return e
	}
	if l.rarer() < outcomes.SmallLeads && !l.opt.Small {
		e.Need, e.Small = outcomes.SmallLeads, true
		return e
	}
	return nil
}

// takeColumns types the columns and leaves out those that cannot be used.
func (l *learner) takeColumns() {
	dropped, allowed := outcomes.FoldedSet(l.opt.Drop), outcomes.FoldedSet(append(slices.Clone(l.opt.Allow), l.opt.Keep...))
	typedColumns := make([]typing.Result, len(l.history.Header))
	jobs.Do(len(typedColumns), func(at int) {
		header := l.history.Header[at]
		folded := fold.Text(header)
		switch why := l.history.Reserved(at); {
		case why != "":
			typedColumns[at].Excluded = outcomes.Exclude(header, outcomes.CauseReserved, false, outcomes.Plain(why))
		case dropped[folded]:
			typedColumns[at].Excluded = outcomes.Exclude(header, outcomes.CauseDropped, false, outcomes.Plain("dropped, as asked"))
		case folded == "" || l.stands(folded) > 1:
			typedColumns[at].Excluded = outcomes.Exclude(header, outcomes.CauseHeader, false, outcomes.Plain("the header is blank or stands more than once"))
		default:
			typedColumns[at] = typing.Read(l.history, at, l.leads, allowed[folded])
		}
	})
	for at, t := range typedColumns {
		if t.Excluded != nil {
			if t.Counts && !l.history.HasOrder() {
				t.Excluded.Reason = t.Excluded.Reason.Then(outcomes.Textf("if they tell when leads came, --date %s measures what lasts", outcomes.Quoted(t.Excluded.Column)))
			}
			l.report.Exclusions = append(l.report.Exclusions, *t.Excluded)
			l.apart[at] = t.Excluded.Cause == outcomes.CauseReserved || t.Excluded.Cause == outcomes.CauseIdentifier && t.Counts
		}
		if t.Field != nil {
			l.fields = append(l.fields, t.Field)
		}
		l.fields = append(l.fields, t.Made...)
	}
}

func (l *learner) stands(folded string) (times int) {
	for _, header := range l.history.Header {
		if fold.Text(header) == folded {
			times++
		}
	}
	return times
}

// screenLeaks leaves out the fields that tell, or may tell, the outcome.
func (l *learner) screenLeaks() {
	l.bundle = holdout.Bundles(l.history, l.leads, l.apart)
	s := guards.New(l.history, l.leads, l.won, l.bundle, l.opt.Seed)
	leaks := make([]guards.Leak, len(l.fields))
	jobs.Do(len(leaks), func(j int) { leaks[j] = s.Look(l.fields[j]) })
	s.Companions(l.fields, leaks)
	if l.history.HasOrder() {
		l.screenClocks(leaks)
	}
	allowed := outcomes.FoldedSet(append(slices.Clone(l.opt.Allow), l.opt.Keep...))
	keep := outcomes.FoldedSet(l.opt.Keep)
	var fields []*typing.Field
	for j, f := range l.fields {
		e := leaks[j].Exclusion(f.Header)
		if e != nil && allowed[fold.Text(f.Header)] {
			l.report.Allowed = append(l.report.Allowed, *e)
			e = nil
		}
		if e != nil && e.Cause == outcomes.CauseDoubt {
			if !l.doubted(f.Header) { // what is made of a column is doubted with it
				l.report.Doubts = append(l.report.Doubts, *e)
			}
			e = nil
		}
		if e != nil {
			l.report.Exclusions = append(l.report.Exclusions, *e)
			if e.Cause == outcomes.CauseSuspect {
				l.suspects = append(l.suspects, f)
			}
			continue
		}
		if keep[fold.Text(f.Header)] {
			l.pinned = append(l.pinned, len(fields))
		}
		fields = append(fields, f)
	}
	l.fields = fields
	l.orderExclusions()
	for _, e := range l.report.Exclusions {
		if keep[fold.Text(e.Column)] && e.Cause != outcomes.CauseFreeText {
			l.note(outcomes.Textf("cannot keep %s", e.Text()))
		}
	}
}

// doubted reports whether a column is already asked about.
func (l *learner) doubted(column string) bool {
	return slices.ContainsFunc(l.report.Doubts, func(e outcomes.Exclusion) bool { return e.Column == column })
}

// orderExclusions puts them in the order of the header.
func (l *learner) orderExclusions() {
	place := map[string]int{}
	for at, header := range l.history.Header {
		place[header] = at
	}
	slices.SortStableFunc(l.report.Exclusions, func(a, b outcomes.Exclusion) int { return place[a.Column] - place[b.Column] })
}

// makeSplits deals the leads into folds, and sets the newest apart where there are
// enough of both outcomes on both sides.
func (l *learner) makeSplits() {
	l.rounds = 1
	switch n := len(l.leads); {
	case n < 2000:
		l.rounds = 5
	case n < 10000:
		l.rounds = 2
	}
	for round := range l.rounds {
		l.folds = append(l.folds, holdout.Folds(l.leads, l.won, l.bundle, holdout.FoldCount, l.opt.Seed+uint64(round)<<32)...)
	}
	if l.opt.Split == SplitFolds || l.opt.Split == SplitAuto && !l.history.HasOrder() {
		return
	}
	if l.history.HasOrder() {
		l.rolling = holdout.Windows(l.history, l.leads, l.won)
	}
	s := holdout.Newest(l.history, l.leads, l.opt.holdout())
	if holdout.Enough(s.Train, l.won) && holdout.Enough(s.Test, l.won) {
		l.newest = &s
	} else {
		l.note(outcomes.Plain("the newest leads hold too few won or lost ones to measure on: measured in folds"))
	}
}
