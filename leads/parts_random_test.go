package leads

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"leadscore/leads/internal/made"
)

// Lists of random rows are the same in parts, in every encoding and with parts of any
// size: whatever stands at the edges of parts, and of the chunks that are looked at
// together.
func TestPartsOfRandomRows(t *testing.T) {
	records, indexed := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		l := made.DrawRows(t)
		opt := ReadOptions{Encoding: l.Encoding, Comma: l.Comma[0], HeaderLine: 1, Ragged: l.Ragged} // nothing has to be found out
		opt.buffer = rapid.SampledFrom([]int{100, 1000, afterPart + 100, afterPart + 1000, afterPart + 10_000}).Draw(t, "buffer")
		list := l.Make()
		want, ok := oneByOne(bytes.NewReader(list), opt)
		if !ok {
			return // its line ends are taken for others
		}
		got, _ := inParts(t, bytes.NewReader(list), opt)
		got.compare(t, want)
		records += len(got.records)
		indexed += got.indexed
	})
	t.Logf("%d of %d records are from an index", indexed, records)
	if 10*indexed < records {
		t.Errorf("of %d records, %d are from an index", records, indexed)
	}
}
