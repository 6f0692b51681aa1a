package beside

import (
	"cmp"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/binning"
	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/internal/models"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
	"slices"
)

// Material is what the models learn from.
type Material struct {
	History *outcomes.History
	Fields  []*typing.Field
	Won     []bool // of each lead of the history
}

// RunBoosted fits boosted trees.
func (m *Material) RunBoosted(s holdout.Split) (scores, probabilities []float64) {
	return m.runOnBins(s, func(bins [][]uint8, won []bool) linear { return models.FitBoosted(bins, won, models.DefaultBoost()) })
}

// RunAdditive fits an additive model.
func (m *Material) RunAdditive(s holdout.Split) (scores, probabilities []float64) {
	return m.runOnBins(s, func(bins [][]uint8, won []bool) linear {
		return models.FitAdditive(bins, won, models.DefaultAdditive())
	})
}

// linear gives the log-odds of leads by the bins of their features.
type linear interface {
	Linear(features [][]uint8, i int) float64
}

// runOnBins fits a model to the bins of the fields.
func (m *Material) runOnBins(s holdout.Split, fit func(bins [][]uint8, won []bool) linear) (scores, probabilities []float64) {
	var train, test [][]uint8
	for _, f := range m.Fields {
		bins := boostBins(f, s.Train, m.Won)
		train, test = append(train, boostColumn(f, bins, s.Train)), append(test, boostColumn(f, bins, s.Test))
	}
	model := fit(train, stats.Pick(m.Won, s.Train))
	for k := range s.Test {
		x := model.Linear(test, k)
		scores, probabilities = append(scores, x), append(probabilities, stats.Logistic(x))
	}
	return scores, probabilities
}

func boostColumn(f *typing.Field, bins []uint8, leads []int32) []uint8 {
	column := make([]uint8, len(leads))
	for k, i := range leads {
		if a := f.Atoms[i]; a != typing.Missing {
			column[k] = bins[a]
		}
	}
	return column
}

// RunOneHot fits logistic regression on all fields.
func (m *Material) RunOneHot(s holdout.Split) (scores, probabilities []float64) {
	p := fitOneHot(m.Fields, s.Train, m.Won, 1).probabilities(s.Test)
	return p, p
}

// RunBayes fits Odoo's naive Bayes.
func (m *Material) RunBayes(s holdout.Split) (scores, probabilities []float64) {
	var names []string
	fields := m.bayesFields()
	for _, f := range fields {
		names = append(names, f.Header)
	}
	leads := make([]models.BayesLead, len(s.Train))
	for k, i := range s.Train {
		leads[k] = models.BayesLead{Values: m.bayesValues(fields, i), Won: m.Won[i]}
	}
	bayes := models.FitNaiveBayes(names, nil, leads)
	for _, i := range s.Test {
		values := m.bayesValues(fields, i)
		scores = append(scores, bayes.LogOdds(values, ""))
		probabilities = append(probabilities, bayes.Percent(values, "")/100)
	}
	return scores, probabilities
}

// bayesFields are the fields, one of each column.
func (m *Material) bayesFields() []*typing.Field {
	return slices.CompactFunc(slices.Clone(m.Fields), func(f, g *typing.Field) bool { return f.Column == g.Column })
}

// bayesValues are the lead's cells as text; what is missing is unset.
func (m *Material) bayesValues(fields []*typing.Field, lead int32) []string {
	values := make([]string, len(fields))
	for j, f := range fields {
		if f.Atoms[lead] != typing.Missing {
			texts, codes := m.History.Different(f.Column)
			values[j] = texts[codes[lead]]
		}
	}
	return values
}

// boostBins gives each atom of a field a bin for trees: numbers by quantiles, values
// of text by their shrunken win rate. Missing cells, and values that these leads do
// not have, are bin 0.
func boostBins(f *typing.Field, leads []int32, won []bool) []uint8 {
	const most = 254
	byAtom, missing := f.TallyAtoms(leads, won)
	b := binning.Binning{Field: f, All: stats.SumTallies(byAtom).Plus(missing)}
	order := stats.Positions(len(byAtom))
	if f.Kind == typing.TextKind || f.Kind == typing.ListKind {
		slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(b.Shrunken(byAtom[x]), b.Shrunken(byAtom[y])) })
	}
	bins := make([]uint8, len(byAtom))
	target := float64(stats.SumTallies(byAtom).Leads()) / most
	bin, taken, whole := 0, 0.0, binning.Present(byAtom) <= most
	for _, a := range order {
		n := byAtom[a].Leads()
		if n == 0 && (f.Kind == typing.TextKind || f.Kind == typing.ListKind) {
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
