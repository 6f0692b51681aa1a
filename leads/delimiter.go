package leads

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"leadscore/leads/encoding"
	"leadscore/leads/internal/scan"
)

// otherCommas are the separators that are looked for beside the comma. Of equally good
// ones TAB is taken, which is hardly ever a part of text, then the comma.
const otherCommas = "\t;|"

// separators are the words for separators.
var separators = []struct {
	comma byte
	name  string
}{{',', "comma"}, {'\t', "tab"}, {';', "semicolon"}, {'|', "pipe"}, {' ', "space"}}

// ParseComma reads a separator of cells as people write it: a word such as tab, or
// the character itself.
func ParseComma(text string) (comma byte, ok bool) {
	for _, s := range separators {
		if strings.EqualFold(text, s.name) {
			return s.comma, true
		}
	}
	if text == `\t` {
		return '\t', true
	}
	return firstOf(text), len(text) == 1 && canSeparate(text[0])
}

func firstOf(text string) byte {
	if text == "" {
		return 0
	}
	return text[0]
}

// CommaName gives the word for a separator, or the character itself.
func CommaName(comma byte) string {
	for _, s := range separators {
		if s.comma == comma {
			return s.name
		}
	}
	return string(rune(comma))
}

// canSeparate tells whether a character can stand between cells: any sign of ASCII
// but a quote.
func canSeparate(c byte) bool {
	switch {
	case c == '"' || c == encoding.Escape || c >= utf8.RuneSelf:
		return false
	case c == '\t' || c == ' ' || c == 0x1F:
		return true
	}
	return c > ' ' && c < 0x7F && !isAlphanumeric(c)
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// sepLine finds a first line that names the separator for Excel, such as sep=; and
// gives its length.
func sepLine(sample []byte, eol byte) (comma byte, n int) {
	n = bytes.IndexByte(sample, eol) + 1
	if n == 0 {
		n = len(sample)
	}
	line := strings.TrimRight(string(sample[:min(n, 16)]), "\r\n")
	if len(line) == len(`"sep=;"`) {
		line = strings.TrimSuffix(strings.TrimPrefix(line, `"`), `"`)
	}
	if len(line) == len("sep=;") && strings.EqualFold(line[:4], "sep=") && canSeparate(line[4]) {
		return line[4], n
	}
	return 0, 0
}

// guess is a separator, and how good it is.
type guess struct {
	comma   byte
	header  int     // where the header begins in the sample
	notes   int     // rows before it that are not blank
	marked  bool    // see table.isMarked
	quality float64 // 0: there is no such separator in the header
}

// sample is the beginning of a list, as far as it is looked at.
type sample struct {
	data     []byte
	whole    bool // it is all there is
	encoding encoding.Encoding
	eol      byte
	fixed    bool // the header is known to be at the beginning
	ours     *Ours
}

// guess finds the separator and the header.
func (s *sample) guess() guess {
	best := s.try(',')
	for _, comma := range []byte(otherCommas) {
		if bytes.IndexByte(s.data, comma) < 0 {
			continue
		}
		g := s.try(comma)
		if g.quality > best.quality || comma == '\t' && g.quality > 0 && g.quality == best.quality {
			best = g
		}
	}
	return best
}

// certain is more than the quality of any other guess: a separator that shows the names
// of our columns is the one with which they were written.
const certain = 10

// try tells how well a separator cuts the list.
func (s *sample) try(comma byte) guess {
	c, data := encoding.New(s.encoding, comma), s.data
	if c.Swaps() {
		data = bytes.Clone(data)
		c.Swap(data)
	}
	t := newTable(data, s.whole, &c, comma, s.eol)
	first := t.first()
	header, again := first, block{}
	if !s.fixed {
		header, again = t.header(s.ours)
	}
	g := guess{comma: comma}
	if header == len(t.rows) {
		return g
	}
	g.header, g.marked = t.rows[header].at, t.isMarked(header, again)
	for _, r := range t.rows[first:header] {
		if r.filled > 0 {
			g.notes++
		}
	}
	if width := t.rows[header].width; width > 1 {
		g.quality = t.regularity(header) - t.doubt(header)/4 + float64(min(width, 25))/250
	}
	if g.notes > 0 {
		g.quality -= 0.05
	}
	if again != (block{}) {
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
			if r.record.reading != scan.Strict {
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
