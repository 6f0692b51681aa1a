package leads

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// Compression says how a file is compressed.
type Compression uint8

// The compressions that are read and written.
const (
	Uncompressed Compression = iota
	Gzip
	Zstandard
)

// String names the compression: "gzip". It is empty for Uncompressed.
func (c Compression) String() string { return [...]string{"", "gzip", "zstd"}[c] }

// compressionOf tells the compression of a file by its first four bytes.
func compressionOf(begin []byte) Compression {
	switch {
	case bytes.HasPrefix(begin, []byte("\x1F\x8B")):
		return Gzip
	case bytes.HasPrefix(begin, []byte("\x28\xB5\x2F\xFD")), // a frame, or one to be skipped
		len(begin) == 4 && begin[0]&0xF0 == 0x50 && string(begin[1:]) == "\x2A\x4D\x18":
		return Zstandard
	}
	return Uncompressed
}

// maxWindow bounds the memory that compressed data can ask for, at what the zstd
// program allows too unless told otherwise.
const maxWindow = 128 << 20

// freeExpansion is what compressed data may come to whatever its size.
const freeExpansion = 64 << 20

// ErrExpands is what the errors of compressed data wrap that comes to more than it may.
var ErrExpands = errors.New("the compressed data comes to too much")

// ErrDamaged is what the errors of compressed data wrap that cannot be decompressed.
var ErrDamaged = errors.New("the compressed data is damaged")

// Decompress reads through the compression that the first bytes of a file tell, if any,
// with the limits that lists have. Errors of the data wrap ErrDamaged or ErrExpands.
func Decompress(in io.Reader) (io.Reader, error) {
	out, _, err := decompress(in, ReadOptions{}.withLimits())
	return out, err
}

// decompress reads through the compression that the first bytes tell, in constant
// memory.
func decompress(in io.Reader, opt ReadOptions) (io.Reader, Compression, error) {
	below := &errorKeeper{in: in}
	buffered := bufio.NewReaderSize(below, 16) // to look at a few bytes, not to copy all
	begin, _ := buffered.Peek(4)
	d := &decompressor{kind: compressionOf(begin), below: below, opt: opt}
	var err error
	switch d.kind {
	case Uncompressed:
		return buffered, Uncompressed, nil
	case Gzip:
		d.in, err = newPaddedGzip(bufio.NewReaderSize(buffered, bufferSize))
	case Zstandard:
		d.in, err = zstd.NewReader(bufio.NewReaderSize(buffered, bufferSize), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	}
	if err != nil {
		return nil, d.kind, d.explain(err)
	}
	return d, d.kind, nil
}

// errorKeeper keeps the first error of a reader, and how much was read.
type errorKeeper struct {
	in   io.Reader
	read int64
	err  error
}

func (k *errorKeeper) Read(p []byte) (int, error) {
	n, err := k.in.Read(p)
	k.read += int64(n)
	if err != nil && err != io.EOF && k.err == nil {
		k.err = err
	}
	return n, err
}

type decompressor struct {
	in    io.Reader
	kind  Compression
	below *errorKeeper
	opt   ReadOptions
	made  int64 // bytes
}

func (d *decompressor) Read(p []byte) (int, error) {
	n, err := d.in.Read(p)
	d.made += int64(n)
	switch {
	case err != nil && err != io.EOF:
		err = d.explain(err)
	case d.made > d.opt.MaxExpanded:
		err = fmt.Errorf("%w: more than %d bytes. --limit expanded=N allows N bytes", ErrExpands, d.opt.MaxExpanded)
	case d.made > freeExpansion && d.made/int64(d.opt.MaxRatio) > d.below.read:
		err = fmt.Errorf("%w: more than %d bytes for each of its own. --limit ratio=N allows N", ErrExpands, d.opt.MaxRatio)
	}
	return n, err
}

// paddedGzip reads gzip data behind which zero bytes may follow, as on tapes and in blocks
// of a fixed size. The gzip program reads them too.
type paddedGzip struct {
	in     *bufio.Reader
	stream *gzip.Reader
}

func newPaddedGzip(in *bufio.Reader) (*paddedGzip, error) {
	stream, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	stream.Multistream(false) // else the padding is taken for a further stream
	return &paddedGzip{in, stream}, nil
}

func (g *paddedGzip) Read(p []byte) (int, error) {
	for {
		n, err := g.stream.Read(p)
		if err == io.EOF {
			err = g.next()
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
}

// next goes on to the next of several streams; io.EOF where there is none.
func (g *paddedGzip) next() error {
	padded := false
	for {
		b, err := g.in.ReadByte()
		switch {
		case err != nil:
			return err
		case b == 0:
			padded = true
		case padded:
			return gzip.ErrHeader
		default:
			_ = g.in.UnreadByte() // it was just read
			if err := g.stream.Reset(g.in); err != nil {
				return err
			}
			g.stream.Multistream(false)
			return nil
		}
	}
}

// explain words what is wrong with the data, unless it could not be read at all.
func (d *decompressor) explain(err error) error {
	if d.below.err != nil {
		return d.below.err
	}
	reason := strings.TrimPrefix(err.Error(), d.kind.String()+": ")
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		reason = "it ends too early"
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		reason = "it needs more than 128 MiB of memory. decompress it first"
	}
	return fmt.Errorf("%w: %v: %s", ErrDamaged, d.kind, reason)
}

// Compress gives a writer to what shall be the file of this name: it compresses where
// the name ends with .gz or .zst. Close completes the data and leaves w open.
func Compress(w io.Writer, name string) (io.WriteCloser, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".gz":
		return gzip.NewWriter(w), nil
	case ".zst":
		return zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
	}
	return uncompressed{w}, nil
}

type uncompressed struct{ io.Writer }

func (uncompressed) Close() error { return nil }
