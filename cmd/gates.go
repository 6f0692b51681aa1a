package cmd

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/runrecord"
	"leadscore/internal/files"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/match/fold"
)

// watchOptions are for runs that nobody looks at: what is written of the run, and what
// ends it with status 1 before anything is put in place.
type watchOptions struct {
	Summary       string // the file of the run's record; "": none
	Drift         string // the record of an earlier run; "": none
	MinRows       int
	Expect        []string // headers
	MaxUnreadable []unreadableLimit
}

func (o *watchOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.Var(newFileName(&o.Summary), "summary", "write what the run has read and made into `FILE`, as JSON without cells of leads")
	f.Var(newFileName(&o.Drift), "drift", "end with status 1 if scores, stages or fields have shifted from those in `FILE`, an earlier --summary")
	f.Var(newNumber(&o.MinRows, 0, 0), "min-rows", "end with status 1 if fewer leads than this are scored")
	f.StringSliceVar(&o.Expect, "expect-columns", nil, "end with status 1 if the list lacks one of these `COLUMNS`")
	f.Var(&unreadableLimits{&o.MaxUnreadable}, "max-unreadable", "end with status 1 if more cells of a field than this cannot be read, as in Budget=5%; may be given again")
}

// asked tells whether the record of the run is wanted.
func (o *watchOptions) asked() bool { return o.Summary != "" || o.Drift != "" }

// inputs are what is read beside the list.
func (o *watchOptions) inputs() []input {
	if o.Drift == "" {
		return nil
	}
	return []input{{what: "the earlier summary", path: o.Drift}}
}

// unreadableLimit is how many cells of a field may be unreadable.
type unreadableLimit struct {
	field string
	limit rejectLimit
}

// unreadableLimits is a flag that takes one of them each time.
type unreadableLimits struct{ all *[]unreadableLimit }

func (u *unreadableLimits) Type() string   { return "FIELD=N|P%" }
func (u *unreadableLimits) String() string { return "" }

func (u *unreadableLimits) Set(text string) error {
	i := strings.LastIndexByte(text, '=') // a header may hold one
	if i <= 0 {
		return fmt.Errorf("%q names no field and limit. expected one such as Budget=5%%", text)
	}
	l := unreadableLimit{field: text[:i]}
	if err := l.limit.Set(text[i+1:]); err != nil {
		return err
	}
	*u.all = append(*u.all, l)
	return nil
}

// readEarlier reads the record that a run is compared with, if there is one.
func (o *watchOptions) readEarlier() (*runrecord.Record, error) {
	if o.Drift == "" {
		return nil, nil
	}
	file, err := files.Open(o.Drift)
	if err != nil {
		return nil, cannot("read the earlier summary", err)
	}
	defer file.Close()
	in, err := leads.Decompress(file)
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
func (o *watchOptions) checkHeader(l *list) error {
	header := l.layout.Header()
	var lacks []string
	for _, name := range o.Expect {
		if !hasFolded(header, name) {
			lacks = append(lacks, fmt.Sprintf("%q", name))
		}
	}
	if len(lacks) > 0 {
		return fmt.Errorf("%s: the list lacks %s, which --expect-columns names. it has: %s", l.name, strings.Join(lacks, ", "), strings.Join(header, ", "))
	}
	var fields []string
	for _, info := range l.engine.Fields() {
		fields = append(fields, info.Name, info.Header)
	}
	for _, u := range o.MaxUnreadable {
		if !hasFolded(fields, u.field) {
			return usagef("--max-unreadable: %w", notOneOf(u.field, "field of the rulebook", fields))
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
func (o *watchOptions) check(l *list, now, earlier *runrecord.Record) error {
	var failed []string
	if l.scored < o.MinRows {
		failed = append(failed, fmt.Sprintf("%s: --min-rows %d wants more", report.Count(l.scored, "lead"), o.MinRows))
	}
	for i, info := range l.engine.Fields() {
		for _, u := range o.MaxUnreadable {
			if n := l.unreadable[i].count; hasFolded([]string{info.Name, info.Header}, u.field) && u.limit.passed(n, l.scored) {
				failed = append(failed, fmt.Sprintf("%s: %s of %s not readable as %v, the first on line %d. --max-unreadable allows %s",
					info.Header, report.Thousands(n), report.Count(l.scored, "cell"), info.Type, l.unreadable[i].line, u.limit.Text))
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
	return errors.New(l.name + ": " + strings.Join(failed, "\n"+l.name+": "))
}

// tellDrift tells what begins to shift. now may be nil.
func (o *watchOptions) tellDrift(e env, in texts.Texts, c common, now *runrecord.Record) {
	if now == nil {
		return
	}
	for _, d := range now.Drift {
		if d.PSI >= runrecord.Shifting {
			e.noteIn(in, c, "%s begins to shift: PSI %.2f from %s", d.Of, d.PSI, o.Drift)
		}
	}
}
