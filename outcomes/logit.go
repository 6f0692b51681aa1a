package outcomes

import "math"

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
		sum += w * features[j][i]
	}
	return sum
}

// FitLogit fits weights to feature columns by penalised maximum likelihood: the
// negative log-likelihood plus ridge/2 × the sum of squared weights, the intercept
// free, as scikit-learn's LogisticRegression with C = 1/ridge. It takes Newton steps,
// each solved by a Cholesky factorisation and halved while it makes things worse.
// start, which may be nil, is where it begins.
func FitLogit(features [][]float64, won []bool, ridge float64, start *Logit) *Logit {
	p := len(features)
	m := &Logit{Weights: make([]float64, p)}
	if start != nil {
		m.Intercept = start.Intercept
		copy(m.Weights, start.Weights)
	} else {
		wins := countWon(won)
		m.Intercept = math.Log((float64(wins) + 0.5) / (float64(len(won)-wins) + 0.5))
	}
	n := newton{features: features, won: won, ridge: ridge}
	loss := n.prepare(m)
	for range 50 {
		step := n.step(m)
		largest := 0.0
		for _, s := range step {
			largest = max(largest, math.Abs(s))
		}
		next, nextLoss := n.advance(m, step, loss)
		m = next
		if largest < 1e-8 || loss-nextLoss < 1e-10*math.Abs(loss) {
			break
		}
		loss = nextLoss
	}
	return m
}

// newton holds the gradient and the Hessian of the loss at a model. Position 0 is
// the intercept's.
type newton struct {
	features [][]float64
	won      []bool
	ridge    float64
	gradient []float64
	hessian  []float64 // lower triangle, row by row, of size × size
	row      []float64
}

// prepare fills in gradient and Hessian and gives the loss.
func (n *newton) prepare(m *Logit) float64 {
	size := len(n.features) + 1
	n.gradient, n.hessian, n.row = make([]float64, size), make([]float64, size*size), make([]float64, size)
	loss := 0.0
	for i, won := range n.won {
		n.row[0] = 1
		x := m.Intercept
		for j, w := range m.Weights {
			v := n.features[j][i]
			n.row[j+1] = v
			x += w * v
		}
		p := logistic(x)
		d := p
		if won {
			d--
			loss += softplus(-x)
		} else {
			loss += softplus(x)
		}
		w := max(p*(1-p), 1e-12)
		for j, v := range n.row {
			n.gradient[j] += d * v
			wv := w * v
			h := n.hessian[j*size : j*size+j+1]
			for k := range h {
				h[k] += wv * n.row[k]
			}
		}
	}
	for j, w := range m.Weights {
		n.gradient[j+1] += n.ridge * w
		n.hessian[(j+1)*size+j+1] += n.ridge
		loss += n.ridge * w * w / 2
	}
	return loss
}

// softplus is ln(1 + e^x).
func softplus(x float64) float64 {
	if x > 0 {
		return x + math.Log1p(math.Exp(-x))
	}
	return math.Log1p(math.Exp(x))
}

// step is the Newton step at the model that was prepared.
func (n *newton) step(*Logit) []float64 {
	size := len(n.gradient)
	for j := range size {
		n.hessian[j*size+j] += 1e-9
	}
	factor := cholesky(n.hessian, size)
	return solveCholesky(factor, n.gradient)
}

// advance takes the step, halved until the loss falls, and prepares what is there.
func (n *newton) advance(m *Logit, step []float64, loss float64) (*Logit, float64) {
	for scale := 1.0; scale > 1e-6; scale /= 2 {
		next := &Logit{Intercept: m.Intercept - scale*step[0], Weights: make([]float64, len(m.Weights))}
		for j, w := range m.Weights {
			next.Weights[j] = w - scale*step[j+1]
		}
		if l := n.prepare(next); l <= loss {
			return next, l
		}
	}
	return m, loss
}

// cholesky factors a symmetric positive definite matrix, given by its lower
// triangle, into L with L Lᵀ = a. It works in place. A pivot that rounding makes not
// positive is raised, which leaves its variable where it is.
func cholesky(a []float64, size int) []float64 {
	for j := range size {
		for i := j; i < size; i++ {
			sum := a[i*size+j]
			for k := range j {
				sum -= a[i*size+k] * a[j*size+k]
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

// solveCholesky solves L Lᵀ x = b.
func solveCholesky(l, b []float64) []float64 {
	size := len(b)
	x := make([]float64, size)
	for i := range size {
		sum := b[i]
		for k := range i {
			sum -= l[i*size+k] * x[k]
		}
		x[i] = sum / l[i*size+i]
	}
	for i := size - 1; i >= 0; i-- {
		sum := x[i]
		for k := i + 1; k < size; k++ {
			sum -= l[k*size+i] * x[k]
		}
		x[i] = sum / l[i*size+i]
	}
	return x
}
