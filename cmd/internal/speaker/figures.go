package speaker

import (
	"fmt"
	"math"
	"unicode"
	"unicode/utf8"

	"leadscore/cmd/internal/report"
	"leadscore/match/exact"
	"leadscore/outcomes/stats"
)

// Figures as people read them. What cannot be computed is a dash.
const NoFigure = "–"

// Figure is a number with so many decimals; a dash for what is none.
func Figure(v float64, decimals int) string {
	if math.IsNaN(v) {
		return NoFigure
	}
	return fmt.Sprintf("%.*f", decimals, v)
}

// SignedScore is a score without needless decimals, with its sign.
func SignedScore(v float64) string {
	return exact.Points(math.Round(v * exact.PointsPerPoint)).Signed()
}

// AUCWord says how good an AUC is. The steps are those of Hosmer and Lemeshow.
func AUCWord(i stats.Interval) (string, report.Mood) {
	switch {
	case i.High < 0.5:
		return "it sorts them upside down", report.Bad
	case i.Low <= 0.5:
		return "no better than chance for certain", report.Bad
	case i.Value < 0.6:
		return "weak", report.Bad
	case i.Value < 0.7:
		return "modest", report.Neutral
	case i.Value < 0.8:
		return "fair", report.Good
	case i.Value < 0.9:
		return "good", report.Good
	}
	return "very good", report.Good
}

// MoodOf is how a reader should take what is good, or not.
func MoodOf(good bool) report.Mood {
	if good {
		return report.Good
	}
	return report.Neutral
}

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 || first == utf8.RuneError {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// PlusMinus gives an AUC with half the width of its interval: "0.871 ± 0.008".
func PlusMinus(i stats.Interval) string {
	return fmt.Sprintf("%.3f ± %.3f", i.Value, i.HalfWidth())
}
