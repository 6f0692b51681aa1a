package explain

import (
	"fmt"
	"io"
	"math"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/match"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
	"leadscore/scoring/explained"
)

// Text writes why one lead has its score, for a person to read. The line is
// the lead's own in the list; language is the rulebook's.
func Text(w io.Writer, e *explained.Lead, line int, language rulebook.Language, o report.Options) error {
	t := &explainer{Options: o, labels: labelsOf(language)}
	t.headline(e, line)
	t.sum(e)
	t.groups(e.Groups)
	t.profiles(e)
	t.frameworks(e.Frameworks)
	t.stages(e)
	t.answers(e.Answers)
	t.logged(e.Logged)
	t.unknowns(e.Unknowns)
	_, err := io.WriteString(w, t.b.String())
	return err
}

type explainer struct {
	report.Options
	labels
	b strings.Builder
}

// widestCell is how much of a cell of the list is shown.
const widestCell = 40

func (t *explainer) rows(rows [][]string) { t.b.WriteString(t.Rows("  ", rows)) }

func (t *explainer) heading(text string) {
	lines := []string{text}
	if t.japanese { // whose headings hold whole conditions
		lines = t.Wrap(text, 0)
	}
	t.b.WriteString("\n" + t.Paint(report.Bold, strings.Join(lines, "\n")) + "\n")
}

func (t *explainer) headline(e *explained.Lead, line int) {
	var names []string
	if e.Key != "" {
		names = append(names, report.Clean(e.Key))
	}
	for _, r := range e.Show {
		if shown := t.shown(r); shown != "" {
			names = append(names, shown)
		}
	}
	head := t.headText(names, fmt.Sprintf(t.line, line))
	length := t.Cells(head)
	if t.Width > 0 {
		length = min(length, t.Width)
	}
	t.b.WriteString(t.Paint(report.Bold, head) + "\n" + strings.Repeat("─", length) + "\n")
	t.b.WriteString(t.Rows("", t.summary(e)))
}

// headText names a lead, and its line.
func (t *explainer) headText(names []string, line string) string {
	if !t.japanese || len(names) == 0 {
		return strings.Join(append(names, line), ", ")
	}
	return strings.Join(names, "　") + t.open + line + t.shut
}

// shown is a field that the rulebook wants shown: its cell, or its value where it is
// derived from others.
func (t *explainer) shown(r explained.Read) string {
	if r.Column == "" {
		return report.Clean(r.Value)
	}
	return t.cell(r)
}

func (t *explainer) summary(e *explained.Lead) [][]string {
	rows := [][]string{{t.score, e.Score.String() + t.outlook(e)}}
	add := func(label, text string) {
		if text != "" {
			rows = append(rows, []string{label, report.Clean(text)})
		}
	}
	if e.WinRate != nil {
		add(t.winRate, t.winRateText(e))
	}
	add(t.stage, t.stageText(e))
	add(t.grade, e.Grade)
	if len(e.Profiles) > 0 {
		add(t.icp, t.icpText(e))
	}
	add(t.next, e.Next)
	return rows
}

// winRateText is the rate, and its interval where the rulebook tells of how many
// leads it is.
func (t *explainer) winRateText(e *explained.Lead) string {
	text := e.WinRate.Percent()
	if e.RateLeads == 0 {
		return text
	}
	i := rateInterval(e)
	return text + fmt.Sprintf(t.observed, 100*i.Low, 100*i.High, report.Thousands(e.RateLeads))
}

// rateInterval is Wilson's interval of the win rate.
func rateInterval(e *explained.Lead) stats.Interval {
	rate, _ := e.WinRate.Rat().Float64()
	return stats.Wilson(int(math.Round(rate*float64(e.RateLeads))), e.RateLeads)
}

// outlook says how far the score could move if the blanks were filled.
func (t *explainer) outlook(e *explained.Lead) string {
	b := e.Bounds
	var text string
	switch {
	case b.NoLow && b.NoHigh:
		text = t.noLimit
	case b.NoHigh:
		text = fmt.Sprintf(t.atLeast, b.Low)
	case b.NoLow:
		text = fmt.Sprintf(t.atMost, b.High)
	case b.Low == b.High:
		return ""
	default:
		text = fmt.Sprintf(t.between, b.Low, b.High)
	}
	return t.open + text + t.shut
}

func (t *explainer) stageText(e *explained.Lead) string {
	if e.StageIndex < 0 {
		if len(e.Stages) == 0 {
			return ""
		}
		return t.noStage
	}
	because := e.Stages[len(e.Stages)-1].Because
	if because == "" {
		return e.Stage
	}
	return e.Stage + t.open + because + t.shut
}

