package typing

import (
	"slices"
	"strings"
	"unicode"

	"leadscore/match/cell"
	"leadscore/outcomes/internal/written"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// Kind says how a field's values are turned into bins.
type Kind uint8

const (
	NumberKind Kind = iota // ranges
	AgeKind                // ranges of days before the lead's own day
	BoolKind               // no and yes
	LevelKind              // ranges of levels of seniority
	TextKind               // groups of values
	ListKind               // groups of entries
	FilledKind             // filled or not
	PairKind               // two conditions that both hold
)

// Field is one column as the learner sees it. Each lead's cell is an atom: the
// smallest thing that bins are made of. Atoms of numbers and ages are the different
// values, rising; of text and bool the levels; of lists the different sets of
// entries; of filledKind there is one.
type Field struct {
	Column    int
	Header    string
	Kind      Kind
	Atoms     []int32 // of each lead of the history; missing: noAtom
	Numbers   []float64
	Levels    []Level
	Sets      [][]int32 // of listKind: the levels in each atom
	Made      made      // what it is of its column
	Alone     float64   // its AUC by itself, on leads that its bins were not made on
	Intervals bool      // of numberKind: some cells are ranges, which bounds must not cut
	Cut       bool      // of intervals: some overlap or touch, so that every bound may cut one
	Falling   bool      // of those: they count as their high ends, and points only fall; else low ends, and points only rise
	Yen       bool      // of numberKind: its cells are written as amounts in yen
	synonyms  string    // of textKind: the built-in table by which spellings are one
	coded     bool      // of textKind: its values are whole numbers that stand for something
	FreeMail  bool      // of boolKind: whether the address is one of a free mail provider
	Missing   []string  // words found that mean blank, beside the usual ones
	comma     bool      // decimal comma
	units     []string  // of numberKind: what stands behind its numbers
	order     rulebook.DateOrder
}

const Missing int32 = -1

// Level is one value of a text column, or one entry of a list column.
type Level struct {
	Folded string
	Text   string // as the list writes it most often
}

// Truths are the levels of a field that is true or false.
func Truths() []Level { return []Level{{"false", "false"}, {"true", "true"}} }

// AtomCount is how many atoms the field has.
func (f *Field) AtomCount() int {
	switch f.Kind {
	case NumberKind, AgeKind, LevelKind:
		return len(f.Numbers)
	case ListKind:
		return len(f.Sets)
	case FilledKind:
		return 1
	}
	return len(f.Levels)
}

// TallyAtoms counts the outcomes of some leads by atom, and of those whose cell is
// Missing.
func (f *Field) TallyAtoms(leads []int32, won []bool) (byAtom []stats.Tally, missing stats.Tally) {
	byAtom = make([]stats.Tally, f.AtomCount())
	for _, i := range leads {
		if a := f.Atoms[i]; a == Missing {
			missing.Count(won[i])
		} else {
			byAtom[a].Count(won[i])
		}
	}
	return byAtom, missing
}

// numberAtoms sets the atoms from each lead's number; known says where there is one.
func (f *Field) numberAtoms(values []float64, known []bool) {
	for i, v := range values {
		if known[i] {
			f.Numbers = append(f.Numbers, v)
		}
	}
	slices.Sort(f.Numbers)
	f.Numbers = slices.Clip(slices.Compact(f.Numbers))
	f.Atoms = make([]int32, len(values))
	for i, v := range values {
		f.Atoms[i] = Missing
		if known[i] {
			at, _ := slices.BinarySearch(f.Numbers, v)
			f.Atoms[i] = int32(at)
		}
	}
}

// ValueText writes a value of a field of numbers or levels.
func (f *Field) ValueText(atom int) string {
	if f.Kind == LevelKind {
		return LevelName(f.Numbers[atom])
	}
	return written.NumberText(f.Numbers[atom])
}

// Ordered reports whether the field's bins are ranges, one above the other.
func (f *Field) Ordered() bool {
	return f.Kind == NumberKind || f.Kind == AgeKind || f.Kind == LevelKind
}

// Codes of which a person cannot say what they mean.
const (
	leastCodes = 10  // different ones
	codeShare  = 0.8 // of the values that look like codes

	mostOfScale = 12 // values that are one word with a number, and may be steps
)

// Codes gives one of the field's values where most are codes, such as s56 or f1d69ed6, of
// which nobody can say why one wins more often than another.
func (f *Field) Codes() (example string, are bool) {
	if f.coded {
		return f.Levels[0].Text, true
	}
	if f.Kind != TextKind || f.ReadByLanguage() || len(f.Levels) < leastCodes {
		return "", false
	}
	n := 0
	for _, level := range f.Levels {
		if !isCode(level.Folded) {
			continue
		}
		if n++; n == 1 {
			example = level.Text
		}
	}
	if float64(n) < codeShare*float64(len(f.Levels)) {
		return f.numbered()
	}
	return example, true
}

// numbered gives one of the values where most are one word with a number behind it, as names
// are that were taken out: Level227. A few may be a scale.
func (f *Field) numbered() (example string, are bool) {
	stems := map[string]int{}
	for _, level := range f.Levels {
		if stem := strings.TrimRight(level.Folded, "0123456789"); stem != "" && stem != level.Folded && !strings.ContainsFunc(stem, unicode.IsDigit) {
			stems[stem]++
		}
	}
	for _, level := range f.Levels {
		stem := strings.TrimRight(level.Folded, "0123456789")
		if float64(stems[stem]) >= codeShare*float64(len(f.Levels)) && len(f.Levels) > mostOfScale {
			return level.Text, true
		}
	}
	return "", false
}

// isCode reports whether a text in the normal form is a code: letters and digits without a
// space, at least half of them digits, or six and more of a hexadecimal number.
func isCode(text string) bool {
	letters, digits, hex := 0, 0, true
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= 'a' && r <= 'z':
			letters++
			hex = hex && r <= 'f'
		case r != '-' && r != '_' && r != '.' && r != '/':
			return false
		}
	}
	if letters == 0 || digits == 0 || letters+digits < 3 {
		return false
	}
	_, _, err := cell.ParsePeriod(text, rulebook.OrderUnset) // q1 2026
	return err != nil && (digits >= letters || hex && letters+digits >= 6)
}

// Sizes under which leads tell too little.
const (
	LeastBin   = 20    // leads in a bin
	leastGroup = 0.005 // of the leads, with one value
	mostLeast  = 100   // leads with one value that are enough on lists of any length
)

// LeastLevel is the number of leads under which a value is too rare to stand alone.
func LeastLevel(leads int) int {
	return max(LeastBin, min(int(leastGroup*float64(leads)), mostLeast))
}
