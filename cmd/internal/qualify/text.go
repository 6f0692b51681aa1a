package qualify

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/match/fold"
)

// Text writes the sheet for a terminal: a block for each lead.
func (s *Sheet) Text(w io.Writer, o report.Options) error {
	b := bufio.NewWriter(w)
	words := s.words()
	for i := range s.Leads {
		if i > 0 {
			b.WriteString("\n")
		}
		l := &s.Leads[i]
		b.WriteString(o.Head(words.headline(l)))
		var rows [][]string
		for _, line := range words.lines(l) {
			rows = append(rows, []string{report.Clean(line.label), report.Clean(line.text)})
		}
		b.WriteString(o.Rows("", rows))
	}
	return b.Flush()
}

// Markdown writes the sheet with a heading and a list for each lead.
func (s *Sheet) Markdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	words := s.words()
	for i := range s.Leads {
		if i > 0 {
			b.WriteString("\n")
		}
		l := &s.Leads[i]
		b.WriteString("### " + report.MarkdownText(words.headline(l)) + "\n\n")
		for _, line := range words.lines(l) {
			b.WriteString("- ")
			if line.label != "" {
				b.WriteString("**" + report.MarkdownText(line.label) + "** ")
			}
			b.WriteString(report.MarkdownText(line.text) + "\n")
		}
	}
	return b.Flush()
}

// line is one line of a lead's block.
type line struct{ label, text string }

// headline says who is to be called, and under which number.
func (w *words) headline(l *Lead) string {
	who := joined(w.gap, l.Who.Company, joined(" ", l.Who.Department, l.Who.Title), l.Who.Name, joined(" / ", l.Who.Phone, l.Who.Mobile))
	if who == "" {
		who = joined(w.gap, cellTexts(l.Shown)...)
	}
	return joined(" ", w.place(l.No), who)
}

// lines are those of a lead's block, in the order in which a caller needs them.
func (w *words) lines(l *Lead) []line {
	var lines []line
	add := func(label string, texts ...string) {
		for i, text := range texts {
			if text == "" {
				continue
			}
			if i > 0 {
				label = ""
			}
			lines = append(lines, line{label, text})
		}
	}
	add(w.stage, joined(w.gap, l.Stage, w.score(l), l.Grade, l.Key, w.ownerOf(l)))
	add(w.facts, joined(w.bar, append(w.factTexts(l.Facts), headed(l.Shown, w.colon)...)...))
	var warnings []string
	for _, warning := range l.Warnings {
		warnings = append(warnings, "▲ "+warning.Text)
	}
	add(w.warning, joined("  ", warnings...))
	add(w.lastCall, w.call(l.Call))
	add(w.note, l.Note)
	add(w.why, strings.Join(l.Reasons, w.and))
	add(w.lifts, liftTexts(l)...)
	add(w.known, joined("  ", w.knownTexts(l.Known)...))
	add(w.ask, w.questions(l.Ask)...)
	add(w.lookUp, joined(w.and, w.gapTexts(l.LookUp)...))
	add(w.records, joined(w.and, w.gapTexts(l.Records)...))
	return lines
}

// joined joins the texts that are not empty.
func joined(between string, texts ...string) string {
	var some []string
	for _, text := range texts {
		if text != "" {
			some = append(some, text)
		}
	}
	return strings.Join(some, between)
}

func cellTexts(cells []Cell) []string {
	var texts []string
	for _, c := range cells {
		texts = append(texts, c.Text)
	}
	return texts
}

// factTexts are facts, a bare number under its header.
func (w *words) factTexts(facts []Cell) []string {
	var texts []string
	for _, f := range facts {
		if strings.Trim(fold.Normalize(f.Text), "0123456789,.") == "" {
			f.Text = f.Header + w.colon + f.Text
		}
		texts = append(texts, f.Text)
	}
	return texts
}

func headed(cells []Cell, colon string) []string {
	var texts []string
	for _, c := range cells {
		texts = append(texts, c.Header+colon+c.Text)
	}
	return texts
}

// score is the score, and where it would lie if the blanks were filled.
func (w *words) score(l *Lead) string {
	low, high := end(l.Low), end(l.High)
	if low == high {
		return string(l.Score)
	}
	return string(l.Score) + " (" + low + w.to + high + ")"
}

func end(n *json.Number) string {
	if n == nil {
		return "…"
	}
	return n.String()
}

func (w *words) ownerOf(l *Lead) string {
	if l.Owner == "" {
		return ""
	}
	return w.owner + l.Owner
}

// mostLifts is how many sets of answers that would lift a lead are shown.
const mostLifts = 3

func liftTexts(l *Lead) []string {
	var texts []string
	for _, lift := range l.Lifts[:min(len(l.Lifts), mostLifts)] {
		texts = append(texts, lift.Text)
	}
	return texts
}

func (w *words) knownTexts(known []Known) []string {
	var texts []string
	for _, k := range known {
		sign := "×"
		if k.Met {
			sign = "○"
		}
		texts = append(texts, joined(" ", sign+k.Label, k.Value))
	}
	return texts
}

func (w *words) questions(all []Question) []string {
	var texts []string
	for _, q := range all {
		sign := "？"
		if q.Next {
			sign = "★"
		}
		text := sign + " " + q.Label + w.colon + q.Text
		if q.Lifts != "" {
			text += " → " + q.Lifts
		}
		if q.Asked != nil {
			text += " " + w.askedBefore(q.Asked)
		}
		texts = append(texts, text)
	}
	return texts
}

func (w *words) gapTexts(gaps []Gap) []string {
	var texts []string
	for _, g := range gaps {
		text := g.Header
		if g.State == "unreadable" {
			text += w.unreadable
		}
		texts = append(texts, text)
	}
	return texts
}

func (w *words) call(c *Call) string {
	if c == nil {
		return ""
	}
	return joined(w.and, c.Date, c.By, w.result(c.Result), c.Reason, w.attempts(c.Attempts), c.Note)
}
