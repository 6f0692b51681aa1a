package frameworks

import (
	"slices"

	"leadscore/match/fold"
)

// alike are the elements of the built-in frameworks that mean the same: who has answered
// for one of them has answered for all.
func alike() [][]string {
	return [][]string{
		{"BANT.budget", "CHAMP.money", "ANUM.money", "FAINT.funds", "GPCTBA/C&I.budget"},
		{"BANT.authority", "MEDDIC.economic_buyer", "MEDDPICC.economic_buyer", "CHAMP.authority", "ANUM.authority", "FAINT.authority", "GPCTBA/C&I.authority"},
		{"BANT.need", "MEDDIC.identify_pain", "MEDDPICC.identify_pain", "CHAMP.challenges", "ANUM.need", "FAINT.need", "SPICED.pain"},
		{"BANT.timeline", "ANUM.urgency", "FAINT.timing", "GPCTBA/C&I.timeline"},
		{"MEDDIC.metrics", "MEDDPICC.metrics"},
		{"MEDDIC.decision_criteria", "MEDDPICC.decision_criteria"},
		{"MEDDIC.decision_process", "MEDDPICC.decision_process", "SPICED.decision"},
		{"MEDDIC.champion", "MEDDPICC.champion"},
	}
}

// Alike lists the elements of the built-in frameworks that mean the same as one of them,
// itself among them, as FRAMEWORK.element; nil for an element of no built-in framework
// and for one that stands alone.
func Alike(framework, element string) []string {
	name := fold.Text(framework + "." + element)
	for _, same := range alike() {
		if slices.ContainsFunc(same, func(s string) bool { return fold.Text(s) == name }) {
			return same
		}
	}
	return nil
}
