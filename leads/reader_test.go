package leads_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"

	"pgregory.net/rapid"

	"leadscore/leads"
	"leadscore/leads/compress"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/made"
	"leadscore/leads/internal/scan"
	"leadscore/rulebook"
)

var update = flag.Bool("update", false, "write the .want files of testdata anew")

// TestReadCases reads each testdata/read/NAME.csv and compares what it holds with
// NAME.want.
func TestReadCases(t *testing.T) {
	lists, err := filepath.Glob("testdata/read/*.csv")
	if err != nil || len(lists) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range lists {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".csv"), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := describe(t, bytes.NewReader(text))
			golden := strings.TrimSuffix(path, ".csv") + ".want"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// describe tells what a list holds, a line for each record.
func describe(t *testing.T, in io.Reader) string {
	var b strings.Builder
	r, err := leads.NewReader(in, leads.ReadOptions{})
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	head := r.Head()
	fmt.Fprintf(&b, "line %d header%s\n", head.Line, quoteAll(head.Cells))
	fmt.Fprintf(&b, "%v, comma %q, line end %q, byte order mark %v, preamble %q\n",
		head.Dialect.Encoding, head.Dialect.Comma, head.Dialect.LineEnd, head.Dialect.BOM, head.Preamble)
	for _, guess := range head.Guessed(rulebook.English) {
		fmt.Fprintf(&b, "guessed: %s\n", guess)
	}
	for _, rec := range made.All(t, r) {
		fmt.Fprintf(&b, "line %d%s%s\n", rec.Line, remarks(rec), quoteAll(rec.Cells))
	}
	b.WriteString(tallies(r.Counts()))
	return b.String()
}

// tallies tells what was counted.
func tallies(c leads.Counts) string {
	s := fmt.Sprintf("%d rows", c.Rows)
	for _, tally := range []struct {
		name string
		leads.Tally
	}{
		{"rejected", c.Rejected}, {"repaired", c.Repaired}, {"spaced", c.Spaced}, {"short", c.Short}, {"trimmed", c.Trimmed}, {"long", c.Long}, {"blank", c.Blank},
		{"continuations", c.Continuations}, {"footers", c.Footers}, {"invalid", c.Invalid},
	} {
		if tally.Count > 0 {
			s += fmt.Sprintf("; %d %s, first on line %d", tally.Count, tally.name, tally.FirstLine)
		}
	}
	return s + "\n"
}

func remarks(rec *leads.Record) string {
	var s string
	for _, remark := range []struct {
		holds bool
		text  string
	}{
		{rec.Blank, " blank"}, {rec.Short, " short"}, {rec.Trimmed, " trimmed"},
		{rec.Long, " long"}, {rec.Repaired, " repaired"}, {rec.Spaced, " spaced"},
		{rec.Continuation, " continuation"}, {rec.Footer, " footer"}, {rec.Invalid > 0, fmt.Sprintf(" %d invalid", rec.Invalid)}, {!rec.Terminated(), " unterminated"},
	} {
		if remark.holds {
			s += remark.text
		}
	}
	if rec.Fault != nil {
		s += fmt.Sprintf(" fault (%s) %v", rec.Fault.Kind, rec.Fault)
	}
	return s
}

func quoteAll(cells []string) string {
	var s string
	for _, cell := range cells {
		s += fmt.Sprintf(" %q", cell)
	}
	return s
}

func TestNoList(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", leads.ErrEmpty.Error()},
		{"a byte order mark", "\uFEFF", leads.ErrEmpty.Error()},
		{"blank lines", "\n \r\n\t", leads.ErrEmpty.Error()},
		{"xlsx", "PK\x03\x04\x14\x00", "the workbook is damaged: it is no whole zip archive"},
		{"xls", "\xD0\xCF\x11\xE0\xA1\xB1", "this is an old Excel workbook (.xls), or one with a password. save it as an Excel workbook (.xlsx) or as CSV UTF-8 and give that file"},
		{"xlsx with a password", "\xD0\xCF\x11\xE0\xA1\xB1E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", "this is an Excel workbook with a password. save it without the password, or as CSV UTF-8, and give that file"},
		{"a byte order mark of UTF-16", "\xFF\xFE", leads.ErrEmpty.Error()},
		{"separators", ",,\n,,\n", leads.ErrEmpty.Error()},
		{"UTF-32", "\xFF\xFE\x00\x00i\x00\x00\x00", "this is text in UTF-32. save it as CSV UTF-8 and give that file"},
		{"PDF", "%PDF-1.7\n", "this is a PDF file. save it as CSV UTF-8 and give that file"},
		{"a page", "\uFEFF\r\n<html xmlns:x=\"urn\"><table><tr><th>Name</th></tr></table>", "this is a page in HTML. open it in Excel or LibreOffice, and save it as an Excel workbook (.xlsx) or as CSV UTF-8 and give that file"},
		{"a page in UTF-16", "\xFF\xFE<\x00T\x00A\x00B\x00L\x00E\x00>\x00", "this is a page in HTML. open it in Excel or LibreOffice, and save it as an Excel workbook (.xlsx) or as CSV UTF-8 and give that file"},
		{"a workbook of 2003", "<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "this is a workbook in XML, as Excel 2003 wrote them. open it in Excel or LibreOffice, and save it as an Excel workbook (.xlsx) or as CSV UTF-8 and give that file"},
		{"XML", "<?xml version=\"1.0\"?>\n<leads/>", "this is XML. write its table as CSV, with a header, and give that file"},
		{"JSON", "[\n  {\"Name\": \"A\"}]", "this is JSON. write its table as CSV, with a header, and give that file"},
		{"JSON lines", "{\"Name\":\"A\"}\n{\"Name\":\"B\"}\n", "this is JSON. write its table as CSV, with a header, and give that file"},
		{"Parquet", "PAR1\x15\x04", "this is a Parquet file. write its table as CSV, with a header, and give that file"},
		{"contacts", "BEGIN:VCARD\r\nVERSION:3.0\r\n", "this is a file of contacts (vCard). write its table as CSV, with a header, and give that file"},
		{"bzip2", "BZh91AY&SY", "this is a file compressed with bzip2. decompress it and give the CSV that is in it"},
		{"binary data", "\x89PNG\r\n\x1A\n" + strings.Repeat("\x00\x01", 10), "this is not text, but binary data. save it as CSV UTF-8 and give that file"},
		{"a header with a stray quote", "\nid,27\" screen\n", `2:6: a quote in a cell that does not begin with one. put the whole cell in quotes and double those inside it: "27"" screen"`},
		{"a header with an unclosed quote", "id,\"name\n1,x\n", "1:4: the quote that opens here is never closed. close the quote, or take it out"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := leads.NewReader(strings.NewReader(c.text), leads.ReadOptions{})
			if err == nil || err.Error() != c.want {
				t.Errorf("got error\n%v\nwant\n%s", err, c.want)
			}
		})
	}
}

