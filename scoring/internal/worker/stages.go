package worker

import (
	"slices"

	"leadscore/match"
	"leadscore/scoring/internal/recall"
)

// The stage of a lead depends on no more than what the parts of the stage rules come to
// that look at one field each, and on which of the rules' thresholds the metrics reach.
// A Worker remembers the stage by these.

// stage finds the first stage rule that is true; -1 for none.
func (w *Worker) stage() int {
	e := w.Plan
	if !e.Remembered {
		w.staged, w.InDoubt = nil, true
		return w.firstStage()
	}
	at := w.truths
	for i := range e.Levels {
		l := &e.Levels[i]
		p, _ := w.metricPoints(&e.Metrics[l.Metric])
		at |= uint64(recall.Reached(l.Steps, p)) << l.Bit
	}
	v := &w.stages[at]
	if !v.known {
		stage := w.firstStage()
		*v = staged{known: true, inDoubt: w.anyUnknown(stage), stage: stage}
	}
	w.staged, w.InDoubt = v, v.inDoubt
	return v.stage
}

// StageOutcome is what a stage rule comes to of the lead that the Worker holds.
func (w *Worker) StageOutcome(rule int) match.Truth {
	if w.staged == nil {
		return w.Plan.Stages[rule].Eval(w.Settled())
	}
	if w.staged.outcomes == nil {
		values := w.Settled()
		for _, stage := range w.Plan.Stages {
			w.staged.outcomes = append(w.staged.outcomes, stage.Eval(values))
		}
	}
	return w.staged.outcomes[rule]
}

// staged is a stage that is remembered.
type staged struct {
	known   bool
	inDoubt bool // a rule before the one that decides is unknown
	stage   int

	outcomes []match.Truth // of the stage rules, if they were asked for
}

// anyUnknown reports whether a stage rule before one is unknown; any, where that is -1.
func (w *Worker) anyUnknown(before int) bool {
	if before < 0 {
		before = len(w.Plan.Stages)
	}
	values := w.Settled()
	return slices.ContainsFunc(w.Plan.Stages[:before], func(rule *match.Cond) bool { return !rule.Eval(values).Known() })
}

// firstStage is stage by the rules themselves.
func (w *Worker) firstStage() int {
	if len(w.Plan.Stages) == 0 {
		return -1
	}
	values := w.Settled()
	return slices.IndexFunc(w.Plan.Stages, func(rule *match.Cond) bool { return rule.Eval(values) == match.True })
}
