package leads

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"leadscore/leads/internal/made"
)

// TestGuessRandomLists reads lists of every kind without being told anything: few rows
// and many, decimal commas, notes before the header, any separator and line end.
func TestGuessRandomLists(t *testing.T) {
	right, tried := 0, 0
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(7, seed))
		rows, text := randomList(r)
		for _, e := range made.Encodings() {
			list, ok := made.Written(e, text)
			if !ok {
				continue
			}
			tried++
			got := slices.DeleteFunc(guessed(t, list), func(row []string) bool { return len(row) == 0 })
			if slices.EqualFunc(got, rows, slices.Equal[[]string]) {
				right++
			} else {
				t.Logf("seed %d in %v: %.200q is read as %.200q", seed, e, text, got)
			}
		}
	}
	t.Logf("%d of %d lists read as they were written", right, tried)
	if tried < 2000 || 1000*right < 995*tried {
		t.Errorf("%d of %d lists read as they were written; want 99.5 %%", right, tried)
	}
}

// randomList makes up a list: its header and rows, and its text.
func randomList(r *rand.Rand) (rows [][]string, text string) {
	pick := func(among ...string) string { return among[r.IntN(len(among))] }
	rows = specimens()[pick("Japanese", "German", "French", "English")].rows(r, []int{0, 1, 2, 3, 5, 20, 60}[r.IntN(7)])
	columns := r.Perm(len(rows[0]))[:2+r.IntN(len(rows[0])-1)]
	decimals := r.IntN(3) == 0
	for i, row := range rows {
		var cells []string
		for _, c := range columns {
			cells = append(cells, row[c])
		}
		if decimals && i == 0 {
			cells = append(cells, pick("Umsatz", "Umsatz, EUR", "Budget"))
		} else if decimals {
			cells = append(cells, fmt.Sprintf("%d,%02d", r.IntN(5000), r.IntN(100)))
		}
		rows[i] = cells
	}
	comma, end := pick(",", ",", ";", "\t", "|"), pick("\r\n", "\n", "\r")
	text = write(rows, comma, end, r.IntN(2) == 0)
	if r.IntN(4) == 0 {
		text = strings.TrimRight(text, "\r\n")
	}
	if len(rows[0]) >= 4 && r.IntN(3) == 0 {
		text = pick("Lead report"+end, "Notes:"+end+"exported 2026-11-21"+end+end, "Leads"+strings.Repeat(comma, len(rows[0])-1)+end, end+end, "sep="+comma+end) + text
	}
	return rows, text
}
