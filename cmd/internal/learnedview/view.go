// Package learnedview shows a learned rulebook as a document: what it is worth, and where each line
// of it comes from.
package learnedview

import (
	"fmt"
	"leadscore/internal/texts"
	"math"
	"slices"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/speaker"
	"leadscore/outcomes"
	"leadscore/outcomes/learn"
	"leadscore/outcomes/promise"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// About says what a rulebook was learned from.
type About struct {
	List   string // its file
	First  string // the days from and to which leads came; "" where no dates tell
	Last   string
	Newest bool   // which leads are the newest is known; else they are the last rows
	From   string // the day from which leads are the newest; "" where no dates tell
	Start  string // the file of the rulebook that was refitted; "": none

	Language rulebook.Language
	Windows  []string // from when on each window's leads came
}

// Document makes the report of a learned rulebook.
func Document(r *learn.Report, about About) *report.Document {
	t := Speaker(about.Language)
	d := &report.Document{Language: t.Code(), Title: t.Say("Learned from %s", about.List), Subtitle: learnedFrom(t, r, about)}
	if about.Start != "" {
		d.Title = t.Say("%s refitted to %s", about.Start, about.List)
	}
	d.Summary = learnedSummary(t, r, about)
	for _, s := range []*report.Section{
		comparisonSection(t, r), windowSection(t, r, about), changeSection(t, r), criteriaSection(t, r), alternativeSection(t, r), learnedStageSection(t, r), learnedRateSection(t, r), doubtSection(t, r), excludedSection(t, r), allowedSection(t, r), fieldSection(t, r),
	} {
		if s != nil {
			d.Sections = append(d.Sections, *s)
		}
	}
	return d
}

func learnedFrom(t speaker.Speaker, r *learn.Report, about About) string {
	rate := stats.Tally{Won: r.Won, Lost: r.Lost}
	text := t.Say("%s with an outcome: %s won (%s), %s lost", t.Leads(r.Won+r.Lost), report.Thousands(r.Won), t.RateOf(rate), report.Thousands(r.Lost))
	if r.Open > 0 {
		text += t.Say("; %s open, left out", report.Thousands(r.Open))
	}
	if r.Immature > 0 {
		text += t.Say("; %s too young for their outcome to be known, left out", report.Thousands(r.Immature))
	}
	if about.First != "" {
		text += t.Say("; %s to %s", about.First, about.Last)
	}
	return text + t.Say("; seed %d", r.Seed)
}

// learnedSummary says what is wrong before it says what is good.
func learnedSummary(t speaker.Speaker, r *learn.Report, about About) []report.Point {
	points := learnedPoints(t, r, about)
	var bad, rest []report.Point
	for _, p := range points {
		if p.Mood == report.Bad {
			bad = append(bad, p)
		} else {
			rest = append(rest, p)
		}
	}
	return append(bad, rest...)
}

func learnedPoints(t speaker.Speaker, r *learn.Report, about About) []report.Point {
	q := r.Quality()
	_, mood := speaker.AUCWord(q.AUC)
	points := []report.Point{{Mood: mood, Text: t.Say("On leads that it has not seen (%s) its AUC is %s.", HeldOut(t, r, about), speaker.PlusMinus(q.AUC))}}
	for _, ref := range r.References {
		if ref.Name == learn.BoostedTrees {
			points = append(points, report.Point{Mood: report.Neutral, Text: t.Say("Boosted trees, which nobody can read, reach %.3f on the same leads: %+.3f.", ref.Distance+q.AUC.Value, ref.Distance)})
		}
	}
	if len(r.Windows) > 0 {
		points = append(points, report.Point{Mood: report.Neutral, Text: t.Say("Over time: %s.", OverTime(t, r))})
	}
	if r.Start != nil {
		points = append(points, report.Point{Mood: report.Neutral, Text: t.Say("The rulebook as it was: AUC %s on the same leads.", speaker.PlusMinus(r.Start.AUC))})
	}
	for _, s := range q.Shares {
		if s.Share == 0.2 {
			points = append(points, report.Point{Mood: speaker.MoodOf(s.Lift > 1.5), Text: t.Say("The best 20 %% of the leads hold %.0f %% of the wins, %.1f times as many as 20 %% taken at random.", 100*s.Captured, s.Lift)})
		}
	}
	if r.Status == learn.StatusWeak {
		for _, why := range r.Reasons {
			points = append(points, report.Point{Mood: report.Bad, Text: t.Say("Weak: %s.", t.Text(why))})
		}
	}
	if n := len(suspects(r)); n > 0 {
		text := t.Say("Left out, since they may tell the outcome: %s. See below, and allow those that are known before the call.", t.ExclusionNames(suspects(r)))
		if r.With != nil && r.Without != nil {
			text += t.Say(" With them the AUC in folds would be %.3f instead of %.3f.", r.With.Value, r.Without.Value)
		}
		points = append(points, report.Point{Mood: report.Neutral, Text: text})
	}
	if len(r.UsedDoubts()) > 0 {
		points = append(points, report.Point{Mood: report.Neutral, Text: t.Say("Used, but look whether they are known before the call: %s. See below.", t.ExclusionNames(r.UsedDoubts()))})
	}
	for _, note := range r.Notes {
		points = append(points, report.Point{Mood: report.Bad, Text: t.Sentence(note)})
	}
	return points
}

// HeldOut says which leads a rulebook was measured on.
func HeldOut(t speaker.Speaker, r *learn.Report, about About) string {
	switch {
	case r.Newest != nil && about.From != "":
		return t.Say("the newest %s, from %s", t.Leads(r.Newest.Leads), about.From)
	case r.Newest != nil && about.Newest:
		return t.Say("the newest %s", t.Leads(r.Newest.Leads))
	case r.Newest != nil:
		return t.Say("the last %s of the list", t.Leads(r.Newest.Leads))
	case r.Rounds > 1:
		return t.Say("five folds, dealt %d times", r.Rounds)
	}
	return t.Say("five folds")
}

// OverTime says how a rulebook does in rolling windows.
func OverTime(t speaker.Speaker, r *learn.Report) string {
	mean, worst := outcomes.MeanAndWorst(r.Windows)
	return t.Say("learned from all older leads and tried on the next, %d times: AUC %.3f in the mean, %.3f at worst", len(r.Windows), mean, worst)
}

// windowSection has a row for each window, and a column for each model.
func windowSection(t speaker.Speaker, r *learn.Report, about About) *report.Section {
	if len(r.Windows) == 0 {
		return nil
	}
	s := &report.Section{Heading: t.Say("AUC over time: learned from all older leads, tried on the next"), Columns: []report.Column{{Header: t.Say("leads from"), Floor: 10}, {Header: t.Say("leads"), Numeric: true}, {Header: t.Say("wins"), Numeric: true, Drop: 2}, {Header: t.Say("this rulebook"), Numeric: true}}}
	models := [][]outcomes.Quality{r.Windows}
	for _, ref := range r.References {
		s.Columns = append(s.Columns, report.Column{Header: t.Say(ref.Name), Numeric: true, Drop: 1})
		models = append(models, ref.Windows)
	}
	for k, q := range r.Windows {
		row := []string{about.Windows[k], report.Thousands(q.Leads), report.Thousands(q.Won), speaker.PlusMinus(q.AUC)}
		for _, windows := range models[1:] {
			row = append(row, speaker.Figure(windows[k].AUC.Value, 3))
		}
		s.Rows = append(s.Rows, row)
	}
	means, worsts := []string{t.Say("mean"), "", ""}, []string{t.Say("worst"), "", ""}
	for _, windows := range models {
		mean, worst := outcomes.MeanAndWorst(windows)
		means, worsts = append(means, speaker.Figure(mean, 3)), append(worsts, speaker.Figure(worst, 3))
	}
	s.Rows = append(s.Rows, means, worsts)
	return s
}

func suspects(r *learn.Report) []outcomes.Exclusion {
	var found []outcomes.Exclusion
	for _, e := range r.Exclusions {
		if e.Cause == outcomes.CauseSuspect || e.Cause == outcomes.CauseLeak {
			found = append(found, e)
		}
	}
	return found
}

func comparisonSection(t speaker.Speaker, r *learn.Report) *report.Section {
	s := &report.Section{Heading: t.Say("How good it is, on leads held out"), Columns: []report.Column{
		{Header: t.Say("model"), Floor: 16}, {Header: t.Say("AUC in folds"), Numeric: true}, {Header: t.Say("AUC, newest"), Numeric: true},
		{Header: t.Say("log-loss"), Numeric: true, Drop: 2}, {Header: t.Say("Brier"), Numeric: true, Drop: 3}, {Header: t.Say("lift at 20 %"), Numeric: true, Drop: 1}, {Header: t.Say("distance"), Numeric: true},
	}}
	row := func(name string, folds outcomes.Quality, newest *outcomes.Quality, distance string) {
		shown, last := folds, speaker.NoFigure
		if newest != nil {
			shown, last = *newest, speaker.PlusMinus(newest.AUC)
		}
		first := speaker.NoFigure
		if len(folds.Shares) > 0 {
			first = speaker.PlusMinus(folds.AUC)
		}
		s.Rows = append(s.Rows, []string{name, first, last, speaker.Figure(shown.LogLoss, 4), speaker.Figure(shown.Brier, 4), speaker.Figure(liftAt(shown, 0.2), 2), distance})
	}
	row(t.Say("this rulebook"), r.Folds, r.Newest, "")
	for _, ref := range r.References {
		row(t.Say(ref.Name), ref.Folds, ref.Newest, fmt.Sprintf("%+.3f", ref.Distance))
	}
	q := r.Quality()
	s.Rows = append(s.Rows, []string{t.Say("the average for all"), "0.500", speaker.NoFigure, speaker.Figure(q.BaseLogLoss, 4), speaker.Figure(q.BaseBrier, 4), "1.00", ""})
	if r.Newest == nil {
		s.Columns, s.Rows = withoutColumn(s.Columns, s.Rows, 2)
	}
	s.Notes = []string{t.Say("Distance: AUC less that of this rulebook. ± is the 95 % interval.")}
	return s
}

func liftAt(q outcomes.Quality, share float64) float64 {
	for _, s := range q.Shares {
		if s.Share == share {
			return s.Lift
		}
	}
	return math.NaN()
}

// withoutColumn leaves a column out of a table.
func withoutColumn(columns []report.Column, rows [][]string, at int) ([]report.Column, [][]string) {
	cut := func(row []string) []string { return append(append([]string(nil), row[:at]...), row[at+1:]...) }
	for i := range rows {
		rows[i] = cut(rows[i])
	}
	return append(append([]report.Column(nil), columns[:at]...), columns[at+1:]...), rows
}

func changeSection(t speaker.Speaker, r *learn.Report) *report.Section {
	if r.Start == nil {
		return nil
	}
	s := &report.Section{Heading: t.Say("Points that changed"), Columns: []report.Column{
		{Header: t.Say("line"), Floor: 14, Lines: 2}, {Header: t.Say("where"), Floor: 14, Lines: 2}, {Header: t.Say("was"), Numeric: true}, {Header: t.Say("is"), Numeric: true},
		{Header: t.Say("leads"), Numeric: true}, {Header: t.Say("win rate"), Numeric: true}, {Header: t.Say("95 % interval"), Numeric: true, Drop: 1},
	}}
	for _, c := range r.Changes {
		s.Rows = append(s.Rows, []string{c.Line, t.Say(c.When), c.Old.String(), c.New.String(), report.Thousands(c.Leads()), t.RateOf(c.Tally), t.RateRange(c.Tally)})
	}
	if len(s.Rows) == 0 {
		return &report.Section{Heading: s.Heading, Text: []string{t.Say("None: the points are what the data say.")}}
	}
	return s
}

func criteriaSection(t speaker.Speaker, r *learn.Report) *report.Section {
	if len(r.Criteria) == 0 {
		return nil
	}
	s := &report.Section{Heading: t.Say("Criteria"), Columns: []report.Column{
		{Header: t.Say("criterion"), Floor: 14, Lines: 2}, {Header: t.Say("where"), Floor: 18, Lines: 3, Share: 2}, {Header: t.Say("points"), Numeric: true},
		{Header: t.Say("leads"), Numeric: true}, {Header: t.Say("win rate"), Numeric: true}, {Header: t.Say("95 % interval"), Numeric: true, Drop: 1},
	}}
	for _, c := range r.Criteria {
		name := c.Name
		bands := c.Bands
		if c.Missing != nil {
			bands = append(bands[:len(bands):len(bands)], *c.Missing)
		}
		for _, b := range bands {
			s.Rows = append(s.Rows, []string{name, t.Text(b.When), fmt.Sprintf("%+d", b.Points), report.Thousands(b.Leads()), t.RateOf(b.Tally), t.RateRange(b.Tally)})
			name = ""
		}
	}
	s.Notes = []string{t.Say("Leads and win rates are those of all leads that it was learned from.")}
	if !math.IsNaN(r.StepCost) {
		s.Notes = append(s.Notes, t.Say("Points: %s.", StepText(t, r)))
	}
	return s
}

// StepText says in which steps points come, and what that costs.
func StepText(t speaker.Speaker, r *learn.Report) string {
	if r.StepCost < 0.0005 {
		return t.Say("multiples of %d, which cost nothing (--step 1 for finer ones)", r.Step)
	}
	return t.Say("multiples of %d, which cost %.3f of AUC in folds (--step 1 for finer ones)", r.Step, r.StepCost)
}

// CriterionLines are the lines of a criterion for a person to judge.
func CriterionLines(t speaker.Speaker, c learn.CriterionReport) []string {
	lines := []string{c.Name}
	bands := c.Bands
	if c.Missing != nil {
		bands = append(bands[:len(bands):len(bands)], *c.Missing)
	}
	for _, b := range bands {
		lines = append(lines, t.Say("  %+4d  %s: %s, %s won (%s)", b.Points, t.Text(b.When), t.Leads(b.Leads()), report.Thousands(b.Won), t.RateOf(b.Tally)))
	}
	return lines
}

// alternativeSection shows other columns that sort as well.
func alternativeSection(t speaker.Speaker, r *learn.Report) *report.Section {
	if len(r.Alternatives) == 0 {
		return nil
	}
	s := &report.Section{Heading: t.Say("Other columns that sort as well"), Columns: t.Columns(
		report.Column{Header: "without", Floor: 14, Lines: 3}, report.Column{Header: "with", Floor: 14, Lines: 3}, report.Column{Header: "AUC in folds", Numeric: true}, report.Column{Header: "distance", Numeric: true}, report.Column{Header: "to take it", Floor: 14, Lines: 3},
	)}
	for _, a := range r.Alternatives {
		s.Rows = append(s.Rows, []string{strings.Join(a.Without, t.Say(", ")), Instead(t, &a), speaker.PlusMinus(a.AUC), fmt.Sprintf("%+.3f", a.Distance), a.Drop()})
	}
	s.Notes = []string{t.Say("AUC in folds of the columns without pairs, and its distance to that of the columns chosen. Take the columns that you believe.")}
	return s
}

// Instead names the columns that an alternative has.
func Instead(t speaker.Speaker, a *learn.Alternative) string {
	if len(a.With) == 0 {
		return t.Say("nothing instead")
	}
	return strings.Join(a.With, t.Say(", "))
}

func learnedStageSection(t speaker.Speaker, r *learn.Report) *report.Section {
	if len(r.Stages) == 0 {
		return nil
	}
	s := &report.Section{Heading: t.Say("Stages, of leads held out"), Columns: []report.Column{
		{Header: t.Say("stage"), Floor: 12}, {Header: t.Say("score from"), Numeric: true}, {Header: t.Say("leads"), Numeric: true}, {Header: t.Say("wins"), Numeric: true},
		{Header: t.Say("win rate"), Numeric: true}, {Header: t.Say("95 % interval"), Numeric: true},
	}}
	for _, stage := range r.Stages {
		from := ""
		if !math.IsInf(stage.From, 0) && !math.IsNaN(stage.From) {
			from = report.ScoreText(stage.From)
		}
		s.Rows = append(s.Rows, []string{stage.Name, from, report.Thousands(stage.Leads()), report.Thousands(stage.Won), t.RateOf(stage.Tally), t.RateRange(stage.Tally)})
	}
	if r.Start != nil {
		s.Heading = t.Say("Stages, of all leads")
		s.Notes = []string{t.Say("The points were fitted to these leads, so that their win rates flatter the stages.")}
	}
	return s
}

func learnedRateSection(t speaker.Speaker, r *learn.Report) *report.Section {
	if len(r.Rates) == 0 {
		return nil
	}
	s := &report.Section{Heading: t.Say("Win rate by score, of leads held out"), Columns: []report.Column{
		{Header: t.Say("score from"), Numeric: true}, {Header: t.Say("win rate"), Numeric: true}, {Header: t.Say("leads"), Numeric: true}, {Header: t.Say("wins"), Numeric: true},
		{Header: t.Say("of them"), Numeric: true}, {Header: t.Say("95 % interval"), Numeric: true},
	}}
	for _, b := range r.Rates {
		s.Rows = append(s.Rows, []string{report.ScoreText(b.From), t.Say("%.1f %%", 100*b.Rate), report.Thousands(b.Leads()), report.Thousands(b.Won), t.RateOf(b.Tally), t.RateRange(b.Tally)})
	}
	s.Notes = []string{t.Say("The win rate is what the rulebook says of a score: that of its leads, drawn a little to what all the others make expected.")}
	return s
}

// doubtSection asks about columns that are used, and may tell the outcome.
func doubtSection(t speaker.Speaker, r *learn.Report) *report.Section {
	if len(r.UsedDoubts()) == 0 {
		return nil
	}
	s := &report.Section{Heading: t.Say("Columns used, but look at them"), Columns: []report.Column{
		{Header: t.Say("column"), Floor: 14, Lines: 2}, {Header: t.Say("why"), Floor: 24, Lines: 5, Share: 3}, {Header: t.Say("to leave it out"), Floor: 14, Lines: 3},
	}}
	for _, e := range r.UsedDoubts() {
		s.Rows = append(s.Rows, []string{e.Column, t.Text(e.Reason), t.Say(e.Override)})
	}
	return s
}

func excludedSection(t speaker.Speaker, r *learn.Report) *report.Section {
	if len(r.Exclusions) == 0 {
		return nil
	}
	s := &report.Section{Heading: t.Say("Columns left out"), Columns: []report.Column{
		{Header: t.Say("column"), Floor: 14, Lines: 2}, {Header: t.Say("why"), Floor: 24, Lines: 5, Share: 3}, {Header: t.Say("AUC with it"), Numeric: true, Drop: 1}, {Header: t.Say("to use it"), Floor: 14, Lines: 3},
	}}
	measured := false
	for _, e := range r.Exclusions {
		with := ""
		if e.With != nil {
			with, measured = speaker.Figure(e.With.Value, 3), true
		}
		s.Rows = append(s.Rows, []string{e.Column, t.Text(e.Reason), with, t.Say(e.Override)})
	}
	if !measured {
		s.Columns, s.Rows = withoutColumn(s.Columns, s.Rows, 2)
	} else if r.Without != nil {
		s.Notes = []string{t.Say("AUC with it: in folds, of as many criteria if this column were used too; without any of these %.3f.", r.Without.Value)}
	}
	return s
}

func allowedSection(t speaker.Speaker, r *learn.Report) *report.Section {
	if len(r.Allowed) == 0 {
		return nil
	}
	s := &report.Section{Heading: t.Say("Columns used although a guard would leave them out"), Columns: []report.Column{
		{Header: t.Say("column"), Floor: 14, Lines: 2}, {Header: t.Say("what the guard found"), Floor: 30, Lines: 5, Share: 3},
	}}
	for _, e := range r.Allowed {
		s.Rows = append(s.Rows, []string{e.Column, t.Text(e.Reason)})
	}
	return s
}

func fieldSection(t speaker.Speaker, r *learn.Report) *report.Section {
	if len(r.Fields) == 0 {
		return nil
	}
	s := &report.Section{Heading: t.Say("Columns that could be used"), Columns: []report.Column{
		{Header: t.Say("column"), Floor: 14, Lines: 2}, {Header: t.Say("type")}, {Header: t.Say("used")}, {Header: t.Say("information"), Numeric: true},
		{Header: t.Say("AUC alone"), Numeric: true}, {Header: t.Say("blank"), Numeric: true, Drop: 2}, {Header: t.Say("shift"), Numeric: true, Drop: 1},
	}}
	for _, f := range r.Fields {
		used, shift := "", speaker.NoFigure
		if f.Used {
			used = t.Say("yes")
		}
		if r.Newest != nil {
			shift = speaker.Figure(f.PSI, 2)
		}
		s.Rows = append(s.Rows, []string{f.Column, t.Say(f.Type), used, speaker.Figure(f.Information, 2), speaker.Figure(f.AUC, 3), report.Thousands(f.Missing), shift})
	}
	s.Notes = []string{t.Say("Information: the information value; under 0.02 a column says next to nothing. Shift: PSI from the older leads to the newest; over 0.25 much has shifted.")}
	return s
}

// Recalibrated makes the report of stages that were moved.
func Recalibrated(r *learn.Recalibrated, rules, list string, language rulebook.Language) *report.Document {
	t := Speaker(language)
	looked := t.Say("%s looked at; only the scores at which stages begin were moved", t.Leads(r.Leads))
	if r.Newest {
		looked = t.Say("the newest %s looked at; only the scores at which stages begin were moved", t.Leads(r.Leads))
	}
	d := &report.Document{Language: t.Code(), Title: t.Say("%s: stages moved to %s", rules, list), Subtitle: looked}
	for _, m := range r.Moves {
		if m.Old == m.New {
			d.Summary = append(d.Summary, report.Point{Mood: report.Neutral, Text: t.Say("%s begins at %s, as before.", m.Stage, m.New)})
		} else {
			d.Summary = append(d.Summary, report.Point{Mood: report.Good, Text: t.Say("%s begins at %s instead of %s.", m.Stage, m.New, m.Old)})
		}
	}
	if !r.Unmet.IsEmpty() {
		d.Summary = slices.Insert(d.Summary, 0, report.Point{Mood: report.Bad, Text: t.Sentence(r.Unmet)})
	}
	s := report.Section{Heading: t.Say("Stages"), Columns: []report.Column{
		{Header: t.Say("stage"), Floor: 12}, {Header: t.Say("leads before"), Numeric: true}, {Header: t.Say("win rate"), Numeric: true},
		{Header: t.Say("leads now"), Numeric: true}, {Header: t.Say("win rate"), Numeric: true}, {Header: t.Say("95 % interval"), Numeric: true, Drop: 1},
	}}
	for i, after := range r.After {
		before := promise.StageReport{}
		if i < len(r.Before) {
			before = r.Before[i]
		}
		s.Rows = append(s.Rows, []string{after.Name, report.Thousands(before.Leads()), t.RateOf(before.Tally), report.Thousands(after.Leads()), t.RateOf(after.Tally), t.RateRange(after.Tally)})
	}
	s.Notes = []string{t.Say("The stages were moved to these leads, so that their win rates flatter them a little.")}
	d.Sections = []report.Section{s}
	return d
}

// Speaker words what is told of a learned rulebook.
func Speaker(language rulebook.Language) speaker.Speaker {
	return speaker.New(language, texts.In(language, "learnedview"))
}
