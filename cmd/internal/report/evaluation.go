package report

import (
	"fmt"
	"math"
	"strings"

	"leadscore/match"
	"leadscore/outcomes"
	"leadscore/scoring"
)

// EvaluationAbout says what an evaluation is of.
type EvaluationAbout struct {
	List, Rules string // their files
	Span        string // from when to when the leads came; "" where no dates tell
	Learned     bool   // the rulebook was learned from this very list
	Language    scoring.Language
}

// Evaluation makes the report of an evaluation.
func Evaluation(ev *outcomes.Evaluation, about EvaluationAbout) *Document {
	d := &Document{Language: "en", Title: "Evaluation of " + about.Rules + " on " + about.List, Subtitle: evaluated(ev, about)}
	if about.Language == scoring.Japanese {
		d.Language = "ja"
	}
	d.Summary = evaluationSummary(ev, about)
	for _, s := range []*Section{
		sortingSection(ev), bestFirstSection(ev), stageSection(ev), gradeSection(ev),
		ruleSection(ev), bandSection(ev), pairSection(ev), leakSection(ev),
		rateSection(ev), periodSection(ev), thresholdSection(ev), checkSection(ev),
	} {
		if s != nil {
			d.Sections = append(d.Sections, *s)
		}
	}
	return d
}

func evaluated(ev *outcomes.Evaluation, about EvaluationAbout) string {
	text := fmt.Sprintf("%s with an outcome: %s won (%s), %s lost", Count(ev.Won+ev.Lost, "lead"), Thousands(ev.Won), rate(ev.Rate().Value), Thousands(ev.Lost))
	if ev.Open > 0 {
		text += fmt.Sprintf("; %s open, left out", Thousands(ev.Open))
	}
	if about.Span != "" {
		text += "; " + about.Span
	}
	if ev.Replayed {
		return text + "; each scored as of its own day"
	}
	return text + "; as of " + ev.AsOf.String()
}

// Figures as people read them. What cannot be computed is a dash.
const noFigure = "–"

func figure(v float64, decimals int) string {
	if math.IsNaN(v) {
		return noFigure
	}
	return fmt.Sprintf("%.*f", decimals, v)
}

func rate(v float64) string {
	if math.IsNaN(v) {
		return noFigure
	}
	return fmt.Sprintf("%.1f %%", 100*v)
}

func rateOf(t outcomes.Tally) string {
	if t.Leads() == 0 {
		return noFigure
	}
	return rate(t.Rate().Value)
}

func rateRange(t outcomes.Tally) string {
	if t.Leads() == 0 {
		return noFigure
	}
	i := t.Rate()
	return fmt.Sprintf("%.1f to %.1f %%", 100*i.Low, 100*i.High)
}

func interval(i outcomes.Interval) string {
	if math.IsNaN(i.Low) {
		return noFigure
	}
	return fmt.Sprintf("%.3f to %.3f", i.Low, i.High)
}

// scoreText is a score without needless decimals.
func scoreText(v float64) string {
	if math.IsInf(v, -1) {
		return "less"
	}
	return match.Points(math.Round(v * match.PointsPerPoint)).String()
}

func signedScore(v float64) string {
	return match.Points(math.Round(v * match.PointsPerPoint)).Signed()
}

// aucWord says how good an AUC is. The steps are those of Hosmer and Lemeshow.
func aucWord(i outcomes.Interval) (string, Mood) {
	switch {
	case i.High < 0.5:
		return "it sorts them upside down", Bad
	case i.Low <= 0.5:
		return "no better than chance for certain", Bad
	case i.Value < 0.6:
		return "weak", Bad
	case i.Value < 0.7:
		return "modest", Neutral
	case i.Value < 0.8:
		return "fair", Good
	case i.Value < 0.9:
		return "good", Good
	}
	return "very good", Good
}

