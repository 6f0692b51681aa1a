package scoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
	"leadscore/scoring/explained"
)

// Fixtures: rulebooks and leads whose numbers come from elsewhere, each with its
// source, or that salespeople say must come out so.

// A fixture scores leads by one rulebook. A lead is written as cells by header:
// "Budget=300000; Country=JP".
type fixture struct {
	t     *testing.T
	rules string
	asOf  string
}

func (f fixture) explain(lead string) *explained.Lead {
	f.t.Helper()
	engine, cells := f.compile(lead)
	return engine.NewScorer().Explain(cells)
}

func (f fixture) compile(lead string) (*scoring.Engine, []string) {
	f.t.Helper()
	rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(f.rules)))
	if len(problems) > 0 {
		f.t.Fatalf("the fixture's rulebook: %v", problems)
	}
	var header, cells []string
	for pair := range strings.SplitSeq(lead, "; ") {
		name, cell, _ := strings.Cut(pair, "=")
		header, cells = append(header, name), append(cells, cell)
	}
	options := scoring.Options{}
	if f.asOf != "" {
		options.AsOf = dayOn(f.asOf)
	}
	engine, problems := rulebook.Unpack(scoring.Compile(rb, header, options))
	if len(problems) > 0 {
		f.t.Fatalf("the fixture's list: %v", problems)
	}
	return engine, cells
}

// order is the lead's place in a ranking.
func (f fixture) order(lead string) scoring.Order {
	f.t.Helper()
	engine, cells := f.compile(lead)
	return engine.Order(engine.NewScorer().Score(cells), 0)
}

func (f fixture) expectScore(lead, want string) {
	f.t.Helper()
	if got := f.explain(lead).Score.String(); got != want {
		f.t.Errorf("%s: score %s, want %s", lead, got, want)
	}
}

// expectLines expects the lines of the sum, as "name points".
func (f fixture) expectLines(lead string, want ...string) {
	f.t.Helper()
	var got []string
	for _, line := range f.explain(lead).Lines {
		got = append(got, line.Name+" "+line.Points.String())
	}
	if !slices.Equal(got, want) {
		f.t.Errorf("%s: lines %q, want %q", lead, got, want)
	}
}

// expectAbove expects one lead above another in a ranking.
func (f fixture) expectAbove(above, below string) {
	f.t.Helper()
	if f.order(above).Compare(f.order(below)) >= 0 {
		f.t.Errorf("%s is not above %s", above, below)
	}
}

