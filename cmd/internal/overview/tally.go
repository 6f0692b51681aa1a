// Package overview adds up what a lead list holds, for a manager: stages, how many leads can
// be called, what is most often unknown, where points come from. It makes the report of it.
package overview

import (
	"leadscore/cmd/internal/answers"
	"leadscore/match/exact"
	"leadscore/scoring"
	"leadscore/scoring/answer"
	"leadscore/scoring/explained"
)

// Tally adds up leads. Its size does not depend on their number. Tallies of parts of a list
// may be merged in any order.
type Tally struct {
	engine *scoring.Engine
	phones *Phones

	Leads  int
	Stages []StageTally // by stage rule; the last: without a stage
	Calls  []CallTally  // of the leads of each stage, as Stages; of out stages too

	// Of the leads that are ranked, which are all but those of out stages:
	Ranked   int
	Callable int // of these, with a telephone number, and without a wish not to be called
	NoNumber int
	Refused  int // they must not be called
	Scores   Histogram
	Parts    []PartTally  // lines of the sum, in the order of the rulebook
	Open     []OpenTally  // by question, see scoring.Engine.Questions
	matrix   *matrix      // nil: the rulebook has no ICP or no groups
	index    map[part]int // into Parts
	parts    []explained.Part
	open     []answer.OpenQuestion
}

// StageTally counts the leads of a stage.
type StageTally struct{ Leads, Callable int }

// PartTally is what a line of the sum gives to leads.
type PartTally struct {
	Kind  explained.LineKind
	Name  string // as scoring.Part has it
	Leads int    // to which it gives something, or takes it
	total total
}

// OpenTally is what is not known because a question is open.
type OpenTally struct {
	Leads   int // for which it is open
	NoLimit int // of these, those whose score it could raise without limit
	total   total
}

// part is which line of the sum it is.
type part struct {
	kind explained.LineKind
	name string
}

// total is a sum of points that does not overflow: they may be many, and large.
type total struct{ whole, rest int64 }

func (t *total) add(p exact.Points) {
	t.whole += int64(p / exact.PointsPerPoint)
	t.rest += int64(p % exact.PointsPerPoint)
}

func (t *total) merge(u total) { t.whole, t.rest = t.whole+u.whole, t.rest+u.rest }

// per is the points for each of n leads.
func (t total) per(n int) float64 {
	if n == 0 {
		return 0
	}
	return (float64(t.whole) + float64(t.rest)/exact.PointsPerPoint) / float64(n)
}

// NewTally makes a Tally that has counted none.
func NewTally(e *scoring.Engine, stages int, phones *Phones, axes *Axes) *Tally {
	t := &Tally{engine: e, phones: phones, Stages: make([]StageTally, stages+1), Calls: make([]CallTally, stages+1), Open: make([]OpenTally, len(e.Questions())), index: map[part]int{}}
	t.matrix = newMatrix(axes)
	return t
}

// CallTally counts leads by what came of their last call: each that was talked to was called.
type CallTally struct{ Called, Talks, Deciders, Meetings, Again int }

func (c *CallTally) merge(o CallTally) {
	c.Called, c.Talks, c.Deciders = c.Called+o.Called, c.Talks+o.Talks, c.Deciders+o.Deciders
	c.Meetings, c.Again = c.Meetings+o.Meetings, c.Again+o.Again
}

// AddCall counts what came of the last call of a lead.
func (t *Tally) AddCall(r *scoring.Result, call *answers.Call) {
	c := &t.Calls[len(t.Calls)-1]
	if r.Stage >= 0 {
		c = &t.Calls[r.Stage]
	}
	if _, due := call.DueDay(); due {
		c.Again++
	}
	if call.Result == "" {
		return
	}
	c.Called++
	switch call.Result {
	case "appt":
		c.Meetings++
		fallthrough
	case "decider":
		c.Deciders++
		fallthrough
	case "talk", "refused":
		c.Talks++
	}
}

// Add counts the lead that was scored last.
func (t *Tally) Add(s *scoring.Scorer, r *scoring.Result, cells []string) {
	t.Leads++
	stage := &t.Stages[len(t.Stages)-1]
	if r.Stage >= 0 {
		stage = &t.Stages[r.Stage]
	}
	stage.Leads++
	if t.engine.Out(r) {
		return
	}
	t.Ranked++
	t.call(stage, cells)
	t.Scores.Add(r.Score)
	t.matrix.add(t.engine, r)
	t.addParts(s)
	t.addOpen(s, r)
}

func (t *Tally) call(stage *StageTally, cells []string) {
	switch t.phones.Of(cells) {
	case CanCall:
		t.Callable++
		stage.Callable++
	case NoNumber:
		t.NoNumber++
	case Refused:
		t.Refused++
	}
}

func (t *Tally) addParts(s *scoring.Scorer) {
	t.parts = s.AppendParts(t.parts[:0])
	for _, p := range t.parts {
		if p.Points != 0 {
			to := t.part(part{p.Kind, p.Name})
			to.Leads++
			to.total.add(p.Points)
		}
	}
}

func (t *Tally) part(id part) *PartTally {
	at, known := t.index[id]
	if !known {
		at = len(t.Parts)
		t.index[id] = at
		t.Parts = append(t.Parts, PartTally{Kind: id.kind, Name: id.name})
	}
	return &t.Parts[at]
}

func (t *Tally) addOpen(s *scoring.Scorer, r *scoring.Result) {
	t.open = s.AppendOpen(t.open[:0])
	for _, o := range t.open {
		to := &t.Open[o.Question]
		to.Leads++
		if o.Bounds.NoHigh {
			to.NoLimit++
		} else {
			to.total.add(max(o.Bounds.High-r.Score, 0))
		}
	}
}

// Merge takes in the leads of another tally of the same list.
func (t *Tally) Merge(o *Tally) {
	t.Leads, t.Ranked = t.Leads+o.Leads, t.Ranked+o.Ranked
	t.Callable, t.NoNumber, t.Refused = t.Callable+o.Callable, t.NoNumber+o.NoNumber, t.Refused+o.Refused
	for i, c := range o.Calls {
		t.Calls[i].merge(c)
	}
	for i, s := range o.Stages {
		t.Stages[i].Leads += s.Leads
		t.Stages[i].Callable += s.Callable
	}
	t.Scores.Merge(&o.Scores)
	t.matrix.merge(o.matrix)
	for _, p := range o.Parts {
		to := t.part(part{p.Kind, p.Name})
		to.Leads += p.Leads
		to.total.merge(p.total)
	}
	for i, p := range o.Open {
		to := &t.Open[i]
		to.Leads, to.NoLimit = to.Leads+p.Leads, to.NoLimit+p.NoLimit
		to.total.merge(p.total)
	}
}
