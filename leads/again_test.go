package leads

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

// placed is all that there is to say about a record, and where it stands.
type placed struct {
	text  string
	place Place
}

// places reads a list to its end, and keeps the records that have no fault.
func places(t failer, r *Reader) []placed {
	t.Helper()
	var all []placed
	newWorker := func() func(*Part, *[]placed) {
		return func(p *Part, into *[]placed) {
			*into = (*into)[:0]
			for rec, more := p.Next(); more; rec, more = p.Next() {
				if rec.Fault == nil {
					*into = append(*into, placed{described(rec), p.Place(rec)})
				}
			}
		}
	}
	err := ReadParts(r, 3, newWorker, func(records *[]placed) error {
		all = append(all, *records...)
		return nil
	})
	if err != nil {
		t.Fatalf("reading ends with %v", err)
	}
	return all
}

// again reads records again, 50 of them as a part.
func again(r *Reader, from io.ReaderAt, records []placed) (texts []string, err error) {
	newWorker := func() func(*Part, *[]string) {
		return func(p *Part, into *[]string) {
			*into = (*into)[:0]
			for rec, more := p.Next(); more; rec, more = p.Next() {
				*into = append(*into, described(rec))
			}
		}
	}
	next := func(*[]string) (part []Place) {
		for len(records) > 0 && len(part) < 50 {
			part, records = append(part, records[0].place), records[1:]
		}
		return part
	}
	err = ReadAgain(r, from, 3, newWorker, next, func(of *[]string) error {
		texts = append(texts, *of...)
		return nil
	})
	return texts, err
}

func compareAgain(t failer, r *Reader, from io.ReaderAt, records []placed) {
	t.Helper()
	texts, err := again(r, from, records)
	if err != nil || len(texts) != len(records) {
		t.Fatalf("%d records, error %v; the first time %d", len(texts), err, len(records))
	}
	for i, text := range texts {
		if text != records[i].text {
			t.Fatalf("record %d is\n%s\nthe first time it was\n%s", i, text, records[i].text)
		}
	}
}

// Records of lists of all kinds are the same when they are read again in another order.
func TestAgainIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := longList(t)
		opt := smallParts(ReadOptions{Ragged: Ragged(rapid.IntRange(0, 2).Draw(t, "ragged"))})
		r, err := NewReader(strings.NewReader(text), opt)
		if err != nil {
			return
		}
		records := places(t, r)
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0))
		random.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		if !r.Verbatim() {
			t.Fatal("records are not verbatim")
		}
		compareAgain(t, r, strings.NewReader(text), records)
	})
}

// What cannot be read again where it came from can be read from a spool.
func TestAgainFromASpool(t *testing.T) {
	text := "名前,会社,備考\n" + strings.Repeat("佐藤,株式会社アオバ,\"来週\n電話\"\n林,工業|ソ,表\n短い\n", 2000)
	encode := func(e interface{ Bytes([]byte) ([]byte, error) }) string {
		b, err := e.Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	io.WriteString(z, text)
	z.Close()
	for name, list := range map[string]string{
		"UTF-8":                   text,
		"gzip":                    zipped.String(),
		"UTF-16":                  encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()),
		"ISO-2022-JP":             encode(japanese.ISO2022JP.NewEncoder()),
		"CP932 with vertical bar": strings.ReplaceAll(encode(japanese.ShiftJIS.NewEncoder()), ",", "|"),
	} {
		t.Run(name, func(t *testing.T) {
			r, err := NewReader(strings.NewReader(list), smallParts(ReadOptions{}))
			if err != nil {
				t.Fatal(err)
			}
			if verbatim := name == "UTF-8"; r.Verbatim() != verbatim {
				t.Errorf("verbatim is %v", r.Verbatim())
			}
			spool, err := os.Create(t.TempDir() + "/spool")
			if err != nil {
				t.Fatal(err)
			}
			defer spool.Close()
			if err := r.Spool(spool); err != nil {
				t.Fatal(err)
			}
			records := places(t, r)
			if len(records) < 4000 {
				t.Errorf("%d records", len(records))
			}
			rand.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
			compareAgain(t, r, spool, records)
		})
	}
}

// A list that is written to in the meantime is noticed where records are no longer the
// same size, or are gone.
func TestAgainNoticesChanges(t *testing.T) {
	text := "a,b\n" + strings.Repeat("1,2\n", 20_000)
	for name, changed := range map[string]string{
		"shorter":     text[:40_000],
		"broken rows": strings.ReplaceAll(text, "1,2\n", "1\n,\n"),
		"quotes":      strings.ReplaceAll(text, "1,2\n", `1,"`+"\n"),
		"nothing":     "",
	} {
		t.Run(name, func(t *testing.T) {
			r, err := NewReader(strings.NewReader(text), smallParts(ReadOptions{}))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := again(r, strings.NewReader(changed), places(t, r)); !errors.Is(err, ErrChanged) {
				t.Errorf("ends with %v", err)
			}
		})
	}
}