// daysBefore is a day before 2026-11-21.
func daysBefore(days int) string {
	return time.Date(2026, time.November, 21-days, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// Source: HubSpot's decay falls linearly on the original points: at 50 % a month 10
// points are 5 after one month (iv-lead.com, "A guide to HubSpot's lead scoring
// tool", restating knowledge.hubspot.com) and so 0 after two.
func TestLinearDecayAsInHubSpot(t *testing.T) {
	f := fixture{t, `
version: 1
criteria:
  - {name: Opened, field: Opened, known: true, points: 10, decay: {from: Opened, linear: 50%, every: 30d}}
`, "2026-11-21"}
	for _, c := range []struct {
		days int
		want string
	}{
		{-3, "10"}, {0, "10"}, {1, "10"}, {29, "10"}, {30, "5"}, {59, "5"}, {60, "0"}, {90, "0"}, {4000, "0"},
	} {
		f.expectScore("Opened="+daysBefore(c.days), c.want)
	}
}

// Source: the definition of a half-life, points × 0.5^(days/half-life). The values
// between whole half-lives are 10/√2 and 10/∛2, rounded to thousandths.
func TestHalfLifeOf30Days(t *testing.T) {
	f := fixture{t, `
version: 1
criteria:
  - {name: Opened, field: Opened, known: true, points: 10, decay: {from: Opened, half_life: 30d}}
`, "2026-11-21"}
	for _, c := range []struct {
		days int
		want string
	}{
		{-3, "10"}, {0, "10"}, {10, "7.937"}, {15, "7.071"}, {30, "5"}, {60, "2.5"}, {90, "1.25"}, {420, "0.001"}, {450, "0"}, {36500, "0"},
	} {
		f.expectScore("Opened="+daysBefore(c.days), c.want)
	}
}

// Source: weights of 40, 30 and 30 are the golden table of the open-source scorer
// MKern311/icp-lead-scoring; (40 × 1 + 30 × 0.6667 + 30 × 0) / 100 = 0.60001, and
// 0.75001 where what is unknown counts half.
func TestFitByWeights(t *testing.T) {
	rules := func(missing string) string {
		return `
version: 1
icp:
  points: 100
  profiles:
    - name: Ideal
      attributes:
        - {field: Industry, is: SaaS, weight: 40}
        - field: Size
          weight: 30
          bands: [{at_least: 500, share: 100%}, {at_least: 100, share: 66.67%}]
        - {field: Country, is: JP, weight: 30` + missing + `}
`
	}
	const lead = "Industry=SaaS; Size=120; Country="
	fixture{t, rules(""), ""}.expectScore(lead, "60.001")
	fixture{t, rules(", missing: 50%"), ""}.expectScore(lead, "75.001")

	x := fixture{t, rules(""), ""}.explain(lead)
	if got := fmt.Sprint(x.Fit, " ", x.Bounds.Low, " ", x.Bounds.High); got != "60.001 60.001 90.001" {
		t.Errorf("fit, low and high are %s", got)
	}
}

const bantRules = `
version: 1
frameworks:
  BANT:
    points: 20
    elements:
      budget:    {field: Budget, at_least: 50000}
      authority: {field: Decides, is: true}
      need:      {field: Needs}
      timeline:  {field: Buys on, within_next: 90d}
`

// Source: guidance attributed to IBM: three of the four make a lead qualified
// (hackmd.io/@headstartacademy/HkBiAss8j). What is unknown may still become met, so
// it never counts as unmet.
func TestBANTWantsThreeOfFour(t *testing.T) {
	f := fixture{t, bantRules, "2026-11-21"}
	const soon, late = "2026-12-24", "2027-12-24"
	for _, c := range []struct {
		name, lead string
		qualified  match.Truth
		text       string
		known      int
		points     string
	}{
		{"four met", "Budget=50000; Decides=yes; Needs=CRM; Buys on=" + soon, match.True, "4 of 4", 4, "20"},
		{"three met, one unmet", "Budget=50000; Decides=yes; Needs=CRM; Buys on=" + late, match.True, "3 of 4", 4, "15"},
		{"three met, one unknown", "Budget=; Decides=yes; Needs=CRM; Buys on=" + soon, match.True, "3 of 4", 3, "15"},
		{"two met, two unmet", "Budget=1000; Decides=yes; Needs=CRM; Buys on=" + late, match.False, "2 of 4", 4, "10"},
		{"two met, two unknown", "Budget=; Decides=; Needs=CRM; Buys on=" + soon, match.Unknown, "2 of 4", 2, "10"},
		{"two met, one unmet, one unknown", "Budget=1000; Decides=; Needs=CRM; Buys on=" + soon, match.Unknown, "2 of 4", 3, "10"},
		{"one met, two unmet, one unknown", "Budget=1000; Decides=no; Needs=; Buys on=" + soon, match.False, "1 of 4", 3, "5"},
		{"none known", "Budget=; Decides=; Needs=; Buys on=", match.Unknown, "0 of 4", 0, "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			bant := f.explain(c.lead).Frameworks[0]
			if bant.Tally.Qualified != c.qualified || bant.Text != c.text || bant.Tally.Known != c.known || bant.Points.String() != c.points {
				t.Errorf("qualified %v, %s, %d known, %v points", bant.Tally.Qualified, bant.Text, bant.Tally.Known, bant.Points)
			}
		})
	}
}

func TestAnUnknownElementIsNotUnmet(t *testing.T) {
	f := fixture{t, bantRules, "2026-11-21"}
	for _, cell := range []string{"", " ", "-", "N/A", "a lot", "40000-60000"} {
		x := f.explain("Budget=" + cell + "; Decides=no; Needs=; Buys on=")
		if state := x.Frameworks[0].Elements[0].State; state.Known() {
			t.Errorf("budget %q is %v, want unknown", cell, state)
		}
	}
	if state := f.explain("Budget=49999; Decides=no; Needs=; Buys on=").Frameworks[0].Elements[0].State; state != match.False {
		t.Errorf("a budget of 49,999 is %v, want false", state)
	}
}

func TestARequiredElementMustBeMet(t *testing.T) {
	f := fixture{t, strings.Replace(bantRules, "is: true}", "is: true, required: true}", 1), "2026-11-21"}
	for cell, want := range map[string]match.Truth{"yes": match.True, "no": match.False, "": match.Unknown} {
		x := f.explain("Budget=50000; Decides=" + cell + "; Needs=CRM; Buys on=2026-12-24")
		if got := x.Frameworks[0].Tally.Qualified; got != want {
			t.Errorf("decides %q: qualified is %v, want %v", cell, got, want)
		}
	}
}

// salesRules are what the salespeople of the seeds describe.
const salesRules = `
version: 1
fields:
  country: {column: Country}
  industry: {column: Industry}
  deal:    {column: Deal, type: number}
  webinar: {column: Webinar, type: bool, blank: false}
  demo:    {column: Demo, type: bool, blank: false}
  unsub:   {column: Unsubscribed, type: bool, blank: false}
  pages:   {column: Page Views, type: number, blank: 0}
icp:
  points: 40
  profiles:
    - name: SaaS in Japan
      attributes: [{field: country, is: JP}, {field: industry, is: SaaS}]
    - name: Makers anywhere
      attributes: [{field: industry, is: Manufacturing, weight: 3}, {field: country, known: true}]
groups:
  activity: {max: 60, min: -10}
criteria:
  - {name: Asked for a demo, group: activity, field: demo, is: true, points: 25}
  - {name: Came to the webinar, group: activity, field: webinar, is: true, points: 30}
  - {name: Pages read, group: activity, field: pages, each: 1, max: 20}
  - {name: Left the newsletter, group: activity, field: unsub, is: true, points: -30}
score: {min: 0, max: 100}
stages:
  - {stage: Priority, field: deal, at_least: 300000}
  - {stage: SQL, metric: score, at_least: 70}
  - {stage: MQL, metric: score, at_least: 40}
  - {stage: Nurture}
`

func TestABigDealComesFirst(t *testing.T) {
	f := fixture{t, salesRules, ""}
	const quiet = "Country=US; Industry=Retail; Deal=300000; Webinar=; Demo=; Unsubscribed=; Page Views=2"
	f.expectScore(quiet, "12")
	for _, sql := range []string{
		"Country=JP; Industry=SaaS; Deal=299999; Webinar=yes; Demo=yes; Unsubscribed=no; Page Views=500",
		"Country=JP; Industry=SaaS; Deal=; Webinar=yes; Demo=no; Unsubscribed=no; Page Views=0",
	} {
		if stage := f.explain(sql).Stage; stage != "SQL" {
			t.Errorf("%s: stage %q, want SQL", sql, stage)
		}
		f.expectAbove(quiet, sql)
	}
}

func TestWhoAskedForADemoIsAbove(t *testing.T) {
	f := fixture{t, salesRules, ""}
	for _, lead := range []string{
		"Country=JP; Industry=SaaS; Deal=; Webinar=; Unsubscribed=; Page Views=2; Demo=",
		"Country=; Industry=; Deal=10; Webinar=yes; Unsubscribed=; Page Views=; Demo=",
		"Country=US; Industry=Retail; Deal=900000; Webinar=; Unsubscribed=yes; Page Views=0; Demo=",
	} {
		f.expectAbove(lead+"yes", lead+"no")
		f.expectAbove(lead+"yes", lead)
	}
}

func TestWhoUnsubscribedFallsNoFurtherThanTheFloor(t *testing.T) {
	f := fixture{t, salesRules, ""}
	const lead = "Country=JP; Industry=SaaS; Deal=; Webinar=; Demo="
	f.expectScore(lead+"yes; Page Views=3; Unsubscribed=no", "68")
	f.expectScore(lead+"yes; Page Views=3; Unsubscribed=yes", "38")
	f.expectLines(lead+"; Page Views=; Unsubscribed=yes",
		"SaaS in Japan 40", "Asked for a demo 0", "Came to the webinar 0", "Pages read 0", "Left the newsletter -30", "floor of activity 20")
}

func TestALeadFitsTheBetterProfile(t *testing.T) {
	f := fixture{t, salesRules, ""}
	for _, c := range []struct{ lead, icp, fit string }{
		{"Country=JP; Industry=SaaS", "SaaS in Japan", "100"},
		{"Country=JP; Industry=Manufacturing", "Makers anywhere", "100"},
		{"Country=; Industry=Manufacturing", "Makers anywhere", "75"},
		{"Country=JP; Industry=Retail", "SaaS in Japan", "50"}, // 50 against 25
		{"Country=US; Industry=SaaS", "SaaS in Japan", "50"},
		{"Country=US; Industry=Retail", "Makers anywhere", "25"},
		{"Country=; Industry=", "", "0"},
	} {
		x := f.explain(c.lead + "; Deal=; Webinar=; Demo=; Unsubscribed=; Page Views=")
		if x.ICP != c.icp || x.Fit.String() != c.fit {
			t.Errorf("%s: %q at %v %%, want %q at %s %%", c.lead, x.ICP, x.Fit, c.icp, c.fit)
		}
	}
}

func TestOfEqualProfilesTheFirstWins(t *testing.T) {
	f := fixture{t, `
version: 1
icp:
  points: 10
  profiles:
    - {name: First, attributes: [{field: A, is: x, weight: 2}, {field: B, is: y, weight: 4}]}
    - {name: Second, attributes: [{field: B, is: y}, {field: A, is: z, weight: 0.5}]}
`, ""}
	if got := f.explain("A=w; B=y").ICP; got != "First" {
		t.Errorf("two thirds each: %q, want First", got)
	}
	if got := f.explain("A=z; B=y").ICP; got != "Second" {
		t.Errorf("two thirds against all: %q, want Second", got)
	}
}

func TestClampsAreLines(t *testing.T) {
	f := fixture{t, salesRules, ""}
	const lead = "Country=JP; Industry=SaaS; Deal=; "
	f.expectLines(lead+"Webinar=yes; Demo=yes; Unsubscribed=; Page Views=12",
		"SaaS in Japan 40", "Asked for a demo 25", "Came to the webinar 30", "Pages read 12", "Left the newsletter 0", "cap of activity -7")
	f.expectLines("Country=US; Industry=Retail; Deal=; Webinar=; Demo=; Unsubscribed=yes; Page Views=",
		"Makers anywhere 10", "Asked for a demo 0", "Came to the webinar 0", "Pages read 0", "Left the newsletter -30", "floor of activity 20")

	tight := fixture{t, strings.Replace(salesRules, "max: 100", "max: 90", 1), ""}
	x := tight.explain(lead + "Webinar=yes; Demo=yes; Unsubscribed=; Page Views=12")
	last := x.Lines[len(x.Lines)-1]
	if last.Kind != explained.LineClamp || last.Group != "" || last.Points.String() != "-10" || x.Score.String() != "90" {
		t.Errorf("score %v, last line %+v, want 90 by a clamp of -10", x.Score, last)
	}
}

// A group may lie in a group: its sum counts there after its own clamp.
func TestNestedGroups(t *testing.T) {
	f := fixture{t, `
version: 1
groups:
  engagement: {max: 40, min: -20}
  email: {of: engagement, max: 15, min: -5}
criteria:
  - {name: Clicks, group: email, field: Clicks, each: 5}
  - {name: Left, group: email, field: Left, is: true, points: -30}
  - {name: Visits, group: engagement, field: Visits, each: 10}
`, ""}
	f.expectLines("Clicks=4; Left=no; Visits=1", "Clicks 20", "Left 0", "Visits 10", "cap of email -5")
	f.expectLines("Clicks=4; Left=no; Visits=3", "Clicks 20", "Left 0", "Visits 30", "cap of email -5", "cap of engagement -5")
	f.expectLines("Clicks=0; Left=yes; Visits=1", "Clicks 0", "Left -30", "Visits 10", "floor of email 25")
	f.expectScore("Clicks=0; Left=yes; Visits=1", "5")
}

// An interval takes the lowest of the bands it may be in, and `each` its low end.
func TestIntervals(t *testing.T) {
	f := fixture{t, `
version: 1
criteria:
  - name: Size
    field: Employees
    bands: [{at_least: 1000, points: 15}, {at_least: 100, points: 10}, {at_least: 50, points: 4}]
    missing: 3
  - {name: By head, field: Employees, each: 0.01, max: 5}
  - {name: Big, field: Employees, at_least: 500, points: 7, missing: 1}
`, ""}
	for _, c := range []struct{ cell, size, head, big string }{
		{"1,200", "15", "5", "7"},
		{"100〜299名", "10", "1", "0"},
		{"60-200", "4", "0.6", "0"},
		{"11-50", "0", "0.11", "0"},
		{"10,000+", "15", "5", "7"},
		{"500人以上", "10", "5", "7"},
		{"400-600", "10", "4", "1"},
		{"50名未満", "0", "0", "0"},
		{"", "3", "0", "1"},
		{"many", "3", "0", "1"},
	} {
		f.expectLines("Employees="+c.cell, "Size "+c.size, "By head "+c.head, "Big "+c.big)
	}
}

// What is blank or unreadable is not no: bounds say what it may still come to.
func TestBoundsOfTheUnknown(t *testing.T) {
	f := fixture{t, `
version: 1
criteria:
  - {name: Size, field: Employees, bands: [{at_least: 100, points: 10}, {points: -2}], missing: 3}
  - {name: Visits, field: Visits, each: 2}
  - {name: From Japan, field: Country, is: JP, points: 5}
`, ""}
	for _, c := range []struct{ lead, score, bounds string }{
		{"Employees=120; Visits=3; Country=JP", "21", "21 to 21"},
		{"Employees=; Visits=3; Country=JP", "14", "9 to 21"},
		{"Employees=50-200; Visits=3; Country=US", "4", "4 to 16"},
		{"Employees=120; Visits=; Country=", "10", "10 to no end"},
	} {
		x := f.explain(c.lead)
		if got := ends(x.Bounds); x.Score.String() != c.score || got != c.bounds {
			t.Errorf("%s: %v within %s, want %s within %s", c.lead, x.Score, got, c.score, c.bounds)
		}
	}
}

func ends(b exact.Bounds) string {
	if b.NoHigh {
		return b.Low.String() + " to no end"
	}
	return b.Low.String() + " to " + b.High.String()
}

// Questions are worth what their answers alone may add: a field that can only cost
// points is not asked, whatever an interval elsewhere leaves open.
func TestNextQuestionGains(t *testing.T) {
	for _, c := range []struct{ name, rules, lead, want string }{
		{"it can only cost points", `
criteria:
  - {name: Size, field: Employees, bands: [{at_least: 200, points: 10}, {at_least: 100, points: 5}]}
  - {name: Japan, field: Country, is: JP, points: -1}
`, "Employees=100-299; Country=", ""},
		{"one answer of two is not enough, but a beginning", `
criteria:
  - {name: Size, field: Employees, each: 2, missing: -1, decay: {from: Active, half_life: 30d}}
`, "Employees=; Active=", "Find out: Active"},
		{"an interval rules no profile out", `
fields: {Employees: number, Country: {type: text, known_by: asking}}
icp:
  points: 10
  profiles:
    - name: Profile
      attributes:
        - {field: Employees, required: true, bands: [{at_least: 200, share: 100%}]}
        - {field: Country, is: JP}
`, "Employees=100-299; Country=", "Find out: Country"},
		{"what research finds is not asked", `
fields: {Country: text, Industry: {type: text, known_by: research}, Budget: number}
criteria:
  - {name: Japan, field: Country, is: JP, points: 20}
  - {name: Trade, field: Industry, is: Retail, points: 10}
  - {name: Money, field: Budget, at_least: 1, points: 5}
`, "Country=; Industry=; Budget=", "Find out: Budget"},
		{"nothing that is known by asking is left", `
criteria:
  - {name: Japan, field: Country, is: JP, points: 20}
`, "Country=", ""},
		{"an element that nobody is asked for hides no field", `
fields:
  Sent: {type: number, known_by: research}
  Opened: number
  Rate: {rate: {of: Opened, per: Sent, min: 2}}
criteria:
  - {name: Opens, field: Rate, at_least: 20%, points: 5}
frameworks: {Own: {points: 0, elements: {reach: {field: Sent, at_least: 10}}}}
`, "Opened=1+; Sent=1+", "Find out: Rate"},
		{"a field has a question of its own", `
fields: {Renewal: {type: date, question: "When does the contract end?"}}
criteria:
  - {name: Soon, field: Renewal, within_next: 90d, points: 5}
`, "Renewal=", "When does the contract end?"},
		{"an element takes its field's before the built-in's", `
fields: {Budget: {type: number, question: {en: "How much is set aside?", ja: "ご予算は？"}}}
frameworks: {BANT: {points: 5, elements: {budget: {field: Budget, at_least: 1}}}}
`, "Budget=", "How much is set aside?"},
		{"an element without any question is asked by its name", `
frameworks: {House: {points: 5, elements: {sponsor: {field: Sponsor, is: x}}}}
`, "Sponsor=", "Find out: sponsor"},
		{"an element is known by asking, whatever its field is by default", `
frameworks: {House: {points: 5, elements: {place: {field: Country, is: JP}}}}
`, "Country=", "Find out: place"},
		{"an element whose field says otherwise is not", `
fields: {Country: {type: text, known_by: records}}
frameworks: {House: {points: 5, elements: {place: {field: Country, is: JP}}}}
`, "Country=", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := fixture{t, "version: 1" + c.rules, "2026-11-21"}
			if got := f.explain(c.lead).Next; got != c.want {
				t.Errorf("asks %q, want %q", got, c.want)
			}
		})
	}
}
