package compress_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/zstd"

	"leadscore/leads"
	"leadscore/leads/compress"
	"leadscore/leads/internal/made"
)

const smallList = "id,name\r\n1,東京\r\n2,\"a\r\nb\"\r\n"

func gzipped(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zstandard(t testing.TB, text string, options ...zstd.EOption) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil, options...)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll([]byte(text), nil)
}

// TestCompressed reads compressed lists, by their first bytes.
func TestCompressed(t *testing.T) {
	half := len(smallList) / 2
	skippable := []byte("\x50\x2A\x4D\x18\x03\x00\x00\x00abc")
	for _, c := range []struct {
		name string
		data []byte
		want compress.Kind
	}{
		{"nothing", []byte(smallList), compress.None},
		{"gzip", gzipped(t, smallList), compress.Gzip},
		{"gzip in two members", append(gzipped(t, smallList[:half]), gzipped(t, smallList[half:])...), compress.Gzip},
		{"gzip with zero bytes behind", append(gzipped(t, smallList), make([]byte, 5000)...), compress.Gzip},
		{"zstd", zstandard(t, smallList), compress.Zstandard},
		{"zstd in two frames", append(zstandard(t, smallList[:half]), zstandard(t, smallList[half:])...), compress.Zstandard},
		{"zstd after a frame to be skipped", append(skippable, zstandard(t, smallList)...), compress.Zstandard},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, in := range []io.Reader{bytes.NewReader(c.data), iotest.OneByteReader(bytes.NewReader(c.data))} {
				r, err := leads.NewReader(in, leads.ReadOptions{})
				if err != nil {
					t.Fatal(err)
				}
				if got := r.Head().Dialect.Compression; got != c.want {
					t.Errorf("compressed with %v, want %v", got, c.want)
				}
				text := r.Head().AppendRaw(nil)
				for _, rec := range made.All(t, r) {
					text = rec.AppendRaw(text)
				}
				if string(text) != smallList {
					t.Errorf("read %q", text)
				}
			}
		})
	}
}

func TestDamaged(t *testing.T) {
	long := strings.Repeat(smallList, 20000)
	broken := gzipped(t, long)
	broken[len(broken)-6] ^= 1
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"gzip, only a beginning", gzipped(t, smallList)[:5], "the compressed data is damaged: gzip: it ends too early"},
		{"gzip, cut", gzipped(t, long)[:500], "the compressed data is damaged: gzip: it ends too early"},
		{"gzip, checksum", broken, "the compressed data is damaged: gzip: invalid checksum"},
		{"zstd, cut", zstandard(t, long)[:100], "the compressed data is damaged: zstd: it ends too early"},
		{"zstd, a window of 1 GiB", []byte("\x28\xB5\x2F\xFD\x00\xA0\x01\x00\x00"), "the compressed data is damaged: zstd: it needs more than 128 MiB of memory. decompress it first"},
		{"a workbook in gzip", gzipped(t, "PK\x03\x04"), "the workbook is damaged: it is no whole zip archive"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := leads.NewReader(bytes.NewReader(c.data), leads.ReadOptions{})
			for err == nil {
				_, err = r.Next()
			}
			if err.Error() != c.want || strings.Contains(c.want, "data is damaged") != errors.Is(err, compress.ErrDamaged) {
				t.Errorf("got error %v, want %s", err, c.want)
			}
		})
	}
}

// TestCompressedReadError: an error of the file is not taken for one of its data.
func TestCompressedReadError(t *testing.T) {
	gone := errors.New("the disk is gone")
	data := gzipped(t, strings.Repeat(smallList, 20000))
	r, err := leads.NewReader(io.MultiReader(bytes.NewReader(data[:500]), iotest.ErrReader(gone)), leads.ReadOptions{})
	for err == nil {
		_, err = r.Next()
	}
	if err != gone {
		t.Errorf("got error %v", err)
	}
}

func TestCompress(t *testing.T) {
	for name, want := range map[string]compress.Kind{
		"out.csv": compress.None, "out.csv.gz": compress.Gzip, "OUT.CSV.GZ": compress.Gzip, "out.csv.zst": compress.Zstandard, "gz": compress.None,
	} {
		var b, again bytes.Buffer
		for _, out := range []*bytes.Buffer{&b, &again} {
			w, err := compress.NewWriter(out, name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.WriteString(w, smallList); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Errorf("%s: the same text gives other bytes", name)
		}
		r, err := leads.NewReader(&b, leads.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Head().Dialect.Compression; got != want || len(made.All(t, r)) != 2 {
			t.Errorf("%s: compressed with %v, want %v", name, got, want)
		}
	}
}
