package node

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/rulebook"
)

// lookalikes are characters that look like YAML's own punctuation and are not.
var lookalikes = map[rune]struct{ what, want string }{
	'：':      {"a full-width colon", `write ":" and a space`},
	'，':      {"a full-width comma", `write ", "`},
	'、':      {"an ideographic comma", `write ", "`},
	'［':      {"a full-width bracket", `write "["`},
	'］':      {"a full-width bracket", `write "]"`},
	'｛':      {"a full-width brace", `write "{"`},
	'｝':      {"a full-width brace", `write "}"`},
	'“':      {"a curly quote", "write a straight one"},
	'”':      {"a curly quote", "write a straight one"},
	'‘':      {"a curly quote", "write a straight one"},
	'’':      {"a curly quote", "write a straight one"},
	'＂':      {"a full-width quote", "write a plain one"},
	'＇':      {"a full-width quote", "write a plain one"},
	'－':      {"a full-width dash", `write "- "`},
	'＃':      {"a full-width hash sign", `write "# " before a comment`},
	'—':      {"a long dash", `write "- "`},
	'–':      {"a long dash", `write "- "`},
	'\u3000': {"an ideographic space", "write a plain space"},
	'\u00a0': {"a no-break space", "write a plain space"},
}

// lookalike finds the first of the given characters in a text; -1 if there is none.
func lookalike(text, among string) (offset int, r rune) {
	offset = strings.IndexAny(text, among)
	if offset < 0 {
		return -1, 0
	}
	r, _ = utf8.DecodeRuneInString(text[offset:])
	return offset, r
}

// AllLookalikes are those that stand in place of what parts keys, values and entries.
const AllLookalikes = "：，、［］｛｝\u3000\u00a0"

// LookalikeProblem says that r stands at a place where YAML needs its own character.
func LookalikeProblem(pos rulebook.Pos, r rune) rulebook.Problem {
	return rulebook.Problemf(pos, lookalikes[r].want, "%s (%q) stands where YAML needs a plain character", lookalikes[r].what, string(r))
}

// misplaced matches a lookalike where a line has its structure: in the indentation,
// after a dash, in place of a dash, of the sign of a comment, a colon, the blank after a colon, or an opening
// bracket.
var misplaced = lazyre.New(`^ *(?:- +)*(?:` +
	`([\x{3000}\x{a0}＃])` +
	`|-([\x{3000}\x{a0}])` +
	`|([－—–])[ \x{3000}]` +
	`|[^\s:：#"'{\[\x{3000}\x{a0}]+ *(：)` +
	`|[^\s:：#"'{\[]+:([\x{3000}\x{a0}])` +
	`|(?:[^\s:]+: +)?([｛［]))`)

// misplacedIn finds a lookalike in the structure of a line; -1 for none.
func misplacedIn(line string) (offset int) {
	found := misplaced().FindStringSubmatchIndex(line)
	for i := 2; i < len(found); i += 2 {
		if found[i] >= 0 {
			return found[i]
		}
	}
	return -1
}

// punctuationAround finds the lookalikes that may have broken a file at a line: on
// that line, or on the line above, which the parser may have taken for the beginning
// of one long text. Where there is one, the others of the file are told with it.
func punctuationAround(lines []string, at int) []rulebook.Problem {
	if misplacedIn(lines[at-1]) >= 0 || at > 1 && misplacedIn(lines[at-2]) >= 0 {
		return allMisplaced(lines)
	}
	bare := unquoted(lines[at-1])
	if offset, r := lookalike(bare, AllLookalikes); offset >= 0 {
		return []rulebook.Problem{LookalikeProblem(placeIn(bare, at, offset), r)}
	}
	return nil
}

// MaxProblems is how many problems of a file are told.
const MaxProblems = 500

// allMisplaced tells of the lookalikes in the structure of all lines.
func allMisplaced(lines []string) []rulebook.Problem {
	var problems []rulebook.Problem
	for i, line := range lines {
		if offset := misplacedIn(line); offset >= 0 {
			r, _ := utf8.DecodeRuneInString(line[offset:])
			problems = append(problems, LookalikeProblem(placeIn(line, i+1, offset), r))
		}
	}
	return problems[:min(len(problems), MaxProblems)]
}

// placeIn is the place of a byte of a line.
func placeIn(line string, number, offset int) rulebook.Pos {
	return rulebook.Pos{Line: number, Column: utf8.RuneCountInString(line[:offset]) + 1}
}

// unquoted blanks out what stands in quotes or in a comment.
func unquoted(line string) string {
	var b strings.Builder
	quote, before := rune(0), ' '
	for _, r := range line {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
			r = ' '
		case (r == '"' || r == '\'') && strings.ContainsRune(" [{,:-", before):
			quote = r
		case r == '#' && before == ' ':
			return b.String()
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

// PunctuationAt finds the first of the given characters in a scalar written
// without quotes, and gives its place in the file.
func (f *File) PunctuationAt(n *yaml.Node, among string) (rulebook.Problem, bool) {
	if n.Kind != yaml.ScalarNode || IsQuoted(n) {
		return rulebook.Problem{}, false
	}
	_, r := lookalike(n.Value, among)
	if r == 0 {
		return rulebook.Problem{}, false
	}
	return LookalikeProblem(f.find(n, r), r), true
}

// find gives the place of the first r at or after the place of n: a scalar that
// goes over several lines holds it on one of them.
func (f *File) find(n *yaml.Node, r rune) rulebook.Pos {
	pos := Pos(n)
	for number := pos.Line; number <= len(f.lines); number++ {
		line := f.Line(number)
		from := 0
		if number == pos.Line {
			from = min(pos.Column-1, len(line))
		}
		for i, c := range line[from:] {
			if c == r {
				return rulebook.Pos{Line: number, Column: from + i + 1}
			}
		}
	}
	return pos
}

// BeginsFalsely reports whether a text without quotes begins with a bracket, brace
// or quote that is not YAML's.
func BeginsFalsely(n *yaml.Node) bool {
	first, _ := utf8.DecodeRuneInString(n.Value)
	return !IsQuoted(n) && strings.ContainsRune("［｛“”‘’＂＇", first)
}
