package report

import (
	"fmt"
	"math"

	"leadscore/match"
	"leadscore/outcomes"
	"leadscore/scoring"
)

// hindrance is the AUC that a rule must cost, beyond chance, for the summary to name it.
const hindrance = 0.002

// rulePoints names the rules to look at.
func rulePoints(ev *outcomes.Evaluation) []Point {
	var points []Point
	var never, same []string
	for i := range ev.Rules {
		r := &ev.Rules[i]
		switch {
		case r.Agreement == outcomes.Disagrees:
			points = append(points, Point{Bad, disagreement(r)})
		case r.Agreement == outcomes.NeverFires:
			never = append(never, quoted(r))
		case r.Agreement == outcomes.AlwaysSame:
			same = append(same, quoted(r))
		case r.Worth.High < 0 && r.Worth.Value < -hindrance:
			points = append(points, Point{Bad, fmt.Sprintf("Without %s the score would sort better: AUC %.3f instead of %.3f.", quoted(r), ev.Score.AUC.Value-r.Worth.Value, ev.Score.AUC.Value)})
		}
	}
	if len(never) > 0 {
		points = append(points, Point{Bad, "Rules that fire for no lead of this list: " + list(never) + "."})
	}
	if len(same) > 0 {
		points = append(points, Point{Neutral, "Rules that give every lead the same: " + list(same) + "."})
	}
	points = append(points, missingPoints(ev)...)
	if n := len(ev.Pairs); n > 0 {
		points = append(points, Point{Neutral, Count(n, "pair") + " of rules say the same; see below."})
	}
	return points
}

// missingPoints names the rules that are unknown for leads that win more often than
// those it holds for, but get less.
func missingPoints(ev *outcomes.Evaluation) []Point {
	var points []Point
	for i := range ev.Rules {
		r := &ev.Rules[i]
		if r.Kind == scoring.RuleCriterion && r.Points.Mean > r.Missing && outcomes.Compare(r.Unknown, r.Fired) == outcomes.Above {
			points = append(points, Point{Neutral, fmt.Sprintf("Where %s is unknown leads win more often (%s) than where it fires (%s), but get %s: see its `missing`.",
				quoted(r), rateOf(r.Unknown), rateOf(r.Fired), signedScore(r.Missing))})
		}
	}
	return points
}

// disagreement says how the data contradict a rule.
func disagreement(r *outcomes.RuleReport) string {
	fired, not := r.Fired.Rate().Value, r.Not.Rate().Value
	up := r.Points.Mean > 0
	if r.Not.Leads() == 0 || up == (fired > not) {
		return fmt.Sprintf("%s goes the wrong way: leads that get more of its points win less often (see its bands).", quoted(r))
	}
	how := "less"
	if !up {
		how = "more"
	}
	return fmt.Sprintf("%s gives %s, but those leads win %s often: %s of %s against %s of the others.",
		quoted(r), given(r), how, rate(fired), Thousands(r.Fired.Leads()), rate(not))
}

// ruleName names a rule of the ICP or of a framework with what it belongs to.
func ruleName(r *outcomes.RuleReport) string {
	switch r.Kind {
	case scoring.RuleICP:
		return "ICP"
	case scoring.RuleAttribute, scoring.RuleElement:
		return r.Of + ": " + r.Name
	}
	return r.Name
}

// quoted is a rule's name within a sentence.
func quoted(r *outcomes.RuleReport) string { return `"` + ruleName(r) + `"` }

// given is the points that a rule gives: as the rulebook has them, or the range of
// what leads got.
func given(r *outcomes.RuleReport) string {
	switch {
	case r.Kind == scoring.RuleAttribute || r.Kind == scoring.RuleElement:
		return ""
	case r.Fired.Leads() == 0 && r.Given != nil:
		return r.Given.MulPoints(match.Int(1)).Signed()
	case r.Fired.Leads() == 0:
		return ""
	case r.Points.Low == r.Points.High:
		return signedScore(r.Points.Low)
	}
	return signedScore(r.Points.Low) + " to " + signedScore(r.Points.High)
}

