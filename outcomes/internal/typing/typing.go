package typing

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/outcomes"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// Shares above or under which a column is taken for something.
const (
	constantShare   = 0.99 // of the leads that hold one value
	identifierShare = 0.95 // of the filled cells that are different
	freeTextShare   = 0.3  // of the filled cells that are different, where they are long
	listShare       = 0.2  // of the filled cells that hold a separator
	mostTruthWords  = 12   // different ones, in as many languages as they come
	leastFilled     = 0.01 // of the leads, for whether a cell is filled to be of use
)

// Result is a column as the learner may use it: as a field, or not, or both (of free
// text, only whether it is filled).
type Result struct {
	Field    *Field
	Made     []*Field // of the same column, by what the language knows
	Excluded *outcomes.Exclusion
	Counts   bool // it numbers the rows
}

// Read types a column, or says why it cannot be used.
func Read(h *outcomes.History, at int, leads []int32, allowed bool) Result {
	c := newColumn(h, at, leads)
	if e := c.unusable(); e != nil {
		return Result{Excluded: e}
	}
	if t, isDate := c.asDate(h); isDate {
		return t
	}
	kind, comma := c.kind()
	if kind == TextKind {
		return c.readText(allowed)
	}
	f := c.field(kind, comma)
	coded := f.Kind == NumberKind && f.Whole() && f.saysCode()
	if allowed && !coded {
		return Result{Field: f}
	}
	e := c.identifiesByNumber(f)
	if coded && (e == nil || allowed) {
		return c.readCodes(allowed)
	}
	if e == nil {
		e = c.calendarMonth(f)
	}
	if e != nil {
		return Result{Excluded: e, Counts: f.Kind == NumberKind && f.rises()}
	}
	return Result{Field: f}
}

// readText types a column of texts. Their values are put in order only where they are used.
func (c *column) readText(allowed bool) Result {
	made := c.knowledge()
	if allowed {
		return Result{Field: c.textField(), Made: made}
	}
	if len(made) > 0 && made[0].Intervals && c.mostlyExact() {
		return Result{Made: made}
	}
	e := c.identifiesByText()
	if e == nil {
		e = c.calendarMonth(nil)
	}
	switch free := c.freeText(); {
	case (e != nil || free != nil) && len(made) > 0: // the words are of no use, what they mean is
		return Result{Made: made}
	case e != nil:
		return Result{Excluded: e}
	case free != nil:
		return c.onlyFilled(free)
	}
	return Result{Field: c.textField(), Made: made}
}

// readCodes types a column of whole numbers that stand for something, as those of industries
// do: a range of them is of what came to stand side by side.
func (c *column) readCodes(allowed bool) Result {
	if free := c.freeText(); free != nil && !allowed {
		return c.onlyFilled(free)
	}
	f := c.textField()
	f.coded = true
	return Result{Field: f}
}

// Headers of columns whose whole numbers are codes: those that say so, and those that are known
// for what has a name.
var (
	codeWords = HeaderWords{Words: []string{"code", "codes", "id", "ids", "sic", "naics", "isic", "jsic", "nace", "gics", "zip", "plz"}, Parts: []string{"コード", "郵便番号"}}
	named     = []string{"company", "title", "department", "country", "state", "city", "postal_code", "industry", "lead_source", "campaign", "owner", "technologies"}
)

// leastOfCodes is the lowest of the whole numbers that are codes though only known for names:
// a campaign may be the 1st to the 20th call, an industry is 11 or 7372.
const leastOfCodes = 10

// saysCode reports whether the whole numbers of a field are codes, by its header.
func (f *Field) saysCode() bool {
	known, found := lexicon.FieldOfHeader(f.Header)
	return saysAny(f.Header, codeWords) || found && slices.Contains(named, known.Name) && f.Numbers[0] >= leastOfCodes
}

// unusable: nothing to be learned whatever the type.
func (c *column) unusable() *outcomes.Exclusion {
	switch {
	case c.known == 0:
		return outcomes.Exclude(c.header, outcomes.CauseEmpty, false, outcomes.Plain("no cell is filled"))
	case stats.Ratio(c.commonest, c.leads) >= constantShare && !c.rarerTells():
		return outcomes.Exclude(c.header, outcomes.CauseConstant, false, outcomes.Textf("%s %% of the leads hold the same value", percentText(c.commonest, c.leads)))
	case c.different == 1 && c.known == c.leads:
		return outcomes.Exclude(c.header, outcomes.CauseConstant, false, outcomes.Plain("all leads hold the same value"))
	}
	return nil
}

