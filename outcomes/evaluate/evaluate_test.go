package evaluate

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/match/exact"
	"leadscore/outcomes"
	"leadscore/outcomes/evaluate/rules"
	"leadscore/outcomes/evaluate/segments"
	"leadscore/outcomes/internal/written"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// listOf makes a history of rows such as "JP,12,won": the cells, and the outcome last
// ("" for open).
func listOf(header string, rows ...string) *outcomes.History {
	h := outcomes.NewHistory(strings.Split(header, ","))
	for _, row := range rows {
		cells := strings.Split(row, ",")
		last := len(cells) - 1
		outcome := map[string]outcomes.Outcome{"won": outcomes.Won, "lost": outcomes.Lost, "": outcomes.Open}[cells[last]]
		h.Add(outcomes.Lead{Cells: cells[:last], Outcome: outcome, Order: math.NaN()})
	}
	return h
}

// times repeats a row.
func timesOf(n int, row string) []string { return slices.Repeat([]string{row}, n) }

func leafOf(field, op string, args ...string) *rulebook.Condition {
	return &rulebook.Condition{Field: written.Scalar(field), Tests: written.Test(op, args...)}
}

func criterionOf(name, field, op, arg string, points int64) rulebook.Criterion {
	p := exact.Int(points)
	return rulebook.Criterion{Name: name, Line: rulebook.Line{When: leafOf(field, op, arg)}, Points: &p}
}

func evaluate(t *testing.T, rb *rulebook.Rulebook, h *outcomes.History, opt Options) *Evaluation {
	t.Helper()
	ev, err := Evaluate(rb, h, opt)
	if err != nil {
		t.Fatal(err)
	}
	return ev
}

// demoList is 100 leads: of 20 that asked for a demo 12 were won, of 60 that did not
// 6, of 20 blank ones 2.
func demoList() *outcomes.History {
	var rows []string
	for _, of := range []struct {
		cell      string
		won, lost int
	}{{"yes", 12, 8}, {"no", 6, 54}, {"", 2, 18}} {
		rows = append(rows, timesOf(of.won, "JP,"+of.cell+",won")...)
		rows = append(rows, timesOf(of.lost, "JP,"+of.cell+",lost")...)
	}
	return listOf("Country,Demo", append(rows, timesOf(5, "US,yes,")...)...)
}

// The figures below are computed by hand from the table in demoList.
func TestEvaluateRule(t *testing.T) {
	rb := &rulebook.Rulebook{Criteria: []rulebook.Criterion{
		criterionOf("Demo", "Demo", "is", "yes", 20),
		criterionOf("In Japan", "Country", "is", "JP", 5),
		criterionOf("In France", "Country", "is", "FR", 5),
	}}
	ev := evaluate(t, rb, demoList(), Options{})
	if ev.Won != 20 || ev.Lost != 80 || ev.Open != 5 {
		t.Errorf("%d won, %d lost, %d open", ev.Won, ev.Lost, ev.Open)
	}
	demo := ev.Rules[0]
	if want := (stats.Tally{Won: 12, Lost: 8}); demo.Fired != want {
		t.Errorf("fired %v, want %v", demo.Fired, want)
	}
	if want := (stats.Tally{Won: 6, Lost: 54}); demo.Not != want {
		t.Errorf("not %v, want %v", demo.Not, want)
	}
	if want := (stats.Tally{Won: 2, Lost: 18}); demo.Unknown != want {
		t.Errorf("unknown %v, want %v", demo.Unknown, want)
	}
	near(t, "lift", demo.Lift, (12.0/20)/(20.0/100))
	near(t, "points", demo.Points.Mean, 20)
	// Of 18 won and 62 lost leads where it is known: pairs in which the won one has more
	// points, and half of those in which both have the same.
	near(t, "own AUC", demo.Own.Value, (12*54+0.5*(12*8+6*54))/(18*62))
	// Without it every lead has the same score.
	near(t, "worth", demo.Worth.Value, (12*72+0.5*(12*8+8*72))/(20*80)-0.5)
	near(t, "AUC", ev.Score.AUC.Value, demo.Worth.Value+0.5)
	for i, want := range []rules.Agreement{rules.Agrees, rules.AlwaysSame, rules.NeverFires} {
		if got := ev.Rules[i].Agreement; got != want {
			t.Errorf("%s: %s, want %s", ev.Rules[i].Name, got, want)
		}
	}
}

