package yaml

import (
	"gopkg.in/yaml.v3"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// accounts reads the section of that name; nil where there is none.
func (m *mapping) accounts() *rulebook.Accounts {
	a, ok := m.openKey("accounts", &keys.Accounts)
	if !ok {
		return nil
	}
	return &rulebook.Accounts{
		Pos:    a.at,
		By:     a.reference("by", keys.KindField),
		Roles:  a.roles(),
		Score:  a.accountScore(),
		Stages: a.stages(),
	}
}

func (m *mapping) roles() []rulebook.Role {
	const want = "say who plays it, such as {field: level, at_least: director}"
	var roles []rulebook.Role
	for _, e := range m.namedEntries("roles", want) {
		r := rulebook.Role{Pos: node.Pos(e.Key), Name: e.Name}
		if text := e.Value; text != nil && text.Kind == yaml.ScalarNode && !node.IsNull(text) && expression.Condition(text.Value, false) == "" {
			m.l.problem(text, "write {field: Job Title, has_word: "+node.Flow(text)+"}, with the field that tells it", "who plays %s is a text", node.Quote(e.Name))
		} else if text != nil {
			r.When = m.l.condition(e.Value, context{})
		}
		roles = append(roles, r)
	}
	return roles
}

func (m *mapping) accountScore() rulebook.AccountScore {
	s, ok := m.openKey("score", &keys.AccountScore)
	if !ok {
		return rulebook.AccountScore{}
	}
	return rulebook.AccountScore{
		Pos:    s.at,
		Best:   s.number("best", keys.KindShare),
		Others: s.number("others", keys.KindShare),
		Min:    s.number("min", keys.KindPoints),
		Max:    s.number("max", keys.KindPoints),
	}
}
