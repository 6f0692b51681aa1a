package outcomes

import (
	"maps"
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
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
	asGood       = 0.003 // AUC by which the bare words must be better to be used instead
)

// made says what a field is made of its column by.
type made uint8

const (
	asItIs made = iota
	seniorityOf
	departmentOf
)

// suffix is what the name of such a field adds to that of its column.
func (m made) suffix() string { return [...]string{"", " level", " department"}[m] }

// knowledge are the fields that the language makes of a text.
func (c *column) knowledge() []*field {
	var fields []*field
	for _, f := range []*field{c.intervalField(), c.spelledField("countries"), c.spelledField("prefectures"), c.freeMailField()} {
		if f != nil {
			return []*field{f}
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

// readEnough tells whether enough of the filled cells read, as more than one value.
func (c *column) readEnough(atoms []int32, least float64) bool {
	read, values := 0, map[int32]bool{}
	for code, a := range atoms {
		if a != noAtom && c.counts[code] > 0 {
			read += c.counts[code]
			values[a] = true
		}
	}
	return len(values) > 1 && stats.Ratio(read, c.known) >= least
}

// levelField reads levels of seniority, as numbers that rise with them.
func (c *column) levelField() *field {
	f := c.newField(levelKind)
	f.made = seniorityOf
	for level := range lexicon.LevelNames() {
		f.numbers = append(f.numbers, float64(level))
	}
	atoms := make([]int32, len(c.folded))
	for code, folded := range c.folded {
		atoms[code] = noAtom
		if level, known := lexicon.Seniority(folded); known && folded != "" {
			atoms[code] = int32(level)
		}
	}
	if !c.readEnough(atoms, leastKnown) {
		return nil
	}
	f.atoms = c.perLead(func(code int) int32 { return atoms[code] })
	return f
}

// departmentField reads departments.
func (c *column) departmentField() *field {
	f := c.newField(textKind)
	f.made = departmentOf
	place := map[string]int32{}
	for i, name := range lexicon.DepartmentNames() {
		f.levels = append(f.levels, level{name, name})
		place[name] = int32(i)
	}
	atoms := make([]int32, len(c.folded))
	for code, folded := range c.folded {
		atoms[code] = noAtom
		if name, known := lexicon.Department(folded); known && folded != "" {
			atoms[code] = place[name]
		}
	}
	if !c.readEnough(atoms, leastKnown) {
		return nil
	}
	f.atoms = c.perLead(func(code int) int32 { return atoms[code] })
	return f
}

// spelledField takes spellings of one name in a built-in table for one value.
func (c *column) spelledField(table string) *field {
	f := c.newField(textKind)
	f.synonyms = table
	spelling := lexicon.NewSpelling(&rulebook.Field{Type: rulebook.TypeText, Synonyms: &rulebook.Synonyms{Table: table}})
	names, spellings := make([]string, len(c.folded)), map[string]bool{}
	place, read := map[string]int32{}, 0
	for code, folded := range c.folded {
		if folded == "" || c.counts[code] == 0 {
			continue
		}
		text, written, err := spelling.Cell([]byte(folded))
		switch {
		case err != nil:
			continue // the field cannot read it either
		case written != "":
			read += c.counts[code]
			spellings[folded] = true
			names[code] = written
		default:
			names[code] = string(text)
		}
		place[names[code]] = 0
	}
	if stats.Ratio(read, c.known) < leastSpelled || len(place) < 2 || len(spellings) <= len(place) {
		return nil // no names of the table, or each in one spelling
	}
	for i, name := range slices.Sorted(maps.Keys(place)) {
		place[name] = int32(i)
		f.levels = append(f.levels, level{fold.Text(name), name})
	}
	f.atoms = c.perLead(func(code int) int32 {
		if names[code] == "" {
			return noAtom
		}
		return place[names[code]]
	})
	return f
}

// freeMailField tells addresses of free mail providers from all others.
func (c *column) freeMailField() *field {
	f := c.newField(boolKind)
	f.freeMail = true
	f.levels = truths()
	atoms, found, byAtom := make([]int32, len(c.folded)), 0, [2]int{}
	for code, folded := range c.folded {
		atoms[code] = noAtom
		if folded == "" {
			continue
		}
		atoms[code] = 0
		free, address := match.FreeMail([]byte(folded))
		if address {
			found += c.counts[code]
		}
		if free {
			atoms[code] = 1
		}
		byAtom[atoms[code]] += c.counts[code]
	}
	if stats.Ratio(found, c.known) < leastKnown || min(byAtom[0], byAtom[1]) < leastLevel(c.leads) {
		return nil
	}
	f.atoms = c.perLead(func(code int) int32 { return atoms[code] })
	return f
}

// intervalField reads ranges such as 11-50 or 100〜299名, some of which may be exact, as
// numbers.
func (c *column) intervalField() *field {
	reads := func(comma bool) float64 {
		return c.share(func(text string) bool { _, err := cell.ParseNumber(text, comma); return err == nil })
	}
	point, comma := reads(false), reads(true)
	if max(point, comma) < ReadableShare {
		return nil
	}
	f := c.numberField(comma > point)
	f.intervals = true
	if len(f.numbers) < 2 {
		return nil
	}
	return f
}

func (f *field) readByLanguage() bool {
	return f.made != asItIs || f.intervals || f.synonyms != "" || f.freeMail
}

// levelName is the name of the level that a bound of a field of levels stands for.
func levelName(bound float64) string { return lexicon.LevelNames()[int(bound)] }

// derived declares the field that is made of another one.
func (f *field) derived(name, of string) rulebook.Field {
	d := rulebook.Field{Name: name}
	if f.made == seniorityOf {
		d.Seniority, d.Type = scalar(of), rulebook.TypeLevel
	} else {
		d.Department, d.Type = scalar(of), rulebook.TypeText
	}
	return d
}

// declaration declares the field.
func (f *field) declaration(name string) rulebook.Field {
	d := rulebook.Field{Name: name, Columns: []rulebook.Scalar{scalar(f.header)}, Type: rulebook.TypeText}
	switch f.kind {
	case numberKind:
		d.Type, d.DecimalComma = rulebook.TypeNumber, f.comma
	case ageKind:
		d.Type, d.Order = rulebook.TypeDate, f.order
	case boolKind:
		if !f.freeMail {
			d.Type = rulebook.TypeBool
		}
	case listKind:
		d.Type = rulebook.TypeList
	}
	if f.synonyms != "" {
		d.Synonyms = &rulebook.Synonyms{Table: f.synonyms}
	}
	for _, word := range f.missing {
		d.MissingWords = append(d.MissingWords, scalar(word))
	}
	return d
}
