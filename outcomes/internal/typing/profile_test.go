package typing

import (
	"leadscore/outcomes"
	"slices"
	"strings"
	"testing"
)

// Words that say nothing are blank; those that may be answers are blank among numbers and
// dates only, where the field declares them.
func TestColumnsOfMissingWords(t *testing.T) {
	for _, c := range []struct {
		name, cells      string // parted by |
		blank, wantWords string
	}{
		{"numbers", "10|20|NA|30|-|TBD|none|40|Unknown", "NA|-|TBD|none|Unknown", "NA|none"},
		{"numbers with commas", "1.234,5|10,5|n/a|なし", "n/a|なし", "なし"},
		{"dates", "2026-01-05|5/1/2026|NA|未定", "NA|未定", "NA"},
		{"texts", "AI|None|NA|CRM|unknown|#N/A|なし", "unknown|#N/A", ""},
		{"bracketed", "AI|--None--|(NA)|Select", "--None--|(NA)|Select", ""},
		{"nothing else", "NA|None|unknown", "unknown", ""},
		{"yes and no", "はい|なし|不明", "不明", ""},
	} {
		h := outcomes.NewHistory([]string{"A"})
		var leads []int32
		for i, cell := range strings.Split(c.cells, "|") {
			h.Add(outcomes.Lead{Cells: []string{cell}, Outcome: outcomes.Won})
			leads = append(leads, int32(i))
		}
		column := newColumn(h, 0, leads)
		var blank []string
		known := 0
		for code, text := range column.texts {
			if column.folded(code) == "" {
				blank = append(blank, text)
			} else {
				known++
			}
		}
		if got := strings.Join(blank, "|"); got != c.blank {
			t.Errorf("%s: %s are blank, want %s", c.name, got, c.blank)
		}
		slices.Sort(column.missing)
		if got := strings.Join(column.missing, "|"); got != c.wantWords {
			t.Errorf("%s: declares %q, want %q", c.name, got, c.wantWords)
		}
		if column.known != known {
			t.Errorf("%s: %d are known, want %d", c.name, column.known, known)
		}
	}
}
