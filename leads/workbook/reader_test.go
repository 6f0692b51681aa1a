package workbook_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"testing"

	"leadscore/leads/workbook"
)

// parts are those of a workbook of one sheet, as Excel names them.
func parts(sheet string) map[string]string {
	return map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="rId1" Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Leads" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/styles" Target="/xl/styles.xml"/><Relationship Id="rId3" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/styles.xml":              `<styleSheet><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml":       `<sst><si><t>ID</t></si><si><t xml:space="preserve">会社 &amp; 名</t></si><si/><si><r><t>東</t></r><r><t>京</t></r><rPh><t>トウキョウ</t></rPh></si><si><t>a_x000D_` + "\r\n" + `b</t></si></sst>`,
		"xl/worksheets/sheet1.xml":   `<?xml version="1.0"?><x:worksheet xmlns:x="y"><x:dimension ref="A1"/><x:sheetData>` + sheet + `</x:sheetData><x:autoFilter ref="A1"/></x:worksheet>`,
	}
}

func pack(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(keys(parts)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, parts[name])
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

func keys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range m {
			if !yield(name) {
				return
			}
		}
	}
}

func read(t *testing.T, file []byte, o workbook.Options) (string, error) {
	t.Helper()
	r, err := workbook.NewReader(bytes.NewReader(file), int64(len(file)), o)
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(r)
	return strings.ReplaceAll(string(text), string(rune(workbook.LineEnd)), "|"), err
}

func TestCells(t *testing.T) {
	for _, c := range []struct{ name, sheet, want string }{
		{"texts", `<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c></x:row>`, "ID,会社 & 名|"},
		{"rich text without its reading", `<row><c t="s"><v>3</v></c></row>`, "東京|"},
		{"line breaks", `<row><c t="s"><v>4</v></c><c t="inlineStr"><is><t>x_x000A_y</t></is></c></row>`, "\"a\nb\",\"x\ny\"|"},
		{"a carriage return first, or alone", `<row><c t="inlineStr"><is><t>_x000D_a</t></is></c><c t="inlineStr"><is><t>b_x000D_</t></is></c></row>`, "\"\na\",\"b\n\"|"},
		{"text in the cell", `<row><c t="inlineStr"><is><r><t>A</t></r><r><t>cme</t></r></is></c><c t="str"><f>A1&amp;"&lt;"</f><v>a&lt;b</v></c></row>`, "Acme,a<b|"},
		{"CDATA and comments", `<row><!-- <c> --><c t="inlineStr"><is><t><![CDATA[a&amp;]]></t></is></c></row>`, "a&amp;|"},
		{"truth values", `<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="inlineStr"><is><t>TRUE</t></is></c></row>`, "TRUE,FALSE,\"TRUE\"|"},
		{"errors, as shown", `<row><c t="e"><v>#N/A</v></c><c t="e"><v>#DIV/0!</v></c></row>`, "\"#N/A\",\"#DIV/0!\"|"},
		{"days as such", `<row><c t="d"><v>2026-11-21T00:00:00</v></c><c t="d"><v>2026-11-21T09:30:00Z</v></c></row>`, "2026-11-21,2026-11-21 09:30:00|"},
		{"texts that look like numbers", `<row><c t="inlineStr"><is><t>007</t></is></c><c t="inlineStr"><is><t>+81-3-1234-5678</t></is></c><c t="inlineStr"><is><t>=1+1</t></is></c></row>`, `"007","+81-3-1234-5678","=1+1"|`},
		{"a formula without a value", `<row><c t="inlineStr"><is><t>A</t></is></c><c><f>1+1</f></c><c><v>3</v></c></row>`, "A,,3|"},
		{"quotes and commas", `<row><c t="inlineStr"><is><t>Say "a", b</t></is></c></row>`, `"Say ""a"", b"|`},
		{"cells that are left out", `<row r="1"><c r="B1"><v>1</v></c><c r="E1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>`, ",1,,,2|3,,,,|"},
		{"rows that are left out", `<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row><row r="5"><c r="B5"><v>3</v></c></row>`, "|1,2|||,3|"},
		{"what is blank at the end", `<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="0"/><c r="C1" t="s"><v>2</v></c></row><row r="2"><c r="A2"/></row><row r="3"/>`, "1|"},
		{"hidden rows", `<row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c><v>2</v></c></row>`, "1|2|"},
		{"an empty text", `<row><c t="s"><v>2</v></c><c t="s"><v>0</v></c></row>`, ",ID|"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := read(t, pack(t, parts(c.sheet)), workbook.Options{})
			if err != nil || got != c.want {
				t.Errorf("got %q, %v\nwant %q", got, err, c.want)
			}
		})
	}
}

