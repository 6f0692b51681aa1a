package made

import (
	"slices"
	"strings"
	"unicode/utf8"

	xtext "golang.org/x/text/encoding"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"leadscore/leads/encoding"
)

// Coding is an encoding, and another author's implementation of it.
type Coding struct {
	encoding.Encoding
	Other xtext.Encoding
}

// Codings are the encodings that a list can be in.
func Codings() []Coding {
	return []Coding{
		{encoding.UTF8, xtext.Nop},
		{encoding.UTF16LE, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{encoding.UTF16BE, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
		{encoding.CP932, japanese.ShiftJIS},
		{encoding.EUCJP, japanese.EUCJP},
		{encoding.ISO2022JP, japanese.ISO2022JP},
		{encoding.Windows1252, charmap.Windows1252},
	}
}

// Fit leaves out of a text what the encoding does not have.
func (c Coding) Fit(text string) string {
	return strings.Map(func(r rune) rune {
		coded, err := c.Other.NewEncoder().Bytes([]byte(string(r)))
		back, _ := c.Other.NewDecoder().Bytes(coded)
		if err != nil || r == utf8.RuneError || string(back) != string(r) {
			return -1
		}
		return r
	}, text)
}

// Encode gives a text in the encoding, which has all of its characters.
func (c Coding) Encode(t rapid.TB, text string) string {
	t.Helper()
	coded, err := c.Other.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%q cannot be written in %v: %v", text, c.Encoding, err)
	}
	return string(coded)
}

// Decode gives the text of what is in the encoding.
func (c Coding) Decode(t rapid.TB, coded string) string {
	t.Helper()
	text, err := c.Other.NewDecoder().Bytes([]byte(coded))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// In gives a made-up list with another separator, and only with characters of an
// encoding.
func (l List) In(c Coding, comma byte) List {
	other := l
	other.Rows = nil
	for _, r := range l.Rows {
		var raw []string
		for i, cell := range r.Cells {
			cell = c.Fit(cell)
			if strings.ContainsAny(cell, string(comma)+"\"\r\n") || strings.HasPrefix(r.Raw[i], `"`) || len(r.Cells) == 1 && strings.TrimSpace(cell) == "" {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			raw = append(raw, cell)
		}
		end := c.Fit(r.End)
		if len(raw) > 0 || comma != '\t' || !strings.Contains(end, "\t") {
			other.Rows = append(other.Rows, Row{Raw: raw, Cells: r.Cells, End: end})
		}
	}
	return other
}

// Joined is the list as it stands in a file, with these cells of ours at the end of
// each row; the first row has names.
func (l List) Joined(comma byte, names, ours []string) string {
	var b strings.Builder
	if l.BOM {
		b.WriteString("\uFEFF")
	}
	for _, r := range l.Rows {
		raw := r.Raw
		if len(raw) > 0 && names != nil {
			raw = append(slices.Clone(raw), make([]string, max(0, len(l.Header)-len(raw)))...)
			raw = slices.Insert(raw, len(l.Header), names...)
			names = ours
		}
		b.WriteString(strings.Join(raw, string(comma)) + r.End)
	}
	return b.String()
}
