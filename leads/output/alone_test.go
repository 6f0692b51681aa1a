package output_test

import (
	"bytes"
	"io"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/made"
	"leadscore/leads/output"
)

// TestAlone: a table of our columns has a row for each lead and nothing else of the list,
// whatever the list's encoding, line ends and separator.
func TestAlone(t *testing.T) {
	for _, c := range made.Codings() {
		list, names := "Notes\r\n\r\nid;会社;b\r\nア1;\"x;\ny\";z\r\n \r\n2;;\r\n\r\nid;会社;b\r\n3", []string{"id", "会社", "点"}
		if c.Encoding == encoding.Windows1252 {
			list, names = strings.NewReplacer("会社", "Café", "ア", "é").Replace(list), []string{"id", "Café", "p"}
		}
		for _, opt := range []output.Options{{}, {Encoding: encoding.UTF8, BOM: true}, {Encoding: encoding.UTF16}, {CRLF: true, Guard: true}} {
			r, err := leads.NewReader(strings.NewReader(c.Encode(t, list)), leads.ReadOptions{Encoding: c.Encoding, HeaderLine: 3})
			if err != nil {
				t.Fatal(err)
			}
			written := opt.Encoding
			if written == encoding.Any {
				written = c.Encoding
			}
			got := cellsOf(t, writeAlone(t, r, names, opt), written)
			first := strings.TrimSuffix(list[strings.Index(list, "b\r\n")+3:], ";")
			first, _, _ = strings.Cut(first, ";")
			want := [][]string{names, {first, "x;\ny", "1"}, {"2", "", "2"}, {"3", "", "3"}}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%v as %+v: got\n%q\nwant\n%q", c.Encoding, opt, got, want)
			}
		}
	}
}

// writeAlone writes the first two columns of a list and the number of the lead.
func writeAlone(t *testing.T, r *leads.Reader, names []string, opt output.Options) []byte {
	t.Helper()
	layout, err := output.NewLayout(r.Head(), leads.Ours{})
	if err != nil {
		t.Fatal(err)
	}
	layout = layout.Alone(r.Head(), names, ',', 2, opt)
	out, err := layout.AppendHeader(nil, r.Head())
	for n := 1; err == nil; {
		var rec *leads.Record
		if rec, err = r.Next(); err != nil {
			break
		}
		var at int
		out, at, err = layout.AppendRecordAt(out, rec, func(dst []byte, i int) []byte {
			return append(dst, append(rec.Cells[:2:2], "")[i]...)
		})
		if at >= 0 {
			out = append(out[:at], append(layout.AppendDigits(nil, n), out[at:]...)...)
			n++
		}
	}
	if err != io.EOF {
		t.Fatal(err)
	}
	return out
}

// cellsOf reads a list of commas, its header first.
func cellsOf(t *testing.T, list []byte, e encoding.Encoding) [][]string {
	t.Helper()
	r, err := leads.NewReader(bytes.NewReader(list), leads.ReadOptions{Encoding: e, Comma: ','})
	if err != nil {
		t.Fatal(err)
	}
	all := [][]string{r.Header()}
	for _, rec := range made.All(t, r) {
		all = append(all, rec.Cells)
	}
	return all
}

// TestAloneUnmappable names the column of the table that is written.
func TestAloneUnmappable(t *testing.T) {
	r, err := leads.NewReader(strings.NewReader("a,b,c\nx,y,é\n"), leads.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	layout, err := output.NewLayout(r.Head(), leads.Ours{})
	if err != nil {
		t.Fatal(err)
	}
	layout = layout.Alone(r.Head(), []string{"id", "says"}, 0, 1, output.Options{Encoding: encoding.CP932})
	rec, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	_, err = layout.AppendRecord(nil, rec, func(dst []byte, i int) []byte { return append(strconv.AppendInt(dst, int64(i), 10), "é"[:2*i]...) })
	if err == nil || !strings.Contains(err.Error(), "line 2, column 2 (says): CP932 (Shift_JIS) has no \"é\"") {
		t.Errorf("got error %v", err)
	}
}
