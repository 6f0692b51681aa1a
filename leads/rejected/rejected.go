// Package rejected keeps the rows of a list that could not be used, to be mended and read again.
package rejected

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"leadscore/internal/files"
	"leadscore/leads"
	"leadscore/leads/typed"
	"leadscore/rulebook"
)

// Rows keeps the rows of a list that could not be used, in two files. One has the
// header and the rows as they stood, to be mended and read again; the other, with
// ".reasons.csv" added to its name, is a table of Reasons. They are made when there
// is a row for them, and otherwise only to replace those of an earlier run.
type Rows struct {
	files   *files.Outputs
	path    string
	head    *leads.Head
	told    rulebook.Language // of the reasons
	mu      sync.Mutex        // of opening and aborting
	aborted bool
	rows    *output
	buf     []byte
	reasons *output
	table   *typed.Writer[Reason]
	count   int
}

// Reason is why a row was rejected: a row of the table beside the rejects.
type Reason struct {
	Line     typed.Int `csv:"line"`   // in the list that was read
	Column   typed.Int `csv:"column"` // in characters of that line
	Reason   string    `csv:"reason"`
	Expected string    `csv:"expected"`
}

// ReasonsPath gives the name of the table of reasons beside a rejects file.
func ReasonsPath(rejects string) string { return rejects + ".reasons.csv" }

// New prepares the rejects of a list, as two of the files that the program
// writes, with the reasons in a language; nothing is written yet.
func New(files *files.Outputs, path string, head *leads.Head, told rulebook.Language) *Rows {
	return &Rows{files: files, path: path, head: head, told: told}
}

// Count gives the number of rows rejected.
func (r *Rows) Count() int { return r.count }

// Add keeps a record that has a fault.
func (r *Rows) Add(rec *leads.Record) error {
	if err := r.open(); err != nil {
		return err
	}
	r.buf = rec.AppendRaw(r.buf[:0])
	if _, err := r.rows.Write(r.buf); err != nil {
		return err
	}
	if rec.Fault.Rest {
		return nil
	}
	r.count++
	message, want := rec.Fault.In(r.told)
	return r.table.Write(Reason{typed.Int(rec.Fault.Line), typed.Int(rec.Fault.Column), message, want})
}

// open begins the files, once.
func (r *Rows) open() (err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.aborted {
		return fmt.Errorf("%s: %w", r.path, fs.ErrClosed)
	} else if r.table != nil {
		return nil
	}
	if r.rows, err = create(r.files, r.path); err != nil {
		return err
	}
	if r.reasons, err = create(r.files, ReasonsPath(r.path)); err != nil {
		return err
	}
	r.table = typed.NewWriter[Reason](r.reasons)
	_, err = r.rows.Write(r.head.AppendRaw(nil))
	return err
}

// Commit puts the files in their places.
func (r *Rows) Commit() error {
	if r.table == nil {
		if _, err := os.Stat(r.path); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err := r.open(); err != nil {
			return err
		}
	}
	if err := r.table.Close(); err != nil {
		return err
	}
	if err := r.rows.Commit(); err != nil {
		return err
	}
	return r.reasons.Commit()
}

// Abort gives the files up; after Commit it does nothing. Like File.Abort it may be
// called by a signal handler.
func (r *Rows) Abort() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.aborted = true
	for _, o := range []*output{r.rows, r.reasons} {
		if o != nil {
			o.file.Abort()
		}
	}
}

// output is a buffered file.
type output struct {
	*bufio.Writer
	file *files.Output
}

func create(files *files.Outputs, path string) (*output, error) {
	file, err := files.Create(path)
	if err != nil {
		return nil, err
	}
	return &output{bufio.NewWriter(file), file}, nil
}

// Commit writes what is buffered and puts the file in its place.
func (o *output) Commit() error {
	if err := o.Flush(); err != nil {
		return err
	}
	return o.file.Commit()
}
