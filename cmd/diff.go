package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/movers"
	"leadscore/cmd/internal/report"
)

type diffOptions struct {
	common
	inputOptions
	outputOptions
	Old, New   string // two outputs; New "": Old is a list that two rulebooks score
	With       string // the later rulebook
	RulesGiven bool   // by a flag
	Key        string
	Prefix     string
	Only       []string
	Top        int
	TopGiven   bool
	Best       int
	Format     string // table, markdown, html, csv, json
	MostMoved  shareLimit
}

func newDiffCommand(e env, shared *common, run func(context.Context, env, diffOptions) error) *cobra.Command {
	o := diffOptions{}
	c := &cobra.Command{
		Use:   "diff OLD NEW | diff LEADS --rules A --with B",
		Short: "Show who moved between two runs, or under two rulebooks, and what moved them",
		Long: `Show who moved between two runs, or under two rulebooks, and what moved them.

OLD and NEW are outputs of score, CSV or JSON lines, joined by key: leads that are new, gone, promoted or demoted to
another stage, up or down within theirs, each with the one reason that counts most. With the rulebook and the list's
own columns in both files the reasons are computed, and name the cells that differ; else they come from the column
reasons. With --with one list is scored by two rulebooks: which leads change their stage, and which rule moves them.
Memory holds the leads of both outputs; with --with two scores for each lead, and of the leads that moved those shown.`,
		Example: `  leadscore diff monday.csv today.csv --only promoted
  leadscore diff leads.csv --rules leadscore.yaml --with proposal.yaml --format markdown -o proposal.md
  leadscore diff leads.csv -r leadscore.yaml --with proposal.yaml --fail-on-stage-change 5%`,
		GroupID:           groupRulebook,
		Args:              diffArgs(&o),
		ValidArgsFunction: completeOutputs,
		RunE: func(c *cobra.Command, args []string) error {
			o.common, o.Old = *shared, args[0]
			if len(args) > 1 {
				o.New = args[1]
			}
			o.RulesGiven, o.TopGiven = c.Flags().Changed("rules"), c.Flags().Changed("top")
			return run(c.Context(), e, o)
		},
	}
	o.inputOptions.addFlags(c)
	f := c.Flags()
	f.Var(newFileName(&o.With), "with", "the later rulebook's `FILE`: LEADS are scored by --rules and by this one")
	f.Var(&columnName{&o.Key}, "key", "the `COLUMN` that names the leads (default the rulebook's key, else the first of both files)")
	f.StringVar(&o.Prefix, "prefix", defaultPrefix, "what the names of our columns begin with in OLD and NEW, as `TEXT`")
	_ = c.RegisterFlagCompletionFunc("key", completeHeader(&o.inputOptions, firstOf))
	f.StringSliceVar(&o.Only, "only", nil, "list only leads that moved so, of `MOVES` "+strings.Join(moveNames(), ", "))
	f.VarP(newNumber(&o.Top, 0, 20), "top", "n", "how many leads of each move a table, markdown or html shows, 0 for all (csv, json: all unless given)")
	f.Var(newNumber(&o.Best, 1, 100), "best", "how many of the best leads of both rankings are compared")
	f.Var(&o.MostMoved, "fail-on-stage-change", "end with status 1 if more than this `SHARE` of the leads changes its stage, as in 5%")
	o.outputOptions.addFlags(c, "")
	addEnum(c, f, &o.Format, "format", "how to show it", "table", "markdown", "html", "csv", "json")
	_ = c.MarkFlagFilename("with", "yaml", "yml")
	_ = c.RegisterFlagCompletionFunc("only", func(_ *cobra.Command, _ []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return inList(toComplete, moveNames()), cobra.ShellCompDirectiveNoFileComp
	})
	return c
}

// diffArgs wants two outputs, or one list and a second rulebook.
func diffArgs(o *diffOptions) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case slices.Contains(args, ""):
			return errors.New("the name of a file is empty")
		case o.With != "" && len(args) != 1:
			return fmt.Errorf("%d files are given. with --with expected one list, which both rulebooks score", len(args))
		case o.With == "" && len(args) == 1:
			return errors.New("one file is given. expected two outputs of score, OLD and NEW, or --with FILE for a second rulebook")
		case o.With == "" && len(args) != 2:
			return fmt.Errorf("%d files are given. expected two outputs of score, OLD and NEW", len(args))
		case o.With == "" && !toFile(args[0]) && !toFile(args[1]):
			return errors.New("only one of OLD and NEW can be standard input")
		}
		return nil
	}
}

