package scoring_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/printer"
)

// This file makes random rulebooks in which the engine must find no problem. They
// stay within the words that package naive knows.

// A world is a rulebook, the list that it is for, and a day.
type world struct {
	rb      *rulebook.Rulebook
	header  []string
	columns []column // by position in the header
	asOf    calendar.Day
}

// GoString is what a failed property shows: the rulebook as YAML, and the list.
func (w world) GoString() string {
	return fmt.Sprintf("\n%s\nheader %q, as of day %d", printer.Rulebook(w.rb), w.header, w.asOf)
}

// A column is one column of the list.
type column struct {
	field   rulebook.Field // whose cells it holds; no name: rules never look at it
	words   []string       // readable cells of a text or list column
	address bool           // nothing but e-mail addresses or URLs
}

// A term is a name that a condition may be about, and what it may be compared with.
type term struct {
	name     string
	metric   bool
	kind     rulebook.Type
	operands []string
}

func (x term) scalar() rulebook.Scalar { return rulebook.Scalar{Text: x.name} }

// A builder makes one random rulebook.
type builder struct {
	dice
	terms   []term
	columns []column
	rb      *rulebook.Rulebook
}

// worlds draws a random rulebook without problems, and its list.
func worlds() *rapid.Generator[world] {
	return rapid.Custom(func(t *rapid.T) world {
		w := newWorld(t)
		repair(w.rb)
		return w
	})
}

// newWorld makes a random rulebook, in which some lines may be out of reach.
func newWorld(t *rapid.T) world { return newWorldBy(t, &builder{}) }

// newWorldBy is newWorld by a builder that can go on with it.
func newWorldBy(t *rapid.T, b *builder) world {
	b.dice, b.rb = dice{t}, &rulebook.Rulebook{Name: "random"}
	b.settings()
	if b.oneIn(5) {
		b.undeclaredFields()
	} else {
		b.declaredFields()
	}
	b.groups()
	b.icp()
	b.frameworks()
	b.criteria()
	b.score()
	b.stages()
	b.columns = shuffled(b.dice, b.columns)
	place(b.rb)
	return world{
		rb:      b.rb,
		header:  b.headers(),
		columns: b.columns,
		asOf:    dayOn(pick(b.dice, days...)),
	}
}

func dayOn(iso string) calendar.Day {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		panic(err)
	}
	return calendar.Day(t.Unix() / 86400)
}

// A condition about the given terms, nested at most depth deep.
func (b *builder) condition(terms []term, depth int) *rulebook.Condition {
	kind := rulebook.Leaf
	if depth > 0 {
		kind = pick(b.dice, rulebook.Leaf, rulebook.Leaf, rulebook.All, rulebook.Any, rulebook.Not)
	}
	switch kind {
	case rulebook.Leaf:
		return b.leaf(pick(b.dice, terms...))
	case rulebook.Not:
		return &rulebook.Condition{Kind: kind, Of: []rulebook.Condition{*b.condition(terms, depth-1)}}
	}
	c := &rulebook.Condition{Kind: kind}
	for range b.between(1, 3) {
		c.Of = append(c.Of, *b.condition(terms, depth-1))
	}
	return c
}

// operators are those of each type; a leaf takes one or two of them.
var operators = map[rulebook.Type][]string{
	rulebook.TypeText:   {"is", "is_not", "has_word", "contains", "starts_with", "ends_with", "matches", "known"},
	rulebook.TypeNumber: {"is", "is_not", "at_least", "at_least", "at_most", "above", "below", "between", "between", "known"},
	rulebook.TypeDate:   {"is", "within", "within", "within_next", "within_next", "older_than", "before", "after", "known"},
	rulebook.TypeBool:   {"is", "is", "is", "is", "known"},
	rulebook.TypeList:   {"has", "has", "has_all", "count", "known"},
	rulebook.TypeLevel:  {"is", "is_not", "at_least", "at_most", "known"},
}

func (b *builder) leaf(x term) *rulebook.Condition {
	c := &rulebook.Condition{Field: x.scalar()}
	ops := operators[x.kind]
	switch {
	case x.metric && strings.HasSuffix(x.name, ".grade"):
		ops = []string{"at_least", "at_most", "is"}
	case x.metric && x.kind == rulebook.TypeText:
		ops = []string{"is", "is_not"}
	case x.metric && x.kind == rulebook.TypeNumber:
		ops = []string{"is", "at_least", "at_most", "above", "below", "between"}
	case x.name == "email":
		ops = []string{"domain", "free_mail", "contains"}
	case x.name == "site":
		ops = []string{"domain", "contains"}
	}
	if x.metric {
		c.Field, c.Metric = rulebook.Scalar{}, x.scalar()
	} else if b.oneIn(8) {
		return c
	}
	op := pick(b.dice, ops...)
	c.Tests = []rulebook.Test{b.test(x, op)}
	if second := pick(b.dice, ops...); second != op && b.oneIn(4) {
		c.Tests = append(c.Tests, b.test(x, second))
	}
	return c
}

