package recall

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed" // the same cases in every run
	"leadscore/match/exact"
)

// tableOf lays cells out as a list has them, with so many bytes before and behind.
func tableOf(rows [][]string, before, behind int) *Table {
	text := strings.Repeat("#", before)
	t := &Table{Ends: []int32{int32(before) - 1}, Rows: len(rows)}
	for _, cells := range rows {
		t.Width = len(cells)
		for _, cell := range cells {
			text += cell
			t.Ends = append(t.Ends, int32(len(text)))
			text += ","
		}
	}
	t.Text = text + strings.Repeat("#", behind)
	return t
}

func someCells() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringMatching(`[ab]{0,20}`),
		rapid.StringMatching(`a{0,7}[ab]{1,2}a{0,70}`),
		rapid.StringN(0, 10, 80),
		rapid.Map(rapid.IntRange(0, 3000), func(n int) string { return fmt.Sprint(n) }),
		rapid.Just(strings.Repeat("long ", longestCell)),
	)
}

func drawTable(t *rapid.T, cells *rapid.Generator[string]) (*Table, int) {
	width := rapid.IntRange(1, 3).Draw(t, "width")
	rows := rapid.SliceOfN(rapid.SliceOfN(cells, width, width), 1, 60).Draw(t, "rows")
	edge := rapid.IntRange(0, 20)
	return tableOf(rows, edge.Draw(t, "before"), edge.Draw(t, "behind")), rapid.IntRange(0, width-1).Draw(t, "column")
}

// taken is what a column made of a table.
type taken struct {
	sums []exact.Points
	ids  []uint32
	rest []uint8
}

func take(table *Table, column func(sums []exact.Points, ids []uint32, rest *Rows)) taken {
	var rest Rows
	got := taken{sums: make([]exact.Points, MostRows), ids: make([]uint32, MostRows)}
	column(got.sums, got.ids, &rest)
	got.rest = rest.All()
	return got
}

// A column takes each cell for what was remembered of just that, or leaves it.
func TestCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c Cells
		c.Forget()
		known, count := map[string]uint32{}, uint32(0)
		for range rapid.IntRange(1, 4).Draw(t, "tables") {
			table, column := drawTable(t, someCells())
			got := take(table, func(sums []exact.Points, ids []uint32, rest *Rows) { c.Column(table, column, sums, ids, rest) })
			for row := range table.Rows {
				cell := table.Cell(row, column)
				switch id, is := known[cell]; {
				case slices.Contains(got.rest, uint8(row)):
					if at := c.Find(cell); is != (at != nil) || is && at.ID != id {
						t.Fatalf("%q: found %v; want %d", cell, at, id)
					}
				case !is || got.ids[row] != id || got.sums[row] != exact.Points(id)*10:
					t.Fatalf("%q: taken for %d, %d points; want %d", cell, got.ids[row], got.sums[row], id)
				}
				if at := c.Find(cell); at == nil && len(cell) <= longestCell {
					count++
					c.Add(cell, exact.Points(count)*10, count)
					known[cell] = count
				}
			}
		}
	})
}

// Whatever is remembered is taken by a column, unless it is at the very edge: else the tests
// above would hold for one that takes nothing.
func TestColumnTakesWhatIsKnown(t *testing.T) {
	var c Cells
	c.Forget()
	var rows [][]string
	var want []uint32
	for n := range longestCell + 1 {
		cell := strings.Repeat("abcdefghijklmnopqrstuvwxyz", 8)[:n]
		rows, want = append(rows, []string{"x", cell}), append(want, uint32(n)+1)
		c.Add(cell, 1, uint32(n)+1)
	}
	table := tableOf(rows, 16, 16)
	got := take(table, func(sums []exact.Points, ids []uint32, rest *Rows) { c.Column(table, 1, sums, ids, rest) })
	if len(got.rest) > 0 || !slices.Equal(got.ids[:len(want)], want) {
		t.Errorf("left rows %v, took\n%v", got.rest, got.ids[:len(want)])
	}
}

// Two cells of one key are told apart where the key does not hold all of a cell.
func TestCellsOfOneKey(t *testing.T) {
	for _, cell := range []string{"Head of Marketing", strings.Repeat("x", exactKey+1), strings.Repeat("x", 32), strings.Repeat("x", 33), strings.Repeat("x", longestCell)} {
		for i := range cell {
			var c Cells
			c.Forget()
			c.Add(cell, 0, 1)
			c.texts[i] ^= 1 // as if a text that differs there were of the same key
			if c.Find(cell) != nil {
				t.Errorf("%q is taken for %q", cell, c.texts)
			}
			table := tableOf([][]string{{cell}}, 16, 16)
			got := take(table, func(sums []exact.Points, ids []uint32, rest *Rows) { c.Column(table, 0, sums, ids, rest) })
			if len(got.rest) != 1 {
				t.Errorf("in a column %q is taken for %q", cell, c.texts)
			}
		}
	}
}

