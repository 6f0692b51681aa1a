package learn

import (
	"leadscore/outcomes"
	"slices"
	"testing"
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
