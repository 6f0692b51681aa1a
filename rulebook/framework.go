package rulebook

import (
	"leadscore/match/exact"
)

// Framework is one entry of a rulebook's `frameworks`. The elements it lists are
// the elements it has.
type Framework struct {
	Pos       Pos
	Name      string
	Points    exact.Number // what all elements met add, by weight
	Qualified *int         // how many elements must be met; nil: the built-in's rule, else all
	When      *Condition   // where not true, the framework does not apply; nil: always
	Elements  []Element
}

// Element is one element of a framework.
type Element struct {
	Line
	Name     string
	Weight   exact.Number // above 0; 1 where the rulebook gives none
	Required bool         // must be met, whatever the count
	Missing  exact.Number // share earned while unknown
	Question Question     // asked while unknown; empty: its field's, then the built-in's
}

// Question is what a rep asks, in English and Japanese.
type Question struct {
	EN, JA string
}
