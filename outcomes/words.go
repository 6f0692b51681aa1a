package outcomes

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// numberText writes a number without exponent or trailing zeros.
func numberText(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// numberOf makes a rulebook's number of a float: its shortest decimal.
func numberOf(v float64) exact.Number {
	n, err := cell.ParseDecimal(numberText(v))
	if err != nil { // beyond what rulebooks hold: the nearest they do
		n = exact.Int(int64(max(min(v, 1e15), -1e15)))
	}
	return n
}

// shareOf makes a rulebook's number of a rate from 0 to 1, in whole percent, or in
// tenths of one under 10 %.
func shareOf(rate float64) exact.Number {
	if rate < 0.0995 {
		return exact.NewNumber(int64(math.Round(rate*1000)), 1000)
	}
	return exact.NewNumber(int64(math.Round(rate*100)), 100)
}

func scalar(text string) rulebook.Scalar { return rulebook.Scalar{Text: text} }

// fieldName makes a name for rules of a header: "Total Time (s)" is total_time_s.
func fieldName(header string) string {
	parts := strings.FieldsFunc(fold.Text(header), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	name := strings.Join(parts, "_")
	if name == "" {
		return "column"
	}
	return name
}

// uniqueNames makes the names of some headers' fields, each once.
func uniqueNames(headers []string) []string {
	taken := map[string]bool{}
	names := make([]string, len(headers))
	for i, h := range headers {
		name := fieldName(h)
		for n := 2; taken[name]; n++ {
			name = fieldName(h) + "_" + strconv.Itoa(n)
		}
		taken[name] = true
		names[i] = name
	}
	return names
}
