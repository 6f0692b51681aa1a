package outcomes

import (
	"cmp"
	"fmt"
	"slices"

	"leadscore/outcomes/internal/models"
	"leadscore/outcomes/stats"
)

// reference is a model that the scorecard is compared with: it learns from some leads
// and scores others.
type reference struct {
	name string
	run  func(l *learner, s split) (scores, probabilities []float64)
}

// The names of the reference models.
const (
	BoostedTrees   = "boosted trees"
	OneHotLogistic = "logistic regression"
	OdooBayes      = "naive Bayes (Odoo)"
)

func references() []reference {
	return []reference{{BoostedTrees, runBoosted}, {OneHotLogistic, runOneHot}, {OdooBayes, runBayes}}
}

func runBoosted(l *learner, s split) (scores, probabilities []float64) {
	var train, test [][]uint8
	for _, f := range l.fields {
		bins := boostBins(f, s.train, l.won)
		train, test = append(train, boostColumn(f, bins, s.train)), append(test, boostColumn(f, bins, s.test))
	}
	m := models.FitBoosted(train, pickWon(l.won, s.train), models.DefaultBoost())
	for k := range s.test {
		x := m.Linear(test, k)
		scores, probabilities = append(scores, x), append(probabilities, stats.Logistic(x))
	}
	return scores, probabilities
}

func boostColumn(f *field, bins []uint8, leads []int32) []uint8 {
	column := make([]uint8, len(leads))
	for k, i := range leads {
		if a := f.atoms[i]; a != noAtom {
			column[k] = bins[a]
		}
	}
	return column
}

func runOneHot(l *learner, s split) (scores, probabilities []float64) {
	p := fitOneHot(l.fields, s.train, l.won, 1).probabilities(s.test)
	return p, p
}

func runBayes(l *learner, s split) (scores, probabilities []float64) {
	var names []string
	fields := l.bayesFields()
	for _, f := range fields {
		names = append(names, f.header)
	}
	leads := make([]models.BayesLead, len(s.train))
	for k, i := range s.train {
		leads[k] = models.BayesLead{Values: l.bayesValues(fields, i), Won: l.won[i]}
	}
	m := models.FitNaiveBayes(names, nil, leads)
	for _, i := range s.test {
		values := l.bayesValues(fields, i)
		scores = append(scores, m.LogOdds(values, ""))
		probabilities = append(probabilities, m.Percent(values, "")/100)
	}
	return scores, probabilities
}

// bayesFields are the fields, one of each column.
func (l *learner) bayesFields() []*field {
	return slices.CompactFunc(slices.Clone(l.fields), func(f, g *field) bool { return f.column == g.column })
}

// bayesValues are the lead's cells as text; what is missing is unset.
func (l *learner) bayesValues(fields []*field, lead int32) []string {
	values := make([]string, len(fields))
	for j, f := range fields {
		if f.atoms[lead] != noAtom {
			c := &l.history.columns[f.column]
			values[j] = c.texts[c.codes[lead]]
		}
	}
	return values
}

// refer measures the reference models in the first round of folds, on the newest leads and
// in the windows.
func (l *learner) refer() {
	models := references()
	folds := l.folds[:foldCount]
	splits := slices.Concat(folds, l.later())
	qualities := make([]Quality, len(models)*len(splits))
	parallel(len(qualities), func(job int) {
		model, s := models[job%len(models)], splits[job/len(models)]
		scores, p := model.run(l, s)
		qualities[job] = Measure(scores, p, pickWon(l.won, s.test))
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

// boostBins gives each atom of a field a bin for trees: numbers by quantiles, values
// of text by their shrunken win rate. Missing cells, and values that these leads do
// not have, are bin 0.
func boostBins(f *field, leads []int32, won []bool) []uint8 {
	const most = 254
	byAtom, missing := f.tallyAtoms(leads, won)
	b := binning{field: f, all: stats.SumTallies(byAtom).Plus(missing)}
	order := positions(len(byAtom))
	if f.kind == textKind || f.kind == listKind {
		slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(b.shrunken(byAtom[x]), b.shrunken(byAtom[y])) })
	}
	bins := make([]uint8, len(byAtom))
	target := float64(stats.SumTallies(byAtom).Leads()) / most
	bin, taken, whole := 0, 0.0, present(byAtom) <= most
	for _, a := range order {
		n := byAtom[a].Leads()
		if n == 0 && (f.kind == textKind || f.kind == listKind) {
			continue
		}
		if n > 0 && (bin == 0 || whole || taken >= target*float64(bin)) {
			bin++
		}
		taken += float64(n)
		bins[a] = uint8(max(min(bin, most), 1))
	}
	return bins
}
