package scoring_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/naive"
)

var (
	nextWorlds = flag.Int("next-worlds", 60, "random `rulebooks` on which the next question is held against all answers")
	nextFrom   = flag.Int("next-from", 0, "the first of them")
)

// TestNextQuestion answers all open questions of leads of random rulebooks in all ways that
// may matter, and expects the one that is asked to be the best of them.
func TestNextQuestion(t *testing.T) {
	var f findingsCount
	for seed := *nextFrom; seed < *nextFrom+*nextWorlds; seed++ {
		w := worlds().Example(seed)
		engine, problems := rulebook.Unpack(scoring.Compile(w.rb, w.header, scoring.Options{AsOf: w.asOf}))
		if len(problems) > 0 {
			t.Fatalf("problems in a rulebook that has none: %v", problems)
		}
		for i := range leadsPerWorld {
			cells := w.padded(w.leads().Example(seed*leadsPerWorld + i))
			b := &bruteForced{world: w, scorer: engine.NewScorer(), cells: cells}
			b.askAll()
			b.judge(t, seed, &f)
		}
	}
	t.Logf("%d leads, %d raised, %d not by the best question; %d bounds of questions about one column, %d loose", f.leads, f.raised, f.second, f.bounds, f.loose)
	if f.second*100 > f.raised {
		t.Errorf("of %d leads whose score an answer may raise, %d are not asked the best question", f.raised, f.second)
	}
	if f.loose*50 > f.bounds {
		t.Errorf("of %d bounds %d are loose", f.bounds, f.loose)
	}
}

// TestNextQuestionOfSeveralColumns: of two questions of which each full answer lowers the
// score, that comes first of which a part may be told without harm, though the other may
// lower it more.
func TestNextQuestionOfSeveralColumns(t *testing.T) {
	const rules = `
version: 1
frameworks:
  F:
    points: 20
    elements:
      one: {field: X, weight: 3, bands: [{is: a, share: 10%}, {share: 0%}], missing: 75%, question: "one?"}
      two: {when: {all: [{field: P, is: a}, {field: Q, is: a}]}, field: R, bands: [{is: a, share: 10%}, {share: 0%}], missing: 75%, question: "two?"}
`
	if next := engineOf(t, rules, []string{"X", "P", "Q", "R"}).NewScorer().Explain([]string{"", "", "", ""}).Next; next != "two?" {
		t.Errorf("asks %q", next)
	}
}

// TestNextQuestionOfOneDay: that one day lowers the score may be hidden by those that a
// condition does not tell from it.
func TestNextQuestionOfOneDay(t *testing.T) {
	const rules = `
version: 1
criteria:
  - {name: c, field: buys_on, within: 1d, each: -0.0007, every: 1d}
`
	if next := engineOf(t, rules, []string{"buys_on"}).NewScorer().Explain([]string{""}).Next; next != "Find out: buys_on" {
		t.Errorf("asks %q", next)
	}
}

// TestBoundsBesideWhatOnlyStagesAsk: what no line looks at leaves the score as it is, and
// known as well.
func TestBoundsBesideWhatOnlyStagesAsk(t *testing.T) {
	const rules = `
version: 1
criteria:
  - {name: a, field: email, free_mail: no, points: 1}
  - {name: b, when: {all: [{field: country, is: US}, {field: email, free_mail: no}]}, points: -1}
stages: [{stage: one, field: site, contains: a}]
`
	scorer := engineOf(t, rules, []string{"email", "country", "site"}).NewScorer()
	scorer.Score([]string{"", "US", ""})
	if b := scorer.Bounds(); low(b) != "0" || high(b) != "0" {
		t.Errorf("%s to %s, want 0 to 0", low(b), high(b))
	}
}

// TestBoundsBesideWhatEarnsTheSame: values of a blank that only a condition on another field
// tells apart do not take the room in which a country is one country.
func TestBoundsBesideWhatEarnsTheSame(t *testing.T) {
	rules := `
version: 1
groups: {g: {}}
criteria:
  - {name: one, field: opened, at_least: 5, points: 1}
  - {name: both, when: {all: [{field: opened, at_least: 9}, {field: email, is: x}]}, points: 1}
`
	for i, country := range []string{"US", "JP", "DE", "FR"} {
		rules += fmt.Sprintf("  - {name: %s, field: country, is: '%[1]s', points: %d}\n", country, 1+i)
		rules += fmt.Sprintf("  - {name: not %s, group: g, field: country, is_not: '%[1]s', points: 0.%d}\n", country, 1+i)
	}
	scorer := engineOf(t, rules, []string{"opened", "email", "country"}).NewScorer()
	scorer.Score([]string{"", "y", ""})
	if b := scorer.Bounds(); low(b) != "0" || high(b) != "5600" {
		t.Errorf("%s to %s, want 0 to 5600", low(b), high(b))
	}
}

