package scoring_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"leadscore/rulebook"
)

// This file makes random leads for a world: blank, unreadable and readable cells,
// intervals among them, and ways to fill what is not known.

// leads draws the cells of one lead.
func (w world) leads() *rapid.Generator[[]string] {
	return rapid.Custom(func(t *rapid.T) []string { return w.lead(dice{t}) })
}

func (w world) lead(d dice) []string {
	var cells []string
	for _, c := range w.columns {
		cells = append(cells, w.cell(d, c))
	}
	if d.oneIn(10) {
		cells = cells[:d.between(0, len(cells))] // a short record
	}
	return cells
}

func (w world) cell(d dice, c column) string {
	switch d.between(0, 15) {
	case 0, 1, 2:
		return ""
	case 3:
		if c.address {
			return pick(d, " ", "　")
		}
		return pick(d, " ", "　", "-", "n/a", "unknown", "未定", "なし", "TBD", "ＴＢＤ", "(Unknown)", "--None--", "【未定】", "Unknown.", "#N/A", "None", "不明")
	case 4:
		return w.unreadable(d, c)
	}
	switch {
	case c.field.Type != rulebook.TypeNumber:
	case d.oneIn(3):
		return interval(d, c)
	case d.oneIn(12) && !isRated(c.field.Name):
		return "-2"
	}
	return w.readable(d, c)
}

// isRated reports whether a rate is made of a field.
func isRated(field string) bool { return field == "opened" || field == "sent" }

func (w world) unreadable(d dice, c column) string {
	switch c.field.Type {
	case rulebook.TypeNumber:
		return pick(d, "many", "12 or so?", "10000000000000000")
	case rulebook.TypeDate:
		return pick(d, "soon", "2026-02-30", "2026-13-01")
	case rulebook.TypeBool:
		return pick(d, "perhaps", "2")
	}
	return w.readable(d, c)
}

func (w world) readable(d dice, c column) string {
	switch c.field.Type {
	case rulebook.TypeNumber:
		text := number(d, c, pick(d, numbers...))
		if c.field.Unit != nil && len(text)%2 == 0 {
			text += "　ＫＭ"
		}
		return text
	case rulebook.TypeDate:
		return w.date(d, c)
	case rulebook.TypeBool:
		if own := slices.Concat(c.field.TrueWords, c.field.FalseWords); len(own) > 0 && d.oneIn(2) {
			return pick(d, own...).Text
		}
		return pick(d, "true", "FALSE", "yes", "No", "1", "0", "はい", "いいえ", "あり", "ＹＥＳ")
	case rulebook.TypeList:
		separator := c.field.Separator
		if separator == "" {
			separator = ";"
		}
		return strings.Join(some(d, 1, 4, c.words...), separator)
	}
	return pick(d, c.words...)
}

// grouped are numbers with thousands separators.
var grouped = map[string]string{"1000": "1,000", "10000": "10,000"}

// number writes a number in one of the ways that lists have.
func number(d dice, c column, text string) string {
	if with, ok := grouped[text]; ok && d.oneIn(2) {
		text = with
	}
	if c.field.DecimalComma {
		text = swapped.Replace(text)
	}
	if d.oneIn(8) {
		return wide(text)
	}
	return text
}

// swapped turns 1,234.5 into 1.234,5 and back.
var swapped = strings.NewReplacer(",", ".", ".", ",")

// wide writes ASCII in full-width characters.
func wide(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '!' || r > '~' {
			return r
		}
		return r - '!' + '！'
	}, text)
}

func interval(d dice, c column) string {
	ends := some(d, 2, 2, numbers[1:]...)
	low, high := number(d, c, ends[0]), number(d, c, ends[1])
	switch d.between(0, 4) {
	case 0:
		return low + "+"
	case 1:
		return low + "名以上"
	case 2:
		return high + "名未満"
	case 3:
		return ordered(c, low, high, "-", "")
	}
	return ordered(c, low, high, "〜", "名")
}

// ordered joins two numbers, the lower one first.
func ordered(c column, low, high, dash, unit string) string {
	if value(c, low).Cmp(value(c, high)) > 0 {
		low, high = high, low
	}
	return low + dash + high + unit
}

// value is what a number of this file's making stands for.
func value(c column, text string) *big.Rat {
	text = strings.Map(func(r rune) rune {
		if r >= '！' {
			return r - '！' + '!'
		}
		return r
	}, text)
	if c.field.DecimalComma {
		text = swapped.Replace(text)
	}
	r, ok := new(big.Rat).SetString(strings.ReplaceAll(text, ",", ""))
	if !ok {
		panic("not a number: " + text)
	}
	return r
}

