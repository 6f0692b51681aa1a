// Package rules tells what single rules of a rulebook are worth: what each made of leads that
// were won and lost, and which say the same.
package rules

import (
	"cmp"
	"maps"
	"math"
	"math/bits"
	"slices"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/outcomes/internal/jobs"
	"leadscore/outcomes/stats"
	"leadscore/scoring"
	"leadscore/scoring/rule"
)

// Report is what one rule made of the leads. A rule has fired where it held and
// gave points; it is unknown where a blank cell left it open.
type Report struct {
	rule.Rule
	Given               *exact.Number // the points that the rulebook writes; nil: the lead decides
	Fired, Not, Unknown stats.Tally
	Points              Spread // of the points given where it fired
	Lift                float64
	Bands               []Band // of a criterion with bands; the last: no band held
	// Own is the AUC of the rule's points by themselves, among the leads where it is
	// known, or among all where these get the same: under 0.5 leads with more of its
	// points win less often.
	Own       stats.Interval
	Agreement Agreement
	Missing   float64 // the points given where it is unknown
	// Worth is the AUC of the score less the AUC without the rule, with the interval of
	// the difference; NaN for attributes and elements, which earn no points of their own.
	Worth stats.Interval
}

// Band is one band of a criterion and the leads for which it decided.
type Band struct {
	When   string // its condition as a rulebook writes it; "": no band held
	Text   string // the same for people, in the rulebook's language
	Points exact.Number
	stats.Tally
}

// Leads is how many leads have an outcome.
func (r *Report) Leads() int { return r.Fired.Leads() + r.Not.Leads() + r.Unknown.Leads() }

// Spread is the range and the mean of some points.
type Spread struct{ Low, High, Mean float64 }

// Agreement says whether a rule's points and the outcomes go the same way.
type Agreement string

// The agreements, decided by the 95 % interval of Report.Own.
const (
	Agrees     Agreement = "agrees"
	Disagrees  Agreement = "disagrees"   // more points, fewer wins
	Undecided  Agreement = "undecided"   // no difference that could not be luck
	TooRare    Agreement = "too rare"    // it fires, or does not, for too few leads
	NeverFires Agreement = "never fires" //
	AlwaysSame Agreement = "always same" // every lead gets the same of it
)

// fewFired is the number of leads with, and without, a rule under which its rates
// say nothing.
const fewFired = 10

// Count counts what one rule makes of the leads.
type Count struct {
	rule                rule.Rule
	zero                bool // the rulebook gives it 0 points: it fires where it holds
	fired, not, unknown stats.Tally
	bands               []stats.Tally // the last: no band
	sum, low, high      exact.Points
	missing             exact.Points                  // what it gives where it is unknown
	own                 map[exact.Points]*stats.Tally // by its points, where it is known
	last                exact.Points                  // the points counted last, and their tally; nil: none
	lastOwn             *stats.Tally
	without             []exact.Points // of each lead: the score without it; nil: it earns no points
	marks               bitset         // leads where it fired
	given               *exact.Number
	written             []rule.Band
}

// New counts nothing yet of a rule, of so many leads.
func New(e *scoring.Engine, of rule.Rule, leads int) Count {
	c := Count{rule: of, own: map[exact.Points]*stats.Tally{}, marks: newBitset(leads), written: e.Bands(of)}
	if n, written := e.Given(of); written {
		c.given, c.zero = &n, n.Sign() == 0
	}
	if c.written != nil {
		c.bands = make([]stats.Tally, len(c.written)+1)
	}
	switch of.Kind {
	case rule.ICP, rule.Criterion, rule.Framework:
		c.without = make([]exact.Points, leads)
	}
	return c
}

