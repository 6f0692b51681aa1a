package lexicon

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"leadscore/match/fold"
	"leadscore/match/title"
	"leadscore/rulebook"
)

// Spelling is the form in which the texts of a field are compared, where that is
// more than the normal form: without legal forms of companies, with one name for
// all synonyms, or as a department. Cells and operands are brought to it alike. A
// nil Spelling is the normal form.
type Spelling struct {
	company     bool
	department  bool
	names       spellings
	countries   bool                // only cells that name a country, or what rules look for, are known
	prefectures bool                // read beside the country, with the town, in any romanization
	asked       map[string]struct{} // what rules ask a cell to be
	parts       []string            // what rules look for in a cell
	anything    bool                // a rule has a pattern, which any cell may match
}

// NewSpelling gives the spelling that a field declares; nil for the normal form.
func NewSpelling(f *rulebook.Field) *Spelling {
	s := &Spelling{company: f.Company, department: f.Department.Text != ""}
	if f.Synonyms != nil {
		s.names = namesOf(f)
		s.countries = f.Synonyms.Table == countriesTable && f.Type != rulebook.TypeList
		s.prefectures = f.Synonyms.Table == prefecturesTable
		s.asked = map[string]struct{}{}
	}
	if !s.company && !s.department && s.names == nil {
		return nil
	}
	return s
}

// Cell brings the normal form of a cell to the spelling, in place. Where it is a
// synonym, it gives the name as it is written, too. It refuses a cell of countries that
// names none, unless a rule asks for it (see Operand).
func (s *Spelling) Cell(text []byte) (spelled []byte, written string, err error) {
	if s == nil {
		return text, "", nil
	}
	if s.company {
		text = foldCompany(text)
	}
	name, found := s.names[string(text)]
	if !found && s.countries && !s.asksFor(text) {
		if name, found = country(string(text)); !found {
			return text, "", errors.New("not in the table of countries")
		}
	}
	if !found && s.prefectures {
		name, found = prefecture(string(text))
	}
	if !found {
		return text, "", nil
	}
	return append(text[:0], name.folded...), name.written, nil
}

// asksFor reports whether a rule looks for a cell as it stands.
func (s *Spelling) asksFor(text []byte) bool {
	if _, asked := s.asked[string(text)]; asked || s.anything {
		return true
	}
	return slices.ContainsFunc(s.parts, func(part string) bool { return bytes.Contains(text, []byte(part)) })
}

// ask notes what a rule looks for. A country is no reason to know other cells.
func (s *Spelling) ask(op, folded string) {
	switch op {
	case "matches":
		s.anything = true
	case "is", "is_not":
		s.asked[folded] = struct{}{}
	default:
		if _, found := country(folded); !found {
			s.parts = append(s.parts, folded)
		}
	}
}

// Entry brings an entry of a list to the spelling.
func (s *Spelling) Entry(text []byte) []byte {
	if s == nil {
		return text
	}
	if name, found := s.names[string(text)]; found {
		return name.folded
	}
	return text
}

// Operand brings the operand of an operator to the spelling, and notes that a rule asks
// for it. It refuses one that no cell can be equal to.
func (s *Spelling) Operand(op, text string) (string, error) {
	folded := fold.Text(text)
	switch {
	case s == nil:
		return folded, nil
	case s.company && isLegalForm([]byte(folded)):
		return "", fmt.Errorf("%q is a legal form, which kind: company leaves out of names", text)
	case s.department && (op == "is" || op == "is_not"):
		name, found := title.Department(folded)
		if !found {
			return "", fmt.Errorf("%q is not a department. %s", text, fold.Expected(text, title.DepartmentNames(), "departments"))
		}
		return name, nil
	}
	if s.countries {
		s.ask(op, folded)
	}
	spelled, _, _ := s.Cell([]byte(folded)) // known, as a rule asks for it
	return string(spelled), nil
}
