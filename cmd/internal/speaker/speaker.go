// Package speaker words what is found about won and lost leads, in the reader's language: rates,
// intervals, and the reasons of package outcomes.
package speaker

import (
	"math"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/internal/texts"
	"leadscore/outcomes"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// Speaker words reports about outcomes in a language.
type Speaker struct {
	Language rulebook.Language
	texts    texts.Texts
}

// New makes the speaker of a language, for a room that has texts of its own.
func New(language rulebook.Language, own texts.Texts) Speaker {
	return Speaker{language, own.Or(texts.In(language, "speaker"))}
}

// Say words a text with what stands in its places.
func (s Speaker) Say(english string, args ...any) string { return s.texts.Say(english, args...) }

// Text words what outcomes say.
func (s Speaker) Text(t outcomes.Text) string { return t.In(s.texts.Say) }

// Exclusion says why a column was left out, and what has it used all the same.
func (s Speaker) Exclusion(e outcomes.Exclusion) string { return s.Text(e.Text()) }

// Leads counts leads: "2 leads", 2件.
func (s Speaker) Leads(n int) string { return s.texts.Count(n, "lead") }

// Sentence is a text as a sentence of its own. A name that it begins with stays as it is.
func (s Speaker) Sentence(t outcomes.Text) string {
	text := s.Text(t)
	if !t.IsNamed() {
		text = capital(text)
	}
	return s.Say("%s.", text)
}

// Columns words the headers.
func (s Speaker) Columns(columns ...report.Column) []report.Column {
	for i := range columns {
		columns[i].Header = s.Say(columns[i].Header)
	}
	return columns
}

// Percent is a share in percent: "24.7 %", 24.7%.
func (s Speaker) Percent(v float64) string {
	if math.IsNaN(v) {
		return NoFigure
	}
	return s.Say("%.1f %%", 100*v)
}

// RateOf is the win rate of some leads in percent.
func (s Speaker) RateOf(t stats.Tally) string {
	if t.Leads() == 0 {
		return NoFigure
	}
	return s.Percent(t.Rate().Value)
}

// RateRange is Wilson's interval of a win rate.
func (s Speaker) RateRange(t stats.Tally) string {
	if t.Leads() == 0 {
		return NoFigure
	}
	i := t.Rate()
	return s.Say("%.1f to %.1f %%", 100*i.Low, 100*i.High)
}

// ExclusionNames names the columns that were left out.
func (s Speaker) ExclusionNames(all []outcomes.Exclusion) string {
	var names []string
	for _, e := range all {
		names = append(names, e.Column)
	}
	return s.List(names)
}

// List joins names, and counts those that are too many to name.
func (s Speaker) List(names []string) string {
	const most = 5
	if len(names) > most+1 {
		return strings.Join(names[:most], s.Say(", ")) + s.Say(", … (+%d)", len(names)-most)
	}
	return strings.Join(names, s.Say(", "))
}

// Code is the language as a page names it.
func (s Speaker) Code() string {
	if s.Language == rulebook.Japanese {
		return "ja"
	}
	return "en"
}
