package models

import (
	"math"

	"leadscore/outcomes/stats"
)

// AdditiveOptions shape an additive model.
type AdditiveOptions struct {
	Rounds       int     // over all features
	Leaves       int     // of each step, at most
	LeastLeaf    int     // leads in a leaf
	LearningRate float64 // by which each step is shrunk
	L2           float64 // penalty on the squares of the steps
}

// DefaultAdditive is what the reference uses.
func DefaultAdditive() AdditiveOptions {
	return AdditiveOptions{Rounds: 60, Leaves: 3, LeastLeaf: 20, LearningRate: 0.1, L2: 1}
}

// Additive is a sum of one function of each feature: a reference that a person could still
// draw, and so the most that a sum of points over all columns can do. It is made by cyclic
// boosting: one feature after the other, round by round, each step a small tree on that
// feature's bins alone (Lou, Caruana, Gehrke, Intelligible Models, KDD 2012; Nori and
// others, InterpretML, 2019: the explainable boosting machine, without its interactions).
type Additive struct {
	start float64
	parts [][]float64 // of each feature, by its bins
}

// FitAdditive fits the functions. features are as in FitBoosted, but that the order of bins
// counts for a missing value too: bin 0 may be parted from the others like any.
func FitAdditive(features [][]uint8, won []bool, opt AdditiveOptions) *Additive {
	wins := float64(stats.CountWon(won))
	m := &Additive{start: math.Log(max(wins, 0.5) / max(float64(len(won))-wins, 0.5))}
	linear := make([]float64, len(won))
	for i := range linear {
		linear[i] = m.start
	}
	for _, column := range features {
		m.parts = append(m.parts, make([]float64, binCount(column)))
	}
	bins := make([]histogramBin, 256)
	for range opt.Rounds {
		for j, column := range features {
			of := bins[:len(m.parts[j])]
			gradientsByBin(of, column, linear, won)
			step := opt.step(of)
			for i, bin := range column {
				linear[i] += step[bin]
			}
			for b, s := range step {
				m.parts[j][b] += s
			}
		}
	}
	return m
}

func binCount(column []uint8) int {
	most := uint8(0)
	for _, b := range column {
		most = max(most, b)
	}
	return int(most) + 1
}

// Linear is the log-odds of lead i of features; bins that no lead had count as the nearest
// below.
func (m *Additive) Linear(features [][]uint8, i int) float64 {
	x := m.start
	for j, parts := range m.parts {
		x += parts[min(int(features[j][i]), len(parts)-1)]
	}
	return x
}

// gradientsByBin sums the gradients of the loss over the leads of each bin.
func gradientsByBin(bins []histogramBin, column []uint8, linear []float64, won []bool) {
	clear(bins)
	for i, bin := range column {
		p := stats.Logistic(linear[i])
		b := &bins[bin]
		b.second += float64(p * (1 - p))
		if won[i] {
			p--
		}
		b.first += p
		b.leads++
	}
}

// stretch is a run of bins that take one step.
type stretch struct {
	from, to int // to is the first bin behind it
	sum      histogramBin
}

// step is what a tree on one feature adds to each of its bins.
func (opt AdditiveOptions) step(bins []histogramBin) []float64 {
	leaves := []stretch{{0, len(bins), sumOf(bins)}}
	for len(leaves) < opt.Leaves {
		best, at, cut := 0.0, -1, 0
		for k, l := range leaves {
			if gain, where := opt.cut(bins, l); gain > best {
				best, at, cut = gain, k, where
			}
		}
		if at < 0 {
			break
		}
		left := stretch{leaves[at].from, cut, sumOf(bins[leaves[at].from:cut])}
		right := stretch{cut, leaves[at].to, sumOf(bins[cut:leaves[at].to])}
		leaves[at] = left
		leaves = append(leaves, right)
	}
	step := make([]float64, len(bins))
	for _, l := range leaves {
		for b := l.from; b < l.to; b++ {
			step[b] = float64(-l.sum.first / (l.sum.second + opt.L2) * opt.LearningRate)
		}
	}
	return step
}

// cut finds where to part a stretch so that the loss falls most; gain 0 where nowhere.
func (opt AdditiveOptions) cut(bins []histogramBin, l stretch) (gain float64, at int) {
	worth := func(b histogramBin) float64 { return b.first * b.first / (b.second + opt.L2) }
	var left histogramBin
	for b := l.from; b < l.to-1; b++ {
		left.add(bins[b], 1)
		right := l.sum
		right.add(left, -1)
		if left.leads < opt.LeastLeaf || right.leads < opt.LeastLeaf {
			continue
		}
		if g := worth(left) + worth(right) - worth(l.sum); g > gain+1e-9 {
			gain, at = g, b+1
		}
	}
	return gain, at
}
