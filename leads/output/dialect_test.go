package output_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/made"
	"leadscore/leads/output"
)

// TestDialects: in each encoding, with each separator, an annotated list is the bytes
// of the list and ours; without ours it is the list.
func TestDialects(t *testing.T) {
	for _, c := range made.Codings() {
		t.Run(c.String(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				comma := rapid.SampledFrom([]byte(",\t;|^~")).Draw(t, "comma")
				header := made.ColumnNames(rapid.IntRange(1, 4).Draw(t, "columns"))
				l := made.ListOf(header).Draw(t, "list").In(c, comma)
				l.BOM = l.BOM && (c.Encoding == encoding.UTF8 || c.Encoding == encoding.UTF16LE || c.Encoding == encoding.UTF16BE)
				mine := c.Fit(rapid.SampledFrom([]string{"", "12", "東京, ソ表", "ü|;\t\"", "要連絡"}).Draw(t, "ours"))
				text := l.Joined(comma, nil, nil)
				r, err := leads.NewReader(strings.NewReader(c.Encode(t, text)), leads.ReadOptions{Encoding: c.Encoding, Comma: comma, HeaderLine: 1})
				if err != nil {
					t.Fatalf("%q: %v", text, err)
				}
				got := annotateAll(t, r, output.Options{}, mine)
				quotedMine := quotedFor(mine, comma)
				want := l.Joined(comma, made.Ours.Names, []string{quotedMine, quotedMine, quotedMine})
				if got != c.Encode(t, want) {
					t.Fatalf("%q becomes\n%q\nwant\n%q", text, c.Decode(t, got), want)
				}
				padded := l.Joined(comma, []string{}, []string{})
				if back := made.StripAt(c.Decode(t, got), comma, l.EOL, len(header), 3); c.Encode(t, back) != c.Encode(t, padded) {
					t.Fatalf("without ours it is\n%q\nwant\n%q", back, padded)
				}
			})
		})
	}
}

// quotedFor quotes a cell of ours as it must be.
func quotedFor(cell string, comma byte) string {
	if strings.ContainsAny(cell, string(comma)+"\"\r\n") {
		return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	}
	return cell
}

