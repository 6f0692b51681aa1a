package leadlist

import (
	"context"
	"io"

	"leadscore/cmd/internal/answers"
	"leadscore/cmd/internal/beside"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/rulefile"
	"leadscore/internal/files"
	"leadscore/leads"
)

// readLogs reads the logs that are given for a list: the list's leads first, which are read
// again when they are scored, then the events.
func readLogs(ctx context.Context, e console.Env, o console.Common, r *rulefile.Rules, lo *Options, ready func(*List) error) (*beside.Logs, error) {
	g, err := beside.NewLogged(r, lo.Logs, rulefile.Today(e, console.Common{AsOf: o.AsOf, Quiet: true}, r.Book), lo.Keep)
	if g == nil || err != nil {
		return nil, err
	}
	if err := Keep(ctx, e, lo); err != nil {
		return nil, err
	}
	o.Quiet = true
	once := *lo
	once.Logs, once.Progress, once.Record = nil, false, false
	l := &List{File: listfile.File{Name: lo.Leads, Input: lo.Input, Ours: OursOf(r.Book, lo.Prefix), Again: lo.again}, Rules: r, Logged: g}
	if err := l.Open(ctx, e, o); err != nil {
		return nil, err
	}
	defer l.Close()
	if err := ready(l); err != nil {
		return nil, err
	}
	if err := l.tellLeads(lo.Wanted); err != nil {
		return nil, err
	}
	return g, nil
}

// Keep keeps a list that can be read only once in a temporary file.
func Keep(ctx context.Context, e console.Env, lo *Options) error {
	if lo.again != nil {
		return nil
	}
	in, name := e.In, "standard input"
	if lo.Leads != "" && lo.Leads != "-" {
		file, err := files.Open(lo.Leads)
		if err != nil {
			return exit.Cannot("read", err)
		}
		defer file.Close()
		if _, isFile := console.Regular(file); isFile {
			return nil
		}
		in, name = file, lo.Leads
	}
	kept, err := listfile.Keep(ctx, in, name)
	lo.again = kept
	return err
}

// tellLeads tells the logs which leads there are.
func (l *List) tellLeads(wanted func(*List, *leads.Record) bool) error {
	b := l.Logged.Beside(l.Engine)
	for {
		rec, err := l.Reader.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return l.PlaceDamage(err)
		case !rec.IsLead():
			continue
		}
		l.Visible = l.Layout.Visible(l.Visible, rec.Cells)
		if l.Answers != nil {
			l.Visible = l.Answers.Lay(l.Scorer.Key(l.Visible), l.Visible)
		}
		is := wanted == nil || wanted(l, rec)
		for i, log := range b.Logs {
			log.AddLead(l.Scorer.Cell(b.Joins[i], l.Visible), is)
		}
	}
}

// tellLogs tells what became of the events, and which logs of the rulebook were not given.
func (l *List) tellLogs(e console.Env, o console.Common) {
	l.Logged.Tell(e, o, l.AsOf)
	beside.TellLogsNotGiven(e, o, l.Rules.Book, l.Logged)
}

// logs reads the logs that are given for the list, which lie beside its leads.
func logs(ctx context.Context, e console.Env, o console.Common, r *rulefile.Rules, l *List, lo *Options, said []answers.Answer) (err error) {
	l.Logged, err = readLogs(ctx, e, o, r, lo, func(once *List) error {
		quiet := o
		quiet.Quiet = true
		return once.compile(e, quiet, *lo, said)
	})
	if err != nil || l.Logged == nil {
		return err
	}
	l.Again = lo.again
	return l.Logged.Read(ctx, e, o, lo.Input, lo.Logs)
}
