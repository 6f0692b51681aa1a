package node

import (
	"fmt"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"
)

// Written writes a text, in quotes only where it needs them.
func Written(text string) string {
	visible := strings.IndexFunc(text, func(r rune) bool { return !IsVisible(r) }) < 0
	if visible && StandsPlain(text, "{%s: %[1]s, y: [%[1]s, x]}") {
		return text
	}
	return Quoted(text)
}

// IsVisible reports whether a reader sees a character: the others are written as
// escapes.
func IsVisible(r rune) bool { return unicode.IsPrint(r) || r == '\u3000' }

// StandsPlain reports whether a text without quotes is read as it is at each of its
// places in a piece of YAML.
func StandsPlain(text, form string) bool {
	if _, bad := CheckText("", []byte(text)); bad {
		return false
	}
	var document yaml.Node
	if yaml.Unmarshal(fmt.Appendf(nil, form, text), &document) != nil || len(document.Content) == 0 {
		return false
	}
	return countPlain(document.Content[0], text, false) >= strings.Count(form, "%")
}

// countPlain counts the scalars that the loader takes for the text, without a
// doubt about their commas in lists.
func countPlain(n *yaml.Node, text string, inList bool) int {
	if n.Kind == yaml.ScalarNode {
		if n.Value != text || n.Style != 0 || IsNull(n) || BeginsFalsely(n) || inList && strings.ContainsAny(text, "，、") {
			return 0
		}
		return 1
	}
	count := 0
	for _, c := range n.Content {
		count += countPlain(c, text, n.Kind == yaml.SequenceNode)
	}
	return count
}

// Quoted writes a text in double quotes, on one line.
func Quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case IsVisible(r):
			b.WriteRune(r)
		case r <= 0xff:
			fmt.Fprintf(&b, `\x%02X`, r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
