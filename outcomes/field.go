package outcomes

import (
	"slices"

	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// kind says how a field's values are turned into bins.
type kind uint8

const (
	numberKind kind = iota // ranges
	ageKind                // ranges of days before the lead's own day
	boolKind               // no and yes
	levelKind              // ranges of levels of seniority
	textKind               // groups of values
	listKind               // groups of entries
	filledKind             // filled or not
	pairKind               // two conditions that both hold
)

// field is one column as the learner sees it. Each lead's cell is an atom: the
// smallest thing that bins are made of. Atoms of numbers and ages are the different
// values, rising; of text and bool the levels; of lists the different sets of
// entries; of filledKind there is one.
type field struct {
	column    int
	header    string
	kind      kind
	atoms     []int32 // of each lead of the history; missing: noAtom
	numbers   []float64
	levels    []level
	sets      [][]int32 // of listKind: the levels in each atom
	made      made      // what it is of its column
	alone     float64   // its AUC by itself, on leads that its bins were not made on
	intervals bool      // of numberKind: some cells are ranges, which bounds must not cut
	synonyms  string    // of textKind: the built-in table by which spellings are one
	freeMail  bool      // of boolKind: whether the address is one of a free mail provider
	missing   []string  // words found that mean blank, beside the usual ones
	comma     bool      // decimal comma
	order     rulebook.DateOrder
}

const noAtom int32 = -1

// level is one value of a text column, or one entry of a list column.
type level struct {
	folded string
	text   string // as the list writes it most often
}

// truths are the levels of a field that is true or false.
func truths() []level { return []level{{"false", "false"}, {"true", "true"}} }

func (f *field) atomCount() int {
	switch f.kind {
	case numberKind, ageKind, levelKind:
		return len(f.numbers)
	case listKind:
		return len(f.sets)
	case filledKind:
		return 1
	}
	return len(f.levels)
}

// tallyAtoms counts the outcomes of some leads by atom, and of those whose cell is
// missing.
func (f *field) tallyAtoms(leads []int32, won []bool) (byAtom []stats.Tally, missing stats.Tally) {
	byAtom = make([]stats.Tally, f.atomCount())
	for _, i := range leads {
		if a := f.atoms[i]; a == noAtom {
			missing.Count(won[i])
		} else {
			byAtom[a].Count(won[i])
		}
	}
	return byAtom, missing
}

// numberAtoms sets the atoms from each lead's number; known says where there is one.
func (f *field) numberAtoms(values []float64, known []bool) {
	for i, v := range values {
		if known[i] {
			f.numbers = append(f.numbers, v)
		}
	}
	slices.Sort(f.numbers)
	f.numbers = slices.Clip(slices.Compact(f.numbers))
	f.atoms = make([]int32, len(values))
	for i, v := range values {
		f.atoms[i] = noAtom
		if known[i] {
			at, _ := slices.BinarySearch(f.numbers, v)
			f.atoms[i] = int32(at)
		}
	}
}

// valueText writes a value of a field of numbers or levels.
func (f *field) valueText(atom int) string {
	if f.kind == levelKind {
		return levelName(f.numbers[atom])
	}
	return numberText(f.numbers[atom])
}

// ordered reports whether the field's bins are ranges, one above the other.
func (f *field) ordered() bool {
	return f.kind == numberKind || f.kind == ageKind || f.kind == levelKind
}

// Sizes under which leads tell too little.
const (
	leastBinSize = 20    // leads in a bin
	leastGroup   = 0.005 // of the leads, with one value
)

// leastLevel is the number of leads under which a value is too rare to stand alone.
func leastLevel(leads int) int { return max(leastBinSize, int(leastGroup*float64(leads))) }
