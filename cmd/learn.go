package cmd

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/report"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/outcomes"
	"leadscore/outcomes/learn"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
)

type learnOptions struct {
	common
	historyOptions
	outputOptions
	eventOptions
	Name         string
	Language     string // en, ja
	Spoken       bool   // that was asked for
	Criteria     int    // 0: as many as pay
	Step         int
	Keep, Drop   []string
	Allow        []string
	Monotone     []string
	Seed         uint64
	Holdout      holdout
	Small        bool
	Force        bool // write a weak rulebook too
	NoReferences bool
	StartFrom    string // a rulebook to refit; "": none
	Recalibrate  string // a rulebook whose stages are to be moved; "": none
	Capacity     capacity
	TargetRate   share
	Matures      days
	Alternatives int
	Ask          bool // ask a person about each criterion, and about columns that were left out
}

func newLearnCommand(e env, shared *common, run func(context.Context, env, learnOptions) error) *cobra.Command {
	o := learnOptions{}
	var c *cobra.Command
	c = onLeads(&cobra.Command{
		Use:   "learn [HISTORY] --won COLUMN=VALUE",
		Short: "Make a rulebook from won and lost leads",
		Long: `Make a rulebook from won and lost leads.

It is a rulebook like one written by hand: a few criteria with round bounds and whole points, stages, and the win
rate from each score up. What it is worth is measured on leads that it has not seen, and compared with models that
nobody can read. Columns that may tell the outcome are left out; each is named with its reason, and --allow uses it
all the same. A rulebook that does not hold on unseen leads is weak: the status is 1, and only --force writes it.
The same list, options and seed give the same bytes. It holds the list in memory, each different cell once.`,
		Example: `  leadscore learn closed.csv --won 'Status=Closed Won' -o learned.yaml
  leadscore learn closed.csv --won Converted=1 --date Created --criteria 5 --step 5 --capacity 40/week -o learned.yaml
  leadscore learn closed.csv --won Stage=Won --start-from leadscore.yaml -o refitted.yaml
  leadscore learn recent.csv --won Stage=Won --recalibrate leadscore.yaml --target-rate 30% -o leadscore.yaml`,
		GroupID: groupRulebook,
	}, shared, &o.common, &o.Leads, func(ctx context.Context) error {
		o.Spoken = c.Flags().Changed("lang") || c.Flags().Changed("language")
		return run(ctx, e, o)
	})
	o.historyOptions.addFlags(c)
	o.addFlags(c)
	return c
}

func (o *learnOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	o.outputOptions.addFlags(c, "the rulebook ")
	f.StringVar(&o.Name, "name", "", "the rulebook's `NAME`")
	addEnum(c, f, &o.Language, "lang", "the language of the rulebook's names and comments, and of the report (default en; with --start-from\nand --recalibrate that of the rulebook)", "en", "ja")
	addEnum(c, f, &o.Language, "language", "the same", "en", "ja") // its name before the other commands had it
	_ = f.MarkHidden("language")
	f.Var(newNumber(&o.Criteria, 0, 0), "criteria", "how many criteria at most beside those of --keep, 0 for as many as pay, up to 8")
	f.Var(newNumber(&o.Step, 0, 0), "step", "points are multiples of N: 1, 2, 5, 10; 0 for 5 where that costs under 0.002 of AUC, else 1")
	f.StringArrayVar(&o.Keep, "keep", nil, "add each of these `COLUMNS` to what is chosen, whatever it tells, as in A,B; may be repeated, as the next two")
	f.StringArrayVar(&o.Drop, "drop", nil, "leave these `COLUMNS` out")
	f.StringArrayVar(&o.Allow, "allow", nil, "use these `COLUMNS` although a guard would leave them out")
	f.StringArrayVar(&o.Monotone, "monotone", nil, "let the points of these `COLUMNS` only rise or only fall with their numbers; all: of every one")
	f.Uint64Var(&o.Seed, "seed", 0, "the `SEED` of the folds")
	f.Var(&o.Holdout, "holdout", "what to measure on: `auto`, folds, or a share of the newest leads (of the last rows\nwithout --date), such as 30% (default the newest 30% with --date, else folds)")
	f.BoolVar(&o.Small, "small", false, "learn from fewer than 40 won and 40 lost leads")
	f.BoolVar(&o.Force, "force", false, "write the rulebook even if it is weak")
	f.BoolVar(&o.NoReferences, "no-references", false, "do not compare it with other models, which takes most of the time")
	o.addLogs(c)
	f.StringVar(&o.StartFrom, "start-from", "", "keep what the rulebook in `FILE` asks, and refit its points")
	f.StringVar(&o.Recalibrate, "recalibrate", "", "keep the rulebook in `FILE`, and move only the scores at which its stages begin")
	f.Var(&o.Capacity, "capacity", "how many leads the best stage shall take: `N/week`, N/month, or a share such as 20%")
	f.Var(&o.TargetRate, "target-rate", "the win rate that the best stage shall have, such as `30%`")
	f.Var(&o.Matures, "matures", "with --date: leave out leads younger than `DAYS`, as in 90d, on the list's last day, since not\nall of their outcomes are known")
	f.Var(newNumber(&o.Alternatives, 0, 0), "alternatives", "look for so many sets of other columns that sort as well (within 0.003 of AUC)")
	f.BoolVar(&o.Ask, "ask", false, "ask about each criterion, and about columns left out that may tell the outcome, and learn anew\nwithout those that you do not believe; answers are read from the terminal")
	for _, name := range []string{"keep", "drop", "allow"} {
		_ = c.RegisterFlagCompletionFunc(name, completeHeaders(&o.inputOptions, firstOf))
	}
	c.MarkFlagsMutuallyExclusive("start-from", "recalibrate")
	c.MarkFlagsMutuallyExclusive("matures", "recalibrate")
	c.MarkFlagsMutuallyExclusive("capacity", "target-rate")
	for _, name := range []string{"ask", "alternatives"} {
		c.MarkFlagsMutuallyExclusive(name, "start-from", "recalibrate")
	}
	_ = c.MarkFlagFilename("start-from", "yaml", "yml")
	_ = c.MarkFlagFilename("recalibrate", "yaml", "yml")
}

