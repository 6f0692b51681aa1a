package models

import "leadscore/outcomes/stats"

// jointSteps is how many Newton steps FitJoint takes: it starts near the end.
const jointSteps = 6

// FitJoint moves the parts of a sum all at once: leads, counted where they are alike, have
// an offset, their linear predictor so far, and in each column one part. It gives what to
// add to each part by penalised maximum likelihood, ridge/2 × the sum of squares, with a
// free intercept. sizes are the numbers of parts in the columns.
func FitJoint(offset []float64, columns [][]uint8, sizes []int, counts []stats.Tally, ridge float64) [][]float64 {
	first, weights := make([]int, len(sizes)), 0
	for k, size := range sizes {
		first[k] = weights
		weights += size
	}
	m := &Logit{Weights: make([]float64, weights)}
	at := func(m *Logit) *curvature { return jointCurvature(offset, columns, first, counts, ridge, m) }
	now := at(m)
	for range jointSteps {
		next, then := advance(m, now.step(), now, at)
		gained := now.loss - then.loss
		m, now = next, then
		if gained < 1e-10*now.loss {
			break
		}
	}
	parts := make([][]float64, len(sizes))
	for k, size := range sizes {
		parts[k] = m.Weights[first[k] : first[k]+size]
	}
	return parts
}

func jointCurvature(offset []float64, columns [][]uint8, first []int, counts []stats.Tally, ridge float64, m *Logit) *curvature {
	c := newCurvature(len(m.Weights))
	size := len(c.gradient)
	row := make([]int, 1, len(columns)+1) // positions of the leads' weights, rising; the intercept's is 0
	for i, t := range counts {
		row = row[:1]
		x := offset[i] + m.Intercept
		for k, column := range columns {
			at := first[k] + int(column[i])
			row = append(row, 1+at)
			x += m.Weights[at]
		}
		d, h := c.addLosses(x, t)
		for a, j := range row {
			c.gradient[j] += d
			for _, k := range row[:a+1] {
				c.hessian[j*size+k] += h
			}
		}
	}
	c.penalise(m, ridge)
	return c
}