func TestTypedErrors(t *testing.T) {
	var format *leads.FormatError
	if _, err := leads.NewReader(strings.NewReader("\xD0\xCF\x11\xE0"), leads.ReadOptions{}); !errors.As(err, &format) {
		t.Errorf("an old workbook gives %T", err)
	}
	var fault *leads.Fault
	if _, err := leads.NewReader(strings.NewReader("a\"b"), leads.ReadOptions{}); !errors.As(err, &fault) || fault.Kind != scan.StrayQuote {
		t.Errorf("a bad header gives %T", err)
	}
}

// TestReadError: what was read before an error is still given out.
func TestReadError(t *testing.T) {
	broken := errors.New("the disk is gone")
	r := mustReader(t, io.MultiReader(strings.NewReader("a,b\n1,2\n3,4\n5"), iotest.ErrReader(broken)))
	var lines []int
	var err error
	for err == nil {
		var rec *leads.Record
		if rec, err = r.Next(); err == nil {
			lines = append(lines, rec.Line)
		}
	}
	if err != broken || !slices.Equal(lines, []int{2, 3}) {
		t.Errorf("got lines %v and error %v", lines, err)
	}
	if _, err := leads.NewReader(iotest.ErrReader(broken), leads.ReadOptions{}); err != broken {
		t.Errorf("NewReader gives %v", err)
	}
}

