package report

import (
	"bufio"
	"io"
	"strings"
)

// Markdown writes rows as a table that GitHub and its like show. Cells are text:
// nothing in them is taken for markup of the table, HTML or a line break.
func Markdown(w io.Writer, columns []Column, rows [][]string) error {
	b := bufio.NewWriter(w)
	header := make([]string, len(columns))
	rule := make([]string, len(columns))
	for i, c := range columns {
		header[i] = c.Header
		rule[i] = "---"
		if c.Numeric {
			rule[i] = "---:"
		}
	}
	writeMarkdownRow(b, header)
	b.WriteString("| " + strings.Join(rule, " | ") + " |\n")
	for _, row := range rows {
		writeMarkdownRow(b, row)
	}
	return b.Flush()
}

// markdownEscapes takes the meaning from the characters that begin markup.
var markdownEscapes = strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", `\<`, "[", `\[`, "*", `\*`, "`", "\\`")

func writeMarkdownRow(b *bufio.Writer, cells []string) {
	for _, cell := range cells {
		b.WriteString("| " + markdownEscapes.Replace(Clean(cell)) + " ")
	}
	b.WriteString("|\n")
}
