package audit

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/walk"
	"leadscore/scoring/rule"
)

// activity collects what the rules of a rulebook do on a list.
type activity struct {
	plan   *plan.Plan
	leads  int
	counts *RuleCounts
	scores scoreCounts
	stages []int    // leads, by stage rule that decided; the last of those without a stage
	eaten  []int    // the criteria whose points have changed no score so far
	values []listed // by field
	asked  []bool   // by field: a rule of the rulebook asks about it
}

// listed is what a list holds in a field.
type listed struct {
	texts         valueCounter
	low, high     exact.Number
	first, last   cell.Value // of days
	some, endless bool
	least, most   int64 // of the whole numbers, where some are
	whole         bool
}

// scoreCounts counts scores. Most of the time a score is one of a few hundred: these are
// counted in places of their own, which takes a tenth of the time of a map.
type scoreCounts struct {
	recent [256]scoreCount
	rest   map[exact.Points]int
}

type scoreCount struct {
	score exact.Points
	leads int
}

func (c *scoreCounts) add(score exact.Points) {
	at := &c.recent[scatter(uint64(score))%uint64(len(c.recent))]
	if at.score != score {
		c.put(at)
		*at = scoreCount{score: score}
	}
	at.leads++
}

func (c *scoreCounts) put(count *scoreCount) {
	if c.rest == nil {
		c.rest = map[exact.Points]int{}
	}
	if count.leads > 0 {
		c.rest[count.score] += count.leads
	}
	count.leads = 0
}

// all gives the number of leads by their score.
func (c *scoreCounts) all() map[exact.Points]int {
	for i := range c.recent {
		c.put(&c.recent[i])
	}
	return c.rest
}

// Activity tells what the rules of a rulebook do on a list.
type Activity struct {
	Leads  int
	Rules  []RuleCount  // in the rulebook's order, the bands of a rule behind it
	Stages []StageCount // in the rulebook's order, each name once; last those without a stage, if any
	Scores *ScoreSpread // nil without leads
	Notes  []RuleNote   // what is worth a look
}

// StageCount is how many leads a stage has.
type StageCount struct {
	Stage string `json:"stage"` // "": no stage
	Out   bool   `json:"out"`
	Leads int    `json:"leads"`
}

// ScoreSpread is the least and the most score, and those that a quarter, a half and three
// quarters of the leads do not exceed.
type ScoreSpread struct {
	Least, Quarter, Half, ThreeQuarters, Most exact.Points
}

// RuleNote is something about a rule on a list that is worth a look.
type RuleNote struct {
	Kind    string // rule_never, rule_always, same_leads, points_eaten, mostly_blank
	Pos     rulebook.Pos
	Field   string // of mostly_blank: the header; else ""
	Count   int    // leads
	Message string
	Want    string
}

func newActivity(p *plan.Plan) *activity {
	asked := make([]bool, len(p.Fields))
	walk.EachLeaf(p.Rulebook, func(leaf *rulebook.Condition) {
		if i := ownField(p, leaf); i >= 0 {
			asked[i] = true
		}
	})
	a := &activity{
		plan: p, counts: NewRuleCounts(p.Rulebook), stages: make([]int, len(p.Rulebook.Stages)+1),
		values: make([]listed, len(p.Fields)), asked: asked,
	}
	for i := range a.counts.criteria() {
		a.eaten = append(a.eaten, i)
	}
	return a
}

// add takes in the lead that s scored last, but for its fields.
func (a *activity) add(s *scoring.Scorer) {
	a.leads++
	a.counts.Add(s)
	r := s.Result()
	a.scores.add(r.Score)
	if r.Stage < 0 {
		a.stages[len(a.stages)-1]++
	} else {
		a.stages[r.Stage]++
	}
	criteria := a.counts.criteria()
	a.eaten = slices.DeleteFunc(a.eaten, func(i int) bool {
		rule := criteria[i].rule
		return s.Earned(rule).Amount != 0 && s.Without(rule) != r.Score
	})
}

func (l *listed) add(v *cell.Value, t rulebook.Type, times int) {
	if v.State != cell.Known {
		return
	}
	switch t {
	case rulebook.TypeText:
		l.texts.add(v.Text, v.Words(t), times)
	case rulebook.TypeLevel:
		l.texts.add([]byte(v.Words(t)), v.Words(t), times)
	case rulebook.TypeList:
		for _, entry := range v.Entries {
			l.texts.add(entry, string(entry), times)
		}
	case rulebook.TypeNumber:
		l.addNumber(&v.Number)
	case rulebook.TypeDate:
		if !l.some || v.Day < l.first.Day {
			l.first = cell.Value{State: cell.Known, Day: v.Day}
		}
		if !l.some || v.LastDay() > l.last.Day {
			l.last = cell.Value{State: cell.Known, Day: v.LastDay()}
		}
		l.some = true
	}
}

