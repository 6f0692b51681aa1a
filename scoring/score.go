package scoring

import (
	"cmp"
	"math/big"
	"slices"

	"leadscore/frameworks"
	"leadscore/icp"
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/answer"
	"leadscore/scoring/column"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
)

// Scorer scores leads, one after the other. It keeps buffers from lead to lead, and
// remembers what cells decided, so each goroutine needs its own.
type Scorer struct {
	engine      *Engine
	plan        *plan.Plan     // of the engine
	memories    []memory       // by source
	active      []*memory      // of the sources that a score needs
	pairs       []*memory      // and of the pairs
	deciding    []*memory      // all of these
	byWeight    []*memory      // the same, roughly those first whose criteria may give or take most
	earning     []*memory      // of those whose attributes and elements earn something
	odd         []*memory      // of those some of whose decisions are to be told of the lead
	learned     int            // how often a memory learned or forgot something
	lookedOver  int            // what learned was when odd and opening were found
	roomFor     int            // and when there was room
	opening     []*memory      // of the active ones that earn, those some of whose decisions leave something open
	asking      []asking       // the questions that may be open
	askingKnown bool           // which they are
	rows        rows           // what the cells of leads decided
	row         int            // of the lead that the Scorer tells of
	held        int            // leads that it held so far
	truths      uint64         // of the stages' conditions on fields; see stages
	stages      []staged       // by these and by what the metrics reach
	staged      *staged        // where the stage is remembered; nil: it is not
	inDoubt     bool           // a stage rule before the one that decides may be unknown
	values      []cell.Value   // the fields that are shared, then the metrics; see settled
	free        []int          // the active sources that leave something open of this lead
	freeKnown   bool           // which they are
	filled      bool           // values has the fields of this lead
	metered     bool           // and its metrics
	earned      []match.Earned // by line, those apart that a source keeps; see earnedBy
	own         []exact.Points // what criteria earned, by bin
	before      []exact.Points // group sums before their bounds
	fit         icp.Fit
	sum         exact.Points // before the score's own bounds
	result      Result
	remarks     []Remark   // on the lead scored last
	named       cell.Value // scratch of the account's name

	accountsMet map[string]accountMet // what cells say of accounts

	companion *column.AccountInfo // of the lead scored last, for columns about its account; nil: it has none

	stakes     stakes
	gradeText  []byte
	gradeNames map[string]string // joined grades, each made once

	parts, weighing []part  // scratch of the reasons
	top, heavy      []*part // likewise

	openAsks     []*plan.Ask            // scratch of next
	raising      []prospect             // likewise
	findings     []*findings            // by source, of cells that say nothing; made when first asked for
	suppositions [][]answer.Supposition // by subject of answers; made when first asked for
	rates        map[int][]*big.Rat     // that rules can tell apart, by field, likewise
}

// Engine is the engine that the Scorer is of.
func (s *Scorer) Engine() *Engine { return s.engine }

// Result is what the lead scored last came to, valid until the next one.
func (s *Scorer) Result() *Result { return &s.result }

// NewScorer makes a Scorer.
func (e *Engine) NewScorer() *Scorer {
	s := &Scorer{
		engine:   e,
		plan:     e.plan,
		memories: make([]memory, len(e.plan.Sources)),
		values:   make([]cell.Value, len(e.plan.Specs)),
		earned:   make([]match.Earned, len(e.plan.Lines)),
		own:      make([]exact.Points, len(e.plan.Groups)+1),
		before:   make([]exact.Points, len(e.plan.Groups)),
		result: Result{
			Groups:     make([]exact.Points, len(e.plan.Groups)),
			Frameworks: make([]frameworks.Tally, len(e.plan.Frameworks)),
		},
		stakes:     newStakes(e),
		gradeNames: map[string]string{},
		findings:   make([]*findings, len(e.plan.Sources)),
	}
	s.makeMemories()
	if e.plan.Remembered {
		s.stages = make([]staged, 1<<e.plan.StageBits)
	}
	return s
}

func (s *Scorer) makeMemories() {
	e := s.engine
	s.rows = newRows(e)
	for i := range s.memories {
		s.memories[i] = s.newMemory(i)
	}
	for _, i := range e.plan.Active {
		s.active = append(s.active, &s.memories[i])
	}
	for _, i := range e.plan.Pairs {
		s.pairs = append(s.pairs, &s.memories[i])
	}
	s.deciding = slices.Concat(s.active, s.pairs)
	s.byWeight = slices.Clone(s.deciding)
	slices.SortStableFunc(s.byWeight, func(m, n *memory) int {
		return cmp.Compare(e.plan.Sources[n.source].Heaviest, e.plan.Sources[m.source].Heaviest)
	})
	for _, m := range s.deciding {
		if src := &e.plan.Sources[m.source]; len(src.Lines) > len(src.Giving) {
			s.earning = append(s.earning, m)
		}
	}
}

func (s *Scorer) noteUnreadable(field int, v *cell.Value) {
	if v.State == cell.Unreadable {
		s.result.Unreadable = append(s.result.Unreadable, field)
	}
}

// readJoint finds what is decided by more than two sources.
func (s *Scorer) readJoint() {
	e := s.engine
	s.fill()
	for _, i := range e.plan.Made {
		s.noteUnreadable(i, &s.values[i])
	}
	for _, i := range e.plan.Joint {
		l := &e.plan.Lines[i]
		s.earned[i] = l.Earn(s.values)
		if l.Criterion != nil {
			s.own[e.plan.Bin(l.Criterion.Group)] += exact.Points(s.earned[i].Amount)
		}
	}
}

