package learn

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"leadscore/outcomes"
	"leadscore/outcomes/stats"
)

// Every leak that the lists' source names is caught, and at most three other columns
// with them; what is in part a leak is caught too.
func TestLeaksOfTheLists(t *testing.T) {
	others := 0
	for _, l := range []list{xEducation, bank} {
		t.Run(l.file, func(t *testing.T) {
			learned, err := Learn(l.history(t, false), Options{Criteria: 1})
			if err != nil {
				t.Fatal(err)
			}
			caught := map[string]bool{}
			for _, e := range learned.Report.Doubts {
				caught[e.Column] = true
				t.Log(e)
			}
			for _, e := range learned.Report.Exclusions {
				if e.Cause == outcomes.CauseLeak || e.Cause == outcomes.CauseSuspect {
					caught[e.Column] = true
					if !slices.Contains(l.leaks, e.Column) {
						others++
					}
				}
				t.Log(e)
			}
			for _, leak := range l.leaks {
				if !caught[leak] {
					t.Errorf("%q is not caught", leak)
				}
			}
			if r := learned.Report; r.With != nil {
				t.Logf("AUC with %.3f, without %.3f", r.With.Value, r.Without.Value)
			}
		})
	}
	if others > 3 {
		t.Errorf("%d other columns are excluded, want at most 3", others)
	}
}

// A column of titles is asked about once, not once for itself and again for the seniority
// that is made of it.
func TestAColumnIsDoubtedOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 1))
	h := outcomes.NewHistory([]string{"Title", "Visits"})
	titles := []string{"Director", "Manager", "CEO", "Student", "Engineer", "Head of Sales"}
	for range 2000 {
		outcome, share := outcomes.Lost, 0.5
		if r.IntN(3) == 0 {
			outcome, share = outcomes.Won, 0.85
		}
		title := ""
		if r.Float64() < share {
			title = titles[r.IntN(len(titles))]
		}
		h.Add(outcomes.Lead{Cells: []string{title, strconv.Itoa(r.IntN(9) + 3*int(outcome))}, Outcome: outcome, Order: math.NaN()})
	}
	doubts := learn(t, h, Options{}).Report.Doubts
	if n := len(slices.DeleteFunc(doubts, func(e outcomes.Exclusion) bool { return e.Column != "Title" })); n != 1 {
		t.Errorf("asked %d times about the title, want once: %v", n, doubts)
	}
}

// What open leads never have and some of the others do is filled in later, however few do;
// what open leads have as rarely as others is not.
func TestColumnsThatOpenLeadsNeverHave(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 1))
	h := outcomes.NewHistory([]string{"Visits", "Handover", "Survey"})
	for range 3000 {
		visits, handover, survey := r.IntN(12), "", ""
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(float64(visits)/4-2) {
			outcome = outcomes.Won
		}
		if r.Float64() < 0.3+0.4*float64(outcome-outcomes.Lost) {
			handover = []string{"by mail", "by phone"}[r.IntN(2)]
		}
		if r.IntN(8) == 0 {
			survey = []string{"happy", "not happy"}[r.IntN(2)]
		}
		if r.IntN(5) == 0 {
			outcome, handover = outcomes.Open, ""
		}
		h.Add(outcomes.Lead{Cells: []string{strconv.Itoa(visits), handover, survey}, Outcome: outcome, Order: math.NaN()})
	}
	report := learn(t, h, Options{}).Report
	if got := report.causeOf("Handover"); got != outcomes.CauseLeak {
		t.Errorf("Handover: left out as %q, want %q", got, outcomes.CauseLeak)
	}
	if got := report.causeOf("Survey"); got == outcomes.CauseLeak || got == outcomes.CauseSuspect {
		t.Errorf("Survey: left out as %q", got)
	}
}
