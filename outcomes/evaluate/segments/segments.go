// Package segments counts won and lost leads by what a rulebook sorts them into: its stages, and
// the grades of fit and of groups.
package segments

import (
	"cmp"
	"math"
	"slices"

	"leadscore/icp"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// Segment is a stage or a grade with its leads.
type Segment struct {
	Name string // "": leads without one
	Out  bool   // an out stage: kept out of rankings
	stats.Tally
	Against Comparison // its win rate with that of the next segment that has leads
}

// Comparison says how one win rate stands to another.
type Comparison uint8

// The comparisons. The two in the middle may be luck: the difference is within what
// chance gives at 95 %.
const (
	NotCompared Comparison = iota
	Below
	PerhapsBelow // or equal
	PerhapsAbove
	Above
)

// Compare compares the win rates of two groups of leads by the two-sided test of two
// proportions with pooled variance, at 95 %.
func Compare(a, b stats.Tally) Comparison {
	if a.Leads() == 0 || b.Leads() == 0 {
		return NotCompared
	}
	pooled := stats.Ratio(a.Won+b.Won, a.Leads()+b.Leads())
	deviation := math.Sqrt(pooled * (1 - pooled) * (1/float64(a.Leads()) + 1/float64(b.Leads())))
	difference := stats.Ratio(a.Won, a.Leads()) - stats.Ratio(b.Won, b.Leads())
	certain := math.Abs(difference) > stats.Z95*deviation
	switch {
	case difference > 0 && certain:
		return Above
	case difference > 0:
		return PerhapsAbove
	case certain && difference < 0:
		return Below
	}
	return PerhapsBelow
}

// compareEach compares each segment with the next that has leads. Out stages, and
// leads without a name, are not compared.
func compareEach(segments []Segment) {
	last := -1
	for i := len(segments) - 1; i >= 0; i-- {
		s := &segments[i]
		if s.Out || s.Name == "" || s.Leads() == 0 {
			continue
		}
		if last >= 0 {
			s.Against = Compare(s.Tally, segments[last].Tally)
		}
		last = i
	}
}

// stageCount counts the leads of each stage. Several rules of one stage are one.
type stageCount struct {
	found []Segment
	at    map[string]int
}

func newStageCount(rb *rulebook.Rulebook) stageCount {
	c := stageCount{at: map[string]int{}}
	if len(rb.Stages) == 0 {
		return c
	}
	for _, out := range []bool{false, true} {
		for i := range rb.Stages {
			if s := &rb.Stages[i]; s.Out == out {
				c.add(s.Name, out)
			}
		}
		if !out {
			c.add("", false) // ranked after the last, before those out
		}
	}
	return c
}

func (c *stageCount) add(name string, out bool) {
	if _, known := c.at[name]; !known {
		c.at[name] = len(c.found)
		c.found = append(c.found, Segment{Name: name, Out: out})
	}
}

// plus counts the leads of another count of the same rulebook.
func (c *stageCount) plus(d *stageCount) {
	for i := range c.found {
		c.found[i].Tally = c.found[i].Plus(d.found[i].Tally)
	}
}

func (c *stageCount) count(name string, won bool) {
	if i, known := c.at[name]; known {
		c.found[i].Tally.Count(won)
	}
}

// segments are the stages, best first; leads without a stage only where there are
// some.
func (c *stageCount) segments() []Segment {
	found := slices.DeleteFunc(slices.Clone(c.found), func(s Segment) bool { return s.Name == "" && s.Leads() == 0 })
	compareEach(found)
	return found
}

// GradeSegment is a grade of the fit, of a graded group, or of all joined.
type GradeSegment struct {
	Of string // "fit", the group's name, or "" for the grades joined (A2)
	Segment
}

// gradeCount counts the leads of each grade.
type gradeCount map[string]stats.Tally

func (c *gradeCount) count(grade string, won bool) {
	if *c == nil {
		*c = gradeCount{}
	}
	t := (*c)[grade]
	t.Count(won)
	(*c)[grade] = t
}

// plus counts the leads of another count of the same grades.
func (c *gradeCount) plus(d gradeCount) {
	if *c == nil {
		*c = gradeCount{}
	}
	for name, t := range d {
		(*c)[name] = (*c)[name].Plus(t)
	}
}

// in lists the grades in an order given, best first, and leads without one last.
func (c gradeCount) in(of string, names []string) []GradeSegment {
	var segments []Segment
	for _, name := range names {
		segments = append(segments, Segment{Name: name, Tally: c[name]})
	}
	compareEach(segments)
	var grades []GradeSegment
	for _, s := range segments {
		grades = append(grades, GradeSegment{of, s})
	}
	if rest := c[""]; rest.Leads() > 0 {
		grades = append(grades, GradeSegment{of, Segment{Tally: rest}})
	}
	return grades
}

// Counts counts leads by stages and grades.
type Counts struct {
	rulebook *rulebook.Rulebook
	stages   stageCount
	fit      gradeCount
	groups   []gradeCount // of each group; those without grades stay empty
	joined   gradeCount
}

// NewCounts counts nothing yet.
func NewCounts(rb *rulebook.Rulebook) *Counts {
	return &Counts{rulebook: rb, stages: newStageCount(rb), groups: make([]gradeCount, len(rb.Groups))}
}

// Stage counts a lead of a stage; "": of none.
func (c *Counts) Stage(name string, won bool) { c.stages.count(name, won) }

// Fit counts a lead of a grade of the fit; "": of none. So do Group and Joined.
func (c *Counts) Fit(grade string, won bool) { c.fit.count(grade, won) }

// Group counts a lead of a grade of a group, by its position in the rulebook.
func (c *Counts) Group(i int, grade string, won bool) { c.groups[i].count(grade, won) }

// Joined counts a lead of all grades joined.
func (c *Counts) Joined(grade string, won bool) { c.joined.count(grade, won) }

// Plus counts the leads of another part of the same list too.
func (c *Counts) Plus(d *Counts) {
	c.stages.plus(&d.stages)
	c.fit.plus(d.fit)
	c.joined.plus(d.joined)
	for g := range c.groups {
		c.groups[g].plus(d.groups[g])
	}
}

// Stages are the stages, best first; leads without a stage only where there are some.
func (c *Counts) Stages() []Segment { return c.stages.segments() }

// Grades lists the grades of the fit, of each graded group, and, where there are
// several such axes, joined.
func (c *Counts) Grades() []GradeSegment {
	var all []GradeSegment
	axes := 0
	if section := c.rulebook.ICP; section != nil {
		axes++
		all = append(all, c.fit.in("fit", fitGrades(section))...)
	}
	for i := range c.rulebook.Groups {
		if g := &c.rulebook.Groups[i]; g.Grades != nil {
			axes++
			var names []string
			for _, grade := range g.Grades {
				names = append(names, grade.Name)
			}
			all = append(all, c.groups[i].in(g.Name, names)...)
		}
	}
	if axes > 1 {
		all = append(all, c.joined.joinedGrades()...)
	}
	return all
}

func fitGrades(s *rulebook.ICP) []string {
	grades := s.Grades
	if grades == nil {
		grades = icp.DefaultGrades()
	}
	var names []string
	for _, g := range grades {
		names = append(names, g.Name)
	}
	return names
}

// joinedGrades lists the grades that leads have, by name: of two axes neither comes
// first.
func (c gradeCount) joinedGrades() []GradeSegment {
	var grades []GradeSegment
	for name, tally := range c {
		grades = append(grades, GradeSegment{"", Segment{Name: name, Tally: tally}})
	}
	slices.SortFunc(grades, func(a, b GradeSegment) int { return cmp.Compare(a.Name, b.Name) })
	return grades
}
