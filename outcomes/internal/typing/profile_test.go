package typing

import (
	"leadscore/outcomes"
	"slices"
	"strconv"
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

// A long list is typed as a short one: what its sample says is no other type is none.
func TestLongColumnsAreTypedAsShortOnes(t *testing.T) {
	for _, c := range []struct {
		name string
		cell func(i int) string
		want Kind
	}{
		{"numbers, a few of them written out", func(i int) string {
			if i%50 == 0 {
				return "many"
			}
			return strconv.Itoa(i * 7919 % 97)
		}, NumberKind},
		{"lists in a quarter of the cells", func(i int) string {
			if i%4 == 0 {
				return "AI; CRM"
			}
			return [...]string{"AI", "CRM", "ERP"}[i%3]
		}, ListKind},
		{"texts", func(i int) string { return [...]string{"Web", "Mail", "Fair"}[i%3] }, TextKind},
		{"yes and no", func(i int) string { return [...]string{"yes", "no"}[i%2] }, BoolKind},
	} {
		for _, n := range []int{400, 30_000} {
			h := outcomes.NewHistory([]string{"A"})
			var leads []int32
			for i := range n {
				h.Add(outcomes.Lead{Cells: []string{c.cell(i)}, Outcome: outcomes.Won})
				leads = append(leads, int32(i))
			}
			if r := Read(h, 0, leads, false); r.Field == nil || r.Field.Kind != c.want {
				t.Errorf("%s, %d leads: %+v", c.name, n, r)
			}
		}
	}
}

// Commas that part thousands, but not rightly, make no decimals of an amount.
func TestCommasOfNumbers(t *testing.T) {
	for _, c := range []struct {
		name, cells string // parted by |
		want        Kind
		comma       bool
	}{
		{"thousands", "400,000円|1,200,000円|35,000円", NumberKind, false},
		{"thousands, not rightly", "4000,000円|10000,000円|30000,000円", TextKind, false},
		{"thousands, not rightly, beside ranges", "4000,000円|10000,000円|30000,000〜50000,000円", TextKind, false},
		{"few not rightly", "4000,000円" + strings.Repeat("|400,000円|70,000円|5,000円", 10), NumberKind, false},
		{"decimals", "1.234,56|78,9|12,5", NumberKind, true},
		{"decimals, some of three", "1234,56|1078,945|1112,5", NumberKind, true},
		{"blanks part thousands", "1 234|5 678|9 012", NumberKind, true},
	} {
		h := outcomes.NewHistory([]string{"A"})
		var leads []int32
		for i, cell := range strings.Split(c.cells, "|") {
			h.Add(outcomes.Lead{Cells: []string{cell}, Outcome: outcomes.Won})
			leads = append(leads, int32(i))
		}
		column := newColumn(h, 0, leads)
		kind, comma := column.kind()
		if made := column.intervalField(); kind == TextKind && made != nil {
			kind, comma = made.Kind, made.comma
		}
		if kind != c.want || comma != c.comma {
			t.Errorf("%s: kind %d, comma %v; want %d, %v", c.name, kind, comma, c.want, c.comma)
		}
	}
}

// A value of a hundred leads counts on lists of any length.
func TestLeastLevel(t *testing.T) {
	for leads, want := range map[int]int{100: 20, 9240: 46, 20_000: 100, 1_000_000: 100} {
		if got := LeastLevel(leads); got != want {
			t.Errorf("of %d leads %d must hold a value, want %d", leads, got, want)
		}
	}
}
