package output

import (
	"bytes"
	"slices"
	"strconv"

	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/records"
)

// AppendHeader appends the beginning of the list, with our names in the header. The
// error is an *UnmappableError.
func (l *Layout) AppendHeader(dst []byte, head *leads.Head) (_ []byte, err error) {
	if l.out.sheet != nil && !l.alone {
		dst = appendNotesAnew(dst, head)
	} else if l.alone {
		dst = l.out.appendBOM(dst)
	} else if dst, err = l.out.appendPreamble(dst, head); err != nil {
		return dst, err
	}
	return l.AppendRecord(dst, head.Record(), func(dst []byte, i int) []byte {
		return append(dst, l.names[i]...)
	})
}

// AppendRecord appends the bytes of a record as they are, with our cells among
// them; cell appends the text of the i-th of these, and they are quoted where they
// need it. A short record gets the empty cells that ours need before them, and one
// that is no lead of its own gets empty cells of ours. A blank line or a footer stays
// as it is; of a faulty row nothing is appended, it is for the Rejects. The error is
// an *UnmappableError.
func (l *Layout) AppendRecord(dst []byte, rec *records.Record, cell func(dst []byte, i int) []byte) ([]byte, error) {
	dst, _, err := l.AppendRecordAt(dst, rec, cell)
	return dst, err
}

// AppendRecordAt is AppendRecord, and tells where in the result our first cell begins,
// or that which Alone names; -1 where there is none. A number that is known only later may
// be put there, as AppendDigits writes it.
func (l *Layout) AppendRecordAt(dst []byte, rec *records.Record, cell func(dst []byte, i int) []byte) (_ []byte, at int, err error) {
	if rec.Fault != nil {
		return dst, -1, nil
	}
	if l.out.sheet != nil {
		dst, at = l.appendAnew(dst, rec, cell)
		return dst, at, nil
	}
	if body, end, ok := l.AsRead(rec); ok {
		dst, at = l.appendBehind(append(dst, body...), cell)
		return append(dst, end...), at, nil
	}
	w := weaver{Layout: l, rec: rec, cell: cell, lacking: -1, ours: -1}
	if l.alone {
		if !rec.IsLead() {
			return dst, -1, nil
		}
		w.rec = rec.Bare(l.comma)
	}
	if l.out.converts {
		dst, err = w.convert(dst)
		return dst, w.ours, err
	}
	begin := len(dst)
	dst = w.compose(dst)
	if w.lacking >= 0 {
		return dst[:begin], -1, l.unmappable(rec, l.firstOurs()+w.lacking, w.lack)
	}
	if !rec.Codec().IsDirect() {
		dst = w.restore(dst, rec.Codec(), begin, begin)
	}
	return dst, w.ours, nil
}

// AsRead gives the two pieces of a record that is written byte by byte as it was read,
// between which our cells go, each behind a Comma and, where it needs them, in quotes; false
// for other records. It is AppendRecordAt for those who have many of them.
func (l *Layout) AsRead(rec *records.Record) (body, end []byte, ok bool) {
	if !l.out.asRead || l.alone || l.at != len(l.drop) || !rec.IsPlain() {
		return nil, nil, false
	}
	body = rec.Body()
	end = rec.Raw[len(body):]
	return body, end, len(end) > 0 || !l.out.terminated
}

// Comma stands between the cells that are written.
func (l *Layout) Comma() byte { return l.comma }

// NeedsQuotes tells whether Quote would put a cell in quotes.
func (l *Layout) NeedsQuotes(cell string) bool { return needsQuotes([]byte(cell), l.comma) }

// Quote puts the cell that stands at dst[begin:] in quotes if it needs them.
func (l *Layout) Quote(dst []byte, begin int) []byte { return appendQuoted(dst, begin, l.comma) }

// appendBehind appends our cells behind those of a record.
func (l *Layout) appendBehind(dst []byte, cell func(dst []byte, i int) []byte) (_ []byte, at int) {
	at = -1
	for i := range l.names {
		dst = append(dst, l.comma)
		begin := len(dst)
		if i == 0 {
			at = begin
		}
		dst = l.Quote(cell(dst, i), begin)
	}
	return dst, at
}

