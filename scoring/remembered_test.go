package scoring_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// manyLeads draws leads of few to many different cells, some of which are longer than
// what is remembered.
func (w world) manyLeads(t *rapid.T) [][]string {
	from := rapid.SliceOfN(w.leads(), 2, 30).Draw(t, "leads")
	d := dice{t}
	for i := range from {
		for j := range from[i] {
			if d.oneIn(4) { // the same to rules, but not to memory
				from[i][j] += strings.Repeat(" ", d.between(1, 80))
			}
		}
	}
	leads := slices.Clone(from)
	for range 200 {
		mixed := slices.Clone(pick(d, from...))
		for j := range mixed {
			if other := pick(d, from...); j < len(other) && d.oneIn(2) {
				mixed[j] = other[j]
			}
		}
		leads = append(leads, mixed)
	}
	return leads
}

// TestWhatIsRememberedDoesNotMatter scores many leads by one Scorer, some alone and some
// as rows of a table, each as one that remembers nothing does: the result, the cells, the
// explanation, what is unreadable.
func TestWhatIsRememberedDoesNotMatter(t *testing.T) {
	pairs, stages, held := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		engine, leads := w.compile(t), w.manyLeads(t)
		scorer := engine.NewScorer()
		for i := 0; i < len(leads); {
			count := min(rapid.IntRange(1, 40).Draw(t, "together"), len(leads)-i)
			some := leads[i : i+count]
			if dice := (dice{t}); count > 1 {
				scorer.ScoreRows(laidOut(dice, some, len(w.header)))
				held += count
			}
			for row, cells := range some {
				fresh := engine.NewScorer()
				want := account(engine, fresh, fresh.Score(cells))
				result := scorer.Hold(row)
				if count == 1 {
					result = scorer.Score(cells)
				}
				if got := account(engine, scorer, result); got != want {
					t.Fatalf("lead %d, row %d of %d, %q:\ngot\n%s\nwant\n%s", i, row, count, cells, got, want)
				}
			}
			if got, want := scorer.Explain(some[0]), engine.NewScorer().Explain(some[0]); !reflect.DeepEqual(got, want) {
				t.Fatalf("lead %d, %q:\nexplained\n%+v\nwant\n%+v", i, some[0], got, want)
			}
			i += count
		}
		pairs += engine.Pairs()
		if engine.RemembersStages() {
			stages++
		}
	})
	if pairs == 0 || stages == 0 || held == 0 {
		t.Errorf("%d pairs, %d rulebooks whose stages are remembered, %d leads in tables: want some of each", pairs, stages, held)
	}
}

// laidOut lays leads out as a list has them: some cells in quotes, some line ends with CRs.
func laidOut(d dice, leads [][]string, width int) *scoring.Table {
	text := "# what stands before"
	table := &scoring.Table{Width: width, Rows: len(leads), Ends: []int32{int32(len(text)) - 1}}
	for _, cells := range leads {
		for column := range width {
			cell := ""
			if column < len(cells) {
				cell = cells[column]
			}
			last := column == width-1
			if strings.HasPrefix(cell, `"`) || last && strings.HasSuffix(cell, "\r") || d.oneIn(4) {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			if last && d.oneIn(2) {
				cell += "\r"
			}
			text += cell
			table.Ends = append(table.Ends, int32(len(text)))
			text += ","
		}
	}
	table.Text = text + strings.Repeat("#", d.between(0, 16))
	return table
}

// account is all that is told of a lead that was scored.
func account(e *scoring.Engine, s *scoring.Scorer, r *scoring.Result) string {
	var b strings.Builder
	b.WriteString(described(r))
	fmt.Fprintln(&b, r.Unreadable)
	for _, c := range e.Columns() {
		b.Write(s.AppendCell(nil, c))
		b.WriteString("; ")
	}
	for _, rule := range e.Rules() {
		fmt.Fprint(&b, s.Verdict(rule), s.Without(rule))
	}
	return b.String()
}

const forgettable = `
version: 1
name: Cells that do not return
fields:
  id:     {column: ID}
  size:   {column: Size, type: number}
  opened: {column: Opened, type: number}
  sent:   {column: Sent, type: number}
  rate:   {rate: {of: opened, per: sent, min: 5}}
criteria:
  - {name: Odd, field: id, ends_with: ["1", "3", "5", "7", "9"], points: 1}
  - {name: Size, field: size, bands: [{at_least: 1000, points: 5}, {at_least: 10, points: 3}], missing: 1}
  - {name: Rate, field: rate, bands: [{at_least: 40%, points: 6}, {at_least: 20%, points: 3}]}
stages:
  - {stage: A, when: {all: [{metric: score, at_least: 9}, {field: id, ends_with: "7"}]}}
  - {stage: B, when: {all: [{metric: score, at_least: 4}, {field: opened, known: true}]}}
`

// TestForgetting scores so many leads, none like another, that a Scorer forgets them
// all, and remembers again.
func TestForgetting(t *testing.T) {
	rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(forgettable)))
	if rb == nil {
		t.Fatal(problems)
	}
	engine, problems := rulebook.Unpack(scoring.Compile(rb, []string{"ID", "Size", "Opened", "Sent"}, scoring.Options{}))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	scorer, most, emptied, before := engine.NewScorer(), 0, 0, 0
	for i := range 8000 {
		cells := []string{fmt.Sprint("L-", i), fmt.Sprint(i % 2000), fmt.Sprint(i * 7), fmt.Sprint(i * 13)}
		switch i % 5 {
		case 0:
			cells[1] = fmt.Sprintf("%d.5", i)
		case 1:
			cells[i%4] = ""
		case 2:
			cells[1] = fmt.Sprintf("about %d", i)
		case 3:
			cells[2], cells[0] = fmt.Sprint(i%3000), "a name that is longer than what is told by its key alone "+cells[0]
		case 4:
			cells[0] = strings.Repeat("too long to be remembered, ", 3) + cells[0]
		}
		got := account(engine, scorer, scorer.Score(cells))
		fresh := engine.NewScorer()
		if want := account(engine, fresh, fresh.Score(cells)); got != want {
			t.Fatalf("lead %d, %q:\ngot\n%s\nwant\n%s", i, cells, got, want)
		}
		now := scorer.Decisions()
		if most = max(most, now); now < before {
			emptied++
		}
		before = now
	}
	if emptied == 0 {
		t.Error("nothing was forgotten")
	}
	if most > scoring.MostDecisions+10 {
		t.Errorf("%d decisions were held; want %d at most", most, scoring.MostDecisions)
	}
}
