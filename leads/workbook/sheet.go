package workbook

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// This file writes the parts of a workbook: zipped XML, as ECMA-376 has it, no more than our
// sheets need. A module that can do all of it costs each start of the program 2 ms, whether
// a workbook is written or not: its tables are made as it is loaded.

const (
	xmlHead      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	officeSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace = "http://schemas.openxmlformats.org/package/2006/"
	sheetType    = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// fixedParts are those that are the same in each workbook of one sheet, in their order.
var fixedParts = []struct{ name, text string }{
	{"[Content_Types].xml", xmlHead + `<Types xmlns="` + packageSpace + `content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + sheetType + `sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + sheetType + `worksheet+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + sheetType + `styles+xml"/></Types>`},
	{"_rels/.rels", xmlHead + `<Relationships xmlns="` + packageSpace + `relationships">` +
		`<Relationship Id="rId1" Type="` + officeSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="` + packageSpace + `relationships">` +
		`<Relationship Id="rId1" Type="` + officeSpace + `/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + officeSpace + `/styles" Target="styles.xml"/></Relationships>`},
}

// sheetWriter writes a workbook of one sheet, row by row.
type sheetWriter struct {
	zip  *zip.Writer
	part *bufio.Writer // the sheet's own part
}

// beginSheet begins a workbook. frozen is how many rows stay in view; widths are those of
// columns, in characters.
func beginSheet(out io.Writer, frozen int, widths []int) (*sheetWriter, error) {
	s := &sheetWriter{zip: zip.NewWriter(out)}
	for _, p := range fixedParts {
		if err := s.whole(p.name, p.text); err != nil {
			return nil, err
		}
	}
	part, err := s.zip.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return nil, err
	}
	s.part = bufio.NewWriter(part)
	s.text(xmlHead, `<worksheet xmlns="`, mainSpace, `"><sheetViews><sheetView tabSelected="1" workbookViewId="0">`)
	if frozen > 0 {
		fmt.Fprintf(s.part, `<pane ySplit="%d" topLeftCell="%s" activePane="bottomLeft" state="frozen"/>`, frozen, cellName(0, frozen+1))
	}
	s.text(`</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`)
	if len(widths) > 0 {
		s.text(`<cols>`)
		for i, width := range widths {
			fmt.Fprintf(s.part, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
		}
		s.text(`</cols>`)
	}
	s.text(`<sheetData>`)
	return s, nil
}

// whole writes a part.
func (s *sheetWriter) whole(name, text string) error {
	part, err := s.zip.Create(name)
	if err == nil {
		_, err = io.WriteString(part, text)
	}
	return err
}

// text writes to the sheet's part, which remembers its first error until it is flushed.
func (s *sheetWriter) text(all ...string) {
	for _, t := range all {
		_, _ = s.part.WriteString(t)
	}
}

// beginRow begins a row, from 1; endRow must follow.
func (s *sheetWriter) beginRow(row int) { s.text(`<row r="`, strconv.Itoa(row), `">`) }

func (s *sheetWriter) endRow() { s.text(`</row>`) }

// cell writes a cell that has a style, a value, or both. The value is nil, a text, a number
// (float64) or a truth value.
func (s *sheetWriter) cell(column, row, style int, value any) {
	s.text(`<c r="`, cellName(column, row), `"`)
	if style != 0 {
		s.text(` s="`, strconv.Itoa(style), `"`)
	}
	switch v := value.(type) {
	case string:
		s.text(` t="inlineStr"><is><t xml:space="preserve">`, asXML(v), `</t></is></c>`)
	case float64:
		s.text(`><v>`, strconv.FormatFloat(v, 'f', -1, 64), `</v></c>`)
	case bool:
		is := "0"
		if v {
			is = "1"
		}
		s.text(` t="b"><v>`, is, `</v></c>`)
	default:
		s.text(`/>`)
	}
}

// end writes what is behind the rows. filtered is the range that has filters, as in
// $A$1:$C$9; "" for none.
func (s *sheetWriter) end(name, filtered, styles string) error {
	s.text(`</sheetData>`)
	names := ""
	if filtered != "" {
		s.text(`<autoFilter ref="`, strings.ReplaceAll(filtered, "$", ""), `"/>`)
		names = `<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">` +
			asXML("'"+strings.ReplaceAll(name, "'", "''")+"'!"+filtered) + `</definedName></definedNames>`
	}
	s.text(`</worksheet>`)
	if err := s.part.Flush(); err != nil {
		return err
	}
	if err := s.whole("xl/styles.xml", styles); err != nil {
		return err
	}
	book := xmlHead + `<workbook xmlns="` + mainSpace + `" xmlns:r="` + officeSpace + `"><bookViews><workbookView/></bookViews>` +
		`<sheets><sheet name="` + asXML(name) + `" sheetId="1" r:id="rId1"/></sheets>` + names + `</workbook>`
	if err := s.whole("xl/workbook.xml", book); err != nil {
		return err
	}
	return s.zip.Close()
}

// cellName is a cell's name: AB12 for column 27, from 0, and row 12, from 1.
func cellName(column, row int) string {
	return columnName(column) + strconv.Itoa(row)
}

// columnName is the name of a column, from 0: A, Z, AA.
func columnName(column int) string {
	var letters [3]byte
	i := len(letters)
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		i--
		letters[i] = byte('A' + (n-1)%26)
	}
	return string(letters[i:])
}

// asXML is a text as XML has it. What a program would take for the escape of a character,
// such as _x0041_, is written so that it stays as it is; what XML cannot hold becomes U+FFFD.
func asXML(text string) string {
	if isBare(text) {
		return text
	}
	var plain []byte
	for i := range len(text) {
		plain = append(plain, text[i])
		if text[i] == '_' && strings.HasPrefix(text[i:], "_x") {
			if _, is := escaped([]byte(text[i:])); is {
				plain = append(plain, "x005F_"...)
			}
		}
	}
	var b strings.Builder
	_ = xml.EscapeText(&b, plain)
	return b.String()
}

// isBare tells of most texts that they need no escapes.
func isBare(text string) bool {
	for i := range len(text) {
		switch b := text[i]; {
		case b < ' ', b >= 0x80, b == '<', b == '>', b == '&', b == '"', b == '\'', b == '_':
			return false
		}
	}
	return true
}
