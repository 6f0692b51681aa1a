package draft

import (
	"slices"
	"strconv"
	"strings"

	"leadscore/cmd/internal/draft/limits"
	"leadscore/cmd/internal/profile"
	"leadscore/internal/lazyre"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/rulebook"
)

// describe says what a column holds, for the head of the draft.
func (b *builder) describe(c *profile.Column) string {
	if c.Filled == 0 {
		return b.say("empty")
	}
	filled := b.say("%s filled", b.percent(float64(c.Filled)/float64(b.list.Leads)))
	switch {
	case c.Unique:
		return filled + b.say("; each lead has its own")
	case c.Holds("company") && !c.Many:
		return filled + b.say("; %d different ones", c.Distinct)
	case c.Private:
		return filled + b.say("; about persons, or free text: its values are not shown here")
	}
	if what := b.holds(c); what != "" {
		return filled + b.say("; ") + what
	}
	return filled
}

// holds says what the cells of a column are.
func (b *builder) holds(c *profile.Column) string {
	switch c.Type {
	case rulebook.TypeNumber:
		if all := b.numbers(c, as(c, rulebook.TypeNumber)); len(all) > 0 {
			return b.say("numbers from %s to %s, half of them up to %s", limits.Grouped(all[0]), limits.Grouped(all[len(all)-1]), limits.Grouped(limits.Quantile(all, 0.5)))
		}
	case rulebook.TypeDate:
		var days []calendar.Day
		b.values(c, as(c, rulebook.TypeDate), func(_ []string, v *cell.Value) { days = append(days, v.Day) })
		if len(days) > 0 {
			return b.say("dates from %s to %s", slices.Min(days), slices.Max(days))
		}
	}
	if b.lacksYears(c) {
		return b.say("days without a year, which are not read as dates: export them with the year")
	}
	if c.Separator != "" {
		return b.say("several answers a lead, of these: %s", b.frequent(c, 6))
	}
	if c.Many || c.Distinct > 50 || 2*c.Distinct > c.Filled && c.Filled > 10 {
		count := strconv.Itoa(c.Distinct)
		if c.Many {
			count = b.say("more than %d", c.Distinct)
		}
		return b.say("%s different values", count)
	}
	return b.frequent(c, 6)
}

// yearless are days without a year: 11/21, 11月21日, 21.11.
var yearless = lazyre.New(`^\s*(\d{1,2}[/.-]\d{1,2}\.?|\d{1,2}月\d{1,2}日)(\s+\d{1,2}:\d{2})?\s*$`)

// lacksYears reports whether most values of a column are days without a year.
func (b *builder) lacksYears(c *profile.Column) bool {
	days, all := 0, b.list.Frequent(c)
	for _, v := range all {
		if yearless().MatchString(v.Text) {
			days++
		}
	}
	return c.Type == rulebook.TypeText && len(all) > 1 && 10*days >= 9*len(all)
}

// fewLeads is how many leads a list has at least that says what is frequent.
const fewLeads = 30

// caution says what a draft is worth that has seen no outcome.
func (b *builder) caution() []string {
	lines := []string{
		b.say("Nobody has told it which leads were won, so the points are a start and no evidence: change words and points"),
		b.say("to what you know of your customers. Once leads are won and lost, `leadscore learn` weighs the points."),
		"",
	}
	if flag, won := b.outcome(); flag != "" {
		lines = append(lines,
			b.say("NOTE: a column says of %s that they have bought. The points can come from them, if you draft with", b.leads(won)),
			"  --won '"+strings.ReplaceAll(flag, "'", `'\''`)+"'",
			"")
	}
	if !b.telling {
		lines = append(lines,
			b.say("NOTE: no column of this list tells good leads from others: there is no industry, size, title or country with"),
			b.say("several values, and nothing about visits, requests or dates of last year. All leads score alike until a"),
			b.say("column tells more, or calls have found out what BANT asks."),
			"")
	}
	if b.list.Leads < fewLeads {
		lines = append(lines,
			b.say("NOTE: the list is so short that what is frequent in it says little. Draft from a longer one if you have it."),
			"")
	}
	return lines
}

// noKey says what a list without a key lacks.
func (b *builder) noKey() []string {
	if b.book.Key.Text != "" {
		return nil
	}
	return []string{
		b.say("NOTE: no column names the leads, each with a value of its own. Without such a key `explain --lead`, `diff`,"),
		b.say("`score --since`, answers and imports cannot tell which lead is which. Add a column of numbers and write key: its name."),
		"",
	}
}

// written says how the list is written.
func (b *builder) written() string {
	return b.opt.Encoding + b.say(", ##2") + b.say(b.opt.Delimiter)
}

// head says at the top what the list is, what the draft is worth, and how to write it.
func (b *builder) head(worth ...string) {
	lines := []string{
		b.say("A first rulebook for %s: %s leads, %d columns (%s).", b.opt.File, limits.Grouped(float64(b.list.Leads)), len(b.list.Columns), b.written()),
		b.say("`leadscore init` wrote it on %s from what the list holds.", b.opt.AsOf),
	}
	lines = append(append(lines, worth...), b.noKey()...)
	lines = append(lines,
		b.say("How to write it: `key: value`, a blank after the colon; what belongs together is indented alike; after a # you"),
		b.say("may write what you like. All of the language: docs/rulebook.md. `leadscore check %s` finds mistakes.", b.opt.File),
		"",
		b.say("The columns of the list:"))
	for _, c := range b.list.Columns {
		name := c.Header
		if c.Unnamable() {
			name = b.say("(a column without a heading)")
		}
		lines = append(lines, "  "+name+b.say(": ")+b.describe(c))
	}
	b.comments.Head = append(lines, "")
}
