package cmd

import (
	"cmp"
	"context"
	"runtime"

	"leadscore/leads"
	"leadscore/scoring"
)

// writeSorted reads the list to see where each of its records stands, and then again,
// best leads first, to write it. Blank lines and those below the list come last.
func (w *scoreWriter) writeSorted(ctx context.Context) error {
	from, err := w.rereadable(ctx)
	if err != nil {
		return err
	}
	if err := leads.ReadParts(w.reader, runtime.GOMAXPROCS(0), w.newRanker, w.takeStandings); err != nil {
		return err
	}
	if err := w.tooManyRejects(true); err != nil {
		return err
	}
	w.runs.merge()
	if err := leads.ReadAgain(w.reader, from, runtime.GOMAXPROCS(0), w.newRewriter, w.nextPart, w.writeAgain); err != nil {
		return w.place(err)
	}
	return nil
}

// standingsPart is what came of a part of the list when it was read first.
type standingsPart struct {
	standings
	faults []*leads.Record
	tally  tally
}

// newRanker makes one that finds out where the records of parts of the list stand.
func (w *scoreWriter) newRanker() func(*leads.Part, *standingsPart) {
	lane := w.newLane()
	return func(part *leads.Part, s *standingsPart) {
		s.standings.reset()
		s.tally.reset(w.engine)
		s.faults = s.faults[:0]
		for rec, more := part.Next(); more; rec, more = part.Next() {
			var order scoring.Order
			switch {
			case rec.Fault != nil:
				s.faults = append(s.faults, rec.Clone())
				continue
			case rec.IsLead():
				order = lane.engine.Order(lane.score(rec, &s.tally))
			}
			s.add(rec, part.Place(rec), order)
		}
		s.sort()
	}
}

func (w *scoreWriter) takeStandings(s *standingsPart) error {
	for _, rec := range s.faults {
		w.reject(rec)
		if err := cmp.Or(w.rejects.add(rec), w.tooManyRejects(false)); err != nil {
			return err
		}
	}
	w.take(&s.tally)
	w.runs.take(&s.standings)
	return nil
}

// rankedPart is some records that follow each other in the ranking, and what comes of
// them.
type rankedPart struct {
	places []leads.Place
	rank   int // of the last lead before them
	out    []byte
	err    error // that came after out
}

// nextPart gives the places of the records that are next in the ranking.
func (w *scoreWriter) nextPart(p *rankedPart) []leads.Place {
	var count int
	p.rank = w.ranked
	p.places, count = w.runs.nextPart(p.places)
	w.ranked += count
	w.progress.add(count)
	return p.places
}

// newRewriter makes one that scores records again, and appends them with our cells.
func (w *scoreWriter) newRewriter() func(*leads.Part, *rankedPart) {
	lane := w.newLane()
	records := newRecordAppender(lane, w.columns, w.options)
	return func(part *leads.Part, p *rankedPart) {
		p.out, p.err = p.out[:0], nil
		rank := p.rank
		for rec, more := part.Next(); more && p.err == nil; rec, more = part.Next() {
			if rec.IsLead() {
				rank++
				lane.rescore(rec)
			}
			p.out, p.err = records.append(p.out, rec, rank)
		}
	}
}

func (w *scoreWriter) writeAgain(p *rankedPart) error {
	if _, err := w.w.Write(p.out); err != nil {
		return err
	}
	return p.err
}
