package typing

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/match/wording"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/distinct"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// column is a column of the history before it becomes a field.
type column struct {
	at      int
	header  string
	texts   []string       // its different cells
	codes   []uint32       // of each lead: a position in texts
	values  distinct.Table // the different cells in the normal form
	value   []int32        // of each different cell: which of the values it is; Missing: blank
	counts  []int32        // leads with an outcome of each different cell
	wins    []int32        // of these, how many were won
	leads   int            // leads with an outcome
	known   int            // of these, how many are not blank
	missing []string       // ambiguous words that mean blank here
	sample  []uint32       // the cells of leads that lie evenly in the list, blank ones apart
	units   []string       // what stands behind the numbers of most cells, if these are numbers
	// The leads with an outcome of each value, how many of the values such leads have, and
	// the leads of the commonest one, blanks counting as one value there.
	held                 []int32
	different, commonest int
}

// newColumn counts the cells of the leads that have an outcome.
func newColumn(h *outcomes.History, at int, leads []int32) *column {
	c := &column{at: at, header: h.Header[at], leads: len(leads)}
	c.texts, c.codes = h.Different(at)
	c.counts, c.wins = make([]int32, len(c.texts)), make([]int32, len(c.texts))
	for _, i := range leads {
		c.counts[c.codes[i]]++
		if h.Outcome(int(i)) == outcomes.Won {
			c.wins[c.codes[i]]++
		}
	}
	c.value = make([]int32, len(c.texts))
	var asked []int // cells that may say that nothing is known
	for code, text := range c.texts {
		c.value[code] = Missing
		folded := fold.Text(text)
		switch missing(folded) {
		case lexicon.SaysNil:
			continue
		case lexicon.MaySayNil:
			asked = append(asked, code)
		}
		if folded == text {
			folded = text // kept already
		}
		c.value[code] = int32(c.values.Number(folded, nil))
		c.known += int(c.counts[code])
	}
	c.settle(asked)
	c.countValues()
	c.takeSample(leads)
	c.units = c.findUnits()
	return c
}

// leastUnit is the part of the cells that have a unit, for the field to name it.
const leastUnit = 0.05

// findUnits finds the unit behind the numbers of a column, and its plural beside it, such as
// km, or year and years; none where the cells are no numbers, or their units differ.
func (c *column) findUnits() []string {
	plain, byUnit := 0, map[string]int{}
	for _, code := range c.sample {
		if text := c.texts[code]; isNumber(text) {
			plain++
		} else {
			byUnit[strings.ToLower(cell.UnitOf(text))]++
		}
	}
	delete(byUnit, "")
	most := ""
	for _, unit := range slices.Sorted(maps.Keys(byUnit)) {
		if byUnit[unit] > byUnit[most] {
			most = unit
		}
	}
	one := strings.TrimSuffix(most, "s")
	with := byUnit[one] + byUnit[one+"s"]
	if stats.Ratio(with, len(c.sample)) < leastUnit || stats.Ratio(plain+with, len(c.sample)) < outcomes.ReadableShare {
		return nil
	}
	return slices.DeleteFunc([]string{one, one + "s"}, func(unit string) bool { return byUnit[unit] == 0 })
}

// number reads a cell as the column's numbers are read.
func (c *column) number(text string, comma bool) (exact.Interval, error) {
	return cell.ParseNumber(cell.WithoutUnit(text, c.units), comma)
}

// folded is a cell in the normal form; "" where it is blank.
func (c *column) folded(code int) string {
	if c.value[code] == Missing {
		return ""
	}
	return c.values.Texts[c.value[code]]
}

// each visits the different cells that are not blank.
func (c *column) each(visit func(code int, folded string)) {
	for code, value := range c.value {
		if value != Missing {
			visit(code, c.values.Texts[value])
		}
	}
}

// missing tells whether a cell in the normal form says only that nothing is known.
func missing(folded string) lexicon.Missing {
	if folded == "" {
		return lexicon.SaysNil
	}
	return lexicon.MissingWord([]byte(folded))
}