func evaluationSummary(ev *outcomes.Evaluation, about EvaluationAbout) []Point {
	auc := ev.Score.AUC
	word, mood := aucWord(auc)
	points := []Point{{mood, fmt.Sprintf("Of a won and a lost lead, the won one has the higher score %.0f times in 100 (AUC %.3f, 95 %% interval %s): %s.", 100*auc.Value, auc.Value, interval(auc), word)}}
	for _, s := range ev.Ranked().Shares {
		if s.Share == 0.2 {
			points = append(points, Point{moodOf(s.Lift > 1.5), fmt.Sprintf("The best 20 %% of the leads hold %.0f %% of the wins, %.1f times as many as 20 %% taken at random.", 100*s.Captured, s.Lift)})
		}
	}
	if c := ev.Capacity; c != nil {
		points = append(points, Point{moodOf(c.Per100 > 1.2*c.AtRandom), fmt.Sprintf("With the calls you can make, 100 calls win %.1f leads; without a score %.1f.", c.Per100, c.AtRandom)})
	}
	if about.Learned {
		points = append(points, Point{Bad, "This rulebook was learned from this very list, so these figures flatter it. What it was worth on leads that it had not seen stands in its own comments."})
	}
	points = append(points, stagePoints(ev)...)
	points = append(points, rulePoints(ev)...)
	if len(ev.Leaks) > 0 {
		points = append(points, Point{Bad, fmt.Sprintf("%s that rules use may tell the outcome, so the figures may be too good: %s.", Count(len(ev.Leaks), "column"), exclusionNames(ev.Leaks))})
	}
	points = append(points, ratePoints(ev)...)
	points = append(points, Point{verdictMood(ev.Verdict), verdictText(ev)})
	for _, note := range ev.Notes {
		points = append(points, Point{Bad, capital(note) + "."})
	}
	return points
}

func moodOf(good bool) Mood {
	if good {
		return Good
	}
	return Neutral
}

func verdictMood(v outcomes.Verdict) Mood {
	switch v {
	case outcomes.VerdictReady:
		return Good
	case outcomes.VerdictNotReady:
		return Bad
	}
	return Neutral
}

func verdictText(ev *outcomes.Evaluation) string {
	passed, of := 0, 0
	for _, c := range ev.Checks {
		if c.By == "MadKudu" {
			of++
			if c.Passed {
				passed++
			}
		}
	}
	return fmt.Sprintf("By the measure of Dynamics 365: %s. Of MadKudu's acceptance: %d of %d checks passed.", ev.Verdict, passed, of)
}

func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

func exclusionNames(all []outcomes.Exclusion) string {
	var names []string
	for _, e := range all {
		names = append(names, e.Column)
	}
	return list(names)
}

