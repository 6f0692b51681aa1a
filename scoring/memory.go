package scoring

import (
	"math/bits"

	"leadscore/match"
)

// memory holds what cells of one source decided: those met most often return within
// a few leads. It grows as long as more of them return for that.
type memory struct {
	sets      []set      // a power of two
	steps     []place    // of whole numbers, by how many of the source's steps they reach
	long      place      // of a cell that is too long to be remembered
	decisions []decision // by the ids of places; the first is none's
	misses    int        // since the last review
	since     int        // the lead of the last review
	rest      int        // misses to be borne before the next, beside those that fill all sets
}

// set is the places that a cell may have, the cell that came last in the first.
type set [2]place

// place holds a cell and what it decided.
type place struct {
	key    key
	points match.Points // that it gives to the source's first bin
	id     uint32       // of the decision; 0: none yet
	more   bool         // that is not all that is to be taken from the decision
	pass   bool         // the cell holds nothing, and another may stand in for it
}

const (
	fewSets     = 16 // to begin with; a power of two, as are the others
	manySets    = 256
	mostSets    = 1024
	longestCell = 64      // bytes that a remembered cell may have
	longRest    = 100_000 // misses
)

func newMemory() memory {
	return memory{sets: make([]set, fewSets), decisions: make([]decision, 1, fewSets)}
}

// at gives the place that a cell has if it is remembered; see has. It is good until the
// source decides another cell.
func (m *memory) at(k key) *place {
	s := &m.sets[k.hash()&uint64(len(m.sets)-1)]
	j := 0
	if (s[1].key.a^k.a)|(s[1].key.b^k.b) == 0 { // without a jump, which no processor could guess
		j = 1
	}
	return &s[j]
}

// has reports whether a place is that of a cell.
func (m *memory) has(p *place, k key, cell string) bool {
	return p.key == k && (k.exact() || string(m.decisions[p.id].cell) == cell)
}

// take gives a cell a place, which keeps the decision of another cell, or none. leads
// counts the leads so far.
func (m *memory) take(k key, leads int) *place {
	if k.b == tooLong {
		return &m.long
	}
	if m.misses++; m.misses > 2*len(m.sets)+m.rest {
		m.review(leads)
	}
	s := &m.sets[k.hash()&uint64(len(m.sets)-1)]
	s[0], s[1] = s[1], s[0]
	s[0].key = k
	return &s[0]
}

// review makes more room where cells do return; where they do not, though there was
// much room, it makes little do for long.
func (m *memory) review(leads int) {
	hits := leads - m.since - m.misses
	returning := hits >= m.misses/4
	m.misses, m.since, m.rest = 0, leads, 0
	switch {
	case len(m.sets) < manySets || returning && len(m.sets) < mostSets:
		m.grow()
	case !returning:
		*m = newMemory()
		m.since, m.rest = leads, longRest
	}
}

// grow makes twice the room, and takes along what is remembered.
func (m *memory) grow() {
	old := m.sets
	m.sets = make([]set, 2*len(old))
	for i := range old {
		for j, p := range old[i] {
			m.sets[p.key.hash()&uint64(len(m.sets)-1)][j] = p
		}
	}
}

// key tells cells apart: all of up to exactKey bytes, and most others. No cell has the
// zero value.
type key struct {
	a, b uint64 // the last byte of b is one more than the cell's bytes
}

const exactKey = 15

// tooLong is the b of all cells that are not remembered.
const tooLong = longestCell + 2

func keyOf(s string) key {
	n := len(s)
	tag := uint64(n + 1)
	switch {
	case n > longestCell:
		return key{b: tooLong}
	case n > exactKey:
		h := tag
		for i := 0; i+8 <= n; i += 8 {
			h = stir(h^eight(s, i), hashKey1)
		}
		return key{h, eight(s, n-8)&^0xff | tag}
	case n >= 8:
		return key{eight(s, 0), eight(s, n-8)&^0xff | tag}
	case n >= 4:
		return key{four(s, 0) | four(s, n-4)<<32, tag}
	case n > 0:
		return key{uint64(s[0]) | uint64(s[n>>1])<<8 | uint64(s[n-1])<<16, tag}
	}
	return key{0, tag}
}

// exact reports whether no other cell has this key.
func (k *key) exact() bool { return k.b&0xff <= exactKey+1 }

// hash spreads keys over the places, as wyhash does.
func (k *key) hash() uint64 { return stir(k.a^hashKey1, k.b^hashKey2) }

const (
	hashKey1 = 0xa0761d6478bd642f
	hashKey2 = 0xe7037ed1a0b428db
)

func stir(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}

func eight(s string, i int) uint64 {
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
		uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
}

func four(s string, i int) uint64 {
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24
}