// settle takes cells that may say that nothing is known for blank where the others are
// numbers or dates, and notes them for the field to declare. Elsewhere they are answers.
func (c *column) settle(asked []int) {
	if len(asked) == 0 {
		return
	}
	known, words := c.known, map[string]string{}
	for _, code := range asked {
		known -= int(c.counts[code])
		words[c.folded(code)] = strings.TrimSpace(c.texts[code])
	}
	figures := 0
	for code, text := range c.texts {
		if c.counts[code] > 0 && isFigure(text) {
			figures += int(c.counts[code])
		}
	}
	if known == 0 || stats.Ratio(figures, known) < outcomes.ReadableShare {
		return
	}
	c.known = known
	for _, code := range asked {
		c.value[code] = Missing
	}
	for _, folded := range slices.Sorted(maps.Keys(words)) {
		c.missing = append(c.missing, words[folded])
	}
}

// isFigure reports whether a cell is a number or a date, in whatever order.
func isFigure(text string) bool {
	if isNumber(text) {
		return true
	}
	_, err := cell.ParseDay(text, rulebook.OrderUnset, nil)
	return err == nil || errors.Is(err, cell.ErrAmbiguousDay)
}

// isNumber reports whether a cell is a number, with whichever decimals.
func isNumber(text string) bool {
	for _, comma := range []bool{false, true} {
		if _, err := cell.ParseNumber(text, comma); err == nil {
			return true
		}
	}
	return false
}

func (c *column) countValues() {
	c.held = make([]int32, len(c.values.Texts))
	for code, value := range c.value {
		if value != Missing {
			c.held[value] += c.counts[code]
		}
	}
	c.commonest = c.leads - c.known
	for _, n := range c.held {
		c.commonest = max(c.commonest, int(n))
		if n > 0 {
			c.different++
		}
	}
}

// sampleSize is about how many leads are looked at to tell that a column is not of a kind.
const sampleSize = 2000

// takeSample takes the cells of leads that lie evenly in the list.
func (c *column) takeSample(leads []int32) {
	every := max(1, len(leads)/sampleSize)
	for k := 0; k < len(leads); k += every {
		if code := c.codes[leads[k]]; c.value[code] != Missing {
			c.sample = append(c.sample, code)
		}
	}
}

// hopeless reports whether a test passes so few of a column's cells that it will not pass
// that share of all: less than half of it in a sample. Most columns are of one kind, and to
// try them as all others would take most of the time.
func (c *column) hopeless(least float64, passes func(code int) bool) bool {
	if len(c.sample) < sampleSize/2 {
		return false
	}
	n := 0
	for _, code := range c.sample {
		if passes(int(code)) {
			n++
		}
	}
	return stats.Ratio(n, len(c.sample)) < least/2
}

// share is the part of the known leads whose cell passes the test; 0 where it is hopeless
// that this share do.
func (c *column) share(least float64, passes func(text string) bool) float64 {
	if c.hopeless(least, func(code int) bool { return passes(c.texts[code]) }) {
		return 0
	}
	n := 0
	for code, text := range c.texts {
		if c.value[code] != Missing && c.counts[code] > 0 && passes(text) {
			n += int(c.counts[code])
		}
	}
	return stats.Ratio(n, c.known)
}

// mean is the mean over the known leads of a figure of their cell.
func (c *column) mean(figure func(text string) int) float64 {
	sum := 0
	for code, text := range c.texts {
		if c.value[code] != Missing {
			sum += int(c.counts[code]) * figure(text)
		}
	}
	return stats.Ratio(sum, c.known)
}

// newField starts a field on the column.
func (c *column) newField(k Kind) *Field {
	return &Field{Column: c.at, Header: c.header, Kind: k, Missing: c.missing}
}

// textField makes levels of the values.
func (c *column) textField() *Field {
	f := c.newField(TextKind)
	f.Atoms, f.Levels = c.levels()
	return f
}

// levels gives each lead its value's position among the levels, which come in the
// order of their normal forms.
func (c *column) levels() ([]int32, []Level) {
	spelling := make([]int32, len(c.values.Texts)) // of each value: the cell of the commonest one; -1: none
	for v := range spelling {
		spelling[v] = -1
	}
	var order []int32
	for code, v := range c.value {
		switch {
		case v == Missing:
		case spelling[v] < 0:
			order, spelling[v] = append(order, v), int32(code)
		case c.counts[code] > c.counts[spelling[v]]:
			spelling[v] = int32(code)
		}
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(c.values.Texts[a], c.values.Texts[b]) })
	levels, position := make([]Level, len(order)), make([]int32, len(spelling))
	for i, v := range order {
		levels[i] = Level{c.values.Texts[v], strings.TrimSpace(fold.Normalize(c.texts[spelling[v]]))}
		position[v] = int32(i)
	}
	return c.perLead(func(code int) int32 {
		if v := c.value[code]; v != Missing {
			return position[v]
		}
		return Missing
	}), levels
}

