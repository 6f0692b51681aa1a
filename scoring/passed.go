package scoring

import (
	"leadscore/match/exact"
	"leadscore/scoring/explained"
)

// passed calls visit with the steps in which a group's sum becomes what goes on, as far
// as they change something.
func (s *Scorer) passed(group int, visit func(kind explained.LineKind, p exact.Points)) {
	g, sum := &s.plan.Groups[group], s.before[group]
	for _, step := range []struct {
		kind explained.LineKind
		left exact.Points
	}{{explained.LineClamp, g.Clamp(sum)}, {explained.LineDecay, s.result.Groups[group]}, {explained.LineCounts, g.Counted(s.result.Groups[group])}} {
		if step.left != sum {
			visit(step.kind, step.left-sum)
		}
		sum = step.left
	}
}
