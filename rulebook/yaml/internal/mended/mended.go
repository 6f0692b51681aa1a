// Package mended tries what puts a line of a rulebook right, and tells of the line as it then
// is: of mends only one with which the file reads on, so that no message tells to write what is
// none.
package mended

import (
	"slices"
	"strconv"
	"strings"

	"leadscore/internal/lazyre"
	"leadscore/match"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/mend"
	"leadscore/rulebook/yaml/internal/node"
)

// What is tried for a file, in bytes read again, for each of which a problem counts as so many, and
// in mends of its lines; a longer file is not mended.
const (
	mostRetried = 3 << 20
	mostMends   = 24
	perProblem  = 16 << 10
	longest     = 128 << 10
)

// names are the keys and operators of all mappings.
func names() mend.Names {
	known := mend.Names{}
	for _, m := range keys.All() {
		for _, name := range m.Names() {
			known[name] = true
		}
	}
	for _, op := range match.Operators() {
		known[op.Name] = true
	}
	return known
}

// Mender mends one file.
type Mender struct {
	name  string
	read  func(text []byte) []rulebook.Problem // reads a text in the place of the file's
	known mend.Names
	left  int // bytes that may still be read again
}

// New makes a Mender of the file that messages call by a name. It reads texts by read, which
// gives their problems.
func New(name string, read func(text []byte) []rulebook.Problem) *Mender {
	return &Mender{name: name, read: read, known: names(), left: mostRetried}
}

// Problems gives, for a text with problems, those with the lines to write where some mend of
// its lines leaves fewer of them; else the same problems.
func (m *Mender) Problems(text []byte, problems []rulebook.Problem) []rulebook.Problem {
	if len(text) > longest || anchored().Match(text) {
		return problems
	}
	if _, wrong := node.Parse(m.name, text); wrong != nil {
		return m.syntax(text, problems)
	}
	return m.lexical(text, problems)
}

// load gives the problems of a text. A message takes longer to find than a line to read.
func (m *Mender) load(text []byte) []rulebook.Problem {
	problems := m.read(text)
	m.left -= perProblem * len(problems)
	return problems
}

// syntax gives, for problems with the YAML of a file, those with the lines to write; the same
// problems where no mend makes it YAML.
func (m *Mender) syntax(text []byte, problems []rulebook.Problem) []rulebook.Problem {
	lines := node.SplitLines(text)
	mended, said := lines, []rulebook.Problem(nil)
	for left := problems; len(left) > 0; {
		best, next := m.bestSyntax(mended, left)
		if best == nil || len(said) > 10*mostMends {
			return problems
		}
		said = append(said, left...)
		mended, left = best, next
	}
	told := tell(lines, mended, said)
	for _, p := range problems {
		if !slices.ContainsFunc(told, func(t rulebook.Problem) bool { return t.Pos.Line == p.Pos.Line }) {
			told = append(told, p)
		}
	}
	slices.SortStableFunc(told, rulebook.Problem.ComparePos)
	return told
}

// bestSyntax is the likeliest text that the parser reads further than lines, with its problems:
// of those that are YAML that with the fewest problems.
func (m *Mender) bestSyntax(lines []string, left []rulebook.Problem) (best []string, next []rulebook.Problem) {
	at, fewest := left[0].Pos.Line, 0
	for _, mended := range append(asTold(lines, left[0]), m.known.Syntax(lines, at)...) {
		text := []byte(strings.Join(mended, "\n"))
		if m.left -= len(text); m.left < 0 {
			return nil, nil
		}
		if !agrees(left[0].Want, lines, mended) {
			continue
		}
		_, problems := node.Parse(m.name, text)
		if problems == nil {
			found := m.load(text)
			if best == nil || next != nil || len(found) < fewest {
				best, next, fewest = mended, nil, len(found)
			}
			if fewest == 0 {
				return best, nil
			}
			continue
		}
		if further := problems[0].Pos.Line; further > at && (best == nil || next != nil && further > next[0].Pos.Line) {
			best, next = mended, problems
		}
	}
	return best, next
}

// lexical gives problems of a file that is YAML, with the lines to write in place of those that
// say something else than was meant.
func (m *Mender) lexical(text []byte, problems []rulebook.Problem) []rulebook.Problem {
	lines, fewest := node.SplitLines(text), len(problems)
	for _, at := range linesOf(problems) {
		var best []string
		for _, mended := range m.known.Lexical(lines, at) {
			text := []byte(strings.Join(mended, "\n"))
			if m.left -= len(text); m.left < 0 {
				return problems
			}
			if _, wrong := node.Parse(m.name, text); wrong != nil {
				continue
			}
			if found := m.load(text); len(found) < fewest && (!othersDiffer(lines, mended, at) || !toldOf(found, lines, mended)) {
				best, fewest = mended, len(found)
			}
		}
		if best != nil {
			problems = retold(problems, lines, best, at)
			lines = best
		}
	}
	return problems
}

// othersDiffer reports whether a mend changes other lines than one.
func othersDiffer(lines, mended []string, at int) bool {
	for i := range lines {
		if lines[i] != mended[i] && i+1 != at {
			return true
		}
	}
	return false
}

