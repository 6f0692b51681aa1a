// Package frameworks holds qualification frameworks (BANT, MEDDIC, CHAMP and
// others): their elements, questions, and when a lead is qualified.
package frameworks

import (
	"leadscore/match"
	"leadscore/match/exact"
)

// Framework is one entry of a rulebook's `frameworks`. The elements it lists are
// the elements it has.
type Framework struct {
	Pos       match.Pos
	Name      string
	Points    exact.Number     // what all elements met add, by weight
	Qualified *int             // how many elements must be met; nil: the built-in's rule, else all
	When      *match.Condition // where not true, the framework does not apply; nil: always
	Elements  []Element
}

// Element is one element of a framework.
type Element struct {
	match.Line
	Name     string
	Weight   exact.Number // above 0; 1 where the rulebook gives none
	Required bool         // must be met, whatever the count
	Missing  exact.Number // share earned while unknown
	Question Question     // asked while unknown; empty: the built-in's
}

// Question is what a rep asks, in English and Japanese.
type Question struct {
	EN, JA string
}

// Definition is a built-in framework: what its letters mean and what to ask.
type Definition struct {
	Name      string              `json:"name"`
	Title     string              `json:"title"`     // one line: what it is, who made it
	Qualified int                 `json:"qualified"` // elements that must be met; 0: all
	Elements  []ElementDefinition `json:"elements"`
}

// ElementDefinition is one element of a built-in framework.
type ElementDefinition struct {
	Name     string   `json:"name"`    // as a rulebook writes it: economic_buyer
	Meaning  string   `json:"meaning"` // one sentence
	Required bool     `json:"required,omitempty"`
	Question Question `json:"question"`
}
