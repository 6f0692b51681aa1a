package beside

import (
	"cmp"
	"context"
	"path/filepath"
	"runtime"

	"leadscore/activity"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/listfile"
	"leadscore/internal/files"
	"leadscore/leads"
	"leadscore/scoring"
)

// Read reads the files, once the logs know the leads.
func (g *Logs) Read(ctx context.Context, e console.Env, o console.Common, in listfile.InputOptions, given []LogFile) error {
	for _, l := range g.Book.Logs() {
		l.Begin()
	}
	for _, file := range given {
		if err := g.readFile(ctx, e, o, in, file); err != nil {
			return err
		}
	}
	for _, l := range g.Book.Logs() {
		l.End()
	}
	return nil
}

// readFile reads a file of a log.
func (g *Logs) readFile(ctx context.Context, e console.Env, o console.Common, in listfile.InputOptions, file LogFile) error {
	f, err := files.Open(file.Path)
	if err != nil {
		return exit.Cannot("read", err)
	}
	defer f.Close()
	read := readLog{Log: g.Book.Log(file.Name), Name: file.Path}
	size, isFile := console.Regular(f)
	src := &console.Source{Ctx: ctx, From: f, File: f, Name: file.Path, Prompt: isFile, Size: size}
	var ro leads.ReadOptions
	in.Limits.Apply(&ro)
	l := &listfile.File{Name: file.Path, Input: listfile.InputOptions{AllowPartial: in.AllowPartial}, Source: src}
	if l.Reader, err = leads.NewReader(src, ro); err != nil {
		return l.Place(err)
	}
	defer l.Reader.Close()
	events, err := read.Log.Open(filepath.Base(file.Path), l.Reader.Header())
	if err != nil {
		return err
	}
	for _, guess := range l.Reader.Head().Guessed(g.texts.Language()) {
		e.Note(o, "%s: %s", file.Path, guess)
	}
	read.notes = events.Notes(g.texts.Language())
	before := read.Log.Counts.Events
	if err := read.readEvents(l, events); err != nil {
		return err
	}
	read.counts, read.events = l.Reader.Counts(), read.Log.Counts.Events-before
	g.Files = append(g.Files, read)
	return l.Partial()
}

// eventPart is what came of a part of a log.
type eventPart struct {
	batch    activity.Batch
	fault    *leads.Fault // the first
	rejected leads.Tally
}

// readEvents reads the events of a file.
func (read *readLog) readEvents(l *listfile.File, events *activity.File) error {
	l.Reader.Want(events.Needs())
	newWorker := func() func(*leads.Part, *eventPart) {
		judge := events.NewJudge()
		return func(part *leads.Part, into *eventPart) {
			into.batch.Reset()
			into.fault, into.rejected = nil, leads.Tally{}
			for into.addRows(part, judge) || into.addNext(part, judge) {
			}
		}
	}
	return listfile.ReadParts(l, runtime.GOMAXPROCS(0), newWorker, func(part *eventPart) error {
		read.Log.Take(&part.batch)
		read.fault = cmp.Or(read.fault, part.fault)
		if part.rejected.Count > 0 {
			read.Rejected.Add(part.rejected.Count, part.rejected.FirstLine)
		}
		return nil
	})
}

// addRows takes the next events of a part at once; false where they must be taken one by one.
func (p *eventPart) addRows(part *leads.Part, judge *activity.Judge) bool {
	rows := part.Batch(scoring.MostRows)
	if rows == nil {
		return false
	}
	judge.Rows(&scoring.Table{Text: rows.Text, Ends: rows.Ends, Width: rows.Width, Rows: rows.Rows})
	for rec := rows.Next(); rec != nil; rec = rows.Next() {
		rows.Fill()
		judge.Add(rec.Line, rec.Cells, &p.batch)
	}
	judge.Alone()
	return true
}

// addNext takes the next row of a part; false at its end.
func (p *eventPart) addNext(part *leads.Part, judge *activity.Judge) bool {
	rec, more := part.Next()
	switch {
	case !more:
		return false
	case rec.IsLead():
		judge.Add(rec.Line, rec.Cells, &p.batch)
	case rec.Fault != nil:
		p.reject(rec)
	}
	return true
}

func (p *eventPart) reject(rec *leads.Record) {
	if p.fault == nil {
		fault := *rec.Clone().Fault
		p.fault = &fault
	}
	if !rec.Fault.Rest {
		p.rejected.Add(1, rec.Line)
	}
}
