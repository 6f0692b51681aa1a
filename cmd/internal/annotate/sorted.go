package annotate

import (
	"cmp"
	"context"
	"runtime"

	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/ranking"
	"leadscore/cmd/internal/rowsort"
	"leadscore/leads"
	"leadscore/scoring"
)

// writeSorted writes the list by rank, with blank lines and those below the list after
// all leads.
func (w *scoreWriter) writeSorted(ctx context.Context) error {
	s := ranking.NewRowSorter()
	defer s.Close()
	workers := runtime.GOMAXPROCS(0)
	if w.Reader.Continues() { // rows stay with the lead before
		workers = 1
	}
	newWorker := func() func(*leads.Part, *scoredPart) { return w.newSortWorker(s.NewPile()) }
	if err := listfile.ReadParts(&w.File, workers, newWorker, w.takeSorted); err != nil {
		return err
	}
	if err := w.Complete(); err != nil {
		return err
	}
	w.Progress.Writing(s.Size())
	return s.Merge(ctx, ranking.Sorted(w.w, w.List, w.options.Format))
}

// newSortWorker makes one that scores parts of the list, and piles up their records.
func (w *scoreWriter) newSortWorker(p *rowsort.Pile) func(*leads.Part, *scoredPart) {
	worker := w.Another()
	records := w.newRecordAppender(worker)
	return func(part *leads.Part, s *scoredPart) {
		s.reset(w.Engine)
		for rec, result, more := worker.Next(part, &s.tally); more && s.err == nil; rec, result, more = worker.Next(part, &s.tally) {
			order := scoring.Order{Stage: rowsort.Below, Line: rec.Line}
			switch {
			case rec.Fault != nil:
				s.faults = append(s.faults, faultyRow{rec.Clone(), 0})
				continue
			case result != nil:
				order = worker.Engine.Order(result, rec.Line)
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
		w.Reject(fault.rec)
		if err := cmp.Or(w.rejects.add(fault.rec), w.TooManyRejects(false)); err != nil {
			return err
		}
	}
	w.Take(&s.tally)
	if s.err != nil {
		return w.Place(s.err)
	}
	return nil
}
