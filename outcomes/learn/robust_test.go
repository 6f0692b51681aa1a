package learn

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"leadscore/outcomes"
	"leadscore/outcomes/internal/scorecard"
	"leadscore/outcomes/stats"
	"leadscore/scoring"
)

// generated makes a list of n leads: row gives the cells and the log-odds of winning.
func generated(header []string, n int, seed uint64, row func(r *rand.Rand, i int) (cells []string, logOdds float64)) *outcomes.History {
	r := rand.New(rand.NewPCG(seed, 99))
	h := outcomes.NewHistory(header)
	for i := range n {
		cells, x := row(r, i)
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(x) {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: cells, Outcome: outcome, Order: math.NaN()})
	}
	return h
}

func learn(t *testing.T, h *outcomes.History, opt Options) *Learned {
	t.Helper()
	learned, err := Learn(h, opt)
	if err != nil {
		t.Fatal(err)
	}
	if problems := scoring.Validate(learned.Rulebook); len(problems) > 0 {
		t.Fatalf("the rulebook has problems: %v", problems)
	}
	return learned
}

func (r *Report) causeOf(column string) outcomes.Cause {
	for _, e := range r.Exclusions {
		if e.Column == column {
			return e.Cause
		}
	}
	return ""
}

func TestRandomOutcomesAreWeak(t *testing.T) {
	header := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}
	for seed := range uint64(20) {
		h := generated(header, 2000, seed, func(r *rand.Rand, _ int) ([]string, float64) {
			var cells []string
			for c := range 4 {
				cells = append(cells, fmt.Sprint(int(r.NormFloat64()*1000)), fmt.Sprint("v", r.IntN(4*c+2)))
			}
			return append(cells, []string{"yes", "no", ""}[r.IntN(3)], fmt.Sprintf("%.3f", r.ExpFloat64())), -0.8
		})
		if learned := learn(t, h, Options{Seed: seed}); learned.Report.Status != StatusWeak {
			t.Errorf("seed %d: status %s, AUC %v", seed, learned.Report.Status, learned.Report.Folds.AUC)
		}
	}
}

func TestTooFewLeads(t *testing.T) {
	few := func(won, lost int) *outcomes.History {
		h := outcomes.NewHistory([]string{"a"})
		for i := range won + lost {
			outcome := outcomes.Lost
			if i < won {
				outcome = outcomes.Won
			}
			h.Add(outcomes.Lead{Cells: []string{fmt.Sprint("v", i%2)}, Outcome: outcome, Order: math.NaN()})
		}
		return h
	}
	for _, c := range []struct {
		won, lost, need int
		small           bool
	}{{0, 500, 20, false}, {500, 0, 20, true}, {19, 400, 20, true}, {30, 400, 40, false}, {0, 0, 20, false}} {
		_, err := Learn(few(c.won, c.lost), Options{Small: c.small})
		var e *outcomes.TooFewError
		if !errors.As(err, &e) || e.Need != c.need {
			t.Errorf("%d won, %d lost: %v, want a TooFewError that needs %d", c.won, c.lost, err, c.need)
		}
	}
	learned := learn(t, few(25, 30), Options{Small: true})
	if learned.Report.Status != StatusWeak {
		t.Errorf("25 won and 30 lost leads: status %s", learned.Report.Status)
	}
}

func TestOptionsThatMakeNoSense(t *testing.T) {
	h := mixed(300, 1)
	for _, o := range []Options{{Step: 3}, {Step: -1}, {Criteria: -2}, {Capacity: 1.5}, {Holdout: 1}, {Keep: []string{"Region"}, Drop: []string{"region"}}} {
		var e *OptionError
		if _, err := Learn(h, o); !errors.As(err, &e) {
			t.Errorf("%+v: %v, want an OptionError", o, err)
		}
	}
	var e *outcomes.ColumnError
	if _, err := Learn(h, Options{Drop: []string{"Employes"}}); !errors.As(err, &e) || e.Near != "Employees" {
		t.Errorf("a misspelt column: %v, want a ColumnError that names Employees", err)
	}
}

