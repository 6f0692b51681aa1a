package wording

import (
	"strconv"
	"strings"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Value words a known value; "" for one that is not known.
func Value(v *cell.Value, of Field) string {
	if v.State != cell.Known {
		return ""
	}
	switch of.Type {
	case rulebook.TypeNumber:
		return Interval(v.Number, of.Yen)
	case rulebook.TypeDate:
		return Day(v.Day)
	case rulebook.TypeBool:
		return Truth(v.Bool)
	case rulebook.TypeLevel:
		return Level(v.Level)
	case rulebook.TypeList:
		return strings.ReplaceAll(v.Words(of.Type), "; ", "、")
	}
	return v.Words(of.Type)
}

// Day is a day as Japanese write it in tables: 2026/11/2.
func Day(d calendar.Day) string {
	parts := strings.Split(d.String(), "-")
	for i, part := range parts {
		parts[i] = strings.TrimLeft(part, "0")
	}
	return strings.Join(parts, "/")
}

// IntervalCharacters are those that Interval writes beside digits.
const IntervalCharacters = "〜以上下超未満億万円任意の数"

// Interval words what is known of a number: 500〜999, 1,000以上.
func Interval(v exact.Interval, yen bool) string {
	low, high := Number(v.Low, yen), Number(v.High, yen)
	fromZero := v.NoLow || v.Low == exact.Number{} && !v.LowOpen
	switch {
	case v.IsExact():
		return low
	case v.NoLow && v.NoHigh:
		return "任意の数"
	case v.NoHigh && v.LowOpen:
		return low + "超"
	case v.NoHigh:
		return low + "以上"
	case fromZero && v.HighOpen:
		return high + "未満"
	case fromZero:
		return high + "以下"
	case v.LowOpen && v.HighOpen:
		return low + "超" + high + "未満"
	case v.LowOpen:
		return low + "超" + high + "以下"
	case v.HighOpen:
		return low + "以上" + high + "未満"
	}
	return low + "〜" + high
}

// Number writes a number with commas, and an amount in yen as it is spoken: 3,000万円,
// 215億円, 1億2,000万円. Nobody counts zeros.
func Number(n exact.Number, yen bool) string {
	whole, isWhole := n.Whole()
	if !isWhole {
		return unit(n.Rounded(), yen)
	}
	const man, oku = 10_000, 100_000_000
	sign, size := "", whole
	if whole < 0 {
		sign, size = "-", -whole
	}
	if !yen || size < man || size%man != 0 {
		return unit(thousands(whole), yen)
	}
	text := ""
	if size >= oku {
		text = thousands(size/oku) + "億"
	}
	if rest := size % oku / man; rest > 0 {
		text += thousands(rest) + "万"
	}
	return sign + text + "円"
}

func unit(number string, yen bool) string {
	if yen {
		return number + "円"
	}
	return number
}

func thousands(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