// Count counts the lead that was scored last, which is at position k.
func (c *Count) Count(s *scoring.Scorer, k int, won bool) {
	v := s.Verdict(c.rule)
	if c.without != nil {
		c.without[k] = s.Without(c.rule)
	}
	if c.isUnknown(v) {
		c.missing = v.Points
		c.unknown.Count(won)
		return
	}
	c.countOwn(v.Points, won)
	if c.bands != nil {
		band := v.Band
		if band < 0 {
			band = len(c.bands) - 1
		}
		c.bands[band].Count(won)
	}
	if v.Outcome == match.False || v.Points == 0 && !c.zero {
		c.not.Count(won)
		return
	}
	if c.fired.Leads() == 0 {
		c.low, c.high = v.Points, v.Points
	}
	c.fired.Count(won)
	c.sum, c.low, c.high = c.sum+v.Points, min(c.low, v.Points), max(c.high, v.Points)
	c.marks.set(k)
}

// Share makes room for what is the leads' own once, for this and an earlier part of them.
func (c *Count) Share(first *Count) { c.without = first.without }

// Plus counts the leads of a later part too.
func (c *Count) Plus(d *Count) {
	if d.fired.Leads() > 0 && c.fired.Leads() == 0 {
		c.low, c.high = d.low, d.high
	} else if d.fired.Leads() > 0 {
		c.low, c.high = min(c.low, d.low), max(c.high, d.high)
	}
	if d.unknown.Leads() > 0 {
		c.missing = d.missing
	}
	c.fired, c.not, c.unknown, c.sum = c.fired.Plus(d.fired), c.not.Plus(d.not), c.unknown.Plus(d.unknown), c.sum+d.sum
	for b, t := range d.bands {
		c.bands[b] = c.bands[b].Plus(t)
	}
	for p, t := range d.own {
		own, seen := c.own[p]
		if !seen {
			own = &stats.Tally{}
			c.own[p] = own
		}
		*own = own.Plus(*t)
	}
	c.marks.plus(d.marks)
}

// isUnknown: the ICP and frameworks always give what they give.
func (c *Count) isUnknown(v rule.Verdict) bool {
	switch c.rule.Kind {
	case rule.ICP, rule.Framework:
		return false
	}
	return !v.Outcome.Known()
}

// countOwn counts a lead by the rule's points. One lead after the other gets the same of
// most rules.
func (c *Count) countOwn(p exact.Points, won bool) {
	if c.lastOwn == nil || p != c.last {
		t, seen := c.own[p]
		if !seen {
			t = &stats.Tally{}
			c.own[p] = t
		}
		c.last, c.lastOwn = p, t
	}
	c.lastOwn.Count(won)
}

// tiesOf brings counts into the order of ties.
func tiesOf(counts map[exact.Points]*stats.Tally) []stats.Tie {
	var groups []stats.Tie
	for _, p := range slices.SortedFunc(maps.Keys(counts), func(a, b exact.Points) int { return cmp.Compare(b, a) }) {
		groups = append(groups, stats.Tie{Score: float64(p) / exact.PointsPerPoint, Won: counts[p].Won, Lost: counts[p].Lost})
	}
	return groups
}

// Reports tells what each rule made of the leads, whose scores and outcomes are given. The
// counts are of no use afterwards but for Pairs.
func Reports(counts []Count, scores []exact.Points, won []bool) []Report {
	base := stats.Ratio(stats.CountWon(won), len(won))
	whole := stats.NewPlacements(scores, won)
	reports := make([]Report, len(counts))
	jobs.Do(len(counts), func(i int) {
		c := &counts[i]
		reports[i] = c.report(base)
		if c.without != nil {
			reports[i].Worth = whole.Less(stats.NewPlacements(c.without, won))
			c.without = nil // long, and of no more use
		}
	})
	return reports
}

