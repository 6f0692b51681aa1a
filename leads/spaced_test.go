package leads_test

import (
	"slices"
	"strings"
	"testing"

	"leadscore/leads"
	"leadscore/leads/internal/made"
)

// Blanks between a separator and a quote are no part of a cell; the bytes stay, and the
// rows are counted.
func TestSpacedQuotes(t *testing.T) {
	for _, c := range []struct {
		name, row string
		want      []string // nil: the row is rejected
		spaced    bool
		repaired  bool
	}{
		{"behind the separator", `1, "Rome, Italy", x`, []string{"1", "Rome, Italy", " x"}, true, false},
		{"every cell", `"1", "Ann", "Rome"`, []string{"1", "Ann", "Rome"}, true, false},
		{"before the first", ` "1",b,c`, []string{"1", "b", "c"}, true, false},
		{"before the separator", `"1" ,"b" ,"c" `, []string{"1", "b", "c"}, true, false},
		{"several, and tabs", "1,  \t\"b\"\t ,c", []string{"1", "b", "c"}, true, false},
		{"doubled quotes", `1, "27"" wide" ,c`, []string{"1", `27" wide`, "c"}, true, false},
		{"line breaks", "1, \"two\nlines\" ,c", []string{"1", "two\nlines", "c"}, true, false},
		{"nothing in it", `1, "" ,c`, []string{"1", "", "c"}, true, false},
		{"blanks within", `1," b ",c`, []string{"1", " b ", "c"}, false, false},
		{"no quotes", `1, b ,c`, []string{"1", " b ", "c"}, false, false},
		{"text behind", `1, "Best" company,c`, []string{"1", ` "Best" company`, "c"}, false, true},
		{"never closed", `1, "open,c`, nil, false, false},
		{"beside quotes out of place", `27" wide, "a, b",c`, []string{`27" wide`, "a, b", "c"}, true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, end := range []string{"\n", "\r\n"} {
				list := "id,b,c" + end + c.row + end + "2,y,z" + end
				r, err := leads.NewReader(strings.NewReader(list), leads.ReadOptions{HeaderLine: 1, Comma: ','})
				if err != nil {
					t.Fatal(err)
				}
				rec, err := r.Next()
				if err != nil || !slices.Equal(rec.Cells, c.want) || rec.Spaced != c.spaced || rec.Repaired != c.repaired {
					t.Errorf("%q: %q, spaced %v, repaired %v, error %v, %v", c.row, rec.Cells, rec.Spaced, rec.Repaired, err, rec.Fault)
				}
				if got, want := annotated(t, mustReader(t, strings.NewReader(list))), c.row+",x,x,x"+end; strings.Contains(got, want) != (c.want != nil) {
					t.Errorf("%q is written\n%q", c.row, got)
				}
			}
		})
	}
}

// The header may have such blanks too; columns have their names without.
func TestSpacedHeader(t *testing.T) {
	const list = `"id", "name", "city, country"` + "\n" + `1, "Ann", "Rome, Italy"` + "\n" + `2,Bob,York` + "\n" + `"id","name","city, country"` + "\n"
	r, err := leads.NewReader(strings.NewReader(list), leads.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"id", "name", "city, country"}; !slices.Equal(r.Header(), want) {
		t.Errorf("header %q, want %q", r.Header(), want)
	}
	made.All(t, r)
	want := leads.Counts{Rows: 2, Spaced: leads.Tally{Count: 2, FirstLine: 1}, Headings: leads.Tally{Count: 1, FirstLine: 4}}
	if r.Counts() != want {
		t.Errorf("%+v, want %+v", r.Counts(), want)
	}
}
