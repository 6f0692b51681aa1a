package outcomes

import (
	"cmp"
	"slices"

	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// ScoreLeads scores leads of a history by a rulebook, each as of its own day where
// the history has such days, else as of asOf. The problems are those of
// scoring.Compile.
func ScoreLeads(rb *rulebook.Rulebook, h *History, leads []int32, asOf calendar.Day) ([]float64, error) {
	scores := make([]float64, len(leads))
	err := EachScored(rb, h, leads, asOf, func(at int, s *scoring.Scorer, cells []string) {
		scores[at] = float64(s.Score(cells).Score) / exact.PointsPerPoint
	})
	return scores, err
}

// EachScored calls visit for each of some leads, by its position among them, with a
// Scorer as of the lead's day and the lead's cells. The order is that of the days.
func EachScored(rb *rulebook.Rulebook, h *History, leads []int32, asOf calendar.Day, visit func(at int, s *scoring.Scorer, cells []string)) error {
	order := stats.Positions(len(leads))
	dayOf := func(int) calendar.Day { return asOf }
	if h.HasAsOf() {
		dayOf = func(at int) calendar.Day { return h.asOf[leads[at]] }
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(dayOf(a), dayOf(b)) })
	}
	var scorer *scoring.Scorer
	var cells []string
	for k, at := range order {
		if day := dayOf(at); k == 0 || day != dayOf(order[k-1]) {
			engine, err := scoring.Compile(rb, h.Header, scoring.Options{AsOf: day, Answered: h.answered, Logged: h.logged})
			if err != nil {
				return err
			}
			scorer = engine.NewScorer()
		}
		cells = h.Cells(int(leads[at]), cells)
		if h.beside != nil {
			cells = append(cells, h.beside(int(leads[at]), dayOf(at))...)
		}
		if h.events != nil {
			cells = append(cells, h.events(int(leads[at]), dayOf(at))...)
		}
		visit(at, scorer, cells)
	}
	return nil
}
