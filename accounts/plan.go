package accounts

import (
	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// Plan is the compiled section accounts of a rulebook. It does not change.
type Plan struct {
	Elements []Element // of all frameworks, in written order; filled in by who knows their questions

	Activities []Activity // fields made from the logs that are given, in written order

	rulebook *rulebook.Accounts
	roles    []*match.Cond
	best     exact.Number
	others   exact.Number
	min, max *exact.Points
	stages   []*match.Cond
	metrics  []metric
}

// Element is an element of a framework.
type Element struct {
	Framework, Name string
	Question        string       // in the rulebook's language
	Asked           bool         // it becomes known by asking
	Required        bool         // it must be met
	Worth           exact.Number // points that it gives where it is met
}

// Compile resolves the names and operands of a rulebook's accounts; what is wrong goes to
// c. A rulebook without the section has accounts that score as their best leads.
func Compile(rb *rulebook.Rulebook, c *match.Compiler) *Plan {
	a := rb.Accounts
	if a == nil {
		a = &rulebook.Accounts{}
	}
	p := &Plan{
		rulebook: a, best: exact.Int(1),
		min: bound(a.Score.Min), max: bound(a.Score.Max), metrics: metricsOf(rb),
	}
	if a.Score.Best != nil {
		p.best = *a.Score.Best
	}
	if a.Score.Others != nil {
		p.others = *a.Score.Others
	}
	for i := range a.Roles {
		p.roles = append(p.roles, c.Cond(a.Roles[i].When))
	}
	p.compileStages(c)
	return p
}

func bound(n *exact.Number) *exact.Points {
	if n == nil {
		return nil
	}
	p := n.MulPoints(exact.Int(1))
	return &p
}

// compileStages compiles the stage rules of accounts, which look at metrics only.
func (p *Plan) compileStages(c *match.Compiler) {
	of := match.Compiler{Metrics: map[string]int{}, AsOf: c.AsOf, Location: c.Location}
	for i := range p.metrics {
		of.Metrics[fold.Text(p.metrics[i].spec.Name)] = i
		of.Specs = append(of.Specs, p.metrics[i].spec)
	}
	for i := range p.rulebook.Stages {
		s := &p.rulebook.Stages[i]
		if field := fieldIn(s.When); field != nil {
			of.Problem(field.Pos, "write metric: leads, metric: score or another metric of accounts", "a stage of accounts looks at the field %q, which leads have and accounts have not", field.Text)
			p.stages = append(p.stages, nil)
			continue
		}
		p.stages = append(p.stages, of.Cond(s.When))
	}
	c.Problems = append(c.Problems, of.Problems...)
}

// fieldIn is the first field that a condition looks at; nil for none.
func fieldIn(c *rulebook.Condition) *rulebook.Scalar {
	if c == nil {
		return nil
	}
	if c.Kind == rulebook.Leaf && c.Field.Text != "" {
		return &c.Field
	}
	for i := range c.Of {
		if field := fieldIn(&c.Of[i]); field != nil {
			return field
		}
	}
	return nil
}

// Roles are the conditions by which leads play their parts, in written order.
func (p *Plan) Roles() []*match.Cond { return p.roles }

// RoleNames are the roles, in written order.
func (p *Plan) RoleNames() []string {
	var names []string
	for i := range p.rulebook.Roles {
		names = append(names, p.rulebook.Roles[i].Name)
	}
	return names
}

// Stages are the stage rules of accounts as written.
func (p *Plan) Stages() []rulebook.Stage { return p.rulebook.Stages }

// Shares are the shares of the highest score and of each other that an account's score is
// made of.
func (p *Plan) Shares() (best, others exact.Number) { return p.best, p.others }
