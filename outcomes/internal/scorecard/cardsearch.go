package scorecard

import (
	"math"
	"slices"

	"leadscore/outcomes/internal/models"
	"leadscore/outcomes/stats"
)

// Limits of the local search.
const (
	searchMoves = 60      // at most
	searchLeads = 100_000 // looked at
	searchGain  = 1e-6    // log-loss per lead that a move must gain
)

// search moves points between bins while that lowers the log-loss of the totals,
// which coarse steps raise. Each field keeps a bin of 0 points, and the largest still
// sum to fullScore. Bins that were made one move as one, and those of a range stay in the
// order that they are in.
func (c *Card) search(leads []int32, won []bool) {
	leads, won = some(leads, won, searchLeads)
	s := c.newSearch(leads, won)
	loss := s.loss(s.histogram())
	for range searchMoves {
		m, better := s.bestMove()
		if better > loss-searchGain {
			break
		}
		s.take(m)
		loss = better
	}
}

// newSearch counts the leads that are alike in all lines.
func (c *Card) newSearch(leads []int32, won []bool) *cardSearch {
	kinds, columns := allAlike(won), make([][]uint8, len(c.Lines))
	for k := range c.Lines {
		l := &c.Lines[k]
		firsts := make([]uint8, len(l.points)+1)
		for bin := range firsts {
			firsts[bin] = uint8(l.first(bin))
		}
		columns[k] = make([]uint8, len(leads))
		for i, lead := range leads {
			columns[k][i] = firsts[l.binOf(lead)]
		}
		kinds = kinds.parted(columns[k], len(firsts), won)
	}
	s := &cardSearch{card: c, leads: len(leads), counts: kinds.counts}
	for _, column := range columns {
		s.bins = append(s.bins, stats.Pick(column, kinds.first))
	}
	for _, i := range kinds.first {
		s.totals = append(s.totals, c.Score(leads[i])/c.step)
	}
	return s
}

// some are leads and their outcomes, evenly taken where there are more than most.
func some(leads []int32, won []bool, most int) ([]int32, []bool) {
	every := (len(leads) + most - 1) / most
	if every < 2 {
		return leads, won
	}
	var picked []int32
	var outcomes []bool
	for k := 0; k < len(leads); k += every {
		picked, outcomes = append(picked, leads[k]), append(outcomes, won[k])
	}
	return picked, outcomes
}

type cardSearch struct {
	card   *Card
	leads  int
	counts []stats.Tally // of each kind of leads
	bins   [][]uint8     // of each line and kind
	totals []int         // of each kind, in steps
}

// first is the first of the bins that were made one with a bin.
func (l *Line) first(bin int) int {
	if bin == len(l.points) {
		return bin
	}
	return slices.Index(l.parts[:len(l.points)], l.parts[bin])
}

// move changes the points of one bin by a step, or the top bins of two lines by a
// step each, one up and one down.
type move struct {
	line, bin, steps int
	other            int // line whose top bins go down; -1: none
}

func (s *cardSearch) histogram() []stats.Tie {
	h := make([]stats.Tie, FullScore/s.card.step+1)
	for i, total := range s.totals {
		h[total].Won += s.counts[i].Won
		h[total].Lost += s.counts[i].Lost
	}
	return h
}

// loss is the log-loss per lead of the best logistic curve on the totals.
func (s *cardSearch) loss(histogram []stats.Tie) float64 {
	groups := histogram[:0:0]
	for total, g := range histogram {
		if g.Leads() > 0 {
			g.Score = float64(total)
			groups = append(groups, g)
		}
	}
	curve := stats.CalibrateTies(groups)
	sum := 0.0
	for _, g := range groups {
		x := curve.Intercept + float64(curve.Slope*g.Score)
		sum += float64(float64(g.Won)*models.Softplus(-x)) + float64(float64(g.Lost)*models.Softplus(x))
	}
	return sum / float64(s.leads)
}

// bestMove tries every move.
func (s *cardSearch) bestMove() (move, float64) {
	best, least := move{}, math.Inf(1)
	try := func(m move, loss float64) {
		if loss < least {
			best, least = m, loss
		}
	}
	whole := s.histogram()
	for k := range s.card.Lines {
		joint := s.joint(k)
		for bin := range joint {
			for _, steps := range []int{-1, 1} {
				if m := (move{k, bin, steps, -1}); s.fits(m) {
					try(m, s.loss(shifted(whole, joint[bin], steps)))
				}
			}
		}
		for other := range s.card.Lines {
			if m := (move{k, -1, 1, other}); s.fits(m) {
				restore := s.remember(k, other)
				s.apply(m)
				try(m, s.loss(s.histogram()))
				restore()
			}
		}
	}
	return best, least
}

