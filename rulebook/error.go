package rulebook

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Error is all that is wrong with a rulebook: what reading it, and compiling it for a
// list, give. Its problems are in the order of their places.
type Error struct {
	File     string   // as messages call the rulebook; "": it was made in Go code
	Lines    []string // of its text; nil: there is none to show
	Problems []Problem
}

// Error gives each problem as `leadscore check` prints it: file:line:column, what is
// wrong, what was expected; the line, and a caret under the place.
func (e *Error) Error() string {
	var text strings.Builder
	for i, p := range e.Problems {
		if i > 0 {
			text.WriteByte('\n')
		}
		fmt.Fprintf(&text, "%s: %s", Place(e.File, p.Pos), p.Sentence())
		if at := p.Pos.Line - 1; at >= 0 && at < len(e.Lines) {
			line, indent := Underline(e.Lines[at], p.Pos.Column, textWidth, printable)
			fmt.Fprintf(&text, "\n%5d | %s\n      | %s^", p.Pos.Line, line, indent)
		}
	}
	return text.String()
}

// Unpack takes what reading or compiling gives apart: the problems of an error, which
// must be an *Error or nil.
func Unpack[T any](value T, err error) (T, []Problem) { return value, ProblemsOf(err) }

// ProblemsOf gives the problems of an *Error; of another error, one without a place.
func ProblemsOf(err error) []Problem {
	var problems *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &problems):
		return problems.Problems
	}
	return []Problem{{Message: err.Error()}}
}

// Place gives file:line:column, or the file alone for what has no place in it.
func Place(file string, pos Pos) string {
	if pos == (Pos{}) {
		return file
	}
	return strings.TrimPrefix(fmt.Sprintf("%s:%d:%d", file, pos.Line, pos.Column), ":")
}

// longestSource is how many characters of a source line are shown.
const longestSource = 200

// ellipsis stands for what is not shown.
const ellipsis = "…"

// Underline gives the part of a source line around a column, made safe to print by
// clean, and what stands before the caret under it: tabs for tabs, else as many spaces
// as the characters are wide.
func Underline(line string, column int, wide func(string) int, clean func(rune) rune) (shown, indent string) {
	runes := []rune(strings.ToValidUTF8(line, "\uFFFD"))
	at := min(max(column-1, 0), len(runes))
	from := max(0, at-longestSource/2)
	to := min(len(runes), from+longestSource)
	var text, before strings.Builder
	if from > 0 {
		text.WriteString(ellipsis)
		before.WriteString(strings.Repeat(" ", wide(ellipsis)))
	}
	for i, r := range runes[from:to] {
		if r != '\t' {
			r = clean(r)
		}
		text.WriteRune(r)
		switch {
		case from+i >= at:
		case r == '\t':
			before.WriteByte('\t')
		default:
			before.WriteString(strings.Repeat(" ", wide(string(r))))
		}
	}
	if to < len(runes) {
		text.WriteString(ellipsis)
	}
	return text.String(), before.String()
}

// printable puts a sign in the place of a character that a screen would obey.
func printable(r rune) rune {
	if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
		return unicode.ReplacementChar
	}
	return r
}

// textWidth is how many cells of a screen a text takes.
func textWidth(text string) int {
	cells := 0
	for _, r := range text {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) || unicode.Is(unicode.Cf, r):
		case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
			cells += 2
		default:
			cells++
		}
	}
	return cells
}
