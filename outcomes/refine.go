package outcomes

import (
	"slices"

	"leadscore/outcomes/stats"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// refine is Learn with Options.StartFrom: it refits the points of a rulebook, measures
// it beside the rulebook as it was, and moves its stages so that each keeps its share
// of the leads.
func (l *learner) refine() (*rulebook.Rulebook, error) {
	r, err := newRefitter(l.opt.StartFrom, l.history, l.leads, &l.opt)
	if err != nil {
		return nil, err
	}
	if err := l.measureBy(func(k int) heldOut { return l.holdOutRefit(r, l.splits()[k]) }); err != nil {
		return nil, err
	}
	before, err := ScoreLeads(l.opt.StartFrom, l.history, l.leads, l.opt.AsOf)
	if err != nil {
		return nil, err
	}
	l.measureStart(before)
	rb, changes := r.refit(l.leads, l.won)
	l.report.Changes = changes
	after, err := ScoreLeads(rb, l.history, l.leads, l.opt.AsOf)
	if err != nil {
		return nil, err
	}
	l.promise(l.promises(after))
	rb.Score.Rates = scoreRates(l.report.Rates)
	moveStages(rb, before, after, stats.Pick(l.won, l.leads), &l.opt)
	l.report.Stages, err = stagesOf(rb, l.history, l.leads, l.opt.AsOf)
	return rb, err
}

func (l *learner) holdOutRefit(r *refitter, s split) heldOut {
	rb, _ := r.refit(s.train, l.won)
	out := heldOut{testWon: stats.Pick(l.won, s.test), trainWon: stats.Pick(l.won, s.train)}
	if out.scores, out.err = ScoreLeads(rb, l.history, s.test, l.opt.AsOf); out.err == nil {
		out.trained, out.err = ScoreLeads(rb, l.history, s.train, l.opt.AsOf)
	}
	return out
}

// measureStart measures the rulebook as it was, on the leads that Report.Quality is
// about.
func (l *learner) measureStart(before []float64) {
	scores := make([]float64, l.history.Len())
	for k, i := range l.leads {
		scores[i] = before[k]
	}
	shown, rounds := l.folds, l.rounds
	if l.newest != nil {
		shown, rounds = []split{*l.newest}, 1
	}
	var parts []Quality
	for _, s := range shown {
		parts = append(parts, Measure(stats.Pick(scores, s.test), nil, stats.Pick(l.won, s.test)))
	}
	q := average(parts, rounds)
	l.report.Start = &q
}

// usedColumns keeps, of what the guards found, what is about the rulebook's fields.
func (l *learner) usedColumns() error {
	engine, err := scoring.Compile(l.opt.StartFrom, l.history.Header, scoring.Options{AsOf: max(l.opt.AsOf, 1)})
	if err != nil {
		return err
	}
	used := map[string]bool{}
	for _, f := range engine.Fields() {
		used[f.Header] = true
	}
	other := func(e Exclusion) bool { return !used[e.Column] }
	l.report.Exclusions = slices.DeleteFunc(l.report.Exclusions, other)
	l.report.Allowed = slices.DeleteFunc(l.report.Allowed, other)
	return nil
}
