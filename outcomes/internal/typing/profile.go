package typing

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/outcomes"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// column is a column of the history before it becomes a field.
type column struct {
	at      int
	header  string
	texts   []string // its different cells
	codes   []uint32 // of each lead: a position in texts
	folded  []string // of each different cell; "": blank
	counts  []int    // leads with an outcome of each different cell
	wins    []int    // of these, how many were won
	leads   int      // leads with an outcome
	known   int      // of these, how many are not blank
	missing []string // ambiguous words that mean blank here
	// The different known values, and the leads of the commonest one, blanks counting as
	// one value there.
	values, commonest int
}

// newColumn counts the cells of the leads that have an outcome.
func newColumn(h *outcomes.History, at int, leads []int32) *column {
	c := &column{at: at, header: h.Header[at], leads: len(leads)}
	c.texts, c.codes = h.Different(at)
	c.counts, c.wins = make([]int, len(c.texts)), make([]int, len(c.texts))
	for _, i := range leads {
		c.counts[c.codes[i]]++
		if h.Outcome(int(i)) == outcomes.Won {
			c.wins[c.codes[i]]++
		}
	}
	c.folded = make([]string, len(c.texts))
	var asked []int // cells that may say that nothing is known
	for code, text := range c.texts {
		c.folded[code] = fold.Text(text)
		switch missing(c.folded[code]) {
		case lexicon.SaysNil:
			c.folded[code] = ""
		case lexicon.MaySayNil:
			asked = append(asked, code)
		}
		if c.folded[code] != "" {
			c.known += c.counts[code]
		}
	}
	c.settle(asked)
	c.values, c.commonest = c.different()
	return c
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
		known -= c.counts[code]
		words[c.folded[code]] = strings.TrimSpace(c.texts[code])
	}
	figures := 0
	for code, text := range c.texts {
		if c.counts[code] > 0 && isFigure(text) {
			figures += c.counts[code]
		}
	}
	if known == 0 || stats.Ratio(figures, known) < outcomes.ReadableShare {
		return
	}
	c.known = known
	for _, code := range asked {
		c.folded[code] = ""
	}
	for _, folded := range slices.Sorted(maps.Keys(words)) {
		c.missing = append(c.missing, words[folded])
	}
}

// isFigure reports whether a cell is a number or a date, in whatever order.
func isFigure(text string) bool {
	for _, comma := range []bool{false, true} {
		if _, err := cell.ParseNumber(text, comma); err == nil {
			return true
		}
	}
	_, err := cell.ParseDay(text, rulebook.OrderUnset, nil)
	return err == nil || errors.Is(err, cell.ErrAmbiguousDay)
}

func (c *column) different() (values, commonest int) {
	byValue := make(map[string]int, len(c.folded))
	for code, folded := range c.folded {
		byValue[folded] += c.counts[code]
	}
	for folded, n := range byValue {
		commonest = max(commonest, n)
		if folded != "" && n > 0 {
			values++
		}
	}
	return values, commonest
}

// share is the part of the known leads whose cell passes the test.
func (c *column) share(passes func(text string) bool) float64 {
	n := 0
	for code, text := range c.texts {
		if c.folded[code] != "" && c.counts[code] > 0 && passes(text) {
			n += c.counts[code]
		}
	}
	return stats.Ratio(n, c.known)
}

// mean is the mean over the known leads of a figure of their cell.
func (c *column) mean(figure func(text string) int) float64 {
	sum := 0
	for code, text := range c.texts {
		if c.folded[code] != "" {
			sum += c.counts[code] * figure(text)
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
	spelling := map[string]int{} // the code of the commonest spelling
	for code, folded := range c.folded {
		if best, seen := spelling[folded]; !seen || c.counts[code] > c.counts[best] {
			spelling[folded] = code
		}
	}
	delete(spelling, "")
	names := slices.Sorted(maps.Keys(spelling))
	levels, position := make([]Level, len(names)), map[string]int32{"": Missing}
	for i, folded := range names {
		levels[i] = Level{folded, strings.TrimSpace(fold.Normalize(c.texts[spelling[folded]]))}
		position[folded] = int32(i)
	}
	return c.perLead(func(code int) int32 { return position[c.folded[code]] }), levels
}

// perLead spreads what each different cell becomes over the leads.
func (c *column) perLead(of func(code int) int32) []int32 {
	atoms := make([]int32, len(c.folded))
	for code := range c.folded {
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
		if c.folded[code] == "" {
			return Missing
		}
		return 0
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
		case c.folded[code] == "" || err != nil:
			return Missing
		case value:
			return 1
		}
		return 0
	})
	return f
}

// numberField reads numbers; an interval counts as its low end.
func (c *column) numberField(comma bool) *Field {
	f := c.newField(NumberKind)
	f.comma = comma
	values, known := make([]float64, len(c.folded)), make([]bool, len(c.folded))
	for code, text := range c.texts {
		if c.folded[code] == "" {
			continue
		}
		if v, err := cell.ParseNumber(text, comma); err == nil {
			values[code], _ = v.Low.Rat().Float64()
			known[code] = true
		}
	}
	f.numberAtoms(values, known)
	byCode := f.Atoms
	f.Atoms = c.perLead(func(code int) int32 { return byCode[code] })
	return f
}

// ageField counts the days from the cell's day to the lead's own.
func (c *column) ageField(h *outcomes.History, order rulebook.DateOrder) *Field {
	f := c.newField(AgeKind)
	f.order = order
	days, readable := make([]calendar.Day, len(c.folded)), make([]bool, len(c.folded))
	for code, text := range c.texts {
		if c.folded[code] != "" {
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
	for _, folded := range c.folded {
		for _, entry := range entries(folded) {
			position[entry] = 0
		}
	}
	for i, entry := range slices.Sorted(maps.Keys(position)) {
		position[entry] = int32(i)
		f.Levels = append(f.Levels, Level{entry, entry})
	}
	byCode := make([]int32, len(c.folded))
	for code, folded := range c.folded {
		byCode[code] = Missing
		if folded == "" {
			continue
		}
		var set []int32
		for _, entry := range entries(folded) {
			set = append(set, position[entry])
		}
		byCode[code] = int32(len(f.Sets))
		f.Sets = append(f.Sets, set)
	}
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
