package scoring

import (
	"math/big"
	"slices"
	"strings"

	"leadscore/accounts"
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/walk"
)

// AccountOptions say how leads belong together.
type AccountOptions struct {
	// By is the field by which they do, a header of the list or a known field where the
	// rulebook has no such field; "": that of the rulebook's accounts, else the company.
	By string
}

// accountKey is the field that says which account a lead belongs to.
type accountKey struct {
	field  int // -1: nobody looks at accounts
	by     accountBy
	logged []int // fields made from events that are given
}

// accountBy is how accounts are told apart.
type accountBy uint8

const (
	byText    accountBy = iota // in the normal form
	byCompany                  // see lexicon.CompanyKey
	byDomain                   // that the company has registered
	byNumber
)

// declareAccount finds the field by which leads belong together, or adds one behind the
// rulebook's own. No rule can name it.
func (e *Engine) declareAccount(o *AccountOptions, set *walk.Set, h *fields.Header) {
	if o == nil || h == nil {
		return
	}
	name := o.By
	if name == "" && e.rulebook.Accounts != nil {
		name = e.rulebook.Accounts.By.Text
	}
	own := func(f rulebook.Field) bool { return !walk.IsDerived(&f) && knownAs(&f) == companyField }
	at, found := set.ByName[fold.Text(name)]
	switch i := slices.IndexFunc(set.Decls[:e.ownFields], own); {
	case found:
		e.account.field = at
		return
	case name == "" && i >= 0:
		e.account.field = i
		return
	}
	e.account.field = len(set.Decls)
	set.Decls = append(set.Decls, accountField(name, h))
}

// companyField is the known field by which leads belong together where nothing is said.
const companyField = "company"

// accountField declares a field for what is called so: a header of the list, else a known
// field.
func accountField(name string, h *fields.Header) rulebook.Field {
	f := rulebook.Field{Name: name, Type: rulebook.TypeText, Optional: true}
	if name != "" && h.Has(name) {
		f.Columns = []rulebook.Scalar{{Text: name}}
		return f
	}
	if name == "" {
		f.Name, name = companyField, companyField
	}
	f.Like = rulebook.Scalar{Text: fold.Text(name)}
	return f
}

// knownAs is the known field that a field is like, or that one of its headers is of; "" for
// none.
func knownAs(f *rulebook.Field) string {
	if f.Like.Text != "" {
		return f.Like.Text
	}
	for _, header := range append(slices.Clip(f.Columns), rulebook.Scalar{Text: f.Name}) {
		if known, found := lexicon.FieldOfHeader(header.Text); found {
			return known.Name
		}
	}
	return ""
}

// accountsBy tells how accounts are told apart by a field.
func accountsBy(f *rulebook.Field) accountBy {
	switch known := knownAs(f); {
	case f.Type == rulebook.TypeNumber:
		return byNumber
	case f.Company || known == companyField:
		return byCompany
	case known == "email" || known == "website":
		return byDomain
	}
	return byText
}

// compileAccounts compiles the section accounts where somebody looks at them, or at the
// rulebook alone.
func (e *Engine) compileAccounts(h *fields.Header, c *match.Compiler, o *AccountOptions) {
	if o == nil && h != nil {
		return
	}
	e.accounts = accounts.Compile(e.rulebook, c)
	if a := e.rulebook.Accounts; a != nil && a.By.Text != "" {
		if i := c.Field(a.By); h == nil && i >= 0 {
			e.account.field = i
		}
	}
}

// checkAccount finds that leads cannot belong together by the field that they are to.
func (e *Engine) checkAccount(h *fields.Header, c *match.Compiler) {
	if e.account.field < 0 {
		return
	}
	f := &e.fields[e.account.field]
	e.account.by = accountsBy(f.Decl)
	var pos rulebook.Pos
	if a := e.rulebook.Accounts; a != nil && fold.Text(a.By.Text) == fold.Text(f.Decl.Name) {
		pos = a.By.Pos
	}
	typ := f.Decl.Type
	switch {
	case f.Derived != nil || typ != rulebook.TypeText && typ != rulebook.TypeNumber:
		c.Problem(pos, "expected a field of type text or number that is read from a column", "accounts cannot go by %q", f.Decl.Name)
	case h != nil && len(f.Columns) == 0 && e.account.field >= e.ownFields:
		c.Problem(pos, "name one that says which company a lead works for, with --by COLUMN or accounts: {by: FIELD}. "+h.Closest(f.Decl.Name), "the list has no column for %q by which leads belong together", f.Decl.Name)
	}
}

