package cmd

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"

	"leadscore/activity"
	"leadscore/cmd/internal/answers"
	"leadscore/frameworks"
	"leadscore/internal/files"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/leads/workbook"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// list is a lead list that is being read, and the rulebook compiled for it.
type list struct {
	name   string // for messages
	input  inputOptions
	ours   leads.Ours // columns that an earlier run may have written
	file   io.Closer
	source *source
	reader *leads.Reader
	rules  *rules      // nil: the list is read to learn from it
	told   texts.Texts // with rules nil: what is told of its leads
	lane
	tally

	began    time.Time
	watched  bool // show progress
	progress *progress

	again  *keptList // read in place of the list's file; nil: that is read
	logged *logged   // what is logged about the leads; nil: nothing

	digest     hash.Hash // of the list's bytes; nil: nobody asks
	asOf       calendar.Day
	rejected   leads.Tally
	firstFault *leads.Fault
	known      leads.Keys  // keys of leads
	repeated   leads.Tally // leads whose key an earlier lead has
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
	l := &list{name: lo.Leads, input: lo.Input, ours: oursOf(r.book, lo.Prefix), rules: r, again: lo.again, watched: lo.Progress, began: e.now()}
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

// Close closes the list's file.
func (l *list) Close() {
	l.progress.end()
	l.file.Close()
	if l.reader != nil {
		l.reader.Close()
	}
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
	in := e.in
	l.file = io.NopCloser(nil)
	if l.again != nil {
		if l.name == "" || l.name == "-" {
			l.name = "standard input"
		}
		in = io.NewSectionReader(l.again, 0, l.again.size)
	} else if l.name == "" || l.name == "-" {
		l.name = "standard input"
		if _, person := terminal(e.in); person {
			e.note(o, "reading the lead list from the terminal")
		}
	} else {
		file, err := files.Open(l.name)
		if err != nil {
			return &ioError{"read", err}
		}
		in, l.file = file, file
	}
	size, isFile := regular(in)
	if l.watched {
		l.progress = e.newProgress(o, size)
	}
	l.known.Most = int(l.input.Limits.keys)
	read := l.input.read(l.ours)
	read.Naming = l.rules.naming()
	l.source = &source{ctx: ctx, r: in, file: in, name: l.name, prompt: isFile, size: size}
	if l.digest != nil {
		l.source.r = io.TeeReader(in, l.digest)
	}
	reader, err := leads.NewReader(l.progress.reader(l.source), read)
	if err != nil {
		l.Close()
		return l.place(err)
	}
	if looksLikeRules(l.name, reader.Header()) {
		l.Close()
		return fmt.Errorf("%s looks like a rulebook, not like a lead list. give the rulebook with --rules, and the list as the argument", l.name)
	}
	l.reader = reader
	return nil
}

// place puts the list's name before an error in it.
func (l *list) place(err error) error {
	fault, isFault := errors.AsType[*leads.Fault](err)
	switch {
	case isFault:
		return fmt.Errorf("%s:%w", l.name, fault)
	case isA[*ioError](err), errors.Is(err, context.Canceled):
		return err
	case isA[*workbook.NoSheetError](err):
		return usagef("--sheet: %s: %w", l.name, err)
	case errors.Is(err, leads.ErrNoSheets), errors.Is(err, leads.ErrNoText):
		return usagef("%s: %w", l.name, err)
	case errors.Is(err, leads.ErrDamaged), workbook.Damaged(err):
		return &ioError{"read all of", fmt.Errorf("%s: %w. copy or export it again", l.name, err)}
	}
	return fmt.Errorf("%s: %w", l.name, err)
}

// placeDamage is place for an error that comes of reading on, which may be any other
// too, with its place already.
func (l *list) placeDamage(err error) error {
	if errors.Is(err, leads.ErrDamaged) || errors.Is(err, leads.ErrExpands) || workbook.Damaged(err) {
		return l.place(err)
	}
	return err
}

// readParts reads a list in parts, see leads.ReadParts.
func readParts[T any](l *list, workers int, newWorker func() func(*leads.Part, *T), done func(*T) error) error {
	return l.placeDamage(leads.ReadParts(l.reader, workers, newWorker, done))
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

// reject counts a row that cannot be read, and keeps in mind which was the first.
func (l *list) reject(rec *leads.Record) {
	if l.firstFault == nil {
		l.firstFault = rec.Fault
	}
	if !rec.Fault.Rest {
		l.rejected.Add(1, rec.Line)
	}
}

// complete is the error of a list that has been read to its end, if it is not to be
// trusted: too many rows that cannot be read, or not the whole list.
func (l *list) complete() error {
	return cmp.Or(l.tooManyRejects(true), l.allRejected(), l.partial())
}

// allRejected is the error of a list of which no row can be read.
func (l *list) allRejected() error {
	if c := l.reader.Counts(); c.Rejected.Count > 0 && c.Rejected.Count == c.Rows {
		return l.place(&rejectsError{rejected: c.Rejected})
	}
	return nil
}

// partial is the error of a list that seems to be a part of one.
func (l *list) partial() error {
	if l.input.AllowPartial {
		return nil
	}
	c := l.reader.Counts()
	if line := c.CutShort(); line > 0 {
		return &ioError{"read all of", fmt.Errorf("%s: it ends within the row on line %d. get the whole file, or take it as it is with --allow-partial", l.name, line)}
	}
	return l.source.changed()
}

// tooManyRejects is the error of more rows that cannot be read than are allowed.
func (l *list) tooManyRejects(atEnd bool) error {
	if err := l.input.MaxRejects.check(l.rejected, l.reader.Counts().Rows, atEnd); err != nil {
		return l.place(err)
	}
	return nil
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