// list joins names, and counts those that are too many to name.
func list(names []string) string {
	const most = 5
	if len(names) > most+1 {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}

func stagePoints(ev *outcomes.Evaluation) []Point {
	var turned, unclear []string
	compared := false
	for i, s := range ev.Stages {
		switch s.Against {
		case outcomes.Below:
			turned = append(turned, s.Name+" (less often than "+nextStage(ev.Stages, i)+")")
		case outcomes.PerhapsBelow, outcomes.PerhapsAbove:
			unclear = append(unclear, s.Name)
		}
		compared = compared || s.Against != outcomes.NotCompared
	}
	switch {
	case len(turned) > 0:
		return []Point{{Bad, "Stages out of order: " + strings.Join(turned, ", ") + "."}}
	case len(unclear) > 0:
		return []Point{{Neutral, "Stages whose win rate is not above the next for certain: " + list(unclear) + "."}}
	case compared:
		return []Point{{Good, "Each stage wins more often than the next."}}
	}
	return nil
}

// nextStage is the stage that another was compared with.
func nextStage(stages []outcomes.Segment, i int) string {
	for _, s := range stages[i+1:] {
		if s.Leads() > 0 && !s.Out && s.Name != "" {
			return s.Name
		}
	}
	return ""
}

func ratePoints(ev *outcomes.Evaluation) []Point {
	off := 0
	for _, c := range ev.Calibration {
		if c.Fit == outcomes.RateTooHigh || c.Fit == outcomes.RateTooLow {
			off++
		}
	}
	switch {
	case ev.Calibration == nil:
		return nil
	case off > 0:
		return []Point{{Bad, fmt.Sprintf("Of the %d win rates that the rulebook gives, %d do not hold.", len(ev.Calibration), off)}}
	}
	return []Point{{Good, "The win rates that the rulebook gives hold."}}
}

func sortingSection(ev *outcomes.Evaluation) *Section {
	q := ev.Score
	s := &Section{Heading: "How well it sorts won from lost", Columns: []Column{
		{Header: "measure", Floor: 20, Lines: 2}, {Header: "value", Numeric: true}, {Header: "95 % interval", Numeric: true}, {Header: "says nothing at", Numeric: true},
	}}
	s.Rows = append(s.Rows, []string{"AUC of the score", figure(q.AUC.Value, 3), interval(q.AUC), "0.500"})
	if ev.Ranking != nil {
		s.Rows = append(s.Rows, []string{"AUC of the ranking, stage before score", figure(ev.Ranking.AUC.Value, 3), interval(ev.Ranking.AUC), "0.500"})
	}
	s.Rows = append(s.Rows,
		[]string{"average precision", figure(q.AveragePrecision, 3), "", figure(ev.Rate().Value, 3)},
		[]string{"KS distance", figure(q.KS, 3), "", "0.000"},
		[]string{"log-loss, less is better", figure(q.LogLoss, 4), "", figure(q.BaseLogLoss, 4)},
		[]string{"Brier score, less is better", figure(q.Brier, 4), "", figure(q.BaseBrier, 4)},
	)
	of := "a logistic curve through the scores, fitted to four fifths of the leads and measured on the rest"
	if ev.Own {
		of = "the win rates that the rulebook gives"
	}
	s.Notes = []string{"Log-loss and Brier score are of " + of + "."}
	return s
}

func bestFirstSection(ev *outcomes.Evaluation) *Section {
	q := ev.Ranked()
	n := float64(q.Leads)
	s := &Section{Heading: "The best leads first", Columns: []Column{
		{Header: "best"}, {Header: "leads", Numeric: true}, {Header: "wins", Numeric: true}, {Header: "win rate", Numeric: true},
		{Header: "lift", Numeric: true}, {Header: "of all wins", Numeric: true},
	}}
	row := func(name string, share, wins float64) {
		s.Rows = append(s.Rows, []string{
			name, figure(share*n, 0), figure(wins, 1), rate(wins / (share * n)),
			figure(wins/(share*float64(q.Won)), 2), rate(wins / float64(q.Won)),
		})
	}
	for _, at := range q.Shares {
		row(fmt.Sprintf("%.0f %%", 100*at.Share), at.Share, at.Captured*float64(q.Won))
	}
	if c := ev.Capacity; c != nil {
		row(fmt.Sprintf("%.1f %%: your capacity", 100*c.Share), c.Share, c.Wins)
		s.Notes = append(s.Notes, capacityNote(c))
	}
	s.Notes = append(s.Notes, "Leads with equal scores share their wins evenly. Lift: wins against those among as many leads taken at random.")
	s.Chart = gainsChart(ev)
	return s
}

func capacityNote(c *outcomes.CapacityReport) string {
	text := ""
	if c.PerWeek > 0 {
		text = fmt.Sprintf("%.4g calls a week reach %.1f %% of the %.1f leads that came in a week, open ones too, taken as coming evenly over %.1f weeks.", c.PerWeek, 100*c.Share, c.Arriving, c.Weeks)
	} else {
		text = fmt.Sprintf("Calls reach %.1f %% of the leads.", 100*c.Share)
	}
	if !math.IsNaN(c.From) {
		text += " That is about the leads with scores of " + scoreText(c.From) + " or more."
	}
	return text
}

func gainsChart(ev *outcomes.Evaluation) Chart {
	curve := func(gains []outcomes.Gain) (points [][2]float64) {
		for _, g := range gains {
			points = append(points, [2]float64{g.Leads, g.Wins})
		}
		return points
	}
	base := ev.Rate().Value
	return &LineChart{
		Title: "Share of the wins among the best share of the leads",
		X:     "of the leads, best first", Y: "of the wins",
		Curves: []Curve{
			{Name: "this rulebook", Points: curve(ev.Gains)},
			{Name: "perfect", Points: [][2]float64{{0, 0}, {base, 1}, {1, 1}}, Faint: true},
			{Name: "at random", Points: [][2]float64{{0, 0}, {1, 1}}, Faint: true},
		},
	}
}

func segmentColumns(first ...Column) []Column {
	return append(first,
		Column{Header: "leads", Numeric: true}, Column{Header: "share", Numeric: true, Drop: 2}, Column{Header: "wins", Numeric: true},
		Column{Header: "win rate", Numeric: true}, Column{Header: "95 % interval", Numeric: true, Drop: 1}, Column{Header: "above the next?", Floor: 10, Lines: 2})
}

func segmentRow(ev *outcomes.Evaluation, s outcomes.Segment) []string {
	against := ""
	switch s.Against {
	case outcomes.Above:
		against = "yes"
	case outcomes.PerhapsAbove:
		against = "yes, perhaps by luck"
	case outcomes.PerhapsBelow:
		against = "no, perhaps by luck"
	case outcomes.Below:
		against = "no"
	}
	return []string{
		Thousands(s.Leads()), rate(float64(s.Leads()) / float64(ev.Won+ev.Lost)), Thousands(s.Won),
		rateOf(s.Tally), rateRange(s.Tally), against,
	}
}

func stageSection(ev *outcomes.Evaluation) *Section {
	if len(ev.Stages) == 0 {
		return nil
	}
	s := &Section{Heading: "Stages", Columns: segmentColumns(Column{Header: "stage", Floor: 12})}
	chart := &RangeChart{Title: "Win rate of each stage", X: "win rate, with its 95 % interval", Average: ev.Rate().Value}
	for _, stage := range ev.Stages {
		name := stage.Name
		switch {
		case name == "":
			name = "(none)"
		case stage.Out:
			name += " (out)"
		}
		s.Rows = append(s.Rows, append([]string{name}, segmentRow(ev, stage)...))
		chart.Ranges = append(chart.Ranges, rangeOf(name, stage.Tally, math.NaN()))
	}
	s.Chart = chart
	return s
}

func rangeOf(name string, t outcomes.Tally, promised float64) Range {
	r := Range{Name: name, Value: math.NaN(), Promised: promised, Note: Count(t.Leads(), "lead")}
	if t.Leads() > 0 {
		i := t.Rate()
		r.Value, r.Low, r.High = i.Value, i.Low, i.High
	}
	return r
}

func gradeSection(ev *outcomes.Evaluation) *Section {
	if len(ev.Grades) == 0 {
		return nil
	}
	s := &Section{Heading: "Grades", Columns: segmentColumns(Column{Header: "of", Floor: 8}, Column{Header: "grade"})}
	for _, g := range ev.Grades {
		of, name := g.Of, g.Name
		if of == "" {
			of = "all"
		}
		if name == "" {
			name = "(none)"
		}
		s.Rows = append(s.Rows, append([]string{of, name}, segmentRow(ev, g.Segment)...))
	}
	return s
}

func pairSection(ev *outcomes.Evaluation) *Section {
	if len(ev.Pairs) == 0 {
		return nil
	}
	s := &Section{Heading: "Rules that say the same", Columns: []Column{
		{Header: "rule", Floor: 16, Lines: 2}, {Header: "and rule", Floor: 16, Lines: 2},
		{Header: "both fire", Numeric: true}, {Header: "either fires", Numeric: true}, {Header: "correlation", Numeric: true},
	}}
	for _, p := range ev.Pairs {
		s.Rows = append(s.Rows, []string{ruleName(&ev.Rules[p.A]), ruleName(&ev.Rules[p.B]), Thousands(p.Both), Thousands(p.Either), figure(p.Phi, 2)})
	}
	s.Notes = []string{"Points for both count one fact twice. A correlation under 0: the one takes points where the other gives none."}
	return s
}

func leakSection(ev *outcomes.Evaluation) *Section {
	if len(ev.Leaks) == 0 {
		return nil
	}
	s := &Section{
		Heading: "Columns that may tell the outcome",
		Text:    []string{"What is filled in once the outcome is known says nothing of leads that are still open. If one of these is, take it out of the rulebook."},
		Columns: []Column{{Header: "column", Floor: 14, Lines: 2}, {Header: "why", Floor: 40, Lines: 4, Share: 3}},
	}
	for _, e := range ev.Leaks {
		s.Rows = append(s.Rows, []string{e.Column, e.Reason})
	}
	return s
}

func rateSection(ev *outcomes.Evaluation) *Section {
	s := &Section{Heading: "Win rate by score"}
	chart := &RangeChart{Title: "Win rate by score", X: "win rate, with its 95 % interval", Average: ev.Rate().Value}
	if ev.Calibration != nil {
		s.Columns = []Column{
			{Header: "score from", Numeric: true}, {Header: "leads", Numeric: true}, {Header: "wins", Numeric: true},
			{Header: "rulebook says", Numeric: true}, {Header: "win rate", Numeric: true}, {Header: "95 % interval", Numeric: true}, {Header: "holds?", Floor: 8},
		}
		for _, c := range ev.Calibration {
			s.Rows = append(s.Rows, []string{scoreText(c.From), Thousands(c.Leads()), Thousands(c.Won), rate(c.Promised), rateOf(c.Tally), rateRange(c.Tally), rateFit(c)})
			chart.Ranges = append(chart.Ranges, rangeOf("score from "+scoreText(c.From), c.Tally, c.Promised))
		}
		s.Text = []string{"The rulebook's own rates against what came of the leads."}
		chart.Promise = "what the rulebook says"
	} else {
		s.Columns = []Column{
			{Header: "score from", Numeric: true}, {Header: "leads", Numeric: true}, {Header: "wins", Numeric: true},
			{Header: "win rate", Numeric: true}, {Header: "95 % interval", Numeric: true},
		}
		for _, b := range ev.Rates {
			s.Rows = append(s.Rows, []string{scoreText(b.From), Thousands(b.Leads()), Thousands(b.Won), rateOf(b.Tally), rateRange(b.Tally)})
			chart.Ranges = append(chart.Ranges, rangeOf("score from "+scoreText(b.From), b.Tally, math.NaN()))
		}
	}
	s.Chart = chart
	s.Code = ratesCode(ev.Offered)
	s.Notes = []string{"Pasted into the rulebook, these lines give every lead its win rate (lead_win_rate) and say of how many leads it is."}
	return s
}

func rateFit(c outcomes.RateCheck) string {
	if math.IsNaN(c.Promised) {
		return "no rate given"
	}
	return string(c.Fit)
}

// ratesCode is the rates as a rulebook has them.
func ratesCode(rates []scoring.Rate) string {
	var parts []string
	for _, r := range rates {
		parts = append(parts, fmt.Sprintf("%s: %s of %d", r.From, r.Rate.Percent(), r.Leads))
	}
	return "score:\n  rates: {" + strings.Join(parts, ", ") + "}"
}

func periodSection(ev *outcomes.Evaluation) *Section {
	if len(ev.Periods) == 0 {
		return nil
	}
	s := &Section{Heading: "By period", Columns: []Column{
		{Header: "period"}, {Header: "leads", Numeric: true}, {Header: "open", Numeric: true, Drop: 3}, {Header: "wins", Numeric: true}, {Header: "win rate", Numeric: true},
		{Header: "expected", Numeric: true, Drop: 2}, {Header: "AUC", Numeric: true}, {Header: "95 % interval", Numeric: true, Drop: 1}, {Header: "shift", Numeric: true},
	}}
	for _, p := range ev.Periods {
		s.Rows = append(s.Rows, []string{
			p.Name, Thousands(p.Leads()), Thousands(p.Open), Thousands(p.Won), rateOf(p.Tally), figure(p.Expected, 1),
			figure(p.AUC.Value, 3), interval(p.AUC), shiftText(p),
		})
	}
	s.Notes = []string{"Where many leads are still open the win rate is not yet what it will be. Expected: wins by the rates of the scores. Shift: how far the scores have moved from those of all earlier periods (PSI): over 0.1 somewhat, over 0.25 much; – where there are too few leads to tell."}
	if ev.Undated > 0 {
		s.Notes = append(s.Notes, Count(ev.Undated, "lead")+" without a date are in no period.")
	}
	return s
}

// shiftText is a period's shift, unless as few leads would give as much by chance.
func shiftText(p outcomes.Period) string {
	if p.Chance > 0.25 {
		return noFigure
	}
	return figure(p.Shift, 2)
}

func thresholdSection(ev *outcomes.Evaluation) *Section {
	t := ev.Threshold
	return &Section{
		Heading: "If only one line were drawn",
		Text:    []string{fmt.Sprintf("Calling every lead with a score of %s or more balances best what calls win and what they miss (F1 %.2f).", scoreText(t.Threshold), t.F1)},
		Columns: []Column{{Header: ""}, {Header: "won", Numeric: true}, {Header: "lost", Numeric: true}},
		Rows: [][]string{
			{"called", Thousands(t.CalledWon), Thousands(t.CalledLost)},
			{"not called", Thousands(t.NotCalledWon), Thousands(t.NotCalledLost)},
		},
		Notes: []string{fmt.Sprintf("Of the leads called, %s are won (precision); of the won leads, %s are called (recall); %s of all leads are on the right side (accuracy).", rate(t.Precision), rate(t.Recall), rate(t.Accuracy))},
	}
}

func checkSection(ev *outcomes.Evaluation) *Section {
	s := &Section{Heading: "By the checks of others", Columns: []Column{
		{Header: "check", Floor: 16, Lines: 3}, {Header: "needs", Floor: 16, Lines: 3}, {Header: "found", Floor: 16, Lines: 3}, {Header: "", Floor: 6},
	}}
	for _, c := range ev.Checks {
		result := "passed"
		switch {
		case c.Need == "":
			result = ""
		case !c.Passed:
			result = "failed"
		}
		s.Rows = append(s.Rows, []string{c.By + ": " + c.Name, c.Need, c.Found, result})
	}
	s.Notes = []string{"Dynamics 365 does not publish its limits of F1 and AUC; these are ours."}
	return s
}