// What each column is taken for. The outcome depends on size, source and industry.
func TestColumnsAreTyped(t *testing.T) {
	header := []string{"ID", "Row", "Lead Code", "Size", "Source", "業種", "Memo", "Same", "Empty", "Month", "Opted", "Seen", "", "Twice", "Twice", "Company", "Amount", "Tel"}
	sources := []string{"Web", "web", "Referral", "Fair", "-", "Unknown"}
	h := generated(header, 1500, 5, func(r *rand.Rand, i int) ([]string, float64) {
		size, source := math.Exp(3+r.NormFloat64()), r.IntN(len(sources))
		x := 0.7*math.Log(size) - 3
		if source == 2 {
			x += 1.5
		}
		industry := []string{"製造業", "小売業", "情報通信業"}[r.IntN(3)]
		if industry == "製造業" {
			x++
		}
		return []string{fmt.Sprintf("%08x", r.Uint32()), fmt.Sprint(1000 + i), fmt.Sprint(500000 + r.IntN(9000)*7%9000), fmt.Sprintf("%.0f名", size), sources[source], industry,
			fmt.Sprintf("spoke to the manager of branch %d about %d things", r.IntN(9999), r.IntN(99)), "x", "N/A", []string{"Jan", "feb", "Mar"}[r.IntN(3)], []string{"はい", "いいえ"}[r.IntN(2)],
			"2024-03-01", "a", "b", "c", fmt.Sprint("Company ", r.IntN(1400)), fmt.Sprintf("%.1f", 1e6*r.Float64()), fmt.Sprintf("03-%04d-%04d", r.IntN(10000), r.IntN(10000))}, x
	})
	learned := learn(t, h, Options{})
	for column, want := range map[string]outcomes.Cause{
		"ID": outcomes.CauseIdentifier, "Row": outcomes.CauseIdentifier, "Memo": outcomes.CauseFreeText, "Same": outcomes.CauseConstant, "Empty": outcomes.CauseEmpty, "Month": outcomes.CauseMonth,
		"Seen": outcomes.CauseConstant, "": outcomes.CauseHeader, "Twice": outcomes.CauseHeader, "Company": outcomes.CauseFreeText, "Tel": outcomes.CauseIdentifier,
		"Size": "", "Source": "", "業種": "", "Opted": "", "Amount": "",
	} {
		if got := learned.Report.causeOf(column); got != want {
			t.Errorf("%q: left out as %q, want %q", column, got, want)
		}
	}
	types := map[string]string{}
	for _, f := range learned.Report.Fields {
		types[f.Column] = f.Type
	}
	for column, want := range map[string]string{"Size": "number", "Source": "text", "業種": "text", "Opted": "bool", "Amount": "number"} {
		if types[column] != want {
			t.Errorf("%q is of type %q, want %q", column, types[column], want)
		}
	}
	var used []string
	for _, c := range learned.Report.Criteria {
		used = append(used, c.Columns...)
	}
	for _, column := range []string{"Size", "Source", "業種"} {
		if !slices.Contains(used, column) {
			t.Errorf("%q decides but is not used; used: %q", column, used)
		}
	}
	if learned.Report.Status != StatusGood {
		t.Errorf("status %s: %v", learned.Report.Status, learned.Report.Reasons)
	}
}