// joint counts the leads by the line's bin and total.
func (s *cardSearch) joint(line int) [][]stats.Tie {
	joint := make([][]stats.Tie, len(s.card.Lines[line].points)+1)
	for b := range joint {
		joint[b] = make([]stats.Tie, FullScore/s.card.step+1)
	}
	for i, total := range s.totals {
		tie := &joint[s.bins[line][i]][total]
		tie.Won, tie.Lost = tie.Won+s.counts[i].Won, tie.Lost+s.counts[i].Lost
	}
	return joint
}

// shifted is the histogram after the leads of one bin have moved by some steps.
func shifted(whole, bin []stats.Tie, steps int) []stats.Tie {
	moved := append([]stats.Tie(nil), whole...)
	for total, g := range bin {
		if g.Leads() == 0 {
			continue
		}
		moved[total].Won -= g.Won
		moved[total].Lost -= g.Lost
		moved[total+steps].Won += g.Won
		moved[total+steps].Lost += g.Lost
	}
	return moved
}

// fits reports whether a move keeps the card's form: a single bin moves between 0 and
// the line's most, is neither its only lowest nor its only highest, and passes none of its
// neighbours.
func (s *cardSearch) fits(m move) bool {
	l := &s.card.Lines[m.line]
	if m.other >= 0 {
		return m.other != m.line && s.card.Lines[m.other].most() > 2*s.card.step
	}
	now := l.pointsOf(m.bin)
	next := now + m.steps*s.card.step
	if next < 0 || next > l.most() || m.bin == len(l.points) && l.Bins.Missing.Leads() == 0 {
		return false
	}
	if l.first(m.bin) != m.bin || l.passes(m.bin, next) {
		return false
	}
	return now != 0 && now != l.most() || s.others(l, m.bin, now)
}

// passes reports whether a range with so many points would earn more than a neighbour that
// it earned less than before rounding, or the other way round.
func (l *Line) passes(bin, points int) bool {
	if !l.Bins.Field.Ordered() || bin == len(l.points) {
		return false
	}
	for b, part := range l.parts[:len(l.points)] {
		beside := b > 0 && l.first(b-1) == bin || b+1 < len(l.points) && l.first(b+1) == bin
		if beside && l.first(b) != bin && (l.parts[bin]-part)*float64(points-l.points[b]) < 0 {
			return true
		}
	}
	return false
}

// others reports whether another bin of the line has these points.
func (s *cardSearch) others(l *Line, bin, points int) bool {
	for b := range len(l.points) + 1 {
		if l.first(b) != bin && l.pointsOf(b) == points && (b < len(l.points) || l.Bins.Missing.Leads() > 0) {
			return true
		}
	}
	return false
}

func (s *cardSearch) take(m move) {
	if m.other >= 0 {
		s.apply(m)
		return
	}
	l := &s.card.Lines[m.line]
	next := l.pointsOf(m.bin) + m.steps*s.card.step
	for b := range len(l.points) + 1 {
		if l.first(b) == m.bin {
			l.setBin(b, next)
		}
	}
	for i, bin := range s.bins[m.line] {
		if int(bin) == m.bin {
			s.totals[i] += m.steps
		}
	}
}

// remember gives a function that puts two lines and the totals back.
func (s *cardSearch) remember(lines ...int) (restore func()) {
	totals := slices.Clone(s.totals)
	var points [][]int
	var missing []int
	for _, k := range lines {
		points = append(points, slices.Clone(s.card.Lines[k].points))
		missing = append(missing, s.card.Lines[k].Missing)
	}
	return func() {
		s.totals = totals
		for at, k := range lines {
			s.card.Lines[k].points, s.card.Lines[k].Missing = points[at], missing[at]
		}
	}
}

// apply moves the top bins of one line up and those of another down.
func (s *cardSearch) apply(m move) {
	s.moveTop(m.line, 1)
	s.moveTop(m.other, -1)
}

func (s *cardSearch) moveTop(line, steps int) {
	l := &s.card.Lines[line]
	most := l.most()
	moved := make([]bool, len(l.points)+1)
	for b := range moved {
		if moved[b] = l.pointsOf(b) == most; moved[b] {
			l.setBin(b, most+steps*s.card.step)
		}
	}
	for i, bin := range s.bins[line] {
		if moved[bin] {
			s.totals[i] += steps
		}
	}
}