// addWhole is add for a whole number.
func (l *listed) addWhole(n int64) {
	if !l.whole || n < l.least {
		l.least = n
	}
	if !l.whole || n > l.most {
		l.most = n
	}
	l.whole = true
}

// numbers are the ends between which the numbers lie; false where there are none.
func (l *listed) numbers() (in exact.Interval, some bool) {
	if l.whole {
		for _, n := range []int64{l.least, l.most} {
			at := exact.At(exact.Int(n))
			l.addNumber(&at)
		}
	}
	return exact.Interval{Low: l.low, High: l.high, NoHigh: l.endless}, l.some
}

func (l *listed) addNumber(in *exact.Interval) {
	low, high := in.Low, in.High
	if in.NoLow {
		low = high
	}
	if in.NoHigh {
		high, l.endless = low, true
	}
	if !l.some || low.Cmp(l.low) < 0 {
		l.low = low
	}
	if !l.some || high.Cmp(l.high) > 0 {
		l.high = high
	}
	l.some = true
}

// report tells what was found so far; the audit is of the same leads.
func (a *activity) report(audit Report) Activity {
	r := Activity{Leads: a.leads, Rules: a.counts.Counts(), Stages: a.stageCounts()}
	if a.leads == 0 {
		return r
	}
	r.Scores = a.spread()
	r.Notes = slices.Concat(a.constant(), a.sameLeads(), a.eatenPoints())
	slices.SortStableFunc(r.Notes, func(m, n RuleNote) int { return rulebook.Problem{Pos: m.Pos}.ComparePos(rulebook.Problem{Pos: n.Pos}) })
	r.Notes = append(r.Notes, mostlyBlank(audit)...)
	return r
}

func (a *activity) stageCounts() []StageCount {
	var counts []StageCount
	for i, s := range a.plan.Rulebook.Stages {
		at := slices.IndexFunc(counts, func(c StageCount) bool { return c.Stage == s.Name })
		if at < 0 {
			at, counts = len(counts), append(counts, StageCount{Stage: s.Name, Out: s.Out})
		}
		counts[at].Leads += a.stages[i]
	}
	if none := a.stages[len(a.stages)-1]; none > 0 && len(counts) > 0 {
		counts = append(counts, StageCount{Leads: none})
	}
	return counts
}

func (a *activity) spread() *ScoreSpread {
	counts := a.scores.all()
	sorted := slices.Sorted(maps.Keys(counts))
	at := func(quarters int) exact.Points {
		wanted, seen := max((a.leads*quarters+3)/4, 1), 0
		for _, p := range sorted {
			if seen += counts[p]; seen >= wanted {
				return p
			}
		}
		return sorted[len(sorted)-1]
	}
	return &ScoreSpread{sorted[0], at(1), at(2), at(3), sorted[len(sorted)-1]}
}

// constant finds the rules that hold for no lead, or for all.
func (a *activity) constant() []RuleNote {
	var notes []RuleNote
	for _, c := range a.counts.Counts() {
		line := c.Rule.Line(a.plan.Rulebook)
		if c.Band >= 0 || line.When == nil && line.Bands == nil && line.Rated == nil {
			continue
		}
		name := ruleName(c.Rule)
		switch {
		case c.True == 0 && c.Unknown == a.leads:
			notes = append(notes, RuleNote{Kind: "rule_never", Pos: c.Pos, Message: fmt.Sprintf("%s is unknown for all %d leads", name, a.leads), Want: "see which of its columns are blank"})
		case c.True == 0:
			notes = append(notes, RuleNote{Kind: "rule_never", Pos: c.Pos, Message: name + " holds for no lead", Want: a.holds(line)})
		case c.True == a.leads && a.leads > 1:
			notes = append(notes, RuleNote{Kind: "rule_always", Pos: c.Pos, Count: a.leads, Message: fmt.Sprintf("%s holds for all %d leads, so it tells none from another", name, a.leads), Want: a.holds(line)})
		}
	}
	return notes
}

// ruleName is what a rule is called in a sentence.
func ruleName(r rule.Rule) string {
	if r.Kind == rule.Element || r.Kind == rule.Attribute {
		return fmt.Sprintf("the %s %q of %s", r.Kind, r.Name, r.Of)
	}
	return fmt.Sprintf("the %s %q", r.Kind, r.Name)
}

