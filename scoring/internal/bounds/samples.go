package bounds

import (
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/swings"
)

// highestSampled is the most that the score was found to come to when this question alone is
// answered: answers that stand for others are tried, each a value as a cell may hold it, so
// that nothing is promised that no answer gives. The answers that did most for the lead before
// come first: where they reach the most that there can be, no others are tried.
func (s *Asker) highestSampled(a *plan.Ask, most exact.Points) exact.Points {
	if entangled := func(i int) bool { return s.Plan.Finders[i].Entangled }; s.looksBeside(a) || slices.ContainsFunc(a.Sources, entangled) {
		s.HoldStill(a.Fills)
		defer s.LetGo()
	}
	c := s.newScenario(mostAnswers)
	ways := 1
	for _, i := range a.Sources {
		if s.Decision(i).Free {
			samples := s.SamplesOf(i)
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
func (s *Asker) playBestBefore(c *scenario) {
	for k, source := range c.sources {
		best := s.findingsOf(source).Best
		c.some[k] = c.some[k][best : best+1]
	}
	s.play(c)
	for k, source := range c.sources {
		c.some[k] = s.SamplesOf(source)
	}
}

// keepBest keeps which samples of a scenario went best.
func (s *Asker) keepBest(c *scenario) {
	for k, source := range c.sources {
		f := s.findingsOf(source)
		for i := range f.Samples {
			if c.best[k].Finding == &f.Samples[i] {
				f.Best = i
			}
		}
	}
}

// climb plays a scenario of too many ways: a few of each source together, and from the best
// of these source by source.
func (s *Asker) climb(c *scenario) exact.Points {
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
		c.some[k] = []swings.Finding{*c.best[k].Finding}
	}
	for range 2 {
		for k := range all {
			c.some[k] = all[k]
			s.play(c)
			c.some[k] = []swings.Finding{*c.best[k].Finding}
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
func spaced(all []swings.Finding, most int) (some []swings.Finding) {
	step := max((len(all)+most-1)/most, 1)
	for i := 0; i < len(all); i += step {
		some = append(some, all[i])
	}
	return some
}

// SamplesOf gives values that a source's fields may have, each with nothing left open, and
// first that they stay as they are.
func (s *Asker) SamplesOf(source int) []swings.Finding {
	f := s.findingsOf(source)
	if f.Samples != nil {
		return f.Samples
	}
	src := &s.Plan.Sources[source]
	was := s.valuesOf(src)
	f.Samples = append(f.Samples, f.Stays)
	for _, first := range s.sampled(source) {
		for _, values := range s.withDerived(src, &s.Plan.Finders[source], first) {
			f.Samples = append(f.Samples, s.findingOf(src, held(values)))
		}
		if len(f.Samples) > mostFindings {
			break
		}
	}
	s.lay(src, was)
	return f.Samples
}

// sampled gives values that the first of a source's fields may have.
func (s *Asker) sampled(source int) (samples []cell.Value) {
	src, f, is := &s.Plan.Sources[source], &s.Plan.Finders[source], s.Decision(source).Values[0]
	typ := s.Plan.Specs[src.Fields[0]].Type
	if typ == rulebook.TypeText {
		return match.SampleTexts(f.Leaves[0])
	}
	for _, v := range append(match.Possible(typ, f.Leaves[0], s.numbersOn(src.Fields[0], f.Rates)), s.extremes(typ)...) {
		if is.State != cell.Known || narrow(&v, &is) {
			samples = append(samples, match.Samples(typ, v)...)
		}
	}
	return samples
}

// valuesOf is a copy of the values of a source's fields, for lay to put back.
func (s *Asker) valuesOf(src *plan.Source) (values []cell.Value) {
	for _, field := range src.Fields {
		values = append(values, s.Values[field])
	}
	return values
}

func (s *Asker) lay(src *plan.Source, values []cell.Value) {
	for k, field := range src.Fields {
		s.Values[field] = values[k]
	}
}
