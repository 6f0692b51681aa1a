package cmd

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

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/draft"
	"leadscore/cmd/internal/profile"
	"leadscore/cmd/internal/report"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/match/fold"
	"leadscore/outcomes"
	"leadscore/outcomes/learn"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

type initOptions struct {
	common
	inputOptions
	outputOptions
	Leads    string // "" or "-": stdin
	Language string // auto, en, ja
	Yes      bool   // ask nothing
	Won      labels // which leads were won; nothing: nobody knows
}

func newInitCommand(e env, shared *common, run func(context.Context, env, initOptions) error) *cobra.Command {
	o := initOptions{}
	c := onLeads(&cobra.Command{
		Use:   "init [LEADS]",
		Short: "Draft a first rulebook from a list: what it holds, who to look for, what to ask",
		Long: `Draft a first rulebook from a list: what it holds, who to look for, what to ask.

The draft reads every column that exports usually have, and ranks at once. Each line has a comment that says where
its words and numbers come from. It holds no names, addresses or telephone numbers. Nobody has told it which leads
were won, so its points are a start: change them. With --won the points come from learn, if the list has enough
leads that were won and lost. The list is read once, however long, and memory is bounded; --won holds it in memory.`,
		Example: `  leadscore init export.csv -o leadscore.yaml
  leadscore init export.csv --yes > leadscore.yaml
  leadscore init closed.csv --won 'Status=Closed Won' -o leadscore.yaml
  leadscore init export.csv --lang ja -o leadscore.yaml --overwrite`,
		GroupID: groupRulebook,
	}, shared, &o.common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	o.inputOptions.addFlags(c)
	f := c.Flags()
	o.outputOptions.addFlags(c, "the rulebook ")
	f.Lookup("overwrite").Usage = "replace FILE if it is there"
	addEnum(c, f, &o.Language, "lang", "the language of names, reasons and comments (auto: that of the headers)", "auto", "en", "ja")
	f.Var(&o.Won, "won", "learn the points from leads of which is known what became of them: `'COLUMN=VALUE[,VALUE]'`")
	f.BoolVarP(&o.Yes, "yes", "y", false, "ask nothing on the terminal: take what the list suggests")
	return c
}

func runInit(ctx context.Context, e env, o initOptions) error {
	if o.Won.Column != "" && !toFile(o.Leads) {
		return usagef("--won reads the list twice. give it as a file")
	}
	if err := e.checkTargets(o.outputOptions, []input{theList(o.Leads)}, target{what: "the rulebook", flag: "-o", path: o.Output}); err != nil {
		return err
	}
	if toFile(o.Output) && !o.Overwrite {
		if _, err := os.Lstat(o.Output); err == nil {
			return usagef("%s is there already and is not replaced. choose another file with -o, or replace it with --overwrite", o.Output)
		}
	}
	l, held, err := e.profile(ctx, o)
	if err != nil {
		return err
	}
	opt := o.draftOptions(e, l, held)
	l.told = textsIn(opt.Language)
	l.tellChoices(e, o.common)
	if opt.Learned, err = e.learnFor(ctx, o, held, opt.Language); err != nil {
		return err
	}
	if _, person := terminal(e.in); person && toFile(o.Leads) && !o.Yes && !o.Quiet && opt.Learned == nil {
		if opt.Answers, err = e.ask(ctx, draft.Questions(held, opt), opt.Language); err != nil {
			return err
		}
	}
	d, err := draft.New(held, opt)
	if err != nil {
		return l.place(err)
	}
	source := d.YAML()
	book, err := yaml.Load(cmp.Or(o.Output, usualRules), source)
	if err != nil {
		return fmt.Errorf("the draft does not load, by a fault of leadscore: %w", err)
	}
	if err := e.results(o.Output, func(w io.Writer) error { _, err := w.Write(source); return err }); err != nil {
		return err
	}
	return e.afterInit(ctx, o, l, d, &rules{file: cmp.Or(o.Output, usualRules), source: source, book: book})
}

// profile reads a list once and finds out what it holds.
func (e env) profile(ctx context.Context, o initOptions) (*list, *profile.List, error) {
	l := &list{listFile: listFile{name: o.Leads, input: o.inputOptions, ours: oursOf(&rulebook.Rulebook{}, defaultPrefix), watched: true}, began: e.now()}
	if err := l.openUntold(ctx, e, o.common); err != nil {
		return nil, nil, err
	}
	defer l.Close()
	layout, err := leads.NewLayout(l.reader.Head(), l.ours)
	if err != nil {
		return nil, nil, l.place(err)
	}
	l.layout = layout
	p := profile.New(layout.Header())
	l.unread = true
	err = l.oneByOne(func(rec *leads.Record, _ *scoring.Result) error {
		p.Add(rec.Line, l.visible)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return l, p.List(), nil
}

func (o *initOptions) draftOptions(e env, l *list, held *profile.List) draft.Options {
	d := l.reader.Head().Dialect
	opt := draft.Options{File: filepath.Base(l.name), Encoding: d.Encoding.String(), Delimiter: leads.CommaName(d.Comma), Language: rulebook.English}
	if o.Language == "ja" || o.Language == "auto" && held.IsJapanese() {
		opt.Language = rulebook.Japanese
	}
	opt.AsOf = e.today(common{AsOf: o.AsOf, Quiet: true}, &rulebook.Rulebook{Location: draft.Zone(opt.Language)})
	return opt
}

// learnFor learns points from won and lost leads, where these are named; nil where they
// are not, or what they teach does not hold, which is told.
func (e env) learnFor(ctx context.Context, o initOptions, held *profile.List, language rulebook.Language) (*draft.Learned, error) {
	if o.Won.Column == "" {
		return nil, nil
	}
	lo := learnOptions{common: o.common, historyOptions: historyOptions{inputOptions: o.inputOptions, Leads: o.Leads, Won: o.Won, DateOrder: "auto"}, NoReferences: true}
	lo.Drop = slices.DeleteFunc(held.Untellable(), func(header string) bool { return fold.Text(header) == fold.Text(o.Won.Column) })
	if language == rulebook.Japanese {
		lo.Language = "ja"
	}
	in := textsIn(language)
	h, err := e.readHistory(ctx, o.common, nil, in, lo.historyOptions)
	if err != nil {
		return nil, err
	}
	var learned *learn.Learned
	if err := await(ctx, func() (err error) { learned, err = learn.Learn(h.History, lo.options(h)); return err }); err != nil {
		if isA[*outcomes.TooFewError](err) || isA[*learn.NothingError](err) {
			e.noteIn(in, o.common, "%s: nothing was learned, so the points come from what the list holds: %s", h.list.name, notLearned(in, err))
			return nil, nil
		}
		return nil, learnError(h, err)
	}
	if learned.Report.Status == learn.StatusWeak {
		e.noteIn(in, o.common, "what was learned is weak, so the points come from what the list holds: %s", report.NewSpeaker(language).Text(outcomes.Texts(learned.Report.Reasons)))
		return nil, nil
	}
	about := report.LearnedAbout{List: filepath.Base(h.list.name)}
	return &draft.Learned{Rulebook: learned.Rulebook, Comments: learnedComments(lo, h, learned, about)}, nil
}

// notLearned says why nothing was learned.
func notLearned(in texts.Texts, err error) string {
	if few, are := errors.AsType[*outcomes.TooFewError](err); are {
		return in.Say("%d won and %d lost leads are too few to learn from: at least %d of each are needed", few.Won, few.Lost, few.Need)
	}
	return in.Say("no column that is left tells won from lost")
}

// afterInit tells what was drafted, shows the first leads by it, and how to go on.
func (e env) afterInit(ctx context.Context, o initOptions, l *list, d *draft.Draft, r *rules) error {
	in := l.told
	l.tellRows(e, o.common)
	e.noteIn(in, o.common, "%s in %d columns. %s", in.Count(l.scored, "lead"), len(l.layout.Header()), d.Summary())
	if !d.Keyed {
		e.noteIn(in, o.common, "no column names the leads, each by a value of its own: explain --lead, diff, score --since, answers and imports need one (key)")
	}
	if d.Won != "" {
		e.noteIn(in, o.common, "the list tells which leads have bought. for points that come from them add --won %s", shellWord(d.Won))
	}
	if !d.Telling {
		e.noteIn(in, o.common, "no column of this list tells good leads from others, so all score alike: see the head of the draft")
	}
	if !toFile(o.Output) || o.Quiet {
		return nil
	}
	if toFile(o.Leads) && l.scored > 0 {
		if err := e.firstLeads(ctx, o, r); err != nil {
			return err
		}
	}
	rulesFlag := ""
	if filepath.Clean(o.Output) != usualRules {
		rulesFlag = " -r " + shellWord(o.Output)
	}
	leadsName := in.Say("LEADS.csv")
	if toFile(o.Leads) {
		leadsName = shellWord(o.Leads)
	}
	e.noteIn(in, o.common, "go on with:")
	e.note(o.common, "  leadscore rank %s%s", leadsName, rulesFlag)
	e.note(o.common, "  leadscore check %s%s", leadsName, rulesFlag)
	return nil
}

// firstLeads shows the best leads on stderr, as rank does.
func (e env) firstLeads(ctx context.Context, o initOptions, r *rules) error {
	const shown = 5
	show := e
	show.out = e.err
	ro := rankOptions{common: o.common, inputOptions: o.inputOptions, Leads: o.Leads, Format: "table", Top: shown}
	ro.Quiet = true
	return show.rank(ctx, ro, r)
}

// ask asks a person the questions, one after the other. An empty answer, and no more of
// them, take what the list suggests.
func (e env) ask(ctx context.Context, questions []draft.Question, language rulebook.Language) (draft.Answers, error) {
	var answers draft.Answers
	if len(questions) == 0 {
		return answers, nil
	}
	in := textsIn(language)
	fmt.Fprintln(e.err, in.Say("%s about your customers. Enter takes what the list suggests; --yes asks none.", in.Count(len(questions), "question")))
	lines := bufio.NewScanner(&source{ctx: ctx, r: e.in, name: "standard input"})
	for _, q := range questions {
		for {
			fmt.Fprintf(e.err, "%s [%s] ", report.Clean(q.Text), report.Clean(q.Default))
			if !lines.Scan() {
				fmt.Fprintln(e.err)
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
			fmt.Fprintln(e.err, "  "+report.Clean(err.Error()))
		}
	}
	return answers, nil
}
