package audit

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// advice collects the cells of one field of a list and tells what in the field's
// declaration would make more of them readable, and whether they name several
// currencies. What it keeps is bounded, however long the list.
type advice struct {
	what       string // of a field's cells: "values"
	remedies   []remedy
	comma      bool
	truth      bool            // the cells are truth values
	known      int             // cells that read
	currencies []currencyCount // of a number
}

// remedy is a change that may make cells readable.
type remedy struct {
	advice  string // "set order: "
	choices []choice
	naming  bool     // the advice goes on with the cells themselves, not with choices
	least   int      // cells that must be read before it is worth saying
	cells   []string // the first different ones that it reads
	count   int      // cells that it reads and no remedy before it
}

// choice is one way to set what a remedy sets.
type choice struct {
	name  string // "dmy"
	reads func(text string) bool
	count int
}

type currencyCount struct {
	code  string
	count int
}

// shownCells is how many cells a remedy names.
const shownCells = 3

// newAdvice makes an advice on the cells of a field, which are read as values of a type.
func newAdvice(f *rulebook.Field, t rulebook.Type) *advice {
	a := &advice{what: "values"}
	switch t {
	case rulebook.TypeNumber:
		a.comma = f.DecimalComma
		a.remedies = []remedy{decimalRemedy(!a.comma), dateRemedy(), exponentRemedy(), kanjiRemedy(), missingRemedy()}
	case rulebook.TypeDate:
		a.what = "dates"
		a.remedies = []remedy{orderRemedy(f.Order), missingRemedy()}
	case rulebook.TypeBool:
		a.truth = true
		a.remedies = []remedy{truthRemedy()}
	}
	return a
}

func decimalRemedy(comma bool) remedy {
	name := "point"
	if comma {
		name = "comma"
	}
	return remedy{advice: "set decimal: ", choices: []choice{{name: name, reads: func(text string) bool {
		_, err := cell.ParseNumber(text, comma)
		return err == nil
	}}}}
}

func dateRemedy() remedy {
	return remedy{advice: "set type: ", choices: []choice{{name: "date", reads: func(text string) bool {
		_, err := cell.ParseDay(text, rulebook.OrderUnset, nil)
		return err == nil || errors.Is(err, cell.ErrAmbiguousDay)
	}}}}
}

func exponentRemedy() remedy {
	return remedy{advice: "a spreadsheet has cut them short; format its column as numbers and save the list again", choices: []choice{{reads: func(text string) bool {
		_, err := cell.ParseNumber(text, false)
		return errors.Is(err, cell.ErrExponent)
	}}}}
}

// orderRemedy tries the orders that the field does not have.
func orderRemedy(has rulebook.DateOrder) remedy {
	r := remedy{advice: "set order: "}
	for order := rulebook.OrderYMD; order <= rulebook.OrderUnix; order++ {
		if order != has {
			r.choices = append(r.choices, choice{name: order.String(), reads: func(text string) bool { return cell.IsDay(text, order) }})
		}
	}
	return r
}

// missingRemedy takes short words for words that mean blank, if there are several.
func missingRemedy() remedy {
	return remedy{advice: "if they mean that nothing is known, set missing_words: ", naming: true, least: 2, choices: []choice{{reads: isWord}}}
}

// kanjiRemedy is for numbers spelled out, 三百名: words to isWord, but not ones that say
// that nothing is known.
func kanjiRemedy() remedy {
	return remedy{advice: "write them in digits", choices: []choice{{reads: func(text string) bool {
		c, _ := utf8.DecodeRuneInString(text)
		return strings.ContainsRune("一二三四五六七八九十百千万億", c) && utf8.RuneCountInString(text) > 1
	}}}}
}

// truthRemedy is for words beside cells that say yes or no: they may say it too, as
// "unsubscribed" does.
func truthRemedy() remedy {
	r := missingRemedy()
	r.advice = "if they mean yes or no, set true_words or false_words; if they mean that nothing is known, set missing_words: "
	return r
}

// asText is the remedy for a column of truth values none of which reads: its words are
// answers of their own, and not called blank. "配信停止" in such a column says something.
func (r remedy) asText() remedy {
	r.advice, r.least = "if they mean yes or no, set true_words or false_words; to ask for words, set type: text and list them: is: ", 1
	return r
}

// isWord reports whether a cell may be a word of a list's own rather than a sentence
// or a figure.
func isWord(text string) bool {
	const longest = 20
	return utf8.RuneCountInString(text) <= longest && strings.IndexFunc(text, unicode.IsDigit) < 0
}

// Unreadable takes in a cell that does not read as the field's type.
func (a *advice) Unreadable(text string) {
	for i := range a.remedies {
		if a.remedies[i].try(text) {
			return
		}
	}
}

func (r *remedy) try(text string) (reads bool) {
	for i := range r.choices {
		if r.choices[i].reads(text) {
			r.choices[i].count++
			reads = true
		}
	}
	if !reads {
		return false
	}
	r.count++
	same := func(shown string) bool { return fold.Text(shown) == fold.Text(text) }
	if len(r.cells) < shownCells && !slices.ContainsFunc(r.cells, same) {
		r.cells = append(r.cells, fold.Normalize(text))
	}
	return true
}

// Known takes in a cell that reads, and stands so many times in the list.
func (a *advice) Known(text string, times int) {
	a.known += times
	if a.truth {
		return
	}
	code := cell.Currency(text, a.comma)
	if code == "" {
		return
	}
	at := slices.IndexFunc(a.currencies, func(c currencyCount) bool { return c.code == code })
	if at < 0 {
		at = len(a.currencies)
		a.currencies = append(a.currencies, currencyCount{code: code})
	}
	a.currencies[at].count += times
}

// String gives the advice on all cells so far, "" for none: "7 values look like
// 1.234,56: set decimal: comma", "3 dates look like 1/5/2023: set order: dmy or
// mdy". Several pieces of advice are joined by semicolons.
func (a *advice) String() string {
	var parts []string
	for i := range a.remedies {
		r := a.remedies[i]
		if a.truth && a.known == 0 {
			r = r.asText()
		}
		if r.count > 0 && r.count >= r.least {
			parts = append(parts, r.text(a.what))
		}
	}
	return strings.Join(parts, "; ")
}

func (r *remedy) text(what string) string {
	like := "look"
	if r.count == 1 {
		what, like = strings.TrimSuffix(what, "s"), "looks"
	}
	value := strings.Join(r.best(), " or ")
	if r.naming {
		value = "[" + strings.Join(r.cells, ", ") + "]"
	}
	return fmt.Sprintf("%d %s %s like %s: %s%s", r.count, what, like, r.cells[0], r.advice, value)
}

// best names the choices that read the most cells.
func (r *remedy) best() []string {
	most := 0
	for _, c := range r.choices {
		most = max(most, c.count)
	}
	var names []string
	for _, c := range r.choices {
		if c.count == most {
			names = append(names, c.name)
		}
	}
	return names
}

// Currencies tells of a field whose cells name several currencies, "2 in JPY, 1 in
// USD", since numbers are compared as they stand; it is empty for any other.
func (a *advice) Currencies() string {
	if len(a.currencies) < 2 {
		return ""
	}
	byCount := slices.Clone(a.currencies)
	slices.SortStableFunc(byCount, func(x, y currencyCount) int { return y.count - x.count })
	var counts []string
	for _, c := range byCount {
		counts = append(counts, fmt.Sprintf("%d in %s", c.count, c.code))
	}
	return strings.Join(counts, ", ")
}