// perLead spreads what each different cell becomes over the leads.
func (c *column) perLead(of func(code int) int32) []int32 {
	atoms := make([]int32, len(c.texts))
	for code := range c.texts {
		atoms[code] = of(code)
	}
	leads := make([]int32, len(c.codes))
	for i, code := range c.codes {
		leads[i] = atoms[code]
	}
	return leads
}

// filledField tells only whether the cell is filled.
func (c *column) filledField() *Field {
	f := c.newField(FilledKind)
	f.Atoms = c.perLead(func(code int) int32 {
		return min(c.value[code], 0)
	})
	return f
}

// boolField reads yes and no.
func (c *column) boolField() *Field {
	f := c.newField(BoolKind)
	f.Levels = Truths()
	f.Atoms = c.perLead(func(code int) int32 {
		value, err := cell.ParseBool(c.texts[code])
		switch {
		case c.value[code] == Missing || err != nil:
			return Missing
		case value:
			return 1
		}
		return 0
	})
	return f
}

// numberField reads numbers; an interval counts as its low end.
func (c *column) numberField(comma bool) *Field { return c.numbersBy(comma, lowEnd) }

func lowEnd(v exact.Interval) float64 {
	return v.Low.Float64()
}

// numbersBy reads numbers, each as one of its ends.
func (c *column) numbersBy(comma bool, end func(exact.Interval) float64) *Field {
	f := c.newField(NumberKind)
	f.comma, f.units = comma, c.units
	values, known, yen := make([]float64, len(c.texts)), make([]bool, len(c.texts)), 0
	for code, text := range c.texts {
		if c.value[code] == Missing {
			continue
		}
		if wording.IsYen(text) {
			yen += int(c.counts[code])
		}
		if v, err := c.number(text, comma); err == nil {
			values[code], known[code] = end(v), true
		}
	}
	f.Yen = 2*yen > c.known
	f.numberAtoms(values, known)
	byCode := f.Atoms
	f.Atoms = c.perLead(func(code int) int32 { return byCode[code] })
	return f
}

// ageField counts the days from the cell's day to the lead's own.
func (c *column) ageField(h *outcomes.History, order rulebook.DateOrder) *Field {
	f := c.newField(AgeKind)
	f.order = order
	days, readable := make([]calendar.Day, len(c.texts)), make([]bool, len(c.texts))
	for code, text := range c.texts {
		if c.value[code] != Missing {
			day, err := cell.ParseDay(text, order, nil)
			days[code], readable[code] = day, err == nil
		}
	}
	ages, known := make([]float64, h.Len()), make([]bool, h.Len())
	for i, code := range c.codes {
		if readable[code] {
			day, _ := h.AsOf(i)
			ages[i], known[i] = float64(max(0, day-days[code])), true // days ahead count as 0, as in decay
		}
	}
	f.numberAtoms(ages, known)
	return f
}

// listField splits the cells at semicolons.
func (c *column) listField() *Field {
	f := c.newField(ListKind)
	position := map[string]int32{}
	c.each(func(_ int, folded string) {
		for _, entry := range entries(folded) {
			position[entry] = 0
		}
	})
	for i, entry := range slices.Sorted(maps.Keys(position)) {
		position[entry] = int32(i)
		f.Levels = append(f.Levels, Level{entry, entry})
	}
	byCode := make([]int32, len(c.texts))
	for code := range byCode {
		byCode[code] = Missing
	}
	c.each(func(code int, folded string) {
		var set []int32
		for _, entry := range entries(folded) {
			set = append(set, position[entry])
		}
		byCode[code] = int32(len(f.Sets))
		f.Sets = append(f.Sets, set)
	})
	f.Atoms = c.perLead(func(code int) int32 { return byCode[code] })
	return f
}

// entries are those of a list cell in the normal form.
func entries(folded string) []string {
	var all []string
	for _, entry := range cell.AppendEntries(nil, []byte(folded), []byte(cell.DefaultSeparator)) {
		all = append(all, string(entry))
	}
	return all
}