// AppendDigits appends a number as it stands in the list that is written.
func (l *Layout) AppendDigits(dst []byte, n int) []byte {
	begin := len(dst)
	dst = strconv.AppendInt(dst, int64(n), 10)
	if c := &l.out.codec; !c.IsDirect() {
		return replaceTail(c.Restore(dst, dst[begin:]), begin, len(dst))
	}
	return dst
}

// replaceTail puts what stands at dst[from:] in the place of what begins at dst[to].
func replaceTail(dst []byte, to, from int) []byte { return dst[:to+copy(dst[to:], dst[from:])] }

// weaver puts one record together.
type weaver struct {
	*Layout
	rec  *records.Record
	cell func(dst []byte, i int) []byte

	ours    int    // where the cell whose place is told begins in the result; -1: nowhere
	lacking int    // the cell of ours that is not in the encoding; -1: none
	lack    string // the first character of it that is not
	bare    bool   // our cells are to be written without quotes
}

// compose appends the record as the scanner would have it. Where its quotes are out of place,
// quotes of ours behind them may change what is read as a cell: then ours have none.
func (w *weaver) compose(dst []byte) []byte {
	begin, body := len(dst), w.rec.Body()
	dst = w.composeBody(dst, body)
	if w.rec.Repaired && !w.alone && w.out.guard == nil && !w.readsAlike(body, dst[begin:]) {
		w.bare = true
		dst = w.composeBody(dst[:begin], body)
	}
	return w.out.appendLineEnd(dst, w.rec.Raw[len(body):])
}

func (w *weaver) composeBody(dst, body []byte) []byte {
	rec := w.rec
	switch {
	case w.alone:
		dst = w.appendOurs(dst, false)
	case rec.Blank || rec.Footer && w.out.guard == nil:
		dst = append(dst, body...)
	case w.at == len(w.drop) && !rec.Short && !rec.Trimmed && !rec.Long && w.out.guard == nil:
		dst = w.appendOurs(w.unshift(append(dst, body...), body), true)
	default:
		dst = w.weave(dst, body)
	}
	return dst
}

// readsAlike tells whether a repaired record that is written, with our cells in it, is
// repaired to the same cells of the user's.
func (w *weaver) readsAlike(body, written []byte) bool {
	again := w.rec.Alone(written)
	if !again.Repair(len(w.columns) + len(w.names)) {
		return false
	}
	ours := records.Block{From: w.at, To: w.at + len(w.names)}
	theirs := w.rec.CellsWithout(body, func(column int) bool { return w.drop[column] })
	return slices.EqualFunc(theirs, again.CellsWithout(written, ours.Has), bytes.Equal)
}

// weave appends the record cell by cell: without the dropped ones, with ours in place.
func (w *weaver) weave(dst, body []byte) []byte {
	follows := false // something stands before the next cell
	for i, column := 0, 0; i <= len(body) || column <= w.at && !w.rec.Footer; column++ {
		if column == w.at && !w.rec.Footer {
			dst = w.appendOurs(dst, follows)
			follows = follows || len(w.names) > 0
		}
		begin := i
		if i <= len(body) {
			i = w.rec.CellEnd(body, i) + 1
		} else if column >= w.at {
			break
		}
		if column < len(w.drop) && w.drop[column] && !w.rec.Footer {
			continue
		}
		if follows {
			dst = append(dst, w.comma)
		}
		if begin <= len(body) {
			dst = w.appendTheirs(dst, body[begin:i-1])
			if i > len(body) && column < w.at {
				dst = w.unshift(dst, body)
			}
		}
		follows = true
	}
	return dst
}

// unshift leads back to ASCII after what the user's record has in ISO-2022-JP.
func (w *weaver) unshift(dst, body []byte) []byte {
	if w.rec.Codec().EndsShifted(body) {
		return append(dst, encoding.ToASCII...)
	}
	return dst
}

// appendTheirs appends a cell of the user's as it is; where that is asked for, with
// an apostrophe that keeps spreadsheets from running it.
func (w *weaver) appendTheirs(dst, raw []byte) []byte {
	if w.out.guard != nil && len(raw) > 0 {
		var s records.Splitter
		if cell, _ := s.Decode(w.rec, raw); w.out.guard(cell) {
			if tight := w.rec.Tight(raw); w.rec.IsQuoted(tight) {
				text := bytes.IndexByte(raw, '"') + 1
				dst, raw = append(dst, raw[:text]...), raw[text:]
			}
			dst = append(dst, '\'')
		}
	}
	return append(dst, raw...)
}

