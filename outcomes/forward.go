package outcomes

import (
	"slices"

	"leadscore/outcomes/internal/models"
	"leadscore/outcomes/stats"
)

// evidenceTable is the weights of evidence of candidate fields for some leads.
type evidenceTable struct {
	bins   []*binning
	places [][]uint8 // as bins: of each lead in leads, its place among the bin's values
	leads  []int32
	won    []bool // of each lead in leads
	allWon []bool // of each lead of the history
}

// newEvidenceTable bins the fields on the leads.
func newEvidenceTable(fields []*field, leads []int32, won []bool) *evidenceTable {
	t := &evidenceTable{leads: leads, won: stats.Pick(won, leads), allWon: won}
	for _, f := range fields {
		t.addBinning(binAtoms(f, leads, won))
	}
	return t
}

func (t *evidenceTable) addBinning(b *binning) {
	t.bins, t.places = append(t.bins, b), append(t.places, b.places(t.leads))
}

// pick gives what the leads bring into a model of some fields.
func (t *evidenceTable) pick(chosen []int) [][]float64 {
	var columns [][]float64
	for _, j := range chosen {
		columns = append(columns, spread(t.bins[j].evidence(), t.places[j]))
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
// after each choice. Fields at the positions without are not chosen.
func (t *evidenceTable) forward(most int, without ...int) []forwardStep {
	var path []forwardStep
	banned := make([]bool, len(t.bins))
	for _, j := range without {
		banned[j] = true
	}
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
	columns := t.pick(chosen)
	residual, weight := t.residuals(columns, model)
	basis := newBasis(columns, residual, weight)
	best, at := 0.0, -1
	for j, b := range t.bins {
		if banned[j] {
			continue
		}
		gain := basis.statistic(b.evidence(), t.places[j]) - 2*float64(b.freedom())
		if gain > best {
			best, at = gain, j
		}
	}
	return at
}

// leastInformation is the information value under which a field is not looked at.
const leastInformation = 0.02

// residuals are outcome less probability, and the variance, of each lead.
func (t *evidenceTable) residuals(columns [][]float64, model *models.Logit) (residual, weight []float64) {
	residual, weight = make([]float64, len(t.won)), make([]float64, len(t.won))
	for i, won := range t.won {
		p := stats.Logistic(model.Linear(columns, i))
		weight[i] = float64(p * (1 - p))
		residual[i] = -p
		if won {
			residual[i] = 1 - p
		}
	}
	return residual, weight
}

// basis is the features of a model with the factored weighted matrix of their products.
type basis struct {
	residual []float64
	weighted [][]float64 // the features, each lead's by its weight; the first is 1
	factor   []float64
}

func newBasis(columns [][]float64, residual, weight []float64) *basis {
	b := &basis{residual: residual, weighted: [][]float64{weight}}
	size := len(columns) + 1
	products := make([]float64, size*size)
	products[0] = sum(weight) + 1e-9
	for j, column := range columns {
		weighted := make([]float64, len(weight))
		for i, w := range weight {
			weighted[i] = float64(w * column[i])
		}
		b.weighted = append(b.weighted, weighted)
		row := products[(j+1)*size:]
		row[0] = sum(weighted)
		for k := range j + 1 {
			row[k+1] = product(weighted, columns[k])
		}
		row[j+1] += 1e-9
	}
	b.factor = models.Cholesky(products, size)
	return b
}

func sum(values []float64) (sum float64) {
	for _, v := range values {
		sum += v
	}
	return sum
}

func product(x, y []float64) (sum float64) {
	for i, v := range x {
		sum += float64(v * y[i])
	}
	return sum
}

// statistic is Rao's score statistic of a candidate, given by what its places bring and
// the place of each lead; 0 where its weight would be negative.
func (b *basis) statistic(values []float64, places []uint8) float64 {
	slope := product(values, byPlace(b.residual, places, len(values)))
	if slope <= 0 {
		return 0
	}
	cross, variance := make([]float64, len(b.weighted)), 0.0
	for k, weighted := range b.weighted {
		sums := byPlace(weighted, places, len(values))
		cross[k] = product(values, sums)
		if k == 0 { // the weights themselves
			for p, v := range values {
				variance += float64(float64(v*v) * sums[p])
			}
		}
	}
	solved := models.SolveCholesky(b.factor, cross)
	variance -= product(cross, solved)
	if variance < 1e-9*float64(len(places)) {
		return 0
	}
	return slope * slope / variance
}

// byPlace sums values over the leads at each of so many places.
func byPlace(values []float64, places []uint8, count int) []float64 {
	sums := make([]float64, count)
	for i, v := range values {
		sums[places[i]] += v
	}
	return sums
}

// linear gives other leads the linear predictor of a step.
func (t *evidenceTable) linear(step forwardStep, leads []int32) []float64 {
	scores := make([]float64, len(leads))
	for i := range scores {
		scores[i] = step.model.Intercept
	}
	for k, j := range step.chosen {
		for i, v := range t.bins[j].column(leads) {
			scores[i] += float64(step.model.Weights[k] * v)
		}
	}
	return scores
}

// fallback is the field that tells most, however little.
func (t *evidenceTable) fallback() []forwardStep {
	best := 0
	for j, b := range t.bins {
		if stats.InformationValue(b.bins()) > stats.InformationValue(t.bins[best].bins()) {
			best = j
		}
	}
	chosen := []int{best}
	return []forwardStep{{chosen: chosen, model: models.FitLogit(t.pick(chosen), t.won, ridgeOf(len(t.leads)), nil)}}
}
