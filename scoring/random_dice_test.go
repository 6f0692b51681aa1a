package scoring_test

import (
	"math/rand/v2"
	"slices"

	"pgregory.net/rapid"

	"leadscore/match/exact"
)

// dice makes random choices, which rapid records and shrinks.
type dice struct{ t *rapid.T }

func (d dice) between(low, high int) int { return rapid.IntRange(low, high).Draw(d.t, "n") }

// oneIn is true once in n times; it shrinks to false.
func (d dice) oneIn(n int) bool { return d.between(0, n-1) == n-1 }

func pick[T any](d dice, of ...T) T { return of[d.between(0, len(of)-1)] }

// some picks from least to most different ones, in their order.
func some[T any](d dice, least, most int, of ...T) []T {
	most = min(most, len(of))
	wanted := d.between(min(least, most), most)
	var picked []T
	for i, one := range of {
		left := len(of) - i
		if need := wanted - len(picked); need > 0 && d.between(1, left) <= need {
			picked = append(picked, one)
		}
	}
	return picked
}

func shuffled[T any](d dice, of []T) []T {
	seed := uint64(d.between(0, 1<<16))
	of = slices.Clone(of)
	if seed > 0 {
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
	}
	return of
}

// thousandths gives a number with at most three decimals.
func thousandths(n int) exact.Number { return exact.NewNumber(int64(n), 1000) }

// points gives points around what rulebooks use, some with decimals.
func (d dice) points(low, high int) exact.Number {
	if d.oneIn(4) {
		return thousandths(d.between(1000*low, 1000*high))
	}
	return exact.Int(int64(d.between(low, high)))
}

func (d dice) maybePoints(low, high int) *exact.Number {
	if d.oneIn(2) {
		return nil
	}
	p := d.points(low, high)
	return &p
}

// share gives a share from 0 to 1: 75%, 66.67%.
func (d dice) share() exact.Number {
	if d.oneIn(4) {
		return exact.NewNumber(int64(d.between(0, 10_000)), 10_000)
	}
	return exact.NewNumber(int64(pick(d, 100, 75, 50, 49, 25, 10, 0)), 100)
}