// TestReadMadeUpLists reads lists of which we know what they hold.
func TestReadMadeUpLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		header := made.ColumnNames(rapid.IntRange(1, 4).Draw(t, "columns"))
		l := made.ListOf(header).Draw(t, "list")
		r := mustReader(t, strings.NewReader(l.Text()))
		if !slices.Equal(r.Header(), header) {
			t.Fatalf("header is %q", r.Header())
		}
		line := 1
		rows := l.Rows
		for ; len(rows[0].Cells) == 0; rows = rows[1:] {
			line++
		}
		line += strings.Count(rows[0].Text(), string(l.EOL))
		read := made.All(t, r)
		if len(read) != len(rows)-1 {
			t.Fatalf("%d records, want %d", len(read), len(rows)-1)
		}
		for i, want := range rows[1:] {
			checkRow(t, read[i], want, len(header), line)
			line += strings.Count(want.Text(), string(l.EOL))
		}
	})
}

func checkRow(t *rapid.T, got *leads.Record, want made.Row, width, line int) {
	switch cells := want.Cells; {
	case string(got.Raw) != want.Text():
		t.Fatalf("raw is %q, want %q", got.Raw, want.Text())
	case got.Line != line:
		t.Fatalf("%q is on line %d, want %d", got.Raw, got.Line, line)
	case got.Fault != nil:
		t.Fatalf("%q has the fault %v", got.Raw, got.Fault)
	case got.Blank != (len(cells) == 0):
		t.Fatalf("%q: blank is %v", got.Raw, got.Blank)
	case got.Blank:
	case got.Short != (len(cells) < width) || got.Trimmed != (len(cells) > width):
		t.Fatalf("%q: short %v, trimmed %v", got.Raw, got.Short, got.Trimmed)
	default:
		cells = append(slices.Clone(cells), make([]string, width)...)[:width]
		if !slices.Equal(got.Cells, cells) {
			t.Fatalf("%q: cells are %q, want %q", got.Raw, got.Cells, cells)
		}
	}
}

// TestLikeEncodingCSV compares with encoding/csv on texts of any kind. It agrees on
// what is well formed, on cells and on lines, but for what is told in the package's
// documentation: CRLF in quotes, several CRs before an LF, lines of white space, blanks
// around quotes, and lists of CRs. From a row on that one of them cannot read, they read on differently.
func TestLikeEncodingCSV(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.SampledFrom([]string{"a", "bc", "東", " ", ",", ",", `"`, `"`, `""`, "\n", "\n", "\r\n", "\r"}))
		text := strings.Join(parts.Draw(t, "text"), "") + "\n"
		compareWithEncodingCSV(t, text)
	})
}

func FuzzLikeEncodingCSV(f *testing.F) {
	f.Add("a,b\n1,\"x\r\ny\"\n\n2,3,4\n")
	f.Add("a\n\"b\"\"\n")
	f.Fuzz(func(t *testing.T, text string) { compareWithEncodingCSV(t, text+"\n") })
}

// spacedQuote is a quote with blanks between it and a separator, or what may be one.
var spacedQuote = regexp.MustCompile(`(^|[,\r\n])[ \t]+"|"[ \t]+([,\r\n]|$)`)

