package explain

import (
	"slices"
	"strconv"
	"strings"

	"leadscore/internal/spreadsheet"
	"leadscore/scoring/explained"
)

// Row is one row of `explain --format csv`: a lead and one line of its sum,
// for pivot tables. The points of a lead's rows sum to its score.
type Row struct {
	Line    string `csv:"line"` // of the lead in its list
	Key     string `csv:"key"`
	Kind    string `csv:"kind"`
	Name    string `csv:"name"`
	Group   string `csv:"group"`
	Points  string `csv:"points"`
	Low     string `csv:"low"` // what the line could earn; empty: no bound
	High    string `csv:"high"`
	Outcome string `csv:"outcome"`
	Columns string `csv:"columns"` // the columns looked at
	Cells   string `csv:"cells"`   // and what stands there
	Detail  string `csv:"detail"`
	Score   string `csv:"score"` // of the lead
	Stage   string `csv:"stage"`
}

// Rows gives the rows of one lead.
func Rows(e *explained.Lead, line int) []Row {
	rows := make([]Row, len(e.Lines))
	for i, l := range e.Lines {
		columns, cells := readLists(l.Reads)
		rows[i] = Row{
			Line: strconv.Itoa(line), Key: spreadsheet.Guard(e.Key),
			Kind: string(l.Kind), Name: spreadsheet.GuardText(l.Name), Group: spreadsheet.GuardText(l.Group), Points: l.Points.String(),
			Outcome: l.Outcome.String(), Columns: spreadsheet.Guard(columns), Cells: spreadsheet.Guard(cells), Detail: spreadsheet.GuardText(l.Detail),
			Score: e.Score.String(), Stage: spreadsheet.GuardText(e.Stage),
		}
		if !l.Bounds.NoLow {
			rows[i].Low = l.Bounds.Low.String()
		}
		if !l.Bounds.NoHigh {
			rows[i].High = l.Bounds.High.String()
		}
	}
	return rows
}

// readLists gives the columns looked at, each once, and their cells.
func readLists(reads []explained.Read) (columns, cells string) {
	var names, texts []string
	var add func(reads []explained.Read)
	add = func(reads []explained.Read) {
		for _, r := range reads {
			if r.Column != "" && !slices.Contains(names, r.Column) {
				names, texts = append(names, r.Column), append(texts, r.Cell)
			}
			add(r.From)
		}
	}
	add(reads)
	return strings.Join(names, "; "), strings.Join(texts, "; ")
}
