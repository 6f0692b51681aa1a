// Package leadlist is the run engine: a list that is scored by a rulebook, with what lies beside
// its leads, the workers that score its parts, and what is told of it.
package leadlist

import (
	"context"
	"crypto/sha256"
	"sync"
	"time"

	"leadscore/activity"
	"leadscore/cmd/internal/answers"
	"leadscore/cmd/internal/beside"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/rulefile"
	"leadscore/frameworks"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/leads/keys"
	"leadscore/leads/output"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/column"
)

// List is a lead list that is being read, and the rulebook compiled for it.
type List struct {
	listfile.File
	Rules    *rulefile.Rules // nil: the list is read to learn from it
	OwnTexts texts.Texts     // with rules nil: what is told of its leads
	Worker
	Tally

	Began    time.Time
	Logged   *beside.Logs // what is logged about the leads; nil: nothing
	AsOf     calendar.Day
	Known    keys.Set    // keys of leads
	Repeated leads.Tally // leads whose key an earlier lead has
}

// Options say how a list is opened.
type Options struct {
	Leads   string // the list's file; "" or "-": stdin
	Input   listfile.InputOptions
	Reasons int // lines named in the reasons; 0: the default, below 0: none

	Prefix  string          // of our columns, an earlier run's too
	Columns []column.Column // those written among the user's; nil: none
	Replace bool            // give up columns that are called as ours

	Answers []string         // files of answers that are laid beside the leads
	Logs    []beside.LogFile // files of logs, whose events are counted

	Keep   activity.Keep                   // what is kept of events
	Wanted func(*List, *leads.Record) bool // with KeepNewest: whose events are kept; nil: everybody's
	again  *listfile.Kept                  // of a list that can be read only once; nil: its file is read again

	AskAll bool // leads may be supposed to answer anything

	Accounts *scoring.AccountOptions // nil: nobody looks at accounts

	Progress bool // show how far the reading is
	Record   bool // count what the record of the run needs
}

// Open opens a lead list for scoring; the caller closes it.
func Open(ctx context.Context, e console.Env, o console.Common, r *rulefile.Rules, lo Options) (*List, error) {
	l := &List{File: listfile.File{Name: lo.Leads, Input: lo.Input, Ours: OursOf(r.Book, lo.Prefix), Again: lo.again, Watched: lo.Progress}, Rules: r, Began: e.Now()}
	if lo.Record {
		l.Digest, l.places = sha256.New(), len(r.Book.Stages)+1
	}
	said, err := beside.ReadAnswersFor(ctx, e, o, r, lo.Answers)
	if err != nil {
		return nil, err
	}
	if err := logs(ctx, e, o, r, l, &lo, said); err != nil {
		return nil, err
	}
	if err := l.Open(ctx, e, o); err != nil {
		return nil, err
	}
	if err := l.compile(e, o, lo, said); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

// Open opens the list, and tells what was chosen by looking at it.
func (l *List) Open(ctx context.Context, e console.Env, o console.Common) error {
	if err := l.OpenUntold(ctx, e, o); err != nil {
		return err
	}
	l.TellChoices(e, o)
	return nil
}

// TellChoices tells what was chosen by looking at the list: its encoding, its separator, its
// header.
func (l *List) TellChoices(e console.Env, o console.Common) {
	for _, choice := range l.Reader.Head().Guessed(l.Texts().Language()) {
		e.Note(o, "%s: %s", l.Name, choice)
	}
}

// OpenUntold is Open for a list whose reader's language is known only once it has been read.
func (l *List) OpenUntold(ctx context.Context, e console.Env, o console.Common) error {
	l.Known.Most = int(l.Input.Limits.Keys)
	l.Naming = l.Rules.Naming()
	return l.File.Open(ctx, e, o)
}

// compile finds the user's columns and compiles the rulebook for them.
func (l *List) compile(e console.Env, o console.Common, lo Options, said []answers.Answer) (err error) {
	ours := l.Ours
	ours.Replace = lo.Replace
	for _, c := range lo.Columns {
		ours.Names = append(ours.Names, lo.Prefix+c.Name)
	}
	if l.Layout, err = output.NewLayout(l.Reader.Head(), ours); err != nil {
		return l.Place(err)
	}
	l.AsOf = rulefile.Today(e, o, l.Rules.Book)
	options := scoring.Options{AsOf: l.AsOf, Reasons: lo.Reasons, Source: l.Rules.Provenance(), Accounts: lo.Accounts}
	book := beside.NewBook(e, o, l.Rules.Book, said, l.AsOf, lo.AskAll)
	if book != nil {
		options.Answered = book.Subjects()
	}
	options.Logged = l.Logged.Fields()
	engine, err := scoring.Compile(l.Rules.Book, l.Layout.Header(), options)
	if err != nil {
		return err
	}
	l.Answers = beside.NewAnswers(e, l.Texts(), o, engine, book, l.AsOf)
	l.Engine, l.Scorer, l.Keyed = engine, engine.NewScorer(), engine.KeyName() != ""
	l.keyColumns, l.keyColumn = l.Layout.Columns(engine.KeyColumns()), engine.KeyColumn()
	l.Tally = newTally(engine)
	l.Logs = l.Logged.Beside(engine)
	return nil
}

// Take takes in what is to be told of the leads of a part of the list.
func (l *List) Take(t *Tally) {
	l.Tally.add(t)
	l.Progress.Add(t.Scored)
	l.Known.AddAll(t.keys, &l.Repeated)
}

// DefaultPrefix is that of our columns.
const DefaultPrefix = "lead_"

// OursOf names the columns by which those of an earlier run are known.
func OursOf(book *rulebook.Rulebook, prefix string) leads.Ours {
	earlier := func() [][]string { return earlierOf(book, prefix) }
	return leads.Ours{Mark: prefix + "score_low", Prefix: prefix, Earlier: sync.OnceValue(earlier)}
}

// earlierOf are the names of the columns that any run may have written.
func earlierOf(book *rulebook.Rulebook, prefix string) (all [][]string) {
	var named []string
	for _, g := range book.Groups {
		named = append(named, prefix+fold.Name(g.Name))
	}
	for _, f := range book.Frameworks {
		named = append(named, prefix+fold.Name(f.Name))
	}
	for _, d := range frameworks.All() {
		named = append(named, prefix+fold.Name(d.Name))
	}
	for _, name := range column.Names() {
		if name == "reasons" {
			all = append(all, named)
		}
		all = append(all, []string{prefix + name})
	}
	return all
}

// Over has a list scored by a rulebook. use walks through the list and shows what came
// of it; tell, which may be nil, is called among what is told of the list on stderr.
func Over(ctx context.Context, e console.Env, o console.Common, r *rulefile.Rules, lo Options, use func(*List) (tell func(), err error)) error {
	l, err := Open(ctx, e, o, r, lo)
	if err != nil {
		return err
	}
	defer l.Close()
	tell, err := use(l)
	if err != nil {
		return err
	}
	l.Summary(e, o)
	if tell != nil {
		tell()
	}
	l.LastLine(e, o)
	return nil
}
