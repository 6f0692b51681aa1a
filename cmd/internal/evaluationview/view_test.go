package evaluationview

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"testing"

	"leadscore/internal/literals"

	"leadscore/internal/texts"
	"leadscore/outcomes/evaluate"
	"leadscore/outcomes/evaluate/rules"
	"leadscore/rulebook"
)

// written are the texts in the sources of the evaluation's report.
func written(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, name := range []string{"view.go", "tables.go", "rules.go", "since.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if text, ok := literals.Constant(n); ok {
				all = append(all, text)
				return false
			}
			return true
		})
	}
	return all
}

// TestEvaluationInJapanese: each text of the report has its Japanese, those too that are not
// said where they stand, such as headings of columns.
func TestEvaluationInJapanese(t *testing.T) {
	japanese := texts.In(rulebook.Japanese, "evaluationview").Or(texts.In(rulebook.Japanese, "speaker"))
	english := regexp.MustCompile(`^[A-Za-z%(;,].*[a-z]{2}`)
	notShown := regexp.MustCompile(`^(leadscore/|score:\n|%s: %s of %d$|no figure|en$|ja$|fmt$|math$|evaluationview$|strings$|slices$|cmp$|quality$|MadKudu$|ICP$|%d|lead$|, … )`)
	for _, text := range append(written(t), outcomesTexts()...) {
		if japanese.Say(text) == text && english.MatchString(text) && !notShown.MatchString(text) {
			t.Errorf("no Japanese for %q", text)
		}
	}
}

// outcomesTexts are those that an evaluation itself holds and the report shows.
func outcomesTexts() []string {
	texts := []string{
		string(evaluate.VerdictReady), string(evaluate.VerdictOK), string(evaluate.VerdictNotReady), string(rules.NeverFires),
		string(evaluate.RateHolds), string(evaluate.RateTooHigh), string(evaluate.RateTooLow), string(evaluate.RateNoLeads),
		string(evaluate.MixChanged), string(evaluate.RulesChanged), "own AUC", "log-loss", "Brier score",
	}
	return append(texts, "leads flagged as good", "15 to 35 % of the leads", "conversions among them", "at least 60 % of the wins",
		"best segment against worst", "wins at least 10 times as often", "at least 40 won and 40 lost", "accuracy", "recall")
}
