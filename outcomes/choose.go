package outcomes

import (
	"fmt"
	"math"
	"slices"

	"leadscore/match"
	"leadscore/scoring"
)

// stopGain is the AUC in folds that one more criterion must add.
const stopGain = 0.002

// fit is what was learned from one part of the leads.
type fit struct {
	table *evidenceTable
	path  []forwardStep
}

// learnFrom bins and chooses on some leads.
func (l *learner) learnFrom(fields []*field, leads []int32, pinned []int, most int) fit {
	t := newEvidenceTable(fields, leads, l.won)
	path := t.forward(pinned, most)
	if len(path) == 0 {
		path = t.fallback()
	}
	return fit{t, path}
}

// fallback is the field that tells most, however little.
func (t *evidenceTable) fallback() []forwardStep {
	best := 0
	for j, b := range t.bins {
		if InformationValue(b.bins()) > InformationValue(t.bins[best].bins()) {
			best = j
		}
	}
	chosen := []int{best}
	return []forwardStep{{chosen, FitLogit(t.pick(chosen), t.won, ridgeOf(len(t.leads)), nil)}}
}

// at is the step with so many fields, or the last.
func (f fit) at(size int) forwardStep { return f.path[min(size, len(f.path))-1] }

// choose finds the number of criteria: as many as add to the AUC in folds, or as many
// as were asked for.
func (l *learner) choose() {
	most := l.opt.mostCriteria(l.rarer())
	l.fits = l.fitFolds(l.fields, most)
	path := l.pathAUC(l.fits, most)
	l.size = len(path)
	if l.opt.Criteria == 0 {
		l.size = stopAt(path, len(l.pinned))
	}
	if len(l.suspects) > 0 {
		fits := l.fitFolds(slices.Concat(l.fields, l.suspects), l.size)
		l.report.Without, l.report.With = &path[l.size-1], &l.pathAUC(fits, l.size)[l.size-1]
	}
	l.trySuspects()
	l.choosePairs(path[l.size-1].Value, most)
}

// trySuspects tells of each suspect what the AUC would be with it alone beside the
// fields.
func (l *learner) trySuspects() {
	for _, f := range l.suspects {
		fits := l.fitFolds(append(slices.Clone(l.fields), f), l.size)
		auc := l.pathAUC(fits, l.size)[l.size-1]
		at := slices.IndexFunc(l.report.Exclusions, func(e Exclusion) bool { return e.Column == f.header })
		l.report.Exclusions[at].With = &auc
	}
}

// choosePairs finds how many pairs add enough to the AUC in folds. Where there is no
// room for one more criterion, a pair takes the place of the last.
func (l *learner) choosePairs(auc float64, most int) {
	for pairs := 1; pairs <= l.opt.pairs() && pairs < most; pairs++ {
		size := min(l.size, most-pairs)
		with := l.foldAUC(l.fits, func(f fit) forwardStep { return f.with(size, pairs) }).Value
		if with-auc < pairGain {
			return
		}
		l.size, l.pairs, auc = size, pairs, with
	}
}

// with is the step with so many fields, and so many pairs beside them.
func (f fit) with(size, pairs int) forwardStep {
	s := f.at(size)
	for range pairs {
		next, added := f.table.addPair(s)
		if !added {
			break
		}
		s = next
	}
	return s
}

// stopAt is the size after which no further criterion, nor two together, pay.
func stopAt(path []Interval, pinned int) int {
	size := max(1, min(pinned, len(path)))
	for next := size + 1; next <= len(path); next++ {
		if path[next-1].Value-path[size-1].Value >= stopGain*float64(next-size) {
			size = next
		}
	}
	return size
}

// fitFolds learns from the training part of each fold.
func (l *learner) fitFolds(fields []*field, most int) []fit {
	fits := make([]fit, len(l.folds))
	parallel(len(fits), func(k int) { fits[k] = l.learnFrom(fields, l.folds[k].train, l.pinned, most) })
	return fits
}

// pathAUC is the held-out AUC after each choice, over the folds.
func (l *learner) pathAUC(fits []fit, most int) []Interval {
	path := make([]Interval, most)
	for size := range path {
		path[size] = l.foldAUC(fits, func(f fit) forwardStep { return f.at(size + 1) })
	}
	return path
}

