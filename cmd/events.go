package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/activity"
	"leadscore/cmd/internal/findings"
	"leadscore/cmd/internal/report"
	"leadscore/internal/files"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// eventOptions say what is logged about leads.
type eventOptions struct {
	Logs []logFile
}

// logFile is a file of a log.
type logFile struct{ name, path string }

func (o *eventOptions) addLogs(c *cobra.Command) {
	c.Flags().Var(&logFiles{&o.Logs}, "log", "count the events of a log of the rulebook, as `NAME=FILE`; given again, one more file;\n'mail=mail-*.csv' for all that are called so")
}

// inputs are the files that are read.
func (o *eventOptions) inputs() []input {
	var all []input
	for _, l := range o.Logs {
		all = append(all, input{what: "the log " + l.name, path: l.path})
	}
	return all
}

// logFiles is a flag that takes the name of a log and that of a file, or a pattern of such
// names, and may be given several times.
type logFiles struct{ files *[]logFile }

func (f *logFiles) Type() string { return "NAME=FILE" }

func (f *logFiles) String() string {
	var texts []string
	for _, l := range *f.files {
		texts = append(texts, l.name+"="+l.path)
	}
	return strings.Join(texts, " ")
}

func (f *logFiles) Set(text string) error {
	name, path, parted := strings.Cut(text, "=")
	if name = strings.TrimSpace(name); !parted || name == "" || path == "" {
		return fmt.Errorf("%q is not possible. expected the name of a log and a file, as in mail=events.csv", text)
	}
	var paths []string
	if err := (&fileNames{&paths}).Set(path); err != nil {
		return err
	}
	for _, path := range paths {
		l := logFile{name: name, path: path}
		same := func(given logFile) bool {
			return fold.Text(given.name) == fold.Text(l.name) && filepath.Clean(given.path) == filepath.Clean(l.path)
		}
		if slices.ContainsFunc(*f.files, same) {
			return fmt.Errorf("%s is given twice for the log %s: its events would count twice", l.path, l.name)
		}
		*f.files = append(*f.files, l)
	}
	return nil
}

// logged are the logs that were given for a run, and their files.
type logged struct {
	book  *activity.Book
	texts texts.Texts
	files []readLog
}

// readLog is a file of a log that was read.
type readLog struct {
	log      *activity.Log
	name     string
	events   int
	counts   leads.Counts
	fault    *leads.Fault
	rejected leads.Tally
	notes    []string
}

// newLogged makes the book of the logs that are given; nil where none are.
func newLogged(r *rules, given []logFile, asOf calendar.Day, keep activity.Keep) (*logged, error) {
	if len(given) == 0 {
		return nil, nil
	}
	names := activity.LogNames(r.book)
	if len(names) == 0 {
		return nil, usagef("--log: %s has no logs. say what the events are: logs: {%s: {lead: HEADER, joins: FIELD, at: HEADER}}", r.file, given[0].name)
	}
	var wanted []string
	for _, g := range given {
		if !slices.ContainsFunc(names, func(name string) bool { return fold.Text(name) == fold.Text(g.name) }) {
			return nil, usagef("--log: %w", notOneOf(g.name, "log", names))
		}
		wanted = append(wanted, g.name)
	}
	return &logged{book: activity.NewBook(r.book, wanted, asOf, keep), texts: textsOf(r.book)}, nil
}

// fields are those that lie beside the leads.
func (g *logged) fields() []string {
	if g == nil {
		return nil
	}
	return g.book.Fields()
}

// read reads the files, once the logs know the leads.
func (g *logged) read(ctx context.Context, e env, o common, in inputOptions, given []logFile) error {
	for _, l := range g.book.Logs() {
		l.Begin()
	}
	for _, file := range given {
		if err := g.readFile(ctx, e, o, in, file); err != nil {
			return err
		}
	}
	for _, l := range g.book.Logs() {
		l.End()
	}
	return nil
}