// annotateAll writes a list with the same text in each cell of ours.
func annotateAll(t rapid.TB, r *leads.Reader, opt output.Options, mine string) string {
	t.Helper()
	out, err := tryAnnotate(t, r, opt, mine)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func tryAnnotate(t rapid.TB, r *leads.Reader, opt output.Options, mine string) (string, error) {
	t.Helper()
	layout, err := output.NewLayout(r.Head(), made.Ours)
	if err != nil {
		t.Fatal(err)
	}
	layout = layout.As(r.Head(), opt)
	out, err := layout.AppendHeader(nil, r.Head())
	if err != nil {
		return "", err
	}
	for _, rec := range made.All(t, r) {
		if out, err = layout.AppendRecord(out, rec, func(dst []byte, i int) []byte { return append(dst, mine...) }); err != nil {
			return "", err
		}
	}
	return string(out), nil
}

// TestCodesStay: characters that have two codes, and bytes that are no character, come
// back as they were.
func TestCodesStay(t *testing.T) {
	for _, c := range []struct {
		name string
		encoding.Encoding
		comma byte
		cells []string // as bytes
	}{
		{"CP932, NEC and IBM", encoding.CP932, ',', []string{"\xED\x40", "\xFA\x5C", "\x81\xCA", "\xFA\x54", "\x87\x9A", "\x81\xE6", "\xF0\x40", "\x83\x5C"}},
		{"CP932, broken", encoding.CP932, ',', []string{"\x83", "\xFF", "\x80", "\xA0", "\x85\x7F"}},
		{"CP932 with |", encoding.CP932, '|', []string{"\x83\x7C", "\x94\x5C", "\xED\x7C", "\x83\x20"}},
		{"EUC-JP, broken", encoding.EUCJP, ',', []string{"\xB0", "\x8F\xA1", "\xFF", "\x8E"}},
		{"ISO-2022-JP, other escapes", encoding.ISO2022JP, ',', []string{"\x1B$@F|K\\\x1B(J", "\x1B(J\\\x1B(B", "\x1B$BF|\x1B$BK\\\x1B(B", "\x1B(I1\x1B(B", "\x1Bx"}},
		{"Windows-1252, no characters", encoding.Windows1252, ';', []string{"\x81\x8D\x8F\x90\x9D", "\xFC"}},
		{"UTF-8, broken", encoding.UTF8, ',', []string{"\xFF", "\xED\xA0\x80", "\xC0\x80"}},
		{"UTF-16, half of a pair", encoding.UTF16LE, ',', []string{"\x00\xD8", "\x34\xDD\x1E\xD8", "\xFE\xFF"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			plain := func(s string) string {
				if c.Encoding == encoding.UTF16LE {
					return made.Coding{Encoding: encoding.UTF16LE, Other: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)}.Encode(t, s)
				}
				return s
			}
			var text, want string
			row := func(id, mine, cell string) string { return plain(id+string(c.comma)) + cell + plain(mine+"\r\n") }
			comma := string(c.comma)
			text = row("id", "", plain("name"))
			want = row("id", comma+"lead_score"+comma+"lead_score_low"+comma+"lead_reasons", plain("name"))
			for _, cell := range c.cells {
				text += row("1", "", cell)
				want += row("1", comma+"x"+comma+"x"+comma+"x", cell)
			}
			r, err := leads.NewReader(strings.NewReader(text), leads.ReadOptions{Encoding: c.Encoding, Comma: c.comma})
			if err != nil {
				t.Fatal(err)
			}
			if got := annotateAll(t, r, output.Options{}, "x"); got != want {
				t.Errorf("\n%q becomes\n%q\nwant\n%q", text, got, want)
			}
		})
	}
}

// TestGuessNothingLost: each of the project's own lists, read without being told
// anything, comes back byte for byte.
func TestGuessNothingLost(t *testing.T) {
	for _, pattern := range []string{"../testdata/read/*.csv", "../../testdata/*.csv", "../../../shared/crm/*.csv", "../../../shared/csvsuite/csv-spectrum/csvs/*.csv"} {
		lists, err := filepath.Glob(pattern)
		if err != nil || len(lists) == 0 {
			t.Logf("nothing like %s is here", pattern)
		}
		for _, path := range lists {
			t.Run(filepath.Base(path), func(t *testing.T) {
				text, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				checkNothingLost(t, text)
			})
		}
	}
}

// checkNothingLost annotates a list that can be read at all, takes our columns out of
// each record again, and compares bytes.
func checkNothingLost(t *testing.T, text []byte) {
	t.Helper()
	r, err := leads.NewReader(bytes.NewReader(text), leads.ReadOptions{})
	if err != nil {
		return
	}
	layout, err := output.NewLayout(r.Head(), made.Ours)
	if err != nil {
		t.Fatal(err)
	}
	// Cells of ours that no list has, so that they can be taken out again.
	const mark = "leadscore-mark"
	head, err := layout.AppendHeader(nil, r.Head())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := without(string(head), r, made.Ours.Names...), string(r.Head().AppendRaw(nil)); got != want {
		t.Errorf("the header becomes %q, want %q", got, want)
	}
	rest := r.Head().AppendRaw(nil)
	for _, rec := range made.All(t, r) {
		rest = rec.AppendRaw(rest)
		if rec.Fault != nil {
			continue
		}
		written, err := layout.AppendRecord(nil, rec, func(dst []byte, i int) []byte { return append(dst, mark...) })
		if err != nil {
			t.Fatal(err)
		}
		got, want := string(written), string(rec.AppendRaw(nil))
		if rec.IsLead() {
			got = without(got, r, mark, mark, mark)
		} else if rec.Continuation || rec.Heading {
			got = without(got, r, "", "", "")
		}
		if rec.Short {
			padding := strings.Repeat(string(r.Head().Dialect.Comma), missing(rec, r))
			end := len(want) - len(strings.TrimRight(want, "\r\n"))
			got = strings.TrimSuffix(got[:len(got)-end], padding) + got[len(got)-end:]
		}
		if got != want {
			t.Errorf("line %d becomes %q, want %q", rec.Line, written, want)
		}
	}
	if !bytes.Equal(rest, text) {
		t.Error("the records are not the list")
	}
}

