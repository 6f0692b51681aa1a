package beside

import (
	"slices"

	"leadscore/activity"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/rulefile"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/scoring"
	"leadscore/scoring/explained"
)

// EventOptions say what is logged about leads.
type EventOptions struct {
	Logs []LogFile
}

// LogFile is a file of a log.
type LogFile struct{ Name, Path string }

// Inputs are the files that are read.
func (o *EventOptions) Inputs() []console.Input {
	var all []console.Input
	for _, l := range o.Logs {
		all = append(all, console.Input{What: "the log " + l.Name, Path: l.Path})
	}
	return all
}

// Logs are the logs that were given for a run, and their files.
type Logs struct {
	Book  *activity.Book
	texts texts.Texts
	Files []readLog
}

// readLog is a file of a log that was read.
type readLog struct {
	Log      *activity.Log
	Name     string
	events   int
	counts   leads.Counts
	fault    *leads.Fault
	Rejected leads.Tally
	notes    []string
}

// NewLogged makes the book of the logs that are given; nil where none are.
func NewLogged(r *rulefile.Rules, given []LogFile, asOf calendar.Day, keep activity.Keep) (*Logs, error) {
	if len(given) == 0 {
		return nil, nil
	}
	names := activity.LogNames(r.Book)
	if len(names) == 0 {
		return nil, exit.Usagef("--log: %s has no logs. say what the events are: logs: {%s: {lead: HEADER, joins: FIELD, at: HEADER}}", r.File, given[0].Name)
	}
	var wanted []string
	for _, g := range given {
		if !slices.ContainsFunc(names, func(name string) bool { return fold.Text(name) == fold.Text(g.Name) }) {
			return nil, exit.Usagef("--log: %w", exit.NotOneOf(g.Name, "log", names))
		}
		wanted = append(wanted, g.Name)
	}
	return &Logs{Book: activity.NewBook(r.Book, wanted, asOf, keep), texts: console.TextsOf(r.Book)}, nil
}

// Fields are those that lie beside the leads.
func (g *Logs) Fields() []string {
	if g == nil {
		return nil
	}
	return g.Book.Fields()
}

// LogsBeside lays what is logged about leads beside their records. Each goroutine needs
// its own.
type LogsBeside struct {
	Logs    []*activity.Log
	Joins   []int // of each log: the field that it is joined by
	joiners []*activity.Joiner
	places  []int // in each log: of the last lead
}

// Beside lays the logs beside the leads that an engine scores; nil where there are none.
func (g *Logs) Beside(engine *scoring.Engine) *LogsBeside {
	if g == nil {
		return nil
	}
	b := &LogsBeside{Logs: g.Book.Logs()}
	fields := engine.Fields()
	for _, l := range b.Logs {
		b.Joins = append(b.Joins, slices.IndexFunc(fields, func(f scoring.FieldInfo) bool { return fold.Text(f.Name) == fold.Text(l.Joins) }))
	}
	return b.Another()
}

// Another makes one for another goroutine.
func (b *LogsBeside) Another() *LogsBeside {
	if b == nil {
		return nil
	}
	own := &LogsBeside{Logs: b.Logs, Joins: b.Joins, places: make([]int, len(b.Logs))}
	for _, l := range b.Logs {
		own.joiners = append(own.joiners, l.NewJoiner())
	}
	return own
}

// Find gives the places of a lead in the logs.
func (b *LogsBeside) Find(scorer *scoring.Scorer, cells []string) []int {
	places := make([]int, len(b.Logs))
	for i, l := range b.Logs {
		places[i] = l.Find(b.joiners[i], scorer.Cell(b.Joins[i], cells))
	}
	return places
}

// mostNewest is how many events are shown of a field.
const mostNewest = 3

// Explain tells what was logged about the lead that was laid last.
func (b *LogsBeside) Explain() []explained.LoggedField {
	var all []explained.LoggedField
	for i, l := range b.Logs {
		all = append(all, l.Explain(b.places[i], mostNewest)...)
	}
	return all
}

// Lay appends to the cells of a lead what is logged about it.
func (b *LogsBeside) Lay(scorer *scoring.Scorer, cells []string) []string {
	b.places = b.Find(scorer, cells)
	for i, l := range b.Logs {
		cells = l.AppendCells(cells, b.places[i])
	}
	return cells
}
