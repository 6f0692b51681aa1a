package models

import (
	"math"
	"slices"

	"leadscore/outcomes/stats"
)

// BoostOptions shape gradient boosted trees.
type BoostOptions struct {
	Trees        int
	Leaves       int     // of each tree, at most
	LeastLeaf    int     // leads in a leaf
	LearningRate float64 // by which each tree's steps are shrunk
	L2           float64 // penalty on the squares of the leaves' steps
}

// DefaultBoost is what the reference uses.
func DefaultBoost() BoostOptions {
	return BoostOptions{Trees: 120, Leaves: 12, LeastLeaf: 20, LearningRate: 0.08, L2: 1}
}

// Boosted is gradient boosted trees on binned features with the logistic loss: each
// tree is a Newton step, grown leaf by leaf where the loss falls most, on histograms
// of the gradients (Ke and others, LightGBM, NeurIPS 2017; Friedman, Annals of
// Statistics 29, 2001). It is a reference for the scorecard.
type Boosted struct {
	start float64
	trees [][]treeNode
}

// treeNode splits on a feature, or is a leaf. Bin 0 holds missing values.
type treeNode struct {
	feature     int // -1: a leaf
	threshold   uint8
	missingLeft bool
	left, right int
	value       float64
}

// FitBoosted grows the trees. features hold each lead's bin, 0 for a missing value,
// 1 to 255 in the order of the values.
func FitBoosted(features [][]uint8, won []bool, opt BoostOptions) *Boosted {
	wins := float64(stats.CountWon(won))
	b := &Boosted{start: math.Log(max(wins, 0.5) / max(float64(len(won))-wins, 0.5))}
	g := newGrower(features, won, opt)
	linear := make([]float64, len(won))
	for i := range linear {
		linear[i] = b.start
	}
	for range opt.Trees {
		for i, x := range linear {
			p := stats.Logistic(x)
			g.gradients[i] = gradientPair{float32(p), float32(max(p*(1-p), 1e-6))}
			if won[i] {
				g.gradients[i].first--
			}
		}
		tree := g.grow(linear)
		b.trees = append(b.trees, tree)
		if len(tree) == 1 {
			break
		}
	}
	return b
}

// Linear is the log-odds of lead i of features.
func (b *Boosted) Linear(features [][]uint8, i int) float64 {
	x := b.start
	for _, tree := range b.trees {
		n := &tree[0]
		for n.feature >= 0 {
			if n.goesLeft(features[n.feature][i]) {
				n = &tree[n.left]
			} else {
				n = &tree[n.right]
			}
		}
		x += n.value
	}
	return x
}

func (n *treeNode) goesLeft(bin uint8) bool {
	if bin == 0 {
		return n.missingLeft
	}
	return bin <= n.threshold
}

type gradientPair struct{ first, second float32 }

// histogramBin sums the gradients of the leads in a bin.
type histogramBin struct {
	first, second float64
	leads         int
}

func (b *histogramBin) add(c histogramBin, sign float64) {
	b.first += float64(sign * c.first)
	b.second += float64(sign * c.second)
	b.leads += int(sign) * c.leads
}

// grower grows one tree after the other.
type grower struct {
	features  [][]uint8
	sizes     []int // bins of each feature, the missing one included
	opt       BoostOptions
	gradients []gradientPair
	leads     []int32
	spare     []int32
	pool      [][][]histogramBin
}

func newGrower(features [][]uint8, won []bool, opt BoostOptions) *grower {
	g := &grower{features: features, opt: opt, gradients: make([]gradientPair, len(won)), leads: make([]int32, len(won)), spare: make([]int32, len(won))}
	for _, column := range features {
		g.sizes = append(g.sizes, int(slices.Max(column))+1)
	}
	return g
}

// leafState is a leaf that may still be split.
type leafState struct {
	node       int
	start, end int // its leads
	histogram  [][]histogramBin
	sum        histogramBin
	best       leafSplit
}

type leafSplit struct {
	gain        float64
	feature     int
	threshold   uint8
	missingLeft bool
}

