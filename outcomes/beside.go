package outcomes

import (
	"cmp"
	"leadscore/outcomes/internal/models"
	"leadscore/outcomes/stats"
	"slices"
)

// material is what the models learn from.
type material struct {
	history *History
	fields  []*field
	won     []bool // of each lead of the history
}

// runBoosted fits boosted trees.
func (m *material) runBoosted(s split) (scores, probabilities []float64) {
	var train, test [][]uint8
	for _, f := range m.fields {
		bins := boostBins(f, s.train, m.won)
		train, test = append(train, boostColumn(f, bins, s.train)), append(test, boostColumn(f, bins, s.test))
	}
	trees := models.FitBoosted(train, stats.Pick(m.won, s.train), models.DefaultBoost())
	for k := range s.test {
		x := trees.Linear(test, k)
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

// runOneHot fits logistic regression on all fields.
func (m *material) runOneHot(s split) (scores, probabilities []float64) {
	p := fitOneHot(m.fields, s.train, m.won, 1).probabilities(s.test)
	return p, p
}

// runBayes fits Odoo's naive Bayes.
func (m *material) runBayes(s split) (scores, probabilities []float64) {
	var names []string
	fields := m.bayesFields()
	for _, f := range fields {
		names = append(names, f.header)
	}
	leads := make([]models.BayesLead, len(s.train))
	for k, i := range s.train {
		leads[k] = models.BayesLead{Values: m.bayesValues(fields, i), Won: m.won[i]}
	}
	bayes := models.FitNaiveBayes(names, nil, leads)
	for _, i := range s.test {
		values := m.bayesValues(fields, i)
		scores = append(scores, bayes.LogOdds(values, ""))
		probabilities = append(probabilities, bayes.Percent(values, "")/100)
	}
	return scores, probabilities
}

// bayesFields are the fields, one of each column.
func (m *material) bayesFields() []*field {
	return slices.CompactFunc(slices.Clone(m.fields), func(f, g *field) bool { return f.column == g.column })
}

// bayesValues are the lead's cells as text; what is missing is unset.
func (m *material) bayesValues(fields []*field, lead int32) []string {
	values := make([]string, len(fields))
	for j, f := range fields {
		if f.atoms[lead] != noAtom {
			texts, codes := m.history.Different(f.column)
			values[j] = texts[codes[lead]]
		}
	}
	return values
}

// boostBins gives each atom of a field a bin for trees: numbers by quantiles, values
// of text by their shrunken win rate. Missing cells, and values that these leads do
// not have, are bin 0.
func boostBins(f *field, leads []int32, won []bool) []uint8 {
	const most = 254
	byAtom, missing := f.tallyAtoms(leads, won)
	b := binning{field: f, all: stats.SumTallies(byAtom).Plus(missing)}
	order := stats.Positions(len(byAtom))
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
