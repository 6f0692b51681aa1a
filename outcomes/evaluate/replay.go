package evaluate

import (
	"maps"
	"slices"

	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/outcomes"
	"leadscore/outcomes/evaluate/rules"
	"leadscore/outcomes/evaluate/segments"
	"leadscore/outcomes/internal/guards"
	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/internal/jobs"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/column"
	"leadscore/scoring/rule"
)

// replay is a history scored by a rulebook: what each lead with an outcome got, and
// what each rule made of them.
type replay struct {
	rulebook *rulebook.Rulebook
	history  *outcomes.History
	engine   *scoring.Engine
	leads    []int32
	won      []bool    // of leads
	scores   []float64 // of leads, in points
	orders   []scoring.Order
	order    []float64      // higher is called first
	grade    *column.Column // of the joined grade; nil: the rulebook grades nothing
	*counts

	probabilities []float64
}

// counts is what leads of a history came to, taken together.
type counts struct {
	segments *segments.Counts
	rules    []rules.Count
	text     []byte
}

func newReplay(rb *rulebook.Rulebook, h *outcomes.History) *replay {
	r := &replay{rulebook: rb, history: h}
	for i := range h.Len() {
		o := h.Outcome(i)
		if o != outcomes.Open {
			r.leads = append(r.leads, int32(i))
			r.won = append(r.won, o == outcomes.Won)
		}
	}
	r.scores = make([]float64, len(r.leads))
	r.orders = make([]scoring.Order, len(r.leads))
	return r
}

// run scores the leads, each as of its own day where it has one.
func (r *replay) run(asOf calendar.Day) error {
	var parts []*counts
	err := outcomes.EachScoredBy(r.rulebook, r.history, r.leads, asOf, func(e *scoring.Engine) outcomes.Visit {
		c := r.newCounts(e)
		if len(parts) == 0 {
			r.prepare(e)
		} else {
			c.share(parts[0])
		}
		parts = append(parts, c)
		return func(k int, s *scoring.Scorer, cells []string) { r.take(c, k, s, cells) }
	})
	if err != nil {
		return err
	}
	r.counts = parts[0]
	for _, c := range parts[1:] {
		r.counts.plus(c)
	}
	return nil
}

// prepare notes what is the same on every day.
func (r *replay) prepare(e *scoring.Engine) {
	r.engine = e
	columns := e.Columns()
	if i := slices.IndexFunc(columns, func(c column.Column) bool { return c.Name == "grade" }); i >= 0 {
		r.grade = &columns[i]
	}
}

// newCounts makes room to count what each rule makes of the leads.
func (r *replay) newCounts(e *scoring.Engine) *counts {
	c := &counts{segments: segments.NewCounts(r.rulebook)}
	for _, of := range e.Rules() {
		if of.Kind != rule.Stage {
			c.rules = append(c.rules, rules.New(e, of, len(r.leads)))
		}
	}
	return c
}

// take scores the lead at position k, and counts it.
func (r *replay) take(c *counts, k int, s *scoring.Scorer, cells []string) {
	result, won := s.Score(cells), r.won[k]
	r.scores[k] = float64(result.Score) / exact.PointsPerPoint
	r.orders[k] = r.engine.Order(result, 0)
	c.segments.Stage(r.engine.StageName(result), won)
	if r.grade != nil {
		c.text = s.AppendText(c.text[:0], *r.grade)
		c.segments.Joined(string(c.text), won)
	}
	if r.rulebook.ICP != nil {
		c.segments.Fit(r.engine.FitGrade(result), won)
	}
	for g := range r.rulebook.Groups {
		if r.rulebook.Groups[g].Grades != nil {
			c.segments.Group(g, r.engine.GroupGrade(result, g), won)
		}
	}
	for i := range c.rules {
		c.rules[i].Count(s, k, won)
	}
}

// share makes room for what is the leads' own once, for all parts.
func (c *counts) share(first *counts) {
	for i := range c.rules {
		c.rules[i].Share(&first.rules[i])
	}
}

// plus counts the leads of a later part too.
func (c *counts) plus(d *counts) {
	c.segments.Plus(d.segments)
	for i := range c.rules {
		c.rules[i].Plus(&d.rules[i])
	}
}

// ranks numbers the leads by their place in a ranking: the best has the highest number, and
// leads that a ranking ties the same one. same: the scores order them alike.
func (r *replay) ranks() (ranks []float64, same bool) {
	at := map[scoring.Order]float64{}
	for _, o := range r.orders {
		at[o] = 0
	}
	best := slices.SortedFunc(maps.Keys(at), scoring.Order.Compare)
	same = true
	for i, o := range best {
		at[o] = float64(len(best) - i)
		same = same && (i == 0 || best[i-1].Score > o.Score)
	}
	ranks = make([]float64, len(r.orders))
	for k, o := range r.orders {
		ranks[k] = at[o]
	}
	return ranks, same
}

// columns are the positions in the header of the columns that rules and stages use.
func (r *replay) columns() []int {
	var all []int
	for _, rule := range r.engine.Rules() {
		all = append(all, r.engine.RuleColumns(rule)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// usedFields are the fields of columns; nil where one cannot be learned from.
func usedFields(h *outcomes.History, leads []int32, columns []int) []*typing.Field {
	fields := make([]*typing.Field, len(columns))
	jobs.Do(len(columns), func(k int) { fields[k] = typing.Read(h, columns[k], leads, true).Field })
	return fields
}

// screenColumns looks for columns that may tell the outcome because they were
// filled in once it was known.
func screenColumns(h *outcomes.History, leads []int32, columns []int, fields []*typing.Field) []outcomes.Exclusion {
	won := make([]bool, h.Len())
	for _, i := range leads {
		won[i] = h.Outcome(int(i)) == outcomes.Won
	}
	wins := stats.CountWon(stats.Pick(won, leads))
	if min(wins, len(leads)-wins) < outcomes.LeastLeads {
		return nil
	}
	s := guards.New(h, leads, won, holdout.Bundles(h, leads, map[int]bool{}), 0)
	found := make([]*outcomes.Exclusion, len(columns))
	jobs.Do(len(columns), func(k int) {
		if f := fields[k]; f != nil {
			found[k] = s.Look(f).Exclusion(f.Header)
		}
	})
	var leaks []outcomes.Exclusion
	for k, e := range found {
		if why := h.Reserved(columns[k]); why != "" {
			leaks = append(leaks, outcomes.Exclusion{Column: h.Header[columns[k]], Cause: outcomes.CauseLeak, Reason: outcomes.Plain(why)})
		} else if e != nil {
			e.Override = ""
			leaks = append(leaks, *e)
		}
	}
	return leaks
}

// points are the scores, exact.
func (r *replay) points() []exact.Points {
	points := make([]exact.Points, len(r.orders))
	for k, o := range r.orders {
		points[k] = o.Score
	}
	return points
}
