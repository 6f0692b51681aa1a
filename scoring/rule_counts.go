package scoring

import (
	"leadscore/match"
	"leadscore/rulebook"
)

// RuleCounts counts, lead by lead, what the rules of a rulebook come to, bands each for
// itself: for criteria, attributes, elements and stage rules. It takes in leads scored
// by any engine of the rulebook.
type RuleCounts struct{ counts []RuleCount }

// RuleCount is what a rule, or a band of one, came to.
type RuleCount struct {
	Rule     Rule
	Band     int          // of the rule's bands, from 0; -1: the rule itself
	BandWhen string       // of a band: its condition in words
	Pos      rulebook.Pos // of the rule or band

	True    int // leads for which it held: an element is met, a band decides
	False   int
	Unknown int // also: an interval may lie in a band
}

// NewRuleCounts counts for a rulebook.
func NewRuleCounts(rb *rulebook.Rulebook) *RuleCounts {
	e, c := &Engine{rulebook: rb, words: wordsOf(rb.Language)}, &RuleCounts{}
	for _, r := range e.Rules() {
		line := e.lineOf(r)
		if line == nil {
			continue
		}
		c.counts = append(c.counts, RuleCount{Rule: r, Band: -1, Pos: r.Pos})
		for i := range line.Bands {
			when := e.words.otherwise
			if line.Bands[i].When != nil {
				when = line.Bands[i].When.String()
			}
			c.counts = append(c.counts, RuleCount{Rule: r, Band: i, BandWhen: when, Pos: line.Bands[i].Pos})
		}
	}
	return c
}

// lineOf is the line of a rule that is one; nil of the ICP and of frameworks.
func (e *Engine) lineOf(r Rule) *rulebook.Line {
	rb := e.rulebook
	switch r.Kind {
	case RuleAttribute:
		return &rb.ICP.Profiles[r.of].Attributes[r.rule].Line
	case RuleCriterion:
		return &rb.Criteria[r.rule].Line
	case RuleElement:
		return &rb.Frameworks[r.of].Elements[r.rule].Line
	case RuleStage:
		return &rb.Stages[r.rule].Line
	}
	return nil
}

// Add counts the lead that s scored last.
func (c *RuleCounts) Add(s *Scorer) {
	for i := range c.counts {
		count := &c.counts[i]
		if count.Band < 0 {
			count.add(s.Verdict(count.Rule).Outcome)
			continue
		}
		earned := s.earnedOf(count.Rule)
		if earned.Band >= 0 && earned.Outcome == match.True {
			earned.Outcome = match.TruthOf(earned.Band == count.Band)
		}
		count.add(earned.Outcome)
	}
}

// earnedOf is what the line of a rule earned, which is a criterion, an attribute or an
// element.
func (s *Scorer) earnedOf(r Rule) match.Earned {
	e := s.engine
	switch r.Kind {
	case RuleAttribute:
		at := e.attributes.from + r.rule
		for i := range r.of {
			at += len(e.rulebook.ICP.Profiles[i].Attributes)
		}
		return s.earned[at]
	case RuleElement:
		return s.earned[e.elements[r.of].from+r.rule]
	}
	return *s.earnedBy(r.rule)
}

func (c *RuleCount) add(outcome match.Truth) {
	switch outcome {
	case match.True:
		c.True++
	case match.False:
		c.False++
	default:
		c.Unknown++
	}
}

// Counts are the counts in the order of the rulebook, the bands of a rule behind it.
func (c *RuleCounts) Counts() []RuleCount { return c.counts }