// excelOf1970 is 1970-01-01 as Excel counts days.
const excelOf1970 = 25569

// date writes a day near as-of in one of the ways that lists have.
func (w world) date(d dice, c column) string {
	days := pick(d, 0, 1, -1, 7, -7, 29, 30, 31, -30, -90, 364, 365, 366, d.between(-500, 1500))
	day := time.Unix(int64(w.asOf)*86400, 0).UTC().AddDate(0, 0, -days)
	if c.field.Order == rulebook.OrderExcel && d.oneIn(2) {
		return fmt.Sprint(int(w.asOf) - days + excelOf1970)
	}
	if d.oneIn(8) {
		return day.Format(pick(d, "2006年1月", "2006/1", "January 2006", "2006"))
	}
	layouts := []string{"2006-01-02", "2006/1/2", "2006年1月2日", "2006-01-02T15:04:05Z", "2006-01-02T15:04:05-08:00", "2006-01-02T15:04:05"}
	switch c.field.Order {
	case rulebook.OrderDMY:
		layouts = append(layouts, "2/1/2006", "02/01/2006")
	case rulebook.OrderMDY:
		layouts = append(layouts, "1/2/2006", "01/02/2006")
	}
	hour := time.Duration(d.between(0, 23)) * time.Hour
	return day.Add(hour).Format(pick(d, layouts...))
}

// completions draws fillings of a lead whose given fields are unknown. Only cells
// under the given headers are filled.
func (w world) completions(cells, unknown, headers []string) *rapid.Generator[[]string] {
	return rapid.Custom(func(t *rapid.T) []string { return w.fill(dice{t}, cells, unknown, headers) })
}

// fill replaces some of the cells that leave the given fields unknown by readable
// ones, and some intervals by numbers inside them.
func (w world) fill(d dice, cells, unknown, headers []string) []string {
	filled := make([]string, len(w.columns))
	copy(filled, cells)
	for i, c := range w.columns {
		switch {
		case !d.oneIn(2) || !slices.Contains(headers, w.header[i]):
		case slices.Contains(unknown, c.field.Name) && w.decides(i, filled):
			filled[i] = w.readable(d, c)
		case c.field.Type == rulebook.TypeNumber:
			filled[i] = inside(d, c, filled[i])
		}
	}
	return filled
}

// decides reports whether the cell at i is the one that its field is read from, or
// would be if it were filled: nothing before it, and nothing in it or after it.
func (w world) decides(i int, cells []string) bool {
	name := w.columns[i].field.Name
	for _, f := range w.rb.Fields {
		if f.Name != name || len(f.Columns) == 1 {
			continue
		}
		for j, c := range w.columns {
			if j != i && c.field.Name == name && strings.TrimSpace(cells[j]) != "" {
				return false
			}
		}
	}
	return true
}

// inside gives a number inside an interval of this file's making; any other cell
// stays as it is.
func inside(d dice, c column, cell string) string {
	in := allInside(c, cell, append([]string{"49.9", "12", "7.5", "100000"}, numbers...))
	if in == nil {
		return cell
	}
	return number(d, c, pick(d, in...))
}

// allInside gives those of some numbers that lie inside an interval; nil for any other cell.
func allInside(c column, cell string, some []string) []string {
	low, high, open := "", "", false
	if text, found := strings.CutSuffix(cell, "名未満"); found {
		low, high, open = "0", text, true
	} else if text, found := strings.CutSuffix(cell, "名以上"); found {
		low = text
	} else if text, found := strings.CutSuffix(cell, "+"); found {
		low = text
	} else if a, b, found := strings.Cut(strings.TrimSuffix(cell, "名"), "〜"); found {
		low, high = a, b
	} else if a, b, found := strings.Cut(cell, "-"); found && a != "" {
		low, high = a, b
	}
	if low == "" {
		return nil
	}
	var in []string
	for _, n := range some {
		r, _ := new(big.Rat).SetString(n)
		aboveLow := r.Cmp(value(c, low)) >= 0
		belowHigh := high == "" || r.Cmp(value(c, high)) < 0 || !open && r.Cmp(value(c, high)) == 0
		if aboveLow && belowHigh {
			in = append(in, n)
		}
	}
	return in
}
