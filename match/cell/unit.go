package cell

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leadscore/match/fold"
	"leadscore/rulebook"
)

// Units that the words beside numbers do not know, such as km or minutes: a field names its
// own. They are not known to all fields, since 36 min and 2 h in one column are no numbers
// that can be compared.

// unitsOf are the units that a field reads over, in the form that cells are read in.
func unitsOf(f *rulebook.Field) []string {
	var units []string
	for _, unit := range f.Unit {
		units = append(units, fold.Normalize(unit.Text))
	}
	slices.SortStableFunc(units, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return units
}

// WithoutUnit is a cell without the first of the units that ends it: "36" of "36 min". Units
// are in the form of fold.Normalize; capitals make no difference, and a unit is no end of a
// longer word. A cell that no unit ends stays as it is.
func WithoutUnit(cell string, units []string) string {
	if len(units) == 0 {
		return cell
	}
	text := fold.Normalize(cell)
	for _, unit := range units {
		at := len(text) - len(unit)
		if at > 0 && strings.EqualFold(text[at:], unit) && !withinWord(text, at) {
			return strings.TrimRight(text[:at], " ")
		}
	}
	return cell
}

// withinWord reports whether letters stand on both sides of a place in a text, other than such
// as are written without spaces.
func withinWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return isSpelled(before) && isSpelled(after)
}

func isSpelled(r rune) bool {
	return unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// UnitOf is what stands behind the number of a cell that ParseNumber does not read: "min" of
// "36 min", "/月" of "5万円/月"; "" where it is no unit.
func UnitOf(cell string) string {
	const longest = 24
	text := fold.Normalize(cell)
	digits := strings.LastIndexFunc(text, unicode.IsDigit) + 1
	if digits == 0 || digits == len(text) || len(text)-digits > longest {
		return ""
	}
	for at := len(text) - 1; at >= digits; at-- {
		if !utf8.RuneStart(text[at]) || text[at] == ' ' || withinWord(text, at) {
			continue
		}
		number := strings.TrimRight(text[:at], " ")
		_, errPoint := ParseNumber(number, false)
		_, errComma := ParseNumber(number, true)
		if errPoint == nil || errComma == nil {
			return text[at:]
		}
	}
	return ""
}
