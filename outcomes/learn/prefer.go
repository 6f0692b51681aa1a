package learn

import (
	"leadscore/outcomes/internal/guards"
	"leadscore/outcomes/internal/jobs"
	"leadscore/outcomes/internal/scorecard"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// preferKnowledge decides for each column that the language reads between its bare words
// and what is made of them.
func (l *learner) preferKnowledge() {
	byColumn := map[int][]int{}
	for j, f := range l.fields {
		byColumn[f.Column] = append(byColumn[f.Column], j)
	}
	out := make([]bool, len(l.fields))
	s := guards.New(l.history, l.leads, l.won, l.bundle, l.opt.Seed)
	jobs.Do(len(l.fields), func(j int) {
		of := byColumn[l.fields[j].Column]
		if of[0] != j || len(of) < 2 || l.fields[j].ReadByLanguage() {
			return
		}
		var made []*typing.Field
		for _, k := range of[1:] {
			made = append(made, l.fields[k])
		}
		if together(s, made) >= l.fields[j].Alone-typing.AsGood {
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
func together(s *guards.Screen, fields []*typing.Field) float64 {
	if len(fields) == 1 {
		return fields[0].Alone
	}
	sum := 0.0
	for _, fold := range s.Folds {
		t := scorecard.NewTable(fields, fold.Train, s.Won, nil)
		step := scorecard.Step{Chosen: stats.Positions(len(fields))}
		step.Model = t.Fit(step.Chosen, nil)
		sum += stats.AUC(t.Linear(step, fold.Test), stats.Pick(s.Won, fold.Test))
	}
	return sum / float64(len(s.Folds))
}
