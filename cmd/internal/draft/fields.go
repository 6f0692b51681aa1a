package draft

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"leadscore/cmd/internal/draft/limits"
	"leadscore/cmd/internal/profile"
	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// japan is the time zone of drafts in Japanese.
var japan = func() *time.Location {
	zone, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		return nil // a system without time zones: the draft does without
	}
	return zone
}()

func folded(text string) string { return fold.Text(text) }

// awkward are characters that make a header need quotes wherever a rule names it.
const awkward = "#&*!|>'\"%@`[]{}:,?\\=~"

// fieldName is what the field of a column is called: as its header, where that stands
// well in a rulebook.
func fieldName(c *profile.Column) string {
	header := strings.Join(strings.Fields(fold.Normalize(c.Header)), " ")
	if header != "" && utf8.RuneCountInString(header) <= 40 && !strings.ContainsAny(header, awkward) && header[0] != '-' && header[0] != '(' {
		return header
	}
	if name := fold.Name(c.Header); name != "" {
		return name
	}
	return "column"
}

// first reports whether the known field of a column finds this column without being
// told: no other of its columns is in the list.
func (b *builder) first(c *profile.Column) bool {
	for _, other := range b.list.Columns {
		if other != c && other.Known == c.Known {
			return false
		}
	}
	return true
}

// text reads a column as text, number as numbers, and so on, whatever its cells look
// like.
func asText(c *profile.Column) rulebook.Field { return as(c, rulebook.TypeText) }

func as(c *profile.Column, t rulebook.Type) rulebook.Field {
	f := c.Field()
	f.Type = t
	if t == rulebook.TypeText {
		f.MissingWords, f.DecimalComma, f.Order = nil, false, rulebook.OrderUnset
	}
	return f
}

// units are what a header says its numbers are counted in.
var units = []struct {
	words func() *regexp.Regexp
	scale int64
}{
	{lazyre.New(`百万円|[(\[]百万[)\]]|millions?\b`), 1_000_000},
	{lazyre.New(`億円|[(\[]億[)\]]`), 100_000_000},
	{lazyre.New(`万円|[(\[]万[)\]]`), 10_000},
	{lazyre.New(`千円|[(\[]千[)\]]|\b000s\b|thousands?\b`), 1_000},
}

// asAmount reads a column of money, in what its header says it is counted in.
func asAmount(c *profile.Column) rulebook.Field {
	f := as(c, rulebook.TypeNumber)
	if scale := scaleOf(c); scale > 1 {
		n := exact.Int(scale)
		f.Scale = &n
	}
	return f
}

// noteScale says in what the numbers of a scaled column are counted, and those of rules.
func (b *builder) noteScale(c *profile.Column, field string) {
	if scale := scaleOf(c); scale > 1 {
		note := fmt.Sprintf("the list counts in units of %s; rules name the whole amount", limits.Grouped(float64(scale)))
		if b.opt.Language == rulebook.Japanese { // which counts by 千, 万 and 億, and needs an example
			note = fmt.Sprintf("リストは%[1]s円単位、ルールの金額は円で書く（100%[1]s円は %[2]s）", shortYen(scale), limits.Text(100*float64(scale)))
		}
		b.beside(note, "fields", field)
	}
}

// shortYen is a unit of money as Japanese lists write it.
func shortYen(scale int64) string {
	return map[int64]string{1_000: "千", 10_000: "万", 1_000_000: "百万", 100_000_000: "億"}[scale]
}

func scaleOf(c *profile.Column) int64 {
	if known, found := lexicon.LookupKnownField(c.Known); found {
		for _, h := range known.Headers {
			if lexicon.HeaderKey(h.Header) == lexicon.HeaderKey(c.Header) && h.Scale > 1 {
				return h.Scale
			}
		}
	}
	for _, unit := range units {
		if unit.words().MatchString(folded(c.Header)) {
			return unit.scale
		}
	}
	return 1
}

// values reads the cells of a column in the sample as a field's; it calls take for each
// that reads, with the lead's cells.
func (b *builder) values(c *profile.Column, f rulebook.Field, take func(cells []string, v *cell.Value)) {
	settings := &cell.Settings{Location: b.book.Location}
	reader := cell.NewReader(&f, f.Type, settings, false)
	var v cell.Value
	for _, cells := range b.list.Sample {
		if reader.Read(cells[c.Index], &v); v.State == cell.Known {
			take(cells, &v)
		}
	}
}

// alikeWords are words of headers that nobody knows, but which say what known ones do; in
// Latin letters as whole words.
var alikeWords = map[string][]string{
	"industry":    {"industry", "sector", "vertical", "業種", "業界"},
	"employees":   {"employees", "headcount", "staff size", "company size", "従業員", "社員数"},
	"revenue":     {"revenue", "turnover", "annual sales", "売上", "年商"},
	"country":     {"country", "国名"},
	"title":       {"job title", "position", "役職", "肩書"},
	"lead_source": {"source", "channel", "referrer type", "経路", "チャネル", "流入"},
	"rating":      {"rating", "hotness", "temperature", "lead grade", "lead rank", "見込み度", "見込度", "確度", "温度感", "スタッフ評価", "担当者評価", "担当評価", "営業評価", "リードランク"},
	"created":     {"created", "registered", "registration", "submitted", "inquiry", "enquiry", "opt in", "signed up", "signup", "received", "eingang", "first seen", "first visit", "請求日", "請求日時", "問い合わせ", "問合せ", "受付", "申込", "申し込み", "登録", "反響", "回答", "応募", "獲得", "来場日", "流入日", "初回訪問"},
}

// column is the column of a known field: one with a known header, or else with one that
// says the same.
func (b *builder) column(known string) *profile.Column {
	if c := b.list.Find(known); c != nil {
		return c
	}
	for _, c := range b.list.Columns {
		if c.Known == "" && c.Alone && c.Filled > 0 && c.Words() <= mostWords && !c.Private && c.Says(alikeWords[known]...) {
			return c
		}
	}
	return nil
}

// orderFields brings the fields into the order of the list's columns; those made from
// others stand behind these, those that the list does not have come last.
func (b *builder) orderFields() {
	place := map[string]int{}
	for c, name := range b.names {
		place[name] = 2 * c.Index
	}
	at := func(f rulebook.Field) int {
		source := f.Name
		if f.Seniority.Text != "" {
			source = f.Seniority.Text
		}
		if n, inList := place[source]; inList && source != f.Name {
			return n + 1
		} else if inList {
			return n
		}
		return 2 * len(b.list.Columns)
	}
	slices.SortStableFunc(b.book.Fields, func(x, y rulebook.Field) int { return at(x) - at(y) })
}

// ofRecords is a field of what our own systems keep, which nobody is asked for.
func ofRecords(f rulebook.Field) rulebook.Field {
	f.KnownBy = rulebook.ByRecords
	return f
}
