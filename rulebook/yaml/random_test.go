package yaml

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadscore/frameworks"
	"leadscore/icp"
	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/scoring"
)

// TestPrintRandom prints random rulebooks, made without the loader, and reads them
// back.
func TestPrintRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rb := dice{t}.rulebook()
		if len(scoring.Validate(rb)) > 0 {
			t.Skip("a line that can never be reached")
		}
		checkRoundTrip(t, rb)
	})
}

// dice makes random choices.
type dice struct{ t *rapid.T }

func (d dice) upTo(n int) int  { return rapid.IntRange(0, n).Draw(d.t, "n") }
func (d dice) sometimes() bool { return d.upTo(2) == 2 }

func pick[T any](d dice, of ...T) T { return of[d.upTo(len(of)-1)] }

// text is any text that is not blank, full of what YAML takes for its own.
func (d dice) text() string {
	runes := []rune(` :#,[]{}&*!|>'"%@` + "`" + `-?~<=\/.()aAzZ09_é日本語、，：［｛　“” 😀` + "\n\t\u00a0\u0085\u2028\u200b\ufeff\u00ad")
	text := rapid.StringOfN(rapid.SampledFrom(runes), 0, 12, -1).Draw(d.t, "text")
	return text + pick(d, "a", "本", "0", "null")
}

// name is a text that no other is equal to, without a dot.
func (d dice) name(what string, i int) string {
	return fmt.Sprintf("%s %s%d", strings.ReplaceAll(d.text(), ".", ""), what, i)
}

// scalar is a value of a text field: unquoted only where YAML allows it.
func (d dice) scalar() match.Scalar {
	if d.sometimes() {
		return match.Scalar{Text: d.text(), Quoted: true}
	}
	return match.Scalar{Text: pick(d, "JP", "日本", "NO", "yes", "010", "1_000", "0x1F", "1e3", "2026-01-05", "Acme, Inc.", "日本、米国", "a [b]", "x{y}z", "it's", "a#b", "50 %", "-5", "full name", "全角　空白", "no\u00a0break", "zero\u200bwidth", ":　デモ希望", strings.Repeat("long ", 200)+"text")}
}

func plain(text string) match.Scalar { return match.Scalar{Text: text} }

func (d dice) several(one func() match.Scalar) []match.Scalar {
	all := []match.Scalar{one()}
	for d.sometimes() {
		all = append(all, one())
	}
	return all
}

func (d dice) number(low, high int) *exact.Number {
	n := exact.Int(int64(low + d.upTo(high-low)))
	if d.sometimes() {
		n = exact.NewNumber(int64(1000*low+d.upTo(1000*(high-low))), 1000)
	}
	return &n
}

func (d dice) share() exact.Number { return exact.NewNumber(int64(d.upTo(10000)), 10000) }

func (d dice) maybe(n *exact.Number) *exact.Number {
	if d.sometimes() {
		return n
	}
	return nil
}

// fieldNames are the fields of random rulebooks, one of each type.
var fieldNames = map[match.Type]string{
	match.TypeText: "title", match.TypeNumber: "size", match.TypeDate: "seen", match.TypeBool: "demo", match.TypeList: "tags", match.TypeLevel: "level",
}

func (d dice) rulebook() *scoring.Rulebook {
	rb := &scoring.Rulebook{
		Key:      plain("title"),
		Language: pick(d, scoring.English, scoring.Japanese),
		Location: pick(d, nil, time.UTC, loadZone(d.t, "Asia/Tokyo")),
		Fields:   d.fields(),
		Criteria: []scoring.Criterion{d.criterion(0)},
		Stages:   []scoring.Stage{d.stage(0)},
	}
	if d.sometimes() {
		rb.Name = d.text()
		rb.Show = []match.Scalar{plain("title"), {Text: "size", Quoted: true}}
		rb.MissingWords = pick(d, []match.Scalar{}, d.several(d.scalar))
	}
	for i := 0; d.sometimes(); i++ {
		rb.Groups = append(rb.Groups, d.group(rb.Groups, i))
		c := d.criterion(i + 1)
		c.Group = match.Scalar{Text: rb.Groups[i].Name, Quoted: true}
		rb.Criteria = append(rb.Criteria, c)
	}
	if d.sometimes() {
		rb.ICP = d.icp()
	}
	for i := 0; d.sometimes(); i++ {
		rb.Frameworks = append(rb.Frameworks, d.framework(i))
	}
	d.rest(rb)
	return rb
}