// readFile reads a file of a log.
func (g *logged) readFile(ctx context.Context, e env, o common, in inputOptions, file logFile) error {
	f, err := files.Open(file.path)
	if err != nil {
		return cannot("read", err)
	}
	defer f.Close()
	read := readLog{log: g.book.Log(file.name), name: file.path}
	size, isFile := regular(f)
	src := &source{ctx: ctx, r: f, file: f, name: file.path, prompt: isFile, size: size}
	var ro leads.ReadOptions
	in.Limits.apply(&ro)
	l := &listFile{name: file.path, input: inputOptions{AllowPartial: in.AllowPartial}, source: src}
	if l.reader, err = leads.NewReader(src, ro); err != nil {
		return l.place(err)
	}
	defer l.reader.Close()
	events, err := read.log.Open(filepath.Base(file.path), l.reader.Header())
	if err != nil {
		return err
	}
	for _, guess := range l.reader.Head().Guessed(g.texts.Language()) {
		e.note(o, "%s: %s", file.path, guess)
	}
	read.notes = events.Notes()
	before := read.log.Counts.Events
	if err := read.readEvents(l, events); err != nil {
		return err
	}
	read.counts, read.events = l.reader.Counts(), read.log.Counts.Events-before
	g.files = append(g.files, read)
	return l.partial()
}

// eventPart is what came of a part of a log.
type eventPart struct {
	batch    activity.Batch
	fault    *leads.Fault // the first
	rejected leads.Tally
}

// readEvents reads the events of a file.
func (read *readLog) readEvents(l *listFile, events *activity.File) error {
	l.reader.Want(events.Needs())
	newWorker := func() func(*leads.Part, *eventPart) {
		judge := events.NewJudge()
		return func(part *leads.Part, into *eventPart) {
			into.batch.Reset()
			into.fault, into.rejected = nil, leads.Tally{}
			for into.addRows(part, judge) || into.addNext(part, judge) {
			}
		}
	}
	return readParts(l, runtime.GOMAXPROCS(0), newWorker, func(part *eventPart) error {
		read.log.Take(&part.batch)
		read.fault = cmp.Or(read.fault, part.fault)
		if part.rejected.Count > 0 {
			read.rejected.Add(part.rejected.Count, part.rejected.FirstLine)
		}
		return nil
	})
}

// addRows takes the next events of a part at once; false where they must be taken one by one.
func (p *eventPart) addRows(part *leads.Part, judge *activity.Judge) bool {
	rows := part.Batch(scoring.MostRows)
	if rows == nil {
		return false
	}
	judge.Rows(&scoring.Table{Text: rows.Text, Ends: rows.Ends, Width: rows.Width, Rows: rows.Rows})
	for rec := rows.Next(); rec != nil; rec = rows.Next() {
		rows.Fill()
		judge.Add(rec.Line, rec.Cells, &p.batch)
	}
	judge.Alone()
	return true
}

// addNext takes the next row of a part; false at its end.
func (p *eventPart) addNext(part *leads.Part, judge *activity.Judge) bool {
	rec, more := part.Next()
	switch {
	case !more:
		return false
	case rec.IsLead():
		judge.Add(rec.Line, rec.Cells, &p.batch)
	case rec.Fault != nil:
		p.reject(rec)
	}
	return true
}

func (p *eventPart) reject(rec *leads.Record) {
	if p.fault == nil {
		fault := *rec.Clone().Fault
		p.fault = &fault
	}
	if !rec.Fault.Rest {
		p.rejected.Add(1, rec.Line)
	}
}

// loggedBeside lays what is logged about leads beside their records. Each goroutine needs
// its own.
type loggedBeside struct {
	logs    []*activity.Log
	joins   []int // of each log: the field that it is joined by
	joiners []*activity.Joiner
	places  []int // in each log: of the last lead
}

func (g *logged) beside(engine *scoring.Engine) *loggedBeside {
	if g == nil {
		return nil
	}
	b := &loggedBeside{logs: g.book.Logs()}
	fields := engine.Fields()
	for _, l := range b.logs {
		b.joins = append(b.joins, slices.IndexFunc(fields, func(f scoring.FieldInfo) bool { return fold.Text(f.Name) == fold.Text(l.Joins) }))
	}
	return b.another()
}

// another makes one for another goroutine.
func (b *loggedBeside) another() *loggedBeside {
	if b == nil {
		return nil
	}
	own := &loggedBeside{logs: b.logs, joins: b.joins, places: make([]int, len(b.logs))}
	for _, l := range b.logs {
		own.joiners = append(own.joiners, l.NewJoiner())
	}
	return own
}

// find gives the places of a lead in the logs.
func (b *loggedBeside) find(scorer *scoring.Scorer, cells []string) []int {
	places := make([]int, len(b.logs))
	for i, l := range b.logs {
		places[i] = l.Find(b.joiners[i], scorer.Cell(b.joins[i], cells))
	}
	return places
}

