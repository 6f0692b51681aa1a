package activity

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
	"slices"
)

// directory knows the leads of a list by the keys that events are joined by. Leads with the
// same keys are one here: their events are the same. Keys lie one behind the other, and are
// found by a table of hashes: a Go map of strings costs an event three misses of the cache,
// this one two, which is a third of what an event costs.
type directory struct {
	seed    maphash.Seed
	slots   []slot
	texts   []byte             // of keys, each behind its length
	count   int                // leads
	several map[string][]int32 // the leads of several keys, by each of these
}

// slot is a place of the table of hashes.
type slot struct {
	tag   uint32 // of the hash; with at 0: nothing is here
	place int32  // of the lead
	at    int    // of its key in texts, and 1 more
}

func newDirectory() directory {
	return directory{seed: maphash.MakeSeed(), slots: make([]slot, 64), several: map[string][]int32{}}
}

// add gives the place of the lead with these keys, of which there must be some.
func (d *directory) add(keys [][]byte) int32 {
	key := joined(keys)
	hash := maphash.Bytes(d.seed, key)
	place, known := d.lookup(key, hash)
	if known {
		return place
	}
	if place = int32(d.count); 3*d.count >= 2*len(d.slots) {
		d.grow()
	}
	d.count++
	d.put(slot{uint32(hash >> 32), place, len(d.texts) + 1}, hash)
	d.texts = append(binary.AppendUvarint(d.texts, uint64(len(key))), key...)
	if len(keys) > 1 {
		for _, key := range keys {
			d.several[string(key)] = append(d.several[string(key)], place)
		}
	}
	return place
}

// grow doubles the table.
func (d *directory) grow() {
	old := d.slots
	d.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.at != 0 {
			d.put(s, maphash.Bytes(d.seed, d.key(s.at)))
		}
	}
}

// put puts an entry into the first free slot from where its hash wants it.
func (d *directory) put(s slot, hash uint64) {
	at := int(hash) & (len(d.slots) - 1)
	for d.slots[at].at != 0 {
		at = (at + 1) & (len(d.slots) - 1)
	}
	d.slots[at] = s
}

// key is the text of a key.
func (d *directory) key(at int) []byte {
	length, size := binary.Uvarint(d.texts[at-1:])
	return d.texts[at-1+size:][:length]
}

// lookup is the place of the lead with a key of this hash.
func (d *directory) lookup(key []byte, hash uint64) (place int32, known bool) {
	for at := int(hash) & (len(d.slots) - 1); ; at = (at + 1) & (len(d.slots) - 1) {
		switch s := &d.slots[at]; {
		case s.at == 0:
			return 0, false
		case s.tag == uint32(hash>>32) && bytes.Equal(d.key(s.at), key):
			return s.place, true
		}
	}
}

// find is the place of the lead with these keys.
func (d *directory) find(keys [][]byte) (place int32, known bool) {
	key := joined(keys)
	return d.lookup(key, maphash.Bytes(d.seed, key))
}

func joined(keys [][]byte) []byte {
	if len(keys) == 1 {
		return keys[0]
	}
	return bytes.Join(keys, []byte{0})
}

// appendHolders appends the leads that have one of an event's keys, each once.
func (d *directory) appendHolders(dst []int32, keys [][]byte) []int32 {
	from := len(dst)
	for _, key := range keys {
		if place, known := d.lookup(key, maphash.Bytes(d.seed, key)); known {
			dst = append(dst, place)
		}
		if len(d.several) > 0 {
			dst = append(dst, d.several[string(key)]...)
		}
	}
	if len(dst)-from > 1 {
		slices.Sort(dst[from:])
		dst = dst[:from+len(slices.Compact(dst[from:]))]
	}
	return dst
}
