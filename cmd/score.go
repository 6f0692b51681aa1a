package cmd

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/runrecord"
	"leadscore/internal/files"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/leads/workbook"
	"leadscore/scoring"
)

type scoreOptions struct {
	common
	inputOptions
	outputOptions
	writeOptions
	importOptions
	watchOptions
	answerOptions
	manyOptions
	eventOptions
	byOptions
	Leads   string   // "" or "-": stdin
	Rejects string   // "": Output with .rejects; with stdout, rows that cannot be read end the run
	Format  string   // csv, jsonl
	Columns []string // nil: all of ours
	Prefix  string
	Reasons int
	Sorted  bool
	Replace bool
}

func newScoreCommand(e env, shared *common, run func(context.Context, env, scoreOptions) error) *cobra.Command {
	o := scoreOptions{}
	c := &cobra.Command{
		Use:   "score [LEADS...]",
		Short: "Write the list with the score, stage, reasons and next question of each lead beside the user's own columns",
		Long: `Write the list with the score, stage, reasons and next question of each lead beside the user's own columns.

Every record keeps its bytes; our cells follow it. Columns of an earlier run are replaced. Rows that cannot be
read go to FILE.rejects beside -o FILE, with the reasons in FILE.rejects.reasons.csv; to stdout without
--rejects the first of them ends the run. Memory is constant; --sorted puts what does not fit into a temporary
file, in the directory that TMPDIR names.

-o FILE.xlsx is an Excel workbook, whatever the list is.

--out-dir DIR scores any number of lists, each into DIR under its own name, with its --summary beside it as
NAME.summary.json; 'exports/*.csv' in quotes names all that match. A list that cannot be scored stops no other:
the exit status is the highest. --skip-unchanged leaves out what is there already.

For the import of a CRM, --only-ours writes the key and our columns alone, --since OLD only the leads whose cells
of ours changed, and --for calls the columns as the CRM's importer does. --columns all,rules_hash,as_of,version
says in each row what it comes from.`,
		Example: `  leadscore score leads.csv -o scored.csv
  leadscore score leads.csv --sorted --columns score,stage,reasons > call-first.csv
  leadscore score leads.csv --for salesforce --since last.csv --columns score,stage,reasons -o import.csv
  leadscore score 'exports/*.csv' --out-dir scored --skip-unchanged --lock scored.lock --as-of 2026-11-21
  cat leads.csv | leadscore score --format jsonl | jq .score`,
		GroupID:           groupLeads,
		Args:              func(c *cobra.Command, args []string) error { return o.manyOptions.args(c, args) },
		ValidArgsFunction: completeLeads,
		RunE: func(c *cobra.Command, args []string) error {
			o.common, o.Leads = *shared, firstOf(args)
			if o.OutDir != "" {
				o.Lists, o.said = args, flagsSaid(c)
			}
			return run(c.Context(), e, o)
		},
	}
	o.inputOptions.addFlags(c)
	o.addAnswers(c)
	o.addLogs(c)
	o.addBy(c, &o.inputOptions, "with columns about accounts: ")
	o.addLimit(c)
	o.writeOptions.addFlags(c)
	o.addGuard(c)
	o.importOptions.addFlags(c)
	o.watchOptions.addFlags(c)
	o.manyOptions.addFlags(c)
	f := c.Flags()
	o.outputOptions.addFlags(c, "")
	o.book = true
	f.Var(newFileName(&o.Rejects), "rejects", "put rows that cannot be read into `FILE` and go on (default with -o FILE: FILE.rejects)")
	addEnum(c, f, &o.Format, "format", "what to write", "csv", "jsonl")
	f.StringSliceVar(&o.Columns, "columns", nil, "which of our `COLUMNS` to write, as in score,stage (default all that the rulebook fills);\non request also account, account_score, account_leads, account_missing_role, rules_hash, as_of, version")
	f.StringVar(&o.Prefix, "prefix", defaultPrefix, "what the names of our columns begin with, as `TEXT`")
	f.Var(newNumber(&o.Reasons, 0, scoring.DefaultReasons), "reasons", "how many lines of points the reasons name at most, 0 for none")
	f.BoolVar(&o.Sorted, "sorted", false, "best leads first, numbered in the column rank")
	f.BoolVar(&o.Replace, "replace", false, "give up columns of the list that are called as ours")
	_ = c.RegisterFlagCompletionFunc("columns", completeColumns(shared))
	_ = c.RegisterFlagCompletionFunc("key", completeHeader(&o.inputOptions, firstOf))
	return c
}

func runScore(ctx context.Context, e env, o scoreOptions) error {
	unlock, err := e.lock(o.common, o.Lock)
	if err != nil {
		return err
	}
	defer unlock()
	if o.OutDir != "" {
		return runScoreMany(ctx, e, o)
	}
	if err := o.checkFlags(e); err != nil {
		return err
	}
	r, err := e.loadRulebook(o.common, o.Leads)
	if err != nil {
		return err
	}
	_, err = e.scoreList(ctx, o, r)
	return err
}

