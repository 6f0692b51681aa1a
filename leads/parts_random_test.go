package leads

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/leads/encoding"
)

// Lists of random rows are the same in parts, in every encoding and with parts of any
// size: whatever stands at the edges of parts, and of the chunks that are looked at
// together.
func TestPartsOfRandomRows(t *testing.T) {
	records, indexed := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		l := drawRandomRows(t)
		list, opt := l.make(), l.options()
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

// randomRows makes up lists of four columns.
type randomRows struct {
	*rand.Rand
	encoding   encoding.Encoding
	comma, end string
	quoted     int // cells of a hundred
	wide       int // characters of a hundred that are not ASCII
	odd        int // rows of ten thousand that are not as they should be
	broken     int // letters that are no character instead
	ragged     Ragged
	buffer     int
}

func drawRandomRows(t *rapid.T) randomRows {
	return randomRows{
		Rand:     rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)),
		encoding: rapid.SampledFrom(append(concrete(), encoding.UTF8, encoding.UTF8, encoding.UTF8, encoding.UTF8, encoding.UTF8, encoding.UTF8)).Draw(t, "encoding"),
		comma:    rapid.SampledFrom([]string{",", ",", ";", "\t", "|"}).Draw(t, "comma"),
		end:      rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "end"),
		quoted:   rapid.SampledFrom([]int{0, 3, 50, 100}).Draw(t, "quoted"),
		wide:     rapid.SampledFrom([]int{0, 1, 20, 90}).Draw(t, "wide"),
		odd:      rapid.SampledFrom([]int{0, 0, 0, 5, 100, 3000}).Draw(t, "odd"),
		broken:   rapid.SampledFrom([]int{0, 0, 3, 30}).Draw(t, "broken"),
		ragged:   Ragged(rapid.IntRange(0, 2).Draw(t, "ragged")),
		buffer:   rapid.SampledFrom([]int{100, 1000, afterPart + 100, afterPart + 1000, afterPart + 10_000}).Draw(t, "buffer"),
	}
}

// options are such that nothing has to be found out.
func (l randomRows) options() ReadOptions {
	return ReadOptions{Encoding: l.encoding, Comma: l.comma[0], HeaderLine: 1, Ragged: l.ragged, buffer: l.buffer}
}

func (l randomRows) pick(among ...string) string { return among[l.IntN(len(among))] }

func (l randomRows) make() []byte {
	var b strings.Builder
	b.WriteString(strings.ReplaceAll("Name,Company,Notes,Size", ",", l.comma) + l.end)
	for size := 40_000 + l.IntN(40_000); b.Len() < size; {
		if l.IntN(10_000) < l.odd {
			b.WriteString(l.oddRow())
		} else {
			b.WriteString(l.row() + l.end)
		}
	}
	b.WriteString(l.pick("", "", l.row(), "x", `"`, l.end+"Copyright 2026"+l.end))
	list, ok := written(l.encoding, b.String())
	if !ok {
		list, _ = written(l.encoding, strings.Map(l.known, b.String()))
	}
	for l.IntN(20_000) < l.odd {
		list[100+l.IntN(len(list)-100)] = l.pick("\"", "\n", "\r", ",", "\xFF", "\x80", "\xC3", "\xE3", "\xED", "\xF0")[0]
	}
	for range l.broken {
		if at := 100 + l.IntN(len(list)-100); list[at] >= 'a' && list[at] <= 'h' {
			list[at] = l.pick("\xFF", "\x80", "\x81", "\xE3")[0]
		}
	}
	return list
}

// known leaves out what the encoding does not have.
func (l randomRows) known(r rune) rune {
	if _, ok := written(l.encoding, string(r)); !ok {
		return -1
	}
	return r
}

func (l randomRows) row() string {
	return strings.Join([]string{l.cell(), l.cell(), l.cell(), l.cell()}, l.comma)
}

func (l randomRows) oddRow() string {
	if l.IntN(3) == 0 { // the header, or nearly
		names := l.pick("Name,Company,Notes,Size", `"Name","Company","Notes","Size"`, `Name,Company,Notes,"Size"`, "Name,Company,Notes,size", "Name,Company,,Size", "Name,Company,Notes,Size,")
		return strings.ReplaceAll(names, ",", l.comma) + l.end
	}
	var b strings.Builder
	for range l.IntN(12) {
		b.WriteString(l.pick(l.comma, l.comma, l.cell(), `"`, `""`, `"x"`, "\r", "\r\r\n", "\n", l.end, "\x00", " "))
	}
	return b.String() + l.pick(l.end, l.end, l.end, "")
}

func (l randomRows) cell() string {
	size := []int{1, 5, 20, 80}[l.IntN(4)]
	if l.IntN(100) >= l.quoted {
		return l.text(l.IntN(size))
	}
	var b strings.Builder
	for range l.IntN(4) {
		b.WriteString(l.text(l.IntN(size)) + l.pick("", `""`, l.comma, l.end, "\r", "\n"))
	}
	return `"` + b.String() + `"`
}

func (l randomRows) text(size int) string {
	var b strings.Builder
	for range size {
		if l.IntN(100) < l.wide {
			b.WriteString(l.pick("é", "ß", "日", "本", "語", "カ", "ﾅ", "、", "Ａ", "한", "힣", "ạ", "😀", "ก"))
		} else {
			b.WriteByte("abcdefgh 0123.+-/"[l.IntN(17)])
		}
	}
	return b.String()
}
