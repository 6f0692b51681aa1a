package match

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cellCursor reads a cell from left to right. It sees full-width characters as
// their ASCII forms and all white space as a space, so that the readers of numbers
// and dates need no normalised copy of the cell.
type cellCursor struct {
	text string
	at   int // bytes read so far
}

// cellEnd is what peek gives behind the last character.
const cellEnd = rune(-1)

// peek is the next character and its size in bytes.
func (c *cellCursor) peek() (rune, int) {
	if c.at >= len(c.text) {
		return cellEnd, 0
	}
	if b := c.text[c.at]; b < utf8.RuneSelf && b > ' ' {
		return rune(b), 1
	}
	r, size := utf8.DecodeRuneInString(c.text[c.at:])
	switch {
	case '\uff01' <= r && r <= '\uff5e':
		r -= 0xfee0
	case unicode.IsSpace(r):
		r = ' '
	}
	return r, size
}

// next is the next character, which is read.
func (c *cellCursor) next() rune {
	r, size := c.peek()
	c.at += size
	return r
}

// done reports whether all is read.
func (c *cellCursor) done() bool { return c.at >= len(c.text) }

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
		if unicode.ToLower(c.next()) != want {
			c.at = start
			return false
		}
		if want == ' ' {
			c.skipSpaces()
		}
	}
	if last := word[len(word)-1]; isASCIILetter(rune(last)) {
		if r, _ := c.peek(); isASCIILetter(r) {
			c.at = start
			return false
		}
	}
	return true
}

// acceptAny reads the first of words that is there.
func (c *cellCursor) acceptAny(words []string) bool {
	for _, word := range words {
		if c.acceptWord(word) {
			return true
		}
	}
	return false
}

// digits reads a run of digits; it gives the number and how many there were. More
// than 18 digits are counted, but their number means nothing.
func (c *cellCursor) digits() (value int64, count int) {
	for {
		r, size := c.peek()
		if r < '0' || r > '9' {
			return value, count
		}
		if count < 18 {
			value = value*10 + int64(r-'0')
		}
		count++
		c.at += size
	}
}

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }
