// Package worker scores leads by a compiled rulebook. A Worker is the memory of one goroutine:
// it asks column by column what cells decide, remembers that by their bytes, and adds it up.
// How far a score may move, and why it is what it is, are asked of the lead that it holds, in
// rooms above it.
package worker

import (
	"cmp"
	"slices"
	"strconv"

	"leadscore/frameworks"
	"leadscore/icp"
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
)

// Worker scores leads, one after the other or a table of them at once, and remembers what
// their cells decided. It keeps buffers from lead to lead, so each goroutine needs its own.
type Worker struct {
	Plan       *plan.Plan
	Memories   []Memory       // by source
	active     []*Memory      // of the sources that a score needs
	pairs      []*Memory      // and of the pairs
	deciding   []*Memory      // all of these
	ByWeight   []*Memory      // the same, roughly those first whose criteria may give or take most
	earning    []*Memory      // of those whose attributes and elements earn something
	odd        []*Memory      // of those some of whose decisions are to be told of the lead
	learned    int            // how often a memory learned or forgot something
	LookedOver int            // what learned was when odd and opening were found
	roomFor    int            // and when there was room
	Opening    []*Memory      // of the active ones that earn, those some of whose decisions leave something open
	Loose      []*Memory      // of all that decide, those some of whose decisions leave something open
	Forgot     int            // how often a memory forgot what it had
	Rows       rows           // what the cells of leads decided
	Row        int            // of the lead that the Worker tells of
	Held       int            // leads that it held so far
	Batch      int            // tables that it scored so far, a single lead being one too
	truths     uint64         // of the stages' conditions on fields; see stages
	stages     []staged       // by these and by what the metrics reach
	staged     *staged        // where the stage is remembered; nil: it is not
	InDoubt    bool           // a stage rule before the one that decides may be unknown
	Values     []cell.Value   // the fields that are shared, then the metrics; see settled
	filled     bool           // values has the fields of this lead
	metered    bool           // and its metrics
	Earned     []match.Earned // by line, those apart that a source keeps; see earnedBy
	Own        []exact.Points // what criteria earned, by bin
	Before     []exact.Points // group sums before their bounds
	Fit        icp.Fit
	Sum        exact.Points // before the score's own bounds
	Last       Result
	remarks    []Remark // on the lead scored last
	gradeText  []byte
	gradeNames map[string]string // joined grades, each made once
}

// New makes a Worker that remembers nothing.
func New(p *plan.Plan) *Worker {
	s := &Worker{
		Plan:     p,
		Memories: make([]Memory, len(p.Sources)),
		Values:   make([]cell.Value, len(p.Specs)),
		Earned:   make([]match.Earned, len(p.Lines)),
		Own:      make([]exact.Points, len(p.Groups)+1),
		Before:   make([]exact.Points, len(p.Groups)),
		Last: Result{
			Groups:     make([]exact.Points, len(p.Groups)),
			Frameworks: make([]frameworks.Tally, len(p.Frameworks)),
		},
		gradeNames: map[string]string{},
	}
	s.makeMemories()
	if p.Remembered {
		s.stages = make([]staged, 1<<p.StageBits)
	}
	return s
}

func (w *Worker) makeMemories() {
	e := w.Plan
	w.Rows = newRows(w.Plan)
	for i := range w.Memories {
		w.Memories[i] = w.newMemory(i)
	}
	for _, i := range e.Active {
		w.active = append(w.active, &w.Memories[i])
	}
	for _, i := range e.Pairs {
		w.pairs = append(w.pairs, &w.Memories[i])
	}
	w.deciding = slices.Concat(w.active, w.pairs)
	w.ByWeight = slices.Clone(w.deciding)
	slices.SortStableFunc(w.ByWeight, func(m, n *Memory) int {
		return cmp.Compare(e.Sources[n.Source].Heaviest, e.Sources[m.Source].Heaviest)
	})
	for _, m := range w.deciding {
		if src := &e.Sources[m.Source]; len(src.Lines) > len(src.Giving) {
			w.earning = append(w.earning, m)
		}
	}
}

func (w *Worker) noteUnreadable(field int, v *cell.Value) {
	if v.State == cell.Unreadable {
		w.Last.Unreadable = append(w.Last.Unreadable, field)
	}
}