// TestNumbers: what a cell shows, with all its digits.
func TestNumbers(t *testing.T) {
	for _, c := range []struct{ code, value, want string }{
		{"General", "1234567.891", "1234567.891"},
		{"General", "0.30000000000000004", "0.3"},
		{"General", "1E-3", "0.001"},
		{"General", "1.23E+15", "1230000000000000"},
		{"General", "123456789012", "123456789012"},
		{"General", "-0", "0"},
		{"#,##0", "1234567.891", "1234567.891"},
		{"0.00", "1234.5", "1234.5"},
		{"0.00E+00", "12345", "12345"},
		{"# ?/?", "0.5", "0.5"},
		{"0%", "0.125", "12.5%"},
		{"0.0%", "-0.07", "-7%"},
		{"0%", "1", "100%"},
		{`"$"#,##0.00`, "1234.5", "$1234.5"},
		{`[$¥-411]#,##0`, "-1000", "-¥1000"},
		{`[$€-2] #,##0.00`, "3.5", "€ 3.5"},
		{`_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)`, "-12", `$(12)`},
		{`_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)`, "0", `0`},
		{`#,##0"名"`, "1200", "1200名"},
		{`#,##0"万円"`, "300.6", "300.6万円"},
		{`#,##0,"千円"`, "1234567", "1234.567千円"},
		{`0.0,,"M"`, "1234567", "1.234567M"},
		{`#,##0;△#,##0`, "-1234", "△1234"},
		{`#,##0;[Red]#,##0`, "-1234", "-1234"},
		{`#,##0_);[Red](#,##0)`, "-1234", "(1234)"},
		{`[>=1000]0"+";0`, "1500", "1500"},
		{"00000", "123", `"00123"`},
		{"000-0000", "1234567", `"123-4567"`},
		{"000-0000", "234567", `"023-4567"`},
		{"0##-####-####", "9012345678", `"090-1234-5678"`},
		{";;;", "5", "5"},
		{`"はい";;"いいえ"`, "1", `"はい"`},
		{`"はい";;"いいえ"`, "0", `"いいえ"`},
		{`0;-0;"-"`, "0", "0"},
		{`00"0"00`, "1234", `"12034"`},
		{"@", "12", "12"},
		{`General"歳"`, "41", "41歳"},
		{"General", "Acme", `"Acme"`},
		{"General", "Infinity", `"Infinity"`},
	} {
		p := parts(`<row><c s="1"><v>` + c.value + `</v></c></row>`)
		p["xl/styles.xml"] = styles(c.code)
		got, err := read(t, pack(t, p), workbook.Options{})
		if err != nil || got != c.want+"|" {
			t.Errorf("%s of %s: got %q, %v, want %s", c.code, c.value, got, err, c.want)
		}
	}
}

func styles(code string) string {
	escape := strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;")
	return `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="` + escape.Replace(code) + `"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs><dxfs><dxf><numFmt numFmtId="164" formatCode="0%"/></dxf></dxfs></styleSheet>`
}

