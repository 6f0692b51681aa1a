package cmd

import (
	"cmp"
	"context"
	"io"
	"runtime"

	"leadscore/cmd/internal/rowsort"
	"leadscore/leads"
	"leadscore/scoring"
)

// writeSorted writes the list by rank, with blank lines and those below the list after
// all leads.
func (w *scoreWriter) writeSorted(ctx context.Context) error {
	s := newRowSorter()
	defer s.Close()
	workers := runtime.GOMAXPROCS(0)
	if w.reader.Continues() { // rows stay with the lead before
		workers = 1
	}
	newWorker := func() func(*leads.Part, *scoredPart) { return w.newSortWorker(s.NewPile()) }
	if err := readParts(&w.listFile, workers, newWorker, w.takeSorted); err != nil {
		return err
	}
	if err := w.complete(); err != nil {
		return err
	}
	w.progress.writing(s.Size())
	digits := rowsort.AppendRank
	if w.options.Format == "csv" {
		digits = w.layout.AppendDigits
	}
	rows := rowsort.NewWriter(w.w, digits, w.progress.wrote)
	err := s.Merge(temporary(ctx), rows.Add)
	return cmp.Or(err, rows.Close())
}

// newSortWorker makes one that scores parts of the list, and piles up their records.
func (w *scoreWriter) newSortWorker(p *rowsort.Pile) func(*leads.Part, *scoredPart) {
	lane := w.newLane()
	records := w.newRecordAppender(lane)
	return func(part *leads.Part, s *scoredPart) {
		s.reset(w.engine)
		for rec, result, more := lane.next(part, &s.tally); more && s.err == nil; rec, result, more = lane.next(part, &s.tally) {
			order := scoring.Order{Stage: rowsort.Below, Line: rec.Line}
			switch {
			case rec.Fault != nil:
				s.faults = append(s.faults, faultyRow{rec.Clone(), 0})
				continue
			case result != nil:
				order = lane.engine.Order(result, rec.Line)
			}
			var rankAt int
			if p.Text, rankAt, s.err = records.append(p.Text, rec); s.err == nil {
				s.err = p.Take(rec.Continuation, order, rankAt)
			}
		}
	}
}

// takeSorted takes in what came of the next part.
func (w *scoreWriter) takeSorted(s *scoredPart) error {
	for _, fault := range s.faults {
		w.reject(fault.rec)
		if err := cmp.Or(w.rejects.add(fault.rec), w.tooManyRejects(false)); err != nil {
			return err
		}
	}
	w.take(&s.tally)
	if s.err != nil {
		return w.place(s.err)
	}
	return nil
}

// newRowSorter makes what sorts rows that may be too many for memory.
func newRowSorter() *rowsort.Sorter {
	return rowsort.New(func(err error) error { return cannot("write", err) })
}

// temporary reads from the file of a sorter.
func temporary(ctx context.Context) func(io.Reader) io.Reader {
	return func(r io.Reader) io.Reader {
		return &source{ctx: ctx, r: r, name: "the temporary file", prompt: true}
	}
}
