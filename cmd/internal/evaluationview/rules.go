package evaluationview

import (
	"fmt"
	"math"

	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/speaker"
	"leadscore/match/exact"
	"leadscore/outcomes/evaluate/rules"
	"leadscore/outcomes/evaluate/segments"
	"leadscore/outcomes/stats"
	"leadscore/scoring/rule"
)

// hindrance is the AUC that a rule must cost, beyond chance, for the summary to name it.
const hindrance = 0.002

// rulePoints names the rules to look at.
func (ev *evaluated) rulePoints() []report.Point {
	var points []report.Point
	var never, same []string
	for i := range ev.Rules {
		r := &ev.Rules[i]
		switch {
		case r.Agreement == rules.Disagrees:
			points = append(points, report.Point{Mood: report.Bad, Text: ev.disagreement(r)})
		case r.Agreement == rules.NeverFires:
			never = append(never, ev.quoted(r))
		case r.Agreement == rules.AlwaysSame:
			same = append(same, ev.quoted(r))
		case r.Worth.High < 0 && r.Worth.Value < -hindrance:
			points = append(points, report.Point{Mood: report.Bad, Text: ev.Say("Without %s the score would sort better: AUC %.3f instead of %.3f.", ev.quoted(r), ev.Score.AUC.Value-r.Worth.Value, ev.Score.AUC.Value)})
		}
	}
	if len(never) > 0 {
		points = append(points, report.Point{Mood: report.Bad, Text: ev.Say("Rules that fire for no lead of this list: %s.", ev.List(never))})
	}
	if len(same) > 0 {
		points = append(points, report.Point{Mood: report.Neutral, Text: ev.Say("Rules that give every lead the same: %s.", ev.List(same))})
	}
	points = append(points, ev.missingPoints()...)
	if n := len(ev.Pairs); n > 0 {
		points = append(points, report.Point{Mood: report.Neutral, Text: ev.Say("Rules that say the same: %d, see below.", n)})
	}
	return points
}

// missingPoints names the rules that are unknown for leads that win more often than
// those it holds for, but get less.
func (ev *evaluated) missingPoints() []report.Point {
	var points []report.Point
	for i := range ev.Rules {
		r := &ev.Rules[i]
		if r.Kind == rule.Criterion && r.Points.Mean > r.Missing && segments.Compare(r.Unknown, r.Fired) == segments.Above {
			points = append(points, report.Point{Mood: report.Neutral, Text: ev.Say("Where %s is unknown leads win more often (%s) than where it fires (%s), but get %s: see its `missing`.",
				ev.quoted(r), ev.RateOf(r.Unknown), ev.RateOf(r.Fired), speaker.SignedScore(r.Missing))})
		}
	}
	return points
}

// disagreement says how the data contradict a rule.
func (ev *evaluated) disagreement(r *rules.Report) string {
	fired, not := r.Fired.Rate().Value, r.Not.Rate().Value
	up := r.Points.Mean > 0
	format := "%s gives %s, but those leads win less often: %s of %s against %s of the others."
	switch {
	case r.Not.Leads() == 0 || up == (fired > not):
		return ev.Say("%s goes the wrong way: leads that get more of its points win less often (see its bands).", ev.quoted(r))
	case !up:
		format = "%s gives %s, but those leads win more often: %s of %s against %s of the others."
	}
	return ev.Say(format, ev.quoted(r), ev.given(r), ev.Percent(fired), report.Thousands(r.Fired.Leads()), ev.Percent(not))
}

// ruleName names a rule of the ICP or of a framework with what it belongs to, as the
// rulebook writes it.
func ruleName(r *rules.Report) string {
	return ruleTitle(r.Kind, r.Of, r.Name)
}

func ruleTitle(kind rule.Kind, of, name string) string {
	switch kind {
	case rule.ICP:
		return "ICP"
	case rule.Attribute, rule.Element:
		return of + ": " + name
	}
	return name
}

// ruleName is the same for people.
func (ev *evaluated) ruleName(r *rules.Report) string {
	switch r.Kind {
	case rule.ICP:
		return "ICP"
	case rule.Attribute, rule.Element:
		return ev.Say("%s: %s", r.Of, r.Text)
	}
	return r.Name
}

// quoted is a rule's name within a sentence.
func (ev *evaluated) quoted(r *rules.Report) string { return ev.Say(`"%s"`, ev.ruleName(r)) }

// given is the points that a rule gives: as the rulebook has them, or the range of
// what leads got.
func (ev *evaluated) given(r *rules.Report) string {
	switch {
	case r.Kind == rule.Attribute || r.Kind == rule.Element:
		return ""
	case r.Fired.Leads() == 0 && r.Given != nil:
		return r.Given.MulPoints(exact.Int(1)).Signed()
	case r.Fired.Leads() == 0:
		return ""
	case r.Points.Low == r.Points.High:
		return speaker.SignedScore(r.Points.Low)
	}
	return ev.Say("%s to %s", speaker.SignedScore(r.Points.Low), speaker.SignedScore(r.Points.High))
}

