package cmd

import (
	"context"
	"crypto/sha256"
	"time"

	"leadscore/activity"
	"leadscore/cmd/internal/answers"
	"leadscore/frameworks"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// list is a lead list that is being read, and the rulebook compiled for it.
type list struct {
	listFile
	rules *rules      // nil: the list is read to learn from it
	told  texts.Texts // with rules nil: what is told of its leads
	lane
	tally

	began    time.Time
	logged   *logged // what is logged about the leads; nil: nothing
	asOf     calendar.Day
	known    leads.Keys  // keys of leads
	repeated leads.Tally // leads whose key an earlier lead has
}

// listOptions say how a list is opened.
type listOptions struct {
	Leads   string // the list's file; "" or "-": stdin
	Input   inputOptions
	Reasons int // lines named in the reasons; 0: the default, below 0: none

	Prefix  string           // of our columns, an earlier run's too
	Columns []scoring.Column // those written among the user's; nil: none
	Replace bool             // give up columns that are called as ours

	Answers []string  // files of answers that are laid beside the leads
	Logs    []logFile // files of logs, whose events are counted

	Keep   activity.Keep                   // what is kept of events
	Wanted func(*list, *leads.Record) bool // with KeepNewest: whose events are kept; nil: everybody's
	again  *keptList                       // of a list that can be read only once; nil: its file is read again

	AskAll bool // leads may be supposed to answer anything

	Accounts *scoring.AccountOptions // nil: nobody looks at accounts

	Progress bool // show how far the reading is
	Record   bool // count what the record of the run needs
}

// openList opens a lead list for scoring; the caller closes it.
func (e env) openList(ctx context.Context, o common, r *rules, lo listOptions) (*list, error) {
	l := &list{listFile: listFile{name: lo.Leads, input: lo.Input, ours: oursOf(r.book, lo.Prefix), again: lo.again, watched: lo.Progress}, rules: r, began: e.now()}
	if lo.Record {
		l.digest, l.places = sha256.New(), len(r.book.Stages)+1
	}
	said, err := e.readAnswersFor(ctx, o, r, lo.Answers)
	if err != nil {
		return nil, err
	}
	if err := e.logs(ctx, o, r, l, &lo, said); err != nil {
		return nil, err
	}
	if err := l.open(ctx, e, o); err != nil {
		return nil, err
	}
	if err := l.compile(e, o, lo, said); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

// logs reads the logs that are given for the list, which lie beside its leads.
func (e env) logs(ctx context.Context, o common, r *rules, l *list, lo *listOptions, said []answers.Answer) (err error) {
	l.logged, err = e.readLogs(ctx, o, r, lo, func(once *list) error {
		quiet := o
		quiet.Quiet = true
		return once.compile(e, quiet, *lo, said)
	})
	if err != nil || l.logged == nil {
		return err
	}
	l.again = lo.again
	return l.logged.read(ctx, e, o, lo.Input, lo.Logs)
}

// open opens the list, and tells what was chosen by looking at it.
func (l *list) open(ctx context.Context, e env, o common) error {
	if err := l.openUntold(ctx, e, o); err != nil {
		return err
	}
	l.tellChoices(e, o)
	return nil
}

func (l *list) tellChoices(e env, o common) {
	for _, choice := range l.reader.Head().Guessed(l.texts().Language()) {
		e.note(o, "%s: %s", l.name, choice)
	}
}

func (l *list) openUntold(ctx context.Context, e env, o common) error {
	l.known.Most = int(l.input.Limits.keys)
	l.naming = l.rules.naming()
	return l.listFile.open(ctx, e, o)
}

// compile finds the user's columns and compiles the rulebook for them.
func (l *list) compile(e env, o common, lo listOptions, said []answers.Answer) (err error) {
	ours := l.ours
	ours.Replace = lo.Replace
	for _, c := range lo.Columns {
		ours.Names = append(ours.Names, lo.Prefix+c.Name)
	}
	if l.layout, err = leads.NewLayout(l.reader.Head(), ours); err != nil {
		return l.place(err)
	}
	l.asOf = e.today(o, l.rules.book)
	options := scoring.Options{AsOf: l.asOf, Reasons: lo.Reasons, Source: l.rules.provenance(), Accounts: lo.Accounts}
	book := e.newBook(o, l.rules.book, said, l.asOf, lo.AskAll)
	if book != nil {
		options.Answered = book.Subjects()
	}
	options.Logged = l.logged.fields()
	engine, err := scoring.Compile(l.rules.book, l.layout.Header(), options)
	if err != nil {
		return err
	}
	l.besides = e.newBesides(l.texts(), o, engine, book, l.asOf)
	l.engine, l.scorer, l.keyed = engine, engine.NewScorer(), engine.KeyName() != ""
	l.keyColumns = l.layout.Columns(engine.KeyColumns())
	l.tally = newTally(engine)
	l.loggedBeside = l.logged.beside(engine)
	return nil
}

// take takes in what is to be told of the leads of a part of the list.
func (l *list) take(t *tally) {
	l.tally.add(t)
	l.progress.add(t.scored)
	l.known.AddAll(t.keys, &l.repeated)
}

// defaultPrefix is that of our columns.
const defaultPrefix = "lead_"

// oursOf names the columns by which those of an earlier run are known.
func oursOf(book *rulebook.Rulebook, prefix string) leads.Ours {
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
	ours := leads.Ours{Mark: prefix + "score_low", Prefix: prefix}
	for _, name := range scoring.ColumnNames() {
		if name == "reasons" {
			ours.Earlier = append(ours.Earlier, named)
		}
		ours.Earlier = append(ours.Earlier, []string{prefix + name})
	}
	return ours
}
