package scoring

import (
	"testing"

	"leadscore/match/exact"
	"leadscore/rulebook"
)

// The stage is guarded as any other text, and is none where no rule is true.
func TestStageIsGuarded(t *testing.T) {
	for stage, want := range map[string]string{"SQL": "SQL", "=1+1": "'=1+1", "3/4": "'3/4"} {
		rb := &rulebook.Rulebook{Criteria: []rulebook.Criterion{{Name: "Any lead", Points: new(exact.Int(1))}}, Stages: []rulebook.Stage{{Name: stage, Line: rulebook.Line{When: &rulebook.Condition{
			Metric: rulebook.Scalar{Text: "score"}, Tests: []rulebook.Test{{Op: "at_least", Args: []rulebook.Scalar{{Text: "0"}}}},
		}}}}}
		for highest, want := range map[int64]string{0: want, -1: ""} {
			rb.Score.Max = new(exact.Int(highest))
			engine, problems := rulebook.Unpack(Compile(rb, nil, Options{}))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			scorer := engine.NewScorer()
			scorer.asker.Score(nil)
			for _, c := range engine.Columns() {
				if got := string(scorer.AppendCell([]byte("x"), c)); c.Name == "stage" && got != "x"+want {
					t.Errorf("the stage %q becomes %q; want %q", stage, got[1:], want)
				}
			}
		}
	}
}
