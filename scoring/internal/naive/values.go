package naive

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"leadscore/rulebook"
)

// A span is a number that is known to lie somewhere between two ends.
type span struct {
	low      *big.Rat
	high     *big.Rat // nil: no upper end
	lowOpen  bool     // low itself is out
	highOpen bool     // high itself is out
}

func exactly(r *big.Rat) span { return span{low: r, high: r} }

func (s span) exact() bool {
	return s.high != nil && !s.lowOpen && !s.highOpen && s.low.Cmp(s.high) == 0
}

// per divides by a span above 0. What is divided by more and more comes near 0.
func (s span) per(by span) span {
	ratio := span{low: new(big.Rat), lowOpen: s.lowOpen || by.highOpen, highOpen: s.highOpen || by.lowOpen}
	if by.high != nil {
		ratio.low.Quo(s.low, by.high)
	} else {
		ratio.lowOpen = s.low.Sign() > 0
	}
	if s.high != nil {
		ratio.high = new(big.Rat).Quo(s.high, by.low)
	}
	return ratio
}

func (s span) scaled(by *big.Rat) span {
	s.low = times(s.low, by)
	if s.high != nil {
		s.high = times(s.high, by)
	}
	return s
}

var (
	oneNumber = regexp.MustCompile(`^(-?[0-9][0-9,.]*%?)$`)
	twoEnds   = regexp.MustCompile(`^([0-9][0-9,.]*) ?[-〜~] ?([0-9][0-9,.]*)[名人]?$`)
	orMore    = regexp.MustCompile(`^([0-9][0-9,.]*)(?:\+|[名人]以上)$`)
	under     = regexp.MustCompile(`^([0-9][0-9,.]*)[名人]未満$`)
)

// readSpan reads 1,200 and 5%, and 100〜299名, 11-50, 10,000+, 500人以上, 50名未満.
func readSpan(cell string, comma bool) (span, bool) {
	var low, high string
	open := false
	if m := oneNumber.FindStringSubmatch(cell); m != nil {
		low, high = m[1], m[1]
	} else if m := twoEnds.FindStringSubmatch(cell); m != nil {
		low, high = m[1], m[2]
	} else if m := orMore.FindStringSubmatch(cell); m != nil {
		low = m[1]
	} else if m := under.FindStringSubmatch(cell); m != nil {
		low, high, open = "0", m[1], true
	}
	s := span{highOpen: open}
	var ok bool
	if s.low, ok = readNumber(low, comma); !ok {
		return span{}, false
	}
	if high != "" {
		s.high, ok = readNumber(high, comma)
	}
	return s, ok && (s.high == nil || s.low.Cmp(s.high) <= 0)
}

var (
	plain   = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	grouped = regexp.MustCompile(`^-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$`)
	largest = new(big.Rat).SetInt64(1_000_000_000_000_000)
)

// readNumber reads one number with thousands separators or without.
func readNumber(text string, comma bool) (*big.Rat, bool) {
	if comma {
		text = strings.NewReplacer(",", ".", ".", ",").Replace(text)
	}
	text, isPercent := strings.CutSuffix(text, "%")
	if !plain.MatchString(text) && !grouped.MatchString(text) {
		return nil, false
	}
	r, ok := new(big.Rat).SetString(strings.ReplaceAll(text, ",", ""))
	if ok && isPercent {
		r = times(r, big.NewRat(1, 100))
	}
	return r, ok && new(big.Rat).Abs(r).Cmp(largest) <= 0
}

// dayOf counts the days since 1970-01-01.
func dayOf(t time.Time) int {
	midnight := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	return int(midnight.Unix() / int64((24 * time.Hour).Seconds()))
}

// excelEpoch is day 0 of Excel's serial numbers (for all days since March 1900).
var excelEpoch = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)

// readDays reads a day, or the days of a month or a year.
func readDays(cell string, order rulebook.DateOrder, in *time.Location) (first, last int, ok bool) {
	if day, ok := readDay(cell, order, in); ok {
		return day, day, true
	}
	for layout, months := range map[string]int{"2006年1月": 1, "2006/1": 1, "January 2006": 1, "2006": 12} {
		if t, err := time.Parse(layout, cell); err == nil && order != rulebook.OrderExcel && order != rulebook.OrderUnix {
			return dayOf(t), dayOf(t.AddDate(0, months, -1)), true
		}
	}
	return 0, 0, false
}

// readDay reads a day, or a moment whose day is that in the given time zone.
func readDay(cell string, order rulebook.DateOrder, in *time.Location) (int, bool) {
	if order == rulebook.OrderExcel {
		if serial, err := strconv.Atoi(cell); err == nil {
			return dayOf(excelEpoch.AddDate(0, 0, serial)), true
		}
	}
	if seconds, err := strconv.ParseInt(cell, 10, 64); err == nil && order == rulebook.OrderUnix && seconds >= 1e8 {
		switch {
		case seconds >= 1e14:
			return dayOf(time.UnixMicro(seconds).In(in)), true
		case seconds >= 1e11:
			return dayOf(time.UnixMilli(seconds).In(in)), true
		}
		return dayOf(time.Unix(seconds, 0).In(in)), true
	}
	layouts := []string{"2006-1-2", "2006/1/2", "2006年1月2日", "2006-01-02T15:04:05", "2006-01-02 15:04"}
	switch order {
	case rulebook.OrderDMY:
		layouts = append(layouts, "2/1/2006")
	case rulebook.OrderMDY:
		layouts = append(layouts, "1/2/2006")
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, cell); err == nil {
			return dayOf(t), true
		}
	}
	if t, err := time.Parse(time.RFC3339, cell); err == nil {
		return dayOf(t.In(in)), true
	}
	return 0, false
}
