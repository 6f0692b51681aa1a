// Package icp holds ideal customer profiles: how well a lead fits each, which one
// it takes, and the grade of that fit.
package icp

import (
	"leadscore/match"
	"leadscore/match/exact"
)

// Section is the `icp` part of a rulebook.
type Section struct {
	Pos      match.Pos
	Points   exact.Number // what a fit of 100 % adds
	Grades   []Grade      // best first; nil: DefaultGrades
	Profiles []Profile
}

// Grade is a letter and the lowest fit (0 to 1) that earns it.
type Grade struct {
	Name    string
	AtLeast exact.Number
}

// Profile is one ideal customer profile.
type Profile struct {
	Pos        match.Pos
	Name       string
	Attributes []Attribute
}

// Attribute is one line of a profile.
type Attribute struct {
	match.Line
	Weight   exact.Number // above 0; 1 where the rulebook gives none
	Required bool         // false makes the profile's fit 0; unknown does not
	Missing  exact.Number // share when unknown
}
