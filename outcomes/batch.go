package outcomes

import (
	"math"
	"strings"

	"leadscore/outcomes/internal/jobs"
)

// Batch is the cells of leads that follow each other, on their way into a History. Several
// can be filled at the same time. The zero value is empty.
type Batch struct {
	text  strings.Builder
	ends  []int // of each cell in text, lead by lead
	leads int
}

// Add adds the cells of a lead, of which each lead has as many.
func (b *Batch) Add(cells []string) {
	for _, cell := range cells {
		b.text.WriteString(cell)
		b.ends = append(b.ends, b.text.Len())
	}
	b.leads++
}

// Len is the number of leads.
func (b *Batch) Len() int { return b.leads }

// Cells gives the cells of lead i in dst's memory. They are good for as long as anybody
// holds them.
func (b *Batch) Cells(i int, dst []string) []string {
	width := len(b.ends) / b.leads
	dst = dst[:0]
	for c := i * width; c < (i+1)*width; c++ {
		dst = append(dst, b.cell(b.text.String(), c))
	}
	return dst
}

// cell is one of all cells, whose text is given.
func (b *Batch) cell(text string, at int) string {
	if at == 0 {
		return text[:b.ends[0]]
	}
	return text[b.ends[at-1]:b.ends[at]]
}

// Reset empties it, for as many leads again.
func (b *Batch) Reset() {
	size := b.text.Len()
	b.text.Reset()
	b.text.Grow(size)
	b.ends, b.leads = b.ends[:0], 0
}

// AddBatch adds leads whose place in time is not known yet, with their outcomes, and does not
// keep the batch. It is Add for each of them; but the columns are taken in on all processors.
func (h *History) AddBatch(b *Batch, outcomes []Outcome) {
	if b.leads == 0 {
		return
	}
	text, width := b.text.String(), len(b.ends)/b.leads
	hashes := make([][]uint64, len(h.columns)) // of the cells in columns that are not kept
	jobs.Do(len(h.columns), func(c int) {
		cell := func(lead int) string {
			if c >= width {
				return ""
			}
			return b.cell(text, lead*width+c)
		}
		if h.kept != nil && !h.kept[c] {
			hashes[c] = h.unread[c].seeAll(b.leads, cell)
			return
		}
		h.columns[c].addAll(b.leads, cell)
	})
	for lead, outcome := range outcomes {
		if h.kept != nil {
			h.rest = append(h.rest, restOf(hashes, lead))
		}
		h.addOutcome(outcome, math.NaN(), nil)
	}
}

// restOf is the hash of a lead's cells that are not kept.
func restOf(hashes [][]uint64, lead int) uint64 {
	rest := uint64(0)
	for _, of := range hashes {
		if of != nil {
			rest = Mixed(rest, of[lead])
		}
	}
	return rest
}