func (b *builder) test(x term, op string) rulebook.Test {
	test := rulebook.Test{Op: op, Args: b.args(x, op)}
	if op == "count" {
		count := term{kind: rulebook.TypeNumber, operands: []string{"0", "1", "2", "3"}}
		test = rulebook.Test{Op: op, Count: []rulebook.Test{b.test(count, pick(b.dice, "at_least", "at_most", "is", "between"))}}
	}
	return test
}

func (b *builder) args(x term, op string) []rulebook.Scalar {
	switch {
	case op == "known" || op == "free_mail" || x.kind == rulebook.TypeBool:
		return scalars(pick(b.dice, "true", "false", "yes", "no"))
	case op == "matches":
		return scalars(some(b.dice, 1, 2, patterns...)...)
	case op == "domain":
		return scalars(some(b.dice, 1, 2, "example.com", "co.jp", "acme.co.jp", "www.example.com")...)
	case op == "within" || op == "within_next" || op == "older_than":
		return scalars(pick(b.dice, "1d", "7d", "30d", "4w", "365d"))
	case op == "between":
		ends := some(b.dice, 2, 2, x.operands...)
		return scalars(ends[0], ends[1])
	}
	return scalars(some(b.dice, 1, 3, x.operands...)...)
}

// line makes the condition part of a line: a leaf in it, `when`, or nothing.
func (b *builder) line(terms []term) rulebook.Line {
	switch b.between(0, 7) {
	case 0:
		return rulebook.Line{}
	case 1, 2:
		return rulebook.Line{When: b.condition(terms, 2)}
	}
	x := pick(b.dice, terms...)
	return rulebook.Line{Field: x.scalar(), When: b.leaf(x)}
}

// banded makes a line with bands; earns draws what one earns.
func (b *builder) banded(earns func() exact.Number) rulebook.Line {
	x := pick(b.dice, b.terms...)
	line := rulebook.Line{Field: x.scalar()}
	if b.oneIn(4) {
		line.When = b.condition(b.terms, 1)
	}
	for range b.between(1, 4) {
		when := b.leaf(x)
		if b.oneIn(6) {
			when = b.condition(b.terms, 1)
		}
		line.Bands = append(line.Bands, rulebook.Band{When: when, Earns: earns()})
	}
	if b.oneIn(3) {
		line.Bands = append(line.Bands, rulebook.Band{Earns: earns()})
	}
	return line
}

func (b *builder) shareLine() rulebook.Line {
	switch b.between(0, 5) {
	case 0, 1, 2:
		return b.banded(b.share)
	case 3:
		return b.rated()
	}
	return b.line(b.terms)
}

// rated makes a line that is rated, under a condition or not.
func (b *builder) rated() rulebook.Line {
	line := rulebook.Line{Field: pick(b.dice, b.of(rulebook.TypeNumber)...).scalar(), Rated: &rulebook.Rating{}}
	*line.Rated = pick(b.dice, rulebook.Rating{Best: exact.Int(3)}, rulebook.Rating{Worst: exact.Int(5), Best: exact.Int(1)},
		rulebook.Rating{Worst: exact.Int(1), Best: exact.Int(300)}, rulebook.Rating{Best: exact.Int(1)}, rulebook.Rating{Worst: exact.NewNumber(1, 2), Best: exact.Int(7)})
	if b.oneIn(4) {
		line.When = b.condition(b.terms, 1)
	}
	return line
}

func (b *builder) groups() {
	for i := range b.between(0, 4) {
		g := rulebook.Group{Name: fmt.Sprintf("group %d", i), Max: b.maybePoints(0, 30), Min: b.maybePoints(-20, 0)}
		if i > 0 && b.oneIn(2) {
			g.Of = rulebook.Scalar{Text: fmt.Sprintf("group %d", b.between(0, i-1))}
		}
		if b.oneIn(3) {
			g.Grades = []rulebook.Grade{{Name: "1", AtLeast: exact.Int(20)}, {Name: "2", AtLeast: thousandths(5500)}, {Name: "3", AtLeast: exact.Int(-5)}}
		}
		if b.oneIn(3) {
			g.Counts = new(pick(b.dice, exact.NewNumber(6, 10), exact.NewNumber(7, 12), exact.NewNumber(1, 3), exact.Int(0), exact.Int(1)))
		}
		if b.oneIn(3) {
			g.Decay = b.decay()
		}
		b.rb.Groups = append(b.rb.Groups, g)
	}
	b.rb.Groups = shuffled(b.dice, b.rb.Groups)
}

func (b *builder) weight() exact.Number {
	return pick(b.dice, exact.Int(1), exact.Int(3), exact.Int(20), exact.NewNumber(1, 2), exact.NewNumber(333, 100))
}

func (b *builder) icp() {
	if b.oneIn(4) {
		return
	}
	b.rb.ICP = &rulebook.ICP{Points: b.points(0, 100)}
	if b.oneIn(4) {
		b.rb.ICP.Grades = []rulebook.Grade{{Name: "S", AtLeast: exact.NewNumber(6667, 10_000)}, {Name: "T", AtLeast: exact.NewNumber(33_333, 100_000)}}
	}
	for i := range b.between(1, 3) {
		profile := rulebook.Profile{Name: fmt.Sprintf("profile %d", i)}
		for range b.between(1, 4) {
			profile.Attributes = append(profile.Attributes, rulebook.Attribute{
				Line: b.shareLine(), Weight: b.weight(), Required: b.oneIn(4), Missing: b.missingShare()})
		}
		b.rb.ICP.Profiles = append(b.rb.ICP.Profiles, profile)
	}
}

func (b *builder) missingShare() exact.Number {
	if b.oneIn(3) {
		return b.share()
	}
	return exact.Number{}
}

func (b *builder) frameworks() {
	if b.oneIn(2) {
		b.framework("BANT", "budget", "authority", "need", "timeline")
	}
	if b.oneIn(2) {
		b.framework("House", some(b.dice, 1, 5, "users", "pain", "plan", "sponsor", "date")...)
	}
}

func (b *builder) framework(name string, elements ...string) {
	f := rulebook.Framework{Name: name}
	if b.oneIn(3) {
		f.Qualified = new(b.between(1, len(elements)))
	}
	if !b.oneIn(4) {
		f.Points = b.points(0, 40)
	}
	if b.oneIn(3) {
		f.When = b.condition(b.terms, 1)
	}
	for _, element := range elements {
		line := b.shareLine()
		if line.When == nil && line.Bands == nil && line.Rated == nil {
			line.When = b.condition(b.terms, 1) // an element has a condition
		}
		f.Elements = append(f.Elements, rulebook.Element{
			Name: element, Line: line, Weight: b.weight(), Required: b.oneIn(4), Missing: b.missingShare(),
			Question: rulebook.Question{EN: element + "?", JA: element + "は?"},
		})
	}
	b.rb.Frameworks = append(b.rb.Frameworks, f)
}

func (b *builder) criteria() {
	for i := range b.between(1, 6) {
		c := b.criterion()
		c.Name = fmt.Sprintf("criterion %d", i)
		if len(b.rb.Groups) > 0 && !b.oneIn(4) {
			c.Group = rulebook.Scalar{Text: pick(b.dice, b.rb.Groups...).Name}
		}
		b.rb.Criteria = append(b.rb.Criteria, c)
	}
}

func (b *builder) criterion() rulebook.Criterion {
	var c rulebook.Criterion
	lowest, highest := -5, 5 // of its own bounds: they may leave out 0
	switch b.between(0, 3) {
	case 0, 1:
		c = rulebook.Criterion{Line: b.line(b.terms), Points: new(b.points(-30, 50))}
		if b.oneIn(8) {
			c.Points = new(b.points(-1_000_000_000, 1_000_000_000)) // rounding shows
		}
	case 2:
		c = rulebook.Criterion{Line: b.banded(func() exact.Number { return b.points(-20, 30) })}
		lowest, highest = 0, 0
	case 3:
		c = b.each()
	}
	if c.Points == nil && b.oneIn(3) {
		c.Max, c.Min = b.maybePoints(lowest, 20), b.maybePoints(-20, highest)
		if c.Max != nil && c.Min != nil && c.Max.Cmp(*c.Min) < 0 {
			c.Min = nil
		}
	}
	if b.oneIn(3) {
		c.Missing = b.points(-5, 8)
	}
	if b.oneIn(3) {
		c.Decay = b.decay()
	}
	return c
}

