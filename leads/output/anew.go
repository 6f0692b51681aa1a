package output

import (
	"bytes"
	"encoding/csv"
	"strings"

	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/records"
	"leadscore/leads/workbook"
)

// SheetOptions say which cells of a list become numbers and days of a workbook; all
// others are texts. Of a list that is a workbook, the cells are what they were.
type SheetOptions struct {
	Ours   []bool // by column of ours
	Theirs []bool // by column of Layout.Header: where they are plainly numbers or days
}

// HeaderRow is the row of the header in a workbook that is written.
func (l *Layout) HeaderRow(head *leads.Head) int {
	if l.alone {
		return 1
	}
	return len(noteRows(head)) + 1
}

// Ours tells of each column of whole rows that are written whether it is ours.
func (l *Layout) Ours() []bool {
	var all []bool
	for i := range len(l.drop) + 1 {
		if i == l.at {
			for range l.names {
				all = append(all, true)
			}
		}
		if i < len(l.drop) && !l.drop[i] {
			all = append(all, false)
		}
	}
	return all
}

// ToSheet tells whether rows are written for a workbook.Writer.
func (l *Layout) ToSheet() bool { return l.out.sheet != nil }

// noteRows are the cells of the lines before the header.
func noteRows(head *leads.Head) [][]string {
	x := head.Record().Syntax()
	text, _ := head.Record().Codec().AppendText(nil, bytes.TrimPrefix(head.Preamble, []byte(encoding.BOM)))
	var rows [][]string
	for line := range bytes.SplitAfterSeq(text, []byte{x.EOL}) {
		body := line[:len(line)-x.LineEnd(line)]
		if comma, _ := records.SepLine(body, x.EOL); comma != 0 || len(line) == 0 {
			continue
		}
		in := csv.NewReader(strings.NewReader(string(body)))
		in.Comma, in.LazyQuotes = rune(x.Comma), true
		cells, err := in.Read()
		if err != nil {
			cells = []string{string(body)}
		}
		rows = append(rows, cells)
	}
	return rows
}

// appendNotesAnew appends the lines before the header for a workbook.Writer.
func appendNotesAnew(dst []byte, head *leads.Head) []byte {
	for _, cells := range noteRows(head) {
		for i, cell := range cells {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = workbook.AppendText(dst, strings.ToValidUTF8(cell, "\uFFFD"))
		}
		dst = append(dst, '\n')
	}
	return dst
}

// appendAnew appends a record as a workbook.Writer takes it, and tells where our first
// cell begins, or that which Alone names.
func (l *Layout) appendAnew(dst []byte, rec *records.Record, cell func(dst []byte, i int) []byte) (_ []byte, at int) {
	switch {
	case l.alone && !rec.IsLead():
		return dst, -1
	case rec.Blank:
		return append(workbook.AppendText(dst, ""), '\n'), -1
	}
	a := anew{Layout: l, rec: rec, cell: cell, dst: dst, at: -1}
	a.compose()
	return append(a.dst, '\n'), a.at
}

// anew puts one record together.
type anew struct {
	*Layout
	rec     *records.Record
	cell    func(dst []byte, i int) []byte
	dst     []byte
	follows bool // something stands before the next cell
	at      int  // where the cell begins whose place is told; -1: nowhere
	cells   records.Splitter
}

func (a *anew) compose() {
	body, theirs := a.rec.Body(), 0
	if a.alone {
		a.ours()
		return
	}
	ours := !a.rec.Footer
	for i, column := 0, 0; i <= len(body) || ours && column <= a.Layout.at; column++ {
		if column == a.Layout.at && ours {
			a.ours()
		}
		begin := i
		if i <= len(body) {
			i = a.rec.CellEnd(body, i) + 1
		} else if column >= a.Layout.at {
			break
		}
		if column < len(a.drop) && a.drop[column] && !a.rec.Footer {
			continue
		}
		a.separate()
		if begin <= len(body) {
			a.theirs(body[begin:i-1], theirs)
		}
		theirs++
	}
}

// separate puts a comma behind the cell before.
func (a *anew) separate() {
	if a.follows {
		a.dst = append(a.dst, ',')
	}
	a.follows = true
}

// theirs appends a cell of the user's, which is the i-th of Header.
func (a *anew) theirs(raw []byte, i int) {
	if len(raw) == 0 {
		return
	}
	quoted := a.rec.IsQuoted(raw)
	if a.out.fromSheet && !quoted {
		a.dst = append(a.dst, raw...)
		return
	}
	text, _ := a.cells.Decode(a.rec, raw)
	if !a.out.fromSheet && i < len(a.out.sheet.Theirs) && a.out.sheet.Theirs[i] && workbook.IsPlain(text) {
		a.dst = append(a.dst, text...)
		return
	}
	a.dst = workbook.AppendText(a.dst, strings.ToValidUTF8(text, "\uFFFD"))
}

// ours appends our cells.
func (a *anew) ours() {
	for i := range a.names {
		a.separate()
		if a.rec.IsAside() {
			continue
		}
		if i == a.told {
			a.at = len(a.dst)
		}
		begin := len(a.dst)
		a.dst = a.cell(a.dst, i)
		if i < len(a.out.sheet.Ours) && a.out.sheet.Ours[i] {
			continue
		}
		if text := string(a.dst[begin:]); text != "" {
			a.dst = workbook.AppendText(a.dst[:begin], text)
		}
	}
}
