package accounts

import (
	"cmp"

	"leadscore/match"
	"leadscore/match/exact"
)

// Lead is what an account learns of one of its leads.
type Lead struct {
	Key      string // of its account, as accounts are compared; "": it has none
	Name     string // of its account, as the list has it
	Person   Person
	Score    exact.Points
	Stage    int           // index of its stage rule; -1: none
	Place    int           // of its stage in a ranking: lower is better
	Out      bool          // its stage is an out stage
	Roles    []match.Truth // whether it plays each role
	Elements []State       // of each element
	Logged   []Logged      // of each activity
	Next     string        // the best question about the lead that is for no element; "": none
}

// Person is by what people know a lead.
type Person struct {
	Key  string `json:"key"`  // the cell of the rulebook's key; "" for none
	Name string `json:"name"` // "" for none
	Line int    `json:"line"` // of the list
}

// State is what is known of an element of a framework, of one lead or of all of an account:
// the highest of those of its leads.
type State uint8

// The states.
const (
	NotAsked State = iota // the framework does not apply
	Unmet
	Unknown // somebody may still say
	Met
)

// String gives the state as programs read it.
func (s State) String() string { return [...]string{"", "unmet", "unknown", "met"}[s] }

// StateOf is the state of an element of a framework that applies.
func StateOf(t match.Truth) State {
	switch t {
	case match.True:
		return Met
	case match.False:
		return Unmet
	}
	return Unknown
}

// contact is a lead that an account remembers.
type contact struct {
	Person
	score exact.Points
	stage int
	place int
	role  int // the first that it plays; as many as there are roles: none
	next  string
}

func newContact(l *Lead) *contact {
	c := &contact{Person: l.Person, score: l.Score, stage: l.Stage, place: l.Place, role: len(l.Roles), next: l.Next}
	for i, plays := range l.Roles {
		if plays == match.True {
			c.role = i
			break
		}
	}
	return c
}

// compare is negative where c ranks before d, as in a ranking of leads.
func (c *contact) compare(d *contact) int {
	return cmp.Or(cmp.Compare(c.place, d.place), cmp.Compare(d.score, c.score), cmp.Compare(c.Line, d.Line))
}

// asks is negative where c is asked before d: who plays the first role, then the second,
// then the best.
func (c *contact) asks(d *contact) int { return cmp.Or(cmp.Compare(c.role, d.role), c.compare(d)) }

// better keeps the first of two, of which the second may be none yet.
func better(c, kept *contact, compare func(a, b *contact) int) *contact {
	if kept == nil || compare(c, kept) < 0 {
		return c
	}
	return kept
}
