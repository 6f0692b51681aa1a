package movers

import (
	"cmp"
	"strings"

	"leadscore/internal/texts"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// words are what a report says, in one language. %s stand for names and counts.
type words struct {
	language string
	kinds    map[Kind]string

	title, titleRules, asOf             string
	leads, gone, moves, none, same      string // the summary
	spearman, overlap                   string
	stages, from, noStage               string // the matrix
	changes, at, before, after, nowhere string // of the rulebook
	rules, rule, change, points, moved  string
	who, kind, stage, score, why        string
	more                                string
	line                                string

	newRule, goneRule, unknown      string
	icp, capOf, capScore, stageRule string
	decayOf, countOf                string // of a group
	noRule                          string
}

func wordsOf(l rulebook.Language) *words {
	say := texts.In(l, "movers").Say
	return &words{
		language: say("en##language"),
		kinds:    map[Kind]string{Promoted: say("promoted"), Demoted: say("demoted"), Added: say("new"), Gone: say("gone"), Up: say("up"), Down: say("down"), Same: say("same")},
		title:    say("Who moved from %s to %s"), titleRules: say("Who moves where %s becomes %s"), asOf: say("%s as of %s, %s as of %s"),
		leads: say("%s in both: %s promoted, %s demoted, %s up and %s down within their stage, %s as before."), gone: say("%s new, %s gone."),
		moves: say("Another stage: %s (%s)."), none: say("No lead moves."), same: say("No lead moves to another stage."),
		spearman: say("Both rankings agree by %s (Spearman's rank correlation, 1 is the same order)."), overlap: say("Of the best %s, %s stay among them."),
		stages: say("Stages"), from: say("from / to"), noStage: say("none"),
		changes: say("What the rulebooks say otherwise"), at: say("where"), before: say("before"), after: say("after"), nowhere: "–",
		rules: say("Which rule moves how many"), rule: say("rule"), change: say("what"), points: say("points"), moved: say("moved to another stage"),
		who: say("Who moves"), kind: say("move"), stage: say("stage"), score: say("score"), why: say("why"),
		line: say("line"), more: say("At most %s of each kind are shown, of %s that moved. --top 0 shows all."),
		newRule: say("new rule"), goneRule: say("rule gone"), unknown: say("?"),
		icp: "ICP", capOf: say("limits of %s"), capScore: say("limits of the score"), decayOf: say("decay of %s"), countOf: say("share of %s"), stageRule: say("stage rule %s"), noRule: say("no such rule"),
	}
}

// ruleName is what a rule is called.
func (w *words) ruleName(id RuleID) string {
	switch {
	case id.Kind == "icp":
		return w.icp
	case id.Kind == "stage":
		return fill(w.stageRule, id.Name)
	case id.Kind == "clamp" && id.Name == "":
		return w.capScore
	case id.Kind == "clamp":
		return fill(w.capOf, id.Name)
	case id.Kind == "decay":
		return fill(w.decayOf, id.Name)
	case id.Kind == "counts":
		return fill(w.countOf, id.Name)
	}
	return id.Name
}

// reason words what moved a lead most; "" where nothing is known.
func (w *words) reason(r Reason) string {
	text := ""
	switch r.Cause {
	case ByRule:
		text = w.ruleReason(r)
	case ByText:
		text = strings.TrimSpace(r.Rule.Name + " " + w.pointsText(r.Before) + " → " + w.pointsText(r.After))
		if r.Rule.Name == "" {
			text = cmp.Or(r.Was, w.nowhere) + " → " + cmp.Or(r.Is, w.nowhere)
		}
	case ByStage, ByMetric:
		text = w.ruleName(r.Rule) + ": " + cmp.Or(r.Was, w.noRule)
		if r.Is != r.Was {
			text += " → " + cmp.Or(r.Is, w.noRule)
		}
	}
	for _, cell := range r.Cells {
		text += ", " + cell[0] + ": " + cmp.Or(cell[1], w.nowhere) + " → " + cmp.Or(cell[2], w.nowhere)
	}
	return text
}

// ruleReason is a line of the sum, with the bands that decided: "Size +10 → +12 (at_least 500)".
func (w *words) ruleReason(r Reason) string {
	text := w.ruleName(r.Rule)
	switch {
	case r.Before == nil:
		return text + " " + w.pointsText(r.After) + " (" + w.newRule + ")"
	case r.After == nil:
		return text + " " + w.pointsText(r.Before) + " (" + w.goneRule + ")"
	}
	return text + " " + w.pointsText(r.Before) + " → " + w.pointsText(r.After) + inBrackets(bandText(r.Rule))
}

func (w *words) pointsText(p *exact.Points) string {
	if p == nil {
		return w.unknown
	}
	return p.Signed()
}

// bandText is the condition of the band that decided, or of both.
func bandText(id RuleID) string {
	if id.Band == id.BandAfter {
		return id.Band
	}
	return cmp.Or(id.Band, "–") + " → " + cmp.Or(id.BandAfter, "–")
}

func inBrackets(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// fill puts texts in the places of a format. A %s in a text, as in the name of a file,
// is no place.
func fill(format string, texts ...string) string {
	filled := ""
	for _, text := range texts {
		before, after, _ := strings.Cut(format, "%s")
		filled, format = filled+before+text, after
	}
	return filled + format
}
