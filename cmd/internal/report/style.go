// Package report makes what a person sees: tables, explanations, and problems
// with the line and a caret. It knows no command line and reads no file.
package report

// Options say what the reader's screen can do. The zero value is a plain text
// without limit of width.
type Options struct {
	Width     int  // terminal cells in a line; 0: no limit
	Color     bool // SGR sequences may be used
	Ambiguous bool // characters such as ①, → and … take two cells
}

// style is the number of an SGR sequence.
type style string

// Styles of text, for Paint.
const (
	Bold   style = "1"
	Dim    style = "2"
	Red    style = "31"
	Green  style = "32"
	Yellow style = "33"
	Cyan   style = "36"
)

// Paint puts text in a style, where colour is allowed. Text must be clean.
func (o Options) Paint(s style, text string) string {
	if !o.Color || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}
