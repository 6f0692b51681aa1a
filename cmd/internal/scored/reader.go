// Package scored reads what the commands score and rank have written, CSV or JSON
// lines, as leads with a key and our cells.
package scored

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"leadscore/internal/spreadsheet"
	"leadscore/leads"
	"leadscore/leads/compress"
	"leadscore/match/fold"
)

// Options say what is looked for in a scored list.
type Options struct {
	Keys    []string          // headers of cells that may name the leads, the best first; none: the first of the user's columns
	Prefix  string            // of our columns in a CSV
	Columns []string          // ours that are wanted, without prefix
	Headers map[string]string // other headers under which columns of ours may stand; nil: none
	Blank   string            // what stands for an empty cell beside nothing, such as #N/A; "": nothing
}

// Lead is one lead of a scored list. A Reader uses it again.
type Lead struct {
	Line   int
	Key    string   // as it stands in the list
	Cells  []string // of the columns wanted, as they were before they were made safe for spreadsheets; "" where the list has no such column
	Theirs []string // the user's cells, by Reader.Theirs
}

// Reader reads a scored list.
type Reader struct {
	name   string
	opt    Options
	lead   Lead
	source source
	theirs []string
	key    string // the header of the cells that name the leads
	found  []bool
	faults int
}

// source gives the leads of one format.
type source interface {
	// next fills in a lead; io.EOF at the end.
	next(lead *Lead) error
}

// NewReader reads the beginning of a scored list; name is the file's in errors. An error
// says what is missing.
func NewReader(in io.Reader, name string, opt Options) (*Reader, error) {
	plain, _, err := compress.NewReader(in, compress.Limits{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	buffered := bufio.NewReaderSize(plain, 1<<16)
	r := &Reader{name: name, opt: opt, found: make([]bool, len(opt.Columns))}
	begin, _ := buffered.Peek(4096)
	if bytes.HasPrefix(bytes.TrimLeft(begin, "\ufeff \t\r\n"), []byte("{")) {
		err = r.openJSON(buffered)
	} else {
		err = r.openCSV(buffered)
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

// Theirs gives the headers of the user's columns.
func (r *Reader) Theirs() []string { return r.theirs }

// Has tells whether the list has a column of those wanted.
func (r *Reader) Has(name string) bool {
	i := slices.Index(r.opt.Columns, name)
	return i >= 0 && r.found[i]
}

// Missing lists the columns wanted that the list does not have.
func (r *Reader) Missing() []string {
	var names []string
	for i, name := range r.opt.Columns {
		if !r.found[i] {
			names = append(names, name)
		}
	}
	return names
}

// Faults counts the rows that cannot be read.
func (r *Reader) Faults() int { return r.faults }

// Next gives the next lead; io.EOF at the end. The lead is valid until the next call.
func (r *Reader) Next() (*Lead, error) {
	if err := r.source.next(&r.lead); err != nil {
		if err != io.EOF {
			err = fmt.Errorf("%s: %w", r.name, err)
		}
		return nil, err
	}
	for i, text := range r.lead.Cells {
		if r.opt.Blank != "" && text == r.opt.Blank {
			r.lead.Cells[i] = ""
		}
	}
	return &r.lead, nil
}

// csvSource reads leads as score writes them.
type csvSource struct {
	of      *Reader
	list    *leads.Reader
	key     int
	columns []int // of ours; -1: none
	theirs  []int
}

func (r *Reader) openCSV(in io.Reader) error {
	list, err := leads.NewReader(in, leads.ReadOptions{})
	if err != nil {
		return fmt.Errorf("%s: %w", r.name, err)
	}
	header := list.Header()
	s := &csvSource{of: r, list: list, columns: make([]int, len(r.opt.Columns))}
	ours := map[int]bool{}
	for i, name := range r.opt.Columns {
		s.columns[i] = r.columnOf(header, name)
		if r.found[i] = s.columns[i] >= 0; r.found[i] {
			ours[s.columns[i]] = true
		}
	}
	for i, name := range header {
		if !ours[i] {
			s.theirs, r.theirs = append(s.theirs, i), append(r.theirs, name)
		}
	}
	if s.key, err = r.keyIn(header, ours); err != nil {
		return err
	}
	r.source = s
	r.lead.Cells = make([]string, len(s.columns))
	r.lead.Theirs = make([]string, len(s.theirs))
	return nil
}

// columnOf finds the column of ours with a name.
func (r *Reader) columnOf(header []string, name string) int {
	if other, is := r.opt.Headers[name]; is {
		if i := slices.Index(header, other); i >= 0 {
			return i
		}
	}
	return slices.Index(header, r.opt.Prefix+name)
}

// keyIn finds the column of the key among headers; not is those of ours.
func (r *Reader) keyIn(header []string, not map[int]bool) (int, error) {
	keys := r.opt.Keys
	if own := r.opt.Headers[KeyColumn]; own != "" {
		keys = slices.Insert(slices.Clone(keys), 0, own)
	}
	if len(keys) == 0 && len(r.theirs) > 0 {
		keys = r.theirs[:1]
	}
	for _, name := range keys {
		is := func(h string) bool { return fold.Text(h) == fold.Text(name) }
		if i := slices.IndexFunc(header, is); i >= 0 && !not[i] {
			r.key = header[i]
			return i, nil
		}
	}
	if len(keys) == 0 {
		return 0, fmt.Errorf("%s: it has no column by which leads are known", r.name)
	}
	return 0, fmt.Errorf("%s: there is no column %q, by which leads are known. its columns are: %s", r.name, keys[len(keys)-1], strings.Join(r.theirs, ", "))
}

// Key gives the header of the cells that name the leads.
func (r *Reader) Key() string { return r.key }

// KeyColumn is how Options.Headers call the column of the key.
const KeyColumn = "key"

func (s *csvSource) next(lead *Lead) error {
	for {
		rec, err := s.list.Next()
		if err == io.EOF {
			if counts := s.list.Counts(); counts.CutShort() > 0 {
				return &leads.CutShortError{Line: counts.CutShort()}
			}
		}
		if err != nil {
			return err
		}
		if rec.Fault != nil && !rec.Fault.Rest {
			s.of.faults++
		}
		if !rec.IsLead() {
			continue
		}
		lead.Line, lead.Key = rec.Line, spreadsheet.Unguard(rec.Cells[s.key])
		for i, column := range s.columns {
			if lead.Cells[i] = ""; column >= 0 {
				lead.Cells[i] = spreadsheet.Unguard(rec.Cells[column])
			}
		}
		for i, column := range s.theirs {
			lead.Theirs[i] = rec.Cells[column]
		}
		return nil
	}
}

// errNoObject is a line of JSON lines that is no lead.
var errNoObject = errors.New("this is no lead as score --format jsonl writes it")
