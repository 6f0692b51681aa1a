package scoring

import (
	"math/bits"

	"leadscore/match"
)

// memory holds what cells of one source decided: those met most often return within
// a few leads. Each cell has one place, and a new one takes it from an old one.
type memory struct {
	places []place
	misses int     // since there was more room
	hits   int     // likewise
	empty  place   // of the empty cell
	steps  []place // of whole numbers, by how many of the source's steps they reach
	long   place   // of a cell that is too long to be remembered
}

// place holds a cell and what it decided.
type place struct {
	key      key
	points   match.Points // that it gives to the source's first bin
	more     bool         // that is not all that is to be taken from the decision
	decision *decision
}

const (
	fewPlaces   = 16 // to begin with; a power of two
	mostPlaces  = 2048
	longestCell = 64 // bytes that a remembered cell may have
)

// find gives the place of a cell; nil where it is not remembered.
func (m *memory) find(cell string) *place {
	if cell == "" {
		return &m.empty
	}
	if len(m.places) == 0 {
		return nil
	}
	k := keyOf(cell)
	p := &m.places[k.hash()&uint64(len(m.places)-1)]
	if p.key != k || len(cell) > exactKey && string(p.decision.cell) != cell {
		return nil
	}
	m.hits++
	return p
}

// take gives a cell a place, whose decision is that of another cell, or nil.
func (m *memory) take(cell string) *place {
	if len(cell) > longestCell {
		return &m.long
	}
	if m.misses++; m.misses > len(m.places) {
		m.grow()
	}
	k := keyOf(cell)
	p := &m.places[k.hash()&uint64(len(m.places)-1)]
	p.key = k
	return p
}

// grow makes more room where cells do return, and takes along what is remembered.
func (m *memory) grow() {
	old := m.places
	returning := m.hits >= m.misses/4
	m.hits, m.misses = 0, 0
	if len(old) == mostPlaces || len(old) > 0 && !returning {
		return
	}
	m.places = make([]place, max(fewPlaces, 2*len(old)))
	for _, p := range old {
		if p.decision != nil {
			m.places[p.key.hash()&uint64(len(m.places)-1)] = p
		}
	}
}

// key tells cells apart: all of up to exactKey bytes, and most others. The zero value
// is that of the empty cell.
type key struct {
	a, b uint64
	size uint64 // of the cell
}

const exactKey = 16

func keyOf(s string) key {
	n := len(s)
	switch {
	case n > exactKey:
		h := uint64(n)
		for i := 0; i+8 < n; i += 8 {
			h = stir(h^eight(s, i), hashKey1)
		}
		return key{h, eight(s, n-8), uint64(n)}
	case n >= 8:
		return key{eight(s, 0), eight(s, n-8), uint64(n)}
	case n >= 4:
		return key{four(s, 0), four(s, n-4), uint64(n)}
	case n > 0:
		return key{uint64(s[0])<<16 | uint64(s[n>>1])<<8 | uint64(s[n-1]), 0, uint64(n)}
	}
	return key{}
}

// hash spreads keys over the places, as wyhash does.
func (k *key) hash() uint64 { return stir(k.a^hashKey1, k.b^hashKey2^k.size) }

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
