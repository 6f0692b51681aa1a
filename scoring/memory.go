package scoring

import (
	"math/bits"

	"leadscore/match/exact"
)

// memory holds what cells of one source decided: those met most often return within
// a few leads. It grows as long as more of them do for that.
type memory struct {
	source    int // that it is of
	column    int // of the source; absent: none
	bin       int // that the points of its places go to
	now       uint32
	sets      []set      // a power of two
	decisions []decision // by the ids of places; the first is none's
	texts     []byte     // the cells that keys do not hold, by the same ids, longestCell bytes each
	numbers   []place    // of whole numbers, by how many of the source's steps they reach
	long      place      // of a cell that is too long to be remembered
	misses    int        // since they were last counted from 0
	since     int        // the lead then
	rate      int        // misses in 1024 leads, with fewer than manySets
	rest      int        // misses to be borne before the next review, beside those that fill all sets twice
}

// set is the places that a cell may have, the cell that came last in the first.
type set [2]place

// place holds a cell and what it decided.
type place struct {
	key    key
	points exact.Points // that it gives to the source's first bin
	id     uint32       // of the decision; 0: none yet
	more   bool         // that is not all that is to be taken from the decision
	pass   bool         // the cell holds nothing, and another may stand in for it
}

const (
	fewSets     = 16 // to begin with; a power of two, as are the others
	manySets    = 256
	mostSets    = 2048
	longestCell = 64      // bytes that a remembered cell may have
	longRest    = 100_000 // misses
)

// forget makes the memory as it is to begin with.
func (m *memory) forget() {
	m.sets, m.decisions, m.texts = make([]set, fewSets), make([]decision, 1, fewSets), nil
	m.long = place{}
	clear(m.numbers)
}

// find gives the place of a cell, good until the source decides another cell; false
// where it is not remembered, and the place another's. The key is the cell's.
func (m *memory) find(cell string) (p *place, k key, found bool) {
	n := len(cell)
	k.b = uint64(n + 1)
	switch {
	case n > exactKey:
		return m.findLong(cell)
	case n >= 8:
		k.a, k.b = eight(cell, 0), eight(cell, n-8)&^0xff|k.b
	case n >= 4:
		k.a = four(cell, 0) | four(cell, n-4)<<32
	case n > 0:
		k.a = uint64(cell[0]) | uint64(cell[n>>1])<<8 | uint64(cell[n-1])<<16
	}
	p = m.at(k)
	return p, k, p.key == k
}

// findLong is find for a cell that its key does not hold.
func (m *memory) findLong(cell string) (p *place, k key, found bool) {
	if len(cell) > longestCell {
		return &m.long, key{}, false
	}
	k = longKey(cell)
	p = m.at(k)
	return p, k, p.key == k && string(m.texts[p.id*longestCell:][:len(cell)]) == cell
}

// at gives the place of a key, or that of another where it has none.
func (m *memory) at(k key) *place {
	s := &m.sets[k.hash()&uint64(len(m.sets)-1)]
	j := 0
	if (s[1].key.a^k.a)|(s[1].key.b^k.b) == 0 { // without a jump, which no processor could guess
		j = 1
	}
	return &s[j]
}

// take gives a cell a place, which keeps the decision of another cell, or none. leads
// counts the leads so far.
func (m *memory) take(k key, leads int) *place {
	if k == (key{}) {
		return &m.long
	}
	if m.misses++; m.misses > 4*len(m.sets)+m.rest {
		m.review(leads)
	}
	s := &m.sets[k.hash()&uint64(len(m.sets)-1)]
	s[0], s[1] = s[1], s[0]
	s[0].key = k
	return &s[0]
}

// keep notes the cell of a place, if its key does not hold it.
func (m *memory) keep(p *place, cell string) {
	if len(cell) <= exactKey || len(cell) > longestCell {
		return
	}
	if end := int(p.id+1) * longestCell; end > len(m.texts) {
		m.texts = append(m.texts, make([]byte, end-len(m.texts))...)
	}
	copy(m.texts[p.id*longestCell:], cell)
}

// review makes more room, as long as fewer cells are missed for that than with little;
// else it makes little do for long.
func (m *memory) review(leads int) {
	rate := m.misses << 10 / max(leads-m.since, 1)
	switch {
	case len(m.sets) < manySets:
		m.rate = rate
		if m.grow(); len(m.sets) < manySets {
			return
		}
		m.rest = 0
	case rate > m.rate-m.rate/8:
		m.forget()
		m.rest = longRest
	case len(m.sets) < mostSets:
		m.grow()
	}
	m.misses, m.since = 0, leads
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

// key tells cells apart: all of up to exactKey bytes, and most others. No cell that is
// remembered has the zero value.
type key struct {
	a, b uint64 // the last byte of b is one more than the cell's bytes
}

const exactKey = 15

// longKey is the key of a cell of more bytes.
func longKey(s string) key {
	n := len(s)
	tag := uint64(n + 1)
	h := stir(eight(s, 0)^hashKey1, eight(s, 8)^tag) ^ stir(eight(s, n-16)^hashKey2, eight(s, n-8))
	for i := 16; i+16 < n; i += 16 {
		h = stir(h^eight(s, i), eight(s, i+8)^hashKey1)
	}
	return key{h, eight(s, n-8)&^0xff | tag}
}

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
