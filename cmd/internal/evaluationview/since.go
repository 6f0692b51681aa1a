package evaluationview

import (
	"cmp"
	"fmt"
	"math"

	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/speaker"
)

// since shows the comparison with an earlier evaluation.
func (ev *evaluated) since() *report.Section {
	then := ev.about.Previous
	if then == nil {
		return nil
	}
	of := ev.sinceJSON()
	s := &report.Section{Heading: ev.Say("Since the evaluation of %s on %s", then.Rulebook, then.List), Columns: ev.Columns(
		report.Column{Header: "measure", Floor: 20, Lines: 3}, report.Column{Header: "then", Numeric: true}, report.Column{Header: "now", Numeric: true},
		report.Column{Header: "change", Numeric: true}, report.Column{Header: "for certain?", Floor: 8},
	)}
	for i := range of.Figures {
		s.Rows = append(s.Rows, ev.sinceRow(&of.Figures[i]))
	}
	s.Notes = []string{ev.Say("For certain: more than two lists of leads differ by chance (95 %). Rules are named where what they say has changed for certain, or where one of the rulebooks lacks them.")}
	if of.SameLeads {
		s.Notes = append(s.Notes, ev.Say("Both are of the same leads, where differences are smaller by chance than that."))
	}
	return s
}

func (ev *evaluated) sinceJSON() *sinceJSON {
	now := NewJSON(ev.Evaluation, About{SHA256: ev.about.SHA256})
	return newSince(ev.about.Previous, &now)
}

func (ev *evaluated) sinceRow(f *sinceEntry) []string {
	show := func(v float64) string { return speaker.Figure(v, 3) }
	change := fmt.Sprintf("%+.3f", f.change())
	if f.Measure == "win rate" {
		show, change = ev.Speaker.Percent, signedRate(f.change())
	}
	if math.IsNaN(f.change()) {
		change = speaker.NoFigure
	}
	return []string{ev.sinceName(f), show(float64(f.Then)), show(float64(f.Now)), change, ev.certainText(f)}
}

func (ev *evaluated) certainText(f *sinceEntry) string {
	switch {
	case math.IsNaN(float64(f.Then)):
		return ev.Say("new")
	case math.IsNaN(float64(f.Now)):
		return ev.Say("gone")
	case f.Certain:
		return ev.Say("yes")
	case f.Measure == "AUC" || f.Measure == "win rate":
		return ev.Say("no")
	}
	return ""
}

func (ev *evaluated) sinceName(f *sinceEntry) string {
	switch {
	case f.Of != "quality":
		return cmp.Or(f.Name, ev.Say("(none)")) + ": " + ev.Say(f.Measure)
	case f.Measure == "AUC":
		return ev.Say("AUC of the score")
	case f.Measure == "win rate":
		return ev.Say("win rate of all")
	}
	return ev.Say(f.Measure)
}

// sincePoint says in a sentence how the AUC has changed.
func (ev *evaluated) sincePoint() []report.Point {
	if ev.about.Previous == nil {
		return nil
	}
	f := ev.sinceJSON().Figures[0]
	mood, word := report.Neutral, "no more than by chance"
	switch {
	case f.Certain && f.change() > 0:
		mood, word = report.Good, "better for certain"
	case f.Certain:
		mood, word = report.Bad, "worse for certain"
	}
	return []report.Point{{Mood: mood, Text: ev.Say("Since the earlier evaluation the AUC has gone from %.3f to %.3f: %s.", float64(f.Then), float64(f.Now), ev.Say(word))}}
}
