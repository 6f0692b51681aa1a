package printer

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"leadscore/internal/lazyre"
	"leadscore/rulebook"
)

// stageComment is one that says what was counted of a stage: it is no longer true when
// the stage moves.
var stageComment = lazyre.New(`#\s*(held out|moved to): .*$`)

// MoveStages writes into the source of a rulebook the operands of stage rules that
// another rulebook, otherwise the same, has in their place; comments and layout stay.
// A comment of an earlier run on a stage's own line that says what was counted of it is
// replaced by the stage's entry in comments.
// Where the source does not show an operand at its place, as behind an alias that
// stands for several, it gives what Print makes of the other rulebook.
func MoveStages(source []byte, from, to *rulebook.Rulebook, comments []string) []byte {
	var edits []edit
	for i := range from.Stages {
		edits = conditionEdits(edits, from.Stages[i].When, to.Stages[i].When)
	}
	slices.SortFunc(edits, func(a, b edit) int { return comparePos(b.at, a.at) })
	edited := slices.Clone(source)
	for i, e := range edits {
		if i > 0 && e == edits[i-1] {
			continue
		}
		var ok bool
		if edited, ok = e.apply(edited); !ok {
			return Rulebook(to)
		}
	}
	return renewComments(edited, from.Stages, comments)
}

// renewComments puts comments in the place of those of an earlier run, each on the line
// of its stage.
func renewComments(source []byte, stages []rulebook.Stage, comments []string) []byte {
	lines := bytes.SplitAfter(source, []byte("\n"))
	for i, s := range stages {
		if at := s.Pos.Line - 1; i < len(comments) && at >= 0 && at < len(lines) {
			end := lines[at][len(bytes.TrimRight(lines[at], "\r\n")):]
			body := bytes.TrimRight(lines[at], "\r\n")
			lines[at] = slices.Concat(stageComment().ReplaceAllLiteral(body, []byte("# "+comments[i])), end)
		}
	}
	return bytes.Join(lines, nil)
}

// edit puts one plain text in another's place.
type edit struct {
	at       rulebook.Pos
	old, new string
}

func comparePos(a, b rulebook.Pos) int {
	return rulebook.Problem{Pos: a}.ComparePos(rulebook.Problem{Pos: b})
}

func conditionEdits(edits []edit, from, to *rulebook.Condition) []edit {
	if from == nil || to == nil {
		return edits
	}
	for i := range from.Of {
		edits = conditionEdits(edits, &from.Of[i], &to.Of[i])
	}
	for i := range from.Tests {
		for k, a := range from.Tests[i].Args {
			if b := to.Tests[i].Args[k]; a.Text != b.Text {
				edits = append(edits, edit{a.Pos, a.Text, b.Text})
			}
		}
	}
	return edits
}

// apply changes the source; false where the old text does not stand at its place.
func (e edit) apply(source []byte) ([]byte, bool) {
	at := offsetOf(source, e.at)
	if at < 0 {
		return nil, false
	}
	if quote := source[at]; quote == '"' || quote == '\'' {
		at++
	}
	if !bytes.HasPrefix(source[at:], []byte(e.old)) {
		return nil, false
	}
	return slices.Concat(source[:at], []byte(e.new), source[at+len(e.old):]), true
}

// offsetOf is the byte at which a place begins; -1 where there is none.
func offsetOf(source []byte, pos rulebook.Pos) int {
	at := 0
	for range pos.Line - 1 {
		end := bytes.IndexByte(source[at:], '\n')
		if end < 0 {
			return -1
		}
		at += end + 1
	}
	for range pos.Column - 1 {
		if at >= len(source) || source[at] == '\n' {
			return -1
		}
		_, size := utf8.DecodeRune(source[at:])
		at += size
	}
	if pos.Line < 1 || at >= len(source) {
		return -1
	}
	return at
}
