package cmd

import (
	"cmp"
	"math"
	"slices"

	"leadscore/leads"
	"leadscore/match"
	"leadscore/scoring"
)

// standing is where a record stands in the ranking and in the list. There is one for
// each record of a list that is sorted, so it is small.
type standing struct {
	at    int64
	score match.Points
	size  uint32
	line  uint32
	stage int32 // as in scoring.Order
	kind  recordKind
}

// recordKind says how a record takes part in a ranking.
type recordKind uint8

const (
	isLead    recordKind = iota
	continues            // goes on with the lead before it, and stays there
	isBlank              // stands behind all leads, as a footer does
	isFooter
)

func recordKindOf(rec *leads.Record) recordKind {
	switch {
	case rec.Blank:
		return isBlank
	case rec.Footer:
		return isFooter
	case rec.Continuation:
		return continues
	}
	return isLead
}

func newStanding(rec *leads.Record, at leads.Place, order scoring.Order) standing {
	s := standing{at: at.At, size: uint32(at.Size), line: uint32(at.Line), kind: recordKindOf(rec)}
	s.setOrder(order)
	return s
}

// setOrder sets the order of a lead, or that of the lead which a record goes on with.
func (s *standing) setOrder(o scoring.Order) {
	s.stage, s.score = int32(o.Stage), o.Score
	if s.kind >= isBlank {
		s.stage, s.score = math.MaxInt32, 0
	}
}

func (s *standing) place() leads.Place {
	return leads.Place{At: s.at, Size: int(s.size), Line: int(s.line), Footer: s.kind == isFooter}
}

// compare is negative where s comes before t. Of equal leads the first in the list
// does.
func (s standing) compare(t standing) int {
	switch {
	case s.stage != t.stage:
		return cmp.Compare(s.stage, t.stage)
	case s.score != t.score:
		return cmp.Compare(t.score, s.score)
	}
	return cmp.Compare(s.at, t.at)
}

// standings are those of the records of a part of a list: in its order, then sorted.
type standings struct {
	all     []standing
	leads   int
	last    scoring.Order // of the last lead
	orphans bool          // there are records that go on with a lead of an earlier part
}

func (s *standings) reset() { *s = standings{all: s.all[:0]} }

// add adds the next record; order is that of a lead.
func (s *standings) add(rec *leads.Record, at leads.Place, order scoring.Order) {
	if rec.IsLead() {
		s.leads++
		s.last = order
	}
	s.orphans = s.orphans || rec.Continuation && s.leads == 0
	s.all = append(s.all, newStanding(rec, at, s.last))
}

// sort sorts the standings, unless some have yet to be adopted.
func (s *standings) sort() {
	if !s.orphans {
		slices.SortFunc(s.all, standing.compare)
	}
}

// adopt gives the records before the first lead to the last of the parts before.
func (s *standings) adopt(last scoring.Order) {
	for i := range s.all {
		if s.all[i].kind == isLead {
			break
		}
		s.all[i].setOrder(last)
	}
	s.orphans = false
	s.sort()
}

// runs are the standings of all parts of a list, those of each sorted.
type runs struct {
	sorted [][]standing
	last   scoring.Order // of the last lead
}

// take takes in the standings of the next part.
func (r *runs) take(part *standings) {
	if part.orphans {
		part.adopt(r.last)
	}
	if part.leads > 0 {
		r.last = part.last
	}
	if len(part.all) > 0 {
		r.sorted = append(r.sorted, slices.Clone(part.all))
	}
}

// merge makes the runs a heap: on top is the one whose first standing is the next of
// all.
func (r *runs) merge() {
	for i := len(r.sorted)/2 - 1; i >= 0; i-- {
		r.sink(i)
	}
}

// next takes the next standing off merged runs; false at the end.
func (r *runs) next() (standing, bool) {
	if len(r.sorted) == 0 {
		return standing{}, false
	}
	next := r.sorted[0][0]
	if r.sorted[0] = r.sorted[0][1:]; len(r.sorted[0]) == 0 {
		last := len(r.sorted) - 1
		r.sorted[0] = r.sorted[last]
		r.sorted = r.sorted[:last]
	}
	r.sink(0)
	return next, true
}

// partBytes is about how long the records are that are read again together.
const partBytes = 128 << 10

// nextPart takes the places of some records off merged runs, and says how many leads
// they are.
func (r *runs) nextPart(places []leads.Place) (part []leads.Place, count int) {
	part = places[:0]
	for size := 0; size < partBytes; {
		s, more := r.next()
		if !more {
			break
		}
		if s.kind == isLead {
			count++
		}
		size += int(s.size)
		part = append(part, s.place())
	}
	return part, count
}

// sink puts the run at i in its place in the heap below.
func (r *runs) sink(i int) {
	for {
		first := 2*i + 1
		if first >= len(r.sorted) {
			return
		}
		if second := first + 1; second < len(r.sorted) && r.before(second, first) {
			first = second
		}
		if !r.before(first, i) {
			return
		}
		r.sorted[i], r.sorted[first] = r.sorted[first], r.sorted[i]
		i = first
	}
}

func (r *runs) before(i, j int) bool { return r.sorted[i][0].compare(r.sorted[j][0]) < 0 }
