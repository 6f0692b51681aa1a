package learn

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"leadscore/outcomes"
	"leadscore/outcomes/internal/binning"
	"leadscore/outcomes/internal/jobs"
	"leadscore/outcomes/internal/scorecard"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/promise"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// finish learns from all leads.
func (l *learner) finish() (*rulebook.Rulebook, error) {
	c, rb := l.cardFrom(l.leads)
	if len(c.Lines) == 0 {
		return nil, &NothingError{l.report.Exclusions}
	}
	final, err := outcomes.ScoreLeads(rb, l.history, l.leads, l.opt.AsOf)
	if err != nil {
		return nil, err
	}
	p := l.promises(final)
	l.promise(p)
	l.promiseStages(p)
	rb.Score.Rates = promise.WriteRates(l.report.Rates)
	rb.Stages = promise.StageRules(l.report.Stages)
	l.report.Step = l.step
	l.reportFields(c)
	l.tellIdle(c)
	l.tellCodes(c)
	for k := range c.Lines {
		r := reportLine(&c.Lines[k], l.opt.Language)
		r.Name = rb.Criteria[k].Name
		l.report.Criteria = append(l.report.Criteria, r)
	}
	return rb, nil
}

// tellIdle notes the columns that were to be kept and earn no points.
func (l *learner) tellIdle(c *scorecard.Card) {
	fields := c.Fields()
	for _, j := range l.pinned {
		if f := l.fields[j]; !slices.Contains(fields, f) {
			l.report.Notes = append(l.report.Notes, outcomes.Textf("%s is kept, but beside the other columns it tells nothing: it earns no points", f.Header))
		}
	}
}

// tellCodes notes the columns whose values are codes: the card cannot be read without what
// they stand for.
func (l *learner) tellCodes(c *scorecard.Card) {
	for _, f := range c.Fields() {
		if example, are := f.Codes(); are {
			l.report.Notes = append(l.report.Notes, outcomes.Textf("%s holds codes such as %s: put what they mean in their place, so that people can say why, or leave it out with --drop %s", f.Header, outcomes.Quoted(example), outcomes.Quoted(f.Header)))
		}
	}
}

// reportFields says what each field that could be used tells.
func (l *learner) reportFields(c *scorecard.Card) {
	used := map[*typing.Field]bool{}
	for k := range c.Lines {
		used[c.Lines[k].Bins.Field] = true
	}
	l.report.Fields = make([]FieldReport, len(l.fields))
	jobs.Do(len(l.fields), func(j int) {
		f := l.fields[j]
		b := binning.Of(f, l.leads, l.won)
		r := FieldReport{Column: f.Header, Type: typeName(f), Information: stats.InformationValue(b.Bins()), AUC: f.Alone, Missing: b.Missing.Leads(), Words: f.Missing, Used: used[f]}
		if l.newest != nil {
			r.PSI = b.Psi(l.newest.Train, l.newest.Test)
		}
		l.report.Fields[j] = r
	})
	for _, r := range l.report.Fields {
		if r.PSI > 0.25 && r.Used {
			l.report.Notes = append(l.report.Notes, outcomes.Textf("%s has shifted: PSI %.2f from the older leads to the newest", r.Column, r.PSI))
		}
	}
}

// Limits of the judgement.
const (
	weakAUC  = 0.55 // held out, that the interval must lie above
	weakFall = 0.05 // from the folds to the newest leads
	tooGood  = 0.95 // AUC
)

// judge says whether the rulebook holds.
func (l *learner) judge() {
	r := &l.report
	weak := func(why outcomes.Text) { r.Reasons = append(r.Reasons, why) }
	if q := r.Quality(); !(q.AUC.Low > weakAUC) {
		weak(outcomes.Textf("on leads held out its AUC is %.3f (95 %% interval %.3f to %.3f): no better than %.2f for certain", q.AUC.Value, q.AUC.Low, q.AUC.High, weakAUC))
	}
	if r.Newest != nil && fallen(r.Folds.AUC, r.Newest.AUC) {
		weak(outcomes.Textf("on the newest leads its AUC is %.3f, in folds %.3f: what it learned is passing (%s)", r.Newest.AUC.Value, r.Folds.AUC.Value, l.drift()))
	}
	if !r.Unmet.IsEmpty() {
		weak(r.Unmet)
	}
	if l.rarer() < outcomes.SmallLeads {
		weak(outcomes.Textf("%d won and %d lost leads are few", r.Won, r.Lost))
	}
	if l.rarer() < FewLeads {
		r.Notes = append(r.Notes, outcomes.Textf("under %d leads of the rarer outcome: at most %d criteria", FewLeads, FewCriteria))
	}
	if r.ScorePSI > stats.PSIShifted {
		r.Notes = append(r.Notes, outcomes.Textf("scores have shifted: PSI %.2f from the older leads to the newest", r.ScorePSI))
	}
	l.tellShiftedRate()
	if r.Quality().AUC.Value > tooGood {
		r.Notes = append(r.Notes, outcomes.Textf("an AUC over %.2f is more than lead scoring gives: look for a column that tells the outcome", tooGood))
	}
	r.Status = StatusGood
	if len(r.Reasons) > 0 {
		r.Status = StatusWeak
	}
}

// fallen reports whether the AUC of the newest leads lies so far under that of the folds that
// it matters, and further than chance would have it.
func fallen(folds, newest stats.Interval) bool {
	fall := folds.Value - newest.Value
	return fall > weakFall && fall > math.Hypot(folds.HalfWidth(), newest.HalfWidth())
}

// drift says which of the columns that are used have shifted, most first.
func (l *learner) drift() outcomes.Text {
	if barred := l.outs[len(l.folds)].barred; len(barred) > 0 {
		return outcomes.Textf("a guard leaves %s out of the older leads, and not of all: --allow uses it in both, --drop in neither", strings.Join(barred, ", "))
	}
	shifted := slices.DeleteFunc(slices.Clone(l.report.Fields), func(r FieldReport) bool { return !r.Used || r.PSI < stats.PSISomewhat })
	if len(shifted) == 0 {
		return outcomes.Plain("no column that it uses has shifted: what they tell has changed")
	}
	slices.SortStableFunc(shifted, func(a, b FieldReport) int { return cmp.Compare(b.PSI, a.PSI) })
	var names []outcomes.Text
	for _, r := range shifted {
		names = append(names, outcomes.Textf("%s, PSI %.2f", r.Column, r.PSI))
	}
	return outcomes.Textf("shifted: %s", outcomes.Texts(names))
}

// tellShiftedRate notes that the newest leads win more or less often than the others.
func (l *learner) tellShiftedRate() {
	if l.newest == nil {
		return
	}
	older, newer := l.tally(l.newest.Train).Rate(), l.tally(l.newest.Test).Rate()
	if newer.Low > older.High || newer.High < older.Low {
		l.report.Notes = append(l.report.Notes, outcomes.Textf("win rates have shifted: %.1f %% of the older leads won, %.1f %% of the newest; the rates of scores are those of the newest", 100*older.Value, 100*newer.Value))
	}
}

func (l *learner) tally(leads []int32) (t stats.Tally) {
	for _, i := range leads {
		t.Count(l.won[i])
	}
	return t
}
