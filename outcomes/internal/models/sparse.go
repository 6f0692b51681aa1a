package models

// Entry is one feature of a lead that is not 0.
type Entry struct {
	Feature int32
	Value   float64
}

// FitSparse fits a model with so many weights to leads of which most features are 0, by
// Newton's method; the features of a row rise. It is FitLogit for rows.
func FitSparse(weights int, rows [][]Entry, won []bool, ridge float64) *Logit {
	return newtonSteps(weights, tallyOf(won), nil, func(at *Logit) *curvature {
		return sparseCurvature(rows, won, ridge, at)
	})
}

// LinearOf is the linear predictor, in log-odds, of a lead.
func (m *Logit) LinearOf(row []Entry) float64 {
	x := m.Intercept
	for _, e := range row {
		x += float64(m.Weights[e.Feature] * e.Value)
	}
	return x
}

func sparseCurvature(rows [][]Entry, won []bool, ridge float64, m *Logit) *curvature {
	c := newCurvature(len(m.Weights))
	size := len(c.gradient)
	for i, row := range rows {
		d, h := c.addLoss(m.LinearOf(row), won[i])
		c.gradient[0] += d
		c.hessian[0] += h
		for j, e := range row {
			at := int(e.Feature) + 1
			c.gradient[at] += float64(d * e.Value)
			c.hessian[at*size] += float64(h * e.Value)
			for _, f := range row[:j+1] { // features rise along a row
				c.hessian[at*size+int(f.Feature)+1] += float64(float64(h*e.Value) * f.Value)
			}
		}
	}
	c.penalise(m, ridge)
	return c
}
