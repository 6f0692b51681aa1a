// Package rule has the rules of a rulebook as whoever looks at every one of them sees them:
// what each is, and what it made of a lead. A scoring.Engine lists them.
package rule

import (
	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Kind says what a Rule is in its rulebook.
type Kind string

// The kinds of rule.
const (
	ICP       Kind = "icp"       // the best fit of all profiles
	Attribute Kind = "attribute" // of a profile
	Criterion Kind = "criterion"
	Framework Kind = "framework"
	Element   Kind = "element" // of a framework
	Stage     Kind = "stage"
)

// Rule is one rule of a compiled rulebook, for programs that look at what every
// rule makes of a list.
type Rule struct {
	Kind   Kind
	Name   string // of an attribute: its condition as a rulebook writes it; of the ICP: ""
	Text   string // the name for people, in the rulebook's language
	Of     string // an attribute's profile, an element's framework, a criterion's group; else ""
	Pos    rulebook.Pos
	In, At int // positions in the rulebook: of that profile or framework, -1 but for attributes and elements; and its own
}

// Verdict is what a rule made of a lead.
type Verdict struct {
	Outcome match.Truth  // an element is met or unmet; the ICP holds where a profile fits
	Points  exact.Points // added to the sum; of attributes and elements the percent earned of their weight
	Band    int          // of a criterion: the band that decided, from 0; -1: none
}

// Line is the line of its rulebook that a rule is; nil of the ICP and of frameworks.
func (r Rule) Line(rb *rulebook.Rulebook) *rulebook.Line {
	switch r.Kind {
	case Attribute:
		return &rb.ICP.Profiles[r.In].Attributes[r.At].Line
	case Criterion:
		return &rb.Criteria[r.At].Line
	case Element:
		return &rb.Frameworks[r.In].Elements[r.At].Line
	case Stage:
		return &rb.Stages[r.At].Line
	}
	return nil
}

// Band is one band of a criterion.
type Band struct {
	When   string // its condition as a rulebook writes it
	Text   string // for people, in the rulebook's language
	Points exact.Number
}
