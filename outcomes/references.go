package outcomes

import (
	"fmt"
	"slices"

	"leadscore/outcomes/stats"
)

// The names of the reference models.
const (
	BoostedTrees   = "boosted trees"
	OneHotLogistic = "logistic regression"
	OdooBayes      = "naive Bayes (Odoo)"
)

// reference is a model that the scorecard is compared with: it learns from some leads
// and scores others.
type reference struct {
	name string
	run  func(m *material, s split) (scores, probabilities []float64)
}

func references() []reference {
	return []reference{{BoostedTrees, (*material).runBoosted}, {OneHotLogistic, (*material).runOneHot}, {OdooBayes, (*material).runBayes}}
}

// refer measures the reference models in the first round of folds, on the newest leads and
// in the windows.
func (l *learner) refer() {
	models := references()
	folds := l.folds[:foldCount]
	splits := slices.Concat(folds, l.later())
	qualities := make([]Quality, len(models)*len(splits))
	m := &material{history: l.history, fields: l.fields, won: l.won}
	parallel(len(qualities), func(job int) {
		model, s := models[job%len(models)], splits[job/len(models)]
		scores, p := model.run(m, s)
		qualities[job] = Measure(scores, p, stats.Pick(l.won, s.test))
	})
	for at, model := range models {
		r := ReferenceQuality{Name: model.name}
		var parts []Quality
		for k := range folds {
			parts = append(parts, qualities[k*len(models)+at])
		}
		r.Folds = average(parts, 1)
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
	trees := l.report.References[0]
	if trees.Distance <= farBehind || l.opt.StartFrom != nil {
		return
	}
	f := l.learnFrom(l.fields, l.leads, l.pinned, l.size)
	note := fmt.Sprintf("boosted trees sort better by %.3f of AUC: fields work together in ways that no sum of points can say", trees.Distance)
	if p := f.table.bestPair(f.at(l.size)); p != nil {
		note += fmt.Sprintf("; most of all %q and %q", p.a.bins.field.header, p.b.bins.field.header)
	}
	l.report.Notes = append(l.report.Notes, note)
}