func loadZone(t *rapid.T, name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return zone
}

// rest fills the sections that may refer to all others.
func (d dice) rest(rb *scoring.Rulebook) {
	if d.sometimes() {
		rb.Score = scoring.Score{Min: d.maybe(d.number(-100, 0)), Max: d.maybe(d.number(1, 200))}
		if d.sometimes() {
			rb.Score.Rates = []scoring.Rate{{From: *d.number(-50, 0), Rate: exact.NewNumber(6, 100)}, {From: *d.number(1, 90), Rate: exact.NewNumber(267, 1000), Leads: d.upTo(3000)}}
		}
	}
	score := match.Condition{Metric: plain("score"), Tests: []match.Test{{Op: "at_least", Args: []match.Scalar{plain("40")}}}}
	if len(rb.Frameworks) > 0 {
		metric := match.Condition{Metric: match.Scalar{Text: rb.Frameworks[0].Name + ".qualified", Quoted: true}, Tests: []match.Test{{Op: "is", Args: []match.Scalar{plain("true")}}}}
		rb.Stages = append(rb.Stages, scoring.Stage{Name: d.name("stage", 2), Line: match.Line{When: &match.Condition{Kind: match.All, Of: []match.Condition{metric, score}}}})
	}
	rb.Stages = append(rb.Stages, scoring.Stage{Name: d.name("stage", 1), Line: match.Line{When: &score}})
	if d.sometimes() {
		day := match.Day(d.upTo(30000))
		rb.Tests = append(rb.Tests, scoring.Example{
			Name: d.text(), AsOf: &day,
			Lead: []scoring.ExampleCell{{Name: plain("title"), Value: d.scalar()}, {Name: match.Scalar{Text: "size", Quoted: true}, Value: match.Scalar{Quoted: true}}},
			Want: []match.Condition{score, {Metric: plain("stage"), Tests: []match.Test{{Op: "is", Args: []match.Scalar{{Text: rb.Stages[0].Name, Quoted: true}}}}}},
		})
	}
}

func (d dice) fields() []match.Field {
	seniority := match.Field{Name: "level", Type: match.TypeLevel, Seniority: plain("title")}
	department := match.Field{Name: "department", Type: match.TypeText, Department: match.Scalar{Text: "title", Quoted: d.sometimes()}}
	rate := match.Field{Name: "rate", Type: match.TypeNumber, Rate: &match.Rate{Of: plain("size"), Per: match.Scalar{Text: "size", Quoted: true}, Min: pick(d, exact.Number{}, exact.Int(5))}}
	number := match.Field{Name: "size", Type: match.TypeNumber, Scale: d.maybe(d.number(1, 9)), DecimalComma: d.sometimes()}
	date := match.Field{Name: "seen", Type: match.TypeDate, Order: pick(d, match.OrderUnset, match.OrderYMD, match.OrderDMY, match.OrderMDY, match.OrderExcel)}
	list := match.Field{Name: "tags", Type: match.TypeList, Separator: pick(d, "", ";", " / ", "、", "\t")}
	bool := match.Field{Name: "demo", Type: match.TypeBool, Blank: pick(d, nil, &match.Scalar{Text: "false"})}
	title := match.Field{Name: "title", Type: match.TypeText, Company: d.sometimes(), Synonyms: d.synonyms()}
	list.Synonyms = d.synonyms()
	all := []match.Field{title, number, date, list, bool}
	for i := range all {
		f := &all[i]
		f.Columns = []match.Scalar{{Text: f.Name}}
		if d.sometimes() {
			f.Columns = d.several(d.scalar)
			f.Optional = d.sometimes()
		}
		if d.sometimes() {
			f.Like = match.Scalar{Text: pick(d, match.KnownFieldNames()...), Quoted: d.sometimes()}
			if d.sometimes() {
				f.Columns = nil
			}
		}
		if d.sometimes() {
			f.MissingWords = d.several(d.scalar)
		}
	}
	return append(all, rate, seniority, department)
}

