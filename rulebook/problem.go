package rulebook

import "fmt"

// Pos is a place in a rulebook file. Lines and columns count from 1, columns in
// characters. The zero Pos means "no place": the rulebook was made in Go code.
type Pos struct {
	Line, Column int
}

// Problem is one thing that is wrong with a rulebook, or worth a warning.
// How it is shown to a person is decided elsewhere.
type Problem struct {
	Pos     Pos
	Message string // what is wrong, naming the value: `unknown key "pionts"`
	Want    string // what was expected and what to do: `expected one of: name, points`; may be empty
	Warning bool   // the rulebook works, but probably not as meant
	Rule    string // of a warning: the name of what was looked for, such as dead_criterion
}

// Problemf makes a problem; want may be empty.
func Problemf(pos Pos, want, format string, args ...any) Problem {
	return Problem{Pos: pos, Want: want, Message: fmt.Sprintf(format, args...)}
}

// Error gives line:column: message. want.
func (p Problem) Error() string {
	text := p.Sentence()
	if p.Pos == (Pos{}) {
		return text
	}
	return fmt.Sprintf("%d:%d: %s", p.Pos.Line, p.Pos.Column, text)
}

// ComparePos orders problems by place; use it with slices.SortStableFunc.
func (p Problem) ComparePos(q Problem) int {
	if d := p.Pos.Line - q.Pos.Line; d != 0 {
		return d
	}
	return p.Pos.Column - q.Pos.Column
}

// Sentence gives the problem without its place: message. want
func (p Problem) Sentence() string {
	if p.Want == "" {
		return p.Message
	}
	return p.Message + ". " + p.Want
}
