package cmd

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"io"
	"slices"
	"strconv"

	"leadscore/cmd/internal/report"
	"leadscore/leads"
	"leadscore/scoring"
)

// write writes the ranking in the format asked for. It returns the columns of a
// table that had no room.
func (r *ranking) write(w io.Writer, e env, o rankOptions) (dropped []string, err error) {
	switch o.Format {
	case "csv":
		return nil, r.writeCSV(w)
	case "json":
		return nil, r.writeJSON(w)
	case "jsonl":
		return nil, r.writeJSONLines(w)
	}
	columns, rows, err := r.table()
	if err != nil {
		return nil, err
	}
	if o.Format == "markdown" {
		return nil, report.Markdown(w, columns, rows)
	}
	return report.Table(w, columns, rows, e.screen(o.common))
}

// each scores the leads of the ranking again, best first.
func (r *ranking) each(do func(rank int) error) error {
	if r.top == 0 {
		return r.eachOfAll(do)
	}
	for i, lead := range r.leads {
		r.list.rescore(lead.rec)
		if err := do(i + 1); err != nil {
			return err
		}
	}
	return nil
}

// eachOfAll is each where the leads are to be read again.
func (r *ranking) eachOfAll(do func(rank int) error) error {
	rank := 0
	one := func() func(*leads.Part, *rankedPart) {
		return func(part *leads.Part, p *rankedPart) {
			p.err = nil
			for rec, more := part.Next(); more && p.err == nil; rec, more = part.Next() {
				rank++
				r.list.rescore(rec)
				p.err = do(rank)
			}
		}
	}
	next := func(p *rankedPart) []leads.Place {
		p.places, _ = r.runs.nextPart(p.places)
		return p.places
	}
	if err := leads.ReadAgain(r.list.reader, r.from, 1, one, next, func(p *rankedPart) error { return p.err }); err != nil {
		return r.list.place(err)
	}
	return nil
}

// table makes the ranking's table. Where it is too wide, the columns that a rep
// can best do without go first.
func (r *ranking) table() ([]report.Column, [][]string, error) {
	shown := tableColumns(report.HeadingsOf(r.list.rules.book.Language))
	columns := []report.Column{{Header: "#", Numeric: true}}
	var ours []scoring.Column
	for _, c := range r.list.engine.Columns() {
		column, ok := shown[c.Name]
		if !ok {
			continue
		}
		if c.Name == firstText {
			columns = append(columns, r.identityColumns()...)
		}
		columns, ours = append(columns, column), append(ours, c)
	}
	var rows [][]string
	err := r.each(func(rank int) error {
		row := []string{strconv.Itoa(rank)}
		for _, c := range ours {
			if c.Name == firstText {
				row = append(row, r.identityCells()...)
			}
			row = append(row, string(r.list.scorer.AppendText(nil, c)))
		}
		rows = append(rows, row)
		return nil
	})
	columns, rows = withoutEmptyLast(columns, rows)
	return columns, rows, err
}

// firstText is the column before which a table tells which lead it is.
const firstText = "reasons"

// tableColumns are those of our columns that a table shows, where the rulebook fills
// them.
func tableColumns(names report.Headings) map[string]report.Column {
	return map[string]report.Column{
		"score":         {Header: names.Score, Numeric: true},
		"win_rate":      {Header: names.WinRate, Numeric: true, Drop: dropGrade},
		"stage":         {Header: names.Stage, Floor: 10, Lines: 2, Drop: dropStage},
		"grade":         {Header: names.Grade, Floor: 5, Drop: dropGrade},
		firstText:       {Header: names.Reasons, Floor: 26, Share: 2, Lines: 3, Drop: dropReasons},
		"next_question": {Header: names.Next, Floor: 18, Lines: 3, Drop: dropNext},
	}
}

