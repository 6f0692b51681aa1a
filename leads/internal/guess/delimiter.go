package guess

import (
	"bytes"

	"leadscore/leads/encoding"
	"leadscore/leads/internal/records"
)

// otherCommas are the separators that are looked for beside the comma. Of equally good
// ones TAB is taken, which is hardly ever a part of text, then the comma.
const otherCommas = "\t;|"

// Choice is a separator, and how good it is.
type Choice struct {
	Comma   byte
	Header  int      // where the header begins in the sample
	Notes   int      // rows before it that are not blank
	Marked  bool     // see table.isMarked
	Above   []string // the row above the header, where both name the columns: see table.goesOn
	quality float64  // 0: there is no such separator in the header
}

// Sample is the beginning of a list, as far as it is looked at.
type Sample struct {
	Data     []byte
	Whole    bool // it is all there is
	Encoding encoding.Encoding
	EOL      byte
	Fixed    bool // the header is known to be at the beginning
	Ours     *records.Ours
}

// Guess finds the separator and the header.
func (s *Sample) Guess() Choice {
	best := s.Try(',')
	for _, comma := range []byte(otherCommas) {
		if bytes.IndexByte(s.Data, comma) < 0 {
			continue
		}
		g := s.Try(comma)
		if g.quality > best.quality || comma == '\t' && g.quality > 0 && g.quality == best.quality {
			best = g
		}
	}
	return best
}

// certain is more than the quality of any other guess: a separator that shows the names
// of our columns is the one with which they were written.
const certain = 10

// Try tells how well a separator cuts the list.
func (s *Sample) Try(comma byte) Choice {
	c, data := encoding.New(s.Encoding, comma), s.Data
	if c.Swaps() {
		data = bytes.Clone(data)
		c.Swap(data)
	}
	t := newTable(data, s.Whole, &c, comma, s.EOL)
	first := t.first()
	header, again := first, records.Block{}
	if !s.Fixed {
		header, again = t.header(s.Ours)
	}
	g := Choice{Comma: comma}
	if header == len(t.rows) {
		return g
	}
	g.Header, g.Marked = t.rows[header].at, t.isMarked(header, again)
	if t.goesOn(header - 1) {
		g.Above = t.rows[header-1].record.Cells
	}
	for _, r := range t.rows[first:header] {
		if r.filled > 0 {
			g.Notes++
		}
	}
	if width := t.rows[header].width; width > 1 {
		g.quality = t.regularity(header) - t.doubt(header)/4 + float64(min(width, 25))/250
	}
	if g.Notes > 0 {
		g.quality -= 0.05
	}
	if again != (records.Block{}) {
		g.quality += certain
	}
	return g
}

// regularity is the share of rows that are as wide as the header. Those with stray
// quotes count half.
func (t *table) regularity(header int) float64 {
	rows, regular := 1.0, 1.0
	for i := header + 1; i < len(t.rows); i++ {
		r := &t.rows[i]
		if r.width == 0 {
			continue
		}
		rows++
		if r.width == t.rows[header].width {
			regular++
			if !r.record.IsStrict() {
				regular -= 0.5
			}
		}
	}
	return regular / rows
}

// doubt is the share of separators that stand as a comma does in prose, before a
// blank, or in a number, between digits.
func (t *table) doubt(header int) float64 {
	all, doubtful := 0, 0
	data := t.data[t.rows[header].at:]
	isDigit := func(i int) bool { return i >= 0 && i < len(data) && data[i] >= '0' && data[i] <= '9' }
	for i, b := range data {
		if b != t.syntax.Comma {
			continue
		}
		all++
		if isDigit(i-1) && isDigit(i+1) || i+1 < len(data) && data[i+1] == ' ' {
			doubtful++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(doubtful) / float64(all)
}
