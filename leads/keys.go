package leads

import "cmp"

// Keys finds keys that come more than once. It holds a number for each key, not its
// text, and up to Most of them: later ones are not remembered. Two different
// keys may have the same number, once in many millions of lists of a million leads.
type Keys struct {
	Most int // 0: 2²⁰, in 32 MB

	slots []keySlot // a power of two of them, at most half of them taken
	taken int
}

type keySlot struct {
	hash uint64 // 0: free
	line int    // on which the key came first
}

const (
	maxKeys   = 1 << 20
	firstKeys = 1 << 10
)

// Add enters the key of the lead on a line. If the key came before, it gives the line
// on which it came first.
func (k *Keys) Add(key string, line int) (first int, again bool) {
	if 2*k.taken >= len(k.slots) && !k.Full() {
		k.grow()
	}
	hash := hashOf(key)
	slot := k.find(hash)
	switch {
	case slot.hash == hash:
		return slot.line, true
	case !k.Full():
		*slot = keySlot{hash, line}
		k.taken++
	}
	return 0, false
}

// Len is how many keys are remembered.
func (k *Keys) Len() int { return k.taken }

// Full tells whether no more keys are remembered.
func (k *Keys) Full() bool { return k.taken >= cmp.Or(k.Most, maxKeys) }

// find gives the slot of a number, or a free one.
func (k *Keys) find(hash uint64) *keySlot {
	mask := uint64(len(k.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		if slot := &k.slots[i]; slot.hash == hash || slot.hash == 0 {
			return slot
		}
	}
}

func (k *Keys) grow() {
	old := k.slots
	k.slots = make([]keySlot, max(firstKeys, 2*len(old)))
	for _, slot := range old {
		if slot.hash != 0 {
			*k.find(slot.hash) = slot
		}
	}
}

// hashOf gives a key's number, the same on every machine: FNV-1a with its bits mixed.
func hashOf(key string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(key) {
		h = (h ^ uint64(key[i])) * 1099511628211
	}
	h ^= h >> 33
	h *= 0xFF51AFD7ED558CCD
	h ^= h >> 33
	return max(h, 1)
}
