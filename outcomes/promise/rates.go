package promise

import (
	"math"
	"slices"

	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/internal/written"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// RateBand is a range of scores and its leads.
type RateBand struct {
	From float64 // the lowest score; the range goes up to the next one's, the first one's down without end
	Rate float64 // the win rate, 0 to 1: that of its leads, drawn to what the other leads make expected
	stats.Tally
}

const (
	mostRates    = 6
	rateStep     = 5    // scores at which bands may begin are multiples of it
	leastRate    = 0.02 // of the leads in a band, and at least leastBinSize
	rateEvidence = 2.0  // chi-squared under which neighbouring bands are one
)

// RateBands makes a short table of win rates that rise with the score. Bands begin at
// multiples of five.
func RateBands(scores []float64, won []bool) []RateBand {
	if len(scores) == 0 {
		return nil
	}
	bands := fineRates(scores, won)
	bands = joinSmallRates(bands, max(typing.LeastBin, int(leastRate*float64(len(scores)))))
	tallies := make([]stats.Tally, len(bands))
	for i, b := range bands {
		tallies[i] = b.Tally
	}
	bands = fewerRates(poolRates(bands, stats.PoolRising(tallies)))
	shrinkRates(bands, scores, won)
	return bands
}

// expected is how many leads what is expected of a band counts for at least beside its own.
const expected = 10

// shrinkRates draws the rate of each band to what a logistic curve through all leads has of
// it. Where the bands leave the curve no further than chance has it, they follow it: it is
// drawn through all leads, and a band that stands out among few was partly picked for that.
// The further they leave it, the more their own leads count, but some that win as expected
// are always thought beside them. Of those seen no band wins always or never: half a lead of
// the other outcome is too (Jeffreys). Rates rise from band to band.
func shrinkRates(bands []RateBand, scores []float64, won []bool) {
	expect := expectedWins(bands, scores, stats.CalibrateLogistic(scores, won))
	chance := max(float64(len(bands)-2), 1) / leaves(bands, expect) // its part in how they leave the curve
	for i := range bands {
		b := &bands[i]
		n := float64(b.Leads())
		drawn := min(max(chance, expected/(n+expected)), 1)
		never := 0.5 / (n + 1)
		rate := float64(drawn*expect[i]/n) + float64((1-drawn)*stats.Ratio(b.Won, b.Leads()))
		b.Rate = min(max(rate, never), 1-never)
		if i > 0 {
			b.Rate = max(b.Rate, bands[i-1].Rate)
		}
	}
}

// expectedWins is how many leads of each band win by a curve.
func expectedWins(bands []RateBand, scores []float64, curve stats.Calibration) []float64 {
	expect := make([]float64, len(bands))
	for _, s := range scores {
		expect[bandOf(bands, s)] += curve.Probability(s)
	}
	return expect
}

// leaves is how far the wins of the bands lie from those expected: by chance as far as there
// are bands that the curve was not drawn through (the likelihood ratio chi-squared).
func leaves(bands []RateBand, expect []float64) float64 {
	sum := 0.0
	for i, b := range bands {
		sum += surprise(float64(b.Won), expect[i]) + surprise(float64(b.Lost), float64(b.Leads())-expect[i])
	}
	return max(2*sum, 1e-9)
}

func surprise(seen, expected float64) float64 {
	if seen == 0 {
		return 0
	}
	return float64(seen * math.Log(seen/max(expected, 1e-9)))
}

// bandOf is the position of the band that a score lies in; that of the lowest below it.
func bandOf(bands []RateBand, score float64) int {
	at := len(bands) - 1
	for at > 0 && score < bands[at].From {
		at--
	}
	return at
}

func fineRates(scores []float64, won []bool) []RateBand {
	byStart := map[float64]*RateBand{}
	var starts []float64
	for i, s := range scores {
		start := math.Floor(s/rateStep) * rateStep
		if byStart[start] == nil {
			byStart[start] = &RateBand{From: start}
			starts = append(starts, start)
		}
		byStart[start].Count(won[i])
	}
	slices.Sort(starts)
	var bands []RateBand
	for _, start := range starts {
		bands = append(bands, *byStart[start])
	}
	bands[0].From = min(bands[0].From, 0)
	return bands
}

// joinSmallRates joins bands from the best down until each has so many leads; what is
// left over joins the lowest.
func joinSmallRates(bands []RateBand, least int) []RateBand {
	for i := len(bands) - 1; i > 0; i-- {
		if bands[i].Leads() < least {
			bands = joinRates(bands, i-1)
		}
	}
	if len(bands) > 1 && bands[0].Leads() < least {
		bands = joinRates(bands, 0)
	}
	return bands
}

func joinRates(bands []RateBand, i int) []RateBand {
	bands[i].Tally = bands[i].Plus(bands[i+1].Tally)
	return slices.Delete(bands, i+1, i+2)
}

func poolRates(bands []RateBand, sizes []int) []RateBand {
	var pooled []RateBand
	for _, size := range sizes {
		b := bands[0]
		for _, next := range bands[1:size] {
			b.Tally = b.Plus(next.Tally)
		}
		pooled = append(pooled, b)
		bands = bands[size:]
	}
	return pooled
}

// fewerRates joins the neighbours that cost least information.
func fewerRates(bands []RateBand) []RateBand {
	var all stats.Tally
	for _, b := range bands {
		all = all.Plus(b.Tally)
	}
	if all.Won == 0 || all.Lost == 0 {
		return bands[:1:1]
	}
	for len(bands) > 1 {
		least, at := math.Inf(1), 0
		for i := range bands[1:] {
			if loss := stats.JoinLoss(bands[i].Tally, bands[i+1].Tally, all); loss < least {
				least, at = loss, i
			}
		}
		if len(bands) <= mostRates && least*stats.Effective(all) > rateEvidence {
			break
		}
		bands = joinRates(bands, at)
	}
	return bands
}

// WriteRates writes the bands as a rulebook's score.rates. Rounded rates that are
// equal make one line.
func WriteRates(bands []RateBand) []rulebook.WinRate {
	var rates []rulebook.WinRate
	for _, b := range bands {
		r := rulebook.WinRate{From: written.NumberOf(b.From), Rate: written.ShareOf(b.Rate), Leads: b.Leads()}
		if n := len(rates); n > 0 && rates[n-1].Rate == r.Rate {
			rates[n-1].Leads += r.Leads
			continue
		}
		rates = append(rates, r)
	}
	return rates
}

// StageReport is a stage with its leads.
type StageReport struct {
	Name string
	From float64 // the lowest score; -Inf for the last stage
	stats.Tally
}

// Shares of the leads in the best stage, and in the best two, where neither capacity
// nor target rate is given.
const (
	bestStage   = 0.20
	bestStages  = 0.50
	mostOfStage = 3
)

var StageNames = map[rulebook.Language][mostOfStage]string{
	rulebook.English:  {"Hot", "Warm", "Cold"},
	rulebook.Japanese: {"ホット", "ウォーム", "コールド"},
}

func countStages(stages []StageReport, groups []stats.Tie) []StageReport {
	for _, g := range groups {
		at := slices.IndexFunc(stages, func(s StageReport) bool { return g.Score >= s.From })
		stages[at].Tally = stages[at].Plus(stats.Tally{Won: g.Won, Lost: g.Lost})
	}
	for i := 0; i+1 < len(stages); {
		if !stats.Rises(stages[i+1].Tally, stages[i].Tally) {
			stages[i+1].Tally = stages[i+1].Plus(stages[i].Tally)
			stages[i+1].Name = stages[i].Name
			stages = slices.Delete(stages, i, i+1)
			i = 0
			continue
		}
		i++
	}
	return stages
}

// ScoreOfShare is the score from which up the share of the leads is nearest to a
// given one; at least one group of leads is taken.
func ScoreOfShare(groups []stats.Tie, leads int, share float64) float64 {
	best, at, taken := math.Inf(1), groups[0].Score, 0
	for _, g := range groups {
		taken += g.Leads()
		if off := math.Abs(stats.Ratio(taken, leads) - share); off < best {
			best, at = off, g.Score
		}
	}
	return at
}

// ScoreOfRate is the lowest score from which up the leads, at least so many, win at a
// given rate or more; where none do, the highest from which up there are so many.
func ScoreOfRate(groups []stats.Tie, rate float64, least int) float64 {
	at, so := math.NaN(), stats.Tally{}
	for k, g := range groups {
		so = so.Plus(stats.Tally{Won: g.Won, Lost: g.Lost})
		if so.Leads() < least && k+1 < len(groups) {
			continue
		}
		if math.IsNaN(at) || stats.Ratio(so.Won, so.Leads()) >= rate {
			at = g.Score
		}
	}
	return at
}

// bestRate is the highest rate at which the leads from some score up, at least so many,
// win.
func bestRate(groups []stats.Tie, least int) (best stats.Tally) {
	so := stats.Tally{}
	for _, g := range groups {
		so = so.Plus(stats.Tally{Won: g.Won, Lost: g.Lost})
		if so.Leads() >= least && (best.Leads() == 0 || stats.Rises(best, so)) {
			best = so
		}
	}
	return best
}

// StageRules writes the stages as rules on the score.
func StageRules(stages []StageReport) []rulebook.Stage {
	var rules []rulebook.Stage
	for _, s := range stages {
		rule := rulebook.Stage{Name: s.Name}
		if !math.IsInf(s.From, -1) {
			rule.When = &rulebook.Condition{Metric: written.Scalar("score"), Tests: written.Test("at_least", written.NumberText(s.From))}
		}
		rules = append(rules, rule)
	}
	return rules
}
