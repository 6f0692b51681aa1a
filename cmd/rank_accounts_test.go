package cmd

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestRankOnePerAccount holds rank --one-per-account to what a whole ranking leaves when
// of each company all leads but the first are struck out.
func TestRankOnePerAccount(t *testing.T) {
	inFixture(t)
	const rules = "version: 1\nkey: ID\ncriteria: [{name: Points, field: P, each: 1}]\nstages: [{stage: Out, out: true, field: P, is: 3}, {stage: In}]\n"
	write(t, "rules.yaml", rules)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "leads")
		var list strings.Builder
		list.WriteString("ID,Company,P\n")
		for i := range n {
			company := rapid.SampledFrom([]string{"Acme", "ACME Inc.", "Beta", "㈱Beta", "Gamma", ""}).Draw(t, "company")
			fmt.Fprintf(&list, "%d,%s,%d\n", i, company, rapid.IntRange(0, 5).Draw(t, "points"))
		}
		top := rapid.IntRange(0, 4).Draw(t, "top")
		rank := func(more ...string) []string {
			status, out, stderr := runIn(list.String(), append([]string{"rank", "-r", "rules.yaml", "--as-of", "2026-11-21", "--format", "csv"}, more...)...)
			if status != 0 {
				t.Fatalf("status %d: %s", status, stderr)
			}
			return strings.Split(strings.TrimSuffix(out, "\n"), "\n")[1:]
		}
		company := map[string]string{}
		for line := range strings.Lines(list.String()) {
			cells := strings.Split(line, ",")
			name := strings.TrimPrefix(strings.TrimSuffix(strings.ToLower(cells[1]), " inc."), "㈱")
			company[cells[0]] = name
			if name == "" {
				company[cells[0]] = "alone " + cells[0]
			}
		}
		var want []string
		seen := map[string]bool{}
		for _, row := range rank("--top", "0") {
			cells := strings.Split(row, ",")
			if key := company[cells[1]]; !seen[key] && (top == 0 || len(want) < top) {
				seen[key] = true
				cells[0] = fmt.Sprint(len(want) + 1)
				want = append(want, strings.Join(cells, ","))
			}
		}
		if got := rank("--one-per-account", "--top", fmt.Sprint(top)); !slices.Equal(got, want) {
			t.Fatalf("top %d of\n%s\ngot  %q\nwant %q", top, list.String(), got, want)
		}
	})
}

func runIn(stdin string, args ...string) (status int, stdout, stderr string) {
	var out, err strings.Builder
	status = mainAt(fixedClock, args, strings.NewReader(stdin), &out, &err)
	return status, out.String(), err.String()
}
