package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/scoring/internal/recall"
)

// The stage of a lead depends on no more than what the parts of the stage rules come to
// that look at one field each, and on which of the rules' thresholds the metrics reach.
// A Scorer remembers the stage by these.

// stage finds the first stage rule that is true; -1 for none.
func (s *Scorer) stage() int {
	e := s.engine
	if !e.plan.Remembered {
		s.staged, s.inDoubt = nil, true
		return s.firstStage()
	}
	at := s.truths
	for i := range e.plan.Levels {
		l := &e.plan.Levels[i]
		p, _ := s.metricPoints(&e.plan.Metrics[l.Metric])
		at |= uint64(recall.Reached(l.Steps, p)) << l.Bit
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
		return s.plan.Stages[rule].Eval(s.settled())
	}
	if s.staged.outcomes == nil {
		values := s.settled()
		for _, stage := range s.plan.Stages {
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
		before = len(s.plan.Stages)
	}
	values := s.settled()
	return slices.ContainsFunc(s.plan.Stages[:before], func(rule *match.Cond) bool { return !rule.Eval(values).Known() })
}

// firstStage is stage by the rules themselves.
func (s *Scorer) firstStage() int {
	if len(s.plan.Stages) == 0 {
		return -1
	}
	values := s.settled()
	return slices.IndexFunc(s.plan.Stages, func(rule *match.Cond) bool { return rule.Eval(values) == match.True })
}
