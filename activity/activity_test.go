package activity_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadscore/activity"
	_ "leadscore/internal/seed"
	"leadscore/match/calendar"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// The rulebook of these tests: each kind of field, with and without a window.
const rules = `
version: 1
timezone: Asia/Tokyo
logs:
  web: {lead: [Who, Other], joins: email, at: When, id: No}
  pure: {lead: Who, joins: email, at: When}
fields:
  email: text
  all:     {count: {log: web}}
  opened:  {count: {log: web, where: {field: Event, is: [open, opened]}, within: 30d}}
  other:   {count: {log: web, where: {not: {field: Event, is: open}}}}
  last:    {latest: {log: web, where: {field: Event, is: reply}}}
  first:   {first: {log: web, where: {field: Event, is: reply}, within: 60d}}
  days:    {days: {log: web, within: 20d}}
  weight:  {sum: {log: web, of: Weight}}
  heavy:   {sum: {log: web, of: Weight, where: {field: Weight, at_least: 2}, within: 45d}}
  faded:   {sum: {log: web, of: Weight, half_life: 7d}}
  banded:  {sum: {log: web, bands: [{field: Page, contains: price, points: 5.125}, {field: Event, is: open, points: -1}, {points: 1}], half_life: 10d, within: 90d}}
  p_all:   {count: {log: pure}}
  p_days:  {days: {log: pure, where: {field: Page, known: true}}}
  p_faded: {sum: {log: pure, of: Weight, half_life: 3d}}
criteria: [{name: any, field: all, each: 1}]
`

func load(t rapid.TB, text string) *rulebook.Rulebook {
	t.Helper()
	rb, err := yaml.Load("rules.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return rb
}

// row is an event as a list holds it.
type row struct{ no, who, other, event, when, page, weight string }

func (r row) cells() []string {
	return []string{r.weight, r.no, r.who, r.event, r.when, r.page, r.other}
}

var header = []string{"Weight", "No", "Who", "Event", "When", "Page", "Other"}

// today is the day that the tests count to.
var today = calendar.DayOf(time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC))

func rows() *rapid.Generator[[]row] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) row {
		pick := func(of ...string) string { return rapid.SampledFrom(of).Draw(t, "cell") }
		moment := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC).Add(-time.Duration(rapid.IntRange(-5*24, 100*24).Draw(t, "hours")) * time.Hour)
		when := pick(moment.Format(time.RFC3339), moment.Format("2006-01-02 15:04"), moment.Format("2006/01/02"), moment.In(time.FixedZone("", -7*3600)).Format("2006-01-02T15:04:05-07:00"), "soon", "")
		return row{
			pick("", "", "1", "2", "3"), pick("a@x.com", "A@X.com", "b@x.com", "c@x.com", "a@x.com; b@x.com", "Bo <b@x.com>", "nobody@x.com", ""), pick("", "b@x.com"),
			pick("open", "Opened", "reply", "", "sent"), when, pick("/price/a", "/home", ""), pick("1", "2.5", "0.3", "-1", "", "much", "1/3"),
		}
	}), 0, 40)
}

// counted is what the leads of some cells come to, whatever the files and the order.
func counted(t rapid.TB, rb *rulebook.Rulebook, asOf calendar.Day, keep activity.Keep, leads []string, files [][]row) (*activity.Book, []string) {
	t.Helper()
	book := activity.NewBook(rb, []string{"web", "pure"}, asOf, keep)
	for _, l := range book.Logs() {
		for _, lead := range leads {
			l.AddLead(lead, true)
		}
		l.Begin()
		for i, file := range files {
			f, err := l.Open(fmt.Sprintf("f%d.csv", i), header)
			if err != nil {
				t.Fatal(err)
			}
			var batch activity.Batch
			judge := f.NewJudge()
			for k, r := range file {
				judge.Add(k+2, r.cells(), &batch)
				if k%3 == 2 {
					l.Take(&batch)
					batch.Reset()
				}
			}
			l.Take(&batch)
		}
		l.End()
	}
	var texts []string
	for _, lead := range leads {
		var cells []string
		for _, l := range book.Logs() {
			cells = l.AppendCells(cells, l.Find(l.NewJoiner(), lead))
		}
		texts = append(texts, strings.Join(cells, "|"))
	}
	return book, texts
}

