package output_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/made"
)

// suiteFile finds a file of the public CSV conformance suites, which are not part of
// this repository.
func suiteFile(t *testing.T, path string) string {
	t.Helper()
	full := filepath.Join("..", "..", "..", "shared", "csvsuite", filepath.FromSlash(path))
	if _, err := os.Stat(full); err != nil {
		t.Skipf("the CSV suites are not here: %v", err)
	}
	return full
}

// readSuite reads the cases of a suite.
func readSuite(t *testing.T, path string, cases any) {
	t.Helper()
	text, err := os.ReadFile(suiteFile(t, path))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, cases); err != nil {
		t.Fatal(err)
	}
}

// TestCSVSpectrum reads the files of npm's csv-spectrum 2.0.0.
func TestCSVSpectrum(t *testing.T) {
	lists, _ := filepath.Glob(filepath.Join(suiteFile(t, "csv-spectrum/csvs"), "*.csv"))
	if len(lists) != 12 {
		t.Errorf("%d files, want 12", len(lists))
	}
	for _, path := range lists {
		name := strings.TrimSuffix(filepath.Base(path), ".csv")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want := spectrum(t, name)
			got := readAuto(t, string(text))
			if len(got.rows) != len(want) {
				t.Fatalf("%d records, want %d", len(got.rows), len(want))
			}
			for i, row := range got.rows {
				for j, header := range got.header {
					if name == "location_coordinates" && header == "Contact Phone Number" {
						continue // the suite's JSON has another number than its CSV
					}
					if row[j] != want[i][header] {
						t.Errorf("row %d, %s: %q, want %q", i+1, header, row[j], want[i][header])
					}
				}
			}
		})
	}
}

