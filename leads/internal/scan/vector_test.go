package scan

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// bothIndexes makes an index with and without vector instructions.
func bothIndexes(t failer, s Syntax, width int, text []byte) {
	t.Helper()
	data := append(slices.Clone(text), make([]byte, chunk)...)
	for i := len(text); i < len(data); i++ {
		data[i] = "\n,\"\xE3"[i%4] // belongs to nobody
	}
	byVectors, plain := new(Index), &Index{plain: true}
	got, want := byVectors.Build(s, width, data, len(text)), plain.Build(s, width, data, len(text))
	switch {
	case got != want:
		t.Fatalf("%q: UTF-8 %v; without vectors %v", text, got, want)
	case !slices.Equal(byVectors.Ends, plain.Ends):
		t.Fatalf("%q: cells end at\n%d\nwithout vectors at\n%d", text, byVectors.Ends, plain.Ends)
	case !slices.Equal(byVectors.marks, plain.marks):
		t.Fatalf("%q: marks\n%+v\nwithout vectors\n%+v", text, byVectors.marks, plain.marks)
	case !slices.Equal(byVectors.Rows, plain.Rows):
		t.Fatalf("%q: rows\n%+v\nwithout vectors\n%+v", text, byVectors.Rows, plain.Rows)
	}
}

// Vector instructions find what plain ones do, whatever stands in a list.
func TestVectors(t *testing.T) {
	if !hasVectors {
		t.Skip("the processor has none, or the program is built without")
	}
	rapid.Check(t, func(t *rapid.T) {
		s := Syntax{Comma: rapid.SampledFrom([]byte(",;\t|")).Draw(t, "comma"), EOL: rapid.SampledFrom([]byte("\n\n\r")).Draw(t, "eol")}
		some := rapid.SampledFrom([]string{
			"aaaaaaaaaaaaaaaaaaaaaaaaa,", "a,,,,,,,,", ",", "a\"", "aaaaaaaaaaaaaaaaa\",\r\n", "a日é\xE3\x80",
		}).Draw(t, "of")
		bytes := rapid.OneOf(rapid.SampledFrom([]byte(some)), rapid.SampledFrom([]byte(some)), rapid.Byte(), rapid.Just(s.EOL), rapid.Just(s.Comma))
		text := rapid.SliceOfN(bytes, 1, 1000).Draw(t, "text")
		for len(text) < rapid.IntRange(1, 3*chunksAtOnce*chunk).Draw(t, "length") {
			text = append(text, text...)
		}
		bothIndexes(t, s, rapid.IntRange(1, 4).Draw(t, "width"), text)
	})
}

func FuzzVectors(f *testing.F) {
	if !hasVectors {
		f.Skip("the processor has none, or the program is built without")
	}
	f.Add([]byte("a,\"b\n\"\"c\",d\r\n日本,é,\xFF\n"), byte(','), 3)
	f.Fuzz(func(t *testing.T, text []byte, comma byte, times int) {
		if len(text) == 0 || comma == '"' || comma == '\n' || comma == 0 {
			return
		}
		bothIndexes(t, Syntax{Comma: comma, EOL: '\n'}, 1+times&3, slices.Repeat(text, 1+(times&0x7FFFFFFF)%(1+20_000/len(text))))
	})
}