func TestForgets(t *testing.T) {
	var c Cells
	c.Forget()
	for n := 0; !c.IsFull(); n++ {
		if n > MostCells {
			t.Fatal("it is never full")
		}
		c.Add(fmt.Sprint("a cell which its key does not hold ", n), 0, uint32(n)+1)
	}
	c.Forget()
	if c.Count() > 0 || c.IsFull() || c.Find("a cell which its key does not hold 0") != nil {
		t.Error("it has not forgotten")
	}
}

// Numbers are taken by how many steps they reach, and nothing but plain ones are.
func TestNumbers(t *testing.T) {
	number := rapid.OneOf(rapid.Int64Range(-20, 1200), rapid.Int64Range(0, 1e15), rapid.Custom(func(t *rapid.T) int64 {
		n := int64(1)
		for range rapid.IntRange(0, 15).Draw(t, "digits") {
			n *= 10
		}
		return n + rapid.Int64Range(-1, 1).Draw(t, "beside")
	}))
	cells := rapid.OneOf(
		rapid.Map(number, func(n int64) string { return fmt.Sprint(n) }),
		rapid.StringMatching(`[0-9]{0,17}`), rapid.StringMatching(`[0-9:/ .,-]{0,9}`), rapid.StringN(0, 5, 18),
	)
	rapid.Check(t, func(t *rapid.T) {
		steps := rapid.SliceOfN(number, 0, 12).Draw(t, "steps")
		slices.Sort(steps)
		steps = slices.Compact(steps)
		n := NewNumbers(steps)
		for i := range n.places {
			if rapid.IntRange(0, 4).Draw(t, "known") > 0 {
				n.places[i] = Place{Points: exact.Points(i) * 10, ID: uint32(i) + 1}
			}
		}
		table, column := drawTable(t, cells)
		got := take(table, func(sums []exact.Points, ids []uint32, rest *Rows) { n.Column(table, column, sums, ids, rest) })
		for row := range table.Rows {
			cell := table.Cell(row, column)
			if slices.Contains(got.rest, uint8(row)) {
				continue
			}
			want := n.Blank()
			if cell != "" {
				number, whole := exact.WholeNumber(cell)
				if !whole {
					t.Fatalf("%q is taken for a number", cell)
				}
				reached := 0
				for _, step := range steps {
					if number >= step {
						reached++
					}
				}
				if want = &n.places[reached]; want != n.Find(number) {
					t.Fatalf("%d reaches %d of %v; found elsewhere", number, reached, steps)
				}
			}
			if want.ID == 0 || got.ids[row] != want.ID || got.sums[row] != want.Points {
				t.Fatalf("%q by %v: taken for %d; want %v", cell, steps, got.ids[row], want)
			}
		}
	})
}

// All plain numbers are taken, whatever their digits.
func TestNumbersTakesAll(t *testing.T) {
	n := NewNumbers([]int64{5, 10, 99_999_999, 100_000_000_000_000})
	for i := range n.places {
		n.places[i].ID = uint32(i) + 1
	}
	var rows [][]string
	for size := range exactKey + 1 {
		rows = append(rows, []string{"x", "123456789012345"[:size]})
	}
	table := tableOf(rows, 16, 16)
	got := take(table, func(sums []exact.Points, ids []uint32, rest *Rows) { n.Column(table, 1, sums, ids, rest) })
	if want := []uint32{6, 1, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5}; len(got.rest) > 0 || !slices.Equal(got.ids[:len(want)], want) {
		t.Errorf("got %v, left %v; want %v", got.ids[:len(want)], got.rest, want)
	}
}

func TestPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p Pairs
		p.Forget()
		known := map[[2]uint32]uint32{}
		for i, pair := range rapid.SliceOf(rapid.Custom(func(t *rapid.T) [2]uint32 {
			one := rapid.Uint32Range(0, 9)
			return [2]uint32{one.Draw(t, "one"), one.Draw(t, "other")}
		})).Draw(t, "pairs") {
			at, id := p.Find(pair[0], pair[1]), known[pair]
			got := take(nil, func(sums []exact.Points, ids []uint32, rest *Rows) { p.Column(pair[:1], pair[1:], sums[:1], ids, rest) })
			if taken := len(got.rest) == 0; taken != (id > 0) || taken && got.ids[0] != id {
				t.Fatalf("%v: a column found %v, left %v; want %d", pair, got.ids[:1], got.rest, id)
			}
			switch {
			case id == 0 && at != nil, id > 0 && (at == nil || at.ID != id):
				t.Fatalf("%v: found %v; want %d", pair, at, id)
			case id == 0:
				known[pair] = uint32(i) + 1
				p.Add(pair[0], pair[1], 0, uint32(i)+1)
			}
		}
	})
}
