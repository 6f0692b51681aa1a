package promise

import (
	"cmp"
	"math"
	"slices"

	"leadscore/outcomes"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// What is promised of a learned rulebook, its stages and win rates, belongs to the
// rulebook that is written. That one has learned from all leads, so that its own scores
// of them flatter. The outcomes are those of leads held out, which other rulebooks have
// scored, each learned from a part of the leads: a lead is given the score that the
// written rulebook gives at the same rank. (How many leads have a score depends on no
// outcome, and so the written rulebook's own scores tell it.)

// Promised are the scores of the written rulebook, and the outcomes of leads held out
// that stand at them.
type Promised struct {
	Scores []float64
	Won    []bool
	Own    []float64 // the scores that the written rulebook gives, as often as it gives them
}

// Carry adds leads held out: what a rulebook that has not seen them gave them, and
// beside it what that gave to all leads whose scores are own.
func (p *Promised) Carry(scores, among []float64, won []bool, own []float64) {
	from, to := sortedFloats(among), sortedFloats(own)
	for k, q := range spreadRanks(scores, from) {
		p.Scores = append(p.Scores, to[min(int(q*float64(len(to))), len(to)-1)])
		p.Won = append(p.Won, won[k])
	}
}

// spreadRanks gives each score its rank among others, above 0 and under 1. Equal ones
// Share theirs out evenly, in an order that says nothing of them.
func spreadRanks(scores, among []float64) []float64 {
	order := stats.Positions(len(scores))
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(scores[a], scores[b]), cmp.Compare(scatter(a), scatter(b)))
	})
	ranks := make([]float64, len(scores))
	for start := 0; start < len(order); {
		score, end := scores[order[start]], start
		for end < len(order) && scores[order[end]] == score {
			end++
		}
		below, _ := slices.BinarySearch(among, score)
		upTo, _ := slices.BinarySearch(among, math.Nextafter(score, math.Inf(1)))
		for k, i := range order[start:end] {
			share := (float64(k) + 0.5) / float64(end-start)
			ranks[i] = (float64(below) + float64(share*float64(upTo-below))) / float64(len(among))
		}
		start = end
	}
	return ranks
}

// scatter turns positions into numbers without order (the finalizer of SplitMix64).
func scatter(i int) uint64 {
	x := uint64(i) + 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func sortedFloats(values []float64) []float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return sorted
}

// Aim is what the best stage is asked for: at most one of the two is above 0.
type Aim struct {
	Capacity float64 // the share of the leads that it takes, 0 to 1
	Rate     float64 // the win rate that it reaches, 0 to 1
}

// farOff is by which factor a share of the leads may miss what was asked for: less than a third,
// so that the share of the leads to come, which chance moves, lies within that.
const farOff = 1.25

// Unmet says why the best stage, of a share of the leads, is not as was asked for, and
// what can be had; nothing where it is. groups are the leads by score, best first; a stage
// must hold at least so many to be believed.
func Unmet(a Aim, best StageReport, share float64, groups []stats.Tie, least int) outcomes.Text {
	switch rate := stats.Ratio(best.Won, best.Leads()); {
	case a.Rate > 0 && rate < a.Rate:
		can := bestRate(groups, least)
		return outcomes.Textf("the best stage wins at %.1f %%, %.1f %% were asked for: no leads from a score up, at least %d of them, win more often than at %.1f %% (%d of %d)",
			100*rate, 100*a.Rate, least, 100*stats.Ratio(can.Won, can.Leads()), can.Won, can.Leads())
	case a.Rate == 0 && a.Capacity > 0 && OffBy(share, a.Capacity) > farOff:
		return outcomes.Textf("the best stage takes %.1f %% of the leads, %.1f %% were asked for: many leads have one score, and a stage takes all of them or none", 100*share, 100*a.Capacity)
	}
	return outcomes.Text{}
}

// OffBy is how many times the smaller of two shares the larger one is.
func OffBy(a, b float64) float64 { return max(a, b) / max(min(a, b), 1e-9) }

// Share is the share of the leads that the written rulebook gives a score or more.
func (p *Promised) Share(from float64) float64 {
	n := 0
	for _, s := range p.Own {
		if s >= from {
			n++
		}
	}
	return stats.Ratio(n, len(p.Own))
}

// LeastStage is how many leads a stage must hold for its win rate to be believed.
func (p *Promised) LeastStage() int { return LeastStage(len(p.Scores)) }

// LeastStage is how many of so many leads a stage must hold for its win rate to be believed.
func LeastStage(leads int) int { return max(typing.LeastBin, int(leastRate*float64(leads))) }

// CutStages finds the scores at which the stages begin, best first: by the scores that
// the written rulebook gives, and for a target rate by the outcomes that stand at them.
// Stages whose rate does not rise above the next are joined with it.
func (p *Promised) CutStages(a Aim, names [mostOfStage]string) []StageReport {
	own := stats.Ties(p.Own, make([]bool, len(p.Own)))
	share, shares := bestStage, bestStages
	if a.Capacity > 0 {
		share, shares = a.Capacity, (1+a.Capacity)/2
	}
	first, second := ScoreOfShare(own, len(p.Own), share), ScoreOfShare(own, len(p.Own), shares)
	groups := stats.Ties(p.Scores, p.Won)
	if a.Rate > 0 {
		first = ScoreOfRate(groups, a.Rate, p.LeastStage())
	}
	stages := []StageReport{{Name: names[0], From: first}, {Name: names[1], From: second}, {Name: names[2], From: math.Inf(-1)}}
	if second >= first {
		stages = slices.Delete(stages, 1, 2)
	}
	return countStages(stages, groups)
}

// RateAt is the win rate of a score; that of the lowest band below it.
func RateAt(bands []RateBand, score float64) float64 {
	return bands[bandOf(bands, score)].Rate
}