var leads = []string{"a@x.com", "B@x.com ", "c@x.com", "a@x.com;c@x.com", "quiet@x.com", "", "unknown"}

// TestAgainstPlain holds the book against the plainest computation of the same.
func TestAgainstPlain(t *testing.T) {
	rb := load(t, rules)
	rapid.Check(t, func(t *rapid.T) {
		events := rows().Draw(t, "events")
		_, got := counted(t, rb, today, activity.KeepNothing, leads, [][]row{events})
		for i, lead := range leads {
			if want := plainly(lead, events, int(today)); got[i] != want {
				t.Fatalf("lead %q:\n got %s\nwant %s", lead, got[i], want)
			}
		}
	})
}

// TestOrder: neither the order of events nor the files that they stand in show.
func TestOrder(t *testing.T) {
	rb := load(t, rules)
	rapid.Check(t, func(t *rapid.T) {
		events := rows().Draw(t, "events")
		one, want := counted(t, rb, today, activity.KeepNewest, leads, [][]row{events})
		dice := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		dice.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		cut := dice.IntN(len(events) + 1)
		many, got := counted(t, rb, today, activity.KeepNewest, leads, [][]row{events[:cut], nil, events[cut:]})
		if !slices.Equal(got, want) {
			t.Fatalf("got %v\nwant %v", got, want)
		}
		for i, l := range one.Logs() {
			a, b := l.Counts, many.Logs()[i].Counts
			a.Example, b.Example, a.Number, b.Number = activity.Example{}, activity.Example{}, activity.Example{}, activity.Example{}
			if a != b {
				t.Fatalf("counts %+v, then %+v", a, b)
			}
			for _, lead := range leads {
				for f := range activity.FieldsOf(rb, l.Name) {
					x, m := l.Newest(l.Find(l.NewJoiner(), lead), f, 3)
					y, n := many.Logs()[i].Newest(l.Find(l.NewJoiner(), lead), f, 3)
					if m != n || !reflect.DeepEqual(x, y) {
						t.Fatalf("%s, field %d: %d events %v, then %d %v", lead, f, m, x, n, y)
					}
				}
			}
		}
	})
}

// TestOwnDays: a lead's cells as of a moment of its own are those of a book that knows
// nothing of what came then or later, nor of what may have.
func TestOwnDays(t *testing.T) {
	rb := load(t, rules)
	tokyo := time.FixedZone("JST", 9*3600)
	rapid.Check(t, func(t *rapid.T) {
		events := rows().Draw(t, "events")
		day := today - calendar.Day(rapid.IntRange(0, 60).Draw(t, "ago"))
		second := rapid.SampledFrom([]int{0, 1, 6 * 3600, 86399}).Draw(t, "second")
		own := time.Unix(int64(day)*86400+int64(second)-9*3600, 0)
		var before []row
		for _, r := range events {
			if d, ok := dayOf(r.when); !ok || d < int(day) || d == int(day) && r.timed() && r.at(tokyo).Before(own) {
				before = append(before, r)
			}
		}
		book, _ := counted(t, rb, today, activity.KeepDays, leads, [][]row{events})
		for _, lead := range leads {
			var cells []string
			for _, l := range book.Logs() {
				cells = l.AppendCellsBefore(cells, l.Find(l.NewJoiner(), lead), day, second)
			}
			if got, want := strings.Join(cells, "|"), plainly(lead, before, int(day)); got != want {
				t.Fatalf("lead %q as of %v, second %d:\n got %s\nwant %s", lead, day, second, got, want)
			}
		}
	})
}

// timed tells whether a row has a time of day.
func (r row) timed() bool { return strings.Contains(r.when, ":") }

// at is the moment of a row that has a time of day.
func (r row) at(zone *time.Location) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04"} {
		if at, err := time.ParseInLocation(layout, r.when, zone); err == nil {
			return at
		}
	}
	panic(r.when)
}

