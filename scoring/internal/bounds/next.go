package bounds

import (
	"math"
	"slices"

	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/swings"
	"leadscore/scoring/internal/worker"
)

// findNext is the question to ask: of those known by asking the one whose answer alone may
// raise the score most. Where none does, see nextTogether. Nil for none.
func (s *Asker) findNext() *plan.Ask {
	open, raising := s.openAsks[:0], s.raising[:0]
	if s.askingOf != s.LookedOver {
		s.askingOf = s.LookedOver
		s.findAsking()
	}
	free := s.openBits()
	for _, q := range s.asking {
		a := q.ask
		if q.bit&free == 0 && (q.bit != 0 || !s.isOpen(a)) || !s.Stands(a) {
			continue
		}
		open = append(open, a)
		alone, sure := s.aloneSurely(a)
		if alone.NoHigh || alone.High > s.Last.Score {
			raising = append(raising, prospect{a, alone, sure})
		}
	}
	s.openAsks, s.raising = open, raising
	if len(raising) == 0 {
		return s.nextTogether(open)
	}
	return s.highestOf(raising)
}

// NextText is the text of the question to ask; "" where there is none.
func (s *Asker) NextText() string {
	if a := s.Next(); a != nil {
		return a.Text
	}
	return ""
}

// asking is a question that may be open, and the bit by which openBits tells whether it is;
// 0: there is none.
type asking struct {
	ask *plan.Ask
	bit uint64
}

// findAsking finds the questions known by asking of which some decision leaves something open.
func (s *Asker) findAsking() {
	s.asking = s.asking[:0]
	for i := range s.Plan.Asks() {
		a := &s.Plan.Asks()[i]
		if a.By != rulebook.ByAsking {
			continue
		}
		q := asking{ask: a}
		if at := s.homeOf(a); at >= 0 {
			if !s.Memories[at].Free {
				continue
			}
			if k := slices.Index(s.Opening, &s.Memories[at]); k >= 0 && k < worker.MostBits {
				q.bit = 1 << k
			}
		}
		s.asking = append(s.asking, q)
	}
}

// prospect is a question, how high its answer alone may raise the score, and how high some
// answer does for certain.
type prospect struct {
	ask   *plan.Ask
	alone exact.Bounds
	sure  exact.Points
}

// highestOf is the question of which an answer raises the score most: bounds may tell too
// much, so answers are tried as long as another question may do better.
func (s *Asker) highestOf(all []prospect) *plan.Ask {
	slices.SortStableFunc(all, func(a, b prospect) int {
		switch {
		case Higher(a.alone, b.alone):
			return -1
		case Higher(b.alone, a.alone):
			return 1
		}
		return 0
	})
	best := &all[0]
	for i := range all {
		p := &all[i]
		if best.alone.NoHigh || i > 0 && p.alone.High <= best.sure {
			break
		}
		if len(all) > 1 && p.sure < p.alone.High {
			p.sure = max(p.sure, s.highestSampled(p.ask, p.alone.High))
		}
		if p.sure > best.sure {
			best = p
		}
	}
	return best.ask
}

// askWorth is what a question is worth that does not raise the score alone: the less the
// better, then the more it may lower the high end of the score.
type askWorth struct {
	tier   worthTier
	lowers exact.Points
}

type worthTier int

const (
	raisesTogether worthTier = iota // with others it may raise the score
	settles                         // an answer may lower the high end, another keeps it
	counts                          // an element, whose framework it brings to an end
	onlyLowers                      // every answer lowers the score
	worthNothing
)

func (w askWorth) isBetter(o askWorth) bool {
	return w.tier < o.tier || w.tier == o.tier && w.lowers > o.lowers
}

// nextTogether is the question to ask where none alone raises the score: of those that
// may with others, as two blanks of one condition, the one whose worst answer lowers the
// high end most; else of those that may lower it.
func (s *Asker) nextTogether(open []*plan.Ask) *plan.Ask {
	var best *plan.Ask
	least := askWorth{tier: worthNothing}
	for _, look := range []closeness{roughly, closely} {
		for _, a := range open {
			w := s.worthOf(a, look)
			if w.isBetter(least) && w.tier < counts && s.onlyLowers(a, closely) {
				w.tier = onlyLowers
			}
			if w.isBetter(least) {
				best, least = a, w
			}
		}
		if least.tier <= counts {
			break
		}
	}
	return best
}

// closeness says how questions are looked at: roughly, with all that is not asked for in
// one, which is quick; or closely, with that told apart, as the bounds of the score do, and
// with single answers, which may tell more than those that stand for several.
type closeness int

