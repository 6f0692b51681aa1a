package invent

import (
	"fmt"
	"strings"
)

// rulesHead is the beginning of every rulebook of Rules.
const rulesHead = `version: 1
name: Benchmark
fields:
  title:     {column: Job Title}
  country:   {column: Country}
  region:    {column: Region}
  industry:  {column: Industry}
  source:    {column: Lead Source}
  product:   {column: Product Interest}
  employees: {column: Employees, type: number}
  revenue:   {column: Annual Revenue, type: number}
  budget:    {column: Budget, type: number}
  minutes:   {column: Minutes on Site, type: number}
  pages:     {column: Page Views, type: number, blank: 0}
  downloads: {column: Downloads, type: number, blank: 0}
  opened:    {column: Emails Opened, type: number}
  sent:      {column: Emails Sent, type: number}
  active_on: {column: Last Activity, type: date}
  demo:      {column: Demo Requested, type: bool, blank: false}
  webinar:   {column: Webinar Attended, type: bool, blank: false}
  unsub:     {column: Unsubscribed, type: bool, blank: false}
  open_rate: {rate: {of: opened, per: sent, min: 5}}
stages:
  - {stage: SQL, metric: score, at_least: 60}
  - {stage: Cold}
criteria:
`

// Rules gives a rulebook of so many criteria, of every kind in turn. From 30 on it
// uses the same 18 columns, however many criteria it has.
func Rules(criteria int) string {
	var b strings.Builder
	b.WriteString(rulesHead)
	for i := range criteria {
		fmt.Fprintf(&b, "  - {name: Rule %d, %s}\n", i+1, criterion(i, i/15))
	}
	return b.String()
}

// criterion gives the i-th criterion. Those of later rounds ask the same columns for
// something else.
func criterion(i, round int) string {
	kind := i % 15
	text := [...]string{"industry", "country", "region", "source", "product"}[(3*round+kind)%5]
	words := textWords(text)
	word := func(i int) string { return words[(round+i)%len(words)] }
	number := (2*round + kind) % 4
	least := [...]int{40, 8_000_000, 10_000, 6}[number] * (1 + round)
	post, department := (round+kind)%10, (round+kind)%12
	switch kind {
	case 0, 1:
		return fmt.Sprintf("field: %s, is: [%s, %s, %s], points: 3", text, word(kind), word(kind+2), word(kind+4))
	case 2:
		return fmt.Sprintf("field: %s, is_not: [%s, %s], points: 1", text, word(0), word(1))
	case 3, 4:
		return fmt.Sprintf("field: %s, bands: [{at_least: %d, points: 5}, {at_least: %d, points: 3}, {at_least: %d, points: 1}], missing: 1",
			[...]string{"employees", "revenue", "budget", "minutes"}[number], least*16, least*4, least)
	case 5, 12:
		return fmt.Sprintf("field: %s, is: true, points: %d", [...]string{"demo", "webinar", "unsub"}[(2*round+kind/12)%3], 5+round)
	case 6, 7:
		return fmt.Sprintf("field: title, bands: [{contains: [%s, %s], points: 4}, {contains: [%s, %s], points: 2}]",
			english().posts[post], japanese().posts[post], english().departments[department], japanese().departments[department])
	case 8:
		return fmt.Sprintf("field: title, has_word: [%s, CEO, 社長], points: 3", english().departments[department])
	case 9:
		return fmt.Sprintf("field: open_rate, at_least: %d%%, points: 4", 5+round*4%60)
	case 10:
		return fmt.Sprintf("field: pages, each: 0.%d, max: %d", 1+round%9, 3+round%10)
	case 11:
		return fmt.Sprintf("field: downloads, each: 0.5, max: %d", 1+round%5)
	case 13:
		return fmt.Sprintf("field: active_on, within: %dd, points: 3", 7+7*round)
	}
	return fmt.Sprintf("field: active_on, points: 5, decay: {from: active_on, half_life: %dd}", 14+round)
}

// textWords are what the rules look for in a column.
func textWords(column string) []string {
	switch column {
	case "industry":
		return append(english().industries, japanese().industries...)
	case "source":
		return append(english().sources, japanese().sources...)
	case "product":
		return english().products
	}
	var words []string
	for _, c := range append(english().countries, japanese().countries...) {
		if column == "country" {
			words = append(words, c.names...)
			continue
		}
		for _, r := range c.regions {
			words = append(words, r.name)
		}
	}
	return words
}
