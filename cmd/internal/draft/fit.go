package draft

import (
	"slices"
	"strconv"
	"strings"

	"leadscore/cmd/internal/draft/limits"
	"leadscore/cmd/internal/profile"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/lexicon"
	"leadscore/match/title"
	"leadscore/rulebook"
)

// Weights of the attributes of an ideal customer.
const (
	industryWeight = 40
	sizeWeight     = 30
	levelWeight    = 20
	countryWeight  = 10
)

// attribute is a line of a profile, and what is said of it.
type attribute struct {
	rulebook.Attribute
	note string
}

// fit drafts the ideal customers; nil where the list tells nothing of who a lead is.
func (b *builder) fit() []rulebook.Profile {
	industry, industries := b.industries()
	size, sizes := b.sizes(industry, industries)
	level, country := b.levels(), b.countries()
	groups := [][]string{industries}
	if len(sizes) > 1 {
		groups = nil
		for _, name := range industries {
			groups = append(groups, []string{name})
		}
	}
	var profiles []rulebook.Profile
	for i, group := range groups {
		var lines []attribute
		if len(group) > 0 {
			lines = append(lines, b.industryLine(industry, group))
		}
		if size != nil {
			lines = append(lines, b.sizeLine(size, sizes[i]))
		}
		if level != nil {
			lines = append(lines, *level)
		}
		if country != nil {
			lines = append(lines, *country)
		}
		if len(lines) == 0 {
			return nil
		}
		p := rulebook.Profile{Name: b.profileName(group)}
		for k, line := range lines {
			p.Attributes = append(p.Attributes, line.Attribute)
			if line.note != "" {
				b.above(line.note, "icp", "profiles", strconv.Itoa(i), "attributes", strconv.Itoa(k))
			}
		}
		profiles = append(profiles, p)
	}
	return profiles
}

func (b *builder) profileName(industries []string) string {
	if len(industries) == 0 {
		return b.say("Ideal customer")
	}
	return strings.Join(industries, b.say(", ##1"))
}

// industries are the column of industries and the most frequent of them, which stand
// for the customers that the list was made of.
func (b *builder) industries() (*profile.Column, []string) {
	c := b.column("industry")
	if c == nil {
		return nil, nil
	}
	if chosen := b.opt.Answers.Industries; chosen != nil {
		return c, chosen
	}
	return c, b.commonest(c, 0.5, 3)
}

// commonest are the most frequent values of a column: as many as hold a share of its
// filled cells, and at most so many. They are nil where the column holds one value, or
// hardly any twice.
func (b *builder) commonest(c *profile.Column, share float64, most int) []string {
	values := slices.DeleteFunc(b.list.Frequent(c), func(v profile.Value) bool { return isOther(v.Text) })
	if len(values) < 2 || c.Distinct > c.Filled/2 && c.Filled > 10 {
		return nil
	}
	var names []string
	covered := 0
	for _, v := range values[:min(most, len(values)-1)] {
		if names != nil && float64(covered) >= share*float64(c.Filled) {
			break
		}
		names, covered = append(names, v.Text), covered+v.Count
	}
	return names
}

// isOther reports whether a value says only that it is none of the others.
func isOther(value string) bool {
	return slices.Contains([]string{"other", "others", "misc", "miscellaneous", "none", "unknown", "not specified", "その他", "他", "不明", "未定", "未選択", "select", "sonstige", "autre", "otros"}, folded(value))
}

func (b *builder) industryLine(c *profile.Column, industries []string) attribute {
	line := attribute{note: b.say("frequent in this list, which has %s", b.frequent(c, 6))}
	line.Line = leaf(b.declare(c, asText(c)), "is", industries...)
	line.Weight = points(industryWeight)
	return line
}

// sizeSteps are the limits from which on a company is as large as wished, and nearly so.
type sizeSteps struct {
	full, half float64
	from       float64 // share of the leads that reach full
	apart      bool    // they are those of one industry
}

