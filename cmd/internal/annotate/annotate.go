// Package annotate writes a list with our cells: whole or for the import of a CRM, in the order of
// the list or of a ranking, one list or many, and says whether a run passes.
package annotate

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/runrecord"
	"leadscore/cmd/internal/writing"
	"leadscore/internal/files"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/leads/rejected"
	"leadscore/leads/workbook"
	"leadscore/scoring/column"
)

// Options are what score is told.
type Options struct {
	leadlist.Asked
	writing.WriteOptions
	ImportOptions
	WatchOptions
	ManyOptions
	leadlist.ByOptions
	Rejects string   // "": Output with .rejects; with stdout, rows that cannot be read end the run
	Format  string   // csv, jsonl
	Columns []string // nil: all of ours
	Prefix  string
	Reasons int
	Sorted  bool
	Replace bool
}

// Run is the command score.
func Run(ctx context.Context, e console.Env, o Options) error {
	if o.OutDir != "" {
		return runScoreMany(ctx, e, o)
	}
	if err := o.checkFlags(e); err != nil {
		return err
	}
	unlock, err := lock(e, o.Common, o.Lock)
	if err != nil {
		return err
	}
	defer unlock()
	r, err := rulefile.LoadFor(e, o.Common, o.Leads)
	if err != nil {
		return err
	}
	_, err = scoreList(ctx, e, o, r)
	return err
}

// scoreList scores one list, and gives what was read of it, as far as that came.
func scoreList(ctx context.Context, e console.Env, o Options, r *rulefile.Rules) (reading, error) {
	columns, err := chooseColumns(column.Of(r.Book), o)
	if err != nil {
		return reading{}, err
	}
	naming, err := o.ImportOptions.naming(e, o.Prefix, columns)
	if err != nil {
		return reading{}, err
	}
	earlier, err := o.readEarlier()
	if err != nil {
		return reading{}, err
	}
	lo := o.list(e, columns)
	known, err := readCompanions(ctx, e, o, r, &lo, columns)
	if err != nil {
		return reading{}, err
	}
	l, err := leadlist.Open(ctx, e, o.Common, r, lo)
	if err != nil {
		return reading{}, err
	}
	defer l.Close()
	l.Companions = known
	if err := o.checkHeader(l); err != nil {
		return reading{}, err
	}
	scores := scoreWriter{List: l, columns: columns, options: o, rejects: newRejects(e.Files, l, o)}
	defer scores.rejects.abort()
	if err := scores.prepare(ctx, e, naming); err != nil {
		return reading{}, err
	}
	record, err := scores.writeWatched(ctx, e, earlier)
	read := reading{leads: l.Scored, rejected: l.Reader.Counts().Rejected.Count}
	if record != nil {
		read.sha256 = record.List.SHA256
	}
	if err := writeRecord(e, o.WatchOptions, l, record, err); err != nil {
		return read, scores.rejects.keep(err, o)
	}
	l.Summary(e, o.Common)
	o.tellDrift(e, l.Texts(), o.Common, record)
	scores.rejects.tell(e, l.Texts(), o.Common)
	scores.tellImport(e, naming)
	l.LastLine(e, o.Common)
	return read, nil
}

// checkFlags finds what cannot be meant, before anything is read.
func (o *Options) checkFlags(e console.Env) error {
	if o.By != "" && !slices.ContainsFunc(o.Columns, func(name string) bool {
		return strings.HasPrefix(strings.TrimPrefix(strings.TrimSpace(name), o.Prefix), "account")
	}) {
		return exit.Usagef("--by: no column about accounts is asked for. add --columns all,account,account_score")
	}
	if err := o.checkTargets(e); err != nil {
		return err
	}
	if o.Format != "csv" && !o.AsRead() {
		return exit.Usagef("--output-encoding, --excel and --excel-safe are for --format csv; %s is always UTF-8", o.Format)
	}
	if o.Summary == "-" && !console.ToFile(o.Output) {
		return exit.Usagef("standard output cannot hold both the scored list and the summary. choose a file with --summary or -o")
	}
	return cmp.Or(writing.CheckWorkbook(o.Output, o.Format, o.WriteOptions), o.checkImport())
}

// list says how the list is opened.
func (o *Options) list(e console.Env, columns []column.Column) leadlist.Options {
	lo := o.ToOpen()
	lo.Prefix, lo.Reasons, lo.Replace, lo.Record = o.Prefix, cmp.Or(o.Reasons, -1), o.Replace, o.WatchOptions.asked()
	if o.Format == "csv" && !o.alone() {
		lo.Columns = columns
	}
	_, shown := console.Terminal(e.Out)
	lo.Progress = !shown || console.ToFile(o.Output)
	return lo
}

// writeWatched writes the list, and puts it in place if it passes. It gives the record of
// the run, as far as that came; nil where none is asked for.
func (w *scoreWriter) writeWatched(ctx context.Context, e console.Env, earlier *runrecord.Record) (record *runrecord.Record, err error) {
	asked := w.options.WatchOptions.asked()
	err = e.Results(w.options.Output, func(out io.Writer) error {
		if err := writing.AsWorkbook(out, w.book, func(out io.Writer) error {
			w.w = out
			return w.write(ctx)
		}); err != nil {
			return err
		}
		if asked {
			record = w.Record("score")
		}
		if err := w.options.WatchOptions.check(w.List, record, earlier); err != nil {
			return err
		}
		w.Close() // the list may be the very file that is written: Windows replaces no open one
		return w.rejects.commit()
	})
	if record == nil && asked {
		record = w.Record("score")
	}
	return record, err
}

