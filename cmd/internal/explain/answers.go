package explain

import (
	"fmt"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/match"
	"leadscore/scoring/answer"
	"leadscore/scoring/explained"
)

// answered is an answer that stands in for a cell.
func (t *explainer) answered(r explained.Read) string {
	text := t.Cut(strings.TrimSpace(report.Clean(r.Answer)), widestCell)
	if r.Value != "" && !plainlyIs(r.Answer, r.Value) {
		text = fmt.Sprintf(t.readAs, text, report.Clean(r.Value))
	}
	return text + t.open + t.byAnswer + t.shut
}

// answers tells what the lead said, to whom and when, and what became of it.
func (t *explainer) answers(all []answer.Given) {
	if len(all) == 0 {
		return
	}
	t.heading(t.said)
	var rows [][]string
	for _, a := range all {
		sign := match.True
		notes := []string{a.Day.String()}
		if a.By != "" {
			notes[0] += t.comma + report.Clean(a.By)
		}
		switch a.State {
		case answer.Open:
			sign = match.Unknown
			notes = append(notes, t.notKnown)
		case answer.Beaten:
			sign = match.False
			notes = append(notes, fmt.Sprintf(t.beatenBy, report.Clean(t.subjectNames(a.Beaten.Subjects)), report.Clean(a.Beaten.Text), a.Beaten.Day))
		}
		if a.Replaced != "" {
			notes = append(notes, fmt.Sprintf(t.inPlaceOf, t.Cut(report.Clean(a.Replaced), widestCell)))
		}
		if a.Note != "" {
			notes = append(notes, report.Clean(a.Note))
		}
		rows = append(rows, []string{t.sign(sign), report.Clean(t.subjectNames(a.Subjects)), t.answerWord(a), strings.Join(notes, t.semicolon)})
	}
	t.rows(rows)
}

// answerWord is an answer in the reader's language, a value as it was given.
func (t *explainer) answerWord(a answer.Given) string {
	switch {
	case a.State == answer.Open:
		return t.answerOpen
	case a.Word == answer.Yes:
		return t.answerYes
	case a.Word == answer.No:
		return t.answerNo
	case a.Word == answer.Partly:
		return t.answerPartly
	}
	return t.Cut(report.Clean(a.Text), widestCell)
}

// subjectNames names what an answer is about: BANT authority, MEDDIC economic_buyer.
func (t *explainer) subjectNames(subjects []answer.Subject) string {
	var texts []string
	for _, s := range subjects {
		if s.Field != "" {
			texts = append(texts, s.Field)
		} else {
			texts = append(texts, s.Framework+" "+s.Element)
		}
	}
	return strings.Join(texts, t.comma)
}

// jsonAnswer is what a lead said about one thing.
type jsonAnswer struct {
	About    []string `json:"about"` // as a table of answers names it; several where elements mean the same
	Answer   string   `json:"answer"`
	Date     string   `json:"date"`
	By       string   `json:"by"`
	Note     string   `json:"note"`
	State    string   `json:"state"`              // counts; beaten: a value of a field counts instead; unknown: asked, and not known
	Replaced string   `json:"replaced,omitempty"` // the cell of the list that it stands in for and that says something else
}

func answerJSON(a answer.Given) jsonAnswer {
	about := convert(a.Subjects, answer.Subject.String)
	return jsonAnswer{about, a.Text, a.Day.String(), a.By, a.Note, string(a.State), a.Replaced}
}
