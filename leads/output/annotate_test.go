package output_test

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"leadscore/leads"
	"leadscore/leads/internal/made"
	"leadscore/leads/output"
)

// readerOf reads a list as the program reads what it may have written.
func readerOf(t rapid.TB, in io.Reader, o leads.Ours) *leads.Reader {
	t.Helper()
	opt := plainly
	opt.Ours = o
	r, err := leads.NewReader(in, opt)
	if err != nil {
		t.Fatalf("NewReader: %v", err)
	}
	return r
}

// annotate writes a list with our columns; cell gives those of the n-th record.
func annotate(t rapid.TB, in io.Reader, o leads.Ours, cell func(n, i int) string) string {
	t.Helper()
	r := readerOf(t, in, o)
	layout, err := output.NewLayout(r.Head(), o)
	if err != nil {
		t.Fatalf("NewLayout: %v", err)
	}
	out, err := layout.AppendHeader(nil, r.Head())
	if err != nil {
		t.Fatalf("AppendHeader: %v", err)
	}
	n := -1
	for _, rec := range made.All(t, r) {
		if rec.Fault == nil {
			n++
		}
		if out, err = layout.AppendRecord(out, rec, func(dst []byte, i int) []byte {
			return append(dst, cell(n, i)...)
		}); err != nil {
			t.Fatalf("AppendRecord: %v", err)
		}
	}
	return string(out)
}

// TestAnnotateWritesTheInputAndOurs compares with a list put together from the same
// pieces, and takes our columns out again.
func TestAnnotateWritesTheInputAndOurs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		header := made.ColumnNames(rapid.IntRange(1, 4).Draw(t, "columns"))
		l := made.ListOf(header).Draw(t, "list")
		cells := rapid.SliceOfN(made.CellText(l.EOL), 3, 3).Draw(t, "ours")
		got := annotate(t, strings.NewReader(l.Text()), made.Ours, func(_, i int) string { return cells[i] })
		if l.EOL == '\r' { // such lists are known by having no LF: our cells are one line
			for i := range cells {
				cells[i] = strings.NewReplacer("\n", " ", "\r", " ").Replace(cells[i])
			}
		}

		want, padded := l, l
		want.Rows, padded.Rows = nil, nil
		first := true
		for _, r := range l.Rows {
			if len(r.Cells) > 0 {
				p := r
				p.Raw = append(slices.Clone(r.Raw), make([]string, max(0, len(header)-len(r.Raw)))...)
				padded.Rows = append(padded.Rows, p)
				mine := []string{made.Quoted(cells[0]), made.Quoted(cells[1]), made.Quoted(cells[2])}
				if first {
					mine = made.Ours.Names
				}
				first = false
				r.Raw = slices.Insert(slices.Clone(p.Raw), len(header), mine...)
			} else {
				padded.Rows = append(padded.Rows, r)
			}
			want.Rows = append(want.Rows, r)
		}
		if got != want.Text() {
			t.Fatalf("%q becomes\n%q\nwant\n%q", l.Text(), got, want.Text())
		}
		if back := made.Strip(got, l.EOL, len(header), 3); back != padded.Text() {
			t.Fatalf("without our columns it is\n%q\nwant\n%q", back, padded.Text())
		}
	})
}

// TestAnnotateAgain replaces the columns of an earlier run, wherever the user has
// moved them, and changes nothing when ours are the same.
func TestAnnotateAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		user := made.ColumnNames(rapid.IntRange(0, 3).Draw(t, "columns"))
		at := rapid.IntRange(0, len(user)).Draw(t, "place")
		earlier := rapid.SampledFrom([][]string{
			{"lead_score_low"}, {"lead_rank", "lead_score", "lead_score_low", "lead_meddic", "lead_bant"}, made.Ours.Names,
		}).Draw(t, "earlier")
		l := made.ListOf(slices.Insert(slices.Clone(user), at, earlier...)).Draw(t, "list")
		cell := func(n, i int) string { return fmt.Sprintf("%d, %d", n, i) }

		got := annotate(t, strings.NewReader(l.Text()), made.Ours, cell)
		if again := annotate(t, strings.NewReader(got), made.Ours, cell); again != got {
			t.Fatalf("again it becomes\n%q\nat first\n%q", again, got)
		}
		if names := mustReader(t, strings.NewReader(got)).Header(); !slices.Equal(names, slices.Insert(slices.Clone(user), at, made.Ours.Names...)) {
			t.Fatalf("the header is %q", names)
		}
		short := slices.ContainsFunc(l.Rows, func(r made.Row) bool { return len(r.Cells) > 0 && len(r.Cells) < len(l.Header) })
		if short || len(user) == 0 {
			return // strip knows no short rows, and a row of no cells is a blank line
		}
		if a, b := made.Strip(got, l.EOL, at, 3), made.Strip(l.Text(), l.EOL, at, len(earlier)); a != b {
			t.Fatalf("the user's columns are\n%q\nand were\n%q", a, b)
		}
	})
}