// rarerTells reports whether the leads that hold another value than the commonest are
// enough, and win more or less often for certain.
func (c *column) rarerTells() bool {
	byValue := make([]stats.Tally, len(c.held)+1) // the last: blank
	var all, common stats.Tally
	for code, v := range c.value {
		if v == Missing {
			v = int32(len(c.held))
		}
		t := stats.Tally{Won: int(c.wins[code]), Lost: int(c.counts[code] - c.wins[code])}
		byValue[v], all = byValue[v].Plus(t), all.Plus(t)
	}
	for _, t := range byValue {
		if t.Leads() > common.Leads() {
			common = t
		}
	}
	return stats.StandsOut(stats.Tally{Won: all.Won - common.Won, Lost: all.Lost - common.Lost}, common)
}

// percentText cuts after the first decimal, so that 100 % means all.
func percentText(part, whole int) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", math.Floor(1000*stats.Ratio(part, whole))/10), ".0")
}

// kind is what the cells read as, but for dates, and whether their numbers have a decimal
// comma.
func (c *column) kind() (kind Kind, comma bool) {
	isBool := func(text string) bool { _, err := cell.ParseBool(text); return err == nil }
	if c.different <= mostTruthWords && c.share(1, isBool) == 1 {
		return BoolKind, false
	}
	if comma, isNumber := c.numeric(); isNumber {
		return NumberKind, comma
	}
	if c.share(listShare, isList) >= listShare {
		return ListKind, false
	}
	return TextKind, false
}

// field makes the field of a kind, but of text.
func (c *column) field(kind Kind, comma bool) *Field {
	switch kind {
	case BoolKind:
		return c.boolField()
	case NumberKind:
		return c.numberField(comma)
	}
	return c.listField()
}

func isList(text string) bool {
	return strings.Contains(text, cell.DefaultSeparator) || cell.IsList([]byte(fold.Text(text)))
}

// numeric reports whether the cells are numbers, and with which decimals. Columns of
// intervals ("11-50") are text: their values are sizes with names.
func (c *column) numeric() (comma, is bool) {
	exact := func(comma bool) float64 {
		return c.share(outcomes.ReadableShare, func(text string) bool {
			v, err := c.number(text, comma)
			return err == nil && v.IsExact()
		})
	}
	point := exact(false)
	if point == 1 {
		return false, true
	}
	if withComma := exact(true); withComma > point && !c.partsThousands() {
		return true, withComma >= outcomes.ReadableShare
	}
	return false, point >= outcomes.ReadableShare
}

// partsThousands reports whether the commas of the cells that only read with a decimal comma
// are mostly such as part thousands, though not rightly: 4000,000円 is four million, not
// four thousand.
func (c *column) partsThousands() bool {
	grouped, decimals := 0, 0
	for code, text := range c.texts {
		_, errPoint := c.number(text, false)
		_, errComma := c.number(text, true)
		if c.value[code] == Missing || errPoint == nil || errComma != nil {
			continue
		}
		switch cell.LookOf(cell.WithoutUnit(text, c.units), true) {
		case cell.LookGrouped:
			grouped += int(c.counts[code])
		case cell.LookDecimals:
			decimals += int(c.counts[code])
		}
	}
	return grouped > decimals
}

// asDate uses dates as ages, where the leads have a day that these are counted from.
func (c *column) asDate(h *outcomes.History) (Result, bool) {
	share := func(order rulebook.DateOrder) float64 {
		return c.share(outcomes.ReadableShare, func(text string) bool { _, err := cell.ParseDay(text, order, nil); return err == nil })
	}
	if lexicon.TellsMoment(c.header) && c.countsSeconds() {
		return c.agesIn(h, rulebook.OrderUnix), true
	}
	order := rulebook.OrderUnset
	if share(order) < outcomes.ReadableShare {
		dayFirst, monthFirst := share(rulebook.OrderDMY), share(rulebook.OrderMDY)
		switch {
		case max(dayFirst, monthFirst) < outcomes.ReadableShare:
			return Result{}, false
		case dayFirst == monthFirst:
			return Result{Excluded: outcomes.Exclude(c.header, outcomes.CauseDate, false, outcomes.Plain("dates that may be day-month or month-day"))}, true
		case dayFirst > monthFirst:
			order = rulebook.OrderDMY
		default:
			order = rulebook.OrderMDY
		}
	}
	return c.agesIn(h, order), true
}

