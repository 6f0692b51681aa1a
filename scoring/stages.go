package scoring

import (
	"math/bits"
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/internal/recall"
)

// The stage of a lead depends on no more than what the parts of the stage rules come to
// that look at one field each, and on which of the rules' thresholds the metrics reach.
// A Scorer remembers the stage by these.

// leaf is a part of a stage rule about a field of a source, and where its truth lies
// among those of all.
type leaf struct {
	cond *match.Cond
	bit  int
}

// level is how far a metric is up the steps at which a stage rule may change its mind.
type level struct {
	metric int
	steps  []exact.Points
	bit    int // where it lies among the truths
}

const (
	truthBits     = 2
	mostStageBits = 12 // for which stages are remembered
)

// truths is what the leaves of a source come to.
func (src *source) truths(values []cell.Value) (truths uint64) {
	for _, l := range src.leaves {
		truths |= uint64(l.cond.Eval(values)) << l.bit
	}
	return truths
}

// collectLeaves finds what stages are remembered by, if they are.
func (e *Engine) collectLeaves() {
	if !e.placeLeaves() || !e.placeLevels() || e.stageBits > mostStageBits {
		e.levels = nil
		for i := range e.sources {
			e.sources[i].leaves = nil
		}
		return
	}
	e.remembered = true
}

// placeLeaves finds the leaves of all sources; false where one looks at a field of none.
func (e *Engine) placeLeaves() bool {
	homeless := false
	for _, rule := range e.stages {
		rule.Leaves(func(field int, cond *match.Cond) {
			if field >= e.firstMeter {
				return
			}
			from := e.homes[field].source
			if homeless = homeless || from < 0; homeless {
				return
			}
			src := &e.sources[from]
			src.leaves = append(src.leaves, leaf{cond, e.stageBits})
			e.stageBits += truthBits
		})
	}
	return !homeless
}

// placeLevels finds the levels of all metrics; false where one is not a number.
func (e *Engine) placeLevels() bool {
	for _, i := range e.usedMeters {
		if e.metrics[i].points == nil {
			return false
		}
		var steps []exact.Points
		for _, rule := range e.stages {
			rule.Steps(e.firstMeter+i, exact.PointsPerPoint, func(n int64) { steps = append(steps, exact.Points(n)) })
		}
		slices.Sort(steps)
		steps = slices.Compact(steps)
		e.levels = append(e.levels, level{i, steps, e.stageBits})
		e.stageBits += bits.Len(uint(len(steps)))
	}
	return true
}

// stage finds the first stage rule that is true; -1 for none.
func (s *Scorer) stage() int {
	e := s.engine
	if !e.remembered {
		s.staged, s.inDoubt = nil, true
		return s.firstStage()
	}
	at := s.truths
	for i := range e.levels {
		l := &e.levels[i]
		at |= uint64(recall.Reached(l.steps, e.metrics[l.metric].points(s))) << l.bit
	}
	v := &s.stages[at]
	if !v.known {
		stage := s.firstStage()
		*v = staged{known: true, inDoubt: s.anyUnknown(stage), stage: stage}
	}
	s.staged, s.inDoubt = v, v.inDoubt
	return v.stage
}

// stageOutcome is what a stage rule comes to of the lead that the Scorer holds.
func (s *Scorer) stageOutcome(rule int) match.Truth {
	if s.staged == nil {
		return s.engine.stages[rule].Eval(s.settled())
	}
	if s.staged.outcomes == nil {
		values := s.settled()
		for _, stage := range s.engine.stages {
			s.staged.outcomes = append(s.staged.outcomes, stage.Eval(values))
		}
	}
	return s.staged.outcomes[rule]
}

// staged is a stage that is remembered.
type staged struct {
	known   bool
	inDoubt bool // a rule before the one that decides is unknown
	stage   int

	outcomes []match.Truth // of the stage rules, if they were asked for
}

// anyUnknown reports whether a stage rule before one is unknown; any, where that is -1.
func (s *Scorer) anyUnknown(before int) bool {
	if before < 0 {
		before = len(s.engine.stages)
	}
	values := s.settled()
	return slices.ContainsFunc(s.engine.stages[:before], func(rule *match.Cond) bool { return !rule.Eval(values).Known() })
}

// firstStage is stage by the rules themselves.
func (s *Scorer) firstStage() int {
	if len(s.engine.stages) == 0 {
		return -1
	}
	values := s.settled()
	return slices.IndexFunc(s.engine.stages, func(rule *match.Cond) bool { return rule.Eval(values) == match.True })
}
