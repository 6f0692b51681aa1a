package recall

import (
	"math/bits"
	"slices"
	"strconv"

	"leadscore/match/exact"
)

// Numbers remembers what whole numbers have decided, and a blank: all between two steps
// decide the same. It takes numbers for their digits, and compares these with the digits
// of the steps.
type Numbers struct {
	steps  []int64
	places []Place // by how many steps are reached; the last: of a blank
	forms  [exactKey + 1]form
	among  int // steps that a number is compared with
}

// form is what is known of numbers of so many digits.
type form struct {
	low, high   uint64 // what masks their digits out of the last eight bytes, and the eight before
	first       int    // steps that all of them reach, and among
	steps       []digits
	lowZeros    uint64 // zeros in place of what is masked
	highZeros   uint64
	leadingZero byte // the first digit that such a number has not
}

// digits is a whole number as 16 digits, so that the order of numbers is that of these.
type digits struct{ high, low uint64 }

var endless = digits{^uint64(0), ^uint64(0)}

// NewNumbers makes what remembers numbers that decide the same between two steps, which
// rise.
func NewNumbers(steps []int64) *Numbers {
	n := &Numbers{steps: steps, places: make([]Place, len(steps)+2)}
	for size := range n.forms {
		n.among = max(n.among, len(amongDigits(steps, size)))
	}
	for size := range n.forms {
		n.forms[size] = n.form(size)
	}
	return n
}

// amongDigits gives the steps that some numbers of so many digits reach, and others do not.
func amongDigits(steps []int64, size int) []int64 {
	least, end := digitRange(size)
	from, _ := slices.BinarySearch(steps, least+1)
	to, _ := slices.BinarySearch(steps, end)
	return steps[from:max(from, to)]
}

// digitRange is the least number of so many digits, and the first beyond them.
func digitRange(size int) (least, end int64) {
	end = 1
	for range size {
		least, end = end, 10*end
	}
	if size <= 1 {
		least = 0
	}
	return least, end
}

func (n *Numbers) form(size int) form {
	const zeros = 0x3030303030303030
	f := form{low: ^uint64(0), steps: slices.Repeat([]digits{endless}, n.among), leadingZero: '0'}
	switch {
	case size < 8:
		f.low, f.lowZeros, f.highZeros = ^(uint64(1)<<(8*(8-size)) - 1), zeros&(1<<(8*(8-size))-1), zeros
	default:
		f.high = ^(uint64(1)<<(8*(16-size)) - 1)
		f.highZeros = zeros &^ f.high
	}
	if size <= 1 {
		f.leadingZero = 0 // 0 is a number
	}
	if size == 0 {
		f.first = len(n.places) - 1 + n.among
		return f
	}
	least, _ := digitRange(size)
	reached, _ := slices.BinarySearch(n.steps, least+1)
	f.first = reached + n.among
	for i, step := range amongDigits(n.steps, size) {
		f.steps[i] = digitsOf(step)
	}
	return f
}

func digitsOf(n int64) digits {
	const sixteen = "0000000000000000"
	text := strconv.FormatInt(n, 10)
	text = sixteen[len(text):] + text
	return digits{bits.ReverseBytes64(eight(text, 0)), bits.ReverseBytes64(eight(text, 8))}
}

// Forget forgets all numbers.
func (n *Numbers) Forget() { clear(n.places) }

// Blank is where a blank is remembered; its ID is 0 while it is not.
func (n *Numbers) Blank() *Place { return &n.places[len(n.places)-1] }

// Find is where a number is remembered; its ID is 0 while it is not.
func (n *Numbers) Find(number int64) *Place { return &n.places[Reached(n.steps, number)] }

// Column is Cells.Column for whole numbers of up to exactKey digits.
func (n *Numbers) Column(t *Table, column int, sums []exact.Points, ids []uint32, rest *Rows) {
	text, ends := t.Text, t.Ends[column:]
	sums, ids = sums[:t.Rows], ids[:t.Rows]
	at, put := 0, 0
	for r := range sums {
		from, to := int(ends[at])+1, int(ends[at+1])
		at += t.Width
		size := to - from
		if uint(size) > exactKey || to < 16 || to == len(text) {
			rest.at[put&(MostRows-1)] = uint8(r)
			put++
			continue
		}
		f := &n.forms[size&15]
		low, high := eight(text, to-8)&f.low|f.lowZeros, eight(text, to-16)&f.high|f.highZeros
		odd := notDigits(low) | notDigits(high)
		low, high = bits.ReverseBytes64(low), bits.ReverseBytes64(high)
		reached := f.first
		for j := range f.steps {
			_, below := bits.Sub64(low, f.steps[j].low, 0)
			_, below = bits.Sub64(high, f.steps[j].high, below)
			reached -= int(below)
		}
		p := &n.places[reached]
		if odd != 0 || p.ID == 0 || text[from] == f.leadingZero {
			rest.at[put&(MostRows-1)] = uint8(r)
			put++
			continue
		}
		sums[r] += p.Points
		ids[r] = p.ID
	}
	rest.count = put
}

// notDigits is 0 for eight digits.
func notDigits(word uint64) uint64 {
	const high = 0xf0f0f0f0f0f0f0f0
	return (word&high | (word+0x0606060606060606)&high>>4) ^ 0x3333333333333333
}

// Reached is how many of the steps a number is not below. It asks all, without a jump,
// which no processor could guess.
func Reached[T ~int64](steps []T, n T) int {
	const negative = 1 << 63
	count := len(steps)
	for _, step := range steps {
		_, below := bits.Sub64(uint64(n)^negative, uint64(step)^negative, 0)
		count -= int(below)
	}
	return count
}
