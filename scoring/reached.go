package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/internal/plan"
)

// reached is the most that the score was found to come to when this question alone is
// answered: answers that stand for others are tried, each a value as a cell may hold it, so
// that nothing is promised that no answer gives. The answers that did most for the lead before
// come first: where they reach the most that there can be, no others are tried.
func (s *Scorer) reached(a *plan.Ask, most exact.Points) exact.Points {
	if entangled := func(i int) bool { return s.plan.Finders[i].Entangled }; s.looksBeside(a) || slices.ContainsFunc(a.Sources, entangled) {
		s.holdStill(a.Fills)
		defer s.letGo()
	}
	c := s.newScenario(mostAnswers)
	ways := 1
	for _, i := range a.Sources {
		if s.decision(i).free {
			samples := s.samplesOf(i)
			c.sources, c.some = append(c.sources, i), append(c.some, samples)
			ways *= min(len(samples), mostAnswers+1)
			ways = min(ways, mostAnswers+1)
		}
	}
	c.live = true
	s.openBeside(c, a)
	if ways > mostAnswers {
		return s.climb(c)
	}
	if s.playBestBefore(c); c.sure < most {
		s.play(c)
		s.keepBest(c)
	}
	return c.sure
}

// playBestBefore plays a scenario of samples only as it went best before.
func (s *Scorer) playBestBefore(c *scenario) {
	for k, source := range c.sources {
		best := s.findingsOf(source).best
		c.some[k] = c.some[k][best : best+1]
	}
	s.play(c)
	for k, source := range c.sources {
		c.some[k] = s.samplesOf(source)
	}
}

// keepBest keeps which samples of a scenario went best.
func (s *Scorer) keepBest(c *scenario) {
	for k, source := range c.sources {
		f := s.findingsOf(source)
		for i := range f.samples {
			if c.best[k].finding == &f.samples[i] {
				f.best = i
			}
		}
	}
}

// climb plays a scenario of too many ways: a few of each source together, and from the best
// of these source by source.
func (s *Scorer) climb(c *scenario) exact.Points {
	all := slices.Clone(c.some)
	few := 1
	for pow(few+1, len(all)) <= mostAnswers {
		few++
	}
	for k := range all {
		c.some[k] = spaced(all[k], few)
	}
	s.play(c)
	for k := range all {
		c.some[k] = []finding{*c.best[k].finding}
	}
	for range 2 {
		for k := range all {
			c.some[k] = all[k]
			s.play(c)
			c.some[k] = []finding{*c.best[k].finding}
		}
	}
	return c.sure
}

func pow(n, times int) int {
	product := 1
	for range times {
		product *= n
	}
	return product
}

// spaced is so many of all, evenly spaced.
func spaced(all []finding, most int) (some []finding) {
	step := max((len(all)+most-1)/most, 1)
	for i := 0; i < len(all); i += step {
		some = append(some, all[i])
	}
	return some
}

// samplesOf gives values that a source's fields may have, each with nothing left open, and
// first that they stay as they are.
func (s *Scorer) samplesOf(source int) []finding {
	f := s.findingsOf(source)
	if f.samples != nil {
		return f.samples
	}
	src := &s.plan.Sources[source]
	was := s.valuesOf(src)
	f.samples = append(f.samples, f.stays)
	for _, first := range s.sampled(source) {
		for _, values := range s.withDerived(src, &s.plan.Finders[source], first) {
			f.samples = append(f.samples, s.findingOf(src, held(values)))
		}
		if len(f.samples) > mostFindings {
			break
		}
	}
	s.lay(src, was)
	return f.samples
}

// sampled gives values that the first of a source's fields may have.
func (s *Scorer) sampled(source int) (samples []cell.Value) {
	src, f, is := &s.plan.Sources[source], &s.plan.Finders[source], s.decision(source).values[0]
	typ := s.plan.Specs[src.Fields[0]].Type
	if typ == rulebook.TypeText {
		return match.SampleTexts(f.Leaves[0])
	}
	for _, v := range append(match.Possible(typ, f.Leaves[0], s.numbersOn(src.Fields[0], f.Rates)), s.engine.extremes(typ)...) {
		if is.State != cell.Known || narrow(&v, &is) {
			samples = append(samples, match.Samples(typ, v)...)
		}
	}
	return samples
}

// valuesOf is a copy of the values of a source's fields, for lay to put back.
func (s *Scorer) valuesOf(src *plan.Source) (values []cell.Value) {
	for _, field := range src.Fields {
		values = append(values, s.values[field])
	}
	return values
}

func (s *Scorer) lay(src *plan.Source, values []cell.Value) {
	for k, field := range src.Fields {
		s.values[field] = values[k]
	}
}