func runLearn(ctx context.Context, e env, o learnOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	inputs := append(o.eventOptions.inputs(), theList(o.Leads), input{what: "the rulebook", path: cmp.Or(o.StartFrom, o.Recalibrate), may: true})
	if err := e.checkTargets(o.outputOptions, inputs, o.theResults()); err != nil {
		return err
	}
	var start *rules
	var err error
	if path := cmp.Or(o.StartFrom, o.Recalibrate); path != "" {
		flag := "--start-from"
		if o.StartFrom == "" {
			flag = "--recalibrate"
		}
		if start, err = loadRules(path, flag); err != nil {
			return err
		}
	}
	in := textsIn(o.reportLanguage(languageOf(start)))
	h, err := e.readHistory(ctx, o.common, bookOf(start), in, o.historyOptions)
	if err != nil {
		return err
	}
	if err := o.Capacity.check(h); err != nil {
		return err
	}
	if o.Matures > 0 && !h.date.Days {
		return usagef("--matures: %s holds numbers, and the age of a lead is known of dates only", h.date.Column)
	}
	o.Capacity.tell(e, in, o.common, h)
	opt := o.options(h)
	if start != nil {
		if opt.AsOf, err = e.historyAsOf(o.common, start, h); err != nil {
			return err
		}
		if err := e.layLogs(ctx, o.common, start, h, o.inputOptions, o.Logs, opt.AsOf); err != nil {
			return err
		}
	}
	if o.Recalibrate != "" {
		return e.recalibrate(ctx, o, start, h, opt)
	}
	if start != nil {
		opt.StartFrom = start.book
	}
	learn := func(opt learn.Options) (learned *learn.Learned, err error) {
		err = await(ctx, func() (err error) { learned, err = learn.Learn(h.History, opt); return err })
		return learned, err
	}
	if o.Ask {
		if opt, err = e.askAbout(ctx, opt, learn); err != nil {
			return learnError(h, err)
		}
	}
	learned, err := learn(opt)
	if err != nil {
		return learnError(h, err)
	}
	return e.writeLearned(o, h, learned)
}

func (o *learnOptions) check() error {
	if err := o.historyOptions.check("learn"); err != nil {
		return err
	}
	if len(o.Logs) > 0 && o.StartFrom == "" && o.Recalibrate == "" {
		return usagef("--log: which fields are made from the events? name the rulebook that says so with --start-from")
	}
	if o.Recalibrate != "" && !o.Capacity.Given() && !o.TargetRate.Given() {
		return usagef("--recalibrate: what shall the best stage be? give --capacity or --target-rate")
	}
	if o.Ask && !toFile(o.Leads) {
		return usagef("--ask: answers are read from the terminal, so the list must be a file")
	}
	if o.Matures > 0 && o.Date == "" {
		return usagef("--matures: when did leads come? name the column with --date")
	}
	return nil
}

// reportLanguage is the language of what is told of a rulebook.
func (o *learnOptions) reportLanguage(of rulebook.Language) rulebook.Language {
	switch {
	case !o.Spoken:
		return of
	case o.Language == "ja":
		return rulebook.Japanese
	}
	return rulebook.English
}

func languageOf(r *rules) rulebook.Language {
	if r == nil {
		return rulebook.English
	}
	return r.book.Language
}

func bookOf(r *rules) *rulebook.Rulebook {
	if r == nil {
		return nil
	}
	return r.book
}

