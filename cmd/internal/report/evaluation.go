package report

import (
	"fmt"
	"math"
	"strings"

	"leadscore/match/exact"
	"leadscore/outcomes"
	"leadscore/outcomes/evaluate"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// EvaluationAbout says what an evaluation is of.
type EvaluationAbout struct {
	List, Rules string // their files
	First, Last string // the days from and to which leads came; "" where no dates tell
	Learned     bool   // the rulebook was learned from this very list
	Language    rulebook.Language
	SHA256      string          // of the list's bytes
	Previous    *EvaluationJSON // an earlier evaluation to compare with; nil: none
}

// Evaluation makes the report of an evaluation, in the rulebook's language.
func Evaluation(of *evaluate.Evaluation, about EvaluationAbout) *Document {
	ev := newEvaluated(of, about)
	d := &Document{Language: ev.code(), Title: ev.Say("Evaluation of %s on %s", about.Rules, about.List), Subtitle: ev.subtitle(), Summary: ev.summary()}
	for _, s := range []*Section{
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
	Speaker
	about EvaluationAbout
}

func newEvaluated(of *evaluate.Evaluation, about EvaluationAbout) *evaluated {
	return &evaluated{of, NewSpeaker(about.Language), about}
}

func (ev *evaluated) subtitle() string {
	text := ev.Say("%s with an outcome: %s won (%s), %s lost", ev.Leads(ev.Won+ev.Lost), Thousands(ev.Won), ev.rate(ev.Rate().Value), Thousands(ev.Lost))
	if ev.Open > 0 {
		text += ev.Say("; %s open, left out", Thousands(ev.Open))
	}
	if ev.about.First != "" {
		text += ev.Say("; %s to %s", ev.about.First, ev.about.Last)
	}
	if ev.Replayed {
		return text + ev.Say("; each scored as of its own day")
	}
	return text + ev.Say("; as of %s", ev.AsOf)
}

// Figures as people read them. What cannot be computed is a dash.
const noFigure = "–"

func figure(v float64, decimals int) string {
	if math.IsNaN(v) {
		return noFigure
	}
	return fmt.Sprintf("%.*f", decimals, v)
}

func (ev *evaluated) interval(i stats.Interval) string {
	if math.IsNaN(i.Low) {
		return noFigure
	}
	return ev.Say("%.3f to %.3f", i.Low, i.High)
}

// scoreText is a score without needless decimals.
func scoreText(v float64) string {
	if math.IsInf(v, -1) {
		return "less"
	}
	return exact.Points(math.Round(v * exact.PointsPerPoint)).String()
}

func signedScore(v float64) string {
	return exact.Points(math.Round(v * exact.PointsPerPoint)).Signed()
}

// aucWord says how good an AUC is. The steps are those of Hosmer and Lemeshow.
func aucWord(i stats.Interval) (string, Mood) {
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

func (ev *evaluated) summary() []Point {
	auc := ev.Score.AUC
	word, mood := aucWord(auc)
	if min(ev.Won, ev.Lost) < outcomes.LeastLeads {
		word, mood = "too few leads to say", Neutral
	}
	points := []Point{{Mood: mood, Text: ev.Say("Of a won and a lost lead, the won one has the higher score %.0f times in 100 (AUC %.3f, 95 %% interval %s): %s.", 100*auc.Value, auc.Value, ev.interval(auc), ev.Say(word))}}
	for _, s := range ev.Ranked().Shares {
		if s.Share == 0.2 {
			points = append(points, Point{Mood: moodOf(s.Lift > 1.5), Text: ev.Say("The best 20 %% of the leads hold %.0f %% of the wins, %.1f times as many as 20 %% taken at random.", 100*s.Captured, s.Lift)})
		}
	}
	if c := ev.Capacity; c != nil {
		points = append(points, Point{Mood: moodOf(c.Per100 > 1.2*c.AtRandom), Text: ev.Say("With the calls you can make, 100 calls win %.1f leads; without a score %.1f.", c.Per100, c.AtRandom)})
	}
	if ev.about.Learned {
		points = append(points, Point{Mood: Bad, Text: ev.Say("This rulebook was learned from this very list, so these figures flatter it. What it was worth on leads that it had not seen stands in its own comments.")})
	}
	points = append(points, ev.sincePoint()...)
	points = append(points, ev.stagePoints()...)
	points = append(points, ev.rulePoints()...)
	if n := len(ev.Leaks); n > 0 {
		points = append(points, Point{Mood: Bad, Text: ev.Say("Columns that rules use may tell the outcome, so the figures may be too good: %s.", ev.exclusionNames(ev.Leaks))})
	}
	points = append(points, ev.ratePoints()...)
	points = append(points, ev.verdictPoint())
	for _, note := range ev.Notes {
		points = append(points, Point{Mood: Bad, Text: ev.sentence(note)})
	}
	return points
}

func moodOf(good bool) Mood {
	if good {
		return Good
	}
	return Neutral
}

func (ev *evaluated) verdictPoint() Point {
	passed, of := 0, 0
	for _, c := range ev.Checks {
		if c.By == "MadKudu" {
			of++
			if c.Passed {
				passed++
			}
		}
	}
	mood := map[evaluate.Verdict]Mood{evaluate.VerdictReady: Good, evaluate.VerdictOK: Neutral, evaluate.VerdictNotReady: Bad}[ev.Verdict]
	return Point{Mood: mood, Text: ev.Say("By the measure of Dynamics 365: %s. Of MadKudu's acceptance: %d of %d checks passed.", ev.Say(string(ev.Verdict)), passed, of)}
}

func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

func (ev *evaluated) stagePoints() []Point {
	var turned, unclear []string
	compared := false
	for i, s := range ev.Stages {
		switch s.Against {
		case evaluate.Below:
			turned = append(turned, ev.Say("%s (less often than %s)", s.Name, nextStage(ev.Stages, i)))
		case evaluate.PerhapsBelow, evaluate.PerhapsAbove:
			unclear = append(unclear, s.Name)
		}
		compared = compared || s.Against != evaluate.NotCompared
	}
	switch {
	case len(turned) > 0:
		return []Point{{Mood: Bad, Text: ev.Say("Stages out of order: %s.", strings.Join(turned, ev.Say(", ")))}}
	case len(unclear) > 0:
		return []Point{{Mood: Neutral, Text: ev.Say("Stages whose win rate is not above the next for certain: %s.", ev.list(unclear))}}
	case compared:
		return []Point{{Mood: Good, Text: ev.Say("Each stage wins more often than the next.")}}
	}
	return nil
}

// nextStage is the stage that another was compared with.
func nextStage(stages []evaluate.Segment, i int) string {
	for _, s := range stages[i+1:] {
		if s.Leads() > 0 && !s.Out && s.Name != "" {
			return s.Name
		}
	}
	return ""
}

func (ev *evaluated) ratePoints() []Point {
	off := 0
	for _, c := range ev.Calibration {
		if c.Fit == evaluate.RateTooHigh || c.Fit == evaluate.RateTooLow {
			off++
		}
	}
	switch {
	case ev.Calibration == nil:
		return nil
	case off > 0:
		return []Point{{Mood: Bad, Text: ev.Say("Of the %d win rates that the rulebook gives, %d do not hold.", len(ev.Calibration), off)}}
	}
	return []Point{{Mood: Good, Text: ev.Say("The win rates that the rulebook gives hold.")}}
}