// mostNewest is how many events are shown of a field.
const mostNewest = 3

// explain tells what was logged about the lead that was laid last.
func (b *loggedBeside) explain() []scoring.LoggedField {
	var all []scoring.LoggedField
	for i, l := range b.logs {
		all = append(all, l.Explain(b.places[i], mostNewest)...)
	}
	return all
}

// lay appends to the cells of a lead what is logged about it.
func (b *loggedBeside) lay(scorer *scoring.Scorer, cells []string) []string {
	b.places = b.find(scorer, cells)
	for i, l := range b.logs {
		cells = l.AppendCells(cells, b.places[i])
	}
	return cells
}

// checkLogs checks the files of logs where no list is given: no lead is known.
func (found *checkResult) checkLogs(ctx context.Context, e env, o checkOptions, r *rules) error {
	g, err := newLogged(r, o.Logs, e.today(common{AsOf: o.AsOf, Quiet: true}, r.book), activity.KeepNothing)
	if g == nil || err != nil {
		return err
	}
	err = g.read(ctx, e, o.common, o.inputOptions, o.Logs)
	if columns, ok := errors.AsType[*rulebook.Error](err); ok {
		found.problems = append(found.problems, columns.Problems...)
		slices.SortStableFunc(found.problems, rulebook.Problem.ComparePos)
		return nil
	}
	found.logs = logFindings(g, false)
	return err
}

// logFindings are what is to be known of logs; against a list, of whose leads it has events.
func logFindings(g *logged, list bool) (all []findings.Finding) {
	if g == nil {
		return nil
	}
	for _, read := range g.files {
		if read.rejected.Count > 0 {
			all = append(all, findings.Finding{Severity: findings.SeverityProblem, Kind: "log_row", File: read.name, Line: read.rejected.FirstLine, Count: read.rejected.Count,
				Message: report.Count(read.rejected.Count, "row") + " of the log " + read.log.Name + " cannot be read"})
		}
	}
	for _, l := range g.book.Logs() {
		all = append(all, logFindingsOf(l, list)...)
	}
	return all
}

func logFindingsOf(l *activity.Log, list bool) (all []findings.Finding) {
	c := &l.Counts
	add := func(severity findings.Severity, kind string, at activity.Example, count int, message, want string) {
		if count > 0 {
			all = append(all, findings.Finding{Severity: severity, Kind: kind, File: at.File, Line: at.Line, Field: at.Column, Value: at.Cell, Count: count,
				Message: "the log " + l.Name + ": " + message, Want: want})
		}
	}
	add(findings.SeverityWarning, "log_moment", c.Example, c.Unread, report.Count(c.Unread, "event")+" whose moment is not readable as a date", strings.TrimPrefix(orderHint(texts.Texts{}, l, c.Example.Cell), ". "))
	add(findings.SeverityWarning, "log_moment", activity.Example{}, c.Undated, report.Count(c.Undated, "event")+" without a moment", "")
	add(findings.SeverityWarning, "log_number", c.Number, c.Numbers, report.Count(c.Numbers, "cell")+" not readable", "")
	add(findings.SeverityNote, "log_lead", activity.Example{}, c.Nobody, report.Count(c.Nobody, "event")+" whose "+l.LeadColumn()+" is blank", "")
	if !list {
		return all
	}
	add(findings.SeverityNote, "log_lead", activity.Example{}, c.Unknown, report.Count(c.Unknown, "event")+" of leads that are not in the list", "")
	add(findings.SeverityNote, "log_repeated", activity.Example{}, c.Repeated, report.Count(c.Repeated, "row")+" of an event that another row with the same id tells of", "")
	for _, field := range l.Unmet() {
		add(findings.SeverityWarning, "log_unmet", activity.Example{}, 1, "no event of a lead of the list counts for "+field, "compare its where with the cells of the log")
	}
	return all
}

