package evaluationview

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"leadscore/cmd/internal/charts"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/speaker"
	"leadscore/outcomes/evaluate"
	"leadscore/outcomes/evaluate/segments"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

func (ev *evaluated) sorting() *report.Section {
	q := ev.Score
	s := &report.Section{Heading: ev.Say("How well it sorts won from lost"), Columns: ev.Columns(
		report.Column{Header: "measure", Floor: 20, Lines: 2}, report.Column{Header: "value", Numeric: true},
		report.Column{Header: "95 % interval", Numeric: true}, report.Column{Header: "says nothing at", Numeric: true},
	)}
	row := func(name, value, interval, nothing string) {
		s.Rows = append(s.Rows, []string{ev.Say(name), value, interval, nothing})
	}
	row("AUC of the score", speaker.Figure(q.AUC.Value, 3), ev.interval(q.AUC), "0.500")
	if ev.Ranking != nil {
		row("AUC of the ranking, stage before score", speaker.Figure(ev.Ranking.AUC.Value, 3), ev.interval(ev.Ranking.AUC), "0.500")
	}
	row("average precision", speaker.Figure(q.AveragePrecision, 3), "", speaker.Figure(ev.Rate().Value, 3))
	row("KS distance", speaker.Figure(q.KS, 3), "", "0.000")
	row("log-loss, less is better", speaker.Figure(q.LogLoss, 4), "", speaker.Figure(q.BaseLogLoss, 4))
	row("Brier score, less is better", speaker.Figure(q.Brier, 4), "", speaker.Figure(q.BaseBrier, 4))
	s.Notes = []string{ev.Say("Log-loss and Brier score are of a logistic curve through the scores, fitted to four fifths of the leads and measured on the rest.")}
	if ev.Own {
		s.Notes = []string{ev.Say("Log-loss and Brier score are of the win rates that the rulebook gives.")}
	}
	return s
}

func (ev *evaluated) bestFirst() *report.Section {
	q := ev.Ranked()
	n := float64(q.Leads)
	s := &report.Section{Heading: ev.Say("The best leads first"), Chart: ev.gainsChart(), Columns: ev.Columns(
		report.Column{Header: "best"}, report.Column{Header: "leads", Numeric: true}, report.Column{Header: "wins", Numeric: true}, report.Column{Header: "win rate", Numeric: true},
		report.Column{Header: "lift", Numeric: true}, report.Column{Header: "of all wins", Numeric: true},
	)}
	row := func(name string, share, wins float64) {
		s.Rows = append(s.Rows, []string{
			name, speaker.Figure(share*n, 0), speaker.Figure(wins, 1), ev.Percent(wins / (share * n)),
			speaker.Figure(wins/(share*float64(q.Won)), 2), ev.Percent(wins / float64(q.Won)),
		})
	}
	for _, at := range q.Shares {
		row(ev.Say("%.0f %%", 100*at.Share), at.Share, at.Captured*float64(q.Won))
	}
	if c := ev.Capacity; c != nil {
		row(ev.Say("%.1f %%: your capacity", 100*c.Share), c.Share, c.Wins)
		s.Notes = append(s.Notes, ev.capacityNote(c))
	}
	s.Notes = append(s.Notes, ev.Say("Leads with equal scores share their wins evenly. Lift: wins against those among as many leads taken at random."))
	return s
}

func (ev *evaluated) capacityNote(c *evaluate.CapacityReport) string {
	text := ev.Say("Calls reach %.1f %% of the leads.", 100*c.Share)
	if c.PerWeek > 0 {
		text = ev.Say("%.4g calls a week reach %.1f %% of the %.1f leads that came in a week, open ones too, taken as coming evenly over %.1f weeks.", c.PerWeek, 100*c.Share, c.Arriving, c.Weeks)
	}
	if !math.IsNaN(c.From) {
		text += " " + ev.Say("That is about the leads with scores of %s or more.", report.ScoreText(c.From))
	}
	return text
}

func (ev *evaluated) gainsChart() report.Chart {
	var points [][2]float64
	for _, g := range ev.Gains {
		points = append(points, [2]float64{g.Leads, g.Wins})
	}
	return &charts.Lines{
		Title: ev.Say("Share of the wins among the best share of the leads"),
		X:     ev.Say("of the leads, best first"), Y: ev.Say("of the wins"),
		Curves: []charts.Curve{
			{Name: ev.Say("this rulebook"), Points: points},
			{Name: ev.Say("perfect"), Points: [][2]float64{{0, 0}, {ev.Rate().Value, 1}, {1, 1}}, Faint: true},
			{Name: ev.Say("at random"), Points: [][2]float64{{0, 0}, {1, 1}}, Faint: true},
		},
	}
}

