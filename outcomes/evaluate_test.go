package outcomes

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/frameworks"
	"leadscore/icp"
	"leadscore/match"
	"leadscore/scoring"
)

// listOf makes a history of rows such as "JP,12,won": the cells, and the outcome last
// ("" for open).
func listOf(header string, rows ...string) *History {
	h := NewHistory(strings.Split(header, ","))
	for _, row := range rows {
		cells := strings.Split(row, ",")
		last := len(cells) - 1
		outcome := map[string]Outcome{"won": Won, "lost": Lost, "": Open}[cells[last]]
		h.Add(Lead{Cells: cells[:last], Outcome: outcome, Order: math.NaN()})
	}
	return h
}

// times repeats a row.
func timesOf(n int, row string) []string { return slices.Repeat([]string{row}, n) }

func leafOf(field, op string, args ...string) *match.Condition {
	return &match.Condition{Field: scalar(field), Tests: test(op, args...)}
}

func criterionOf(name, field, op, arg string, points int64) scoring.Criterion {
	p := match.Int(points)
	return scoring.Criterion{Name: name, Line: match.Line{When: leafOf(field, op, arg)}, Points: &p}
}

func evaluate(t *testing.T, rb *scoring.Rulebook, h *History, opt EvaluateOptions) *Evaluation {
	t.Helper()
	ev, err := Evaluate(rb, h, opt)
	if err != nil {
		t.Fatal(err)
	}
	return ev
}

