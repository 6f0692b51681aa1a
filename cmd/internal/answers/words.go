package answers

import (
	"slices"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/scoring/answer"
)

// unknowns are what is written of a lead who was asked and did not know.
func unknowns() []string {
	return []string{"unknown", "不明", "わからない", "分からない", "未定", "don't know", "dont know", "do not know", "not known", "?"}
}

// partlies are what is written of something that is so in part.
func partlies() []string {
	return []string{"partly", "partial", "partially", "in part", "half", "一部", "一部のみ", "一部あり", "部分的", "△"}
}

// elementAnswer reads what was answered about an element: what lies beside the lead;
// false of a text that answers nothing.
func elementAnswer(text string) (said string, ok bool) {
	if slices.Contains(partlies(), fold.Text(text)) {
		return answer.Partly, true
	}
	switch yes, err := cell.ParseBool(text); {
	case err != nil:
		return "", false
	case yes:
		return answer.Yes, true
	}
	return answer.No, true
}

// isUnknown tells whether somebody was asked and did not know.
func (a *Answer) isUnknown() bool { return slices.Contains(unknowns(), fold.Text(a.Answer)) }
