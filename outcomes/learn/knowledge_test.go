package learn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"leadscore/outcomes"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/printer"
)

// titled is a list in which the seniority of a title, in two languages, and the headcount,
// written as a range, decide.
func titled(leads int, seed uint64) *outcomes.History {
	titles := [][]string{
		{"Student", "学生", "PhD Student", "Graduate Student"},
		{"Account Executive", "営業担当", "Software Engineer", "Marketing Assistant", "経理担当", "Nurse"},
		{"Sales Manager", "課長", "営業課長", "Marketing Manager", "Project Manager", "IT Manager"},
		{"Director of Sales", "部長", "営業部長", "Finance Director", "人事部長", "Director of IT"},
		{"VP Sales", "VP of Marketing", "Vice President Finance", "執行役員"},
		{"CEO", "代表取締役", "CTO", "社長", "Chief Financial Officer", "代表取締役社長"},
	}
	sizes := []string{"1〜9名", "10〜49名", "50〜99名", "100〜299名", "300〜999名", "1000名以上"}
	r := rand.New(rand.NewPCG(seed, 21))
	h := outcomes.NewHistory([]string{"Job Title", "従業員規模", "Region"})
	for range leads {
		level, size := r.IntN(len(titles)), r.IntN(len(sizes))
		title := titles[level][r.IntN(len(titles[level]))]
		if r.IntN(3) == 0 { // titles are as people write them
			title += fmt.Sprintf(" (%s %d)", []string{"Team", "Unit", "第"}[r.IntN(3)], r.IntN(200))
		}
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(0.8*float64(level)+0.5*float64(size)-4) {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{title, sizes[size], []string{"North", "South"}[r.IntN(2)]}, Outcome: outcome, Order: math.NaN()})
	}
	return h
}

// A header that is known as that of people's names says so only where there are many.
func TestNamesOfPeople(t *testing.T) {
	people := make([]string, 60)
	for i := range people {
		people[i] = fmt.Sprintf("Ann %c%c", 'A'+i%26, 'a'+i/26)
	}
	for _, test := range []struct {
		name   string
		values []string
		out    bool
	}{
		{"people", people, true},
		{"ways to call", []string{"cellular", "telephone"}, false},
	} {
		r := rand.New(rand.NewPCG(7, 7))
		h := outcomes.NewHistory([]string{"contact", "size"})
		for range 1000 {
			h.Add(outcomes.Lead{Cells: []string{test.values[r.IntN(len(test.values))], fmt.Sprint(r.IntN(9))}, Outcome: outcomes.Lost + outcomes.Outcome(r.IntN(2)), Order: math.NaN()})
		}
		learned := learn(t, h, Options{})
		out := slices.ContainsFunc(learned.Report.Exclusions, func(e outcomes.Exclusion) bool { return e.Cause == outcomes.CauseIdentifier })
		if out != test.out {
			t.Errorf("%s: left out %v, want %v: %v", test.name, out, test.out, learned.Report.Exclusions)
		}
	}
}

// A card says so by seniority and by numbers, and ranks titles right that it has not seen.
func TestTitlesAndSizesAreLearnedByWhatTheyMean(t *testing.T) {
	learned := learn(t, titled(3000, 1), Options{})
	text := string(printer.Rulebook(learned.Rulebook))
	for _, want := range []string{"{seniority: job_title}", "at_least: c_level", "従業員規模: number", "at_least: 300"} {
		if !strings.Contains(text, want) {
			t.Errorf("the rulebook has no %q:\n%s", want, text)
		}
	}
	unseen := outcomes.NewHistory([]string{"Job Title", "従業員規模", "Region"})
	for _, title := range []string{"Managing Director, EMEA", "Master's Student in Economics", "インターン生", "取締役専務執行役員"} {
		unseen.Add(outcomes.Lead{Cells: []string{title, "100〜299名", "North"}, Order: math.NaN()})
	}
	scores, err := outcomes.ScoreLeads(learned.Rulebook, unseen, []int32{0, 1, 2, 3}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if min(scores[0], scores[3]) <= max(scores[1], scores[2])+10 {
		t.Errorf("managing director %v, executive %v; students %v and %v", scores[0], scores[3], scores[1], scores[2])
	}
	var columns []string
	for _, c := range learned.Report.Criteria {
		columns = append(columns, c.Columns[0])
	}
	if slices.Contains(columns, "Region") || len(columns) < 2 {
		t.Errorf("criteria on %q", columns)
	}
}

// Where the bare words say more than the language knows of them, they are used.
func TestBareWordsWhereTheySayMore(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	h := outcomes.NewHistory([]string{"Job Title"})
	for range 2000 {
		at := r.IntN(4)
		outcome := outcomes.Lost
		if r.Float64() < []float64{0.1, 0.6, 0.15, 0.7}[at] {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{[]string{"Sales Manager", "Sales Manager Retail", "Purchasing Director", "Purchasing Director Food"}[at]}, Outcome: outcome, Order: math.NaN()})
	}
	if text := string(printer.Rulebook(learn(t, h, Options{}).Rulebook)); strings.Contains(text, "seniority") || !strings.Contains(text, "Sales Manager Retail") {
		t.Errorf("the bare words say more:\n%s", text)
	}
}

