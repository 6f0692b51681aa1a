package leads_test

import (
	"strings"
	"testing"

	"leadscore/leads"
	"leadscore/leads/internal/made"
)

// TestHeadings tells rows that are equal to the header from leads.
func TestHeadings(t *testing.T) {
	for _, c := range []struct {
		name, list string
		headings   int
	}{
		{"glued exports", "id,name\n1,Bob\nid,name\n2,Ann\nid,name\n3,Tom\n", 2},
		{"at the end", "id,name\n1,Bob\nid,name", 1},
		{"with CRLF", "id,name\r\n1,Bob\r\nid,name\r\n", 1},
		{"quoted", "\"id\",\"full, name\"\n1,Bob\n\"id\",\"full, name\"\n", 1},
		{"quoted below", "id,name\n1,Bob\n\"id\",\"name\"\n", 1},
		{"in Japanese", "会社名;役職\nA社;部長\n会社名;役職\n", 1},
		{"with blank names", "id,name,\n1,Bob,\nid,name,\n", 1},
		{"scored before", "id,name,lead_score,lead_score_low,lead_reasons\n1,Bob,5,5,x\nid,name,,,\n", 1},
		{"scored lists glued", "id,name,lead_score,lead_score_low\n1,Bob,5,5\nid,name,lead_score,lead_score_low\n", 1},
		{"another case", "id,name\n1,Bob\nID,Name\n", 0},
		{"one cell differs", "id,name,city\n1,Bob,York\nid,name,York\n", 0},
		{"too few cells", "id,name,city\n1,Bob,York\nid,name\n", 0},
		{"one column", "Country\nJapan\nCountry\n", 0},
		{"one name", "Country,\nJapan,\nCountry,\n", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			read := func(keep bool) (leads.Counts, int) {
				r, err := leads.NewReader(strings.NewReader(c.list), leads.ReadOptions{HeaderLine: 1, Ours: made.Ours, KeepRows: keep})
				if err != nil {
					t.Fatal(err)
				}
				n := 0
				for _, rec := range made.All(t, r) {
					if rec.IsLead() {
						n++
					}
				}
				return r.Counts(), n
			}
			counts, scored := read(false)
			kept, all := read(true)
			if counts.Headings.Count != c.headings || counts.Rows != scored || kept.Headings.Count != 0 || all != scored+c.headings {
				t.Errorf("%+v, %d leads; with all rows kept %+v, %d leads; want %d headings", counts, scored, kept, all, c.headings)
			}
		})
	}
}

// With KeepRows lines below the list are leads too.
func TestKeepRowsBelowTheList(t *testing.T) {
	const list = "id,name,city\n1,Bob,York\n\nCopyright Bob\n"
	for keep, want := range map[bool]leads.Counts{
		false: {Rows: 1, Blank: leads.Tally{Count: 1, FirstLine: 3}, Footers: leads.Tally{Count: 1, FirstLine: 4}},
		true:  {Rows: 2, Blank: leads.Tally{Count: 1, FirstLine: 3}, Short: leads.Tally{Count: 1, FirstLine: 4}},
	} {
		r, err := leads.NewReader(strings.NewReader(list), leads.ReadOptions{KeepRows: keep})
		if err != nil {
			t.Fatal(err)
		}
		made.All(t, r)
		if got := r.Counts(); got != want {
			t.Errorf("with KeepRows %v: %+v, want %+v", keep, got, want)
		}
	}
}

// What was equal to the header gets blank cells, and is no lead of the second run either.
func TestHeadingsAreWrittenAgain(t *testing.T) {
	list := "id,name\n1,Bob\nid,name\n2,Ann\n"
	want := "id,name,lead_score,lead_score_low,lead_reasons\n1,Bob,x,x,x\nid,name,,,\n2,Ann,x,x,x\n"
	for range 2 {
		r, err := leads.NewReader(strings.NewReader(list), leads.ReadOptions{Ours: made.Ours})
		if err != nil {
			t.Fatal(err)
		}
		if list = annotated(t, r); list != want {
			t.Fatalf("got\n%swant\n%s", list, want)
		}
	}
}
