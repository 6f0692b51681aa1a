package names

import (
	"fmt"

	"leadscore/match/fold"
	"leadscore/rulebook"
)

func (k *checker) accounts() {
	a := k.rulebook.Accounts
	if a == nil {
		return
	}
	k.order(a.Score.Pos, a.Score.Min, a.Score.Max)
	k.roles(a)
	for i := range a.Stages {
		s := &a.Stages[i]
		if fold.Text(s.Name) == "" {
			k.problem(s.Pos, "give it one: stage: Target", "a stage rule of accounts without a stage")
		}
		if s.When == nil && i < len(a.Stages)-1 {
			k.problem(a.Stages[i+1].Pos, "move the rule without a condition to the end", "the stage rule %q of accounts can never be reached: %q on line %d always holds", a.Stages[i+1].Name, s.Name, s.Pos.Line)
		}
	}
}

// mostRoles is how many roles there may be: each is a column.
const mostRoles = 32

func (k *checker) roles(a *rulebook.Accounts) {
	if len(a.Roles) > mostRoles {
		k.problem(a.Roles[mostRoles].Pos, "leave some out", "accounts have more than %d roles", mostRoles)
	}
	taken := map[string]string{}
	for _, name := range k.taken.Accounts {
		taken[name] = "a column that leadscore writes"
	}
	for i := range k.rulebook.Frameworks {
		taken[fold.Name(k.rulebook.Frameworks[i].Name)] = "that of framework " + k.rulebook.Frameworks[i].Name
	}
	roles := k.names("role")
	for i := range a.Roles {
		r := &a.Roles[i]
		before := len(k.problems)
		if roles.add(r.Name, r.Pos); len(k.problems) > before {
			continue
		}
		column := fold.Name(r.Name)
		if owner, clash := taken[column]; clash {
			k.problem(r.Pos, "choose another name", "the role %q would have the column %q in a list of accounts, which is %s", r.Name, column, owner)
		}
		taken[column] = fmt.Sprintf("that of role %s", r.Name)
	}
}
