package scoring

import (
	"cmp"
	"slices"
	"strings"

	"leadscore/match"
)

// part is one line of the sum of the lead scored last.
type part struct {
	kind   LineKind
	index  int // of the criterion, group or framework; -1 for the clamp of the score
	points match.Points
}

// sumParts lists the lines of the sum in their order: the ICP, the criteria, the
// clamps of groups, inner before outer, the frameworks, the clamp of the score.
// Clamps that change nothing are left out.
func (s *Scorer) sumParts() []part {
	e, r := s.engine, &s.result
	parts := s.parts[:0]
	if e.icp != nil {
		parts = append(parts, part{LineICP, 0, limit(e.icp.Points(s.fit))})
	}
	for i := range e.criteria {
		parts = append(parts, part{LineCriterion, i, match.Points(s.earnedBy(i).Amount)})
	}
	for _, i := range e.clampOrder {
		if r.Groups[i] != s.before[i] {
			parts = append(parts, part{LineClamp, i, r.Groups[i] - s.before[i]})
		}
	}
	for i, f := range e.frameworks {
		parts = append(parts, part{LineFramework, i, limit(f.Points(r.Frameworks[i]))})
	}
	if r.Score != s.sum {
		parts = append(parts, part{LineClamp, -1, r.Score - s.sum})
	}
	s.parts = parts
	return parts
}

// partName is the name of a line in the rulebook's language.
func (s *Scorer) partName(p part) string {
	e := s.engine
	switch p.kind {
	case LineICP:
		return cmp.Or(e.profileName(s.result.Profile), e.words.icp)
	case LineCriterion:
		return e.rulebook.Criteria[p.index].Name
	case LineFramework:
		return e.rulebook.Frameworks[p.index].Name
	}
	up := p.points > 0
	switch {
	case p.index < 0 && up:
		return e.words.floorSum
	case p.index < 0:
		return e.words.capScore
	case up:
		return e.words.floorOf(e.rulebook.Groups[p.index].Name)
	}
	return e.words.capOf(e.rulebook.Groups[p.index].Name)
}

// Reasons says why the lead scored last stands where it does: what the deciding
// stage rule says, the earlier stage rules that are unknown, and the lines that
// weigh most.
func (s *Scorer) Reasons() []string {
	reasons := s.stageReasons()
	for _, p := range s.heaviest() {
		reasons = append(reasons, s.partName(p)+" "+p.points.Signed())
	}
	return reasons
}

func (s *Scorer) stageReasons() []string {
	e := s.engine
	var reasons, unknown []string
	for i, rule := range e.stages {
		if i == s.result.Stage {
			if because := e.rulebook.Stages[i].Because; because != "" {
				reasons = append(reasons, because)
			}
			break
		}
		if !rule.Eval(s.settled()).Known() {
			unknown = append(unknown, "? "+e.rulebook.Stages[i].Name+" ("+s.whatIsUnknown(rule)+")")
		}
	}
	return append(reasons, unknown...)
}

// whatIsUnknown names the fields and metrics that keep a condition open.
func (s *Scorer) whatIsUnknown(c *match.Cond) string {
	var names []string
	c.Fields(func(i int) {
		s.visitUnknown(i, func(open int) {
			name := s.engine.nameOf(open) + " " + s.stateText(open)
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		})
	})
	return strings.Join(names, s.engine.words.between)
}

// visitUnknown calls visit for a field or metric that is not known for certain; in
// place of a derived field, for those of its sources that are not.
func (s *Scorer) visitUnknown(i int, visit func(int)) (found bool) {
	if v := s.value(i); v.State == match.Known && !v.IsInterval() {
		return false
	}
	if i < len(s.engine.fields) {
		for _, source := range s.engine.fields[i].sources {
			found = s.visitUnknown(source, visit) || found
		}
	}
	if !found {
		visit(i)
	}
	return true
}

// nameOf is the header of a field, or the name of a metric.
func (e *Engine) nameOf(i int) string {
	if i < len(e.fields) {
		return e.fields[i].header
	}
	return e.specs[i].Name
}

// stateText says why a value leaves a condition open: "blank", "100 to 299".
func (s *Scorer) stateText(i int) string {
	v := s.value(i)
	switch {
	case v.State == match.Known:
		return v.Words(s.engine.specs[i].Type)
	case i >= len(s.engine.fields):
		return s.engine.words.unknown
	case s.engine.fields[i].ofTitle():
		return s.engine.words.unlisted
	case s.engine.fields[i].derived != nil:
		return s.engine.words.unknown
	}
	return s.engine.words.states[v.State]
}

// heaviest is the lines of most points, up or down, as many as the options ask
// for; those that add stand before those that take.
func (s *Scorer) heaviest() []part {
	parts := slices.DeleteFunc(s.sumParts(), func(p part) bool { return p.points == 0 })
	slices.SortStableFunc(parts, func(a, b part) int {
		return cmp.Compare(max(b.points, -b.points), max(a.points, -a.points))
	})
	parts = parts[:min(len(parts), s.engine.reasons)]
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(b.points, a.points) })
	return parts
}
