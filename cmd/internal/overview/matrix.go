package overview

import (
	"slices"

	"leadscore/icp"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// Axes are the two sides of a matrix of fit and engagement.
type Axes struct {
	fits   []string // grades of the fit, the best first
	group  int      // position of the group that stands for engagement
	grades []string // of the group, the best first; nil: its points are counted
}

// NewAxes chooses the group: the first that has grades, else, of those that lie in no other,
// the one with most criteria. It gives nil where the rulebook has no ICP or no groups.
func NewAxes(rb *rulebook.Rulebook) *Axes {
	if rb.ICP == nil || len(rb.Groups) == 0 {
		return nil
	}
	a := &Axes{fits: gradeNames(rb.ICP.Grades)}
	if rb.ICP.Grades == nil {
		a.fits = gradeNames(icp.DefaultGrades())
	}
	if graded := slices.IndexFunc(rb.Groups, func(g rulebook.Group) bool { return g.Grades != nil }); graded >= 0 {
		a.group, a.grades = graded, gradeNames(rb.Groups[graded].Grades)
		return a
	}
	a.group = largestGroup(rb)
	return a
}

func gradeNames(grades []rulebook.Grade) []string {
	var names []string
	for _, g := range grades {
		names = append(names, g.Name)
	}
	return names
}

// largestGroup is the group of those that lie in no other with most criteria, its inner
// groups' too; of equal ones the first.
func largestGroup(rb *rulebook.Rulebook) int {
	index := map[string]int{}
	for i := range rb.Groups {
		index[rb.Groups[i].Name] = i
	}
	counts := make([]int, len(rb.Groups))
	for i := range rb.Criteria {
		at, in := index[rb.Criteria[i].Group.Text]
		for range rb.Groups { // no chain of groups is longer
			if !in || rb.Groups[at].Of.Text == "" {
				break
			}
			at, in = index[rb.Groups[at].Of.Text]
		}
		if in {
			counts[at]++
		}
	}
	best := -1
	for i := range rb.Groups {
		if rb.Groups[i].Of.Text == "" && (best < 0 || counts[i] > counts[best]) {
			best = i
		}
	}
	return max(best, 0)
}

// matrix counts leads by the grade of their fit, and by their grade or points in a group.
type matrix struct {
	*Axes
	grades [][]int     // by fit and grade; each has one more of both: no grade
	points []Histogram // by fit, where the group has no grades
}

func newMatrix(a *Axes) *matrix {
	if a == nil {
		return nil
	}
	m := &matrix{Axes: a, grades: make([][]int, len(a.fits)+1), points: make([]Histogram, len(a.fits)+1)}
	for i := range m.grades {
		m.grades[i] = make([]int, len(a.grades)+1)
	}
	return m
}

func (m *matrix) add(e *scoring.Engine, r *scoring.Result) {
	if m == nil {
		return
	}
	fit := placeOf(m.fits, e.FitGrade(r))
	if m.Axes.grades == nil {
		m.points[fit].Add(r.Groups[m.group])
		return
	}
	m.grades[fit][placeOf(m.Axes.grades, e.GroupGrade(r, m.group))]++
}

// placeOf is the place of a name in a list, or behind all.
func placeOf(names []string, name string) int {
	if i := slices.Index(names, name); i >= 0 {
		return i
	}
	return len(names)
}

func (m *matrix) merge(o *matrix) {
	if m == nil {
		return
	}
	for i := range m.grades {
		for k, n := range o.grades[i] {
			m.grades[i][k] += n
		}
		m.points[i].Merge(&o.points[i])
	}
}

// bands are how a matrix without grades parts a group's points: three equal parts of what is
// above nothing, nothing, and below nothing; without those that hold no lead at either end.
func (m *matrix) bands() []Bin {
	var all Histogram
	for i := range m.points {
		all.Merge(&m.points[i])
	}
	from, to, ok := all.Range()
	if !ok {
		return nil
	}
	unit := all.width
	step := unit
	for 3*step < to {
		step = nextRound(step)
	}
	bands := []Bin{{From: 2 * step, To: max(3*step, to)}, {From: step, To: 2 * step}, {From: unit, To: step}, {From: 0, To: unit}, {From: from, To: 0}}
	return slices.DeleteFunc(bands, func(b Bin) bool { return b.From >= b.To || b.From >= to || b.To <= from })
}
