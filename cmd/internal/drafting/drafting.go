// Package drafting drafts a first rulebook from a list, asks about it, and shows the best leads by it.
package drafting

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/draft"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/learnedview"
	"leadscore/cmd/internal/learning"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/profile"
	"leadscore/cmd/internal/ranking"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/wonlost"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/leads/output"
	"leadscore/match/fold"
	"leadscore/outcomes"
	"leadscore/outcomes/learn"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// Options are what init is told.
type Options struct {
	console.Common
	listfile.InputOptions
	console.OutputOptions
	Leads    string          // "" or "-": stdin
	Language string          // auto, en, ja
	Yes      bool            // ask nothing
	Won      leadlist.Labels // which leads were won; nothing: nobody knows
}

// Run is the command init.
func Run(ctx context.Context, e console.Env, o Options) error {
	if o.Won.Column != "" && !console.ToFile(o.Leads) {
		return exit.Usagef("--won reads the list twice. give it as a file")
	}
	if err := e.CheckTargets(o.OutputOptions, []console.Input{console.TheList(o.Leads)}, console.Target{What: "the rulebook", Flag: "-o", Path: o.Output}); err != nil {
		return err
	}
	if console.ToFile(o.Output) && !o.Overwrite {
		if _, err := os.Lstat(o.Output); err == nil {
			return exit.Usagef("%s is there already and is not replaced. choose another file with -o, or replace it with --overwrite", o.Output)
		}
	}
	l, held, err := readProfile(ctx, e, o)
	if err != nil {
		return err
	}
	opt := o.draftOptions(e, l, held)
	l.OwnTexts = console.TextsIn(opt.Language)
	l.TellChoices(e, o.Common)
	if opt.Learned, err = learnFor(ctx, e, o, held, opt.Language); err != nil {
		return err
	}
	if _, person := console.Terminal(e.In); person && console.ToFile(o.Leads) && !o.Yes && !o.Quiet && opt.Learned == nil {
		if opt.Answers, err = ask(ctx, e, draft.Questions(held, opt), opt.Language); err != nil {
			return err
		}
	}
	d, err := draft.New(held, opt)
	if err != nil {
		return l.Place(err)
	}
	source := d.YAML()
	book, err := yaml.Load(cmp.Or(o.Output, rulefile.UsualRules), source)
	if err != nil {
		return fmt.Errorf("the draft does not load, by a fault of leadscore: %w", err)
	}
	if err := e.Results(o.Output, func(w io.Writer) error { _, err := w.Write(source); return err }); err != nil {
		return err
	}
	return afterInit(ctx, e, o, l, d, &rulefile.Rules{File: cmp.Or(o.Output, rulefile.UsualRules), Source: source, Book: book})
}