// demoList is 100 leads: of 20 that asked for a demo 12 were won, of 60 that did not
// 6, of 20 blank ones 2.
func demoList() *History {
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
	rb := &scoring.Rulebook{Criteria: []scoring.Criterion{
		criterionOf("Demo", "Demo", "is", "yes", 20),
		criterionOf("In Japan", "Country", "is", "JP", 5),
		criterionOf("In France", "Country", "is", "FR", 5),
	}}
	ev := evaluate(t, rb, demoList(), EvaluateOptions{})
	if ev.Won != 20 || ev.Lost != 80 || ev.Open != 5 {
		t.Errorf("%d won, %d lost, %d open", ev.Won, ev.Lost, ev.Open)
	}
	demo := ev.Rules[0]
	if want := (Tally{12, 8}); demo.Fired != want {
		t.Errorf("fired %v, want %v", demo.Fired, want)
	}
	if want := (Tally{6, 54}); demo.Not != want {
		t.Errorf("not %v, want %v", demo.Not, want)
	}
	if want := (Tally{2, 18}); demo.Unknown != want {
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
	for i, want := range []Agreement{Agrees, AlwaysSame, NeverFires} {
		if got := ev.Rules[i].Agreement; got != want {
			t.Errorf("%s: %s, want %s", ev.Rules[i].Name, got, want)
		}
	}
}

func TestAgreement(t *testing.T) {
	for _, c := range []struct {
		name      string
		points    int64
		yes, no   Tally
		agreement Agreement
	}{
		{"plus points, more wins", 20, Tally{30, 30}, Tally{10, 90}, Agrees},
		{"plus points, fewer wins", 20, Tally{3, 57}, Tally{40, 60}, Disagrees},
		{"minus points, fewer wins", -20, Tally{3, 57}, Tally{40, 60}, Agrees},
		{"minus points, more wins", -20, Tally{30, 30}, Tally{10, 90}, Disagrees},
		{"a difference that may be luck", 20, Tally{12, 48}, Tally{18, 82}, Undecided},
		{"nine leads", 20, Tally{9, 0}, Tally{20, 80}, TooRare},
		{"nine others", 20, Tally{20, 80}, Tally{0, 9}, TooRare},
		{"no others", 20, Tally{20, 80}, Tally{}, AlwaysSame},
		{"no lead", 20, Tally{}, Tally{20, 80}, NeverFires},
		{"0 points", 0, Tally{30, 30}, Tally{10, 90}, AlwaysSame},
	} {
		var rows []string
		for _, of := range []struct {
			cell string
			Tally
		}{{"yes", c.yes}, {"no", c.no}} {
			rows = append(rows, timesOf(of.Won, of.cell+",won")...)
			rows = append(rows, timesOf(of.Lost, of.cell+",lost")...)
		}
		rb := &scoring.Rulebook{Criteria: []scoring.Criterion{criterionOf("A", "X", "is", "yes", c.points)}}
		if got := evaluate(t, rb, listOf("X", rows...), EvaluateOptions{}).Rules[0].Agreement; got != c.agreement {
			t.Errorf("%s: %s, want %s", c.name, got, c.agreement)
		}
	}
}

// A field without operator is true or unknown: then the unknown leads are the others.
func TestAgreementOfAnswers(t *testing.T) {
	p := match.Int(5)
	rb := &scoring.Rulebook{Criteria: []scoring.Criterion{{Name: "Says why", Line: match.Line{When: leafOf("Need", "known", "true")}, Points: &p}}}
	rb.Criteria[0].When.Tests = nil
	rows := slices.Concat(timesOf(30, "more leads,won"), timesOf(30, "more leads,lost"), timesOf(10, ",won"), timesOf(90, ",lost"))
	rule := evaluate(t, rb, listOf("Need", rows...), EvaluateOptions{}).Rules[0]
	if rule.Agreement != Agrees || rule.Unknown.Leads() != 100 || rule.Not.Leads() != 0 {
		t.Errorf("%+v", rule)
	}
}

func TestEvaluateBands(t *testing.T) {
	rb := &scoring.Rulebook{Criteria: []scoring.Criterion{{
		Name: "Size", Line: match.Line{Field: scalar("Employees"), Bands: []match.Band{
			{When: leafOf("Employees", "at_least", "1000"), Earns: match.Int(15)},
			{When: leafOf("Employees", "at_least", "100"), Earns: match.Int(10)},
		}}, Missing: match.Int(3),
	}}}
	rows := slices.Concat(timesOf(3, "5000,won"), timesOf(1, "1000,lost"), timesOf(2, "100,won"), timesOf(4, "20,lost"), timesOf(2, ",lost"))
	rule := evaluate(t, rb, listOf("Employees", rows...), EvaluateOptions{}).Rules[0]
	want := []RuleBand{
		{"Employees at_least 1000", match.Int(15), Tally{3, 1}},
		{"Employees at_least 100", match.Int(10), Tally{2, 0}},
		{"", match.Number{}, Tally{0, 4}},
	}
	if !reflect.DeepEqual(rule.Bands, want) {
		t.Errorf("bands %v, want %v", rule.Bands, want)
	}
	if rule.Fired != (Tally{5, 1}) || rule.Not != (Tally{0, 4}) || rule.Unknown != (Tally{0, 2}) || rule.Missing != 3 {
		t.Errorf("%+v", rule)
	}
	if rule.Points != (Spread{10, 15, 80.0 / 6}) {
		t.Errorf("points %v", rule.Points)
	}
}

func TestEvaluateParts(t *testing.T) {
	fifth := match.Int(1)
	rb := &scoring.Rulebook{
		ICP: &icp.Section{Points: match.Int(40), Profiles: []icp.Profile{{Name: "Japan", Attributes: []icp.Attribute{
			{Line: match.Line{When: leafOf("Country", "is", "JP")}, Weight: fifth},
		}}}},
		Frameworks: []frameworks.Framework{{Name: "BANT", Points: match.Int(20), Elements: []frameworks.Element{
			{Name: "need", Line: match.Line{When: &match.Condition{Field: scalar("Need")}}, Weight: fifth},
		}}},
	}
	rows := slices.Concat(timesOf(3, "JP,x,won"), timesOf(2, "US,x,lost"), timesOf(4, "US,,lost"))
	ev := evaluate(t, rb, listOf("Country,Need", rows...), EvaluateOptions{})
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
	if fit := ev.Grades[0]; fit.Of != "fit" || fit.Name != "A" || fit.Tally != (Tally{3, 0}) {
		t.Errorf("grades %+v", ev.Grades)
	}
}

// TestWorthIsThatOfTheRulebookWithout: taking the criterion out gives the same.
func TestWorthIsThatOfTheRulebookWithout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SampledFrom([]string{"a,1,won", "a,2,lost", "b,1,lost", "b,2,won", ",2,won", "a,,lost"}), 10, 60).Draw(t, "rows")
		h := listOf("X,Y", append(rows, "a,1,won", "b,1,lost")...)
		cap := match.Int(rapid.Int64Range(0, 12).Draw(t, "cap"))
		rb := &scoring.Rulebook{
			Groups: []scoring.Group{{Name: "g", Max: &cap}},
			Criteria: []scoring.Criterion{
				criterionOf("A", "X", "is", "a", rapid.Int64Range(-10, 10).Draw(t, "a")),
				criterionOf("B", "Y", "is", "2", rapid.Int64Range(-10, 10).Draw(t, "b")),
			},
		}
		rb.Criteria[0].Group, rb.Criteria[1].Group = scalar("g"), scalar("g")
		ev, err := Evaluate(rb, h, EvaluateOptions{})
		if err != nil {
			t.Fatal(err)
		}
		without := *rb
		without.Criteria = rb.Criteria[1:]
		rest, err := Evaluate(&without, h, EvaluateOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if want := ev.Score.AUC.Value - rest.Score.AUC.Value; math.Abs(ev.Rules[0].Worth.Value-want) > 1e-12 {
			t.Fatalf("worth %v, want %v", ev.Rules[0].Worth.Value, want)
		}
	})
}