// A column of exact numbers, some ranges among them, is one of amounts, even where single
// ones won more by chance.
func TestExactNumbersAreNoNames(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	h := outcomes.NewHistory([]string{"従業員数", "資料請求"})
	sizes := []string{"72名", "300", "58", "420", "180名", "780名", "260名", "120名", "640名", "1,350名", "230名", "約50", "1,000人以上", "500-999名"}
	for range 1200 {
		size, asked := sizes[r.IntN(len(sizes))], r.IntN(2)
		outcome := outcomes.Lost
		if chance := 0.2 + 0.3*float64(asked); slices.Contains([]string{"72名", "420", "260名", "1,350名"}, size) && r.Float64() < 0.5 || r.Float64() < chance {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{size, []string{"いいえ", "はい"}[asked]}, Outcome: outcome, Order: math.NaN()})
	}
	if text := string(printer.Rulebook(learn(t, h, Options{}).Rulebook)); strings.Contains(text, "名") {
		t.Errorf("numbers as names:\n%s", text)
	}
}

// Numbers with a unit behind them are numbers: the card has ranges, which hold for amounts
// never seen.
func TestNumbersWithUnitsAreLearned(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	h := outcomes.NewHistory([]string{"Distance", "Experience", "Wait"})
	for range 3000 {
		km, years := 100*r.Float64(), r.IntN(15)
		outcome, experience := outcomes.Lost, fmt.Sprint(years, " years")
		if years == 1 {
			experience = "1 year"
		}
		if r.Float64() < stats.Logistic(0.03*(50-km)+0.2*float64(years)-2) {
			outcome = outcomes.Won
		}
		wait := fmt.Sprint(1+r.IntN(5), []string{" min", " h", " days"}[r.IntN(3)]) // of which nothing can be said in one unit
		h.Add(outcomes.Lead{Cells: []string{fmt.Sprintf("%.1f km", km), experience, wait}, Outcome: outcome, Order: math.NaN()})
	}
	learned := learn(t, h, Options{})
	text := string(printer.Rulebook(learned.Rulebook))
	for _, want := range []string{"{column: Distance, type: number, unit: km}", "{column: Experience, type: number, unit: [year, years]}"} {
		if !strings.Contains(text, want) {
			t.Errorf("the rulebook has no %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "unit: min") {
		t.Errorf("minutes and hours are taken for one number:\n%s", text)
	}
	unseen := outcomes.NewHistory(h.Header)
	for _, cells := range [][]string{{"0.05 km", "30 years", ""}, {"250 km", "0 years", ""}} {
		unseen.Add(outcomes.Lead{Cells: cells, Order: math.NaN()})
	}
	if scores, err := outcomes.ScoreLeads(learned.Rulebook, unseen, []int32{0, 1}, 0); err != nil || scores[0] < 95 || scores[1] > 5 {
		t.Errorf("distances never seen score %v (%v)", scores, err)
	}
}

// Countries are one however they are spelled, and what decides of an address is whether it
// is one of free mail: the card says so, and holds for spellings and addresses never seen.
func TestCountriesAndFreeMailAreLearned(t *testing.T) {
	countries := [][]string{{"Japan", "JP", "日本", "JPN"}, {"USA", "United States", "US", "米国"}, {"Germany", "DE", "Deutschland"}, {"France", "FR", "フランス"}}
	r := rand.New(rand.NewPCG(6, 6))
	h := outcomes.NewHistory([]string{"Country", "Email", "Agreed"})
	for i := range 3000 {
		country := r.IntN(len(countries))
		x, host := []float64{0.5, -1, -1.5, -2}[country], fmt.Sprintf("company%d.example", r.IntN(900))
		if r.IntN(3) == 0 {
			host, x = []string{"gmail.com", "yahoo.co.jp", "gmx.de"}[r.IntN(3)], x-1.2
		}
		agreed := r.IntN(2)
		words := [][]string{{"no", "いいえ", "nein", "N"}, {"yes", "はい", "ja", "Y"}}[agreed]
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(x+float64(agreed)) {
			outcome = outcomes.Won
		}
		names := countries[country]
		h.Add(outcomes.Lead{Cells: []string{names[r.IntN(len(names))], fmt.Sprintf("someone%d@%s", i, host), words[r.IntN(4)]}, Outcome: outcome, Order: math.NaN()})
	}
	learned := learn(t, h, Options{Pairs: -1})
	text := string(printer.Rulebook(learned.Rulebook))
	for _, want := range []string{"synonyms: countries", "free_mail: true", "agreed: {column: Agreed, type: bool}", "{is: Japan, points: "} {
		if !strings.Contains(text, want) {
			t.Errorf("the rulebook has no %q:\n%s", want, text)
		}
	}
	unseen := outcomes.NewHistory(h.Header)
	for _, cells := range [][]string{{"ジャパン", "a@firm.example", "oui"}, {"France", "b@outlook.com", "non"}} {
		unseen.Add(outcomes.Lead{Cells: cells, Order: math.NaN()})
	}
	if scores, err := outcomes.ScoreLeads(learned.Rulebook, unseen, []int32{0, 1}, 0); err != nil || scores[0] < scores[1]+50 {
		t.Errorf("unseen spellings score %v (%v)", scores, err)
	}
}

// A column whose cells are amounts in yen is worded as one, whatever its header says.
func TestAmountsInYenAreWordedAsSuch(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 22))
	h := outcomes.NewHistory([]string{"予算", "連絡手段"})
	for range 2000 {
		n, outcome := 50*(1+r.IntN(8)), outcomes.Lost // in 万円
		if r.Float64() < float64(n)/600 {
			outcome = outcomes.Won
		}
		text := fmt.Sprintf("%d万円", n)
		if r.IntN(2) == 0 {
			text = fmt.Sprintf("%d円", 10_000*n)
		}
		h.Add(outcomes.Lead{Cells: []string{text, []string{"電話", "メール"}[r.IntN(2)]}, Outcome: outcome, Order: math.NaN()})
	}
	learned, err := Learn(h, Options{Language: rulebook.Japanese})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range learned.Report.Criteria[0].Bands {
		if when := b.When.String(); !strings.Contains(when, "万円") {
			t.Errorf("a band reads %q, want an amount in 万円", when)
		}
	}
}

// Values that are codes are named as such, where the card uses them; names are not.
func TestCodesAreTold(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	h := outcomes.NewHistory([]string{"Segment", "Town"})
	for range 3000 {
		segment, town := r.IntN(20), r.IntN(20)
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(float64(segment)/4+float64(town)/8-5) {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{fmt.Sprintf("S%02d", segment), fmt.Sprint("Town ", string(rune('A'+town)))}, Outcome: outcome, Order: math.NaN()})
	}
	notes := learn(t, h, Options{}).Report.Notes
	if n := len(slices.DeleteFunc(notes, func(n outcomes.Text) bool { return !strings.Contains(n.String(), "holds codes") })); n != 1 || !strings.HasPrefix(notes[0].String(), "Segment holds codes such as S00:") {
		t.Errorf("notes %v", notes)
	}
}
