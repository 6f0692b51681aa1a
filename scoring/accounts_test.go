package scoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/accounts"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
	"leadscore/scoring/internal/naive"
)

// addAccounts gives a world accounts by a column of its own, Firm.
func addAccounts(b *builder, w *world) {
	by := rulebook.Scalar{Text: "Firm"}
	a := &rulebook.Accounts{By: by}
	if w.rb.Fields != nil {
		w.rb.Fields = append(w.rb.Fields, rulebook.Field{Name: "Firm", Columns: []rulebook.Scalar{by}, Type: rulebook.TypeText})
	}
	share := func() *exact.Number {
		n := exact.NewNumber(int64(b.between(0, 1000)), 1000)
		return pick(b.dice, nil, &n)
	}
	a.Score = rulebook.AccountScore{Best: share(), Others: share(), Max: b.maybePoints(20, 200), Min: b.maybePoints(-10, 10)}
	terms := []term{{name: "best_stage", metric: true, kind: rulebook.TypeText, operands: []string{"stage 0", "Stage 1", "last"}}}
	number := func(name string, operands ...string) {
		terms = append(terms, term{name: name, metric: true, kind: rulebook.TypeNumber, operands: operands})
	}
	number("score", "0", "5", "10", "20", "30.5", "50")
	number("best", "0", "10", "20", "30.5")
	number("leads", "1", "2", "3")
	for i := range b.between(0, 3) {
		name := fmt.Sprintf("role %d", i)
		a.Roles = append(a.Roles, rulebook.Role{Name: name, When: b.condition(b.terms, 2)})
		number("role."+name, "0", "1", "2")
	}
	for _, f := range w.rb.Frameworks {
		number(f.Name+".met", "0", "1", "2", "3")
	}
	if len(w.rb.Stages) == 0 {
		terms = terms[1:]
	}
	for i := range b.between(0, 3) {
		a.Stages = append(a.Stages, rulebook.Stage{Name: fmt.Sprintf("account stage %d", i), Out: b.oneIn(4), Line: rulebook.Line{When: b.condition(terms, 1)}})
	}
	w.rb.Accounts = a
	w.header = append(slices.Clone(w.header), "Firm")
}

// accountWorld draws a world with accounts, without problems.
func accountWorld(t *rapid.T) world {
	b := &builder{}
	w := newWorldBy(t, b)
	repair(w.rb)
	addAccounts(b, &w)
	for range 20 {
		problems := scoring.Validate(w.rb)
		if len(problems) == 0 {
			return w
		}
		repairAccounts(w.rb.Accounts)
	}
	t.Fatalf("problems in %#v: %v", w, scoring.Validate(w.rb))
	return w
}

// repairAccounts makes conditions simpler, of which one is a problem.
func repairAccounts(a *rulebook.Accounts) {
	for i := range a.Roles {
		simpler(a.Roles[i].When)
	}
	for i := range a.Stages {
		simpler(a.Stages[i].When)
	}
}

func simpler(c *rulebook.Condition) {
	if c.Kind != rulebook.Leaf {
		*c = c.Of[0]
		return
	}
	c.Tests = c.Tests[:min(1, len(c.Tests))]
}

// TestAccountsAgainstNaive holds accounts against an independent computation: what leads
// bring, what becomes of it, and the explanation.
func TestAccountsAgainstNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := accountWorld(t)
		engine, problems := rulebook.Unpack(scoring.Compile(w.rb, w.header, scoring.Options{AsOf: w.asOf, Accounts: &scoring.AccountOptions{}}))
		if len(problems) > 0 {
			t.Fatalf("problems in a rulebook that has none: %v", problems)
		}
		d := dice{t}
		var list [][]string
		for range d.between(0, 8) {
			cells := w.lead(d)
			for len(cells) < len(w.columns) {
				cells = append(cells, "")
			}
			list = append(list, append(cells, pick(d, "A", "B", "", "c", "a", "ａ")))
		}
		scorer := engine.NewScorer()
		var leads []accounts.Lead
		for i, cells := range list {
			var one accounts.Lead
			scorer.Score(cells)
			scorer.Account(cells, i+1, &one)
			leads = append(leads, one)
		}
		for i := range list {
			list[i][len(w.header)-1] = strings.NewReplacer("ａ", "a").Replace(list[i][len(w.header)-1])
		}
		want := naive.Accounts(w.rb, w.header, list, w.asOf, len(w.header)-1)
		plan := engine.Accounts()
		book := accounts.NewBook(plan)
		for _, l := range shuffled(d, leads) {
			book.Add(&l)
		}
		var got []naive.Account
		for _, r := range book.Rank() {
			got = append(got, describeAccount(t, w.rb, plan, r, leads))
		}
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Fatalf("leads %q of %#v\ngot\n%+v\nwant\n%+v", list, w, got, want)
		}
	})
}

