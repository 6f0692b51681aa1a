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
)

// Scorer scores leads, one after the other. It keeps buffers from lead to lead, and
// remembers what cells decided, so each goroutine needs its own.
type Scorer struct {
	engine      *Engine
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

	openAsks     []*ask                 // scratch of next
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
		memories: make([]memory, len(e.sources)),
		values:   make([]cell.Value, len(e.specs)),
		earned:   make([]match.Earned, len(e.lines)),
		own:      make([]exact.Points, len(e.groups)+1),
		before:   make([]exact.Points, len(e.groups)),
		result: Result{
			Groups:     make([]exact.Points, len(e.groups)),
			Frameworks: make([]frameworks.Tally, len(e.frameworks)),
		},
		stakes:     newStakes(e),
		gradeNames: map[string]string{},
		findings:   make([]*findings, len(e.sources)),
	}
	s.makeMemories()
	if e.remembered {
		s.stages = make([]staged, 1<<e.stageBits)
	}
	return s
}

func (s *Scorer) makeMemories() {
	e := s.engine
	s.rows = newRows(e)
	for i := range s.memories {
		s.memories[i] = s.newMemory(i)
	}
	for _, i := range e.active {
		s.active = append(s.active, &s.memories[i])
	}
	for _, i := range e.pairs {
		s.pairs = append(s.pairs, &s.memories[i])
	}
	s.deciding = slices.Concat(s.active, s.pairs)
	s.byWeight = slices.Clone(s.deciding)
	slices.SortStableFunc(s.byWeight, func(m, n *memory) int {
		return cmp.Compare(e.sources[n.source].heaviest, e.sources[m.source].heaviest)
	})
	for _, m := range s.deciding {
		if src := &e.sources[m.source]; len(src.lines) > len(src.giving) {
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
	for _, i := range e.made {
		s.noteUnreadable(i, &s.values[i])
	}
	for _, i := range e.joint {
		l := &e.lines[i]
		s.earned[i] = l.Earn(s.values)
		if l.Criterion != nil {
			s.own[e.bin(l.Criterion.Group)] += exact.Points(s.earned[i].Amount)
		}
	}
}

// fill finds the values of the fields that are shared, if it has not yet.
func (s *Scorer) fill() {
	if s.filled {
		return
	}
	s.filled = true
	for _, i := range s.engine.shared {
		if at := s.engine.homes[i]; at.source >= 0 {
			s.values[i] = s.decision(at.source).values[at.place]
		}
	}
	s.derive(s.engine.made)
}

// settled is the values of the fields that are shared, and of the metrics.
func (s *Scorer) settled() []cell.Value {
	s.fill()
	if !s.metered {
		s.metered = true
		for _, i := range s.engine.usedMeters {
			s.engine.metrics[i].fill(s, &s.values[s.engine.firstMeter+i])
		}
	}
	return s.values
}

// earnedBy is what a line earned of the lead scored last.
func (s *Scorer) earnedBy(line int) *match.Earned {
	l := &s.engine.lines[line]
	if l.Source < 0 {
		return &s.earned[line]
	}
	return &s.decision(l.Source).earned[l.Place]
}

// value is that of a field or metric of the lead scored last.
func (s *Scorer) value(i int) *cell.Value {
	if i < len(s.engine.homes) {
		if at := s.engine.homes[i]; at.source >= 0 {
			return &s.decision(at.source).values[at.place]
		}
	}
	return &s.settled()[i]
}

// addUp adds up what the lines earned.
func (s *Scorer) addUp() {
	e, r := s.engine, &s.result
	copy(s.before, s.own)
	s.sum = s.own[len(e.groups)]
	for _, i := range e.clampOrder {
		g := &e.groups[i]
		if g.Decay != nil {
			s.fill()
		}
		r.Groups[i] = g.Worth(s.before[i], s.values)
		s.give(g.Parent, g.Counted(r.Groups[i]))
	}
	r.Profile, r.Fit = -1, 0
	if e.icp != nil {
		s.fit = e.icp.Best(earning.Of(s.earned, e.attributes))
		r.Profile, r.Fit = s.fit.Profile, s.fit.Percent()
		s.sum += earning.Limit(e.icp.Points(s.fit))
	}
	for i, f := range e.frameworks {
		applies := f.When().Eval(s.values) == match.True
		r.Frameworks[i] = f.Tally(applies, earning.Of(s.earned, e.elements[i]))
		s.sum += earning.Limit(f.Points(r.Frameworks[i]))
	}
	r.Score = exact.Clamp(s.sum, e.scoreMin, e.scoreMax)
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
	if e.icp != nil {
		join(e.icp.Grade(s.result.Fit))
	}
	for i := range e.groups {
		join(e.groupGrade(i, s.result.Groups[i]))
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

// groupGrade is the first grade whose lowest points are reached; "" for none.
func (e *Engine) groupGrade(group int, p exact.Points) string {
	return e.groups[group].Grade(p)
}

func (e *Engine) profileName(i int) string {
	if i < 0 {
		return ""
	}
	return e.rulebook.ICP.Profiles[i].Name
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
		stage = len(e.stages)
	case e.rulebook.Stages[stage].Out:
		stage += len(e.stages) + 1
	}
	return Order{Stage: stage, Score: r.Score, Line: line}
}

// Out reports whether the lead's stage keeps it out of a ranking.
func (e *Engine) Out(r *Result) bool {
	return r.Stage >= 0 && e.rulebook.Stages[r.Stage].Out
}

// StageName is the name of the lead's stage; "" for none.
func (e *Engine) StageName(r *Result) string {
	if r.Stage < 0 {
		return ""
	}
	return e.rulebook.Stages[r.Stage].Name
}

// WinRate is the win rate of leads with this score, 0 to 1: that of the first line for
// scores below it; false where the rulebook has no rates.
func (e *Engine) WinRate(score exact.Points) (exact.Number, bool) {
	if r := e.rateOf(score); r != nil {
		return r.rate, true
	}
	return exact.Number{}, false
}

// rateOf is the line of the win rates that a score belongs to; nil where there are none.
func (e *Engine) rateOf(score exact.Points) *rateFrom {
	for i := len(e.rates) - 1; i >= 0; i-- {
		if score >= e.rates[i].from || i == 0 {
			return &e.rates[i]
		}
	}
	return nil
}
