package learn

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/match/calendar"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/scorecard"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/printer"
)

// cellsGen draws the values that a column of a random list picks from.
func cellsGen(t *rapid.T) []string {
	switch rapid.IntRange(0, 7).Draw(t, "kind") {
	case 0:
		return []string{"", "Select", "-", "N/A", "a", "B", "ｂ", "ﾃｽﾄ", "テスト", "x: y", "'q'", "#1", "yes, no", "null"}
	case 1:
		return []string{"0", "1", "2", "3.5", "-7", "1,200", "10%", "", "1e3"}
	case 2:
		return []string{"11-50", "51-200", "500人以上", "50名未満", "120"}
	case 3:
		return []string{"Yes", "no", "", "はい"}
	case 4:
		return []string{"a;b", "b; c", "c", ";", "", "A ;b"}
	case 5:
		return []string{"2024-01-05", "2024/2/7", "2023年12月1日", "", "2025-01-01"}
	case 6:
		return []string{"1.234,5", "2,5", "10,25", "1000"}
	}
	var numbers []string
	for range rapid.IntRange(5, 60).Draw(t, "different") {
		numbers = append(numbers, fmt.Sprintf("%.4g", rapid.Float64Range(-1e6, 1e6).Draw(t, "number")))
	}
	return numbers
}

// randomHistory is a list of columns of any kind, some of which tell the outcome.
func randomHistory(t *rapid.T) *outcomes.History {
	columns := rapid.IntRange(1, 6).Draw(t, "columns")
	var header []string
	var cells [][]string
	for c := range columns {
		header = append(header, rapid.SampledFrom([]string{"A", "b c", "業種", "Last day", "x.y", "A", "", "null", "Yes"}).Draw(t, "header")+[]string{"", "", fmt.Sprint(c)}[rapid.IntRange(0, 2).Draw(t, "suffix")])
		cells = append(cells, cellsGen(t))
	}
	h := outcomes.NewHistory(header)
	dated := rapid.Bool().Draw(t, "dated")
	n := rapid.IntRange(60, 200).Draw(t, "leads")
	seed := rapid.Uint64().Draw(t, "seed")
	for range n {
		row := make([]string, columns)
		sum := 0
		for c := range row {
			seed = seed*6364136223846793005 + 1442695040888963407
			at := int(seed>>33) % len(cells[c])
			row[c] = cells[c][at]
			sum += at * (c + 1) % 5
		}
		lead := outcomes.Lead{Cells: row, Outcome: outcomes.Lost, Order: math.NaN()}
		if seed>>40%uint64(5+sum) > 2 {
			lead.Outcome = outcomes.Won
		}
		if dated {
			day := calendar.Day(19800 + int(seed>>50)%400)
			lead.AsOf = &day
		}
		h.Add(lead)
	}
	return h
}

// Whatever the list: no panic, a rulebook that reads back, and the engine's scores are
// the card's but for intervals, whose band only the engine knows.
func TestLearnWhateverTheList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := randomHistory(t)
		opt := Options{Small: true, Step: rapid.SampledFrom([]int{1, 5}).Draw(t, "step"), Allow: h.Header, References: rapid.Bool().Draw(t, "references")}
		learned, err := Learn(h, opt)
		if err != nil {
			return // too few of an outcome, or nothing to learn from
		}
		text := printer.Rulebook(learned.Rulebook)
		again, problems := rulebook.Unpack(yaml.Load("learned.yaml", text))
		if again == nil || len(problems) > 0 {
			t.Fatalf("%v in\n%s", problems, text)
		}
		var leads []int32
		for i := range h.Len() {
			leads = append(leads, int32(i))
		}
		before, err := outcomes.ScoreLeads(learned.Rulebook, h, leads, 0)
		if err != nil {
			t.Fatal(err)
		}
		after, err := outcomes.ScoreLeads(again, h, leads, 0)
		if err != nil {
			t.Fatal(err)
		}
		for i := range before {
			if before[i] != after[i] || before[i] < 0 || before[i] > scorecard.FullScore {
				t.Fatalf("lead %q: %v, read back %v, in\n%s", h.Cells(i, nil), before[i], after[i], text)
			}
		}
	})
}