// TestDays: dates in every format are 2026-11-21. The numbers are those that Excel and
// LibreOffice show for these days.
func TestDays(t *testing.T) {
	for _, c := range []struct{ code, value, want string }{
		{"yyyy/mm/dd", "46347", "2026-11-21"},
		{"m/d/yy", "46347", "2026-11-21"},
		{"d.m.yyyy", "46347.75", "2026-11-21"},
		{`yyyy"年"m"月"d"日"`, "46347", "2026-11-21"},
		{`[$-411]ggge"年"m"月"d"日"`, "46347", "2026-11-21"},
		{`[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@`, "46347", "2026-11-21"},
		{"ge.m.d", "46347", "2026-11-21"},
		{"mmm-yy", "46347", "2026-11-21"},
		{"[$-F800]dddd, mmmm dd, yyyy", "46347", "2026-11-21"},
		{"aaaa", "46347", "2026-11-21"},
		{"m/d", "46347", "2026-11-21"},
		{"yyyy-mm-dd hh:mm", "46347.395833333336", "2026-11-21 09:30"},
		{"yyyy-mm-dd hh:mm:ss", "46347.39586805556", "2026-11-21 09:30:03"},
		{"yyyy-mm-dd h:mm", "46347.999999999", "2026-11-22 00:00"},
		{"h:mm", "0.395833333333333", "09:30"},
		{"h:mm AM/PM", "0.75", "18:00"},
		{"[h]:mm:ss", "1.5", "36:00"},
		{"yyyy-mm-dd", "1", "1900-01-01"},
		{"yyyy-mm-dd", "59", "1900-02-28"},
		{"yyyy-mm-dd", "60", "1900-02-29"},
		{"yyyy-mm-dd", "61", "1900-03-01"},
		{"yyyy-mm-dd", "2958465", "9999-12-31"},
		{"yyyy-mm-dd", "2958466", "2958466"},
		{"yyyy-mm-dd", "-1", "-1"},
		{"General", "46347", "46347"},
	} {
		p := parts(`<row><c s="1"><v>` + c.value + `</v></c></row>`)
		p["xl/styles.xml"] = styles(c.code)
		if got, err := read(t, pack(t, p), workbook.Options{}); err != nil || got != c.want+"|" {
			t.Errorf("%s of %s: got %q, %v, want %s", c.code, c.value, got, err, c.want)
		}
	}
	for id, want := range map[int]string{14: "2026-11-21", 22: "2026-11-21 00:00", 27: "2026-11-21", 31: "2026-11-21", 55: "2026-11-21", 57: "2026-11-21", 20: "00:00", 1: "46347", 49: "46347", 9: "4634700%"} {
		p := parts(`<row><c s="0"><v>46347</v></c></row>`)
		p["xl/styles.xml"] = fmt.Sprintf(`<styleSheet><cellXfs><xf numFmtId="%d"/></cellXfs></styleSheet>`, id)
		if got, err := read(t, pack(t, p), workbook.Options{}); err != nil || got != want+"|" {
			t.Errorf("format %d: got %q, %v, want %s", id, got, err, want)
		}
	}
	p := parts(`<row><c s="1"><v>44885</v></c></row>`)
	p["xl/styles.xml"] = styles("m/d/yy")
	p["xl/workbook.xml"] = strings.Replace(p["xl/workbook.xml"], "<workbookPr/>", `<workbookPr date1904="1"/>`, 1)
	if got, err := read(t, pack(t, p), workbook.Options{}); err != nil || got != "2026-11-21|" {
		t.Errorf("counted from 1904: got %q, %v", got, err)
	}
}

const manySheets = `<workbook xmlns:r="r"><sheets><sheet name="Old" state="hidden" r:id="rId1"/><sheet name="Chart" r:id="rId9"/><sheet name="Notes" r:id="rId2"/><sheet name="リスト" r:id="rId3"/></sheets></workbook>`

func TestSheets(t *testing.T) {
	p := parts(`<row><c><v>1</v></c></row>`)
	p["xl/workbook.xml"] = manySheets
	p["xl/_rels/workbook.xml.rels"] = `<Relationships><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="chartsheet" Target="x.xml"/><Relationship Id="rId2" Type="worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="worksheet" Target="worksheets/sheet3.xml"/></Relationships>`
	for i := 2; i <= 3; i++ {
		p[fmt.Sprintf("xl/worksheets/sheet%d.xml", i)] = fmt.Sprintf(`<worksheet><sheetData><row><c><v>%d</v></c></row></sheetData></worksheet>`, i)
	}
	file := pack(t, p)
	for name, want := range map[string]string{"": "2|", "リスト": "3|", " notes ": "2|", "Old": "1|"} {
		if got, err := read(t, file, workbook.Options{Sheet: name}); err != nil || got != want {
			t.Errorf("--sheet %q: got %q, %v, want %q", name, got, err, want)
		}
	}
	_, err := read(t, file, workbook.Options{Sheet: "Lists"})
	var missing *workbook.NoSheetError
	if !errors.As(err, &missing) || err.Error() != `the workbook has no sheet "Lists". it has: Old, Notes, リスト` {
		t.Errorf("a sheet that is not there: %v", err)
	}
}