// countsSeconds reports whether the cells are the seconds since 1970 that programs count
// moments by, or their thousandths.
func (c *column) countsSeconds() bool {
	seconds := c.share(outcomes.ReadableShare, func(text string) bool {
		_, err := cell.ParseNumber(text, false)
		return err == nil && cell.IsDay(text, rulebook.OrderUnix)
	})
	return seconds >= outcomes.ReadableShare
}

// agesIn uses dates written in an order as ages.
func (c *column) agesIn(h *outcomes.History, order rulebook.DateOrder) Result {
	if !h.HasAsOf() {
		e := outcomes.Exclude(c.header, outcomes.CauseDate, false, outcomes.Plain("a date counts only as an age, and the leads have no day that it is counted from"))
		e.Override = "name that day's column with --as-of-column"
		return Result{Excluded: e}
	}
	return Result{Field: c.ageField(h, order)}
}

// identifiesByNumber finds numbers that name the lead or number the rows.
func (c *column) identifiesByNumber(f *Field) *outcomes.Exclusion {
	switch unique := stats.Ratio(c.different, c.known); {
	case f.Kind != NumberKind:
	case f.rises():
		return outcomes.Exclude(c.header, outcomes.CauseIdentifier, true, outcomes.Plain("whole numbers that rise or fall with the row: they number the leads"))
	case unique > identifierShare && c.known >= 20 && f.numbersLeads(c.header):
		return outcomes.Exclude(c.header, outcomes.CauseIdentifier, true, outcomes.Textf("%s %% of its whole numbers are different: they number the leads", percentText(c.different, c.known)))
	}
	return nil
}

// identifiesByText finds texts that name the lead, or people.
func (c *column) identifiesByText() *outcomes.Exclusion {
	isAddress := func(text string) bool { _, found := match.FreeMail([]byte(text)); return found }
	switch unique := stats.Ratio(c.different, c.known); {
	case namesPeople(c.header) && unique > 0.5 && c.share(leastKnown, isAddress) >= leastKnown:
		return outcomes.Exclude(c.header, outcomes.CauseIdentifier, true, outcomes.Plain("it holds e-mail addresses of people"))
	case namesPeople(c.header) && unique > 0.5 && c.share(leastKnown, hasDigit) >= leastKnown:
		return outcomes.Exclude(c.header, outcomes.CauseIdentifier, true, outcomes.Plain("it holds numbers or addresses of people"))
	case namesPeople(c.header) && (c.different > mostCategories || unique > 0.5):
		return outcomes.Exclude(c.header, outcomes.CauseIdentifier, true, outcomes.Plain("it holds names of people"))
	case unique > identifierShare && c.known >= 20 && c.mean(words) < 4:
		return outcomes.Exclude(c.header, outcomes.CauseIdentifier, true, outcomes.Textf("%s %% of its values are different: it names the lead", percentText(c.different, c.known)))
	}
	return nil
}

func hasDigit(text string) bool { return strings.ContainsFunc(text, unicode.IsDigit) }

// mostCategories is how many different values a column has whose header says that it holds
// names of people, and that holds something else after all: contact may be telephone or
// cellular.
const mostCategories = 20

// namesPeople reports whether a header is known as that of people's names.
func namesPeople(header string) bool {
	known, found := lexicon.FieldOfHeader(header)
	return found && slices.Contains([]string{"full_name", "first_name", "last_name"}, known.Name)
}

// rises reports whether whole numbers follow the rows' order nearly everywhere,
// ties apart. Few different numbers do so by chance.
func (f *Field) rises() bool {
	if len(f.Numbers) <= 20 || !f.Whole() {
		return false
	}
	up, down, last := 0, 0, Missing
	for _, a := range f.Atoms {
		if a == Missing {
			continue
		}
		if last != Missing && a > last {
			up++
		} else if last != Missing && a < last {
			down++
		}
		last = a
	}
	return stats.Ratio(max(up, down), up+down) >= 0.99
}

