package scoring

import (
	"cmp"
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
)

const (
	mostLifted    = 3       // questions that are supposed to be answered at once
	mostSupposing = 200_000 // leads that are supposed for one
)

// Lifts gives the smallest sets of open questions whose answers alone would lift a lead
// into a better stage, with answers that do, for each stage that they may lead to: those
// that a lead can be asked first, then those that lead to the nearest stage. There is none where three
// answers are not enough, and for a lead whose stage is the best; complete is false where
// there were too many to be tried. The questions and answers tried are those about
// Options.Answered. cells are the lead's, with what lies beside it.
func (s *Scorer) Lifts(cells []string) (lifts []answer.Lift, complete bool) {
	l := &lifter{Scorer: s, base: cells, width: len(s.plan.Header), left: mostSupposing}
	s.asker.Score(cells)
	l.stage = s.asker.Last.Stage
	l.collect()
	for size := 1; size <= min(mostLifted, len(l.items)) && len(lifts) == 0 && l.left > 0; size++ {
		lifts = l.search(l.promising(size))
		s.asker.Score(cells)
	}
	return lifts, l.left > 0
}

// lifter looks for lifts of one lead.
type lifter struct {
	*Scorer
	base  []string // cells
	width int      // of the header
	stage int      // that the lead is in
	items []item
	left  int // leads that may still be supposed
}

// item is an open question, and the answers that are tried.
type item struct {
	ask   *plan.Ask
	tries []try
	rated []int // subjects that rates are made of
}

// try is an answer about a subject, by its position.
type try struct {
	subject int
	answer.Supposition
}

// collect finds the open questions of the lead scored last.
func (l *lifter) collect() {
	for i := range l.plan.Asks() {
		a := &l.plan.Asks()[i]
		if !l.asker.Stands(a) {
			continue
		}
		it := item{ask: a}
		if a.Field >= 0 {
			it.add(l, a.Field)
		} else {
			f := &l.plan.Rulebook.Frameworks[a.Framework]
			it.addSubject(l, slices.Index(l.plan.Answers.Subjects, answer.Subject{Framework: f.Name, Element: f.Elements[a.Element].Name}))
			l.plan.Frameworks[a.Framework].ElementFields(a.Element, func(field int) { it.add(l, field) })
		}
		if len(it.tries) > 0 {
			l.items = append(l.items, it)
		}
	}
}

// add tries answers about a field that is not known; of one that is made from another,
// about that.
func (it *item) add(l *lifter, field int) {
	if len(l.plan.Fields[field].Sources) == 1 {
		field = l.plan.Fields[field].Sources[0]
	}
	if l.asker.MayBeAnswered(field) {
		it.addSubject(l, slices.IndexFunc(l.plan.Answers.Subjects, func(s answer.Subject) bool { return s.Field == l.plan.Fields[field].Decl.Name }))
	}
}

func (it *item) addSubject(l *lifter, subject int) {
	if subject < 0 || slices.ContainsFunc(it.tries, func(t try) bool { return t.subject == subject }) {
		return
	}
	for _, s := range l.supposed(subject) {
		it.tries = append(it.tries, try{subject, s})
	}
	if field := l.plan.Answers.At[subject]; field >= 0 && len(l.engine.ratesOf(field)) > 0 {
		it.rated = append(it.rated, subject)
	}
}

// supposed is Engine.Suppose, made once.
func (s *Scorer) supposed(subject int) []answer.Supposition {
	if s.suppositions == nil {
		s.suppositions = make([][]answer.Supposition, len(s.plan.Answers.Subjects))
	}
	if s.suppositions[subject] == nil {
		s.suppositions[subject] = s.engine.Suppose(subject)
	}
	return s.suppositions[subject]
}

// promising gives the sets of so many items that may lift the lead scored last.
func (l *lifter) promising(size int) [][]int {
	var sets [][]int
	var walk func(from int, set []int)
	walk = func(from int, set []int) {
		if len(set) == size {
			if l.mayLift(set) {
				sets = append(sets, slices.Clone(set))
			}
			return
		}
		for i := from; i < len(l.items); i++ {
			walk(i+1, append(set, i))
		}
	}
	walk(0, nil)
	return sets
}

// isBetter reports whether a stage is better than the lead's.
func (l *lifter) isBetter(stage int) bool {
	return stage >= 0 && (l.stage < 0 || stage < l.stage) && !l.plan.Rulebook.Stages[stage].Out
}

// mayLift reports whether answers to a set of questions may make a better stage's rule
// true. It may say yes too often.
func (l *lifter) mayLift(set []int) bool {
	values := l.asker.Settled()
	l.asker.HoldStill(l.fillsOf(set))
	defer l.asker.LetGo()
	metrics := slices.Clone(values[l.plan.FirstMetric:])
	l.openMetrics(l.boundsOf(set))
	lifts := false
	for i, rule := range l.plan.Stages {
		lifts = lifts || l.isBetter(i) && rule.Outcomes(values).Has(match.True)
	}
	copy(values[l.plan.FirstMetric:], metrics)
	return lifts
}

