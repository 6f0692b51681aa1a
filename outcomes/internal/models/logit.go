package models

import (
	"math"

	"leadscore/outcomes/stats"
)

// Logit is a ridge logistic regression: the win probability is the logistic of
// Intercept + the sum of Weights × features.
type Logit struct {
	Intercept float64
	Weights   []float64
}

// Linear is the linear predictor of lead i of feature columns.
func (m *Logit) Linear(features [][]float64, i int) float64 {
	sum := m.Intercept
	for j, w := range m.Weights {
		sum += float64(w * features[j][i])
	}
	return sum
}

// FitLogit fits weights to feature columns by penalised maximum likelihood: the
// negative log-likelihood plus ridge/2 × the sum of squared weights, the intercept
// free, as scikit-learn's LogisticRegression with C = 1/ridge. It takes Newton steps,
// each solved by a Cholesky factorisation and halved while it makes things worse.
// start, which may be nil, is where it begins.
func FitLogit(features [][]float64, won []bool, ridge float64, start *Logit) *Logit {
	return newtonSteps(len(features), tallyOf(won), start, func(m *Logit) *curvature {
		return denseCurvature(features, won, ridge, m)
	})
}

// FitCounted is FitLogit for leads that are counted by their features: each place of the
// columns is that of so many won and lost leads.
func FitCounted(features [][]float64, counts []stats.Tally, ridge float64, start *Logit) *Logit {
	return newtonSteps(len(features), stats.SumTallies(counts), start, func(m *Logit) *curvature {
		return countedCurvature(features, counts, ridge, m)
	})
}

// curvature is the loss at a model with its gradient and Hessian. Position 0 is the
// intercept's.
type curvature struct {
	loss     float64
	odds     float64 // the product of what is yet to be added to the loss, as its logarithm
	gradient []float64
	hessian  []float64 // lower triangle, row by row, of size × size
}

func newCurvature(weights int) *curvature {
	size := weights + 1
	return &curvature{odds: 1, gradient: make([]float64, size), hessian: make([]float64, size*size)}
}

// newtonSteps goes from start to the model of least loss.
func newtonSteps(weights int, all stats.Tally, start *Logit, at func(*Logit) *curvature) *Logit {
	m := &Logit{Weights: make([]float64, weights)}
	if start != nil {
		m.Intercept = start.Intercept
		copy(m.Weights, start.Weights)
	} else {
		m.Intercept = math.Log((float64(all.Won) + 0.5) / (float64(all.Lost) + 0.5))
	}
	now := at(m)
	for range 50 {
		step := now.step()
		largest := 0.0
		for _, s := range step {
			largest = max(largest, math.Abs(s))
		}
		next, then := advance(m, step, now, at)
		gained := now.loss - then.loss
		m, now = next, then
		if largest < 1e-8 || gained < 1e-8*math.Abs(now.loss) { // a step doubles the digits that are right
			break
		}
	}
	return m
}

func tallyOf(won []bool) stats.Tally {
	wins := stats.CountWon(won)
	return stats.Tally{Won: wins, Lost: len(won) - wins}
}

// step is the Newton step.
func (c *curvature) step() []float64 {
	size := len(c.gradient)
	for j := range size {
		c.hessian[j*size+j] += 1e-9
	}
	return SolveCholesky(Cholesky(c.hessian, size), c.gradient)
}

// advance takes the step, halved until the loss falls.
func advance(m *Logit, step []float64, now *curvature, at func(*Logit) *curvature) (*Logit, *curvature) {
	for scale := 1.0; scale > 1e-6; scale /= 2 {
		next := &Logit{Intercept: m.Intercept - float64(scale*step[0]), Weights: make([]float64, len(m.Weights))}
		for j, w := range m.Weights {
			next.Weights[j] = w - float64(scale*step[j+1])
		}
		if then := at(next); then.loss <= now.loss {
			return next, then
		}
	}
	return m, now
}

func denseCurvature(features [][]float64, won []bool, ridge float64, m *Logit) *curvature {
	c := newCurvature(len(features))
	row := make([]float64, len(c.gradient))
	for i, w := range won {
		d, h := c.addLoss(m.rowOf(features, i, row), w)
		c.addRow(row, d, h)
	}
	c.penalise(m, ridge)
	return c
}

