package outcomes

import (
	"slices"

	"leadscore/outcomes/internal/models"
	"leadscore/outcomes/stats"
)

// evidenceTable is the weights of evidence of candidate fields for some leads:
// columns of features.
type evidenceTable struct {
	bins    []*binning
	columns [][]float64 // as bins: of each lead in leads
	leads   []int32
	won     []bool // of each lead in leads
	allWon  []bool // of each lead of the history
}

// newEvidenceTable bins the fields on the leads.
func newEvidenceTable(fields []*field, leads []int32, won []bool) *evidenceTable {
	t := &evidenceTable{leads: leads, won: pickWon(won, leads), allWon: won}
	for _, f := range fields {
		b := binAtoms(f, leads, won)
		t.bins = append(t.bins, b)
		t.columns = append(t.columns, b.column(leads))
	}
	return t
}

// column is what each of some leads brings into a model.
func (b *binning) column(leads []int32) []float64 {
	byBin, missing := b.values()
	column := make([]float64, len(leads))
	for k, i := range leads {
		if a := b.field.atoms[i]; a == noAtom {
			column[k] = missing
		} else {
			column[k] = byBin[b.bin[a]]
		}
	}
	return column
}

func (t *evidenceTable) pick(chosen []int) [][]float64 {
	var columns [][]float64
	for _, j := range chosen {
		columns = append(columns, t.columns[j])
	}
	return columns
}

// ridgeOf is the penalty on the weights: some on short lists, where choosing is
// noisy, next to none on long ones.
func ridgeOf(leads int) float64 { return 1 + 200/float64(leads) }

// leastWeight is the weight under which a field is taken out again: beside the
// others its evidence counts for nothing, or against itself.
const leastWeight = 0.1

// forwardStep is the model with one more field.
type forwardStep struct {
	chosen []int // positions in the table, in the order of choice
	model  *models.Logit
	parts  [][]float64 // of each chosen field: what each bin, and last a missing cell, adds; nil: its weight times its evidence
}

// forward chooses fields one by one, whichever raises the likelihood most, as long as that
// pays for its bins (Akaike's criterion) and all weights stay positive. It gives the model
// after each choice.
func (t *evidenceTable) forward(most int) []forwardStep {
	var path []forwardStep
	banned := make([]bool, len(t.columns))
	s := forwardStep{model: models.FitLogit(nil, t.won, 0, nil)}
	for len(path) < most {
		j := t.best(s.chosen, s.model, banned)
		if j < 0 {
			break
		}
		banned[j] = true
		if next := t.add(s, j); slices.Min(next.model.Weights) >= leastWeight {
			s = next
			path = append(path, s)
		}
	}
	return path
}

// add is the model with one more field.
func (t *evidenceTable) add(s forwardStep, j int) forwardStep {
	chosen := append(slices.Clone(s.chosen), j)
	start := &models.Logit{Intercept: s.model.Intercept, Weights: append(slices.Clone(s.model.Weights), 0)}
	return forwardStep{chosen: chosen, model: models.FitLogit(t.pick(chosen), t.won, ridgeOf(len(t.leads)), start)}
}

// keep adds the pinned fields that were not chosen, whatever they tell. Evidence that
// counts against itself beside the others counts for nothing: what is left for such a
// field's bins to say, the joint step says.
func (t *evidenceTable) keep(s forwardStep, pinned []int) forwardStep {
	for _, j := range pinned {
		if !slices.Contains(s.chosen, j) {
			s = t.add(s, j)
		}
	}
	for k, w := range s.model.Weights {
		s.model.Weights[k] = max(w, 0)
	}
	return s
}

// best is the candidate with the largest score statistic (Rao's test of adding it to
// the model), less its bins; -1 where none pays.
func (t *evidenceTable) best(chosen []int, model *models.Logit, banned []bool) int {
	residual, weight := t.residuals(chosen, model)
	basis := t.newBasis(chosen, weight)
	best, at := 0.0, -1
	for j, column := range t.columns {
		if banned[j] {
			continue
		}
		gain := basis.statistic(column, residual, weight) - 2*float64(t.bins[j].freedom())
		if gain > best {
			best, at = gain, j
		}
	}
	return at
}

// leastInformation is the information value under which a field is not looked at.
const leastInformation = 0.02

// residuals are outcome less probability, and the variance, of each lead.
func (t *evidenceTable) residuals(chosen []int, model *models.Logit) (residual, weight []float64) {
	columns := t.pick(chosen)
	residual, weight = make([]float64, len(t.won)), make([]float64, len(t.won))
	for i, won := range t.won {
		p := stats.Logistic(model.Linear(columns, i))
		weight[i] = p * (1 - p)
		residual[i] = -p
		if won {
			residual[i] = 1 - p
		}
	}
	return residual, weight
}

// basis is the chosen features with the factored weighted matrix of their products.
type basis struct {
	columns [][]float64 // the first is all ones
	factor  []float64
}

func (t *evidenceTable) newBasis(chosen []int, weight []float64) *basis {
	ones := make([]float64, len(weight))
	for i := range ones {
		ones[i] = 1
	}
	b := &basis{columns: append([][]float64{ones}, t.pick(chosen)...)}
	size := len(b.columns)
	products := make([]float64, size*size)
	for j := range size {
		for k := range j + 1 {
			products[j*size+k] = weightedProduct(b.columns[j], b.columns[k], weight)
		}
		products[j*size+j] += 1e-9
	}
	b.factor = models.Cholesky(products, size)
	return b
}

// statistic is Rao's score statistic of a candidate; 0 where its weight would be
// negative.
func (b *basis) statistic(column, residual, weight []float64) float64 {
	slope := 0.0
	for i, r := range residual {
		slope += r * column[i]
	}
	if slope <= 0 {
		return 0
	}
	cross := make([]float64, len(b.columns))
	for k, c := range b.columns {
		cross[k] = weightedProduct(c, column, weight)
	}
	variance := weightedProduct(column, column, weight)
	solved := models.SolveCholesky(b.factor, cross)
	for k := range cross {
		variance -= cross[k] * solved[k]
	}
	if variance < 1e-9*float64(len(weight)) {
		return 0
	}
	return slope * slope / variance
}

func weightedProduct(x, y, weight []float64) float64 {
	sum := 0.0
	for i, w := range weight {
		sum += w * x[i] * y[i]
	}
	return sum
}

// linear gives other leads the linear predictor of a step.
func (t *evidenceTable) linear(step forwardStep, leads []int32) []float64 {
	scores := make([]float64, len(leads))
	for i := range scores {
		scores[i] = step.model.Intercept
	}
	for k, j := range step.chosen {
		for i, v := range t.bins[j].column(leads) {
			scores[i] += step.model.Weights[k] * v
		}
	}
	return scores
}
