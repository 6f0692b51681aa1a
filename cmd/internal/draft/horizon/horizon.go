// Package horizon reads within how many days something is to be out of texts that people chose
// or wrote: "Within 3 months", 半年以内.
package horizon

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"leadscore/cmd/internal/profile"
	"leadscore/match/fold"
)

// Soon is how many days ahead a purchase is at most that is soon.
const Soon = 90

// spans are durations in texts, such as "1-3 months" and "3ヶ月以内": the last number counts.
var spans = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(\d+|one|two|three|four|five|six|nine|twelve|半)[\s+]*(days?|weeks?|months?|quarters?|years?|tagen?|wochen?|monate?n?|jahre?n?|jours?|semaines?|mois|ans?|d[ií]as?|semanas?|mes|meses|años?|giorni|settimane|mes[ei]|anni|日|週|[ヶヵケカか箇]月|四半期|年)`)
})

var numberWords = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12}

// What says that a span is the least and not the most, and times without a number.
var (
	orMore  = []string{"more than", "over", "after", "later", "longer", "beyond", "+", "or more", "at least", "mehr als", "plus de", "más de", "oltre", "以上", "以降", "超", "より後", "先"}
	moments = []struct {
		days  int
		words []string
	}{
		{30, []string{"immediately", "immediate", "asap", "as soon as possible", "right away", "right now", "now", "urgent", "today", "this week", "this month", "sofort", "umgehend", "so bald wie möglich", "immédiatement", "dès que possible", "inmediato", "inmediatamente", "lo antes posible", "subito", "すぐ", "至急", "早急", "即", "今月"}},
		{60, []string{"next month", "nächsten monat", "mois prochain", "próximo mes", "来月"}},
		{90, []string{"this quarter", "dieses quartal", "ce trimestre", "este trimestre", "今四半期"}},
		{180, []string{"next quarter", "nächstes quartal", "trimestre prochain", "próximo trimestre", "来四半期"}},
		{365, []string{"this year", "next year", "dieses jahr", "nächstes jahr", "cette année", "année prochaine", "este año", "próximo año", "今年", "来年", "来期", "来年度", "次年度"}},
	}
)

// Days is within how many days something is to be, by what a text says; false where it
// says no time.
func Days(text string) (days int, tells bool) {
	text = strings.ReplaceAll(fold.Text(text), "_", " ")
	if all := spans().FindAllStringSubmatch(text, -1); all != nil {
		last := all[len(all)-1]
		days, tells = spanDays(last[1], last[2])
		if tells && slices.ContainsFunc(orMore, func(words string) bool { return strings.Contains(text, words) }) {
			days = max(days, Soon) + 1 // who knows how much more
		}
		return days, tells
	}
	for _, t := range moments {
		if profile.Says(text, t.words...) {
			return t.days, true
		}
	}
	return 0, false
}

// spanDays is a number of units in days; false for a year of the calendar.
func spanDays(number, unit string) (days int, ok bool) {
	n, err := strconv.Atoi(number)
	if err != nil {
		n = numberWords[number]
	}
	if n > 99 && unit == "年" {
		return 0, false
	}
	switch {
	case number == "半":
		return 182, true // 半年
	case slices.Contains([]string{"日", "day", "days", "tage", "tagen", "jour", "jours", "día", "días", "dia", "dias", "giorni"}, unit):
		return n, true
	case slices.ContainsFunc([]string{"w", "semain", "seman", "settim", "週"}, func(begin string) bool { return strings.HasPrefix(unit, begin) }):
		return 7 * n, true
	case strings.HasPrefix(unit, "m") || strings.HasSuffix(unit, "月"):
		return 30 * n, true
	case strings.HasPrefix(unit, "quarter") || unit == "四半期":
		return 90 * n, true
	}
	return 365 * n, true
}
