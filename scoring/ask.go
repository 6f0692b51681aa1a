package scoring

import (
	"slices"

	"leadscore/frameworks"
	"leadscore/match"
)

// asks are all questions that a rulebook may ask, in the order in which equals are
// asked: elements before fields, then as written.
type asks []ask

// ask is one question: for an element, or for a field that no element uses.
type ask struct {
	framework, element int   // -1 for a field
	field              int   // -1 for an element
	fills              []int // the fields that an answer fills
}

// collectAsks lists the questions.
func (e *Engine) collectAsks() {
	for f := range e.frameworks {
		for i := range e.rulebook.Frameworks[f].Elements {
			reads := fieldsOf(func(visit func(int)) { e.frameworks[f].ElementFields(i, visit) })
			e.asks = append(e.asks, ask{framework: f, element: i, field: -1, fills: e.withKin(reads)})
		}
	}
	asked := e.ruleFields()
	for _, i := range e.needed {
		if asked[i] {
			e.asks = append(e.asks, ask{framework: -1, element: -1, field: i, fills: e.withKin([]int{i})})
		}
	}
	slices.SortStableFunc(e.asks, func(a, b ask) int { return a.field - b.field })
}

// ruleFields marks the fields that a line or a stage rule looks at, and what those
// are made from.
func (e *Engine) ruleFields() []bool {
	marks := make([]bool, len(e.fields))
	for _, fields := range slices.Concat([][]int{e.lineFields.icp}, e.lineFields.criteria, e.lineFields.frameworks) {
		for _, i := range fields {
			marks[i] = true
		}
	}
	for _, rule := range e.stages {
		rule.Fields(func(i int) {
			if i < len(e.fields) {
				marks[i] = true
			}
		})
	}
	for _, i := range slices.Backward(e.needed) {
		for _, source := range e.fields[i].sources {
			marks[source] = marks[source] || marks[i]
		}
	}
	return marks
}

// withKin adds the fields that these are made from, and those made from any of
// them: one answer fills them all.
func (e *Engine) withKin(fields []int) []int {
	in := make([]bool, len(e.fields))
	for _, i := range fields {
		in[i] = true
	}
	for _, i := range slices.Backward(e.needed) {
		for _, source := range e.fields[i].sources {
			in[source] = in[source] || in[i]
		}
	}
	for _, i := range e.needed {
		for _, source := range e.fields[i].sources {
			in[i] = in[i] || in[source]
		}
	}
	var all []int
	for i, yes := range in {
		if yes {
			all = append(all, i)
		}
	}
	return all
}

// open reports whether the question stands for this lead: its element is unknown
// in a framework that applies, or its field is unknown and no unknown element
// asks for it.
func (s *Scorer) open(a *ask) bool {
	if a.field < 0 {
		if !s.result.Frameworks[a.framework].Applies {
			return false
		}
		state, _ := s.engine.frameworks[a.framework].Element(a.element, s.values)
		return state == match.Unknown
	}
	if v := &s.values[a.field]; v.State == match.Known || !s.free[a.field] {
		return false
	}
	return !s.askedElsewhere(a.field)
}

// askedElsewhere reports whether another question fills the field too: that of an
// unknown element, or of a blank field that this one is made from.
func (s *Scorer) askedElsewhere(field int) bool {
	for _, source := range s.engine.fields[field].sources {
		if s.values[source].State != match.Known && s.free[source] {
			return true
		}
	}
	for i := range s.engine.asks {
		a := &s.engine.asks[i]
		if a.field >= 0 {
			return false
		}
		if slices.Contains(a.fills, field) && s.open(a) {
			return true
		}
	}
	return false
}

// alone is where the score would lie if only this question were answered.
func (s *Scorer) alone(a *ask) match.Bounds {
	for i := range s.free {
		s.values[i].Free = false
	}
	for _, i := range a.fills {
		s.values[i].Free = s.free[i]
	}
	bounds := s.bounds()
	for i, free := range s.free {
		s.values[i].Free = free
	}
	return bounds
}

// next is the open question whose answer alone may raise the score most; nil for
// none. A field that could not raise it is not worth a question; an element is.
func (s *Scorer) next() *ask {
	var best *ask
	var most match.Bounds
	for i := range s.engine.asks {
		a := &s.engine.asks[i]
		if !s.open(a) {
			continue
		}
		alone := s.alone(a)
		gains := alone.NoHigh || alone.High > s.result.Score
		if (a.field < 0 || gains) && (best == nil || higher(alone, most)) {
			best, most = a, alone
		}
	}
	return best
}

// higher reports whether b reaches higher than c.
func higher(b, c match.Bounds) bool {
	if b.NoHigh || c.NoHigh {
		return b.NoHigh && !c.NoHigh
	}
	return b.High > c.High
}

// question words a question in the rulebook's language.
func (e *Engine) question(a *ask) string {
	if a.field >= 0 {
		return e.words.findOut + e.fields[a.field].header
	}
	f := &e.rulebook.Frameworks[a.framework]
	q := frameworks.Ask(f, &f.Elements[a.element])
	if e.rulebook.Language == Japanese && q.JA != "" || q.EN == "" {
		return q.JA
	}
	return q.EN
}