func TestAppendRecord(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"no line end", "a,b\n1,2", "a,b,lead_score,lead_score_low,lead_reasons\n1,2,x,\"y,\",\"\"\"z\"\"\""},
		{"header only", "a", "a,lead_score,lead_score_low,lead_reasons"},
		{"CRLF", "a,b\r\n1,2\r\n", "a,b,lead_score,lead_score_low,lead_reasons\r\n1,2,x,\"y,\",\"\"\"z\"\"\"\r\n"},
		{"a CRLF cut short", "a,b\r\n1,2\r", "a,b,lead_score,lead_score_low,lead_reasons\r\n1,2,x,\"y,\",\"\"\"z\"\"\"\r"},
		{"short", "a,b,c\n1\n", "a,b,c,lead_score,lead_score_low,lead_reasons\n1,,,x,\"y,\",\"\"\"z\"\"\"\n"},
		{"blank cells too many", "a\n1,, \n", "a,lead_score,lead_score_low,lead_reasons\n1,x,\"y,\",\"\"\"z\"\"\",, \n"},
		{"blank line", "a\n \n", "a,lead_score,lead_score_low,lead_reasons\n \n"},
		{"faulty row", "a\n1,2\n\n", "a,lead_score,lead_score_low,lead_reasons\n\n"},
		{"an earlier block between", "a,lead_score_low,b\n1,0,2\n3,0\n4\n", "a,lead_score,lead_score_low,lead_reasons,b\n1,x,\"y,\",\"\"\"z\"\"\",2\n3,x,\"y,\",\"\"\"z\"\"\"\n4,x,\"y,\",\"\"\"z\"\"\"\n"},
		{"an earlier block at the beginning", "lead_score_low,b\n0,2\n0\n", "lead_score,lead_score_low,lead_reasons,b\nx,\"y,\",\"\"\"z\"\"\",2\nx,\"y,\",\"\"\"z\"\"\"\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := annotate(t, strings.NewReader(c.in), made.Ours, func(_, i int) string { return []string{"x", "y,", `"z"`}[i] })
			if got != c.want {
				t.Errorf("got\n%q\nwant\n%q", got, c.want)
			}
		})
	}
}

// FuzzAnnotate: whatever the list, annotating it twice is annotating it once, and
// what is read back is what was written.
func FuzzAnnotate(f *testing.F) {
	f.Add("a,b\r\n1,\"x\n\"\n\n2\n3,4,\n", "1,2")
	f.Add("a,lead_score_low,b\n1,2,3\n", "\"")
	f.Fuzz(func(t *testing.T, text, cell string) {
		layout, err := layoutOf(text)
		if err != nil || strings.ContainsFunc(cell, isStrange) {
			return
		}
		before := readerOf(t, strings.NewReader(text), made.Ours)
		want := made.All(t, before)
		once := annotate(t, strings.NewReader(text), made.Ours, func(int, int) string { return cell })
		twice := annotate(t, strings.NewReader(once), made.Ours, func(int, int) string { return cell })
		if twice != once {
			t.Fatalf("%q becomes\n%q\nand then\n%q", text, once, twice)
		}
		after := readerOf(t, strings.NewReader(once), made.Ours)
		relaid, err := output.NewLayout(after.Head(), made.Ours)
		if err != nil {
			t.Fatal(err)
		}
		got := made.All(t, after)
		// The CR of a row before faulty ones, which are left out, and the LF of a blank line
		// behind them are one line end then.
		faulty := slices.ContainsFunc(want, func(rec *leads.Record) bool { return rec.Fault != nil })
		isOut := func(rec *leads.Record) bool { return rec.Fault != nil || faulty && rec.Blank }
		want, got = slices.DeleteFunc(want, isOut), slices.DeleteFunc(got, isOut)
		if len(want) != len(got) {
			t.Fatalf("%d records become %d", len(want), len(got))
		}
		for i := range want {
			if want[i].Blank {
				continue
			}
			if a, b := layout.Visible(nil, want[i].Cells), relaid.Visible(nil, got[i].Cells); !slices.Equal(a, b) {
				t.Fatalf("the cells %q become %q", a, b)
			}
			if want[i].IsLead() != got[i].IsLead() {
				t.Fatalf("%q is a lead: %v, and then %v", want[i].Cells, want[i].IsLead(), got[i].IsLead())
			}
			bare := strings.TrimSpace(strings.NewReplacer(`"`, "'", ",", ";").Replace(cell)) // where quotes would be misread
			if want[i].IsLead() && !strings.ContainsAny(cell, "\r\n") && !slices.Contains(got[i].Cells, cell) && !(want[i].Repaired && slices.Contains(got[i].Cells, bare)) {
				t.Fatalf("%q is not among %q", cell, got[i].Cells)
			}
		}
	})
}