const (
	roughly closeness = iota
	closely
)

func (s *Asker) worthOf(a *plan.Ask, look closeness) askWorth {
	none := askWorth{tier: worthNothing}
	if a.Field < 0 {
		none.tier = counts
	}
	if s.Bounds().IsExact() {
		return none
	}
	closed, _ := s.highest(a, look, func(_ int, f *swings.Findings) []swings.Finding { return []swings.Finding{f.Stays} })
	answered, worst := s.highest(a, look, func(source int, f *swings.Findings) []swings.Finding { return s.answersTo(source, f, look) })
	w := askWorth{tier: settles, lowers: above(s.Bounds(), worst)}
	switch {
	case Higher(answered, closed):
		w.tier = raisesTogether
	case w.lowers <= 0:
		return none
	}
	if s.onlyLowers(a, look) {
		w.tier = onlyLowers
	}
	return w
}

// onlyLowers reports whether every answer to a question alone lowers the score: roughly,
// whether that is certain; closely, whether no single answer was found that does not.
func (s *Asker) onlyLowers(a *plan.Ask, look closeness) bool {
	alone := s.answered(a, look)
	return !alone.NoHigh && alone.High < s.Last.Score
}

// answersTo are the answers by which a source is told: where it is looked at closely, single
// ones.
func (s *Asker) answersTo(source int, f *swings.Findings, look closeness) []swings.Finding {
	if look == closely {
		return s.SamplesOf(source)[1:]
	}
	return f.Answers
}

// above is how much higher one of two reaches.
func above(b, c exact.Bounds) exact.Points {
	switch {
	case b.NoHigh && c.NoHigh:
		return 0
	case b.NoHigh:
		return math.MaxInt64
	}
	return b.High - c.High
}

// highest is where the score may lie if a question is answered in some ways and anything
// else may be found out; of all ways together, and of the one that ends lowest.
func (s *Asker) highest(a *plan.Ask, look closeness, some func(int, *swings.Findings) []swings.Finding) (all, worst exact.Bounds) {
	s.Fill()
	c := s.newScenario(mostAnswers)
	s.letAnswer(c, a, some)
	c.asked, c.room = len(c.sources), mostTogether
	for _, i := range s.freeSources() {
		if f := s.findingsOf(i); slices.Contains(a.Sources, i) {
			continue
		} else if look == closely {
			c.let(i, f.Ways(c.live), &f.Hull)
		} else {
			c.let(i, []swings.Finding{f.Hull}, nil)
		}
	}
	c.joint, c.derived = a.Finder.Joint, a.Finder.Derived
	for _, i := range s.Plan.Pairs {
		if pair := s.Plan.Sources[i].Pair; !c.live || !slices.Contains(a.Sources, pair[0]) && !slices.Contains(a.Sources, pair[1]) {
			s.OpenSource(i, plan.BothOpen)
		}
	}
	for _, i := range s.Plan.Joint {
		if !c.live || !slices.Contains(c.joint, i) {
			s.OpenLines([]int{i})
		}
	}
	s.play(c)
	return c.all.Bounds, c.worst
}

// letAnswer lets the sources that a question is about turn out in some ways.
func (s *Asker) letAnswer(c *scenario, a *plan.Ask, some func(source int, f *swings.Findings) []swings.Finding) {
	for _, i := range a.Sources {
		if s.Decision(i).Free {
			f := s.findingsOf(i)
			c.let(i, some(i, f), &f.Hull)
			c.live = c.live || s.Plan.Finders[i].Entangled
		}
	}
}

// answered is where the score would lie if only this question were answered: where it
// takes several columns, at least one of them was told.
func (s *Asker) answered(a *plan.Ask, look closeness) exact.Bounds {
	s.HoldStill(a.Fills)
	defer s.LetGo()
	var all earning.Spread
	for _, told := range s.freeOf(a) {
		c := s.newScenario(mostAnswers)
		s.letAnswer(c, a, func(source int, f *swings.Findings) []swings.Finding {
			switch {
			case source == told:
				return s.answersTo(source, f, look)
			case look == closely:
				return s.SamplesOf(source)
			}
			return f.All
		})
		s.openBeside(c, a)
		s.play(c)
		all.Add(c.all.Bounds)
	}
	return all.Bounds
}

// freeOf are the sources that a question is about and of which something is open; that
// alone of no source where there is none.
func (s *Asker) freeOf(a *plan.Ask) []int {
	var free []int
	for _, i := range a.Sources {
		if s.Decision(i).Free {
			free = append(free, i)
		}
	}
	if free == nil {
		return []int{-1}
	}
	return free
}
