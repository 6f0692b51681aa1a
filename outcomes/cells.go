package outcomes

import (
	"hash/maphash"
	"strings"

	"leadscore/outcomes/internal/distinct"
)

// cellColumn is the cells of one column: each different text once, and which of them each
// lead has.
type cellColumn struct {
	texts distinct.Table
	codes []uint32 // of each lead: a position in texts
	chunk strings.Builder
}

// Sizes of what a column keeps.
const (
	leastChunk = 1 << 8  // bytes of texts that are kept together
	mostChunk  = 1 << 16 // likewise
)

func (c *cellColumn) add(cell string) { c.codes = append(c.codes, c.code(cell)) }

// addAll adds the cells of some leads.
func (c *cellColumn) addAll(leads int, cell func(lead int) string) {
	for lead := range leads {
		c.add(cell(lead))
	}
}

// code is the position of a text among the different ones, which it joins if it is new.
func (c *cellColumn) code(cell string) uint32 {
	if n := len(c.codes); n > 0 && c.texts.Texts[c.codes[n-1]] == cell { // as the lead before
		return c.codes[n-1]
	}
	return c.texts.Number(cell, c.keep)
}

// of is the cell of a lead; blank in a column that is not kept.
func (c *cellColumn) of(lead int) string {
	if c.codes == nil {
		return ""
	}
	return c.texts.Texts[c.codes[lead]]
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

// sightings is what is known of the cells of a column that nobody reads: whether they
// differ, and how many do.
type sightings struct {
	met    map[uint64]struct{} // hashes; nil once there are MostSeen
	many   bool
	lately [1 << 8]uint64 // hashes that are in met, by their last digits
}

// MostSeen is how many different cells of a column that is not kept are counted.
const MostSeen = 1 << 16

func (s *sightings) add(hash uint64) {
	last := &s.lately[hash%uint64(len(s.lately))]
	if s.many || *last == hash && hash != 0 {
		return
	}
	*last = hash
	if s.met == nil {
		s.met = map[uint64]struct{}{}
	}
	if s.met[hash] = struct{}{}; len(s.met) == MostSeen {
		s.met, s.many = nil, true
	}
}

// count is the number of different cells, at most MostSeen.
func (s *sightings) count() int {
	if s.many {
		return MostSeen
	}
	return len(s.met)
}

// seenSeed is that of the hashes of cells that are not kept: they tell whether cells are
// equal, and nothing else.
var seenSeed = maphash.MakeSeed()

// see counts the cell of a lead in a column that is not kept, and gives its hash.
func (s *sightings) see(cell string) uint64 {
	hash := maphash.String(seenSeed, cell)
	s.add(hash)
	return hash
}

// seeAll is see for some leads.
func (s *sightings) seeAll(leads int, cell func(lead int) string) []uint64 {
	hashes := make([]uint64, leads)
	for lead := range hashes {
		hashes[lead] = s.see(cell(lead))
	}
	return hashes
}

// Mixed adds a value to the hash of others.
func Mixed(hash, value uint64) uint64 {
	hash = (hash ^ value) * 0x9e3779b97f4a7c15
	return hash ^ hash>>29
}