// fill finds the values of the fields that are shared, if it has not yet.
func (s *Scorer) fill() {
	if s.filled {
		return
	}
	s.filled = true
	for _, i := range s.plan.Shared {
		if at := s.plan.Homes[i]; at.Source >= 0 {
			s.values[i] = s.decision(at.Source).values[at.Place]
		}
	}
	s.derive(s.plan.Made)
}

// settled is the values of the fields that are shared, and of the metrics.
func (s *Scorer) settled() []cell.Value {
	s.fill()
	if !s.metered {
		s.metered = true
		for _, i := range s.plan.UsedMetrics {
			s.fillMetric(&s.plan.Metrics[i], &s.values[s.plan.FirstMetric+i])
		}
	}
	return s.values
}

// earnedBy is what a line earned of the lead scored last.
func (s *Scorer) earnedBy(line int) *match.Earned {
	l := &s.plan.Lines[line]
	if l.Source < 0 {
		return &s.earned[line]
	}
	return &s.decision(l.Source).earned[l.Place]
}

// value is that of a field or metric of the lead scored last.
func (s *Scorer) value(i int) *cell.Value {
	if i < len(s.plan.Homes) {
		if at := s.plan.Homes[i]; at.Source >= 0 {
			return &s.decision(at.Source).values[at.Place]
		}
	}
	return &s.settled()[i]
}

// addUp adds up what the lines earned.
func (s *Scorer) addUp() {
	e, r := s.engine, &s.result
	copy(s.before, s.own)
	s.sum = s.own[len(e.plan.Groups)]
	for _, i := range e.plan.ClampOrder {
		g := &e.plan.Groups[i]
		if g.Decay != nil {
			s.fill()
		}
		r.Groups[i] = g.Worth(s.before[i], s.values)
		s.give(g.Parent, g.Counted(r.Groups[i]))
	}
	r.Profile, r.Fit = -1, 0
	if e.plan.ICP != nil {
		s.fit = e.plan.ICP.Best(earning.Of(s.earned, e.plan.Attributes))
		r.Profile, r.Fit = s.fit.Profile, s.fit.Percent()
		s.sum += earning.Limit(e.plan.ICP.Points(s.fit))
	}
	for i, f := range e.plan.Frameworks {
		applies := f.When().Eval(s.values) == match.True
		r.Frameworks[i] = f.Tally(applies, earning.Of(s.earned, e.plan.Elements[i]))
		s.sum += earning.Limit(f.Points(r.Frameworks[i]))
	}
	r.Score = exact.Clamp(s.sum, e.plan.ScoreMin, e.plan.ScoreMax)
}

// give adds points to a group, or to the sum where group is -1.
func (s *Scorer) give(group int, p exact.Points) {
	if group < 0 {
		s.sum += p
		return
	}
	s.before[group] += p
}

// grade is the letter of the fit and the grades of the groups, joined: A2.
func (s *Scorer) grade() string {
	e := s.engine
	single, several := "", false
	s.gradeText = s.gradeText[:0]
	join := func(grade string) {
		if grade == "" {
			return
		}
		several = several || single != ""
		single = grade
		s.gradeText = append(s.gradeText, grade...)
	}
	if e.plan.ICP != nil {
		join(e.plan.ICP.Grade(s.result.Fit))
	}
	for i := range e.plan.Groups {
		join(e.plan.GroupGrade(i, s.result.Groups[i]))
	}
	if !several {
		return single
	}
	name, known := s.gradeNames[string(s.gradeText)]
	if !known {
		name = string(s.gradeText)
		s.gradeNames[name] = name
	}
	return name
}

// Order is a lead's place in a ranking: by stage, then by falling score.
type Order struct {
	Stage int // lower is better; leads without a stage come after the last, out stages last
	Score exact.Points
	Line  int // of the list: equal leads keep its order
}

// Compare is negative where o ranks before p.
func (o Order) Compare(p Order) int {
	switch {
	case o.Stage != p.Stage:
		return cmp.Compare(o.Stage, p.Stage)
	case o.Score != p.Score:
		return cmp.Compare(p.Score, o.Score)
	}
	return cmp.Compare(o.Line, p.Line)
}

// Order gives the place in a ranking of the lead on a line of a list.
func (e *Engine) Order(r *Result, line int) Order {
	stage := r.Stage
	switch {
	case stage < 0:
		stage = len(e.plan.Stages)
	case e.plan.Rulebook.Stages[stage].Out:
		stage += len(e.plan.Stages) + 1
	}
	return Order{Stage: stage, Score: r.Score, Line: line}
}

// Out reports whether the lead's stage keeps it out of a ranking.
func (e *Engine) Out(r *Result) bool {
	return r.Stage >= 0 && e.plan.Rulebook.Stages[r.Stage].Out
}

// StageName is the name of the lead's stage; "" for none.
func (e *Engine) StageName(r *Result) string {
	if r.Stage < 0 {
		return ""
	}
	return e.plan.Rulebook.Stages[r.Stage].Name
}

// WinRate is the win rate of leads with this score, 0 to 1: that of the first line for
// scores below it; false where the rulebook has no rates.
func (e *Engine) WinRate(score exact.Points) (exact.Number, bool) {
	if r := e.plan.RateOf(score); r != nil {
		return r.Rate, true
	}
	return exact.Number{}, false
}
