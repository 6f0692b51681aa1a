package annotate

import (
	"context"
	"slices"
	"strings"

	"leadscore/accounts"
	"leadscore/cmd/internal/accountlist"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/rulefile"
	"leadscore/scoring"
	"leadscore/scoring/column"
)

// readCompanions reads the list once to know its accounts, where columns about them are to
// be written; nil where none is.
func readCompanions(ctx context.Context, e console.Env, o Options, r *rulefile.Rules, lo *leadlist.Options, columns []column.Column) (leadlist.Companions, error) {
	if !slices.ContainsFunc(columns, column.Column.IsOfAccount) {
		return nil, nil
	}
	lo.Accounts = &scoring.AccountOptions{By: o.By}
	if err := leadlist.Keep(ctx, e, lo); err != nil {
		return nil, err
	}
	quiet, once := o.Common, *lo
	quiet.Quiet, once.Progress, once.Record, once.Input.MaxRejects = true, false, false, listfile.RejectLimit{} // too many are told of when the list is scored
	l, err := leadlist.Open(ctx, e, quiet, r, once)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	plan := l.Engine.Accounts()
	book := accounts.NewBook(plan)
	err = accountlist.EachLead(l, nil, func(p *accountlist.Part) {
		for i := range p.Leads {
			book.Add(&p.Leads[i])
		}
	})
	if err != nil {
		return nil, err
	}
	known := leadlist.Companions{}
	for _, a := range book.Rank() {
		known[a.Key] = &column.AccountInfo{Name: a.Name(), Score: a.Score, Leads: a.Leads, Missing: strings.Join(plan.MissingRoles(a.Account), "; ")}
	}
	return known, l.Complete()
}
