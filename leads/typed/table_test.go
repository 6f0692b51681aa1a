package typed_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/leads/typed"
)

// visit is a row of a typed table.
type visit struct {
	Lead  string    `csv:"lead_id,リードID"`
	Pages typed.Int `csv:"pages"`
	Note  string    `csv:"note,omitempty"`
}

func TestReadTable(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []visit
		err        string
	}{
		{"rows", "lead_id,pages,note\nA-1,3,hello\nA-2,0,\n", []visit{{"A-1", 3, "hello"}, {"A-2", 0, ""}}, ""},
		{"a byte order mark, quotes and CRLF", "\uFEFF\"pages\",lead_id\r\n3,\"A\r\n1\"\r\n", []visit{{"A\n1", 3, ""}}, ""},
		{"another name of a column, and columns that are not ours", "x,リードID,pages,x\n9,A-1,3,8\n", []visit{{"A-1", 3, ""}}, ""},
		{"no rows", "lead_id,pages\n", nil, ""},
		{"nothing", "", nil, "visits.csv:1:1: the table is empty. expected a header line"},
		{"absent columns", "id,note\n", nil, "visits.csv:1:1: there is no column lead_id. expected it among id, note\n" +
			"visits.csv:1:1: there is no column pages. expected it among id, note"},
		{"a column twice", "lead_id,pages,リードID\n", nil, "visits.csv:1:1: the column lead_id stands 2 times. expected it once"},
		{"bad rows among good ones", "lead_id,pages\n\"A\n1\",3\nA-2,1.9\nA-3\nA-4,010\nA\"5,1\nA-6,6\n", []visit{{"A\n1", 3, ""}, {"A-6", 6, ""}},
			"visits.csv:4:5: \"1.9\" is not a whole number. expected digits, such as 12\n" +
				"visits.csv:5:1: wrong number of fields\n" +
				"visits.csv:6:5: \"010\" is not a whole number. expected digits, such as 12\n" +
				"visits.csv:7:2: bare \" in non-quoted-field"},
		{"a bad header", "lead_id,\"pages\n", nil, "visits.csv:1:16: extraneous or missing \" in quoted-field"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := typed.Read[visit](strings.NewReader(c.text), "visits.csv")
			if !slices.Equal(got, c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
			if message := fmt.Sprint(err); message != c.err && (err != nil || c.err != "") {
				t.Errorf("got error\n%s\nwant\n%s", message, c.err)
			}
		})
	}
}

func TestReadTableGivesUp(t *testing.T) {
	_, err := typed.Read[visit](strings.NewReader("lead_id,pages\n"+strings.Repeat("A,x\n", 1000)), "visits.csv")
	if n := strings.Count(fmt.Sprint(err), "\n") + 1; n != 100 {
		t.Errorf("%d errors", n)
	}
	broken := errors.New("the disk is gone")
	if _, err := typed.Read[visit](iotest.ErrReader(broken), "visits.csv"); err != broken {
		t.Errorf("a broken reader gives %v", err)
	}
}

func TestTableRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) visit {
			return visit{
				Lead:  strings.ReplaceAll(rapid.String().Draw(t, "lead"), "\r", ""), // encoding/csv reads CRLF as LF
				Pages: typed.Int(rapid.IntRange(0, 1<<31-1).Draw(t, "pages")),
				Note:  rapid.SampledFrom([]string{"", "=1", "a,\"b\"\n"}).Draw(t, "note"),
			}
		}), 0, 600).Draw(t, "rows")
		var b strings.Builder
		if err := typed.Write(&b, rows); err != nil {
			t.Fatal(err)
		}
		got, err := typed.Read[visit](strings.NewReader(b.String()), "visits.csv")
		if err != nil || !slices.Equal(got, rows) {
			t.Fatalf("wrote %+v, read %+v, %v", rows, got, err)
		}
	})
}

func TestWriteTable(t *testing.T) {
	for _, c := range []struct {
		rows []visit
		want string
	}{
		{nil, "lead_id,pages,note\n"},
		{[]visit{{"A-1", 3, "a, b"}, {}}, "lead_id,pages,note\nA-1,3,\"a, b\"\n,0,\n"},
	} {
		var b strings.Builder
		if err := typed.Write(&b, c.rows); err != nil || b.String() != c.want {
			t.Errorf("wrote %q, %v; want %q", b.String(), err, c.want)
		}
	}
	if err := typed.Write(failing{}, []visit{{}}); err != errFull {
		t.Errorf("a full disk gives %v", err)
	}
}

var errFull = errors.New("the disk is full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }

// TestRowTypes: types that gocsv would read or write in its own way are refused.
func TestRowTypes(t *testing.T) {
	type number struct {
		N int `csv:"n"`
	}
	type untagged struct{ Name string }
	type option struct {
		Score string `csv:"score,partial_score"`
	}
	for name, write := range map[string]func(){
		"a built-in number":  func() { typed.Write(failing{}, []number{}) },
		"no tag":             func() { typed.Write(failing{}, []untagged{}) },
		"an option's name":   func() { typed.Write(failing{}, []option{}) },
		"reading one of it":  func() { typed.Read[number](strings.NewReader("n\n"), "") },
		"a row of pointers":  func() { typed.Write(failing{}, []*visit{}) },
		"a row of no fields": func() { typed.Write(failing{}, []struct{}{}) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			write()
		})
	}
}
