package annotate

import (
	"errors"
	"fmt"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/runrecord"
	"leadscore/internal/files"
	"leadscore/internal/texts"
	"leadscore/leads/compress"
	"leadscore/match/fold"
)

// WatchOptions are for runs that nobody looks at: what is written of the run, and what
// ends it with status 1 before anything is put in place.
type WatchOptions struct {
	Summary       string // the file of the run's record; "": none
	Drift         string // the record of an earlier run; "": none
	MinRows       int
	Expect        []string // headers
	MaxUnreadable []UnreadableLimit
}

// asked tells whether the record of the run is wanted.
func (o *WatchOptions) asked() bool { return o.Summary != "" || o.Drift != "" }

// inputs are what is read beside the list.
func (o *WatchOptions) inputs() []console.Input {
	if o.Drift == "" {
		return nil
	}
	return []console.Input{{What: "the earlier summary", Path: o.Drift}}
}

// UnreadableLimit is how many cells of a field may be unreadable.
type UnreadableLimit struct {
	Field string
	Limit listfile.RejectLimit
}

// readEarlier reads the record that a run is compared with, if there is one.
func (o *WatchOptions) readEarlier() (*runrecord.Record, error) {
	if o.Drift == "" {
		return nil, nil
	}
	file, err := files.Open(o.Drift)
	if err != nil {
		return nil, exit.Cannot("read the earlier summary", err)
	}
	defer file.Close()
	in, _, err := compress.NewReader(file, compress.Limits{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.Drift, err)
	}
	earlier, err := runrecord.Read(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.Drift, err)
	}
	return earlier, nil
}

// checkHeader is the error of a list that lacks columns, and of limits of fields that it
// has not.
func (o *WatchOptions) checkHeader(l *leadlist.List) error {
	header := l.Layout.Header()
	var lacks []string
	for _, name := range o.Expect {
		if !hasFolded(header, name) {
			lacks = append(lacks, fmt.Sprintf("%q", name))
		}
	}
	if len(lacks) > 0 {
		return fmt.Errorf("%s: the list lacks %s, which --expect-columns names. it has: %s", l.Name, strings.Join(lacks, ", "), strings.Join(header, ", "))
	}
	var fields []string
	for _, info := range l.Engine.Fields() {
		fields = append(fields, info.Name, info.Header)
	}
	for _, u := range o.MaxUnreadable {
		if !hasFolded(fields, u.Field) {
			return exit.Usagef("--max-unreadable: %w", exit.NotOneOf(u.Field, "field of the rulebook", fields))
		}
	}
	return nil
}

func hasFolded(names []string, name string) bool {
	for _, n := range names {
		if fold.Text(n) == fold.Text(name) {
			return true
		}
	}
	return false
}

// check is the error of a list, read to its end, that does not pass. now may be nil where
// no record is asked for.
func (o *WatchOptions) check(l *leadlist.List, now, earlier *runrecord.Record) error {
	var failed []string
	if l.Scored < o.MinRows {
		failed = append(failed, fmt.Sprintf("%s: --min-rows %d wants more", report.Count(l.Scored, "lead"), o.MinRows))
	}
	for i, info := range l.Engine.Fields() {
		for _, u := range o.MaxUnreadable {
			if n := l.Unreadable[i].Count; hasFolded([]string{info.Name, info.Header}, u.Field) && u.Limit.Passed(n, l.Scored) {
				failed = append(failed, fmt.Sprintf("%s: %s of %s not readable as %v, the first on line %d. --max-unreadable allows %s",
					info.Header, report.Thousands(n), report.Count(l.Scored, "cell"), info.Type, l.Unreadable[i].Line, u.Limit.Text))
			}
		}
	}
	if earlier != nil {
		now.Drift = now.DriftFrom(earlier)
		for _, d := range now.Drift {
			if d.PSI >= runrecord.Shifted {
				failed = append(failed, fmt.Sprintf("%s has shifted: PSI %.2f from the run of %s in %s, at least %.2f", d.Of, d.PSI, earlier.AsOf, o.Drift, runrecord.Shifted))
			}
		}
	}
	if len(failed) == 0 {
		return nil
	}
	return errors.New(l.Name + ": " + strings.Join(failed, "\n"+l.Name+": "))
}

// tellDrift tells what begins to shift. now may be nil.
func (o *WatchOptions) tellDrift(e console.Env, in texts.Texts, c console.Common, now *runrecord.Record) {
	if now == nil {
		return
	}
	for _, d := range now.Drift {
		if d.PSI >= runrecord.Shifting {
			e.NoteIn(in, c, "%s begins to shift: PSI %.2f from %s", d.Of, d.PSI, o.Drift)
		}
	}
}
