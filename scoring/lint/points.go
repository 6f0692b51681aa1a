package lint

import (
	"slices"
	"strconv"
	"strings"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// This file holds what is found about points: bounds, thresholds and grades that
// cannot be reached.

func (l *linter) scoreRange() {
	s, sum := &l.rulebook.Score, l.extent.Sum
	if most := inPoints(s.Max); most != nil {
		switch endless := l.endless(); {
		case endless != nil:
			l.warn(s.Pos, "give it a max, or put it in a group that has one", "all lines together can exceed the max of %s by any amount: %s without a max", most, strings.Join(endless, ", "))
		case sum.NoHigh:
		case sum.High > *most:
			l.warn(s.Pos, "lower points or caps, or raise max: leads that exceed it cannot be told apart", "all lines together can add up to %s, which is %s over the max of %s", sum.High, sum.High-*most, most)
		case sum.High < *most:
			l.warn(s.Pos, "raise points or caps, or lower max", "no lead can reach the max of %s: all lines together add up to %s at most", most, sum.High)
		}
	}
	if least := inPoints(s.Min); least != nil && !sum.NoLow && sum.Low > *least {
		l.warn(s.Pos, "raise min, or leave it out", "no lead can fall to the min of %s: all lines together add up to %s at least", least, sum.Low)
	}
}

// endless names the criteria that add any number of points.
func (l *linter) endless() []string {
	var names []string
	for i, earns := range l.extent.Criteria {
		if earns.NoHigh && !l.capped(l.groupOf(i)) {
			names = append(names, strconv.Quote(l.rulebook.Criteria[i].Name))
		}
	}
	return names
}

// capped reports whether the group, or one that it lies in, has a max or does not count.
func (l *linter) capped(group int) bool {
	for ; group >= 0; group = l.parent(group) {
		if g := &l.rulebook.Groups[group]; g.Max != nil || g.Counts != nil && g.Counts.Sign() == 0 {
			return true
		}
	}
	return false
}

func (l *linter) groupBounds() {
	filled := l.filled()
	for i, sum := range l.extent.Groups {
		written := &l.rulebook.Groups[i]
		least, most := inPoints(written.Min), inPoints(written.Max)
		if !filled[i] {
			continue
		}
		if most != nil && !sum.NoHigh && sum.High < *most {
			l.warn(written.Pos, "lower max to what you want it to hold back, or leave it out", "the group %q cannot reach its max of %s: its lines add up to %s at most", written.Name, most, sum.High)
		}
		if least != nil && !sum.NoLow && sum.Low > *least {
			l.warn(written.Pos, "raise min to what you want it to hold back, or leave it out", "the group %q cannot fall to its min of %s: its lines add up to %s at least", written.Name, least, sum.Low)
		}
	}
}

func (l *linter) deadGroups() {
	for i, sum := range l.extent.Groups {
		if nothing := exact.BoundsOf(0); l.extent.Worth[i] == nothing && sum != nothing {
			l.warn(l.rulebook.Groups[i].Pos, "raise its max or lower its min", "the group %q always adds 0: its bounds let nothing through", l.rulebook.Groups[i].Name)
		}
	}
}

func (l *linter) emptyGroups() {
	for i, filled := range l.filled() {
		if !filled {
			l.warn(l.rulebook.Groups[i].Pos, "put criteria into it with group: "+l.rulebook.Groups[i].Name+", or leave it out", "no criterion lies in the group %q", l.rulebook.Groups[i].Name)
		}
	}
}

func (l *linter) gradeThresholds() {
	for i, worth := range l.extent.Worth {
		written := &l.rulebook.Groups[i]
		for _, grade := range written.Grades {
			if from := *inPoints(&grade.AtLeast); !worth.NoHigh && from > worth.High {
				l.warn(written.Pos, "lower what it asks for, or raise the points of the group", "no lead can get the grade %q, from %s points up: the group %q has %s at most", grade.Name, from, written.Name, worth.High)
			}
		}
	}
}

func (l *linter) deadCriteria() {
	for i, earns := range l.extent.Widest {
		if c := &l.rulebook.Criteria[i]; earns == exact.BoundsOf(0) {
			l.warn(c.Pos, "give it points, or leave it out", "%q earns 0 whatever the lead", c.Name)
		}
	}
}

// eachBounded looks for an operator that was probably to bound what each earns: a lead above it
// earns nothing at all.
func (l *linter) eachBounded() {
	for i := range l.rulebook.Criteria {
		c := &l.rulebook.Criteria[i]
		if c.Each == nil || c.When == nil || c.When.Kind != rulebook.Leaf || len(c.When.Tests) != 1 {
			continue
		}
		t, bound := c.When.Tests[0], "max"
		if t.Op == "at_least" && c.Each.Sign() < 0 {
			bound = "min"
		} else if t.Op != "at_most" && t.Op != "below" || c.Max != nil {
			continue
		}
		if len(t.Args) == 1 {
			l.warn(t.Pos, "write "+bound+": "+t.Args[0].Text+" in place of "+t.Op+", if that is the most that it may earn", "%s asks what the field holds: beyond it nothing is earned", t.Op)
		}
	}
}

// enoughCriteria is how many criteria a rulebook has before the lack of one that
// takes points away says something.
const enoughCriteria = 5

// noNegatives leaves rulebooks with win rates alone: there, won and lost leads have
// weighed the lines, and what speaks against a lead is what earns 0.
func (l *linter) noNegatives() {
	if len(l.rulebook.Criteria) < enoughCriteria || len(l.rulebook.Score.Rates) > 0 {
		return
	}
	if slices.ContainsFunc(l.extent.Criteria, func(b exact.Bounds) bool { return b.NoLow || b.Low < 0 }) {
		return
	}
	for i := range l.rulebook.Stages {
		if l.rulebook.Stages[i].Out {
			return
		}
	}
	l.warn(l.rulebook.Criteria[0].Pos, "add some: students, competitors, private addresses, who left the newsletter", "none of the %d criteria takes points away", len(l.rulebook.Criteria))
}

// stageThresholds looks for stage rules that are true nowhere between the ends of
// the metrics that they ask for, whatever the fields.
func (l *linter) stageThresholds() {
	values := make([]cell.Value, len(l.plan.Specs))
	for i := range values {
		values[i].Free = true
		if metric := &l.plan.Specs[i]; i >= l.plan.FirstMetric && metric.Type == rulebook.TypeNumber {
			values[i] = cell.Value{State: cell.Known, Free: true, Number: l.metricRange(metric.Name)}
		}
	}
	for i, rule := range l.plan.Stages {
		if s := &l.rulebook.Stages[i]; !rule.Outcomes(values).Has(match.True) {
			l.warn(s.Pos, "ask for less, or let the lines earn more", "no lead can reach the stage %q: %s", s.Name, l.rangesAsked(rule, values))
		}
	}
}

// metricRange is what a metric that is a number can be.
func (l *linter) metricRange(name string) exact.Interval {
	if name == "score" {
		return interval(l.extent.Score)
	}
	for g := range l.rulebook.Groups {
		if name == "group."+l.rulebook.Groups[g].Name {
			return interval(l.extent.Worth[g])
		}
	}
	for f := range l.rulebook.Frameworks {
		framework := &l.rulebook.Frameworks[f]
		if name == framework.Name+".met" || name == framework.Name+".known" {
			return exact.Interval{High: exact.Int(int64(len(framework.Elements)))}
		}
	}
	return exact.Interval{High: exact.Int(100)} // fit and share, in percent
}

func interval(b exact.Bounds) exact.Interval {
	return exact.Interval{Low: b.Low.Number(), High: b.High.Number(), NoLow: b.NoLow, NoHigh: b.NoHigh}
}

// rangesAsked says what the metrics can be that a rule asks for: "score is 0 to 95".
func (l *linter) rangesAsked(rule *match.Cond, values []cell.Value) string {
	var ranges []string
	for _, i := range match.FieldsOf(rule.Fields) {
		if v := &values[i]; i >= l.plan.FirstMetric && v.State == cell.Known {
			ranges = append(ranges, l.plan.Specs[i].Name+" is "+v.Number.String())
		}
	}
	return strings.Join(ranges, ", ")
}
