package evaluate

import (
	"math"
	"slices"

	"leadscore/match/exact"
	"leadscore/outcomes"
	"leadscore/outcomes/evaluate/segments"
	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/promise"
	"leadscore/outcomes/stats"
)

// RateCheck is one line of a rulebook's own score.rates with the leads that have
// such scores.
type RateCheck struct {
	From     float64 // the lowest score; -Inf: scores under the first line
	Promised float64 // the rate that the rulebook gives, 0 to 1: under the first line that of the first
	Of       int     // the leads that it says this is of; 0: it does not say
	stats.Tally
	Fit RateFit
}

// RateFit says whether a promised rate can be that of the leads observed: it lies
// within their interval, or, where the rulebook says of how many leads it is, the two
// do not differ by more than chance would have it.
type RateFit string

// The fits.
const (
	RateHolds   RateFit = "holds"
	RateTooHigh RateFit = "too high" // the rulebook promises more than came
	RateTooLow  RateFit = "too low"
	RateNoLeads RateFit = "no leads"
)

// calibrate tells which rates belong to the scores, and whether those that the
// rulebook gives hold.
func (ev *Evaluation) calibrate(r *replay) {
	ev.Rates = promise.RateBands(r.scores, r.won)
	ev.Offered = promise.WriteRates(ev.Rates)
	if len(r.rulebook.Score.Rates) == 0 {
		return
	}
	checks := []RateCheck{{From: math.Inf(-1)}}
	for _, rate := range r.rulebook.Score.Rates {
		from := rate.From.Float64()
		promised := rate.Rate.Float64()
		checks = append(checks, RateCheck{From: from, Promised: promised, Of: rate.Leads})
	}
	checks[0].Promised = checks[1].Promised
	for k, score := range r.scores {
		at := len(checks) - 1
		for at > 0 && score < checks[at].From {
			at--
		}
		checks[at].Count(r.won[k])
	}
	for i := range checks {
		checks[i].Fit = checks[i].fit()
	}
	if checks[0].Leads() == 0 {
		checks = checks[1:]
	}
	ev.Calibration = checks
}

func (c *RateCheck) fit() RateFit {
	observed := c.Rate()
	high, low := c.Promised > observed.High, c.Promised < observed.Low
	if c.Of > 0 {
		won := int(math.Round(c.Promised * float64(c.Of)))
		difference := segments.Compare(stats.Tally{Won: won, Lost: c.Of - won}, c.Tally)
		high, low = difference == segments.Above, difference == segments.Below
	}
	switch {
	case c.Leads() == 0:
		return RateNoLeads
	case high:
		return RateTooHigh
	case low:
		return RateTooLow
	}
	return RateHolds
}

// rates gives each lead a win probability: that of the rulebook's own rates, or of
// a logistic curve through the scores, fitted to the four fifths of the leads that
// the lead is not in.
func (r *replay) rates() (probabilities []float64, own bool) {
	if len(r.rulebook.Score.Rates) == 0 {
		return crossCalibrated(r.scores, r.won), false
	}
	base := stats.Ratio(stats.CountWon(r.won), len(r.won))
	probabilities = make([]float64, len(r.scores))
	for k, score := range r.scores {
		probabilities[k] = base
		if rate, known := r.engine.WinRate(exact.Points(math.Round(score * exact.PointsPerPoint))); known {
			probabilities[k] = rate.Float64()
		}
	}
	return probabilities, true
}

// leastFoldOne is how many leads of each outcome five folds need.
const leastFoldOne = 5

// crossCalibrated deals won and lost leads into five folds by turns, and gives each
// the probability of a curve fitted to the others. With fewer than leastFoldOne of
// an outcome one curve is fitted to all.
func crossCalibrated(scores []float64, won []bool) []float64 {
	wins := stats.CountWon(won)
	if min(wins, len(won)-wins) < leastFoldOne {
		return stats.CalibrateLogistic(scores, won).Probabilities(scores)
	}
	groups, of := stats.Tied(scores, won)
	var parts [holdout.FoldCount][]stats.Tally // of each fold: of each of groups
	for f := range parts {
		parts[f] = make([]stats.Tally, len(groups))
	}
	fold := dealtByTurns(won)
	for k, w := range won {
		parts[fold[k]][of[k]].Count(w)
	}
	curves := [holdout.FoldCount]stats.Calibration{}
	for f := range parts {
		curves[f] = stats.CalibrateTies(without(groups, parts[f]))
	}
	probabilities := make([]float64, len(scores))
	for k, score := range scores {
		probabilities[k] = curves[fold[k]].Probability(score)
	}
	return probabilities
}

// dealtByTurns deals won leads into folds, and lost ones.
func dealtByTurns(won []bool) []uint8 {
	fold := make([]uint8, len(won))
	var dealt [2]int
	for k, w := range won {
		class := 0
		if w {
			class = 1
		}
		fold[k] = uint8(dealt[class] % holdout.FoldCount)
		dealt[class]++
	}
	return fold
}

// without are the leads of groups but for those of a part, in the groups that have any.
func without(groups []stats.Tie, part []stats.Tally) []stats.Tie {
	others := make([]stats.Tie, 0, len(groups))
	for n, g := range groups {
		g.Won, g.Lost = g.Won-part[n].Won, g.Lost-part[n].Lost
		if g.Leads() > 0 {
			others = append(others, g)
		}
	}
	return others
}

// CapacityReport says what a number of calls would have brought.
type CapacityReport struct {
	PerWeek  float64 // calls; 0: a share was given
	Weeks    float64 // from the first day to the last; 0 where a share was given
	Arriving float64 // leads in a week, open ones too
	Share    float64 // of the leads that can be called, 0 to 1
	From     float64 // the lowest score called; NaN where stages rank before the score
	Calls    float64 // among the leads with an outcome
	Wins     float64 // among those called
	Per100   float64 // wins in 100 calls
	AtRandom float64 // wins in 100 calls of leads taken at random
}

// capacity measures the best leads that can be called; nil where nothing says how
// many that are.
func (r *replay) capacity(h *outcomes.History, opt Options, ranked *outcomes.Quality) *CapacityReport {
	c := &CapacityReport{PerWeek: opt.PerWeek, Share: opt.Share, From: math.NaN()}
	if opt.PerWeek > 0 {
		c.Share, c.Arriving, c.Weeks = h.ShareOf(opt.PerWeek)
	}
	if !(c.Share > 0) {
		return nil
	}
	leads := float64(len(r.won))
	c.Calls = c.Share * leads
	c.Wins = stats.Captured(stats.Ties(r.order, r.won), c.Share) * float64(ranked.Won)
	c.Per100 = 100 * c.Wins / c.Calls
	c.AtRandom = 100 * float64(ranked.Won) / leads
	if slices.Equal(r.order, r.scores) {
		c.From = promise.ScoreOfShare(stats.Ties(r.scores, r.won), len(r.scores), c.Share)
	}
	return c
}
