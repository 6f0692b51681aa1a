package screen

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/cmd/internal/report"
	_ "leadscore/internal/seed"
	"leadscore/rulebook"
)

// TestWidth: whatever leads hold, no line of them is wider than the screen, each lead has
// one, and whom to call is there.
func TestWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("aあ 1,株…①é\n\t\x1b")), 0, 40, -1)
		r := Ranking{
			Language: rapid.SampledFrom([]rulebook.Language{rulebook.English, rulebook.Japanese}).Draw(t, "language"),
			Stages:   []Stage{{Name: text.Draw(t, "stage"), Leads: 7}, {Name: "Out", Out: true, Leads: 1234567}},
			KeyName:  "ID", Shown: []string{"Company", "Name"}, Total: 9000,
		}
		for range rapid.IntRange(1, 30).Draw(t, "leads") {
			r.Leads = append(r.Leads, Lead{
				Score: rapid.SampledFrom([]string{"5", "-12.375", "100"}).Draw(t, "score"), Value: rapid.Float64Range(-100, 100).Draw(t, "value"),
				Stage: rapid.IntRange(-1, 1).Draw(t, "of"), Key: text.Draw(t, "key"), Shown: []string{"W" + text.Draw(t, "company"), text.Draw(t, "name")},
				Reason: text.Draw(t, "reason"), Next: text.Draw(t, "next"),
			})
		}
		o := report.Options{Width: rapid.IntRange(40, 200).Draw(t, "width"), Ambiguous: rapid.Bool().Draw(t, "ambiguous")}
		var b strings.Builder
		if _, err := Write(&b, r, o); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(b.String(), "\n")
		for i, line := range lines[:len(r.Leads)+1] {
			if o.Cells(line) > o.Width || strings.HasSuffix(line, " ") {
				t.Errorf("line %d has %d cells of %d: %q", i, o.Cells(line), o.Width, line)
			}
			if i > 0 && !strings.Contains(line, "W") {
				t.Errorf("line %d names nobody: %q", i, line)
			}
		}
	})
}

func TestCounts(t *testing.T) {
	r := Ranking{
		Stages:  []Stage{{Name: "Priority", Leads: 4}, {Name: "SQL", Leads: 31}, {Name: "Spam", Out: true, Leads: 10}, {Name: "MQL", Leads: 60}, {Name: "Gone", Out: true, Leads: 5}},
		NoStage: 3, Leads: make([]Lead, 2), Total: 98,
	}
	for width, want := range map[int]string{
		0:  "Priority 4 · SQL 31 · MQL 60 · no stage 3 · out 15 · 2 of 98 (all: --top 0)\n",
		30: "Priority 4 · SQL 31 · MQL 60\nno stage 3 · out 15\n2 of 98 (all: --top 0)\n",
	} {
		if got := r.counts(report.Options{Width: width}); got != want {
			t.Errorf("width %d: got\n%swant\n%s", width, got, want)
		}
	}
	if got := (&Ranking{}).counts(report.Options{}); got != "" {
		t.Errorf("a ranking of nothing counts %q", got)
	}
}

func TestBar(t *testing.T) {
	for _, c := range []struct {
		value, best float64
		want        string
	}{
		{100, 100, "█████"}, {50, 100, "██▌"}, {1, 100, "▏"}, {0, 100, ""}, {-5, 100, ""}, {-5, -1, ""}, {2.5, 100, "▏"},
	} {
		if got := bar(c.value, c.best, report.Options{}); got != c.want {
			t.Errorf("%g of %g: got %q, want %q", c.value, c.best, got, c.want)
		}
	}
	if got := bar(50, 100, report.Options{Ambiguous: true}); got != "===" {
		t.Errorf("where blocks are wide: got %q", got)
	}
}
