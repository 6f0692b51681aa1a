package stats

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// near fails unless got is want to 1e-6.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > 1e-6 {
		t.Errorf("%s = %.9f, want %.9f", what, got, want)
	}
}

func nearInterval(t *testing.T, what string, got, want Interval) {
	t.Helper()
	near(t, what, got.Value, want.Value)
	near(t, what+", low end", got.Low, want.Low)
	near(t, what+", high end", got.High, want.High)
}

// aSAH holds two markers of 113 patients with aneurysmal subarachnoid haemorrhage,
// 72 with good and 41 with poor outcome: Turck and others, Intensive Care Medicine
// 36 (2010), the example data of the R package pROC (Robin and others, BMC
// Bioinformatics 12, 2011).
var aSAH = struct{ s100bGood, s100bPoor, ndkaGood, ndkaPoor []float64 }{
	s100bGood: []float64{.13, .14, .1, .04, .47, .18, .1, .1, .04, .08, .04, .09, .11, .07, .17, .07, .11, .13, .19, .05, .16, .14, .34, .09, .5, .46, .16, .07, .43, .45, .11, .08, .09, .08, .06, .13, .1, .14, .15, .06, .05, .09, .04, .09, .08, .16, .09, .08, .33, .11, .28, .07, .1, .32, .07, .05, .24, .38, .1, .15, .08, .14, .1, .07, .04, .19, .15, .47, .17, .15, .5, .48},
	s100bPoor: []float64{.13, .1, .16, .12, .44, .71, .49, .07, .33, .09, .07, .41, .35, .48, .96, .25, .86, .52, 2.07, .07, .77, .3, .03, .09, .23, .7, .27, .71, .08, .26, .13, .1, .11, .22, .56, .14, .58, .32, .82, .74, .44},
	ndkaGood:  []float64{3.01, 8.54, 8.09, 10.42, 6, 15.54, 6.01, 17.86, 13.41, 20.75, 16.11, 49.94, 9.47, 6.29, 12.53, 6.54, 6.3, 80.3, 12.8, 9.8, 9.81, 18.21, 5.03, 8.02, 6.59, 9.63, 13.12, 7.96, 14.34, 41.43, 7.63, 7.06, 12.59, 9.44, 7.66, 12.98, 27.19, 22.27, 9.95, 11.73, 58.83, 6.39, 17.21, 9.7, 10.51, 10.6, 14.57, 4.61, 17.3, 12.71, 9.44, 11.07, 19.46, 10.83, 11.97, 7.75, 9.83, 10.55, 28.49, 8.53, 12.57, 12.9, 46.83, 11.68, 12.67, 9.01, 24.58, 10.33, 13.87, 22.43, 6.79, 13.45},
	ndkaPoor:  []float64{17.4, 12.75, 13.2, 15.96, 5.18, 8.9, 11.6, 32.37, 54.82, 32.41, 40.34, 9.85, 14.04, 21.93, 7.42, 8.38, 13.56, 3.87, 419.19, 21.22, 10.4, 11.09, 12.22, 13.67, 22.63, 12.9, 21.57, 8.23, 72.57, 15.54, 5.19, 9.63, 21.48, 5.37, 9.57, 34.06, 11.72, 14.26, 47.61, 11.67, 15.89},
}

func labelled(lost, won []float64) (scores []float64, outcomes []bool) {
	scores = append(append(scores, lost...), won...)
	outcomes = make([]bool, len(scores))
	for i := range won {
		outcomes[len(lost)+i] = true
	}
	return scores, outcomes
}

// forty is a list with many ties that other programs can make from its formula.
func forty() (scores []float64, won []bool, probabilities []float64) {
	for i := range 40 {
		s := float64((i*i*7 + 3*i) % 23)
		scores = append(scores, s)
		won = append(won, float64(i*37%11)+s/3 > 8)
		probabilities = append(probabilities, (s+1)/25)
	}
	return scores, won, probabilities
}

func TestDeLong(t *testing.T) {
	scores, won := labelled(aSAH.s100bGood, aSAH.s100bPoor)
	// pROC prints 0.7314, 95% CI: 0.6301-0.8326 (DeLong); all digits: yandexdataschool/roc_comparison.
	nearInterval(t, "s100b", DeLong(scores, won), Interval{0.7313685636856369, 0.63011821, 0.83261892})
	scores, won = labelled(aSAH.ndkaGood, aSAH.ndkaPoor)
	// pROC prints 0.612, 0.5012-0.7227; all digits by the paper's definition (placements of each pair) in numpy.
	nearInterval(t, "ndka", DeLong(scores, won), Interval{0.6119579945799458, 0.5012449992717026, 0.722670989888189})
	scores, won, _ = forty()
	// AUC by scikit-learn 1.2.1, interval by the paper's definition in numpy.
	nearInterval(t, "forty", DeLong(scores, won), Interval{0.76, 0.6095698661021126, 0.9104301338978874})
	near(t, "AUC", AUC(scores, won), 0.76)
}

