package report

import (
	"bufio"
	"io"
	"strings"
	"unicode"
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
var markdownEscapes = strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", `\<`, "[", `\[`, "*", `\*`, "`", "\\`", "&", `\&`, "~", `\~`)

// markdownCell makes a text safe within a line of Markdown.
func markdownCell(text string) string { return escapeUnderscores(markdownEscapes.Replace(Clean(text))) }

// escapeUnderscores escapes those at the edge of a word, which begin or end emphasis; the
// others are part of a name, as in first_name.
func escapeUnderscores(text string) string {
	if !strings.Contains(text, "_") {
		return text
	}
	var b strings.Builder
	runes := []rune(text)
	inWord := func(i int) bool {
		return i >= 0 && i < len(runes) && (unicode.IsLetter(runes[i]) || unicode.IsNumber(runes[i]))
	}
	for i, r := range runes {
		if r == '_' && !(inWord(i-1) && inWord(i+1)) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func writeMarkdownRow(b *bufio.Writer, cells []string) {
	for _, cell := range cells {
		b.WriteString("| " + markdownCell(cell) + " ")
	}
	b.WriteString("|\n")
}
