package scoring_test

import (
	"slices"
	"strings"
	"time"

	"leadscore/match/exact"
	"leadscore/rulebook"
)

// This file makes the fields of random rulebooks, and the columns of their lists.

var (
	countries  = []string{"JP", "US", "日本", "Germany", "ＪＰ", " us "}
	industries = []string{"SaaS", "Software", "情報通信業", "Industrial Software Services", "Cloud-Software", "Resale, sale", "製造業"}
	titles     = []string{"CEO", "Vice President", "VP of Marketing", "Director of Sales", "部長", "Sales Manager", "課長", "Software Engineer", "担当", "Student", "学生", "Wizard"}
	emails     = []string{"a@example.com", "b@mail.example.com", "c@gmail.com", "d@YAHOO.co.jp", "e@notexample.com", "f@acme.co.jp"}
	sites      = []string{"https://www.example.com/about", "http://acme.co.jp", "https://example.com.evil.net/"}
	topics     = []string{"AI", "CRM", "分析", "Data Science", "security"}
	numbers    = []string{"0", "1", "2", "3", "5", "10", "11", "49.5", "50", "100", "299", "300", "1000", "10000"}
	rates      = []string{"0", "0.1", "0.25", "33.3%", "0.5", "1", "2"}
	days       = []string{"2026-11-21", "2026-02-28", "2025-12-31", "2024-02-29", "2026-06-01"}
	words      = map[string][]string{
		"country":  {"JP", "us", "日本", "Ger", "germany", "J", "Unknown", "--None--"},
		"industry": {"saas", "Software", "soft*", "情報", "情報通信業", "services", "Cloud", "ware*", "sale", "製造", "tbd", "なし"},
		"title":    {"部長", "sales", "VP", "Director", "engineer*", "eng*", "Vice  President", "長"},
		"email":    {"example.com", "co.jp", "acme.co.jp", "a@example.com", "gmail"},
		"site":     {"example.com", "www.example.com", "https", "acme"},
	}
	patterns = []string{`^[A-Z]{2}$`, `(?i)soft`, `[0-9]`, `部長$`, `^S`}
)

func (b *builder) settings() {
	if b.oneIn(2) {
		b.rb.Location, _ = time.LoadLocation("Asia/Tokyo")
	}
	if b.oneIn(3) {
		b.rb.MissingWords, b.rb.MissingAlso = scalars("unknown", "なし"), b.oneIn(2)
	}
	if b.oneIn(4) {
		b.rb.Language = rulebook.Japanese
	}
}

func scalars(texts ...string) []rulebook.Scalar {
	var all []rulebook.Scalar
	for _, text := range texts {
		all = append(all, rulebook.Scalar{Text: text})
	}
	return all
}

// headers writes the columns' names as a list may have them.
func (b *builder) headers() []string {
	var all []string
	for _, c := range b.columns {
		name := c.field.Columns[0].Text
		switch b.between(0, 11) {
		case 9:
			name = strings.ToUpper(name)
		case 10:
			name = "\ufeff " + name
		case 11:
			name = wide(name)
		}
		all = append(all, name)
	}
	return all
}

// declaredFields makes a section of fields, each with one or two columns.
func (b *builder) declaredFields() {
	text := func(name string, cells []string) {
		b.declare(rulebook.Field{Name: name, Type: rulebook.TypeText}, cells, words[name])
	}
	text("country", countries)
	text("industry", industries)
	text("title", titles)
	text("email", emails)
	text("site", sites)
	b.declare(rulebook.Field{Name: "topics", Type: rulebook.TypeList, Separator: pick(b.dice, "", ";", "、")}, topics, topics)
	b.declare(rulebook.Field{Name: "employees", Type: rulebook.TypeNumber, DecimalComma: b.oneIn(4)}, nil, numbers)
	b.declare(rulebook.Field{Name: "budget", Type: rulebook.TypeNumber, Scale: b.scale()}, nil, numbers)
	b.declare(rulebook.Field{Name: "pages", Type: rulebook.TypeNumber, Blank: b.blank("0", "3"), Unit: scalars("metres", "km")}, nil, numbers)
	b.declare(rulebook.Field{Name: "sent", Type: rulebook.TypeNumber}, nil, numbers)
	b.declare(rulebook.Field{Name: "opened", Type: rulebook.TypeNumber}, nil, numbers)
	b.declare(rulebook.Field{Name: "buys_on", Type: rulebook.TypeDate, Order: pick(b.dice, rulebook.OrderUnset, rulebook.OrderYMD, rulebook.OrderDMY, rulebook.OrderMDY, rulebook.OrderExcel)}, nil, days)
	b.declare(rulebook.Field{Name: "active_on", Type: rulebook.TypeDate, Blank: b.blank("2026-06-01")}, nil, days)
	demo := rulebook.Field{Name: "demo", Type: rulebook.TypeBool, Blank: b.blank("false", "true")}
	if b.oneIn(2) {
		demo.TrueWords, demo.FalseWords = scalars("当日参加", "0"), scalars("見送り")
	}
	b.declare(demo, nil, nil)
	b.declare(rulebook.Field{Name: "trial", Type: rulebook.TypeBool, Optional: true, Blank: b.blank("false")}, nil, nil)
	b.derive(rulebook.Field{Name: "open_rate", Type: rulebook.TypeNumber, Rate: &rulebook.Ratio{
		Of: rulebook.Scalar{Text: "opened"}, Per: rulebook.Scalar{Text: "sent"}, Min: exact.Int(int64(b.between(0, 5)))}}, rates)
	b.derive(rulebook.Field{Name: "level", Type: rulebook.TypeLevel, Seniority: rulebook.Scalar{Text: "title"}},
		[]string{"student", "staff", "manager", "director", "vp", "c_level"})
	if b.oneIn(2) {
		b.loggedFields()
	}
	b.rb.Fields = shuffled(b.dice, b.rb.Fields)
	b.columns = append(b.columns, column{field: rulebook.Field{Columns: scalars("Notes"), Type: rulebook.TypeText}, words: topics})
}

