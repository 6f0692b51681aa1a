package cmd

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// table runs the program and reads the CSV that it prints: each row by header.
func table(t *testing.T, args ...string) []map[string]string {
	t.Helper()
	status, stdout, stderr := run(t, "", args...)
	if status != 0 {
		t.Fatalf("status %d: %s", status, stderr)
	}
	rows, err := csv.NewReader(strings.NewReader(stdout)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		byHeader := map[string]string{}
		for i, cell := range row {
			byHeader[rows[0][i]] = cell
		}
		all = append(all, byHeader)
	}
	return all
}

// The ranking is what a spreadsheet makes of the scored list: by stage as the
// rulebook orders them, then by falling score, then as the list has them; and any
// number of best leads is the beginning of the whole.
func TestRankOrder(t *testing.T) {
	flags := []string{"../testdata/leads.csv", "--rules", "../rules.example.yaml", "--as-of", "2026-11-21"}
	stages := []string{"Priority", "SQL", "PQL", "MQL", "Nurture", "Out of territory"}
	scored := table(t, append([]string{"score"}, flags...)...)
	slices.SortStableFunc(scored, func(a, b map[string]string) int {
		if d := slices.Index(stages, a["lead_stage"]) - slices.Index(stages, b["lead_stage"]); d != 0 {
			return d
		}
		x, errX := strconv.ParseFloat(a["lead_score"], 64)
		y, errY := strconv.ParseFloat(b["lead_score"], 64)
		switch {
		case errX != nil || errY != nil:
			t.Fatal(errX, errY)
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	var want []string
	for _, lead := range scored {
		if !slices.Contains(stages, lead["lead_stage"]) {
			t.Fatalf("the stage %q is not in this test", lead["lead_stage"])
		}
		want = append(want, lead["Lead ID"])
	}
	out := slices.IndexFunc(scored, func(lead map[string]string) bool { return lead["lead_stage"] == "Out of territory" })
	if out < 20 || len(want) < 200 {
		t.Fatalf("%d leads, the first out of territory is %d", len(want), out)
	}
	for _, top := range []int{0, 1, 2, 3, 10, 50, out, 1000} {
		got := keys(table(t, append([]string{"rank", "--format=csv", "--top", strconv.Itoa(top)}, flags...)...))
		n := out
		if top > 0 {
			n = min(top, out)
		}
		if !slices.Equal(got, want[:n]) {
			t.Errorf("--top %d gives\n%v\nwant\n%v", top, got, want[:n])
		}
	}
	if got := keys(table(t, append([]string{"score", "--sorted"}, flags...)...)); !slices.Equal(got, want) {
		t.Errorf("score --sorted gives\n%v\nwant\n%v", got, want)
	}
}

func keys(rows []map[string]string) []string {
	var all []string
	for i, row := range rows {
		all = append(all, row["Lead ID"])
		if row["lead_rank"] != strconv.Itoa(i+1) {
			all = append(all, "rank "+row["lead_rank"])
		}
	}
	return all
}
