package binning

import (
	"fmt"
	"testing"

	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// A side of a pair is readable where its condition names few values: those that it holds for,
// or those that it does not where rare ones are in.
func TestReadableSides(t *testing.T) {
	f := &typing.Field{Kind: typing.TextKind}
	for i := range 40 {
		f.Levels = append(f.Levels, typing.Level{Text: fmt.Sprint("v", i)})
	}
	levels := func(from, to int) (some []int32) {
		for i := from; i < to; i++ {
			some = append(some, int32(i))
		}
		return some
	}
	b := &Binning{Field: f, Tallies: make([]stats.Tally, 3), Groups: []group{{Levels: levels(0, 12)}, {Levels: levels(12, 25)}, {Levels: levels(25, 40), Rest: true}}}
	for _, c := range []struct {
		from, to int
		want     bool
	}{{0, 0, true}, {1, 1, false}, {0, 1, false}, {1, 2, true}, {2, 2, false}, {3, 3, true}} {
		s := Side{Bins: b, From: c.from, To: c.to}
		if s.Readable() != c.want {
			t.Errorf("groups %d to %d: readable %v", c.from, c.to, !c.want)
		}
	}
}
