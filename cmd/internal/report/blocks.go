package report

import "strings"

// Blocks of text that other rooms put together themselves.

// Head is a heading over a block: bold, with a rule below as long as the text.
func (o Options) Head(text string) string {
	text = Clean(text)
	length := o.width(text)
	if o.Width > 0 {
		length = min(length, o.Width)
	}
	var b strings.Builder
	for _, line := range o.wrap(text, 0) {
		b.WriteString(o.paint(bold, line) + "\n")
	}
	return b.String() + strings.Repeat("─", length) + "\n"
}

// Rows writes rows whose cells but the last stand in columns; the last one is wrapped into
// what is left of the line. Cells must be Clean.
func (o Options) Rows(indent string, rows [][]string) string {
	return o.aligned(indent, widestName, rows)
}

// MarkdownText makes a text safe within a line of Markdown.
func MarkdownText(text string) string { return markdownCell(text) }
