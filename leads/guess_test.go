package leads_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/made"
	"leadscore/leads/output"
	"leadscore/rulebook"
)

// TestReadOptions reads lists as it is told.
func TestReadOptions(t *testing.T) {
	for _, c := range []struct {
		name, list string
		opt        leads.ReadOptions
		want       string // header; rows; guesses
	}{
		{"a separator", "a;b,c\n1;2,3\n", leads.ReadOptions{Comma: ';'}, `["a" "b,c"]; ["1" "2,3"]`},
		{"an unusual one", "a^b\n1^\"2^\"\n", leads.ReadOptions{Comma: '^'}, `["a" "b"]; ["1" "2^"]`},
		{"against the first line", "sep=;\na,b\n1,2\n", leads.ReadOptions{Comma: ','}, `["a" "b"]; ["1" "2"]`},
		{"a header line", "x,y\nnote\na,b\n1,2\n", leads.ReadOptions{HeaderLine: 3}, `["a" "b"]; ["1" "2"]`},
		{"a header line that is a note", "Notes:\n\na,b,c\n1,2,3\n", leads.ReadOptions{HeaderLine: 1}, `["Notes:"]; []; ["a"] too many cells; ["1"] too many cells`},
		{"a header line that is blank", "x\n\na,b\n1,2\n", leads.ReadOptions{HeaderLine: 2}, `["a" "b"]; ["1" "2"]`},
		{"a header line after sep", "sep=;\nx\na;b\n", leads.ReadOptions{HeaderLine: 3}, `["a" "b"] (the first line says that semicolon separates the cells. --delimiter names another character)`},
		{"an encoding", "\x83\x5C,a\n1,2\n", leads.ReadOptions{Encoding: encoding.CP932}, `["ソ" "a"]; ["1" "2"]`},
		{"a wrong encoding", "ソ,a\n1,2\n", leads.ReadOptions{Encoding: encoding.Windows1252}, `["ã‚½" "a"]; ["1" "2"]`},
		{"UTF-16 by its mark", "\xFE\xFF\x00a\x00\n\x001\x00\n", leads.ReadOptions{Encoding: encoding.UTF16}, `["a"]; ["1"]`},
		{"UTF-16 by its content", "\x00a\x00\n\x001\x00\n", leads.ReadOptions{Encoding: encoding.UTF16}, `["a"]; ["1"]`},
		{"UTF-16 of kanji alone", "\x2A\x67\x2C\x67", leads.ReadOptions{Encoding: encoding.UTF16}, `["未本"]`},
		{"padded", "a,b\n1\n1,2,3\n", leads.ReadOptions{}, `["a" "b"]; ["1" ""]; ["1" "2"] too many cells`},
		{"ragged rows rejected", "a,b\n1\n1,2,3\n1,2,\n", leads.ReadOptions{Ragged: leads.RejectRagged}, `["a" "b"]; ["1" ""] too few cells; ["1" "2"] too many cells; ["1" "2"]`},
		{"ragged rows kept", "a,b\n1\n1,2,3\n", leads.ReadOptions{Ragged: leads.KeepRagged}, `["a" "b"]; ["1" ""]; ["1" "2"]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := leads.NewReader(strings.NewReader(c.list), c.opt)
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprintf("%q", r.Header())
			for _, rec := range made.All(t, r) {
				got += fmt.Sprintf("; %q", rec.Cells)
				if rec.Fault != nil {
					got += " " + rec.Fault.Kind.String()
				}
			}
			for _, guess := range r.Head().Guessed(rulebook.English) {
				got += " (" + guess + ")"
			}
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestHeaderLineBeyondTheEnd(t *testing.T) {
	_, err := leads.NewReader(strings.NewReader("a,b\n1,2\n"), leads.ReadOptions{HeaderLine: 7})
	if err == nil || err.Error() != "the list has 2 lines. expected a header on line 7" {
		t.Errorf("got error %v", err)
	}
	long := strings.Repeat(strings.Repeat("x", 999)+"\n", 300) + "a,b\n1,2\n"
	r, err := leads.NewReader(strings.NewReader(long), leads.ReadOptions{HeaderLine: 301})
	if err != nil || !slices.Equal(r.Header(), []string{"a", "b"}) || len(r.Head().Preamble) != 300_000 {
		t.Errorf("after 300 long lines: %v", err)
	}
}

// TestSeparators guesses what separates cells, whatever these hold.
func TestSeparators(t *testing.T) {
	for _, c := range []struct {
		name, list string
		want       byte
	}{
		{"header only", "Name;Email;Firma", ';'},
		{"header only, TAB", "Name\tEmail, private\n", '\t'},
		{"one cell", "Name\n", ','},
		{"one column of prose", "Note\nfirst, second; third\nx\ny | z\n", ','},
		{"decimal commas in each row", "a;b\n1,5;2,5\n3,25;4,0\n", ';'},
		{"a comma in each cell, the header too", "Umsatz, EUR;Ort, Land\n1,5;Köln, DE\n2,5;Graz, AT\n", ';'},
		{"numbers side by side", "a,b,c\n1,2,3\n4,5,6\n", ','},
		{"addresses in TAB", "Name\tAddress\nBob\t1 Main St, Leeds, UK\nAnn\t2 Elm St, York, UK\n", '\t'},
		{"choices in a comma list", "id,interests\n1,a;b\n2,c;d\n3,e;f\n", ','},
		{"choices in each row, the header too", "id,x;y\n1,a;b\n2,c;d\n", ','},
		{"HTML in a comma list", "id,note\n1,a &amp; b\n2,c &lt; d\n3,e &gt; f\n", ','},
		{"quotes tell", "\"a;x\",\"b;y\"\n\"1;2\",\"3;4\"\n", ','},
		{"quotes with semicolons", "\"a, x\";\"b, y\"\n\"1,5\";\"2,5\"\n", ';'},
		{"line breaks in quotes", "a|b\n\"x,\ny,\nz,\"|1\n\"p\nq\"|2\n", '|'},
		{"ragged", "a;b;c\n1;2\n3;4;5;;\n6\n", ';'},
		{"many stray quotes", "Size\tName\n27\"\tA, B\n5'10\"\tC, D\n", '\t'},
		{"blank rows first", "\n;;\nName;Ort;PLZ\nA;B;1\n", ';'},
		{"pipes in titles", "Name,Title\nBob,CEO | Founder\nAnn,CTO | Founder\n", ','},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := leads.NewReader(strings.NewReader(c.list), leads.ReadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if got := r.Head().Dialect.Comma; got != c.want {
				t.Errorf("separated by %q, want %q; header %q", got, c.want, r.Header())
			}
		})
	}
}

// TestNotes finds the header below notes, where they plainly are notes.
func TestNotes(t *testing.T) {
	table := "Company,Name,City,Employees\nAcme,Bob,Leeds,12\nGlobex,Ann,York,9\n"
	for _, c := range []struct {
		name, list string
		line       int
	}{
		{"none", table, 1},
		{"one line", "Lead report\n" + table, 2},
		{"a hash", "# exported 2026-11-21\n" + table, 2},
		{"key and value", "Report:,Leads\nDate:,2026-11-21\n\n" + table, 4},
		{"three cells, a blank line", "Leads,north,2026\n\n" + table, 3},
		{"three cells, no blank line", "Leads,north,2026\n" + table, 1},
		{"padded by Excel", "Leads,,,\n,,,\n" + table, 3},
		{"a sentence with commas", "These are the leads of the north, the south, the east and the west.\n" + table, 2},
		{"quotes that are never closed", "The \"best\" leads\n" + table, 2},
		{"a header that is short", "Company,Name City\nAcme,Bob,Leeds\nGlobex,Ann,York\n", 1},
		{"a header with a blank name", "Notes\nCompany,,City,Employees\nAcme,Bob,Leeds,12\n", 1},
		{"a header that comes again", "Notes\nCompany,Name,City\nCompany,Bob,Leeds\n", 1},
		{"numbers below a note", "Notes\n1,2,3\n4,5,6\n", 1},
		{"addresses of mail below a short header", "Contact\nBob,bob@acme.example,Leeds\nAnn,ann@globex.example,York\n", 1},
		{"two columns", "Leads\nName,Email\nBob,b@x.example\n", 1},
		{"two columns, a blank line", "Leads\n\nName,Email\nBob,b@x.example\n", 3},
		{"a separator too many", "Leads\nCompany,Name,City,\nAcme,Bob,Leeds,\n", 2},
		{"header only", "Notes:\n\nCompany,Name,City\n", 3},
		{"a report with tables of other columns", "Attendee Report\nTopic,ID,Registered\nWebinar,91 2,62\nHost,\nName,Mail,Country\nAnn,ann@x.example,US\nAttendees,\n" + table + "Initech,Eve,Hull,4\nHooli,Jon,Bath,7\n", 8},
		{"a header that comes again with each group", "Board\nNew leads,,,\n" + table + "Lost,,,\n" + table, 3},
		{"names that a spreadsheet has broken", "Leads of the north,,\n\"Company\n(full name)\",\"Last\nname\",City\nAcme,Bob,Leeds\nGlobex,Ann,York\n", 2},
		{"a note of several lines before numbers", "\"Leads of the north and of the south\nas they were in November\",\"2\n3\"\n1,2\n", 1},
		{"more blank lines than rows", strings.Repeat("\n", 9) + "Leads,north\n\n" + table, 12},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := leads.NewReader(strings.NewReader(c.list), leads.ReadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if got := r.Head().Line; got != c.line {
				t.Errorf("the header is on line %d, want %d; %q", got, c.line, r.Header())
			}
			if told := len(r.Head().Guessed(rulebook.English)) > 0; told != (c.line > 1) {
				t.Errorf("told %q", r.Head().Guessed(rulebook.English))
			}
		})
	}
}

// A separator is found behind blank lines too, where the header is not plainly one.
func TestSeparatorBehindBlankLines(t *testing.T) {
	for _, before := range []string{"\n", "\n\n\n", ";;\n", " \n;;\n"} {
		r, err := leads.NewReader(strings.NewReader(before+"Company;2026;2025\nAcme, Inc;1;2\nGlobex;3;4\n"), leads.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{"Company", "2026", "2025"}; !slices.Equal(r.Header(), want) {
			t.Errorf("behind %q the header is %q, want %q", before, r.Header(), want)
		}
	}
}

// A sheet has the notes of a list above its header, a line each, but for the one that names
// the separator.
func TestHeaderRowOfASheet(t *testing.T) {
	for text, want := range map[string]int{
		"id,name,city\n1,a,b\n": 1, "sep=,\nid,name,city\n1,a,b\n": 1, "\uFEFFid,name,city\n1,a,b\n": 1,
		"Leads of November\nid,name,city\n1,a,b\n": 2, "Leads\n\nid,name,city\n1,a,b\n": 3, "sep=,\nLeads\n\nid,name,city\n1,a,b\n": 3,
	} {
		r, err := leads.NewReader(strings.NewReader(text), leads.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		layout, err := output.NewLayout(r.Head(), made.Ours)
		if err != nil {
			t.Fatal(err)
		}
		if got := layout.HeaderRow(r.Head()); got != want {
			t.Errorf("%q has its header in row %d, want %d", text, got, want)
		}
	}
}

// TestFooters tells lines below a list from leads, at the end of long lists too.
func TestFooters(t *testing.T) {
	const footer = "\n\"My Leads\"\n\"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\"\n\"Generated By: Bob\"\n"
	header := "id,name,city\n"
	for _, c := range []struct {
		name, list string
		footers    int
	}{
		{"a report", header + "1,Bob,Leeds\n" + footer, 3},
		{"without leads", header + footer, 3},
		{"at the edge of the buffer", header + strings.Repeat("1,Bob,Leeds\n", 10922) + footer, 3},
		{"in a long list", header + strings.Repeat("1,Bob,Leeds\n\n", 40000) + footer, 3},
		{"padded by Excel", header + "1,Bob,Leeds\n,,\nTotal records: 1,,\n", 1},
		{"in Japanese", header + "1,Bob,Leeds\n\n作成者: 山田\n", 1},
		{"not after a blank line", header + "1,Bob,Leeds\nCopyright Bob\n", 0},
		{"more leads below", header + "1,Bob,Leeds\n" + footer + "2,Ann,York\n", 0},
		{"too long", header + "1,Bob,Leeds\n\n" + strings.Repeat("Copyright Bob\n", 2000), 0},
		{"no words of reports", header + "1,Bob,Leeds\n\nL-2\nL-3\n", 0},
		{"two columns", "id,name\n1,Bob\n\nCopyright Bob\n", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := leads.NewReader(strings.NewReader(c.list), leads.ReadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			for _, rec := range made.All(t, r) {
				if rec.Footer && (rec.IsLead() || rec.Short) {
					t.Errorf("%q is a lead", rec.Raw)
				}
			}
			if got := r.Counts().Footers.Count; got != c.footers {
				t.Errorf("%d footers, want %d", got, c.footers)
			}
			if got := annotated(t, mustReader(t, strings.NewReader(c.list))); c.footers == 3 && !strings.HasSuffix(got, footer) {
				t.Errorf("the list ends %q", got[len(got)-200:])
			}
		})
	}
}

// TestMarked: rows that go on with a record get blank cells of ours.
func TestMarked(t *testing.T) {
	list := "\"*\",\"id\",\"item\"\r\n\"*\",\"1\",\"a\"\r\n\"\",\"\",\"b\"\r\n\"*\",\"2\",\"c\"\r\n"
	want := "\"*\",\"id\",\"item\",lead_score,lead_score_low,lead_reasons\r\n\"*\",\"1\",\"a\",x,x,x\r\n\"\",\"\",\"b\",,,\r\n\"*\",\"2\",\"c\",x,x,x\r\n"
	got := annotated(t, mustReader(t, strings.NewReader(list)))
	if got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	if twice := annotated(t, mustReader(t, strings.NewReader(got))); twice != got {
		t.Errorf("again it becomes\n%q", twice)
	}
}

func TestParseComma(t *testing.T) {
	for text, want := range map[string]byte{"comma": ',', "TAB": '\t', "semicolon": ';', "pipe": '|', "space": ' ', `\t`: '\t', "\t": '\t', ",": ',', "^": '^'} {
		if got, ok := leads.ParseComma(text); !ok || got != want {
			t.Errorf("%q is %q, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "a", "1", `"`, ",,", "\n", "、", "dot"} {
		if got, ok := leads.ParseComma(text); ok {
			t.Errorf("%q is %q", text, got)
		}
	}
}
