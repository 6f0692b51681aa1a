package scoring_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadscore/activity"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/internal/naive"
)

// eventColumns is the header of the logs of random rulebooks.
var eventColumns = []string{"Who", "When", "No", "Event", "Pages"}

// eventTerms are what conditions on events may be about.
var eventTerms = []term{
	{name: "Event", kind: rulebook.TypeText, operands: []string{"open", "Opened", "reply", "op*"}},
	{name: "Pages", kind: rulebook.TypeNumber, operands: []string{"0", "1", "2.5", "10"}},
}

// loggedFields adds a log, and fields made from it.
func (b *builder) loggedFields() {
	log := rulebook.Log{Name: "web", Lead: scalars("Who"), Joins: rulebook.Scalar{Text: "email"}, At: scalars("When")}
	if b.oneIn(2) {
		log.ID = scalars("No")
	}
	b.rb.Logs = []rulebook.Log{log}
	for i, kind := range some(b.dice, 1, 4, rulebook.ActivityKinds()...) {
		f := rulebook.Field{Name: fmt.Sprintf("did %d", i), Activity: b.activity(kind)}
		f.Type = kind.Type()
		operands := numbers
		if f.Type == rulebook.TypeDate {
			operands = days
		}
		b.derive(f, operands)
	}
}

// rateOfLogged adds the rate of two fields made from events, and what it earns.
func (w world) rateOfLogged(d dice) {
	var counts []string
	for i := range w.rb.Fields {
		if f := &w.rb.Fields[i]; f.Activity != nil && f.Type == rulebook.TypeNumber {
			counts = append(counts, f.Name)
		}
	}
	if len(counts) < 2 {
		return
	}
	w.rb.Fields = append(w.rb.Fields, rulebook.Field{Name: "did rate", Type: rulebook.TypeNumber, Rate: &rulebook.Ratio{
		Of: rulebook.Scalar{Text: counts[0]}, Per: rulebook.Scalar{Text: counts[1]}, Min: exact.Int(int64(d.between(0, 2)))}})
	w.rb.Criteria = append(w.rb.Criteria, rulebook.Criterion{Name: "rate of what it did", Points: new(exact.Int(7)), Line: rulebook.Line{
		When: &rulebook.Condition{Field: rulebook.Scalar{Text: "did rate"}, Tests: []rulebook.Test{{Op: "at_least", Args: scalars(pick(d, "0.5", "1", "25%"))}}},
	}})
}

func (b *builder) activity(kind rulebook.ActivityKind) *rulebook.Activity {
	a := &rulebook.Activity{Kind: kind, Log: rulebook.Scalar{Text: "web"}, Within: pick(b.dice, 0, 0, 1, 30, 365)}
	if b.oneIn(2) {
		a.Where = b.eventCondition()
	}
	if kind != rulebook.ActivitySum {
		return a
	}
	a.HalfLife = pick(b.dice, 0, 7, 30)
	if b.oneIn(2) {
		a.Of = rulebook.Scalar{Text: "Pages"}
		return a
	}
	points := func() exact.Number { return exact.NewNumber(int64(b.between(-2000, 9000)), 1000) }
	a.Bands = []rulebook.Band{{When: b.leaf(eventTerms[0]), Earns: points()}, {Earns: points()}}
	if len(a.Bands[0].When.Tests) == 0 {
		a.Bands = a.Bands[1:] // whatever is there, or nothing
	}
	return a
}

// eventCondition is a condition on events in which each column shows its type.
func (b *builder) eventCondition() *rulebook.Condition {
	leaves := []rulebook.Condition{*b.leaf(eventTerms[0])}
	if b.oneIn(2) {
		leaves = append(leaves, *b.typedLeaf(eventTerms[1]))
	}
	switch b.between(0, 2) {
	case 0:
		return &rulebook.Condition{Kind: rulebook.Not, Of: leaves[:1]}
	case 1:
		return &rulebook.Condition{Kind: pick(b.dice, rulebook.All, rulebook.Any), Of: leaves}
	}
	return &leaves[0]
}