// Leaks of every kind, each with what it must be caught as; and honest columns that
// look a little like them.
func TestLeaksOfEveryKind(t *testing.T) {
	header := []string{"Signal", "Perfect", "Filled", "Half filled", "Close reason", "Deal size", "Strong", "Budget", "Reason for contact", "Rep note A", "Rep score"}
	r := rand.New(rand.NewPCG(4, 4))
	h := outcomes.NewHistory(header)
	pick := func(p float64, yes, no string) string {
		if r.Float64() < p {
			return yes
		}
		return no
	}
	for range 1200 {
		won := r.Float64() < 0.35
		by := func(w, l float64) float64 {
			if won {
				return w
			}
			return l
		}
		signal := r.NormFloat64() + by(0.8, 0)
		deal := fmt.Sprint(1000 * (1 + r.IntN(50)))
		if won {
			deal = fmt.Sprint(1000 + r.IntN(50000))
		}
		note := pick(by(0.55, 0.45), "x", "")
		score := ""
		if note != "" {
			score = fmt.Sprint(int(10 + by(6, 0) + 3*r.NormFloat64()))
			note = fmt.Sprint("n", r.IntN(3))
		}
		outcome := outcomes.Lost
		if won {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Outcome: outcome, Order: math.NaN(), Cells: []string{
			fmt.Sprintf("%.2f", signal), pick(by(1, 0), "b", "a"), pick(by(0.9, 0.2), "ok", ""), pick(by(0.7, 0.35), []string{"p", "q"}[r.IntN(2)], ""),
			pick(by(0.6, 0.2), "price", []string{"timing", "other"}[r.IntN(2)]), deal, fmt.Sprintf("%.2f", r.NormFloat64()+by(1.2, 0)),
			fmt.Sprint(1000 * (1 + r.IntN(50))), []string{"demo", "price", "help"}[r.IntN(3)], note, score,
		}})
	}
	report := learn(t, h, Options{}).Report
	for column, want := range map[string]outcomes.Cause{
		"Signal": "", "Perfect": outcomes.CauseLeak, "Filled": outcomes.CauseLeak, "Half filled": outcomes.CauseDoubt, "Close reason": outcomes.CauseSuspect, "Deal size": outcomes.CauseSuspect,
		"Strong": outcomes.CauseDoubt, "Budget": "", "Reason for contact": "", "Rep note A": outcomes.CauseDoubt, "Rep score": outcomes.CauseSuspect,
	} {
		got := report.causeOf(column)
		for _, doubt := range report.Doubts {
			if doubt.Column == column && got == "" {
				got = doubt.Cause
			}
		}
		if got != want {
			t.Errorf("%q: found %q, want %q", column, got, want)
		}
	}
	allowed := learn(t, h, Options{Allow: []string{"Close reason", "Signal", "Strong"}, Drop: []string{"Perfect"}}).Report
	if allowed.causeOf("Close reason") != "" || len(allowed.Allowed) != 2 || allowed.causeOf("Perfect") != outcomes.CauseDropped {
		t.Errorf("allowed: %v; left out: %v", allowed.Allowed, allowed.Exclusions)
	}
	if !(allowed.Folds.AUC.Value > report.Folds.AUC.Value+0.02) {
		t.Errorf("AUC %.3f with the column allowed, %.3f without", allowed.Folds.AUC.Value, report.Folds.AUC.Value)
	}
}

// A field that counts only together with another becomes a pair.
func TestPairsAreFound(t *testing.T) {
	h := generated([]string{"Channel", "Country", "Size"}, 6000, 8, func(r *rand.Rand, _ int) ([]string, float64) {
		channel, country := []string{"web", "fair"}[r.IntN(2)], []string{"JP", "US", "DE"}[r.IntN(3)]
		size := r.ExpFloat64() * 100
		x := -2 + size/200
		if channel == "fair" && country == "JP" {
			x += 3
		} else if channel == "fair" || country == "JP" {
			x -= 0.5
		}
		return []string{channel, country, fmt.Sprintf("%.0f", size)}, x
	})
	learned := learn(t, h, Options{})
	i := slices.IndexFunc(learned.Report.Criteria, func(c CriterionReport) bool { return len(c.Columns) == 2 })
	if i < 0 {
		t.Fatalf("no pair among %v", learned.Report.Criteria)
	}
	// Both fields on, or both off, is what the two single fields cannot say.
	if when := learned.Rulebook.Criteria[i].When.String(); when != "(channel is fair and country is JP)" && when != "(channel is_not fair and country is_not JP)" {
		t.Errorf("the pair is %s", when)
	}
	if why := learned.Rulebook.Criteria[i].Why; !strings.HasPrefix(why, "where both hold, ") || !strings.Contains(why, " % of the leads") {
		t.Errorf("the pair is for %q", why)
	}
	if none := learn(t, h, Options{Pairs: -1}); !(none.Report.Folds.AUC.Value < learned.Report.Folds.AUC.Value-scorecard.PairGain/2) {
		t.Errorf("AUC %.4f without pairs, %.4f with", none.Report.Folds.AUC.Value, learned.Report.Folds.AUC.Value)
	}
}

// What held for old leads and turned round for the newest is told.
func TestPassingRulesAreWeak(t *testing.T) {
	h := outcomes.NewHistory([]string{"Source", "Size"})
	r := rand.New(rand.NewPCG(6, 6))
	for i := range 3000 {
		source, size := r.IntN(3), r.NormFloat64()
		x := -1 + 0.3*size
		if i < 2100 && source == 0 {
			x += 2.5
		}
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(x) {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{fmt.Sprint("s", source), fmt.Sprintf("%.2f", size)}, Outcome: outcome, Order: float64(i)})
	}
	report := learn(t, h, Options{}).Report
	if report.Newest == nil || report.Status != StatusWeak {
		t.Errorf("newest %v, status %s", report.Newest, report.Status)
	}
	if !strings.Contains(outcomes.Texts(report.Notes).String(), "win rates have shifted") {
		t.Errorf("the notes do not tell that win rates have shifted: %q", report.Notes)
	}
	if report.Oldest != 0 || report.Latest != 2999 || report.NewestFrom != 2100 {
		t.Errorf("oldest %v, latest %v, newest from %v", report.Oldest, report.Latest, report.NewestFrom)
	}
}

