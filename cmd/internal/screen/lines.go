// Package screen makes a ranking that fits the screen of a terminal: a line for each
// lead, and what every stage has.
package screen

import (
	"io"
	"strconv"
	"strings"

	"leadscore/cmd/internal/explain"
	"leadscore/cmd/internal/report"
	"leadscore/rulebook"
)

// Lead is one of a ranking.
type Lead struct {
	Score  string
	Value  float64  // the score, for its bar
	Stage  int      // in the rulebook; -1: none
	Key    string   // "": the rulebook has none
	Shown  []string // what the rulebook wants shown, in its order
	Reason string   // the one that counts most
	Next   string   // what to ask next
}

// Ranking is what there is to see.
type Ranking struct {
	Language rulebook.Language
	Stages   []Stage // as the rulebook orders them
	NoStage  int     // leads without one
	KeyName  string  // "": there is none
	Shown    []string
	Leads    []Lead // best first
	Total    int    // leads that could be shown
}

// Stage is one of the rulebook's.
type Stage struct {
	Name  string
	Out   bool
	Leads int
}

// column is one of the screen's, from left to right.
type column struct {
	head   string
	cells  []string
	right  bool
	most   int // terminal cells; 0: as many as it needs
	floor  int // fewest terminal cells that it is of use with
	weight int // how much of the room that is left it gets, beside others; 0: as much as it needs
	drop   int // where there is no room, the highest goes first; 0: never
	paint  func(o report.Options, i int, text string) string
	width  int
}

// What goes first where a screen is narrow: the highest. Whom to call never goes.
const (
	_ = iota
	dropStage
	dropNext
	dropReason
	dropBar
	dropKey
)

const gap = 2 // terminal cells between columns

// Write writes a line for each lead, a head above them and below them the number of
// leads in every stage. It returns the columns that had no room.
func Write(w io.Writer, r Ranking, o report.Options) (dropped []string, err error) {
	columns := r.columns(o)
	columns, dropped = fit(columns, o)
	var b strings.Builder
	heads := make([]string, len(columns))
	for i, c := range columns {
		heads[i] = c.text(c.head, o)
	}
	b.WriteString(o.Paint(report.Bold, strings.TrimRight(strings.Join(heads, "  "), " ")) + "\n")
	for i := range r.Leads {
		b.WriteString(line(columns, i, o) + "\n")
	}
	b.WriteString(r.counts(o))
	_, err = io.WriteString(w, b.String())
	return dropped, err
}

// line is that of the i-th lead, without blanks at its end.
func line(columns []column, i int, o report.Options) string {
	var b strings.Builder
	pending := ""
	for j, c := range columns {
		text := c.text(c.cells[i], o)
		kept := strings.TrimRight(text, " ")
		if j > 0 {
			pending += strings.Repeat(" ", gap)
		}
		if kept == "" {
			pending += text
			continue
		}
		b.WriteString(pending)
		pending = text[len(kept):]
		if c.paint != nil {
			kept = c.paint(o, i, kept)
		}
		b.WriteString(kept)
	}
	return b.String()
}

// text fits a text to the column.
func (c *column) text(text string, o report.Options) string {
	text = o.Cut(text, c.width)
	if c.right {
		return strings.Repeat(" ", max(0, c.width-o.Cells(text))) + text
	}
	return o.Fill(text, c.width)
}

func (r *Ranking) columns(o report.Options) []column {
	names := explain.HeadingsOf(r.Language)
	shown := r.named()
	all := []column{
		{head: "#", right: true},
		{head: names.Score, right: true},
		{drop: dropBar, paint: func(o report.Options, i int, text string) string { return r.tone(o, r.Leads[i].Stage, text) }},
		{head: names.Stage, most: 16, drop: dropStage, paint: func(o report.Options, i int, text string) string { return r.tone(o, r.Leads[i].Stage, text) }},
		{head: r.KeyName, most: 14, drop: dropKey},
		{head: strings.Join(shown, " · "), floor: 15, weight: 3},
		{head: names.Reasons, floor: 13, weight: 3, drop: dropReason},
		{head: names.Next, floor: 15, weight: 4, drop: dropNext},
	}
	best := 0.0
	for _, lead := range r.Leads {
		best = max(best, lead.Value)
	}
	for i, lead := range r.Leads {
		stage := ""
		if lead.Stage >= 0 {
			stage = r.Stages[lead.Stage].Name
		}
		for j, cell := range []string{strconv.Itoa(i + 1), lead.Score, bar(lead.Value, best, o), stage, lead.Key, joined(lead.Shown), lead.Reason, lead.Next} {
			all[j].cells = append(all[j].cells, report.Clean(cell))
		}
	}
	return withCells(all)
}

