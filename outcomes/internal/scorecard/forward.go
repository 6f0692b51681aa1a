package scorecard

import (
	"slices"

	"leadscore/outcomes/internal/binning"
	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/internal/models"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// Table is the weights of evidence of candidate fields for some leads.
type Table struct {
	Bins   []*binning.Binning
	Places [][]uint8 // as bins: of each lead in leads, its place among the bin's values
	Held   [][]uint8 // the same, but a text of many values as the other tenths of time have them
	Leads  []int32
	Won    []bool // of each lead in leads
	allWon []bool // of each lead of the history
	tenths holdout.Tenths
}

// NewTable bins the fields on the leads. Where it is known in which tenth of time they came, how
// much the groups of a text of many values tell is taken from leads that did not make them.
func NewTable(fields []*typing.Field, leads []int32, won []bool, tenths holdout.Tenths) *Table {
	t := &Table{Leads: leads, Won: stats.Pick(won, leads), allWon: won, tenths: tenths}
	for _, f := range fields {
		t.addBinning(binning.Of(f, leads, won))
	}
	return t
}

func (t *Table) addBinning(b *binning.Binning) {
	t.Bins, t.Places = append(t.Bins, b), append(t.Places, b.Places(t.Leads))
	t.Held = append(t.Held, t.Places[len(t.Places)-1])
	if t.tenths != nil && b.IsPooled() {
		t.Held[len(t.Held)-1] = b.HoldTenths(t.Leads, t.allWon, t.tenths)
	}
}

// Pick gives what the leads bring into a model of some fields.
func (t *Table) Pick(chosen []int) [][]float64 {
	var columns [][]float64
	for _, j := range chosen {
		columns = append(columns, binning.Spread(t.Bins[j].Evidence(), t.Places[j]))
	}
	return columns
}

// RidgeOf is the penalty on the weights: some on short lists, where choosing is
// noisy, next to none on long ones.
func RidgeOf(leads int) float64 { return 1 + 200/float64(leads) }

// leastWeight is the weight under which a field is taken out again: beside the
// others its evidence counts for nothing, or against itself.
const leastWeight = 0.1

// Step is the model with one more field.
type Step struct {
	Chosen []int // positions in the table, in the order of choice
	Model  *models.Logit
	parts  [][]float64 // of each chosen field: what each bin, and last a missing cell, adds; nil: its weight times its evidence
}

// mostChosenOn is how many leads fields are chosen on. More choose the same ones: what a
// field adds is known to three digits then.
const mostChosenOn = 200_000

// thinned is the table with a part of its leads that lie evenly among them, its bins those
// of all; the table itself where that is short enough.
func (t *Table) thinned() *Table {
	every := (len(t.Leads) + mostChosenOn - 1) / mostChosenOn
	if every <= 1 {
		return t
	}
	thin := &Table{Bins: t.Bins, Leads: everyOf(t.Leads, every), Won: everyOf(t.Won, every), allWon: t.allWon}
	for _, places := range t.Places {
		thin.Places = append(thin.Places, everyOf(places, every))
	}
	return thin
}

func everyOf[T any](values []T, every int) []T {
	some := make([]T, 0, len(values)/every+1)
	for i := 0; i < len(values); i += every {
		some = append(some, values[i])
	}
	return some
}

// Forward chooses fields one by one, whichever raises the likelihood most, as long as that
// pays for its bins (Akaike's criterion) and all weights stay positive. It gives the model
// after each choice. Fields at the positions without are not chosen. Of long lists it looks
// at a part of the leads.
func (t *Table) Forward(most int, without ...int) []Step {
	t = t.thinned()
	var path []Step
	banned := make([]bool, len(t.Bins))
	for _, j := range without {
		banned[j] = true
	}
	s := Step{Model: models.FitLogit(nil, t.Won, 0, nil)}
	for len(path) < most {
		j := t.best(s.Chosen, s.Model, banned)
		if j < 0 {
			break
		}
		banned[j] = true
		if next := t.add(s, j); slices.Min(next.Model.Weights) >= leastWeight {
			s = next
			path = append(path, s)
		}
	}
	return path
}

// add is the model with one more field.
func (t *Table) add(s Step, j int) Step {
	chosen := append(slices.Clone(s.Chosen), j)
	start := &models.Logit{Intercept: s.Model.Intercept, Weights: append(slices.Clone(s.Model.Weights), 0)}
	return Step{Chosen: chosen, Model: models.FitLogit(t.Pick(chosen), t.Won, RidgeOf(len(t.Leads)), start)}
}

// Keep adds the pinned fields that were not chosen, whatever they tell. Evidence that
// counts against itself beside the others counts for nothing: what is left for such a
// field's bins to say, the joint step says.
func (t *Table) Keep(s Step, pinned []int) Step {
	for _, j := range pinned {
		if !slices.Contains(s.Chosen, j) {
			s = t.add(s, j)
		}
	}
	for k, w := range s.Model.Weights {
		s.Model.Weights[k] = max(w, 0)
	}
	return s
}

// best is the candidate with the largest score statistic (Rao's test of adding it to
// the model), less its bins; -1 where none pays.
func (t *Table) best(chosen []int, model *models.Logit, banned []bool) int {
	columns := t.Pick(chosen)
	residual, weight := t.residuals(columns, model)
	basis := newBasis(columns, residual, weight)
	best, at := 0.0, -1
	for j, b := range t.Bins {
		if banned[j] {
			continue
		}
		gain := basis.statistic(b.Evidence(), t.Places[j]) - 2*float64(b.Freedom())
		if gain > best {
			best, at = gain, j
		}
	}
	return at
}

// LeastInformation is the information value under which a field is not looked at.
const LeastInformation = 0.02

// residuals are outcome less probability, and the variance, of each lead.
func (t *Table) residuals(columns [][]float64, model *models.Logit) (residual, weight []float64) {
	residual, weight = make([]float64, len(t.Won)), make([]float64, len(t.Won))
	for i, won := range t.Won {
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

// Linear gives other leads the linear predictor of a step.
func (t *Table) Linear(step Step, leads []int32) []float64 {
	scores := make([]float64, len(leads))
	for i := range scores {
		scores[i] = step.Model.Intercept
	}
	for k, j := range step.Chosen {
		for i, v := range t.Bins[j].Column(leads) {
			scores[i] += float64(step.Model.Weights[k] * v)
		}
	}
	return scores
}

// Fallback is the field that tells most, however little.
func (t *Table) Fallback() []Step {
	best := 0
	for j, b := range t.Bins {
		if stats.InformationValue(b.Bins()) > stats.InformationValue(t.Bins[best].Bins()) {
			best = j
		}
	}
	chosen := []int{best}
	return []Step{{Chosen: chosen, Model: models.FitLogit(t.Pick(chosen), t.Won, RidgeOf(len(t.Leads)), nil)}}
}
