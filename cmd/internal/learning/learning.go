// Package learning has a rulebook learned from a list of won and lost leads, asks about it, and
// writes it with comments that say where each line comes from.
package learning

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"leadscore/cmd/internal/beside"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/learnedview"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/wonlost"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/outcomes"
	"leadscore/outcomes/learn"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/printer"
)

// Options are what learn is told.
type Options struct {
	console.Common
	wonlost.HistoryOptions
	console.OutputOptions
	beside.EventOptions
	Name         string
	Language     string // en, ja
	Spoken       bool   // that was asked for
	Criteria     int    // 0: as many as pay
	Step         int
	Keep, Drop   []string
	Allow        []string
	Monotone     []string
	Seed         uint64
	Holdout      Holdout
	Small        bool
	Force        bool // write a weak rulebook too
	NoReferences bool
	StartFrom    string // a rulebook to refit; "": none
	Recalibrate  string // a rulebook whose stages are to be moved; "": none
	Capacity     wonlost.Capacity
	TargetRate   Share
	Matures      days
	Alternatives int
	Ask          bool // ask a person about each criterion, and about columns that were left out
}

// Run is the command learn.
func Run(ctx context.Context, e console.Env, o Options) error {
	if err := o.check(); err != nil {
		return err
	}
	inputs := append(o.EventOptions.Inputs(), console.TheList(o.Leads), console.Input{What: "the rulebook", Path: cmp.Or(o.StartFrom, o.Recalibrate), May: true})
	if err := e.CheckTargets(o.OutputOptions, inputs, o.TheResults()); err != nil {
		return err
	}
	var start *rulefile.Rules
	var err error
	if path := cmp.Or(o.StartFrom, o.Recalibrate); path != "" {
		flag := "--start-from"
		if o.StartFrom == "" {
			flag = "--recalibrate"
		}
		if start, err = rulefile.Load(path, flag); err != nil {
			return err
		}
	}
	in := console.TextsIn(o.reportLanguage(languageOf(start)))
	h, err := wonlost.ReadHistory(ctx, e, o.Common, bookOf(start), in, o.HistoryOptions)
	if err != nil {
		return err
	}
	if err := o.Capacity.Check(h); err != nil {
		return err
	}
	if o.Matures > 0 && !h.Date.Days {
		return exit.Usagef("--matures: %s holds numbers, and the age of a lead is known of dates only", h.Date.Column)
	}
	o.Capacity.Tell(e, in, o.Common, h)
	opt := o.LearnOptions(h)
	if start != nil {
		if opt.AsOf, err = wonlost.HistoryAsOf(e, o.Common, start, h); err != nil {
			return err
		}
		if err := wonlost.LayLogs(ctx, e, o.Common, start, h, o.InputOptions, o.Logs, opt.AsOf); err != nil {
			return err
		}
	}
	if o.Recalibrate != "" {
		return recalibrate(ctx, e, o, start, h, opt)
	}
	if start != nil {
		opt.StartFrom = start.Book
	}
	learn := func(opt learn.Options) (learned *learn.Learned, err error) {
		err = wonlost.Await(ctx, func() (err error) { learned, err = learn.Learn(h.History, opt); return err })
		return learned, err
	}
	if o.Ask {
		if opt, err = askAbout(ctx, e, opt, learn); err != nil {
			return LearnError(h, err)
		}
	}
	learned, err := learn(opt)
	if err != nil {
		return LearnError(h, err)
	}
	return writeLearned(e, o, h, learned)
}

func (o *Options) check() error {
	if err := o.HistoryOptions.Check("learn"); err != nil {
		return err
	}
	if len(o.Logs) > 0 && o.StartFrom == "" && o.Recalibrate == "" {
		return exit.Usagef("--log: which fields are made from the events? name the rulebook that says so with --start-from")
	}
	if o.Recalibrate != "" && !o.Capacity.Given() && !o.TargetRate.Given() {
		return exit.Usagef("--recalibrate: what shall the best stage be? give --capacity or --target-rate")
	}
	if o.Ask && !console.ToFile(o.Leads) {
		return exit.Usagef("--ask: answers are read from the terminal, so the list must be a file")
	}
	if o.Matures > 0 && o.Date == "" {
		return exit.Usagef("--matures: when did leads come? name the column with --date")
	}
	return nil
}

// reportLanguage is the language of what is told of a rulebook.
func (o *Options) reportLanguage(of rulebook.Language) rulebook.Language {
	switch {
	case !o.Spoken:
		return of
	case o.Language == "ja":
		return rulebook.Japanese
	}
	return rulebook.English
}

func languageOf(r *rulefile.Rules) rulebook.Language {
	if r == nil {
		return rulebook.English
	}
	return r.Book.Language
}

func bookOf(r *rulefile.Rules) *rulebook.Rulebook {
	if r == nil {
		return nil
	}
	return r.Book
}

