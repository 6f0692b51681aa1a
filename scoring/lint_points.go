package scoring

import (
	"strconv"
	"strings"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// This file holds what Lint finds about points: bounds, thresholds and grades that
// cannot be reached.

func (l *linter) scoreRange() {
	s, sum := &l.rulebook.Score, l.sum
	if most := l.engine.scoreMax; most != nil {
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
	if least := l.engine.scoreMin; least != nil && !sum.NoLow && sum.Low > *least {
		l.warn(s.Pos, "raise min, or leave it out", "no lead can fall to the min of %s: all lines together add up to %s at least", least, sum.Low)
	}
}

// endless names the criteria that add any number of points.
func (l *linter) endless() []string {
	var names []string
	for i := range l.engine.criteria {
		if l.scorer.criterionBounds(i).NoHigh && !l.capped(l.engine.criteria[i].group) {
			names = append(names, strconv.Quote(l.rulebook.Criteria[i].Name))
		}
	}
	return names
}

// capped reports whether the group, or one that it lies in, has a max or does not count.
func (l *linter) capped(group int) bool {
	for ; group >= 0; group = l.engine.groups[group].parent {
		if g := &l.engine.groups[group]; g.max != nil || g.counts != nil && g.counts.Sign() == 0 {
			return true
		}
	}
	return false
}

func (l *linter) groupBounds() {
	filled := l.filled()
	for i := range l.engine.groups {
		g, sum, written := &l.engine.groups[i], l.groups[i], &l.rulebook.Groups[i]
		if !filled[i] {
			continue
		}
		if g.max != nil && !sum.NoHigh && sum.High < *g.max {
			l.warn(written.Pos, "lower max to what you want it to hold back, or leave it out", "the group %q cannot reach its max of %s: its lines add up to %s at most", written.Name, g.max, sum.High)
		}
		if g.min != nil && !sum.NoLow && sum.Low > *g.min {
			l.warn(written.Pos, "raise min to what you want it to hold back, or leave it out", "the group %q cannot fall to its min of %s: its lines add up to %s at least", written.Name, g.min, sum.Low)
		}
	}
}

func (l *linter) deadGroups() {
	for i := range l.engine.groups {
		if nothing := exact.BoundsOf(0); l.worth(i) == nothing && l.groups[i] != nothing {
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
	for i := range l.engine.groups {
		bounds, written := l.worth(i), &l.rulebook.Groups[i]
		for _, grade := range l.engine.groups[i].grades {
			if !bounds.NoHigh && grade.from > bounds.High {
				l.warn(written.Pos, "lower what it asks for, or raise the points of the group", "no lead can get the grade %q, from %s points up: the group %q has %s at most", grade.name, grade.from, written.Name, bounds.High)
			}
		}
	}
}

func (l *linter) deadCriteria() {
	for i := range l.engine.criteria {
		if c := &l.rulebook.Criteria[i]; l.criterion(i) == exact.BoundsOf(0) {
			l.warn(c.Pos, "give it points, or leave it out", "%q earns 0 whatever the lead", c.Name)
		}
	}
}

// enoughCriteria is how many criteria a rulebook has before the lack of one that
// takes points away says something.
const enoughCriteria = 5

// noNegatives leaves rulebooks with win rates alone: there, won and lost leads have
// weighed the lines, and what speaks against a lead is what earns 0.
func (l *linter) noNegatives() {
	if len(l.engine.criteria) < enoughCriteria || len(l.rulebook.Score.Rates) > 0 {
		return
	}
	for i := range l.engine.criteria {
		if b := l.scorer.criterionBounds(i); b.NoLow || b.Low < 0 {
			return
		}
	}
	for i := range l.rulebook.Stages {
		if l.rulebook.Stages[i].Out {
			return
		}
	}
	l.warn(l.rulebook.Criteria[0].Pos, "add some: students, competitors, private addresses, who left the newsletter", "none of the %d criteria takes points away", len(l.engine.criteria))
}

// stageThresholds looks for stage rules that are true nowhere between the ends of
// the metrics that they ask for.
func (l *linter) stageThresholds() {
	e := l.engine
	for i, m := range e.metrics {
		if m.spec.Type == rulebook.TypeNumber {
			l.scorer.values[e.firstMeter+i] = cell.Value{State: cell.Known, Free: true, Number: l.metricRange(i)}
		}
	}
	for i, rule := range e.stages {
		if s := &l.rulebook.Stages[i]; !rule.Outcomes(l.scorer.values).Has(match.True) {
			l.warn(s.Pos, "ask for less, or let the lines earn more", "no lead can reach the stage %q: %s", s.Name, l.rangesAsked(rule))
		}
	}
}

// metricRange is what a metric that is a number can be.
func (l *linter) metricRange(i int) exact.Interval {
	name := l.engine.metrics[i].spec.Name
	if name == "score" {
		return interval(l.sum.Clamp(l.engine.scoreMin, l.engine.scoreMax))
	}
	for g := range l.rulebook.Groups {
		if name == "group."+l.rulebook.Groups[g].Name {
			return interval(l.worth(g))
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
func (l *linter) rangesAsked(rule *match.Cond) string {
	var ranges []string
	for _, i := range fieldsOf(rule.Fields) {
		if v := &l.scorer.values[i]; i >= l.engine.firstMeter && v.State == cell.Known {
			ranges = append(ranges, l.engine.specs[i].Name+" is "+v.Number.String())
		}
	}
	return strings.Join(ranges, ", ")
}