// describeAccount writes an account down as package naive does, what leads give as
// the explanation has it.
func describeAccount(t *rapid.T, rb *rulebook.Rulebook, plan *accounts.Plan, r accounts.Ranked, leads []accounts.Lead) naive.Account {
	a := naive.Account{Name: r.Key, Score: int64(r.Score), Stage: r.Stage, Leads: r.Leads, Out: r.Out, Best: int64(r.Best), Given: map[int]int64{}}
	if who, _, found := r.First(); found {
		a.First = who.Line
	}
	a.Roles, a.May, a.Players = make([]int, len(r.Roles)), make([]int, len(r.Roles)), make([]int, len(r.Roles))
	for i, role := range r.Roles {
		a.Roles[i], a.May[i] = role.Held, role.Unknown
		if who, found := r.Player(i); found {
			a.Players[i] = who.Line
		}
	}
	for _, state := range r.State {
		a.States = append(a.States, state.String())
	}
	if q, found := plan.Ask(r.Account); found && q.Element >= 0 {
		e := plan.Elements[q.Element]
		a.About, a.Whom = e.Framework+"."+e.Name, q.Whom.Line
	}
	x := plan.Explain(slices.DeleteFunc(slices.Clone(leads), func(l accounts.Lead) bool { return l.Key != r.Key }))
	sum := x.Clamp
	for _, m := range x.Members {
		sum += m.Points
		if !m.Out {
			a.Given[m.Person.Line] = int64(m.Points)
		}
	}
	if sum != r.Score || x.Score != r.Score {
		t.Fatalf("the lines of %q add up to %v, and its score is %v (explained: %v)", r.Key, sum, r.Score, x.Score)
	}
	for i := range r.Roles {
		held, unknown := x.Players(i)
		if len(held) != r.Roles[i].Held || len(unknown) != r.Roles[i].Unknown {
			t.Fatalf("role %d of %q: %v play it and %v may, want %+v", i, r.Key, held, unknown, r.Roles[i])
		}
	}
	for i, state := range r.State {
		if by := x.With(i, accounts.Met); (len(by) > 0) != (state == accounts.Met) {
			t.Fatalf("element %d of %q is %v, met by %v", i, r.Key, state, by)
		}
	}
	return a
}

// TestAccountsChangeNoScore: leads score alike with and without a section accounts, and
// where somebody looks at them.
func TestAccountsChangeNoScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := accountWorld(t)
		engine, problems := rulebook.Unpack(scoring.Compile(w.rb, w.header, scoring.Options{AsOf: w.asOf, Accounts: &scoring.AccountOptions{}}))
		if len(problems) > 0 {
			t.Fatalf("problems in a rulebook that has none: %v", problems)
		}
		without := *w.rb
		without.Accounts = nil
		plain, _ := rulebook.Unpack(scoring.Compile(&without, w.header, scoring.Options{AsOf: w.asOf}))
		a, b := engine.NewScorer(), plain.NewScorer()
		for range leadsPerWorld {
			cells := append(w.leads().Draw(t, "cells"), "A")
			if x, y := described(a.Score(cells)), described(b.Score(cells)); x != y {
				t.Fatalf("cells %q: with accounts\n%s, without\n%s", cells, x, y)
			}
			var one accounts.Lead
			a.Account(cells, 1, &one)
			if x, y := explanationOf(a.Explain(cells)), explanationOf(b.Explain(cells)); x != y {
				t.Fatalf("cells %q: with accounts\n%s, without\n%s", cells, x, y)
			}
		}
	})
}

// TestAccountsOfManyNames: which account a lead belongs to does not hang on how many names
// the Scorer has met before.
func TestAccountsOfManyNames(t *testing.T) {
	rb, err := yaml.Load("rules.yaml", []byte("version: 1\nfields: {Firm: {kind: company}}\ncriteria: [{name: A, field: Firm, known: true, points: 1}]\naccounts: {by: Firm, score: {best: 100%}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	engine, err := scoring.Compile(rb, []string{"Firm"}, scoring.Options{Accounts: &scoring.AccountOptions{}})
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("Very Long Name ", 20)
	met, again := engine.NewScorer(), engine.NewScorer()
	for i := range 10_000 {
		for _, name := range []string{"", fmt.Sprint("Firm ", i, " Ltd."), fmt.Sprint("株式会社 ", i/2), fmt.Sprint(long, i), "Acme Inc"} {
			cells := []string{name}
			got, want := met.AccountOf(cells), again.AccountKey(strings.TrimSpace(name))
			if repeated := met.AccountOf(cells); got != want || repeated != want {
				t.Fatalf("%q belongs to %q, then to %q, want %q", name, got, repeated, want)
			}
		}
	}
}
