package cmd

import (
	"bytes"
	"io"
	"slices"

	"leadscore/cmd/internal/screen"
	"leadscore/scoring"
)

// onScreen tells whether the ranking goes to a terminal, a line for each lead.
func (e env) onScreen(o rankOptions) bool {
	_, person := e.window()
	return person && o.Format == "table" && !o.Wrap && !toFile(o.Output)
}

// show shows the ranking on a terminal. The best leads shall be the last thing to be
// seen: what else there is to tell stands above them.
func (r *ranking) show(e env, o rankOptions) error {
	var lines bytes.Buffer
	dropped, err := screen.Write(&lines, r.screen(), e.screen(o.common))
	if err != nil {
		return err
	}
	r.list.summary(e, o.common)
	r.tellDropped(e, o, dropped)
	r.list.lastLine(e, o.common)
	return e.paged(o.Output, o.pagerOptions, func(w io.Writer) error {
		_, err := lines.WriteTo(w)
		return err
	})
}

// screen is what there is to see of the ranking.
func (r *ranking) screen() screen.Ranking {
	l := r.list
	shown := slices.DeleteFunc(l.engine.ShowNames(), func(name string) bool { return name == l.engine.KeyName() })
	s := screen.Ranking{
		Language: l.rules.book.Language, KeyName: l.engine.KeyName(), Shown: shown,
		NoStage: r.stages[len(r.keep)-1], Total: l.scored - r.passedCount(),
	}
	for i, stage := range l.rules.book.Stages {
		s.Stages = append(s.Stages, screen.Stage{Name: stage.Name, Out: stage.Out, Leads: r.stages[i]})
	}
	if len(l.rules.book.Stages) == 0 {
		s.NoStage = 0
	}
	for _, lead := range r.leads {
		s.Leads = append(s.Leads, r.screenLead(lead))
	}
	return s
}

func (r *ranking) screenLead(lead rankedLead) screen.Lead {
	l := r.list
	result := l.rescore(lead.rec)
	one := screen.Lead{
		Score: result.Score.String(), Value: result.Score.Float64(), Stage: result.Stage,
		Shown: l.scorer.Show(l.visible), Reason: strongest(l.scorer.Reasons()), Next: l.scorer.Next(),
	}
	if l.keyed {
		one.Key = l.scorer.Key(l.visible)
	}
	return one
}

// strongest is the reason that counts most: what is not known yet is none, unless there
// is no other.
func strongest(reasons []string) string {
	for _, reason := range reasons {
		if !scoring.IsOpenReason(reason) {
			return reason
		}
	}
	if len(reasons) > 0 {
		return reasons[0]
	}
	return ""
}
