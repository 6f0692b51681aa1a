package learning

import (
	"math"
	"slices"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/learnedview"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/speaker"
	"leadscore/cmd/internal/wonlost"
	"leadscore/internal/texts"
	"leadscore/match/fold"
	"leadscore/outcomes"
	"leadscore/outcomes/learn"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/printer"
)

// LearnedComments says beside the lines of a learned rulebook where they come from.
func LearnedComments(o Options, h *wonlost.History, learned *learn.Learned, about learnedview.About) printer.Comments {
	about.Language = learned.Rulebook.Language
	r, s := &learned.Report, console.TextsOf(learned.Rulebook)
	c := printer.Comments{Head: learnedHead(o, h, r, about)}
	if o.StartFrom != "" {
		return c
	}
	for _, criterion := range r.Criteria {
		var lines printer.CriterionComments
		for _, b := range criterion.Bands {
			lines.Bands = append(lines.Bands, bandComment(s, b))
		}
		if criterion.Missing != nil {
			lines.Missing = tallyComment(s, criterion.Missing.Tally)
		}
		c.Criteria = append(c.Criteria, lines)
	}
	for _, stage := range r.Stages {
		c.Stages = append(c.Stages, s.Say("held out: %s", tallyComment(s, stage.Tally)))
	}
	return c
}

// bandComment says which leads earned the points of a band, or why no lead did.
func bandComment(s texts.Texts, b learn.BandReport) string {
	if b.Tally.Leads() == 0 {
		return s.Say("values not seen yet: the points nearest the average")
	}
	return tallyComment(s, b.Tally)
}

// tallyComment gives n, wins, rate and interval: "120 leads, 41 won: 34.2 % (26.3 to
// 43.0 %)".
func tallyComment(s texts.Texts, t stats.Tally) string {
	if t.Leads() == 0 {
		return s.Say("no leads")
	}
	rate := t.Rate()
	return s.Say("%s, %s won: %.1f %% (%.1f to %.1f %%)", s.Count(t.Leads(), "lead"), report.Thousands(t.Won), 100*rate.Value, 100*rate.Low, 100*rate.High)
}

// learnedHead is the block that says what the rulebook was learned from and what it
// is worth.
func learnedHead(o Options, h *wonlost.History, r *learn.Report, about learnedview.About) []string {
	s, told := console.TextsIn(about.Language), learnedview.Speaker(about.Language)
	lines := []string{
		s.Say("Learned from won and lost leads. Change it as you like: it is a rulebook like any other."),
		s.Say("learned:"),
		statusComment(s, r.Status),
		s.Say("  leads: %d won, %d lost; %d open, left out", r.Won, r.Lost, r.Open),
		s.Say("  won: %s", o.Won.String()+lostText(s, o)),
		s.Say("  data: sha256 %s", h.SHA256),
	}
	if r.Immature > 0 {
		lines = append(lines, s.Say("  matures: %s; %d leads with an outcome are younger, left out", o.Matures.String(), r.Immature))
	}
	if h.Date != nil {
		lines = append(lines, s.Say("  dates: %s", dateText(s, h)))
	}
	lines = append(lines,
		s.Say("  seed: %d", r.Seed),
		s.Say("  version: leadscore %s", console.Version()),
		s.Say("  held out: %s: AUC %s", learnedview.HeldOut(told, r, about), qualityText(s, r.Quality())))
	if r.Newest != nil && len(r.Folds.Shares) > 0 {
		lines = append(lines, s.Say("  in folds: AUC %s", qualityText(s, r.Folds)))
	}
	if !math.IsNaN(r.StepCost) {
		lines = append(lines, s.Say("  points: %s", learnedview.StepText(told, r)))
	}
	if len(r.Windows) > 0 {
		lines = append(lines, s.Say("  over time: %s", learnedview.OverTime(told, r)))
	}
	if r.Start != nil {
		lines = append(lines, s.Say("  before: AUC %s", qualityText(s, *r.Start)))
	}
	for _, ref := range r.References {
		line := s.Say("  %s: AUC %.3f, %+.3f", told.Say(ref.Name), r.Quality().AUC.Value+ref.Distance, ref.Distance)
		if len(ref.Windows) > 0 {
			mean, worst := outcomes.MeanAndWorst(ref.Windows)
			line += s.Say("; over time %.3f in the mean, %.3f at worst", mean, worst)
		}
		lines = append(lines, line)
	}
	for _, a := range r.Alternatives {
		lines = append(lines, s.Say("  as good: without %s, with %s: AUC in folds %.3f, %+.3f (%s)", strings.Join(a.Without, s.Say(", ")), learnedview.Instead(told, &a), a.AUC.Value, a.Distance, a.Drop()))
	}
	lines = append(lines, listed(s, told, "  weak: %s", r.Reasons)...)
	lines = append(lines, listed(s, told, "  note: %s", r.Notes)...)
	for _, c := range r.Changes {
		lines = append(lines, changeComment(s, c))
	}
	for _, e := range r.UsedDoubts() {
		lines = append(lines, s.Say("  look: %s", told.Exclusion(e)))
	}
	for _, e := range r.Exclusions {
		lines = append(lines, s.Say("  left out: %s", told.Exclusion(e)))
	}
	for _, e := range r.Allowed {
		lines = append(lines, s.Say("  allowed: %s: %s", e.Column, told.Text(e.Reason)))
	}
	return append(lines, "")
}

