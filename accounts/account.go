package accounts

import (
	"cmp"
	"slices"
	"strings"

	"leadscore/match"
	"leadscore/match/exact"
)

// Account is all leads of one company. Leads of out stages are counted in it, and
// nothing else of them is.
type Account struct {
	Key   string // as accounts are compared
	Leads int    // but for those of out stages
	Out   int    // of out stages
	Best  exact.Points
	Roles []Role
	State []State // of each element

	Logged []Logged // of each activity

	names  []spelling
	others exact.Points // what leads but for the best give
	best   *contact     // first of all in a ranking
	ask    []*contact   // by element: who is to be asked for it
}

// Role says who plays a role in an account.
type Role struct {
	Held    int // by so many leads
	Unknown int // leads that may play it
	first   *contact
}

// spelling is a name of an account, how many leads have it, and the line of the first.
type spelling struct {
	text        string
	count, line int
}

// Book is accounts, made of leads that are added one after the other. In which order
// makes no difference, but that of equal leads the one that comes first in the list is
// the better. Memory grows with accounts, not with leads.
type Book struct {
	plan     *Plan
	accounts map[string]*Account
	Without  int // leads that have no account
	First    int // the line of the first of these; 0: none
}

// NewBook makes an empty Book.
func NewBook(p *Plan) *Book { return &Book{plan: p, accounts: map[string]*Account{}} }

// Add adds a lead. It keeps no slice of it.
func (b *Book) Add(l *Lead) {
	if l.Key == "" {
		if b.Without++; b.First == 0 || l.Person.Line < b.First {
			b.First = l.Person.Line
		}
		return
	}
	a := b.accounts[l.Key]
	if a == nil {
		a = &Account{
			Key: strings.Clone(l.Key), Roles: make([]Role, len(l.Roles)),
			State: make([]State, len(l.Elements)), ask: make([]*contact, len(l.Elements)), Logged: make([]Logged, len(l.Logged)),
		}
		b.accounts[a.Key] = a
	}
	a.add(b.plan, l)
}

// Get is the account with a key; nil for none.
func (b *Book) Get(key string) *Account { return b.accounts[key] }

// Len is the number of accounts.
func (b *Book) Len() int { return len(b.accounts) }

func (a *Account) add(p *Plan, l *Lead) {
	a.addName(l.Name, l.Person.Line)
	if l.Out {
		a.Out++
		return
	}
	a.Leads++
	a.addScore(p, l.Score)
	c := newContact(l)
	a.best = better(c, a.best, (*contact).compare)
	for i, logged := range l.Logged {
		a.Logged[i] = p.Activities[i].with(a.Logged[i], logged)
	}
	for i, plays := range l.Roles {
		a.Roles[i].add(c, plays)
	}
	for i, state := range l.Elements {
		a.State[i] = max(a.State[i], state)
		if state == Unknown {
			a.ask[i] = better(c, a.ask[i], (*contact).asks)
		}
	}
}

func (r *Role) add(c *contact, plays match.Truth) {
	switch {
	case plays == match.True:
		r.Held++
		r.first = better(c, r.first, (*contact).compare)
	case !plays.Known():
		r.Unknown++
	}
}

func (a *Account) addName(name string, line int) {
	for i := range a.names {
		if s := &a.names[i]; s.text == name {
			s.count++
			s.line = min(s.line, line)
			return
		}
	}
	a.names = append(a.names, spelling{strings.Clone(name), 1, line})
}

// Name is how most of the leads write the account; of equals the first in the list.
func (a *Account) Name() string {
	most := slices.MinFunc(a.names, func(s, t spelling) int {
		return cmp.Or(cmp.Compare(t.count, s.count), cmp.Compare(s.line, t.line))
	})
	return most.text
}

// addScore keeps the highest score apart from what the others give.
func (a *Account) addScore(p *Plan, score exact.Points) {
	if a.Leads == 1 {
		a.Best = score
		return
	}
	lower := min(score, a.Best)
	a.Best = max(score, a.Best)
	a.others = plus(a.others, p.other(lower))
}

// First is the lead that ranks first of the account, and the index of its stage rule, -1
// for none; false where all are of out stages.
func (a *Account) First() (who Person, stage int, found bool) {
	if a.best == nil {
		return Person{}, -1, false
	}
	return a.best.Person, a.best.stage, true
}

// Player is the best of the leads that play a role; false where nobody is known to.
func (a *Account) Player(role int) (who Person, found bool) {
	if a.Roles[role].first == nil {
		return Person{}, false
	}
	return a.Roles[role].first.Person, true
}

// MissingRoles are the roles that nobody of the account is known to play.
func (p *Plan) MissingRoles(a *Account) []string {
	var missing []string
	for i := range a.Roles {
		if a.Roles[i].Held == 0 {
			missing = append(missing, p.rulebook.Roles[i].Name)
		}
	}
	return missing
}
