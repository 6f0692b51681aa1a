package accountview

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"leadscore/accounts"
	"leadscore/cmd/internal/explain"
	"leadscore/cmd/internal/report"
	"leadscore/match/exact"
)

// Explain writes why an account has its score, and who of it has said what, for a person
// to read.
func (v *View) Explain(w io.Writer, x *accounts.Explanation, o report.Options) error {
	row, words := v.Row(0, x.Ranked), v.words
	var b strings.Builder
	b.WriteString(o.Head(x.Name()))
	head := [][]string{{words.scoreHead, x.Score.String()}}
	if len(v.plan.Stages()) > 0 {
		head = append(head, []string{words.stageHead, orElse(row.Stage, words.noStage)})
	}
	head = append(head, []string{words.leadsHead, v.counted(x)})
	if row.Question != "" {
		head = append(head, []string{words.askHead, row.Question + " → " + v.person(row.Whom)})
	}
	b.WriteString(o.Rows("", clean(head)))
	b.WriteString("\n" + words.points + "\n" + o.Rows("  ", clean(v.sum(x))))
	if len(v.roles) > 0 {
		b.WriteString("\n" + words.who + "\n" + o.Rows("  ", clean(v.players(x))))
	}
	if len(v.plan.Elements) > 0 {
		b.WriteString("\n" + words.elements + "\n" + o.Rows("  ", clean(v.elements(x))))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func clean(rows [][]string) [][]string {
	for _, row := range rows {
		for i, cell := range row {
			row[i] = report.Clean(cell)
		}
	}
	return rows
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// counted says how many leads there are.
func (v *View) counted(x *accounts.Explanation) string {
	text := strconv.Itoa(x.Leads)
	if x.Out > 0 {
		text += fmt.Sprintf(v.words.outLeads, x.Out)
	}
	return text
}

// sum is the lines whose points add up to the score, and the score under a rule.
func (v *View) sum(x *accounts.Explanation) [][]string {
	var points []string
	for i := range x.Members {
		if !x.Members[i].Out {
			points = append(points, x.Members[i].Points.Signed())
		}
	}
	if x.Clamp != 0 {
		points = append(points, x.Clamp.Signed())
	}
	points = explain.AlignPoints(append(points, x.Score.String()))
	var rows [][]string
	for i := range x.Members {
		if m := &x.Members[i]; !m.Out {
			rows = append(rows, []string{points[len(rows)], v.person(&m.Person), v.share(m)})
		}
	}
	if x.Clamp != 0 {
		rows = append(rows, []string{points[len(rows)], v.words.limits, ""})
	}
	total := points[len(points)-1]
	rows = append(rows, []string{strings.Repeat("─", len(total)), "", ""}, []string{total, v.words.scoreHead, ""})
	for i := range x.Members {
		if m := &x.Members[i]; m.Out {
			rows = append(rows, []string{"", v.person(&m.Person), v.words.out + ": " + v.rulebook.Stages[m.Stage].Name})
		}
	}
	return rows
}

// share says which part of a lead's score counts.
func (v *View) share(m *accounts.Member) string {
	stage := ""
	if m.Stage >= 0 {
		stage = ", " + v.rulebook.Stages[m.Stage].Name
	}
	if m.Share == (exact.Number{}) && m.Score <= 0 {
		return fmt.Sprintf(v.words.below, m.Score) + stage
	}
	return fmt.Sprintf(v.words.shareOf, m.Share.Percent(), m.Score) + stage
}

// players are who plays each role, and who may.
func (v *View) players(x *accounts.Explanation) [][]string {
	var rows [][]string
	for i, name := range v.roles {
		held, unknown := x.Players(i)
		text := orElse(v.persons(held), v.words.nobody)
		if len(unknown) > 0 {
			text += v.words.semicolon + v.words.mayBe + v.persons(unknown)
		}
		rows = append(rows, []string{name, text})
	}
	return rows
}

func (v *View) persons(all []accounts.Person) string {
	var texts []string
	for i := range all {
		texts = append(texts, v.person(&all[i]))
	}
	return strings.Join(texts, v.words.comma)
}

// elements are what is known of each element, and by whom.
func (v *View) elements(x *accounts.Explanation) [][]string {
	var rows [][]string
	for i := range v.plan.Elements {
		sign := [...]string{accounts.NotAsked: "", accounts.Unmet: "✗", accounts.Unknown: "?", accounts.Met: "✓"}[x.State[i]]
		rows = append(rows, []string{sign, v.elementWords(v.element(i)), v.told(x, i)})
	}
	return rows
}

// told says who has met an element; where nobody has, of whom it is unmet, and of whom it
// is not known.
func (v *View) told(x *accounts.Explanation, element int) string {
	if x.State[element] == accounts.Met {
		return v.persons(x.With(element, accounts.Met))
	}
	var parts []string
	if unmet := x.With(element, accounts.Unmet); len(unmet) > 0 {
		parts = append(parts, v.words.unmet+v.persons(unmet))
	}
	if unknown := x.With(element, accounts.Unknown); len(unknown) > 0 {
		parts = append(parts, v.words.mayBe+v.persons(unknown))
	}
	return orElse(strings.Join(parts, v.words.semicolon), v.words.notAsked)
}
