package written

import (
	"cmp"
	"math"
	"strconv"

	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// NumberText writes a number without exponent or trailing zeros.
func NumberText(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// NumberOf makes a rulebook's number of a float: its shortest decimal.
func NumberOf(v float64) exact.Number {
	n, err := cell.ParseDecimal(NumberText(v))
	if err != nil { // beyond what rulebooks hold: the nearest they do
		n = exact.Int(int64(max(min(v, 1e15), -1e15)))
	}
	return n
}

// ShareOf makes a rulebook's number of a rate from 0 to 1, in whole percent, or in
// tenths of one under 10 % and over 98.5 %. What is more than never and less than always
// is not rounded to that.
func ShareOf(rate float64) exact.Number {
	if rate < 0.0995 || rate >= 0.985 {
		tenths := int64(math.Round(rate * 1000))
		if rate > 0 && rate < 1 {
			tenths = min(max(tenths, 1), 999)
		}
		return exact.NewNumber(tenths, 1000)
	}
	return exact.NewNumber(int64(math.Round(rate*100)), 100)
}

// Scalar is a text without a place.
func Scalar(text string) rulebook.Scalar { return rulebook.Scalar{Text: text} }

// UniqueNames makes the names of some headers' fields, each once.
func UniqueNames(headers []string) []string {
	taken := map[string]bool{}
	names := make([]string, len(headers))
	for i, h := range headers {
		base := cmp.Or(fold.Name(h), "column")
		name := base
		for n := 2; taken[name]; n++ {
			name = base + "_" + strconv.Itoa(n)
		}
		taken[name] = true
		names[i] = name
	}
	return names
}

// Test is an operator with its operands.
func Test(op string, args ...string) []rulebook.Test {
	t := rulebook.Test{Op: op}
	for _, a := range args {
		t.Args = append(t.Args, Scalar(a))
	}
	return []rulebook.Test{t}
}