// grow grows a tree on the gradients and adds its steps to the linear predictors.
func (g *grower) grow(linear []float64) []treeNode {
	for i := range g.leads {
		g.leads[i] = int32(i)
	}
	root := leafState{start: 0, end: len(g.leads), histogram: g.histogramOf(g.leads)}
	root.sum = sumOf(root.histogram[0])
	root.best = g.bestSplit(&root)
	tree, leaves := []treeNode{{feature: -1}}, []leafState{root}
	for len(leaves) < g.opt.Leaves {
		at := slices.IndexFunc(leaves, func(l leafState) bool { return l.best.gain > 0 })
		for k := range leaves {
			if at >= 0 && leaves[k].best.gain > leaves[at].best.gain {
				at = k
			}
		}
		if at < 0 {
			break
		}
		left, right := g.split(&leaves[at], &tree)
		leaves[at] = left
		leaves = append(leaves, right)
	}
	for _, l := range leaves {
		value := float64(-l.sum.first / (l.sum.second + g.opt.L2) * g.opt.LearningRate)
		tree[l.node].value = value
		for _, i := range g.leads[l.start:l.end] {
			linear[i] += value
		}
		g.pool = append(g.pool, l.histogram)
	}
	return tree
}

func sumOf(bins []histogramBin) histogramBin {
	var sum histogramBin
	for _, b := range bins {
		sum.add(b, 1)
	}
	return sum
}

// histogramOf sums the gradients of some leads by each feature's bins.
func (g *grower) histogramOf(leads []int32) [][]histogramBin {
	h := g.emptyHistogram()
	for f, column := range g.features {
		bins := h[f]
		for _, i := range leads {
			b := &bins[column[i]]
			pair := g.gradients[i]
			b.first += float64(pair.first)
			b.second += float64(pair.second)
			b.leads++
		}
	}
	return h
}

func (g *grower) emptyHistogram() [][]histogramBin {
	if n := len(g.pool); n > 0 {
		h := g.pool[n-1]
		g.pool = g.pool[:n-1]
		for f := range h {
			clear(h[f])
		}
		return h
	}
	h := make([][]histogramBin, len(g.sizes))
	for f, size := range g.sizes {
		h[f] = make([]histogramBin, size)
	}
	return h
}

// bestSplit finds the split of a leaf that gains most; gain 0 where none does.
func (g *grower) bestSplit(l *leafState) leafSplit {
	var best leafSplit
	whole := g.worth(l.sum)
	for f, bins := range l.histogram {
		missing := bins[0]
		var below histogramBin
		for threshold := 1; threshold < len(bins)-1+min(missing.leads, 1); threshold++ {
			below.add(bins[threshold], 1)
			for _, missingLeft := range []bool{false, true} {
				left := below
				if missingLeft {
					left.add(missing, 1)
				}
				right := l.sum
				right.add(left, -1)
				if left.leads < g.opt.LeastLeaf || right.leads < g.opt.LeastLeaf {
					continue
				}
				if gain := g.worth(left) + g.worth(right) - whole; gain > best.gain+1e-9 {
					best = leafSplit{gain, f, uint8(threshold), missingLeft}
				}
				if missing.leads == 0 {
					break
				}
			}
		}
	}
	return best
}

func (g *grower) worth(b histogramBin) float64 { return b.first * b.first / (b.second + g.opt.L2) }

// split parts a leaf in two. The smaller part's histogram is summed, the other's is
// what remains.
func (g *grower) split(l *leafState, tree *[]treeNode) (left, right leafState) {
	n := treeNode{feature: l.best.feature, threshold: l.best.threshold, missingLeft: l.best.missingLeft, left: len(*tree), right: len(*tree) + 1}
	(*tree)[l.node] = n
	*tree = append(*tree, treeNode{feature: -1}, treeNode{feature: -1})
	middle := g.part(l, &n)
	left = leafState{node: n.left, start: l.start, end: middle}
	right = leafState{node: n.right, start: middle, end: l.end}
	small, large := &left, &right
	if right.end-right.start < left.end-left.start {
		small, large = &right, &left
	}
	small.histogram = g.histogramOf(g.leads[small.start:small.end])
	large.histogram = l.histogram
	for f, bins := range large.histogram {
		for b := range bins {
			bins[b].add(small.histogram[f][b], -1)
		}
	}
	for _, part := range []*leafState{&left, &right} {
		part.sum = sumOf(part.histogram[0])
		part.best = g.bestSplit(part)
	}
	return left, right
}

// part moves the leads that go left before those that go right, keeping their order.
func (g *grower) part(l *leafState, n *treeNode) int {
	column, middle, rest := g.features[n.feature], l.start, 0
	for _, i := range g.leads[l.start:l.end] {
		if n.goesLeft(column[i]) {
			g.leads[middle] = i
			middle++
		} else {
			g.spare[rest] = i
			rest++
		}
	}
	copy(g.leads[middle:l.end], g.spare[:rest])
	return middle
}
