package movers

import (
	"cmp"
	"math"
	"slices"

	"leadscore/match/exact"
	"leadscore/outcomes/stats"
	"leadscore/scoring"
)

// Tally adds up what becomes of leads. Tallies of parts of a list are added in its order.
type Tally struct {
	stages *Stages
	most   int // movers that are kept of each kind; 0: all

	Counts map[Kind]int
	Matrix map[[2]string]int // leads by stage before and after
	Rules  map[RuleID]*RuleMove
	movers []Lead
	orders []orders
}

// orders is where a lead stands in both rankings.
type orders struct{ before, after scoring.Order }

// RuleMove is what a line of the sum, or a stage rule, does to leads when it changes.
type RuleMove struct {
	Rule              RuleID
	Leads             int // whose line earns something else
	Low, High         exact.Points
	Promoted, Demoted int // of those whose stage changes, the leads that it moves most
}

// NewTally makes a Tally that keeps so many movers of each kind; 0: all.
func NewTally(stages *Stages, most int) *Tally {
	return &Tally{stages: stages, most: most, Counts: map[Kind]int{}, Matrix: map[[2]string]int{}, Rules: map[RuleID]*RuleMove{}}
}

// AddRules counts the lines of the lead compared last that earn something else.
func (t *Tally) AddRules(j *Judge) {
	for i := range j.deltas {
		d := &j.deltas[i]
		m := t.rule(d.id)
		change := d.after - d.before
		if m.Leads++; m.Leads == 1 {
			m.Low, m.High = change, change
		}
		m.Low, m.High = min(m.Low, change), max(m.High, change)
	}
}

func (t *Tally) rule(id RuleID) *RuleMove {
	m := t.Rules[id]
	if m == nil {
		m = &RuleMove{Rule: id}
		t.Rules[id] = m
	}
	return m
}

// Place counts where a lead stands in two rankings.
func (t *Tally) Place(before, after scoring.Order) {
	t.orders = append(t.orders, orders{before, after})
}

// Count counts a lead that stood and stands somewhere, and tells how it has moved.
func (t *Tally) Count(before, after Standing) Kind {
	kind := t.stages.KindOf(before, after)
	t.Counts[kind]++
	t.Matrix[[2]string{before.Stage, after.Stage}]++
	return kind
}

// Add takes a lead in that has moved, and counts what moved it to another stage.
func (t *Tally) Add(l Lead) {
	switch {
	case l.Kind == Added || l.Kind == Gone:
		t.Counts[l.Kind]++
	case l.Reason.Rule == RuleID{}:
	case l.Kind == Promoted:
		t.rule(l.Reason.Rule).Promoted++
	case l.Kind == Demoted:
		t.rule(l.Reason.Rule).Demoted++
	}
	stage := l.Before
	if l.After != nil {
		stage = l.After
	}
	l.place = t.stages.Place(stage.Stage)
	if t.movers = append(t.movers, l); t.most > 0 && len(t.movers) >= 4*len(Kinds())*t.most+1000 {
		t.movers = t.best(t.most)
	}
}

// Merge takes in a tally of later leads.
func (t *Tally) Merge(later *Tally) {
	for kind, n := range later.Counts {
		t.Counts[kind] += n
	}
	for stages, n := range later.Matrix {
		t.Matrix[stages] += n
	}
	for id, m := range later.Rules {
		into := t.rule(id)
		if into.Leads == 0 {
			into.Low, into.High = m.Low, m.High
		} else if m.Leads > 0 {
			into.Low, into.High = min(into.Low, m.Low), max(into.High, m.High)
		}
		into.Leads += m.Leads
		into.Promoted += m.Promoted
		into.Demoted += m.Demoted
	}
	t.orders = append(t.orders, later.orders...)
	t.movers = append(t.movers, later.movers...)
	if t.most > 0 {
		t.movers = t.best(t.most)
	}
}

