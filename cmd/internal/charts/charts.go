// Package charts draws the charts of a report as SVG images for browsers: curves, rates with
// their intervals, bars, histograms.
package charts

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"leadscore/cmd/internal/report"
)

// Lines draws curves over a square from 0 to 1 on both axes.
type Lines struct {
	Title  string // what it shows
	X, Y   string // what the axes say
	Curves []Curve
}

// Curve is one line of Lines.
type Curve struct {
	Name   string
	Points [][2]float64 // x and y, 0 to 1, x rising
	Faint  bool         // for comparison
}

// Ranges draws a rate with its interval for each of some rows, and what was
// promised where it was.
type Ranges struct {
	Title   string
	X       string // what the axis says
	Ranges  []Range
	Average float64 // of all rows; NaN: not drawn

	// What the marks stand for: of the average, and of a promised rate; "": no such mark.
	AverageName, Promise string
}

// Range is one row of Ranges. Its figures are rates, 0 to 1; NaN is not drawn.
type Range struct {
	Name             string
	Value, Low, High float64
	Promised         float64
	Note             string // how many leads
}

// Sizes of charts, in the image's own units.
const (
	lineSide   = 320
	lineLeft   = 52
	lineTop    = 12
	lineBottom = 44
	rangeRow   = 28
	rangeNames = 200
	rangeWidth = 380
	rangeNotes = 110
)

// drawing collects the elements of an image. Text is escaped.
type drawing struct{ b strings.Builder }

func (d *drawing) line(class string, x1, y1, x2, y2 float64) {
	fmt.Fprintf(&d.b, `<line class="%s" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`, class, x1, y1, x2, y2)
}

func (d *drawing) text(class string, x, y float64, text string) {
	fmt.Fprintf(&d.b, `<text class="%s" x="%.1f" y="%.1f">%s</text>`, class, x, y, template.HTMLEscapeString(report.Clean(text)))
}

