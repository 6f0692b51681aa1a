package reasons

import (
	"leadscore/match/exact"
	"leadscore/scoring/explained"
)

// passed calls visit with the steps in which a group's sum becomes what goes on, as far
// as they change something.
func (s *Reasoner) passed(group int, visit func(kind explained.LineKind, p exact.Points)) {
	g, sum := &s.Plan.Groups[group], s.Before[group]
	for _, step := range []struct {
		kind explained.LineKind
		left exact.Points
	}{{explained.LineClamp, g.Clamp(sum)}, {explained.LineDecay, s.Last.Groups[group]}, {explained.LineCounts, g.Counted(s.Last.Groups[group])}} {
		if step.left != sum {
			visit(step.kind, step.left-sum)
		}
		sum = step.left
	}
}