// named are the names of what is shown that some lead has.
func (r *Ranking) named() []string {
	var names []string
	for i, name := range r.Shown {
		for _, lead := range r.Leads {
			if i < len(lead.Shown) && lead.Shown[i] != "" {
				names = append(names, report.Clean(name))
				break
			}
		}
	}
	return names
}

func joined(cells []string) string {
	var filled []string
	for _, cell := range cells {
		if cell = strings.TrimSpace(cell); cell != "" {
			filled = append(filled, cell)
		}
	}
	return Shorten(strings.Join(filled, " · "))
}

// Shorten writes what stands in nearly every Japanese company's name in two cells, not
// eight.
func Shorten(text string) string { return shorter.Replace(text) }

var shorter = strings.NewReplacer("株式会社", "㈱", "有限会社", "㈲")

// withCells leaves columns out that no lead has anything in: they take no room.
func withCells(all []column) []column {
	var some []column
	for _, c := range all {
		for _, cell := range c.cells {
			if cell != "" {
				some = append(some, c)
				break
			}
		}
	}
	return some
}

const barCells = 5

// bar shows a score beside the best.
func bar(value, best float64, o report.Options) string {
	if best <= 0 || value <= 0 {
		return ""
	}
	if o.Ambiguous { // blocks take two cells
		return strings.Repeat("=", max(1, int(value/best*barCells+0.5)))
	}
	eighths := max(1, int(value/best*barCells*8+0.5))
	text := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		text += string([]rune("▏▎▍▌▋▊▉")[rest-1])
	}
	return text
}

// tone is the colour of a stage: the best are green, those out red.
func (r *Ranking) tone(o report.Options, stage int, text string) string {
	if stage < 0 {
		return text
	}
	if r.Stages[stage].Out {
		return o.Paint(report.Red, text)
	}
	place := 0
	for _, s := range r.Stages[:stage] {
		if !s.Out {
			place++
		}
	}
	switch place {
	case 0:
		return o.Paint(report.Green, text)
	case 1:
		return o.Paint(report.Cyan, text)
	case 2:
		return o.Paint(report.Yellow, text)
	}
	return o.Paint(report.Dim, text)
}

// fit gives columns their widths; what has no room is left out.
func fit(columns []column, o report.Options) (shown []column, dropped []string) {
	for i := range columns {
		columns[i].measure(o)
	}
	if o.Width <= 0 {
		return columns, nil
	}
	for least(columns) > o.Width {
		last := 0
		for i, c := range columns {
			if c.drop > columns[last].drop {
				last = i
			}
		}
		if columns[last].drop == 0 {
			break
		}
		if head := columns[last].head; head != "" {
			dropped = append(dropped, head)
		}
		columns = append(columns[:last:last], columns[last+1:]...)
	}
	share(columns, o.Width)
	return columns, dropped
}

// measure finds how wide the column would be. One that few leads fill weighs less.
func (c *column) measure(o report.Options) {
	c.width = o.Cells(c.head)
	if c.weight > 0 {
		c.width = min(c.width, c.floor)
	}
	filled := 0
	for _, cell := range c.cells {
		c.width = max(c.width, o.Cells(cell))
		if cell != "" {
			filled++
		}
	}
	if c.weight > 0 {
		c.weight = max(1, c.weight*10*filled/len(c.cells))
	}
	if c.most > 0 {
		c.width = min(c.width, c.most)
	}
}

// least is the room without which columns are of no use.
func least(columns []column) int {
	room := gap * (len(columns) - 1)
	for _, c := range columns {
		if c.weight > 0 {
			room += min(c.width, c.floor)
		} else {
			room += c.width
		}
	}
	return room
}

// share shares the room among the columns that may be cut. Each has its floor; the rest
// goes by weight to those that need more.
func share(columns []column, room int) {
	room -= gap * (len(columns) - 1)
	need := make([]int, len(columns))
	for i := range columns {
		c := &columns[i]
		if c.weight > 0 && c.width > c.floor {
			need[i], c.width = c.width-c.floor, c.floor
		}
		room -= c.width
	}
	for room > 0 {
		weights := 0
		for i, c := range columns {
			if need[i] > 0 {
				weights += c.weight
			}
		}
		if weights == 0 {
			return
		}
		left := room
		for i := range columns {
			if c := &columns[i]; need[i] > 0 {
				more := min(need[i], left, (room*c.weight+weights-1)/weights)
				c.width += more
				need[i] -= more
				left -= more
			}
		}
		room = left
	}
}