// holds says what the list holds in the fields that a line asks about: of texts those most
// like what it asks for.
func (a *activity) holds(line *rulebook.Line) string {
	var parts []string
	add := func(leaf *rulebook.Condition) {
		if part := a.holdsIn(leaf); part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	walk.LeavesOf(line.When, add)
	for i := range line.Bands {
		walk.LeavesOf(line.Bands[i].When, add)
	}
	if len(parts) == 0 {
		return ""
	}
	return "the list has " + strings.Join(parts, "; ")
}

// ownField is the field of the rulebook that a leaf asks about; -1 for none.
func ownField(p *plan.Plan, leaf *rulebook.Condition) int {
	return slices.IndexFunc(p.Fields[:p.Own], func(f fields.Field) bool {
		return leaf.Metric.Text == "" && fold.Text(f.Decl.Name) == fold.Text(leaf.Field.Text)
	})
}

func (a *activity) holdsIn(leaf *rulebook.Condition) string {
	i := ownField(a.plan, leaf)
	if i < 0 {
		return ""
	}
	l, name := &a.values[i], a.plan.Fields[i].Header
	in, some := l.numbers()
	switch t := a.plan.Specs[i].Type; {
	case t == rulebook.TypeNumber && some:
		return name + " " + in.String()
	case t == rulebook.TypeDate && l.some:
		return fmt.Sprintf("%s %s to %s", name, l.first.Day, l.last.Day)
	case len(l.texts.counts) > 0:
		return name + " " + l.nearest(leaf)
	}
	return ""
}

// nearest are the texts of a list that are most like what a leaf asks for; else the most
// frequent.
func (l *listed) nearest(leaf *rulebook.Condition) string {
	var wanted, texts []string
	for _, t := range leaf.Tests {
		for _, arg := range t.Args {
			wanted = append(wanted, arg.Text)
		}
	}
	for _, c := range l.texts.counts {
		texts = append(texts, c.Value)
	}
	near := texts[:0:0]
	for _, word := range wanted {
		if found, ok := fold.Nearest(word, texts); ok && !slices.Contains(near, found) {
			near = append(near, found)
		}
	}
	counts := l.texts.top()
	if len(near) > 0 {
		counts = slices.DeleteFunc(slices.Clone(l.texts.counts), func(c ValueCount) bool { return !slices.Contains(near, c.Value) })
	}
	var shown []string
	for _, c := range counts[:min(len(counts), 3)] {
		shown = append(shown, fmt.Sprintf("%q (%d)", c.Value, c.Count))
	}
	return strings.Join(shown, ", ")
}

// fewest is from how many leads on it is no chance that two criteria hold for the same.
const fewest = 5

// alike is the first criterion that holds for the leads for which the i-th does and parts them
// as it does. One that counts holds for whatever is known, and parts these by how many.
func (a *activity) alike(i int) int {
	criteria := a.counts.criteria()
	counts := func(i int) bool { return a.plan.Rulebook.Criteria[i].Each != nil }
	for first := range criteria[:i] {
		if criteria[first].mark == criteria[i].mark && criteria[first].parts(criteria[i]) && !counts(first) && !counts(i) {
			return first
		}
	}
	return i
}

// sameLeads finds criteria that hold for the very leads for which an earlier one does.
func (a *activity) sameLeads() []RuleNote {
	var notes []RuleNote
	criteria := a.counts.criteria()
	holds := func(i int) int { return criteria[i].outcomes[match.True] }
	for i := range criteria {
		first := a.alike(i)
		if first == i || holds(i) < fewest || holds(i) == a.leads || holds(i) != holds(first) {
			continue
		}
		c := &a.plan.Rulebook.Criteria[i]
		notes = append(notes, RuleNote{Kind: "same_leads", Pos: c.Pos, Count: holds(i),
			Message: fmt.Sprintf("%q holds for the very %d leads for which %q does", c.Name, holds(i), a.plan.Rulebook.Criteria[first].Name),
			Want:    "if they ask the same, make one of them, so that nothing counts twice"})
	}
	return notes
}

// eatenPoints finds criteria whose points never change a score, since a bound takes them.
func (a *activity) eatenPoints() []RuleNote {
	var notes []RuleNote
	criteria := a.counts.criteria()
	for _, i := range a.eaten {
		eaten := criteria[i].gave
		if eaten == 0 {
			continue
		}
		c := &a.plan.Rulebook.Criteria[i]
		notes = append(notes, RuleNote{Kind: "points_eaten", Pos: c.Pos, Count: eaten,
			Message: fmt.Sprintf("%q earns points for %d leads, and a bound takes all of them: no score would differ without it", c.Name, eaten),
			Want:    "widen the max or min of its group or of the score, or leave it out"})
	}
	return notes
}

// mostlyBlank finds fields that hold nothing for three of four leads.
func mostlyBlank(audit Report) []RuleNote {
	var notes []RuleNote
	for _, f := range audit.Fields {
		if f.Column == "" || f.OfTitle || 4*f.Blank < 3*audit.Leads || audit.Leads < fewest {
			continue
		}
		notes = append(notes, RuleNote{Kind: "mostly_blank", Field: f.Column, Count: f.Blank,
			Message: fmt.Sprintf("%d of %d leads have nothing in it", f.Blank, audit.Leads),
			Want:    "what asks for it tells few leads apart: give it missing points, or fill the column"})
	}
	return notes
}