// readJoint finds what is decided by more than two sources.
func (w *Worker) readJoint() {
	e := w.Plan
	w.Fill()
	for _, i := range e.Made {
		w.noteUnreadable(i, &w.Values[i])
	}
	for _, i := range e.Joint {
		l := &e.Lines[i]
		w.Earned[i] = l.Earn(w.Values)
		if l.Criterion != nil {
			w.Own[e.Bin(l.Criterion.Group)] += exact.Points(w.Earned[i].Amount)
		}
	}
}

// Fill finds the values of the fields that are shared, if it has not yet.
func (w *Worker) Fill() {
	if w.filled {
		return
	}
	w.filled = true
	for _, i := range w.Plan.Shared {
		if at := w.Plan.Homes[i]; at.Source >= 0 {
			w.Values[i] = w.Decision(at.Source).Values[at.Place]
		}
	}
	w.Derive(w.Plan.Made)
}

// Settled is the values of the fields that are shared, and of the metrics.
func (w *Worker) Settled() []cell.Value {
	w.Fill()
	if !w.metered {
		w.metered = true
		for _, i := range w.Plan.UsedMetrics {
			w.FillMetric(&w.Plan.Metrics[i], &w.Values[w.Plan.FirstMetric+i])
		}
	}
	return w.Values
}

// EarnedBy is what a line earned of the lead scored last.
func (w *Worker) EarnedBy(line int) *match.Earned {
	l := &w.Plan.Lines[line]
	if l.Source < 0 {
		return &w.Earned[line]
	}
	return &w.Decision(l.Source).Earned[l.Place]
}

// Value is that of a field or metric of the lead scored last.
func (w *Worker) Value(i int) *cell.Value {
	if i < len(w.Plan.Homes) {
		if at := w.Plan.Homes[i]; at.Source >= 0 {
			return &w.Decision(at.Source).Values[at.Place]
		}
	}
	return &w.Settled()[i]
}

// addUp adds up what the lines earned.
func (w *Worker) addUp() {
	e, r := w.Plan, &w.Last
	copy(w.Before, w.Own)
	w.Sum = w.Own[len(e.Groups)]
	for _, i := range e.ClampOrder {
		g := &e.Groups[i]
		if g.Decay != nil {
			w.Fill()
		}
		r.Groups[i] = g.Worth(w.Before[i], w.Values)
		w.give(g.Parent, g.Counted(r.Groups[i]))
	}
	r.Profile, r.Fit = -1, 0
	if e.ICP != nil {
		w.Fit = e.ICP.Best(earning.Of(w.Earned, e.Attributes))
		r.Profile, r.Fit = w.Fit.Profile, w.Fit.Percent()
		w.Sum += earning.Limit(e.ICP.Points(w.Fit))
	}
	for i, f := range e.Frameworks {
		applies := f.When().Eval(w.Values) == match.True
		r.Frameworks[i] = f.Tally(applies, earning.Of(w.Earned, e.Elements[i]))
		w.Sum += earning.Limit(f.Points(r.Frameworks[i]))
	}
	r.Score = exact.Clamp(w.Sum, e.ScoreMin, e.ScoreMax)
}

// give adds points to a group, or to the sum where group is -1.
func (w *Worker) give(group int, p exact.Points) {
	if group < 0 {
		w.Sum += p
		return
	}
	w.Before[group] += p
}

// Grade is the letter of the fit and the grades of the groups, joined: A2.
func (w *Worker) Grade() string {
	e := w.Plan
	single, several := "", false
	w.gradeText = w.gradeText[:0]
	join := func(grade string) {
		if grade == "" {
			return
		}
		several = several || single != ""
		single = grade
		w.gradeText = append(w.gradeText, grade...)
	}
	if e.ICP != nil {
		join(e.ICP.Grade(w.Last.Fit))
	}
	for i := range e.Groups {
		join(e.GroupGrade(i, w.Last.Groups[i]))
	}
	if !several {
		return single
	}
	name, known := w.gradeNames[string(w.gradeText)]
	if !known {
		name = string(w.gradeText)
		w.gradeNames[name] = name
	}
	return name
}

// TallyText is a framework's cell: "3 of 4", empty where it does not apply.
func (w *Worker) TallyText(i int) string {
	tally := &w.Last.Frameworks[i]
	if !tally.Applies {
		return ""
	}
	return w.Plan.Words.Met(strconv.Itoa(tally.Met), strconv.Itoa(tally.Of))
}