func (ev *evaluated) segmentColumns(first ...report.Column) []report.Column {
	return ev.Columns(append(first,
		report.Column{Header: "leads", Numeric: true}, report.Column{Header: "share", Numeric: true, Drop: 2}, report.Column{Header: "wins", Numeric: true},
		report.Column{Header: "win rate", Numeric: true}, report.Column{Header: "95 % interval", Numeric: true, Drop: 1}, report.Column{Header: "above the next?", Floor: 10, Lines: 2})...)
}

func (ev *evaluated) segmentRow(s segments.Segment) []string {
	against := map[segments.Comparison]string{
		segments.Above: "yes", segments.PerhapsAbove: "yes, perhaps by luck", segments.PerhapsBelow: "no, perhaps by luck", segments.Below: "no",
	}[s.Against]
	return []string{
		report.Thousands(s.Leads()), ev.Percent(float64(s.Leads()) / float64(ev.Won+ev.Lost)), report.Thousands(s.Won),
		ev.RateOf(s.Tally), ev.RateRange(s.Tally), ev.Say(against),
	}
}

func (ev *evaluated) stages() *report.Section {
	if len(ev.Stages) == 0 {
		return nil
	}
	s := &report.Section{Heading: ev.Say("Stages"), Columns: ev.segmentColumns(report.Column{Header: "stage", Floor: 12})}
	chart := ev.rangeChart("Win rate of each stage")
	for _, stage := range ev.Stages {
		name := stage.Name
		switch {
		case name == "":
			name = ev.Say("(none)")
		case stage.Out:
			name = ev.Say("%s (out)", name)
		}
		s.Rows = append(s.Rows, append([]string{name}, ev.segmentRow(stage)...))
		chart.Ranges = append(chart.Ranges, ev.rangeOf(name, stage.Tally, math.NaN()))
	}
	s.Chart = chart
	return s
}

func (ev *evaluated) rangeChart(title string) *charts.Ranges {
	return &charts.Ranges{
		Title: ev.Say(title), X: ev.Say("win rate, with its 95 % interval"),
		Average: ev.Rate().Value, AverageName: ev.Say("dashed: all leads"),
	}
}

func (ev *evaluated) rangeOf(name string, t stats.Tally, promised float64) charts.Range {
	r := charts.Range{Name: name, Value: math.NaN(), Promised: promised, Note: ev.Leads(t.Leads())}
	if t.Leads() > 0 {
		i := t.Rate()
		r.Value, r.Low, r.High = i.Value, i.Low, i.High
	}
	return r
}

func (ev *evaluated) grades() *report.Section {
	if len(ev.Grades) == 0 {
		return nil
	}
	s := &report.Section{Heading: ev.Say("Grades"), Columns: ev.segmentColumns(report.Column{Header: "of", Floor: 8}, report.Column{Header: "grade"})}
	for _, g := range ev.Grades {
		of, name := g.Of, g.Name
		switch of {
		case "":
			of = ev.Say("all")
		case "fit":
			of = ev.Say("fit")
		}
		if name == "" {
			name = ev.Say("(none)")
		}
		s.Rows = append(s.Rows, append([]string{of, name}, ev.segmentRow(g.Segment)...))
	}
	return s
}

func (ev *evaluated) leaks() *report.Section {
	if len(ev.Leaks) == 0 {
		return nil
	}
	s := &report.Section{
		Heading: ev.Say("Columns that may tell the outcome"),
		Text:    []string{ev.Say("What is filled in once the outcome is known says nothing of leads that are still open. If one of these is, take it out of the rulebook.")},
		Columns: ev.Columns(report.Column{Header: "column", Floor: 14, Lines: 2}, report.Column{Header: "why", Floor: 40, Lines: 4, Share: 3}),
	}
	for _, e := range ev.Leaks {
		s.Rows = append(s.Rows, []string{e.Column, ev.Text(e.Reason)})
	}
	return s
}

