package overview

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"leadscore/cmd/internal/charts"
	"leadscore/cmd/internal/report"
	"leadscore/frameworks"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
	"leadscore/scoring/explained"
)

// How much a page shows.
const (
	mostOpen  = 20
	mostRules = 25
	mostBars  = 40
)

// costliest lists the questions that are open for any lead: without limit first, then those
// that cost the list most points.
func (o *overview) costliest() []int {
	var order []int
	for i, t := range o.Tally.Open {
		if t.Leads > 0 {
			order = append(order, i)
		}
	}
	all := o.Tally.Open
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(all[b].NoLimit, all[a].NoLimit), cmp.Compare(all[b].total.per(1), all[a].total.per(1)))
	})
	return order
}

// questionName is what is not known where a question is open.
func (o *overview) questionName(q answer.Question) string {
	if q.Element != "" {
		if o.words.language == "ja" {
			return q.Framework + " " + cmp.Or(frameworks.JapaneseLabel(q.Element), q.Element)
		}
		return q.Framework + " " + q.Element
	}
	return q.Column
}

func (o *overview) open() *report.Section {
	w, t := o.words, o.Tally
	order := o.costliest()
	if len(order) == 0 {
		return &report.Section{Heading: w.open, Text: []string{w.nothingOpen}}
	}
	s := &report.Section{Heading: w.open, Notes: []string{w.openNote}, Columns: []report.Column{
		{Header: w.what, Floor: 12, Lines: 2}, {Header: w.leads, Numeric: true}, {Header: w.share, Numeric: true, Drop: 2},
		{Header: w.raise, Numeric: true}, {Header: w.by, Floor: 8, Drop: 1}, {Header: w.ask, Floor: 20, Share: 2, Lines: 3, Drop: 3},
	}}
	chart := &charts.Bars{Title: w.openChart}
	for _, i := range order[:min(len(order), mostOpen)] {
		q, open := o.questions[i], t.Open[i]
		raise := decimals(open.total.per(open.Leads - open.NoLimit))
		if open.NoLimit > 0 {
			raise = w.noLimit
		}
		row := []string{o.questionName(q), report.Thousands(open.Leads), share(open.Leads, t.Ranked), raise, o.filledBy(q.KnownBy), ""}
		if q.KnownBy == rulebook.ByAsking {
			row[5] = q.Text
		}
		s.Rows = append(s.Rows, row)
		chart.Bars = append(chart.Bars, charts.Bar{Name: row[0], Value: open.total.per(t.Ranked), Text: fill(w.opensChart, o.leadCount(open.Leads), row[2])})
	}
	chart.Desc = describe(chart.Bars)
	s.Chart = chart
	return s
}

func (o *overview) filledBy(by rulebook.KnownBy) string {
	switch by {
	case rulebook.ByResearch:
		return o.words.research
	case rulebook.ByRecords:
		return o.words.records
	}
	return o.words.asking
}

