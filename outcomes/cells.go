package outcomes

import (
	"hash/maphash"
	"strings"
)

// cellColumn is the cells of one column: each different text once, and which of them each
// lead has.
type cellColumn struct {
	texts []string // the different cells, in the order of their first lead
	codes []uint32 // of each lead: a position in texts
	slots []slot   // where to find a text: a table of open addressing, at most three quarters full
	chunk strings.Builder
}

// slot is a place of the table: the low bits of a text's hash, and its position in texts
// plus one; 0: free. It is a third of what a map keeps for a text, and moves without
// looking at the texts.
type slot struct{ hash, code uint32 }

// hashSeed decides where texts lie in tables, and nothing that anybody sees.
var hashSeed = maphash.MakeSeed()

// Sizes of what a column keeps.
const (
	leastSlots = 16      // a power of two
	leastChunk = 1 << 8  // bytes of texts that are kept together
	mostChunk  = 1 << 16 // likewise
)

func (c *cellColumn) add(cell string) { c.codes = append(c.codes, c.code(cell)) }

// code is the position of a text among the different ones, which it joins if it is new.
func (c *cellColumn) code(cell string) uint32 {
	if n := len(c.codes); n > 0 && c.texts[c.codes[n-1]] == cell { // as the lead before
		return c.codes[n-1]
	}
	if 4*len(c.texts) >= 3*len(c.slots) {
		c.grow()
	}
	hash := uint32(maphash.String(hashSeed, cell))
	at := c.find(hash, func(code uint32) bool { return c.texts[code] == cell })
	if c.slots[at].code == 0 {
		c.texts = append(c.texts, c.keep(cell))
		c.slots[at] = slot{hash, uint32(len(c.texts))}
	}
	return c.slots[at].code - 1
}

// find is the slot of a hash whose text is the one sought, or the free one where it belongs.
func (c *cellColumn) find(hash uint32, is func(code uint32) bool) int {
	last := len(c.slots) - 1
	at := int(hash) & last
	for c.slots[at].code != 0 && !(c.slots[at].hash == hash && is(c.slots[at].code-1)) {
		at = (at + 1) & last
	}
	return at
}

func (c *cellColumn) grow() {
	old := c.slots
	c.slots = make([]slot, max(2*len(old), leastSlots))
	for _, s := range old {
		if s.code != 0 {
			c.slots[c.find(s.hash, func(uint32) bool { return false })] = s
		}
	}
}

// keep copies a text to others that are kept together.
func (c *cellColumn) keep(text string) string {
	if c.chunk.Cap()-c.chunk.Len() < len(text) {
		size := min(max(2*c.chunk.Cap(), leastChunk), mostChunk)
		c.chunk = strings.Builder{}
		c.chunk.Grow(max(size, len(text)))
	}
	start := c.chunk.Len()
	c.chunk.WriteString(text)
	return c.chunk.String()[start:]
}