// foldAUC is the held-out AUC of one step of each fold's fit.
func (l *learner) foldAUC(fits []fit, step func(fit) forwardStep) Interval {
	parts := make([]Quality, len(fits))
	parallel(len(fits), func(k int) {
		s := step(fits[k])
		parts[k].AUC = DeLong(fits[k].table.linear(s, l.folds[k].test), pickWon(l.won, l.folds[k].test))
	})
	return average(parts, l.rounds).AUC
}

// cardFrom learns a rulebook from some leads.
func (l *learner) cardFrom(leads []int32) (*card, *scoring.Rulebook) {
	return l.cardOf(l.learnFrom(l.fields, leads, l.pinned, l.size))
}

func (l *learner) cardOf(f fit) (*card, *scoring.Rulebook) {
	c := newCard(f.table, f.with(l.size, l.pairs), l.opt.step())
	return c, c.rulebook(&l.opt)
}

// heldOut is the leads of a split that were not learned from, with the scores that
// the engine gives them by what was learned from the others.
type heldOut struct {
	scores, trained   []float64 // of test and of train
	testWon, trainWon []bool
	card              *card
	err               error
}

// holdOut makes a rulebook of what was learned from one part of a split and has the
// engine score the other.
func (l *learner) holdOut(s split, f fit) heldOut {
	c, rb := l.cardOf(f)
	out := heldOut{card: c, testWon: pickWon(l.won, s.test), trainWon: pickWon(l.won, s.train)}
	if len(c.lines) == 0 { // nothing told won from lost: every lead scores 0
		out.scores = make([]float64, len(s.test))
	} else {
		out.scores, out.err = ScoreLeads(rb, l.history, s.test, l.opt.AsOf)
	}
	for _, i := range s.train {
		out.trained = append(out.trained, float64(c.score(i)))
	}
	return out
}

// quality measures the held-out scores, with probabilities from a logistic curve on
// the leads that were learned from.
func (o *heldOut) quality() Quality {
	curve := CalibrateLogistic(o.trained, o.trainWon)
	return Measure(o.scores, curve.Probabilities(o.scores), o.testWon)
}

// measure holds out each fold, and the newest leads.
func (l *learner) measure() error {
	return l.measureBy(func(k int) heldOut {
		if k < len(l.folds) {
			return l.holdOut(l.folds[k], l.fits[k])
		}
		return l.holdOut(*l.newest, l.learnFrom(l.fields, l.newest.train, l.pinned, l.size))
	})
}

// measureBy measures what holdOut gives for each fold, and, after the last, for the
// newest leads.
func (l *learner) measureBy(holdOut func(k int) heldOut) error {
	outs := make([]heldOut, len(l.splits()))
	qualities := make([]Quality, len(outs))
	parallel(len(outs), func(k int) {
		if outs[k] = holdOut(k); outs[k].err == nil {
			qualities[k] = outs[k].quality()
		}
	})
	var scores []float64
	var won []bool
	for k := range outs {
		if outs[k].err != nil {
			return outs[k].err
		}
		if k < foldCount {
			scores, won = append(scores, outs[k].scores...), append(won, outs[k].testWon...)
		}
	}
	l.report.Folds, l.report.Rounds = average(qualities[:len(l.folds)], l.rounds), l.rounds
	if l.newest != nil {
		out := outs[len(l.folds)]
		l.report.Newest = &qualities[len(l.folds)]
		l.report.NewestFrom = l.history.order[l.newest.test[0]]
		l.report.ScorePSI = scorePSI(out.trained, out.scores)
		scores, won = out.scores, out.testWon
	}
	l.report.Rates = RateBands(scores, won)
	l.report.Stages = cutStages(scores, won, &l.opt)
	return nil
}

// splits are the folds of all rounds, and then the newest leads, if they are held out.
func (l *learner) splits() []split {
	if l.newest == nil {
		return l.folds
	}
	return append(slices.Clone(l.folds), *l.newest)
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
	return PSI(count(before), count(after))
}

// finish learns from all leads.
func (l *learner) finish() (*scoring.Rulebook, error) {
	c, rb := l.cardFrom(l.leads)
	if len(c.lines) == 0 {
		return nil, &NothingError{l.report.Exclusions}
	}
	rb.Score.Rates = scoreRates(l.report.Rates)
	rb.Stages = stageRules(l.report.Stages)
	l.reportFields(c)
	for k := range c.lines {
		l.report.Criteria = append(l.report.Criteria, c.lines[k].report())
	}
	return rb, nil
}

