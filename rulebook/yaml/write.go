package yaml

import (
	"fmt"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"

	"leadscore/match/exact"
	"leadscore/rulebook"
)

// maxWidth is the width of the lines that are written, where a value can be broken.
const maxWidth = 100

// value is a YAML value to be written: a scalar, a list or a mapping.
type value struct {
	kind    yaml.Kind
	text    string   // of a scalar, as it is written
	bare    bool     // of a scalar: it stands without quotes, which works outside braces only
	open    bool     // never in brackets or braces
	items   []value  // of a list
	pairs   []pair   // of a mapping
	comment string   // behind its last line; what holds it is never in brackets or braces
	above   []string // comments, a line each, before its key or dash; as comment
}

type pair struct {
	key   string // as it is written
	value value
}

// record is a mapping that is filled key by key.
type record struct{ value }

func newRecord() *record { return &record{value{kind: yaml.MappingNode}} }

func (r *record) set(key string, v value) { r.pairs = append(r.pairs, pair{key, v}) }

// setText sets a text unless it is empty.
func (r *record) setText(key, text string) {
	if text != "" {
		r.set(key, textValue(text))
	}
}

// setScalar sets a value of the rulebook unless it is empty.
func (r *record) setScalar(key string, s rulebook.Scalar) {
	if s.Text != "" {
		r.set(key, scalarValue(s))
	}
}

// setNumber sets a number if there is one.
func (r *record) setNumber(key string, n *exact.Number) {
	if n != nil {
		r.set(key, plainValue(n.String()))
	}
}

func (r *record) setTruth(key string, b bool) {
	if b {
		r.set(key, plainValue("true"))
	}
}

func plainValue(text string) value { return value{kind: yaml.ScalarNode, text: text} }

func textValue(text string) value { return plainValue(writeText(text)) }

// scalarValue writes a value so that it is read as it is here, in quotes or not.
func scalarValue(s rulebook.Scalar) value {
	switch {
	case s.Quoted:
		return plainValue(quoteText(s.Text))
	case standsPlain(s.Text, "[%s, x]") && standsPlain(s.Text, "{x: %s, y: x}"):
		return plainValue(s.Text)
	case standsPlain(s.Text, "x: %s\ny: x\n"):
		return value{kind: yaml.ScalarNode, text: s.Text, bare: true}
	}
	return plainValue(quoteText(s.Text))
}

// scalarsValue writes one value as it is and several as a list.
func scalarsValue(all []rulebook.Scalar) value {
	if len(all) == 1 {
		return scalarValue(all[0])
	}
	list := value{kind: yaml.SequenceNode}
	for _, s := range all {
		list.items = append(list.items, scalarValue(s))
	}
	return list
}

// writeText writes a text, in quotes only where it needs them.
func writeText(text string) string {
	visible := strings.IndexFunc(text, func(r rune) bool { return !isVisible(r) }) < 0
	if visible && standsPlain(text, "{%s: %[1]s, y: [%[1]s, x]}") {
		return text
	}
	return quoteText(text)
}

// isVisible reports whether a reader sees a character: the others are written as
// escapes.
func isVisible(r rune) bool { return unicode.IsPrint(r) || r == '\u3000' }