// sizes are a column that tells how large companies are, and the limits for each of the
// industries; one for all unless these differ by half or more.
func (b *builder) sizes(industry *profile.Column, industries []string) (*profile.Column, []sizeSteps) {
	size := b.sizeColumn()
	if size == nil {
		return nil, nil
	}
	if len(industries) == 2 && b.opt.Answers.LeastSize == "" {
		apart := make([][]float64, 2)
		b.values(size, b.sizeField(size), func(cells []string, v *cell.Value) {
			n, _ := v.Number.Low.Rat().Float64()
			for i, name := range industries {
				if folded(cells[industry.Index]) == folded(name) {
					apart[i] = append(apart[i], n)
				}
			}
		})
		slices.Sort(apart[0])
		slices.Sort(apart[1])
		first, second := b.steps(apart[0]), b.steps(apart[1])
		enough := min(len(apart[0]), len(apart[1])) >= 10
		if enough && max(first.full, second.full) >= 2*min(first.full, second.full) && min(first.full, second.full) > 0 {
			first.apart, second.apart = true, true
			return size, []sizeSteps{first, second}
		}
	}
	return size, []sizeSteps{b.steps(b.numbers(size, b.sizeField(size)))}
}

// sizeColumn is the column that tells how large a company is; nil where none does.
func (b *builder) sizeColumn() *profile.Column {
	for _, known := range []string{"employees", "revenue", "capital"} {
		c := b.column(known)
		if c == nil || c.Type != rulebook.TypeNumber || 10*c.Filled < b.list.Leads {
			continue
		}
		all := b.numbers(c, b.sizeField(c))
		if len(all) > 1 && all[0] < all[len(all)-1] && limits.Quantile(all, 0.5) > 0 {
			return c
		}
	}
	return nil
}

func (b *builder) sizeField(c *profile.Column) rulebook.Field { return asAmount(c) }

func (b *builder) steps(sorted []float64) sizeSteps {
	s := sizeSteps{full: limits.RoundDown(limits.Quantile(sorted, 0.5)), half: limits.RoundDown(limits.Quantile(sorted, 0.25))}
	s.from = limits.ShareFrom(sorted, s.full)
	return s
}

func (b *builder) sizeLine(c *profile.Column, s sizeSteps) attribute {
	f := b.sizeField(c)
	line := attribute{note: b.say(
		"%s of the leads with a number here reach %s. An unknown size earns a quarter", b.percent(s.from), b.sayAmount(s.full, c))}
	if s.apart {
		line.note = b.say(
			"%s of the leads of this industry reach %s. An unknown size earns a quarter", b.percent(s.from), b.sayAmount(s.full, c))
	}
	full := s.full
	if chosen, err := cell.ParseNumber(b.opt.Answers.LeastSize, false); err == nil && b.opt.Answers.LeastSize != "" {
		full, _ = chosen.Low.Rat().Float64()
		line.note = b.say("as you said. An unknown size earns a quarter")
	}
	name := b.declare(c, f)
	b.noteScale(c, name)
	line.Field = rulebook.Scalar{Text: name}
	line.Bands = append(line.Bands, shareBand(name, "at_least", limits.Text(full), 100))
	if s.half > 0 && s.half <= 0.6*full {
		line.Bands = append(line.Bands, shareBand(name, "at_least", limits.Text(s.half), 50))
	}
	line.Weight, line.Missing = points(sizeWeight), exact.NewNumber(1, 4)
	return line
}

// levels asks for people who decide.
func (b *builder) levels() *attribute {
	name, shares := b.seniority()
	if name == "" {
		return nil
	}
	line := &attribute{note: b.say(
		"read from the job title: %s of the known titles are directors or above, %s managers",
		b.percent(shares[title.Director]+shares[title.VP]+shares[title.CLevel]), b.percent(shares[title.Manager]))}
	line.Field = rulebook.Scalar{Text: name}
	line.Bands = []rulebook.Band{shareBand(name, "at_least", b.decides(), 100)}
	if b.decides() != "manager" {
		line.Bands = append(line.Bands, shareBand(name, "at_least", "manager", 50))
	}
	line.Weight = points(levelWeight)
	return line
}

// decides is the level from which on people decide.
func (b *builder) decides() string {
	if b.opt.Answers.Level != "" {
		return b.opt.Answers.Level
	}
	return title.Director.String()
}

// seniority declares a level read from titles, where enough titles tell one, and gives
// the share of each level among those that do.
func (b *builder) seniority() (name string, shares map[title.Level]float64) {
	for _, known := range []string{"title", "level"} {
		c := b.column(known)
		if c == nil || c.Type != rulebook.TypeText {
			continue
		}
		shares, told, all := map[title.Level]float64{}, 0, 0
		b.values(c, asText(c), func(_ []string, v *cell.Value) {
			all++
			if level, tells := v.Seniority(); tells {
				shares[level]++
				told++
			}
		})
		if 10*told < 3*all || told == 0 {
			continue
		}
		for level := range shares {
			shares[level] /= float64(told)
		}
		title := b.declare(c, asText(c))
		b.level = b.add(rulebook.Field{Name: b.say("level"), Seniority: rulebook.Scalar{Text: title}})
		b.beside(b.say("student, staff, manager, director, vp or c_level, read from the title"), "fields", b.level)
		return b.level, shares
	}
	return "", nil
}