// layLogs lays what is logged about the leads of a history beside them: of each lead the
// events up to the day that it is scored as of, and of a day of its own those before it: what
// happened on that day, or later on it, may be the outcome.
func (e env) layLogs(ctx context.Context, o common, r *rules, h *history, in inputOptions, given []logFile, asOf calendar.Day) error {
	keep := activity.KeepNothing
	if h.asOf != nil {
		keep, asOf = activity.KeepDays, h.LastAsOf()
	}
	g, err := newLogged(r, given, asOf, keep)
	if err != nil {
		return err
	}
	if g == nil {
		e.tellLogsNotGiven(o, r.book, nil)
		return nil
	}
	if err := g.check(keep); err != nil {
		return err
	}
	engine, err := scoring.Compile(r.book, h.Header, scoring.Options{AsOf: max(asOf, 1), Logged: g.fields()})
	if err != nil {
		return err
	}
	b, scorer := g.beside(engine), engine.NewScorer()
	for i := range h.Len() {
		cells := h.Cells(i, nil)
		for k, l := range b.logs {
			l.AddLead(scorer.Cell(b.joins[k], cells), true)
		}
	}
	if err := g.read(ctx, e, o, in, given); err != nil {
		return err
	}
	places := make([][]int, h.Len())
	for i := range places {
		places[i] = b.find(scorer, h.Cells(i, nil))
	}
	h.LayLogged(g.fields(), func(lead int, day calendar.Day) (cells []string) {
		for k, l := range b.logs {
			if keep == activity.KeepDays {
				cells = l.AppendCellsBefore(cells, places[lead][k], day, h.AsOfSecond(lead))
			} else {
				cells = l.AppendCells(cells, places[lead][k])
			}
		}
		return cells
	})
	g.tell(e, o, asOf)
	e.tellLogsNotGiven(o, r.book, g)
	return nil
}

// check finds rules about events that mean another thing on each day, where each lead is
// scored as of a day of its own: which events count is decided once.
func (g *logged) check(keep activity.Keep) error {
	for _, l := range g.book.Logs() {
		if keep == activity.KeepDays && l.AsksForToday() {
			return usagef("--as-of-column: a where of the log %s counts days to the day of --as-of, which is another for each lead. write before or after a date, or within beside where", l.Name)
		}
	}
	return nil
}

// readLogs reads the logs that are given for a list: the list's leads first, which are read
// again when they are scored, then the events.
func (e env) readLogs(ctx context.Context, o common, r *rules, lo *listOptions, ready func(*list) error) (*logged, error) {
	g, err := newLogged(r, lo.Logs, e.today(common{AsOf: o.AsOf, Quiet: true}, r.book), lo.Keep)
	if g == nil || err != nil {
		return nil, err
	}
	if err := e.keepList(ctx, lo); err != nil {
		return nil, err
	}
	o.Quiet = true
	once := *lo
	once.Logs, once.Progress, once.Record = nil, false, false
	l := &list{listFile: listFile{name: lo.Leads, input: lo.Input, ours: oursOf(r.book, lo.Prefix), again: lo.again}, rules: r, logged: g}
	if err := l.open(ctx, e, o); err != nil {
		return nil, err
	}
	defer l.Close()
	if err := ready(l); err != nil {
		return nil, err
	}
	if err := l.tellLeads(lo.Wanted); err != nil {
		return nil, err
	}
	return g, nil
}

// keepList keeps a list that can be read only once in a temporary file.
func (e env) keepList(ctx context.Context, lo *listOptions) error {
	if lo.again != nil {
		return nil
	}
	in, name := e.in, "standard input"
	if lo.Leads != "" && lo.Leads != "-" {
		file, err := files.Open(lo.Leads)
		if err != nil {
			return cannot("read", err)
		}
		defer file.Close()
		if _, isFile := regular(file); isFile {
			return nil
		}
		in, name = file, lo.Leads
	}
	kept, err := keep(ctx, in, name)
	lo.again = kept
	return err
}

// keptList is a list in a temporary file.
type keptList struct {
	*files.Scratch
	size int64
}

// keep reads a list to its end into a temporary file.
func keep(ctx context.Context, in io.Reader, name string) (*keptList, error) {
	scratch, err := files.NewScratch()
	if err != nil {
		return nil, cannot("write", err)
	}
	size, err := io.Copy(io.NewOffsetWriter(scratch, 0), &source{ctx: ctx, r: in, name: name})
	return &keptList{scratch, size}, err
}

// tellLeads tells the logs which leads there are.
func (l *list) tellLeads(wanted func(*list, *leads.Record) bool) error {
	b := l.logged.beside(l.engine)
	for {
		rec, err := l.reader.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return l.placeDamage(err)
		case !rec.IsLead():
			continue
		}
		l.visible = l.layout.Visible(l.visible, rec.Cells)
		if l.besides != nil {
			l.visible = l.besides.lay(l.scorer.Key(l.visible), l.visible)
		}
		is := wanted == nil || wanted(l, rec)
		for i, log := range b.logs {
			log.AddLead(l.scorer.Cell(b.joins[i], l.visible), is)
		}
	}
}

