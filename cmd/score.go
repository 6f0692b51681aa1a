package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leadscore/cmd/internal/annotate"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/crm"
	"leadscore/cmd/internal/leadlist"
	"leadscore/scoring"
)

func newScoreCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, annotate.Options) error) *cobra.Command {
	o := annotate.Options{}
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
		Args:              func(c *cobra.Command, args []string) error { return manyArgs(&o.ManyOptions, c, args) },
		ValidArgsFunction: completeLeads,
		RunE: func(c *cobra.Command, args []string) error {
			o.Common, o.Leads = *shared, firstOf(args)
			if o.OutDir != "" {
				o.Lists, o.Said = args, flagsSaid(c)
			}
			return run(c.Context(), e, o)
		},
	}
	addInput(c, &o.InputOptions)
	addAnswers(c, &o.AnswerOptions)
	addLogs(c, &o.EventOptions)
	addBy(c, &o.ByOptions, &o.InputOptions, "with columns about accounts: ")
	addMaxRejects(c, &o.InputOptions)
	addWriting(c, &o.WriteOptions)
	addGuard(c, &o.WriteOptions)
	addImport(c, &o.ImportOptions)
	addWatch(c, &o.WatchOptions)
	addMany(c, &o.ManyOptions)
	f := c.Flags()
	addOutput(c, &o.OutputOptions, "")
	o.Book = true
	f.Var(newPlaceName(&o.Rejects, "file"), "rejects", "put rows that cannot be read into `FILE` and go on (default with -o FILE: FILE.rejects)")
	addEnum(c, f, &o.Format, "format", "what to write", "csv", "jsonl")
	f.StringSliceVar(&o.Columns, "columns", nil, "which of our `COLUMNS` to write, as in score,stage (default all that the rulebook fills);\non request also account, account_score, account_leads, account_missing_role, rules_hash, as_of, version")
	f.StringVar(&o.Prefix, "prefix", leadlist.DefaultPrefix, "what the names of our columns begin with, as `TEXT`")
	f.Var(newNumber(&o.Reasons, 0, scoring.DefaultReasons), "reasons", "how many lines of points the reasons name at most, 0 for none")
	f.BoolVar(&o.Sorted, "sorted", false, "best leads first, numbered in the column rank")
	f.BoolVar(&o.Replace, "replace", false, "give up columns of the list that are called as ours")
	_ = c.RegisterFlagCompletionFunc("columns", completeColumns(shared))
	_ = c.RegisterFlagCompletionFunc("key", completeHeader(&o.InputOptions, firstOf))
	return c
}

func addWatch(c *cobra.Command, o *annotate.WatchOptions) {
	f := c.Flags()
	f.Var(newFileName(&o.Summary), "summary", "write what the run has read and made into `FILE`, as JSON without cells of leads")
	f.Var(newFileName(&o.Drift), "drift", "end with status 1 if scores, stages or fields have shifted from those in `FILE`, an earlier --summary")
	f.Var(newNumber(&o.MinRows, 0, 0), "min-rows", "end with status 1 if fewer leads than this are scored")
	f.StringSliceVar(&o.Expect, "expect-columns", nil, "end with status 1 if the list lacks one of these `COLUMNS`")
	f.Var(&unreadableLimits{&o.MaxUnreadable}, "max-unreadable", "end with status 1 if more cells of a field than this cannot be read, as in Budget=5%; may be given again")
}

// unreadableLimits is a flag that takes one of them each time.
type unreadableLimits struct{ all *[]annotate.UnreadableLimit }

func (u *unreadableLimits) Type() string { return "FIELD=N|P%" }

func (u *unreadableLimits) String() string { return "" }

func (u *unreadableLimits) Set(text string) error {
	i := strings.LastIndexByte(text, '=') // a header may hold one
	if i <= 0 {
		return fmt.Errorf("%q names no field and limit. expected one such as Budget=5%%", text)
	}
	l := annotate.UnreadableLimit{Field: text[:i]}
	if err := l.Limit.Set(text[i+1:]); err != nil {
		return err
	}
	*u.all = append(*u.all, l)
	return nil
}

func addImport(c *cobra.Command, o *annotate.ImportOptions) {
	f := c.Flags()
	f.BoolVar(&o.OnlyOurs, "only-ours", false, "write the key and our columns alone, a row for each lead")
	f.Var(&columnName{&o.Key}, "key", "the `COLUMN` of the list that names the leads (default the rulebook's key)")
	f.Var(newFileName(&o.Since), "since", "write only leads for which a column of ours that is written changed since `OLD`, an earlier output")
	f.Var(newFileName(&o.HeaderMap), "header-map", "call columns as `FILE` says, a table of column,header as in score,Lead_Score__c; with --only-ours")
	words := []string{annotate.ForList}
	for _, s := range crm.Systems() {
		words = append(words, s.Name)
	}
	addEnum(c, f, &o.For, "for", "call columns and write cells as this importer wants them; with --only-ours", words...)
	_ = c.MarkFlagFilename("since", "csv", "jsonl")
	_ = c.MarkFlagFilename("header-map", "csv")
}

func addMany(c *cobra.Command, o *annotate.ManyOptions) {
	f := c.Flags()
	f.Var(newPlaceName(&o.OutDir, "folder"), "out-dir", "score all LEADS, each into the folder `DIR` under its own name")
	f.Lookup("out-dir").DefValue = ""
	f.BoolVar(&o.SkipUnchanged, "skip-unchanged", false, "with --out-dir leave out lists that are scored in DIR already, by the same rulebook, flags and day")
	f.Var(newPlaceName(&o.Lock, "file"), "lock", "hold `FILE` while the run lasts; a run that finds it held ends with status 3")
	_ = c.MarkFlagDirname("out-dir")
}

// manyArgs accepts one list or none, and with --out-dir any number but none.
func manyArgs(o *annotate.ManyOptions, c *cobra.Command, args []string) error {
	switch {
	case o.OutDir == "" && o.SkipUnchanged:
		return errors.New("--skip-unchanged is for --out-dir")
	case o.OutDir == "" && len(args) > 1 && oneList(c, args) != nil:
		return fmt.Errorf("%w, or --out-dir DIR, into which each of several is scored", oneList(c, args))
	case o.OutDir == "":
		return oneList(c, args)
	case len(args) == 0 || slices.Contains(args, "-") || slices.Contains(args, ""):
		return errors.New("--out-dir is for lists that are files. expected their names")
	}
	for _, flag := range []string{"output", "rejects", "summary", "drift", "since"} {
		if c.Flags().Changed(flag) {
			return fmt.Errorf("--%s is for one list, --out-dir for several. give one of the two", flag)
		}
	}
	return nil
}

// flagsSaid writes the flags that scores depend on, as the command line gave them.
func flagsSaid(c *cobra.Command) string {
	var said []string
	c.Flags().Visit(func(f *pflag.Flag) { // in the order of their names
		if !slices.Contains([]string{"rules", "as-of", "quiet", "color", "width", "ambiguous-width", "out-dir", "skip-unchanged", "lock", "overwrite"}, f.Name) {
			said = append(said, fmt.Sprintf("--%s=%q", f.Name, f.Value))
		}
	})
	return strings.Join(said, " ")
}