// report sums up; base is the win rate of all leads.
func (c *Count) report(base float64) Report {
	out := Report{Rule: c.rule, Given: c.given, Fired: c.fired, Not: c.not, Unknown: c.unknown}
	out.Worth = stats.Interval{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
	if n := c.fired.Leads(); n > 0 {
		point := func(p exact.Points) float64 { return float64(p) / exact.PointsPerPoint }
		out.Points = Spread{point(c.low), point(c.high), point(c.sum) / float64(n)}
		out.Lift = stats.Ratio(c.fired.Won, n) / base
	}
	for i, t := range c.bands {
		b := Band{Tally: t}
		if i < len(c.written) {
			b.When, b.Text, b.Points = c.written[i].When, c.written[i].Text, c.written[i].Points
		}
		out.Bands = append(out.Bands, b)
	}
	out.Missing = float64(c.missing) / exact.PointsPerPoint
	own := c.ownTies()
	out.Own = stats.DeLongTies(own)
	out.Agreement = c.agreement(own, out.Own)
	return out
}

// ownTies counts the leads by the rule's points: those where it is known, or, where
// these all get the same, all.
func (c *Count) ownTies() []stats.Tie {
	if len(c.own) > 1 || c.unknown.Leads() == 0 {
		return tiesOf(c.own)
	}
	all := maps.Clone(c.own)
	with := c.unknown
	if known, some := all[c.missing]; some {
		with = with.Plus(*known)
	}
	all[c.missing] = &with
	return tiesOf(all)
}

// agreement judges by the rule's own points. Where they are the same for all, as with
// a rule of 0 points, there is nothing to judge.
func (c *Count) agreement(own []stats.Tie, auc stats.Interval) Agreement {
	switch {
	case c.fired.Leads() == 0:
		return NeverFires
	case len(own) < 2:
		return AlwaysSame
	case c.fired.Leads() < fewFired || outsideOfMost(own) < fewFired || math.IsNaN(auc.Value):
		return TooRare
	case auc.Low > 0.5:
		return Agrees
	case auc.High < 0.5:
		return Disagrees
	}
	return Undecided
}

// outsideOfMost is how many leads do not have the commonest score.
func outsideOfMost(groups []stats.Tie) int {
	all, most := 0, 0
	for _, g := range groups {
		all, most = all+g.Leads(), max(most, g.Leads())
	}
	return all - most
}

// Pair is two rules that fire for the same leads, or, where Phi is negative,
// for opposite ones. A and B are positions in the reports.
type Pair struct {
	A, B   int
	Both   int     // leads for which both fired
	Either int     // leads for which one or both fired
	Phi    float64 // the correlation of firing, -1 to 1
}

const samePhi = 0.8 // from it on two rules say the same

// Pairs finds criteria that say the same as another rule: they give points of one
// sign to the same leads, or of different signs to opposite ones.
func Pairs(counts []Count, reports []Report, leads int) []Pair {
	var pairs []Pair
	for a := range reports {
		for b := a + 1; b < len(reports); b++ {
			if reports[a].Kind != rule.Criterion && reports[b].Kind != rule.Criterion {
				continue
			}
			p := pairOf(&counts[a], &counts[b], leads)
			p.A, p.B = a, b
			if p.Phi*reports[a].sign()*reports[b].sign() >= samePhi {
				pairs = append(pairs, p)
			}
		}
	}
	return pairs
}

// sign is that of the points that the rule gives; an attribute or element earns a
// share, which is never below 0.
func (r *Report) sign() float64 {
	if r.Points.Mean < 0 {
		return -1
	}
	return 1
}

// pairOf compares where two rules fire, of n leads; Phi is 0 where that says nothing.
func pairOf(a, b *Count, n int) Pair {
	x, y := a.fired.Leads(), b.fired.Leads()
	if min(x, n-x) < fewFired || min(y, n-y) < fewFired {
		return Pair{}
	}
	both := a.marks.both(b.marks)
	nx, ny, all := float64(x), float64(y), float64(n)
	phi := (float64(all*float64(both)) - float64(nx*ny)) / math.Sqrt(nx*(all-nx)*ny*(all-ny))
	return Pair{Both: both, Either: x + y - both, Phi: phi}
}

// bitset marks leads by their position.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) plus(c bitset) {
	for i := range b {
		b[i] |= c[i]
	}
}

func (b bitset) set(i int) { b[i/64] |= 1 << (i % 64) }

// both counts the leads that are marked in both.
func (b bitset) both(c bitset) (n int) {
	for i := range b {
		n += bits.OnesCount64(b[i] & c[i])
	}
	return n
}
