package report

import (
	"math"
	"strings"

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

// NewSpeaker makes the speaker of a language.
func NewSpeaker(language rulebook.Language) Speaker {
	return Speaker{language, texts.In(language, "report")}
}

// Say words a text with what stands in its places.
func (s Speaker) Say(english string, args ...any) string { return s.texts.Say(english, args...) }

// Text words what outcomes say.
func (s Speaker) Text(t outcomes.Text) string { return t.In(s.texts.Say) }

// Exclusion says why a column was left out, and what has it used all the same.
func (s Speaker) Exclusion(e outcomes.Exclusion) string { return s.Text(e.Text()) }

// Leads counts leads: "2 leads", 2件.
func (s Speaker) Leads(n int) string { return s.texts.Count(n, "lead") }

// sentence is a text as a sentence of its own.
func (s Speaker) sentence(t outcomes.Text) string { return s.Say("%s.", capital(s.Text(t))) }

// columns words the headers.
func (s Speaker) columns(columns ...Column) []Column {
	for i := range columns {
		columns[i].Header = s.Say(columns[i].Header)
	}
	return columns
}

// rate is a share in percent: "24.7 %", 24.7%.
func (s Speaker) rate(v float64) string {
	if math.IsNaN(v) {
		return noFigure
	}
	return s.Say("%.1f %%", 100*v)
}

func (s Speaker) rateOf(t stats.Tally) string {
	if t.Leads() == 0 {
		return noFigure
	}
	return s.rate(t.Rate().Value)
}

// rateRange is Wilson's interval of a win rate.
func (s Speaker) rateRange(t stats.Tally) string {
	if t.Leads() == 0 {
		return noFigure
	}
	i := t.Rate()
	return s.Say("%.1f to %.1f %%", 100*i.Low, 100*i.High)
}

func (s Speaker) exclusionNames(all []outcomes.Exclusion) string {
	var names []string
	for _, e := range all {
		names = append(names, e.Column)
	}
	return s.list(names)
}

// list joins names, and counts those that are too many to name.
func (s Speaker) list(names []string) string {
	const most = 5
	if len(names) > most+1 {
		return strings.Join(names[:most], s.Say(", ")) + s.Say(", … (+%d)", len(names)-most)
	}
	return strings.Join(names, s.Say(", "))
}

// code is the language as a page names it.
func (s Speaker) code() string {
	if s.Language == rulebook.Japanese {
		return "ja"
	}
	return "en"
}