func TestDeLongWithoutBothOutcomes(t *testing.T) {
	for _, won := range [][]bool{{true, true}, {false, false}, {}} {
		scores := make([]float64, len(won))
		if got := DeLong(scores, won); !math.IsNaN(got.Value) {
			t.Errorf("DeLong of outcomes %v = %v, want NaN", won, got)
		}
		if got := AUC(scores, won); !math.IsNaN(got) {
			t.Errorf("AUC of outcomes %v = %v, want NaN", won, got)
		}
	}
}

// The figures are scikit-learn 1.2.1's: average_precision_score, log_loss,
// brier_score_loss, precision_recall_curve, confusion_matrix; KS is scipy 1.10's
// ks_2samp.
func TestAgainstScikitLearn(t *testing.T) {
	scores, won, p := forty()
	near(t, "average precision", AveragePrecision(Ties(scores, won)), 0.7719978632478631)
	near(t, "log-loss", LogLoss(p, won), 0.6048160865509382)
	near(t, "Brier", Brier(p, won), 0.20312)
	near(t, "KS", KS(Ties(scores, won)), 0.4)
	best := BestF1(scores, won)
	near(t, "F1", best.F1, 0.7391304347826088)
	near(t, "precision", best.Precision, 0.6538461538461539)
	near(t, "recall", best.Recall, 0.85)
	near(t, "accuracy", best.Accuracy, 0.7)
	best.Precision, best.Recall, best.F1, best.Accuracy = 0, 0, 0, 0
	want := Confusion{Threshold: 8, CalledWon: 17, CalledLost: 9, NotCalledWon: 3, NotCalledLost: 11}
	if best != want {
		t.Errorf("best threshold: %+v, want %+v", best, want)
	}
}

// Wilson's intervals to four decimals in Newcombe, Statistics in Medicine 17
// (1998), table I; all digits by scipy 1.10's binomtest(...).proportion_ci(method="wilson").
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		wins, n   int
		low, high float64
	}{
		{81, 263, 0.2552885198782742, 0.36620957698280004},
		{15, 148, 0.06238639953073629, 0.16048724172330803},
		{0, 20, 0, 0.16112515805281935},
		{1, 29, 0.006113214292762667, 0.17175521879320282},
		{5, 5, 0.5655175352168251, 1},
		{7, 50, 0.06950833427016292, 0.26186193710585537},
	} {
		nearInterval(t, "Wilson", Wilson(c.wins, c.n), Interval{float64(c.wins) / float64(c.n), c.low, c.high})
	}
	nearInterval(t, "Wilson of none", Wilson(0, 0), Interval{0, 0, 1})
}

// The figures are numpy 1.24's for the definitions, Cramér's V scipy 1.10's
// contingency.association.
func TestTables(t *testing.T) {
	bins := []Tally{{10, 90}, {40, 60}, {80, 20}, {0, 15}}
	for i, want := range []float64{-1.8011532189196602, -0.048520016301559915, 1.7206536729028974, -3.0811658298624036} {
		near(t, "weight of evidence", WeightOfEvidence(bins[i], SumTallies(bins)), want)
	}
	near(t, "information value", InformationValue(bins), 1.8574941909455862)
	near(t, "PSI", PSI([]int{100, 200, 300, 250, 150, 0}, []int{80, 150, 310, 290, 160, 10}), 0.05421651489197272)
	near(t, "Cramér's V", CramersV([][]int{{20, 5, 10}, {3, 30, 7}, {8, 8, 9}, {0, 0, 1}}), 0.4278620167358049)
	near(t, "Cramér's V of copies", CramersV([][]int{{7, 0}, {0, 5}}), 1)
	near(t, "Cramér's V of one value", CramersV([][]int{{7, 5}}), 0)
}

// The figures are scikit-learn 1.2.1's: IsotonicRegression, and LogisticRegression
// without penalty by newton-cholesky, tol 1e-14.
func TestCalibration(t *testing.T) {
	scores, won, _ := forty()
	want := map[float64]float64{0: 0.2, 3: 0.2, 4: 0.2, 6: 0.25, 8: 0.5, 9: 0.5, 10: 4. / 7, 11: 4. / 7, 12: 4. / 7, 17: 4. / 7, 19: 1, 22: 1}
	for i, rate := range isotonic(scores, won) {
		near(t, "isotonic", rate, want[scores[i]])
	}
	c := CalibrateLogistic(scores, won)
	near(t, "slope", c.Slope, 0.17517868)
	near(t, "intercept", c.Intercept, -1.69269519)
}

