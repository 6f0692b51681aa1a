package annotate

import (
	"cmp"
	"context"
	"io"
	"runtime"
	"slices"
	"strings"

	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/writing"
	"leadscore/leads"
	"leadscore/leads/output"
	"leadscore/leads/workbook"
	"leadscore/scoring"
	"leadscore/scoring/column"
)

// recordAppender appends records with our cells.
type recordAppender interface {
	appendHead(dst []byte, head *leads.Head) ([]byte, error)
	// append appends a record, the lead scored last if it is one; a blank line and a
	// row that is not ours to read pass through. A rank is left out: it goes to the place
	// rankAt, unless that is below 0.
	append(dst []byte, rec *leads.Record) (out []byte, rankAt int, err error)
}

func (w *scoreWriter) newRecordAppender(l *leadlist.Worker) recordAppender {
	switch {
	case w.options.Format == "jsonl":
		return newJSONLines(l, w.columns, w.only)
	case w.only != nil:
		return newOnlyRecords(l, w.columns, w.only)
	}
	return newCSVRecords(l, w.columns)
}

// csvRecords appends records as they stand with our cells among them.
type csvRecords struct {
	layout  *output.Layout
	scorer  *scoring.Scorer
	columns []column.Column
	bare    []bool                         // by column: no cell of it can need quotes
	cell    func(dst []byte, i int) []byte // our i-th cell of the lead scored last
	ranked  bool                           // the first of our cells is the rank
}

func newCSVRecords(l *leadlist.Worker, columns []column.Column) *csvRecords {
	c := &csvRecords{layout: l.Layout, scorer: l.Scorer, columns: columns, ranked: hasRank(columns)}
	for _, of := range columns {
		c.bare = append(c.bare, c.isBare(l.Engine, of))
	}
	ours := writing.AppendOurs(l)
	c.cell = func(dst []byte, i int) []byte {
		if i == 0 && c.ranked {
			return dst
		}
		return ours(dst, columns[i])
	}
	return c
}

// isBare tells whether no cell of a column of ours can need quotes.
func (c *csvRecords) isBare(e *scoring.Engine, of column.Column) bool {
	if of.Numeric {
		return !strings.ContainsRune("-.0123456789", rune(c.layout.Comma()))
	}
	cells, all := e.Cells(of)
	return all && !slices.ContainsFunc(cells, c.layout.NeedsQuotes)
}

func (c *csvRecords) appendHead(dst []byte, head *leads.Head) ([]byte, error) {
	return c.layout.AppendHeader(dst, head)
}

func (c *csvRecords) append(dst []byte, rec *leads.Record) (out []byte, rankAt int, err error) {
	if body, end, ok := c.layout.AsRead(rec); ok {
		out, rankAt = c.appendOurs(append(dst, body...))
		return append(out, end...), rankAt, nil
	}
	out, rankAt, err = c.layout.AppendRecordAt(dst, rec, c.cell)
	if !c.ranked {
		rankAt = -1
	}
	return out, rankAt, err
}

// appendOurs appends our cells behind those of a record.
func (c *csvRecords) appendOurs(dst []byte) (_ []byte, rankAt int) {
	comma, rankAt := c.layout.Comma(), -1
	for i := range c.columns {
		dst = append(dst, comma)
		begin := len(dst)
		if i == 0 && c.ranked {
			rankAt = begin
			continue
		}
		if dst = c.scorer.AppendCell(dst, c.columns[i]); !c.bare[i] {
			dst = c.layout.Quote(dst, begin)
		}
	}
	return dst, rankAt
}

// hasRank tells whether the first of our columns is the rank.
func hasRank(columns []column.Column) bool {
	return len(columns) > 0 && columns[0].Name == column.RankName
}

// scoreWriter writes a list with our cells.
type scoreWriter struct {
	*leadlist.List
	w       io.Writer
	columns []column.Column
	options Options
	rejects *rejects
	key     keyReader
	only    *onlyOurs              // nil: whole rows
	since   *since                 // nil: all leads
	book    *workbook.WriteOptions // nil: no workbook is written
}

// write reads the list to its end and writes it.
func (w *scoreWriter) write(ctx context.Context) error {
	head, err := w.newRecordAppender(&w.Worker).appendHead(nil, w.Reader.Head())
	if err != nil {
		return w.Place(err)
	}
	if _, err := w.w.Write(head); err != nil {
		return err
	}
	w.Sees = w.since != nil || w.Companions != nil || w.only != nil || w.options.Format != "csv"
	if w.options.Format == "csv" {
		w.Reader.Want(w.Layout.Columns(w.needs()))
	}
	if w.options.Sorted {
		return w.writeSorted(ctx)
	}
	workers := runtime.GOMAXPROCS(0)
	if w.since != nil && w.Reader.Continues() { // rows stay with the lead before
		workers = 1
	}
	if err := listfile.ReadParts(&w.File, workers, w.newWorker, w.writePart); err != nil {
		return err
	}
	return w.Complete()
}

// scoredPart is what came of a part of the list.
type scoredPart struct {
	out    []byte
	faults []faultyRow
	tally  leadlist.Tally
	kept   keptTally
	err    error // that came after out
}

// faultyRow is a row that cannot be read, and how much of a part's output comes before
// it.
type faultyRow struct {
	rec *leads.Record
	at  int
}

// newWorker makes one that scores parts of the list.
func (w *scoreWriter) newWorker() func(*leads.Part, *scoredPart) {
	worker := w.Another()
	records, filter := w.newRecordAppender(worker), w.since.newFilter()
	return func(part *leads.Part, s *scoredPart) {
		s.reset(w.Engine)
		for rec, _, more := worker.Next(part, &s.tally); more && s.err == nil; rec, _, more = worker.Next(part, &s.tally) {
			if rec.Fault != nil {
				s.faults = append(s.faults, faultyRow{rec.Clone(), len(s.out)})
				continue
			}
			if filter == nil || filter.keeps(worker, rec, &s.kept) {
				s.out, _, s.err = records.append(s.out, rec)
			}
		}
	}
}

// shortList is room for what comes of a list of some hundred leads, which is one part.
const shortList = 64 << 10

func (s *scoredPart) reset(e *scoring.Engine) {
	if s.out == nil {
		s.out = make([]byte, 0, shortList)
	}
	s.out, s.faults, s.kept, s.err = s.out[:0], s.faults[:0], keptTally{}, nil
	s.tally.Reset(e)
}

// writePart writes what came of the next part, up to the first error.
func (w *scoreWriter) writePart(s *scoredPart) error {
	written := 0
	for _, fault := range s.faults {
		if _, err := w.w.Write(s.out[written:fault.at]); err != nil {
			return err
		}
		written = fault.at
		w.Reject(fault.rec)
		if err := cmp.Or(w.rejects.add(fault.rec), w.TooManyRejects(false)); err != nil {
			return err
		}
	}
	if _, err := w.w.Write(s.out[written:]); err != nil {
		return err
	}
	w.Take(&s.tally)
	w.since.take(s.kept)
	if s.err != nil {
		return w.Place(s.err)
	}
	return nil
}
