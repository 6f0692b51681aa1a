package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/internal/plan"
)

// stands reports whether there is something to ask: the question's element is unknown
// in a framework that applies, or unmet because nothing is known yet; or its field is unknown and no unknown element asks
// for it.
func (s *Scorer) stands(a *plan.Ask) bool {
	if a.Field < 0 {
		if !s.result.Frameworks[a.Framework].Applies {
			return false
		}
		line := s.plan.Elements[a.Framework].From + a.Element
		state, _ := s.plan.Frameworks[a.Framework].Element(a.Element, s.earned[line])
		return state == match.Unknown || state == match.False && s.mayBeMet(line)
	}
	return s.mayBeAnswered(a.Field) && !s.askedElsewhere(a) && !s.isSettled(a)
}

// mayBeMet reports whether an element that is unmet may be met once more is known: one that
// asks whether something is known.
func (s *Scorer) mayBeMet(line int) bool {
	l := &s.plan.Lines[line]
	if l.Source < 0 {
		return s.touched(l.Fields) && l.May(s.values).Span.Holds
	}
	sw := s.swing(l.Source, plan.BothOpen)
	return sw != nil && sw.open[l.Place] && sw.may[l.Place].Span.Holds
}

// isSettled reports whether answers have decided all that a field could decide.
func (s *Scorer) isSettled(a *plan.Ask) bool {
	if a.Beyond || len(a.Lines) == 0 || len(s.plan.Answers.Subjects) == 0 {
		return false
	}
	return !slices.ContainsFunc(a.Lines, func(i int) bool { return !s.answeredWhatever(i) })
}

func (s *Scorer) mayBeAnswered(field int) bool {
	v := s.value(field)
	return v.State != cell.Known && v.Free
}

// askedElsewhere reports whether another question fills the field too: that of an
// unknown element, or of a blank field that this one is made from.
func (s *Scorer) askedElsewhere(a *plan.Ask) bool {
	if slices.ContainsFunc(s.plan.Fields[a.Field].Sources, s.mayBeAnswered) {
		return true
	}
	for _, i := range a.Elsewhere {
		if s.stands(&s.plan.Asks()[i]) {
			return true
		}
	}
	return false
}

// alone is where the score would lie if only this question were answered.
func (s *Scorer) alone(a *plan.Ask) exact.Bounds {
	b, _ := s.aloneSurely(a)
	return b
}

// aloneSurely is alone, and how high the score is raised by some answer for certain.
func (s *Scorer) aloneSurely(a *plan.Ask) (b exact.Bounds, sure exact.Points) {
	if s.looksBeside(a) {
		s.holdStill(a.Fills)
		defer s.letGo()
	}
	c := s.newScenario(mostAnswers)
	for _, i := range a.Sources {
		if f := &s.plan.Finders[i]; f.Matters && s.decision(i).free {
			c.let(i, s.findingsOf(i).all, &s.findingsOf(i).hull)
			c.live = c.live || f.Entangled
		}
	}
	if c.live { // lines are asked with the values of this lead
		s.fill()
	}
	s.openBeside(c, a)
	if len(c.sources) == 0 {
		b = s.bounds()
		if len(a.Finder.Joint) > 0 {
			return b, b.Low
		}
		return b, b.High // each source has one line, which may earn all of it
	}
	s.play(c)
	return c.all.Bounds, c.sure
}

// looksBeside reports whether fields have a say in what an answer does that it does not fill.
func (s *Scorer) looksBeside(a *plan.Ask) bool {
	return s.plan.LooksAtFree || len(a.Finder.Joint) > 0
}

// openBeside opens what an answer opens beside the sources that a scenario lets turn out.
func (s *Scorer) openBeside(c *scenario, a *plan.Ask) {
	c.joint, c.derived = a.Finder.Joint, a.Finder.Derived
	for _, o := range a.Opens {
		alone := s.plan.Sources[o.Source].Pair == nil
		if !slices.Contains(c.sources, o.Source) && (alone || !c.live) {
			s.openSource(o.Source, o.Which)
		}
	}
	if !c.live {
		s.openLines(a.Joint)
	}
}

// holdStill leaves of the shared fields only these free, until letGo.
func (s *Scorer) holdStill(free []int) {
	s.fill()
	was := s.stakes.free
	for _, i := range s.plan.Shared {
		was[i], s.values[i].Free = s.values[i].Free, false
	}
	for _, i := range free {
		s.values[i].Free = was[i]
	}
}

func (s *Scorer) letGo() {
	for _, i := range s.plan.Shared {
		s.values[i].Free = s.stakes.free[i]
	}
}

// isOpen reports whether an answer could change anything: most questions can be told to be
// closed by that.
func (s *Scorer) isOpen(a *plan.Ask) bool {
	at := s.homeOf(a)
	return at < 0 || s.tagOf(at).free
}

// homeOf is the source that decides alone whether a question is open; below 0 where none does.
func (s *Scorer) homeOf(a *plan.Ask) int {
	if a.Field < 0 {
		return -1
	}
	return s.plan.Homes[a.Field].Source
}

func (s *Scorer) tagOf(source int) *tag {
	m := &s.memories[source]
	return &m.tags[m.ids[s.row]]
}

// higher reports whether b reaches higher than c.
func higher(b, c exact.Bounds) bool {
	if b.NoHigh || c.NoHigh {
		return b.NoHigh && !c.NoHigh
	}
	return b.High > c.High
}
