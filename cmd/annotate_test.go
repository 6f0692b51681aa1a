package cmd

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"
)

// records splits a CSV into its records with their line ends: a line end between
// quotes does not end one.
func records(text string) []string {
	var all []string
	start, quoted := 0, false
	for i := range len(text) {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case text[i] == '\n' && !quoted:
			all = append(all, text[start:i+1])
			start = i + 1
		}
	}
	if start < len(text) {
		all = append(all, text[start:])
	}
	return all
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if os.IsNotExist(err) && strings.HasPrefix(name, "../../shared/") {
		t.Skipf("%s is not here", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Of a scored list, every record without our cells is the list's record, byte for
// byte; and the same list scored twice, or scored again when it is scored already,
// is the same bytes.
func TestScoredListKeepsBytes(t *testing.T) {
	tests := []struct{ list, rules string }{
		{"../testdata/leads.csv", "../rules.example.yaml"},
		{"../testdata/leads.ja.csv", "../testdata/rules.ja.yaml"},
		{"testdata/fixture/leads.csv", "testdata/fixture/leadscore.yaml"},
		{"../../shared/data/xeducation_leads.csv", "../testdata/xeducation.yaml"},
	}
	for _, test := range tests {
		t.Run(test.list, func(t *testing.T) {
			list := read(t, test.list)
			args := []string{"score", "--rules", test.rules, "--as-of", "2026-11-21", "-q"}
			status, scored, stderr := run(t, list, args...)
			if status != 0 {
				t.Fatalf("status %d: %s", status, stderr)
			}
			if stripped := strip(t, list, scored); stripped != list {
				t.Errorf("without our cells the list is %d bytes, want %d", len(stripped), len(list))
			}
			if _, twice, _ := run(t, list, args...); twice != scored {
				t.Error("the second run gives other bytes")
			}
			if _, again, _ := run(t, scored, args...); again != scored {
				t.Error("scoring the scored list again changes it")
			}
			if _, ranked, _ := run(t, list, "rank", "-n0", "--format=csv", "--rules", test.rules, "--as-of", "2026-11-21"); ranked == "" {
				t.Error("no ranking")
			} else if _, again, _ := run(t, scored, "rank", "-n0", "--format=csv", "--rules", test.rules, "--as-of", "2026-11-21"); again != ranked {
				t.Error("the scored list ranks otherwise")
			}
		})
	}
}

// strip cuts our cells, which stand last, off a scored list.
func strip(t *testing.T, list, scored string) string {
	t.Helper()
	before, after := records(list), records(scored)
	if len(before) != len(after) {
		t.Fatalf("%d records in, %d out", len(before), len(after))
	}
	ours := columnCount(t, after[0]) - columnCount(t, before[0])
	if ours < 5 {
		t.Fatalf("only %d columns of ours", ours)
	}
	var b strings.Builder
	for i, record := range after {
		raw := strings.TrimRight(before[i], "\r\n")
		end := before[i][len(raw):]
		if raw != "" && columnCount(t, record) != columnCount(t, after[0]) {
			t.Fatalf("record %d has %d cells", i, columnCount(t, record))
		}
		if !strings.HasPrefix(record, raw) || !strings.HasSuffix(record, end) {
			t.Fatalf("record %d is\n%q\nand was\n%q", i, record, before[i])
		}
		b.WriteString(record[:len(raw)] + end)
	}
	return b.String()
}

func columnCount(t *testing.T, record string) int {
	t.Helper()
	cells, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(record, "\ufeff"))).Read()
	if err != nil {
		t.Fatalf("%v in %q", err, record)
	}
	return len(cells)
}
