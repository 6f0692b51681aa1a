package frameworks

import (
	"slices"
	"strings"

	"leadscore/match/fold"
)

// spoken are words for the same question to a lead: built-in frameworks name their elements by one of them.
var spoken = [][]string{
	{"budget", "money", "funds", "funding", "price", "cost", "investment", "予算"},
	{"authority", "economic_buyer", "decision_maker", "decisionmaker", "decider", "buyer", "power", "approver", "決裁権", "決裁者"},
	{"need", "needs", "pain", "pains", "identify_pain", "problem", "pain_point", "pain_points", "challenge", "challenges", "ニーズ", "課題"},
	{"timeline", "time", "timing", "timeframe", "time_frame", "urgency", "schedule", "when", "導入時期", "時期"},
	{"decision_criteria", "criteria", "criterion", "選定基準"},
	{"decision_process", "process", "decision", "buying_process", "選定プロセス"},
	{"paper_process", "paper", "papers", "paperwork", "procurement", "legal"},
	{"competition", "competitor", "competitors", "competitive", "競合"},
	{"metrics", "metric", "kpi", "kpis", "roi"},
	{"champion", "sponsor", "advocate", "coach"},
	{"prioritization", "priority", "priorities", "prioritisation"},
	{"implications", "implication"}, {"consequences", "consequence"}, {"goals", "goal"}, {"plans", "plan"},
	{"critical_event", "event", "compelling_event"}, {"impact", "effect"}, {"situation", "context"},
}

// Near is the built-in framework that a name of none is a letter away from, with most elements, such as
// MEDDPICC for MEDDICC.
func Near(name string) (near Definition, found bool) {
	if _, isOne := Lookup(name); isOne || len(name) < 5 {
		return Definition{}, false
	}
	for _, d := range All() {
		if fold.TypingErrors(name, d.Name) == 1 && len(d.Elements) > len(near.Elements) {
			near, found = d, true
		}
	}
	return near, found
}

// Spoken is the element of a framework that another name asks about too, such as timeline for time;
// false where there is none, or more than one.
func (d Definition) Spoken(name string) (element string, found bool) {
	word := strings.NewReplacer(" ", "_", "-", "_").Replace(fold.Text(name))
	for _, group := range spoken {
		if !slices.Contains(group, word) {
			continue
		}
		for _, e := range d.Elements {
			if slices.Contains(group, e.Name) {
				if found {
					return "", false
				}
				element, found = e.Name, true
			}
		}
		return element, found
	}
	return "", false
}
