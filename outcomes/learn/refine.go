package learn

import (
	"slices"

	"leadscore/outcomes"
	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/promise"
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
	before, err := outcomes.ScoreLeads(l.opt.StartFrom, l.history, l.leads, l.opt.AsOf)
	if err != nil {
		return nil, err
	}
	l.measureStart(before)
	rb, changes := r.refit(l.leads, l.won)
	l.report.Changes = changes
	after, err := outcomes.ScoreLeads(rb, l.history, l.leads, l.opt.AsOf)
	if err != nil {
		return nil, err
	}
	p := l.promises(after)
	l.promise(p)
	rb.Score.Rates = promise.WriteRates(l.report.Rates)
	heldOut := stats.Ties(p.Scores, p.Won)
	moveStages(rb, before, after, heldOut, &l.opt)
	if stages := thresholds(rb); len(stages) > 0 {
		from := stages[0].score()
		l.report.Unmet = promise.Unmet(l.opt.aim(), bestStage(heldOut, from), p.Share(from), heldOut, p.LeastStage())
	}
	l.report.Stages, err = stagesOf(rb, l.history, l.leads, l.opt.AsOf)
	return rb, err
}

func (l *learner) holdOutRefit(r *refitter, s holdout.Split) heldOut {
	rb, _ := r.refit(s.Train, l.won)
	out := heldOut{testWon: stats.Pick(l.won, s.Test), trainWon: stats.Pick(l.won, s.Train)}
	if out.scores, out.err = outcomes.ScoreLeads(rb, l.history, s.Test, l.opt.AsOf); out.err == nil {
		out.trained, out.err = outcomes.ScoreLeads(rb, l.history, s.Train, l.opt.AsOf)
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
		shown, rounds = []holdout.Split{*l.newest}, 1
	}
	var parts []outcomes.Quality
	for _, s := range shown {
		parts = append(parts, outcomes.Measure(stats.Pick(scores, s.Test), nil, stats.Pick(l.won, s.Test)))
	}
	q := outcomes.Average(parts, rounds)
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
	other := func(e outcomes.Exclusion) bool { return !used[e.Column] }
	l.report.Exclusions = slices.DeleteFunc(l.report.Exclusions, other)
	l.report.Allowed = slices.DeleteFunc(l.report.Allowed, other)
	return nil
}
