package cell

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leadscore/match/fold"
)

// cellCursor reads a cell from left to right. It sees full-width characters as
// their ASCII forms, all white space as a space and zero-width characters not at
// all, so that the readers of numbers and dates need no normalised copy of the
// cell.
type cellCursor struct {
	text  string
	at    int  // bytes read so far
	pairs bool // the last number read was grouped in pairs, as 1,20,000 is
}

// cellEnd is what peek gives behind the last character.
const cellEnd = rune(-1)

// peek is the next character and its size in bytes.
func (c *cellCursor) peek() (rune, int) {
	if c.at < len(c.text) {
		if b := c.text[c.at]; b < utf8.RuneSelf && b > ' ' {
			return rune(b), 1
		}
	}
	for c.at < len(c.text) {
		r, size := utf8.DecodeRuneInString(c.text[c.at:])
		switch {
		case '\u3000' < r && r < '\ufe00': // kana, kanji: the most, and nothing to do
			return r, size
		case '\uff01' <= r && r < '\uff5e':
			return r - 0xfee0, size
		case r == '\uff5e': // ～, which people write for 〜; the ASCII ~ is another matter
			return '〜', size
		case r == '\uffe5':
			return '¥', size
		case r == '\uffe1':
			return '£', size
		case unicode.IsSpace(r):
			return ' ', size
		case !fold.IsInvisible(r):
			return r, size
		}
		c.at += size
	}
	return cellEnd, 0
}

// next is the next character, which is read.
func (c *cellCursor) next() rune {
	r, size := c.peek()
	c.at += size
	return r
}

// done reports whether all is read.
func (c *cellCursor) done() bool { return c.at >= len(c.text) }

// ended reads white space and reports whether all is read then.
func (c *cellCursor) ended() bool {
	if c.done() {
		return true
	}
	c.skipSpaces()
	r, _ := c.peek()
	return r == cellEnd
}

// accept reads the next character if it is r.
func (c *cellCursor) accept(r rune) bool {
	found, size := c.peek()
	if found != r {
		return false
	}
	c.at += size
	return true
}

// skipSpaces reads white space.
func (c *cellCursor) skipSpaces() {
	for c.accept(' ') {
	}
}

// acceptOne reads the next character if it is one of set, and gives it.
func (c *cellCursor) acceptOne(set string) (rune, bool) {
	r, size := c.peek()
	if size == 0 || !strings.ContainsRune(set, r) {
		return 0, false
	}
	c.at += size
	return r, true
}

// acceptWord reads word, written in small letters, in any case and width; a space
// in it stands for any white space. A Latin word must end where it ends.
func (c *cellCursor) acceptWord(word string) bool {
	start := c.at
	for _, want := range word {
		if fold.LowerLatin(c.next()) != want {
			c.at = start
			return false
		}
		if want == ' ' {
			c.skipSpaces()
		}
	}
	last, _ := utf8.DecodeLastRuneInString(word)
	if r, _ := c.peek(); isLetter(r) && isLetter(last) {
		c.at = start
		return false
	}
	return true
}

// acceptAny reads the first of words that is there.
func (c *cellCursor) acceptAny(words []string) bool {
	return slices.ContainsFunc(words, c.acceptWord)
}

// digit reads the next character if it is a digit.
func (c *cellCursor) digit() (uint64, bool) {
	r, size := c.peek()
	if !isDigit(r) {
		return 0, false
	}
	c.at += size
	return uint64(r - '0'), true
}

// atDigit reports whether a digit comes next.
func (c *cellCursor) atDigit() bool {
	r, _ := c.peek()
	return isDigit(r)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// isLetter reports whether r is a Latin letter.
func isLetter(r rune) bool {
	return isASCIILetter(r) || r >= utf8.RuneSelf && unicode.Is(unicode.Latin, r)
}
