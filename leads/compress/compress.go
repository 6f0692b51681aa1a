// Package compress reads and writes compressed files, and bounds what they may come to.
package compress

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

// Kind says how a file is compressed.
type Kind uint8

// The compressions that are read and written.
const (
	None Kind = iota
	Gzip
	Zstandard
)

// String names the compression: "gzip". It is empty for Uncompressed.
func (c Kind) String() string { return [...]string{"", "gzip", "zstd"}[c] }

// compressionOf tells the compression of a file by its first four bytes.
func compressionOf(begin []byte) Kind {
	switch {
	case bytes.HasPrefix(begin, []byte("\x1F\x8B")):
		return Gzip
	case bytes.HasPrefix(begin, []byte("\x28\xB5\x2F\xFD")), // a frame, or one to be skipped
		len(begin) == 4 && begin[0]&0xF0 == 0x50 && string(begin[1:]) == "\x2A\x4D\x18":
		return Zstandard
	}
	return None
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

// Limits bound what compressed data may become: a list of a few KB can come to gigabytes.
type Limits struct {
	Expanded int64 // bytes in all; 0: 1 TiB
	Ratio    int   // bytes for each compressed one, asked beyond the first 64 MiB; 0: 1,000
}

const (
	defaultExpanded = 1 << 40
	defaultRatio    = 1000

	bufferSize = 128 << 10
)

// NewReader reads through the compression that the first bytes of a file tell, if any, in constant
// memory. Errors of the data wrap ErrDamaged or ErrExpands.
func NewReader(in io.Reader, limits Limits) (io.Reader, Kind, error) {
	if limits.Expanded <= 0 {
		limits.Expanded = defaultExpanded
	}
	if limits.Ratio <= 0 {
		limits.Ratio = defaultRatio
	}
	below := &errorKeeper{in: in}
	buffered := bufio.NewReaderSize(below, 16) // to look at a few bytes, not to copy all
	begin, _ := buffered.Peek(4)
	d := &decompressor{kind: compressionOf(begin), below: below, limits: limits}
	var err error
	switch d.kind {
	case None:
		return buffered, None, nil
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
	in     io.Reader
	kind   Kind
	below  *errorKeeper
	limits Limits
	made   int64 // bytes
}

func (d *decompressor) Read(p []byte) (int, error) {
	n, err := d.in.Read(p)
	d.made += int64(n)
	switch {
	case err != nil && err != io.EOF:
		err = d.explain(err)
	case d.made > d.limits.Expanded:
		err = fmt.Errorf("%w: more than %d bytes. --limit expanded=N allows N bytes", ErrExpands, d.limits.Expanded)
	case d.made > freeExpansion && d.made/int64(d.limits.Ratio) > d.below.read:
		err = fmt.Errorf("%w: more than %d bytes for each of its own. --limit ratio=N allows N", ErrExpands, d.limits.Ratio)
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

// NewWriter gives a writer to what shall be the file of this name: it compresses where
// the name ends with .gz or .zst. Close completes the data and leaves w open.
func NewWriter(w io.Writer, name string) (io.WriteCloser, error) {
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