func spectrum(t *testing.T, name string) []map[string]string {
	var row map[string]string
	text, err := os.ReadFile(suiteFile(t, "csv-spectrum/json/"+name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	if json.Unmarshal(text, &row) == nil {
		return []map[string]string{row}
	}
	var rows []map[string]string
	readSuite(t, "csv-spectrum/json/"+name+".json", &rows)
	return rows
}

// autoList is what a list holds that is read without being told anything of it.
type autoList struct {
	err      error // of the header
	dialect  leads.Dialect
	line     int // of the header
	header   []string
	rows     [][]string
	rejected int
	repaired int
}

func readAuto(t *testing.T, text string) autoList {
	t.Helper()
	r, err := leads.NewReader(strings.NewReader(text), leads.ReadOptions{KeepRows: true}) // rows equal to the header too
	if err != nil {
		return autoList{err: err}
	}
	list := autoList{dialect: r.Head().Dialect, header: r.Header(), line: r.Head().Line}
	for _, rec := range made.All(t, r) {
		if rec.Fault == nil && !rec.Blank {
			list.rows = append(list.rows, rec.Cells)
		}
	}
	list.rejected, list.repaired = r.Counts().Rejected.Count, r.Counts().Repaired.Count
	return list
}

// all gives the header and the rows; nothing for a list that is empty.
func (l autoList) all() [][]string {
	if errors.Is(l.err, leads.ErrEmpty) {
		return nil
	}
	return append([][]string{l.header}, l.rows...)
}

// difference is where we read something otherwise than a suite expects.
type difference struct {
	why  string
	want [][]string // nil: the list is refused
}

func (d difference) check(t *testing.T, got autoList) {
	if d.want == nil && got.err != nil {
		return
	}
	if !slices.EqualFunc(got.all(), d.want, slices.Equal[[]string]) {
		t.Errorf("got %q, error %v; want %q, since %s", got.all(), got.err, d.want, d.why)
	}
}

// TestRustCSV reads the cases of rust-csv's reader: those with its default
// configuration, and those whose configuration we have too.
func TestRustCSV(t *testing.T) {
	var cases []struct {
		Name     string
		Input    string
		Expected [][]string
		Config   map[string]any
	}
	readSuite(t, "rust-csv/csv-core-reader.json", &cases)
	const (
		header = "a header is the measure of quotes out of place, so there they are a problem"
		blanks = "blanks between a separator and a quote are no part of a cell"
	)
	differences := map[string]difference{
		"quote_outer_space": {blanks, [][]string{{"a"}}},
		"quote_no_escapes":  {why: header},
	}
	ran := 0
	for _, c := range cases {
		if len(c.Config) > 0 && c.Name != "delimiter_tabs" && c.Name != "comment_4" && c.Name != "comment_5" {
			continue // other quotes, escapes and comments than CSV has
		}
		ran++
		t.Run(c.Name, func(t *testing.T) {
			checkNothingLost(t, []byte(c.Input))
			got := readAuto(t, c.Input)
			if d, differs := differences[c.Name]; differs {
				d.check(t, got)
			} else if !slices.EqualFunc(got.all(), c.Expected, slices.Equal[[]string]) {
				t.Errorf("got %q, error %v; want %q", got.all(), got.err, c.Expected)
			}
		})
	}
	if ran != 50 {
		t.Errorf("%d cases ran, want 50", ran)
	}
}

// TestPapaParse reads the cases of Papa Parse's core parser.
func TestPapaParse(t *testing.T) {
	var cases []struct {
		Description string
		Input       string
		Config      map[string]any
		Expected    struct{ Data [][]string }
	}
	readSuite(t, "papaparse/core_parser_tests.json", &cases)
	const (
		header  = "a header is the measure of quotes out of place, so there they are a problem"
		blanks  = "a blank line is no row"
		spaced  = "blanks between a separator and a quote are no part of a cell"
		nothing = "a line without any name is no header"
		renamed = "headers stay as they are"
	)
	differences := map[string]difference{
		"Unquoted field with quotes at end of field":                                  {why: header},
		"Quoted field with whitespace around quotes":                                  {spaced, [][]string{{"A", "B", "C"}}},
		"Misplaced quotes in data, not as opening quotes":                             {why: header},
		"Quoted field has no closing quote":                                           {why: header},
		"Quoted field has invalid trailing quote after delimiter with a valid closer": {why: header},
		"Quoted field has invalid trailing quote after delimiter":                     {why: header},
		"Quoted field has invalid trailing quote before delimiter":                    {why: header},
		"Quoted field has invalid trailing quote after new line":                      {why: header},
		"Input is just the delimiter (2 empty fields)":                                {why: nothing},
		"Input is just empty fields":                                                  {why: nothing},
		"One column input with empty fields":                                          {blanks, [][]string{{"a"}, {"b"}, {"c"}, {"d"}, {"e"}}},
		"Fast mode with blank line at end":                                            {blanks, [][]string{{"a", "b", "c"}}},
		"Simple duplicated header names":                                              {renamed, [][]string{{"A", "A", "A", "A"}, {"1", "2", "3", "4"}}},
		"Duplicated header names existing column":                                     {renamed, [][]string{{"c", "c", "c", "c_1"}, {"1", "2", "3", "4"}}},
		"Duplicate header names with __proto__ field":                                 {renamed, [][]string{{"__proto__", "__proto__", "__proto__"}, {"1", "2", "3"}}},
		"Input with only a commented line, without comments enabled":                  {"", [][]string{{"#commented line"}}},
		"Input without comments with line starting with whitespace":                   {"", [][]string{{"a"}, {" b"}, {"c"}}},
		"Bad comments value specified":                                                {"short rows get blank cells", [][]string{{"a", "b", "c"}, {"5comment", "", ""}, {"d", "e", "f"}}},
	}
	ours := []string{"delimiter", "newline", "header", "fastMode"} // what else is configured, we have not
	ran := 0
	for _, c := range cases {
		d, differs := differences[c.Description]
		if !differs && slices.ContainsFunc(keys(c.Config), func(key string) bool { return !slices.Contains(ours, key) }) {
			continue
		}
		ran++
		t.Run(c.Description, func(t *testing.T) {
			checkNothingLost(t, []byte(c.Input))
			got := readAuto(t, c.Input)
			if differs {
				d.check(t, got)
			} else if !slices.EqualFunc(got.all(), c.Expected.Data, slices.Equal[[]string]) {
				t.Errorf("%q: got %q, error %v; want %q", c.Input, got.all(), got.err, c.Expected.Data)
			}
		})
	}
	if ran != 49 {
		t.Errorf("%d cases ran, want 49", ran)
	}
}

func keys(config map[string]any) []string {
	var all []string
	for key := range config {
		all = append(all, key)
	}
	return all
}

// TestCRM reads samples of exports without being told anything.
func TestCRM(t *testing.T) {
	for _, c := range []struct {
		file          string
		encoding      encoding.Encoding
		line, columns int // of the header
		rows, others  int // leads, and rows that are none
		column        string
		first         string // cell of the first lead in that column
	}{
		{"edinet_codelist_head.cp932.csv", encoding.CP932, 2, 13, 60, 0, "提出者名", "カネコ種苗株式会社"},
		{"eight_export_preamble.cp932.csv", encoding.CP932, 8, 17, 2, 0, "会社名", "株式会社エイト商事"},
		{"hubspot_contacts.csv", encoding.UTF8, 1, 10, 5, 0, "Email", "camille@example.com"},
		{"kintone_subtable.csv", encoding.UTF8, 1, 6, 3, 1, "顧客コード", "C001"},
		{"linkedin_connections_preamble.csv", encoding.UTF8, 4, 7, 5, 0, "Company", "Stripe, Inc."},
		{"salesforce_dataloader_lead.csv", encoding.UTF8, 1, 54, 14, 0, "Company", "Moe's Bar"},
	} {
		t.Run(c.file, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "crm", c.file))
			if err != nil {
				t.Skipf("the samples of exports are not here: %v", err)
			}
			r, err := leads.NewReader(strings.NewReader(string(text)), leads.ReadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			head := r.Head()
			if head.Dialect.Encoding != c.encoding || head.Dialect.Comma != ',' || head.Line != c.line || len(head.Cells) != c.columns {
				t.Errorf("%+v, header on line %d with %d columns", head.Dialect, head.Line, len(head.Cells))
			}
			column := slices.Index(head.Cells, c.column)
			if column < 0 {
				t.Fatalf("no column %s in %q", c.column, head.Cells)
			}
			if first := made.All(t, r)[0]; first.Cells[column] != c.first {
				t.Errorf("the first lead has %q in %s, want %q", first.Cells[column], c.column, c.first)
			}
			counts := r.Counts()
			if counts.Rows != c.rows || counts.Continuations.Count != c.others || counts.Rejected.Count > 0 || counts.Repaired.Count > 0 || counts.Invalid.Count > 0 {
				t.Errorf("counts %+v", counts)
			}
		})
	}
}