// tellLogs tells what became of the events, and which logs of the rulebook were not given.
func (l *list) tellLogs(e env, o common) {
	l.logged.tell(e, o, l.asOf)
	e.tellLogsNotGiven(o, l.rules.book, l.logged)
}

func (g *logged) tell(e env, o common, asOf calendar.Day) {
	if g == nil {
		return
	}
	for i := range g.files {
		g.files[i].tell(e, g.texts, o)
	}
	for _, l := range g.book.Logs() {
		for _, text := range logNotes(g.texts, l, asOf) {
			e.note(o, "%s", text)
		}
	}
}

// tell tells which rows of a file are no events.
func (read *readLog) tell(e env, in texts.Texts, o common) {
	for _, note := range read.notes {
		e.note(o, "%s: %s", read.name, note)
	}
	if read.fault != nil {
		e.noteIn(in, o, "%s: %s rejected, the first: %v", read.name, in.Count(read.rejected.Count, "row"), faultText(in, read.name, read.fault))
	}
	told := func(passed leads.Tally, text string) {
		if passed.Count > 0 {
			e.note(o, "%s: %s", read.name, fmt.Sprintf(text, in.Count(passed.Count, "row"), passed.FirstLine))
		}
	}
	told(read.counts.Headings, in.Say("%s equal to the header, the first on line %d: not taken for events"))
	told(read.counts.Descriptions, in.Say("%s under the header that describe its columns, the first on line %d: not taken for events"))
	told(read.counts.Totals, in.Say("%s of totals, the first on line %d: not taken for events"))
	told(read.counts.Footers, in.Say("%s below the list, the first on line %d: not taken for events"))
}

// logNotes are what is to be told of a log.
func logNotes(in texts.Texts, l *activity.Log, asOf calendar.Day) []string {
	c := &l.Counts
	text := in.Say("the log %s: %s of %s of the list", l.Name, in.Count(c.Events, "event"), in.Count(c.Leads, "lead"))
	aside := func(n int, why string, args ...any) {
		if n > 0 {
			text += fmt.Sprintf(why, append([]any{report.Thousands(n)}, args...)...)
		}
	}
	aside(c.Unknown, in.Say("; %s of leads that are not in it, left aside"))
	aside(c.Nobody, in.Say("; %s of nobody: %s is blank, left aside"), l.LeadColumn())
	aside(c.Later, in.Say("; %s after %s, left aside"), asOf)
	aside(c.Repeated, in.Say("; %s told of by another row with the same id, left aside"))
	notes := []string{text}
	if c.Undated > 0 {
		notes = append(notes, in.Say("the log %s: %s without a moment, left aside", l.Name, in.Count(c.Undated, "event")))
	}
	if c.Unread > 0 {
		notes = append(notes, in.Say("the log %s: %s whose moment is not readable as a date, left aside, the first in %s on line %d: %q in %s%s",
			l.Name, in.Count(c.Unread, "event"), c.Example.File, c.Example.Line, report.Excerpt(c.Example.Cell), c.Example.Column, orderHint(in, l, c.Example.Cell)))
	}
	if c.Numbers > 0 {
		notes = append(notes, in.Say("the log %s: %s not readable, the first in %s on line %d: %q in %s", l.Name, in.Count(c.Numbers, "cell"), c.Number.File, c.Number.Line, report.Excerpt(c.Number.Cell), c.Number.Column))
	}
	return notes
}

// orderHint names an order of dates by which a moment reads that does not read as it is.
func orderHint(in texts.Texts, l *activity.Log, text string) string {
	orders := l.Reads(text)
	if len(orders) == 0 {
		return ""
	}
	return in.Say(". write order: %s in the log", strings.Join(orders, in.Say(" or ")))
}

// tellLogsNotGiven tells of logs without a file, whose fields are unknown.
func (e env) tellLogsNotGiven(o common, rb *rulebook.Rulebook, g *logged) {
	in := textsOf(rb)
	for _, name := range activity.LogNames(rb) {
		if fields := activity.FieldsOf(rb, name); len(fields) > 0 && (g == nil || g.book.Log(name) == nil) {
			e.noteIn(in, o, "the log %[1]s is not given (--log %[1]s=FILE): unknown for all leads: %[2]s", name, strings.Join(fields, in.Say(", ")))
		}
	}
}
