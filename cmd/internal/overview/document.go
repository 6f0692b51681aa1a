package overview

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"leadscore/cmd/internal/charts"
	"leadscore/cmd/internal/explain"
	"leadscore/cmd/internal/movers"
	"leadscore/cmd/internal/report"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
	"leadscore/scoring/explained"
)

// Report is what a manager sees of a lead list.
type Report struct {
	List, Rules string // their files
	AsOf        string
	Book        *rulebook.Rulebook
	Tally       *Tally
	Identity    []string // headers of what tells a person which lead it is; "" for the line
	Best        []Lead
	Unread      []Unread
	Moved       *movers.Report   // since an earlier run; nil: there is none
	Evaluation  *report.Document // by won and lost leads; nil: there are none
}

// Lead is one of the best leads.
type Lead struct {
	Identity    []string // its cells
	Explanation *explained.Lead
}

// Unread tells of cells that are not of their field's type.
type Unread struct {
	Column string
	Count  int
	Line   int // of the first
	Cell   string
}

// Document makes the report, in the rulebook's language.
func (r *Report) Document() *report.Document {
	w := wordsOf(r.Book.Language)
	of := &overview{Report: r, words: w, questions: r.Tally.engine.Questions()}
	d := &report.Document{Language: w.language, Title: cmp.Or(r.Book.Name, r.List), Subtitle: of.subtitle(), Summary: of.summary()}
	sections := []*report.Section{of.stages(), of.calls(), of.best(), of.open(), of.points(), of.matrix(), of.scores(), of.unread()}
	for _, s := range sections {
		if s != nil {
			d.Sections = append(d.Sections, *s)
		}
	}
	of.addMoved(d)
	of.addEvaluation(d)
	return d
}

// overview words a Report.
type overview struct {
	*Report
	words     *words
	questions []answer.Question
}

// leadCount counts leads.
func (o *overview) leadCount(n int) string {
	if o.words.language == "ja" {
		return report.Thousands(n) + "件"
	}
	return report.Count(n, "lead")
}

// fill fills a text's places.
func fill(format string, texts ...string) string {
	args := make([]any, len(texts))
	for i, text := range texts {
		args[i] = text
	}
	return fmt.Sprintf(format, args...)
}

func share(n, of int) string {
	if of == 0 {
		return "–"
	}
	return strconv.FormatFloat(100*float64(n)/float64(of), 'f', 1, 64) + "%"
}

// decimals gives points as people read them: one decimal, none where it is 0.
func decimals(v float64) string {
	text := strconv.FormatFloat(v, 'f', 1, 64)
	return strings.TrimPrefix(strings.TrimSuffix(text, ".0"), "-0.0")
}

func signed(v float64) string {
	text := strconv.FormatFloat(v, 'f', 1, 64)
	if v > 0 {
		text = "+" + text
	}
	return text
}

func (o *overview) subtitle() string {
	t, w := o.Tally, o.words
	text := fill(w.subtitle, o.List+w.separator+o.leadCount(t.Leads), o.Rules, o.AsOf)
	if out := t.Leads - t.Ranked; out > 0 {
		text += fill(w.out, o.leadCount(out))
	}
	return text
}

func (o *overview) summary() []report.Point {
	t, w := o.Tally, o.words
	var stages []string
	for i, s := range o.Book.Stages {
		if n := t.Stages[i].Leads; n > 0 && !s.Out {
			stages = append(stages, s.Name+" "+report.Thousands(n))
		}
	}
	var points []report.Point
	if stages != nil {
		points = append(points, report.Point{Text: fill(w.ranked, o.leadCount(t.Ranked), strings.Join(stages, w.separator))})
	}
	return append(append(points, o.callPoint()), o.unknownPoint()...)
}

func (o *overview) callPoint() report.Point {
	t, w := o.Tally, o.words
	if !t.phones.Known() {
		return report.Point{Mood: report.Bad, Text: w.noPhones}
	}
	text := fill(w.callable, report.Thousands(t.Callable), o.leadCount(t.Ranked))
	if t.Refused > 0 {
		text += fill(w.refused, o.leadCount(t.Refused))
	}
	return report.Point{Text: text}
}

// unknownPoint tells what it is best to ask for.
func (o *overview) unknownPoint() []report.Point {
	for _, i := range o.costliest() {
		q, t := o.questions[i], o.Tally.Open[i]
		if q.KnownBy == rulebook.ByAsking && t.NoLimit == 0 {
			return []report.Point{{Text: fill(o.words.unknownPoint, o.questionName(q), report.Thousands(t.Leads), report.Thousands(o.Tally.Ranked), decimals(t.total.per(t.Leads)))}}
		}
	}
	return nil
}

// stages counts the leads of each stage.
func (o *overview) stages() *report.Section {
	if len(o.Book.Stages) == 0 {
		return nil
	}
	w, t := o.words, o.Tally
	s := &report.Section{Heading: w.stages, Columns: []report.Column{{Header: w.stage, Floor: 12}, {Header: w.leads, Numeric: true}, {Header: w.share, Numeric: true}}}
	if t.phones.Known() {
		s.Columns = append(s.Columns, report.Column{Header: w.canCall, Numeric: true})
	}
	chart := &charts.Bars{Title: w.stages}
	for i, counted := range t.Stages {
		name := o.stageName(i)
		if name == "" || i == len(o.Book.Stages) && counted.Leads == 0 {
			continue
		}
		row := []string{name, report.Thousands(counted.Leads), share(counted.Leads, t.Leads)}
		text := row[1]
		if t.phones.Known() {
			row = append(row, report.Thousands(counted.Callable))
			text += w.separator + w.canCall + " " + row[3]
		}
		s.Rows = append(s.Rows, row)
		chart.Bars = append(chart.Bars, charts.Bar{Name: name, Value: float64(counted.Leads), Part: float64(counted.Callable), Text: text})
	}
	chart.Desc = describe(chart.Bars)
	s.Chart = chart
	return s
}