func TestAgreement(t *testing.T) {
	for _, c := range []struct {
		name      string
		points    int64
		yes, no   stats.Tally
		agreement rules.Agreement
	}{
		{"plus points, more wins", 20, stats.Tally{Won: 30, Lost: 30}, stats.Tally{Won: 10, Lost: 90}, rules.Agrees},
		{"plus points, fewer wins", 20, stats.Tally{Won: 3, Lost: 57}, stats.Tally{Won: 40, Lost: 60}, rules.Disagrees},
		{"minus points, fewer wins", -20, stats.Tally{Won: 3, Lost: 57}, stats.Tally{Won: 40, Lost: 60}, rules.Agrees},
		{"minus points, more wins", -20, stats.Tally{Won: 30, Lost: 30}, stats.Tally{Won: 10, Lost: 90}, rules.Disagrees},
		{"a difference that may be luck", 20, stats.Tally{Won: 12, Lost: 48}, stats.Tally{Won: 18, Lost: 82}, rules.Undecided},
		{"nine leads", 20, stats.Tally{Won: 9, Lost: 0}, stats.Tally{Won: 20, Lost: 80}, rules.TooRare},
		{"nine others", 20, stats.Tally{Won: 20, Lost: 80}, stats.Tally{Won: 0, Lost: 9}, rules.TooRare},
		{"no others", 20, stats.Tally{Won: 20, Lost: 80}, stats.Tally{}, rules.AlwaysSame},
		{"no lead", 20, stats.Tally{}, stats.Tally{Won: 20, Lost: 80}, rules.NeverFires},
		{"0 points", 0, stats.Tally{Won: 30, Lost: 30}, stats.Tally{Won: 10, Lost: 90}, rules.AlwaysSame},
	} {
		var rows []string
		for _, of := range []struct {
			cell string
			stats.Tally
		}{{"yes", c.yes}, {"no", c.no}} {
			rows = append(rows, timesOf(of.Won, of.cell+",won")...)
			rows = append(rows, timesOf(of.Lost, of.cell+",lost")...)
		}
		rb := &rulebook.Rulebook{Criteria: []rulebook.Criterion{criterionOf("A", "X", "is", "yes", c.points)}}
		if got := evaluate(t, rb, listOf("X", rows...), Options{}).Rules[0].Agreement; got != c.agreement {
			t.Errorf("%s: %s, want %s", c.name, got, c.agreement)
		}
	}
}

// A field without operator is true or unknown: then the unknown leads are the others.
func TestAgreementOfAnswers(t *testing.T) {
	p := exact.Int(5)
	rb := &rulebook.Rulebook{Criteria: []rulebook.Criterion{{Name: "Says why", Line: rulebook.Line{When: leafOf("Need", "known", "true")}, Points: &p}}}
	rb.Criteria[0].When.Tests = nil
	rows := slices.Concat(timesOf(30, "more leads,won"), timesOf(30, "more leads,lost"), timesOf(10, ",won"), timesOf(90, ",lost"))
	rule := evaluate(t, rb, listOf("Need", rows...), Options{}).Rules[0]
	if rule.Agreement != rules.Agrees || rule.Unknown.Leads() != 100 || rule.Not.Leads() != 0 {
		t.Errorf("%+v", rule)
	}
}

func TestEvaluateBands(t *testing.T) {
	rb := &rulebook.Rulebook{Criteria: []rulebook.Criterion{{
		Name: "Size", Line: rulebook.Line{Field: written.Scalar("Employees"), Bands: []rulebook.Band{
			{When: leafOf("Employees", "at_least", "1000"), Earns: exact.Int(15)},
			{When: leafOf("Employees", "at_least", "100"), Earns: exact.Int(10)},
		}}, Missing: exact.Int(3),
	}}}
	rows := slices.Concat(timesOf(3, "5000,won"), timesOf(1, "1000,lost"), timesOf(2, "100,won"), timesOf(4, "20,lost"), timesOf(2, ",lost"))
	rule := evaluate(t, rb, listOf("Employees", rows...), Options{}).Rules[0]
	want := []rules.Band{
		{When: "Employees at_least 1000", Text: "Employees at_least 1000", Points: exact.Int(15), Tally: stats.Tally{Won: 3, Lost: 1}},
		{When: "Employees at_least 100", Text: "Employees at_least 100", Points: exact.Int(10), Tally: stats.Tally{Won: 2, Lost: 0}},
		{When: "", Text: "", Points: exact.Number{}, Tally: stats.Tally{Won: 0, Lost: 4}},
	}
	if !reflect.DeepEqual(rule.Bands, want) {
		t.Errorf("bands %v, want %v", rule.Bands, want)
	}
	if rule.Fired != (stats.Tally{Won: 5, Lost: 1}) || rule.Not != (stats.Tally{Won: 0, Lost: 4}) || rule.Unknown != (stats.Tally{Won: 0, Lost: 2}) || rule.Missing != 3 {
		t.Errorf("%+v", rule)
	}
	if rule.Points != (rules.Spread{Low: 10, High: 15, Mean: 80.0 / 6}) {
		t.Errorf("points %v", rule.Points)
	}
}

