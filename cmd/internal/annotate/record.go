package annotate

import (
	"math"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/runrecord"
)

// writeRecord writes the record of a run that ended with err, and gives what to end with.
func writeRecord(e console.Env, o WatchOptions, l *leadlist.List, r *runrecord.Record, err error) error {
	if o.Summary == "" || r == nil {
		return err
	}
	r.Status = exit.StatusOf(err)
	if err != nil {
		r.Failed = failure(err)
	}
	r.Seconds = math.Round(e.Now().Sub(l.Began).Seconds()*1e3) / 1e3
	if wrote := e.Results(o.Summary, r.Write); wrote != nil && err == nil {
		return wrote
	}
	return err
}

// failure says in a word what a run ended with: the message may name cells.
func failure(err error) string {
	switch exit.StatusOf(err) {
	case exit.Problems:
		return "the list or a limit"
	case exit.IO:
		return "reading or writing"
	}
	return "ended by a signal"
}
