package distinct

import "hash/maphash"

// Table numbers different texts in the order in which they come. The zero value is empty.
type Table struct {
	Texts []string // the different texts, by their numbers
	slots []slot   // where to find a text: a table of open addressing, at most three quarters full
}

// slot is a place of the table: the low bits of a text's hash, and its number plus one; 0:
// free. It is a third of what a map keeps for a text, and moves without looking at the
// texts.
type slot struct{ hash, number uint32 }

// seed decides where texts lie in tables, and nothing that anybody sees.
var seed = maphash.MakeSeed()

const leastSlots = 16 // a power of two

// Number is the number of a text. A new one is kept as keep gives it; nil: as it is.
func (t *Table) Number(text string, keep func(string) string) uint32 {
	if 4*len(t.Texts) >= 3*len(t.slots) {
		t.grow()
	}
	hash := uint32(maphash.String(seed, text))
	at := t.find(hash, func(number uint32) bool { return t.Texts[number] == text })
	if t.slots[at].number == 0 {
		if keep != nil {
			text = keep(text)
		}
		t.Texts = append(t.Texts, text)
		t.slots[at] = slot{hash, uint32(len(t.Texts))}
	}
	return t.slots[at].number - 1
}

// find is the slot of a hash whose text is the one sought, or the free one where it belongs.
func (t *Table) find(hash uint32, is func(number uint32) bool) int {
	last := len(t.slots) - 1
	at := int(hash) & last
	for t.slots[at].number != 0 && !(t.slots[at].hash == hash && is(t.slots[at].number-1)) {
		at = (at + 1) & last
	}
	return at
}

func (t *Table) grow() {
	old := t.slots
	t.slots = make([]slot, max(2*len(old), leastSlots))
	for _, s := range old {
		if s.number != 0 {
			t.slots[t.find(s.hash, func(uint32) bool { return false })] = s
		}
	}
}
