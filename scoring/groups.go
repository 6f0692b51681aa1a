package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/walk"
)

// compileGroups compiles the groups, and orders them: inner before outer.
func (e *Engine) compileGroups(c *match.Compiler) {
	for i := range e.rulebook.Groups {
		g := &e.rulebook.Groups[i]
		e.groups = append(e.groups, earning.CompileGroup(g, walk.GroupIndex(e.rulebook, g.Of), c))
		e.groupNames = append(e.groupNames, e.words.OfGroup(g))
	}
	depth := func(g int) (d int) {
		for ; g >= 0 && d <= len(e.groups); g = e.groups[g].Parent {
			d++
		}
		return d
	}
	for i := range e.groups {
		if depth(i) > len(e.groups) {
			c.Problem(e.rulebook.Groups[i].Of.Pos, "groups may not form a circle", "the group %q lies in itself", e.rulebook.Groups[i].Name)
		}
		e.clampOrder = append(e.clampOrder, i)
	}
	slices.SortStableFunc(e.clampOrder, func(a, b int) int { return depth(b) - depth(a) })
}

// groupFields calls visit for each field by which a group fades.
func (e *Engine) groupFields(visit func(int)) {
	for i := range e.groups {
		if d := e.groups[i].Decay; d != nil {
			visit(d.From)
		}
	}
}

// passed calls visit with the steps in which a group's sum becomes what goes on, as far
// as they change something.
func (s *Scorer) passed(group int, visit func(kind explained.LineKind, p exact.Points)) {
	g, sum := &s.engine.groups[group], s.before[group]
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
