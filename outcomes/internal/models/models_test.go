package models

import (
	"math"
	"testing"

	"leadscore/outcomes/stats"
)

// noise is a list that other programs can make too: a linear congruential generator
// (glibc's constants), four columns of bins 1 to 200, a tenth of the third missing (0),
// and an outcome that no straight line tells.
func noise() (features [][]uint8, won []bool) {
	state := uint64(12345)
	draw := func() float64 {
		state = (state*1103515245 + 12345) % 2147483648
		return float64(state) / 2147483648
	}
	features = make([][]uint8, 4)
	for range 3000 {
		var x [4]float64
		var bins [4]uint8
		for j := range x {
			x[j] = draw()
			bins[j] = 1 + uint8(x[j]*200)
		}
		z := 3*math.Sin(6*x[0])*x[1] - 1.2
		if x[2] > 0.5 && x[1] > 0.3 {
			z += 2
		}
		if draw() < 0.1 {
			bins[2] = 0
		}
		won = append(won, draw() < stats.Logistic(z))
		for j, b := range bins {
			features[j] = append(features[j], b)
		}
	}
	return features, won
}

func slice(features [][]uint8, from, to int) [][]uint8 {
	part := make([][]uint8, len(features))
	for j, column := range features {
		part[j] = column[from:to]
	}
	return part
}

// heldOut gives the probabilities of the last thousand leads by a model of the others.
func heldOut(linear func(features [][]uint8, lead int) float64, features [][]uint8) (p []float64) {
	test := slice(features, 2000, 3000)
	for i := range 1000 {
		p = append(p, stats.Logistic(linear(test, i)))
	}
	return p
}

// expectFigures compares how well probabilities tell won leads with another program's figures.
func expectFigures(t *testing.T, p []float64, won []bool, auc, loss, within float64) {
	t.Helper()
	if got := stats.AUC(p, won); math.Abs(got-auc) > within {
		t.Errorf("AUC %.6f, want %.3f ± %.3f", got, auc, within)
	}
	if got := stats.LogLoss(p, won); math.Abs(got-loss) > within {
		t.Errorf("log-loss %.6f, want %.3f ± %.3f", got, loss, within)
	}
}

// The figures are those of scikit-learn 1.2.1's HistGradientBoostingClassifier with
// max_iter=120, max_leaf_nodes=12, min_samples_leaf=20, learning_rate=0.08,
// l2_regularization=1, early_stopping=False: learned from the first 2,000 leads,
// measured on the rest. Ties between splits may fall otherwise.
func TestBoostedAgainstScikitLearn(t *testing.T) {
	features, won := noise()
	p := heldOut(FitBoosted(slice(features, 0, 2000), won[:2000], DefaultBoost()).Linear, features)
	expectFigures(t, p, won[2000:], 0.806183, 0.513831, 0.002)
	for i, want := range []float64{0.0684358, 0.6762086, 0.1779501, 0.5417610, 0.0441989} {
		if math.Abs(p[i]-want) > 0.03 {
			t.Errorf("probability of lead %d: %.4f, want %.4f", i, p[i], want)
		}
	}
}

// The figures are those of scikit-learn 1.9.1's HistGradientBoostingClassifier with
// interaction_cst="no_interactions", which makes a sum of functions of one feature: max_iter=240
// (60 rounds over four features), max_leaf_nodes=3, min_samples_leaf=20, learning_rate=0.1,
// l2_regularization=1, early_stopping=False. It takes the feature that gains most, where we
// take one after the other. Trees that may use all features reach 0.806.
func TestAdditiveAgainstScikitLearn(t *testing.T) {
	features, won := noise()
	p := heldOut(FitAdditive(slice(features, 0, 2000), won[:2000], DefaultAdditive()).Linear, features)
	expectFigures(t, p, won[2000:], 0.773626, 0.554568, 0.008)
}

// A sum of functions of one column each is what it is made to find, and nothing else: with the
// true log-odds 2, 0 and -2 of one column and 1 and 0 of another it comes to these.
func TestAdditiveFindsASum(t *testing.T) {
	var features [2][]uint8
	var won []bool
	for a, x := range []float64{2, 0, -2} {
		for b, y := range []float64{1, 0} {
			for i := range 2000 {
				features[0], features[1] = append(features[0], uint8(a)), append(features[1], uint8(b))
				won = append(won, (float64(i)+0.5)/2000 < stats.Logistic(x+y))
			}
		}
	}
	opt := DefaultAdditive()
	opt.Rounds = 300
	m := FitAdditive(features[:], won, opt)
	for i := 0; i < len(won); i += 2000 {
		want := []float64{2, 0, -2}[features[0][i]] + []float64{1, 0}[features[1][i]]
		if got := m.Linear(features[:], i); math.Abs(got-want) > 0.02 {
			t.Errorf("log-odds of %d and %d are %.3f, want %.3f", features[0][i], features[1][i], got, want)
		}
	}
}

