package lexicon

import (
	"fmt"

	"leadscore/match/fold"
	"leadscore/rulebook"
)

// Spelling is the form in which the texts of a field are compared, where that is
// more than the normal form: without legal forms of companies, with one name for
// all synonyms, or as a department. Cells and operands are brought to it alike. A
// nil Spelling is the normal form.
type Spelling struct {
	company    bool
	department bool
	names      spellings
}

// NewSpelling gives the spelling that a field declares; nil for the normal form.
func NewSpelling(f *rulebook.Field) *Spelling {
	s := &Spelling{company: f.Company, department: f.Department.Text != ""}
	if f.Synonyms != nil {
		s.names = namesOf(f)
	}
	if !s.company && !s.department && s.names == nil {
		return nil
	}
	return s
}

// cell brings the normal form of a cell to the spelling, in place. Where it is a
// synonym, it gives the name as it is written, too.
func (s *Spelling) Cell(text []byte) (spelled []byte, written string) {
	if s == nil {
		return text, ""
	}
	if s.company {
		text = foldCompany(text)
	}
	if name, found := s.names[string(text)]; found {
		return append(text[:0], name.folded...), name.written
	}
	return text, ""
}

// entry brings an entry of a list to the spelling.
func (s *Spelling) Entry(text []byte) []byte {
	if s == nil {
		return text
	}
	if name, found := s.names[string(text)]; found {
		return name.folded
	}
	return text
}

// Operand brings the operand of an operator to the spelling. It refuses one that no
// cell can be equal to.
func (s *Spelling) Operand(op, text string) (string, error) {
	folded := fold.Text(text)
	switch {
	case s == nil:
		return folded, nil
	case s.company && isLegalForm([]byte(folded)):
		return "", fmt.Errorf("%q is a legal form, which kind: company leaves out of names", text)
	case s.department && (op == "is" || op == "is_not"):
		name, found := Department(folded)
		if !found {
			return "", fmt.Errorf("%q is not a department. %s", text, fold.Expected(text, departmentNames, "departments"))
		}
		return name, nil
	}
	spelled, _ := s.Cell([]byte(folded))
	return string(spelled), nil
}
