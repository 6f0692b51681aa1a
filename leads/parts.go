package leads

import (
	"io"
	"sync"
)

// ReadParts reads the rest of a list in parts, several at a time. Each worker has a
// goroutine of its own: it makes a result of one part after the other. done gets the
// results in the order of the list; when it returns, a result is used again. What the
// Reader has counted then is what was met up to and with that part. One worker gets all
// parts, in their order. A short list is read without goroutines.
//
// The records are those that Next gives, one by one. An error of done ends the
// reading; else the error is the one with which Next ends, nil for io.EOF.
func ReadParts[T any](r *Reader, workers int, newWorker func() func(*Part, *T), done func(*T) error) error {
	first, work := newJob[T](), newWorker
	if workers == 1 {
		one := newWorker()
		work = func() func(*Part, *T) { return one }
	}
	if r.cut(&first.part) {
		if err := readParallel(r, first, workers, work, done); err != nil {
			return err
		}
	}
	return readRest(r, work(), done)
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
func (r *Reader) Want(columns []int) {
	if r.codec.IsUnicode() { // else each cell must be decoded to know whether it can be
		r.wanted = columns
	}
}

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

// readParallel reads all parts of a list but the last ones.
func readParallel[T any](r *Reader, first *job[T], workers int, newWorker func() func(*Part, *T), done func(*T) error) error {
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
		reader, work := newPartReader(r), newWorker()
		working.Go(func() { all.work(reader, work) })
	}
	go all.cut(r)
	return all.collect(r, done)
}

func (all *jobs[T]) hand(j *job[T]) {
	all.order <- j
	all.todo <- j
}

// cut hands out parts until the last. It may be left waiting for a list that comes
// slowly.
func (all *jobs[T]) cut(r *Reader) {
	defer close(all.order)
	defer close(all.todo)
	for {
		select {
		case <-all.stop:
			return
		case j := <-all.free:
			if !r.cut(&j.part) {
				return
			}
			all.hand(j)
		}
	}
}

func (all *jobs[T]) work(reader *partReader, work func(*Part, *T)) {
	for {
		select {
		case <-all.stop:
			return
		case j, more := <-all.todo:
			if !more {
				return
			}
			reader.begin(&j.part)
			work(&j.part, &j.result)
			j.ready <- struct{}{}
		}
	}
}

func (all *jobs[T]) collect(r *Reader, done func(*T) error) error {
	for j := range all.order {
		<-j.ready
		r.takeIn(&j.part)
		if err := done(&j.result); err != nil {
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
