package naive

import (
	"cmp"
	"math/big"
	"slices"

	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Account is all leads of one name. Leads are told by their places in the list, from 1.
type Account struct {
	Name    string
	Score   int64
	Stage   int // index into the stages of accounts; -1: none
	Leads   int // but for those of out stages
	Out     int
	Best    int64         // the highest score
	First   int           // the lead that ranks first; 0: none
	Roles   []int         // who plays each: so many
	May     []int         // of each role: so many may play it
	Players []int         // of each role: the best that plays it; 0: nobody
	States  []string      // of each element: met, unmet, unknown, or empty where no framework applies
	About   string        // the element to ask for; "": none
	Whom    int           // whom; 0: nobody
	Given   map[int]int64 // by lead, of those that count: what it gives to the sum
}

// member is a lead of an account.
type member struct {
	line   int
	result *Result
	out    bool
	place  int
	roles  []Truth
}

// Accounts scores the leads of a list and puts together those that have the same text in a
// column, in any case. A blank one has no account. They are ranked.
func Accounts(rb *rulebook.Rulebook, header []string, leads [][]string, asOf calendar.Day, column int) []Account {
	members := map[string][]member{}
	for i, cells := range leads {
		name := ""
		if column < len(cells) {
			name = fold(cells[column])
		}
		if name == "" {
			continue
		}
		members[name] = append(members[name], newMember(rb, header, cells, asOf, i+1))
	}
	var all []Account
	for name, of := range members {
		all = append(all, account(rb, name, of))
	}
	slices.SortFunc(all, func(a, b Account) int {
		return cmp.Or(cmp.Compare(placeOf(rb.Accounts.Stages, a.Stage), placeOf(rb.Accounts.Stages, b.Stage)), cmp.Compare(b.Score, a.Score), cmp.Compare(a.Name, b.Name))
	})
	return all
}

func newMember(rb *rulebook.Rulebook, header, cells []string, asOf calendar.Day, line int) member {
	r := Score(rb, header, cells, asOf)
	m := member{line: line, result: r, place: placeOf(rb.Stages, r.Stage)}
	m.out = r.Stage >= 0 && rb.Stages[r.Stage].Out
	for _, role := range rb.Accounts.Roles {
		m.roles = append(m.roles, r.lead.condition(role.When))
	}
	return m
}

// placeOf is where a stage stands in a ranking.
func placeOf(stages []rulebook.Stage, stage int) int {
	switch {
	case stage < 0:
		return len(stages)
	case stages[stage].Out:
		return len(stages) + 1 + stage
	}
	return stage
}

func account(rb *rulebook.Rulebook, name string, members []member) Account {
	a := Account{Name: name, Roles: make([]int, len(rb.Accounts.Roles)), May: make([]int, len(rb.Accounts.Roles)), Players: make([]int, len(rb.Accounts.Roles)), Given: map[int]int64{}}
	a.Out = len(members)
	members = slices.DeleteFunc(slices.Clone(members), func(m member) bool { return m.out })
	a.Leads = len(members)
	a.Out -= a.Leads
	slices.SortFunc(members, func(m, n member) int {
		return cmp.Or(cmp.Compare(m.place, n.place), cmp.Compare(n.result.Score, m.result.Score), cmp.Compare(m.line, n.line))
	})
	if a.Leads > 0 {
		a.First = members[0].line
	}
	for _, m := range members {
		for i, plays := range m.roles {
			switch plays {
			case True:
				if a.Roles[i]++; a.Players[i] == 0 {
					a.Players[i] = m.line
				}
			case Unknown, Maybe:
				a.May[i]++
			}
		}
	}
	a.score(rb, members)
	a.ask(rb, members)
	a.Stage = a.stage(rb, members)
	return a
}

// score adds the shares up, the highest score first.
func (a *Account) score(rb *rulebook.Rulebook, members []member) {
	s := rb.Accounts.Score
	best, others := whole, new(big.Rat)
	if s.Best != nil {
		best = s.Best.Rat()
	}
	if s.Others != nil {
		others = s.Others.Rat()
	}
	byScore := slices.Clone(members)
	slices.SortStableFunc(byScore, func(m, n member) int {
		return cmp.Or(cmp.Compare(n.result.Score, m.result.Score), cmp.Compare(m.line, n.line))
	})
	sum := int64(0)
	for i, m := range byScore {
		points := big.NewRat(m.result.Score, 1000)
		switch {
		case i == 0:
			a.Best = m.result.Score
			a.Given[m.line] = thousandths(times(points, best))
		case points.Sign() > 0:
			a.Given[m.line] = thousandths(times(points, others))
		default:
			a.Given[m.line] = 0
		}
		sum += a.Given[m.line]
	}
	a.Score = limited(sum, s.Min, s.Max)
}

func limited(n int64, low, high *exact.Number) int64 {
	if high != nil {
		n = min(n, thousandths(high.Rat()))
	}
	if low != nil {
		n = max(n, thousandths(low.Rat()))
	}
	return n
}

// ask finds what is known of the elements, and which to ask for.
func (a *Account) ask(rb *rulebook.Rulebook, members []member) {
	var bestWorth *big.Rat
	bestRequired := false
	for f, framework := range rb.Frameworks {
		all := new(big.Rat)
		for _, e := range framework.Elements {
			all = plus(all, e.Weight.Rat())
		}
		for i, e := range framework.Elements {
			state, whom := stateOf(members, f, i, len(rb.Accounts.Roles))
			a.States = append(a.States, state)
			worth := times(framework.Points.Rat(), times(e.Weight.Rat(), new(big.Rat).Inv(all)))
			if state != "unknown" || !members[0].result.lead.elementIsAsked(e.Line) {
				continue
			}
			if a.About == "" || e.Required && !bestRequired || e.Required == bestRequired && worth.Cmp(bestWorth) > 0 {
				a.About, a.Whom, bestWorth, bestRequired = framework.Name+"."+e.Name, whom, worth, e.Required
			}
		}
	}
}

// stateOf is what is known of an element by anybody, and who is to be asked: of those who do
// not say, who plays the earliest role, else the best.
func stateOf(members []member, framework, element, roles int) (state string, whom int) {
	asked := roles + 1
	for _, m := range members { // best first
		tally := m.result.Frameworks[framework]
		if !tally.Applies {
			continue
		}
		switch tally.Elements[element] {
		case True:
			return "met", 0
		case False:
			if state == "" {
				state = "unmet"
			}
			continue
		}
		state = "unknown"
		role := slices.Index(m.roles, True)
		if role < 0 {
			role = roles
		}
		if role < asked {
			asked, whom = role, m.line
		}
	}
	return state, whom
}

// stage is the first rule that is true of the account's metrics.
func (a *Account) stage(rb *rulebook.Rulebook, members []member) int {
	l := &lead{rb: rb, result: &Result{}, metrics: map[string]value{
		"score": printed(a.Score), "best": printed(a.Best), "leads": printed(int64(a.Leads) * 1000), "best_stage": text(""),
	}}
	if a.Leads > 0 && members[0].result.Stage >= 0 {
		l.metrics["best_stage"] = text(rb.Stages[members[0].result.Stage].Name)
	}
	for i, role := range rb.Accounts.Roles {
		l.metrics["role."+role.Name] = printed(int64(a.Roles[i]) * 1000)
	}
	at := 0
	for _, f := range rb.Frameworks {
		met := int64(0)
		for range f.Elements {
			if a.States[at] == "met" {
				met++
			}
			at++
		}
		l.metrics[f.Name+".met"] = printed(met * 1000)
	}
	return slices.IndexFunc(rb.Accounts.Stages, func(s rulebook.Stage) bool { return l.condition(s.When) == True })
}