// TestBoundsOfOneQuestion: what else is blank stays so, and what cannot be together is not
// added up.
func TestBoundsOfOneQuestion(t *testing.T) {
	for _, c := range []struct {
		name, rules, header, question, want string
	}{
		{
			"of a line that two blanks decide", `
criteria:
  - {name: a, field: topics, has: x, points: 1}
  - {name: b, when: {field: country, is: DE}, field: topics, bands: [{has: y, points: -4}]}`,
			"topics,country", "topics", "0 to 1000",
		},
		{
			"no address under a company's host is free mail", `
criteria:
  - {name: a, field: email, free_mail: true, domain: example.com, points: -1}`,
			"email", "email", "0 to 0",
		},
		{
			"some under a country's are", `
criteria:
  - {name: a, field: email, free_mail: true, domain: co.jp, points: -1}`,
			"email", "email", "-1000 to 0",
		},
		{
			"of a year, by whose first day a group fades, and which a condition leaves open", `
fields: {day: {type: date}, demo: {}}
groups: {g: {decay: {from: day, linear: 100%, every: 1d}}}
criteria:
  - {name: a, group: g, field: demo, known: false, points: 2}
  - {name: b, field: day, before: 2024-10-04, points: 1}`,
			"demo,day", "day", "0 to 2000",
		},
		{
			"of a year, by whose first day points fade", `
fields: {day: {type: date}, demo: {}}
criteria:
  - {name: a, field: demo, known: false, points: 2, decay: {from: day, linear: 100%, every: 1d}, missing: 2}
  - {name: b, field: day, before: 2024-10-04, points: 1}`,
			"demo,day", "day", "0 to 2000",
		},
		{
			"of a year, to whose last day periods are counted", `
fields: {day: {type: date}, demo: {}}
criteria:
  - {name: a, field: day, each: 1, every: 1d, max: 2, missing: 1}
  - {name: b, field: day, after: 2024-10-03, points: 1}`,
			"day", "day", "0 to 2000",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			header := strings.Split(c.header, ",")
			x := engineOf(t, "version: 1"+c.rules, header).NewScorer().Explain(make([]string, len(header)))
			got := "not asked"
			for _, u := range x.Unknowns {
				if u.Field == c.question {
					got = low(u.Bounds) + " to " + high(u.Bounds)
				}
			}
			if got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// TestBoundsHoldOfIntervals answers a blank with intervals that earn most, or least, by an end
// within a piece between two thresholds, or by a hole between two bands.
func TestBoundsHoldOfIntervals(t *testing.T) {
	for _, c := range []struct{ name, rules, answer, earns string }{
		{"what is counted rises while that of another falls", `
  - {name: a, field: size, each: 1, max: 5}
  - {name: b, field: size, each: -0.5}
  - {name: c, field: size, at_most: 100, points: 3, missing: 20}`, "5〜200", "22500"},
		{"a hole in which no whole number lies", `
  - {name: a, field: size, bands: [{between: [1, 50], points: 10}, {between: [51, 200], points: 10}], missing: 10}
  - {name: b, field: size, at_least: 60, points: 1, missing: -20}
  - {name: c, field: size, at_least: 45, points: -7}`, "45.5〜70", "-27000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rules := "version: 1\nfields: {size: {type: number}}\ncriteria:" + c.rules
			scorer := engineOf(t, rules, []string{"size"}).NewScorer()
			x := scorer.Explain([]string{""})
			score := scorer.Score([]string{c.answer}).Score
			if got := fmt.Sprint(int64(score)); got != c.earns {
				t.Fatalf("%s earns %s, want %s", c.answer, got, c.earns)
			}
			if of := x.Unknowns[0].Bounds; !of.Holds(score) || !x.Bounds.Holds(score) {
				t.Errorf("%s earns %s, outside %s to %s or %s to %s", c.answer, c.earns, low(of), high(of), low(x.Bounds), high(x.Bounds))
			}
		})
	}
}

// TestBoundsOfTwoBlanks: two blanks of one line are gone through together where there are
// few ways.
func TestBoundsOfTwoBlanks(t *testing.T) {
	const rules = `
version: 1
criteria:
  - {name: c, field: email, bands: [{free_mail: no, points: 1}, {when: {field: opened, is: 2}, points: 2}, {free_mail: no, points: 5}]}
`
	scorer := engineOf(t, rules, []string{"email", "opened"}).NewScorer()
	scorer.Score([]string{"", ""})
	if b := scorer.Bounds(); low(b) != "0" || high(b) != "2000" {
		t.Errorf("%s to %s, want 0 to 2000: an address that is no free mail takes the first band", low(b), high(b))
	}
}

func engineOf(t *testing.T, rules string, header []string) *scoring.Engine {
	t.Helper()
	rb, err := yaml.Load("rules.yaml", []byte(rules))
	if err != nil {
		t.Fatal(err)
	}
	engine, err := scoring.Compile(rb, header, scoring.Options{AsOf: 20_000})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

type findingsCount struct{ leads, raised, second, bounds, loose int }

// bruteForced is a lead whose open questions are answered in all ways.
type bruteForced struct {
	world
	scorer    *scoring.Scorer
	cells     []string
	score     exact.Points
	bounds    exact.Bounds
	raises    bool // an answer raises the score: what any does to the bounds is not asked then
	questions []answeredQuestion
}

// answeredQuestion is what its answers make of a lead.
type answeredQuestion struct {
	naive.Question
	best, worst exact.Points // of the score
	least       exact.Bounds // of the score's bounds, those with the least high end
	complete    bool         // all columns that it reads were filled in all ways
	columns     int
	samples     map[int][]string // by column, cells by which the question is weighed: tried like any other
}

func (b *bruteForced) askAll() {
	b.score = b.scorer.Score(b.cells).Score
	b.bounds = b.scorer.Bounds()
	plain := naive.Score(b.rb, b.header, b.cells, b.asOf)
	for _, q := range plain.Questions() {
		a := answeredQuestion{Question: q, best: -1 << 62, worst: 1 << 62, least: exact.Bounds{NoHigh: true}, complete: true}
		var columns []int
		for i, c := range b.columns {
			fills := slices.Contains(q.Fills, c.field.Name) && !b.has(columns, c.field.Name)
			if fills && (slices.Contains(plain.Unknown, c.field.Name) && b.makesKnown(i) || b.isInterval(i) && b.makesUnknown(i)) {
				columns = append(columns, i)
			}
		}
		a.columns, a.samples = len(columns), map[int][]string{}
		b.scorer.Score(b.cells)
		for _, i := range columns {
			a.samples[i] = b.scorer.SampleCells(b.columns[i].field.Name)
		}
		a.complete = !slices.ContainsFunc(q.Fills, func(f string) bool { // as of a level that a title does not tell
			return slices.Contains(plain.Unknown, f) && !b.has(columns, f) && !b.isMade(f)
		})
		b.fillAll(&a, columns, slices.Clone(b.cells), 4000)
		b.questions = append(b.questions, a)
	}
}

// makesKnown tells whether a cell at i makes its field known.
func (b *bruteForced) makesKnown(i int) bool {
	return !slices.Contains(b.unknownWith(i, b.texts(b.columns[i])[0]), b.columns[i].field.Name)
}

// makesUnknown tells whether the field of the column at i is read from it.
func (b *bruteForced) makesUnknown(i int) bool {
	return slices.Contains(b.unknownWith(i, "many"), b.columns[i].field.Name)
}

func (b *bruteForced) unknownWith(i int, text string) []string {
	cells := slices.Clone(b.cells)
	cells[i] = text
	return naive.Score(b.rb, b.header, cells, b.asOf).Unknown
}

// isMade tells whether a field is made from others that are filled.
func (b *bruteForced) isMade(field string) bool {
	f := b.fieldNamed(field)
	return f.Rate != nil || f.Seniority.Text != "" && slices.Contains(naive.Score(b.rb, b.header, b.cells, b.asOf).Unknown, f.Seniority.Text)
}

// isInterval tells whether a column is a number that may be narrowed down.
func (b *bruteForced) isInterval(i int) bool {
	return b.columns[i].field.Type == rulebook.TypeNumber && b.narrowed(i) != nil
}

// narrowed are numbers inside the interval that a column holds; nil for none.
func (b *bruteForced) narrowed(i int) (texts []string) {
	c := b.columns[i]
	for _, n := range allInside(c, b.cells[i], append(slices.Clone(someNumbers), numbers...)) {
		if c.field.DecimalComma {
			n = swapped.Replace(n)
		}
		texts = append(texts, n)
	}
	return texts
}

// has tells whether one of the columns is of a field.
func (b *bruteForced) has(columns []int, field string) bool {
	return slices.ContainsFunc(columns, func(i int) bool { return b.columns[i].field.Name == field })
}

// fillAll fills columns in all ways; where they are more than room, in some.
func (b *bruteForced) fillAll(a *answeredQuestion, columns []int, cells []string, room int) {
	if len(columns) == 0 {
		score := b.scorer.Score(cells).Score
		a.best, a.worst = max(a.best, score), min(a.worst, score)
		b.raises = b.raises || score > b.score
		if b.raises {
			return
		}
		if now := b.scorer.Bounds(); !now.NoHigh && (a.least.NoHigh || now.High < a.least.High) {
			a.least = now
		}
		return
	}
	texts := b.texts(b.columns[columns[0]])
	if b.isInterval(columns[0]) {
		texts = b.narrowed(columns[0])
	}
	texts = append(texts, a.samples[columns[0]]...)
	if len(texts) > room {
		a.complete, texts = false, texts[:max(room, 1)]
	}
	if a.columns > 1 { // some of it may be told
		texts = append(texts, b.cells[columns[0]])
	}
	for _, text := range texts {
		if b.saysNil(columns[0], text) {
			continue
		}
		cells[columns[0]] = text
		b.fillAll(a, columns[1:], cells, room/len(texts))
	}
}

// saysNil tells whether a cell of a text says that nothing is known, so that it is no answer.
func (b *bruteForced) saysNil(i int, text string) bool {
	return text != b.cells[i] && b.scorer.ReadsBlank(b.columns[i].field.Name, text)
}

// texts are cells that stand for all that a column may hold.
func (w world) texts(c column) []string {
	switch c.field.Type {
	case rulebook.TypeNumber:
		return w.numbersOf(c)
	case rulebook.TypeDate:
		return w.daysOf()
	case rulebook.TypeBool:
		return []string{"true", "false"}
	case rulebook.TypeList:
		return w.listsOf(c)
	}
	return w.wordsOf(c)
}

// someNumbers lie between those that rules name.
var someNumbers = []string{"-0.0000001", "0.0000001", "0.01", "0.3", "0.4", "0.7", "0.9", "1.5", "0.999999", "1.000001", "4.999999", "2.999999", "5.000001", "2.5", "2.99", "3.01", "4", "4.99", "7.5", "10.5", "30", "49.9", "75", "150", "299.5", "500", "3000", "5000", "20000", "100000", "1000000"}

func (w world) numbersOf(c column) (texts []string) {
	for _, n := range slices.Concat(numbers, rates[:3], someNumbers) {
		if c.field.DecimalComma {
			n = swapped.Replace(n)
		}
		texts = append(texts, n)
	}
	return texts
}

func (w world) daysOf() (texts []string) {
	var all []calendar.Day
	for _, age := range []int{0, 1, 7, 28, 30, 365} {
		for beside := -1; beside <= 1; beside++ {
			all = append(all, w.asOf-calendar.Day(age+beside), w.asOf+calendar.Day(age+beside))
		}
	}
	for _, iso := range days {
		for beside := calendar.Day(-1); beside <= 1; beside++ {
			all = append(all, dayOn(iso)+beside)
		}
	}
	all = append(all, w.asOf-90, w.asOf-20_000, w.asOf-300_000, w.asOf+20_000)
	for _, day := range all {
		texts = append(texts, day.String())
	}
	for _, iso := range slices.Clone(texts) {
		for _, period := range []string{iso[:len("2006")], iso[:len("2006-01")]} {
			if strings.HasPrefix(iso, "20") && !slices.Contains(texts, period) {
				texts = append(texts, period)
			}
		}
	}
	return texts
}

func (w world) listsOf(c column) (texts []string) {
	separator := c.field.Separator
	if separator == "" {
		separator = ";"
	}
	all := append(slices.Clone(c.words), "x", "y", "z")
	entries := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "%sentry %d", separator, i)
		}
		return b.String()
	}
	many := entries(100)
	for set := 1; set < 1<<len(all); set++ {
		var some []string
		for i, word := range all {
			if set>>i&1 == 1 {
				some = append(some, word)
			}
		}
		texts = append(texts, strings.Join(some, separator))
		if set < 1<<len(c.words) {
			texts = append(texts, strings.Join(some, separator)+many)
		}
	}
	return append(texts, entries(1000))
}

