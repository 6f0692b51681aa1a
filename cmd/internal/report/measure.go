package report

// Styles of text, for Paint.
const (
	Bold   = bold
	Dim    = dim
	Red    = red
	Green  = green
	Yellow = yellow
	Cyan   = style("36")
)

// Cells is the number of terminal cells that text takes.
func (o Options) Cells(text string) int { return o.width(text) }

// Cut shortens text to a number of terminal cells; what is cut ends in an ellipsis.
func (o Options) Cut(text string, cells int) string { return o.truncate(text, cells) }

// Fill fills text with spaces on the right up to a number of terminal cells.
func (o Options) Fill(text string, cells int) string { return o.pad(text, cells) }

// Paint puts text in a style, where colour is allowed. Text must be clean.
func (o Options) Paint(s style, text string) string { return o.paint(s, text) }