func (t *explainer) icpText(e *explained.Lead) string {
	if e.ICP == "" {
		return t.noICP
	}
	return e.ICP + t.comma + fmt.Sprintf(t.fit, e.Fit)
}

func (t *explainer) groups(groups []explained.Group) {
	if len(groups) == 0 {
		return
	}
	t.heading(t.labels.groups)
	points := make([]string, len(groups))
	for i, g := range groups {
		points[i] = g.After.String()
	}
	points = AlignPoints(points)
	var rows [][]string
	for i, g := range groups {
		var notes []string
		if g.Before != g.Held {
			notes = append(notes, fmt.Sprintf(t.before, g.Before))
		}
		if g.Held != g.After {
			notes = append(notes, fmt.Sprintf(t.faded, g.Held))
		}
		if g.Grade != "" {
			notes = append(notes, t.grade+" "+g.Grade)
		}
		if g.Of != "" {
			notes = append(notes, fmt.Sprintf(t.within, g.Of))
		}
		rows = append(rows, []string{points[i], report.Clean(g.Name), report.Clean(strings.Join(notes, t.semicolon))})
	}
	t.rows(rows)
}

func (t *explainer) profiles(e *explained.Lead) {
	for _, p := range e.Profiles {
		head := fmt.Sprintf(t.profile, t.icp, p.Name) + fmt.Sprintf(t.fit, p.Fit)
		switch {
		case p.RuledOut != "":
			head += t.fits + fmt.Sprintf(t.ruledOut, t.inner(p.RuledOut))
		case p.Name == e.ICP:
			head += t.fits + t.taken
		}
		t.heading(report.Clean(head))
		var rows [][]string
		for _, a := range p.Attributes {
			weight := fmt.Sprintf(t.shareOf, a.Share, a.Weight)
			if a.Required {
				weight += t.comma + t.required
			}
			rows = append(rows, []string{t.sign(a.Outcome), report.Clean(a.Name), weight, t.reads(a.Reads)})
		}
		t.rows(rows)
	}
}

func (t *explainer) frameworks(all []explained.Framework) {
	for _, f := range all {
		if !f.Tally.Applies {
			t.heading(report.Clean(f.Name) + t.colon + t.applies)
			continue
		}
		t.heading(report.Clean(t.frameworkHead(&f)))
		var rows [][]string
		for _, el := range f.Elements {
			rows = append(rows, []string{t.sign(el.State), report.Clean(el.Name), t.elementState(el), t.reads(el.Reads)})
			if !el.State.Known() {
				rows = append(rows, []string{"", "", "", report.Clean(el.Question)})
			}
		}
		t.rows(rows)
	}
}

// inner is a text that stands in brackets: within, Japanese has others.
func (t *explainer) inner(text string) string {
	if t.japanese {
		return strings.NewReplacer("「", "『", "」", "』").Replace(text)
	}
	return text
}

func (t *explainer) frameworkHead(f *explained.Framework) string {
	return fmt.Sprintf(t.framework, f.Name, fmt.Sprintf(t.tally, f.Text), t.qualification(f.Tally.Qualified), f.Points.Signed())
}

func (t *explainer) qualification(q match.Truth) string {
	switch q {
	case match.True:
		return t.qualified
	case match.False:
		return t.notQualified
	}
	return t.maybeQualified
}

func (t *explainer) elementState(el explained.Element) string {
	state := t.unknown
	switch el.State {
	case match.True:
		state = t.met
	case match.False:
		state = t.unmet
	}
	if el.Answered {
		state += t.comma + t.byAnswer
	}
	if el.Required {
		state += t.comma + t.required
	}
	return state
}

func (t *explainer) stages(e *explained.Lead) {
	if len(e.Stages) == 0 {
		return
	}
	t.heading(t.labels.stages)
	var rows [][]string
	for i, s := range e.Stages {
		word := t.unknown
		switch {
		case s.Outcome == match.True && i == len(e.Stages)-1:
			word = t.decides
		case s.Outcome == match.True:
			word = t.yes
		case s.Outcome == match.False:
			word = t.no
		}
		rows = append(rows, []string{t.sign(s.Outcome), report.Clean(s.Stage), word, joined(t.semicolon, t.reads(s.Reads), report.Clean(s.Rule))})
	}
	t.rows(rows)
}

func (t *explainer) unknowns(all []explained.Unknown) {
	if len(all) == 0 {
		return
	}
	t.heading(t.labels.unknowns)
	var rows [][]string
	for _, u := range all {
		name := u.Field
		if u.Element != "" {
			name = u.Framework + " " + u.Element
		}
		rows = append(rows, []string{t.sign(match.Unknown), report.Clean(name), t.boundsText(t.move, t.stays, u.Bounds), report.Clean(u.Question)})
	}
	t.rows(rows)
}
