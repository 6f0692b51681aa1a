package scoring_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/rulebook"
	"leadscore/scoring/explained"
	"leadscore/scoring/lint"
)

// TestLintIsTrue tries leads on what Lint says that no lead can do.
func TestLintIsTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		warned := map[rulebook.Pos]string{}
		for _, warning := range lint.Rulebook(w.rb) {
			warned[warning.Pos] = warning.Message
		}
		scorer := w.compile(t).NewScorer()
		for range 4 * leadsPerWorld {
			x := scorer.Explain(w.leads().Draw(t, "cells"))
			if x.StageIndex >= 0 {
				if message := warned[w.rb.Stages[x.StageIndex].Pos]; strings.HasPrefix(message, "no lead can reach the stage") {
					t.Fatalf("the stage is %s, but %s", x.Stage, message)
				}
			}
			for _, line := range x.Lines {
				if message := warned[line.Pos]; line.Kind == explained.LineCriterion && line.Points != 0 && strings.HasSuffix(message, "earns 0 whatever the lead") {
					t.Fatalf("%s earns %s, but %s", line.Name, line.Points, message)
				}
			}
		}
	})
}
