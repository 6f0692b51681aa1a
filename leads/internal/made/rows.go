package made

import (
	"math/rand/v2"
	"strings"

	"pgregory.net/rapid"

	"leadscore/leads/encoding"
	"leadscore/leads/internal/records"
)

// Rows makes up lists of four columns.
type Rows struct {
	*rand.Rand
	Encoding   encoding.Encoding
	Comma, End string
	quoted     int // cells of a hundred
	wide       int // characters of a hundred that are not ASCII
	odd        int // rows of ten thousand that are not as they should be
	broken     int // letters that are no character instead
	Ragged     records.Ragged
}

// DrawRows draws what the rows of a list are like.
func DrawRows(t *rapid.T) Rows {
	return Rows{
		Rand:     rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)),
		Encoding: rapid.SampledFrom(append(Encodings(), encoding.UTF8, encoding.UTF8, encoding.UTF8, encoding.UTF8, encoding.UTF8, encoding.UTF8)).Draw(t, "encoding"),
		Comma:    rapid.SampledFrom([]string{",", ",", ";", "\t", "|"}).Draw(t, "comma"),
		End:      rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "end"),
		quoted:   rapid.SampledFrom([]int{0, 3, 50, 100}).Draw(t, "quoted"),
		wide:     rapid.SampledFrom([]int{0, 1, 20, 90}).Draw(t, "wide"),
		odd:      rapid.SampledFrom([]int{0, 0, 0, 5, 100, 3000}).Draw(t, "odd"),
		broken:   rapid.SampledFrom([]int{0, 0, 3, 30}).Draw(t, "broken"),
		Ragged:   records.Ragged(rapid.IntRange(0, 2).Draw(t, "ragged")),
	}
}

// Pick gives one of some texts.
func (l Rows) Pick(among ...string) string { return among[l.IntN(len(among))] }

// Make makes the list, of 40 to 80 KB.
func (l Rows) Make() []byte {
	var b strings.Builder
	b.WriteString(strings.ReplaceAll("Name,Company,Notes,Size", ",", l.Comma) + l.End)
	for size := 40_000 + l.IntN(40_000); b.Len() < size; {
		if l.IntN(10_000) < l.odd {
			b.WriteString(l.oddRow())
		} else {
			b.WriteString(l.row() + l.End)
		}
	}
	b.WriteString(l.Pick("", "", l.row(), "x", `"`, l.End+"Copyright 2026"+l.End))
	list, ok := Written(l.Encoding, b.String())
	if !ok {
		list, _ = Written(l.Encoding, strings.Map(l.known, b.String()))
	}
	for l.IntN(20_000) < l.odd {
		list[100+l.IntN(len(list)-100)] = l.Pick("\"", "\n", "\r", ",", "\xFF", "\x80", "\xC3", "\xE3", "\xED", "\xF0")[0]
	}
	for range l.broken {
		if at := 100 + l.IntN(len(list)-100); list[at] >= 'a' && list[at] <= 'h' {
			list[at] = l.Pick("\xFF", "\x80", "\x81", "\xE3")[0]
		}
	}
	return list
}

// known leaves out what the encoding does not have.
func (l Rows) known(r rune) rune {
	if _, ok := Written(l.Encoding, string(r)); !ok {
		return -1
	}
	return r
}

func (l Rows) row() string {
	return strings.Join([]string{l.cell(), l.cell(), l.cell(), l.cell()}, l.Comma)
}

func (l Rows) oddRow() string {
	if l.IntN(3) == 0 { // the header, or nearly
		names := l.Pick("Name,Company,Notes,Size", `"Name","Company","Notes","Size"`, `Name,Company,Notes,"Size"`, "Name,Company,Notes,size", "Name,Company,,Size", "Name,Company,Notes,Size,")
		return strings.ReplaceAll(names, ",", l.Comma) + l.End
	}
	var b strings.Builder
	for range l.IntN(12) {
		b.WriteString(l.Pick(l.Comma, l.Comma, l.cell(), `"`, `""`, `"x"`, "\r", "\r\r\n", "\n", l.End, "\x00", " "))
	}
	return b.String() + l.Pick(l.End, l.End, l.End, "")
}

func (l Rows) cell() string {
	size := []int{1, 5, 20, 80}[l.IntN(4)]
	if l.IntN(100) >= l.quoted {
		return l.text(l.IntN(size))
	}
	var b strings.Builder
	for range l.IntN(4) {
		b.WriteString(l.text(l.IntN(size)) + l.Pick("", `""`, l.Comma, l.End, "\r", "\n"))
	}
	return `"` + b.String() + `"`
}

func (l Rows) text(size int) string {
	var b strings.Builder
	for range size {
		if l.IntN(100) < l.wide {
			b.WriteString(l.Pick("é", "ß", "日", "本", "語", "カ", "ﾅ", "、", "Ａ", "한", "힣", "ạ", "😀", "ก"))
		} else {
			b.WriteByte("abcdefgh 0123.+-/"[l.IntN(17)])
		}
	}
	return b.String()
}

// Encodings are the encodings that a list can be in.
func Encodings() []encoding.Encoding {
	return []encoding.Encoding{encoding.UTF8, encoding.UTF16LE, encoding.UTF16BE, encoding.CP932, encoding.EUCJP, encoding.ISO2022JP, encoding.Windows1252}
}

// Written gives a text in an encoding that has its characters.
func Written(e encoding.Encoding, text string) (list []byte, ok bool) {
	c := encoding.ForOutput(e)
	coded, n := c.AppendEncoded(nil, []byte(text))
	return c.Restore(nil, coded), n == len(text)
}
