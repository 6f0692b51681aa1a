package leads

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// UnmappableError is a character that cannot be written in the encoding of the output.
type UnmappableError struct {
	Line      int    // on which the record begins
	Column    int    // from 1, as it is written; 0: in a note before the header
	Name      string // the column's
	Character string // "": bytes that are no character in the list's own encoding
	Encoding  Encoding
}

// Error says where the character is, and what can be done.
func (e *UnmappableError) Error() string {
	place := fmt.Sprintf("line %d", e.Line)
	if e.Column > 0 {
		place += fmt.Sprintf(", column %d (%s)", e.Column, e.Name)
	}
	what := "there are bytes that are no character"
	if r, _ := utf8.DecodeRuneInString(e.Character); e.Character != "" {
		what = fmt.Sprintf("%s has no %q (U+%04X)", encodingTitle(e.Encoding), e.Character, r)
	}
	return fmt.Sprintf("%s: %s. --on-unmappable replace writes %s for it, --output-encoding utf-8 has all characters",
		place, what, substitute(charsetOf(e.Encoding)))
}

// unmappable makes the error of a column of the list that is written.
func (l *Layout) unmappable(rec *Record, column int, character string) error {
	return &UnmappableError{Line: rec.Line, Column: column + 1, Name: l.nameOf(column), Character: character, Encoding: l.out.codec.encoding}
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
	body := w.rec.body()
	column := 0
	for i := 0; i <= len(body); i++ {
		end := w.rec.cellEnd(body, i)
		if _, ok := w.rec.codec.appendText(nil, body[i:end]); !ok {
			break
		}
		column++
		i = end
	}
	e := &UnmappableError{Line: w.rec.Line, Column: column + 1, Encoding: w.out.codec.encoding}
	if i := slices.Index(w.columns, column); i >= 0 {
		e.Name = w.header[i]
	}
	return e
}

// columnAt gives the column that has the byte at an offset.
func (r *Record) columnAt(offset int) int {
	body := r.body()
	column := 0
	for i := 0; i <= len(body); i++ {
		if i = r.cellEnd(body, i); i >= offset || i < 0 {
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
	if _, n := l.out.codec.appendFitting(nil, []byte(text), false); n < len(text) {
		return firstCharacter([]byte(text[n:])), true
	}
	return "", false
}

// Encoding is that of the list that is written.
func (l *Layout) Encoding() Encoding { return l.out.codec.encoding }

// appendFitting appends the scanner's bytes for a text. For characters that the
// encoding lacks it takes those that look the same, or with replace a substitute; n
// is the length of the part of the text that could be written.
func (c *codec) appendFitting(dst, text []byte, replace bool) (out []byte, n int) {
	for {
		var written int
		dst, written = c.appendEncoded(dst, text[n:])
		if n += written; n == len(text) {
			return dst, n
		}
		r, size := utf8.DecodeRune(text[n:])
		alike, ok := c.appendAlike(dst, r)
		if !ok && !replace {
			return dst, n
		} else if !ok {
			alike, _ = c.appendEncoded(dst, []byte(substitute(c.charset)))
		}
		dst = alike
		n += size
	}
}

func (c *codec) appendAlike(dst []byte, r rune) ([]byte, bool) {
	alike := lookalike(r)
	if alike == "" {
		return dst, false
	}
	out, n := c.appendEncoded(dst, []byte(alike))
	return out, n > 0
}

// lookalike gives the character that Windows has in place of one that JIS and Unicode
// have: Macs write ours.
func lookalike(r rune) string {
	switch r {
	case '〜':
		return "～"
	case '−':
		return "－"
	case '‖':
		return "∥"
	case '¢':
		return "￠"
	case '£':
		return "￡"
	case '¬':
		return "￢"
	case '—':
		return "―"
	case '¦':
		return "￤"
	case '\u00a0':
		return " "
	}
	return ""
}

// substitute stands for a character that cannot be written.
func substitute(c *charset) string {
	if c == nil {
		return "\uFFFD"
	}
	if _, n := c.encode(nil, []byte("〓")); n > 0 {
		return "〓"
	}
	return "?"
}