func (d *drawing) bar(class string, x, y, width, height float64) {
	fmt.Fprintf(&d.b, `<rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, class, x, y, max(width, 0), height)
}

func (d *drawing) path(class string, points [][2]float64) {
	d.b.WriteString(`<polyline class="` + class + `" points="`)
	for i, p := range points {
		if i > 0 {
			d.b.WriteByte(' ')
		}
		fmt.Fprintf(&d.b, "%.1f,%.1f", p[0], p[1])
	}
	d.b.WriteString(`"/>`)
}

// image closes the drawing, with a description of what it shows for those who do not see it.
func (d *drawing) image(title, description string, width, height float64) template.HTML {
	return template.HTML(fmt.Sprintf(`<svg viewBox="0 0 %.0f %.0f" width="%.0f"%s%s</svg>`, width, height, width, described(title, description), d.b.String()))
}

// described ends the tag of an image and begins what is in it.
func described(title, description string) string {
	title, description = template.HTMLEscapeString(report.Clean(title)), template.HTMLEscapeString(report.Clean(description))
	return fmt.Sprintf(` role="img" aria-label="%s"><title>%s</title><desc>%s</desc>`, title, title, description)
}

// SVG draws the lines.
func (c *Lines) SVG() template.HTML {
	var d drawing
	x := func(v float64) float64 { return lineLeft + v*lineSide }
	y := func(v float64) float64 { return lineTop + (1-v)*lineSide }
	for i := range 6 {
		v := float64(i) / 5
		d.line("grid", x(0), y(v), x(1), y(v))
		d.line("grid", x(v), y(0), x(v), y(1))
		d.text("tick end", x(0)-6, y(v)+4, percentText(v))
		d.text("tick middle", x(v), y(0)+16, percentText(v))
	}
	for i, curve := range c.Curves {
		points := make([][2]float64, len(curve.Points))
		for k, p := range curve.Points {
			points[k] = [2]float64{x(p[0]), y(p[1])}
		}
		class := "curve"
		if curve.Faint {
			class = "curve faint"
		}
		d.path(class, points)
		legend := y(0) - 14 - 18*float64(len(c.Curves)-1-i)
		d.line(class, x(0.52), legend-4, x(0.52)+22, legend-4)
		d.text("legend", x(0.52)+28, legend, curve.Name)
	}
	d.text("axis middle", x(0.5), y(0)+36, c.X)
	fmt.Fprintf(&d.b, `<g transform="translate(12 %.1f) rotate(-90)">`, y(0.5))
	d.text("axis middle", 0, 0, c.Y)
	d.b.WriteString("</g>")
	return d.image(c.Title, c.description(), x(1)+20, y(0)+lineBottom)
}

// description gives some points of each curve.
func (c *Lines) description() string {
	var texts []string
	for _, curve := range c.Curves {
		var points []string
		for i := range 6 {
			v := float64(i) / 5
			points = append(points, percentText(v)+" → "+percentText(curve.at(v)))
		}
		texts = append(texts, curve.Name+": "+strings.Join(points, ", "))
	}
	return strings.Join(texts, "; ")
}

// at is the height of the curve over a place, to a thousandth; 0 before its beginning.
func (c *Curve) at(x float64) float64 {
	for i := 1; i < len(c.Points); i++ {
		a, b := c.Points[i-1], c.Points[i]
		if a[0] <= x && x <= b[0] && b[0] > a[0] {
			return math.Round(1000*(a[1]+(b[1]-a[1])*(x-a[0])/(b[0]-a[0]))) / 1000
		}
	}
	return 0
}

// SVG draws the ranges.
func (c *Ranges) SVG() template.HTML {
	var d drawing
	end := c.end()
	x := func(v float64) float64 { return rangeNames + v/end*rangeWidth }
	height := float64(len(c.Ranges)) * rangeRow
	const top = 8
	for i := range 5 {
		v := end * float64(i) / 4
		d.line("grid", x(v), top, x(v), top+height)
		d.text("tick middle", x(v), top+height+16, percentText(v))
	}
	for i, r := range c.Ranges {
		middle := top + (float64(i)+0.5)*rangeRow
		d.text("name end", rangeNames-10, middle+4, shorten(r.Name, 26))
		d.text("note", rangeNames+rangeWidth+12, middle+4, r.Note)
		if math.IsNaN(r.Value) {
			continue
		}
		d.bar("value", x(0), middle-7, x(r.Value)-x(0), 14)
		d.line("whisker", x(r.Low), middle, x(r.High), middle)
		d.line("whisker", x(r.Low), middle-4, x(r.Low), middle+4)
		d.line("whisker", x(r.High), middle-4, x(r.High), middle+4)
		if !math.IsNaN(r.Promised) {
			d.line("promise", x(min(r.Promised, end)), middle-11, x(min(r.Promised, end)), middle+11)
		}
	}
	if !math.IsNaN(c.Average) {
		d.line("average", x(c.Average), top, x(c.Average), top+height)
	}
	d.text("axis middle", rangeNames+rangeWidth/2, top+height+36, c.legend())
	return d.image(c.Title, c.description(), rangeNames+rangeWidth+rangeNotes, top+height+44)
}

// description gives the figures of the rows.
func (c *Ranges) description() string {
	var texts []string
	for _, r := range c.Ranges {
		if !math.IsNaN(r.Value) {
			texts = append(texts, fmt.Sprintf("%s: %s (%s–%s)", r.Name, percentText(r.Value), percentText(r.Low), percentText(r.High)))
		}
	}
	return strings.Join(texts, "; ")
}

// legend says what the axis and the marks are.
func (c *Ranges) legend() string {
	text := c.X
	for _, mark := range []string{c.AverageName, c.Promise} {
		if mark != "" {
			text += "; " + mark
		}
	}
	return text
}

// end is the rate at which the axis ends: the least round one that holds all.
func (c *Ranges) end() float64 {
	most := 0.0
	for _, r := range c.Ranges {
		for _, v := range []float64{r.Value, r.High, r.Promised} {
			if !math.IsNaN(v) {
				most = max(most, v)
			}
		}
	}
	for _, end := range []float64{0.04, 0.08, 0.2, 0.4, 0.6, 0.8} {
		if most <= end {
			return end
		}
	}
	return 1
}

func percentText(rate float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", 100*rate), ".0") + "%"
}

// shorten cuts a text to about so many narrow characters; wide ones count twice.
func shorten(text string, most int) string {
	return report.Options{}.Cut(report.Clean(text), most)
}
