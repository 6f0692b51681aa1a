package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/walk"
	"leadscore/scoring/internal/words"
)

// group is a compiled Group. What its lines add up to is held between its bounds, then
// fades; of what is left, which metrics and grades see, a share goes on.
type group struct {
	parent   int // -1: none
	min, max *exact.Points
	decay    *decay        // nil: it does not fade
	counts   *exact.Number // the share that goes on; nil: all of it
	grades   []gradeFrom
	names    words.GroupNames
}

type gradeFrom struct {
	name string
	from exact.Points
}

func (e *Engine) compileGroups(c *match.Compiler) {
	for i := range e.rulebook.Groups {
		g := &e.rulebook.Groups[i]
		compiled := group{parent: walk.GroupIndex(e.rulebook, g.Of), min: points(g.Min), max: points(g.Max), counts: g.Counts, names: e.words.OfGroup(g)}
		if g.Decay != nil {
			compiled.decay = compileDecay(g.Decay, c)
		}
		for _, grade := range g.Grades {
			compiled.grades = append(compiled.grades, gradeFrom{grade.Name, thousandths(grade.AtLeast)})
		}
		e.groups = append(e.groups, compiled)
	}
	depth := func(g int) (d int) {
		for ; g >= 0 && d <= len(e.groups); g = e.groups[g].parent {
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
		if d := e.groups[i].decay; d != nil {
			visit(d.from)
		}
	}
}

// clamp is what the group's bounds leave of its sum.
func (g *group) clamp(p exact.Points) exact.Points { return exact.Clamp(p, g.min, g.max) }

// worth is what the group's bounds and decay leave of its sum. It does not fade by a day
// that is not known.
func (g *group) worth(p exact.Points, values []cell.Value) exact.Points {
	p = g.clamp(p)
	if g.decay == nil || values[g.decay.from].State != cell.Known {
		return p
	}
	return g.decay.left(p, values)
}

// counted is what goes on of what the group is worth.
func (g *group) counted(p exact.Points) exact.Points {
	if g.counts == nil {
		return p
	}
	return g.counts.MulPoints(p.Number())
}

// worthBounds is worth for a sum between two ends, where the day by which the group fades
// may be free.
func (g *group) worthBounds(b exact.Bounds, values []cell.Value) exact.Bounds {
	b = b.Clamp(g.min, g.max)
	if g.decay == nil {
		return b
	}
	switch day := &values[g.decay.from]; {
	case day.State == cell.Known:
		var all spread
		g.decay.eachEnd(values, func() { all.add(g.fadedBounds(b, values)) })
		return all.bounds
	case day.Free:
		b = b.Union(exact.Bounds{}) // faded to nothing
	}
	return b
}

// fadedBounds is what is left by the group's day, which is known, of what lies between two
// ends.
func (g *group) fadedBounds(b exact.Bounds, values []cell.Value) exact.Bounds {
	if g.decay.isOver(g.decay.days(&values[g.decay.from])) {
		return exact.Bounds{}
	}
	b.Low, b.High = g.decay.left(b.Low, values), g.decay.left(b.High, values)
	return b
}

// countedBounds is counted for what lies between two ends.
func (g *group) countedBounds(b exact.Bounds) exact.Bounds {
	switch {
	case g.counts == nil:
		return b
	case g.counts.Sign() == 0:
		return exact.Bounds{}
	}
	b.Low, b.High = g.counted(b.Low), g.counted(b.High)
	return b
}

// passed calls visit with the steps in which a group's sum becomes what goes on, as far
// as they change something.
func (s *Scorer) passed(group int, visit func(kind explained.LineKind, p exact.Points)) {
	g, sum := &s.engine.groups[group], s.before[group]
	for _, step := range []struct {
		kind explained.LineKind
		left exact.Points
	}{{explained.LineClamp, g.clamp(sum)}, {explained.LineDecay, s.result.Groups[group]}, {explained.LineCounts, g.counted(s.result.Groups[group])}} {
		if step.left != sum {
			visit(step.kind, step.left-sum)
		}
		sum = step.left
	}
}
