// Package tree lays out YAML that is to be written: values, lists and mappings with their
// comments, short ones on one line and long ones broken.
package tree

import (
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/node"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// maxWidth is the width of the lines that are written, where a value can be broken.
const maxWidth = 100

// Value is a YAML value to be written: a scalar, a list or a mapping.
type Value struct {
	Kind    yaml.Kind
	Text    string   // of a scalar, as it is written
	bare    bool     // of a scalar: it stands without quotes, which works outside braces only
	Open    bool     // never in brackets or braces
	Items   []Value  // of a list
	Pairs   []pair   // of a mapping
	Comment string   // behind its last line; what holds it is never in brackets or braces
	Above   []string // comments, a line each, before its key or dash; as comment
}

type pair struct {
	Key   string // as it is written
	Value Value
}

// Record is a mapping that is filled key by key.
type Record struct{ Value }

// NewRecord is a mapping without keys.
func NewRecord() *Record { return &Record{Value{Kind: yaml.MappingNode}} }

// Set adds a key, written as it is given, and its value.
func (r *Record) Set(key string, v Value) { r.Pairs = append(r.Pairs, pair{key, v}) }

// SetText sets a text unless it is empty.
func (r *Record) SetText(key, text string) {
	if text != "" {
		r.Set(key, textValue(text))
	}
}

// SetScalar sets a value of the rulebook unless it is empty.
func (r *Record) SetScalar(key string, s rulebook.Scalar) {
	if s.Text != "" {
		r.Set(key, ScalarValue(s))
	}
}

// SetNumber sets a number if there is one.
func (r *Record) SetNumber(key string, n *exact.Number) {
	if n != nil {
		r.Set(key, PlainValue(n.String()))
	}
}

// SetTruth sets a truth value if it is true, which none of the language is by default.
func (r *Record) SetTruth(key string, b bool) {
	if b {
		r.Set(key, PlainValue("true"))
	}
}

// PlainValue is a scalar, written as it is given.
func PlainValue(text string) Value { return Value{Kind: yaml.ScalarNode, Text: text} }

func textValue(text string) Value { return PlainValue(node.Written(text)) }

// ScalarValue writes a value so that it is read as it is here, in quotes or not.
func ScalarValue(s rulebook.Scalar) Value {
	switch {
	case s.Quoted:
		return PlainValue(node.Quoted(s.Text))
	case node.StandsPlain(s.Text, "[%s, x]") && node.StandsPlain(s.Text, "{x: %s, y: x}"):
		return PlainValue(s.Text)
	case node.StandsPlain(s.Text, "x: %s\ny: x\n"):
		return Value{Kind: yaml.ScalarNode, Text: s.Text, bare: true}
	}
	return PlainValue(node.Quoted(s.Text))
}

// ScalarsValue writes one value as it is and several as a list.
func ScalarsValue(all []rulebook.Scalar) Value {
	if len(all) == 1 {
		return ScalarValue(all[0])
	}
	list := Value{Kind: yaml.SequenceNode}
	for _, s := range all {
		list.Items = append(list.Items, ScalarValue(s))
	}
	return list
}

// inline gives a value on one line; false where it cannot stand on one.
func (v *Value) inline() (string, bool) {
	if v.commented() {
		return "", false
	}
	switch {
	case v.Open && len(v.Items)+len(v.Pairs) > 0 || v.bare:
		return "", false
	case v.Kind == yaml.ScalarNode:
		return v.Text, true
	case v.Kind == yaml.SequenceNode:
		parts := make([]string, 0, len(v.Items))
		for i := range v.Items {
			part, ok := v.Items[i].inline()
			if !ok {
				return "", false
			}
			parts = append(parts, part)
		}
		return "[" + strings.Join(parts, ", ") + "]", true
	}
	parts := make([]string, 0, len(v.Pairs))
	for i := range v.Pairs {
		part, ok := v.Pairs[i].Value.inline()
		if !ok {
			return "", false
		}
		parts = append(parts, v.Pairs[i].Key+": "+part)
	}
	return "{" + strings.Join(parts, ", ") + "}", true
}

// commented reports whether a part of the value has a comment.
func (v *Value) commented() bool {
	part := func(w *Value) bool { return w.Comment != "" || w.Above != nil || w.commented() }
	for i := range v.Items {
		if part(&v.Items[i]) {
			return true
		}
	}
	for i := range v.Pairs {
		if part(&v.Pairs[i].Value) {
			return true
		}
	}
	return false
}

// Write appends a value that stands after a key or a dash, at the given column of
// its line. Its own lines, if it needs some, are indented by indent.
func (v *Value) Write(b *strings.Builder, indent, column int) {
	v.remark(b, func(b *strings.Builder) { v.writeBare(b, indent, column) })
}

// remark appends what write writes, and behind it the value's comment.
func (v *Value) remark(b *strings.Builder, write func(b *strings.Builder)) {
	if v.Comment == "" {
		write(b)
		return
	}
	var text strings.Builder
	write(&text)
	b.WriteString(strings.TrimSuffix(text.String(), "\n") + "  # " + v.Comment + "\n")
}

// writeBare is write without the comment.
func (v *Value) writeBare(b *strings.Builder, indent, column int) {
	text, ok := v.inline()
	switch {
	case v.Kind == yaml.ScalarNode:
		b.WriteString(" " + v.Text + "\n")
	case ok && column+1+Width(text) <= maxWidth:
		b.WriteString(" " + text + "\n")
	case v.Kind == yaml.SequenceNode:
		b.WriteString("\n")
		for i := range v.Items {
			v.Items[i].WriteAbove(b, indent)
			b.WriteString(strings.Repeat(" ", indent) + "-")
			v.Items[i].writeItem(b, indent+2)
		}
	default:
		b.WriteString("\n" + strings.Repeat(" ", indent))
		v.WritePairs(b, indent)
	}
}

// WriteAbove appends the comments above an entry of a list, which is indented by indent.
func (v *Value) WriteAbove(b *strings.Builder, indent int) {
	for _, line := range v.Above {
		b.WriteString(strings.Repeat(" ", indent) + Comment(line))
	}
}

// Comment is a line that says nothing to Load.
func Comment(line string) string { return strings.TrimRight("# "+line, " ") + "\n" }

// writeItem appends an entry of a list after its dash. A mapping begins on the
// line of the dash.
func (v *Value) writeItem(b *strings.Builder, indent int) {
	v.remark(b, func(b *strings.Builder) {
		text, ok := v.inline()
		if v.Kind != yaml.MappingNode || ok && indent+Width(text) <= maxWidth {
			v.writeBare(b, indent, indent-1)
			return
		}
		b.WriteString(" ")
		v.WritePairs(b, indent)
	})
}

// WritePairs appends the pairs of a mapping, each on its line; the indentation of
// the first is there already.
func (v *Value) WritePairs(b *strings.Builder, indent int) {
	for i, p := range v.Pairs {
		if i > 0 {
			b.WriteString(strings.Repeat(" ", indent))
		}
		for _, line := range p.Value.Above {
			b.WriteString(Comment(line) + strings.Repeat(" ", indent))
		}
		b.WriteString(p.Key + ":")
		p.Value.Write(b, indent+2, indent+Width(p.Key)+1)
	}
}

// Width is how many columns a text takes on a screen, where the characters of
// Chinese, Japanese and Korean take two.
func Width(text string) int {
	columns := 0
	for _, r := range text {
		columns++
		if r >= 0x1100 && r <= 0x115f || r >= 0x2e80 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff || r >= 0xff01 && r <= 0xff60 || r >= 0x1f300 {
			columns++
		}
	}
	return columns
}

// Find gives the value of a key of a mapping; one of its own where there is none.
func (v *Value) Find(key string) *Value {
	i := slices.IndexFunc(v.Pairs, func(p pair) bool { return p.Key == key })
	if i < 0 {
		return &Value{}
	}
	return &v.Pairs[i].Value
}

// Flat is the value on one line, however long.
func (v *Value) Flat() string {
	var parts []string
	switch v.Kind {
	case yaml.ScalarNode:
		return v.Text
	case yaml.SequenceNode:
		for i := range v.Items {
			parts = append(parts, v.Items[i].Flat())
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case yaml.MappingNode:
		for i := range v.Pairs {
			parts = append(parts, v.Pairs[i].Key+": "+v.Pairs[i].Value.Flat())
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return ""
}
