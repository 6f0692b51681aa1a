package leads_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"leadscore/internal/files"
	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/made"
	"leadscore/leads/internal/scan"
	"leadscore/leads/output"
	"leadscore/leads/rejected"
	"leadscore/rulebook"
)

// sheetOf makes a workbook whose only sheet has these rows, each with the number of its
// place; "" is a row that is left out.
func sheetOf(t *testing.T, rows ...string) []byte {
	t.Helper()
	var sheet strings.Builder
	for i, row := range rows {
		if row == "" {
			continue
		}
		fmt.Fprintf(&sheet, `<row r="%d">`, i+1)
		for cell := range strings.SplitSeq(row, "|") {
			fmt.Fprintf(&sheet, `<c t="inlineStr"><is><t>%s</t></is></c>`, cell)
		}
		sheet.WriteString("</row>")
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook><sheets><sheet name="S" id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + sheet.String() + `</sheetData></worksheet>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readSheet(t *testing.T, file []byte) *leads.Reader {
	t.Helper()
	r, err := leads.NewReader(bytes.NewReader(file), leads.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSheet: records have the rows of the sheet for lines, whatever line breaks their
// cells have; what is written is CSV with ordinary line ends.
func TestSheet(t *testing.T) {
	file := sheetOf(t, "Leads of autumn", "", "id|name|note", "1|Acme|a\nb", "", "2|Globex", "007|\"Say\", x|c\n\nd")
	r := readSheet(t, file)
	if h := r.Head(); h.Line != 3 || h.Notes != 1 || h.Dialect.Sheet != "S" || strings.Join(h.Cells, "|") != "id|name|note" {
		t.Fatalf("head %+v", h)
	}
	var got []string
	for _, rec := range made.All(t, r) {
		if rec.IsLead() {
			got = append(got, fmt.Sprintf("%d-%d:%s", rec.Line, rec.LastLine(), strings.Join(rec.Cells, "|")))
		}
	}
	if want := "4-4:1|Acme|a\nb 6-6:2|Globex| 7-7:007|\"Say\", x|c\n\nd"; strings.Join(got, " ") != want {
		t.Errorf("got\n%q\nwant\n%q", strings.Join(got, " "), want)
	}
	for _, c := range []struct {
		opt  output.Options
		want string
	}{
		{output.Options{}, "Leads of autumn,,\n\nid,name,note,x\n\"1\",Acme,\"a\nb\",y\n\n\"2\",Globex,,y\n\"007\",\"\"\"Say\"\", x\",\"c\n\nd\",y\n"},
		{output.Options{Encoding: encoding.UTF8, BOM: true, CRLF: true}, "\uFEFFLeads of autumn,,\r\n\r\nid,name,note,x\r\n\"1\",Acme,\"a\nb\",y\r\n\r\n\"2\",Globex,,y\r\n\"007\",\"\"\"Say\"\", x\",\"c\n\nd\",y\r\n"},
		{output.Options{Encoding: encoding.CP932}, "Leads of autumn,,\n\nid,name,note,x\n\"1\",Acme,\"a\nb\",y\n\n\"2\",Globex,,y\n\"007\",\"\"\"Say\"\", x\",\"c\n\nd\",y\n"},
	} {
		r := readSheet(t, file)
		layout, err := output.NewLayout(r.Head(), leads.Ours{Names: []string{"x"}})
		if err != nil {
			t.Fatal(err)
		}
		layout = layout.As(r.Head(), c.opt)
		out, err := layout.AppendHeader(nil, r.Head())
		for err == nil {
			var rec *leads.Record
			if rec, err = r.Next(); err == nil {
				out, err = layout.AppendRecord(out, rec, func(dst []byte, _ int) []byte {
					return append(dst, 'y')
				})
			}
		}
		if err != io.EOF || string(out) != c.want {
			t.Errorf("%+v: got\n%q, %v\nwant\n%q", c.opt, out, err, c.want)
		}
	}
}

// TestSheetRejects: rows that cannot be read are kept as CSV with ordinary line ends.
func TestSheetRejects(t *testing.T) {
	rows := []string{"id|name"}
	for range 500 { // beyond what tells how wide the list is
		rows = append(rows, "1|a")
	}
	rows = append(rows, "2|b|c\nd")
	r := readSheet(t, sheetOf(t, rows...))
	out := t.TempDir() + "/bad.csv"
	rejects := rejected.New(new(files.Outputs), out, r.Head(), rulebook.English)
	for _, rec := range made.All(t, r) {
		if rec.Fault == nil {
			continue
		}
		if rec.Line != 502 || rec.Fault.Kind != scan.TooManyCells {
			t.Errorf("row %d: %v", rec.Line, rec.Fault)
		}
		if err := rejects.Add(rec); err != nil {
			t.Fatal(err)
		}
	}
	if err := rejects.Commit(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(data); got != "id,name\n\"2\",b,\"c\nd\"\n" {
		t.Errorf("got %q", got)
	}
}

// TestSheetInterrupted: reading ends when what the workbook came from says so.
func TestSheetInterrupted(t *testing.T) {
	stop := errors.New("stop")
	rows := []string{"id|name"}
	for range 200_000 {
		rows = append(rows, "1|a")
	}
	in := &ending{Reader: bytes.NewReader(sheetOf(t, rows...)), left: 30, err: stop}
	r, err := leads.NewReader(in, leads.ReadOptions{})
	for err == nil {
		_, err = r.Next()
	}
	if err != stop {
		t.Errorf("got %v", err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

// ending is a reader that, when it has come to its end, is asked so many times more.
type ending struct {
	io.Reader
	left int
	err  error
}

func (e *ending) Read(p []byte) (int, error) {
	n, err := e.Reader.Read(p)
	if err == io.EOF {
		if e.left--; e.left < 0 {
			return n, e.err
		}
	}
	return n, err
}
