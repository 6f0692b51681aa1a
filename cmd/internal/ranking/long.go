package ranking

import (
	"strings"
	"sync"

	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/internal/files"
	"leadscore/leads"
)

// longRows keeps the cells of the best leads whose rows are long in a temporary file: a few
// thousand rows of megabytes are more than memory holds. Its first error is told at the end.
type longRows struct {
	mu   sync.Mutex // of what follows
	file *files.Scratch
	end  int64
	err  error
}

// longRow is how many bytes the cells of a row have that goes into the file.
const longRow = 64 << 10

// farCells says where the cells of a record are in the file.
type farCells struct {
	at    int64
	sizes []int // in bytes
}

func (f *farCells) size() (n int64) {
	for _, size := range f.sizes {
		n += int64(size)
	}
	return n
}

// keep copies the lead that a worker has scored last, to be read later; without longRows all
// of it into memory.
func (l *longRows) keep(of *leadlist.Worker, lead Lead) Lead {
	rec := of.Clone(lead.Record)
	if l == nil {
		lead.Record = rec
		return lead
	}
	far := &farCells{}
	for _, cell := range rec.Cells {
		far.sizes = append(far.sizes, len(cell))
	}
	if far.size() >= longRow {
		far.at = l.write(strings.Join(rec.Cells, ""))
		rec.Raw, rec.Cells = nil, nil
		lead.far = far
	}
	lead.Record = rec
	return lead
}

// write appends to the file.
func (l *longRows) write(text string) (at int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil && l.err == nil {
		l.file, l.err = files.NewScratch()
	}
	at = l.end
	if l.err == nil {
		l.end += int64(len(text))
		_, l.err = l.file.WriteAt([]byte(text), at)
	}
	return at
}

// record gives a lead's record with its cells; none after an error.
func (l *longRows) record(lead Lead) *leads.Record {
	if lead.far == nil {
		return lead.Record
	}
	all, rec := make([]byte, lead.far.size()), *lead.Record
	if l.err == nil {
		_, l.err = l.file.ReadAt(all, lead.far.at)
	}
	rest := string(all)
	for _, size := range lead.far.sizes {
		rec.Cells = append(rec.Cells, rest[:size])
		rest = rest[size:]
	}
	return &rec
}

// failed gives the first error.
func (l *longRows) failed() error {
	if l.err == nil {
		return nil
	}
	return exit.Cannot("write", l.err)
}

// Close removes the file.
func (l *longRows) Close() {
	if l.file != nil {
		l.file.Close()
	}
}
