// Package made is what the tests of the packages around it share: rulebooks that are made up at
// random, the files of others, and whether what is printed reads back. Only tests import it.
package made

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// Rulebook makes up a rulebook, without the loader. It may hold lines that can never be reached.
func Rulebook(t *rapid.T) *rulebook.Rulebook { return dice{t}.rulebook() }

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
func (d dice) scalar() rulebook.Scalar {
	if d.sometimes() {
		return rulebook.Scalar{Text: d.text(), Quoted: true}
	}
	return rulebook.Scalar{Text: pick(d, "JP", "日本", "NO", "yes", "010", "1_000", "0x1F", "1e3", "2026-01-05", "Acme, Inc.", "日本、米国", "a [b]", "x{y}z", "it's", "a#b", "50 %", "-5", "full name", "全角　空白", "no\u00a0break", "zero\u200bwidth", ":　デモ希望", strings.Repeat("long ", 200)+"text")}
}

// Plain is a value without quotes.
func Plain(text string) rulebook.Scalar { return rulebook.Scalar{Text: text} }

func (d dice) several(one func() rulebook.Scalar) []rulebook.Scalar {
	all := []rulebook.Scalar{one()}
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
var fieldNames = map[rulebook.Type]string{
	rulebook.TypeText: "title", rulebook.TypeNumber: "size", rulebook.TypeDate: "seen", rulebook.TypeBool: "demo", rulebook.TypeList: "tags", rulebook.TypeLevel: "level",
}

func (d dice) rulebook() *rulebook.Rulebook {
	rb := &rulebook.Rulebook{
		Key:      Plain("title"),
		Language: pick(d, rulebook.English, rulebook.Japanese),
		Location: pick(d, nil, time.UTC, loadZone(d.t, "Asia/Tokyo")),
		Fields:   d.fields(),
		Criteria: []rulebook.Criterion{d.criterion(0)},
		Stages:   []rulebook.Stage{d.stage(0)},
	}
	if d.sometimes() {
		rb.Name = d.text()
		rb.Show = []rulebook.Scalar{Plain("title"), {Text: "size", Quoted: true}}
		rb.MissingWords = pick(d, []rulebook.Scalar{}, d.several(d.scalar))
		rb.MissingAlso = d.sometimes()
	}
	for i := 0; d.sometimes(); i++ {
		rb.Groups = append(rb.Groups, d.group(rb.Groups, i))
		c := d.criterion(i + 1)
		c.Group = rulebook.Scalar{Text: rb.Groups[i].Name, Quoted: true}
		rb.Criteria = append(rb.Criteria, c)
	}
	for i := 0; d.sometimes(); i++ {
		d.log(rb, i)
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
func (d dice) rest(rb *rulebook.Rulebook) {
	if d.sometimes() {
		rb.Score = rulebook.Score{Min: d.maybe(d.number(-100, 0)), Max: d.maybe(d.number(1, 200))}
		if d.sometimes() {
			rb.Score.Rates = []rulebook.WinRate{{From: *d.number(-50, 0), Rate: exact.NewNumber(6, 100)}, {From: *d.number(1, 90), Rate: exact.NewNumber(267, 1000), Leads: d.upTo(3000)}}
		}
	}
	score := rulebook.Condition{Metric: Plain("score"), Tests: []rulebook.Test{{Op: "at_least", Args: []rulebook.Scalar{Plain("40")}}}}
	if len(rb.Frameworks) > 0 {
		metric := rulebook.Condition{Metric: rulebook.Scalar{Text: rb.Frameworks[0].Name + ".qualified", Quoted: true}, Tests: []rulebook.Test{{Op: "is", Args: []rulebook.Scalar{Plain("true")}}}}
		rb.Stages = append(rb.Stages, rulebook.Stage{Name: d.name("stage", 2), Line: rulebook.Line{When: &rulebook.Condition{Kind: rulebook.All, Of: []rulebook.Condition{metric, score}}}})
	}
	rb.Stages = append(rb.Stages, rulebook.Stage{Name: d.name("stage", 1), Line: rulebook.Line{When: &score}})
	if d.sometimes() {
		rb.Accounts = d.accounts(rb)
	}
	if d.sometimes() {
		day := calendar.Day(d.upTo(30000))
		rb.Tests = append(rb.Tests, rulebook.Example{
			Name: d.text(), AsOf: &day,
			Lead:    []rulebook.ExampleCell{{Name: Plain("title"), Value: d.scalar()}, {Name: rulebook.Scalar{Text: "size", Quoted: true}, Value: rulebook.Scalar{Quoted: true}}},
			Want:    []rulebook.Condition{score, {Metric: Plain("stage"), Tests: []rulebook.Test{{Op: "is", Args: []rulebook.Scalar{{Text: rb.Stages[0].Name, Quoted: true}}}}}},
			Reasons: pick(d, rulebook.WantedReasons{}, rulebook.WantedReasons{Has: []rulebook.Scalar{{Text: rb.Criteria[0].Name, Quoted: true}}, Not: pick(d, nil, []rulebook.Scalar{{Text: rb.Stages[0].Name, Quoted: true}})}),
		})
	}
}

// accounts may be empty: that is a section too.
func (d dice) accounts(rb *rulebook.Rulebook) *rulebook.Accounts {
	a := &rulebook.Accounts{}
	if d.sometimes() {
		a.By = pick(d, Plain("title"), rulebook.Scalar{Text: "size", Quoted: true})
	}
	for i := 0; d.sometimes(); i++ {
		a.Roles = append(a.Roles, rulebook.Role{Name: d.name("role", i), When: &rulebook.Condition{
			Field: Plain("level"), Tests: []rulebook.Test{{Op: "at_least", Args: []rulebook.Scalar{Plain("manager")}}},
		}})
		role := rulebook.Condition{Metric: rulebook.Scalar{Text: "role." + a.Roles[i].Name, Quoted: true}, Tests: []rulebook.Test{{Op: "at_least", Args: []rulebook.Scalar{Plain("1")}}}}
		a.Stages = append(a.Stages, rulebook.Stage{Name: d.name("stage", i), Out: d.sometimes(), Line: rulebook.Line{When: &role}})
	}
	if d.sometimes() {
		best, others := d.share(), d.share()
		a.Score = rulebook.AccountScore{Best: d.maybe(&best), Others: d.maybe(&others), Min: d.maybe(d.number(-9, 0)), Max: d.maybe(d.number(1, 200))}
	}
	if d.sometimes() {
		a.Stages = append(a.Stages, rulebook.Stage{Name: d.name("stage", 99), Because: pick(d, "", d.text())})
	}
	return a
}

func (d dice) fields() []rulebook.Field {
	seniority := rulebook.Field{Name: "level", Type: rulebook.TypeLevel, Seniority: Plain("title")}
	department := rulebook.Field{Name: "department", Type: rulebook.TypeText, Department: rulebook.Scalar{Text: "title", Quoted: d.sometimes()}}
	rate := rulebook.Field{Name: "rate", Type: rulebook.TypeNumber, Rate: &rulebook.Ratio{Of: Plain("size"), Per: rulebook.Scalar{Text: "size", Quoted: true}, Min: pick(d, exact.Number{}, exact.Int(5))}}
	number := rulebook.Field{Name: "size", Type: rulebook.TypeNumber, Scale: d.maybe(d.number(1, 9)), DecimalComma: d.sometimes()}
	date := rulebook.Field{Name: "seen", Type: rulebook.TypeDate, Order: pick(d, rulebook.OrderUnset, rulebook.OrderYMD, rulebook.OrderDMY, rulebook.OrderMDY, rulebook.OrderExcel, rulebook.OrderUnix)}
	list := rulebook.Field{Name: "tags", Type: rulebook.TypeList, Separator: pick(d, "", ";", " / ", "、", "\t")}
	bool := rulebook.Field{Name: "demo", Type: rulebook.TypeBool, Blank: pick(d, nil, &rulebook.Scalar{Text: "false"})}
	if d.sometimes() {
		bool.TrueWords, bool.FalseWords = []rulebook.Scalar{Plain("参加")}, d.several(func() rulebook.Scalar { return rulebook.Scalar{Text: d.text() + "不", Quoted: true} })
	}
	title := rulebook.Field{Name: "title", Type: rulebook.TypeText, Company: d.sometimes(), Synonyms: d.synonyms()}
	list.Synonyms = d.synonyms()
	all := []rulebook.Field{title, number, date, list, bool}
	for i := range all {
		f := &all[i]
		f.Columns = []rulebook.Scalar{{Text: f.Name}}
		if d.sometimes() {
			f.Columns = d.several(d.scalar)
			f.Optional = d.sometimes()
		}
		if d.sometimes() {
			f.Like = rulebook.Scalar{Text: pick(d, lexicon.KnownFieldNames()...), Quoted: d.sometimes()}
			if d.sometimes() {
				f.Columns = nil
			}
		}
		if d.sometimes() {
			f.MissingWords = d.several(d.scalar)
			f.MissingOnly = d.sometimes()
		}
		if d.sometimes() {
			f.KnownBy = pick(d, rulebook.ByAsking, rulebook.ByResearch, rulebook.ByRecords)
			f.Question = rulebook.Question{EN: pick(d, "", d.text()), JA: d.text()}
		}
	}
	return append(all, rate, seniority, department)
}

// log adds a log and fields made from it.
func (d dice) log(rb *rulebook.Rulebook, i int) {
	log := rulebook.Log{Name: d.name("log", i), Joins: rulebook.Scalar{Text: pick(d, "title", "size", "tags"), Quoted: d.sometimes()}, Order: pick(d, rulebook.OrderUnset, rulebook.OrderDMY, rulebook.OrderUnix)}
	known := d.sometimes()
	if known {
		log.Like = rulebook.Scalar{Text: pick(d, lexicon.KnownLogNames()...), Quoted: d.sometimes()}
	}
	if !known || d.sometimes() {
		log.Lead = d.several(d.scalar)
	}
	if !known || d.sometimes() {
		log.At = d.several(d.scalar)
	}
	if d.sometimes() {
		log.ID = d.several(d.scalar)
	}
	rb.Logs = append(rb.Logs, log)
	for k := 0; d.sometimes(); k++ {
		a := &rulebook.Activity{Kind: pick(d, rulebook.ActivityKinds()...), Log: rulebook.Scalar{Text: log.Name, Quoted: true}, Within: d.upTo(2) * 30}
		asked := pick(d, eventColumns...)
		if d.sometimes() {
			// About another column than bands: one that where decides may never be reached.
			other := eventColumns[(slices.Index(eventColumns, asked)+1)%len(eventColumns)]
			a.Where = &rulebook.Condition{Kind: rulebook.Any, Of: []rulebook.Condition{d.event(other), d.event(other)}}
		}
		if a.Kind == rulebook.ActivitySum {
			a.HalfLife = d.upTo(2) * 7
			if a.Bands = []rulebook.Band{{When: new(d.event(asked)), Earns: *d.number(-9, 9)}, {Earns: *d.number(-9, 9)}}; d.sometimes() {
				a.Bands, a.Of = nil, rulebook.Scalar{Text: "Weight", Quoted: d.sometimes()}
			}
		}
		rb.Fields = append(rb.Fields, rulebook.Field{Name: d.name("did", 10*i+k), Type: a.Kind.Type(), Activity: a})
	}
}

// eventColumns are the columns of the events of random logs.
var eventColumns = []string{"Event", "Page of site"}

// event is a condition on a column of an event, which is a text. No column of a log is declared,
// so that a word such as yes has to stand in quotes where it is a text.
func (d dice) event(column string) rulebook.Condition {
	test := d.test(rulebook.TypeText)
	for i := range test.Args {
		test.Args[i].Quoted = true
	}
	return rulebook.Condition{Field: rulebook.Scalar{Text: column, Quoted: d.sometimes()}, Tests: []rulebook.Test{test}}
}

// synonyms are a table, or names and spellings of which no two are equal.
func (d dice) synonyms() *rulebook.Synonyms {
	switch d.upTo(2) {
	case 0:
		return nil
	case 1:
		return &rulebook.Synonyms{Table: pick(d, lexicon.SynonymTables()...)}
	}
	s := &rulebook.Synonyms{}
	for i := 0; i == 0 || d.sometimes(); i++ {
		own := rulebook.Synonym{Name: d.name("name", i)}
		for j := 0; j == 0 || d.sometimes(); j++ {
			own.Spellings = append(own.Spellings, rulebook.Scalar{Text: d.name("spelling", 10*i+j), Quoted: true})
		}
		s.Own = append(s.Own, own)
	}
	return s
}

func (d dice) group(before []rulebook.Group, i int) rulebook.Group {
	g := rulebook.Group{Name: d.name("group", i), Min: d.maybe(d.number(-50, 0)), Max: d.maybe(d.number(1, 50))}
	if d.sometimes() {
		g.Counts, g.Decay = new(pick(d, d.share(), exact.NewNumber(7, 12))), d.decay()
	}
	if len(before) > 0 && d.sometimes() {
		g.Of = rulebook.Scalar{Text: before[0].Name, Quoted: true}
	}
	if d.sometimes() {
		g.Grades = []rulebook.Grade{{Name: d.name("grade", 0), AtLeast: *d.number(10, 20)}, {Name: "2", AtLeast: *d.number(-5, 9)}}
	}
	return g
}

// test is an operator of a field of type t, with operands that it takes.
func (d dice) test(t rulebook.Type) rulebook.Test {
	var ops []match.Operator
	for _, op := range match.Operators() {
		if op.Works(t) {
			ops = append(ops, op)
		}
	}
	op := pick(d, ops...)
	test := rulebook.Test{Op: op.Name}
	switch op.Operand {
	case match.OperandTests:
		test.Count = []rulebook.Test{{Op: "at_least", Args: []rulebook.Scalar{Plain("2")}}}
		return test
	case match.OperandPair:
		test.Args = []rulebook.Scalar{Plain("1"), {Text: "1,200", Quoted: true}}
		return test
	case match.OperandTruth:
		test.Args = []rulebook.Scalar{Plain(pick(d, "true", "false"))}
		return test
	}
	test.Args = d.several(func() rulebook.Scalar { return d.operand(op.Operand, t) })
	return test
}

func (d dice) operand(o match.Operand, t rulebook.Type) rulebook.Scalar {
	switch o {
	case match.OperandPattern:
		return rulebook.Scalar{Text: pick(d, `^[A-Z]{2}\d+$`, `"quoted"`, `a|b`, `\s`), Quoted: true}
	case match.OperandHost:
		return Plain(pick(d, "example.com", "ac.jp"))
	case match.OperandDays:
		return Plain(pick(d, "30d", "4w"))
	case match.OperandText:
		return d.scalar()
	}
	switch t {
	case rulebook.TypeNumber:
		return Plain(pick(d, "100", "0.5", "-3", "1,200", "５", "5%"))
	case rulebook.TypeDate:
		return Plain("2026-04-01")
	case rulebook.TypeBool:
		return Plain(pick(d, "true", "no", "はい"))
	case rulebook.TypeLevel:
		return Plain(pick(d, "director", "c_level"))
	}
	return d.scalar()
}

func (d dice) leaf() rulebook.Condition {
	t := pick(d, rulebook.TypeText, rulebook.TypeNumber, rulebook.TypeDate, rulebook.TypeBool, rulebook.TypeList, rulebook.TypeLevel)
	leaf := rulebook.Condition{Field: rulebook.Scalar{Text: fieldNames[t], Quoted: d.sometimes()}}
	seen := map[string]bool{}
	for d.sometimes() {
		if test := d.test(t); !seen[test.Op] {
			seen[test.Op] = true
			leaf.Tests = append(leaf.Tests, test)
		}
	}
	return leaf
}

func (d dice) condition(depth int) rulebook.Condition {
	if depth == 0 || d.sometimes() {
		return d.leaf()
	}
	c := rulebook.Condition{Kind: pick(d, rulebook.All, rulebook.Any, rulebook.Not), Of: []rulebook.Condition{d.condition(depth - 1)}}
	for c.Kind != rulebook.Not && d.sometimes() {
		c.Of = append(c.Of, d.condition(depth-1))
	}
	return c
}

// line is a line that earns its bands where it has some.
func (d dice) line(earns func() exact.Number) rulebook.Line {
	when := d.condition(2)
	switch d.upTo(3) {
	case 0: // a leaf in the line
		leaf := d.leaf()
		return rulebook.Line{Field: leaf.Field, When: &leaf}
	case 1:
		return rulebook.Line{When: &when}
	}
	line := rulebook.Line{Field: Plain("size")}
	if d.sometimes() {
		line.When = &when
	}
	for i := 0; i == 0 || d.sometimes(); i++ {
		when := d.condition(1)
		if d.sometimes() {
			when = rulebook.Condition{Field: line.Field, Tests: []rulebook.Test{d.test(rulebook.TypeNumber)}}
		}
		line.Bands = append(line.Bands, rulebook.Band{When: &when, Earns: earns()})
	}
	if d.sometimes() {
		line.Bands = append(line.Bands, rulebook.Band{Earns: earns()})
	}
	return line
}

// shareLine is a line that earns shares: by bands or a rating where it has some.
func (d dice) shareLine() rulebook.Line {
	line := d.line(d.share)
	if line.Bands != nil && d.sometimes() {
		line.Bands, line.Rated = nil, &rulebook.Rating{Worst: *d.number(4, 9), Best: *d.number(-3, 3)}
	}
	return line
}

func (d dice) criterion(i int) rulebook.Criterion {
	c := rulebook.Criterion{
		Name: d.name("criterion", i), Line: d.line(func() exact.Number { return *d.number(-20, 20) }),
		Max: d.maybe(d.number(1, 20)), Min: d.maybe(d.number(-20, 0)),
	}
	switch {
	case c.Bands != nil:
	case d.sometimes():
		c.Each = d.number(1, 5)
		c.Field = Plain(pick(d, "size", "seen", "tags"))
		if c.Field.Text == "seen" {
			c.Every = 1 + d.upTo(400)
		}
	default:
		c.Points, c.Max, c.Min = d.number(-20, 20), nil, nil
	}
	if d.sometimes() {
		c.Missing, c.Why, c.Owner, c.Reviewed = *d.number(-3, 3), d.text(), d.text(), "2026-11-21"
		c.Decay = d.decay()
	}
	return c
}

func (d dice) decay() *rulebook.Decay {
	if d.sometimes() {
		return &rulebook.Decay{From: Plain("seen"), Keeps: new(pick(d, exact.NewNumber(2, 3), d.share())), Every: 1 + d.upTo(400)}
	}
	if d.sometimes() {
		return &rulebook.Decay{From: Plain("seen"), Linear: pick(d, exact.NewNumber(1, 3), exact.NewNumber(int64(1+d.upTo(99)), 100)), Every: 1 + d.upTo(400)}
	}
	return &rulebook.Decay{From: Plain("seen"), HalfLife: 1 + d.upTo(36499)}
}

func (d dice) icp() *rulebook.ICP {
	s := &rulebook.ICP{Points: *d.number(1, 50)}
	if d.sometimes() {
		s.Grades = []rulebook.Grade{{Name: "A", AtLeast: exact.NewNumber(6667, 10000)}, {Name: d.name("grade", 1), AtLeast: exact.Number{}}}
	}
	for i := 0; i == 0 || d.sometimes(); i++ {
		p := rulebook.Profile{Name: d.name("profile", i)}
		for j := 0; j == 0 || d.sometimes(); j++ {
			p.Attributes = append(p.Attributes, rulebook.Attribute{Line: d.shareLine(), Weight: *d.number(1, 50), Required: d.sometimes(), Missing: d.share()})
		}
		s.Profiles = append(s.Profiles, p)
	}
	return s
}

func (d dice) framework(i int) rulebook.Framework {
	f := rulebook.Framework{Name: d.name("framework", i), Points: *d.number(0, 20)}
	if d.sometimes() {
		one, when := 1, d.condition(2)
		f.Qualified, f.When = &one, &when
	}
	for j := 0; j == 0 || d.sometimes(); j++ {
		q := rulebook.Question{EN: d.text(), JA: d.text()}
		if d.sometimes() {
			q.JA = q.EN
		}
		f.Elements = append(f.Elements, rulebook.Element{Name: d.name("element", j), Line: d.shareLine(), Weight: *d.number(1, 9), Required: d.sometimes(), Missing: d.share(), Question: q})
	}
	return f
}

func (d dice) stage(i int) rulebook.Stage {
	leaf := d.leaf()
	return rulebook.Stage{Name: d.name("stage", i), Out: d.sometimes(), Because: pick(d, "", d.text()), Line: rulebook.Line{Field: leaf.Field, When: &leaf}}
}