// fillsOf gives the fields that answers to a set of questions fill.
func (l *lifter) fillsOf(set []int) (fields []int) {
	for _, k := range set {
		fields = append(fields, l.items[k].ask.Fills...)
	}
	return fields
}

// boundsOf is where the score would lie if a set of questions alone were answered.
func (l *lifter) boundsOf(set []int) exact.Bounds {
	l.asker.CloseAll()
	l.openAsks(set)
	for _, k := range set {
		if a := l.items[k].ask; a.Field < 0 {
			l.openElement(l.plan.Elements[a.Framework].From + a.Element)
		}
	}
	return l.asker.OpenBounds()
}

// openAsks opens what answers to a set of questions open, each source once.
func (l *lifter) openAsks(set []int) {
	var sources []plan.Opens
	var joint []int
	for _, k := range set {
		for _, o := range l.items[k].ask.Opens {
			at := slices.IndexFunc(sources, func(other plan.Opens) bool { return other.Source == o.Source })
			if at < 0 {
				at, sources = len(sources), append(sources, plan.Opens{Source: o.Source})
			}
			sources[at].Which |= o.Which
		}
		joint = append(joint, l.items[k].ask.Joint...)
	}
	for _, o := range sources {
		l.asker.OpenSource(o.Source, o.Which)
	}
	slices.Sort(joint)
	l.asker.OpenLines(slices.Compact(joint))
}

// openElement opens the line of an element that may be answered itself.
func (l *lifter) openElement(line int) {
	if !l.asker.Stakes.Open[line] {
		l.asker.Open(line, earning.May{Span: l.asker.Earned[line].Range()})
	}
	earns := l.plan.Lines[line].Rule.Earns
	answered := match.Range{Fails: true, Holds: true, Low: earns, High: earns}
	l.asker.Stakes.May[line].Span = l.asker.Stakes.May[line].Span.Or(answered)
}

// openMetrics makes of the score what it may be, and leaves the other metrics open.
func (l *lifter) openMetrics(b exact.Bounds) {
	for _, i := range l.plan.UsedMetrics {
		v := &l.asker.Values[l.plan.FirstMetric+i]
		*v = cell.Value{State: cell.Blank, Free: true}
		if i == 0 { // the score
			v.State = cell.Known
			v.Number = exact.Interval{Low: b.Low.Number(), High: b.High.Number(), NoLow: b.NoLow, NoHigh: b.NoHigh}
		}
	}
}

// search tries answers to sets of questions.
func (l *lifter) search(sets [][]int) []answer.Lift {
	t := trial{lifter: l, cells: slices.Clone(l.base)}
	for i := range l.plan.Stages {
		if l.isBetter(i) {
			t.stages++
		}
	}
	var all []lifted
	for _, set := range sets {
		t.found = nil
		t.run(set, nil)
		all = append(all, t.found...)
	}
	slices.SortStableFunc(all, func(a, b lifted) int { return cmp.Or(a.notAsked()-b.notAsked(), b.stage-a.stage) })
	var lifts []answer.Lift
	for _, f := range all {
		lifts = append(lifts, answer.Lift{Stage: l.plan.Rulebook.Stages[f.stage].Name, Answers: f.answers})
	}
	return lifts
}

// lifted is answers that lead to a better stage.
type lifted struct {
	stage   int
	answers []answer.Supposed
}

// notAsked counts the answers that nobody is asked for.
func (f *lifted) notAsked() (n int) {
	for _, a := range f.answers {
		if a.KnownBy != rulebook.ByAsking {
			n++
		}
	}
	return n
}

// trial gives all answers to a set of questions, and keeps for each better stage the first
// that lead there.
type trial struct {
	*lifter
	cells  []string
	found  []lifted
	stages int // that are better
}

// run gives the answers to the questions of a set, those before being given.
func (t *trial) run(set []int, given []answer.Supposed) {
	if len(set) == 0 {
		t.left--
		stage := t.asker.Score(t.cells).Stage
		if t.isBetter(stage) && !slices.ContainsFunc(t.found, func(f lifted) bool { return f.stage == stage }) {
			t.found = append(t.found, lifted{stage, slices.Clone(given)})
		}
		return
	}
	it := &t.items[set[0]]
	t.give(it.tries, set, given)
	if len(it.rated) > 0 && !t.isDone() {
		t.give(t.ratedTries(it), set, given)
	}
}

// give tries answers to the first question of a set.
func (t *trial) give(tries []try, set []int, given []answer.Supposed) {
	it := &t.items[set[0]]
	for _, a := range tries {
		if t.isDone() {
			return
		}
		at := t.width + a.subject
		before := t.cells[at]
		t.cells[at] = a.Text
		t.run(set[1:], append(given, answer.Supposed{Subject: t.plan.Answers.Subjects[a.subject], KnownBy: it.ask.By, Supposition: a.Supposition}))
		t.cells[at] = before
	}
}

// isDone reports whether nothing better can be found, or too much was tried.
func (t *trial) isDone() bool { return t.left <= 0 || len(t.found) == t.stages }
