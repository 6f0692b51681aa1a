// Package accountlist adds up the leads of a list by their accounts, and shows these.
package accountlist

import (
	"context"
	"io"
	"strings"

	"leadscore/accounts"
	"leadscore/cmd/internal/accountview"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/writing"
	"leadscore/leads"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// Options are what accounts is told.
type Options struct {
	leadlist.Asked
	writing.WriteOptions
	leadlist.WhereOptions
	console.PagerOptions
	leadlist.ByOptions
	Format string   // table, markdown, csv, json, jsonl
	Top    int      // 0: all
	Stages []string // of accounts; nil: all but the out stages
}

// Run is the command accounts.
func Run(ctx context.Context, e console.Env, o Options) error {
	if err := o.CheckResults(e); err != nil {
		return err
	}
	if o.toWorkbook() && o.Format == "table" {
		o.Format = "csv"
	}
	if o.Format != "csv" && !o.AsRead() {
		return exit.Usagef("--output-encoding and --excel are for --format csv; %s is always UTF-8", o.Format)
	}
	if err := writing.CheckWorkbook(o.Output, o.Format, o.WriteOptions); err != nil {
		return err
	}
	r, err := rulefile.LoadFor(e, o.Common, o.Leads)
	if err != nil {
		return err
	}
	keep, err := accountFilter(r.Book, o.Stages)
	if err != nil {
		return err
	}
	lo := o.ToOpen()
	lo.Progress, lo.Accounts = true, &scoring.AccountOptions{By: o.By}
	return leadlist.Over(ctx, e, o.Common, r, lo, func(l *leadlist.List) (func(), error) {
		a := &accountList{List: l, keep: keep, view: accountview.New(r.Book, l.Engine.Accounts())}
		if err := a.read(o.WhereOptions); err != nil {
			return nil, err
		}
		dropped, err := a.show(e, o)
		return func() { a.tellAccounts(e, o, dropped) }, err
	})
}

// accountFilter tells for each stage rule of accounts whether its accounts are wanted; the
// last entry is for accounts without a stage.
func accountFilter(book *rulebook.Rulebook, wanted []string) ([]bool, error) {
	of := &rulebook.Rulebook{}
	if book.Accounts != nil {
		of.Stages = book.Accounts.Stages
	}
	if len(wanted) > 0 && len(of.Stages) == 0 {
		return nil, exit.Usagef("--stage: the rulebook has no stages of accounts. accounts: {stages: ...} has them")
	}
	return rulefile.StageFilter(of, wanted)
}

// accountList is the accounts of a list.
type accountList struct {
	*leadlist.List
	view  *accountview.View
	keep  []bool          // by stage rule of accounts; the last: without one
	where *leadlist.Where // which leads are meant
	book  *accounts.Book

	others   int           // leads that are not meant
	template *leads.Record // a lead of the list, as which rows are written
	rows     []accountview.Row
	passed   int // accounts of stages that are not wanted
	empty    int // accounts all of whose leads are of out stages
	more     int // accounts that are not shown
}

// read reads the list to its end.
func (a *accountList) read(o leadlist.WhereOptions) (err error) {
	if a.where, err = a.NewWhere(o); err != nil {
		return err
	}
	a.book = accounts.NewBook(a.Engine.Accounts())
	return EachLead(a.List, a.where, func(p *Part) {
		for i := range p.Leads {
			a.book.Add(&p.Leads[i])
		}
		a.others += p.others
		if a.template == nil {
			a.template = p.first
		}
	})
}

// choose picks the accounts to show, best first.
func (a *accountList) choose(top int) {
	for _, r := range a.book.Rank() {
		stage := r.Stage
		if stage < 0 {
			stage = len(a.keep) - 1
		}
		switch {
		case r.Leads == 0:
			a.empty++
		case !a.keep[stage]:
			a.passed++
		case top > 0 && len(a.rows) == top:
			a.more++
		default:
			a.rows = append(a.rows, a.view.Row(len(a.rows)+1, r))
		}
	}
}

// show writes the accounts. It returns the columns of a table that had no room.
func (a *accountList) show(e console.Env, o Options) (dropped []string, err error) {
	a.choose(o.Top)
	var csv *accountCSV
	if o.Format == "csv" {
		if csv, err = a.newCSV(o); err != nil {
			return nil, err
		}
	}
	if !console.ToFile(o.Output) {
		a.Progress.End()
	}
	err = e.Paged(o.Output, o.PagerOptions, func(w io.Writer) (err error) {
		dropped, err = a.write(w, e, o, csv)
		return err
	})
	return dropped, err
}

// write writes the accounts in the format asked for. It returns the columns of a table
// that had no room.
func (a *accountList) write(w io.Writer, e console.Env, o Options, csv *accountCSV) (dropped []string, err error) {
	switch o.Format {
	case "csv":
		return nil, csv.write(w)
	case "json", "jsonl":
		return nil, a.writeJSON(w, o.Format == "jsonl")
	}
	columns, rows := a.view.Table(a.rows)
	if o.Format == "markdown" {
		return nil, report.Markdown(w, columns, rows)
	}
	return report.Table(w, columns, rows, e.Screen(o.Common))
}

// accountsJSON is what stands before the accounts in JSON.
type accountsJSON struct {
	Rulebook string                `json:"rulebook"`
	AsOf     string                `json:"as_of"`
	By       string                `json:"by"` // the column by which leads belong together
	Summary  leadlist.SummaryJSON  `json:"summary"`
	Without  int                   `json:"without"`  // leads that have no account
	Known    int                   `json:"known"`    // accounts of the list
	Passed   int                   `json:"left_out"` // accounts of out stages, of stages not asked for, or of leads of out stages only
	Accounts []accountview.RowJSON `json:"accounts"`
}

func (a *accountList) writeJSON(w io.Writer, lines bool) error {
	all := []accountview.RowJSON{}
	for i := range a.rows {
		all = append(all, a.view.JSON(&a.rows[i]))
	}
	if lines {
		for i := range all {
			if err := writing.WriteJSONLine(w, all[i]); err != nil {
				return err
			}
		}
		return nil
	}
	data, err := report.MarshalJSON(accountsJSON{
		Rulebook: a.Rules.Book.Name, AsOf: a.AsOf.String(), By: a.Engine.AccountHeader(), Summary: a.SummaryJSON(),
		Without: a.book.Without, Known: a.book.Len(), Passed: a.passed + a.empty, Accounts: all,
	}, "")
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

// tellAccounts tells which leads and accounts are not shown, and why.
func (a *accountList) tellAccounts(e console.Env, o Options, dropped []string) {
	in := a.Texts()
	told := func(n int, text string) {
		if n > 0 {
			e.Note(o.Common, "%s", text)
		}
	}
	leads := func(n int) string { return in.Count(n, "lead") }
	accounts := func(n int) string { return in.Count(n, "account") }
	told(a.others, in.Say("%s left out by --where", leads(a.others)))
	told(a.book.Without, in.Say("%s without an account, the first on line %d: %s says nothing of the company", leads(a.book.Without), a.book.First, a.Engine.AccountHeader()))
	told(a.empty, in.Say("%s left out whose leads are all of out stages", accounts(a.empty)))
	if len(o.Stages) > 0 {
		told(a.passed, in.Say("%s of other stages left out", accounts(a.passed)))
	} else {
		told(a.passed, in.Say("%s of out stages left out. --stage shows them", accounts(a.passed)))
	}
	told(a.more, in.Say("showing %s of %s accounts. --top 0 shows all", report.Thousands(len(a.rows)), report.Thousands(len(a.rows)+a.more)))
	if len(dropped) > 0 {
		e.NoteIn(in, o.Common, "columns left out for want of room: %s. --width 0 shows all", strings.Join(dropped, in.Say(", ")))
	}
	e.NoteIn(in, o.Common, "%s of %s by %s", accounts(a.book.Len()), leads(a.Scored-a.others-a.book.Without), a.Engine.AccountHeader())
}
