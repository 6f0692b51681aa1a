package cmd

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/match/fold"
	"leadscore/outcomes"
	"leadscore/outcomes/learn"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
)

// learnedComments says beside the lines of a learned rulebook where they come from.
func learnedComments(o learnOptions, h *history, learned *learn.Learned, about report.LearnedAbout) yaml.Comments {
	r := &learned.Report
	c := yaml.Comments{Head: learnedHead(o, h, r, about)}
	if o.StartFrom != "" {
		return c
	}
	for _, criterion := range r.Criteria {
		var lines yaml.CriterionComments
		for _, b := range criterion.Bands {
			lines.Bands = append(lines.Bands, tallyComment(b.Tally))
		}
		if criterion.Missing != nil {
			lines.Missing = tallyComment(criterion.Missing.Tally)
		}
		c.Criteria = append(c.Criteria, lines)
	}
	for _, stage := range r.Stages {
		c.Stages = append(c.Stages, "held out: "+tallyComment(stage.Tally))
	}
	return c
}

// tallyComment gives n, wins, rate and interval: "120 leads, 41 won: 34.2 % (26.3 to
// 43.0 %)".
func tallyComment(t stats.Tally) string {
	if t.Leads() == 0 {
		return "no leads"
	}
	rate := t.Rate()
	return fmt.Sprintf("%s, %s won: %.1f %% (%.1f to %.1f %%)", report.Count(t.Leads(), "lead"), report.Thousands(t.Won), 100*rate.Value, 100*rate.Low, 100*rate.High)
}

// learnedHead is the block that says what the rulebook was learned from and what it
// is worth.
func learnedHead(o learnOptions, h *history, r *learn.Report, about report.LearnedAbout) []string {
	lines := []string{
		"Learned from won and lost leads. Change it as you like: it is a rulebook like any other.",
		"learned:",
		"  status: " + string(r.Status),
		fmt.Sprintf("  leads: %d won, %d lost; %d open, left out", r.Won, r.Lost, r.Open),
		"  won: " + o.Won.String() + lostText(o),
		"  data: sha256 " + h.sha256,
	}
	if r.Immature > 0 {
		lines = append(lines, fmt.Sprintf("  matures: %s; %d leads with an outcome are younger, left out", o.Matures.String(), r.Immature))
	}
	if h.date != nil {
		lines = append(lines, "  dates: "+dateText(h))
	}
	lines = append(lines,
		fmt.Sprintf("  seed: %d", r.Seed),
		"  version: leadscore "+moduleVersion(),
		"  held out: "+report.HeldOut(r, about)+": AUC "+qualityText(r.Quality()))
	if r.Newest != nil && len(r.Folds.Shares) > 0 {
		lines = append(lines, "  in folds: AUC "+qualityText(r.Folds))
	}
	if !math.IsNaN(r.StepCost) {
		lines = append(lines, "  points: "+report.StepText(r))
	}
	if len(r.Windows) > 0 {
		lines = append(lines, "  over time: "+report.OverTime(r))
	}
	if r.Start != nil {
		lines = append(lines, "  before: AUC "+qualityText(*r.Start))
	}
	for _, ref := range r.References {
		line := fmt.Sprintf("  %s: AUC %.3f, %+.3f", ref.Name, r.Quality().AUC.Value+ref.Distance, ref.Distance)
		if len(ref.Windows) > 0 {
			mean, worst := outcomes.MeanAndWorst(ref.Windows)
			line += fmt.Sprintf("; over time %.3f in the mean, %.3f at worst", mean, worst)
		}
		lines = append(lines, line)
	}
	for _, a := range r.Alternatives {
		lines = append(lines, fmt.Sprintf("  as good: without %s, with %s: AUC in folds %.3f, %+.3f (%s)", strings.Join(a.Without, ", "), cmp.Or(strings.Join(a.With, ", "), "nothing instead"), a.AUC.Value, a.Distance, a.Drop()))
	}
	lines = append(lines, listed("  weak: ", r.Reasons)...)
	lines = append(lines, listed("  note: ", r.Notes)...)
	for _, c := range r.Changes {
		lines = append(lines, strings.TrimSuffix(fmt.Sprintf("  changed: %s %s to %s, %s", c.Line, c.Old, c.New, c.When), ", "))
	}
	for _, e := range r.Doubts {
		lines = append(lines, "  look: "+e.String())
	}
	for _, e := range r.Exclusions {
		lines = append(lines, "  left out: "+e.String())
	}
	for _, e := range r.Allowed {
		lines = append(lines, "  allowed: "+e.Column+": "+e.Reason)
	}
	return append(lines, "")
}

func listed(start string, texts []string) []string {
	var lines []string
	for _, t := range texts {
		lines = append(lines, start+t)
	}
	return lines
}

func lostText(o learnOptions) string {
	if o.Lost.Column == "" {
		return "; lost: whatever else is not blank"
	}
	return "; lost: " + o.Lost.String()
}

func dateText(h *history) string {
	text := h.date.Column
	if span := h.span(); span != "" {
		text += ", " + span
	}
	if h.asOf != nil {
		text += "; each lead as of its own day (" + h.asOf.Column + ")"
	}
	return text
}

// qualityText is the figures of a held-out quality in one line.
func qualityText(q outcomes.Quality) string {
	text := fmt.Sprintf("%s, log-loss %.4f (average %.4f), Brier %.4f (%.4f)", report.PlusMinus(q.AUC), q.LogLoss, q.BaseLogLoss, q.Brier, q.BaseBrier)
	for _, s := range q.Shares {
		if s.Share == 0.2 {
			text += fmt.Sprintf(", best 20 %% hold %.0f %% of the wins", 100*s.Captured)
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
