package cmd

import (
	"cmp"
	"context"
	"runtime"

	"leadscore/leads"
	"leadscore/scoring"
)

// writeSorted writes the list by rank, with blank lines and those below the list after
// all leads.
func (w *scoreWriter) writeSorted(ctx context.Context) error {
	s := newSorter()
	defer s.close()
	workers := runtime.GOMAXPROCS(0)
	if w.reader.Continues() { // rows stay with the lead before
		workers = 1
	}
	newWorker := func() func(*leads.Part, *scoredPart) { return w.newSortWorker(s.newPile()) }
	if err := readParts(w.list, workers, newWorker, w.takeSorted); err != nil {
		return err
	}
	if err := w.complete(); err != nil {
		return err
	}
	w.progress.writing(s.size())
	digits := appendRank
	if w.options.Format == "csv" {
		digits = w.layout.AppendDigits
	}
	rows := newRankedRows(w.w, digits, w.progress)
	err := s.merge(ctx, rows.add)
	return cmp.Or(err, rows.close())
}

// newSortWorker makes one that scores parts of the list, and piles up their records.
func (w *scoreWriter) newSortWorker(p *pile) func(*leads.Part, *scoredPart) {
	lane := w.newLane()
	records := w.newRecordAppender(lane)
	return func(part *leads.Part, s *scoredPart) {
		s.reset(w.engine)
		for rec, result, more := lane.next(part, &s.tally); more && s.err == nil; rec, result, more = lane.next(part, &s.tally) {
			order := scoring.Order{Stage: below, Line: rec.Line}
			switch {
			case rec.Fault != nil:
				s.faults = append(s.faults, faultyRow{rec.Clone(), 0})
				continue
			case result != nil:
				order = lane.engine.Order(result, rec.Line)
			}
			var rankAt int
			if p.text, rankAt, s.err = records.append(p.text, rec); s.err == nil {
				s.err = p.take(rec, order, rankAt)
			}
		}
	}
}

// take takes in the record that was appended to the text. Rows that go on with a lead
// stay with it.
func (p *pile) take(rec *leads.Record, order scoring.Order, rankAt int) error {
	if rec.Continuation && p.extend() {
		return nil
	}
	return p.add(order, rankAt)
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
