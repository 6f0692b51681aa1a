package guess

import (
	"reflect"
	"strings"
	"testing"

	"leadscore/leads/encoding"
	"leadscore/leads/internal/records"
)

// ours are columns that an earlier run may have written.
var ours = records.Ours{Mark: "lead_score_low", Earlier: func() [][]string { return [][]string{{"lead_score"}, {"lead_score_low"}, {"lead_reasons"}} }}

// sampleOf is a list of which all is seen.
func sampleOf(list string) *Sample {
	return &Sample{Data: []byte(list), Whole: true, Encoding: encoding.UTF8, EOL: '\n', Ours: &ours}
}

// headerLine is the line on which the header of a list is guessed to be.
func headerLine(list string) int {
	return 1 + strings.Count(list[:sampleOf(list).Guess().Header], "\n")
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
			if got := sampleOf(c.list).Guess(); got.Comma != c.want {
				t.Errorf("separated by %q, want %q", got.Comma, c.want)
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
			if got := headerLine(c.list); got != c.line {
				t.Errorf("the header is on line %d, want %d", got, c.line)
			}
		})
	}
}

// A separator is found behind blank lines too, where the header is not plainly one.
func TestSeparatorBehindBlankLines(t *testing.T) {
	for _, before := range []string{"\n", "\n\n\n", ";;\n", " \n;;\n"} {
		list := before + "Company;2026;2025\nAcme, Inc;1;2\nGlobex;3;4\n"
		if got := sampleOf(list).Guess(); got.Comma != ';' || got.Header != len(before) {
			t.Errorf("behind %q it is %+v", before, got)
		}
	}
}

// A row that names columns of ours is the header that an earlier run found, whatever stands
// above it, and its separator that with which they were written.
func TestHeaderOfAnEarlierRun(t *testing.T) {
	for list, want := range map[string]Choice{
		"a,b,c\nid;name;lead_score;lead_score_low\n1;Bob;5;5\n": {Comma: ';', Header: 6, Notes: 1},
		"id,name,lead_score,lead_score_low\n1,Bob,5,5\n":        {Comma: ','},
		"x;y\n1,2,lead_score_low\n":                             {Comma: ',', Header: 4, Notes: 1},
		"lead_score,name\n5,Bob\n":                              {Comma: ','}, // without the mark it is the user's
	} {
		got := sampleOf(list).Guess()
		if got.quality = 0; !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", list, got, want)
		}
	}
}

// What is known of the header is not looked for.
func TestHeaderIsKnown(t *testing.T) {
	s := sampleOf("Notes;of;Bob\n\nCompany,Name,City\nAcme,Ann,Leeds\n")
	if got := s.Guess(); got.Comma != ',' || got.Header != 14 {
		t.Errorf("unknown: %+v", got)
	}
	s.Fixed = true
	if got := s.Try(';'); got.Header != 0 || got.Notes != 0 {
		t.Errorf("known: %+v", got)
	}
}

// In an export of kintone a mark begins each record, and columns of the record are blank in
// the rows that go on with it.
func TestMarked(t *testing.T) {
	for _, c := range []struct {
		name, list string
		want       bool
	}{
		{"rows that go on", "*,id,item\n*,1,a\n,,b\n*,2,c\n", true},
		{"in Japanese", "レコードの開始行,id,item\n*,1,a\n,,b\n", true},
		{"no rows that go on", "*,id,item\n*,1,a\n*,2,c\n", true},
		{"a first row that goes on", "*,id,item\n,,b\n*,1,a\n", false},
		{"another mark", "*,id,item\n*,1,a\nx,2,b\n", false},
		{"rows that fill all that others fill", "*,id,item\n*,1,a\n,2,b\n", false},
		{"another name", "mark,id,item\n*,1,a\n,,b\n", false},
		{"one column", "*\n*\n*\n", false},
		{"scored before, rows that go on blank", "*,id,lead_score,lead_score_low\n*,1,5,5\n,2,,\n", true},
		{"scored before, all rows leads", "*,id,lead_score,lead_score_low\n*,1,5,5\n,2,7,7\n", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := sampleOf(c.list).Guess().Marked; got != c.want {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// An encoding whose characters hold bytes of separators is cut between characters.
func TestSeparatorsInCP932(t *testing.T) {
	s := sampleOf("\x83|\x83|,name\n\x83|\x83|,b\n\x83|\x83|,c\n") // ポポ,name: the second byte of ポ is |
	if got := s.Guess(); got.Comma != '|' {
		t.Errorf("as UTF-8 separated by %q", got.Comma)
	}
	s.Encoding = encoding.CP932
	if got := s.Guess(); got.Comma != ',' {
		t.Errorf("separated by %q", got.Comma)
	}
}
