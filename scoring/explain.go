package scoring

import (
	"slices"
	"strings"

	"leadscore/match"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/explain"
	"leadscore/scoring/internal/fields"
)

// Explain scores one lead and says why it has its score. The explanation is the
// caller's to keep.
func (s *Scorer) Explain(cells []string) *explained.Lead { return s.explain(cells, false) }

// ExplainInWords is Explain for people: what a rulebook writes as keys of its language
// (conditions, levels, truth values, elements, metrics) is in words of the rulebook's
// language. Of one in English nothing changes: its keys are English.
func (s *Scorer) ExplainInWords(cells []string) *explained.Lead {
	return s.explain(cells, s.plan.Rulebook.Language == rulebook.Japanese)
}

func (s *Scorer) explain(cells []string, inWords bool) *explained.Lead {
	out := explain.Lead(s.asker, s.reasons, cells, inWords)
	out.Key = s.Key(cells)
	return out
}

// Key is the cell of the rulebook's key field, which names the lead; "" where the
// rulebook has none.
func (s *Scorer) Key(cells []string) string {
	if s.plan.Key < 0 {
		return ""
	}
	return s.Cell(s.plan.Key, cells)
}

// KeyName is the header of the key field; "" where the rulebook has none.
func (e *Engine) KeyName() string {
	if e.plan.Key < 0 {
		return ""
	}
	return e.plan.Fields[e.plan.Key].Header
}

// FieldInfo describes one field of a compiled rulebook.
type FieldInfo struct {
	Name    string        // as the rulebook calls it
	Header  string        // of the column it is read from; the name where there is none
	Type    rulebook.Type // of its values
	OfTitle bool          // made from a title, by seniority or department: unreadable where the title is not listed
	Table   string        // of synonyms, whose cells are unreadable where it does not list them; else ""
	Like    string        // the known field that it is like; "" for none
}

// Fields lists the rulebook's fields; a Result names them by their position here.
func (e *Engine) Fields() []FieldInfo {
	var infos []FieldInfo
	for i := range e.plan.Fields[:e.plan.Own] {
		f := &e.plan.Fields[i]
		infos = append(infos, FieldInfo{f.Decl.Name, f.Header, f.Decl.Type, f.OfTitle(), f.Table(), f.Decl.Like.Text})
	}
	return infos
}

// Needs lists the positions in the header of the columns that the rulebook uses, each
// once, rising. Cells of other columns are never looked at.
func (e *Engine) Needs() []int {
	return match.FieldsOf(func(visit func(int)) {
		for _, i := range e.plan.Needed {
			for _, column := range e.plan.Fields[i].Columns {
				if !e.plan.IsAnswer(column) {
					visit(column)
				}
			}
		}
	})
}

// Show is what the rulebook wants shown of the lead scored last: cells, and of
// derived fields the values.
func (s *Scorer) Show(cells []string) []string {
	var shown []string
	for _, i := range s.plan.Show {
		if s.plan.Fields[i].Derived != nil {
			shown = append(shown, strings.Clone(s.asker.Value(i).Words(s.plan.Specs[i].Type)))
		} else {
			shown = append(shown, s.Cell(i, cells))
		}
	}
	return shown
}

// ShowNames is what to write above Show: headers, and the names of derived fields.
func (e *Engine) ShowNames() []string {
	var names []string
	for _, i := range e.plan.Show {
		if f := &e.plan.Fields[i]; f.Derived != nil {
			names = append(names, f.Decl.Name)
		} else {
			names = append(names, f.Header)
		}
	}
	return names
}

// Cell is the text of the lead that a field is read from; "" where that is none.
func (s *Scorer) Cell(field int, cells []string) string {
	return strings.Clone(s.engine.cell(field, cells))
}

// AppendKey appends what Key gives in the form in which keys are compared.
func (s *Scorer) AppendKey(dst []byte, cells []string) []byte {
	if s.plan.Key < 0 {
		return dst
	}
	return fold.Append(dst, s.engine.cell(s.plan.Key, cells))
}

// KeyColumns are the places in the header of the columns that Key looks at.
func (e *Engine) KeyColumns() []int {
	if e.plan.Key < 0 {
		return nil
	}
	return slices.DeleteFunc(e.columnsOf(e.plan.Key), e.plan.IsAnswer)
}

// KeyColumn is the place in the header of the one column whose cell Key gives; -1 where it
// chooses among several, and where there is no key.
func (e *Engine) KeyColumn() int {
	if e.plan.Key < 0 {
		return -1
	}
	all := e.columnsOf(e.plan.Key)
	if len(all) != 1 || all[0] >= len(e.plan.Header) { // an answer, or a column that the list has not
		return -1
	}
	return all[0]
}

func (e *Engine) columnsOf(field int) []int {
	if f := &e.plan.Fields[field]; len(f.Sources) != 1 {
		return slices.Clone(f.Columns)
	}
	return e.columnsOf(e.plan.Fields[field].Sources[0])
}

func (e *Engine) cell(field int, cells []string) string {
	f := &e.plan.Fields[field]
	if len(f.Sources) == 1 {
		return e.cell(f.Sources[0], cells)
	}
	if at := f.Source(cells); at >= 0 {
		return fields.CellAt(cells, at)
	}
	return ""
}
