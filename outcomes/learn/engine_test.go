package learn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/scorecard"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// mixed is a generated list with every kind of column: numbers (some as intervals or
// with junk), yes and no, text in two scripts, lists, dates, blanks and words for them.
// Half of what decides is in the columns.
func mixed(n int, seed uint64) *outcomes.History {
	r := rand.New(rand.NewPCG(seed, 7))
	h := outcomes.NewHistory([]string{"Employees", "Opted in", "業種", "Interests", "Last visit", "Budget", "Notes", "Region"})
	industries := []string{"製造業", "情報通信業", "小売業", "SaaS", "ｓａａｓ", "不明"}
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	for range n {
		size, industry, optIn, days := math.Exp(2+2*r.NormFloat64()), r.IntN(len(industries)), r.IntN(3), r.IntN(200)
		asOf := calendar.Day(20000 + r.IntN(30))
		interests := ""
		wants := r.IntN(4) == 0
		if wants {
			interests = pick("AI; 分析", "ai", "分析;AI ; Cloud")
		} else {
			interests = pick("", "Cloud", "Security;Cloud", "")
		}
		x := -1 + 0.5*math.Log1p(size)/2 - float64(days)/80
		if industry == 1 || industry == 3 || industry == 4 {
			x += 1.2
		}
		if optIn == 0 {
			x += 0.8
		}
		if wants {
			x += 1
		}
		employees := fmt.Sprintf("%.0f", size)
		switch r.IntN(25) {
		case 0:
			employees = "11-50"
		case 1:
			employees = "Select"
		case 2:
			employees = ""
		}
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(x) {
			outcome = outcomes.Won
		}
		notes := ""
		if r.IntN(2) == 0 {
			notes = fmt.Sprintf("called %d times and left a message with the front desk %d", r.IntN(1000), r.IntN(100000))
		}
		h.Add(outcomes.Lead{
			Cells: []string{employees, []string{"Yes", "No", ""}[optIn], industries[industry], interests,
				(asOf - calendar.Day(days)).String(), fmt.Sprintf("%.2f", 1000*r.ExpFloat64()), notes, pick("North", "South", "-")},
			Outcome: outcome, Order: float64(asOf), AsOf: &asOf,
		})
	}
	return h
}

// What the engine gives to leads that were held out is what was measured, and each
// line's points are those of the card it was made of.
func TestEngineScoresAsTheCardDoes(t *testing.T) {
	for _, step := range []int{1, 5} {
		h := mixed(3000, uint64(step))
		l := newLearner(h, Options{Step: step, Allow: []string{"Last visit"}})
		l.takeColumns()
		l.screenLeaks()
		l.makeSplits()
		l.size = 8
		for k, s := range l.folds[:2] {
			c, rb := l.cardFrom(s.Train)
			scores, err := outcomes.ScoreLeads(rb, h, s.Test, 0)
			if err != nil {
				t.Fatal(err)
			}
			kinds := map[typing.Kind]bool{}
			for j := range c.Lines {
				kinds[c.Lines[j].Bins.Field.Kind] = true
			}
			if len(kinds) < 4 {
				t.Errorf("fold %d: %d kinds of field on the card, want 4", k, len(kinds))
			}
			for at, i := range s.Test {
				cells := h.Cells(int(i), nil)
				if v, err := cell.ParseNumber(cells[0], false); err == nil && !v.IsExact() {
					continue // an interval takes the lowest of its bands, which only the engine knows
				}
				if got, want := scores[at], float64(c.Score(i)); got != want {
					t.Fatalf("step %d, fold %d, lead %q: the engine gives %v, the card %v", step, k, cells, got, want)
				}
			}
		}
	}
}

// The report's quality is that of the rulebook's scores, counted anew by the engine.
func TestReportedQualityIsTheEngines(t *testing.T) {
	h := mixed(1500, 3)
	learned, err := Learn(h, Options{Split: SplitNewest, Step: 1})
	if err != nil {
		t.Fatal(err)
	}
	if learned.Report.Newest == nil {
		t.Fatal("the newest leads were not measured")
	}
	l := newLearner(h, Options{Split: SplitNewest, Step: 1})
	l.takeColumns()
	l.screenLeaks()
	l.makeSplits()
	l.choose()
	_, rb := l.cardFrom(l.newest.Train)
	scores, err := outcomes.ScoreLeads(rb, h, l.newest.Test, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := outcomes.Measure(scores, nil, stats.Pick(l.won, l.newest.Test)).AUC, learned.Report.Newest.AUC; got != want {
		t.Errorf("the engine's scores have AUC %v, the report says %v", got, want)
	}
}

// A learned rulebook is one that the engine takes, sums to 100 at best, and has
// everything that its report tells of.
func TestLearnedRulebookIsComplete(t *testing.T) {
	for _, step := range []int{1, 5, 10} {
		learned, err := Learn(mixed(2000, 11), Options{Step: step})
		if err != nil {
			t.Fatal(err)
		}
		rb, report := learned.Rulebook, learned.Report
		if problems := scoring.Validate(rb); len(problems) > 0 {
			t.Fatalf("problems: %v", problems)
		}
		if len(rb.Criteria) != len(report.Criteria) || len(rb.Stages) != len(report.Stages) || len(rb.Score.Rates) == 0 {
			t.Fatalf("%d criteria, %d stages, %d rates; the report has %d and %d", len(rb.Criteria), len(rb.Stages), len(rb.Score.Rates), len(report.Criteria), len(report.Stages))
		}
		sum := 0
		for i := range rb.Criteria {
			sum += checkCriterion(t, &rb.Criteria[i], &report.Criteria[i], step)
		}
		if sum != scorecard.FullScore {
			t.Errorf("step %d: the best lines sum to %d, want %d", step, sum, scorecard.FullScore)
		}
	}
}

// checkCriterion checks a criterion against its report and gives its most points.
func checkCriterion(t *testing.T, c *rulebook.Criterion, r *CriterionReport, step int) int {
	t.Helper()
	if c.Points != nil {
		if want := exact.Int(int64(r.Bands[0].Points)); *c.Points != want {
			t.Errorf("%s earns %v, its report says %v", c.Name, *c.Points, want)
		}
		return r.Bands[0].Points
	}
	if len(c.Bands) != len(r.Bands) {
		t.Fatalf("%s has %d bands, its report %d", c.Name, len(c.Bands), len(r.Bands))
	}
	most, least := 0, scorecard.FullScore
	for j, b := range c.Bands {
		if want := exact.Int(int64(r.Bands[j].Points)); b.Earns != want {
			t.Errorf("%s, band %d earns %v, its report says %v", c.Name, j, b.Earns, want)
		}
		if r.Bands[j].Points%step != 0 {
			t.Errorf("%s, band %d earns %d, not a multiple of %d", c.Name, j, r.Bands[j].Points, step)
		}
		most, least = max(most, r.Bands[j].Points), min(least, r.Bands[j].Points)
	}
	if r.Missing != nil {
		most, least = max(most, r.Missing.Points), min(least, r.Missing.Points)
	}
	if least != 0 {
		t.Errorf("the lowest line of %s earns %d, want 0", c.Name, least)
	}
	return most
}