// points shows what each line of the sum gives.
func (o *overview) points() *report.Section {
	w, t := o.words, o.Tally
	parts := slices.Clone(t.Parts)
	size := func(p PartTally) float64 { return max(p.total.per(1), -p.total.per(1)) }
	slices.SortFunc(parts, func(a, b PartTally) int {
		return cmp.Or(cmp.Compare(size(b), size(a)), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
	if len(parts) == 0 {
		return nil
	}
	s := &report.Section{Heading: w.points, Notes: []string{w.pointsNote}, Columns: []report.Column{
		{Header: w.rule, Floor: 14, Lines: 2}, {Header: w.leads, Numeric: true}, {Header: w.share, Numeric: true, Drop: 1},
		{Header: w.given, Numeric: true}, {Header: w.mean, Numeric: true},
	}}
	chart := &charts.Bars{Title: w.points}
	for _, p := range parts[:min(len(parts), mostRules)] {
		mean := p.total.per(t.Ranked)
		row := []string{o.partName(p), report.Thousands(p.Leads), share(p.Leads, t.Ranked), signed(p.total.per(p.Leads)), signed(mean)}
		s.Rows = append(s.Rows, row)
		chart.Bars = append(chart.Bars, charts.Bar{Name: row[0], Value: mean, Text: row[4]})
	}
	chart.Desc = describe(chart.Bars)
	s.Chart = chart
	return s
}

func (o *overview) partName(p PartTally) string {
	switch {
	case p.Kind == explained.LineICP:
		return o.words.icp
	case p.Kind == explained.LineClamp && p.Name == "":
		return o.words.limitsScore
	case p.Kind == explained.LineClamp:
		return fill(o.words.limits, p.Name)
	}
	return p.Name
}

// matrix shows fit against engagement.
func (o *overview) matrix() *report.Section {
	m := o.Tally.matrix
	if m == nil {
		return nil
	}
	w := o.words
	group := o.Book.Groups[m.group].Name
	names, counts, what := m.columns(w)
	s := &report.Section{Heading: fill(w.matrix, group), Notes: []string{fill(w.matrixNote, what, group)}, Columns: []report.Column{{Header: w.fit}}}
	for _, name := range names {
		s.Columns = append(s.Columns, report.Column{Header: name, Numeric: true})
	}
	most := 1
	for _, row := range counts {
		most = max(most, slices.Max(append(row, 0)))
	}
	for i, row := range counts {
		name := w.noGrade
		if i < len(m.fits) {
			name = m.fits[i]
		} else if slices.Max(append(row, 0)) == 0 {
			continue
		}
		cells, shades := []string{name}, []int{0}
		for _, n := range row {
			cells = append(cells, report.Thousands(n))
			shades = append(shades, (n*report.MostShade+most-1)/most)
		}
		s.Rows, s.Shades = append(s.Rows, cells), append(s.Shades, shades)
	}
	return s
}

// columns names the columns of a matrix, counts its leads by row and column, and says what the
// columns are.
func (m *matrix) columns(w *words) (names []string, counts [][]int, what string) {
	if m.Axes.grades != nil {
		names, what = append(slices.Clone(m.Axes.grades), w.noGrade), w.grade
		if !slices.ContainsFunc(m.grades, func(row []int) bool { return row[len(row)-1] > 0 }) {
			names = names[:len(names)-1]
		}
		for _, row := range m.grades {
			counts = append(counts, row[:len(names)])
		}
		return names, counts, what
	}
	bands := m.bands()
	for _, b := range bands {
		names = append(names, b.name(w, bands[0].From))
	}
	for i := range m.points {
		row := make([]int, len(bands))
		for k, b := range bands {
			row[k] = m.points[i].In(b.From, b.To)
		}
		counts = append(counts, row)
	}
	return names, counts, w.ofPoints
}

// name is what a band of points is called; highest is where the highest band begins.
func (b Bin) name(w *words, highest exact.Points) string {
	switch {
	case b.From == 0 && b.To <= exact.PointsPerPoint:
		return w.zero
	case b.To <= 0:
		return fill(w.under, "0")
	case b.From == highest:
		return fill(w.over, b.From.String())
	case b.From < exact.PointsPerPoint:
		return fill(w.under, b.To.String())
	}
	return fill(w.upTo, b.From.String(), b.To.String())
}

// scores draws how the scores are spread, and where stages begin.
func (o *overview) scores() *report.Section {
	w := o.words
	bars := o.Tally.Scores.Bars(mostBars)
	if bars == nil {
		return nil
	}
	chart := &charts.Histogram{Title: w.scores, X: w.scoreAxis}
	var texts []string
	s := &report.Section{Heading: w.scores}
	for _, b := range bars {
		chart.Edges, chart.Counts = append(chart.Edges, b.From.Float64()), append(chart.Counts, b.Count)
		if b.Count > 0 {
			texts = append(texts, fill(w.scoresDesc, o.leadCount(b.Count), b.From.String(), b.To.String()))
		}
	}
	chart.Edges = append(chart.Edges, bars[len(bars)-1].To.Float64())
	chart.Desc = strings.Join(texts, w.separator)
	for _, line := range o.thresholds() {
		if line.At >= chart.Edges[0] && line.At <= chart.Edges[len(chart.Counts)] {
			chart.Lines = append(chart.Lines, line)
		}
	}
	s.Chart = chart
	s.Columns, s.Rows = o.scoreTable()
	return s
}

// scoreTable has the same for those who see no picture, in fewer parts.
func (o *overview) scoreTable() ([]report.Column, [][]string) {
	w := o.words
	var rows [][]string
	for _, b := range o.Tally.Scores.Bars(12) {
		rows = append(rows, []string{fill(w.upTo, b.From.String(), b.To.String()), report.Thousands(b.Count), share(b.Count, o.Tally.Ranked)})
	}
	return []report.Column{{Header: w.score}, {Header: w.leads, Numeric: true}, {Header: w.share, Numeric: true}}, rows
}

// thresholds lists the scores that stage rules ask for.
func (o *overview) thresholds() []charts.Mark {
	var marks []charts.Mark
	for i := range o.Book.Stages {
		stage := &o.Book.Stages[i]
		for _, at := range scoresAsked(stage.When) {
			v, _ := strconv.ParseFloat(at, 64)
			marks = append(marks, charts.Mark{At: v, Name: fill(o.words.from, stage.Name, at)})
		}
	}
	slices.SortStableFunc(marks, func(a, b charts.Mark) int { return cmp.Compare(a.At, b.At) })
	return marks
}

// scoresAsked lists the least scores that a condition asks for, as numbers.
func scoresAsked(c *rulebook.Condition) []string {
	if c == nil {
		return nil
	}
	var all []string
	for i := range c.Of {
		if c.Kind != rulebook.Not {
			all = append(all, scoresAsked(&c.Of[i])...)
		}
	}
	for _, t := range c.Tests {
		if c.Metric.Text == "score" && slices.Contains([]string{"at_least", "above", "between"}, t.Op) && len(t.Args) > 0 {
			if n, err := cell.ParseDecimal(t.Args[0].Text); err == nil {
				all = append(all, n.String())
			}
		}
	}
	return all
}