// readProfile reads a list once and finds out what it holds.
func readProfile(ctx context.Context, e console.Env, o Options) (*leadlist.List, *profile.List, error) {
	l := &leadlist.List{File: listfile.File{Name: o.Leads, Input: o.InputOptions, Ours: leadlist.OursOf(&rulebook.Rulebook{}, leadlist.DefaultPrefix), Watched: true}, Began: e.Now()}
	if err := l.OpenUntold(ctx, e, o.Common); err != nil {
		return nil, nil, err
	}
	defer l.Close()
	layout, err := output.NewLayout(l.Reader.Head(), l.Ours)
	if err != nil {
		return nil, nil, l.Place(err)
	}
	l.Layout = layout
	p := profile.New(layout.Header())
	l.Unscored = true
	err = l.OneByOne(func(rec *leads.Record, _ *scoring.Result) error {
		p.Add(rec.Line, l.Visible)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return l, p.List(), nil
}

func (o *Options) draftOptions(e console.Env, l *leadlist.List, held *profile.List) draft.Options {
	d := l.Reader.Head().Dialect
	opt := draft.Options{File: filepath.Base(l.Name), Encoding: d.Encoding.String(), Delimiter: leads.CommaName(d.Comma), Language: rulebook.English}
	if o.Language == "ja" || o.Language == "auto" && held.IsJapanese() {
		opt.Language = rulebook.Japanese
	}
	opt.AsOf = rulefile.Today(e, console.Common{AsOf: o.AsOf, Quiet: true}, &rulebook.Rulebook{Location: draft.Zone(opt.Language)})
	return opt
}

// learnFor learns points from won and lost leads, where these are named; nil where they
// are not, or what they teach does not hold, which is told.
func learnFor(ctx context.Context, e console.Env, o Options, held *profile.List, language rulebook.Language) (*draft.Learned, error) {
	if o.Won.Column == "" {
		return nil, nil
	}
	lo := learning.Options{Common: o.Common, HistoryOptions: wonlost.HistoryOptions{InputOptions: o.InputOptions, Leads: o.Leads, Won: o.Won, DateOrder: "auto"}, NoReferences: true}
	lo.Drop = slices.DeleteFunc(held.Untellable(), func(header string) bool { return fold.Text(header) == fold.Text(o.Won.Column) })
	if language == rulebook.Japanese {
		lo.Language = "ja"
	}
	in := console.TextsIn(language)
	h, err := wonlost.ReadHistory(ctx, e, o.Common, nil, in, lo.HistoryOptions)
	if err != nil {
		return nil, err
	}
	var learned *learn.Learned
	if err := wonlost.Await(ctx, func() (err error) { learned, err = learn.Learn(h.History, lo.LearnOptions(h)); return err }); err != nil {
		if exit.IsA[*outcomes.TooFewError](err) || exit.IsA[*learn.NothingError](err) {
			e.NoteIn(in, o.Common, "%s: nothing was learned, so the points come from what the list holds: %s", h.List.Name, notLearned(in, err))
			return nil, nil
		}
		return nil, learning.LearnError(h, err)
	}
	if learned.Report.Status == learn.StatusWeak {
		e.NoteIn(in, o.Common, "what was learned is weak, so the points come from what the list holds: %s", learnedview.Speaker(language).Text(outcomes.Texts(learned.Report.Reasons)))
		return nil, nil
	}
	about := learnedview.About{List: filepath.Base(h.List.Name)}
	return &draft.Learned{Rulebook: learned.Rulebook, Comments: learning.LearnedComments(lo, h, learned, about)}, nil
}

// notLearned says why nothing was learned.
func notLearned(in texts.Texts, err error) string {
	if few, are := errors.AsType[*outcomes.TooFewError](err); are {
		return in.Say("%d won and %d lost leads are too few to learn from: at least %d of each are needed", few.Won, few.Lost, few.Need)
	}
	return in.Say("no column that is left tells won from lost")
}

// afterInit tells what was drafted, shows the first leads by it, and how to go on.
func afterInit(ctx context.Context, e console.Env, o Options, l *leadlist.List, d *draft.Draft, r *rulefile.Rules) error {
	in := l.OwnTexts
	l.TellRows(e, o.Common)
	e.NoteIn(in, o.Common, "%s in %d columns. %s", in.Count(l.Scored, "lead"), len(l.Layout.Header()), d.Summary())
	if !d.Keyed {
		e.NoteIn(in, o.Common, "no column names the leads, each by a value of its own: explain --lead, diff, score --since, answers and imports need one (key)")
	}
	if d.Won != "" {
		e.NoteIn(in, o.Common, "the list tells which leads have bought. for points that come from them add --won %s", console.ShellWord(d.Won))
	}
	if !d.Telling {
		e.NoteIn(in, o.Common, "no column of this list tells good leads from others, so all score alike: see the head of the draft")
	}
	if !console.ToFile(o.Output) || o.Quiet {
		return nil
	}
	if console.ToFile(o.Leads) && l.Scored > 0 {
		if err := firstLeads(ctx, e, o, r); err != nil {
			return err
		}
	}
	rulesFlag := ""
	if filepath.Clean(o.Output) != rulefile.UsualRules {
		rulesFlag = " -r " + console.ShellWord(o.Output)
	}
	leadsName := in.Say("LEADS.csv")
	if console.ToFile(o.Leads) {
		leadsName = console.ShellWord(o.Leads)
	}
	e.NoteIn(in, o.Common, "go on with:")
	e.Note(o.Common, "  leadscore rank %s%s", leadsName, rulesFlag)
	e.Note(o.Common, "  leadscore check %s%s", leadsName, rulesFlag)
	return nil
}

// firstLeads shows the best leads on stderr, as rank does.
func firstLeads(ctx context.Context, e console.Env, o Options, r *rulefile.Rules) error {
	const shown = 5
	show := e
	show.Out = e.Err
	ro := ranking.Options{Asked: leadlist.Asked{Common: o.Common, InputOptions: o.InputOptions, Leads: o.Leads}, Format: "table", Top: shown}
	ro.Quiet = true
	return ranking.Rank(ctx, show, ro, r)
}

// ask asks a person the questions, one after the other. An empty answer, and no more of
// them, take what the list suggests.
func ask(ctx context.Context, e console.Env, questions []draft.Question, language rulebook.Language) (draft.Answers, error) {
	var answers draft.Answers
	if len(questions) == 0 {
		return answers, nil
	}
	in := console.TextsIn(language)
	fmt.Fprintln(e.Err, in.Say("%s about your customers. Enter takes what the list suggests; --yes asks none.", in.Count(len(questions), "question")))
	lines := bufio.NewScanner(&console.Source{Ctx: ctx, From: e.In, Name: "standard input"})
	for _, q := range questions {
		for {
			fmt.Fprintf(e.Err, "%s [%s] ", report.Clean(q.Text), report.Clean(q.Default))
			if !lines.Scan() {
				fmt.Fprintln(e.Err)
				return answers, lines.Err()
			}
			answer := strings.TrimSpace(lines.Text())
			if answer == "" {
				break
			}
			err := q.Take(&answers, answer)
			if err == nil {
				break
			}
			fmt.Fprintln(e.Err, "  "+report.Clean(err.Error()))
		}
	}
	return answers, nil
}
