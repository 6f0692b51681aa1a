package accountview

import (
	"encoding/json"

	"leadscore/accounts"
	"leadscore/cmd/internal/report"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// RowJSON is an account for programs.
type RowJSON struct {
	Rank         int              `json:"rank"`
	Account      string           `json:"account"`
	Score        json.Number      `json:"score"`
	Stage        *string          `json:"stage"` // null: none
	Leads        int              `json:"leads"` // but for those of out stages
	Out          int              `json:"out"`   // leads of out stages
	BestScore    *json.Number     `json:"best_score"`
	BestStage    *string          `json:"best_stage"`
	BestLead     *accounts.Person `json:"best_lead"`
	Roles        []Role           `json:"roles"`
	MissingRoles []string         `json:"missing_roles"` // that nobody is known to play
	Frameworks   []Met            `json:"frameworks"`
	Missing      []string         `json:"missing"` // elements that nobody has met: BANT.budget
	Activity     []jsonActivity   `json:"activity"`
	Next         *jsonQuestion    `json:"next"`
}

// jsonActivity is what a field made from events comes to of all leads together.
type jsonActivity struct {
	Field string `json:"field"`
	Value any    `json:"value"` // a number, or a day; null: not known
}

// jsonQuestion is what to ask next, and whom.
type jsonQuestion struct {
	Question string           `json:"question"`
	About    *string          `json:"about"` // the element that it is for; null: none
	Whom     *accounts.Person `json:"whom"`
}

// JSON is a row for programs.
func (v *View) JSON(r *Row) RowJSON {
	j := RowJSON{
		Rank: r.Rank, Account: r.Name, Score: number(r.Score), Stage: report.OrNull(r.Stage), Leads: r.Leads, Out: r.Out,
		BestStage: report.OrNull(r.BestStage), BestLead: r.BestLead,
		Roles: notNull(r.Roles), MissingRoles: notNull(r.MissingRoles()), Frameworks: notNull(r.Met), Activity: []jsonActivity{}, Missing: notNull(r.Missing),
	}
	if r.BestScore != nil {
		j.BestScore = new(number(*r.BestScore))
	}
	for i, a := range v.plan.Activities {
		one := jsonActivity{Field: a.Field}
		switch {
		case r.Logged[i] == "":
		case a.Kind.Type() == rulebook.TypeNumber:
			one.Value = json.Number(r.Logged[i])
		default:
			one.Value = r.Logged[i]
		}
		j.Activity = append(j.Activity, one)
	}
	if r.Question != "" {
		j.Next = &jsonQuestion{r.Question, report.OrNull(r.About), r.Whom}
	}
	return j
}

func number(p exact.Points) json.Number { return json.Number(p.String()) }

// notNull is a list that JSON has as [] where it is empty.
func notNull[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}