// Reset makes a Tally of the same kind that has counted none.
func (t *Tally) Reset() {
	clear(t.Counts)
	clear(t.Matrix)
	clear(t.Rules)
	t.movers, t.orders = nil, t.orders[:0]
}

// Compared is how many leads stand in both.
func (t *Tally) Compared() int {
	n := 0
	for _, kind := range []Kind{Promoted, Demoted, Up, Down, Same} {
		n += t.Counts[kind]
	}
	return n
}

// Movers gives the leads that have moved, by kind, the best stage first, then those whose score
// changed most, then by line.
func (t *Tally) Movers() []Lead { return t.best(t.most) }

// best sorts the movers, and keeps so many of each kind; 0: all.
func (t *Tally) best(most int) []Lead {
	kinds := Kinds()
	slices.SortFunc(t.movers, func(a, b Lead) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(a.place, b.place),
			cmp.Compare(b.delta(), a.delta()), cmp.Compare(a.Line, b.Line))
	})
	if most == 0 {
		return t.movers
	}
	n, kept := 0, t.movers[:0]
	for i, l := range t.movers {
		if i == 0 || l.Kind != kept[len(kept)-1].Kind {
			n = 0
		}
		if n++; n <= most {
			kept = append(kept, l)
		}
	}
	return kept
}

// RuleMoves lists the rules whose points changed, or that moved a lead to another stage: those
// that moved most leads first.
func (t *Tally) RuleMoves() []RuleMove {
	var all []RuleMove
	for _, m := range t.Rules {
		all = append(all, *m)
	}
	slices.SortFunc(all, func(a, b RuleMove) int {
		return cmp.Or(cmp.Compare(b.Promoted+b.Demoted, a.Promoted+a.Demoted), cmp.Compare(b.Leads, a.Leads),
			cmp.Compare(a.Rule.Kind, b.Rule.Kind), cmp.Compare(a.Rule.Name, b.Rule.Name), cmp.Compare(a.Rule.Band, b.Rule.Band), cmp.Compare(a.Rule.BandAfter, b.Rule.BandAfter))
	})
	return all
}

// Spearman is the rank correlation of both rankings; NaN where it says nothing.
func (t *Tally) Spearman() float64 {
	before, after := make([]float64, len(t.orders)), make([]float64, len(t.orders))
	rank(before, t.orders, func(o *orders) scoring.Order { return o.before })
	rank(after, t.orders, func(o *orders) scoring.Order { return o.after })
	return stats.Spearman(before, after)
}

// rank numbers the places of leads in a ranking; equal ones have one number.
func rank(into []float64, all []orders, of func(*orders) scoring.Order) {
	index := byOrder(all, of)
	for i, at := range index {
		into[at] = float64(i)
		if i > 0 && of(&all[at]).Compare(of(&all[index[i-1]])) == 0 {
			into[at] = into[index[i-1]]
		}
	}
}

// byOrder lists leads in the order of a ranking; equal ones keep theirs.
func byOrder(all []orders, of func(*orders) scoring.Order) []int {
	index := make([]int, len(all))
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(a, b int) int { return of(&all[a]).Compare(of(&all[b])) })
	return index
}

// Overlap is how many of the best n leads of the one ranking are among the best n of the
// other; n is at most the number of leads.
func (t *Tally) Overlap(n int) (shared, of int) {
	of = min(n, len(t.orders))
	among := map[int]bool{}
	for _, i := range byOrder(t.orders, func(o *orders) scoring.Order { return o.before })[:of] {
		among[i] = true
	}
	for _, i := range byOrder(t.orders, func(o *orders) scoring.Order { return o.after })[:of] {
		if among[i] {
			shared++
		}
	}
	return shared, of
}

// StageChanges is the share of leads in both whose stage changed, 0 to 1; NaN for none.
func (t *Tally) StageChanges() float64 {
	changed := t.Counts[Promoted] + t.Counts[Demoted]
	if n := t.Compared(); n > 0 {
		return float64(changed) / float64(n)
	}
	return math.NaN()
}
