package report

import (
	"strings"
	"unicode"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
)

const (
	lineBreak = '⏎'
	ellipsis  = "…"
)

// Clean makes a text from a file safe to print on one line of a terminal: line
// breaks become ⏎, tabs spaces; control characters, escape sequences' starts and
// bidirectional overrides become U+FFFD; other invisible characters go.
func Clean(text string) string {
	if isPlain(text) {
		return text
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(cleanRune, text)
}

// isPlain reports whether text is printable ASCII, which most cells are.
func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

func cleanRune(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
		return lineBreak
	case r == '\t':
		return ' '
	case unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r):
		return unicode.ReplacementChar
	case r == '\u200c' || r == '\u200d': // joiners shape letters and emoji
		return r
	case unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

// Excerpt is the beginning of a text of the user's, for a message on one line: a cell may
// have megabytes.
func Excerpt(text string) string {
	count := 0
	for i := range text {
		if count++; count > maxExcerpt {
			return Clean(text[:i]) + ellipsis
		}
	}
	return Clean(text)
}

// maxExcerpt is how many characters of a cell tell which it is.
const maxExcerpt = 200

// Width is the number of terminal cells that text takes.
func (o Options) Cells(text string) int {
	return twwidth.WidthWithOptions(text, o.measure())
}

func (o Options) measure() twwidth.Options {
	return twwidth.Options{EastAsianWidth: o.Ambiguous, ForceNarrowBorders: true}
}

// Cut cuts text to a number of terminal cells; what is cut ends in an
// ellipsis. A number is not cut in two: half of it would be another number.
func (o Options) Cut(text string, cells int) string {
	if o.Cells(text) <= cells {
		return text
	}
	left := cells - o.Cells(ellipsis)
	for i, r := range text {
		if left -= o.Cells(string(r)); left < 0 {
			return strings.TrimRight(dropPartialNumber(text[:i], r), " ") + ellipsis
		}
	}
	return text
}

// dropPartialNumber takes the start of a number off the end of text, if next
// would go on with it.
func dropPartialNumber(text string, next rune) string {
	if !strings.ContainsRune("0123456789.,", next) {
		return text
	}
	if cut := strings.TrimRight(text, "0123456789.,+-"); cut != "" {
		return cut
	}
	return text
}

// Fill fills text with spaces on the right up to a number of terminal cells.
func (o Options) Fill(text string, cells int) string {
	return text + strings.Repeat(" ", max(0, cells-o.Cells(text)))
}