// each makes a criterion that counts, under a condition or not.
func (b *builder) each() rulebook.Criterion {
	kind := pick(b.dice, rulebook.TypeNumber, rulebook.TypeNumber, rulebook.TypeDate, rulebook.TypeList)
	x := pick(b.dice, b.of(kind)...)
	each := pick(b.dice, exact.Int(2), exact.Int(-1), exact.NewNumber(1, 2), exact.NewNumber(-7, 10_000), exact.NewNumber(333, 1000))
	c := rulebook.Criterion{Line: rulebook.Line{Field: x.scalar()}, Each: &each}
	if kind == rulebook.TypeDate {
		c.Every = pick(b.dice, 1, 7, 30)
	}
	if kind == rulebook.TypeList && (b.rb.Fields == nil || b.oneIn(2)) {
		c.When = &rulebook.Condition{Field: x.scalar(), Tests: []rulebook.Test{b.test(x, "has")}}
		return c
	}
	switch b.between(0, 4) {
	case 0:
		c.When = b.leaf(x)
	case 1:
		c.When = b.condition(b.terms, 1)
	}
	return c
}

func (b *builder) of(kind rulebook.Type) []term {
	var found []term
	for _, x := range b.terms {
		if x.kind == kind {
			found = append(found, x)
		}
	}
	return found
}

func (b *builder) decay() *rulebook.Decay {
	d := &rulebook.Decay{From: pick(b.dice, b.of(rulebook.TypeDate)...).scalar()}
	if b.oneIn(2) {
		d.HalfLife = pick(b.dice, 1, 7, 30, 45, 365)
		return d
	}
	if b.oneIn(2) {
		d.Keeps, d.Every = new(pick(b.dice, exact.NewNumber(1, 2), exact.NewNumber(95, 100), exact.NewNumber(2, 3), exact.Int(0))), pick(b.dice, 1, 7, 30)
		return d
	}
	d.Linear = pick(b.dice, exact.NewNumber(1, 2), exact.NewNumber(1, 10), exact.NewNumber(1, 3), exact.NewNumber(33, 100), exact.Int(1))
	d.Every = pick(b.dice, 1, 7, 30)
	return d
}

func (b *builder) score() {
	b.rb.Score.Max, b.rb.Score.Min = b.maybePoints(20, 100), b.maybePoints(-10, 10)
	if b.oneIn(4) {
		b.rb.Score.Rates = []rulebook.WinRate{
			{From: exact.Int(0), Rate: exact.NewNumber(6, 100)},
			{From: exact.Int(21), Rate: exact.NewNumber(26, 100)},
			{From: exact.Int(41), Rate: exact.NewNumber(74, 100)}}
	}
}

func (b *builder) stages() {
	terms := slices.Concat(b.terms, b.metrics(), b.metrics())
	for i := range b.between(0, 4) {
		x := pick(b.dice, terms...)
		stage := rulebook.Stage{Name: fmt.Sprintf("stage %d", i), Out: b.oneIn(4), Line: rulebook.Line{When: b.leaf(x)}}
		if !x.metric {
			stage.Field = x.scalar()
		}
		if b.oneIn(3) {
			stage.Line = rulebook.Line{When: b.condition(terms, 2)}
		}
		b.rb.Stages = append(b.rb.Stages, stage)
	}
	if b.oneIn(2) {
		b.rb.Stages = append(b.rb.Stages, rulebook.Stage{Name: "last"})
	}
}

// metricsOf are the terms that stages may use beside the fields.
func (b *builder) metrics() []term {
	number := func(name string, operands ...string) term {
		return term{name: name, metric: true, kind: rulebook.TypeNumber, operands: operands}
	}
	all := []term{number("score", "0", "5", "10", "20", "30.5", "50", "70")}
	for _, g := range b.rb.Groups {
		all = append(all, number("group."+g.Name, "-5", "0", "2.5", "10", "20"))
		if g.Grades != nil {
			all = append(all, term{name: "group." + g.Name + ".grade", metric: true, kind: rulebook.TypeText, operands: []string{"1", "2", "3"}})
		}
	}
	for _, f := range b.rb.Frameworks {
		all = append(all, number(f.Name+".met", "0", "1", "2", "3"), number(f.Name+".known", "0", "1", "2", "3"),
			number(f.Name+".share", "0", "25", "50", "66.667"),
			term{name: f.Name + ".qualified", metric: true, kind: rulebook.TypeBool})
	}
	if b.rb.ICP != nil {
		grades := []string{"a", "B", "D"}
		if b.rb.ICP.Grades != nil {
			grades = []string{"S", "t"}
		}
		all = append(all, term{name: "fit.grade", metric: true, kind: rulebook.TypeText, operands: grades})
		all = append(all, number("fit", "0", "33.333", "50", "75"),
			term{name: "icp", metric: true, kind: rulebook.TypeText, operands: []string{"profile 0", "Profile 1"}},
			term{name: "grade", metric: true, kind: rulebook.TypeText, operands: []string{"A", "b", "D", "A2", "S", "3"}})
	}
	return all
}
