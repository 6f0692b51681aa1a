package report

import (
	"bufio"
	"fmt"
	"html/template"
	"io"
	"strings"
)

// Document is a report of several sections, for terminals, Markdown and browsers.
type Document struct {
	Language string // "en" or "ja", for browsers
	Title    string
	Subtitle string
	Summary  []Point // what matters most, in sentences
	Sections []Section
}

// Point is one sentence of a summary.
type Point struct {
	Mood Mood
	Text string
}

// Mood says how a reader should take a Point.
type Mood uint8

// The moods.
const (
	Neutral Mood = iota
	Good
	Bad
)

// Chart is a picture for browsers: an SVG image that needs nothing else.
type Chart interface {
	SVG() template.HTML
}

// Section is a part of a Document. Each of its parts may be absent.
type Section struct {
	Heading string
	Text    []string // paragraphs
	Chart   Chart    // browsers only
	Columns []Column // of the table
	Rows    [][]string
	Shades  [][]int  // of the cells, 0 to MostShade: how much they hold; nil: none. browsers only
	Code    string   // to be pasted somewhere
	Notes   []string // below the table
	Folded  []Folded // browsers only: who wants to see more unfolds it
}

// MostShade is the darkest shade of a cell.
const MostShade = 4

// Folded is a part of a page that shows only its title until somebody asks for it.
type Folded struct {
	Title    string
	Sections []Section
}

// Text writes the document for a terminal.
func (d *Document) Text(w io.Writer, o Options) error {
	b := bufio.NewWriter(w)
	title := Clean(d.Title)
	length := o.Cells(title)
	if o.Width > 0 {
		length = min(length, o.Width)
	}
	b.WriteString(o.Paint(Bold, title) + "\n" + strings.Repeat("─", length) + "\n")
	o.paragraph(b, d.Subtitle)
	if len(d.Summary) > 0 {
		b.WriteString("\n")
	}
	for _, p := range d.Summary {
		o.point(b, p)
	}
	for i := range d.Sections {
		if err := d.Sections[i].text(b, o, d.Language); err != nil {
			return err
		}
	}
	return b.Flush()
}

// paragraph writes text wrapped into the width.
func (o Options) paragraph(b *bufio.Writer, text string) {
	if text == "" {
		return
	}
	for _, line := range o.Wrap(Clean(text), 0) {
		b.WriteString(line + "\n")
	}
}

// point writes a sentence behind its mark.
func (o Options) point(b *bufio.Writer, p Point) {
	mark, s := "•", Dim
	switch p.Mood {
	case Good:
		mark, s = "✓", Green
	case Bad:
		mark, s = "!", Yellow
	}
	for i, line := range o.Wrap(Clean(p.Text), 2) {
		if i == 0 {
			line = o.Paint(s, mark) + " " + line
		} else {
			line = "  " + line
		}
		b.WriteString(line + "\n")
	}
}

func (s *Section) text(b *bufio.Writer, o Options, language string) error {
	b.WriteString("\n" + o.Paint(Bold, Clean(s.Heading)) + "\n")
	for _, text := range s.Text {
		o.paragraph(b, text)
	}
	if s.Columns != nil {
		dropped, err := Table(b, s.Columns, s.Rows, o)
		if err != nil {
			return err
		}
		if len(dropped) > 0 {
			noRoom := map[string]string{"en": "No room for: %s.", "ja": "幅が足りず省いた列: %s。"}[language]
			o.paragraph(b, fmt.Sprintf(noRoom, strings.Join(dropped, ", ")))
		}
	}
	if s.Code != "" {
		for line := range strings.SplitSeq(strings.TrimRight(s.Code, "\n"), "\n") {
			b.WriteString("  " + Clean(line) + "\n")
		}
	}
	for _, note := range s.Notes {
		o.paragraph(b, note)
	}
	return nil
}

// Markdown writes the document as GitHub and its like show it.
func (d *Document) Markdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# %s\n", markdownText(d.Title))
	if d.Subtitle != "" {
		fmt.Fprintf(b, "\n%s\n", markdownText(d.Subtitle))
	}
	if len(d.Summary) > 0 {
		b.WriteString("\n")
	}
	for _, p := range d.Summary {
		fmt.Fprintf(b, "- %s\n", markdownText(p.Text))
	}
	for i := range d.Sections {
		if err := d.Sections[i].markdown(b); err != nil {
			return err
		}
	}
	return b.Flush()
}

func (s *Section) markdown(b *bufio.Writer) error {
	fmt.Fprintf(b, "\n## %s\n", markdownText(s.Heading))
	for _, text := range s.Text {
		fmt.Fprintf(b, "\n%s\n", markdownText(text))
	}
	if s.Columns != nil {
		b.WriteString("\n")
		if err := Markdown(b, s.Columns, s.Rows); err != nil {
			return err
		}
	}
	if s.Code != "" {
		fmt.Fprintf(b, "\n```yaml\n%s\n```\n", strings.ReplaceAll(strings.TrimRight(s.Code, "\n"), "```", ""))
	}
	for _, note := range s.Notes {
		fmt.Fprintf(b, "\n%s\n", markdownText(note))
	}
	return nil
}

// markdownText makes text safe within a line of Markdown, also at its beginning.
func markdownText(text string) string {
	text = markdownCell(text)
	if strings.HasPrefix(text, "#") || strings.HasPrefix(text, "-") || strings.HasPrefix(text, "+") || strings.HasPrefix(text, ">") {
		return `\` + text
	}
	return text
}
