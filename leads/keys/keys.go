// Package keys finds keys of leads that come more than once, in little memory.
package keys

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"

	"leadscore/leads"
)

// Set finds keys that come more than once. It holds a number for each key, not its
// text, and up to Most of them: later ones are not remembered. Two different
// keys may have the same number, once in many millions of lists of a million leads.
type Set struct {
	Most  int  // 0: 2²⁰, in 12.6 MB, or in 19 MB with their lines
	Lines bool // keep on which lines keys came first

	hashes []uint64 // 0: free; at most two of three are taken
	lines  []uint32 // on which keys came first
	taken  int

	fetched uint64 // of no meaning: without it AddAll would look at nothing
}

const (
	maxKeys   = 1 << 20
	firstKeys = 1 << 10
	page      = 4096 / 8 // numbers of a page of memory
)

// Add enters the key of the lead on a line. If the key came before, it gives the line
// on which it came first, with Lines.
func (k *Set) Add(key string, line int) (first int, again bool) {
	return k.AddHash(Hash([]byte(key)), line)
}

// AddHash is Add for a key of which there is no more than its KeyHash.
func (k *Set) AddHash(hash uint64, line int) (first int, again bool) {
	k.makeRoom(1)
	return k.addFrom(k.home(hash), hash, line)
}

// At is the KeyHash of the key of the lead on a line.
type At struct {
	Hash uint64
	Line int
}

// AddAll adds keys, and counts those that came before. The places of some are looked at
// before the first is needed: a large table is in no cache, and so the processor waits for many
// of them at once.
func (k *Set) AddAll(keys []At, again *leads.Tally) {
	const together = 64
	var homes [together]int
	for some := range slices.Chunk(keys, together) {
		k.makeRoom(len(some))
		for i, key := range some {
			homes[i] = k.home(key.Hash)
			k.fetched |= k.hashes[homes[i]]
		}
		for i, key := range some {
			if _, before := k.addFrom(homes[i], key.Hash, key.Line); before {
				again.Add(1, key.Line)
			}
		}
	}
}

// Len is how many keys are remembered.
func (k *Set) Len() int { return k.taken }

// Full tells whether no more keys are remembered.
func (k *Set) Full() bool { return k.taken >= k.most() }

func (k *Set) most() int { return cmp.Or(k.Most, maxKeys) }

// home is where a number would stand if all were sorted.
func (k *Set) home(hash uint64) int {
	high, _ := bits.Mul64(hash, uint64(len(k.hashes)))
	return int(high)
}

// addFrom enters a number where it stands, or at the next free place: from its home on.
func (k *Set) addFrom(at int, hash uint64, line int) (first int, again bool) {
	for k.hashes[at] != hash {
		if k.hashes[at] == 0 {
			if !k.Full() {
				k.put(at, hash, uint32(line))
				k.taken++
			}
			return 0, false
		}
		if at++; at == len(k.hashes) {
			at = 0
		}
	}
	if k.Lines {
		first = int(k.lines[at])
	}
	return first, true
}

func (k *Set) put(at int, hash uint64, line uint32) {
	k.hashes[at] = hash
	if k.Lines {
		k.lines[at] = line
	}
}

// makeRoom makes room for some more keys, as long as there may be more.
func (k *Set) makeRoom(more int) {
	size := k.most() + k.most()/2 + 1
	if 3*(k.taken+more) <= 2*len(k.hashes) || len(k.hashes) == size {
		return
	}
	for size/4 >= max(firstKeys, 4*len(k.hashes)) {
		size /= 4
	}
	hashes, lines := k.hashes, k.lines
	if k.hashes, k.taken = make([]uint64, size), 0; k.Lines {
		k.lines = make([]uint32, size)
	}
	for i := 0; i < size; i += page {
		k.hashes[i] = 0 // a page that is read first is given by the system twice
	}
	for i, hash := range hashes {
		if hash == 0 {
			continue
		}
		line := 0
		if k.Lines {
			line = int(lines[i])
		}
		k.addFrom(k.home(hash), hash, line)
	}
}

// Hash gives a key's number, the same on every machine: eight bytes at a time are mixed by
// a product, as wyhash does it.
func Hash(key []byte) uint64 {
	const a, b = 0xa0761d6478bd642f, 0xe7037ed1a0b428db
	h := uint64(len(key)) * b
	for ; len(key) >= 8; key = key[8:] {
		h = stir(h^binary.LittleEndian.Uint64(key), a)
	}
	return max(stir(stir(h^few(key), a)^b, h|1), 1)
}

// few is up to seven bytes as one number, the first the lowest; some are looked at twice.
func few(key []byte) uint64 {
	switch n := len(key); {
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(key)) | uint64(binary.LittleEndian.Uint32(key[n-4:]))<<(8*(n-4))
	case n > 0:
		return uint64(key[0]) | uint64(key[n/2])<<(8*(n/2)) | uint64(key[n-1])<<(8*(n-1))
	}
	return 0
}

func stir(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}
