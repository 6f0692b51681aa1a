package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"leadscore/rulebook"
)

// Problems writes problems of one file, each with its place, the line that it is
// on and a caret under the character, and at the end how many there are.
func Problems(w io.Writer, file string, lines []string, problems []rulebook.Problem, o Options) error {
	b := bufio.NewWriter(w)
	for _, p := range problems {
		o.writeProblem(b, Clean(file), lines, p)
	}
	fmt.Fprintln(b, Tally(problems))
	return b.Flush()
}

// Tally counts problems and warnings in words: "2 problems, 1 warning".
func Tally(problems []rulebook.Problem) string {
	var errors, warnings int
	for _, p := range problems {
		if p.Warning {
			warnings++
		} else {
			errors++
		}
	}
	switch {
	case warnings == 0:
		return Count(errors, "problem")
	case errors == 0:
		return Count(warnings, "warning")
	}
	return Count(errors, "problem") + ", " + Count(warnings, "warning")
}

func (o Options) writeProblem(b *bufio.Writer, file string, lines []string, p rulebook.Problem) {
	b.WriteString(o.paint(bold, Place(file, p.Pos)+":") + " ")
	if p.Warning {
		b.WriteString(o.paint(yellow, "warning:") + " ")
	}
	b.WriteString(Clean(Sentence(p)) + "\n")
	if p.Pos.Line < 1 || p.Pos.Line > len(lines) {
		return
	}
	number := fmt.Sprintf("%5d", p.Pos.Line)
	line, caret := o.underline(lines[p.Pos.Line-1], p.Pos.Column)
	b.WriteString(o.paint(dim, number+" | ") + line + "\n")
	b.WriteString(o.paint(dim, strings.Repeat(" ", len(number))+" | ") + caret + o.paint(red, "^") + "\n")
}

// Place gives file:line:column, or the file alone for what has no place in it.
func Place(file string, pos rulebook.Pos) string {
	if pos == (rulebook.Pos{}) {
		return file
	}
	return fmt.Sprintf("%s:%d:%d", file, pos.Line, pos.Column)
}

// Sentence gives a problem's text without its place: message. want
func Sentence(p rulebook.Problem) string {
	if p.Want == "" {
		return p.Message
	}
	return p.Message + ". " + p.Want
}

// longestSource is how many characters of a source line are shown.
const longestSource = 200

// underline gives the part of a source line around a column, made safe to print,
// and what stands before the caret under it: tabs for tabs, else spaces.
func (o Options) underline(line string, column int) (shown, indent string) {
	runes := []rune(strings.ToValidUTF8(line, "\uFFFD"))
	at := min(max(column-1, 0), len(runes))
	from := max(0, at-longestSource/2)
	to := min(len(runes), from+longestSource)
	var text, before strings.Builder
	if from > 0 {
		text.WriteString(ellipsis)
		before.WriteString(strings.Repeat(" ", o.width(ellipsis)))
	}
	for i, r := range runes[from:to] {
		r = sourceRune(r)
		text.WriteRune(r)
		switch {
		case from+i >= at:
		case r == '\t':
			before.WriteByte('\t')
		default:
			before.WriteString(strings.Repeat(" ", o.width(string(r))))
		}
	}
	if to < len(runes) {
		text.WriteString(ellipsis)
	}
	return text.String(), before.String()
}

// sourceRune is cleanRune for a line of source: tabs stay, and nothing goes.
func sourceRune(r rune) rune {
	if r == '\t' {
		return r
	}
	if clean := cleanRune(r); clean >= 0 {
		return clean
	}
	return '\uFFFD'
}