// prepare finds out what of the list is written, and how.
func (w *scoreWriter) prepare(ctx context.Context, e console.Env, naming *naming) (err error) {
	l, o := w.List, w.options
	if w.key, err = newKeyReader(l, o.Key); err != nil {
		return err
	}
	if w.since, err = readSince(ctx, e, w, naming); err != nil {
		return err
	}
	if o.alone() {
		if w.only, err = newOnlyOurs(w, naming); err != nil {
			return err
		}
	}
	write := o.WriteOptions.Layout(o.Sorted)
	if workbook.Named(o.Output) {
		write.Sheet = w.sheetOptions()
	}
	switch {
	case w.only == nil:
		l.Layout = l.Layout.As(l.Reader.Head(), write)
	case o.Format == "csv":
		l.Layout = w.only.layout(w, write, naming)
	}
	if o.Format != "csv" {
		return nil
	}
	if write.Sheet != nil {
		w.book = w.workbook()
	}
	return writing.CheckTexts(l, w.columns, o.Prefix)
}

// allColumns is the word for all columns that are written unless others are asked for.
const allColumns = "all"

// chooseColumns picks those of our columns that are asked for. Their order is
// always the same: by it a later run finds them again.
func chooseColumns(all []column.Column, o Options) ([]column.Column, error) {
	if o.Sorted {
		all = slices.Insert(slices.Clone(all), 0, column.OfRank())
	}
	if len(o.Columns) == 0 {
		return all, nil
	}
	names := ColumnNamesOf(all)
	ofAccounts := slices.DeleteFunc(column.OfAccounts(), func(c column.Column) bool { return slices.Contains(names, c.Name) })
	possible := slices.Concat(all, ofAccounts, column.Provenance())
	names = ColumnNamesOf(possible)
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
			return nil, exit.Usagef("--columns: %w", exit.NotOneOf(name, "column", names))
		}
	}
	return slices.DeleteFunc(possible, func(c column.Column) bool { return !wanted[c.Name] }), nil
}

// ColumnNamesOf names columns, without prefix.
func ColumnNamesOf(columns []column.Column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}

// rejects keeps the rows that cannot be read, if there is a file for them.
type rejects struct {
	list *leadlist.List
	path string
	file *rejected.Rows // nil: the first such row ends the run
}

func newRejects(files *files.Outputs, l *leadlist.List, o Options) *rejects {
	path := o.rejectsPath()
	if path == "" {
		return &rejects{list: l}
	}
	return &rejects{list: l, path: path, file: rejected.New(files, path, l.Reader.Head(), l.Rules.Book.Language)}
}

// rejectsPath is where rows that cannot be read go; "" for nowhere.
func (o *Options) rejectsPath() string {
	if o.Rejects == "" && console.ToFile(o.Output) {
		return o.Output + ".rejects"
	}
	return o.Rejects
}

// flagOf is the flag that says where a file goes, which is one where each list of several has
// its files in a folder.
func (o *Options) flagOf(flag string) string {
	if o.inFolder {
		return "--out-dir"
	}
	return flag
}

// checkTargets finds what would be lost by writing. The list may be annotated in
// place, but not become another kind of file, or be sorted.
func (o *Options) checkTargets(e console.Env) error {
	list := console.TheList(o.Leads)
	list.May = o.Format == "csv" && !workbook.Named(o.Output) && o.AsRead() && !o.Sorted && !o.alone() && o.Since == "" && console.ToFile(o.Leads)
	targets := []console.Target{{What: "the scored list", Flag: o.flagOf("-o"), Path: o.Output}}
	if path := o.rejectsPath(); path != "" {
		targets = append(targets, console.Target{What: "the rows that cannot be read", Flag: o.flagOf("--rejects"), Path: path},
			console.Target{What: "the reasons why rows cannot be read", Flag: o.flagOf("--rejects"), Path: rejected.ReasonsPath(path)})
	}
	if o.Summary != "" {
		targets = append(targets, console.Target{What: "the summary", Flag: o.flagOf("--summary"), Path: o.Summary})
	}
	if o.Lock != "" {
		targets = append(targets, console.Target{What: "the lock", Flag: "--lock", Path: o.Lock})
	}
	inputs := slices.Concat(o.ImportOptions.inputs(), o.AnswerOptions.Inputs(), o.EventOptions.Inputs(), o.WatchOptions.inputs(), []console.Input{o.TheRulebook(), list})
	results := o.OutputOptions
	results.Unread = o.Summary != "" || o.Drift != ""
	err := e.CheckTargets(results, inputs, targets...)
	if err == nil && list.May { // the other targets never
		list.May = false
		err = e.CheckTargets(o.OutputOptions, []console.Input{list}, targets[1:]...)
	}
	return err
}

func (r *rejects) add(rec *leads.Record) error {
	if r.file == nil {
		return fmt.Errorf("%w\n--rejects FILE puts such rows into a file and goes on", r.list.Place(rec.Fault))
	}
	if err := r.file.Add(rec); err != nil {
		return exit.Cannot("write", err)
	}
	return nil
}

func (r *rejects) commit() error {
	if r.file == nil {
		return nil
	}
	if err := r.file.Commit(); err != nil {
		return exit.Cannot("write", err)
	}
	return nil
}

// keep keeps the rows that were rejected where there were too many of them: they say
// why there is no list. It gives the error in full.
func (r *rejects) keep(err error, o Options) error {
	if !exit.IsA[*listfile.RejectsError](err) || r.file == nil {
		return err
	}
	if err := r.commit(); err != nil {
		return err
	}
	text := "\nrejected rows are in " + r.path + ", the reasons in " + rejected.ReasonsPath(r.path)
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

func (r *rejects) tell(e console.Env, in texts.Texts, o console.Common) {
	if r.file != nil && r.file.Count() > 0 {
		e.NoteIn(in, o, "rejected rows are in %s, the reasons in %s", r.path, rejected.ReasonsPath(r.path))
	}
}
