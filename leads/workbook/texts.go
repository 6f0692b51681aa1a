package workbook

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// texts are those that cells refer to by number, one after the other.
type texts struct {
	all  []byte
	ends []uint32
}

// at gives a text.
func (t *texts) at(i int) ([]byte, bool) {
	if i < 0 || i >= len(t.ends) {
		return nil, false
	}
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.all[from:t.ends[i]], true
}

// readTexts reads the table of texts.
func (b *book) readTexts(part string) error {
	in, err := b.open(part)
	if err != nil {
		return err
	}
	defer in.Close()
	s := newScanner(in)
	var item richText
	for {
		t, err := s.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return inPart(part, err)
		case t == end && string(s.name) == "si" || s.selfEnded && string(s.name) == "si":
			b.texts.all = appendCharacters(b.texts.all, item.text)
			if len(b.texts.all) > b.options.maxStrings {
				return fmt.Errorf("the texts of the workbook have more than %d MiB. save the sheet as CSV UTF-8 and give that file", b.options.maxStrings>>20)
			}
			b.texts.ends = append(b.texts.ends, uint32(len(b.texts.all)))
			item.reset()
			s.selfEnded = false
		default:
			item.take(s, t)
		}
		if len(b.texts.ends)&0xFFF == 0 {
			if err := b.check(); err != nil {
				return err
			}
		}
	}
}

// check asks whether to go on.
func (b *book) check() error {
	if b.options.Check == nil {
		return nil
	}
	return b.options.Check()
}

// richText puts the runs of a text together. How it is pronounced, which Japanese
// workbooks say beside it, is no part of it.
type richText struct {
	text     []byte
	inText   bool
	phonetic int
}

func (r *richText) reset() { *r = richText{text: r.text[:0]} }

func (r *richText) take(s *scanner, t token) {
	switch t {
	case text:
		if r.inText && r.phonetic == 0 {
			r.text = s.appendText(r.text)
		}
	case start:
		switch string(s.name) {
		case "t":
			r.inText = true
		case "rPh":
			r.phonetic++
		}
	case end:
		switch string(s.name) {
		case "t":
			r.inText = false
		case "rPh":
			r.phonetic--
		}
	}
}

// appendCharacters appends a text with its escapes (_x000D_) resolved, and with line ends
// of one kind.
func appendCharacters(dst, text []byte) []byte {
	begin := len(dst)
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	}
	for {
		i := bytes.Index(text, []byte("_x"))
		if i < 0 {
			dst = append(dst, text...)
			break
		}
		dst = append(dst, text[:i]...)
		text = text[i:]
		if r, ok := escaped(text); ok {
			dst, text = utf8.AppendRune(dst, r), text[len("_x000D_"):]
		} else {
			dst, text = append(dst, text[0]), text[1:]
		}
	}
	if bytes.IndexByte(dst[begin:], '\r') < 0 {
		return dst
	}
	lines := bytes.ReplaceAll(dst[begin:], []byte("\r\n"), []byte("\n"))
	return append(dst[:begin], bytes.ReplaceAll(lines, []byte("\r"), []byte("\n"))...)
}

// escaped is the character for an escape with which a text begins.
func escaped(text []byte) (rune, bool) {
	if len(text) < len("_x000D_") || text[6] != '_' {
		return 0, false
	}
	code, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return rune(code), err == nil
}
