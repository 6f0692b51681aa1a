package scoring_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"leadscore/rulebook"
)

// TestTexts: whatever a cell of ours says in other letters than ASCII's, is among the
// texts that its column may be made of, or in a header.
func TestTexts(t *testing.T) {
	seen := map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		w.rb.Language = rulebook.Japanese
		for i := range w.rb.Stages {
			w.rb.Stages[i].Name += "段"
			w.rb.Stages[i].Because += "因"
		}
		for i := range w.rb.Criteria {
			w.rb.Criteria[i].Name += "件"
		}
		engine := w.compile(t)
		scorer := engine.NewScorer()
		for range leadsPerWorld {
			scorer.Score(w.leads().Draw(t, "cells"))
			for _, c := range engine.Columns() {
				known := strings.Join(append(engine.Texts(c), w.header...), "")
				for _, r := range string(scorer.AppendText(nil, c)) {
					if r < utf8.RuneSelf {
						continue
					}
					seen[c.Name] = true
					if !strings.ContainsRune(known, r) {
						t.Fatalf("the column %s says %q, of which %q is not among its texts %q", c.Name, scorer.AppendText(nil, c), r, engine.Texts(c))
					}
				}
			}
		}
	})
	for _, column := range []string{"stage", "reasons", "next_question"} {
		if !seen[column] {
			t.Errorf("no other letters than ASCII's in %s", column)
		}
	}
}