// synonyms are a table, or names and spellings of which no two are equal.
func (d dice) synonyms() *match.Synonyms {
	switch d.upTo(2) {
	case 0:
		return nil
	case 1:
		return &match.Synonyms{Table: pick(d, match.SynonymTables()...)}
	}
	s := &match.Synonyms{}
	for i := 0; i == 0 || d.sometimes(); i++ {
		own := match.Synonym{Name: d.name("name", i)}
		for j := 0; j == 0 || d.sometimes(); j++ {
			own.Spellings = append(own.Spellings, match.Scalar{Text: d.name("spelling", 10*i+j), Quoted: true})
		}
		s.Own = append(s.Own, own)
	}
	return s
}

func (d dice) group(before []scoring.Group, i int) scoring.Group {
	g := scoring.Group{Name: d.name("group", i), Min: d.maybe(d.number(-50, 0)), Max: d.maybe(d.number(1, 50))}
	if len(before) > 0 && d.sometimes() {
		g.Of = match.Scalar{Text: before[0].Name, Quoted: true}
	}
	if d.sometimes() {
		g.Grades = []scoring.Grade{{Name: d.name("grade", 0), AtLeast: *d.number(10, 20)}, {Name: "2", AtLeast: *d.number(-5, 9)}}
	}
	return g
}

// test is an operator of a field of type t, with operands that it takes.
func (d dice) test(t match.Type) match.Test {
	var ops []match.Operator
	for _, op := range match.Operators() {
		if op.Works(t) {
			ops = append(ops, op)
		}
	}
	op := pick(d, ops...)
	test := match.Test{Op: op.Name}
	switch op.Operand {
	case match.OperandTests:
		test.Count = []match.Test{{Op: "at_least", Args: []match.Scalar{plain("2")}}}
		return test
	case match.OperandPair:
		test.Args = []match.Scalar{plain("1"), {Text: "1,200", Quoted: true}}
		return test
	case match.OperandTruth:
		test.Args = []match.Scalar{plain(pick(d, "true", "false"))}
		return test
	}
	test.Args = d.several(func() match.Scalar { return d.operand(op.Operand, t) })
	return test
}

func (d dice) operand(o match.Operand, t match.Type) match.Scalar {
	switch o {
	case match.OperandPattern:
		return match.Scalar{Text: pick(d, `^[A-Z]{2}\d+$`, `"quoted"`, `a|b`, `\s`), Quoted: true}
	case match.OperandHost:
		return plain(pick(d, "example.com", "ac.jp"))
	case match.OperandDays:
		return plain(pick(d, "30d", "4w"))
	case match.OperandText:
		return d.scalar()
	}
	switch t {
	case match.TypeNumber:
		return plain(pick(d, "100", "0.5", "-3", "1,200", "５", "5%"))
	case match.TypeDate:
		return plain("2026-04-01")
	case match.TypeBool:
		return plain(pick(d, "true", "no", "はい"))
	case match.TypeLevel:
		return plain(pick(d, "director", "c_level"))
	}
	return d.scalar()
}

func (d dice) leaf() match.Condition {
	t := pick(d, match.TypeText, match.TypeNumber, match.TypeDate, match.TypeBool, match.TypeList, match.TypeLevel)
	leaf := match.Condition{Field: match.Scalar{Text: fieldNames[t], Quoted: d.sometimes()}}
	seen := map[string]bool{}
	for d.sometimes() {
		if test := d.test(t); !seen[test.Op] {
			seen[test.Op] = true
			leaf.Tests = append(leaf.Tests, test)
		}
	}
	return leaf
}