// plainly computes the fields of a lead from the rows, one after the other.
func plainly(lead string, events []row, asOf int) string {
	keys := addresses(lead)
	if len(keys) == 0 {
		return strings.Repeat("|", 12)
	}
	is := func(words ...string) func(row) bool {
		return func(r row) bool { return slices.Contains(words, strings.ToLower(r.event)) }
	}
	all := func(row) bool { return true }
	weight := func(r row) (*big.Rat, bool) { return decimal(r.weight) }
	bands := func(r row) (*big.Rat, bool) {
		switch {
		case strings.Contains(r.page, "price"):
			return big.NewRat(5125, 1000), true
		case r.page == "": // the first band may hold, so what the event is worth is not known
			return nil, false
		case is("open")(r):
			return big.NewRat(-1, 1), true
		case r.event == "":
			return nil, false
		}
		return big.NewRat(1, 1), true
	}
	p := plain{keys: keys, events: events, asOf: asOf}
	return strings.Join([]string{
		p.count(true, all, 0), p.count(true, is("open", "opened"), 30),
		p.count(true, func(r row) bool { return r.event != "" && !is("open")(r) }, 0),
		p.day(true, is("reply"), 0, true), p.day(true, is("reply"), 60, false), p.days(true, all, 20),
		p.sum(true, all, weight, 0, 0),
		p.sum(true, func(r row) bool { w, ok := decimal(r.weight); return ok && w.Cmp(big.NewRat(2, 1)) >= 0 }, weight, 45, 0),
		p.sum(true, all, weight, 0, 7), p.sum(true, all, bands, 90, 10),
		p.count(false, all, 0), p.days(false, func(r row) bool { return r.page != "" }, 0), p.sum(false, all, weight, 0, 3),
	}, "|")
}

