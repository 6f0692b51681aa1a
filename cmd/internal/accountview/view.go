// Package accountview makes what people and programs get of accounts: a table, rows, JSON,
// and why an account has its score.
package accountview

import (
	"cmp"
	"strconv"
	"strings"

	"leadscore/accounts"
	"leadscore/frameworks"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
)

// View says how the accounts of a rulebook are shown.
type View struct {
	plan       *accounts.Plan
	rulebook   *rulebook.Rulebook
	words      *words
	roles      []string
	frameworks []framework
}

// framework is one of the rulebook's, and its elements among those of all.
type framework struct {
	name     string
	from, to int
}

// New makes a View of the accounts of a rulebook.
func New(rb *rulebook.Rulebook, p *accounts.Plan) *View {
	v := &View{plan: p, rulebook: rb, words: wordsOf(rb.Language), roles: p.RoleNames()}
	from := 0
	for i := range rb.Frameworks {
		to := from + len(rb.Frameworks[i].Elements)
		v.frameworks = append(v.frameworks, framework{rb.Frameworks[i].Name, from, to})
		from = to
	}
	return v
}

// Row is an account in a list of accounts.
type Row struct {
	Rank      int
	Name      string
	Score     exact.Points
	Stage     string // of the rulebook's stages of accounts; "": none
	Leads     int    // but for those of out stages
	Out       int
	BestScore *exact.Points // nil: all leads are of out stages
	BestStage string
	BestLead  *accounts.Person
	Roles     []Role
	Met       []Met    // by framework
	Logged    []string // of each activity what it comes to; "": not known
	Missing   []string // elements that nobody has met
	Question  string   // to ask next; "": nothing is to be asked
	About     string   // the element that it is for, as BANT.budget; "": none
	Whom      *accounts.Person
}

// Role is who plays a role.
type Role struct {
	Name    string           `json:"role"`
	Held    int              `json:"held"`    // by so many leads
	Unknown int              `json:"unknown"` // leads that may
	Best    *accounts.Person `json:"best"`
}

// Met is how many elements of a framework anybody has met.
type Met struct {
	Framework string `json:"framework"`
	Met       int    `json:"met"`
	Of        int    `json:"of"`
}

// Row makes the row of an account.
func (v *View) Row(rank int, r accounts.Ranked) Row {
	row := Row{Rank: rank, Name: r.Name(), Score: r.Score, Stage: v.stageName(r.Stage), Leads: r.Leads, Out: r.Out}
	if who, stage, found := r.First(); found {
		row.BestLead, row.BestScore = &who, &r.Best
		if stage >= 0 {
			row.BestStage = v.rulebook.Stages[stage].Name
		}
	}
	for i, name := range v.roles {
		role := Role{Name: name, Held: r.Roles[i].Held, Unknown: r.Roles[i].Unknown}
		if who, found := r.Player(i); found {
			role.Best = &who
		}
		row.Roles = append(row.Roles, role)
	}
	for _, f := range v.frameworks {
		row.Met = append(row.Met, Met{f.name, r.Met(f.from, f.to), f.to - f.from})
	}
	for i, a := range v.plan.Activities {
		row.Logged = append(row.Logged, a.String(r.Logged[i]))
	}
	for i, state := range r.State {
		if state == accounts.Unmet || state == accounts.Unknown {
			row.Missing = append(row.Missing, v.element(i))
		}
	}
	if q, found := v.plan.Ask(r.Account); found {
		row.Question, row.Whom = q.Text, &q.Whom
		if q.Element >= 0 {
			row.About = v.element(q.Element)
		}
	}
	return row
}

// element is an element as programs name it: BANT.budget.
func (v *View) element(i int) string {
	e := &v.plan.Elements[i]
	return answer.Subject{Framework: e.Framework, Element: e.Name}.String()
}

// elementWords is an element for people, who need its framework where there are several.
func (v *View) elementWords(subject string) string {
	framework, name, _ := strings.Cut(subject, ".")
	if v.rulebook.Language == rulebook.Japanese {
		name = cmp.Or(frameworks.JapaneseLabel(name), name)
	}
	if len(v.frameworks) == 1 {
		return name
	}
	return framework + "." + name
}

func (v *View) stageName(i int) string {
	if i < 0 {
		return ""
	}
	return v.plan.Stages()[i].Name
}

// person is by what people know a lead: its key and name, else where it stands.
func (v *View) person(p *accounts.Person) string {
	if p == nil {
		return ""
	}
	text := strings.TrimSpace(p.Key + " " + p.Name)
	if text == "" {
		return v.words.line(p.Line)
	}
	return text
}

// role says who plays a role: the best, and how many more; a question mark where somebody
// may.
func (v *View) role(r Role) string {
	switch {
	case r.Best == nil && r.Unknown > 0:
		return "?"
	case r.Best == nil:
		return ""
	case r.Held > 1:
		return v.person(r.Best) + " +" + strconv.Itoa(r.Held-1)
	}
	return v.person(r.Best)
}

// MissingRoles names the roles that nobody of an account is known to play.
func (r *Row) MissingRoles() []string {
	var missing []string
	for _, role := range r.Roles {
		if role.Best == nil {
			missing = append(missing, role.Name)
		}
	}
	return missing
}

// column is what the column of a role or framework is called.
func columnName(name string) string { return fold.Name(name) }
