package outcomes

import (
	"leadscore/outcomes/internal/models"
	"leadscore/outcomes/stats"
)

// preferKnowledge decides for each column that the language reads between its bare words
// and what is made of them.
func (l *learner) preferKnowledge() {
	byColumn := map[int][]int{}
	for j, f := range l.fields {
		byColumn[f.column] = append(byColumn[f.column], j)
	}
	out := make([]bool, len(l.fields))
	s := newScreen(l.history, l.leads, l.won, l.bundle, l.opt.Seed)
	parallel(len(l.fields), func(j int) {
		of := byColumn[l.fields[j].column]
		if of[0] != j || len(of) < 2 || l.fields[j].readByLanguage() {
			return
		}
		var made []*field
		for _, k := range of[1:] {
			made = append(made, l.fields[k])
		}
		if together(s, made) >= l.fields[j].alone-asGood {
			out[j] = true
			return
		}
		for _, k := range of[1:] {
			out[k] = true
		}
	})
	dropped := map[int]bool{}
	for j, drop := range out {
		if drop {
			dropped[j] = true
		}
	}
	l.dropFields(dropped)
}

// together is the AUC of some fields, on leads that they were not fitted to.
func together(s *screen, fields []*field) float64 {
	if len(fields) == 1 {
		return fields[0].alone
	}
	sum := 0.0
	for _, fold := range s.folds {
		t := newEvidenceTable(fields, fold.train, s.won)
		step := forwardStep{chosen: stats.Positions(len(fields))}
		step.model = models.FitLogit(t.pick(step.chosen), t.won, ridgeOf(len(t.leads)), nil)
		sum += stats.AUC(t.linear(step, fold.test), stats.Pick(s.won, fold.test))
	}
	return sum / float64(len(s.folds))
}