func decimal(text string) (*big.Rat, bool) {
	if text == "" || text == "much" || strings.Contains(text, "/") {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

func addresses(cell string) (all []string) {
	for part := range strings.FieldsFuncSeq(strings.ToLower(cell), func(r rune) bool { return strings.ContainsRune("; <>", r) }) {
		if strings.Contains(part, "@") {
			all = append(all, part)
		}
	}
	return all
}

type plain struct {
	keys   []string
	events []row
	asOf   int
}

// counting are the events that count for a field: their days, and what they are worth. Of
// rows of one id the latest counts, of one day the one that is worth most.
func (p plain) counting(ids bool, where func(row) bool, worth func(row) (*big.Rat, bool), within int) (days []int, amounts []*big.Rat) {
	best := map[string]int{}
	for _, r := range p.events {
		who := r.who
		if who == "" && ids {
			who = r.other
		}
		if !slices.ContainsFunc(addresses(who), func(a string) bool { return slices.Contains(p.keys, a) }) || !where(r) {
			continue
		}
		day, ok := dayOf(r.when)
		if !ok || day > p.asOf || within > 0 && p.asOf-day > within {
			continue
		}
		amount, ok := worth(r)
		if !ok {
			continue
		}
		if ids && r.no != "" {
			if k, twice := best[r.no]; twice {
				if day > days[k] || day == days[k] && amount.Cmp(amounts[k]) > 0 {
					days[k], amounts[k] = day, amount
				}
				continue
			}
			best[r.no] = len(days)
		}
		days, amounts = append(days, day), append(amounts, amount)
	}
	return days, amounts
}

func none(row) (*big.Rat, bool) { return new(big.Rat), true }

func (p plain) count(ids bool, where func(row) bool, within int) string {
	days, _ := p.counting(ids, where, none, within)
	return fmt.Sprint(len(days))
}

func (p plain) days(ids bool, where func(row) bool, within int) string {
	days, _ := p.counting(ids, where, none, within)
	slices.Sort(days)
	return fmt.Sprint(len(slices.Compact(days)))
}

func (p plain) day(ids bool, where func(row) bool, within int, last bool) string {
	days, _ := p.counting(ids, where, none, within)
	if len(days) == 0 {
		return ""
	}
	day := slices.Min(days)
	if last {
		day = slices.Max(days)
	}
	return time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly)
}

func (p plain) sum(ids bool, where func(row) bool, worth func(row) (*big.Rat, bool), within, halfLife int) string {
	days, amounts := p.counting(ids, where, worth, within)
	total := new(big.Int)
	for i, amount := range amounts {
		total.Add(total, thousandths(amount, p.asOf-days[i], halfLife))
	}
	text := new(big.Rat).SetFrac(total, big.NewInt(1000)).FloatString(3)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// thousandths is an amount × 0.5^(age / half-life), rounded half away from zero.
func thousandths(amount *big.Rat, age, halfLife int) *big.Int {
	x := new(big.Float).SetPrec(400).SetRat(amount)
	x.Mul(x, big.NewFloat(1000))
	if halfLife > 0 {
		x.SetMantExp(x, -(age / halfLife))
		for range age % halfLife {
			x.Mul(x, roots[halfLife])
		}
	}
	half := big.NewFloat(0.5)
	if x.Sign() < 0 {
		half.Neg(half)
	}
	whole, _ := x.Add(x, half).Int(nil)
	return whole
}

// roots are those of 0.5, of the half-lives of the rules.
var roots = map[int]*big.Float{3: rootOfHalf(3), 7: rootOfHalf(7), 10: rootOfHalf(10)}

// rootOfHalf is the nth root of 0.5 by Newton's method.
func rootOfHalf(n int) *big.Float {
	root := new(big.Float).SetPrec(400).SetFloat64(0.9)
	for range 60 {
		power := new(big.Float).SetPrec(400).SetInt64(1)
		for range n - 1 {
			power.Mul(power, root)
		}
		step := new(big.Float).SetPrec(400).Quo(big.NewFloat(0.5), power)
		step.Sub(step, root).Quo(step, new(big.Float).SetInt64(int64(n)))
		root.Add(root, step)
	}
	return root
}

// dayOf is the day in Tokyo of a moment as the rows write it.
func dayOf(text string) (int, bool) {
	tokyo := time.FixedZone("JST", 9*3600)
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04", "2006/01/02"} {
		if at, err := time.ParseInLocation(layout, text, tokyo); err == nil {
			at = at.In(tokyo)
			return int(time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400), true
		}
	}
	return 0, false
}

// TestNewest gives the newest events behind a field, with the cells that it looks at.
func TestNewest(t *testing.T) {
	rb := load(t, rules)
	events := []row{
		{who: "a@x.com", event: "open", when: "2026-11-01", page: "/p"},
		{who: "a@x.com", event: "opened", when: "2026-11-20 09:00", page: "/q"},
		{who: "a@x.com", event: "open", when: "2026-11-19"},
		{who: "a@x.com", event: "reply", when: "2026-11-21"},
		{who: "b@x.com", event: "open", when: "2026-11-21"},
		{who: "a@x.com", event: "open", when: "2026-05-01"},
		{who: "a@x.com", event: "open", when: "2026-11-22"},
	}
	book, _ := counted(t, rb, today, activity.KeepNewest, leads, [][]row{events})
	l := book.Log("WEB")
	newest, count := l.Newest(l.Find(l.NewJoiner(), "A@x.com"), 1, 2)
	got := fmt.Sprint(count, newest)
	if want := "3 [{2026-11-20 2026-11-20 09:00 [Event] [opened]} {2026-11-19 2026-11-19 [Event] [open]}]"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// TestProblems are those that Load finds in logs, whatever the lists.
func TestProblems(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"no such log", "fields: {email: text, n: {count: {log: mial}}}", `rules.yaml:3:40: unknown log "mial". did you mean "mail"?`},
		{"no such field", "fields: {n: {count: {log: mail}}}", `joins: unknown field "email"`},
		{"joined by a date", "fields: {email: date, n: {count: {log: mail}}}", `joins: the field "email" is of type date`},
		{"joined by a count", "fields: {email: {count: {log: mail}}, n: {count: {log: mail}}}", `joins: the field "email" is made from others`},
		{"a column of two types", "fields: {email: text, n: {count: {log: mail, where: {all: [{field: A, at_least: 3}, {field: A, contains: x}]}}}}", `"A" is used as a text here (contains) and as a number`},
		{"a metric", "fields: {email: text, n: {count: {log: mail, where: {metric: score, at_least: 3}}}}", `metrics are known in stages only`},
		{"a pattern", "fields: {email: text, n: {count: {log: mail, where: {field: A, matches: '('}}}}", `matches: error parsing regexp`},
		{"a band beyond reach", "fields: {email: text, n: {sum: {log: mail, bands: [{points: 1}, {field: A, is: x, points: 2}]}}}", `can never be reached`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := yaml.Load("rules.yaml", []byte("version: 1\nlogs: {mail: {lead: E, joins: email, at: T}}\n"+test.text+"\ncriteria: [{name: c, field: n, each: 1}]\n"))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v\nwant %s", err, test.want)
			}
		})
	}
}