// report counts the leads of each line of points.
func (l *cardLine) report() CriterionReport {
	r := CriterionReport{Name: criterionName(l.bins.field), Columns: []string{l.bins.field.header}}
	if p := l.bins.field.pair; p != nil {
		r.Columns = []string{p.a.bins.field.header, p.b.bins.field.header}
	}
	for _, b := range l.bands() {
		when := "otherwise"
		if p := l.bins.field.pair; p != nil {
			when = p.condition(r.Columns[0], r.Columns[1]).String()
		}
		if b.tests != nil {
			when = (&match.Condition{Tests: b.tests}).TestsText()
		}
		r.Bands = append(r.Bands, BandReport{when, b.points, b.tally})
	}
	if l.bins.missing.Leads() > 0 && !l.onlyFilled() {
		r.Missing = &BandReport{"missing", l.missing, l.bins.missing}
	}
	return r
}

// reportFields says what each field that could be used tells.
func (l *learner) reportFields(c *card) {
	used := map[*field]bool{}
	for k := range c.lines {
		used[c.lines[k].bins.field] = true
	}
	l.report.Fields = make([]FieldReport, len(l.fields))
	s := newScreen(l.history, l.leads, l.won, l.bundle, l.opt.Seed)
	parallel(len(l.fields), func(j int) {
		f := l.fields[j]
		b := binAtoms(f, l.leads, l.won)
		r := FieldReport{Column: f.header, Type: typeName(f), Information: InformationValue(b.bins()), AUC: s.alone(f), Missing: b.missing.Leads(), Words: f.missing, Used: used[f]}
		if l.newest != nil {
			r.PSI = b.psi(l.newest.train, l.newest.test)
		}
		l.report.Fields[j] = r
	})
	for _, r := range l.report.Fields {
		if r.PSI > 0.25 && r.Used {
			l.report.Notes = append(l.report.Notes, fmt.Sprintf("%s has shifted: PSI %.2f from the older leads to the newest", r.Column, r.PSI))
		}
	}
}

func typeName(f *field) string {
	if f.kind == filledKind {
		return "filled"
	}
	return f.declaration("").Type.String()
}

// psi is the stability index of the field's bins between two groups of leads.
func (b *binning) psi(before, after []int32) float64 {
	count := func(leads []int32) []int {
		counts := make([]int, len(b.tallies)+1)
		for _, i := range leads {
			if a := b.field.atoms[i]; a == noAtom {
				counts[len(b.tallies)]++
			} else {
				counts[b.bin[a]]++
			}
		}
		return counts
	}
	return PSI(count(before), count(after))
}

// Limits of the judgement.
const (
	weakAUC   = 0.55 // held out, that the interval must lie above
	weakFall  = 0.05 // from the folds to the newest leads
	shiftedBy = 0.25 // PSI of the score
)

// judge says whether the rulebook holds.
func (l *learner) judge() {
	r := &l.report
	weak := func(format string, args ...any) { r.Reasons = append(r.Reasons, fmt.Sprintf(format, args...)) }
	if q := r.Quality(); !(q.AUC.Low > weakAUC) {
		weak("on leads held out its AUC is %.3f (95 %% interval %.3f to %.3f): no better than %.2f for certain", q.AUC.Value, q.AUC.Low, q.AUC.High, weakAUC)
	}
	if r.Newest != nil && r.Newest.AUC.Value < r.Folds.AUC.Value-weakFall {
		weak("on the newest leads its AUC is %.3f, in folds %.3f: what it learned is passing", r.Newest.AUC.Value, r.Folds.AUC.Value)
	}
	if l.rarer() < SmallLeads {
		weak("%d won and %d lost leads are few", r.Won, r.Lost)
	}
	if l.rarer() < FewLeads {
		r.Notes = append(r.Notes, fmt.Sprintf("under %d leads of the rarer outcome: at most %d criteria", FewLeads, FewCriteria))
	}
	if r.ScorePSI > shiftedBy {
		r.Notes = append(r.Notes, fmt.Sprintf("scores have shifted: PSI %.2f from the older leads to the newest", r.ScorePSI))
	}
	r.Status = StatusGood
	if len(r.Reasons) > 0 {
		r.Status = StatusWeak
	}
}
