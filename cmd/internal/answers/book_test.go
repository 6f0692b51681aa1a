package answers

import (
	"fmt"
	"strings"
	"testing"

	"leadscore/match/calendar"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
	"leadscore/scoring/answer"
)

const bookRules = `
version: 1
key: ID
fields:
  ID: text
  Budget: {column: [Budget (k), 予算], type: number, scale: 1000}
  Title: text
  Level: {seniority: Title}
  Start: date
frameworks:
  BANT:
    elements:
      budget: {field: Budget, at_least: 20000}
      authority: {field: Level, at_least: director}
      timeline: {field: Start}
  MEDDIC:
    elements:
      economic_buyer: {field: Title}
`

// bookOf puts a table in order; the day is 2026-11-30.
func bookOf(t *testing.T, rows string) (*Book, []error) {
	t.Helper()
	rb, err := yaml.Load("rules.yaml", []byte(bookRules))
	if err != nil {
		t.Fatal(err)
	}
	read, problems, err := Read(strings.NewReader("key,about,answer,date,note,by,at\n"+rows), "a.csv", rulebook.English)
	if err != nil {
		t.Fatal(err)
	}
	book, more := NewBook(rb, read, dayOn(t, "2026-11-30"), false)
	problems = append(problems, more...)
	engine, found := rulebook.Unpack(scoring.Compile(rb, []string{"ID", "Budget (k)", "Title", "Start"}, scoring.Options{AsOf: dayOn(t, "2026-11-30"), Answered: book.Subjects()}))
	if len(found) > 0 {
		t.Fatal(found)
	}
	return book, append(problems, book.Check(engine)...)
}

func dayOn(t *testing.T, text string) calendar.Day {
	t.Helper()
	var a Answer
	a.Date = text
	if err := a.readTime(fmt.Sprintf); err != nil {
		t.Fatal(err)
	}
	return a.Day
}

func TestWhatCounts(t *testing.T) {
	tests := []struct {
		name string
		rows string // about,answer,date,note,by,at
		want string // cells by subject, and what was told
	}{
		{"yes", "BANT.budget,はい,2026-11-01,,,", "BANT.budget=yes"},
		{"partly", "bant.Budget,△,2026-11-01,,,", "BANT.budget=partly"},
		{"elements that mean the same", "BANT.authority,no,2026-11-01,,,", "BANT.authority=no MEDDIC.economic_buyer=no"},
		{"an element of a framework that the rulebook does not have", "CHAMP.money,yes,2026-11-01,,,", "BANT.budget=yes"},
		{"of these the last", "BANT.authority,no,2026-11-02,,,\nL,MEDDIC.economic_buyer,yes,2026-11-01,,,", "BANT.authority=no MEDDIC.economic_buyer=no"},
		{"a value", "予算,5000,2026-11-01,,,", "Budget=5000"},
		{"a value beats the same day", "BANT.budget,yes,2026-11-01,,,\nL,Budget,10,2026-11-01,,,", "BANT.budget=otherwise yes (beaten) Budget=10"},
		{"a later yes beats a value", "BANT.budget,yes,2026-11-02,,,\nL,Budget,10,2026-11-01,,,", "BANT.budget=yes Budget=10"},
		{"a value that a derived field is made from", "BANT.authority,yes,2026-11-01,,,\nL,Title,Analyst,2026-11-03,,,", "BANT.authority=otherwise yes MEDDIC.economic_buyer=otherwise yes (beaten) Title=Analyst"},
		{"taken back", "BANT.budget,yes,2026-11-01,,,\nL,BANT.budget,,2026-11-02,,,", ""},
		{"unknown undoes nothing", "BANT.budget,no,2026-11-01,,,\nL,BANT.budget,不明,2026-11-02,,,", "BANT.budget=no (unknown)"},
		{"unknown alone", "Budget,unknown,2026-11-02,,,", "(unknown)"},
		{"a later yes ends what was unknown", "BANT.budget,?,2026-11-01,,,\nL,BANT.budget,yes,2026-11-02,,,", "BANT.budget=yes"},
		{"by the moment", "Budget,1,2026-11-01,,,2026-11-01T15:00:00Z\nL,Budget,2,2026-11-01,,,2026-11-01T14:00:00Z", "Budget=1"},
		{"after the day", "Budget,1,2026-12-01,,,", ""},
		{"no value", "Budget,much,2026-11-01,,,", "! a.csv:2: \"much\" cannot be an answer about Budget"},
		{"no answer", "BANT.budget,5000,2026-11-01,,,", "! a.csv:2: \"5000\" says nothing about the element BANT.budget"},
		{"no element", "BANT.budgt,yes,2026-11-01,,,", "! a.csv:2: the rulebook knows no element and no field \"BANT.budgt\". did you mean BANT.budget?"},
		{"a field that is made from others", "Level,director,2026-11-01,,,", "! a.csv:2: the rulebook knows no element and no field \"Level\""},
		{"the key", "ID,5,2026-11-01,,,", "! a.csv:2: the rulebook knows no element and no field \"ID\""},
		{"a row of a sheet that says no more than when", "BANT.budget,,,,,", ""},
	}
	for _, test := range tests {
		book, problems := bookOf(t, "L,"+test.rows+"\n")
		var got []string
		if id, found := book.Find("ｌ"); found {
			lead := book.Lead(id, dayOn(t, "2026-11-30"))
			for k, cell := range lead.Cells {
				if cell != "" {
					got = append(got, book.Subjects()[k].String()+"="+cell)
				}
				for _, s := range lead.Said {
					if s.State != answer.Counts && s.Subjects[len(s.Subjects)-1] == k {
						got = append(got, fmt.Sprintf("(%s)", s.State))
					}
				}
			}
		}
		for _, problem := range problems {
			got = append(got, "! "+problem.Error())
		}
		if text := strings.Join(got, " "); text != test.want && !(strings.HasPrefix(test.want, "!") && strings.HasPrefix(text, test.want)) {
			t.Errorf("%s: got %s, want %s", test.name, text, test.want)
		}
	}
}