// Copies of a lead stay in one fold: with outcomes dealt at random and every lead
// three times over, nothing is learned.
func TestDuplicatesStayInOneFold(t *testing.T) {
	h := outcomes.NewHistory([]string{"Lead", "A", "B"})
	r := rand.New(rand.NewPCG(9, 9))
	for i := range 500 {
		cells := []string{fmt.Sprintf("L%06d", i*7919%100003), fmt.Sprint("a", r.IntN(120)), fmt.Sprintf("%.4f", r.NormFloat64())}
		outcome := outcomes.Lost
		if r.IntN(2) == 0 {
			outcome = outcomes.Won
		}
		for range 3 {
			h.Add(outcomes.Lead{Cells: cells, Outcome: outcome, Order: math.NaN()})
		}
	}
	report := learn(t, h, Options{References: true}).Report
	for _, q := range append(report.References, ReferenceQuality{Name: "card", Folds: report.Folds}) {
		if q.Folds.AUC.Value > 0.6 {
			t.Errorf("%s: AUC %.3f on outcomes dealt at random", q.Name, q.Folds.AUC.Value)
		}
	}
}

// A pinned column is added to what is chosen without it: nothing falls out for its sake.
func TestKeepAddsAColumn(t *testing.T) {
	columns := func(o Options) (all []string) {
		for _, c := range learn(t, mixed(1000, 21), o).Report.Criteria {
			all = append(all, c.Columns...)
		}
		return all
	}
	free := columns(Options{Criteria: 3})
	for _, keep := range []string{"region", "Employees", "業種"} {
		kept := columns(Options{Criteria: 3, Keep: []string{keep}})
		for _, column := range free {
			if !slices.Contains(kept, column) {
				t.Errorf("--keep %s: %q fell out; criteria on %q, without it on %q", keep, column, kept, free)
			}
		}
		if len(kept) > len(free)+1 {
			t.Errorf("--keep %s: criteria on %q, without it on %q", keep, kept, free)
		}
	}
}

// An idle column that goes with a strong one neither drives it out nor takes its weight.
func TestKeepOfAnIdleColumn(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	h := outcomes.NewHistory([]string{"Strong", "Idle", "Other"})
	for range 3000 {
		strong, other := r.IntN(6), r.IntN(5)
		idle := strong
		if r.IntN(3) == 0 {
			idle = r.IntN(6)
		}
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(float64(strong)-3+float64(other)/2) {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{fmt.Sprint(strong), fmt.Sprint("i", idle), fmt.Sprint("o", other)}, Outcome: outcome, Order: math.NaN()})
	}
	free, kept := learn(t, h, Options{}).Report, learn(t, h, Options{Keep: []string{"Idle"}}).Report
	if kept.Folds.AUC.Value < free.Folds.AUC.Value-0.005 {
		t.Errorf("--keep of an idle column: AUC %.3f, without %.3f", kept.Folds.AUC.Value, free.Folds.AUC.Value)
	}
	if kept.Criteria[0].Columns[0] != "Strong" {
		t.Errorf("criteria %v", kept.Criteria)
	}
}

// A value of one in two hundred leads is looked at where it tells for certain.
func TestRareValueThatTells(t *testing.T) {
	for _, c := range []struct {
		chance float64
		want   outcomes.Cause
	}{{0.8, ""}, {0.3, outcomes.CauseConstant}} {
		r := rand.New(rand.NewPCG(5, 1))
		h := outcomes.NewHistory([]string{"Signal", "Referred"})
		for range 12000 {
			signal, referred, chance := r.IntN(10), "no", 0.1
			chance += 0.04 * float64(signal)
			if r.IntN(200) == 0 {
				referred, chance = "yes", c.chance
			}
			outcome := outcomes.Lost
			if r.Float64() < chance {
				outcome = outcomes.Won
			}
			h.Add(outcomes.Lead{Cells: []string{fmt.Sprint(signal), referred}, Outcome: outcome, Order: math.NaN()})
		}
		report := learn(t, h, Options{}).Report
		if got := report.causeOf("Referred"); got != c.want {
			t.Errorf("the rare value wins at %v: left out as %q, want %q", c.chance, got, c.want)
		}
	}
}

