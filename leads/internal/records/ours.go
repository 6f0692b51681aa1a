package records

import (
	"slices"
	"strings"
)

// Ours names the columns that a run writes beside the user's, prefix included.
type Ours struct {
	Names []string // in the order in which they are written

	// Earlier are all names that a run may ever have written, with other rules or
	// flags too, in order; those of one inner slice in any order. By them the
	// columns of an earlier run are known. Most lists have none.
	Earlier func() [][]string
	Mark    string // the name without which adjacent columns are no earlier run's: "lead_score_low"
	Prefix  string // of all of them: "lead_"

	// Replace drops columns of the user's that are called as ours, where else they
	// are an error.
	Replace bool
}

// Block is the columns from an earlier run: those from one, up to but without another.
type Block struct{ From, To int }

// Without gives the cells that stand before and behind the block.
func (b Block) Without(cells []string) (before, behind []string) {
	return cells[:min(b.From, len(cells))], cells[min(b.To, len(cells)):]
}

// Has tells whether a column is one of the block.
func (b Block) Has(column int) bool { return column >= b.From && column < b.To }

// Width is the number of its columns.
func (b Block) Width() int { return b.To - b.From }

// Filled adds up what was counted in the columns of the block.
func (b Block) Filled(counts []int) (n int) {
	for j := b.From; j < min(b.To, len(counts)); j++ {
		n += counts[j]
	}
	return n
}

// Block finds the columns from an earlier run: adjacent, in its order, none twice,
// and the mark among them. Without one, it is empty.
func (o *Ours) Block(header []string) Block {
	mark := slices.Index(header, o.Mark)
	if mark < 0 || o.place(o.Mark) < 0 {
		return Block{}
	}
	from, to := mark, mark+1
	for from > 0 && o.follows(header[from-1], header[from:to], true) {
		from--
	}
	for to < len(header) && o.follows(header[to], header[from:to], false) {
		to++
	}
	return Block{from, to}
}

// follows tells whether a name can stand next to a part of a block, before it or
// after it.
func (o *Ours) follows(name string, block []string, before bool) bool {
	place := o.place(name)
	if place < 0 || slices.Contains(block, name) {
		return false
	}
	if before {
		return place <= o.place(block[0])
	}
	return place >= o.place(block[len(block)-1])
}

// place gives a name's place in the order of our columns, or -1.
func (o *Ours) place(name string) int {
	if o.Earlier == nil {
		return -1
	}
	return slices.IndexFunc(o.Earlier(), func(names []string) bool { return slices.Contains(names, name) })
}

// OnlyCell gives the only cell beside the block that is not blank, if there is just one or none.
func (b Block) OnlyCell(cells []string) (only string, alone bool) {
	before, behind := b.Without(cells)
	for _, cells := range [][]string{before, behind} {
		for _, cell := range cells {
			if strings.TrimSpace(cell) == "" {
				continue
			} else if only != "" {
				return "", false
			}
			only = cell
		}
	}
	return only, true
}

// IsBlank tells whether all cells beside the block are blank.
func (b Block) IsBlank(cells []string) bool {
	only, alone := b.OnlyCell(cells)
	return alone && only == ""
}
