package accounts

import (
	"cmp"
	"slices"

	"leadscore/match"
	"leadscore/match/exact"
)

// Explanation says why an account has its score. The Points of its Members and its Clamp
// sum to Score.
type Explanation struct {
	Ranked
	Members []Member     // best first, those of out stages last
	Clamp   exact.Points // what the bounds of the score take or give
}

// Member is a lead of an account.
type Member struct {
	Lead
	Share  exact.Number // of its score that counts; 0 where none does
	Points exact.Points // what it gives
}

// Explain explains an account by all of its leads, of which there must be one.
func (p *Plan) Explain(leads []Lead) *Explanation {
	book := NewBook(p)
	for i := range leads {
		book.Add(&leads[i])
	}
	a := book.Get(leads[0].Key)
	x := &Explanation{Ranked: Ranked{a, p.Score(a), p.Stage(a)}}
	for _, l := range leads {
		x.Members = append(x.Members, Member{Lead: l})
	}
	slices.SortFunc(x.Members, func(m, n Member) int {
		if m.Out != n.Out {
			return map[bool]int{true: 1, false: -1}[m.Out]
		}
		return cmp.Or(cmp.Compare(n.Score, m.Score), cmp.Compare(m.Person.Line, n.Person.Line))
	})
	x.Clamp = x.Score
	for i := range x.Members {
		m := &x.Members[i]
		m.Share, m.Points = p.given(m, i == 0)
		x.Clamp -= m.Points
	}
	return x
}

// given is what a lead gives to its account.
func (p *Plan) given(m *Member, best bool) (exact.Number, exact.Points) {
	switch {
	case m.Out:
		return exact.Number{}, 0
	case best:
		return p.best, m.Score.Number().MulPoints(p.best)
	case m.Score <= 0:
		return exact.Number{}, 0
	}
	return p.others, p.other(m.Score)
}

// Players are the leads that play a role, and those that may, in the order of Members.
func (x *Explanation) Players(role int) (held, unknown []Person) {
	for i := range x.Members {
		m := &x.Members[i]
		switch plays := m.Roles[role]; {
		case m.Out:
		case plays == match.True:
			held = append(held, m.Person)
		case !plays.Known():
			unknown = append(unknown, m.Person)
		}
	}
	return held, unknown
}

// With are the leads of which an element is in a state, in the order of Members.
func (x *Explanation) With(element int, state State) []Person {
	var by []Person
	for i := range x.Members {
		if m := &x.Members[i]; !m.Out && m.Elements[element] == state {
			by = append(by, m.Person)
		}
	}
	return by
}
