package screen

import (
	"fmt"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/internal/texts"
	"leadscore/rulebook"
)

// words are the screen's own, in one language.
type words struct {
	out, noStage string
	shown        string // of so many so many
}

func wordsOf(language rulebook.Language) words {
	say := texts.In(language, "screen").Say
	return words{say("out"), say("no stage"), say("%s of %s (all: --top 0)")}
}

// counts says how many leads every stage has, those of out stages together, and whether
// all are shown. A line that is full goes on below.
func (r *Ranking) counts(o report.Options) string {
	w := wordsOf(r.Language)
	var plain, painted []string
	add := func(text string, paint func(string) string) {
		plain, painted = append(plain, text), append(painted, paint(text))
	}
	out := 0
	for i, s := range r.Stages {
		if s.Out {
			out += s.Leads
			continue
		}
		add(report.Clean(s.Name)+" "+report.Thousands(s.Leads), func(text string) string { return r.tone(o, i, text) })
	}
	asItIs := func(text string) string { return text }
	if r.NoStage > 0 {
		add(w.noStage+" "+report.Thousands(r.NoStage), asItIs)
	}
	if out > 0 {
		add(w.out+" "+report.Thousands(out), func(text string) string { return o.Paint(report.Red, text) })
	}
	if n := len(r.Leads); n < r.Total {
		add(fmt.Sprintf(w.shown, report.Thousands(n), report.Thousands(r.Total)), asItIs)
	}
	return lines(plain, painted, o)
}

// lines puts parts side by side, as many as a line has room for.
func lines(plain, painted []string, o report.Options) string {
	const between = " · "
	var b strings.Builder
	at := 0
	for i, text := range plain {
		width := o.Cells(text)
		switch {
		case i == 0:
		case o.Width > 0 && at+o.Cells(between)+width > o.Width:
			b.WriteString("\n")
			at = 0
		default:
			b.WriteString(between)
			at += o.Cells(between)
		}
		b.WriteString(painted[i])
		at += width
	}
	if len(plain) > 0 {
		b.WriteString("\n")
	}
	return b.String()
}
