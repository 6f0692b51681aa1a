package learn

import (
	"math"
	"slices"

	"leadscore/outcomes"
	"leadscore/outcomes/internal/binning"
	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/internal/jobs"
	"leadscore/outcomes/internal/scorecard"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// stopGain is the AUC in folds that one more criterion must add.
const stopGain = 0.002

// fit is what was learned from one part of the leads.
type fit struct {
	table  *scorecard.Table
	path   []scorecard.Step
	pinned []int // fields that are added to any step
}

// learnFrom bins and chooses on some leads.
func (l *learner) learnFrom(fields []*typing.Field, leads []int32, pinned []int, most int) fit {
	t := scorecard.NewTable(fields, leads, l.won, l.tenths)
	path := t.Forward(most)
	if len(path) == 0 {
		path = t.Fallback()
	}
	return fit{t, path, pinned}
}

// at is the step with so many fields, or the last.
func (f fit) at(size int) scorecard.Step { return f.path[min(size, len(f.path))-1] }

// choose finds the number of criteria: as many as add to the AUC in folds, or as many
// as were asked for.
func (l *learner) choose() {
	most := l.opt.mostCriteria(l.rarer())
	l.fits = l.fitFolds(l.fields, most)
	path := l.pathAUC(l.fits, most)
	l.size = len(path)
	if l.opt.Criteria == 0 {
		l.size = stopAt(path)
	}
	if len(l.suspects) > 0 {
		fits := l.fitFolds(slices.Concat(l.fields, l.suspects), l.size)
		l.report.Without, l.report.With = &path[l.size-1], &l.pathAUC(fits, l.size)[l.size-1]
	}
	l.trySuspects()
	l.choosePairs(most)
	l.chooseStep()
}

// stepCost is the AUC in folds that points in steps that people use may cost. It is the
// sum of what eight lines in fives lose: on four lists between 0.004 and 0.008, so that
// they are for cards of fewer lines.
const stepCost = 0.002

// chooseStep takes the step that people use where it costs next to nothing.
func (l *learner) chooseStep() {
	if l.opt.Step != 0 {
		return
	}
	auc := func(step int) float64 {
		return l.foldAUC(func(k int) []float64 { return l.cardIn(l.fits[k], step).Scores(l.folds[k].Test) }).Value
	}
	fine, coarse := auc(1), auc(PeopleStep)
	if fine-coarse < stepCost {
		l.step = PeopleStep
		l.report.StepCost = fine - coarse
	}
}

// trySuspects tells of each suspect what the AUC would be with it beside the chosen
// fields.
func (l *learner) trySuspects() {
	for _, f := range l.suspects {
		auc := l.foldAUC(func(k int) []float64 {
			table := *l.fits[k].table // a copy: the suspect stays out of the fold's own
			table.Bins, table.Places, table.Held = slices.Clip(table.Bins), slices.Clip(table.Places), slices.Clip(table.Held)
			step, _ := table.AddBins(l.fits[k].at(l.size), binning.Of(f, table.Leads, l.won))
			return table.Linear(step, l.folds[k].Test)
		})
		at := slices.IndexFunc(l.report.Exclusions, func(e outcomes.Exclusion) bool { return e.Column == f.Header && e.Cause == outcomes.CauseSuspect })
		l.report.Exclusions[at].With = &auc
	}
}

// choosePairs finds how many pairs add enough to the AUC in folds. Where there is no
// room for one more criterion, a pair takes the place of the last.
func (l *learner) choosePairs(most int) {
	auc := l.withAUC(l.size, 0)
	for pairs := 1; pairs <= l.opt.pairs() && pairs < most; pairs++ {
		size := min(l.size, most-pairs)
		with := l.withAUC(size, pairs)
		if with-auc < scorecard.PairGain {
			return
		}
		l.size, l.pairs, auc = size, pairs, with
	}
}

// withAUC is the AUC in folds of so many fields and pairs.
func (l *learner) withAUC(size, pairs int) float64 {
	return l.foldAUC(func(k int) []float64 { return l.fits[k].linear(l.fits[k].with(size, pairs), l.folds[k]) }).Value
}

// with is the step with so many fields, and so many pairs and the pinned fields beside
// them.
func (f fit) with(size, pairs int) scorecard.Step {
	s := f.at(size)
	for range pairs {
		next, added := f.table.AddPair(s)
		if !added {
			break
		}
		s = next
	}
	return f.table.Keep(s, f.pinned)
}

// stopAt is the size after which no further criterion, nor two together, pay.
func stopAt(path []stats.Interval) int {
	size := 1
	for next := size + 1; next <= len(path); next++ {
		if path[next-1].Value-path[size-1].Value >= stopGain*float64(next-size) {
			size = next
		}
	}
	return size
}

// fitFolds learns from the training part of each fold.
func (l *learner) fitFolds(fields []*typing.Field, most int) []fit {
	fits := make([]fit, len(l.folds))
	jobs.Do(len(fits), func(k int) { fits[k] = l.learnFrom(fields, l.folds[k].Train, l.pinned, most) })
	return fits
}

// pathAUC is the held-out AUC after each choice, over the folds.
func (l *learner) pathAUC(fits []fit, most int) []stats.Interval {
	path := make([]stats.Interval, most)
	for size := range path {
		path[size] = l.foldAUC(func(k int) []float64 { return fits[k].linear(fits[k].at(size+1), l.folds[k]) })
	}
	return path
}

// linear is what a step gives the leads held out.
func (f fit) linear(s scorecard.Step, held holdout.Split) []float64 {
	return f.table.Linear(s, held.Test)
}

// foldAUC is the held-out AUC of what scores gives to each fold's leads held out.
func (l *learner) foldAUC(scores func(k int) []float64) stats.Interval {
	parts := make([]outcomes.Quality, len(l.folds))
	jobs.Do(len(parts), func(k int) {
		parts[k].AUC = stats.DeLong(scores(k), stats.Pick(l.won, l.folds[k].Test))
	})
	return outcomes.Average(parts, l.rounds).AUC
}

// cardFrom learns a rulebook from some leads.
func (l *learner) cardFrom(leads []int32) (*scorecard.Card, *rulebook.Rulebook) {
	return l.cardOf(l.learnFrom(l.fields, leads, l.pinned, l.size))
}

func (l *learner) cardOf(f fit) (*scorecard.Card, *rulebook.Rulebook) {
	c := l.cardIn(f, l.step)
	return c, c.Rulebook(l.opt.Name, l.opt.Language)
}

// cardIn is the card of a fit with points in some step.
func (l *learner) cardIn(f fit, step int) *scorecard.Card {
	s := f.with(l.size, l.pairs)
	c := scorecard.New(f.table, f.table.Joined(s, l.opt.oneWay), step)
	if len(c.Lines) == 0 { // no bin differs for certain: then by what little they do
		c = scorecard.New(f.table, s, step)
	}
	return c
}

// heldOut is the leads of a split that were not learned from, with the scores that
// the engine gives them by what was learned from the others.
type heldOut struct {
	scores, trained   []float64 // of test and of train
	testWon, trainWon []bool
	copies            []int32 // of test: leads with one number are copies of one lead
	card              *scorecard.Card
	barred            []string // columns that a guard left out of what it learned from, and not of all leads
	err               error
}

// holdOut makes a rulebook of what was learned from one part of a split and has the
// engine score the other.
func (l *learner) holdOut(s holdout.Split, f fit) heldOut {
	c, rb := l.cardOf(f)
	out := heldOut{card: c, testWon: stats.Pick(l.won, s.Test), trainWon: stats.Pick(l.won, s.Train)}
	if len(c.Lines) == 0 { // nothing told won from lost: every lead scores 0
		out.scores = make([]float64, len(s.Test))
	} else {
		out.scores, out.err = outcomes.ScoreLeads(rb, l.history, s.Test, l.opt.AsOf)
	}
	out.trained = c.Scores(s.Train)
	return out
}

// quality measures the held-out scores, with probabilities from a logistic curve on
// the leads that were learned from.
func (o *heldOut) quality() outcomes.Quality {
	curve := stats.CalibrateLogistic(o.trained, o.trainWon)
	q := outcomes.Measure(o.scores, curve.Probabilities(o.scores), o.testWon)
	if o.copies != nil {
		q.AUC = stats.DeLongOf(o.scores, o.testWon, o.copies)
	}
	return q
}

// measure holds out each fold, the newest leads, and each window.
func (l *learner) measure() error {
	return l.measureBy(func(k int) heldOut {
		if k < len(l.folds) {
			return l.holdOut(l.folds[k], l.fits[k])
		}
		return l.holdOutLater(l.splits()[k], k == len(l.folds) && l.newest != nil)
	})
}

// holdOutLater learns from the older leads as if there were no others: they alone
// decide which columns may be used, and how many criteria pay. Only clocks of the whole list
// are out here too, since what makes them clocks is no outcome. Folds are dealt as often as
// for the whole list where it is carefully done, else once, from at most mostInWindow leads.
func (l *learner) holdOutLater(s holdout.Split, carefully bool) heldOut {
	opt := l.opt
	opt.Split, opt.References, opt.Small = SplitFolds, false, true
	opt.Drop = slices.Concat(opt.Drop, l.clocks())
	older := newLearner(l.history, opt)
	if !carefully {
		s.Train = evenly(s.Train, mostInWindow)
	}
	older.leads, older.all = s.Train, l.tally(s.Train)
	older.prepare()
	barred := older.barred(l.fields)
	if len(older.fields) == 0 {
		return heldOut{barred: barred, card: &scorecard.Card{}, scores: make([]float64, len(s.Test)), trained: make([]float64, len(s.Train)),
			testWon: stats.Pick(l.won, s.Test), trainWon: stats.Pick(l.won, s.Train)}
	}
	if !carefully {
		older.folds, older.rounds = older.folds[:holdout.FoldCount], 1
	}
	older.choose()
	out := older.holdOut(s, older.learnFrom(older.fields, older.leads, older.pinned, older.size))
	out.barred = barred
	return out
}

// clocks are the columns left out because they tell when a lead came.
func (l *learner) clocks() []string {
	var columns []string
	for _, e := range l.report.Exclusions {
		used := slices.ContainsFunc(l.fields, func(f *typing.Field) bool { return f.Header == e.Column })
		if e.Cause == outcomes.CauseClock && !used {
			columns = append(columns, e.Column)
		}
	}
	return columns
}

// mostInWindow is how many leads a rolling window learns from. They lie evenly among those
// that it has: what more of them would add to the AUC is under what a window can measure.
const mostInWindow = 200_000

// evenly takes at most so many leads, at equal distances.
func evenly(leads []int32, most int) []int32 {
	every := (len(leads) + most - 1) / most
	if every < 2 {
		return leads
	}
	some := make([]int32, 0, len(leads)/every+1)
	for k := 0; k < len(leads); k += every {
		some = append(some, leads[k])
	}
	return some
}

// barred are the columns of some fields that a guard has left out here.
func (l *learner) barred(fields []*typing.Field) []string {
	var columns []string
	for _, e := range l.report.Exclusions {
		guarded := e.Cause == outcomes.CauseLeak || e.Cause == outcomes.CauseSuspect || e.Cause == outcomes.CauseClock
		if guarded && slices.ContainsFunc(fields, func(f *typing.Field) bool { return f.Header == e.Column }) {
			columns = append(columns, e.Column)
		}
	}
	return columns
}

// measureBy measures what holdOut gives for each of the splits.
func (l *learner) measureBy(holdOut func(k int) heldOut) error {
	outs := make([]heldOut, len(l.splits()))
	qualities := make([]outcomes.Quality, len(outs))
	splits, copied := l.splits(), l.copied()
	jobs.Do(len(outs), func(k int) {
		outs[k] = holdOut(k)
		if copied > 0 {
			outs[k].copies = stats.Pick(l.bundle, splits[k].Test)
		}
		if outs[k].err == nil {
			qualities[k] = outs[k].quality()
		}
	})
	for k := range outs {
		if outs[k].err != nil {
			return outs[k].err
		}
	}
	l.outs = outs
	if copied > 0 {
		l.report.Notes = append(l.report.Notes, outcomes.Textf("%d leads are copies of others: copies count once in intervals, and are never held out apart", copied))
	}
	l.report.Folds, l.report.Rounds = outcomes.Average(qualities[:len(l.folds)], l.rounds), l.rounds
	if l.newest != nil {
		out := outs[len(l.folds)]
		l.report.Newest = &qualities[len(l.folds)]
		l.report.NewestFrom = l.history.Order(int(l.newest.Test[0]))
		l.report.ScorePSI = scorePSI(out.trained, out.scores)
	}
	for k, s := range l.rolling {
		l.report.Windows = append(l.report.Windows, qualities[len(qualities)-len(l.rolling)+k])
		l.report.WindowsFrom = append(l.report.WindowsFrom, l.history.Order(int(s.Test[0])))
	}
	return nil
}

// copied is how many leads are copies of others.
func (l *learner) copied() (n int) {
	for _, i := range l.leads {
		if l.bundle[i] != i {
			n++
		}
	}
	return n
}

// splits are the folds of all rounds, then the newest leads, if they are held out, then
// the windows.
func (l *learner) splits() []holdout.Split { return slices.Concat(l.folds, l.later()) }

// later are the splits that hold later leads out.
func (l *learner) later() []holdout.Split {
	if l.newest == nil {
		return l.rolling
	}
	return slices.Concat([]holdout.Split{*l.newest}, l.rolling)
}

// scorePSI is the stability index of scores in bands of ten points.
func scorePSI(before, after []float64) float64 {
	const bands = 11
	count := func(scores []float64) []int {
		counts := make([]int, bands)
		for _, s := range scores {
			counts[min(max(int(math.Floor(s/10)), 0), bands-1)]++
		}
		return counts
	}
	return stats.PSI(count(before), count(after))
}