func ruleSection(ev *outcomes.Evaluation) *Section {
	s := &Section{Heading: "Rules", Columns: []Column{
		{Header: "rule", Floor: 18, Lines: 3, Share: 2}, {Header: "gives", Floor: 6, Lines: 2},
		{Header: "wins if it fires", Numeric: true}, {Header: "if not", Numeric: true}, {Header: "if unknown", Numeric: true, Drop: 3},
		{Header: "lift", Numeric: true, Drop: 4}, {Header: "95 % interval", Numeric: true, Drop: 5},
		{Header: "the data", Floor: 8, Lines: 2}, {Header: "AUC", Numeric: true, Drop: 1},
	}}
	for i := range ev.Rules {
		s.Rows = append(s.Rows, ruleRow(&ev.Rules[i]))
	}
	s.Notes = []string{
		"Fires: the rule holds and gives points. Unknown: a blank cell leaves it open. The data agree where leads with more of its points win more often. " +
			"AUC: what the score would lose without the rule.",
	}
	return s
}

func ruleRow(r *outcomes.RuleReport) []string {
	name := ruleName(r)
	if r.Kind == scoring.RuleAttribute || r.Kind == scoring.RuleElement {
		name = "– " + name
	}
	lift, within, worth := noFigure, noFigure, ""
	if r.Fired.Leads() > 0 {
		lift, within = figure(r.Lift, 2), rateRange(r.Fired)
	}
	if !math.IsNaN(r.Worth.Value) {
		worth = fmt.Sprintf("%+.3f", math.Round(1000*r.Worth.Value)/1000+0)
	}
	return []string{name, given(r), rateAmong(r.Fired), rateAmong(r.Not), rateAmong(r.Unknown), lift, within, agreementText(r.Agreement), worth}
}

// rateAmong is the win rate of some leads and how many they are.
func rateAmong(t outcomes.Tally) string {
	if t.Leads() == 0 {
		return noFigure
	}
	return rateOf(t) + " of " + Thousands(t.Leads())
}

func agreementText(a outcomes.Agreement) string {
	switch a {
	case outcomes.Agrees:
		return "agree"
	case outcomes.Disagrees:
		return "disagree"
	case outcomes.Undecided:
		return "say nothing"
	case outcomes.TooRare:
		return "too few"
	case outcomes.AlwaysSame:
		return "same for all"
	}
	return string(a)
}

func bandSection(ev *outcomes.Evaluation) *Section {
	s := &Section{Heading: "Bands", Columns: []Column{
		{Header: "criterion", Floor: 14, Lines: 2}, {Header: "band", Floor: 16, Lines: 3, Share: 2}, {Header: "points", Numeric: true},
		{Header: "leads", Numeric: true}, {Header: "wins", Numeric: true}, {Header: "win rate", Numeric: true}, {Header: "95 % interval", Numeric: true, Drop: 1},
	}}
	add := func(name, band, points string, t outcomes.Tally) {
		if t.Leads() > 0 {
			s.Rows = append(s.Rows, []string{name, band, points, Thousands(t.Leads()), Thousands(t.Won), rateOf(t), rateRange(t)})
		}
	}
	for i := range ev.Rules {
		r := &ev.Rules[i]
		for _, b := range r.Bands {
			when, points := b.When, b.Points.String()
			if when == "" {
				when, points = "(no band)", ""
			}
			add(r.Name, when, points, b.Tally)
		}
		if r.Bands != nil {
			add(r.Name, "(unknown)", "", r.Unknown)
		}
	}
	if len(s.Rows) == 0 {
		return nil
	}
	for i := len(s.Rows) - 1; i > 0; i-- {
		if s.Rows[i][0] == s.Rows[i-1][0] {
			s.Rows[i][0] = ""
		}
	}
	return s
}