// calls shows what came of the calls, where anything is known of them.
func (o *overview) calls() *report.Section {
	w, all := o.words, CallTally{}
	s := &report.Section{Heading: w.calls, Notes: []string{w.callsNote}, Columns: []report.Column{
		{Header: w.stage, Floor: 12}, {Header: w.called, Numeric: true}, {Header: w.talks, Numeric: true}, {Header: w.deciders, Numeric: true},
		{Header: w.meetings, Numeric: true}, {Header: w.meetingRate, Numeric: true}, {Header: w.again, Numeric: true},
	}}
	row := func(name string, c CallTally) {
		counts := []string{name}
		for _, n := range []int{c.Called, c.Talks, c.Deciders, c.Meetings} {
			counts = append(counts, report.Thousands(n))
		}
		s.Rows = append(s.Rows, append(counts, share(c.Meetings, c.Called), report.Thousands(c.Again)))
	}
	for i, c := range o.Tally.Calls {
		if c != (CallTally{}) {
			row(o.stageName(i), c)
		}
		all.merge(c)
	}
	if all == (CallTally{}) {
		return nil
	}
	row(w.all, all)
	figures := []struct {
		name string
		n    int
	}{{w.called, all.Called}, {w.talks, all.Talks}, {w.deciders, all.Deciders}, {w.meetings, all.Meetings}}
	chart := &charts.Bars{Title: w.calls}
	for _, f := range figures {
		chart.Bars = append(chart.Bars, charts.Bar{Name: f.name, Value: float64(f.n), Text: report.Thousands(f.n) + " (" + share(f.n, all.Called) + ")"})
	}
	chart.Desc = describe(chart.Bars)
	s.Chart = chart
	return s
}

// stageName is what a stage is called; "" for one whose name an earlier rule has, which counts
// its leads.
func (o *overview) stageName(i int) string {
	if i == len(o.Book.Stages) {
		return o.words.none
	}
	stage := o.Book.Stages[i]
	if stage.Out {
		return fill(o.words.outOf, stage.Name)
	}
	return stage.Name
}

// describe gives the figures of bars.
func describe(bars []charts.Bar) string {
	texts := make([]string, len(bars))
	for i, b := range bars {
		texts[i] = b.Name + ": " + b.Text
	}
	return strings.Join(texts, "; ")
}

// best lists the best leads.
func (o *overview) best() *report.Section {
	if len(o.Best) == 0 {
		return nil
	}
	w := o.words
	s := &report.Section{Heading: fill(w.best, o.leadCount(len(o.Best))), Columns: []report.Column{{Header: "#", Numeric: true}}}
	for i, name := range o.Identity {
		s.Columns = append(s.Columns, report.Column{Header: cmp.Or(name, w.line), Floor: 12, Lines: 2, Drop: 3 + i})
	}
	s.Columns = append(s.Columns, report.Column{Header: w.stage, Floor: 10, Lines: 2}, report.Column{Header: w.score, Numeric: true},
		report.Column{Header: w.reasons, Floor: 24, Share: 2, Lines: 3, Drop: 1}, report.Column{Header: w.next, Floor: 18, Lines: 3, Drop: 2})
	for i, lead := range o.Best {
		x := lead.Explanation
		row := append([]string{strconv.Itoa(i + 1)}, lead.Identity...)
		s.Rows = append(s.Rows, append(row, x.Stage, x.Score.String(), strings.Join(x.Reasons, w.between), x.Next))
		title := strings.Join(slices.DeleteFunc(append(row[:1:1], append(lead.Identity, x.Stage, x.Score.String())...), func(text string) bool { return text == "" }), " · ")
		s.Folded = append(s.Folded, report.Folded{Title: title, Sections: explain.Sections(x, o.Book.Language)})
	}
	return s
}

func (o *overview) unread() *report.Section {
	if len(o.Unread) == 0 {
		return nil
	}
	w := o.words
	s := &report.Section{Heading: w.unread, Notes: []string{w.unreadNote}, Columns: []report.Column{
		{Header: w.column, Floor: 12}, {Header: w.cells, Numeric: true}, {Header: w.example}, {Header: w.line, Numeric: true},
	}}
	for _, u := range o.Unread {
		s.Rows = append(s.Rows, []string{u.Column, report.Thousands(u.Count), u.Cell, strconv.Itoa(u.Line)})
	}
	return s
}

// addMoved adds who has moved since an earlier run.
func (o *overview) addMoved(d *report.Document) {
	if o.Moved == nil {
		return
	}
	of := o.Moved.Document()
	d.Summary = append(d.Summary, report.Point{Text: of.Title + o.words.colon + of.Summary[0].Text})
	section := of.Sections[len(of.Sections)-1] // the leads
	section.Heading = of.Title
	for i := range of.Summary {
		section.Text = append(section.Text, of.Summary[i].Text)
	}
	d.Sections = append(d.Sections, section)
}

// addEvaluation adds what of an evaluation has a picture.
func (o *overview) addEvaluation(d *report.Document) {
	if o.Evaluation == nil {
		return
	}
	head := report.Section{Heading: o.Evaluation.Title, Text: []string{o.Evaluation.Subtitle}}
	for _, p := range o.Evaluation.Summary {
		head.Text = append(head.Text, p.Text)
	}
	d.Sections = append(d.Sections, head)
	for _, s := range o.Evaluation.Sections {
		if s.Chart != nil {
			d.Sections = append(d.Sections, s)
		}
	}
}
