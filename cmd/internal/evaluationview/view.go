// Package evaluationview shows how well a rulebook sorts won from lost leads: as a document, as rows
// and as JSON, which it reads again to tell what has changed since.
package evaluationview

import (
	"math"
	"strings"

	"leadscore/internal/texts"

	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/speaker"
	"leadscore/outcomes"
	"leadscore/outcomes/evaluate"
	"leadscore/outcomes/evaluate/segments"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// About says what an evaluation is of.
type About struct {
	List, Rules string // their files
	First, Last string // the days from and to which leads came; "" where no dates tell
	Learned     bool   // the rulebook was learned from this very list
	Language    rulebook.Language
	SHA256      string // of the list's bytes
	Previous    *JSON  // an earlier evaluation to compare with; nil: none
}

// Document makes the report of an evaluation, in the rulebook's language.
func Document(of *evaluate.Evaluation, about About) *report.Document {
	ev := newEvaluated(of, about)
	d := &report.Document{Language: ev.Code(), Title: ev.Say("Evaluation of %s on %s", about.Rules, about.List), Subtitle: ev.subtitle(), Summary: ev.summary()}
	for _, s := range []*report.Section{
		ev.since(), ev.sorting(), ev.bestFirst(), ev.stages(), ev.grades(), ev.rules(), ev.bands(), ev.pairs(), ev.leaks(),
		ev.rates(), ev.periods(), ev.threshold(), ev.checks(),
	} {
		if s != nil {
			d.Sections = append(d.Sections, *s)
		}
	}
	return d
}

// evaluated words an evaluation.
type evaluated struct {
	*evaluate.Evaluation
	speaker.Speaker
	about About
}

func newEvaluated(of *evaluate.Evaluation, about About) *evaluated {
	return &evaluated{of, speaker.New(about.Language, texts.In(about.Language, "evaluationview")), about}
}

func (ev *evaluated) subtitle() string {
	text := ev.Say("%s with an outcome: %s won (%s), %s lost", ev.Leads(ev.Won+ev.Lost), report.Thousands(ev.Won), ev.Percent(ev.Rate().Value), report.Thousands(ev.Lost))
	if ev.Open > 0 {
		text += ev.Say("; %s open, left out", report.Thousands(ev.Open))
	}
	if ev.about.First != "" {
		text += ev.Say("; %s to %s", ev.about.First, ev.about.Last)
	}
	if ev.Replayed {
		return text + ev.Say("; each scored as of its own day")
	}
	return text + ev.Say("; as of %s", ev.AsOf)
}

func (ev *evaluated) interval(i stats.Interval) string {
	if math.IsNaN(i.Low) {
		return speaker.NoFigure
	}
	return ev.Say("%.3f to %.3f", i.Low, i.High)
}

func (ev *evaluated) summary() []report.Point {
	auc := ev.Score.AUC
	word, mood := speaker.AUCWord(auc)
	if min(ev.Won, ev.Lost) < outcomes.LeastLeads {
		word, mood = "too few leads to say", report.Neutral
	}
	points := []report.Point{{Mood: mood, Text: ev.Say("Of a won and a lost lead, the won one has the higher score %.0f times in 100 (AUC %.3f, 95 %% interval %s): %s.", 100*auc.Value, auc.Value, ev.interval(auc), ev.Say(word))}}
	for _, s := range ev.Ranked().Shares {
		if s.Share == 0.2 {
			points = append(points, report.Point{Mood: speaker.MoodOf(s.Lift > 1.5), Text: ev.Say("The best 20 %% of the leads hold %.0f %% of the wins, %.1f times as many as 20 %% taken at random.", 100*s.Captured, s.Lift)})
		}
	}
	if c := ev.Capacity; c != nil {
		points = append(points, report.Point{Mood: speaker.MoodOf(c.Per100 > 1.2*c.AtRandom), Text: ev.Say("With the calls you can make, 100 calls win %.1f leads; without a score %.1f.", c.Per100, c.AtRandom)})
	}
	if ev.about.Learned {
		points = append(points, report.Point{Mood: report.Bad, Text: ev.Say("This rulebook was learned from this very list, so these figures flatter it. What it was worth on leads that it had not seen stands in its own comments.")})
	}
	points = append(points, ev.sincePoint()...)
	points = append(points, ev.stagePoints()...)
	points = append(points, ev.rulePoints()...)
	if n := len(ev.Leaks); n > 0 {
		points = append(points, report.Point{Mood: report.Bad, Text: ev.Say("Columns that rules use may tell the outcome, so the figures may be too good: %s.", ev.ExclusionNames(ev.Leaks))})
	}
	points = append(points, ev.ratePoints()...)
	points = append(points, ev.verdictPoint())
	for _, note := range ev.Notes {
		points = append(points, report.Point{Mood: report.Bad, Text: ev.Sentence(note)})
	}
	return points
}

func (ev *evaluated) verdictPoint() report.Point {
	passed, of := 0, 0
	for _, c := range ev.Checks {
		if c.By == "MadKudu" {
			of++
			if c.Passed {
				passed++
			}
		}
	}
	mood := map[evaluate.Verdict]report.Mood{evaluate.VerdictReady: report.Good, evaluate.VerdictOK: report.Neutral, evaluate.VerdictNotReady: report.Bad}[ev.Verdict]
	return report.Point{Mood: mood, Text: ev.Say("By the measure of Dynamics 365: %s. Of MadKudu's acceptance: %d of %d checks passed.", ev.Say(string(ev.Verdict)), passed, of)}
}

func (ev *evaluated) stagePoints() []report.Point {
	var turned, unclear []string
	compared := false
	for i, s := range ev.Stages {
		switch s.Against {
		case segments.Below:
			turned = append(turned, ev.Say("%s (less often than %s)", s.Name, nextStage(ev.Stages, i)))
		case segments.PerhapsBelow, segments.PerhapsAbove:
			unclear = append(unclear, s.Name)
		}
		compared = compared || s.Against != segments.NotCompared
	}
	switch {
	case len(turned) > 0:
		return []report.Point{{Mood: report.Bad, Text: ev.Say("Stages out of order: %s.", strings.Join(turned, ev.Say(", ")))}}
	case len(unclear) > 0:
		return []report.Point{{Mood: report.Neutral, Text: ev.Say("Stages whose win rate is not above the next for certain: %s.", ev.List(unclear))}}
	case compared:
		return []report.Point{{Mood: report.Good, Text: ev.Say("Each stage wins more often than the next.")}}
	}
	return nil
}

// nextStage is the stage that another was compared with.
func nextStage(stages []segments.Segment, i int) string {
	for _, s := range stages[i+1:] {
		if s.Leads() > 0 && !s.Out && s.Name != "" {
			return s.Name
		}
	}
	return ""
}

func (ev *evaluated) ratePoints() []report.Point {
	off := 0
	for _, c := range ev.Calibration {
		if c.Fit == evaluate.RateTooHigh || c.Fit == evaluate.RateTooLow {
			off++
		}
	}
	switch {
	case ev.Calibration == nil:
		return nil
	case off == 1:
		return []report.Point{{Mood: report.Bad, Text: ev.Say("Of the %d win rates that the rulebook gives, one does not hold.", len(ev.Calibration))}}
	case off > 0:
		return []report.Point{{Mood: report.Bad, Text: ev.Say("Of the %d win rates that the rulebook gives, %d do not hold.", len(ev.Calibration), off)}}
	}
	return []report.Point{{Mood: report.Good, Text: ev.Say("The win rates that the rulebook gives hold.")}}
}
