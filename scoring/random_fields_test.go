package scoring_test

import (
	"slices"
	"strings"
	"time"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/scoring"
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
		"country":  {"JP", "us", "日本", "Ger", "germany", "J"},
		"industry": {"saas", "Software", "soft*", "情報", "情報通信業", "services", "Cloud", "ware*", "sale", "製造"},
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
		b.rb.MissingWords = scalars("unknown", "なし")
	}
	if b.oneIn(4) {
		b.rb.Language = scoring.Japanese
	}
}

func scalars(texts ...string) []match.Scalar {
	var all []match.Scalar
	for _, text := range texts {
		all = append(all, match.Scalar{Text: text})
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
		b.declare(match.Field{Name: name, Type: match.TypeText}, cells, words[name])
	}
	text("country", countries)
	text("industry", industries)
	text("title", titles)
	text("email", emails)
	text("site", sites)
	b.declare(match.Field{Name: "topics", Type: match.TypeList, Separator: pick(b.dice, "", ";", "、")}, topics, topics)
	b.declare(match.Field{Name: "employees", Type: match.TypeNumber, DecimalComma: b.oneIn(4)}, nil, numbers)
	b.declare(match.Field{Name: "budget", Type: match.TypeNumber, Scale: b.scale()}, nil, numbers)
	b.declare(match.Field{Name: "pages", Type: match.TypeNumber, Blank: b.blank("0", "3")}, nil, numbers)
	b.declare(match.Field{Name: "sent", Type: match.TypeNumber}, nil, numbers)
	b.declare(match.Field{Name: "opened", Type: match.TypeNumber}, nil, numbers)
	b.declare(match.Field{Name: "buys_on", Type: match.TypeDate, Order: pick(b.dice, match.OrderUnset, match.OrderYMD, match.OrderDMY, match.OrderMDY, match.OrderExcel)}, nil, days)
	b.declare(match.Field{Name: "active_on", Type: match.TypeDate, Blank: b.blank("2026-06-01")}, nil, days)
	b.declare(match.Field{Name: "demo", Type: match.TypeBool, Blank: b.blank("false", "true")}, nil, nil)
	b.declare(match.Field{Name: "trial", Type: match.TypeBool, Optional: true, Blank: b.blank("false")}, nil, nil)
	b.derive(match.Field{Name: "open_rate", Type: match.TypeNumber, Rate: &match.Rate{
		Of: match.Scalar{Text: "opened"}, Per: match.Scalar{Text: "sent"}, Min: exact.Int(int64(b.between(0, 5)))}}, rates)
	b.derive(match.Field{Name: "level", Type: match.TypeLevel, Seniority: match.Scalar{Text: "title"}},
		[]string{"student", "staff", "manager", "director", "vp", "c_level"})
	b.rb.Fields = shuffled(b.dice, b.rb.Fields)
	b.columns = append(b.columns, column{field: match.Field{Columns: scalars("Notes"), Type: match.TypeText}, words: topics})
}

func (b *builder) scale() *exact.Number {
	if b.oneIn(2) {
		return nil
	}
	factor := pick(b.dice, exact.Int(10), exact.NewNumber(1, 10))
	return &factor
}

func (b *builder) blank(texts ...string) *match.Scalar {
	if b.oneIn(2) {
		return nil
	}
	return &match.Scalar{Text: pick(b.dice, texts...)}
}

// declare adds a field, a term for it and its columns. The list may lack one of
// two columns, and all of an optional field.
func (b *builder) declare(f match.Field, cells, operands []string) {
	f.Columns = scalars(f.Name + " A")
	if b.oneIn(4) {
		f.Columns = scalars(f.Name+" A", f.Name+" Ｂ")
	}
	if b.oneIn(6) {
		f.MissingWords = scalars("未定")
	}
	b.derive(f, operands)
	present := slices.Clone(f.Columns)
	if f.Optional && b.oneIn(3) {
		present = nil
	} else if len(present) == 2 && b.oneIn(3) {
		present = present[1:]
	}
	for _, header := range present {
		held := f
		held.Columns = []match.Scalar{header}
		b.columns = append(b.columns, column{held, cells, isAddress(f.Name)})
	}
}

func (b *builder) derive(f match.Field, operands []string) {
	b.rb.Fields = append(b.rb.Fields, f)
	b.terms = append(b.terms, term{name: f.Name, kind: f.Type, operands: operands})
}

func isAddress(field string) bool { return field == "email" || field == "site" }

// undeclaredFields lets rules name headers: how each is used says its type.
func (b *builder) undeclaredFields() {
	add := func(name string, kind match.Type, cells, operands []string) {
		f := match.Field{Name: name, Columns: scalars(name), Type: kind}
		b.columns = append(b.columns, column{field: f, words: cells})
		b.terms = append(b.terms, term{name: name, kind: kind, operands: operands})
	}
	add("Country", match.TypeText, countries, words["country"])
	add("Job Title", match.TypeText, titles, words["title"])
	add("従業員数", match.TypeNumber, nil, numbers)
	add("Page Views", match.TypeNumber, nil, numbers)
	add("Last Activity Date", match.TypeDate, nil, days)
	add("Interests", match.TypeList, topics, topics)
	add("Demo", match.TypeBool, nil, nil)
	// Each is used once as what it is, so that its type is certain.
	for _, x := range b.terms {
		if x.kind != match.TypeText {
			b.rb.Criteria = append(b.rb.Criteria, scoring.Criterion{
				Name: "Uses " + x.name, Line: match.Line{Field: x.scalar(), When: b.typedLeaf(x)}, Points: new(exact.Int(1))})
		}
	}
}

// typedLeaf is a leaf whose operator gives its column the type.
func (b *builder) typedLeaf(x term) *match.Condition {
	op := map[match.Type]string{
		match.TypeNumber: "at_least", match.TypeDate: "before", match.TypeList: "has", match.TypeBool: "is"}[x.kind]
	return &match.Condition{Field: x.scalar(), Tests: []match.Test{b.test(x, op)}}
}