// LearnOptions are the options as package learn wants them.
func (o *Options) LearnOptions(h *wonlost.History) learn.Options {
	opt := learn.Options{
		Name: o.Name, Criteria: o.Criteria, Step: o.Step,
		Keep: ColumnNames(o.Keep, h.Header), Drop: ColumnNames(o.Drop, h.Header), Allow: ColumnNames(o.Allow, h.Header), Monotone: ColumnNames(o.Monotone, h.Header),
		Seed: o.Seed, Split: o.Holdout.Split, Holdout: o.Holdout.Share, Small: o.Small,
		Capacity: o.Capacity.ShareOf(h.History), TargetRate: o.TargetRate.Value, Matures: int(o.Matures), References: !o.NoReferences, Alternatives: o.Alternatives,
	}
	if o.Language == "ja" {
		opt.Language = rulebook.Japanese
	}
	return opt
}

// ColumnNames parts lists of columns at their commas. What is a header as it
// stands is one column, commas and all.
func ColumnNames(lists, header []string) []string {
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

// LearnError gives an error of the learner its place: the command line or the list.
func LearnError(h *wonlost.History, err error) error {
	switch {
	case exit.IsA[*outcomes.ColumnError](err), exit.IsA[*learn.OptionError](err):
		return exit.AsUsage(err)
	}
	return h.List.Place(err)
}

// writeLearned tells what was learned, and writes the rulebook unless it is weak.
func writeLearned(e console.Env, o Options, h *wonlost.History, learned *learn.Learned) error {
	about := learnedview.About{Language: o.reportLanguage(learned.Rulebook.Language), List: filepath.Base(h.List.Name), Newest: h.Date != nil, From: newestFrom(h, &learned.Report)}
	about.First, about.Last, _ = h.Span()
	for _, from := range learned.Report.WindowsFrom {
		about.Windows = append(about.Windows, orderText(h, from))
	}
	if o.StartFrom != "" {
		about.Start = filepath.Base(o.StartFrom)
	} else {
		identify(learned.Rulebook, h.Header, learned.Report.Exclusions)
	}
	if err := e.Texts(o.Common, func(w io.Writer) error {
		return learnedview.Document(&learned.Report, about).Text(w, e.Screen(o.Common))
	}); err != nil {
		return err
	}
	h.Summary(e, o.Common)
	if learned.Report.Status == learn.StatusWeak && !o.Force {
		return fmt.Errorf("%s: the rulebook is weak and was not written. --force writes it", h.List.Name)
	}
	source := printer.WithComments(learned.Rulebook, LearnedComments(o, h, learned, about))
	if _, err := yaml.Load("learned.yaml", source); err != nil {
		return fmt.Errorf("the learned rulebook does not load: %w", err)
	}
	return e.Results(o.Output, func(w io.Writer) error { _, err := w.Write(source); return err })
}

// newestFrom is the day from which on leads were held out; "" where none were, or no
// dates tell.
func newestFrom(h *wonlost.History, r *learn.Report) string {
	if r.Newest == nil || h.Date == nil || !h.Date.Days {
		return ""
	}
	return calendar.Day(r.NewestFrom).String()
}

// orderText writes a place in time: a day, or a number that rises with time.
func orderText(h *wonlost.History, order float64) string {
	if h.Date.Days {
		return calendar.Day(order).String()
	}
	return strconv.FormatFloat(order, 'f', -1, 64)
}

// recalibrate moves the stages of a rulebook and writes it as it was but for that.
func recalibrate(ctx context.Context, e console.Env, o Options, start *rulefile.Rules, h *wonlost.History, opt learn.Options) error {
	var moved *learn.Recalibrated
	if err := wonlost.Await(ctx, func() (err error) { moved, err = learn.Recalibrate(start.Book, h.History, opt); return err }); err != nil {
		return LearnError(h, err)
	}
	source := printer.MoveStages(start.Source, start.Book, moved.Rulebook, stageComments(moved))
	if err := e.Texts(o.Common, func(w io.Writer) error {
		return learnedview.Recalibrated(moved, filepath.Base(o.Recalibrate), filepath.Base(h.List.Name), o.reportLanguage(moved.Rulebook.Language)).Text(w, e.Screen(o.Common))
	}); err != nil {
		return err
	}
	h.Summary(e, o.Common)
	if !moved.Unmet.IsEmpty() && !o.Force {
		return fmt.Errorf("%s: %s. the rulebook was not written. --force writes it", h.List.Name, moved.Unmet)
	}
	return e.Results(o.Output, func(w io.Writer) error { _, err := w.Write(source); return err })
}

// stageComments says beside each stage what was counted when it was moved.
func stageComments(r *learn.Recalibrated) []string {
	s := console.TextsOf(r.Rulebook)
	var comments []string
	for _, stage := range r.After {
		comments = append(comments, s.Say("moved to: %s", tallyComment(s, stage.Tally)))
	}
	return comments
}
