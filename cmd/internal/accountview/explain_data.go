package accountview

import (
	"encoding/json"
	"strconv"

	"leadscore/accounts"
	"leadscore/cmd/internal/report"
	"leadscore/internal/spreadsheet"
)

// LineRow is one row of `explain --account --format csv`: an account and one line of its
// sum. The points of an account's rows sum to its score.
type LineRow struct {
	Account string `csv:"account"`
	Kind    string `csv:"kind"` // lead, out, clamp
	Line    string `csv:"line"` // of the lead in the list
	Key     string `csv:"key"`
	Name    string `csv:"name"`
	Stage   string `csv:"stage"` // of the lead
	Score   string `csv:"score"` // of the lead
	Share   string `csv:"share"` // of it that counts
	Points  string `csv:"points"`
	Total   string `csv:"account_score"`
}

// kinds of lines of a sum.
const (
	kindLead  = "lead"
	kindOut   = "out"
	kindClamp = "clamp"
)

// LineRows gives the rows of one account.
func (v *View) LineRows(x *accounts.Explanation) []LineRow {
	name := spreadsheet.Guard(x.Name())
	var rows []LineRow
	for i := range x.Members {
		m := &x.Members[i]
		rows = append(rows, LineRow{
			Account: name, Kind: kindOf(m), Line: strconv.Itoa(m.Person.Line), Key: spreadsheet.Guard(m.Person.Key), Name: spreadsheet.Guard(m.Person.Name),
			Stage: spreadsheet.GuardText(v.leadStage(m)), Score: m.Score.String(), Share: m.Share.Percent(), Points: m.Points.String(), Total: x.Score.String(),
		})
	}
	if x.Clamp != 0 {
		rows = append(rows, LineRow{Account: name, Kind: kindClamp, Points: x.Clamp.String(), Total: x.Score.String()})
	}
	return rows
}

func kindOf(m *accounts.Member) string {
	if m.Out {
		return kindOut
	}
	return kindLead
}

func (v *View) leadStage(m *accounts.Member) string {
	if m.Stage < 0 {
		return ""
	}
	return v.rulebook.Stages[m.Stage].Name
}

// ExplanationJSON says why an account has its score, for programs. The points of Lines sum
// to the score.
type ExplanationJSON struct {
	Account  string        `json:"account"`
	Score    json.Number   `json:"score"`
	Stage    *string       `json:"stage"` // null: none
	Leads    int           `json:"leads"`
	Out      int           `json:"out"`
	Lines    []jsonLine    `json:"lines"`
	Roles    []jsonPlayers `json:"roles"`
	Elements []jsonElement `json:"elements"`
	Next     *jsonQuestion `json:"next"`
}

// jsonLine is one line of the sum.
type jsonLine struct {
	Kind   string           `json:"kind"` // lead, out, clamp
	Lead   *accounts.Person `json:"lead"` // null: a clamp
	Stage  *string          `json:"stage"`
	Score  *json.Number     `json:"score"` // of the lead
	Share  string           `json:"share"` // of it that counts, as 10%
	Points json.Number      `json:"points"`
}

// jsonPlayers is who plays a role.
type jsonPlayers struct {
	Role    string            `json:"role"`
	Leads   []accounts.Person `json:"leads"`
	Unknown []accounts.Person `json:"unknown"` // who may play it
}

// jsonElement is what is known of an element.
type jsonElement struct {
	Element string            `json:"element"` // BANT.budget
	State   string            `json:"state"`   // met, unmet, unknown; empty: no framework applies
	Met     []accounts.Person `json:"met"`     // who has met it
	Unmet   []accounts.Person `json:"unmet"`   // of whom it is known not to be met
}

// ExplanationJSON makes the explanation of an account for programs.
func (v *View) ExplanationJSON(x *accounts.Explanation) ExplanationJSON {
	row := v.JSON(new(v.Row(0, x.Ranked)))
	j := ExplanationJSON{
		Account: row.Account, Score: row.Score, Stage: row.Stage, Leads: x.Leads, Out: x.Out, Next: row.Next,
		Lines: []jsonLine{}, Roles: []jsonPlayers{}, Elements: []jsonElement{},
	}
	for i := range x.Members {
		m := &x.Members[i]
		j.Lines = append(j.Lines, jsonLine{kindOf(m), &m.Person, report.OrNull(v.leadStage(m)), new(number(m.Score)), m.Share.Percent(), number(m.Points)})
	}
	if x.Clamp != 0 {
		j.Lines = append(j.Lines, jsonLine{Kind: kindClamp, Points: number(x.Clamp)})
	}
	for i, name := range v.roles {
		held, unknown := x.Players(i)
		j.Roles = append(j.Roles, jsonPlayers{name, notNull(held), notNull(unknown)})
	}
	for i := range v.plan.Elements {
		j.Elements = append(j.Elements, jsonElement{v.element(i), x.State[i].String(), notNull(x.With(i, accounts.Met)), notNull(x.With(i, accounts.Unmet))})
	}
	return j
}