// events draws the rows of a log.
func (w world) events() *rapid.Generator[[][]string] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) []string {
		d := dice{t}
		second := int64(w.asOf)*86400 + int64(d.between(-3*86400, 2*86400))
		unix := pick(d, second, 1000*second+7, 1_000_000*second)
		when := pick(d, strconv.FormatInt(unix, 10), time.Unix(second, 0).UTC().Format(time.RFC3339), (w.asOf - 1).String(), w.asOf.String(), (w.asOf + 1).String(), (w.asOf - 30).String(), (w.asOf - 31).String(), (w.asOf - 400).String(), "soon", "")
		return []string{pick(d, append(slices.Clone(emails), "", "a@EXAMPLE.com")...), when, pick(d, "", "1", "2"), pick(d, "open", "opened", "Reply", "", "sent"), pick(d, "0", "1", "2.5", "12", "", "many")}
	}), 0, 30)
}

// TestLoggedAgainstNaive holds what events make of a score, of its bounds and of the next
// question against the independent scorer. Bounds may be closer than those, as elsewhere; that
// they are not too close is told by leads of which it becomes known whose events are theirs.
func TestLoggedAgainstNaive(t *testing.T) {
	logged := 0
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		if len(w.rb.Logs) == 0 {
			return
		}
		logged++
		if problems := activity.Validate(w.rb); len(problems) > 0 {
			t.Fatalf("problems in a rulebook that has none: %v", problems)
		}
		w.loggedAgainstNaive(t)
	})
	if logged == 0 {
		t.Error("no rulebook had a log")
	}
}

func (w world) loggedAgainstNaive(t *rapid.T) {
	w.rateOfLogged(dice{t})
	w.rb.Logs[0].Order = pick(dice{t}, rulebook.OrderUnset, rulebook.OrderUnix)
	book := activity.NewBook(w.rb, []string{"web"}, w.asOf, activity.KeepNothing)
	engine, problems := rulebook.Unpack(scoring.Compile(w.rb, w.header, scoring.Options{AsOf: w.asOf, Logged: book.Fields()}))
	if len(problems) > 0 {
		t.Fatalf("problems in a rulebook that has none: %v", problems)
	}
	scorer, log := engine.NewScorer(), book.Log("web")
	join := slices.IndexFunc(engine.Fields(), func(f scoring.FieldInfo) bool { return f.Name == "email" })
	var leads [][]string
	for range leadsPerWorld {
		cells := w.padded(w.leads().Draw(t, "cells"))
		leads = append(leads, cells)
		log.AddLead(scorer.Cell(join, cells), true)
	}
	rows := w.events().Draw(t, "events")
	log.Begin()
	file, err := log.Open("web.csv", eventColumns)
	if err != nil {
		t.Fatal(err)
	}
	var batch activity.Batch
	judge := file.NewJudge()
	for i, row := range rows {
		judge.Add(i+2, row, &batch)
	}
	log.Take(&batch)
	log.End()
	for _, cells := range leads {
		result := naive.ScoreLogged(w.rb, w.header, cells, w.asOf, naive.Logs{"web": {Header: eventColumns, Rows: rows}})
		cells = log.AppendCells(cells, log.Find(log.NewJoiner(), scorer.Cell(join, cells)))
		want := describedNaive(result)
		if got := described(scorer.Score(cells)) + explanationOf(scorer.Explain(cells)); got != want {
			t.Fatalf("cells %q:\ngot\n%swant\n%s", cells, got, want)
		}
		scorer.Score(cells)
		bounds := scorer.Bounds()
		least, most := result.Bounds()
		if !noWider(bounds, least, most) {
			t.Fatalf("cells %q: %s to %s, want at most %s to %s", cells, low(bounds), high(bounds), end(least), end(most))
		}
		w.joinedWithin(t, bounds, cells, func(cells []string) exact.Points {
			return scorer.Score(log.AppendCells(cells, log.Find(log.NewJoiner(), scorer.Cell(join, cells)))).Score
		})
	}
}

// joinedWithin fills the column that events are joined by, if it is blank, with each address
// that has events, and expects the scores to lie within the bounds told before.
func (w world) joinedWithin(t *rapid.T, bounds exact.Bounds, cells []string, score func([]string) exact.Points) {
	at := w.columnOf("email")
	cells = slices.Clone(cells[:len(w.header)])
	if at < 0 || strings.TrimSpace(cells[at]) != "" || !w.decides(at, cells) {
		return
	}
	for _, address := range append(slices.Clone(emails), "a@EXAMPLE.com") {
		cells[at] = address
		if got := score(slices.Clone(cells)); !bounds.Holds(got) {
			t.Fatalf("cells %q: %v, outside %s to %s", cells, got, low(bounds), high(bounds))
		}
	}
}
