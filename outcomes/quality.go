package outcomes

import (
	"math"

	"leadscore/outcomes/stats"
)

// Quality says how well scores sort won from lost leads, and how well win
// probabilities fit.
type Quality struct {
	Leads, Won       int
	AUC              stats.Interval // with its 95 % interval
	AveragePrecision float64
	KS               float64
	LogLoss          float64 // of the probabilities; NaN without them
	BaseLogLoss      float64 // of the base rate
	Brier            float64
	BaseBrier        float64
	Shares           []ShareQuality
}

// ShareQuality is what the best share of the leads holds.
type ShareQuality struct {
	Share    float64 // of the leads, 0 to 1
	Lift     float64
	Captured float64 // of the wins, 0 to 1
}

// QualityShares are the shares of the leads that a Quality looks at.
func QualityShares() []float64 { return []float64{0.1, 0.2, 0.3, 0.4} }

// Measure computes the quality of scores, and of win probabilities, which may be nil.
func Measure(scores, probabilities []float64, won []bool) Quality {
	wins := stats.CountWon(won)
	rate := stats.Ratio(wins, len(won))
	groups := stats.Ties(scores, won)
	q := Quality{
		Leads: len(won), Won: wins, AUC: stats.DeLongTies(groups),
		AveragePrecision: stats.AveragePrecision(groups), KS: stats.KS(groups),
		LogLoss: math.NaN(), BaseLogLoss: stats.BaseLogLoss(rate), Brier: math.NaN(), BaseBrier: rate * (1 - rate),
	}
	if probabilities != nil {
		q.LogLoss, q.Brier = stats.LogLoss(probabilities, won), stats.Brier(probabilities, won)
	}
	for _, share := range QualityShares() {
		q.Shares = append(q.Shares, ShareQuality{share, stats.Lift(groups, share), stats.Captured(groups, share)})
	}
	return q
}

// MeanAndWorst are the mean and the lowest AUC of qualities measured one after another.
func MeanAndWorst(windows []Quality) (mean, worst float64) {
	worst = math.Inf(1)
	for _, q := range windows {
		mean, worst = mean+q.AUC.Value/float64(len(windows)), min(worst, q.AUC.Value)
	}
	return mean, worst
}

// Average is the mean quality of folds that together hold the leads once or, where
// folds are repeated, several times. The interval of the AUC treats the folds of one
// round as independent and the rounds as the same leads again.
func Average(parts []Quality, rounds int) Quality {
	n := float64(len(parts))
	q := Quality{Shares: make([]ShareQuality, len(parts[0].Shares))}
	variance := 0.0
	for _, p := range parts {
		q.Leads, q.Won = q.Leads+p.Leads, q.Won+p.Won
		q.AUC.Value += p.AUC.Value / n
		deviation := p.AUC.HalfWidth() / stats.Z95
		variance += float64(deviation * deviation)
		q.AveragePrecision += p.AveragePrecision / n
		q.KS += p.KS / n
		q.LogLoss += p.LogLoss / n
		q.BaseLogLoss += p.BaseLogLoss / n
		q.Brier += p.Brier / n
		q.BaseBrier += p.BaseBrier / n
		for i, s := range p.Shares {
			q.Shares[i].Share = s.Share
			q.Shares[i].Lift += s.Lift / n
			q.Shares[i].Captured += s.Captured / n
		}
	}
	q.Leads, q.Won = q.Leads/rounds, q.Won/rounds
	q.AUC = stats.Around(q.AUC.Value, variance*float64(rounds)/(n*n))
	return q
}