func TestEvaluateParts(t *testing.T) {
	fifth := exact.Int(1)
	rb := &rulebook.Rulebook{
		ICP: &rulebook.ICP{Points: exact.Int(40), Profiles: []rulebook.Profile{{Name: "Japan", Attributes: []rulebook.Attribute{
			{Line: rulebook.Line{When: leafOf("Country", "is", "JP")}, Weight: fifth},
		}}}},
		Frameworks: []rulebook.Framework{{Name: "BANT", Points: exact.Int(20), Elements: []rulebook.Element{
			{Name: "need", Line: rulebook.Line{When: &rulebook.Condition{Field: written.Scalar("Need")}}, Weight: fifth},
		}}},
	}
	rows := slices.Concat(timesOf(3, "JP,x,won"), timesOf(2, "US,x,lost"), timesOf(4, "US,,lost"))
	ev := evaluate(t, rb, listOf("Country,Need", rows...), Options{})
	var got []string
	for _, r := range ev.Rules {
		got = append(got, fmt.Sprintf("%s %q of %q: %v %v %v", r.Kind, r.Name, r.Of, r.Fired, r.Not, r.Unknown))
	}
	want := []string{
		`icp "" of "": {3 0} {0 6} {0 0}`,
		`attribute "Country is JP" of "Japan": {3 0} {0 6} {0 0}`,
		`framework "BANT" of "": {3 2} {0 4} {0 0}`,
		`element "need" of "BANT": {3 2} {0 0} {0 4}`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if fit := ev.Grades[0]; fit.Of != "fit" || fit.Name != "A" || fit.Tally != (stats.Tally{Won: 3, Lost: 0}) {
		t.Errorf("grades %+v", ev.Grades)
	}
}

// TestWorthIsThatOfTheRulebookWithout: taking the criterion out gives the same.
func TestWorthIsThatOfTheRulebookWithout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SampledFrom([]string{"a,1,won", "a,2,lost", "b,1,lost", "b,2,won", ",2,won", "a,,lost"}), 10, 60).Draw(t, "rows")
		h := listOf("X,Y", append(rows, "a,1,won", "b,1,lost")...)
		cap := exact.Int(rapid.Int64Range(0, 12).Draw(t, "cap"))
		rb := &rulebook.Rulebook{
			Groups: []rulebook.Group{{Name: "g", Max: &cap}},
			Criteria: []rulebook.Criterion{
				criterionOf("A", "X", "is", "a", rapid.Int64Range(-10, 10).Draw(t, "a")),
				criterionOf("B", "Y", "is", "2", rapid.Int64Range(-10, 10).Draw(t, "b")),
			},
		}
		rb.Criteria[0].Group, rb.Criteria[1].Group = written.Scalar("g"), written.Scalar("g")
		ev, err := Evaluate(rb, h, Options{})
		if err != nil {
			t.Fatal(err)
		}
		without := *rb
		without.Criteria = rb.Criteria[1:]
		rest, err := Evaluate(&without, h, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if want := ev.Score.AUC.Value - rest.Score.AUC.Value; math.Abs(ev.Rules[0].Worth.Value-want) > 1e-12 {
			t.Fatalf("worth %v, want %v", ev.Rules[0].Worth.Value, want)
		}
	})
}

