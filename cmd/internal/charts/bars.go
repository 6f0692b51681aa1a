package charts

import (
	"fmt"
	"html/template"

	"leadscore/cmd/internal/report"
)

// Bars draws a bar for each of some rows, from nothing to the right, or to the left where
// the value is below 0. Its bars grow with the page, its letters do not.
type Bars struct {
	Title, Desc string // for readers who cannot see it
	Bars        []Bar
}

// Bar is one row of Bars.
type Bar struct {
	Name  string
	Value float64
	Part  float64 // how much of the value is drawn darker
	Text  string  // the figure
}

// Histogram draws how many there are from value to value, with lines where something begins.
type Histogram struct {
	Title, Desc string
	X           string    // what the axis says
	Edges       []float64 // from where to where the bars go, rising: one more than Counts
	Counts      []int
	Lines       []Mark
}

// Mark is a line at a value.
type Mark struct {
	At   float64
	Name string
}

const (
	barRow     = 36
	histHeight = 200
	histTop    = 20 // for each line of names above it
	histBottom = 44
)

// fluid closes a drawing whose places across are shares of the width.
func (d *drawing) fluid(title, description string, height float64) template.HTML {
	return template.HTML(fmt.Sprintf(`<svg class="fluid" width="100%%" height="%.0f"%s%s</svg>`, height, described(title, description), d.b.String()))
}

// wideBar is a bar from one share of the width to another.
func (d *drawing) wideBar(class string, from, to, y, height float64) {
	fmt.Fprintf(&d.b, `<rect class="%s" x="%.2f%%" y="%.1f" width="%.2f%%" height="%.1f"/>`, class, 100*from, y, 100*max(to-from, 0), height)
}

func (d *drawing) wideLine(class string, x1, y1, x2, y2 float64) {
	fmt.Fprintf(&d.b, `<line class="%s" x1="%.2f%%" y1="%.1f" x2="%.2f%%" y2="%.1f"/>`, class, 100*x1, y1, 100*x2, y2)
}

func (d *drawing) wideText(class string, x, y float64, text string) {
	fmt.Fprintf(&d.b, `<text class="%s" x="%.2f%%" y="%.1f">%s</text>`, class, 100*x, y, template.HTMLEscapeString(report.Clean(text)))
}

// SVG draws the bars, from 0.
func (c *Bars) SVG() template.HTML {
	var d drawing
	low, high := 0.0, 0.0
	for _, b := range c.Bars {
		low, high = min(low, b.Value), max(high, b.Value)
	}
	if high == low {
		high = low + 1
	}
	x := func(v float64) float64 { return (v - low) / (high - low) }
	for i, b := range c.Bars {
		y := float64(i) * barRow
		d.wideText("name", 0, y+14, shorten(b.Name, 36))
		d.wideText("figure end", 1, y+14, b.Text)
		d.wideBar("track", 0, 1, y+20, 8)
		d.wideBar(barClass(b), x(min(b.Value, 0)), x(max(b.Value, 0)), y+20, 8)
		d.wideBar("part", x(0), x(b.Part), y+20, 8)
	}
	return d.fluid(c.Title, c.Desc, float64(len(c.Bars))*barRow)
}

func barClass(b Bar) string {
	if b.Value < 0 {
		return "minus"
	}
	return "value"
}

// SVG draws the histogram.
func (c *Histogram) SVG() template.HTML {
	if len(c.Counts) == 0 {
		return ""
	}
	var d drawing
	highest := 0
	for i, n := range c.Counts {
		if n > c.Counts[highest] {
			highest = i
		}
	}
	top := histTop * float64(len(c.Lines)+1)
	for i, n := range c.Counts {
		height := histHeight * float64(n) / float64(max(c.Counts[highest], 1))
		if n > 0 {
			height = max(height, 1)
		}
		d.wideBar("value", c.x(c.Edges[i])+0.001, c.x(c.Edges[i+1])-0.001, top+histHeight-height, height)
	}
	d.wideText("tick middle", (c.x(c.Edges[highest])+c.x(c.Edges[highest+1]))/2, top-5, report.Thousands(c.Counts[highest]))
	c.axis(&d, top)
	return d.fluid(c.Title, c.Desc, top+histHeight+histBottom)
}

// x is where a value stands, as a share of the width.
func (c *Histogram) x(v float64) float64 {
	const left, right = 0.03, 0.97
	from, to := c.Edges[0], c.Edges[len(c.Edges)-1]
	return left + (right-left)*(v-from)/(to-from)
}

// axis draws some of the edges below the bars, and the lines with their names above them.
func (c *Histogram) axis(d *drawing, top float64) {
	bottom := top + histHeight
	d.wideLine("grid", c.x(c.Edges[0]), bottom, c.x(c.Edges[len(c.Counts)]), bottom)
	every := (len(c.Counts) + 5) / 6
	for i := 0; i <= len(c.Counts); i += every {
		d.wideText("tick middle", c.x(c.Edges[i]), bottom+16, report.ScoreText(c.Edges[i]))
	}
	d.wideText("axis middle", 0.5, bottom+36, c.X)
	for i, mark := range c.Lines {
		x, y := c.x(mark.At), histTop*float64(i+1)
		d.wideLine("mark", x, y-12, x, bottom)
		side, gap := "marked", 0.008
		if x > 0.6 {
			side, gap = "marked end", -0.008
		}
		d.wideText(side, x+gap, y-2, mark.Name)
	}
}