func compareWithEncodingCSV(t rapid.TB, text string) {
	if strings.HasPrefix(text, "\uFEFF") || strings.Contains(text, "\r\r") || spacedQuote.MatchString(text) {
		return
	}
	r, err := leads.NewReader(strings.NewReader(text), plainly)
	var format *leads.FormatError
	if errors.As(err, &format) || errors.Is(err, compress.ErrDamaged) {
		return
	}
	other := csv.NewReader(strings.NewReader(text))
	other.FieldsPerRecord = -1
	want, wantErr := nextFilled(other, text)
	for wantErr == nil && len(want) > 1 && strings.TrimSpace(strings.Join(want, "")) == "" {
		want, wantErr = nextFilled(other, text) // no header
	}
	if wantErr == io.EOF {
		if err != leads.ErrEmpty {
			t.Fatalf("%q: error %v, want ErrEmpty", text, err)
		}
		return
	}
	var fault *leads.Fault
	if errors.As(err, &fault) {
		if wantErr == nil {
			t.Fatalf("%q: header fault %v, encoding/csv reads %q", text, err, want)
		}
		return
	}
	if err != nil || wantErr != nil {
		t.Fatalf("%q: error %v, encoding/csv's is %v", text, err, wantErr)
	}
	compareCells(t, text, r.Header(), want)
	for {
		rec, err := nextRecord(r)
		want, wantErr := nextFilled(other, text)
		if err == io.EOF || wantErr == io.EOF {
			if err != wantErr {
				t.Fatalf("%q: error %v, encoding/csv's is %v", text, err, wantErr)
			}
			return
		}
		quoteFault := rec.Fault != nil && rec.Fault.Kind != scan.TooManyCells
		if strings.HasSuffix(string(rec.Raw), "\r") {
			return // a CR that ends a row, where encoding/csv has too many cells
		}
		if rec.Repaired {
			if wantErr == nil {
				t.Fatalf("%q: repaired %q, encoding/csv reads %q", text, rec.Raw, want)
			}
			return
		}
		if quoteFault != (wantErr != nil) {
			t.Fatalf("%q: fault %v, encoding/csv's error is %v", text, rec.Fault, wantErr)
		}
		if quoteFault {
			var parse *csv.ParseError
			if errors.As(wantErr, &parse) && parse.StartLine != rec.Line {
				t.Fatalf("%q: fault of the record on line %d, encoding/csv's is on line %d", text, rec.Line, parse.StartLine)
			}
			return // from here on they go on at different places
		}
		if line, _ := other.FieldPos(0); line != rec.Line {
			t.Fatalf("%q: record on line %d, encoding/csv says %d", text, rec.Line, line)
		}
		compareRecord(t, text, rec, want, len(r.Header()))
	}
}

func nextRecord(r *leads.Reader) (*leads.Record, error) {
	for {
		if rec, err := r.Next(); err != nil || !rec.Blank {
			return rec, err
		}
	}
}

// nextFilled reads on to a record that is not a line of white space.
func nextFilled(r *csv.Reader, text string) ([]string, error) {
	for {
		before := r.InputOffset()
		cells, err := r.Read()
		raw := text[before:r.InputOffset()]
		if err != nil || len(cells) > 1 || strings.TrimFunc(cells[0], filler) != "" || strings.Contains(raw, `"`) {
			return cells, err
		}
	}
}

// filler tells whether a line may be made of a character and be blank all the same.
func filler(r rune) bool { return unicode.IsSpace(r) || r == 0x1A || r == 0 }

func compareRecord(t rapid.TB, text string, rec *leads.Record, want []string, width int) {
	surplus := ""
	if len(want) > width {
		surplus = strings.TrimSpace(strings.Join(want[width:], ""))
	}
	if (surplus != "") != (rec.Fault != nil) {
		t.Fatalf("%q: fault %v, encoding/csv reads %q", text, rec.Fault, want)
	}
	if rec.Short != (len(want) < width) || rec.Trimmed != (len(want) > width && surplus == "") {
		t.Fatalf("%q: short %v, trimmed %v, encoding/csv reads %q", text, rec.Short, rec.Trimmed, want)
	}
	compareCells(t, text, rec.Cells, append(want, make([]string, width)...)[:width])
}

func compareCells(t rapid.TB, text string, got, want []string) {
	same := func(a, b string) bool { return strings.ReplaceAll(a, "\r\n", "\n") == b }
	if !slices.EqualFunc(got, want, same) {
		t.Fatalf("%q: cells %q, encoding/csv reads %q", text, got, want)
	}
}

