package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"slices"
	"strconv"
)

//go:embed document.html
var documentPage string

//go:embed document.css
var documentStyle string

// HTML writes the document as one page that needs no other file and runs no script.
func (d *Document) HTML(w io.Writer) error {
	page, err := template.New("document").Funcs(template.FuncMap{
		"clean":  Clean,
		"style":  func() template.CSS { return template.CSS(documentStyle) },
		"policy": func() string { return "default-src 'none'; style-src '" + HashOf(documentStyle) + "'" },
		"image":  func(c Chart) template.HTML { return c.SVG() },
		"mood":   func(m Mood) string { return [...]string{"neutral", "good", "bad"}[m] },
		"align":  alignOf,
		"headed": isHeaded,
		"shade":  shadeOf,
	}).Parse(documentPage)
	if err != nil {
		return err
	}
	return page.Execute(w, d)
}

// HashOf is how a content security policy names a style or script that a page holds.
func HashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

func alignOf(s Section, column int) string {
	switch c := s.Columns[column]; {
	case c.Numeric:
		return "number"
	case c.Lines > 2: // sentences
		return "long"
	case c.Floor == 1: // a mark
		return "mark"
	}
	return "text"
}

func shadeOf(s Section, row, column int) string {
	if row >= len(s.Shades) || column >= len(s.Shades[row]) || s.Shades[row][column] <= 0 {
		return ""
	}
	return " shade" + strconv.Itoa(min(s.Shades[row][column], MostShade))
}

// isHeaded tells whether any column of a table has a header.
func isHeaded(s Section) bool {
	return slices.ContainsFunc(s.Columns, func(c Column) bool { return c.Header != "" })
}