func TestPairs(t *testing.T) {
	rb := &rulebook.Rulebook{Criteria: []rulebook.Criterion{
		criterionOf("Demo", "Demo", "is", "asked", 20),
		criterionOf("Demo again", "Demo", "starts_with", "a", 10),
		criterionOf("No demo", "Demo", "is", "none", -5),
		criterionOf("No demo, for points", "Demo", "is", "none", 5),
		criterionOf("Something else", "Other", "is", "x", 5),
	}}
	var rows []string
	for i := range 100 {
		demo, other, outcome := "none", "x", "lost"
		if i%2 == 0 {
			demo = "asked"
		}
		if i%3 == 0 {
			other = "y"
		}
		if i%5 == 0 {
			outcome = "won"
		}
		rows = append(rows, demo+","+other+","+outcome)
	}
	ev := evaluate(t, rb, listOf("Demo,Other", rows...), Options{})
	want := []rules.Pair{{A: 0, B: 1, Both: 50, Either: 50, Phi: 1}, {A: 0, B: 2, Both: 0, Either: 100, Phi: -1}, {A: 1, B: 2, Both: 0, Either: 100, Phi: -1}}
	if !reflect.DeepEqual(ev.Pairs, want) {
		t.Errorf("pairs %v, want %v", ev.Pairs, want)
	}
}

func TestStageTable(t *testing.T) {
	rb := &rulebook.Rulebook{
		Criteria: []rulebook.Criterion{criterionOf("A", "X", "is", "a", 10)},
		Stages: []rulebook.Stage{
			{Name: "Out", Out: true, Line: rulebook.Line{When: leafOf("X", "is", "out")}},
			{Name: "Hot", Line: rulebook.Line{When: leafOf("X", "is", "hot")}},
			{Name: "Empty", Line: rulebook.Line{When: leafOf("X", "is", "nothing")}},
			{Name: "Warm", Line: rulebook.Line{When: leafOf("X", "is", "a")}},
			{Name: "Hot", Line: rulebook.Line{When: leafOf("X", "is", "hot too")}},
		},
	}
	rows := slices.Concat(timesOf(20, "hot,won"), timesOf(10, "hot too,won"), timesOf(1, "a,won"), timesOf(29, "a,lost"), timesOf(5, "out,lost"), timesOf(5, "else,won"))
	ev := evaluate(t, rb, listOf("X", rows...), Options{})
	want := []segments.Segment{
		{Name: "Hot", Out: false, Tally: stats.Tally{Won: 30, Lost: 0}, Against: segments.Above},
		{Name: "Empty", Out: false, Tally: stats.Tally{}, Against: segments.NotCompared},
		{Name: "Warm", Out: false, Tally: stats.Tally{Won: 1, Lost: 29}, Against: segments.NotCompared},
		{Name: "", Out: false, Tally: stats.Tally{Won: 5, Lost: 0}, Against: segments.NotCompared},
		{Name: "Out", Out: true, Tally: stats.Tally{Won: 0, Lost: 5}, Against: segments.NotCompared},
	}
	if !reflect.DeepEqual(ev.Stages, want) {
		t.Errorf("stages\n%v\nwant\n%v", ev.Stages, want)
	}
	// By score alone hot leads come after warm ones; in a ranking they come first.
	if ev.Ranking == nil || ev.Ranking.AUC.Value <= ev.Score.AUC.Value {
		t.Errorf("ranking %v, score %v", ev.Ranking, ev.Score.AUC)
	}
}

func TestEvaluateNeedsBothOutcomes(t *testing.T) {
	rb := &rulebook.Rulebook{Criteria: []rulebook.Criterion{criterionOf("A", "X", "is", "a", 10)}}
	_, err := Evaluate(rb, listOf("X", "a,won", "b,"), Options{})
	if one, ok := errors.AsType[*OneOutcomeError](err); !ok || *one != (OneOutcomeError{1, 0, 1}) {
		t.Errorf("error %v", err)
	}
}

// A column that rules use and that is filled in only for won leads is told, as is the
// outcome itself.
func TestEvaluateFindsLeaks(t *testing.T) {
	rb := &rulebook.Rulebook{Criteria: []rulebook.Criterion{
		criterionOf("Signed", "Contract", "is", "yes", 10), criterionOf("Won", "Outcome", "is", "won", 10), criterionOf("Size", "Size", "is", "big", 1),
	}}
	var rows []string
	for i := range 200 {
		size := []string{"big", "small"}[i%2]
		if i%4 < 2 {
			rows = append(rows, "yes,won,"+size+",won")
		} else {
			rows = append(rows, ",lost,"+size+",lost")
		}
	}
	h := listOf("Contract,Outcome,Size", rows...)
	h.Reserve("Outcome", "it is the outcome")
	var got []string
	for _, e := range evaluate(t, rb, h, Options{}).Leaks {
		got = append(got, e.Column)
		if e.Override != "" {
			t.Errorf("%s: override %q", e.Column, e.Override)
		}
	}
	if !slices.Equal(got, []string{"Contract", "Outcome"}) {
		t.Errorf("leaks %q", got)
	}
}
