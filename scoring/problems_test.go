package scoring_test

import (
	"leadscore/rulebook"
)

// problemTexts are problems as they are printed.
func problemTexts(problems []rulebook.Problem) []string {
	var texts []string
	for _, p := range problems {
		texts = append(texts, p.Error())
	}
	return texts
}
