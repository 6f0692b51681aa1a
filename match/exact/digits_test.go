package exact_test

import (
	"strconv"
	"strings"
	"testing"

	"leadscore/match/exact"
)

// slowWholeNumber is WholeNumber by the standard library.
func slowWholeNumber(cell string) (int64, bool) {
	n, err := strconv.ParseInt(cell, 10, 64)
	plain := err == nil && len(cell) <= 15 && strconv.FormatInt(n, 10) == cell && n >= 0
	if !plain {
		return 0, false
	}
	return n, true
}

// Every length of digits, with every byte at every place, reads as the standard
// library reads it, or not at all.
func TestWholeNumber(t *testing.T) {
	for size := range 18 {
		for _, digits := range []string{"123456789123456789", "987654321987654321", "000000000000000000", "999999999999999999", "100000000000000000"} {
			for at := range size + 1 {
				for b := range 256 {
					cell := []byte(digits[:size])
					if at < size {
						cell[at] = byte(b)
					}
					got, ok := exact.WholeNumber(string(cell))
					want, wantOK := slowWholeNumber(string(cell))
					if ok != wantOK || ok && got != want {
						t.Fatalf("%q reads as %d, %v; want %d, %v", cell, got, ok, want, wantOK)
					}
				}
			}
		}
	}
}

func FuzzWholeNumber(f *testing.F) {
	for _, cell := range []string{"", "0", "12", "12345678", "123456789", strings.Repeat("9", 15), "1,200", "１２"} {
		f.Add(cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		got, ok := exact.WholeNumber(cell)
		want, wantOK := slowWholeNumber(cell)
		if ok != wantOK || ok && got != want {
			t.Fatalf("%q reads as %d, %v; want %d, %v", cell, got, ok, want, wantOK)
		}
	})
}
