package leads_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/leads"
	"leadscore/leads/internal/made"
)

// TestMaxRecord: what is longer than a record may be comes in pieces, or as a quote
// that is not closed, and the rows after it are read as ever.
func TestMaxRecord(t *testing.T) {
	const limit = 24
	long := strings.Repeat("x", 2*limit)
	for _, c := range []struct{ name, rows, want string }{
		{"at the limit", strings.Repeat("y", limit-3) + ",z\n5,6\n",
			`2 "yyyyyyyyyyyyyyyyyyyyy,z\n"; 3 "5,6\n"; rows 2`},
		{"a long line", "1,2\n" + long + ",y\n5,6\n",
			`2 "1,2\n"; 3 row too long "xxxxxxxxxxxxxxxxxxxxxxxx"; 3 rest "xxxxxxxxxxxxxxxxxxxxxxxx"; 3 rest ",y\n"; 4 "5,6\n"; rows 3`},
		{"a long line at the end", long,
			`2 row too long "xxxxxxxxxxxxxxxxxxxxxxxx"; 2 rest "xxxxxxxxxxxxxxxxxxxxxxxx"; rows 1`},
		{"a quote in a long line", "\"" + long + "\",y\n5,6\n",
			`2 row too long "\"xxxxxxxxxxxxxxxxxxxxxxx"; 2 rest "xxxxxxxxxxxxxxxxxxxxxxxx"; 2 rest "x\",y\n"; 3 "5,6\n"; rows 2`},
		{"a quote that is closed too late", "1,\"2\n3,4\n5,6\n7,8\n9,10\n11,12\n\"\n",
			`2 unclosed quote "1,\"2\n"; 3 "3,4\n"; 4 "5,6\n"; 5 "7,8\n"; 6 "9,10\n"; 7 "11,12\n"; 8 unclosed quote "\"\n"; rows 7`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := leads.NewReader(strings.NewReader("a,b\n"+c.rows), leads.ReadOptions{MaxRecord: limit})
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, rec := range made.All(t, r) {
				kind := ""
				if rec.Fault != nil && rec.Fault.Rest {
					kind = "rest "
				} else if rec.Fault != nil {
					kind = rec.Fault.Kind.String() + " "
				}
				fmt.Fprintf(&got, "%d %s%q; ", rec.Line, kind, rec.Raw)
			}
			fmt.Fprintf(&got, "rows %d", r.Counts().Rows)
			if got.String() != c.want {
				t.Errorf("got\n%s\nwant\n%s", got.String(), c.want)
			}
		})
	}
}

// TestBufferEdges: it does not matter where in a record the buffer ends.
func TestBufferEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := made.ListOf(made.ColumnNames(2)).Draw(t, "list")
		longest := 0
		for _, r := range l.Rows {
			longest = max(longest, len(r.Text()))
		}
		text := l.Text()
		limit := longest + len("\uFEFF") + rapid.IntRange(1, 8).Draw(t, "room")
		opt := plainly
		opt.MaxRecord = limit
		small, err := leads.NewReader(strings.NewReader(text), opt)
		if err != nil {
			t.Fatal(err)
		}
		if l.EOL == '\r' || strings.Contains(string(small.Head().Raw), "\n") {
			got, want := made.All(t, small), made.All(t, mustReader(t, strings.NewReader(text)))
			if !slices.EqualFunc(got, want, sameRecord) {
				t.Fatalf("%q: with a small buffer\n%+v\nelse\n%+v", text, got, want)
			}
		}
	})
}

func sameRecord(a, b *leads.Record) bool {
	return a.Line == b.Line && string(a.Raw) == string(b.Raw) && slices.Equal(a.Cells, b.Cells) && a.Fault == nil && b.Fault == nil
}

// TestUnclosedQuoteInALongList: one quote costs one row, not the 40 MB after it.
func TestUnclosedQuoteInALongList(t *testing.T) {
	const rows = 2_000_000
	r := mustReader(t, io.MultiReader(strings.NewReader("id,name\n0,\"Acme\n"), &repeated{text: "1,Globex, Inc,\n", n: rows / 2},
		&repeated{text: "22,Initech\n", n: rows / 2}))
	longest := 0
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		longest = max(longest, len(rec.Raw))
	}
	counts := r.Counts()
	if counts.Rows != rows+1 || counts.Rejected.Count != rows/2+1 || longest > 20 {
		t.Errorf("%+v, longest record %d bytes", counts, longest)
	}
}

// repeated reads as a text n times.
type repeated struct {
	text string
	n    int
	left string
}

func (r *repeated) Read(p []byte) (int, error) {
	filled := 0
	for filled < len(p) {
		if r.left == "" {
			if r.n == 0 {
				return filled, io.EOF
			}
			r.left, r.n = r.text, r.n-1
		}
		n := copy(p[filled:], r.left)
		r.left = r.left[n:]
		filled += n
	}
	return filled, nil
}
