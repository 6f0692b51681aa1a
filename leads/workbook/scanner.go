package workbook

import (
	"bytes"
	"io"
	"strconv"
	"unicode/utf8"
)

// token is what a scanner has come to.
type token uint8

const (
	start token = iota + 1 // an element begins; scanner.name and scanner.attr tell which
	end                    // it ends
	text                   // characters, as scanner.appendText gives them
)

// maxToken bounds the memory that one tag, or the text between two, may take. A cell has
// 32,767 characters at most.
const maxToken = 4 << 20

// scanner takes the XML of a workbook's parts apart. It knows no namespaces and checks
// less than encoding/xml, but a sheet of three million cells takes it a second. Document
// types, which could blow a text up, are refused.
type scanner struct {
	in       io.Reader
	buf      []byte
	from, to int // what of buf is read but not yet taken
	err      error

	name      []byte // of the element, without a prefix
	attrs     []byte
	body      []byte // of a text
	raw       bool   // the text is a CDATA section: nothing in it stands for anything else
	selfEnded bool   // the element that has begun is one of <this/> kind
}

func newScanner(in io.Reader) *scanner {
	return &scanner{in: in, buf: make([]byte, 64<<10)}
}

// next gives the next token; io.EOF at the end. What it refers to is valid until the next
// call.
func (s *scanner) next() (token, error) {
	if s.selfEnded {
		s.selfEnded = false
		return end, nil
	}
	for {
		if s.from == s.to && !s.more() {
			return 0, s.ending(io.EOF)
		}
		if s.buf[s.from] != '<' {
			return s.nextText()
		}
		t, skipped, err := s.markup()
		if err != nil || !skipped {
			return t, err
		}
	}
}

// more reads on; false at the end of what can be read.
func (s *scanner) more() bool {
	if s.err != nil {
		return false
	}
	if s.from > 0 {
		s.to = copy(s.buf, s.buf[s.from:s.to])
		s.from = 0
	}
	if s.to == len(s.buf) {
		if len(s.buf) >= maxToken {
			s.err = damaged("a tag or a text is longer than %d bytes", maxToken)
			return false
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for {
		n, err := s.in.Read(s.buf[s.to:])
		s.to += n
		s.err = err
		if n > 0 || err != nil {
			return n > 0
		}
	}
}

// ending is the error with which reading ended: atEOF, where it was at the end.
func (s *scanner) ending(atEOF error) error {
	if s.err == io.EOF {
		return atEOF
	}
	return s.err
}

// find gives the place of a text behind the first skip bytes, counted from s.from.
func (s *scanner) find(what string, skip int) (int, error) {
	for {
		if s.to-s.from >= skip {
			if i := bytes.Index(s.buf[s.from+skip:s.to], []byte(what)); i >= 0 {
				return skip + i, nil
			}
			skip = max(skip, s.to-s.from-len(what)+1)
		}
		if !s.more() {
			return 0, s.ending(errCutShort)
		}
	}
}

var errCutShort = damaged("it ends too early")

func (s *scanner) nextText() (token, error) {
	n, err := s.find("<", 0)
	if err == errCutShort { // blanks at the end of the part
		n = s.to - s.from
	} else if err != nil {
		return 0, err
	}
	s.body, s.raw = s.buf[s.from:s.from+n], false
	s.from += n
	return text, nil
}

// markup reads what begins with <. skipped tells that it says nothing.
func (s *scanner) markup() (t token, skipped bool, err error) {
	for s.to-s.from < len("<![CDATA[") && s.more() {
	}
	rest := s.buf[s.from:s.to]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return 0, true, s.skipTo("-->", len("<!--"))
	case bytes.HasPrefix(rest, []byte("<?")):
		return 0, true, s.skipTo("?>", len("<?"))
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		from := len("<![CDATA[")
		n, err := s.find("]]>", from)
		if err != nil {
			return 0, false, err
		}
		s.body, s.raw = s.buf[s.from+from:s.from+n], true
		s.from += n + len("]]>")
		return text, false, nil
	case bytes.HasPrefix(rest, []byte("<!")):
		return 0, false, damaged("it declares a document type")
	}
	t, err = s.tag()
	return t, false, err
}

func (s *scanner) skipTo(what string, skip int) error {
	n, err := s.find(what, skip)
	s.from += n + len(what)
	return err
}

// tag reads <name attributes>, </name> or <name/>.
func (s *scanner) tag() (token, error) {
	n, err := s.tagEnd()
	if err != nil {
		return 0, err
	}
	tag := s.buf[s.from+1 : s.from+n]
	s.from += n + 1
	t := start
	if len(tag) > 0 && tag[0] == '/' {
		t, tag = end, tag[1:]
	} else if len(tag) > 0 && tag[len(tag)-1] == '/' {
		s.selfEnded, tag = true, tag[:len(tag)-1]
	}
	i := 0
	for i < len(tag) && !isSpace(tag[i]) {
		i++
	}
	if i == 0 {
		return 0, damaged("a tag has no name")
	}
	s.name, s.attrs = local(tag[:i]), tag[i:]
	return t, nil
}

// tagEnd gives the place of the > that ends a tag, counted from s.from.
func (s *scanner) tagEnd() (int, error) {
	quote := byte(0)
	for i := 1; ; i++ {
		if s.from+i >= s.to && !s.more() {
			return 0, s.ending(errCutShort)
		}
		switch b := s.buf[s.from+i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '>':
			return i, nil
		}
	}
}

// local is a name without its prefix.
func local(name []byte) []byte { return name[bytes.LastIndexByte(name, ':')+1:] }

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }

// attr gives an attribute of the element that has begun, as it is written; nil if it has
// none of this name.
func (s *scanner) attr(name string) []byte {
	rest := s.attrs
	for {
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return nil
		}
		key := local(bytes.TrimSpace(rest[:eq]))
		rest = bytes.TrimLeft(rest[eq+1:], " \t\r\n")
		if len(rest) == 0 {
			return nil
		}
		n := bytes.IndexByte(rest[1:], rest[0])
		if n < 0 {
			return nil
		}
		if string(key) == name {
			return rest[1 : n+1]
		}
		rest = rest[n+2:]
	}
}

// attrText is attr with what stands for a character put in its place.
func (s *scanner) attrText(name string) string { return string(appendUnescaped(nil, s.attr(name))) }

// appendText appends the characters of a text.
func (s *scanner) appendText(dst []byte) []byte {
	if s.raw {
		return append(dst, s.body...)
	}
	return appendUnescaped(dst, s.body)
}

// appendUnescaped appends a text with its entities and character references resolved.
// What is none of those stays as it is.
func appendUnescaped(dst, body []byte) []byte {
	for {
		i := bytes.IndexByte(body, '&')
		if i < 0 {
			return append(dst, body...)
		}
		dst = append(dst, body[:i]...)
		body = body[i:]
		n := bytes.IndexByte(body[:min(len(body), 12)], ';')
		if r, ok := entity(body, n); ok {
			dst = utf8.AppendRune(dst, r)
			body = body[n+1:]
		} else {
			dst = append(dst, '&')
			body = body[1:]
		}
	}
}

// entity is the character for &amp; or &#38; whose semicolon is at body[n].
func entity(body []byte, n int) (rune, bool) {
	if n < 2 {
		return 0, false
	}
	switch name := string(body[1:n]); name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	default:
		if name[0] != '#' {
			return 0, false
		}
		digits, base := name[1:], 10
		if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
			digits, base = digits[1:], 16
		}
		code, err := strconv.ParseUint(digits, base, 32)
		return rune(code), err == nil && code <= utf8.MaxRune
	}
}