func countedCurvature(features [][]float64, counts []stats.Tally, ridge float64, m *Logit) *curvature {
	c := newCurvature(len(features))
	row := make([]float64, len(c.gradient))
	for i, t := range counts {
		d, h := c.addLosses(m.rowOf(features, i, row), t)
		c.addRow(row, d, h)
	}
	c.penalise(m, ridge)
	return c
}

// rowOf puts 1 and the features at a place into row, and gives the linear predictor there.
func (m *Logit) rowOf(features [][]float64, i int, row []float64) float64 {
	row[0] = 1
	x := m.Intercept
	for j, weight := range m.Weights {
		row[j+1] = features[j][i]
		x += float64(weight * row[j+1])
	}
	return x
}

// addRow adds a loss with these derivatives by the linear predictor of a row.
func (c *curvature) addRow(row []float64, first, second float64) {
	size := len(row)
	for j, v := range row {
		c.gradient[j] += float64(first * v)
		hv := second * v
		line := c.hessian[j*size : j*size+j+1]
		for k := range line {
			line[k] += float64(hv * row[k])
		}
	}
}

// addLosses adds the losses of leads with one linear predictor, and gives their first and
// second derivative.
func (c *curvature) addLosses(x float64, t stats.Tally) (first, second float64) {
	e, n := math.Exp(-math.Abs(x)), float64(t.Leads())
	p := 1 / (1 + e)
	if x < 0 {
		p = e * p
	}
	// The loss of a lead is ln(1 + exp(±x)), which is ln(1 + e), and |x| more on the wrong side.
	c.loss += float64(n*math.Log1p(e)) + float64(float64(t.Won)*max(-x, 0)) + float64(float64(t.Lost)*max(x, 0))
	return float64(n*p) - float64(t.Won), float64(n * max(float64(p*(1-p)), 1e-12))
}

// addLoss adds one lead's loss at a linear predictor, and gives its first and second
// derivative.
func (c *curvature) addLoss(x float64, won bool) (first, second float64) {
	e := math.Exp(-math.Abs(x))
	p := 1 / (1 + e)
	if x < 0 {
		p = e * p
	}
	// The loss is ln(1 + exp(±x)). One logarithm of the product of many is as good as many.
	if (x > 0) != won {
		c.loss += math.Abs(x)
	}
	if c.odds *= 1 + e; c.odds > 1e300 {
		c.loss, c.odds = c.loss+math.Log(c.odds), 1
	}
	first = p
	if won {
		first = p - 1
	}
	return first, max(float64(p*(1-p)), 1e-12)
}

func (c *curvature) penalise(m *Logit, ridge float64) {
	size := len(c.gradient)
	c.loss, c.odds = c.loss+math.Log(c.odds), 1
	for j, w := range m.Weights {
		c.gradient[j+1] += float64(ridge * w)
		c.hessian[(j+1)*size+j+1] += ridge
		c.loss += float64(float64(ridge*w) * w / 2)
	}
}

// Softplus is ln(1 + e^x).
func Softplus(x float64) float64 {
	if x > 0 {
		return x + math.Log1p(math.Exp(-x))
	}
	return math.Log1p(math.Exp(x))
}

// Cholesky factors a symmetric positive definite matrix, given by its lower
// triangle, into L with L Lᵀ = a. It works in place. A pivot that rounding makes not
// positive is raised, which leaves its variable where it is.
func Cholesky(a []float64, size int) []float64 {
	for j := range size {
		for i := j; i < size; i++ {
			sum := a[i*size+j]
			for k := range j {
				sum -= float64(a[i*size+k] * a[j*size+k])
			}
			if i > j {
				a[i*size+j] = sum / a[j*size+j]
			} else if sum > 1e-14 {
				a[j*size+j] = math.Sqrt(sum)
			} else {
				a[j*size+j] = 1e15
			}
		}
	}
	return a
}

// SolveCholesky solves L Lᵀ x = b.
func SolveCholesky(l, b []float64) []float64 {
	size := len(b)
	x := make([]float64, size)
	for i := range size {
		sum := b[i]
		for k := range i {
			sum -= float64(l[i*size+k] * x[k])
		}
		x[i] = sum / l[i*size+i]
	}
	for i := size - 1; i >= 0; i-- {
		sum := x[i]
		for k := i + 1; k < size; k++ {
			sum -= float64(l[k*size+i] * x[k])
		}
		x[i] = sum / l[i*size+i]
	}
	return x
}
