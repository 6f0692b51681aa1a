package meant

import (
	"strings"

	"leadscore/match/exact"
)

// Numbers written in words: cells are not read so.

var englishNumbers = map[string]int64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var englishScales = map[string]int64{"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

// englishNumber reads "twenty five" and "two hundred thousand".
func englishNumber(text string) (exact.Interval, bool) {
	total, part := int64(0), int64(0)
	words := strings.Fields(strings.ReplaceAll(text, "-", " "))
	if len(words) == 0 || len(words) > 8 {
		return exact.Interval{}, false
	}
	for i, word := range words {
		n, isNumber := englishNumbers[word]
		scale := englishScales[word]
		switch {
		case isNumber:
			part += n
		case word == "hundred" && part > 0:
			part *= 100
		case scale > 0 && part > 0:
			total, part = total+part*scale, 0
		case word != "and" || i == 0:
			return exact.Interval{}, false
		}
	}
	return exact.At(exact.Int(total + part)), true
}

var (
	kanjiDigits = map[rune]int64{'〇': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	kanjiTens   = map[rune]int64{'十': 10, '百': 100, '千': 1000}
	kanjiScales = map[rune]int64{'万': 10_000, '億': 100_000_000}
)

// kanjiNumber reads 二百, 三億円 and 百万.
func kanjiNumber(text string) (exact.Interval, bool) {
	text = strings.TrimRight(text, "円名人社件点回")
	total, part, digit := int64(0), int64(0), int64(0)
	if text == "" || len([]rune(text)) > 12 {
		return exact.Interval{}, false
	}
	for _, r := range text {
		n, isDigit := kanjiDigits[r]
		switch tens, scale := kanjiTens[r], kanjiScales[r]; {
		case isDigit:
			digit = n
		case tens > 0:
			part, digit = part+max(digit, 1)*tens, 0
		case scale > 0:
			total, part, digit = total+max(part+digit, 1)*scale, 0, 0
		default:
			return exact.Interval{}, false
		}
	}
	return exact.At(exact.Int(total + part + digit)), true
}

// digitsFirst is a text whose first words are a number, with that in digits: fourteen days.
func digitsFirst(text string) string {
	words := strings.Fields(text)
	for i := len(words) - 1; i > 0; i-- {
		if n, ok := englishNumber(strings.Join(words[:i], " ")); ok && words[0] != "one" {
			return n.Low.String() + " " + strings.Join(words[i:], " ")
		}
	}
	return text
}
