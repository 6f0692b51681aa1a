package outcomes

import (
	"cmp"
	"math"
	"strconv"

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

// uniqueNames makes the names of some headers' fields, each once.
func uniqueNames(headers []string) []string {
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

func test(op string, args ...string) []rulebook.Test {
	t := rulebook.Test{Op: op}
	for _, a := range args {
		t.Args = append(t.Args, scalar(a))
	}
	return []rulebook.Test{t}
}