// completeOutputs completes the names of two outputs.
func completeOutputs(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 1 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []cobra.Completion{"csv", "xlsx", "jsonl", "txt"}, cobra.ShellCompDirectiveFilterFileExt
}

// moveNames lists the moves that --only takes.
func moveNames() []string {
	var names []string
	for _, kind := range movers.Kinds() {
		if kind != movers.Same {
			names = append(names, string(kind))
		}
	}
	return names
}

// shareLimit is a flag that takes a share in percent.
type shareLimit struct {
	Text string // as given; "": no limit
	Most float64
}

func (l *shareLimit) Type() string   { return "SHARE" }
func (l *shareLimit) String() string { return l.Text }

func (l *shareLimit) Set(text string) error {
	digits, percent := strings.CutSuffix(text, "%")
	most, err := strconv.ParseFloat(digits, 64)
	if err != nil || !percent || !(most >= 0 && most <= 100) {
		return fmt.Errorf("%q is not possible. expected a share in percent, as in 5%%", text)
	}
	*l = shareLimit{text, most / 100}
	return nil
}

func runDiff(ctx context.Context, e env, o diffOptions) error {
	if err := e.checkTargets(o.outputOptions, o.inputs(), o.theResults()); err != nil {
		return err
	}
	only, err := o.only()
	if err != nil {
		return err
	}
	r, err := e.diff(ctx, o)
	if err != nil {
		return err
	}
	r.Best, r.Only = o.Best, only
	if err := e.results(o.Output, func(w io.Writer) error { return writeDiff(w, e, o, r) }); err != nil {
		return err
	}
	return o.gate(r.Tally)
}

// diff finds who moved.
func (e env) diff(ctx context.Context, o diffOptions) (*movers.Report, error) {
	if o.With != "" {
		return e.diffRules(ctx, o)
	}
	return e.diffOutputs(ctx, o)
}

func (o *diffOptions) inputs() []input {
	if o.With != "" {
		return []input{o.theRulebook(), {what: "the later rulebook", path: o.With}, theList(o.Old)}
	}
	return []input{o.theRulebook(), {what: "the earlier output", path: o.Old}, {what: "the later output", path: o.New}}
}

func (o *diffOptions) only() ([]movers.Kind, error) {
	var kinds []movers.Kind
	for _, name := range o.Only {
		if !slices.Contains(moveNames(), name) {
			return nil, usagef("--only: %w", notOneOf(name, "move", moveNames()))
		}
		kinds = append(kinds, movers.Kind(name))
	}
	return kinds, nil
}

// most is how many leads of each move are kept; 0: all.
func (o *diffOptions) most() int {
	if !o.TopGiven && (o.Format == "csv" || o.Format == "json") {
		return 0
	}
	return o.Top
}

func writeDiff(w io.Writer, e env, o diffOptions, r *movers.Report) error {
	switch o.Format {
	case "csv":
		return r.CSV(w)
	case "json":
		return r.JSON(w)
	case "markdown":
		return r.Document().Markdown(w)
	case "html":
		return r.Document().HTML(w)
	}
	return r.Document().Text(w, e.screen(o.common))
}

// gate is the error of more changes of stage than are allowed.
func (o *diffOptions) gate(t *movers.Tally) error {
	share := t.StageChanges()
	if o.MostMoved.Text == "" || math.IsNaN(share) || share <= o.MostMoved.Most {
		return nil
	}
	changed := t.Counts[movers.Promoted] + t.Counts[movers.Demoted]
	return fmt.Errorf("%s of %s change the stage (%.2f%%). --fail-on-stage-change %s allows no more",
		report.Thousands(changed), report.Count(t.Compared(), "lead"), 100*share, o.MostMoved.Text)
}

// shortName is a file's name in a title.
func shortName(path string) string {
	if !toFile(path) {
		return "standard input"
	}
	return filepath.Base(path)
}