// A name alone is a reason to ask; where the data bear it out, to leave out.
func TestTellingNames(t *testing.T) {
	for _, c := range []struct {
		effect float64
		want   outcomes.Cause
	}{{0, ""}, {0.45, outcomes.CauseDoubt}, {2, outcomes.CauseSuspect}} {
		r := rand.New(rand.NewPCG(6, 1))
		h := outcomes.NewHistory([]string{"Signal", "Days since visit"})
		for range 3000 {
			signal, days := r.NormFloat64(), r.NormFloat64()
			outcome := outcomes.Lost
			if r.Float64() < stats.Logistic(signal+float64(c.effect*days)) {
				outcome = outcomes.Won
			}
			h.Add(outcomes.Lead{Cells: []string{fmt.Sprintf("%.2f", signal), fmt.Sprintf("%.2f", days)}, Outcome: outcome, Order: math.NaN()})
		}
		report := learn(t, h, Options{}).Report
		got := report.causeOf("Days since visit")
		for _, doubt := range report.Doubts {
			if doubt.Column == "Days since visit" {
				got = doubt.Cause
			}
		}
		if got != c.want {
			t.Errorf("effect %v: found %q, want %q", c.effect, got, c.want)
		}
	}
}

// Without an order, a column that rises with the rows is told.
func TestRisingColumnIsTold(t *testing.T) {
	h := outcomes.NewHistory([]string{"Serial", "Signal"})
	r := rand.New(rand.NewPCG(8, 1))
	for i := range 600 {
		signal, outcome := r.NormFloat64(), outcomes.Lost
		if r.Float64() < stats.Logistic(signal) {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{fmt.Sprint(10*i + r.IntN(9)), fmt.Sprintf("%.2f", signal)}, Outcome: outcome, Order: math.NaN()})
	}
	told := fmt.Sprint(learn(t, h, Options{}).Report.Exclusions)
	if !strings.Contains(told, "--date Serial") {
		t.Errorf("%s do not tell of the column", told)
	}
}

// With --monotone the points of a number that has a peak only rise or only fall.
func TestMonotone(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 1))
	h := outcomes.NewHistory([]string{"Price"})
	for range 6000 {
		price := r.IntN(10)
		outcome := outcomes.Lost
		if r.Float64() < []float64{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.15, 0.6, 0.7, 0.7}[price] {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{fmt.Sprint(price)}, Outcome: outcome, Order: math.NaN()})
	}
	points := func(o Options) (all []int) {
		for _, b := range learn(t, h, o).Report.Criteria[0].Bands {
			all = append(all, -b.Points) // the highest range comes first
		}
		return all
	}
	if free := points(Options{}); slices.IsSorted(free) {
		t.Errorf("the dip at one price is lost: %v", free)
	}
	for _, name := range []string{"price", "all"} {
		if got := points(Options{Monotone: []string{name}}); !slices.IsSorted(got) || len(got) < 3 {
			t.Errorf("--monotone %s: %v", name, got)
		}
	}
	var e *outcomes.ColumnError
	if _, err := Learn(h, Options{Monotone: []string{"Prise"}}); !errors.As(err, &e) || e.Option != "--monotone" {
		t.Errorf("a column that is not there: %v", err)
	}
}

