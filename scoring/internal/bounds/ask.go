package bounds

import (
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
)

// Stands reports whether there is something to ask: the question's element is unknown
// in a framework that applies, or unmet because nothing is known yet; or its field is unknown and no unknown element asks
// for it.
func (s *Asker) Stands(a *plan.Ask) bool {
	if a.Field < 0 {
		if !s.Last.Frameworks[a.Framework].Applies {
			return false
		}
		line := s.Plan.Elements[a.Framework].From + a.Element
		state, _ := s.Plan.Frameworks[a.Framework].Element(a.Element, s.Earned[line])
		return state == match.Unknown || state == match.False && s.mayBeMet(line)
	}
	return s.MayBeAnswered(a.Field) && !s.askedElsewhere(a) && !s.isSettled(a)
}

// mayBeMet reports whether an element that is unmet may be met once more is known: one that
// asks whether something is known.
func (s *Asker) mayBeMet(line int) bool {
	l := &s.Plan.Lines[line]
	if l.Source < 0 {
		return s.touched(l.Fields) && l.May(s.Values).Span.Holds
	}
	sw := s.swingOf(l.Source, plan.BothOpen)
	return sw != nil && sw.Open[l.Place] && sw.May[l.Place].Span.Holds && s.looksAtFree(l)
}

// looksAtFree reports whether a line that one source decides looks at a field of it that is
// free: of a title that is not listed the level is, but not the title.
func (s *Asker) looksAtFree(l *earning.Line) bool {
	src, d := &s.Plan.Sources[l.Source], s.Decision(l.Source)
	if src.Pair != nil {
		return true // what of it is free has opened it
	}
	for k, field := range src.Fields {
		if d.Values[k].Free && slices.Contains(l.Fields, field) {
			return true
		}
	}
	return false
}

// isSettled reports whether answers have decided all that a field could decide.
func (s *Asker) isSettled(a *plan.Ask) bool {
	if a.Beyond || len(a.Lines) == 0 || len(s.Plan.Answers.Subjects) == 0 {
		return false
	}
	return !slices.ContainsFunc(a.Lines, func(i int) bool { return !s.AnsweredWhatever(i) })
}

// MayBeAnswered reports whether a field is not known, and an answer may fill it.
func (s *Asker) MayBeAnswered(field int) bool {
	v := s.Value(field)
	return v.State != cell.Known && v.Free
}

// askedElsewhere reports whether another question fills the field too: that of an
// unknown element, or of a blank field that this one is made from.
func (s *Asker) askedElsewhere(a *plan.Ask) bool {
	if slices.ContainsFunc(s.Plan.Fields[a.Field].Sources, s.MayBeAnswered) {
		return true
	}
	for _, i := range a.Elsewhere {
		if s.Stands(&s.Plan.Asks()[i]) {
			return true
		}
	}
	return false
}

// Alone is where the score would lie if only this question were answered.
func (s *Asker) Alone(a *plan.Ask) exact.Bounds {
	b, _ := s.aloneSurely(a)
	return b
}

// aloneSurely is alone, and how high the score is raised by some answer for certain.
func (s *Asker) aloneSurely(a *plan.Ask) (b exact.Bounds, sure exact.Points) {
	if s.looksBeside(a) {
		s.HoldStill(a.Fills)
		defer s.LetGo()
	}
	c := s.newScenario(mostAnswers)
	for _, i := range a.Sources {
		if f := &s.Plan.Finders[i]; f.Matters && s.Decision(i).Free {
			c.let(i, s.findingsOf(i).All, &s.findingsOf(i).Hull)
			c.live = c.live || f.Entangled
		}
	}
	if c.live { // lines are asked with the values of this lead
		s.Fill()
	}
	s.openBeside(c, a)
	if len(c.sources) == 0 {
		b = s.OpenBounds()
		if len(a.Finder.Joint) > 0 {
			return b, b.Low
		}
		return b, b.High // each source has one line, which may earn all of it
	}
	s.play(c)
	return c.all.Bounds, c.sure
}

// looksBeside reports whether fields have a say in what an answer does that it does not fill.
func (s *Asker) looksBeside(a *plan.Ask) bool {
	return s.Plan.LooksAtFree || len(a.Finder.Joint) > 0
}

// openBeside opens what an answer opens beside the sources that a scenario lets turn out.
func (s *Asker) openBeside(c *scenario, a *plan.Ask) {
	c.joint, c.derived = a.Finder.Joint, a.Finder.Derived
	for _, o := range a.Opens {
		alone := s.Plan.Sources[o.Source].Pair == nil
		if !slices.Contains(c.sources, o.Source) && (alone || !c.live) {
			s.OpenSource(o.Source, o.Which)
		}
	}
	if !c.live {
		s.OpenLines(a.Joint)
	}
}

// HoldStill leaves of the shared fields only these free, until letGo.
func (s *Asker) HoldStill(free []int) {
	s.Fill()
	was := s.Stakes.free
	for _, i := range s.Plan.Shared {
		was[i], s.Values[i].Free = s.Values[i].Free, false
	}
	for _, i := range free {
		s.Values[i].Free = was[i]
	}
}

// LetGo ends HoldStill.
func (s *Asker) LetGo() {
	for _, i := range s.Plan.Shared {
		s.Values[i].Free = s.Stakes.free[i]
	}
}

// isOpen reports whether an answer could change anything: most questions can be told to be
// closed by that.
func (s *Asker) isOpen(a *plan.Ask) bool {
	at := s.homeOf(a)
	return at < 0 || s.Tag(at).Free
}

// homeOf is the source that decides alone whether a question is open; below 0 where none does.
func (s *Asker) homeOf(a *plan.Ask) int {
	if a.Field < 0 {
		return -1
	}
	return s.Plan.Homes[a.Field].Source
}

// Higher reports whether b reaches higher than c.
func Higher(b, c exact.Bounds) bool {
	if b.NoHigh || c.NoHigh {
		return b.NoHigh && !c.NoHigh
	}
	return b.High > c.High
}
