package yaml

import (
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// accounts reads the section of that name; nil where there is none.
func (o *opened) accounts() *rulebook.Accounts {
	a, ok := o.openKey("accounts", &accountsKeys)
	if !ok {
		return nil
	}
	return &rulebook.Accounts{
		Pos:    a.at,
		By:     a.reference("by", kindField),
		Roles:  a.roles(),
		Score:  a.accountScore(),
		Stages: a.stages(),
	}
}

func (o *opened) roles() []rulebook.Role {
	const want = "say who plays it, such as {field: level, at_least: director}"
	var roles []rulebook.Role
	for _, e := range o.namedEntries("roles", want) {
		r := rulebook.Role{Pos: place(e.key), Name: e.name}
		if e.value != nil {
			r.When = o.l.condition(e.value, context{})
		}
		roles = append(roles, r)
	}
	return roles
}

func (o *opened) accountScore() rulebook.AccountScore {
	s, ok := o.openKey("score", &accountScoreKeys)
	if !ok {
		return rulebook.AccountScore{}
	}
	return rulebook.AccountScore{
		Pos:    s.at,
		Best:   s.number("best", kindShare),
		Others: s.number("others", kindShare),
		Min:    s.number("min", kindPoints),
		Max:    s.number("max", kindPoints),
	}
}

func printAccounts(a *rulebook.Accounts) value {
	r := newRecord()
	r.setScalar("by", a.By)
	setNamed(r, "roles", a.Roles, func(role *rulebook.Role) (string, value) { return role.Name, printCondition(role.When) })
	score := newRecord()
	for _, share := range []struct {
		key string
		of  *exact.Number
	}{{"best", a.Score.Best}, {"others", a.Score.Others}} {
		if share.of != nil {
			score.set(share.key, plainValue(share.of.Share()))
		}
	}
	score.setNumber("min", a.Score.Min)
	score.setNumber("max", a.Score.Max)
	if len(score.pairs) > 0 {
		r.set("score", score.value)
	}
	setList(r, "stages", a.Stages, printStage)
	r.open = len(r.pairs) > 0
	return r.value
}
