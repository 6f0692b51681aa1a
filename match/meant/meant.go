// Package meant says how a rulebook writes what people write in other ways: numbers, shares,
// durations and days as cells have them. Messages are made of it; nothing is read by it.
package meant

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"leadscore/internal/lazyre"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// numberWords are numbers that people write out.
var numberWords = map[string]float64{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"twelve": 12, "twenty": 20, "thirty": 30, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100, "half a": 0.5, "半": 0.5, "百": 100, "千": 1000, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}

// tensOf are the words that multiply the number before them.
var tensOf = map[string]int64{"hundred": 100, "thousand": 1000, "million": 1_000_000}

// unitDays is how many days a unit of time has.
var unitDays = map[string]float64{
	"": 1, "d": 1, "day": 1, "日": 1, "日間": 1,
	"w": 7, "wk": 7, "week": 7, "週": 7, "週間": 7,
	"m": 30, "mo": 30, "mon": 30, "mth": 30, "month": 30, "か月": 30, "ヶ月": 30, "ケ月": 30, "カ月": 30, "ヵ月": 30, "箇月": 30, "か月間": 30, "ヶ月間": 30,
	"q": 91, "quarter": 91, "四半期": 91, "y": 365, "yr": 365, "year": 365, "年": 365, "年間": 365,
	"h": 1.0 / 24, "hr": 1.0 / 24, "hour": 1.0 / 24, "時間": 1.0 / 24, "business day": 1.4, "working day": 1.4, "営業日": 1.4,
}

var (
	spanAround = lazyre.New(`^(?:in the |within |the |this |current |over |more than |less than |at least |older than |past |last |previous |next |in |>=? ?|<=? ?|直近|過去|最近)*(.*?)(?: ?(?:ago|old|or more|or less|from now|以内|以上|前|後))*$`)
	spanParts  = lazyre.New(`^([0-9.,]+|half a|半|[一二三四五六七八九十]|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety|an?)\b)? ?([^0-9.,]*)$`)
	isoSpan    = lazyre.New(`^p([0-9]+)([dwmy])$`)
)

// Duration is the duration, as a rulebook writes it, that a text names in another way:
// "90d" for "3 months"; "" for none. A plain number counts days.
func Duration(text string) string {
	text = strings.TrimSpace(fold.Text(text))
	if bare := strings.TrimLeft(text, "-−"); bare != text && strings.Trim(bare, "0123456789.") != "" {
		text = bare
	}
	if often, known := map[string]string{"daily": "1d", "weekly": "7d", "biweekly": "14d", "fortnightly": "14d", "monthly": "30d", "quarterly": "91d", "yearly": "365d", "annually": "365d", "毎日": "1d", "毎週": "7d", "毎月": "30d", "毎年": "365d"}[text]; known {
		return often
	}
	if text == "today" || text == "now" || text == "今日" || text == "本日" {
		return "0d"
	}
	text = digitsFirst(text)
	if iso := isoSpan().FindStringSubmatch(text); iso != nil {
		text = iso[1] + iso[2]
	}
	parts := spanParts().FindStringSubmatch(spanAround().FindStringSubmatch(text)[1])
	if parts == nil {
		return ""
	}
	count, err := strconv.ParseFloat(strings.ReplaceAll(parts[1], ",", ""), 64)
	if word, known := numberWords[parts[1]]; known {
		count, err = word, nil
	}
	unit, known := unitOf(strings.TrimSpace(parts[2]))
	if parts[1] == "" && known && parts[2] != "" { // "last month"
		count, err = 1, nil
	}
	if err != nil || !known || count < 0 {
		return ""
	}
	days := count * unit
	if unit == 30 && math.Mod(count, 12) == 0 {
		days = count / 12 * 365 // months that are whole years
	}
	whole := int(math.Ceil(days - 1e-9))
	if count == 0.5 && unit == 365 {
		whole = 182
	}
	if whole > cell.MaxDays {
		return ""
	}
	return strconv.Itoa(whole) + "d"
}

func unitOf(word string) (days float64, known bool) {
	word = strings.TrimSuffix(word, ".")
	if days, known = unitDays[word]; !known {
		days, known = unitDays[strings.TrimSuffix(word, "s")]
	}
	return days, known
}

var (
	withWords  = lazyre.New(`^[^0-9.*/+-]*?(-?[0-9][0-9,.]* ?[kmb]?)[^0-9*/+-]*$`)
	fromTo     = lazyre.New(`^([^ -]*[0-9][^ -]*) ?(?:-|–|~|〜|to) ?([^ -]*[0-9][^ -]*)$`)
	withScale  = lazyre.New(`^[$€£¥]? ?([0-9]+(?:[.,][0-9]+)?) ?(k|thousand|m|mn|mm|mio|million|b|bn|billion)$`)
	exponent   = lazyre.New(`^[0-9.]+e\+?[0-9]{1,2}$`)
	minusWords = []string{"minus ", "negative ", "マイナス"}
)

