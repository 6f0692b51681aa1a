package learn

import (
	"slices"

	"leadscore/outcomes"
	"leadscore/outcomes/internal/beside"
	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/internal/jobs"
	"leadscore/outcomes/stats"
)

// The names of the reference models.
const (
	BoostedTrees   = "boosted trees"
	AdditiveModel  = "additive model"
	OneHotLogistic = "logistic regression"
	OdooBayes      = "naive Bayes (Odoo)"
)

// reference is a model that the scorecard is compared with: it learns from some leads
// and scores others.
type reference struct {
	name string
	run  func(m *beside.Material, s holdout.Split) (scores, probabilities []float64)
}

func references() []reference {
	return []reference{{BoostedTrees, (*beside.Material).RunBoosted}, {AdditiveModel, (*beside.Material).RunAdditive}, {OneHotLogistic, (*beside.Material).RunOneHot}, {OdooBayes, (*beside.Material).RunBayes}}
}

// refer measures the reference models in the first round of folds, on the newest leads and
// in the windows.
func (l *learner) refer() {
	models := references()
	folds := l.folds[:holdout.FoldCount]
	splits := slices.Concat(folds, l.later())
	qualities := make([]outcomes.Quality, len(models)*len(splits))
	m := &beside.Material{History: l.history, Fields: l.fields, Won: l.won}
	jobs.Do(len(qualities), func(job int) {
		model, s := models[job%len(models)], splits[job/len(models)]
		scores, p := model.run(m, s)
		qualities[job] = outcomes.Measure(scores, p, stats.Pick(l.won, s.Test))
	})
	for at, model := range models {
		r := ReferenceQuality{Name: model.name}
		var parts []outcomes.Quality
		for k := range folds {
			parts = append(parts, qualities[k*len(models)+at])
		}
		r.Folds = outcomes.Average(parts, 1)
		shown := r.Folds
		if l.newest != nil {
			q := qualities[len(folds)*len(models)+at]
			r.Newest, shown = &q, q
		}
		for k := len(splits) - len(l.rolling); k < len(splits); k++ {
			r.Windows = append(r.Windows, qualities[k*len(models)+at])
		}
		r.Distance = shown.AUC.Value - l.report.Quality().AUC.Value
		l.report.References = append(l.report.References, r)
	}
	l.tellDistance()
}

// farBehind is the AUC by which boosted trees must be better for the strongest pair of
// fields to be told.
const farBehind = 0.03

// tellDistance names the pair of fields that works together most where boosted trees
// are much better.
func (l *learner) tellDistance() {
	trees, additive := l.report.References[0], l.report.References[1]
	if trees.Distance <= farBehind || l.opt.StartFrom != nil {
		return
	}
	if trees.Distance-additive.Distance < farBehind/2 { // a sum can say it too, a finer one
		l.note(outcomes.Textf("boosted trees sort better by %.3f of AUC, a sum over all columns by %.3f: these few criteria and ranges do not say all that the columns tell", trees.Distance, additive.Distance))
		return
	}
	f := l.learnFrom(l.fields, l.leads, l.pinned, l.size)
	note := outcomes.Textf("boosted trees sort better by %.3f of AUC: fields work together in ways that no sum of points can say", trees.Distance)
	if p := f.table.BestPair(f.at(l.size)); p != nil {
		note = note.Then(outcomes.Textf("most of all %q and %q", p.A.Bins.Field.Header, p.B.Bins.Field.Header))
	}
	l.report.Notes = append(l.report.Notes, note)
}