// The figures are those of scikit-learn 1.2.1's LogisticRegression by
// newton-cholesky with tol 1e-14.
func TestLogitAgainstScikitLearn(t *testing.T) {
	bins, won := noise()
	features := make([][]float64, len(bins))
	for j, column := range bins {
		for _, b := range column[:2000] {
			features[j] = append(features[j], float64(b)/100)
		}
	}
	for _, c := range []struct {
		ridge, intercept float64
		weights          []float64
	}{
		{1, -0.48268283944360535, []float64{-1.3107389353408343, 0.6887244092592494, 0.5458504955059481, 0.14375910413820767}},
		{20, -0.46694921574751713, []float64{-1.119160550411195, 0.5823624325423243, 0.4683560930159487, 0.12766492065288587}},
	} {
		m := FitLogit(features, won[:2000], c.ridge, nil)
		nearly(t, "intercept", m.Intercept, c.intercept)
		for j, w := range m.Weights {
			nearly(t, "weight", w, c.weights[j])
		}
		rows := make([][]Entry, 2000)
		for i := range rows {
			for j := range features {
				rows[i] = append(rows[i], Entry{int32(j), features[j][i]})
			}
		}
		sparse := FitSparse(len(features), rows, won[:2000], c.ridge)
		for j, w := range sparse.Weights {
			nearly(t, "weight by rows", w, c.weights[j])
		}
	}
}

// The lead of Odoo's own test: addons/crm/tests/test_crm_pls.py, test_pls_tooltip_data.
func TestNaiveBayesGivesOdoosFigure(t *testing.T) {
	fields := []string{"country_id", "state_id", "email_state", "phone_state", "source_id"}
	m := FitNaiveBayes(fields, []string{"new", "qualified", "proposition", "won"}, []BayesLead{
		{[]string{"c0", "s0", "correct", "correct", "web1"}, "won", true},
		{[]string{"c1", "s0", "correct", "correct", ""}, "won", true},
		{[]string{"", "", "correct", "incorrect", "web0"}, "new", false},
		{[]string{"c0", "", "correct", "incorrect", "web0"}, "new", false},
		{[]string{"", "s1", "correct", "correct", ""}, "proposition", false},
	})
	lead := []string{"c0", "s0", "correct", "correct", "web0"}
	if got := m.Percent(lead, "qualified"); got != 74.30 {
		t.Errorf("%.2f %%, want 74.30 %%", got)
	}
	if got := m.Percent([]string{"never seen", "", "", "", ""}, "new"); math.Abs(got-100*2.1/5.2) > 0.005 {
		t.Errorf("what is unset or never seen is skipped: %.2f %%, want the base rate %.2f %%", got, 100*2.1/5.2)
	}
}

// Odoo keeps even certain leads off 0 and 100 %: test_predictive_lead_scoring_always_won.
func TestNaiveBayesIsNeverCertain(t *testing.T) {
	var leads []BayesLead
	for range 100000 {
		leads = append(leads, BayesLead{Values: []string{"tag"}, Won: true})
	}
	leads = append(leads, BayesLead{Values: []string{"other"}})
	m := FitNaiveBayes([]string{"tag"}, nil, leads)
	if got := m.Percent([]string{"tag"}, ""); got != 99.99 {
		t.Errorf("a lead that always won: %v, want 99.99", got)
	}
}

// nearly holds a figure to one with six decimals.
func nearly(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > 1e-6 {
		t.Errorf("%s = %.9f, want %.9f", what, got, want)
	}
}

// Without a penalty, one column of parts and no offset come to the log-odds of each part.
func TestFitJoint(t *testing.T) {
	var column []uint8
	var won []bool
	for part, wins := range []int{10, 40, 70} {
		for i := range 100 {
			column, won = append(column, uint8(part)), append(won, i < wins)
		}
	}
	odds := func(p float64) float64 { return math.Log(p / (1 - p)) }
	each := make([]stats.Tally, len(won)) // leads one by one
	for i, w := range won {
		each[i].Count(w)
	}
	parts := FitJoint(make([]float64, len(won)), [][]uint8{column}, []int{3}, each, 1e-6)[0]
	for part, rate := range []float64{0.1, 0.4, 0.7} {
		if got, want := parts[part]-parts[0], odds(rate)-odds(0.1); math.Abs(got-want) > 1e-3 {
			t.Errorf("part %d lies %.4f above the first, want %.4f", part, got, want)
		}
	}
	offset := make([]float64, len(won))
	for i, part := range column {
		offset[i] = odds([]float64{0.1, 0.4, 0.7}[part])
	}
	for part, added := range FitJoint(offset, [][]uint8{column}, []int{3}, each, 15)[0] {
		if math.Abs(added) > 1e-6 {
			t.Errorf("what fits already is moved by %v in part %d", added, part)
		}
	}
}