func statusComment(s texts.Texts, status learn.Status) string {
	if status == learn.StatusWeak {
		return s.Say("  status: weak")
	}
	return s.Say("  status: good")
}

func changeComment(s texts.Texts, c learn.Change) string {
	text := s.Say("  changed: %s %s to %s", c.Line, c.Old, c.New)
	if c.When != "" {
		text += s.Say(", %s", c.When)
	}
	return text
}

func listed(s texts.Texts, told speaker.Speaker, format string, all []outcomes.Text) []string {
	var lines []string
	for _, t := range all {
		lines = append(lines, s.Say(format, told.Text(t)))
	}
	return lines
}

func lostText(s texts.Texts, o Options) string {
	if o.Lost.Column == "" {
		return s.Say("; lost: whatever else is not blank")
	}
	return s.Say("; lost: %s", o.Lost.String())
}

func dateText(s texts.Texts, h *wonlost.History) string {
	text := h.Date.Column
	if first, last, both := h.Span(); both {
		text += s.Say(", %s to %s", first, last)
	}
	if h.AsOf != nil {
		text += s.Say("; each lead as of its own day (%s)", h.AsOf.Column)
	}
	return text
}

// qualityText is the figures of a held-out quality in one line.
func qualityText(s texts.Texts, q outcomes.Quality) string {
	text := speaker.PlusMinus(q.AUC)
	if !math.IsNaN(q.LogLoss) { // a rulebook as it was may promise no win rates
		text = s.Say("%s, log-loss %.4f (average %.4f), Brier %.4f (%.4f)", text, q.LogLoss, q.BaseLogLoss, q.Brier, q.BaseBrier)
	}
	for _, best := range q.Shares {
		if best.Share == 0.2 {
			text += s.Say(", best 20 %% hold %.0f %% of the wins", 100*best.Captured)
		}
	}
	return text
}

// identify makes a learned rulebook name its leads: by the first column that the
// learner took for an identifier, and by the company or the name. Lists may lack them.
func identify(rb *rulebook.Rulebook, header []string, left []outcomes.Exclusion) {
	var key, show string
	for _, e := range left {
		if !slices.Contains([]outcomes.Cause{outcomes.CauseIdentifier, outcomes.CauseFreeText}, e.Cause) {
			continue
		}
		switch {
		case isCompany(e.Column) && show == "":
			show = e.Column
		case e.Cause == outcomes.CauseIdentifier && key == "":
			key = e.Column
		}
	}
	if shown := declare(rb, show); shown.Text != "" {
		rb.Show = []rulebook.Scalar{shown}
	}
	rb.Key = declare(rb, key)
}

func isCompany(header string) bool {
	return slices.ContainsFunc([]string{"company", "account", "organi", "会社", "企業", "法人", "顧客名"}, func(word string) bool {
		return strings.Contains(fold.Text(header), word)
	})
}

// declare declares a field for a column that lists may lack, unless it stands already.
func declare(rb *rulebook.Rulebook, column string) rulebook.Scalar {
	if column == "" {
		return rulebook.Scalar{}
	}
	for _, f := range rb.Fields {
		if len(f.Columns) == 1 && f.Columns[0].Text == column {
			return rulebook.Scalar{Text: f.Name}
		}
	}
	name := fold.Name(column)
	for slices.ContainsFunc(rb.Fields, func(f rulebook.Field) bool { return fold.Text(f.Name) == name }) || name == "" {
		name += "_"
	}
	rb.Fields = append([]rulebook.Field{{Name: name, Columns: []rulebook.Scalar{{Text: column}}, Type: rulebook.TypeText, Optional: true}}, rb.Fields...)
	return rulebook.Scalar{Text: name}
}
