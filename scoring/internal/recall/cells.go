package recall

import (
	"encoding/binary"

	"leadscore/match/exact"
)

// Cells remembers cells, as they stand in a list. It is a table that is probed one place
// after the other (Knuth, The Art of Computer Programming 3, section 6.4, algorithm L),
// which forgets all at once: what comes often is soon learned again.
type Cells struct {
	places []Place // a power of two
	count  int
	texts  []byte // of the cells that keys do not hold
}

const (
	fewPlaces = 16   // to begin with
	roomy     = 2048 // up to as many, there are eight places for a cell, and three from then on

	// MostCells is how many cells are remembered before all are forgotten.
	MostCells = 8192

	// mostTexts is how many bytes of the longer ones are.
	mostTexts = 1 << 20
)

// Forget forgets all cells.
func (c *Cells) Forget() {
	if c.places == nil {
		c.places = make([]Place, fewPlaces)
	}
	clear(c.places)
	c.count, c.texts = 0, c.texts[:0]
}

// IsFull tells whether it is time to forget.
func (c *Cells) IsFull() bool { return c.count > MostCells || len(c.texts) > mostTexts }

// Count is how many cells are remembered.
func (c *Cells) Count() int { return c.count }

// Column takes the cells of a column: it adds the points of those that it remembers to
// sums, puts what they decided into ids, and the rows of all others into rest. There may be
// some at either end of the text that Find knows.
func (c *Cells) Column(t *Table, column int, sums []exact.Points, ids []uint32, rest *Rows) {
	c.short(t, column, sums, ids, rest)
	if rest.count > 0 && len(c.texts) > 0 {
		c.longer(t, column, sums, ids, rest)
	}
}

// short is Column for the cells that their keys hold.
func (c *Cells) short(t *Table, column int, sums []exact.Points, ids []uint32, rest *Rows) {
	places, text, ends := c.places, t.Text, t.Ends[column:]
	mask, width := uint64(len(places)-1), t.Width
	sums, ids = sums[:t.Rows], ids[:t.Rows]
	first, last := t.inner(column)
	rest.SetAll(first)
	at := first * width
	for r := first; r < last; r++ {
		from, to := int(ends[at])+1, int(ends[at+1])
		at += width
		n := to - from
		if uint(n) > exactKey {
			rest.add(r)
			continue
		}
		k := key{eight(text, from) & firstBytes[n&15], eight(text, to-8)&lastBytes[n&15] | uint64(n+1)}
		for i := k.hash(); ; i++ {
			p := &places[i&mask]
			if (p.key.a^k.a)|(p.key.b^k.b) == 0 { // one jump for both
				sums[r] += p.Points
				ids[r] = p.ID
				break
			}
			if p.ID == 0 {
				rest.add(r)
				break
			}
		}
	}
	for r := last; r < t.Rows; r++ {
		rest.add(r)
	}
}

// longer is Column for the other cells, which are looked for among the rest.
func (c *Cells) longer(t *Table, column int, sums []exact.Points, ids []uint32, rest *Rows) {
	places, texts := c.places, c.texts
	mask, left := uint64(len(places)-1), 0
	for _, r := range rest.All() {
		cell := t.Cell(int(r), column)
		found := false
		if n := len(cell); n > exactKey && n <= longestCell {
			k := longKey(cell)
			for i := k.hash(); ; i++ {
				p := &places[i&mask]
				if found = (p.key.a^k.a)|(p.key.b^k.b) == 0 && isLong(texts[p.text:], cell); found {
					sums[r] += p.Points
					ids[r] = p.ID
				}
				if found || p.ID == 0 {
					break
				}
			}
		}
		if !found {
			rest.at[left] = r
			left++
		}
	}
	rest.count = left
}

// isLong tells whether a cell is the kept one of its length, where no key holds them. It is
// quick with those of up to 32 bytes.
func isLong(kept []byte, cell string) bool {
	n := len(cell)
	kept = kept[:n]
	first := (binary.LittleEndian.Uint64(kept) ^ eight(cell, 0)) | (binary.LittleEndian.Uint64(kept[8:]) ^ eight(cell, 8))
	last := (binary.LittleEndian.Uint64(kept[n-16:]) ^ eight(cell, n-16)) | (binary.LittleEndian.Uint64(kept[n-8:]) ^ eight(cell, n-8))
	return first|last == 0 && (n <= 32 || string(kept) == cell)
}

// Find finds a cell; nil where it is not remembered.
func (c *Cells) Find(cell string) *Place {
	if len(cell) > longestCell {
		return nil
	}
	k := keyOf(cell)
	mask := uint64(len(c.places) - 1)
	for i := k.hash(); ; i++ {
		p := &c.places[i&mask]
		switch {
		case p.ID == 0:
			return nil
		case p.key == k && (len(cell) <= exactKey || isLong(c.texts[p.text:], cell)):
			return p
		}
	}
}

// Add remembers a cell that Find does not, unless it is too long.
func (c *Cells) Add(cell string, points exact.Points, id uint32) {
	if len(cell) > longestCell {
		return
	}
	if c.count++; 8*c.count > len(c.places) && len(c.places) < roomy || 3*c.count > len(c.places) {
		c.grow()
	}
	p := Place{key: keyOf(cell), Points: points, ID: id, text: uint32(len(c.texts))}
	if len(cell) > exactKey {
		c.texts = append(c.texts, cell...)
	}
	c.put(&p)
}

func (c *Cells) grow() {
	old := c.places
	c.places = make([]Place, 2*len(old))
	for i := range old {
		if old[i].ID != 0 {
			c.put(&old[i])
		}
	}
}

func (c *Cells) put(p *Place) {
	mask := uint64(len(c.places) - 1)
	i := p.key.hash()
	for c.places[i&mask].ID != 0 {
		i++
	}
	c.places[i&mask] = *p
}
