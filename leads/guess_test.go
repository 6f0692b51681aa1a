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

// What was guessed of the header is told: that it is not on the first line.
func TestNotesAreTold(t *testing.T) {
	table := "Company,Name,City,Employees\nAcme,Bob,Leeds,12\nGlobex,Ann,York,9\n"
	for _, c := range []struct {
		name, list string
		line       int
	}{
		{"none", table, 1},
		{"one line", "Lead report\n" + table, 2},
		{"key and value", "Report:,Leads\nDate:,2026-11-21\n\n" + table, 4},
		{"quotes that are never closed", "The \"best\" leads\n" + table, 2},
		{"numbers below a note", "Notes\n1,2,3\n4,5,6\n", 1},
		{"header only", "Notes:\n\nCompany,Name,City\n", 3},
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
