package report

import "strings"

// Blocks of text that other rooms put together themselves.

// Head is a heading over a block: bold, with a rule below as long as the text.
func (o Options) Head(text string) string {
	text = Clean(text)
	length := o.Cells(text)
	if o.Width > 0 {
		length = min(length, o.Width)
	}
	var b strings.Builder
	for _, line := range o.Wrap(text, 0) {
		b.WriteString(o.Paint(Bold, line) + "\n")
	}
	return b.String() + strings.Repeat("─", length) + "\n"
}

// MarkdownText makes a text safe within a line of Markdown.
func MarkdownText(text string) string { return markdownCell(text) }
