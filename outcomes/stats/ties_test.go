package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestDeLongOfTies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scores, won := rapidScores(t)
		want, got := DeLong(scores, won), DeLongTies(Ties(scores, won))
		if math.IsNaN(want.Value) && math.IsNaN(got.Value) {
			return
		}
		for _, pair := range [][2]float64{{want.Value, got.Value}, {want.Low, got.Low}, {want.High, got.High}} {
			if math.Abs(pair[0]-pair[1]) > 1e-12 {
				t.Fatalf("%v, want %v", got, want)
			}
		}
	})
}

func rapidScores(t *rapid.T) (scores []float64, won []bool) {
	n := rapid.IntRange(1, 40).Draw(t, "n")
	for range n {
		scores = append(scores, float64(rapid.IntRange(0, 9).Draw(t, "score")))
		won = append(won, rapid.Bool().Draw(t, "won"))
	}
	return scores, won
}

// pROC's roc.test(aSAH$outcome, aSAH$s100b, aSAH$ndka) prints Z = 1.3908 and the 95
// percent confidence interval -0.04887061 0.28769174.
func TestPairedDeLong(t *testing.T) {
	s100b, won := labelled(aSAH.s100bGood, aSAH.s100bPoor)
	ndka, _ := labelled(aSAH.ndkaGood, aSAH.ndkaPoor)
	hundredths := func(values []float64) []int64 { // as they are printed
		whole := make([]int64, len(values))
		for i, v := range values {
			whole[i] = int64(math.Round(100 * v))
		}
		return whole
	}
	got := NewPlacements(hundredths(s100b), won).Less(NewPlacements(hundredths(ndka), won))
	nearInterval(t, "difference", got, Interval{0.7313685636856369 - 0.6119579945799458, -0.048870606, 0.287691745})
}

// Without copies the interval is DeLong's; with them, that of the leads they are copies of.
func TestDeLongOfCopies(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	var scores, copied []float64
	var won, copiedWon []bool
	var alone, cluster []int32
	for i := range 300 {
		s, w := random.NormFloat64(), random.IntN(3) == 0
		if w {
			s++
		}
		scores, won, alone = append(scores, s), append(won, w), append(alone, int32(i))
		for range 3 {
			copied, copiedWon, cluster = append(copied, s), append(copiedWon, w), append(cluster, int32(i))
		}
	}
	want := DeLong(scores, won)
	for name, got := range map[string]Interval{"alone": DeLongOf(scores, won, alone), "copied": DeLongOf(copied, copiedWon, cluster)} {
		if math.Abs(got.Value-want.Value) > 1e-12 || math.Abs(got.HalfWidth()-want.HalfWidth()) > 1e-9 {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}