func TestCalibrateLogisticWherePerfect(t *testing.T) {
	c := CalibrateLogistic([]float64{1, 2, 3, 4}, []bool{false, false, true, true})
	if p := c.Probability(1); !(p < 0.01) {
		t.Errorf("the worst of perfectly sorted leads has probability %v", p)
	}
	if p := c.Probability(4); !(p > 0.99 && p <= 1) {
		t.Errorf("the best of perfectly sorted leads has probability %v", p)
	}
	flat := CalibrateLogistic([]float64{5, 5, 5, 5}, []bool{false, false, true, true})
	near(t, "probability of equal scores", flat.Probability(5), 0.5)
}

func TestCapturedSharesTies(t *testing.T) {
	scores := []float64{9, 5, 5, 5, 5, 1, 1, 1, 1, 1}
	won := []bool{true, true, false, true, false, false, false, false, true, false}
	// 10 %: the one lead at 9. 30 %: it and two of the four at 5, half of whose two wins are expected.
	near(t, "captured at 10 %", Captured(Ties(scores, won), 0.1), 0.25)
	near(t, "captured at 30 %", Captured(Ties(scores, won), 0.3), 0.5)
	near(t, "captured at 100 %", Captured(Ties(scores, won), 1), 1)
	near(t, "lift at 10 %", Lift(Ties(scores, won), 0.1), 2.5)
}

// leadsGen draws scores with ties and outcomes with both won and lost.
func leadsGen(t *rapid.T) (scores []float64, won []bool) {
	n := rapid.IntRange(2, 60).Draw(t, "n")
	for range n {
		scores = append(scores, float64(rapid.IntRange(0, 12).Draw(t, "score")))
		won = append(won, rapid.Bool().Draw(t, "won"))
	}
	won[0], won[1] = true, false
	return scores, won
}

// The definition: over all pairs of a won and a lost lead, the share in which the
// won one scores higher, ties half.
func TestAUCIsPairwise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scores, won := leadsGen(t)
		above, pairs := 0.0, 0.0
		for i := range scores {
			for j := range scores {
				if won[i] && !won[j] {
					pairs++
					switch {
					case scores[i] > scores[j]:
						above++
					case scores[i] == scores[j]:
						above += 0.5
					}
				}
			}
		}
		if got := AUC(scores, won); math.Abs(got-above/pairs) > 1e-12 {
			t.Fatalf("AUC %v, by pairs %v", got, above/pairs)
		}
		if got := DeLong(scores, won); math.Abs(got.Value-above/pairs) > 1e-12 || got.Low > got.Value || got.High < got.Value {
			t.Fatalf("DeLong %v, by pairs %v", got, above/pairs)
		}
	})
}

func TestIsotonicRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scores, won := leadsGen(t)
		rates := isotonic(scores, won)
		sum := 0.0
		for i := range scores {
			sum += rates[i]
			for j := range scores {
				if scores[i] < scores[j] && rates[i] > rates[j] {
					t.Fatalf("score %v has rate %v, score %v has %v", scores[i], rates[i], scores[j], rates[j])
				}
			}
		}
		if math.Abs(sum-float64(CountWon(won))) > 1e-9 {
			t.Fatalf("the rates sum to %v, there are %d wins", sum, CountWon(won))
		}
	})
}

// isotonic gives each lead the win rate of a rising step function of the scores
// that fits the outcomes best by least squares, found by pooling adjacent violators
// (Ayer and others, Annals of Mathematical Statistics 26, 1955). Leads with one
// score get one rate.
func isotonic(scores []float64, won []bool) []float64 {
	groups := Ties(scores, won)
	slices.Reverse(groups)
	tallies := make([]Tally, len(groups))
	for i, g := range groups {
		tallies[i] = Tally{g.Won, g.Lost}
	}
	rates := make([]float64, len(groups))
	at := 0
	for _, block := range PoolRising(tallies) {
		pooled := SumTallies(tallies[at : at+block])
		for range block {
			rates[at] = Ratio(pooled.Won, pooled.Leads())
			at++
		}
	}
	fitted := make([]float64, len(scores))
	for i, score := range scores {
		g, _ := slices.BinarySearchFunc(groups, score, func(t Tie, s float64) int { return cmp.Compare(t.Score, s) })
		fitted[i] = rates[g]
	}
	return fitted
}

// The quantiles are those of published tables.
func TestChiSquared99(t *testing.T) {
	for freedom, want := range map[int]float64{1: 6.635, 2: 9.210, 5: 15.086, 10: 23.209, 30: 50.892} {
		if got := ChiSquared99(freedom); math.Abs(got-want) > 0.02*want {
			t.Errorf("%d degrees of freedom: %.3f, want %.3f", freedom, got, want)
		}
	}
	if ChiSquared99(0) != 0 {
		t.Error("no freedom has a quantile")
	}
}