func (d dice) condition(depth int) match.Condition {
	if depth == 0 || d.sometimes() {
		return d.leaf()
	}
	c := match.Condition{Kind: pick(d, match.All, match.Any, match.Not), Of: []match.Condition{d.condition(depth - 1)}}
	for c.Kind != match.Not && d.sometimes() {
		c.Of = append(c.Of, d.condition(depth-1))
	}
	return c
}

// line is a line that earns its bands where it has some.
func (d dice) line(earns func() exact.Number) match.Line {
	when := d.condition(2)
	switch d.upTo(3) {
	case 0: // a leaf in the line
		leaf := d.leaf()
		return match.Line{Field: leaf.Field, When: &leaf}
	case 1:
		return match.Line{When: &when}
	}
	line := match.Line{Field: plain("size")}
	if d.sometimes() {
		line.When = &when
	}
	for i := 0; i == 0 || d.sometimes(); i++ {
		when := d.condition(1)
		if d.sometimes() {
			when = match.Condition{Field: line.Field, Tests: []match.Test{d.test(match.TypeNumber)}}
		}
		line.Bands = append(line.Bands, match.Band{When: &when, Earns: earns()})
	}
	if d.sometimes() {
		line.Bands = append(line.Bands, match.Band{Earns: earns()})
	}
	return line
}

func (d dice) criterion(i int) scoring.Criterion {
	c := scoring.Criterion{
		Name: d.name("criterion", i), Line: d.line(func() exact.Number { return *d.number(-20, 20) }),
		Max: d.maybe(d.number(1, 20)), Min: d.maybe(d.number(-20, 0)),
	}
	switch {
	case c.Bands != nil:
	case d.sometimes():
		c.Each = d.number(1, 5)
		c.Field = plain("size")
	default:
		c.Points = d.number(-20, 20)
	}
	if d.sometimes() {
		c.Missing, c.Why, c.Owner, c.Reviewed = *d.number(-3, 3), d.text(), d.text(), "2026-11-21"
		c.Decay = &scoring.Decay{From: plain("seen"), HalfLife: 1 + d.upTo(36499)}
		if d.sometimes() {
			c.Decay = &scoring.Decay{From: plain("seen"), Linear: exact.NewNumber(int64(1+d.upTo(99)), 100), Every: 1 + d.upTo(400)}
		}
	}
	return c
}

func (d dice) icp() *icp.Section {
	s := &icp.Section{Points: *d.number(1, 50)}
	if d.sometimes() {
		s.Grades = []icp.Grade{{Name: "A", AtLeast: exact.NewNumber(6667, 10000)}, {Name: d.name("grade", 1), AtLeast: exact.Number{}}}
	}
	for i := 0; i == 0 || d.sometimes(); i++ {
		p := icp.Profile{Name: d.name("profile", i)}
		for j := 0; j == 0 || d.sometimes(); j++ {
			p.Attributes = append(p.Attributes, icp.Attribute{Line: d.line(d.share), Weight: *d.number(1, 50), Required: d.sometimes(), Missing: d.share()})
		}
		s.Profiles = append(s.Profiles, p)
	}
	return s
}

func (d dice) framework(i int) frameworks.Framework {
	f := frameworks.Framework{Name: d.name("framework", i), Points: *d.number(0, 20)}
	if d.sometimes() {
		one, when := 1, d.condition(2)
		f.Qualified, f.When = &one, &when
	}
	for j := 0; j == 0 || d.sometimes(); j++ {
		q := frameworks.Question{EN: d.text(), JA: d.text()}
		if d.sometimes() {
			q.JA = q.EN
		}
		f.Elements = append(f.Elements, frameworks.Element{Name: d.name("element", j), Line: d.line(d.share), Weight: *d.number(1, 9), Required: d.sometimes(), Missing: d.share(), Question: q})
	}
	return f
}

func (d dice) stage(i int) scoring.Stage {
	leaf := d.leaf()
	return scoring.Stage{Name: d.name("stage", i), Out: d.sometimes(), Because: pick(d, "", d.text()), Line: match.Line{Field: leaf.Field, When: &leaf}}
}
