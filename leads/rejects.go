package leads

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"leadscore/internal/files"
	"leadscore/rulebook"
)

// Rejects keeps the rows of a list that could not be used, in two files. One has the
// header and the rows as they stood, to be mended and read again; the other, with
// ".reasons.csv" added to its name, is a table of Reasons. They are made when there
// is a row for them, and otherwise only to replace those of an earlier run.
type Rejects struct {
	files   *files.Outputs
	path    string
	head    *Head
	told    rulebook.Language // of the reasons
	mu      sync.Mutex        // of opening and aborting
	aborted bool
	rows    *output
	buf     []byte
	reasons *output
	table   *TableWriter[Reason]
	count   int
}

// Reason is why a row was rejected: a row of the table beside the rejects.
type Reason struct {
	Line     Int    `csv:"line"`   // in the list that was read
	Column   Int    `csv:"column"` // in characters of that line
	Reason   string `csv:"reason"`
	Expected string `csv:"expected"`
}

// ReasonsPath gives the name of the table of reasons beside a rejects file.
func ReasonsPath(rejects string) string { return rejects + ".reasons.csv" }

// NewRejects prepares the rejects of a list, as two of the files that the program
// writes, with the reasons in a language; nothing is written yet.
func NewRejects(files *files.Outputs, path string, head *Head, told rulebook.Language) *Rejects {
	return &Rejects{files: files, path: path, head: head, told: told}
}

// Count gives the number of rows rejected.
func (r *Rejects) Count() int { return r.count }

// Add keeps a record that has a fault.
func (r *Rejects) Add(rec *Record) error {
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
	return r.table.Write(Reason{Int(rec.Fault.Line), Int(rec.Fault.Column), message, want})
}

// open begins the files, once.
func (r *Rejects) open() (err error) {
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
	r.table = NewTableWriter[Reason](r.reasons)
	_, err = r.rows.Write(r.head.AppendRaw(nil))
	return err
}

// Commit puts the files in their places.
func (r *Rejects) Commit() error {
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
func (r *Rejects) Abort() {
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
