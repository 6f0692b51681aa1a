package outcomes

import (
	"leadscore/outcomes/stats"
	"slices"
)

// promises brings the leads held out to the scores of the written rulebook: the newest,
// where they were held out, else those of one round of folds. final are the scores
// that it gives to all leads.
func (l *learner) promises(final []float64) promised {
	byLead := make([]float64, l.history.Len())
	for k, i := range l.leads {
		byLead[i] = final[k]
	}
	if l.newest != nil {
		out := l.outs[len(l.folds)]
		p := promised{own: stats.Pick(byLead, l.newest.test)}
		p.carry(out.scores, out.scores, out.testWon, p.own)
		return p
	}
	p := promised{own: final}
	for _, out := range l.outs[:foldCount] {
		p.carry(out.scores, slices.Concat(out.trained, out.scores), out.testWon, final)
	}
	return p
}

// promise reports the rates of the scores, and how well they fit the leads held out.
func (l *learner) promise(p promised) {
	l.report.Rates = RateBands(p.scores, p.won)
	probabilities := make([]float64, len(p.scores))
	for k, s := range p.scores {
		probabilities[k] = rateAt(l.report.Rates, s)
	}
	shown := &l.report.Folds
	if l.newest != nil {
		shown = l.report.Newest
	}
	shown.LogLoss, shown.Brier = stats.LogLoss(probabilities, p.won), stats.Brier(probabilities, p.won)
}

// promiseStages cuts the stages and says where what was asked for cannot be had.
func (l *learner) promiseStages(p promised) {
	l.report.Stages = p.cutStages(l.opt.aim(), stageNames[l.opt.Language])
	best := l.report.Stages[0]
	l.report.Unmet = unmet(l.opt.aim(), best, p.share(best.From), stats.Ties(p.scores, p.won), p.leastStage())
}
