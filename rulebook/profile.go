package rulebook

import (
	"leadscore/match/exact"
)

// ICP is the `icp` part of a rulebook.
type ICP struct {
	Pos      Pos
	Points   exact.Number // what a fit of 100 % adds
	Grades   []Grade      // best first; nil: DefaultGrades
	Profiles []Profile
}

// Grade is a letter and what earns it at least: a fit, 0 to 1, or points of a group.
type Grade struct {
	Name    string
	AtLeast exact.Number
}

// Profile is one ideal customer profile.
type Profile struct {
	Pos        Pos
	Name       string
	Attributes []Attribute
}

// Attribute is one line of a profile.
type Attribute struct {
	Line
	Weight   exact.Number // above 0; 1 where the rulebook gives none
	Required bool         // false makes the profile's fit 0; unknown does not
	Missing  exact.Number // share when unknown
}
