package scoring_test

import (
	"slices"
	"strings"
	"testing"

	"leadscore/scoring/explained"
)

// Fields made from others: people are told of the columns that these come from.
const derivedRules = `version: 1
fields:
  title: {column: Job Title, known_by: asking}
  level: {seniority: title}
  opened: {column: Emails Opened, type: number}
  sent: {column: Emails Sent, type: number}
  open_rate: {rate: {of: opened, per: sent, min: 5}}
show: [level, open_rate, title]
criteria:
  - {name: Reads our mail, field: open_rate, at_least: 50%, points: 5}
  - {name: Can decide, field: level, at_least: vp, points: 5}
stages:
  - {stage: Reader, field: open_rate, at_least: 80%}
  - {stage: Decider, field: level, at_least: vp}
  - {stage: Other}
`

// Each stage rule that is unknown says which cell leaves it so; of a rate of too few
// mails, and of a title that is not in the table, no cell is blank.
func TestWhatIsUnknownOfDerivedFields(t *testing.T) {
	for _, c := range []struct{ lead, want string }{
		{"Job Title=Wizard; Emails Opened=3; Emails Sent=4", "? Reader (open_rate unknown); ? Decider (Job Title tells no level)"},
		{"Job Title=; Emails Opened=3; Emails Sent=", "? Reader (Emails Sent blank); ? Decider (Job Title blank)"},
		{"Job Title=-; Emails Opened=some; Emails Sent=", "? Reader (Emails Opened unreadable, Emails Sent blank); ? Decider (Job Title blank)"},
		{"Job Title=Clerk; Emails Opened=3-9; Emails Sent=10", "? Reader (Emails Opened 3 to 9)"},
	} {
		f := fixture{t: t, rules: derivedRules}
		var got []string
		for _, reason := range f.explain(c.lead).Reasons {
			if strings.HasPrefix(reason, "?") {
				got = append(got, reason)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: reasons %q, want %q", c.lead, got, c.want)
		}
	}
}

// A title that is there, but in no table, is not asked for: its level is.
func TestQuestionOfADerivedField(t *testing.T) {
	for _, c := range []struct{ lead, want string }{
		{"Job Title=Wizard; Emails Opened=1; Emails Sent=9", "Find out: level (Job Title)"},
		{"Job Title=; Emails Opened=1; Emails Sent=9", "Find out: Job Title"},
		{"Job Title=Clerk; Emails Opened=4; Emails Sent=", "Find out: Emails Sent"},
		{"Job Title=Clerk; Emails Opened=1; Emails Sent=", ""}, // of 5 mails at least: 20% at most, and of fewer there is no rate
	} {
		f := fixture{t: t, rules: derivedRules}
		if got := f.explain(c.lead).Next; got != c.want {
			t.Errorf("%s: asks %q, want %q", c.lead, got, c.want)
		}
	}
}

// What is shown of a derived field is its value, under its own name.
func TestDerivedFieldsAreShown(t *testing.T) {
	shownOnly, _, _ := strings.Cut(derivedRules, "criteria:")
	f := fixture{t: t, rules: shownOnly + "criteria: [{name: Any, points: 1}]"}
	engine, cells := f.compile("Job Title=VP Sales; Emails Opened=4; Emails Sent=5")
	if got, want := engine.ShowNames(), []string{"level", "open_rate", "Job Title"}; !slices.Equal(got, want) {
		t.Errorf("headings %q, want %q", got, want)
	}
	scorer := engine.NewScorer()
	scorer.Score(cells)
	if got, want := scorer.Show(cells), []string{"vp", "0.8", "VP Sales"}; !slices.Equal(got, want) {
		t.Errorf("shown %q, want %q", got, want)
	}
}

// An explanation tells what a derived field was made from.
func TestReadsOfDerivedFields(t *testing.T) {
	f := fixture{t: t, rules: derivedRules}
	lines := f.explain("Job Title=VP Sales; Emails Opened=3; Emails Sent=4").Lines
	for i, want := range []string{"open_rate= from Emails Opened:3,Emails Sent:4", "level=vp from Job Title:VP Sales"} {
		if got := readText(lines[i].Reads[0]); got != want {
			t.Errorf("%s reads %s, want %s", lines[i].Name, got, want)
		}
	}
}

func readText(r explained.Read) string {
	var from []string
	for _, source := range r.From {
		from = append(from, source.Column+":"+source.Cell)
	}
	return r.Field + "=" + r.Value + " from " + strings.Join(from, ",")
}