// TestDamage: what is not whole is an error, never a shorter list.
func TestDamage(t *testing.T) {
	whole := `<row><c t="s"><v>0</v></c></row><row><c><v>2</v></c></row>`
	change := func(part, old, text string) map[string]string {
		p := parts(whole)
		if !strings.Contains(p[part], old) {
			t.Fatalf("%s has no %s", part, old)
		}
		p[part] = strings.Replace(p[part], old, text, 1)
		return p
	}
	sheet := "xl/worksheets/sheet1.xml"
	for _, c := range []struct {
		name  string
		parts map[string]string
		want  string
	}{
		{"cut short", change(sheet, `</x:sheetData><x:autoFilter ref="A1"/></x:worksheet>`, ""), "the workbook is damaged: xl/worksheets/sheet1.xml: it ends too early"},
		{"cut in a tag", change(sheet, `v>2</v></c></row></x:sheetData><x:autoFilter ref="A1"/></x:worksheet>`, ""), "the workbook is damaged: xl/worksheets/sheet1.xml: it ends too early"},
		{"no such text", change(sheet, `<v>0</v>`, "<v>9</v>"), "the workbook is damaged: xl/worksheets/sheet1.xml: a cell of row 1 has the text of number 9, which is not there"},
		{"rows out of order", change(sheet, "<row><c><v>2", `<row r="1"><c><v>2`), "the workbook is damaged: xl/worksheets/sheet1.xml: row 1 stands behind row 1"},
		{"a row too far down", change(sheet, "<row><c><v>2", `<row r="1048577"><c><v>2`), `the workbook is damaged: xl/worksheets/sheet1.xml: row "1048577" is none`},
		{"a cell too far right", change(sheet, "<row><c><v>2", `<row><c r="XFE2"><v>2`), `the workbook is damaged: xl/worksheets/sheet1.xml: cell "XFE2" is none`},
		{"a document type", change("xl/sharedStrings.xml", "<sst>", `<!DOCTYPE x [<!ENTITY a "b">]><sst>`), "the workbook is damaged: xl/sharedStrings.xml: it declares a document type"},
		{"no sheet", change("xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet8.xml"), "the workbook is damaged: it has no xl/worksheets/sheet8.xml"},
		{"a binary workbook", change("_rels/.rels", "workbook.xml", "workbook.bin"), "this is a binary Excel workbook (.xlsb). save it as an Excel workbook (.xlsx) or as CSV UTF-8 and give that file"},
		{"an OpenDocument", map[string]string{"META-INF/manifest.xml": "", "content.xml": "", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "this is an OpenDocument spreadsheet (.ods). save it as an Excel workbook (.xlsx) or as CSV UTF-8 and give that file"},
		{"a zip archive", map[string]string{"leads.csv": "id\n1\n"}, "this is a zip archive without a workbook in it. unpack it and give the list that is in it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, err := read(t, pack(t, c.parts), workbook.Options{}); err == nil || err.Error() != c.want {
				t.Errorf("got %q, error\n%v\nwant\n%s", got, err, c.want)
			}
		})
	}
	file := pack(t, parts(whole))
	for n := 0; n < len(file)-1; n += 7 {
		if got, err := read(t, file[:n], workbook.Options{}); err == nil {
			t.Fatalf("the first %d of %d bytes read as %q", n, len(file), got)
		}
	}
	for i := 0; i < len(file); i += 5 {
		broken := bytes.Clone(file)
		broken[i] ^= 0x10
		_, _ = read(t, broken, workbook.Options{}) // no panic, and an end
	}
}

// TestCheck: reading ends when it is told to.
func TestCheck(t *testing.T) {
	stop := errors.New("stop")
	asked := 0
	_, err := read(t, pack(t, parts(strings.Repeat("<row><c><v>1</v></c></row>", 5000))), workbook.Options{Check: func() error {
		if asked++; asked == 4 {
			return stop
		}
		return nil
	}})
	if err != stop {
		t.Errorf("got %v", err)
	}
}

// TestBomb: a part that says it is larger than any sheet is refused unread, and one that
// is larger than it says is damaged.
func TestBomb(t *testing.T) {
	for size, want := range map[uint64]string{
		7 << 30: "the workbook is too large: xl/worksheets/sheet1.xml has more than 6144 MiB. save the sheet as CSV UTF-8 and give that file",
		10:      "the workbook is damaged: xl/worksheets/sheet1.xml: not a valid zip file",
	} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		all := parts("")
		for _, name := range slices.Sorted(keys(all)) {
			header := &zip.FileHeader{Name: name, Method: zip.Store, CompressedSize64: uint64(len(all[name])), UncompressedSize64: uint64(len(all[name])), CRC32: crc32.ChecksumIEEE([]byte(all[name]))}
			if strings.HasSuffix(name, "sheet1.xml") {
				header.UncompressedSize64 = size
			}
			w, err := z.CreateRaw(header)
			if err == nil {
				_, err = io.WriteString(w, all[name])
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if got, err := read(t, b.Bytes(), workbook.Options{}); err == nil || err.Error() != want {
			t.Errorf("a part of %d bytes: got %q, %v, want %s", size, got, err, want)
		}
	}
}
