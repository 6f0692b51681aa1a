package output

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"leadscore/leads/encoding"
	"leadscore/leads/internal/records"
)

// UnmappableError is a character that cannot be written in the encoding of the output.
type UnmappableError struct {
	Line      int    // on which the record begins
	Column    int    // from 1, as it is written; 0: in a note before the header
	Name      string // the column's
	Character string // "": bytes that are no character in the list's own encoding
	Encoding  encoding.Encoding
}

// Error says where the character is, and what can be done.
func (e *UnmappableError) Error() string {
	place := fmt.Sprintf("line %d", e.Line)
	if e.Column > 0 {
		place += fmt.Sprintf(", column %d (%s)", e.Column, e.Name)
	}
	what := "there are bytes that are no character"
	if r, _ := utf8.DecodeRuneInString(e.Character); e.Character != "" {
		what = fmt.Sprintf("%s has no %q (U+%04X)", e.Encoding.Title(), e.Character, r)
	}
	return fmt.Sprintf("%s: %s. --on-unmappable replace writes %s for it, --output-encoding utf-8 has all characters",
		place, what, encoding.Substitute(e.Encoding))
}

// unmappable makes the error of a column of the list that is written.
func (l *Layout) unmappable(rec *records.Record, column int, character string) error {
	return &UnmappableError{Line: rec.Line, Column: column + 1, Name: l.nameOf(column), Character: character, Encoding: l.out.codec.Encoding}
}

// nameOf gives the name of a column of the list that is written, "" if it has none.
func (l *Layout) nameOf(column int) string {
	at := l.firstOurs()
	switch {
	case column < at:
		return l.header[column]
	case column < at+len(l.names):
		return l.names[column-at]
	case column < len(l.header)+len(l.names) && !l.alone:
		return l.header[column-len(l.names)]
	}
	return ""
}

// firstOurs is the first of our columns in what is written.
func (l *Layout) firstOurs() int {
	if l.alone {
		return 0
	}
	return l.at
}

// undecodable is the error of the first cell of the record that has bytes which are
// no character.
func (w *weaver) undecodable() error {
	body := w.rec.Body()
	column := 0
	for i := 0; i <= len(body); i++ {
		end := w.rec.CellEnd(body, i)
		if _, ok := w.rec.Codec().AppendText(nil, body[i:end]); !ok {
			break
		}
		column++
		i = end
	}
	e := &UnmappableError{Line: w.rec.Line, Column: column + 1, Encoding: w.out.codec.Encoding}
	if i := slices.Index(w.columns, column); i >= 0 {
		e.Name = w.header[i]
	}
	return e
}

// columnAt gives the column of a record that has the byte at an offset.
func columnAt(r *records.Record, offset int) int {
	body := r.Body()
	column := 0
	for i := 0; i <= len(body); i++ {
		if i = r.CellEnd(body, i); i >= offset || i < 0 {
			break
		}
		column++
	}
	return column
}

// Lacks gives the first character of a text of ours that cannot be written.
func (l *Layout) Lacks(text string) (character string, lacks bool) {
	if l.out.replace {
		return "", false
	}
	if _, n := l.out.codec.AppendFitting(nil, []byte(text), false); n < len(text) {
		return firstCharacter([]byte(text[n:])), true
	}
	return "", false
}

// Encoding is that of the list that is written.
func (l *Layout) Encoding() encoding.Encoding { return l.out.codec.Encoding }
