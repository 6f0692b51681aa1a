package ranking

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/explain"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rowsort"
	"leadscore/cmd/internal/screen"
	"leadscore/cmd/internal/writing"
	"leadscore/leads"
	"leadscore/leads/output"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/column"
)

// write writes the ranking in the format asked for. It returns the columns of a
// table that had no room.
func (r *ranking) write(ctx context.Context, w io.Writer, e console.Env, o Options) (dropped []string, err error) {
	switch o.Format {
	case "csv", "jsonl":
		return nil, r.writeRows(ctx, w, o)
	case "json":
		return nil, r.writeJSON(ctx, w, o)
	}
	tight := o.Format == "table" && e.Screen(o.Common).Width > 0
	columns, rows := r.table(tight)
	if err := r.long.failed(); err != nil {
		return nil, err
	}
	if o.Format == "markdown" {
		return nil, report.Markdown(w, columns, rows)
	}
	return report.Table(w, columns, rows, e.Screen(o.Common))
}

// rankAppender appends the leads of a ranking, in a format for programs.
type rankAppender interface {
	appendHead(dst []byte) ([]byte, error)
	// append appends the lead that was scored last, but for its rank, which goes to the
	// place rankAt.
	append(dst []byte, rec *leads.Record) (out []byte, rankAt int, err error)
}

func newRankAppender(l *leadlist.List, worker *leadlist.Worker, o Options) rankAppender {
	if o.Format == "csv" {
		return newRankCSV(l, worker, o)
	}
	rank := column.OfRank()
	return &rankJSONLines{writing.NewJSONLead(worker, slices.Insert(worker.Engine.Columns(), 0, rank))}
}

