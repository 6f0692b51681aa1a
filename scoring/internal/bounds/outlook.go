package bounds

import (
	"encoding/binary"
	"math/bits"

	"leadscore/match/exact"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/worker"
)

// outlook is how far the score may move, and the next question, of all leads of which the same
// is open: a list has thousands of leads with the same blanks. Where a score is a sum, both hang
// on nothing else, as long as no bounds of a group or of the score have a say in it.
type outlook struct {
	reach []exact.Bounds // by bin, how far beside where it is a sum was taken to lie

	bounds    exact.Bounds // of the score, beside what it is
	next      *plan.Ask
	hasBounds bool
	hasNext   bool
}

// outlooks are those that an Asker remembers, by the decisions that leave something open.
type outlooks struct {
	known   map[string]*outlook
	of      *outlook       // that of that lead; nil: there is none
	lead    int            // the lead, by Held, that this is of
	forgot  int            // what the Worker's Forgot was when they were found
	key     []byte         // scratch
	watched []exact.Bounds // scratch: by bin, where sums were taken to lie; empty: nobody asks
}

// mostOutlooks is how many are remembered until all are forgotten.
const mostOutlooks = 4096

// outlook is what is remembered of leads like the one that the Worker holds; nil where nothing
// can be.
func (s *Asker) outlook() *outlook {
	o := &s.outlooks
	if o.forgot != s.Forgot {
		o.forgot, o.lead = s.Forgot, -1
		clear(o.known)
	}
	if o.lead != s.Held {
		o.of, o.lead = s.findOutlook(), s.Held
	}
	return s.outlooks.of
}

func (s *Asker) findOutlook() *outlook {
	if !s.Plan.IsSum || len(s.Loose) > worker.MostBits {
		return nil
	}
	o := &s.outlooks
	o.key = o.key[:0]
	for left := s.looseBits(); left != 0; left &= left - 1 {
		m := s.Loose[bits.TrailingZeros64(left)]
		id := m.IDs[s.Row]
		if id == worker.Closely {
			return nil
		}
		o.key = binary.LittleEndian.AppendUint64(o.key, uint64(m.Source)<<32|uint64(id))
	}
	if known := o.known[string(o.key)]; known != nil {
		return known
	}
	if o.known == nil || len(o.known) == mostOutlooks {
		o.known = map[string]*outlook{}
	}
	fresh := &outlook{reach: make([]exact.Bounds, len(s.Own))}
	o.known[string(o.key)] = fresh
	return fresh
}

// looseBits tells which of loose leave something open of this lead.
func (s *Asker) looseBits() uint64 {
	if s.looseBatch != s.Batch {
		s.looseBatch = s.Batch
		markFree(s.Loose, s.looseRows[:s.Rows.Count])
	}
	return s.looseRows[s.Row]
}

// lookAhead is anything, remembered.
func (s *Asker) lookAhead() exact.Bounds {
	o := s.outlook()
	if o == nil {
		return s.anything()
	}
	if o.hasBounds && s.isWithin(o) {
		return o.bounds.Plus(exact.BoundsOf(s.Sum))
	}
	var b exact.Bounds
	if s.watch(o, func() { b = s.anything() }) {
		o.bounds, o.hasBounds = b.Plus(exact.BoundsOf(-s.Sum)), true
	}
	return b
}

// Next is the question to ask, remembered; nil for none.
func (s *Asker) Next() *plan.Ask {
	o := s.outlook()
	if o == nil {
		return s.findNext()
	}
	if o.hasNext && s.isWithin(o) {
		return o.next
	}
	var a *plan.Ask
	s.Bounds() // which the question may hang on, not to be looked for meanwhile
	if s.watch(o, func() { a = s.findNext() }) && o.hasBounds && s.isWithin(o) {
		o.next, o.hasNext = a, true
	}
	return a
}

// watch looks ahead, and reports whether what came of it holds for all leads that are within
// the outlook: it does where no sum was clamped.
func (s *Asker) watch(o *outlook, look func()) bool {
	watched := s.outlooks.watched[:0]
	for i := range s.Own {
		watched = append(watched, exact.BoundsOf(s.sumOf(i)))
	}
	s.outlooks.watched = watched
	look()
	s.outlooks.watched = watched[:0]
	for i, b := range watched {
		if !s.leaves(i, b) {
			return false
		}
	}
	for i, b := range watched {
		o.reach[i] = o.reach[i].Union(b.Plus(exact.BoundsOf(-s.sumOf(i))))
	}
	return true
}

// isWithin reports whether no sum of this lead is clamped wherever an outlook takes it.
func (s *Asker) isWithin(o *outlook) bool {
	for i, b := range o.reach {
		if !s.leaves(i, b.Plus(exact.BoundsOf(s.sumOf(i)))) {
			return false
		}
	}
	return true
}

// sumOf is what the lead that the Worker holds has in a bin, before bounds.
func (s *Asker) sumOf(bin int) exact.Points {
	if bin < len(s.Before) {
		return s.Before[bin]
	}
	return s.Sum
}

// leaves reports whether the bounds of a bin leave what lies between two ends as it is.
func (s *Asker) leaves(bin int, b exact.Bounds) bool {
	if bin < len(s.Plan.Groups) {
		return s.Plan.Groups[bin].Leaves(b)
	}
	return b.Clamp(s.Plan.ScoreMin, s.Plan.ScoreMax) == b
}

// Outlooks is how many outlooks are remembered.
func (s *Asker) Outlooks() int { return len(s.outlooks.known) }
