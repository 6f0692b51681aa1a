package learn

import (
	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/promise"
	"leadscore/outcomes/stats"
	"slices"
)

// promises brings the leads held out to the scores of the written rulebook: the newest,
// where they were held out, else those of one round of folds. final are the scores
// that it gives to all leads.
func (l *learner) promises(final []float64) promise.Promised {
	byLead := make([]float64, l.history.Len())
	for k, i := range l.leads {
		byLead[i] = final[k]
	}
	if l.newest != nil {
		out := l.outs[len(l.folds)]
		p := promise.Promised{Own: stats.Pick(byLead, l.newest.Test)}
		p.Carry(out.scores, out.scores, out.testWon, p.Own)
		return p
	}
	p := promise.Promised{Own: final}
	for _, out := range l.outs[:holdout.FoldCount] {
		p.Carry(out.scores, slices.Concat(out.trained, out.scores), out.testWon, final)
	}
	return p
}

// promise reports the rates of the scores, and how well they fit the leads held out.
func (l *learner) promise(p promise.Promised) {
	l.report.Rates = promise.RateBands(p.Scores, p.Won)
	probabilities := make([]float64, len(p.Scores))
	for k, s := range p.Scores {
		probabilities[k] = promise.RateAt(l.report.Rates, s)
	}
	shown := &l.report.Folds
	if l.newest != nil {
		shown = l.report.Newest
	}
	shown.LogLoss, shown.Brier = stats.LogLoss(probabilities, p.Won), stats.Brier(probabilities, p.Won)
}

// promiseStages cuts the stages and says where what was asked for cannot be had.
func (l *learner) promiseStages(p promise.Promised) {
	l.report.Stages = p.CutStages(l.opt.aim(), promise.StageNames[l.opt.Language])
	best := l.report.Stages[0]
	l.report.Unmet = promise.Unmet(l.opt.aim(), best, p.Share(best.From), stats.Ties(p.Scores, p.Won), p.LeastStage())
}
