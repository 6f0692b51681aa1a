// Package listfile opens lists, finds out how they are written, and says of a list that cannot be
// trusted why, whatever is made of its leads.
package listfile

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash"
	"io"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/rulefile"
	"leadscore/internal/files"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/leads/compress"
	"leadscore/leads/workbook"
)

// File is a list as a file that is read, whatever is made of its leads.
type File struct {
	Name     string // for messages
	Input    InputOptions
	Ours     leads.Ours               // columns that an earlier run may have written
	Naming   func(header string) bool // which columns name a lead
	closer   io.Closer
	Source   *console.Source
	Reader   *leads.Reader
	Watched  bool // show progress
	Progress *console.Progress
	Again    *Kept     // read in place of the file; nil: that is read
	Digest   hash.Hash // of the list's bytes; nil: nobody asks

	rejected   leads.Tally
	FirstFault *leads.Fault
}

// Close closes the list's file.
func (l *File) Close() {
	l.Progress.End()
	l.closer.Close()
	if l.Reader != nil {
		l.Reader.Close()
	}
}

// Open opens the file and finds out how it is written; the caller closes it.
func (l *File) Open(ctx context.Context, e console.Env, o console.Common) error {
	in := e.In
	l.closer = io.NopCloser(nil)
	if l.Again != nil {
		if l.Name == "" || l.Name == "-" {
			l.Name = "standard input"
		}
		in = io.NewSectionReader(l.Again, 0, l.Again.size)
	} else if l.Name == "" || l.Name == "-" {
		l.Name = "standard input"
		if _, person := console.Terminal(e.In); person {
			e.Note(o, "reading the lead list from the terminal")
		}
	} else {
		file, err := files.Open(l.Name)
		if err != nil {
			return exit.Cannot("read", err)
		}
		in, l.closer = file, file
	}
	size, isFile := console.Regular(in)
	if l.Watched {
		l.Progress = e.NewProgress(o, size)
	}
	read := l.Input.Read(l.Ours)
	read.Naming = l.Naming
	l.Source = &console.Source{Ctx: ctx, From: in, File: in, Name: l.Name, Prompt: isFile, Size: size}
	if l.Digest != nil {
		l.Source.From = io.TeeReader(in, l.Digest)
	}
	reader, err := leads.NewReader(l.Progress.Reader(l.Source), read)
	if err != nil {
		l.Close()
		return l.Place(err)
	}
	if rulefile.LooksLikeRules(l.Name, reader.Header()) {
		l.Close()
		return rulefile.NoList(l.Name)
	}
	l.Reader = reader
	return nil
}

// Place puts the list's name before an error in it.
func (l *File) Place(err error) error {
	fault, isFault := errors.AsType[*leads.Fault](err)
	switch {
	case isFault:
		return fmt.Errorf("%s:%w", l.Name, fault)
	case exit.IsA[*exit.IOError](err), errors.Is(err, context.Canceled):
		return err
	case exit.IsA[*workbook.NoSheetError](err):
		return exit.Usagef("--sheet: %s: %w", l.Name, err)
	case errors.Is(err, leads.ErrNoSheets), errors.Is(err, leads.ErrNoText):
		return exit.Usagef("%s: %w", l.Name, err)
	case errors.Is(err, compress.ErrDamaged), workbook.Damaged(err):
		return exit.Cannot("read all of", fmt.Errorf("%s: %w. copy or export it again", l.Name, err))
	}
	return fmt.Errorf("%s: %w", l.Name, err)
}

// PlaceDamage is place for an error that comes of reading on, which may be any other
// too, with its place already.
func (l *File) PlaceDamage(err error) error {
	if errors.Is(err, compress.ErrDamaged) || errors.Is(err, compress.ErrExpands) || workbook.Damaged(err) {
		return l.Place(err)
	}
	return err
}

// ReadParts reads a list in parts, see leads.ReadParts.
func ReadParts[T any](l *File, workers int, newWorker func() func(*leads.Part, *T), done func(*T) error) error {
	return l.PlaceDamage(leads.ReadParts(l.Reader, workers, newWorker, done))
}

// Reject counts a row that cannot be read, and keeps in mind which was the first.
func (l *File) Reject(rec *leads.Record) {
	if l.FirstFault == nil {
		l.FirstFault = rec.Fault
	}
	if !rec.Fault.Rest {
		l.rejected.Add(1, rec.Line)
	}
}

// Complete is the error of a list that has been read to its end, if it is not to be
// trusted: too many rows that cannot be read, or not the whole list.
func (l *File) Complete() error {
	return cmp.Or(l.TooManyRejects(true), l.allRejected(), l.Partial())
}

// allRejected is the error of a list of which no row can be read.
func (l *File) allRejected() error {
	if c := l.Reader.Counts(); c.Rejected.Count > 0 && c.Rejected.Count == c.Rows {
		return l.Place(&RejectsError{rejected: c.Rejected})
	}
	return nil
}

// Partial is the error of a list that seems to be a part of one.
func (l *File) Partial() error {
	if l.Input.AllowPartial {
		return nil
	}
	c := l.Reader.Counts()
	if line := c.CutShort(); line > 0 {
		return exit.Cannot("read all of", fmt.Errorf("%s: it ends within the row on line %d. get the whole file, or take it as it is with --allow-partial", l.Name, line))
	}
	return l.Source.Changed()
}

// TooManyRejects is the error of more rows that cannot be read than are allowed.
func (l *File) TooManyRejects(atEnd bool) error {
	if err := l.Input.MaxRejects.check(l.rejected, l.Reader.Counts().Rows, atEnd); err != nil {
		return l.Place(err)
	}
	return nil
}

// FaultText says where a row of a list cannot be read, and why.
func FaultText(in texts.Texts, list string, f *leads.Fault) string {
	message, want := f.In(in.Language())
	return in.Say("%s:%d:%d: %s. %s", list, f.Line, f.Column, message, want)
}