// without takes cells of ours, which stand at the end, out of a record again.
func without(written string, r *leads.Reader, cells ...string) string {
	comma := string(r.Head().Dialect.Comma)
	block := comma + strings.Join(cells, comma)
	for _, c := range made.Codings() {
		if c.Encoding == r.Head().Dialect.Encoding {
			coded, _ := c.Other.NewEncoder().Bytes([]byte(block))
			block = string(coded)
		}
	}
	i := strings.LastIndex(written, block)
	if i < 0 {
		return fmt.Sprintf("no %q in %q", block, written)
	}
	return written[:i] + written[i+len(block):]
}

// missing counts the cells that a short record lacks.
func missing(rec *leads.Record, r *leads.Reader) int {
	return len(r.Header()) - strings.Count(string(rec.Raw), string(r.Head().Dialect.Comma)) - 1
}

// TestBytesStay: whatever the bytes, and whatever encoding and separator they are said
// to have, a record that is written has them all, and ours at the end.
func TestBytesStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOf(rapid.OneOf(
			rapid.SampledFrom([]string{"a", ",", "|", "\n", "\r\n", "\"", "\x83", "\x83|", "\x83\\", "\xFF", "\x1B$B", "\x1B(B", "F|", "\xA4\xA2", "\x8F", "\x00", "\xD8", "東", "é"}),
			rapid.Map(rapid.Byte(), func(b byte) string { return string([]byte{b}) })))
		text := "a,b|c\n" + strings.Join(pieces.Draw(t, "text"), "")
		c := rapid.SampledFrom(made.Codings()).Draw(t, "encoding")
		if c.Encoding == encoding.UTF16LE || c.Encoding == encoding.UTF16BE {
			text = c.Encode(t, "a,b|c\n") + text
		}
		comma := rapid.SampledFrom([]byte(",|")).Draw(t, "comma")
		r, err := leads.NewReader(strings.NewReader(text), leads.ReadOptions{Encoding: c.Encoding, Comma: comma, HeaderLine: 1})
		if err != nil {
			return
		}
		layout, err := output.NewLayout(r.Head(), made.Ours)
		if err != nil {
			t.Fatal(err)
		}
		for _, rec := range made.All(t, r) {
			raw := string(rec.AppendRaw(nil))
			written, err := layout.AppendRecord(nil, rec, func(dst []byte, i int) []byte { return append(dst, 'x') })
			if err != nil {
				t.Fatal(err)
			}
			if rec.Fault != nil || rec.Blank || rec.Trimmed {
				continue
			}
			missing := 0
			if rec.Short {
				missing = len(r.Header()) // at most
			}
			if !hasOurs(t, c, string(written), raw, comma, missing) {
				t.Fatalf("%v, %q: %q becomes %q", c.Encoding, comma, raw, written)
			}
		}
	})
}

// hasOurs tells whether a written record is the bytes of a record with our cells before
// its line end, and up to some blank cells before ours.
func hasOurs(t rapid.TB, c made.Coding, written, raw string, comma byte, missing int) bool {
	for end := len(raw); end >= max(0, len(raw)-8); end-- {
		for padding := range missing + 1 {
			block := c.Encode(t, strings.Repeat(string(comma), padding)+strings.Repeat(string(comma)+"x", 3))
			if written == raw[:end]+block+raw[end:] || written == raw[:end]+"\x1B(B"+block+raw[end:] {
				return true
			}
		}
	}
	return false
}
