package operand

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/keys"
)

// This file says what a rulebook writes for a text that is none of the kind that is due.

// SaysNone reports whether a text says that there is no bound.
func SaysNone(text string) bool {
	return slices.Contains([]string{"none", "unlimited", "no limit", "infinity", "inf", ".inf", "infinite", "∞", "-inf", "no", "no max", "no min", "no cap", "n/a", "null", "なし", "無制限", "上限なし", "下限なし", "-", "any"}, fold.Text(text))
}

// Least is the least number of a text that names an interval: 20+, 10-19; "" for none.
func Least(text string) string {
	in, ok := meant.Number(strings.TrimLeft(text, ">=≥ "))
	if !ok || in.NoLow {
		return ""
	}
	return in.Low.String()
}

// Separator is the sign that a word names; "" for any other text.
func Separator(text string) string {
	return map[string]string{
		"comma": `","`, "commas": `","`, "semicolon": `";"`, "semi-colon": `";"`, "semicolons": `";"`, "pipe": `"|"`, "bar": `"|"`, "tab": `"\t"`, "space": `" "`, "blank": `" "`, "newline": `"\n"`, "line break": `"\n"`, "slash": `"/"`, "colon": `":"`,
		"カンマ": `","`, "セミコロン": `";"`, "読点": `"、"`, "改行": `"\n"`, "スペース": `" "`,
	}[fold.Text(text)]
}

// Rated reads "0-5" and "5".
func Rated(text string) string {
	in, ok := meant.Number(text)
	switch {
	case !ok || in.NoLow || in.NoHigh:
		return ""
	case in.IsExact():
		return "rated: [0, " + in.Low.String() + "]"
	}
	return "rated: [" + cmp.Or(in.Low.String(), "0") + ", " + in.High.String() + "]"
}

// OfKind is the value that a rulebook writes for a text that is none of a kind; "" where it
// is not clear.
func OfKind(k keys.Kind, text string) string {
	switch k {
	case keys.KindShare:
		return meant.Share(text)
	case keys.KindDays:
		return meant.Duration(text)
	case keys.KindPoints, keys.KindNumber, keys.KindPositive, keys.KindWhole, keys.KindRating:
		if num, den, isFraction := strings.Cut(text, "/"); isFraction && k == keys.KindPositive {
			a, errA := cell.ParseDecimal(strings.TrimSpace(num))
			b, errB := cell.ParseDecimal(strings.TrimSpace(den))
			if n, fits := a.Div(b); errA == nil && errB == nil && fits && n.Sign() > 0 {
				return n.String()
			}
		}
		if IsCall(text) {
			return ""
		}
		number := strings.TrimRight(strings.TrimSuffix(fold.Text(text), "percent"), "% ")
		if sign, inner := number[:min(1, len(number))], number[min(1, len(number)):]; (sign == "-" || sign == "+") && Unwrapped(inner) != inner {
			number = sign + Unwrapped(inner) // -(10)
		}
		if BeginsWithZero(number) {
			number = strings.TrimLeft(number, "0")
		}
		in, ok := meant.Number(number)
		if unit := strings.TrimSuffix(number, "s"); !ok && (unit == "thousand" || unit == "million" || unit == "billion") {
			in, ok = meant.Number("1 " + unit)
		}
		if !ok || !in.IsExact() || k == keys.KindPositive && in.Low.Sign() <= 0 {
			return ""
		}
		return in.Low.String()
	case keys.KindTruth:
		if truth, known := cell.TruthWord(strings.Trim(text, "!.。 ")); known {
			return fmt.Sprint(truth)
		}
		if slices.Contains([]string{"x", "y", "t", "1", "on", "✓", "○", "〇", "有", "必須", "required", "mandatory"}, fold.Text(text)) {
			return "true"
		}
		if slices.Contains([]string{"n", "f", "0", "off", "×", "無", "任意", "optional", "-"}, fold.Text(text)) {
			return "false"
		}
	case keys.KindName:
		return Separator(text)
	case keys.KindDay:
		if days := meant.Days(text); len(days) > 0 {
			return days[0].String()
		}
	}
	return ""
}

// BeginsWithZero reports whether a text is a number that begins with a 0 too many, as 007.
func BeginsWithZero(text string) bool { return leadingZero().MatchString(text) }

var leadingZero = lazyre.New(`^[-+]?0[0-9]`)