// roles are the compiled roles of accounts; none where nobody looks at accounts.
func (e *Engine) roles() []*match.Cond {
	if e.accounts == nil {
		return nil
	}
	return e.accounts.Roles()
}

// nameElements tells the accounts which elements there are.
func (e *Engine) nameElements() {
	if e.accounts == nil {
		return
	}
	for i := range e.asks() {
		a := &e.asks()[i]
		if a.field >= 0 {
			break
		}
		f := &e.rulebook.Frameworks[a.framework]
		e.accounts.Elements = append(e.accounts.Elements, accounts.Element{
			Framework: f.Name, Name: f.Elements[a.element].Name, Question: a.text, Asked: a.by == rulebook.ByAsking,
			Required: e.frameworks[a.framework].Required(a.element), Worth: worth(f, a.element),
		})
	}
}

// nameActivities tells the accounts which fields are made from events that are given.
func (e *Engine) nameActivities() {
	if e.accounts == nil {
		return
	}
	for i := range e.fields {
		if f := &e.fields[i]; f.Decl.Activity != nil && len(f.Columns) == 1 && e.isLogged(f.Columns[0]) {
			e.accounts.Activities = append(e.accounts.Activities, accounts.Activity{Field: f.Decl.Name, Kind: f.Decl.Activity.Kind})
			e.account.logged = append(e.account.logged, i)
		}
	}
}

// appendLogged appends what is logged about a lead.
func (e *Engine) appendLogged(all []accounts.Logged, cells []string) []accounts.Logged {
	for _, i := range e.account.logged {
		f, logged := &e.fields[i], accounts.Logged{}
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

// worth is how many points an element gives where it is met.
func worth(f *rulebook.Framework, element int) exact.Number {
	var total big.Rat
	for i := range f.Elements {
		total.Add(&total, f.Elements[i].Weight.Rat())
	}
	points := new(big.Rat).Mul(f.Points.Rat(), f.Elements[element].Weight.Rat())
	n, _ := exact.FromRat(points.Quo(points, &total))
	return n
}

// Accounts is the compiled section accounts; nil where Options do not ask for it.
func (e *Engine) Accounts() *accounts.Plan { return e.accounts }

// AccountHeader is the header of the column by which leads belong together.
func (e *Engine) AccountHeader() string { return e.fields[e.account.field].Header }

// AccountKey is the form in which a name of an account is compared; "" where it is none.
func (s *Scorer) AccountKey(name string) string {
	f := &s.engine.fields[s.engine.account.field]
	if blank := f.Read(name, &s.named); blank || s.named.State != cell.Known {
		return ""
	}
	switch s.engine.account.by {
	case byCompany:
		if s.named.Name != "" { // a synonym
			name = s.named.Name
		}
		return lexicon.CompanyKey(name)
	case byDomain:
		return match.Organization(s.named.Text)
	case byNumber:
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
	order := e.Order(&s.result, line)
	l.Person.Line, l.Score, l.Stage, l.Place, l.Out = line, s.result.Score, s.result.Stage, order.Stage, e.Out(&s.result)
	s.fill()
	l.Roles = l.Roles[:0]
	for _, role := range e.roles() {
		l.Roles = append(l.Roles, role.Eval(s.values))
	}
	l.Elements = s.appendElements(l.Elements[:0])
	l.Logged = e.appendLogged(l.Logged[:0], cells)
	l.Next = ""
	if a := s.next(); a != nil && a.field >= 0 {
		l.Next = a.text
	}
}

// appendElements appends the state of each element of each framework.
func (s *Scorer) appendElements(states []accounts.State) []accounts.State {
	for f, plan := range s.engine.frameworks {
		applies := s.result.Frameworks[f].Applies
		for i, earned := range earning.Of(s.earned, s.engine.elements[f]) {
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
	f := &s.engine.fields[s.engine.account.field]
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
	if key == "" || s.engine.account.by == byDomain {
		name = key
	}
	return key, name
}
