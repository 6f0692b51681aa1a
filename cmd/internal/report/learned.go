package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"leadscore/outcomes"
	"leadscore/outcomes/learn"
	"leadscore/outcomes/promise"
	"leadscore/outcomes/stats"
)

// LearnedAbout says what a rulebook was learned from.
type LearnedAbout struct {
	List   string // its file
	Span   string // from when to when the leads came; "" where no dates tell
	Newest bool   // which leads are the newest is known; else they are the last rows
	From   string // the day from which leads are the newest; "" where no dates tell
	Start  string // the file of the rulebook that was refitted; "": none

	Windows []string // from when on each window's leads came
}

// Learned makes the report of a learned rulebook.
func Learned(r *learn.Report, about LearnedAbout) *Document {
	d := &Document{Language: "en", Title: "Learned from " + about.List, Subtitle: learnedFrom(r, about)}
	if about.Start != "" {
		d.Title = about.Start + " refitted to " + about.List
	}
	d.Summary = learnedSummary(r, about)
	for _, s := range []*Section{
		comparisonSection(r), windowSection(r, about), changeSection(r), criteriaSection(r), alternativeSection(r), learnedStageSection(r), learnedRateSection(r), doubtSection(r), excludedSection(r), allowedSection(r), fieldSection(r),
	} {
		if s != nil {
			d.Sections = append(d.Sections, *s)
		}
	}
	return d
}

func learnedFrom(r *learn.Report, about LearnedAbout) string {
	rate := stats.Tally{Won: r.Won, Lost: r.Lost}
	text := fmt.Sprintf("%s with an outcome: %s won (%s), %s lost", Count(r.Won+r.Lost, "lead"), Thousands(r.Won), rateOf(rate), Thousands(r.Lost))
	if r.Open > 0 {
		text += fmt.Sprintf("; %s open, left out", Thousands(r.Open))
	}
	if r.Immature > 0 {
		text += fmt.Sprintf("; %s too young for their outcome to be known, left out", Thousands(r.Immature))
	}
	if about.Span != "" {
		text += "; " + about.Span
	}
	return text + fmt.Sprintf("; seed %d", r.Seed)
}

// learnedSummary says what is wrong before it says what is good.
func learnedSummary(r *learn.Report, about LearnedAbout) []Point {
	points := learnedPoints(r, about)
	var bad, rest []Point
	for _, p := range points {
		if p.Mood == Bad {
			bad = append(bad, p)
		} else {
			rest = append(rest, p)
		}
	}
	return append(bad, rest...)
}

func learnedPoints(r *learn.Report, about LearnedAbout) []Point {
	q := r.Quality()
	_, mood := aucWord(q.AUC)
	points := []Point{{mood, fmt.Sprintf("On leads that it has not seen (%s) its AUC is %s.", HeldOut(r, about), PlusMinus(q.AUC))}}
	for _, ref := range r.References {
		if ref.Name == learn.BoostedTrees {
			points = append(points, Point{Neutral, fmt.Sprintf("Boosted trees, which nobody can read, reach %.3f on the same leads: %+.3f.", ref.Distance+q.AUC.Value, ref.Distance)})
		}
	}
	if len(r.Windows) > 0 {
		points = append(points, Point{Neutral, "Over time: " + OverTime(r) + "."})
	}
	if r.Start != nil {
		points = append(points, Point{Neutral, fmt.Sprintf("The rulebook as it was: AUC %s on the same leads.", PlusMinus(r.Start.AUC))})
	}
	for _, s := range q.Shares {
		if s.Share == 0.2 {
			points = append(points, Point{moodOf(s.Lift > 1.5), fmt.Sprintf("The best 20 %% of the leads hold %.0f %% of the wins, %.1f times as many as 20 %% taken at random.", 100*s.Captured, s.Lift)})
		}
	}
	if r.Status == learn.StatusWeak {
		for _, why := range r.Reasons {
			points = append(points, Point{Bad, "Weak: " + why + "."})
		}
	}
	if n := len(suspects(r)); n > 0 {
		text := fmt.Sprintf("Left out, since they may tell the outcome: %s. See below, and allow those that are known before the call.", exclusionNames(suspects(r)))
		if r.With != nil && r.Without != nil {
			text += fmt.Sprintf(" With them the AUC in folds would be %.3f instead of %.3f.", r.With.Value, r.Without.Value)
		}
		points = append(points, Point{Neutral, text})
	}
	if len(r.Doubts) > 0 {
		points = append(points, Point{Neutral, fmt.Sprintf("Used, but look whether they are known before the call: %s. See below.", exclusionNames(r.Doubts))})
	}
	for _, note := range r.Notes {
		points = append(points, Point{Bad, capital(note) + "."})
	}
	return points
}