// countries asks for the most frequent countries, where there are several.
func (b *builder) countries() *attribute {
	c := b.column("country")
	if c == nil {
		return nil
	}
	names := b.opt.Answers.Countries
	if names == nil {
		if values := b.list.Frequent(c); len(values) < 2 || 100*values[0].Count >= 98*c.Filled {
			return nil
		}
		if names = b.commonest(c, 0.7, 3); names == nil {
			return nil
		}
	}
	f := b.countryField(c)
	if f.Synonyms != nil {
		names = oncePerCountry(names)
	}
	line := &attribute{note: b.say("frequent in this list, which has %s", b.frequent(c, 6))}
	name := b.declare(c, f)
	if f.Synonyms != nil {
		b.beside(b.say("US, USA and United States are one here, and so for all countries"), "fields", name)
	}
	line.Line = leaf(name, "is", names...)
	line.Weight = points(countryWeight)
	return line
}

// countryField reads a column of countries: by their names in all spellings, where each
// cell is a country.
func (b *builder) countryField(c *profile.Column) rulebook.Field {
	f := asText(c)
	if b.allCountries(c) {
		f.Synonyms = &rulebook.Synonyms{Table: "countries"}
	}
	return f
}

// allCountries reports whether every cell of a column names a country.
func (b *builder) allCountries(c *profile.Column) bool {
	if c.Many {
		return false
	}
	for _, v := range b.list.Frequent(c) {
		if _, is := lexicon.Country(folded(v.Text)); !is {
			return false
		}
	}
	return len(b.list.Frequent(c)) == c.Distinct
}

// oncePerCountry leaves out names of countries that an earlier one names too.
func oncePerCountry(names []string) []string {
	met := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		country, _ := lexicon.Country(folded(name))
		again := met[country]
		met[country] = true
		return again && country != ""
	})
}

// frequent names the most frequent values of a column with their counts: "SaaS 58,
// Retail 31, …".
func (b *builder) frequent(c *profile.Column, most int) string {
	var parts []string
	values := b.list.Frequent(c)
	if c.Separator != "" {
		values = b.list.Entries(c)
	}
	if c.Known == "" { // what one lead alone has is no kind of lead
		values = slices.DeleteFunc(values, func(v profile.Value) bool { return v.Count == 1 })
	}
	for i, v := range values {
		if i == most {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, v.Text+" "+limits.Grouped(float64(v.Count)))
	}
	return strings.Join(parts, b.say(", ##2"))
}

// sayAmount is a number of a column as people say it: in Japanese 1,500万円.
func (b *builder) sayAmount(n float64, of *profile.Column) string {
	if b.opt.Language != rulebook.Japanese {
		return limits.Grouped(n)
	}
	unit := ""
	if strings.Contains(folded(of.Header), "円") {
		unit = "円"
	}
	switch {
	case n >= 1e8:
		return limits.Grouped(n/1e8) + "億" + unit
	case n >= 1e4:
		return limits.Grouped(n/1e4) + "万" + unit
	}
	return limits.Grouped(n) + unit
}

// leaf is a line with one operator.
func leaf(field, op string, args ...string) rulebook.Line {
	return rulebook.Line{Field: rulebook.Scalar{Text: field}, When: condition(field, op, args...)}
}

// condition is a leaf; without an operator it asks for an answer.
func condition(field, op string, args ...string) *rulebook.Condition {
	c := &rulebook.Condition{Field: rulebook.Scalar{Text: field}}
	if op == "" {
		return c
	}
	if op == "is" && len(args) == 1 && strings.ContainsAny(args[0], ",、;|") {
		op = "starts_with" // alone, such a value looks like a list that lacks its brackets
	}
	t := rulebook.Test{Op: op}
	for _, a := range args {
		_, truth := cell.TruthWord(a)
		t.Args = append(t.Args, rulebook.Scalar{Text: a, Quoted: truth && op == "is" && a != "true"})
	}
	c.Tests = []rulebook.Test{t}
	return c
}

func shareBand(field, op, arg string, percent int64) rulebook.Band {
	return rulebook.Band{When: condition(field, op, arg), Earns: exact.NewNumber(percent, 100)}
}
