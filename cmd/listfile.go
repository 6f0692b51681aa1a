package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash"
	"io"

	"leadscore/internal/files"
	"leadscore/leads"
	"leadscore/leads/workbook"
)

// listFile is a list as a file that is read, whatever is made of its leads.
type listFile struct {
	name     string // for messages
	input    inputOptions
	ours     leads.Ours               // columns that an earlier run may have written
	naming   func(header string) bool // which columns name a lead
	file     io.Closer
	source   *source
	reader   *leads.Reader
	watched  bool // show progress
	progress *progress
	again    *keptList // read in place of the file; nil: that is read
	digest   hash.Hash // of the list's bytes; nil: nobody asks

	rejected   leads.Tally
	firstFault *leads.Fault
}

// Close closes the list's file.
func (l *listFile) Close() {
	l.progress.end()
	l.file.Close()
	if l.reader != nil {
		l.reader.Close()
	}
}

func (l *listFile) open(ctx context.Context, e env, o common) error {
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
			return cannot("read", err)
		}
		in, l.file = file, file
	}
	size, isFile := regular(in)
	if l.watched {
		l.progress = e.newProgress(o, size)
	}
	read := l.input.read(l.ours)
	read.Naming = l.naming
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
func (l *listFile) place(err error) error {
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
		return cannot("read all of", fmt.Errorf("%s: %w. copy or export it again", l.name, err))
	}
	return fmt.Errorf("%s: %w", l.name, err)
}

// placeDamage is place for an error that comes of reading on, which may be any other
// too, with its place already.
func (l *listFile) placeDamage(err error) error {
	if errors.Is(err, leads.ErrDamaged) || errors.Is(err, leads.ErrExpands) || workbook.Damaged(err) {
		return l.place(err)
	}
	return err
}

// readParts reads a list in parts, see leads.ReadParts.
func readParts[T any](l *listFile, workers int, newWorker func() func(*leads.Part, *T), done func(*T) error) error {
	return l.placeDamage(leads.ReadParts(l.reader, workers, newWorker, done))
}

// reject counts a row that cannot be read, and keeps in mind which was the first.
func (l *listFile) reject(rec *leads.Record) {
	if l.firstFault == nil {
		l.firstFault = rec.Fault
	}
	if !rec.Fault.Rest {
		l.rejected.Add(1, rec.Line)
	}
}

// complete is the error of a list that has been read to its end, if it is not to be
// trusted: too many rows that cannot be read, or not the whole list.
func (l *listFile) complete() error {
	return cmp.Or(l.tooManyRejects(true), l.allRejected(), l.partial())
}

// allRejected is the error of a list of which no row can be read.
func (l *listFile) allRejected() error {
	if c := l.reader.Counts(); c.Rejected.Count > 0 && c.Rejected.Count == c.Rows {
		return l.place(&rejectsError{rejected: c.Rejected})
	}
	return nil
}

// partial is the error of a list that seems to be a part of one.
func (l *listFile) partial() error {
	if l.input.AllowPartial {
		return nil
	}
	c := l.reader.Counts()
	if line := c.CutShort(); line > 0 {
		return cannot("read all of", fmt.Errorf("%s: it ends within the row on line %d. get the whole file, or take it as it is with --allow-partial", l.name, line))
	}
	return l.source.changed()
}

// tooManyRejects is the error of more rows that cannot be read than are allowed.
func (l *listFile) tooManyRejects(atEnd bool) error {
	if err := l.input.MaxRejects.check(l.rejected, l.reader.Counts().Rows, atEnd); err != nil {
		return l.place(err)
	}
	return nil
}