// TestLacks: a file without the columns is a problem at the place that names them.
func TestLacks(t *testing.T) {
	rb := load(t, rules)
	book := activity.NewBook(rb, []string{"web"}, today, activity.KeepNothing)
	_, err := book.Logs()[0].Open("events.csv", []string{"Who", "When", "Event", "Weight", "Pages"})
	want := `rules.yaml:5:57: the log web (events.csv) has no column "No"`
	if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), `has no column "Page". did you mean "Pages"?`) {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// TestBeside: what the engine makes of the cells is what a list that holds them gives.
func TestBeside(t *testing.T) {
	rb := load(t, strings.Replace(rules, "criteria: [", "missing_words: ['0', none]\nkey: email\nshow: [all, last, faded]\ncriteria: [{name: since, field: last, within: 30d, points: 7}, ", 1))
	events := []row{{who: "a@x.com", event: "reply", when: "2026-11-19", weight: "2.5"}}
	book, _ := counted(t, rb, today, activity.KeepNothing, leads, [][]row{events})
	engine, err := scoring.Compile(rb, []string{"email"}, scoring.Options{AsOf: today, Logged: book.Fields()})
	if err != nil {
		t.Fatal(err)
	}
	scorer := engine.NewScorer()
	for lead, want := range map[string]string{"a@x.com": "8 [1 2026-11-19 2.051] 8 8", "quiet@x.com": "0 [0  0] 0 7", "": "0 [  ] 0 ∞"} {
		cells := []string{lead}
		for _, l := range book.Logs() {
			cells = l.AppendCells(cells, l.Find(l.NewJoiner(), lead))
		}
		result := scorer.Score(cells)
		bounds := scorer.Bounds()
		high := bounds.High.String()
		if bounds.NoHigh {
			high = "∞"
		}
		if got := fmt.Sprintf("%v %v %v %v", result.Score, scorer.Show(cells), bounds.Low, high); got != want {
			t.Errorf("%q: got %s, want %s", lead, got, want)
		}
	}
}

// TestPhones: telephone numbers join by their digits.
func TestPhones(t *testing.T) {
	rb := load(t, `
version: 1
logs: {calls: {lead: Number, joins: phone, at: When}}
fields: {phone: {like: phone}, n: {count: {log: calls}}}
criteria: [{name: any, field: n, each: 1}]
`)
	for _, test := range []struct {
		lead, event string
		same        bool
	}{
		{"03-1234-5678", "0312345678", true},
		{"03-1234-5678", "+81 3-1234-5678", true},
		{"03-1234-5678", "+81(0)3-1234-5678", true},
		{"０３（１２３４）５６７８", "+81-3-1234-5678", true},
		{"03-1234-5678 内線 12", "03-1234-5678", true},
		{"06-0000-0000 / 090-1234-5678", "09012345678", true},
		{"(415) 555-2671", "415.555.2671", true},
		{"+49 30 901820", "+49-30-901820", true},
		{"03-1234-5678", "03-1234-5679", false},
		{"110", "11 0", false},
		{"110", "110", true},
	} {
		book := activity.NewBook(rb, []string{"calls"}, today, activity.KeepNothing)
		l := book.Log("calls")
		l.AddLead(test.lead, true)
		l.Begin()
		f, err := l.Open("calls.csv", []string{"Number", "When"})
		if err != nil {
			t.Fatal(err)
		}
		var batch activity.Batch
		f.NewJudge().Add(2, []string{test.event, "2026-11-01"}, &batch)
		l.Take(&batch)
		l.End()
		if got := l.AppendCells(nil, l.Find(l.NewJoiner(), test.lead))[0]; (got == "1") != test.same {
			t.Errorf("%q and %q: %s", test.lead, test.event, got)
		}
	}
}