func TestPairs(t *testing.T) {
	rb := &scoring.Rulebook{Criteria: []scoring.Criterion{
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
	ev := evaluate(t, rb, listOf("Demo,Other", rows...), EvaluateOptions{})
	want := []RulePair{{0, 1, 50, 50, 1}, {0, 2, 0, 100, -1}, {1, 2, 0, 100, -1}}
	if !reflect.DeepEqual(ev.Pairs, want) {
		t.Errorf("pairs %v, want %v", ev.Pairs, want)
	}
}

func TestStageTable(t *testing.T) {
	rb := &scoring.Rulebook{
		Criteria: []scoring.Criterion{criterionOf("A", "X", "is", "a", 10)},
		Stages: []scoring.Stage{
			{Name: "Out", Out: true, Line: match.Line{When: leafOf("X", "is", "out")}},
			{Name: "Hot", Line: match.Line{When: leafOf("X", "is", "hot")}},
			{Name: "Empty", Line: match.Line{When: leafOf("X", "is", "nothing")}},
			{Name: "Warm", Line: match.Line{When: leafOf("X", "is", "a")}},
			{Name: "Hot", Line: match.Line{When: leafOf("X", "is", "hot too")}},
		},
	}
	rows := slices.Concat(timesOf(20, "hot,won"), timesOf(10, "hot too,won"), timesOf(1, "a,won"), timesOf(29, "a,lost"), timesOf(5, "out,lost"), timesOf(5, "else,won"))
	ev := evaluate(t, rb, listOf("X", rows...), EvaluateOptions{})
	want := []Segment{
		{"Hot", false, Tally{30, 0}, Above},
		{"Empty", false, Tally{}, NotCompared},
		{"Warm", false, Tally{1, 29}, NotCompared},
		{"", false, Tally{5, 0}, NotCompared},
		{"Out", true, Tally{0, 5}, NotCompared},
	}
	if !reflect.DeepEqual(ev.Stages, want) {
		t.Errorf("stages\n%v\nwant\n%v", ev.Stages, want)
	}
	// By score alone hot leads come after warm ones; in a ranking they come first.
	if ev.Ranking == nil || ev.Ranking.AUC.Value <= ev.Score.AUC.Value {
		t.Errorf("ranking %v, score %v", ev.Ranking, ev.Score.AUC)
	}
}

// The test of two proportions: 30 of 100 against 15 of 100 gives z = 2.54, 20 against
// 15 gives 0.93 (Fleiss, Statistical Methods for Rates and Proportions, 2.4, without
// continuity correction).
func TestCompare(t *testing.T) {
	for _, c := range []struct {
		a, b Tally
		want Comparison
	}{
		{Tally{30, 70}, Tally{15, 85}, Above},
		{Tally{20, 80}, Tally{15, 85}, PerhapsAbove},
		{Tally{15, 85}, Tally{20, 80}, PerhapsBelow},
		{Tally{15, 85}, Tally{30, 70}, Below},
		{Tally{15, 85}, Tally{15, 85}, PerhapsBelow},
		{Tally{0, 50}, Tally{0, 60}, PerhapsBelow},
		{Tally{}, Tally{15, 85}, NotCompared},
	} {
		if got := Compare(c.a, c.b); got != c.want {
			t.Errorf("%v and %v: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestDeLongOfTies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scores, won := rapidScores(t)
		want, got := DeLong(scores, won), delongTies(ties(scores, won))
		if math.IsNaN(want.Value) && math.IsNaN(got.Value) {
			return
		}
		for _, pair := range [][2]float64{{want.Value, got.Value}, {want.Low, got.Low}, {want.High, got.High}} {
			if math.Abs(pair[0]-pair[1]) > 1e-12 {
				t.Fatalf("%v, want %v", got, want)
			}
		}
	})
}

func rapidScores(t *rapid.T) (scores []float64, won []bool) {
	n := rapid.IntRange(1, 40).Draw(t, "n")
	for range n {
		scores = append(scores, float64(rapid.IntRange(0, 9).Draw(t, "score")))
		won = append(won, rapid.Bool().Draw(t, "won"))
	}
	return scores, won
}

// pROC's roc.test(aSAH$outcome, aSAH$s100b, aSAH$ndka) prints Z = 1.3908 and the 95
// percent confidence interval -0.04887061 0.28769174.
func TestPairedDeLong(t *testing.T) {
	s100b, won := labelled(aSAH.s100bGood, aSAH.s100bPoor)
	ndka, _ := labelled(aSAH.ndkaGood, aSAH.ndkaPoor)
	got := newPlacements(s100b, won).less(newPlacements(ndka, won))
	nearInterval(t, "difference", got, Interval{0.7313685636856369 - 0.6119579945799458, -0.048870606, 0.287691745})
}

func TestRateChecks(t *testing.T) {
	rate := func(from, percent int64) scoring.Rate {
		return scoring.Rate{From: match.Int(from), Rate: match.NewNumber(percent, 100)}
	}
	rb := &scoring.Rulebook{
		Criteria: []scoring.Criterion{
			criterionOf("A", "X", "is", "a", 10), criterionOf("B", "X", "is", "b", 20), criterionOf("C", "X", "is", "c", -5),
		},
		Score: scoring.Score{Rates: []scoring.Rate{rate(0, 20), rate(10, 30), rate(20, 60), rate(30, 90)}},
	}
	rows := slices.Concat(timesOf(40, "z,lost"), timesOf(30, "a,won"), timesOf(70, "a,lost"), timesOf(95, "b,won"), timesOf(5, "b,lost"), timesOf(2, "c,lost"))
	ev := evaluate(t, rb, listOf("X", rows...), EvaluateOptions{})
	var got []string
	for _, c := range ev.Calibration {
		got = append(got, fmt.Sprintf("%v %v %v", c.From, c.Tally, c.Fit))
	}
	want := []string{"-Inf {0 2} holds", "0 {0 40} too high", "10 {30 70} holds", "20 {95 5} too low", "30 {0 0} no leads"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if !ev.Own {
		t.Error("log-loss is not of the rulebook's rates")
	}
	near(t, "log-loss", ev.Score.LogLoss, -(40*math.Log(0.8)+30*math.Log(0.3)+70*math.Log(0.7)+95*math.Log(0.6)+5*math.Log(0.4)+2*math.Log(1-125.0/242))/242)
	// 50 % of four leads may well be the 30 of 100; 50 % of 400 are not.
	rb.Score.Rates[1] = rate(10, 50)
	for leads, want := range map[int]RateFit{0: RateTooHigh, 4: RateHolds, 400: RateTooHigh} {
		rb.Score.Rates[1].Leads = leads
		if got := evaluate(t, rb, listOf("X", rows...), EvaluateOptions{}).Calibration[2].Fit; got != want {
			t.Errorf("50 %% of %d leads against 30 of 100: %s, want %s", leads, got, want)
		}
	}
}

func TestCapacity(t *testing.T) {
	rb := &scoring.Rulebook{Criteria: []scoring.Criterion{criterionOf("A", "X", "is", "a", 10)}}
	h := listOf("X,Day", slices.Concat(timesOf(10, "a,2026-01-01,won"), timesOf(10, "a,2026-01-28,lost"), timesOf(60, "b,2026-01-15,lost"))...)
	if _, err := h.OrderBy("Day", match.OrderUnset, nil); err != nil {
		t.Fatal(err)
	}
	// 80 leads in four weeks are 20 a week; 5 calls reach a quarter of them, which is
	// all 20 leads with points.
	c := evaluate(t, rb, h, EvaluateOptions{Dated: true, PerWeek: 5}).Capacity
	want := CapacityReport{PerWeek: 5, Weeks: 4, Arriving: 20, Share: 0.25, From: 10, Calls: 20, Wins: 10, Per100: 50, AtRandom: 12.5}
	if c == nil || *c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	if c := evaluate(t, rb, h, EvaluateOptions{Share: 1}).Capacity; c.Per100 != c.AtRandom {
		t.Errorf("calling everybody: %+v", c)
	}
	if c := evaluate(t, rb, h, EvaluateOptions{}).Capacity; c != nil {
		t.Errorf("without capacity: %+v", c)
	}
}

func TestPeriods(t *testing.T) {
	rb := &scoring.Rulebook{Criteria: []scoring.Criterion{criterionOf("A", "X", "is", "a", 10)}}
	h := listOf("X,Day",
		"a,2026-01-31,won", "b,2026-01-01,lost", "a,2026-02-01,won", "a,2026-02-28,lost", "b,2026-02-03,", "b,,lost")
	if _, err := h.OrderBy("Day", match.OrderUnset, nil); err != nil {
		t.Fatal(err)
	}
	ev := evaluate(t, rb, h, EvaluateOptions{Dated: true})
	if len(ev.Periods) != 2 || ev.Undated != 1 {
		t.Fatalf("%+v, %d undated", ev.Periods, ev.Undated)
	}
	january, february := ev.Periods[0], ev.Periods[1]
	if january.Name != "2026-01" || january.Tally != (Tally{1, 1}) || january.AUC.Value != 1 || !math.IsNaN(january.Shift) {
		t.Errorf("%+v", january)
	}
	if february.Name != "2026-02" || february.Tally != (Tally{1, 1}) || february.AUC.Value != 0.5 || february.Open != 1 || math.IsNaN(february.Shift) {
		t.Errorf("%+v", february)
	}
}

func TestPeriodNames(t *testing.T) {
	const day = 20089 // 2025-01-01
	for _, c := range []struct {
		days int
		want string
	}{{500, "2025-01"}, {1000, "2025 Q1"}, {3000, "2025"}} {
		name := periodNames(c.days, func(i int) float64 { return day + float64(i) })
		if got := name(day); got != c.want {
			t.Errorf("%d days: %s, want %s", c.days, got, c.want)
		}
	}
}

// Each lead is scored as of its own day: three days after its last visit, whatever
// the day of the others.
func TestReplay(t *testing.T) {
	p := match.Int(10)
	rb := &scoring.Rulebook{
		Fields:   []match.Field{{Name: "seen", Columns: []match.Scalar{scalar("Seen")}, Type: match.TypeDate}},
		Criteria: []scoring.Criterion{{Name: "Seen lately", Line: match.Line{When: leafOf("seen", "within", "5d")}, Points: &p}},
	}
	h := listOf("Seen,Day", slices.Concat(timesOf(3, "2024-01-01,2024-01-04,won"), timesOf(3, "2024-01-01,2024-03-01,lost"), timesOf(2, "2026-05-01,2026-05-04,won"), []string{"2026-05-01,,lost"})...)
	at, err := h.DateBy("Day", match.OrderUnset, nil)
	if err != nil {
		t.Fatal(err)
	}
	if at.Known != 8 || at.Unknown != 1 {
		t.Errorf("%+v", at)
	}
	ev := evaluate(t, rb, h, EvaluateOptions{})
	if !ev.Replayed || ev.Score.AUC.Value != 1 || ev.Open != 1 {
		t.Errorf("replayed %v, AUC %v, %d open", ev.Replayed, ev.Score.AUC, ev.Open)
	}
}

// A visit after the lead's own day is told, a closing date that rules look forward to is
// not.
func TestFutureDates(t *testing.T) {
	p := match.Int(10)
	date := func(name string) match.Field {
		return match.Field{Name: name, Columns: []match.Scalar{scalar(name)}, Type: match.TypeDate}
	}
	rb := &scoring.Rulebook{
		Fields: []match.Field{date("Seen"), date("Closes")},
		Criteria: []scoring.Criterion{
			{Name: "Seen lately", Line: match.Line{When: leafOf("Seen", "within", "5d")}, Points: &p},
			{Name: "Closes soon", Line: match.Line{When: leafOf("Closes", "within_next", "90d")}, Points: &p},
		},
	}
	h := listOf("Seen,Closes,Day", "2026-01-05,2026-03-01,2026-01-04,won", "2026-01-04,2026-03-01,2026-01-04,lost", ",,2026-01-04,lost")
	if _, err := h.DateBy("Day", match.OrderUnset, nil); err != nil {
		t.Fatal(err)
	}
	notes := evaluate(t, rb, h, EvaluateOptions{}).Notes
	if n := len(notes); n != 2 || !strings.HasPrefix(notes[1], "Seen: of 1 leads the day is after the one they are scored as of") {
		t.Errorf("notes %q", notes)
	}
}

func TestTimelines(t *testing.T) {
	for _, c := range []struct {
		name   string
		cells  []string
		order  match.DateOrder
		want   string // first and last day, or the error
		values []float64
	}{
		{"ISO", []string{"2026-01-02", "2026-01-01", ""}, match.OrderUnset, "2026-01-01 2026-01-02 unset", []float64{20455, 20454, math.NaN()}},
		{"day first, as one cell shows", []string{"13/1/2026", "2/1/2026"}, match.OrderUnset, "2026-01-02 2026-01-13 dmy", []float64{20466, 20455}},
		{"month first, as one cell shows", []string{"1/13/2026", "1/2/2026"}, match.OrderUnset, "2026-01-02 2026-01-13 mdy", []float64{20466, 20455}},
		{"either", []string{"1/2/2026", "3/4/2026"}, match.OrderUnset, `When: a date such as "1/2/2026" may be day-month or month-day. say which with --date-order`, nil},
		{"either, but told", []string{"1/2/2026", "3/4/2026"}, match.OrderDMY, "2026-02-01 2026-04-03 dmy", []float64{20485, 20546}},
		{"Japanese", []string{"2026年1月2日", "不明"}, match.OrderUnset, "2026-01-02 2026-01-02 unset", []float64{20455, math.NaN()}},
		{"numbers", []string{"17", "1,200", "-3"}, match.OrderUnset, "numbers", []float64{17, 1200, -3}},
		{"words", []string{"soon", "later"}, match.OrderUnset, `When: "soon" is no date. expected dates, such as 2026-11-21, or numbers that rise with time`, nil},
		{"nothing", []string{"", "-"}, match.OrderUnset, "When: no cell is filled, so it does not say when leads came", nil},
	} {
		h := NewHistory([]string{"When"})
		for _, cell := range c.cells {
			h.Add(Lead{Cells: []string{cell}, Outcome: Won})
		}
		at, err := h.OrderBy("when", c.order, nil)
		if err != nil {
			if err.Error() != c.want {
				t.Errorf("%s: %v, want %s", c.name, err, c.want)
			}
			continue
		}
		got := "numbers"
		if at.Days {
			order := "unset"
			if at.Order != match.OrderUnset {
				order = at.Order.String()
			}
			got = fmt.Sprintf("%v %v %s", at.First, at.Last, order)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		for i, want := range c.values {
			if got := h.Order(i); got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
				t.Errorf("%s: lead %d at %v, want %v", c.name, i, got, want)
			}
		}
	}
	absent, isTime := errors.AsType[*TimeColumnError](func() error { _, err := listOf("Created").OrderBy("Craeted", match.OrderUnset, nil); return err }())
	if !isTime || absent.Near != "Created" {
		t.Errorf("%+v", absent)
	}
}

// Microsoft's own example: 650 true and 200 false positives, 100 true and 50 false
// negatives give an accuracy of 75 %, a recall of 92 %
// (learn.microsoft.com/dynamics365/sales/scoring-model-accuracy).
func TestDynamics(t *testing.T) {
	var scores []float64
	var won []bool
	for _, of := range []struct {
		n     int
		score float64
		won   bool
	}{{650, 50, true}, {200, 50, false}, {100, 40, false}, {50, 40, true}} {
		for range of.n {
			scores, won = append(scores, of.score), append(won, of.won)
		}
	}
	ev := &Evaluation{Won: 700, Lost: 300, Score: Measure(scores, nil, won), Threshold: Confuse(scores, won, 50)}
	var found []string
	for _, c := range ev.dynamics() {
		found = append(found, c.Found)
	}
	want := []string{"700 won and 300 lost", "75 %", "92 %", "0.84", "0.631, low end 0.603"}
	if !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
	if got := ev.verdict(); got != VerdictOK {
		t.Errorf("verdict %s, want OK", got)
	}
	ev.Lost = 39
	if got := ev.verdict(); got != VerdictNotReady {
		t.Errorf("verdict with 39 lost leads %s, want not ready", got)
	}
}

func TestMadKudu(t *testing.T) {
	stages := func(best, worst Tally) *Evaluation {
		ev := &Evaluation{Stages: []Segment{{Name: "Good", Tally: best}, {Name: "Rest", Tally: worst}, {Name: "Out", Out: true}}}
		ev.Won, ev.Lost = best.Won+worst.Won, best.Lost+worst.Lost
		return ev
	}
	for _, c := range []struct {
		name        string
		best, worst Tally
		want        []bool
	}{
		{"all of it", Tally{60, 140}, Tally{20, 780}, []bool{true, true, true}},
		{"too many flagged", Tally{60, 340}, Tally{5, 595}, []bool{false, true, true}},
		{"too few flagged", Tally{60, 40}, Tally{6, 894}, []bool{false, true, true}},
		{"wins elsewhere", Tally{50, 150}, Tally{50, 750}, []bool{true, false, false}},
		{"nothing won in the worst", Tally{60, 140}, Tally{0, 800}, []bool{true, true, true}},
	} {
		var got []bool
		for _, check := range stages(c.best, c.worst).madKudu(&replay{}) {
			got = append(got, check.Passed)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestEvaluateNeedsBothOutcomes(t *testing.T) {
	rb := &scoring.Rulebook{Criteria: []scoring.Criterion{criterionOf("A", "X", "is", "a", 10)}}
	_, err := Evaluate(rb, listOf("X", "a,won", "b,"), EvaluateOptions{})
	if one, ok := errors.AsType[*OneOutcomeError](err); !ok || *one != (OneOutcomeError{1, 0, 1}) {
		t.Errorf("error %v", err)
	}
}

// A column that rules use and that is filled in only for won leads is told, as is the
// outcome itself.
func TestEvaluateFindsLeaks(t *testing.T) {
	rb := &scoring.Rulebook{Criteria: []scoring.Criterion{
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
	for _, e := range evaluate(t, rb, h, EvaluateOptions{}).Leaks {
		got = append(got, e.Column)
		if e.Override != "" {
			t.Errorf("%s: override %q", e.Column, e.Override)
		}
	}
	if !slices.Equal(got, []string{"Contract", "Outcome"}) {
		t.Errorf("leaks %q", got)
	}
}