// scoreList scores one list, and gives what was read of it, as far as that came.
func (e env) scoreList(ctx context.Context, o scoreOptions, r *rules) (reading, error) {
	columns, err := chooseColumns(scoring.Columns(r.book), o)
	if err != nil {
		return reading{}, err
	}
	naming, err := o.importOptions.naming(e, o.Prefix, columns)
	if err != nil {
		return reading{}, err
	}
	earlier, err := o.readEarlier()
	if err != nil {
		return reading{}, err
	}
	lo := o.list(e, columns)
	known, err := e.readCompanions(ctx, o, r, &lo, columns)
	if err != nil {
		return reading{}, err
	}
	l, err := e.openList(ctx, o.common, r, lo)
	if err != nil {
		return reading{}, err
	}
	defer l.Close()
	l.companions = known
	if err := o.checkHeader(l); err != nil {
		return reading{}, err
	}
	scores := scoreWriter{list: l, columns: columns, options: o, rejects: newRejects(e.files, l, o)}
	defer scores.rejects.abort()
	if err := scores.prepare(ctx, e, naming); err != nil {
		return reading{}, err
	}
	record, err := scores.writeWatched(ctx, e, earlier)
	read := reading{leads: l.scored, rejected: l.reader.Counts().Rejected.Count}
	if record != nil {
		read.sha256 = record.List.SHA256
	}
	if err := e.writeRecord(o.watchOptions, l, record, err); err != nil {
		return read, scores.rejects.keep(err, o)
	}
	l.summary(e, o.common)
	o.tellDrift(e, l.texts(), o.common, record)
	scores.rejects.tell(e, l.texts(), o.common)
	scores.tellImport(e, naming)
	l.lastLine(e, o.common)
	return read, nil
}

// checkFlags finds what cannot be meant, before anything is read.
func (o *scoreOptions) checkFlags(e env) error {
	if o.By != "" && !slices.ContainsFunc(o.Columns, func(name string) bool {
		return strings.HasPrefix(strings.TrimPrefix(strings.TrimSpace(name), o.Prefix), "account")
	}) {
		return usagef("--by: no column about accounts is asked for. add --columns all,account,account_score")
	}
	if err := o.checkTargets(e); err != nil {
		return err
	}
	if o.Format != "csv" && !o.asRead() {
		return usagef("--output-encoding, --excel and --excel-safe are for --format csv; %s is always UTF-8", o.Format)
	}
	if o.Summary == "-" && !toFile(o.Output) {
		return usagef("standard output cannot hold both the scored list and the summary. choose a file with --summary or -o")
	}
	return cmp.Or(checkWorkbook(o.Output, o.Format, o.writeOptions), o.checkImport())
}

// list says how the list is opened.
func (o *scoreOptions) list(e env, columns []scoring.Column) listOptions {
	lo := listOptions{
		Leads: o.Leads, Input: o.inputOptions, Answers: o.Answers, Logs: o.Logs, Prefix: o.Prefix, Reasons: cmp.Or(o.Reasons, -1), Replace: o.Replace,
		Record: o.watchOptions.asked(),
	}
	if o.Format == "csv" && !o.alone() {
		lo.Columns = columns
	}
	_, shown := terminal(e.out)
	lo.Progress = !shown || toFile(o.Output)
	return lo
}

// writeWatched writes the list, and puts it in place if it passes. It gives the record of
// the run, as far as that came; nil where none is asked for.
func (w *scoreWriter) writeWatched(ctx context.Context, e env, earlier *runrecord.Record) (record *runrecord.Record, err error) {
	asked := w.options.watchOptions.asked()
	err = e.results(w.options.Output, func(out io.Writer) error {
		if err := asWorkbook(out, w.book, func(out io.Writer) error {
			w.w = out
			return w.write(ctx)
		}); err != nil {
			return err
		}
		if asked {
			record = w.record("score")
		}
		if err := w.options.watchOptions.check(w.list, record, earlier); err != nil {
			return err
		}
		w.Close() // the list may be the very file that is written: Windows replaces no open one
		return w.rejects.commit()
	})
	if record == nil && asked {
		record = w.record("score")
	}
	return record, err
}

// prepare finds out what of the list is written, and how.
func (w *scoreWriter) prepare(ctx context.Context, e env, naming *naming) (err error) {
	l, o := w.list, w.options
	if w.key, err = l.newKeyReader(o.Key); err != nil {
		return err
	}
	if w.since, err = e.readSince(ctx, w, naming); err != nil {
		return err
	}
	if o.alone() {
		if w.only, err = newOnlyOurs(w, naming); err != nil {
			return err
		}
	}
	write := o.writeOptions.layout(o.Sorted)
	if workbook.Named(o.Output) {
		write.Sheet = w.sheetOptions()
	}
	switch {
	case w.only == nil:
		l.layout = l.layout.As(l.reader.Head(), write)
	case o.Format == "csv":
		l.layout = w.only.layout(w, write, naming)
	}
	if o.Format != "csv" {
		return nil
	}
	if write.Sheet != nil {
		w.book = w.workbook()
	}
	return l.checkTexts(w.columns, o.Prefix)
}

