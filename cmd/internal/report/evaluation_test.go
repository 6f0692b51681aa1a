package report

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"leadscore/internal/texts"
	"leadscore/outcomes/evaluate"
	"leadscore/rulebook"
)

// literals are the texts in the sources of the evaluation's report.
func literals(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, name := range []string{"evaluation.go", "evaluation_tables.go", "evaluation_rules.go", "evaluation_since.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if text, ok := constant(n); ok {
				all = append(all, text)
				return false
			}
			return true
		})
	}
	return all
}

// constant is the value of a string literal, or of several joined by +.
func constant(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(n.Value)
		return text, n.Kind == token.STRING && err == nil
	case *ast.BinaryExpr:
		left, ok := constant(n.X)
		right, also := constant(n.Y)
		return left + right, ok && also && n.Op == token.ADD
	}
	return "", false
}

// TestEvaluationInJapanese: each text of the report has its Japanese, those too that are not
// said where they stand, such as headings of columns.
func TestEvaluationInJapanese(t *testing.T) {
	japanese := texts.In(rulebook.Japanese, "report")
	english := regexp.MustCompile(`^[A-Za-z%(;,].*[a-z]{2}`)
	notShown := regexp.MustCompile(`^(leadscore/|score:\n|%s: %s of %d$|no figure|en$|ja$|fmt$|math$|report$|strings$|slices$|cmp$|quality$|MadKudu$|ICP$|%d|lead$|, … )`)
	for _, text := range append(literals(t), outcomesTexts()...) {
		if japanese.Say(text) == text && english.MatchString(text) && !notShown.MatchString(text) {
			t.Errorf("no Japanese for %q", text)
		}
	}
}

// outcomesTexts are those that an evaluation itself holds and the report shows.
func outcomesTexts() []string {
	texts := []string{
		string(evaluate.VerdictReady), string(evaluate.VerdictOK), string(evaluate.VerdictNotReady), string(evaluate.NeverFires),
		string(evaluate.RateHolds), string(evaluate.RateTooHigh), string(evaluate.RateTooLow), string(evaluate.RateNoLeads),
		string(evaluate.MixChanged), string(evaluate.RulesChanged), "own AUC", "log-loss", "Brier score",
	}
	return append(texts, "leads flagged as good", "15 to 35 % of the leads", "conversions among them", "at least 60 % of the wins",
		"best segment against worst", "wins at least 10 times as often", "at least 40 won and 40 lost", "accuracy", "recall")
}

func TestCharts(t *testing.T) {
	line := &LineChart{Title: `a "title" & <more>`, X: "x", Y: "y", Curves: []Curve{{Name: "<b>", Points: [][2]float64{{0, 0}, {0.5, 1}, {1, 1}}}}}
	got := string(line.svg())
	for _, want := range []string{`aria-label="a &#34;title&#34; &amp; &lt;more&gt;"`, "&lt;b&gt;", `<polyline class="curve" points="52.0,332.0 212.0,12.0 372.0,12.0"/>`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
	chart := &RangeChart{Title: "t", X: "rate", Average: 0.2, AverageName: "dashed: all", Ranges: []Range{{Name: "A", Value: 0.25, Low: 0.2, High: 0.31, Promised: 0.3, Note: "12 leads"}}}
	got = string(chart.svg())
	// The axis ends at 40 %, so 25 % is five eighths of 380 from 200 on.
	for _, want := range []string{`<rect class="value" x="200.0" y="15.0" width="237.5" height="14.0"/>`, `<line class="promise" x1="485.0"`, "12 leads", "rate; dashed: all", ">40%<"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
}

func TestMarkdownOfDocument(t *testing.T) {
	var b strings.Builder
	d := &Document{Title: "# A *title*", Summary: []Point{{Mood: Bad, Text: "- <i>"}}, Sections: []Section{{
		Heading: "H", Text: []string{"> quoted"}, Columns: []Column{{Header: "a|b"}}, Rows: [][]string{{"x\ny"}}, Code: "```\nscore: 1\n", Notes: []string{"note"},
	}}}
	if err := d.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	const want = "# \\# A \\*title\\*\n\n- \\- \\<i>\n\n## H\n\n\\> quoted\n\n| a\\|b |\n| --- |\n| x⏎y |\n\n```yaml\n\nscore: 1\n```\n\nnote\n"
	if got := b.String(); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
