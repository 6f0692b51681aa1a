package output

import (
	"bytes"
	"unicode/utf8"

	"leadscore/internal/spreadsheet"
	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/records"
	"leadscore/leads/internal/scan"
)

// Options say what is changed in a list that is written. The zero value changes
// nothing: it comes back in its encoding, with its byte order mark and line ends.
type Options struct {
	Encoding   encoding.Encoding // encoding.Any: the list's own
	BOM        bool              // begin with a byte order mark, where the encoding has one
	CRLF       bool              // end all records with CRLF
	Terminated bool              // give the last record a line end too
	Guard      bool              // put an apostrophe before all cells that a spreadsheet computes, see spreadsheet.Computes
	KeepPhones bool              // but not before telephone numbers: only before what it could run, see spreadsheet.Runs
	Sheet      *SheetOptions     // write rows for a workbook.Writer; nil: a list
	Replace    bool              // write 〓 or ? for characters that the encoding lacks, and for bytes that are none
}

// target is how a list is written, as WriteOptions want it.
type target struct {
	asRead     bool           // in UTF-8, and nothing is changed, but for a line end of the last record
	converts   bool           // into another encoding
	codec      encoding.Codec // the encoding; if it is the list's own, with its transcoder
	bom        bool
	ends       bool // all records end with lineEnd
	terminated bool
	sheet      *SheetOptions     // rows are for a workbook; nil: they are a list
	fromSheet  bool              // and come from one
	guard      func(string) bool // cells that get an apostrophe; nil: none
	replace    bool
	lineEnd    string // of records that have none, or of all
}

// unicodeCodec is that of text in the midst of being converted.
var unicodeCodec = encoding.Codec{Encoding: encoding.UTF8}

func newTarget(head *leads.Head, opt Options) target {
	d := &head.Dialect
	if opt.Sheet != nil {
		return target{codec: unicodeCodec, sheet: opt.Sheet, fromSheet: d.Sheet != ""}
	}
	o := target{
		codec: *head.Record().Codec(), bom: d.BOM || opt.BOM, lineEnd: d.LineEnd,
		ends: opt.CRLF || d.Sheet != "", terminated: opt.Terminated, guard: guarded(opt), replace: opt.Replace,
	}
	switch {
	case opt.CRLF:
		o.lineEnd = "\r\n"
	case d.Sheet != "":
		o.lineEnd = "\n"
	}
	same := opt.Encoding == encoding.Any || opt.Encoding == d.Encoding || opt.Encoding == encoding.UTF16 && d.Encoding == encoding.UTF16BE
	if !same {
		o.converts = true
		o.codec = encoding.ForOutput(opt.Encoding)
		o.bom = opt.BOM || opt.Encoding == encoding.UTF16
	}
	o.bom = o.bom && o.codec.IsUnicode()
	o.asRead = same && !o.ends && o.guard == nil && o.codec.IsUnicode() && o.codec.IsDirect()
	return o
}

// guarded gives the cells that get an apostrophe; nil for none.
func guarded(opt Options) func(string) bool {
	switch {
	case !opt.Guard:
		return nil
	case opt.KeepPhones:
		return spreadsheet.Runs
	}
	return spreadsheet.Computes
}

// appendLineEnd appends the line end of a record that has end.
func (o *target) appendLineEnd(dst, end []byte) []byte {
	switch {
	case len(end) == 0 && o.terminated, len(end) > 0 && o.ends:
		return append(dst, o.lineEnd...)
	}
	return append(dst, end...)
}

// appendPreamble appends what stands before the header.
func (o *target) appendPreamble(dst []byte, head *leads.Head) ([]byte, error) {
	notes := bytes.TrimPrefix(head.Preamble, []byte(encoding.BOM))
	if !head.Dialect.BOM {
		notes = head.Preamble
	}
	if o.ends {
		notes = withLineEnd(notes, head.Record().Syntax(), o.lineEnd)
	}
	if !o.converts {
		return o.codec.Restore(o.appendBOM(dst), notes), nil
	}
	notes, err := o.decodeNotes(notes, head.Record())
	if err != nil {
		return dst, err
	}
	encoded, n := o.codec.AppendFitting(nil, notes, o.replace)
	if n < len(notes) {
		line := 1 + bytes.Count(notes[:n], []byte{'\n'})
		return dst, &UnmappableError{Line: line, Character: firstCharacter(notes[n:]), Encoding: o.codec.Encoding}
	}
	return o.codec.Restore(o.appendBOM(dst), encoded), nil
}

// appendBOM appends the byte order mark, if there is to be one.
func (o *target) appendBOM(dst []byte) []byte {
	if !o.bom {
		return dst
	}
	return o.codec.Restore(dst, []byte(encoding.BOM))
}

// decodeNotes gives the text of what stands before the header.
func (o *target) decodeNotes(notes []byte, header *records.Record) ([]byte, error) {
	var text []byte
	line := 0
	for raw := range bytes.SplitAfterSeq(notes, []byte{header.Syntax().EOL}) {
		line++
		begin := len(text)
		var ok bool
		if text, ok = header.Codec().AppendText(text, raw); ok {
			continue
		}
		if !o.replace {
			return nil, &UnmappableError{Line: line, Encoding: o.codec.Encoding}
		}
		text = appendValid(text, begin)
	}
	return text, nil
}

// withLineEnd ends each line of notes alike.
func withLineEnd(notes []byte, x scan.Syntax, lineEnd string) []byte {
	var all []byte
	for line := range bytes.SplitAfterSeq(notes, []byte{x.EOL}) {
		n := x.LineEnd(line)
		all = append(all, line[:len(line)-n]...)
		if n > 0 {
			all = append(all, lineEnd...)
		}
	}
	return all
}

// appendValid makes text that stands at dst[begin:] valid.
func appendValid(dst []byte, begin int) []byte {
	return append(dst[:begin], bytes.ToValidUTF8(dst[begin:], []byte("\uFFFD"))...)
}

func firstCharacter(text []byte) string {
	_, size := utf8.DecodeRune(text)
	return string(text[:size])
}
