package cmd

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/leads"
	"leadscore/scoring"
)

type scoreOptions struct {
	common
	inputOptions
	writeOptions
	Leads   string   // "" or "-": stdin
	Output  string   // "" or "-": stdout
	Rejects string   // "": Output with .rejects; with stdout, rows that cannot be read end the run
	Format  string   // csv, jsonl
	Columns []string // nil: all of ours
	Prefix  string
	Reasons int
	Sorted  bool
	Replace bool
}

func newScoreCommand(e env, shared *common, run func(context.Context, env, scoreOptions) error) *cobra.Command {
	o := scoreOptions{}
	c := &cobra.Command{
		Use:   "score [LEADS]",
		Short: "Write the list with the score, stage, reasons and next question of each lead beside the user's own columns",
		Long: `Write the list with the score, stage, reasons and next question of each lead beside the user's own columns.

Every record keeps its bytes; our cells follow it. Columns of an earlier run are replaced. Rows that cannot be
read go to FILE.rejects beside -o FILE, with the reasons in FILE.rejects.reasons.csv; to stdout without
--rejects the first of them ends the run. Memory is constant, but --sorted holds the whole list.`,
		Example: `  leadscore score leads.csv -o scored.csv
  leadscore score leads.csv --sorted --columns score,stage,reasons > call-first.csv
  cat leads.csv | leadscore score --format jsonl | jq .score`,
		GroupID:           groupLeads,
		Args:              oneList,
		ValidArgsFunction: completeLeads,
		RunE: func(c *cobra.Command, args []string) error {
			o.common, o.Leads = *shared, firstOf(args)
			return run(c.Context(), e, o)
		},
	}
	o.inputOptions.addFlags(c)
	o.addLimit(c)
	o.writeOptions.addFlags(c)
	f := c.Flags()
	f.StringVarP(&o.Output, "output", "o", "", "write to `FILE`, which appears when it is whole (default stdout)")
	f.StringVar(&o.Rejects, "rejects", "", "put rows that cannot be read into `FILE` and go on (default with -o FILE: FILE.rejects)")
	addEnum(c, f, &o.Format, "format", "what to write", "csv", "jsonl")
	f.StringSliceVar(&o.Columns, "columns", nil, "which of our `COLUMNS` to write, as in score,stage (default all that the rulebook fills)")
	f.StringVar(&o.Prefix, "prefix", defaultPrefix, "what the names of our columns begin with, as `TEXT`")
	f.Var(newNumber(&o.Reasons, 0, scoring.DefaultReasons), "reasons", "how many lines of points the reasons name at most, 0 for none")
	f.BoolVar(&o.Sorted, "sorted", false, "best leads first, numbered in the column rank; holds the list in memory")
	f.BoolVar(&o.Replace, "replace", false, "give up columns of the list that are called as ours")
	_ = c.RegisterFlagCompletionFunc("columns", completeColumns(shared))
	return c
}

func runScore(ctx context.Context, e env, o scoreOptions) error {
	r, err := loadRules(o.Rules)
	if err != nil {
		return err
	}
	if o.Format != "csv" && !o.asRead() {
		return usagef("--output-encoding, --excel and --excel-safe are for --format csv; %s is always UTF-8", o.Format)
	}
	columns, err := chooseColumns(scoring.Columns(r.book), o)
	if err != nil {
		return err
	}
	lo := listOptions{Leads: o.Leads, Input: o.inputOptions, Prefix: o.Prefix, Reasons: cmp.Or(o.Reasons, -1), Replace: o.Replace}
	if o.Format == "csv" {
		lo.Columns = columns
	}
	l, err := e.openList(ctx, o.common, r, lo)
	if err != nil {
		return err
	}
	defer l.Close()
	l.layout = l.layout.As(l.reader.Head(), o.writeOptions.layout(o.Sorted))
	if err := l.checkTexts(lo.Columns, o.Prefix); err != nil {
		return err
	}
	rejects, err := newRejects(l, o)
	if err != nil {
		return err
	}
	defer rejects.abort()
	err = e.results(o.Output, func(w io.Writer) error {
		scores := scoreWriter{list: l, w: w, columns: columns, options: o, rejects: rejects}
		if err := scores.write(); err != nil {
			return err
		}
		l.Close() // the list may be the very file that is written: Windows replaces no open one
		return rejects.commit()
	})
	if err != nil {
		return rejects.keep(err, o)
	}
	l.summary(e, o.common)
	rejects.tell(e, o.common)
	return nil
}

