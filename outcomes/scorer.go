package outcomes

import (
	"cmp"
	"errors"
	"slices"

	"leadscore/match"
	"leadscore/scoring"
)

// ScoreLeads scores leads of a history by a rulebook, each as of its own day where
// the history has such days, else as of asOf. The problems are those of
// scoring.Compile.
func ScoreLeads(rb *scoring.Rulebook, h *History, leads []int32, asOf match.Day) ([]float64, error) {
	scores := make([]float64, len(leads))
	if !h.hasAsOf() {
		return scores, scoreAsOf(rb, h, leads, positions(len(leads)), asOf, scores)
	}
	order := positions(len(leads))
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(h.asOf[leads[a]], h.asOf[leads[b]]) })
	for start := 0; start < len(order); {
		day, end := h.asOf[leads[order[start]]], start+1
		for end < len(order) && h.asOf[leads[order[end]]] == day {
			end++
		}
		if err := scoreAsOf(rb, h, leads, order[start:end], day, scores); err != nil {
			return nil, err
		}
		start = end
	}
	return scores, nil
}

func positions(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	return p
}

// scoreAsOf scores the leads at some positions as of one day.
func scoreAsOf(rb *scoring.Rulebook, h *History, leads []int32, at []int, asOf match.Day, scores []float64) error {
	engine, problems := scoring.Compile(rb, h.Header, scoring.Options{AsOf: asOf})
	if engine == nil {
		var all []error
		for _, p := range problems {
			all = append(all, p)
		}
		return errors.Join(all...)
	}
	scorer := engine.NewScorer()
	var cells []string
	for _, k := range at {
		cells = h.Cells(int(leads[k]), cells)
		scores[k] = float64(scorer.Score(cells).Score) / match.PointsPerPoint
	}
	return nil
}
