package scoring

import (
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Texts lists the texts of the rulebook, and of its language, that the cells of a
// column may be made of, apart from headers of the list. Who writes them in an
// encoding that lacks some characters can see beforehand whether they fit.
func (e *Engine) Texts(c Column) []string {
	switch c.kind {
	case columnStage:
		return e.stageNames()
	case columnGrade:
		return e.gradeNames()
	case columnICP:
		return e.profileNames()
	case columnGroup:
		return gradesOf(&e.rulebook.Groups[c.index])
	case columnFramework:
		return []string{e.words.met("", "")}
	case columnReasons:
		return e.reasonTexts()
	case columnNext:
		return e.questionTexts()
	}
	return nil
}

func (e *Engine) stageNames() []string {
	var names []string
	for i := range e.rulebook.Stages {
		names = append(names, e.rulebook.Stages[i].Name)
	}
	return names
}

func (e *Engine) profileNames() []string {
	var names []string
	if e.rulebook.ICP != nil {
		for i := range e.rulebook.ICP.Profiles {
			names = append(names, e.rulebook.ICP.Profiles[i].Name)
		}
	}
	return names
}

func (e *Engine) gradeNames() []string {
	var names []string
	if e.rulebook.ICP != nil {
		for _, g := range e.rulebook.ICP.Grades {
			names = append(names, g.Name)
		}
	}
	for i := range e.rulebook.Groups {
		names = append(names, gradesOf(&e.rulebook.Groups[i])...)
	}
	return names
}

func gradesOf(g *rulebook.Group) []string {
	var names []string
	for _, grade := range g.Grades {
		names = append(names, grade.Name)
	}
	return names
}

// reasonTexts are the names of the lines of a sum, and what is said of stage rules.
func (e *Engine) reasonTexts() []string {
	rb, w := e.rulebook, e.words
	texts := append(e.profileNames(), w.icp)
	clamps := func(high, low *exact.Number, capped, floored string) {
		if high != nil {
			texts = append(texts, capped)
		}
		if low != nil {
			texts = append(texts, floored)
		}
	}
	clamps(rb.Score.Max, rb.Score.Min, w.capScore, w.floorSum)
	for i := range rb.Criteria {
		texts = append(texts, rb.Criteria[i].Name)
	}
	for i := range rb.Groups {
		g := &rb.Groups[i]
		names := w.ofGroup(g)
		clamps(g.Max, g.Min, names.capped, names.floored)
		if g.Decay != nil {
			texts = append(texts, names.faded)
		}
		if g.Counts != nil {
			texts = append(texts, names.counted)
		}
	}
	for i := range rb.Frameworks {
		texts = append(texts, rb.Frameworks[i].Name)
	}
	if len(rb.Stages) == 0 {
		return texts
	}
	texts = append(texts, w.open, w.openNeeds, w.noLevel, w.noDepartment, w.between, w.value)
	texts = append(append(texts, w.maybe[:]...), w.intervals)
	texts = append(texts, e.derivedNames()...)
	for _, state := range []cell.State{cell.Blank, cell.Unreadable, cell.Absent} {
		texts = append(texts, w.states[state])
	}
	for i := range rb.Stages {
		texts = append(texts, rb.Stages[i].Name, rb.Stages[i].Because)
	}
	return texts
}

// questionTexts are the questions that may be asked.
func (e *Engine) questionTexts() []string {
	texts := e.derivedNames()
	for _, by := range []rulebook.KnownBy{rulebook.ByAsking, rulebook.ByResearch, rulebook.ByRecords} {
		texts = append(texts, e.words.findOut("", by))
	}
	for i := range e.asks {
		if q := &e.asks[i]; q.field < 0 || e.inLanguage(e.fields[q.field].decl.Question) != "" {
			texts = append(texts, q.text)
		}
	}
	return texts
}

// derivedNames are the fields that are called by their own names: no column is theirs.
func (e *Engine) derivedNames() []string {
	var names []string
	for i := range e.fields {
		if e.fields[i].derived != nil {
			names = append(names, e.fields[i].decl.Name)
		}
	}
	return names
}
