package ranking

import (
	"bytes"
	"io"
	"slices"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/screen"
	"leadscore/scoring"
)

// onScreen tells whether the ranking goes to a terminal, a line for each lead.
func onScreen(e console.Env, o Options) bool {
	_, person := e.Window()
	return person && o.Format == "table" && !o.Wrap && !console.ToFile(o.Output)
}

// show shows the ranking on a terminal. The best leads shall be the last thing to be
// seen: what else there is to tell stands above them.
func (r *ranking) show(e console.Env, o Options) error {
	var lines bytes.Buffer
	dropped, err := screen.Write(&lines, r.screen(), e.Screen(o.Common))
	if err != nil {
		return err
	}
	r.list.Summary(e, o.Common)
	r.tellDropped(e, o, dropped)
	r.list.LastLine(e, o.Common)
	return e.Paged(o.Output, o.PagerOptions, func(w io.Writer) error {
		_, err := lines.WriteTo(w)
		return err
	})
}

// screen is what there is to see of the ranking.
func (r *ranking) screen() screen.Ranking {
	l := r.list
	shown := slices.DeleteFunc(l.Engine.ShowNames(), func(name string) bool { return name == l.Engine.KeyName() })
	s := screen.Ranking{
		Language: l.Rules.Book.Language, KeyName: l.Engine.KeyName(), Shown: shown,
		NoStage: r.stages[len(r.keep)-1], Total: l.Scored - r.passedCount(),
	}
	for i, stage := range l.Rules.Book.Stages {
		s.Stages = append(s.Stages, screen.Stage{Name: stage.Name, Out: stage.Out, Leads: r.stages[i]})
	}
	if len(l.Rules.Book.Stages) == 0 {
		s.NoStage = 0
	}
	for _, lead := range r.leads {
		s.Leads = append(s.Leads, r.screenLead(lead))
	}
	return s
}

func (r *ranking) screenLead(lead Lead) screen.Lead {
	l := r.list
	result := l.Rescore(r.long.record(lead))
	one := screen.Lead{
		Score: result.Score.String(), Value: result.Score.Float64(), Stage: result.Stage,
		Shown: l.Scorer.Show(l.Visible), Reason: strongest(l.Scorer.Reasons()), Next: l.Scorer.Next(),
	}
	if l.Keyed {
		one.Key = l.Scorer.Key(l.Visible)
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