// toldOf reports whether problems are left in lines that a mend changes.
func toldOf(problems []rulebook.Problem, lines, mended []string) bool {
	return slices.ContainsFunc(problems, func(p rulebook.Problem) bool {
		i := p.Pos.Line - 1
		return i >= 0 && i < len(lines) && lines[i] != mended[i]
	})
}

// retold are problems of which those of a line that a mend changes tell of it.
func retold(problems []rulebook.Problem, lines, mended []string, at int) []rulebook.Problem {
	first := nearest(problems, lines, mended, at)
	said := []rulebook.Problem{first}
	for i := range lines {
		if lines[i] != mended[i] && i+1 != at && slices.ContainsFunc(problems, func(p rulebook.Problem) bool { return p.Pos.Line == i+1 }) {
			said = append(said, nearest(problems, lines, mended, i+1))
		}
	}
	told := tell(lines, mended, said)
	problems = slices.DeleteFunc(slices.Clone(problems), func(p rulebook.Problem) bool {
		isTold := slices.ContainsFunc(told, func(t rulebook.Problem) bool { return t.Pos.Line == p.Pos.Line })
		return isTold && (p.Pos == first.Pos || !strings.HasPrefix(p.Want, "write ") || !agrees(p.Want, lines, mended))
	})
	problems = append(problems, told...)
	slices.SortStableFunc(problems, rulebook.Problem.ComparePos)
	return problems
}

// asTold is the text in which a line is what a sentence says to write.
func asTold(lines []string, p rulebook.Problem) [][]string {
	text, found := strings.CutPrefix(p.Want, "write - ")
	if i := p.Pos.Line - 1; found && i < len(lines) {
		mended := slices.Clone(lines)
		mended[i] = lines[i][:len(lines[i])-len(strings.TrimLeft(lines[i], " "))] + "- " + text
		return [][]string{mended}
	}
	return nil
}

func linesOf(problems []rulebook.Problem) (lines []int) {
	for _, p := range problems {
		if !slices.Contains(lines, p.Pos.Line) {
			lines = append(lines, p.Pos.Line)
		}
	}
	return lines[:min(len(lines), mostMends)]
}

// nearest is, of the problems of a line that a mend changes, that nearest to the change which
// does not ask for something else.
func nearest(problems []rulebook.Problem, lines, mended []string, at int) (found rulebook.Problem) {
	column := len([]rune(commonStart(lines[at-1], mended[at-1]))) + 1
	isOther := func(p rulebook.Problem) bool {
		return strings.HasPrefix(p.Want, "add ") || !agrees(p.Want, lines, mended)
	}
	for _, p := range problems {
		if p.Pos.Line == at && (found.Pos.Line == 0 || isOther(found) && !isOther(p) || isOther(found) == isOther(p) && distance(p.Pos.Column, column) < distance(found.Pos.Column, column)) {
			found = p
		}
	}
	if isOther(found) {
		found.Message, found.Want = "as it stands, this line does not say what it should", ""
	}
	return found
}

func commonStart(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return a[:i]
}

func distance(a, b int) int { return max(a-b, b-a) }

// tell says of each line that mends change what to write, and what of what was said is wrong
// there.
func tell(lines, mended []string, said []rulebook.Problem) (told []rulebook.Problem) {
	cause := said[0].Pos.Line
	for i, line := range mended {
		if line == lines[i] {
			continue
		}
		of := slices.IndexFunc(said, func(p rulebook.Problem) bool { return p.Pos.Line == i+1 })
		if of < 0 && len(told) == 0 {
			of = 0
		}
		p := rulebook.Problem{Message: "this line goes with line " + strconv.Itoa(cause), Want: lineToWrite("", line)}
		if of >= 0 {
			p = said[of]
			p.Want = lineToWrite(p.Want, line)
		}
		if p.Pos.Line != i+1 {
			p.Pos = rulebook.Pos{Line: i + 1, Column: len(lines[i]) - len(strings.TrimLeft(lines[i], " \t")) + 1}
		}
		if of >= 0 {
			cause = i + 1
		}
		told = append(told, p)
	}
	return told
}

// lineToWrite is what to write in place of a whole line, whose blanks count.
func lineToWrite(want, line string) string {
	switch {
	case strings.TrimSpace(line) == "":
		return "leave this line out"
	case want == "":
		return "write `" + line + "`"
	}
	return want + ", as in `" + line + "`"
}

// agrees reports whether a mend writes what a sentence says to write, if it says a text.
func agrees(want string, lines, mended []string) bool {
	_, text, found := strings.Cut(want, "quotes: ")
	if !found {
		text, _ = strings.CutPrefix(want, "write ")
	}
	text, _, _ = strings.Cut(text, ", or ")
	text, _, _ = strings.Cut(text, "; ")
	if !found && (!strings.HasPrefix(want, "write ") || strings.HasPrefix(text, `"`) && len(text) < 16 || strings.HasPrefix(text, "a ") || strings.HasPrefix(text, "key: value")) {
		return true
	}
	for i := range mended {
		if mended[i] != lines[i] && strings.Contains(mended[i], text) {
			return true
		}
	}
	return false
}

// anchored matches a value that others may repeat: such a file may be much longer than it looks.
var anchored = lazyre.New(`[:,\[{-] *&\w`)
