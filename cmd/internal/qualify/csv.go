package qualify

import (
	"io"
	"strconv"
	"strings"

	"leadscore/cmd/internal/answers"
	"leadscore/internal/spreadsheet"
	"leadscore/leads/typed"
)

// Row is a row of the sheet to be filled in: its first columns are those of a table of
// answers.
type Row struct {
	Key      string `csv:"key"`
	About    string `csv:"about"`
	Answer   string `csv:"answer"`
	Date     string `csv:"date"`
	Note     string `csv:"note"`
	By       string `csv:"by"`
	At       string `csv:"at"`
	Question string `csv:"question"` // a row without an answer is skipped where there is one
	Next     string `csv:"next"`     // ★ before the question whose answer may raise the score most
	No       string `csv:"no"`
	Company  string `csv:"company"`
	Name     string `csv:"name"`
	Phone    string `csv:"phone"`
	Stage    string `csv:"stage"`
	Lifts    string `csv:"lifts"` // what would lift the lead a stage
	Warnings string `csv:"warnings"`
}

// CSV writes the sheet to be filled in: UTF-8 with a byte order mark, which spreadsheets
// take for what it is, and no cell that they compute.
func (s *Sheet) CSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	return s.write(w, Row.guarded)
}

// Title is what the sheet is called in a workbook.
func (s *Sheet) Title() string { return s.words().say("Call sheet") }

// ToFill tells for each column of a Row whether the caller fills it in.
func ToFill() []bool { return []bool{2: true, 3: true, 4: true, 5: true, 6: true} }

// Rows writes the same for a workbook, in which no text is computed.
func (s *Sheet) Rows(w io.Writer) error {
	return s.write(w, func(r Row) Row { return r })
}

func (s *Sheet) write(w io.Writer, as func(Row) Row) error {
	t := typed.NewWriter[Row](w)
	for i := range s.Leads {
		for _, row := range s.rows(&s.Leads[i]) {
			if err := t.Write(as(row)); err != nil {
				return err
			}
		}
	}
	return t.Close()
}

// guarded puts an apostrophe before cells that a spreadsheet would compute.
func (r Row) guarded() Row {
	for _, cell := range []*string{&r.Key, &r.About, &r.Company, &r.Name, &r.Phone, &r.Warnings} {
		*cell = spreadsheet.Guard(*cell)
	}
	for _, ours := range []*string{&r.Question, &r.Stage, &r.Lifts} {
		*ours = spreadsheet.GuardText(*ours)
	}
	return r
}

// rows are what a lead is asked, and what is to be written of the call.
func (s *Sheet) rows(l *Lead) []Row {
	words := s.words()
	lift := strings.Join(liftTexts(l), "; ")
	var warnings []string
	for _, w := range l.Warnings {
		warnings = append(warnings, w.Text)
	}
	row := func(about, question string) Row {
		return Row{
			Key: l.Key, About: about, Date: s.AsOf, Question: question, No: strconv.Itoa(l.No),
			Company: l.Who.Company, Name: l.Who.Name, Phone: joined(" / ", l.Who.Phone, l.Who.Mobile),
			Stage: l.Stage, Lifts: lift, Warnings: strings.Join(warnings, "; "),
		}
	}
	var rows []Row
	for _, q := range l.Ask {
		r := row(q.About, q.Label+words.colon+q.Text)
		if q.Next {
			r.Next = "★"
		}
		rows = append(rows, r)
	}
	var results []string
	for _, code := range answers.Results() {
		results = append(results, code+" "+words.result(code))
	}
	return append(rows,
		row("call.result", words.say("Result: ")+strings.Join(results, " / ")),
		row("call.next", words.say("Next step")),
		row("call.due", words.say("Call again on")))
}