func (w world) wordsOf(c column) (texts []string) {
	texts = append(slices.Clone(c.words), "x", "X1", "Sx部長")
	if c.address {
		return append(texts, "a@example.com", "a@x.example.com", "a@example.net", "gmail@example.net", "a@co.jp", "a@x.co.jp", "a@acme.co.jp", "acme@x.net", "gmail@gmail.com", "example.com@gmail.com", "a@example.com@gmail.com", "https://x.net/example.com", "https", "acme", "http://www.example.com", "http://acme.co.jp/example.com")
	}
	var parts []string
	for _, word := range append(words["country"], append(words["industry"], words["title"]...)...) {
		parts = append(parts, strings.TrimSuffix(word, "*"))
	}
	texts = append(texts, parts...)
	for _, a := range parts {
		for _, b := range parts {
			texts = append(texts, a+" "+b, a+b)
		}
	}
	return texts
}

// judge holds the question that is asked against what all answers make of the lead.
func (b *bruteForced) judge(t *testing.T, seed int, f *findingsCount) {
	f.leads++
	x := b.scorer.Explain(b.cells)
	asked := slices.IndexFunc(b.questions, func(q answeredQuestion) bool { return b.asks(x.Next, q.Question) })
	if x.Next != "" && asked < 0 {
		t.Fatalf("seed %d %#v cells %q: asks %q, which is not open", seed, b.world, b.cells, x.Next)
	}
	best, lowers, keeps := -1, false, false
	for i, q := range b.questions {
		if q.best > b.score && (best < 0 || q.best > b.questions[best].best) {
			best = i
		}
		below := !q.least.NoHigh && (b.bounds.NoHigh || q.least.High < b.bounds.High)
		lowers = lowers || below
		keeps = keeps || below && q.best >= b.score
	}
	b.judgeBounds(t, seed, x, f)
	switch {
	case best >= 0:
		f.raised++
		switch {
		case asked < 0:
			t.Errorf("seed %d %#v cells %q: asks nothing, %q may raise", seed, b.world, b.cells, b.questions[best].Element+b.questions[best].Field)
		case b.questions[asked].best < b.questions[best].best && b.questions[asked].complete && !b.isEndless(x):
			f.second++
			t.Logf("seed %d cells %q: asks %q (%v), better is %q (%v)", seed, b.cells, x.Next, b.questions[asked].best, b.questions[best].Element+b.questions[best].Field, b.questions[best].best)
		}
	case asked < 0 && lowers:
		t.Errorf("seed %d %#v cells %q: asks nothing, though an answer may lower %s (%v)", seed, b.world, b.cells, high(b.bounds), b.questions)
	}
	if asked >= 0 && b.questions[asked].best < b.score && (best >= 0 || keeps) {
		t.Errorf("seed %d %#v cells %q: asks %q, which can only lower the score", seed, b.world, b.cells, x.Next)
	}
}