func (ev *evaluated) rules() *report.Section {
	s := &report.Section{Heading: ev.Say("Rules"), Columns: ev.Columns(
		report.Column{Header: "rule", Floor: 18, Lines: 3, Share: 2}, report.Column{Header: "gives", Floor: 6, Lines: 2},
		report.Column{Header: "wins if it fires", Numeric: true}, report.Column{Header: "if not", Numeric: true}, report.Column{Header: "if unknown", Numeric: true, Drop: 3},
		report.Column{Header: "lift", Numeric: true, Drop: 4}, report.Column{Header: "95 % interval", Numeric: true, Drop: 5},
		report.Column{Header: "the data", Floor: 8, Lines: 2}, report.Column{Header: "AUC", Numeric: true, Drop: 1},
	)}
	for i := range ev.Rules {
		s.Rows = append(s.Rows, ev.ruleRow(&ev.Rules[i]))
	}
	s.Notes = []string{ev.Say("Fires: the rule holds and gives points. Unknown: a blank cell leaves it open. " +
		"The data agree where leads with more of its points win more often. AUC: what the score would lose without the rule.")}
	return s
}

func (ev *evaluated) ruleRow(r *rules.Report) []string {
	name := ev.ruleName(r)
	if r.Kind == rule.Attribute || r.Kind == rule.Element {
		name = "– " + name
	}
	lift, within, worth := speaker.NoFigure, speaker.NoFigure, ""
	if r.Fired.Leads() > 0 {
		lift, within = speaker.Figure(r.Lift, 2), ev.RateRange(r.Fired)
	}
	if !math.IsNaN(r.Worth.Value) {
		worth = fmt.Sprintf("%+.3f", math.Round(1000*r.Worth.Value)/1000+0)
	}
	return []string{name, ev.given(r), ev.rateAmong(r.Fired), ev.rateAmong(r.Not), ev.rateAmong(r.Unknown), lift, within, ev.Say(agreementText(r.Agreement)), worth}
}

// rateAmong is the win rate of some leads and how many they are.
func (ev *evaluated) rateAmong(t stats.Tally) string {
	if t.Leads() == 0 {
		return speaker.NoFigure
	}
	return ev.Say("%s of %s", ev.RateOf(t), report.Thousands(t.Leads()))
}

func agreementText(a rules.Agreement) string {
	switch a {
	case rules.Agrees:
		return "agree"
	case rules.Disagrees:
		return "disagree"
	case rules.Undecided:
		return "say nothing"
	case rules.TooRare:
		return "too few"
	case rules.AlwaysSame:
		return "same for all"
	}
	return string(a)
}

func (ev *evaluated) bands() *report.Section {
	s := &report.Section{Heading: ev.Say("Bands"), Columns: ev.Columns(
		report.Column{Header: "criterion", Floor: 14, Lines: 2}, report.Column{Header: "band", Floor: 16, Lines: 3, Share: 2}, report.Column{Header: "points", Numeric: true},
		report.Column{Header: "leads", Numeric: true}, report.Column{Header: "wins", Numeric: true}, report.Column{Header: "win rate", Numeric: true}, report.Column{Header: "95 % interval", Numeric: true, Drop: 1},
	)}
	for i := range ev.Rules {
		if r := &ev.Rules[i]; r.Bands != nil {
			s.Rows = append(s.Rows, ev.bandRows(r)...)
		}
	}
	if len(s.Rows) == 0 {
		return nil
	}
	return s
}

// bandRows are the bands of one criterion that leads fell into; the first has its
// name.
func (ev *evaluated) bandRows(r *rules.Report) [][]string {
	name := r.Name
	var rows [][]string
	add := func(band, points string, t stats.Tally) {
		if t.Leads() > 0 {
			rows = append(rows, []string{name, band, points, report.Thousands(t.Leads()), report.Thousands(t.Won), ev.RateOf(t), ev.RateRange(t)})
			name = ""
		}
	}
	for _, b := range r.Bands {
		if b.When == "" {
			add(ev.Say("(no band)"), "", b.Tally)
		} else {
			add(b.Text, b.Points.String(), b.Tally)
		}
	}
	add(ev.Say("(unknown)"), "", r.Unknown)
	return rows
}

func (ev *evaluated) pairs() *report.Section {
	if len(ev.Pairs) == 0 {
		return nil
	}
	s := &report.Section{Heading: ev.Say("Rules that say the same"), Columns: ev.Columns(
		report.Column{Header: "rule", Floor: 16, Lines: 2}, report.Column{Header: "and rule", Floor: 16, Lines: 2},
		report.Column{Header: "both fire", Numeric: true}, report.Column{Header: "either fires", Numeric: true}, report.Column{Header: "correlation", Numeric: true},
	)}
	for _, p := range ev.Pairs {
		s.Rows = append(s.Rows, []string{ev.ruleName(&ev.Rules[p.A]), ev.ruleName(&ev.Rules[p.B]), report.Thousands(p.Both), report.Thousands(p.Either), speaker.Figure(p.Phi, 2)})
	}
	s.Notes = []string{ev.Say("Points for both count one fact twice. A correlation under 0: the one takes points where the other gives none.")}
	return s
}
