package accountview

import (
	"encoding/json"

	"leadscore/accounts"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// RowJSON is an account for programs.
type RowJSON struct {
	Rank         int             `json:"rank"`
	Account      string          `json:"account"`
	Score        json.Number     `json:"score"`
	Stage        *string         `json:"stage"` // null: none
	Leads        int             `json:"leads"` // but for those of out stages
	Out          int             `json:"out"`   // leads of out stages
	BestScore    *json.Number    `json:"best_score"`
	BestStage    *string         `json:"best_stage"`
	BestLead     *jsonPerson     `json:"best_lead"`
	Roles        []jsonRole      `json:"roles"`
	MissingRoles []string        `json:"missing_roles"` // that nobody is known to play
	Frameworks   []jsonFramework `json:"frameworks"`
	Missing      []string        `json:"missing"` // elements that nobody has met: BANT.budget
	Activity     []jsonActivity  `json:"activity"`
	Next         *jsonQuestion   `json:"next"`
}

// jsonActivity is what a field made from events comes to of all leads together.
type jsonActivity struct {
	Field string `json:"field"`
	Value any    `json:"value"` // a number, or a day; null: not known
}

// jsonPerson is a lead.
type jsonPerson struct {
	Key  string `json:"key"`  // "" for none
	Name string `json:"name"` // "" for none
	Line int    `json:"line"` // of the list
}

// jsonRole is who plays a role.
type jsonRole struct {
	Role    string      `json:"role"`
	Held    int         `json:"held"`    // by so many leads
	Unknown int         `json:"unknown"` // leads that may play it
	Best    *jsonPerson `json:"best"`
}

// jsonFramework is how many elements of a framework anybody has met.
type jsonFramework struct {
	Framework string `json:"framework"`
	Met       int    `json:"met"`
	Of        int    `json:"of"`
}

// jsonQuestion is what to ask next, and whom.
type jsonQuestion struct {
	Question string      `json:"question"`
	About    *string     `json:"about"` // the element that it is for; null: none
	Whom     *jsonPerson `json:"whom"`
}

// JSON is a row for programs.
func (v *View) JSON(r *Row) RowJSON {
	j := RowJSON{
		Rank: r.Rank, Account: r.Name, Score: number(r.Score), Stage: orNull(r.Stage), Leads: r.Leads, Out: r.Out,
		BestStage: orNull(r.BestStage), BestLead: personJSON(r.BestLead),
		Roles: []jsonRole{}, MissingRoles: notNull(r.MissingRoles()), Frameworks: []jsonFramework{}, Activity: []jsonActivity{}, Missing: notNull(r.Missing),
	}
	if r.BestScore != nil {
		j.BestScore = new(number(*r.BestScore))
	}
	for _, role := range r.Roles {
		j.Roles = append(j.Roles, jsonRole{role.Name, role.Held, role.Unknown, personJSON(role.Best)})
	}
	for _, m := range r.Met {
		j.Frameworks = append(j.Frameworks, jsonFramework(m))
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
		j.Next = &jsonQuestion{r.Question, orNull(r.About), personJSON(r.Whom)}
	}
	return j
}

func number(p exact.Points) json.Number { return json.Number(p.String()) }

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func notNull(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}

func personJSON(p *accounts.Person) *jsonPerson {
	if p == nil {
		return nil
	}
	return &jsonPerson{p.Key, p.Name, p.Line}
}
