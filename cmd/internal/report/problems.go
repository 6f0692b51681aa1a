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
	b.WriteString(o.Paint(Bold, rulebook.Place(file, p.Pos)+":") + " ")
	if p.Warning {
		b.WriteString(o.Paint(Yellow, "warning:") + " ")
	}
	b.WriteString(Clean(p.Sentence()) + "\n")
	if p.Pos.Line < 1 || p.Pos.Line > len(lines) {
		return
	}
	number := fmt.Sprintf("%5d", p.Pos.Line)
	line, caret := rulebook.Underline(lines[p.Pos.Line-1], p.Pos.Column, o.Cells, sourceRune)
	b.WriteString(o.Paint(Dim, number+" | ") + line + "\n")
	b.WriteString(o.Paint(Dim, strings.Repeat(" ", len(number))+" | ") + caret + o.Paint(Red, "^") + "\n")
}

// sourceRune is cleanRune for a line of source: nothing goes.
func sourceRune(r rune) rune {
	if clean := cleanRune(r); clean >= 0 {
		return clean
	}
	return '\uFFFD'
}
