package node

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
)

// What commas inside braces cut apart: a key without a value may be the rest of the text
// before it.

// Adjacent reports whether a key stands right behind a comma, as decimals do.
func (f *File) Adjacent(e Entry) bool {
	line := f.Line(e.Key.Line)
	at := e.Key.Column - 2
	return at >= 0 && at < len(line) && line[at] == ','
}

// Grouped is a number with all its groups of digits, as it stands in its line.
func (f *File) Grouped(first *yaml.Node, second string) string {
	line := f.Line(first.Line)
	if from := first.Column - 1; from < len(line) {
		if found := groups().FindString(string(line[from:])); found != "" {
			return found
		}
	}
	return first.Value + "," + second
}

var groups = lazyre.New(`^-?[0-9]{1,3}(?:,[0-9]{3})+`)

// IsBare reports whether a key stands without a colon and a value.
func (f *File) IsBare(e Entry) bool {
	if !IsNull(e.Value) || e.Value.Value != "" || IsQuoted(e.Key) {
		return false
	}
	line, key := f.Line(e.Key.Line), []rune(e.Key.Value)
	begin := min(e.Key.Column-1, len(line))
	end := begin + len(key)
	if end > len(line) || !slices.Equal(line[begin:end], key) {
		return false
	}
	for end < len(line) && line[end] == ' ' {
		end++
	}
	return end == len(line) || line[end] != ':'
}

// IsThousands reports whether head and tail, parted by a comma, are one number
// with a thousands separator.
func IsThousands(head, tail string) bool {
	digits := func(s string) bool { return strings.Trim(s, "0123456789") == "" }
	head = strings.TrimPrefix(head, "-")
	return len(tail) == 3 && digits(tail) && len(head) > 0 && len(head) <= 3 && digits(head)
}
