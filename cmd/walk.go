package cmd

import (
	"cmp"
	"errors"

	"leadscore/leads"
	"leadscore/scoring"
)

// walk is a way through a list, from its first lead to its last, by one worker or many.
// What a worker makes of a part of the list is a T.
type walk[T any] struct {
	workers int
	// each makes what takes the leads of one lane, one after the other, into what comes of
	// their part. The result is that of the lead, which the lane's Scorer holds; nil where
	// the list has no rulebook. An error ends the walk.
	each func(*lane) func(rec *leads.Record, result *scoring.Result, into *T) error
	// reset makes of what came of an earlier part what comes of none; nil: there is nothing
	// to do.
	reset func(*T)
	// done takes in what came of the next part, in the order of the list; nil: nothing did.
	done func(*T) error
	// fault takes in a row that cannot be read; nil: it is counted, and too many of them end
	// the walk.
	fault func(*leads.Record)
}

// errEnough ends a walk before the end of the list, as if that were the end.
var errEnough = errors.New("enough")

// walked is what came of a part of a list.
type walked[T any] struct {
	of     T
	tally  tally
	faults []*leads.Record
	err    error
}

// through walks through a list. Its error is also that of a list that is not to be
// trusted, see list.complete.
func (w walk[T]) through(l *list) error {
	newWorker := func() func(*leads.Part, *walked[T]) {
		one := &l.lane
		if w.workers > 1 {
			one = l.newLane()
		}
		take := w.each(one)
		return func(part *leads.Part, into *walked[T]) { w.part(one, take, part, into) }
	}
	switch err := readParts(&l.listFile, w.workers, newWorker, func(p *walked[T]) error { return w.take(l, p) }); {
	case errors.Is(err, errEnough):
		return nil
	case err != nil:
		return err
	case w.fault != nil:
		return l.partial()
	}
	return l.complete()
}

// oneByOne walks through a list in one goroutine: the list itself is the lane.
func (l *list) oneByOne(take func(*leads.Record, *scoring.Result) error) error {
	return walk[struct{}]{workers: 1, each: func(*lane) func(*leads.Record, *scoring.Result, *struct{}) error {
		return func(rec *leads.Record, result *scoring.Result, _ *struct{}) error { return take(rec, result) }
	}}.through(l)
}

// part walks through a part of the list.
func (w walk[T]) part(one *lane, take func(*leads.Record, *scoring.Result, *T) error, part *leads.Part, into *walked[T]) {
	one.told = &into.tally
	into.tally.reset(one.engine)
	into.faults, into.err = into.faults[:0], nil
	if w.reset != nil {
		w.reset(&into.of)
	}
	for into.err == nil {
		rec, result, more := one.next(part, &into.tally)
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
func (w walk[T]) take(l *list, p *walked[T]) error {
	for _, rec := range p.faults {
		if w.fault != nil {
			w.fault(rec)
			continue
		}
		l.reject(rec)
		if err := l.tooManyRejects(false); err != nil {
			return err
		}
	}
	l.take(&p.tally)
	if w.done == nil {
		return p.err
	}
	return cmp.Or(w.done(&p.of), p.err)
}
