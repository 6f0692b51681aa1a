package audit

import (
	"slices"

	"leadscore/match"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/internal/words"
	"leadscore/scoring/rule"
)

// RuleCounts counts, lead by lead, what the rules of a rulebook come to, bands each for
// itself: for criteria, attributes, elements and stage rules. It takes in leads scored
// by any engine of the rulebook.
type RuleCounts struct {
	leads int
	rules []ruleTally
}

// ruleTally is what one rule came to.
type ruleTally struct {
	rule     rule.Rule
	pos      rulebook.Pos
	outcomes [match.True + 1]int // of the rule, by outcome
	bands    []bandTally
	lines    [match.True + 1]int // of its line, by outcome, where no band decided
	gave     int                 // leads for which its line earned something
	mark     uint64              // the same for two rules that hold for the same leads
}

// parts reports whether two rules part the leads alike: into as many of each band. Bands hold
// for whatever is known, which another rule may share that asks nothing of the kind.
func (t ruleTally) parts(o ruleTally) bool {
	return slices.EqualFunc(t.bands, o.bands, func(a, b bandTally) bool { return a.decided == b.decided })
}

type bandTally struct {
	when    string
	pos     rulebook.Pos
	decided int // leads
}

// RuleCount is what a rule, or a band of one, came to.
type RuleCount struct {
	Rule     rule.Rule
	Band     int          // of the rule's bands, from 0; -1: the rule itself
	BandWhen string       // of a band: its condition in words
	Pos      rulebook.Pos // of the rule or band

	True    int // leads for which it held: an element is met, a band decides
	False   int
	Unknown int // also: an interval may lie in a band
}

// NewRuleCounts counts for a rulebook.
func NewRuleCounts(rb *rulebook.Rulebook) *RuleCounts {
	c := &RuleCounts{}
	for _, r := range scoring.RulesOf(rb) {
		line := r.Line(rb)
		if line == nil {
			continue
		}
		tally := ruleTally{rule: r, pos: r.Pos}
		for i := range line.Bands {
			when := words.Of(rb.Language).Otherwise
			if line.Bands[i].When != nil {
				when = line.Bands[i].When.String()
			}
			tally.bands = append(tally.bands, bandTally{when: when, pos: line.Bands[i].Pos})
		}
		c.rules = append(c.rules, tally)
	}
	return c
}

// Add counts the lead that s scored last.
func (c *RuleCounts) Add(s *scoring.Scorer) {
	c.leads++
	mark := scatter(uint64(c.leads))
	for i := range c.rules {
		c.rules[i].add(s, mark)
	}
}

func (t *ruleTally) add(s *scoring.Scorer, mark uint64) {
	if t.rule.Kind == rule.Stage {
		t.outcomes[s.Verdict(t.rule).Outcome]++
		return
	}
	earned := s.Earned(t.rule)
	if earned.Amount != 0 {
		t.gave++
	}
	if t.rule.Kind == rule.Criterion {
		if t.outcomes[earned.Outcome]++; earned.Outcome == match.True {
			t.mark += mark
		}
	} else {
		t.outcomes[s.Verdict(t.rule).Outcome]++
	}
	switch {
	case len(t.bands) == 0:
	case earned.Band >= 0 && earned.Outcome == match.True:
		t.bands[earned.Band].decided++
	default:
		t.lines[earned.Outcome]++
	}
}

// scatter makes of a number one that looks like chance (SplitMix64).
func scatter(n uint64) uint64 {
	n += 0x9e3779b97f4a7c15
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}

// criteria are the tallies of the criteria, in the rulebook's order.
func (c *RuleCounts) criteria() []ruleTally {
	is := func(t ruleTally) bool { return t.rule.Kind == rule.Criterion }
	from := max(0, slices.IndexFunc(c.rules, is))
	end := from
	for end < len(c.rules) && is(c.rules[end]) {
		end++
	}
	return c.rules[from:end]
}

// Counts are the counts in the order of the rulebook, the bands of a rule behind it.
func (c *RuleCounts) Counts() []RuleCount {
	var counts []RuleCount
	for i := range c.rules {
		t := &c.rules[i]
		decided := 0
		for k := range t.bands {
			decided += t.bands[k].decided
		}
		counts = append(counts, RuleCount{Rule: t.rule, Band: -1, Pos: t.pos}.of(&t.outcomes))
		for k, b := range t.bands {
			count := RuleCount{Rule: t.rule, Band: k, BandWhen: b.when, Pos: b.pos}.of(&t.lines)
			count.True += b.decided
			count.False += decided - b.decided
			counts = append(counts, count)
		}
	}
	return counts
}

// of fills in how often each outcome came.
func (c RuleCount) of(outcomes *[match.True + 1]int) RuleCount {
	c.True, c.False = outcomes[match.True], outcomes[match.False]
	c.Unknown = outcomes[match.Unknown] + outcomes[match.Maybe]
	return c
}
