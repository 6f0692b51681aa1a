package leads

import (
	"io"
	"sync"
)

// ReadParts reads the rest of a list in parts, several at a time. Each worker has a
// goroutine of its own: it makes a result of one part after the other. done gets the
// results in the order of the list; when it returns, a result is used again. What the
// Reader has counted then is what was met up to and with that part. A short list is
// read without goroutines, and so is any by one worker.
//
// The records are those that Next gives, one by one. An error of done ends the
// reading; else the error is the one with which Next ends, nil for io.EOF.
func ReadParts[T any](r *Reader, workers int, newWorker func() func(*Part, *T), done func(*T) error) error {
	first := newJob[T]()
	if workers > 1 && r.cut(&first.part) {
		work := func() (func(*Part), func(*Part, *T)) { return newPartReader(r).begin, newWorker() }
		next := func(j *job[T]) bool { return r.cut(&j.part) }
		take := func(j *job[T]) error {
			r.takeIn(&j.part)
			return done(&j.result)
		}
		if err := inOrder(first, workers, work, next, take); err != nil {
			return err
		}
	}
	return readRest(r, newWorker(), done)
}

// readRest reads the rest of a list in parts, one by one.
func readRest[T any](r *Reader, work func(*Part, *T), done func(*T) error) error {
	rest := job[T]{part: Part{list: r}}
	for rest.part.err == nil {
		rest.part.at = 0
		work(&rest.part, &rest.result)
		if err := done(&rest.result); err != nil {
			return err
		}
	}
	if rest.part.err == io.EOF {
		return nil
	}
	return rest.part.err
}

// Want tells which columns are looked at, by their places in Head.Cells, rising. Parts
// may leave the cells of the others empty.
func (r *Reader) Want(columns []int) { r.wanted = columns }

// job is a part and what comes of it.
type job[T any] struct {
	part   Part
	result T
	ready  chan struct{}
}

func newJob[T any]() *job[T] { return &job[T]{ready: make(chan struct{}, 1)} }

// jobs are on their way from the one that cuts parts, over those that work on them, to
// the one that collects them in order, and back.
type jobs[T any] struct {
	free, todo, order chan *job[T]
	stop              chan struct{}
}

// inOrder works on jobs, several at a time. Each worker makes a part ready to be read
// and then works on it; next makes the next job, false where there is none; done gets
// them in order.
func inOrder[T any](first *job[T], workers int, newWorker func() (func(*Part), func(*Part, *T)), next func(*job[T]) bool, done func(*job[T]) error) error {
	atOnce := 2*workers + 2
	all := jobs[T]{make(chan *job[T], atOnce), make(chan *job[T], atOnce), make(chan *job[T], atOnce), make(chan struct{})}
	all.hand(first)
	for range atOnce - 1 {
		all.free <- newJob[T]()
	}
	var working sync.WaitGroup
	defer working.Wait()
	defer close(all.stop)
	for range workers {
		begin, work := newWorker()
		working.Go(func() { all.work(begin, work) })
	}
	go all.make(next)
	return all.collect(done)
}

func (all *jobs[T]) hand(j *job[T]) {
	all.order <- j
	all.todo <- j
}

// make hands out jobs until the last. It may be left waiting for a list that comes
// slowly.
func (all *jobs[T]) make(next func(*job[T]) bool) {
	defer close(all.order)
	defer close(all.todo)
	for {
		select {
		case <-all.stop:
			return
		case j := <-all.free:
			if !next(j) {
				return
			}
			all.hand(j)
		}
	}
}

func (all *jobs[T]) work(begin func(*Part), work func(*Part, *T)) {
	for {
		select {
		case <-all.stop:
			return
		case j, more := <-all.todo:
			if !more {
				return
			}
			begin(&j.part)
			work(&j.part, &j.result)
			j.ready <- struct{}{}
		}
	}
}

func (all *jobs[T]) collect(done func(*job[T]) error) error {
	for j := range all.order {
		<-j.ready
		if err := done(j); err != nil {
			return err
		}
		all.free <- j
	}
	return nil
}

// takeIn adds what was met in the next part.
func (r *Reader) takeIn(p *Part) {
	r.counts.merge(&p.counts)
	for _, raw := range p.strange {
		r.keepStrange(raw)
	}
}
