package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash"
	"io"

	"leadscore/frameworks"
	"leadscore/leads"
	"leadscore/match"
	"leadscore/scoring"
)

// list is a lead list that is being read, and the rulebook compiled for it.
type list struct {
	name   string // for messages
	input  inputOptions
	file   io.Closer
	reader *leads.Reader
	layout *leads.Layout
	rules  *rules
	engine *scoring.Engine
	scorer *scoring.Scorer

	digest     hash.Hash // of the list's bytes; nil: nobody asks
	asOf       match.Day
	visible    []string // the cells of a record that rules may see
	scored     int
	unreadable []unreadable // by field
	firstFault *leads.Fault
	keys       leads.Keys
	repeated   leads.Tally // leads whose key an earlier lead has
}

// unreadable counts the cells of a field that are not of its type.
type unreadable struct {
	count int
	line  int    // of the first
	cell  string // the first
}

// listOptions say how a list is opened.
type listOptions struct {
	Leads   string // the list's file; "" or "-": stdin
	Input   inputOptions
	Reasons int // lines named in the reasons; 0: the default, below 0: none

	Prefix  string           // of our columns, an earlier run's too
	Columns []scoring.Column // those written among the user's; nil: none
	Replace bool             // give up columns that are called as ours
}

// openList opens a lead list for scoring; the caller closes it.
func (e env) openList(ctx context.Context, o common, r *rules, lo listOptions) (*list, error) {
	l := &list{name: lo.Leads, input: lo.Input, rules: r}
	if err := l.open(ctx, e, o); err != nil {
		return nil, err
	}
	if err := l.compile(e, o, lo); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

// Close closes the list's file.
func (l *list) Close() { l.file.Close() }

func (l *list) open(ctx context.Context, e env, o common) error {
	in := e.in
	l.file = io.NopCloser(nil)
	if l.name == "" || l.name == "-" {
		l.name = "standard input"
		if _, person := terminal(e.in); person {
			e.note(o, "reading the lead list from the terminal")
		}
	} else {
		file, err := leads.Open(l.name)
		if err != nil {
			return &ioError{"read", err}
		}
		in, l.file = file, file
	}
	if l.digest != nil {
		in = io.TeeReader(in, l.digest)
	}
	reader, err := leads.NewReader(&source{ctx: ctx, r: in, name: l.name}, l.input.read())
	if err != nil {
		l.Close()
		return l.place(err)
	}
	if looksLikeRules(l.name, reader.Header()) {
		l.Close()
		return fmt.Errorf("%s looks like a rulebook, not like a lead list. give the rulebook with --rules, and the list as the argument", l.name)
	}
	l.reader = reader
	for _, guess := range reader.Head().Guessed {
		e.note(o, "%s: %s", l.name, guess)
	}
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
	}
	return fmt.Errorf("%s: %w", l.name, err)
}

// compile finds the user's columns and compiles the rulebook for them.
func (l *list) compile(e env, o common, lo listOptions) (err error) {
	ours := oursOf(l.rules.book, lo.Prefix)
	ours.Replace = lo.Replace
	for _, c := range lo.Columns {
		ours.Names = append(ours.Names, lo.Prefix+c.Name)
	}
	if l.layout, err = leads.NewLayout(l.reader.Head(), ours); err != nil {
		return l.place(err)
	}
	l.asOf = e.today(o, l.rules.book)
	engine, problems := scoring.Compile(l.rules.book, l.layout.Header(), scoring.Options{AsOf: l.asOf, Reasons: lo.Reasons})
	if len(problems) > 0 {
		return l.rules.problems(problems)
	}
	l.engine, l.scorer = engine, engine.NewScorer()
	l.unreadable = make([]unreadable, len(engine.Fields()))
	return nil
}

// score scores a record that has cells, and counts what cannot be read in it.
func (l *list) score(rec *leads.Record) *scoring.Result {
	result := l.rescore(rec)
	l.scored++
	for _, field := range result.Unreadable {
		u := &l.unreadable[field]
		if u.count++; u.count == 1 {
			u.line, u.cell = rec.Line, l.scorer.Cell(field, l.visible)
		}
	}
	l.countKey(rec.Line)
	return result
}

// countKey counts the lead on a line if its key has come before, and tells where.
func (l *list) countKey(line int) (key string, first int, again bool) {
	if l.engine.KeyName() == "" {
		return "", 0, false
	}
	key = l.scorer.Key(l.visible)
	folded := match.Fold(key)
	if folded == "" {
		return "", 0, false
	}
	if first, again = l.keys.Add(folded, line); again {
		l.repeated.Add(1, line)
	}
	return key, first, again
}

// rescore scores a record once more.
func (l *list) rescore(rec *leads.Record) *scoring.Result {
	l.visible = l.layout.Visible(l.visible, rec.Cells)
	return l.scorer.Score(l.visible)
}

// next gives the next lead that can be scored, io.EOF at the end.
func (l *list) next() (*leads.Record, error) {
	for {
		rec, err := l.reader.Next()
		switch {
		case err == io.EOF:
			return nil, cmp.Or(l.tooManyRejects(true), err)
		case err != nil || rec.IsLead():
			return rec, err
		case rec.Fault != nil:
			l.reject(rec)
			if err := l.tooManyRejects(false); err != nil {
				return nil, err
			}
		}
	}
}

// reject keeps in mind which row was the first that cannot be read.
func (l *list) reject(rec *leads.Record) {
	if l.firstFault == nil {
		l.firstFault = rec.Fault
	}
}

// tooManyRejects is the error of more rows that cannot be read than are allowed.
func (l *list) tooManyRejects(atEnd bool) error {
	if err := l.input.MaxRejects.check(l.reader.Counts(), atEnd); err != nil {
		return l.place(err)
	}
	return nil
}

// defaultPrefix is that of our columns.
const defaultPrefix = "lead_"

// oursOf names the columns by which those of an earlier run are known.
func oursOf(book *scoring.Rulebook, prefix string) leads.Ours {
	var named []string
	for _, g := range book.Groups {
		named = append(named, prefix+scoring.ColumnName(g.Name))
	}
	for _, f := range book.Frameworks {
		named = append(named, prefix+scoring.ColumnName(f.Name))
	}
	for _, d := range frameworks.All() {
		named = append(named, prefix+scoring.ColumnName(d.Name))
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
