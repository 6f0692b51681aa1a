package explain

import (
	"io"
	"slices"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/internal/texts"
	"leadscore/match"
	"leadscore/rulebook"
	"leadscore/scoring/explained"
)

// Briefly is Explain for a screen: what gave points and what is not known stand
// first; the lines that gave nothing, and what ruled other profiles out, take one line
// each.
func Briefly(w io.Writer, e *explained.Lead, line int, language rulebook.Language, o report.Options) error {
	t := &explainer{Options: o, labels: labelsOf(language)}
	words := briefWordsOf(language)
	t.headline(e, line)
	given, nothing := splitLines(e.Lines)
	told := *e
	told.Lines = given
	t.sum(&told)
	t.gathered(words.nothing, nothing)
	t.logged(slices.DeleteFunc(slices.Clone(e.Logged), func(f explained.LoggedField) bool { return f.Events == 0 }))
	t.unknowns(e.Unknowns)
	t.decidedBy(e, words)
	_, err := io.WriteString(w, t.b.String())
	return err
}

// briefWords are those that only a brief explanation has.
type briefWords struct {
	nothing string // the lines that gave nothing
	decided string // the stage rule that decided
	more    string // how to see the rest
}

func briefWordsOf(language rulebook.Language) briefWords {
	say := texts.In(language, "explain").Say
	return briefWords{say("Gave nothing"), say("decided by"), say("--all shows every line, the groups, the profiles and the stage rules")}
}

// Hint says how to see what brief explanations leave out.
func Hint(w io.Writer, language rulebook.Language, o report.Options) error {
	_, err := io.WriteString(w, "\n"+o.Paint(report.Dim, briefWordsOf(language).more)+"\n")
	return err
}

// splitLines parts the lines that gave points, or could, from those that did not.
func splitLines(lines []explained.Line) (given []explained.Line, nothing []string) {
	for _, l := range lines {
		if l.Points != 0 || !l.Outcome.Known() {
			given = append(given, l)
		} else {
			nothing = append(nothing, report.Clean(l.Name))
		}
	}
	return given, nothing
}

// gathered writes names behind a label, on as many lines as they need.
func (t *explainer) gathered(label string, names []string) {
	if len(names) > 0 {
		t.b.WriteString(t.Rows("  ", [][]string{{label, strings.Join(names, t.comma)}}))
	}
}

// decidedBy writes the rule that decided the stage.
func (t *explainer) decidedBy(e *explained.Lead, words briefWords) {
	for _, s := range e.Stages {
		if s.Stage == e.Stage && s.Outcome == match.True {
			t.heading(t.labels.stage)
			t.rows([][]string{{t.sign(s.Outcome), report.Clean(s.Stage), words.decided, joined(t.semicolon, t.reads(s.Reads), report.Clean(s.Rule))}})
		}
	}
}
