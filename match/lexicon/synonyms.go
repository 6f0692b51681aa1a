package lexicon

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"leadscore/match/fold"
	"leadscore/rulebook"
)

var (
	//go:embed countries.tsv
	countriesTSV string
	//go:embed prefectures.tsv
	prefecturesTSV string
)

// synonymTable is a table that is built in.
type synonymTable struct {
	name     string
	synonyms func() spellings
}

// The names of the tables.
const (
	countriesTable   = "countries"
	prefecturesTable = "prefectures"
)

func synonymTables() []synonymTable {
	return []synonymTable{{countriesTable, countries}, {prefecturesTable, prefectures}}
}

var (
	countries   = sync.OnceValue(func() spellings { return readSynonyms("countries.tsv", countriesTSV) })
	prefectures = sync.OnceValue(func() spellings { return readSynonyms("prefectures.tsv", prefecturesTSV) })
)

// SynonymTables lists the tables of synonyms that are built in.
func SynonymTables() []string {
	var names []string
	for _, table := range synonymTables() {
		names = append(names, table.name)
	}
	return names
}

// spellings holds names by their spellings, which are in the form in which a field's
// texts are compared.
type spellings map[string]spelledName

// spelledName is a name in the form in which texts are compared, and as it is written.
type spelledName struct {
	folded  []byte
	written string
}

// add takes in a spelling of a name, unless it is there already; then it tells
// whether that is another's.
func (s spellings) add(spelling, folded, written string) (clash bool) {
	if before, found := s[spelling]; found {
		return before.written != written
	}
	s[spelling] = spelledName{[]byte(folded), written}
	return false
}

// readSynonyms reads a table, and panics at a line that is wrong.
func readSynonyms(file, table string) spellings {
	read := spellings{}
	for number, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		for _, cell := range cells {
			if read.add(fold.Text(cell), fold.Text(cells[0]), cells[0]) || cell == "" {
				panic(fmt.Sprintf("lexicon: %s:%d: %q stands for something else", file, number+1, cell))
			}
		}
	}
	return read
}

// SynonymProblems finds names and spellings of a field's own synonyms that are empty or
// stand for two things, as its text is compared.
func SynonymProblems(f *rulebook.Field) []rulebook.Problem {
	var problems []rulebook.Problem
	first := map[string]string{} // names by their spellings
	add := func(pos rulebook.Pos, spelling, name string) {
		folded := FoldOwn(f, spelling)
		other, found := first[folded]
		switch {
		case folded == "":
			problems = append(problems, rulebook.Problemf(pos, "", "synonyms: an empty spelling of %q", name))
		case !found:
			first[folded] = name
		case other != name:
			problems = append(problems, rulebook.Problemf(pos, "keep it under one name", "synonyms: %q stands for %q and for %q", spelling, other, name))
		}
	}
	for _, synonym := range f.Synonyms.Own {
		add(synonym.Pos, synonym.Name, synonym.Name)
		for _, spelling := range synonym.Spellings {
			add(spelling.Pos, spelling.Text, synonym.Name)
		}
	}
	return problems
}

// FoldOwn brings a spelling of a field's own synonyms to the form in which its
// texts are compared.
func FoldOwn(f *rulebook.Field, spelling string) string {
	folded := fold.Text(spelling)
	if f.Company {
		return string(foldCompany([]byte(folded)))
	}
	return folded
}

// namesOf gives the names by their spellings, those of the table or the field's own.
func namesOf(f *rulebook.Field) spellings {
	s := f.Synonyms
	at := slices.IndexFunc(synonymTables(), func(t synonymTable) bool { return t.name == s.Table })
	if at >= 0 {
		return synonymTables()[at].synonyms()
	}
	own := spellings{}
	for _, synonym := range s.Own {
		name := FoldOwn(f, synonym.Name)
		own.add(name, name, synonym.Name)
		for _, spelling := range synonym.Spellings {
			own.add(FoldOwn(f, spelling.Text), name, synonym.Name)
		}
	}
	return own
}
