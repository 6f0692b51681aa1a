package leadlist

import (
	"cmp"
	"errors"

	"leadscore/cmd/internal/listfile"
	"leadscore/leads"
	"leadscore/scoring"
)

// Walk is a way through a list, from its first lead to its last, by one worker or many.
// What a worker makes of a part of the list is a T.
type Walk[T any] struct {
	Workers int
	// each makes what takes the leads of one worker, one after the other, into what comes of
	// their part. The result is that of the lead, which the worker's Scorer holds; nil where
	// the list has no rulebook. An error ends the walk.
	Each func(*Worker) func(rec *leads.Record, result *scoring.Result, into *T) error
	// reset makes of what came of an earlier part what comes of none; nil: there is nothing
	// to do.
	Reset func(*T)
	// done takes in what came of the next part, in the order of the list; nil: nothing did.
	Done func(*T) error
	// fault takes in a row that cannot be read; nil: it is counted, and too many of them end
	// the walk.
	Fault func(*leads.Record)
}

// ErrEnough ends a walk before the end of the list, as if that were the end.
var ErrEnough = errors.New("enough")

// walked is what came of a part of a list.
type walked[T any] struct {
	of     T
	tally  Tally
	faults []*leads.Record
	err    error
}

// Through walks through a list. Its error is also that of a list that is not to be
// trusted, see listfile.File.Complete.
func (w Walk[T]) Through(l *List) error {
	newWorker := func() func(*leads.Part, *walked[T]) {
		one := &l.Worker
		if w.Workers > 1 {
			one = l.Another()
		}
		take := w.Each(one)
		return func(part *leads.Part, into *walked[T]) { w.part(one, take, part, into) }
	}
	switch err := listfile.ReadParts(&l.File, w.Workers, newWorker, func(p *walked[T]) error { return w.take(l, p) }); {
	case errors.Is(err, ErrEnough):
		return nil
	case err != nil:
		return err
	case w.Fault != nil:
		return l.Partial()
	}
	return l.Complete()
}

// OneByOne walks through a list in one goroutine: the list itself is the worker.
func (l *List) OneByOne(take func(*leads.Record, *scoring.Result) error) error {
	return Walk[struct{}]{Workers: 1, Each: func(*Worker) func(*leads.Record, *scoring.Result, *struct{}) error {
		return func(rec *leads.Record, result *scoring.Result, _ *struct{}) error { return take(rec, result) }
	}}.Through(l)
}

// part walks through a part of the list.
func (w Walk[T]) part(one *Worker, take func(*leads.Record, *scoring.Result, *T) error, part *leads.Part, into *walked[T]) {
	one.Told = &into.tally
	into.tally.Reset(one.Engine)
	into.faults, into.err = into.faults[:0], nil
	if w.Reset != nil {
		w.Reset(&into.of)
	}
	for into.err == nil {
		rec, result, more := one.Next(part, &into.tally)
		switch {
		case !more:
			return
		case rec.Fault != nil:
			into.faults = append(into.faults, rec.Clone())
		case rec.IsLead():
			into.err = take(rec, result, &into.of)
		}
	}
}

// take takes in what came of a part.
func (w Walk[T]) take(l *List, p *walked[T]) error {
	for _, rec := range p.faults {
		if w.Fault != nil {
			w.Fault(rec)
			continue
		}
		l.Reject(rec)
		if err := l.TooManyRejects(false); err != nil {
			return err
		}
	}
	l.Take(&p.tally)
	if w.Done == nil {
		return p.err
	}
	return cmp.Or(w.Done(&p.of), p.err)
}