// allColumns is the word for all columns that are written unless others are asked for.
const allColumns = "all"

// chooseColumns picks those of our columns that are asked for. Their order is
// always the same: by it a later run finds them again.
func chooseColumns(all []scoring.Column, o scoreOptions) ([]scoring.Column, error) {
	if o.Sorted {
		all = slices.Insert(slices.Clone(all), 0, scoring.Rank())
	}
	if len(o.Columns) == 0 {
		return all, nil
	}
	names := columnNamesOf(all)
	ofAccounts := slices.DeleteFunc(scoring.OfAccounts(), func(c scoring.Column) bool { return slices.Contains(names, c.Name) })
	possible := slices.Concat(all, ofAccounts, scoring.Provenance())
	names = columnNamesOf(possible)
	wanted := make(map[string]bool)
	for _, name := range o.Columns {
		name = strings.TrimPrefix(strings.TrimSpace(name), o.Prefix)
		switch {
		case slices.Contains(names, name):
			wanted[name] = true
		case name == allColumns:
			for _, c := range all {
				wanted[c.Name] = true
			}
		default:
			return nil, usagef("--columns: %w", notOneOf(name, "column", names))
		}
	}
	return slices.DeleteFunc(possible, func(c scoring.Column) bool { return !wanted[c.Name] }), nil
}

func columnNamesOf(columns []scoring.Column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}

// rejects keeps the rows that cannot be read, if there is a file for them.
type rejects struct {
	list *list
	path string
	file *leads.Rejects // nil: the first such row ends the run
}

func newRejects(files *files.Outputs, l *list, o scoreOptions) *rejects {
	path := o.rejectsPath()
	if path == "" {
		return &rejects{list: l}
	}
	return &rejects{list: l, path: path, file: leads.NewRejects(files, path, l.reader.Head(), l.rules.book.Language)}
}

// rejectsPath is where rows that cannot be read go; "" for nowhere.
func (o *scoreOptions) rejectsPath() string {
	if o.Rejects == "" && toFile(o.Output) {
		return o.Output + ".rejects"
	}
	return o.Rejects
}

// checkTargets finds what would be lost by writing. The list may be annotated in
// place, but not become another kind of file, or be sorted.
func (o *scoreOptions) checkTargets(e env) error {
	list := theList(o.Leads)
	list.may = o.Format == "csv" && !workbook.Named(o.Output) && o.asRead() && !o.Sorted && !o.alone() && o.Since == "" && toFile(o.Leads)
	targets := []target{{what: "the scored list", flag: "-o", path: o.Output}}
	if path := o.rejectsPath(); path != "" {
		targets = append(targets, target{what: "the rows that cannot be read", flag: "--rejects", path: path},
			target{what: "the reasons why rows cannot be read", flag: "--rejects", path: leads.ReasonsPath(path)})
	}
	if o.Summary != "" {
		targets = append(targets, target{what: "the summary", flag: "--summary", path: o.Summary})
	}
	inputs := slices.Concat(o.importOptions.inputs(), o.answerOptions.inputs(), o.eventOptions.inputs(), o.watchOptions.inputs(), []input{o.theRulebook(), list})
	err := e.checkTargets(o.outputOptions, inputs, targets...)
	if err == nil && list.may { // the other targets never
		list.may = false
		err = e.checkTargets(o.outputOptions, []input{list}, targets[1:]...)
	}
	return err
}

func (r *rejects) add(rec *leads.Record) error {
	if r.file == nil {
		return fmt.Errorf("%w\n--rejects FILE puts such rows into a file and goes on", r.list.place(rec.Fault))
	}
	if err := r.file.Add(rec); err != nil {
		return cannot("write", err)
	}
	return nil
}

func (r *rejects) commit() error {
	if r.file == nil {
		return nil
	}
	if err := r.file.Commit(); err != nil {
		return cannot("write", err)
	}
	return nil
}

// keep keeps the rows that were rejected where there were too many of them: they say
// why there is no list. It gives the error in full.
func (r *rejects) keep(err error, o scoreOptions) error {
	if !isA[*rejectsError](err) || r.file == nil {
		return err
	}
	if err := r.commit(); err != nil {
		return err
	}
	text := "\nrejected rows are in " + r.path + ", the reasons in " + leads.ReasonsPath(r.path)
	if o.Output != "" && o.Output != "-" {
		text = "\n" + o.Output + " is not written" + text
	}
	return fmt.Errorf("%w%s", err, text)
}

func (r *rejects) abort() {
	if r.file != nil {
		r.file.Abort()
	}
}

func (r *rejects) tell(e env, in texts.Texts, o common) {
	if r.file != nil && r.file.Count() > 0 {
		e.noteIn(in, o, "rejected rows are in %s, the reasons in %s", r.path, leads.ReasonsPath(r.path))
	}
}