func (r *ranking) identityColumns() []report.Column {
	var columns []report.Column
	for i, name := range r.identity() {
		columns = append(columns, report.Column{Header: name, Floor: 12, Lines: 2, Drop: r.dropOfIdentity(i)})
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

// What a table leaves out first where it is too wide: the highest.
const (
	_           = iota // never
	dropName           // whom to call: the first field to show, mostly the company
	dropReasons        // a rep who knows only the score does not know what to say
	dropStage
	dropKey // says little to people, but finds the lead again
	dropGrade
	dropNext
	dropMore // what else the rulebook wants shown
)

// dropOfIdentity is the drop of the i-th column that identifies a lead.
func (r *ranking) dropOfIdentity(i int) int {
	if r.list.engine.KeyName() != "" && len(r.list.engine.ShowNames()) > 0 {
		i--
	}
	switch {
	case i < 0:
		return dropKey
	case i == 0:
		return dropName
	}
	return dropMore + i
}

// identity is the headers by which a person knows a lead: the key's, and those
// that the rulebook wants shown.
func (r *ranking) identity() []string {
	names := r.list.engine.ShowNames()
	if key := r.list.engine.KeyName(); key != "" {
		return slices.Insert(names, 0, key)
	}
	return names
}

// identityCells is the cells below identity.
func (r *ranking) identityCells() []string {
	cells := r.list.scorer.Show(r.list.visible)
	if r.list.engine.KeyName() != "" {
		return slices.Insert(cells, 0, r.list.scorer.Key(r.list.visible))
	}
	return cells
}

// writeCSV writes a table of the rank, what identifies the lead, and our columns,
// called as score calls them.
func (r *ranking) writeCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	columns := r.list.engine.Columns()
	header := []string{defaultPrefix + scoring.RankColumn}
	for _, name := range r.identity() {
		header = append(header, leads.Guard(name))
	}
	for _, c := range columns {
		header = append(header, defaultPrefix+c.Name)
	}
	_ = out.Write(header) // Error tells
	var cell []byte
	err := r.each(func(rank int) error {
		row := []string{strconv.Itoa(rank)}
		for _, text := range r.identityCells() {
			row = append(row, leads.Guard(text))
		}
		for _, c := range columns {
			cell = r.list.scorer.AppendCell(cell[:0], c)
			row = append(row, string(cell))
		}
		return out.Write(row)
	})
	out.Flush()
	return cmp.Or(err, out.Error())
}

func (r *ranking) jsonLead() *jsonLead {
	rank := scoring.Column{Name: scoring.RankColumn, Numeric: true}
	return newJSONLead(&r.list.lane, slices.Insert(r.list.engine.Columns(), 0, rank))
}

func (r *ranking) writeJSONLines(w io.Writer) error {
	lead := r.jsonLead()
	var line []byte
	return r.each(func(rank int) error {
		line = append(lead.append(line[:0], rank), '\n')
		_, err := w.Write(line)
		return err
	})
}

// rankJSON is what stands before the leads in JSON.
type rankJSON struct {
	Rulebook string      `json:"rulebook"`
	AsOf     string      `json:"as_of"`
	Summary  summaryJSON `json:"summary"`
	Shown    int         `json:"shown"`
	Passed   int         `json:"left_out"` // leads of out stages, or of stages not asked for
}

// writeJSON writes one object: what the ranking is of, a summary, and the leads.
func (r *ranking) writeJSON(w io.Writer) error {
	head, err := report.MarshalJSON(rankJSON{
		Rulebook: r.list.rules.book.Name, AsOf: r.list.asOf.String(), Summary: r.list.summaryJSON(),
		Shown: r.shown, Passed: r.passedCount(),
	}, "")
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	out.Write(bytes.TrimSuffix(head, []byte("\n}")))
	out.WriteString(",\n  \"leads\": [")
	lead := r.jsonLead()
	var line []byte
	err = r.each(func(rank int) error {
		if rank > 1 {
			out.WriteByte(',')
		}
		line = lead.append(append(line[:0], "\n    "...), rank)
		_, err := out.Write(line)
		return err
	})
	out.WriteString("\n  ]\n}\n")
	return cmp.Or(err, out.Flush())
}
