package leads

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"

	"leadscore/leads/compress"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/guess"
	"leadscore/leads/internal/records"
	"leadscore/leads/workbook"
)

// Head is how a list begins: all that comes before its first record.
type Head struct {
	Dialect  Dialect
	Preamble []byte   // the bytes before the header: byte order mark, blank lines, notes; see AppendRaw
	Raw      []byte   // the header's own bytes, its line end included
	Cells    []string // the header, decoded
	Line     int      // of the header, from 1
	Below    int      // the line below the header, whose names may have several lines
	Notes    int      // lines before the header that are not blank

	// RunnerUp is the next likely encoding, where likelihood has decided; else encoding.Any.
	RunnerUp encoding.Encoding

	choices choices // see Guessed
	record  *records.Record
}

// Record is the header as a row of the list.
func (h *Head) Record() *records.Record { return h.record }

// AppendRaw appends the bytes with which the list begins, its header included. They
// are Preamble and Raw, unless those are as the scanner needs them: see
// Record.AppendRaw.
func (h *Head) AppendRaw(dst []byte) []byte {
	r := h.record.Codec().Restorer()
	return r.Append(r.Append(dst, h.Preamble), h.Raw)
}

// NewReader reads the beginning of a list, up to and with its header. The error is
// ErrEmpty when there is no header, a *FormatError when this is no CSV, a *Fault when
// the header cannot be read; it wraps ErrDamaged when compressed data is broken, or
// it is one of in.
func NewReader(in io.Reader, opt ReadOptions) (*Reader, error) {
	opt = opt.withLimits()
	r := &Reader{buf: make([]byte, cmp.Or(opt.buffer, bufferSize)), partSize: cmp.Or(opt.buffer, partSize)}
	r.parser = records.NewParser(&r.codec, opt.MaxRecord, opt.MaxColumns, opt.Ragged)
	if err := r.begin(in, opt); err != nil {
		return nil, err
	}
	if err := r.findHeader(opt); err != nil {
		return nil, err
	}
	if err := r.readHeader(); err != nil {
		return r, err
	}
	r.ours = opt.Ours.Block(r.head.Cells)
	r.parser.Ours = r.ours
	r.keepRows = opt.KeepRows
	r.naming = opt.Naming
	if !opt.KeepRows {
		r.parser.Heading = records.NewHeading(r.head.record, r.ours)
		r.findDescriptions()
	}
	return r, nil
}

// begin decompresses the list and finds out its encoding.
func (r *Reader) begin(in io.Reader, opt ReadOptions) (err error) {
	d := &r.head.Dialect
	if r.in, d.Compression, err = compress.NewReader(in, compress.Limits{Expanded: opt.MaxExpanded, Ratio: opt.MaxRatio}); err != nil {
		return err
	}
	r.fill()
	sample, whole := r.sample()
	if workbook.Is(sample) {
		return r.beginWorkbook(opt)
	}
	if err := checkFormat(sample); err != nil {
		return err
	}
	if opt.Sheet != "" {
		return ErrNoSheets
	}
	d.Encoding = opt.Encoding
	if d.Encoding == encoding.Any || d.Encoding == encoding.UTF16 {
		d.Encoding = encoding.DetectAs(opt.Encoding, sample, whole, opt.Ours.Mark)
		r.head.RunnerUp = encoding.RunnerUp(sample, d.Encoding)
	}
	r.codec = encoding.New(d.Encoding, ',')
	if !r.codec.IsDirect() {
		r.in = r.codec.Reader(io.MultiReader(bytes.NewReader(bytes.Clone(r.buf[:r.end])), r.failing(r.in)))
		r.end, r.err = 0, nil
		r.fill()
		sample, _ = r.sample()
	}
	r.parser.Syntax.EOL = lineEndByte(sample)
	return checkText(sample)
}

// failing reads on, or gives the error that has come already.
func (r *Reader) failing(in io.Reader) io.Reader {
	if r.err == nil {
		return in
	}
	return failed{r.err}
}

type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }

// findHeader finds out where the header is and what separates its cells, and passes
// over what stands before it.
func (r *Reader) findHeader(opt ReadOptions) error {
	h := &r.head
	if bytes.HasPrefix(r.buf[r.start:r.end], []byte(encoding.BOM)) && r.codec.IsUnicode() {
		h.Dialect.BOM = true
		r.skip(len(encoding.BOM))
	}
	begin, _ := r.sample()
	comma, n := records.SepLine(begin, r.parser.Syntax.EOL)
	switch {
	case h.Dialect.Sheet != "":
		comma = ','
	case opt.Comma != 0:
		comma = opt.Comma
	}
	told := comma != 0
	r.skip(n)
	if opt.HeaderLine > 0 {
		if err := r.skipLines(opt.HeaderLine); err != nil {
			return err
		}
	}
	data, whole := r.sample()
	s := guess.Sample{Data: data, Whole: whole, Encoding: h.Dialect.Encoding, EOL: r.parser.Syntax.EOL, Fixed: opt.HeaderLine > 0, Ours: &opt.Ours}
	var g guess.Choice
	if told {
		g = s.Try(comma)
	} else {
		g = s.Guess()
	}
	r.setComma(g.Comma)
	r.parser.Marked, r.above = g.Marked, g.Above
	notesFrom := r.parser.Line
	r.skip(g.Header)
	h.Notes = g.Notes
	h.choices.encoding = h.Dialect.Encoding != encoding.UTF8 && opt.Encoding == encoding.Any
	h.choices.comma = opt.Comma == 0 && h.Dialect.Sheet == "" && (told || g.Comma != ',')
	h.choices.told, h.choices.marked = told, g.Marked
	if h.Notes > 0 {
		h.choices.notes, h.choices.header = notesFrom, r.parser.Line
	}
	return nil
}

// skipLines passes over the lines before the header's.
func (r *Reader) skipLines(header int) error {
	for r.parser.Line < header {
		n := bytes.IndexByte(r.buf[r.start:r.end], r.parser.Syntax.EOL) + 1
		switch {
		case n > 0:
			r.skip(n)
		case r.err == nil:
			r.skip(r.end - r.start)
			if err := r.checkPreamble(); err != nil {
				return err
			}
			r.fill()
		case r.err == io.EOF:
			lines := r.parser.Line
			if r.start == r.end {
				lines--
			}
			return fmt.Errorf("the list has %d lines. expected a header on line %d", lines, header)
		default:
			return r.err
		}
	}
	return nil
}

// checkPreamble is the error of a file in which no header comes: all before the header is
// held, since it comes back.
func (r *Reader) checkPreamble() error {
	if most := r.parser.Max; len(r.head.Preamble) > most {
		return fmt.Errorf("no header begins in the first %d bytes. is this a lead list? --limit row=N allows N bytes before the header", most)
	}
	return nil
}

// setComma sets what separates cells. What is in the buffer already has been read
// without knowing.
func (r *Reader) setComma(comma byte) {
	r.head.Dialect.Comma, r.parser.Syntax.Comma = comma, comma
	if r.codec.IsSheet() {
		return
	}
	swapped := r.codec.Swaps()
	r.codec = encoding.New(r.head.Dialect.Encoding, comma)
	if r.codec.Swaps() && !swapped {
		r.in = r.codec.GoOn(r.in, r.head.Preamble, r.buf[r.start:r.end])
	}
}

// readHeader reads the header, and blank lines that are left before it.
func (r *Reader) readHeader() error {
	h := &r.head
	h.Dialect.LineEnd = "\n"
	r.parser.Width = -1
	for {
		rec, err := r.read()
		switch {
		case err == io.EOF:
			return ErrEmpty
		case err != nil:
			return err
		case rec.Fault != nil:
			return rec.Fault
		case rec.Blank, len(rec.Cells) > 1 && records.Block{}.IsBlank(rec.Cells):
			h.Preamble = append(h.Preamble, rec.Raw...)
			if err := r.checkPreamble(); err != nil {
				return err
			}
			continue
		}
		r.counts.Invalid.Add(rec.Invalid, rec.Line)
		r.counts.addSpaced(rec)
		h.record = rec.Clone()
		h.Raw, h.Cells, h.Line = h.record.Raw, h.record.Cells, h.record.Line
		h.Below = r.parser.Line
		for i, name := range r.above {
			if i < len(h.Cells) && strings.TrimSpace(h.Cells[i]) == "" {
				h.Cells[i] = name // of two rows that name the columns together
			}
		}
		if n := rec.Syntax().LineEnd(h.Raw); n > 0 {
			h.Dialect.LineEnd = string(h.Raw[len(h.Raw)-n:])
		}
		r.parser.Width = len(h.Cells)
		for i := range h.Cells {
			r.wanted = append(r.wanted, i)
		}
		return nil
	}
}
