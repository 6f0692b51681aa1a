package workbook_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"leadscore/leads/workbook"
)

// write makes a workbook of rows as a Writer takes them, a piece at a time.
func write(t *testing.T, o workbook.WriteOptions, rows string) ([]byte, error) {
	t.Helper()
	var b bytes.Buffer
	w, err := workbook.NewWriter(&b, o)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Remove()
	for piece := range bytes.SplitAfterSeq([]byte(rows), []byte("a")) {
		if _, err := w.Write(piece); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return b.Bytes(), err
}

// rowsOfAllKinds are cells of every kind that a list may have, and what a person sees of
// them.
const rowsOfAllKinds = `"Notes, above"` + "\n" +
	`"ID","会社名","Phone","n","%","¥","day","time","yes","text"` + "\n" +
	`"007","東京 ""特"" 商事","+81-3-1234-5678",12.5,12.5%,¥1234,2026-11-21,2026-11-21 09:30,TRUE,"=1+1"` + "\n" +
	`"12345678901234567","a` + "\n" + `b",,-3,100%,300万円,"2026-11-21",,FALSE," padded "` + "\n" +
	`""` + "\n" +
	`"1","_x0041_","tab	and 😀",1.50,,00123,1899-12-31,,"TRUE","<&>'"` + "\n"

var seenOfAllKinds = [][]string{
	{"Notes, above"},
	{"ID", "会社名", "Phone", "n", "%", "¥", "day", "time", "yes", "text"},
	{"007", `東京 "特" 商事`, "+81-3-1234-5678", "12.5", "12.5%", "¥1234", "2026-11-21", "2026-11-21 09:30", "TRUE", "=1+1"},
	{"12345678901234567", "a\nb", "", "-3", "100%", "300万円", "2026-11-21", "", "FALSE", " padded "},
	nil,
	{"1", "_x0041_", "tab\tand 😀", "1.50", "", "00123", "1899-12-31", "", "TRUE", "<&>'"},
}

// TestWriter: what is written is read again, by this package and by another reader, as
// what a person would see; texts are texts.
func TestWriter(t *testing.T) {
	ours := []bool{9: true}
	file, err := write(t, workbook.WriteOptions{Sheet: "リード[1]", Header: 2, Ours: ours}, rowsOfAllKinds)
	if err != nil {
		t.Fatal(err)
	}
	r, err := workbook.NewReader(bytes.NewReader(file), int64(len(file)), workbook.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil || r.Sheet() != "リード_1_" {
		t.Fatal(r.Sheet(), err)
	}
	in := csv.NewReader(strings.NewReader(strings.ReplaceAll(string(text), string(rune(workbook.LineEnd)), "\n")))
	in.FieldsPerRecord = -1
	got, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var want [][]string
	for _, row := range seenOfAllKinds {
		if row != nil {
			want = append(want, append(row, make([]string, 10-len(row))...))
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}

	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet := f.GetSheetName(0)
	for cell, want := range map[string]excelize.CellType{
		"A3": excelize.CellTypeInlineString, "C3": excelize.CellTypeInlineString, "D3": excelize.CellTypeUnset, "E3": excelize.CellTypeUnset, "F3": excelize.CellTypeUnset,
		"G3": excelize.CellTypeUnset, "I3": excelize.CellTypeBool, "J3": excelize.CellTypeInlineString, "A4": excelize.CellTypeInlineString, "D6": excelize.CellTypeInlineString,
	} {
		kind, err := f.GetCellType(sheet, cell)
		if err != nil || kind != want {
			t.Errorf("%s is of type %v, %v, want %v", cell, kind, err, want)
		}
		if formula, err := f.GetCellFormula(sheet, cell); err != nil || formula != "" {
			t.Errorf("%s has the formula %q, %v", cell, formula, err)
		}
	}
	if panes, err := f.GetPanes(sheet); err != nil || !panes.Freeze || panes.YSplit != 2 || panes.TopLeftCell != "A3" {
		t.Errorf("panes %+v, %v", panes, err)
	}
	parts := f.GetDefinedName()
	if len(parts) != 1 || !strings.HasSuffix(parts[0].RefersTo, "!$A$2:$J$6") {
		t.Errorf("filters %+v", parts)
	}
	for cell, tinted := range map[string]bool{"J1": false, "J2": true, "J3": true, "I3": false} {
		id, err := f.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil || strings.Contains(strings.Join(style.Fill.Color, ""), "F") != tinted {
			t.Errorf("%s is filled with %v, %v", cell, style.Fill.Color, err)
		}
	}
}

// TestWriterBounds: what a workbook cannot hold is told, not cut.
func TestWriterBounds(t *testing.T) {
	long := strings.Repeat("あ", 32_768)
	if _, err := write(t, workbook.WriteOptions{Sheet: "S", Header: 1}, "id\n\""+long+"\"\n"); err == nil || err.Error() != "row 2, column 1: the cell has more than 32767 characters, which a workbook cannot hold. write CSV" {
		t.Errorf("a long cell: %v", err)
	}
	if _, err := write(t, workbook.WriteOptions{Sheet: "S", Header: 1}, strings.Repeat(",", 16_384)+"\n"); err == nil {
		t.Error("a wide row has no error")
	}
	if _, err := write(t, workbook.WriteOptions{Sheet: "S"}, "\"cut"); err == nil {
		t.Error("half a row has no error")
	}
	again := func() []byte {
		file, err := write(t, workbook.WriteOptions{Sheet: "", Header: 2}, rowsOfAllKinds)
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	if first := again(); !bytes.Equal(first, again()) {
		t.Error("the same rows give other bytes")
	}
}

// TestLibreOffice: LibreOffice sees in each cell what it should.
func TestLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice (soffice) is not installed")
	}
	file, err := write(t, workbook.WriteOptions{Sheet: "Leads", Header: 2, Ours: []bool{9: true}}, rowsOfAllKinds)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.xlsx"), file, 0o644); err != nil {
		t.Fatal(err)
	}
	run := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", dir, filepath.Join(dir, "x.xlsx"))
	if out, err := run.CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run here: %v: %s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "x.csv"))
	if err != nil {
		t.Fatal(err)
	}
	in := csv.NewReader(bytes.NewReader(text))
	in.FieldsPerRecord = -1
	got, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range seenOfAllKinds {
		for j, want := range row {
			want = strings.Replace(want, "¥1234", "¥1,234", 1)
			if i >= len(got) || j >= len(got[i]) || got[i][j] != want {
				t.Errorf("row %d, column %d: LibreOffice shows %q, want %q", i+1, j+1, at(got, i, j), want)
			}
		}
	}
}

func at(rows [][]string, i, j int) string {
	if i >= len(rows) || j >= len(rows[i]) {
		return "(nothing)"
	}
	return rows[i][j]
}