func (ev *evaluated) rates() *report.Section {
	s := &report.Section{Heading: ev.Say("Win rate by score")}
	chart := ev.rangeChart(s.Heading)
	from := func(score float64) string { return ev.Say("score from %s", ev.scoreText(score)) }
	if ev.Calibration != nil {
		s.Text = []string{ev.Say("The rulebook's own rates against what came of the leads.")}
		s.Columns = ev.Columns(
			report.Column{Header: "score from", Numeric: true}, report.Column{Header: "leads", Numeric: true}, report.Column{Header: "wins", Numeric: true},
			report.Column{Header: "rulebook says", Numeric: true}, report.Column{Header: "win rate", Numeric: true}, report.Column{Header: "95 % interval", Numeric: true}, report.Column{Header: "holds?", Floor: 8},
		)
		for _, c := range ev.Calibration {
			s.Rows = append(s.Rows, []string{ev.scoreText(c.From), report.Thousands(c.Leads()), report.Thousands(c.Won), ev.Percent(c.Promised), ev.RateOf(c.Tally), ev.RateRange(c.Tally), ev.Say(string(c.Fit))})
			chart.Ranges = append(chart.Ranges, ev.rangeOf(from(c.From), c.Tally, c.Promised))
		}
		chart.Promise = ev.Say("thick mark: what the rulebook says")
		if math.IsInf(ev.Calibration[0].From, -1) {
			s.Text = append(s.Text, ev.Say("Scores below the first line have its rate."))
		}
	} else {
		s.Columns = ev.Columns(
			report.Column{Header: "score from", Numeric: true}, report.Column{Header: "leads", Numeric: true}, report.Column{Header: "wins", Numeric: true},
			report.Column{Header: "win rate", Numeric: true}, report.Column{Header: "95 % interval", Numeric: true},
		)
		for _, b := range ev.Rates {
			s.Rows = append(s.Rows, []string{report.ScoreText(b.From), report.Thousands(b.Leads()), report.Thousands(b.Won), ev.RateOf(b.Tally), ev.RateRange(b.Tally)})
			chart.Ranges = append(chart.Ranges, ev.rangeOf(from(b.From), b.Tally, math.NaN()))
		}
	}
	s.Chart = chart
	s.Code = ratesCode(ev.Offered)
	s.Notes = []string{ev.Say("Pasted into the rulebook, these lines give every lead its win rate (lead_win_rate) and say of how many leads it is.")}
	return s
}

func (ev *evaluated) scoreText(v float64) string {
	if math.IsInf(v, -1) {
		return ev.Say("less")
	}
	return report.ScoreText(v)
}

// ratesCode is the rates as a rulebook has them.
func ratesCode(rates []rulebook.WinRate) string {
	var parts []string
	for _, r := range rates {
		parts = append(parts, fmt.Sprintf("%s: %s of %d", r.From, r.Rate.Percent(), r.Leads))
	}
	return "score:\n  rates: {" + strings.Join(parts, ", ") + "}"
}

func (ev *evaluated) periods() *report.Section {
	if len(ev.Periods) == 0 {
		return nil
	}
	s := &report.Section{Heading: ev.Say("By period"), Columns: ev.Columns(
		report.Column{Header: "period"}, report.Column{Header: "leads", Numeric: true}, report.Column{Header: "open", Numeric: true, Drop: 3}, report.Column{Header: "wins", Numeric: true},
		report.Column{Header: "win rate", Numeric: true}, report.Column{Header: "expected", Numeric: true, Drop: 2}, report.Column{Header: "AUC", Numeric: true},
		report.Column{Header: "95 % interval", Numeric: true, Drop: 1}, report.Column{Header: "shift", Numeric: true},
	)}
	for _, p := range ev.Periods {
		s.Rows = append(s.Rows, []string{
			p.Name, report.Thousands(p.Leads()), report.Thousands(p.Open), report.Thousands(p.Won), ev.RateOf(p.Tally), speaker.Figure(p.Expected, 1),
			speaker.Figure(p.AUC.Value, 3), ev.interval(p.AUC), shiftText(p),
		})
	}
	s.Notes = []string{ev.Say("Where many leads are still open the win rate is not yet what it will be. Expected: wins by the rates of the scores. " +
		"Shift: how far the scores have moved from those of all earlier periods (PSI): over 0.1 somewhat, over 0.25 much; – where there are too few leads to tell.")}
	ev.addDrift(s)
	if ev.Undated > 0 {
		s.Notes = append(s.Notes, ev.Say("%s without a date are in no period.", ev.Leads(ev.Undated)))
	}
	return s
}

