package outcomes

import (
	"cmp"
	"runtime"
	"slices"

	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/outcomes/internal/jobs"
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

// Visit looks at one of some leads, by its position among them, with a Scorer as of the
// lead's day and the lead's cells.
type Visit func(at int, s *scoring.Scorer, cells []string)

// EachScored calls visit for each of some leads. Several goroutines do, each for leads of
// its own: visit writes only what belongs to the lead.
func EachScored(rb *rulebook.Rulebook, h *History, leads []int32, asOf calendar.Day, visit Visit) error {
	return EachScoredBy(rb, h, leads, asOf, func(*scoring.Engine) Visit { return visit })
}

// leastPart is how many leads are worth a goroutine of their own.
const leastPart = 1 << 13

// EachScoredBy is EachScored for what is added up: begin is called for each part of the
// leads, in the order of their days, before any is scored, with the engine as of its first
// day, and gives what the part is visited with. How many parts there are depends on the
// machine; without leads there is none.
func EachScoredBy(rb *rulebook.Rulebook, h *History, leads []int32, asOf calendar.Day, begin func(*scoring.Engine) Visit) error {
	w := walk{rb, h, leads, func(int) calendar.Day { return asOf }}
	order := stats.Positions(len(leads))
	if h.HasAsOf() {
		w.day = func(at int) calendar.Day { return h.asOf[leads[at]] }
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(w.day(a), w.day(b)) })
	}
	parts := w.parts(order)
	engines, visits, errs := make([]*scoring.Engine, len(parts)), make([]Visit, len(parts)), make([]error, len(parts))
	for p, part := range parts {
		engine, err := w.engine(w.day(part[0]))
		if err != nil {
			return err
		}
		engines[p], visits[p] = engine, begin(engine)
	}
	jobs.Do(len(parts), func(p int) { errs[p] = w.through(parts[p], engines[p], visits[p]) })
	return cmp.Or(errs...)
}

// walk goes through leads of a history.
type walk struct {
	rulebook *rulebook.Rulebook
	history  *History
	leads    []int32
	day      func(at int) calendar.Day // that the lead at a position is scored as of
}

// parts deals leads to goroutines.
func (w *walk) parts(order []int) [][]int {
	n := min(runtime.GOMAXPROCS(0), (len(order)+leastPart-1)/leastPart)
	if w.history.beside != nil || w.history.events != nil {
		n = min(n, 1) // what lies beside leads is looked up for one at a time
	}
	parts := make([][]int, n)
	for p := range parts {
		parts[p] = order[len(order)*p/n : len(order)*(p+1)/n]
	}
	return parts
}

func (w *walk) engine(day calendar.Day) (*scoring.Engine, error) {
	h := w.history
	return scoring.Compile(w.rulebook, h.Header, scoring.Options{AsOf: day, Answered: h.answered, Logged: h.logged})
}

// through visits leads in the order of their days; engine is that of the first one's.
func (w *walk) through(order []int, engine *scoring.Engine, visit Visit) (err error) {
	h, scorer := w.history, engine.NewScorer()
	var cells []string
	for k, at := range order {
		day := w.day(at)
		if k > 0 && day != w.day(order[k-1]) {
			if engine, err = w.engine(day); err != nil {
				return err
			}
			scorer = engine.NewScorer()
		}
		cells = h.Cells(int(w.leads[at]), cells)
		if h.beside != nil {
			cells = append(cells, h.beside(int(w.leads[at]), day)...)
		}
		if h.events != nil {
			cells = append(cells, h.events(int(w.leads[at]), day)...)
		}
		visit(at, scorer, cells)
	}
	return nil
}
