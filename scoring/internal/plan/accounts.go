package plan

import (
	"math/big"
	"slices"

	"leadscore/accounts"
	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
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
	Field  int // -1: nobody looks at accounts
	By     accountBy
	Logged []int // fields made from events that are given
}

// accountBy is how accounts are told apart.
type accountBy uint8

const (
	byText    accountBy = iota // in the normal form
	ByCompany                  // see lexicon.CompanyKey
	ByDomain                   // that the company has registered
	ByNumber
)

// declareAccount finds the field by which leads belong together, or adds one behind the
// rulebook's own. No rule can name it.
func (p *Plan) declareAccount(o *AccountOptions, set *walk.Set, h *fields.Header) {
	if o == nil || h == nil {
		return
	}
	name := o.By
	if name == "" && p.Rulebook.Accounts != nil {
		name = p.Rulebook.Accounts.By.Text
	}
	own := func(f rulebook.Field) bool { return !walk.IsDerived(&f) && knownAs(&f) == companyField }
	at, found := set.ByName[fold.Text(name)]
	switch i := slices.IndexFunc(set.Decls[:p.Own], own); {
	case found:
		p.Account.Field = at
		return
	case name == "" && i >= 0:
		p.Account.Field = i
		return
	}
	p.Account.Field = len(set.Decls)
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
		return ByNumber
	case f.Company || known == companyField:
		return ByCompany
	case known == "email" || known == "website":
		return ByDomain
	}
	return byText
}

// compileAccounts compiles the section accounts where somebody looks at them, or at the
// rulebook alone.
func (p *Plan) compileAccounts(h *fields.Header, c *match.Compiler, o *AccountOptions) {
	if o == nil && h != nil {
		return
	}
	p.Accounts = accounts.Compile(p.Rulebook, c)
	if a := p.Rulebook.Accounts; a != nil && a.By.Text != "" {
		if i := c.Field(a.By); h == nil && i >= 0 {
			p.Account.Field = i
		}
	}
}

// checkAccount finds that leads cannot belong together by the field that they are to.
func (p *Plan) checkAccount(h *fields.Header, c *match.Compiler) {
	if p.Account.Field < 0 {
		return
	}
	f := &p.Fields[p.Account.Field]
	p.Account.By = accountsBy(f.Decl)
	var pos rulebook.Pos
	if a := p.Rulebook.Accounts; a != nil && fold.Text(a.By.Text) == fold.Text(f.Decl.Name) {
		pos = a.By.Pos
	}
	typ := f.Decl.Type
	switch {
	case f.Derived != nil || typ != rulebook.TypeText && typ != rulebook.TypeNumber:
		c.Problem(pos, "expected a field of type text or number that is read from a column", "accounts cannot go by %q", f.Decl.Name)
	case h != nil && len(f.Columns) == 0 && p.Account.Field >= p.Own:
		c.Problem(pos, "name one that says which company a lead works for, with --by COLUMN or accounts: {by: FIELD}. "+h.Closest(f.Decl.Name), "the list has no column for %q by which leads belong together", f.Decl.Name)
	}
}

// Roles are the compiled roles of accounts; none where nobody looks at accounts.
func (p *Plan) Roles() []*match.Cond {
	if p.Accounts == nil {
		return nil
	}
	return p.Accounts.Roles()
}

// nameElements tells the accounts which elements there are.
func (p *Plan) nameElements() {
	if p.Accounts == nil {
		return
	}
	for i := range p.Asks() {
		a := &p.Asks()[i]
		if a.Field >= 0 {
			break
		}
		f := &p.Rulebook.Frameworks[a.Framework]
		p.Accounts.Elements = append(p.Accounts.Elements, accounts.Element{
			Framework: f.Name, Name: f.Elements[a.Element].Name, Question: a.Text, Asked: a.By == rulebook.ByAsking,
			Required: p.Frameworks[a.Framework].Required(a.Element), Worth: worth(f, a.Element),
		})
	}
}

// nameActivities tells the accounts which fields are made from events that are given.
func (p *Plan) nameActivities() {
	if p.Accounts == nil {
		return
	}
	for i := range p.Fields {
		if f := &p.Fields[i]; f.Decl.Activity != nil && len(f.Columns) == 1 && p.IsLogged(f.Columns[0]) {
			p.Accounts.Activities = append(p.Accounts.Activities, accounts.Activity{Field: f.Decl.Name, Kind: f.Decl.Activity.Kind})
			p.Account.Logged = append(p.Account.Logged, i)
		}
	}
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
