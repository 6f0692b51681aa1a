package earning

import (
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Group is a compiled Group. What its lines add up to is held between its bounds, then
// fades; of what is left, which metrics and grades see, a share goes on.
type Group struct {
	Parent   int // -1: none
	min, max *exact.Points
	Decay    *Decay        // nil: it does not fade
	counts   *exact.Number // the share that goes on; nil: all of it
	grades   []gradeFrom
}

type gradeFrom struct {
	name string
	from exact.Points
}

// CompileGroup compiles a group that lies in another one; parent -1: in none.
func CompileGroup(g *rulebook.Group, parent int, c *match.Compiler) Group {
	compiled := Group{Parent: parent, min: PointsOf(g.Min), max: PointsOf(g.Max), counts: g.Counts}
	if g.Decay != nil {
		compiled.Decay = CompileDecay(g.Decay, c)
	}
	for _, grade := range g.Grades {
		compiled.grades = append(compiled.grades, gradeFrom{grade.Name, Thousandths(grade.AtLeast)})
	}
	return compiled
}

// Grade is the first grade whose lowest points are reached; "" for none.
func (g *Group) Grade(p exact.Points) string {
	for _, grade := range g.grades {
		if p >= grade.from {
			return grade.name
		}
	}
	return ""
}

// IsGraded reports whether the group has grades.
func (g *Group) IsGraded() bool { return g.grades != nil }

// OnlyClamps reports whether all that the group does with its sum is to hold it between bounds.
func (g *Group) OnlyClamps() bool { return g.Decay == nil && g.counts == nil }

// Leaves reports whether the group's bounds leave what lies between two ends as it is.
func (g *Group) Leaves(b exact.Bounds) bool { return b.Clamp(g.min, g.max) == b }

// Clamp is what the group's bounds leave of its sum.
func (g *Group) Clamp(p exact.Points) exact.Points { return exact.Clamp(p, g.min, g.max) }

// Worth is what the group's bounds and decay leave of its sum. It does not fade by a day
// that is not known.
func (g *Group) Worth(p exact.Points, values []cell.Value) exact.Points {
	p = g.Clamp(p)
	if g.Decay == nil || values[g.Decay.From].State != cell.Known {
		return p
	}
	return g.Decay.left(p, values)
}

// Counted is what goes on of what the group is worth.
func (g *Group) Counted(p exact.Points) exact.Points {
	if g.counts == nil {
		return p
	}
	return g.counts.MulPoints(p.Number())
}

// WorthBounds is worth for a sum between two ends, where the day by which the group fades
// may be free.
func (g *Group) WorthBounds(b exact.Bounds, values []cell.Value) exact.Bounds {
	b = b.Clamp(g.min, g.max)
	if g.Decay == nil {
		return b
	}
	switch day := &values[g.Decay.From]; {
	case day.State == cell.Known:
		var all Spread
		g.Decay.eachEnd(values, func() { all.Add(g.fadedBounds(b, values)) })
		return all.Bounds
	case day.Free:
		b = b.Union(exact.Bounds{}) // faded to nothing
	}
	return b
}

// fadedBounds is what is left by the group's day, which is known, of what lies between two
// ends.
func (g *Group) fadedBounds(b exact.Bounds, values []cell.Value) exact.Bounds {
	if g.Decay.isOver(g.Decay.Days(&values[g.Decay.From])) {
		return exact.Bounds{}
	}
	b.Low, b.High = g.Decay.left(b.Low, values), g.Decay.left(b.High, values)
	return b
}

// CountedBounds is counted for what lies between two ends.
func (g *Group) CountedBounds(b exact.Bounds) exact.Bounds {
	switch {
	case g.counts == nil:
		return b
	case g.counts.Sign() == 0:
		return exact.Bounds{}
	}
	b.Low, b.High = g.Counted(b.Low), g.Counted(b.High)
	return b
}