// appendOurs appends our cells, with a separator before the first if something
// stands before it.
func (w *weaver) appendOurs(dst []byte, follows bool) []byte {
	for i := range w.names {
		if follows || i > 0 {
			dst = append(dst, w.comma)
		}
		if w.rec.IsAside() {
			continue
		}
		begin := len(dst)
		if i == w.told {
			w.ours = begin
		}
		dst = w.cell(dst, i)
		if w.rec.Repaired || w.rec.EndsAtCR() || w.rec.Syntax().EOL == '\r' {
			flatten(dst[begin:])
		}
		if w.bare {
			dst = unquotable(dst, begin, w.comma)
		}
		if w.out.guard != nil && w.out.guard(string(dst[begin:])) {
			dst = append(dst, 0)
			copy(dst[begin+1:], dst[begin:])
			dst[begin] = '\''
		}
		dst = w.encode(appendQuoted(dst, begin, w.comma), begin, i)
	}
	return dst
}

// flatten makes one line of a cell: a row whose quotes or line end are out of place can
// be read again only if it is one line, and a list whose lines end with CR is known by
// having no LF.
func flatten(cell []byte) {
	for i, b := range cell {
		if b == '\n' || b == '\r' {
			cell[i] = ' '
		}
	}
}

// unquotable makes a cell that stands at dst[begin:] one that needs no quotes.
func unquotable(dst []byte, begin int, comma byte) []byte {
	instead := byte(';')
	if comma != ',' {
		instead = ','
	}
	cell := dst[begin:]
	for i, b := range cell {
		switch b {
		case '"':
			cell[i] = '\''
		case comma:
			cell[i] = instead
		}
	}
	return append(dst[:begin], bytes.TrimSpace(cell)...)
}

// encode writes our i-th cell, which stands at dst[begin:], in the record's encoding.
func (w *weaver) encode(dst []byte, begin, i int) []byte {
	c := w.rec.Codec()
	if c.Plain(dst[begin:]) {
		return dst
	}
	end := len(dst)
	dst, n := c.AppendFitting(dst, dst[begin:end], w.out.replace)
	if begin+n < end && w.lacking < 0 {
		w.lacking, w.lack = i, firstCharacter(dst[begin+n:end])
	}
	return replaceTail(dst, begin, end)
}

// convert appends the record in another encoding than its own: it is decoded, put
// together, and encoded.
func (w *weaver) convert(dst []byte) ([]byte, error) {
	begin, rec := len(dst), w.rec
	dst, ok := rec.Codec().AppendText(dst, rec.Raw)
	if !ok {
		if !w.out.replace {
			return dst[:begin], w.undecodable()
		}
		dst = appendValid(dst, begin)
	}
	composed := len(dst)
	converted := rec.In(&unicodeCodec, dst[begin:composed])
	w.rec = &converted
	dst = w.compose(dst)
	encoded := len(dst)
	half := max(w.ours, composed)
	dst, n := w.out.codec.AppendFitting(dst, dst[composed:half], w.out.replace)
	if w.ours >= 0 {
		w.ours = len(dst)
	}
	if composed+n == half {
		var more int
		dst, more = w.out.codec.AppendFitting(dst, dst[half:encoded], w.out.replace)
		n += more
	}
	if composed+n < encoded {
		converted.Raw = dst[composed:encoded]
		return dst[:begin], w.unmappable(w.rec, columnAt(w.rec, n), firstCharacter(w.rec.Raw[n:]))
	}
	return w.restore(dst, &w.out.codec, encoded, begin), nil
}

// restore writes what stands at dst[from:] as it stands in the list, to dst[to:]. Our
// cells begin with a character of their own, so that what stands before them can be
// written without them.
func (w *weaver) restore(dst []byte, c *encoding.Codec, from, to int) []byte {
	if c.IsDirect() {
		if w.ours >= 0 {
			w.ours += to - from
		}
		return replaceTail(dst, to, from)
	}
	end, half := len(dst), max(w.ours, from)
	dst = c.Restore(dst, dst[from:half])
	if w.ours >= 0 {
		w.ours = to + len(dst) - end
	}
	return replaceTail(c.Restore(dst, dst[half:end]), to, end)
}
