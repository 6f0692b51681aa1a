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

// Fit is the model of some fields; start, which may be nil, is where it begins.
func (t *Table) Fit(chosen []int, start *models.Logit) *models.Logit {
	a, features := t.alikeIn(chosen)
	return models.FitCounted(features, a.counts, RidgeOf(len(t.Leads)), start)
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
	s := Step{Model: t.Fit(nil, nil)}
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
	return Step{Chosen: chosen, Model: t.Fit(chosen, start)}
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
	basis := newBasis(t, chosen, model)
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

// basis is a model's leads, counted where they are alike in its fields, with the factored
// weighted matrix of the products of its features.
type basis struct {
	table    *Table
	kinds    *alike
	chance   []float64   // of each kind: that a lead is won, by the model
	features [][]float64 // of each kind; the first is 1
	factor   []float64
}

func newBasis(t *Table, chosen []int, model *models.Logit) *basis {
	b := &basis{table: t}
	kinds, columns := t.alikeIn(chosen)
	b.kinds, b.chance = kinds, make([]float64, len(kinds.counts))
	ones := make([]float64, len(kinds.counts))
	for i := range ones {
		ones[i], b.chance[i] = 1, stats.Logistic(model.Linear(columns, i))
	}
	b.features = append([][]float64{ones}, columns...)
	size := len(b.features)
	products := make([]float64, size*size)
	for i, t := range kinds.counts {
		weight := b.weight(i, t)
		for j := range size {
			weighted := weight * b.features[j][i]
			for k := range j + 1 {
				products[j*size+k] += float64(weighted * b.features[k][i])
			}
		}
	}
	for j := range size {
		products[j*size+j] += 1e-9
	}
	b.factor = models.Cholesky(products, size)
	return b
}

// residual is the wins among leads of a kind, less what the model expects.
func (b *basis) residual(kind int, t stats.Tally) float64 {
	return float64(t.Won) - float64(b.chance[kind]*float64(t.Leads()))
}

// weight is the variance of the wins among leads of a kind.
func (b *basis) weight(kind int, t stats.Tally) float64 {
	return float64(b.chance[kind] * (1 - b.chance[kind]) * float64(t.Leads()))
}

// statistic is Rao's score statistic of a candidate, given by what its places bring and
// the place of each lead; 0 where its weight would be negative.
func (b *basis) statistic(values []float64, places []uint8) float64 {
	slope, variance := 0.0, 0.0
	cross := make([]float64, len(b.features))
	for at, t := range b.kinds.byPlace(places, len(values), b.table.Won) {
		if t.Leads() == 0 {
			continue
		}
		kind, v := at/len(values), values[at%len(values)]
		slope += float64(v * b.residual(kind, t))
		weighted := v * b.weight(kind, t)
		variance += float64(v * weighted)
		for k, feature := range b.features {
			cross[k] += float64(weighted * feature[kind])
		}
	}
	if slope <= 0 {
		return 0
	}
	solved := models.SolveCholesky(b.factor, cross)
	for k, c := range cross {
		variance -= float64(c * solved[k])
	}
	if variance < 1e-9*float64(len(places)) {
		return 0
	}
	return slope * slope / variance
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
	return []Step{{Chosen: chosen, Model: t.Fit(chosen, nil)}}
}