func TestSameSeedSameRulebook(t *testing.T) {
	print := func(seed uint64) string {
		learned := learn(t, mixed(1500, 2), Options{Seed: seed, References: true, Step: 5})
		text, err := json.Marshal([]any{learned.Report.Criteria, learned.Report.References, learned.Report.Rates})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if a, b := print(1), print(1); a != b {
		t.Errorf("the same seed gave\n%s\nand\n%s", a, b)
	}
}

// Stages hold the share of leads that can be called, or win as often as asked.
func TestStagesByCapacityAndRate(t *testing.T) {
	h := mixed(4000, 31)
	best := func(o Options) (share, rate float64) {
		stages := learn(t, h, o).Report.Stages
		all := 0
		for _, s := range stages {
			all += s.Leads()
		}
		return stats.Ratio(stages[0].Leads(), all), stats.Ratio(stages[0].Won, stages[0].Leads())
	}
	if share, _ := best(Options{Capacity: 0.1}); math.Abs(share-0.1) > 0.04 {
		t.Errorf("the best stage holds %.2f of the leads, want 0.1", share)
	}
	if _, rate := best(Options{TargetRate: 0.7}); rate < 0.7 {
		t.Errorf("the best stage wins %.2f, want 0.7", rate)
	}
}

// Of two columns that say the same, the one that tells less is left out; one that is
// kept stays.
func TestCopiesAreLeftOut(t *testing.T) {
	countries, codes := []string{"Japan", "Germany", "France", "Italy"}, []string{"JP", "DE", "FR", "IT"}
	h := generated([]string{"Country", "Country code", "Size"}, 2000, 12, func(r *rand.Rand, _ int) ([]string, float64) {
		c, size := r.IntN(4), r.NormFloat64()
		code := codes[c]
		if r.IntN(100) == 0 {
			code = "XX"
		}
		return []string{countries[c], code, fmt.Sprintf("%.2f", size)}, float64(c) - 2 + size
	})
	report := learn(t, h, Options{}).Report
	if got := report.causeOf("Country code"); got != outcomes.CauseCopy {
		t.Errorf("the copy is left out as %q, want %q", got, outcomes.CauseCopy)
	}
	if got := learn(t, h, Options{Keep: []string{"Country code"}}).Report.causeOf("Country code"); got != "" {
		t.Errorf("the copy that was kept is left out as %q", got)
	}
}

// Overrides are written as a command line takes them.
func TestExclusionsSayHowToOverride(t *testing.T) {
	for column, want := range map[string]string{"month": "--allow month", "Last Activity": `--allow "Last Activity"`, "最終": "--allow 最終", "a$b's": `--allow 'a$b'\''s'`} {
		if got := outcomes.Exclude(column, outcomes.CauseSuspect, true, outcomes.Plain("x")).Override; got != want {
			t.Errorf("%q: %s, want %s", column, got, want)
		}
	}
}

// A column that a guard leaves out of the older leads alone is named where the newest are
// said to be otherwise.
func TestColumnsBarredFromTheOlderLeads(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 1))
	h := outcomes.NewHistory([]string{"Signal", "Other"})
	for i := range 3000 {
		signal, outcome := r.IntN(10), outcomes.Lost
		chance := float64(signal) / 9 // of the older leads all with a 9 are won
		if i >= 2200 {
			chance = 0.2 + 0.06*float64(signal)
		}
		if r.Float64() < chance {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{fmt.Sprint(signal), fmt.Sprint("o", r.IntN(3))}, Outcome: outcome, Order: float64(i)})
	}
	report := learn(t, h, Options{}).Report
	if told := outcomes.Texts(report.Reasons).String(); !strings.Contains(told, "leaves Signal out of the older leads") {
		t.Errorf("%q", told)
	}
}

// Sources that come up only after the card was learned are neither good nor bad: the card
// ranks their leads by what else is known.
func TestNewValuesAreAsTheAverage(t *testing.T) {
	header := []string{"Source", "Seats"}
	known, fresh := []string{"Referral", "Fair", "Ads"}, []string{"Podcast", "Portal"}
	effect := map[string]float64{"Referral": 1.2, "Ads": -1.2, "Podcast": 0.1, "Portal": -0.1}
	list := func(seed uint64, sources []string) *outcomes.History {
		return generated(header, 3000, seed, func(r *rand.Rand, _ int) ([]string, float64) {
			source, seats := sources[r.IntN(len(sources))], 1+r.IntN(400)
			return []string{source, fmt.Sprint(seats)}, effect[source] + 0.6*(math.Log(float64(seats))-5) - 0.5
		})
	}
	learned := learn(t, list(1, known), Options{})
	h := list(2, append(known, fresh...))
	scores, won := scoresOf(t, learned.Rulebook, h), make([]bool, h.Len())
	for i := range won {
		won[i] = h.Outcome(i) == outcomes.Won
	}
	// With the points of the worst source for the new ones it is 0.688.
	if auc := stats.AUC(scores, won); auc < 0.72 {
		t.Errorf("with new sources the AUC is %.3f", auc)
	} else {
		t.Logf("AUC %.3f", auc)
	}
	for _, c := range learned.Report.Criteria {
		for _, b := range c.Bands {
			if c.Columns[0] == "Source" && b.Tally.Leads() == 0 && b.When.String() != "not seen yet" {
				t.Errorf("what no lead had is called %q", b.When)
			}
		}
	}
}