// isEndless tells whether the answer to the question asked may raise the score by any amount.
func (b *bruteForced) isEndless(x *explained.Lead) bool { return x.Unknowns[0].Bounds.NoHigh }

// feedsRate tells whether a rate is made of one of the fields: which rates are to be met
// depends on the other.
func (w world) feedsRate(fields []string) bool {
	return slices.ContainsFunc(w.rb.Fields, func(f rulebook.Field) bool {
		return f.Rate != nil && (slices.Contains(fields, f.Rate.Of.Text) || slices.Contains(fields, f.Rate.Per.Text))
	})
}

// judgeBounds counts the bounds of questions about one column that are wider than they must
// be.
func (b *bruteForced) judgeBounds(t *testing.T, seed int, x *explained.Lead, f *findingsCount) {
	for _, u := range x.Unknowns {
		i := slices.IndexFunc(b.questions, func(q answeredQuestion) bool { return b.asks(u.Question, q.Question) })
		if i < 0 || b.questions[i].columns != 1 || !b.questions[i].complete || b.feedsRate(b.questions[i].Fills) {
			continue
		}
		q := &b.questions[i]
		f.bounds++
		if !u.Bounds.NoHigh && u.Bounds.High > max(q.best, b.score) || !u.Bounds.NoLow && u.Bounds.Low < min(q.worst, b.score) {
			f.loose++
			t.Logf("seed %d cells %q: %q lies within %s to %s, found was %d to %d", seed, b.cells, u.Question, low(u.Bounds), high(u.Bounds), q.worst, q.best)
		}
		if !u.Bounds.Holds(q.best) || !u.Bounds.Holds(q.worst) {
			t.Errorf("%#v cells %q: %q lies within %s to %s, found was %d to %d", b.world, b.cells, u.Question, low(u.Bounds), high(u.Bounds), q.worst, q.best)
		}
	}
}