// addDrift adds what has changed in each period, where there are enough leads to tell.
func (ev *evaluated) addDrift(s *report.Section) {
	if !slices.ContainsFunc(ev.Periods, func(p evaluate.Period) bool { return !math.IsNaN(p.Drift.Mix) }) {
		return
	}
	s.Columns = append(s.Columns, ev.Columns(
		report.Column{Header: "by mix", Numeric: true, Drop: 4}, report.Column{Header: "at same score", Numeric: true, Drop: 4},
		report.Column{Header: "what has changed", Floor: 14, Lines: 4, Share: 2})...)
	for i, p := range ev.Periods {
		s.Rows[i] = append(s.Rows[i], signedRate(p.Drift.Mix), signedRate(p.Drift.Same.Value), ev.changedText(p.Drift))
	}
	s.Notes = append(s.Notes, ev.Say("The win rate has moved from that of all earlier periods by these points: by mix, since scores are spread otherwise, and at same score, since leads of the same score win more or less often. "+
		"What has changed: the mix of scores, columns that rules use (with their shift), or the rules: what a score is worth (99 % certain)."))
}

// signedRate is a change of a rate, in points of percent.
func signedRate(v float64) string {
	if math.IsNaN(v) {
		return speaker.NoFigure
	}
	return fmt.Sprintf("%+.1f", 100*v+0)
}

// changedText says which of mix, columns and rules have changed in a period.
func (ev *evaluated) changedText(d evaluate.Drift) string {
	var texts []string
	for _, c := range d.Changed {
		if c != evaluate.CovariatesChanged {
			texts = append(texts, ev.Say(string(c)))
			continue
		}
		var names []string
		for _, f := range d.Fields {
			names = append(names, fmt.Sprintf("%s %.2f", f.Column, f.PSI))
		}
		texts = append(texts, ev.List(names))
	}
	return strings.Join(texts, ev.Say("; "))
}

// shiftText is a period's shift, unless as few leads would give as much by chance.
func shiftText(p evaluate.Period) string {
	if p.Chance > 0.25 {
		return speaker.NoFigure
	}
	return speaker.Figure(p.Shift, 2)
}

func (ev *evaluated) threshold() *report.Section {
	t := ev.Threshold
	return &report.Section{
		Heading: ev.Say("If only one line were drawn"),
		Text:    []string{ev.Say("Calling every lead with a score of %s or more balances best what calls win and what they miss (F1 %.2f).", report.ScoreText(t.Threshold), t.F1)},
		Columns: ev.Columns(report.Column{Header: ""}, report.Column{Header: "won", Numeric: true}, report.Column{Header: "lost", Numeric: true}),
		Rows: [][]string{
			{ev.Say("called"), report.Thousands(t.CalledWon), report.Thousands(t.CalledLost)},
			{ev.Say("not called"), report.Thousands(t.NotCalledWon), report.Thousands(t.NotCalledLost)},
		},
		Notes: []string{ev.Say("Of the leads called, %s are won (precision); of the won leads, %s are called (recall); %s of all leads are on the right side (accuracy).", ev.Percent(t.Precision), ev.Percent(t.Recall), ev.Percent(t.Accuracy))},
	}
}

func (ev *evaluated) checks() *report.Section {
	s := &report.Section{Heading: ev.Say("By the checks of others"), Columns: ev.Columns(
		report.Column{Header: "check", Floor: 16, Lines: 3}, report.Column{Header: "needs", Floor: 16, Lines: 3}, report.Column{Header: "found", Floor: 16, Lines: 3}, report.Column{Header: "", Floor: 6},
	)}
	for _, c := range ev.Checks {
		result := "passed"
		switch {
		case c.Need.IsEmpty():
			result = ""
		case !c.Passed:
			result = "failed"
		}
		s.Rows = append(s.Rows, []string{ev.Say("%s: %s", c.By, ev.Say(c.Name)), ev.Text(c.Need), ev.Text(c.Found), ev.Say(result)})
	}
	s.Notes = []string{ev.Say("Dynamics 365 does not publish its limits of F1 and AUC; these are ours.")}
	return s
}
