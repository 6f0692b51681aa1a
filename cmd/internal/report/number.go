package report

import (
	"math"

	"leadscore/internal/texts"
	"leadscore/match/exact"
)

// Thousands gives a count with commas: 12,345.
func Thousands(n int) string { return texts.Thousands(n) }

// Count gives "1 lead", "2 leads", "1,204 leads".
func Count(n int, noun string) string { return texts.Texts{}.Count(n, noun) }

// ScoreText is a score without needless decimals.
func ScoreText(v float64) string {
	if math.IsInf(v, -1) {
		return "less"
	}
	return exact.Points(math.Round(v * exact.PointsPerPoint)).String()
}
