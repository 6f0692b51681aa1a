package scoring

import "math/bits"

// memory holds what cells of one source decided: those met most often return within
// a few leads. Each cell has one place, and a new one takes it from an old one.
type memory struct {
	keys      []key
	decisions []decision // by place
	misses    int        // since there was more room
	scratch   decision   // of a cell that is too long to be remembered
}

const (
	fewPlaces   = 16 // to begin with; a power of two
	mostPlaces  = 2048
	longestCell = 64 // bytes that a remembered cell may have
)

// find gives what a cell decided; nil where that is not remembered.
func (m *memory) find(cell string, k key) *decision {
	at := k.hash() & uint64(len(m.keys)-1)
	if at >= uint64(len(m.keys)) || m.keys[at] != k {
		return nil
	}
	if d := &m.decisions[at]; len(cell) <= exactKey || string(d.long) == cell {
		return d
	}
	return nil
}

// take gives a cell its place.
func (m *memory) take(cell string, k key) *decision {
	if len(cell) > longestCell {
		return &m.scratch
	}
	if m.misses >= len(m.keys) && len(m.keys) < mostPlaces {
		m.grow()
	}
	m.misses++
	at := k.hash() & uint64(len(m.keys)-1)
	m.keys[at] = k
	d := &m.decisions[at]
	if d.long = d.long[:0]; len(cell) > exactKey {
		d.long = append(d.long, cell...)
	}
	return d
}

// grow makes more room, and takes along what is remembered.
func (m *memory) grow() {
	old := *m
	room := max(fewPlaces, 2*len(old.keys))
	m.keys, m.decisions, m.misses = make([]key, room), make([]decision, room), 0
	for i, k := range old.keys {
		if k != (key{}) {
			at := k.hash() & uint64(room-1)
			m.keys[at], m.decisions[at] = k, old.decisions[i]
		}
	}
}

// key tells cells apart: all of up to exactKey bytes, and most others. The zero value
// is that of no cell.
type key struct {
	a, b uint64
	size uint64 // of the cell, plus one
}

const exactKey = 16

func keyOf(s string) key {
	k := key{size: uint64(len(s)) + 1}
	switch n := len(s); {
	case n > exactKey:
		k.a = uint64(n)
		for i := 0; i+8 < n; i += 8 {
			k.a = stir(k.a^eight(s, i), hashKey1)
		}
		k.b = eight(s, n-8)
	case n >= 8:
		k.a, k.b = eight(s, 0), eight(s, n-8)
	case n >= 4:
		k.a, k.b = four(s, 0), four(s, n-4)
	case n > 0:
		k.a = uint64(s[0])<<16 | uint64(s[n>>1])<<8 | uint64(s[n-1])
	}
	return k
}

// hash spreads keys over the places, as wyhash does.
func (k key) hash() uint64 { return stir(k.a^hashKey1, k.b^hashKey2^k.size) }

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