// chooseColumns picks those of our columns that are asked for. Their order is
// always the same: by it a later run finds them again.
func chooseColumns(all []scoring.Column, o scoreOptions) ([]scoring.Column, error) {
	if o.Sorted {
		all = slices.Insert(slices.Clone(all), 0, scoring.Column{Name: scoring.RankColumn, Numeric: true})
	}
	if len(o.Columns) == 0 {
		return all, nil
	}
	var names []string
	for _, c := range all {
		names = append(names, c.Name)
	}
	wanted := make([]string, len(o.Columns))
	for i, name := range o.Columns {
		wanted[i] = strings.TrimPrefix(strings.TrimSpace(name), o.Prefix)
		if !slices.Contains(names, wanted[i]) {
			return nil, usagef("--columns: %w", notOneOf(name, "column", names))
		}
	}
	return slices.DeleteFunc(all, func(c scoring.Column) bool { return !slices.Contains(wanted, c.Name) }), nil
}

// recordAppender appends records with our cells.
type recordAppender interface {
	appendHead(dst []byte, head *leads.Head) ([]byte, error)
	// append appends a record, the lead scored last if it is one; a blank line and a
	// row that is not ours to read pass through. rank is 0 where leads are not ranked.
	append(dst []byte, rec *leads.Record, rank int) ([]byte, error)
}

func newRecordAppender(l *lane, columns []scoring.Column, o scoreOptions) recordAppender {
	if o.Format == "jsonl" {
		return newJSONLines(l, columns)
	}
	return newCSVRecords(l, columns)
}

// csvRecords appends records as they stand with our cells among them.
type csvRecords struct {
	layout *leads.Layout
	cell   func(dst []byte, i int) []byte // our i-th cell of the lead scored last
	rank   int
}

func newCSVRecords(l *lane, columns []scoring.Column) *csvRecords {
	c := &csvRecords{layout: l.layout}
	c.cell = func(dst []byte, i int) []byte {
		if columns[i].Name == scoring.RankColumn {
			return strconv.AppendInt(dst, int64(c.rank), 10)
		}
		return l.scorer.AppendCell(dst, columns[i])
	}
	return c
}

func (c *csvRecords) appendHead(dst []byte, head *leads.Head) ([]byte, error) {
	return c.layout.AppendHeader(dst, head)
}

func (c *csvRecords) append(dst []byte, rec *leads.Record, rank int) ([]byte, error) {
	c.rank = rank
	return c.layout.AppendRecord(dst, rec, c.cell)
}

// scoreWriter writes a list with our cells.
type scoreWriter struct {
	*list
	w       io.Writer
	columns []scoring.Column
	options scoreOptions
	rejects *rejects
}

// write reads the list to its end and writes it.
func (w *scoreWriter) write() error {
	head, err := newRecordAppender(&w.lane, w.columns, w.options).appendHead(nil, w.reader.Head())
	if err != nil {
		return w.place(err)
	}
	if _, err := w.w.Write(head); err != nil {
		return err
	}
	if w.options.Sorted {
		return w.writeSorted()
	}
	if w.options.Format == "csv" {
		w.reader.Want(w.layout.Columns(w.engine.Needs()))
	}
	if err := leads.ReadParts(w.reader, runtime.GOMAXPROCS(0), w.newWorker, w.writePart); err != nil {
		return err
	}
	return w.tooManyRejects(true)
}

// scoredPart is what came of a part of the list.
type scoredPart struct {
	out    []byte
	faults []faultyRow
	tally  tally
	err    error // that came after out
}

// faultyRow is a row that cannot be read, and how much of a part's output comes before
// it.
type faultyRow struct {
	rec *leads.Record
	at  int
}

// newWorker makes one that scores parts of the list.
func (w *scoreWriter) newWorker() func(*leads.Part, *scoredPart) {
	lane := w.newLane()
	records := newRecordAppender(lane, w.columns, w.options)
	return func(part *leads.Part, s *scoredPart) {
		s.reset(w.engine)
		for rec, more := part.Next(); more && s.err == nil; rec, more = part.Next() {
			if rec.Fault != nil {
				s.faults = append(s.faults, faultyRow{rec.Clone(), len(s.out)})
				continue
			}
			if rec.IsLead() {
				lane.score(rec, &s.tally)
			}
			s.out, s.err = records.append(s.out, rec, 0)
		}
	}
}

func (s *scoredPart) reset(e *scoring.Engine) {
	s.out, s.faults, s.err = s.out[:0], s.faults[:0], nil
	if s.tally.unreadable == nil {
		s.tally = newTally(e)
	}
	s.tally.reset()
}

// writePart writes what came of the next part, up to the first error.
func (w *scoreWriter) writePart(s *scoredPart) error {
	written := 0
	for _, fault := range s.faults {
		if _, err := w.w.Write(s.out[written:fault.at]); err != nil {
			return err
		}
		written = fault.at
		w.reject(fault.rec)
		if err := cmp.Or(w.rejects.add(fault.rec), w.tooManyRejects(false)); err != nil {
			return err
		}
	}
	if _, err := w.w.Write(s.out[written:]); err != nil {
		return err
	}
	w.take(&s.tally)
	if s.err != nil {
		return w.place(s.err)
	}
	return nil
}