// standsPlain reports whether a text without quotes is read as it is at each of its
// places in a piece of YAML.
func standsPlain(text, form string) bool {
	if _, bad := checkText("", []byte(text)); bad {
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
		if n.Value != text || n.Style != 0 || isNull(n) || beginsFalsely(n) || inList && strings.ContainsAny(text, "，、") {
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

// quoteText writes a text in double quotes, on one line.
func quoteText(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case isVisible(r):
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

// inline gives a value on one line; false where it cannot stand on one.
func (v *value) inline() (string, bool) {
	if v.commented() {
		return "", false
	}
	switch {
	case v.open && len(v.items)+len(v.pairs) > 0 || v.bare:
		return "", false
	case v.kind == yaml.ScalarNode:
		return v.text, true
	case v.kind == yaml.SequenceNode:
		parts := make([]string, 0, len(v.items))
		for i := range v.items {
			part, ok := v.items[i].inline()
			if !ok {
				return "", false
			}
			parts = append(parts, part)
		}
		return "[" + strings.Join(parts, ", ") + "]", true
	}
	parts := make([]string, 0, len(v.pairs))
	for i := range v.pairs {
		part, ok := v.pairs[i].value.inline()
		if !ok {
			return "", false
		}
		parts = append(parts, v.pairs[i].key+": "+part)
	}
	return "{" + strings.Join(parts, ", ") + "}", true
}

// commented reports whether a part of the value has a comment.
func (v *value) commented() bool {
	part := func(w *value) bool { return w.comment != "" || w.above != nil || w.commented() }
	for i := range v.items {
		if part(&v.items[i]) {
			return true
		}
	}
	for i := range v.pairs {
		if part(&v.pairs[i].value) {
			return true
		}
	}
	return false
}

// write appends a value that stands after a key or a dash, at the given column of
// its line. Its own lines, if it needs some, are indented by indent.
func (v *value) write(b *strings.Builder, indent, column int) {
	v.remark(b, func(b *strings.Builder) { v.writeBare(b, indent, column) })
}

// remark appends what write writes, and behind it the value's comment.
func (v *value) remark(b *strings.Builder, write func(b *strings.Builder)) {
	if v.comment == "" {
		write(b)
		return
	}
	var text strings.Builder
	write(&text)
	b.WriteString(strings.TrimSuffix(text.String(), "\n") + "  # " + v.comment + "\n")
}

// writeBare is write without the comment.
func (v *value) writeBare(b *strings.Builder, indent, column int) {
	text, ok := v.inline()
	switch {
	case v.kind == yaml.ScalarNode:
		b.WriteString(" " + v.text + "\n")
	case ok && column+1+width(text) <= maxWidth:
		b.WriteString(" " + text + "\n")
	case v.kind == yaml.SequenceNode:
		b.WriteString("\n")
		for i := range v.items {
			v.items[i].writeAbove(b, indent)
			b.WriteString(strings.Repeat(" ", indent) + "-")
			v.items[i].writeItem(b, indent+2)
		}
	default:
		b.WriteString("\n" + strings.Repeat(" ", indent))
		v.writePairs(b, indent)
	}
}

// writeAbove appends the comments above an entry of a list, which is indented by indent.
func (v *value) writeAbove(b *strings.Builder, indent int) {
	for _, line := range v.above {
		b.WriteString(strings.Repeat(" ", indent) + comment(line))
	}
}

// comment is a line that says nothing to Load.
func comment(line string) string { return strings.TrimRight("# "+line, " ") + "\n" }

// writeItem appends an entry of a list after its dash. A mapping begins on the
// line of the dash.
func (v *value) writeItem(b *strings.Builder, indent int) {
	v.remark(b, func(b *strings.Builder) {
		text, ok := v.inline()
		if v.kind != yaml.MappingNode || ok && indent+width(text) <= maxWidth {
			v.writeBare(b, indent, indent-1)
			return
		}
		b.WriteString(" ")
		v.writePairs(b, indent)
	})
}

// writePairs appends the pairs of a mapping, each on its line; the indentation of
// the first is there already.
func (v *value) writePairs(b *strings.Builder, indent int) {
	for i, p := range v.pairs {
		if i > 0 {
			b.WriteString(strings.Repeat(" ", indent))
		}
		for _, line := range p.value.above {
			b.WriteString(comment(line) + strings.Repeat(" ", indent))
		}
		b.WriteString(p.key + ":")
		p.value.write(b, indent+2, indent+width(p.key)+1)
	}
}

// width is how many columns a text takes on a screen, where the characters of
// Chinese, Japanese and Korean take two.
func width(text string) int {
	columns := 0
	for _, r := range text {
		columns++
		if r >= 0x1100 && r <= 0x115f || r >= 0x2e80 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff || r >= 0xff01 && r <= 0xff60 || r >= 0x1f300 {
			columns++
		}
	}
	return columns
}
