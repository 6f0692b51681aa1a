package console

import (
	"os"
	"strconv"

	"golang.org/x/term"

	"leadscore/cmd/internal/report"
)

// Window is that of a terminal.
type Window struct{ Columns int } // 0: nobody knows

// Window is that in which a person sees the results.
func (e Env) Window() (Window, bool) {
	if e.Fixed != nil {
		return *e.Fixed, true
	}
	file, person := Terminal(e.Out)
	if !person {
		return Window{}, false
	}
	columns, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		columns = 0
	}
	return Window{columns}, true
}

// defaultWidth is that of tables and texts where nothing else is known.
const defaultWidth = 120

// Screen says what the reader of our output can be shown.
func (e Env) Screen(o Common) report.Options {
	size, isTerminal := e.Window()
	return report.Options{
		Width:     widthOf(o, size.Columns),
		Color:     colorOf(o, isTerminal),
		Ambiguous: o.Ambiguous == "2",
	}
}

// widthOf is how wide tables and texts may be; of a terminal of so many columns, 0 where
// nobody knows.
func widthOf(o Common, terminal int) int {
	if o.Width.Given {
		return o.Width.Cells
	}
	if terminal > 0 {
		return terminal
	}
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		return columns
	}
	return defaultWidth
}

func colorOf(o Common, isTerminal bool) bool {
	if o.Color == "auto" {
		return isTerminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	return o.Color == "always"
}

// Terminal gives the file behind a stream if a person sits at it.
func Terminal(stream any) (*os.File, bool) {
	file, ok := stream.(*os.File)
	return file, ok && term.IsTerminal(int(file.Fd()))
}