// HeldOut says which leads a rulebook was measured on.
func HeldOut(r *learn.Report, about LearnedAbout) string {
	switch {
	case r.Newest != nil && about.From != "":
		return fmt.Sprintf("the newest %s, from %s", Count(r.Newest.Leads, "lead"), about.From)
	case r.Newest != nil && about.Newest:
		return fmt.Sprintf("the newest %s", Count(r.Newest.Leads, "lead"))
	case r.Newest != nil:
		return fmt.Sprintf("the last %s of the list", Count(r.Newest.Leads, "lead"))
	case r.Rounds > 1:
		return fmt.Sprintf("five folds, dealt %d times", r.Rounds)
	}
	return "five folds"
}

// OverTime says how a rulebook does in rolling windows.
func OverTime(r *learn.Report) string {
	mean, worst := outcomes.MeanAndWorst(r.Windows)
	return fmt.Sprintf("learned from all older leads and tried on the next, %d times: AUC %.3f in the mean, %.3f at worst", len(r.Windows), mean, worst)
}

// windowSection has a row for each window, and a column for each model.
func windowSection(r *learn.Report, about LearnedAbout) *Section {
	if len(r.Windows) == 0 {
		return nil
	}
	s := &Section{Heading: "AUC over time: learned from all older leads, tried on the next", Columns: []Column{{Header: "leads from", Floor: 10}, {Header: "leads", Numeric: true}, {Header: "wins", Numeric: true, Drop: 2}, {Header: "this rulebook", Numeric: true}}}
	models := [][]outcomes.Quality{r.Windows}
	for _, ref := range r.References {
		s.Columns = append(s.Columns, Column{Header: ref.Name, Numeric: true, Drop: 1})
		models = append(models, ref.Windows)
	}
	for k, q := range r.Windows {
		row := []string{about.Windows[k], Thousands(q.Leads), Thousands(q.Won), PlusMinus(q.AUC)}
		for _, windows := range models[1:] {
			row = append(row, figure(windows[k].AUC.Value, 3))
		}
		s.Rows = append(s.Rows, row)
	}
	means, worsts := []string{"mean", "", ""}, []string{"worst", "", ""}
	for _, windows := range models {
		mean, worst := outcomes.MeanAndWorst(windows)
		means, worsts = append(means, figure(mean, 3)), append(worsts, figure(worst, 3))
	}
	s.Rows = append(s.Rows, means, worsts)
	return s
}

