package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/accounts"
	"leadscore/cmd/internal/accountview"
	"leadscore/cmd/internal/report"
	"leadscore/leads"
	"leadscore/rulebook"
	"leadscore/scoring"
)

type accountsOptions struct {
	common
	inputOptions
	outputOptions
	writeOptions
	answerOptions
	eventOptions
	whereOptions
	pagerOptions
	byOptions
	Leads  string   // "" or "-": stdin
	Format string   // table, markdown, csv, json, jsonl
	Top    int      // 0: all
	Stages []string // of accounts; nil: all but the out stages
}

// byOptions say by what leads belong together.
type byOptions struct {
	By string // "": as the rulebook says, else the company
}

func (o *byOptions) addBy(c *cobra.Command, in *inputOptions, what string) {
	c.Flags().Var(&columnName{&o.By}, "by", what+"the `COLUMN` or field by which leads belong together: a company, an e-mail address by its\ndomain, a corporate number (default as the rulebook says, else the company)")
	_ = c.RegisterFlagCompletionFunc("by", completeHeader(in, firstOf))
}

func newAccountsCommand(e env, shared *common, run func(context.Context, env, accountsOptions) error) *cobra.Command {
	o := accountsOptions{}
	c := onLeads(&cobra.Command{
		Use:   "accounts [LEADS]",
		Short: "Show companies, best first: their leads, who decides, what is known, and whom to ask next",
		Long: `Show companies, best first: their leads, who decides, what is known, and whom to ask next.

An account is all leads of one company: names are compared without legal forms, branches and differences of spelling.
The section accounts of the rulebook says who decides and who uses, what the leads make of the account's score, and
the stages of accounts; without it an account scores as its best lead. No lead's score depends on another. Leads of
out stages are counted and nothing else, leads without a company are told. Free mail is no company's domain.

csv is written as the list is, in its encoding and with its separator, unless told otherwise; -o FILE.xlsx is an Excel
workbook. The list is read once; memory holds its accounts, not its leads.`,
		Example: `  leadscore accounts leads.csv
  leadscore accounts leads.csv --top 50 --format csv -o accounts.csv
  leadscore accounts leads.csv --by Email --where 'Owner=M. Reyes'
  leadscore explain leads.csv --account 'Acme Inc.'`,
		GroupID: groupLeads,
	}, shared, &o.common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	o.inputOptions.addFlags(c)
	o.addAnswers(c)
	o.addLogs(c)
	o.addWhere(c)
	o.addLimit(c)
	o.addBy(c, &o.inputOptions, "")
	f := c.Flags()
	f.VarP(newNumber(&o.Top, 0, 20), "top", "n", "how many accounts to show, 0 for all")
	f.StringSliceVar(&o.Stages, "stage", nil, "show accounts of these `STAGES` of accounts only")
	o.outputOptions.addFlags(c, "")
	o.book = true
	addEnum(c, f, &o.Format, "format", "how to show them", "table", "markdown", "csv", "json", "jsonl")
	o.pagerOptions.addFlags(c)
	o.writeOptions.addFlags(c)
	_ = c.RegisterFlagCompletionFunc("stage", fromRules(shared, accountStageNames))
	return c
}

// accountStageNames are the stages of accounts, in the rulebook's order.
func accountStageNames(book *rulebook.Rulebook) []string {
	if book.Accounts == nil {
		return nil
	}
	return stageNames(&rulebook.Rulebook{Stages: book.Accounts.Stages})
}

func runAccounts(ctx context.Context, e env, o accountsOptions) error {
	if err := e.checkResults(&o.common, &o.outputOptions, o.Leads, o.answerOptions.inputs(), o.eventOptions.inputs()); err != nil {
		return err
	}
	if o.toWorkbook() && o.Format == "table" {
		o.Format = "csv"
	}
	if o.Format != "csv" && !o.asRead() {
		return usagef("--output-encoding and --excel are for --format csv; %s is always UTF-8", o.Format)
	}
	if err := checkWorkbook(o.Output, o.Format, o.writeOptions); err != nil {
		return err
	}
	r, err := e.loadRulebook(o.common, o.Leads)
	if err != nil {
		return err
	}
	keep, err := accountFilter(r.book, o.Stages)
	if err != nil {
		return err
	}
	lo := listOptions{
		Leads: o.Leads, Input: o.inputOptions, Answers: o.Answers, Logs: o.Logs, Prefix: defaultPrefix, Progress: true, Accounts: &scoring.AccountOptions{By: o.By},
	}
	return e.overList(ctx, o.common, r, lo, func(l *list) (func(), error) {
		a := &accountList{list: l, keep: keep, view: accountview.New(r.book, l.engine.Accounts())}
		if err := a.read(o.whereOptions); err != nil {
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
		return nil, usagef("--stage: the rulebook has no stages of accounts. accounts: {stages: ...} has them")
	}
	return stageFilter(of, wanted)
}

// accountList is the accounts of a list.
type accountList struct {
	*list
	view  *accountview.View
	keep  []bool // by stage rule of accounts; the last: without one
	where *where // which leads are meant
	book  *accounts.Book

	others   int           // leads that are not meant
	template *leads.Record // a lead of the list, as which rows are written
	rows     []accountview.Row
	passed   int // accounts of stages that are not wanted
	empty    int // accounts all of whose leads are of out stages
	more     int // accounts that are not shown
}

// read reads the list to its end.
func (a *accountList) read(o whereOptions) (err error) {
	if a.where, err = a.newWhere(o); err != nil {
		return err
	}
	a.book = accounts.NewBook(a.engine.Accounts())
	return a.eachLead(a.where, func(p *accountPart) {
		for i := range p.leads {
			a.book.Add(&p.leads[i])
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
func (a *accountList) show(e env, o accountsOptions) (dropped []string, err error) {
	a.choose(o.Top)
	var csv *accountCSV
	if o.Format == "csv" {
		if csv, err = a.newCSV(o); err != nil {
			return nil, err
		}
	}
	if !toFile(o.Output) {
		a.progress.end()
	}
	err = e.paged(o.Output, o.pagerOptions, func(w io.Writer) (err error) {
		dropped, err = a.write(w, e, o, csv)
		return err
	})
	return dropped, err
}

// write writes the accounts in the format asked for. It returns the columns of a table
// that had no room.
func (a *accountList) write(w io.Writer, e env, o accountsOptions, csv *accountCSV) (dropped []string, err error) {
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
	return report.Table(w, columns, rows, e.screen(o.common))
}

// accountsJSON is what stands before the accounts in JSON.
type accountsJSON struct {
	Rulebook string                `json:"rulebook"`
	AsOf     string                `json:"as_of"`
	By       string                `json:"by"` // the column by which leads belong together
	Summary  summaryJSON           `json:"summary"`
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
			if err := writeJSONLine(w, all[i]); err != nil {
				return err
			}
		}
		return nil
	}
	data, err := report.MarshalJSON(accountsJSON{
		Rulebook: a.rules.book.Name, AsOf: a.asOf.String(), By: a.engine.AccountHeader(), Summary: a.summaryJSON(),
		Without: a.book.Without, Known: a.book.Len(), Passed: a.passed + a.empty, Accounts: all,
	}, "")
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

// writeJSONLine writes a value on one line.
func writeJSONLine(w io.Writer, v any) error {
	data, err := report.MarshalJSON(v, "")
	if err != nil {
		return err
	}
	var line bytes.Buffer
	if err := json.Compact(&line, data); err != nil {
		return err
	}
	line.WriteByte('\n')
	_, err = line.WriteTo(w)
	return err
}

// tellAccounts tells which leads and accounts are not shown, and why.
func (a *accountList) tellAccounts(e env, o accountsOptions, dropped []string) {
	in := a.texts()
	told := func(n int, text string) {
		if n > 0 {
			e.note(o.common, "%s", text)
		}
	}
	leads := func(n int) string { return in.Count(n, "lead") }
	accounts := func(n int) string { return in.Count(n, "account") }
	told(a.others, in.Say("%s left out by --where", leads(a.others)))
	told(a.book.Without, in.Say("%s without an account, the first on line %d: %s says nothing of the company", leads(a.book.Without), a.book.First, a.engine.AccountHeader()))
	told(a.empty, in.Say("%s left out whose leads are all of out stages", accounts(a.empty)))
	if len(o.Stages) > 0 {
		told(a.passed, in.Say("%s of other stages left out", accounts(a.passed)))
	} else {
		told(a.passed, in.Say("%s of out stages left out. --stage shows them", accounts(a.passed)))
	}
	told(a.more, in.Say("showing %s of %s accounts. --top 0 shows all", report.Thousands(len(a.rows)), report.Thousands(len(a.rows)+a.more)))
	if len(dropped) > 0 {
		e.noteIn(in, o.common, "columns left out for want of room: %s. --width 0 shows all", strings.Join(dropped, in.Say(", ")))
	}
	e.noteIn(in, o.common, "%s of %s by %s", accounts(a.book.Len()), leads(a.scored-a.others-a.book.Without), a.engine.AccountHeader())
}