// FuzzReader: whatever the bytes, none is lost, each record's line is right, and it
// does not matter in what portions they come.
func FuzzReader(f *testing.F) {
	for _, text := range []string{
		"id,name\r\n1,\"a\"\"b\"\r\n", "\uFEFF\n\na,b\n1\n1,2,3\n\"x", "a\rb\r", "a,b\n\"1\n2\"x,y\n3,4\n",
		"a\n" + strings.Repeat("x", 100) + "\nb", "\"\n\"\"\n\n\"", "a\n\"" + strings.Repeat("\n", 100),
		"sep=;\na;b\n1,5;2\n", "note\n\nid|name|city\n1|\x83\x7c|x\n", "\xFF\xFEa\x00,\x00b\x00\n\x00\x00\xD8", "a,b\n\x1B$BF|K\\\x1B(B,\x1B$B\n1,2\r3,4\n",
		"*,id,item\n*,1,a\n,,b\n", "a,b,c\n1,2,3\n\n\"(c) all rights reserved\"\n", "a,b\n1,27\" x\n2,\"a\"b\"\n",
	} {
		f.Add([]byte(text), uint8(20), uint8(0))
	}
	f.Fuzz(func(t *testing.T, text []byte, limit, how uint8) {
		opt := leads.ReadOptions{
			MaxRecord: int(limit), Encoding: encoding.Encoding(how % 9), Ragged: leads.Ragged(how / 9 % 3), HeaderLine: int(how / 27 % 3),
			Comma: []byte{0, ',', '|', ';'}[how/81],
		}
		whole := trace(t, text, bytes.NewReader(text), opt)
		if piecemeal := trace(t, text, iotest.OneByteReader(bytes.NewReader(text)), opt); piecemeal != whole {
			t.Errorf("read byte by byte:\n%s\nas a whole:\n%s", piecemeal, whole)
		}
	})
}

// trace reads a list, checks that its records are the text, and tells what it read.
func trace(t *testing.T, text []byte, in io.Reader, opt leads.ReadOptions) string {
	r, err := leads.NewReader(in, opt)
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	head := r.Head()
	fmt.Fprintf(&b, "%+v %q\n", head.Dialect, head.Guessed(rulebook.English))
	eol := head.Dialect.LineEnd[len(head.Dialect.LineEnd)-1:]
	joined := head.AppendRaw(nil)
	line := head.Line + lines(string(head.Raw), eol)
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		} else if len(rec.Raw) == 0 {
			t.Fatal("a record without bytes")
		}
		if rec.Line != line {
			t.Fatalf("%q begins on line %d, not %d", rec.Raw, line, rec.Line)
		}
		if rec.Fault == nil && !rec.Blank && len(rec.Cells) != len(head.Cells) {
			t.Fatalf("%q: cells %q for header %q", rec.Raw, rec.Cells, head.Cells)
		}
		checkFaultPlace(t, rec, eol)
		joined = rec.AppendRaw(joined)
		line += lines(string(rec.Raw), eol)
		fmt.Fprintf(&b, "%d%s%s\n", rec.Line, remarks(rec), quoteAll(rec.Cells))
	}
	if head.Dialect.Compression == compress.None && !bytes.Equal(joined, text) {
		t.Fatalf("the records are\n%q\nthe text is\n%q", joined, text)
	}
	return b.String()
}

// lines counts the lines that a record ends. A CR that stands alone ends a row, but
// not within one.
func lines(raw, eol string) int {
	n := strings.Count(raw, eol)
	if eol == "\n" && strings.HasSuffix(raw, "\r") {
		n++
	}
	return n
}

// checkFaultPlace: a fault is in a line of its record.
func checkFaultPlace(t *testing.T, rec *leads.Record, eol string) {
	if rec.Fault == nil {
		return
	}
	lines := strings.SplitAfter(string(rec.Raw), eol)
	i := rec.Fault.Line - rec.Line
	if i < 0 || i >= len(lines) || rec.Fault.Column < 1 || rec.Fault.Column > len(lines[i]) {
		t.Fatalf("%q on line %d: fault at %d:%d", rec.Raw, rec.Line, rec.Fault.Line, rec.Fault.Column)
	}
}