func (o *learnOptions) options(h *history) learn.Options {
	opt := learn.Options{
		Name: o.Name, Criteria: o.Criteria, Step: o.Step,
		Keep: columnNames(o.Keep, h.Header), Drop: columnNames(o.Drop, h.Header), Allow: columnNames(o.Allow, h.Header), Monotone: columnNames(o.Monotone, h.Header),
		Seed: o.Seed, Split: o.Holdout.Split, Holdout: o.Holdout.Share, Small: o.Small,
		Capacity: o.Capacity.shareOf(h.History), TargetRate: o.TargetRate.Value, Matures: int(o.Matures), References: !o.NoReferences, Alternatives: o.Alternatives,
	}
	if o.Language == "ja" {
		opt.Language = rulebook.Japanese
	}
	return opt
}

// columnNames parts lists of columns at their commas. What is a header as it
// stands is one column, commas and all.
func columnNames(lists, header []string) []string {
	isHeader := func(name string) bool {
		return slices.ContainsFunc(header, func(h string) bool { return fold.Text(h) == fold.Text(name) })
	}
	var names []string
	for _, list := range lists {
		if isHeader(list) {
			names = append(names, list)
			continue
		}
		for name := range strings.SplitSeq(list, ",") {
			names = append(names, strings.TrimSpace(name))
		}
	}
	return names
}

// learnError gives an error of the learner its place: the command line or the list.
func learnError(h *history, err error) error {
	switch {
	case isA[*outcomes.ColumnError](err), isA[*learn.OptionError](err):
		return asUsage(err)
	}
	return h.list.place(err)
}

// writeLearned tells what was learned, and writes the rulebook unless it is weak.
func (e env) writeLearned(o learnOptions, h *history, learned *learn.Learned) error {
	about := report.LearnedAbout{Language: o.reportLanguage(learned.Rulebook.Language), List: filepath.Base(h.list.name), Newest: h.date != nil, From: h.newestFrom(&learned.Report)}
	about.First, about.Last, _ = h.span()
	for _, from := range learned.Report.WindowsFrom {
		about.Windows = append(about.Windows, h.orderText(from))
	}
	if o.StartFrom != "" {
		about.Start = filepath.Base(o.StartFrom)
	} else {
		identify(learned.Rulebook, h.Header, learned.Report.Exclusions)
	}
	if err := e.texts(o.common, func(w io.Writer) error {
		return report.Learned(&learned.Report, about).Text(w, e.screen(o.common))
	}); err != nil {
		return err
	}
	h.summary(e, o.common)
	if learned.Report.Status == learn.StatusWeak && !o.Force {
		return fmt.Errorf("%s: the rulebook is weak and was not written. --force writes it", h.list.name)
	}
	source := yaml.PrintWithComments(learned.Rulebook, learnedComments(o, h, learned, about))
	if _, err := yaml.Load("learned.yaml", source); err != nil {
		return fmt.Errorf("the learned rulebook does not load: %w", err)
	}
	return e.results(o.Output, func(w io.Writer) error { _, err := w.Write(source); return err })
}

// newestFrom is the day from which on leads were held out; "" where none were, or no
// dates tell.
func (h *history) newestFrom(r *learn.Report) string {
	if r.Newest == nil || h.date == nil || !h.date.Days {
		return ""
	}
	return calendar.Day(r.NewestFrom).String()
}

// orderText writes a place in time: a day, or a number that rises with time.
func (h *history) orderText(order float64) string {
	if h.date.Days {
		return calendar.Day(order).String()
	}
	return strconv.FormatFloat(order, 'f', -1, 64)
}

// recalibrate moves the stages of a rulebook and writes it as it was but for that.
func (e env) recalibrate(ctx context.Context, o learnOptions, start *rules, h *history, opt learn.Options) error {
	var moved *learn.Recalibrated
	if err := await(ctx, func() (err error) { moved, err = learn.Recalibrate(start.book, h.History, opt); return err }); err != nil {
		return learnError(h, err)
	}
	source := yaml.MoveStages(start.source, start.book, moved.Rulebook, stageComments(moved))
	if err := e.texts(o.common, func(w io.Writer) error {
		return report.Recalibrated(moved, filepath.Base(o.Recalibrate), filepath.Base(h.list.name), o.reportLanguage(moved.Rulebook.Language)).Text(w, e.screen(o.common))
	}); err != nil {
		return err
	}
	h.summary(e, o.common)
	if !moved.Unmet.IsEmpty() && !o.Force {
		return fmt.Errorf("%s: %s. the rulebook was not written. --force writes it", h.list.name, moved.Unmet)
	}
	return e.results(o.Output, func(w io.Writer) error { _, err := w.Write(source); return err })
}

// stageComments says beside each stage what was counted when it was moved.
func stageComments(r *learn.Recalibrated) []string {
	s := textsOf(r.Rulebook)
	var comments []string
	for _, stage := range r.After {
		comments = append(comments, s.Say("moved to: %s", tallyComment(s, stage.Tally)))
	}
	return comments
}