// Whole reports whether all numbers of the field are whole.
func (f *Field) Whole() bool {
	for _, v := range f.Numbers {
		if v != float64(int64(v)) {
			return false
		}
	}
	return true
}

// numbersLeads reports whether different whole numbers look like numbers given one
// after the other, rather than amounts: they lie close together, or their header
// says so.
func (f *Field) numbersLeads(header string) bool {
	if !f.Whole() {
		return false
	}
	if saysAny(header, identifierWords) {
		return true
	}
	span := f.Numbers[len(f.Numbers)-1] - f.Numbers[0] + 1
	return span < 20*float64(len(f.Numbers))
}

var identifierWords = HeaderWords{
	Words: []string{"id", "ids", "uid", "uuid", "no", "number", "nr", "key", "code", "phone", "tel", "mobile", "fax", "zip", "postcode"},
	Parts: []string{"番号", "コード", "電話", "郵便"},
}

// freeText finds text with too many different values to learn from.
func (c *column) freeText() *outcomes.Exclusion {
	different := stats.Ratio(c.different, c.known)
	switch {
	case different > freeTextShare && c.isLong() || different > identifierShare && c.known >= 20:
		return outcomes.Exclude(c.header, outcomes.CauseFreeText, true, outcomes.Textf("free text: %d different values in %d cells", c.different, c.known))
	case int(slices.Max(c.held)) < LeastLevel(c.leads) && c.known >= LeastLevel(c.leads):
		return outcomes.Exclude(c.header, outcomes.CauseFreeText, true, outcomes.Textf("no value is held by %d leads or more", LeastLevel(c.leads)))
	}
	return nil
}

func (c *column) isLong() bool { return c.mean(words) >= 4 || c.mean(wideRunes) >= 15 }

// onlyFilled keeps of a column whether it is filled, where that differs.
func (c *column) onlyFilled(e *outcomes.Exclusion) Result {
	filled := stats.Ratio(c.known, c.leads)
	if filled < leastFilled || filled > 1-leastFilled {
		return Result{Excluded: e}
	}
	e.Reason = e.Reason.Then(outcomes.Plain("only whether it is filled is used"))
	return Result{Field: c.filledField(), Excluded: e}
}

func words(text string) int { return len(strings.Fields(text)) }

// wideRunes counts the characters of texts that are written without spaces.
func wideRunes(text string) int {
	if strings.IndexFunc(text, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }) < 0 {
		return 0
	}
	return utf8.RuneCountInString(text)
}

var (
	monthNames = outcomes.FoldedSet([]string{
		"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
		"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
		"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月",
	})
	monthWords = HeaderWords{Words: []string{"month", "months", "mon"}, Parts: []string{"月"}}
)

// calendarMonth finds columns that hold a month of the year; f is nil of text.
func (c *column) calendarMonth(f *Field) *outcomes.Exclusion {
	named := func(text string) bool { return monthNames[fold.Text(text)] }
	numbered := f != nil && f.Kind == NumberKind && f.Whole() && len(f.Numbers) > 3 &&
		f.Numbers[0] >= 1 && f.Numbers[len(f.Numbers)-1] <= 12 && saysAny(c.header, monthWords)
	if numbered || c.share(1, named) == 1 {
		return outcomes.Exclude(c.header, outcomes.CauseMonth, true, outcomes.Plain("a calendar month memorises when past leads were won, not who wins"))
	}
	return nil
}

// HeaderWords are words that tell something where they stand in a header: words in
// Latin letters as whole words, parts anywhere.
type HeaderWords struct{ Words, Parts []string }

// saysAny reports whether a header holds one of the words.
func saysAny(header string, w HeaderWords) bool {
	_, says := SaidWord(header, w)
	return says
}

// SaidWord finds the first of the words that a header holds.
func SaidWord(header string, w HeaderWords) (string, bool) {
	for _, word := range lexicon.HeaderWords(header) {
		if slices.Contains(w.Words, word) {
			return word, true
		}
	}
	folded := fold.Text(header)
	for _, part := range w.Parts {
		if strings.Contains(folded, part) {
			return part, true
		}
	}
	return "", false
}