// PlusMinus gives an AUC with half the width of its interval: "0.871 ± 0.008".
func PlusMinus(i stats.Interval) string {
	return fmt.Sprintf("%.3f ± %.3f", i.Value, i.HalfWidth())
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

func comparisonSection(r *learn.Report) *Section {
	s := &Section{Heading: "How good it is, on leads held out", Columns: []Column{
		{Header: "model", Floor: 16}, {Header: "AUC in folds", Numeric: true}, {Header: "AUC, newest", Numeric: true},
		{Header: "log-loss", Numeric: true, Drop: 2}, {Header: "Brier", Numeric: true, Drop: 3}, {Header: "lift at 20 %", Numeric: true, Drop: 1}, {Header: "distance", Numeric: true},
	}}
	row := func(name string, folds outcomes.Quality, newest *outcomes.Quality, distance string) {
		shown, last := folds, noFigure
		if newest != nil {
			shown, last = *newest, PlusMinus(newest.AUC)
		}
		first := noFigure
		if len(folds.Shares) > 0 {
			first = PlusMinus(folds.AUC)
		}
		s.Rows = append(s.Rows, []string{name, first, last, figure(shown.LogLoss, 4), figure(shown.Brier, 4), figure(liftAt(shown, 0.2), 2), distance})
	}
	row("this rulebook", r.Folds, r.Newest, "")
	for _, ref := range r.References {
		row(ref.Name, ref.Folds, ref.Newest, fmt.Sprintf("%+.3f", ref.Distance))
	}
	q := r.Quality()
	s.Rows = append(s.Rows, []string{"the average for all", "0.500", noFigure, figure(q.BaseLogLoss, 4), figure(q.BaseBrier, 4), "1.00", ""})
	if r.Newest == nil {
		s.Columns, s.Rows = withoutColumn(s.Columns, s.Rows, 2)
	}
	s.Notes = []string{"Distance: AUC less that of this rulebook. ± is the 95 % interval."}
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
func withoutColumn(columns []Column, rows [][]string, at int) ([]Column, [][]string) {
	cut := func(row []string) []string { return append(append([]string(nil), row[:at]...), row[at+1:]...) }
	for i := range rows {
		rows[i] = cut(rows[i])
	}
	return append(append([]Column(nil), columns[:at]...), columns[at+1:]...), rows
}

func changeSection(r *learn.Report) *Section {
	if r.Start == nil {
		return nil
	}
	s := &Section{Heading: "Points that changed", Columns: []Column{
		{Header: "line", Floor: 14, Lines: 2}, {Header: "where", Floor: 14, Lines: 2}, {Header: "was", Numeric: true}, {Header: "is", Numeric: true},
		{Header: "leads", Numeric: true}, {Header: "win rate", Numeric: true}, {Header: "95 % interval", Numeric: true, Drop: 1},
	}}
	for _, c := range r.Changes {
		s.Rows = append(s.Rows, []string{c.Line, c.When, c.Old.String(), c.New.String(), Thousands(c.Leads()), rateOf(c.Tally), rateRange(c.Tally)})
	}
	if len(s.Rows) == 0 {
		return &Section{Heading: s.Heading, Text: []string{"None: the points are what the data say."}}
	}
	return s
}

func criteriaSection(r *learn.Report) *Section {
	if len(r.Criteria) == 0 {
		return nil
	}
	s := &Section{Heading: "Criteria", Columns: []Column{
		{Header: "criterion", Floor: 14, Lines: 2}, {Header: "where", Floor: 18, Lines: 3, Share: 2}, {Header: "points", Numeric: true},
		{Header: "leads", Numeric: true}, {Header: "win rate", Numeric: true}, {Header: "95 % interval", Numeric: true, Drop: 1},
	}}
	for _, c := range r.Criteria {
		name := c.Name
		bands := c.Bands
		if c.Missing != nil {
			bands = append(bands[:len(bands):len(bands)], *c.Missing)
		}
		for _, b := range bands {
			s.Rows = append(s.Rows, []string{name, b.When, fmt.Sprintf("%+d", b.Points), Thousands(b.Leads()), rateOf(b.Tally), rateRange(b.Tally)})
			name = ""
		}
	}
	s.Notes = []string{"Leads and win rates are those of all leads that it was learned from."}
	if !math.IsNaN(r.StepCost) {
		s.Notes = append(s.Notes, "Points: "+StepText(r)+".")
	}
	return s
}

// StepText says in which steps points come, and what that costs.
func StepText(r *learn.Report) string {
	if r.StepCost < 0.0005 {
		return fmt.Sprintf("multiples of %d, which cost nothing (--step 1 for finer ones)", r.Step)
	}
	return fmt.Sprintf("multiples of %d, which cost %.3f of AUC in folds (--step 1 for finer ones)", r.Step, r.StepCost)
}

// CriterionLines are the lines of a criterion for a person to judge.
func CriterionLines(c learn.CriterionReport) []string {
	lines := []string{c.Name}
	bands := c.Bands
	if c.Missing != nil {
		bands = append(bands[:len(bands):len(bands)], *c.Missing)
	}
	for _, b := range bands {
		lines = append(lines, fmt.Sprintf("  %+4d  %s: %s, %s won (%s)", b.Points, b.When, Count(b.Leads(), "lead"), Thousands(b.Won), rateOf(b.Tally)))
	}
	return lines
}

// alternativeSection shows other columns that sort as well.
func alternativeSection(r *learn.Report) *Section {
	if len(r.Alternatives) == 0 {
		return nil
	}
	s := &Section{Heading: "Other columns that sort as well", Columns: []Column{
		{Header: "without", Floor: 14, Lines: 3}, {Header: "with", Floor: 14, Lines: 3}, {Header: "AUC in folds", Numeric: true}, {Header: "distance", Numeric: true}, {Header: "to take it", Floor: 14, Lines: 3},
	}}
	for _, a := range r.Alternatives {
		s.Rows = append(s.Rows, []string{strings.Join(a.Without, ", "), cmp.Or(strings.Join(a.With, ", "), "nothing instead"), PlusMinus(a.AUC), fmt.Sprintf("%+.3f", a.Distance), a.Drop()})
	}
	s.Notes = []string{"AUC in folds of the columns without pairs, and its distance to that of the columns chosen. Take the columns that you believe."}
	return s
}

func learnedStageSection(r *learn.Report) *Section {
	if len(r.Stages) == 0 {
		return nil
	}
	s := &Section{Heading: "Stages, of leads held out", Columns: []Column{
		{Header: "stage", Floor: 12}, {Header: "score from", Numeric: true}, {Header: "leads", Numeric: true}, {Header: "wins", Numeric: true},
		{Header: "win rate", Numeric: true}, {Header: "95 % interval", Numeric: true},
	}}
	for _, stage := range r.Stages {
		from := ""
		if !math.IsInf(stage.From, 0) && !math.IsNaN(stage.From) {
			from = scoreText(stage.From)
		}
		s.Rows = append(s.Rows, []string{stage.Name, from, Thousands(stage.Leads()), Thousands(stage.Won), rateOf(stage.Tally), rateRange(stage.Tally)})
	}
	if r.Start != nil {
		s.Heading = "Stages, of all leads"
		s.Notes = []string{"The points were fitted to these leads, so that their win rates flatter the stages."}
	}
	return s
}

func learnedRateSection(r *learn.Report) *Section {
	if len(r.Rates) == 0 {
		return nil
	}
	s := &Section{Heading: "Win rate by score, of leads held out", Columns: []Column{
		{Header: "score from", Numeric: true}, {Header: "win rate", Numeric: true}, {Header: "leads", Numeric: true}, {Header: "wins", Numeric: true},
		{Header: "of them", Numeric: true}, {Header: "95 % interval", Numeric: true},
	}}
	for _, b := range r.Rates {
		s.Rows = append(s.Rows, []string{scoreText(b.From), fmt.Sprintf("%.1f %%", 100*b.Rate), Thousands(b.Leads()), Thousands(b.Won), rateOf(b.Tally), rateRange(b.Tally)})
	}
	s.Notes = []string{"The win rate is what the rulebook says of a score: that of its leads, drawn a little to what all the others make expected."}
	return s
}

// doubtSection asks about columns that are used, and may tell the outcome.
func doubtSection(r *learn.Report) *Section {
	if len(r.Doubts) == 0 {
		return nil
	}
	s := &Section{Heading: "Columns used, but look at them", Columns: []Column{
		{Header: "column", Floor: 14, Lines: 2}, {Header: "why", Floor: 24, Lines: 5, Share: 3}, {Header: "to leave it out", Floor: 14, Lines: 3},
	}}
	for _, e := range r.Doubts {
		s.Rows = append(s.Rows, []string{e.Column, e.Reason, e.Override})
	}
	return s
}

func excludedSection(r *learn.Report) *Section {
	if len(r.Exclusions) == 0 {
		return nil
	}
	s := &Section{Heading: "Columns left out", Columns: []Column{
		{Header: "column", Floor: 14, Lines: 2}, {Header: "why", Floor: 24, Lines: 5, Share: 3}, {Header: "AUC with it", Numeric: true, Drop: 1}, {Header: "to use it", Floor: 14, Lines: 3},
	}}
	measured := false
	for _, e := range r.Exclusions {
		with := ""
		if e.With != nil {
			with, measured = figure(e.With.Value, 3), true
		}
		s.Rows = append(s.Rows, []string{e.Column, e.Reason, with, e.Override})
	}
	if !measured {
		s.Columns, s.Rows = withoutColumn(s.Columns, s.Rows, 2)
	} else if r.Without != nil {
		s.Notes = []string{fmt.Sprintf("AUC with it: in folds, of as many criteria if this column were used too; without any of these %.3f.", r.Without.Value)}
	}
	return s
}

func allowedSection(r *learn.Report) *Section {
	if len(r.Allowed) == 0 {
		return nil
	}
	s := &Section{Heading: "Columns used although a guard would leave them out", Columns: []Column{
		{Header: "column", Floor: 14, Lines: 2}, {Header: "what the guard found", Floor: 30, Lines: 5, Share: 3},
	}}
	for _, e := range r.Allowed {
		s.Rows = append(s.Rows, []string{e.Column, e.Reason})
	}
	return s
}

func fieldSection(r *learn.Report) *Section {
	if len(r.Fields) == 0 {
		return nil
	}
	s := &Section{Heading: "Columns that could be used", Columns: []Column{
		{Header: "column", Floor: 14, Lines: 2}, {Header: "type"}, {Header: "used"}, {Header: "information", Numeric: true},
		{Header: "AUC alone", Numeric: true}, {Header: "blank", Numeric: true, Drop: 2}, {Header: "shift", Numeric: true, Drop: 1},
	}}
	for _, f := range r.Fields {
		used, shift := "", noFigure
		if f.Used {
			used = "yes"
		}
		if r.Newest != nil {
			shift = figure(f.PSI, 2)
		}
		s.Rows = append(s.Rows, []string{f.Column, f.Type, used, figure(f.Information, 2), figure(f.AUC, 3), Thousands(f.Missing), shift})
	}
	s.Notes = []string{"Information: the information value; under 0.02 a column says next to nothing. Shift: PSI from the older leads to the newest; over 0.25 much has shifted."}
	return s
}

// Recalibrated makes the report of stages that were moved.
func Recalibrated(r *learn.Recalibrated, rules, list string) *Document {
	d := &Document{Language: "en", Title: rules + ": stages moved to " + list, Subtitle: fmt.Sprintf("%s looked at; only the scores at which stages begin were moved", Count(r.Leads, "lead"))}
	for _, m := range r.Moves {
		if m.Old == m.New {
			d.Summary = append(d.Summary, Point{Neutral, fmt.Sprintf("%s begins at %s, as before.", m.Stage, m.New)})
		} else {
			d.Summary = append(d.Summary, Point{Good, fmt.Sprintf("%s begins at %s instead of %s.", m.Stage, m.New, m.Old)})
		}
	}
	if r.Unmet != "" {
		d.Summary = slices.Insert(d.Summary, 0, Point{Bad, capital(r.Unmet) + "."})
	}
	s := Section{Heading: "Stages", Columns: []Column{
		{Header: "stage", Floor: 12}, {Header: "leads before", Numeric: true}, {Header: "win rate", Numeric: true},
		{Header: "leads now", Numeric: true}, {Header: "win rate", Numeric: true}, {Header: "95 % interval", Numeric: true, Drop: 1},
	}}
	for i, after := range r.After {
		before := promise.StageReport{}
		if i < len(r.Before) {
			before = r.Before[i]
		}
		s.Rows = append(s.Rows, []string{after.Name, Thousands(before.Leads()), rateOf(before.Tally), Thousands(after.Leads()), rateOf(after.Tally), rateRange(after.Tally)})
	}
	s.Notes = []string{"The stages were moved to these leads, so that their win rates flatter them a little."}
	d.Sections = []Section{s}
	return d
}