// Number is the number that a text names in another way than a rulebook writes it:
// $1M, 10k, 300名, 1.000.000, 1_000, 25 pts; false for none. It may be an interval: 50+.
func Number(text string) (exact.Interval, bool) {
	text = strings.ReplaceAll(strings.TrimSpace(fold.Text(text)), "_", "")
	if in, ok := englishNumber(text); ok {
		return in, true
	}
	if in, ok := kanjiNumber(text); ok {
		return in, true
	}
	text = digitsFirst(text)
	for _, minus := range minusWords {
		if rest, found := strings.CutPrefix(text, minus); found {
			n, ok := Number(rest)
			return exact.At(n.Low.Neg()), ok && n.IsExact()
		}
	}
	if found := fromTo().FindStringSubmatch(text); found != nil { // 1m-5m
		low, isLow := Number(found[1])
		high, isHigh := Number(found[2])
		if isLow && isHigh && low.IsExact() && high.IsExact() && low.Low.Cmp(high.Low) < 0 {
			return exact.Interval{Low: low.Low, High: high.Low}, true
		}
	}
	if rest, found := strings.CutSuffix(text, "+"); found && withScale().MatchString(rest) { // 5m+
		n, ok := Number(rest)
		n.NoHigh = true
		return n, ok
	}
	if rest, found := strings.CutPrefix(text, "+"); found && rest != "" && strings.ContainsAny(rest[:1], "0123456789") {
		text = rest
	}
	if found := withScale().FindStringSubmatch(text); found != nil { // 1.5m
		n, ok := Number(found[1])
		factor := map[string]int64{"k": 1000, "thousand": 1000, "m": 1_000_000, "mn": 1_000_000, "mm": 1_000_000, "mio": 1_000_000, "million": 1_000_000, "b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000}[found[2]]
		if product, fits := n.Low.Mul(exact.Int(factor)); ok && fits && n.IsExact() {
			return exact.At(product), true
		}
	}
	for _, comma := range []bool{false, true} {
		if n, err := cell.ParseNumber(text, comma); err == nil {
			return n, true
		}
	}
	if word, known := numberWords[text]; known && len(text) > 2 {
		return exact.At(exact.Int(int64(word))), word >= 1
	}
	if many, unit, found := strings.Cut(text, " "); found && tensOf[unit] > 0 { // two hundred
		if word, known := numberWords[many]; known && word >= 1 {
			return exact.At(exact.Int(int64(word) * tensOf[unit])), true
		}
	}
	if exponent().MatchString(text) {
		if r, ok := new(big.Rat).SetString(text); ok {
			n, fits := exact.FromRat(r)
			return exact.At(n), fits
		}
	}
	if found := withWords().FindStringSubmatch(text); found != nil && found[1] != text {
		return Number(strings.TrimSpace(found[1]))
	}
	return exact.Interval{}, false
}

// shareWords are shares that people write out.
var shareWords = map[string]string{"half": "50%", "半分": "50%", "quarter": "25%", "a quarter": "25%", "third": "1/3", "a third": "1/3", "all": "100%", "full": "100%", "全部": "100%", "none": "0%"}

var tenths = lazyre.New(`^([0-9]+(?:\.[0-9]+)?)割$`)

// Share is the share, as a rulebook writes it, that a text names in another way: "75%"
// for 75 and 0.75, "70%" for 7割; "" for none.
func Share(text string) string {
	text = strings.TrimSpace(fold.Text(text))
	if share, known := shareWords[text]; known {
		return share
	}
	text = digitsFirst(text)
	factor := exact.Int(1)
	if found := tenths().FindStringSubmatch(text); found != nil {
		text, factor = found[1], exact.Int(10)
	}
	in, ok := Number(text)
	n := in.Low
	if !ok || !in.IsExact() || n.Sign() < 0 {
		return ""
	}
	if factor == exact.Int(1) && n.Cmp(exact.Int(1)) <= 0 {
		factor = exact.Int(100)
	}
	if strings.HasSuffix(text, "%") {
		factor = exact.Int(100)
	}
	n, fits := n.Mul(factor)
	if !fits || n.Cmp(exact.Int(100)) > 0 {
		return ""
	}
	return n.String() + "%"
}

// Days are the days that a text may name in an order of its own: of 04/01/2026, two.
func Days(text string) []calendar.Day {
	var days []calendar.Day
	for _, order := range []rulebook.DateOrder{rulebook.OrderMDY, rulebook.OrderDMY, rulebook.OrderYMD, rulebook.OrderUnset} {
		if day, err := cell.ParseDay(text, order, nil); err == nil && !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	return days
}