func (b *builder) scale() *exact.Number {
	if b.oneIn(2) {
		return nil
	}
	factor := pick(b.dice, exact.Int(10), exact.NewNumber(1, 10))
	return &factor
}

func (b *builder) blank(texts ...string) *rulebook.Scalar {
	if b.oneIn(2) {
		return nil
	}
	return &rulebook.Scalar{Text: pick(b.dice, texts...)}
}

// declare adds a field, a term for it and its columns. The list may lack one of
// two columns, and all of an optional field.
func (b *builder) declare(f rulebook.Field, cells, operands []string) {
	f.Columns = scalars(f.Name + " A")
	if b.oneIn(4) {
		f.Columns = scalars(f.Name+" A", f.Name+" Ｂ")
	}
	if b.oneIn(6) {
		f.MissingWords, f.MissingOnly = scalars("未定"), b.oneIn(2)
	}
	f.KnownBy = pick(b.dice, rulebook.ByUnset, rulebook.ByAsking, rulebook.ByAsking, rulebook.ByResearch, rulebook.ByRecords)
	b.derive(f, operands)
	present := slices.Clone(f.Columns)
	if f.Optional && b.oneIn(3) {
		present = nil
	} else if len(present) == 2 && b.oneIn(3) {
		present = present[1:]
	}
	for _, header := range present {
		held := f
		held.Columns = []rulebook.Scalar{header}
		b.columns = append(b.columns, column{held, cells, isAddress(f.Name)})
	}
}

func (b *builder) derive(f rulebook.Field, operands []string) {
	b.rb.Fields = append(b.rb.Fields, f)
	b.terms = append(b.terms, term{name: f.Name, kind: f.Type, operands: operands})
}

func isAddress(field string) bool { return field == "email" || field == "site" }

// undeclaredFields lets rules name headers: how each is used says its type.
func (b *builder) undeclaredFields() {
	add := func(name string, kind rulebook.Type, cells, operands []string) {
		f := rulebook.Field{Name: name, Columns: scalars(name), Type: kind}
		b.columns = append(b.columns, column{field: f, words: cells})
		b.terms = append(b.terms, term{name: name, kind: kind, operands: operands})
	}
	add("Country", rulebook.TypeText, countries, words["country"])
	add("Job Title", rulebook.TypeText, titles, words["title"])
	add("従業員数", rulebook.TypeNumber, nil, numbers)
	add("Page Views", rulebook.TypeNumber, nil, numbers)
	add("Last Activity Date", rulebook.TypeDate, nil, days)
	add("Interests", rulebook.TypeList, topics, topics)
	add("Demo", rulebook.TypeBool, nil, nil)
	// Each is used once as what it is, so that its type is certain.
	for _, x := range b.terms {
		if x.kind != rulebook.TypeText {
			b.rb.Criteria = append(b.rb.Criteria, rulebook.Criterion{
				Name: "Uses " + x.name, Line: rulebook.Line{Field: x.scalar(), When: b.typedLeaf(x)}, Points: new(exact.Int(1))})
		}
	}
}

// typedLeaf is a leaf whose operator gives its column the type.
func (b *builder) typedLeaf(x term) *rulebook.Condition {
	op := map[rulebook.Type]string{
		rulebook.TypeNumber: "at_least", rulebook.TypeDate: "before", rulebook.TypeList: "has", rulebook.TypeBool: "is"}[x.kind]
	return &rulebook.Condition{Field: x.scalar(), Tests: []rulebook.Test{b.test(x, op)}}
}
