package cmd

import (
	"context"
	"slices"
	"strings"

	"leadscore/accounts"
	"leadscore/scoring"
)

// companions are what is known of accounts, by their keys.
type companions map[string]*scoring.AccountCells

// readCompanions reads the list once to know its accounts, where columns about them are to
// be written; nil where none is.
func (e env) readCompanions(ctx context.Context, o scoreOptions, r *rules, lo *listOptions, columns []scoring.Column) (companions, error) {
	if !slices.ContainsFunc(columns, scoring.Column.IsOfAccount) {
		return nil, nil
	}
	lo.Accounts = &scoring.AccountOptions{By: o.By}
	if err := e.keepList(ctx, lo); err != nil {
		return nil, err
	}
	quiet, once := o.common, *lo
	quiet.Quiet, once.Progress, once.Record, once.Input.MaxRejects = true, false, false, rejectLimit{} // too many are told of when the list is scored
	l, err := e.openList(ctx, quiet, r, once)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	plan := l.engine.Accounts()
	book := accounts.NewBook(plan)
	err = l.eachLead(nil, func(p *accountPart) {
		for i := range p.leads {
			book.Add(&p.leads[i])
		}
	})
	if err != nil {
		return nil, err
	}
	known := companions{}
	for _, a := range book.Rank() {
		known[a.Key] = &scoring.AccountCells{Name: a.Name(), Score: a.Score, Leads: a.Leads, Missing: strings.Join(plan.MissingRoles(a.Account), "; ")}
	}
	return known, l.complete()
}

// accompany lays what is known of its account beside the lead scored last.
func (l *lane) accompany() {
	if l.companions != nil {
		l.scorer.SetAccount(l.companions[l.scorer.AccountOf(l.visible)])
	}
}
