package scoring

import (
	"strings"

	"leadscore/accounts"
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/plan"
)

// appendLogged appends what is logged about a lead.
func (e *Engine) appendLogged(all []accounts.Logged, cells []string) []accounts.Logged {
	for _, i := range e.plan.Account.Logged {
		f, logged := &e.plan.Fields[i], accounts.Logged{}
		text := fields.CellAt(cells, f.Columns[0])
		if day, err := cell.ParseDay(text, rulebook.OrderYMD, nil); err == nil && f.Decl.Activity.Kind.Type() == rulebook.TypeDate {
			logged.Known, logged.Day = true, day
		} else if n, err := cell.ParseNumber(text, false); err == nil {
			logged.Known, logged.Points = true, n.Low.MulPoints(exact.Int(1))
		}
		all = append(all, logged)
	}
	return all
}

// Accounts is the compiled section accounts; nil where Options do not ask for it.
func (e *Engine) Accounts() *accounts.Plan { return e.plan.Accounts }

// AccountHeader is the header of the column by which leads belong together.
func (e *Engine) AccountHeader() string { return e.plan.Fields[e.plan.Account.Field].Header }

// AccountKey is the form in which a name of an account is compared; "" where it is none.
func (s *Scorer) AccountKey(name string) string {
	f := &s.plan.Fields[s.plan.Account.Field]
	if blank := f.Read(name, &s.named); blank || s.named.State != cell.Known {
		return ""
	}
	switch s.plan.Account.By {
	case plan.ByCompany:
		if s.named.Name != "" { // a synonym
			name = s.named.Name
		}
		return lexicon.CompanyKey(name)
	case plan.ByDomain:
		return match.Organization(s.named.Text)
	case plan.ByNumber:
		if !s.named.Number.IsExact() {
			return ""
		}
		return s.named.Number.Low.String()
	}
	return string(s.named.Text)
}

// Account fills in what a lead, the one scored last, brings to its account, but for the
// person. It uses the room that l has.
func (s *Scorer) Account(cells []string, line int, l *accounts.Lead) {
	e := s.engine
	l.Key, l.Name = s.account(cells)
	order := e.Order(&s.asker.Last, line)
	l.Person.Line, l.Score, l.Stage, l.Place, l.Out = line, s.asker.Last.Score, s.asker.Last.Stage, order.Stage, e.Out(&s.asker.Last)
	s.asker.Fill()
	l.Roles = l.Roles[:0]
	for _, role := range e.plan.Roles() {
		l.Roles = append(l.Roles, role.Eval(s.asker.Values))
	}
	l.Elements = s.appendElements(l.Elements[:0])
	l.Logged = e.appendLogged(l.Logged[:0], cells)
	l.Next = ""
	if a := s.asker.Next(); a != nil && a.Field >= 0 {
		l.Next = a.Text
	}
}

// appendElements appends the state of each element of each framework.
func (s *Scorer) appendElements(states []accounts.State) []accounts.State {
	for f, plan := range s.plan.Frameworks {
		applies := s.asker.Last.Frameworks[f].Applies
		for i, earned := range earning.Of(s.asker.Earned, s.plan.Elements[f]) {
			state := accounts.NotAsked
			if applies {
				state = accounts.StateOf(plan.State(i, earned))
			}
			states = append(states, state)
		}
	}
	return states
}

// AccountOf is the key of the account that a lead belongs to; "" where it has none.
func (s *Scorer) AccountOf(cells []string) string {
	key, _ := s.account(cells)
	return key
}

// account is the key of the account that a lead belongs to, and its name as the list has it.
func (s *Scorer) account(cells []string) (key, name string) {
	f := &s.plan.Fields[s.plan.Account.Field]
	if len(f.Columns) != 1 {
		return s.readAccount(f, cells)
	}
	text := fields.CellAt(cells, f.Columns[0])
	if met, found := s.accountsMet[text]; found {
		return met.key, met.name
	}
	key, name = s.readAccount(f, cells)
	if s.accountsMet == nil || len(s.accountsMet) == mostAccountsMet {
		s.accountsMet = map[string]accountMet{}
	}
	if len(text) <= longestAccountMet {
		s.accountsMet[strings.Clone(text)] = accountMet{strings.Clone(key), strings.Clone(name)}
	}
	return key, name
}

// accountMet is what a cell says of the account.
type accountMet struct{ key, name string }

// How many cells that name accounts are remembered before all are forgotten, and of how
// many bytes: to fold the name of a company takes ten times as long as to score a lead.
const (
	mostAccountsMet   = 8192
	longestAccountMet = 128
)

func (s *Scorer) readAccount(f *fields.Field, cells []string) (key, name string) {
	at := f.FirstFilled(cells, &s.named)
	if at < 0 {
		return "", ""
	}
	name = strings.TrimSpace(fields.CellAt(cells, at))
	key = s.AccountKey(name)
	if key == "" || s.plan.Account.By == plan.ByDomain {
		name = key
	}
	return key, name
}
