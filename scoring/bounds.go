package scoring

import (
	"slices"

	"leadscore/match"
)

// lineFields tells which fields each line looks at, so that lines untouched by
// what is unknown need not be bounded.
type lineFields struct {
	icp        []int
	criteria   [][]int
	frameworks [][]int
}

// fieldsOf collects what visit is called with, each once, in rising order.
func fieldsOf(each func(visit func(int))) []int {
	var all []int
	each(func(i int) { all = append(all, i) })
	slices.Sort(all)
	return slices.Compact(all)
}

func (e *Engine) collectLineFields() {
	l := &e.lineFields
	if e.icp != nil {
		l.icp = fieldsOf(e.icp.Fields)
	}
	for i := range e.criteria {
		l.criteria = append(l.criteria, fieldsOf(e.criteria[i].fields))
	}
	for _, f := range e.frameworks {
		l.frameworks = append(l.frameworks, fieldsOf(f.Fields))
	}
}

// touched reports whether any of the fields may vary.
func (s *Scorer) touched(fields []int) bool {
	for _, i := range fields {
		if s.values[i].Free {
			return true
		}
	}
	return false
}

// bounds is where the score would lie once some, all or none of the free values
// are filled, each on its own.
func (s *Scorer) bounds() match.Bounds {
	e, r := s.engine, &s.result
	if !s.touched(e.needed) {
		return match.Exactly(r.Score)
	}
	sum := match.Bounds{}
	if e.icp != nil {
		sum = sum.Plus(s.icpBounds())
	}
	clear(s.groupBounds)
	give := func(group int, b match.Bounds) {
		if group < 0 {
			sum = sum.Plus(b)
			return
		}
		s.groupBounds[group] = s.groupBounds[group].Plus(b)
	}
	for i := range e.criteria {
		give(e.criteria[i].group, s.criterionBounds(i))
	}
	for _, i := range e.clampOrder {
		g := &e.groups[i]
		give(g.parent, s.groupBounds[i].Clamp(g.min, g.max))
	}
	for i := range e.frameworks {
		sum = sum.Plus(s.frameworkBounds(i))
	}
	return sum.Clamp(e.scoreMin, e.scoreMax)
}

func (s *Scorer) icpBounds() match.Bounds {
	if !s.touched(s.engine.lineFields.icp) {
		return match.Exactly(limit(s.engine.icp.Points(s.fit)))
	}
	return limitBounds(s.engine.icp.Bounds(s.values))
}

func (s *Scorer) criterionBounds(i int) match.Bounds {
	if !s.touched(s.engine.lineFields.criteria[i]) {
		return match.Exactly(match.Points(s.earned[i].Amount))
	}
	return s.engine.criteria[i].bounds(s.values)
}

func (s *Scorer) frameworkBounds(i int) match.Bounds {
	f := s.engine.frameworks[i]
	if !s.touched(s.engine.lineFields.frameworks[i]) {
		return match.Exactly(limit(f.Points(s.result.Frameworks[i])))
	}
	return limitBounds(f.Bounds(s.values))
}

func limitBounds(b match.Bounds) match.Bounds {
	b.Low, b.High = limit(b.Low), limit(b.High)
	return b
}