// isStrange tells whether a character is a control character of which text has few.
func isStrange(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune("\r\n\t", r) }

func layoutOf(text string) (*output.Layout, error) {
	r, err := leads.NewReader(strings.NewReader(text), plainly)
	if err != nil {
		return nil, err
	}
	return output.NewLayout(r.Head(), made.Ours)
}

// TestNoAllocationPerRecord reads and writes in the steady state.
func TestNoAllocationPerRecord(t *testing.T) {
	line := "1,\"a \"\"b\"\"\",東京都,\n2\n\n3,4,5,6,\n7,8,9\n"
	r := mustReader(t, strings.NewReader("a,b,lead_score_low,d\n"+strings.Repeat(line, 3000)))
	layout, err := output.NewLayout(r.Head(), made.Ours)
	if err != nil {
		t.Fatal(err)
	}
	var out []byte
	var visible []string
	cell := func(dst []byte, i int) []byte { return append(dst, `Asked for a "demo", +25`...) }
	step := func() {
		rec, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if !rec.Blank {
			visible = layout.Visible(visible, rec.Cells)
		}
		if out, err = layout.AppendRecord(out[:0], rec, cell); err != nil {
			t.Fatal(err)
		}
	}
	for range 100 {
		step()
	}
	if n := testing.AllocsPerRun(10000, step); n != 0 {
		t.Errorf("%v allocations per record", n)
	}
}

func TestVisible(t *testing.T) {
	for _, c := range []struct {
		header, cells, want string
	}{
		{"a,b", "1,2", "1,2"},
		{"a,b,lead_score,lead_score_low", "1,2,3,4", "1,2"},
		{"a,lead_score,lead_score_low,b", "1,2,3,4", "1,4"},
		{"lead_score,lead_score_low,a,b", "1,2,3,4", "3,4"},
	} {
		layout, err := layoutOf(c.header)
		if err != nil {
			t.Fatal(err)
		}
		cells := strings.Split(c.cells, ",")
		if got := strings.Join(layout.Visible(nil, cells), ","); got != c.want {
			t.Errorf("%s: %s of %s, want %s", c.header, got, c.cells, c.want)
		}
		if got := strings.Join(cells, ","); got != c.cells {
			t.Errorf("%s: the cells become %s", c.header, got)
		}
		if got, want := strings.Join(layout.Header(), ","), strings.Join(layout.Visible(nil, strings.Split(c.header, ",")), ","); got != want {
			t.Errorf("header %s, want %s", got, want)
		}
	}
}

// TestSortedListKeepsItsLines: who writes records in another order must give the last
// one of the list a line end.
func TestSortedListKeepsItsLines(t *testing.T) {
	r := mustReader(t, bytes.NewReader([]byte("a\r\n1\r\n2")))
	var ends []bool
	for _, rec := range made.All(t, r) {
		ends = append(ends, rec.Terminated())
	}
	if !slices.Equal(ends, []bool{true, false}) || r.Head().Dialect.LineEnd != "\r\n" {
		t.Errorf("terminated %v, line end %q", ends, r.Head().Dialect.LineEnd)
	}
}
