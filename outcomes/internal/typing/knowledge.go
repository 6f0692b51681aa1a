package typing

import (
	"maps"
	"slices"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/match/title"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/written"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// What the rulebook language knows of texts: the seniority and the department that a title
// names, ranges of numbers, countries and prefectures however they are spelled, and addresses
// of free mail. A column that reads so is tried that way beside its bare
// words, and used that way where that is as good: it holds for titles never seen, and a
// person can say why.
const (
	leastKnown   = 0.6   // of the filled cells that read as titles or departments
	leastSpelled = 0.8   // of the filled cells that a table of spellings knows
	AsGood       = 0.003 // AUC by which the bare words must be better to be used instead
)

// made says what a field is made of its column by.
type made uint8

const (
	AsItIs made = iota
	SeniorityOf
	DepartmentOf
)

// Suffix is what the name of such a field adds to that of its column.
func (m made) Suffix(language rulebook.Language) string {
	if language == rulebook.Japanese {
		return [...]string{"", "の職位", "の部門"}[m]
	}
	return [...]string{"", " level", " department"}[m]
}

// knowledge are the fields that the language makes of a text.
func (c *column) knowledge() []*Field {
	var fields []*Field
	for _, f := range []*Field{c.intervalField(), c.spelledField("countries"), c.spelledField("prefectures"), c.freeMailField()} {
		if f != nil {
			return []*Field{f}
		}
	}
	if f := c.levelField(); f != nil {
		fields = append(fields, f)
	}
	if f := c.departmentField(); f != nil {
		fields = append(fields, f)
	}
	return fields
}

// read reads each different cell; nil where too few of the leads' read, or all as one value.
func (c *column) read(of func(folded string) int32) []int32 {
	if c.hopeless(leastKnown, func(code int) bool { return of(c.folded(code)) != Missing }) {
		return nil
	}
	atoms := make([]int32, len(c.texts))
	for code := range atoms {
		atoms[code] = Missing
	}
	read, values := 0, map[int32]bool{}
	c.each(func(code int, folded string) {
		atoms[code] = of(folded)
		if a := atoms[code]; a != Missing && c.counts[code] > 0 {
			read += int(c.counts[code])
			values[a] = true
		}
	})
	if len(values) < 2 || stats.Ratio(read, c.known) < leastKnown {
		return nil
	}
	return atoms
}

// levelField reads levels of seniority, as numbers that rise with them.
func (c *column) levelField() *Field {
	f := c.newField(LevelKind)
	f.Made = SeniorityOf
	for level := range title.LevelNames() {
		f.Numbers = append(f.Numbers, float64(level))
	}
	atoms := c.read(func(folded string) int32 {
		if level, known := title.Seniority(folded); known {
			return int32(level)
		}
		return Missing
	})
	if atoms == nil {
		return nil
	}
	f.Atoms = c.perLead(func(code int) int32 { return atoms[code] })
	return f
}

// departmentField reads departments.
func (c *column) departmentField() *Field {
	f := c.newField(TextKind)
	f.Made = DepartmentOf
	place := map[string]int32{}
	for i, name := range title.DepartmentNames() {
		f.Levels = append(f.Levels, Level{name, name})
		place[name] = int32(i)
	}
	atoms := c.read(func(folded string) int32 {
		if name, known := title.Department(folded); known {
			return place[name]
		}
		return Missing
	})
	if atoms == nil {
		return nil
	}
	f.Atoms = c.perLead(func(code int) int32 { return atoms[code] })
	return f
}

// spelledField takes spellings of one name in a built-in table for one value.
func (c *column) spelledField(table string) *Field {
	f := c.newField(TextKind)
	f.synonyms = table
	spelling := lexicon.NewSpelling(&rulebook.Field{Type: rulebook.TypeText, Synonyms: &rulebook.Synonyms{Table: table}})
	if c.hopeless(leastSpelled, func(code int) bool {
		_, written, err := spelling.Cell([]byte(c.folded(code)))
		return err == nil && written != ""
	}) {
		return nil
	}
	names, spellings := make([]string, len(c.texts)), map[string]bool{}
	place, read := map[string]int32{}, 0
	c.each(func(code int, folded string) {
		if c.counts[code] == 0 {
			return
		}
		text, written, err := spelling.Cell([]byte(folded))
		switch {
		case err != nil:
			return // the field cannot read it either
		case written != "":
			read += int(c.counts[code])
			spellings[folded] = true
			names[code] = written
		default:
			names[code] = string(text)
		}
		place[names[code]] = 0
	})
	if stats.Ratio(read, c.known) < leastSpelled || len(place) < 2 || len(spellings) <= len(place) {
		return nil // no names of the table, or each in one spelling
	}
	for i, name := range slices.Sorted(maps.Keys(place)) {
		place[name] = int32(i)
		f.Levels = append(f.Levels, Level{fold.Text(name), name})
	}
	f.Atoms = c.perLead(func(code int) int32 {
		if names[code] == "" {
			return Missing
		}
		return place[names[code]]
	})
	return f
}

// freeMailField tells addresses of free mail providers from all others.
func (c *column) freeMailField() *Field {
	f := c.newField(BoolKind)
	f.FreeMail = true
	f.Levels = Truths()
	if c.hopeless(leastKnown, func(code int) bool { _, address := match.FreeMail([]byte(c.folded(code))); return address }) {
		return nil
	}
	atoms, found, byAtom := make([]int32, len(c.texts)), 0, [2]int{}
	for code := range atoms {
		atoms[code] = Missing
	}
	c.each(func(code int, folded string) {
		free, address := match.FreeMail([]byte(folded))
		if address {
			found += int(c.counts[code])
		}
		atoms[code] = 0
		if free {
			atoms[code] = 1
		}
		byAtom[atoms[code]] += int(c.counts[code])
	})
	if stats.Ratio(found, c.known) < leastKnown || min(byAtom[0], byAtom[1]) < LeastLevel(c.leads) {
		return nil
	}
	f.Atoms = c.perLead(func(code int) int32 { return atoms[code] })
	return f
}

// intervalField reads ranges such as 11-50 or 100〜299名, some of which may be exact, as
// numbers.
func (c *column) intervalField() *Field {
	reads := func(comma bool) float64 {
		return c.share(outcomes.ReadableShare, func(text string) bool { _, err := c.number(text, comma); return err == nil })
	}
	point, withComma := reads(false), reads(true)
	comma := withComma > point && !c.partsThousands()
	if comma && withComma < outcomes.ReadableShare || !comma && point < outcomes.ReadableShare {
		return nil
	}
	f := c.numberField(comma)
	if cut := c.overlap(comma); cut && c.falls(f) {
		f = c.numbersBy(comma, c.highEnd(comma))
		f.Cut, f.Falling = true, true
	} else {
		f.Cut = cut
	}
	f.Intervals = true
	if len(f.Numbers) < 2 {
		return nil
	}
	return f
}

// overlap reports whether two different ranges or numbers of a column have a number in
// common, as 10-50 and 50-100 have, or 11-50 and 10〜29名. A bound that parts them cuts one of them
// then, and the engine gives that one the fewer points: the points of its low end where points
// rise with the number, those of its high end where they fall.
func (c *column) overlap(comma bool) bool {
	var all []exact.Interval
	for code, text := range c.texts {
		if v, err := c.number(text, comma); err == nil && c.value[code] != Missing && c.counts[code] > 0 {
			all = append(all, v)
		}
	}
	slices.SortFunc(all, func(v, w exact.Interval) int { return v.Low.Cmp(w.Low) })
	var widest exact.Interval // of those before, the one that ends last
	for i, v := range all {
		if i > 0 && v != widest {
			if _, both := v.And(widest); both {
				return true
			}
		}
		if i == 0 || !widest.NoHigh && (v.NoHigh || v.High.Cmp(widest.High) > 0) {
			widest = v
		}
	}
	return false
}

// falls reports whether leads with lower numbers win more often.
func (c *column) falls(f *Field) bool {
	byAtom := make([]stats.Tie, len(f.Numbers))
	seen := make([]bool, len(c.texts))
	for i, code := range c.codes {
		if a := f.Atoms[i]; a != Missing && !seen[code] {
			seen[code] = true
			byAtom[a].Won += int(c.wins[code])
			byAtom[a].Lost += int(c.counts[code] - c.wins[code])
		}
	}
	return stats.AUCTies(byAtom) > 0.5 // the lowest first
}

// highEnd is the high end of a range of the column; where it has none, what is above all
// others.
func (c *column) highEnd(comma bool) func(exact.Interval) float64 {
	most := 0.0
	for code, text := range c.texts {
		if v, err := c.number(text, comma); err == nil && c.value[code] != Missing {
			most = max(most, v.Low.Float64())
			if !v.NoHigh {
				most = max(most, v.High.Float64())
			}
		}
	}
	return func(v exact.Interval) float64 {
		if v.NoHigh {
			return most + 1
		}
		return v.High.Float64()
	}
}

// mostlyExact reports whether at least half of the different numbers and ranges of a column
// are exact: 72名, 120名, 1,000人以上. They are amounts then, and no names of size classes:
// points for 72名 and 300, but not for 120名, would be of chance.
func (c *column) mostlyExact() bool {
	exact, all := 0, 0
	for code, text := range c.texts {
		if c.value[code] == Missing || c.counts[code] == 0 {
			continue
		}
		all++
		point, errPoint := c.number(text, false)
		comma, errComma := c.number(text, true)
		if errPoint == nil && point.IsExact() || errComma == nil && comma.IsExact() {
			exact++
		}
	}
	return 2*exact >= all
}

// ReadByLanguage reports whether the field is made by what the language knows of texts.
func (f *Field) ReadByLanguage() bool {
	return f.Made != AsItIs || f.Intervals || f.synonyms != "" || f.FreeMail
}

// LevelName is the name of the level that a bound of a field of levels stands for.
func LevelName(bound float64) string { return title.LevelNames()[int(bound)] }

// Derived declares the field that is made of another one.
func (f *Field) Derived(name, of string) rulebook.Field {
	d := rulebook.Field{Name: name}
	if f.Made == SeniorityOf {
		d.Seniority, d.Type = written.Scalar(of), rulebook.TypeLevel
	} else {
		d.Department, d.Type = written.Scalar(of), rulebook.TypeText
	}
	return d
}

// Declaration declares the field.
func (f *Field) Declaration(name string) rulebook.Field {
	d := rulebook.Field{Name: name, Columns: []rulebook.Scalar{written.Scalar(f.Header)}, Type: rulebook.TypeText}
	switch f.Kind {
	case NumberKind:
		d.Type, d.DecimalComma = rulebook.TypeNumber, f.comma
		for _, unit := range f.units {
			d.Unit = append(d.Unit, written.Scalar(unit))
		}
	case AgeKind:
		d.Type, d.Order = rulebook.TypeDate, f.order
	case BoolKind:
		if !f.FreeMail {
			d.Type = rulebook.TypeBool
		}
	case ListKind:
		d.Type = rulebook.TypeList
	}
	if f.synonyms != "" {
		d.Synonyms = &rulebook.Synonyms{Table: f.synonyms}
	}
	for _, word := range f.Missing {
		d.MissingWords = append(d.MissingWords, written.Scalar(word))
	}
	return d
}