// writeRows writes the leads of the ranking, best first.
func (r *ranking) writeRows(ctx context.Context, w io.Writer, o Options) error {
	rows := newRankAppender(r.list, &r.list.Worker, o)
	head, err := rows.appendHead(nil)
	if err != nil {
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	out := Sorted(w, r.list, o.Format)
	if r.sorter != nil {
		r.list.Progress.Writing(r.sorter.Size())
		return r.sorter.Merge(ctx, out)
	}
	return r.writeLeads(rows, out)
}

// writeLeads writes the leads that were kept.
func (r *ranking) writeLeads(rows rankAppender, out rowsort.Output) error {
	const atOnce = 256 << 10
	var row, all []byte
	for i, lead := range r.leads {
		rec := r.long.record(lead)
		r.list.Rescore(rec)
		text, rankAt, err := rows.append(row[:0], rec)
		row = text
		if err = cmp.Or(err, r.long.failed()); err != nil {
			return err
		}
		if all = out.AppendRow(all, text, rankAt, i+1); len(all) >= atOnce {
			if err := out.Write(all); err != nil {
				return err
			}
			all = all[:0]
		}
	}
	return out.Write(all)
}

// table makes the ranking's table, for a room that is tight or not. Where it is too wide,
// the columns that a rep can best do without go first.
func (r *ranking) table(tight bool) ([]report.Column, [][]string) {
	language := r.list.Rules.Book.Language
	drops := dropsOf(language)
	shown := tableColumns(explain.HeadingsOf(language), drops)
	short := tight && language == rulebook.Japanese
	columns := []report.Column{{Header: "#", Numeric: true}}
	var ours []column.Column
	for _, c := range r.list.Engine.Columns() {
		column, ok := shown[c.Name]
		if !ok {
			continue
		}
		if c.Name == firstText {
			columns = append(columns, r.identityColumns(drops)...)
		}
		columns, ours = append(columns, column), append(ours, c)
	}
	var rows [][]string
	for i, lead := range r.leads {
		r.list.Rescore(r.long.record(lead))
		row := []string{strconv.Itoa(i + 1)}
		for _, c := range ours {
			cell := string(r.list.Scorer.AppendText(nil, c))
			if c.Name == firstText {
				row = append(row, r.identityTexts(short)...)
				cell = explain.JoinReasons(r.list.Scorer.Reasons(), language)
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	return withoutEmptyLast(columns, rows)
}

// firstText is the column before which a table tells which lead it is.
const firstText = "reasons"

// tableColumns are those of our columns that a table shows, where the rulebook fills
// them.
func tableColumns(names explain.Headings, drop drops) map[string]report.Column {
	return map[string]report.Column{
		"score":         {Header: names.Score, Numeric: true},
		"win_rate":      {Header: names.WinRate, Numeric: true, Drop: drop.grade},
		"stage":         {Header: names.Stage, Floor: 10, Lines: 2, Drop: drop.stage},
		"grade":         {Header: names.Grade, Floor: 5, Drop: drop.grade},
		firstText:       {Header: names.Reasons, Floor: 26, Share: 2, Lines: 3, Drop: drop.reasons},
		"next_question": {Header: names.Next, Floor: 18, Lines: 3, Drop: drop.next},
	}
}

func (r *ranking) identityColumns(drop drops) []report.Column {
	var columns []report.Column
	for i, name := range Identity(r.list.Engine) {
		columns = append(columns, report.Column{Header: name, Floor: 12, Lines: 2, Drop: r.dropOfIdentity(i, drop)})
	}
	return columns
}

// withoutEmptyLast leaves the last column out if no row has anything in it: there
// is no question to ask of these leads.
func withoutEmptyLast(columns []report.Column, rows [][]string) ([]report.Column, [][]string) {
	last := len(columns) - 1
	if slices.ContainsFunc(rows, func(row []string) bool { return row[last] != "" }) {
		return columns, rows
	}
	for i, row := range rows {
		rows[i] = row[:last]
	}
	return columns[:last], rows
}

// drops say what a table leaves out first where it is too wide: the highest; 0 never.
type drops struct {
	name    int // whom to call: the first field to show, mostly the company
	reasons int // a rep who knows only the score does not know what to say
	stage   int
	key     int // says little to people, but finds the lead again
	grade   int
	next    int
	more    int // what else the rulebook wants shown: this for the first, and up
}

// dropsOf is the order of a language. To who calls in Japanese, whom to ask for and what to
// ask is all; reasons are for the manager.
func dropsOf(language rulebook.Language) drops {
	if language == rulebook.Japanese {
		return drops{name: 1, next: 2, stage: 3, more: 10, key: 1000, reasons: 1001, grade: 1002}
	}
	return drops{name: 1, reasons: 2, stage: 3, key: 4, grade: 5, next: 6, more: 7}
}

// dropOfIdentity is the drop of the i-th column that identifies a lead.
func (r *ranking) dropOfIdentity(i int, drop drops) int {
	if r.list.Engine.KeyName() != "" && len(r.list.Engine.ShowNames()) > 0 {
		i--
	}
	switch {
	case i < 0:
		return drop.key
	case i == 0:
		return drop.name
	}
	return drop.more + i
}

// Identity is the headers by which a person knows a lead: the key's, and those
// that the rulebook wants shown.
func Identity(e *scoring.Engine) []string {
	names := e.ShowNames()
	if key := e.KeyName(); key != "" {
		return slices.Insert(names, 0, key)
	}
	return names
}

// identityTexts is IdentityCells for a table, with short forms where these are wanted.
func (r *ranking) identityTexts(short bool) []string {
	cells := IdentityCells(&r.list.Worker)
	if short {
		for i := range cells {
			cells[i] = screen.Shorten(cells[i])
		}
	}
	return cells
}

// IdentityCells is the cells below identity, of the lead scored last.
func IdentityCells(l *leadlist.Worker) []string {
	cells := l.Scorer.Show(l.Visible)
	if l.Keyed {
		return slices.Insert(cells, 0, l.Scorer.Key(l.Visible))
	}
	return cells
}

// rankCSV appends leads as a table of the rank, what identifies the lead, and our
// columns, called and written as score does.
type rankCSV struct {
	list   *leadlist.List
	layout *output.Layout
	worker *leadlist.Worker
	theirs []string // the cells of the lead scored last by which a person knows it
	cell   func(dst []byte, i int) []byte
}

// layRankOut makes the list's layout that of the ranking in CSV.
func (r *ranking) layRankOut(o Options) error {
	l := r.list
	names := []string{leadlist.DefaultPrefix + column.RankName}
	for _, name := range Identity(l.Engine) {
		names = append(names, o.guard(name))
	}
	for _, column := range l.Engine.Columns() {
		names = append(names, leadlist.DefaultPrefix+column.Name)
	}
	const rankAt = 0
	write := o.WriteOptions.Layout(true)
	if o.toWorkbook() {
		write.Sheet = r.sheetOptions()
	}
	l.Layout = l.Layout.Alone(l.Reader.Head(), names, 0, rankAt, write)
	return writing.CheckTexts(l, l.Engine.Columns(), leadlist.DefaultPrefix)
}

func newRankCSV(l *leadlist.List, worker *leadlist.Worker, o Options) *rankCSV {
	ours := writing.AppendOurs(worker)
	columns := l.Engine.Columns()
	c := &rankCSV{list: l, layout: worker.Layout, worker: worker}
	c.cell = func(dst []byte, i int) []byte {
		switch theirs := len(c.theirs); {
		case i == 0:
			return dst
		case i <= theirs:
			return append(dst, o.guard(c.theirs[i-1])...)
		default:
			return ours(dst, columns[i-1-theirs])
		}
	}
	return c
}

func (c *rankCSV) appendHead(dst []byte) ([]byte, error) {
	dst, err := c.layout.AppendHeader(dst, c.list.Reader.Head())
	return dst, c.place(err)
}

func (c *rankCSV) append(dst []byte, rec *leads.Record) (out []byte, rankAt int, err error) {
	c.theirs = IdentityCells(c.worker)
	out, rankAt, err = c.layout.AppendRecordAt(dst, rec, c.cell)
	return out, rankAt, c.place(err)
}

// place puts the list's name before an error.
func (c *rankCSV) place(err error) error {
	if err == nil {
		return nil
	}
	return c.list.Place(err)
}

// rankJSONLines appends each lead as a JSON object on a line of its own.
type rankJSONLines struct{ lead *writing.JSONLead }

func (j *rankJSONLines) appendHead(dst []byte) ([]byte, error) { return dst, nil }

func (j *rankJSONLines) append(dst []byte, _ *leads.Record) (out []byte, rankAt int, err error) {
	out, rankAt = j.lead.Append(dst)
	return append(out, '\n'), rankAt, nil
}

// rankJSON is what stands before the leads in JSON.
type rankJSON struct {
	Rulebook string               `json:"rulebook"`
	AsOf     string               `json:"as_of"`
	Summary  leadlist.SummaryJSON `json:"summary"`
	Shown    int                  `json:"shown"`
	Passed   int                  `json:"left_out"` // leads of out stages, or of stages not asked for
}

// writeJSON writes one object: what the ranking is of, a summary, and the leads.
func (r *ranking) writeJSON(ctx context.Context, w io.Writer, o Options) error {
	head, err := report.MarshalJSON(rankJSON{
		Rulebook: r.list.Rules.Book.Name, AsOf: r.list.AsOf.String(), Summary: r.list.SummaryJSON(),
		Shown: r.shown, Passed: r.passedCount(),
	}, "")
	if err != nil {
		return err
	}
	out := &elementWriter{w: w}
	if _, err := fmt.Fprintf(w, "%s,\n  \"leads\": [", bytes.TrimSuffix(head, []byte("\n}"))); err != nil {
		return err
	}
	if err := r.writeRows(ctx, out, o); err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n  ]\n}\n")
	return err
}

// elementWriter makes the elements of a JSON array of lines.
type elementWriter struct {
	w     io.Writer
	began bool
	buf   []byte
}

func (e *elementWriter) Write(lines []byte) (int, error) {
	e.buf = e.buf[:0]
	for line := range bytes.Lines(lines) {
		if e.began {
			e.buf = append(e.buf, ',')
		}
		e.began = true
		e.buf = append(append(e.buf, "\n    "...), bytes.TrimSuffix(line, []byte("\n"))...)
	}
	if _, err := e.w.Write(e.buf); err != nil {
		return 0, err
	}
	return len(lines), nil
}