// TestOwnDay looks things up as of earlier days.
func TestOwnDay(t *testing.T) {
	book, _ := bookOf(t, "L,Budget,1,2026-11-01,,,\nL,Budget,2,2026-11-03,,,\n")
	for day, want := range map[string]string{"2026-10-31": "", "2026-11-01": "1", "2026-11-02": "1", "2026-11-03": "2"} {
		if got := book.Lead(0, dayOn(t, day)).Cells[0]; got != want {
			t.Errorf("as of %s it is %q, want %q", day, got, want)
		}
	}
}

func TestLikelyKey(t *testing.T) {
	book, _ := bookOf(t, "123,Budget,1,2026-11-01,,,\n1.23457E+11,Budget,1,2026-11-01,,,\nL-7,Budget,1,2026-11-01,,,\n")
	for key, want := range map[string]int{"00123": 0, "123": 0, "123456789012": 1, "123456789999": 1, "1234": -1, "123556789012": -1, "L-07": -1} {
		id, found := book.Likely(key)
		if found != (want >= 0) || found && id != want {
			t.Errorf("%s: found %v %d, want %d", key, found, id, want)
		}
	}
}

func TestCalls(t *testing.T) {
	tests := []struct{ name, rows, want string }{
		{"the last result, and what was agreed with it", "call.due,2026/12/1,2026-11-02,,,\nL,call.result,担当不在,2026-11-02,,森,\nL,call.result,appt,2026-11-01,,,", "away 2026-12-01 2"},
		{"what an earlier call agreed is past", "call.due,2026-11-20,2026-11-01,,,\nL,call.result,talk,2026-11-02,,,", "talk  1"},
		{"a due date alone", "call.due,2026-12-01T10:00,2026-11-01,,,", " 2026-12-01T10:00 0"},
		{"three days", "call.result,noanswer,2026-11-01,,,\nL,call.result,noanswer,2026-11-02,,,\nL,call.result,noanswer,2026-11-02,,,\nL,call.result,不通,2026-11-03,,,", "noanswer  3"},
	}
	for _, test := range tests {
		book, problems := bookOf(t, "L,"+test.rows+"\n")
		c := book.Lead(0, dayOn(t, "2026-11-30")).Call
		if got := fmt.Sprintf("%s %s %d", c.Result, c.Due, c.Attempts); got != test.want || len(problems) > 0 {
			t.Errorf("%s: got %q (%v), want %q", test.name, got, problems, test.want)
		}
	}
}
