package leads_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"

	xtext "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"leadscore/internal/leadgen/invent"
	"leadscore/leads"
	"leadscore/leads/output"
)

// plainList is a list of 20,000 rows of 30 columns without quotes, like most exports.
func plainList() []byte {
	var b bytes.Buffer
	for row := range 20000 {
		for column := range 30 {
			if column > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, "cell %d.%d", row%97, column)
		}
		b.WriteString("\r\n")
	}
	return b.Bytes()
}

// quotedList is the same list with every cell in quotes, some with quotes inside.
func quotedList() []byte {
	text := strings.ReplaceAll(string(plainList()), ",", `","`)
	text = strings.ReplaceAll(text, "\r\n", "\"\r\n\"")
	text = strings.ReplaceAll(text, "cell 5", `cell ""5""`)
	return []byte(`"` + strings.TrimSuffix(text, `"`))
}

// japaneseList is the plain list in Japanese.
func japaneseList() []byte {
	return bytes.ReplaceAll(plainList(), []byte("cell"), []byte("東京都"))
}

// encoded is the list in Japanese in another encoding.
func encoded(b *testing.B, e xtext.Encoding) []byte {
	text, err := e.NewEncoder().Bytes(japaneseList())
	if err != nil {
		b.Fatal(err)
	}
	return text
}

func BenchmarkReader(b *testing.B) {
	for _, list := range []struct {
		name string
		text []byte
	}{
		{"plain", plainList()}, {"quoted", quotedList()}, {"japanese", japaneseList()},
		{"CP932", encoded(b, japanese.ShiftJIS)}, {"EUC-JP", encoded(b, japanese.EUCJP)},
		{"ISO-2022-JP", encoded(b, japanese.ISO2022JP)}, {"UTF-16", encoded(b, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))},
	} {
		b.Run(list.name, func(b *testing.B) {
			b.SetBytes(int64(len(list.text)))
			b.ReportAllocs()
			for b.Loop() {
				readAll(b, bytes.NewReader(list.text))
			}
		})
	}
}

// inventedList is the list of the project's benchmarks, in little.
func inventedList() []byte {
	list := invent.New(1)
	text := list.AppendHeader(nil)
	for range 20000 {
		text = list.AppendLead(text)
	}
	return text
}

// BenchmarkParts reads the same lists in parts: all cells, 18 of the 30 columns of the
// invented list, and what one goroutine does that only cuts.
func BenchmarkParts(b *testing.B) {
	for _, list := range []struct {
		name string
		text []byte
		want []int
	}{
		{"plain", plainList(), nil}, {"quoted", quotedList(), nil}, {"japanese", japaneseList(), nil}, {"invented", inventedList(), nil},
		{"wanted", inventedList(), []int{4, 9, 10, 12, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 25, 26, 27, 28}},
	} {
		b.Run(list.name, func(b *testing.B) {
			b.SetBytes(int64(len(list.text)))
			b.ReportAllocs()
			for b.Loop() {
				readParts(b, list.text, list.want)
			}
		})
	}
}

func readParts(b *testing.B, text []byte, want []int) {
	r, err := leads.NewReader(bytes.NewReader(text), leads.ReadOptions{})
	if err != nil {
		b.Fatal(err)
	}
	if want != nil {
		r.Want(want)
	}
	worker := func() func(*leads.Part, *int) {
		return func(p *leads.Part, n *int) {
			for _, more := p.Next(); more; _, more = p.Next() {
				*n++
			}
		}
	}
	if err := leads.ReadParts(r, 2, worker, func(*int) error { return nil }); err != nil {
		b.Fatal(err)
	}
}

func readAll(b *testing.B, in io.Reader) {
	r, err := leads.NewReader(in, leads.ReadOptions{})
	for err == nil {
		_, err = r.Next()
	}
	if err != io.EOF {
		b.Fatal(err)
	}
}

// BenchmarkEncodingCSV is the standard library's reader on the same lists.
func BenchmarkEncodingCSV(b *testing.B) {
	text := plainList()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		r := csv.NewReader(bytes.NewReader(text))
		r.ReuseRecord = true
		var err error
		for err == nil {
			_, err = r.Read()
		}
		if err != io.EOF {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppendRecord(b *testing.B) {
	text := plainList()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	cell := func(dst []byte, i int) []byte { return append(dst, "Asked for a demo +25"...) }
	var out []byte
	for b.Loop() {
		r, err := leads.NewReader(bytes.NewReader(text), leads.ReadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		layout, err := output.NewLayout(r.Head(), leads.Ours{Names: []string{"s", "t", "u"}})
		if err != nil {
			b.Fatal(err)
		}
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if out, err = layout.AppendRecord(out[:0], rec, cell); err != nil {
				b.Fatal(err)
			}
		}
	}
}
