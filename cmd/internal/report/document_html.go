package report

import (
	_ "embed"
	"html/template"
	"io"
)

//go:embed document.html
var documentPage string

// HTML writes the document as one page that needs no other file and runs no script.
func (d *Document) HTML(w io.Writer) error {
	page, err := template.New("document").Funcs(template.FuncMap{
		"clean": Clean,
		"image": func(c Chart) template.HTML { return c.svg() },
		"mood":  func(m Mood) string { return [...]string{"neutral", "good", "bad"}[m] },
		"align": func(s Section, column int) string {
			if s.Columns[column].Numeric {
				return "number"
			}
			return "text"
		},
	}).Parse(documentPage)
	if err != nil {
		return err
	}
	return page.Execute(w, d)
}