// writeSorted reads the list to its end and writes it by rank.
func (w *scoreWriter) writeSorted() error {
	var kept []keptRecord
	var order scoring.Order
	for {
		rec, err := w.reader.Next()
		switch {
		case err == io.EOF:
			if err := w.tooManyRejects(true); err != nil {
				return err
			}
			return w.writeKept(kept)
		case err != nil:
			return err
		case rec.Fault != nil:
			w.reject(rec)
			if err := cmp.Or(w.rejects.add(rec), w.tooManyRejects(false)); err != nil {
				return err
			}
			continue
		}
		if rec.IsLead() { // a row that goes on with it keeps its place
			order = w.engine.Order(w.score(rec))
		}
		kept = append(kept, keptRecord{rec.Clone(), order})
	}
}

// keptRecord is a record that waits for its place in the ranking.
type keptRecord struct {
	*leads.Record
	order scoring.Order
}

// place puts blank lines, and those below the list, behind all leads.
func (k keptRecord) place() int {
	if k.Blank || k.Footer {
		return 1
	}
	return 0
}

func (k keptRecord) compare(than keptRecord) int {
	if places := cmp.Compare(k.place(), than.place()); places != 0 || k.place() > 0 {
		return places
	}
	return k.order.Compare(than.order)
}

// writeKept writes leads by rank, and other lines after them.
func (w *scoreWriter) writeKept(kept []keptRecord) error {
	slices.SortStableFunc(kept, keptRecord.compare)
	records := newRecordAppender(&w.lane, w.columns, w.options)
	var buf []byte
	rank := 0
	for _, k := range kept {
		if k.IsLead() {
			rank++
			w.rescore(k.Record)
		}
		var err error
		if buf, err = records.append(buf[:0], k.Record, rank); err != nil {
			return w.place(err)
		}
		if _, err := w.w.Write(buf); err != nil {
			return err
		}
	}
	return nil
}

// rejects keeps the rows that cannot be read, if there is a file for them.
type rejects struct {
	list *list
	path string
	file *leads.Rejects // nil: the first such row ends the run
}

func newRejects(l *list, o scoreOptions) (*rejects, error) {
	toFile := o.Output != "" && o.Output != "-"
	path := o.Rejects
	if path == "" && toFile {
		path = o.Output + ".rejects"
	}
	if path == "" {
		return &rejects{list: l}, nil
	}
	if input, ok := l.file.(*os.File); ok && sameFile(input, path) {
		return nil, usagef("the rows that cannot be read would replace %s, which is being read. choose another file with --rejects", path)
	}
	if toFile && filepath.Clean(path) == filepath.Clean(o.Output) {
		return nil, usagef("%s cannot hold both the list and the rows that cannot be read. choose another file with --rejects", path)
	}
	return &rejects{list: l, path: path, file: leads.NewRejects(path, l.reader.Head())}, nil
}

func sameFile(file *os.File, path string) bool {
	a, errA := file.Stat()
	b, errB := os.Stat(path)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

func (r *rejects) add(rec *leads.Record) error {
	if r.file == nil {
		return fmt.Errorf("%w\n--rejects FILE puts such rows into a file and goes on", r.list.place(rec.Fault))
	}
	if err := r.file.Add(rec); err != nil {
		return &ioError{"write", err}
	}
	return nil
}

func (r *rejects) commit() error {
	if r.file == nil {
		return nil
	}
	if err := r.file.Commit(); err != nil {
		return &ioError{"write", err}
	}
	return nil
}

// keep keeps the rows that were rejected where there were too many of them: they say
// why there is no list. It gives the error in full.
func (r *rejects) keep(err error, o scoreOptions) error {
	if !isA[*rejectsError](err) || r.file == nil {
		return err
	}
	if err := r.commit(); err != nil {
		return err
	}
	text := "\nrejected rows are in " + r.path + ", the reasons in " + leads.ReasonsPath(r.path)
	if o.Output != "" && o.Output != "-" {
		text = "\n" + o.Output + " is not written" + text
	}
	return fmt.Errorf("%w%s", err, text)
}

func (r *rejects) abort() {
	if r.file != nil {
		r.file.Abort()
	}
}

func (r *rejects) tell(e env, o common) {
	if r.file != nil && r.file.Count() > 0 {
		e.note(o, "rejected rows are in %s, the reasons in %s", r.path, leads.ReasonsPath(r.path))
	}
}
