// Package node knows what stands in a YAML file: its text and its lines, the values of the
// parser with their places, what is wrong where a file is no YAML, and how a text is written
// so that YAML reads it back.
package node

import (
	"strings"

	"leadscore/rulebook"

	"gopkg.in/yaml.v3"
)

// Entry is one key of a mapping with its value.
type Entry struct {
	Key, Value *yaml.Node
	Name       string
}

// Pos is the place of a value in its file.
func Pos(n *yaml.Node) rulebook.Pos { return rulebook.Pos{Line: n.Line, Column: n.Column} }

// End is the place of the last value in n.
func End(n *yaml.Node) rulebook.Pos {
	for len(n.Content) > 0 {
		n = n.Content[len(n.Content)-1]
	}
	return Pos(n)
}

// IsQuoted reports whether a scalar is written as text beyond doubt: in quotes or as
// a block after | or >.
func IsQuoted(n *yaml.Node) bool {
	return n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
}

// IsNull reports whether a value is not there, or is YAML's word for that.
func IsNull(n *yaml.Node) bool {
	if n.Kind != yaml.ScalarNode || IsQuoted(n) {
		return false
	}
	switch n.Value {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}

// Text is a scalar's text; a block's last line feeds are not part of it.
func Text(n *yaml.Node) string {
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return strings.TrimRight(n.Value, "\n")
	}
	return n.Value
}

// Describe says what a value is, for messages.
func Describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	return "the text " + Quote(n.Value)
}

// Quote puts a text of the file into a message: on one line, of at most 60 characters.
func Quote(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		s = string(runes[:57]) + "..."
	}
	return `"` + strings.ReplaceAll(s, "\n", " ") + `"`
}

// File holds the lines of a file while its values are walked.
type File struct {
	lines  []string
	number int // of the line that runes holds; 0: none
	runes  []rune
}

// NewFile cuts a file's text into lines.
func NewFile(text []byte) *File { return &File{lines: SplitLines(text)} }

// Line gives the characters of a line of the file. The last one is kept, since
// looks at one line follow each other.
func (f *File) Line(number int) []rune {
	if number > len(f.lines) {
		return nil
	}
	if number != f.number {
		f.number, f.runes = number, []rune(f.lines[number-1])
	}
	return f.runes
}
