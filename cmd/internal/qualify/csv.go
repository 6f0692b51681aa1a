package qualify

import (
	"io"
	"strconv"
	"strings"

	"leadscore/cmd/internal/answers"
	"leadscore/internal/spreadsheet"
	"leadscore/leads"
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
// take for what it is.
func (s *Sheet) CSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	t := leads.NewTableWriter[Row](w)
	for i := range s.Leads {
		for _, row := range s.rows(&s.Leads[i]) {
			if err := t.Write(row); err != nil {
				return err
			}
		}
	}
	return t.Close()
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
			Key: spreadsheet.Guard(l.Key), About: spreadsheet.Guard(about), Date: s.AsOf, Question: spreadsheet.GuardText(question), No: strconv.Itoa(l.No),
			Company: spreadsheet.Guard(l.Who.Company), Name: spreadsheet.Guard(l.Who.Name), Phone: spreadsheet.Guard(joined(" / ", l.Who.Phone, l.Who.Mobile)),
			Stage: spreadsheet.GuardText(l.Stage), Lifts: spreadsheet.GuardText(lift), Warnings: spreadsheet.Guard(strings.Join(warnings, "; ")),
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
		row("call.result", words.either("Result: ", "通話結果：")+strings.Join(results, " / ")),
		row("call.next", words.either("Next step", "次回アクション")),
		row("call.due", words.either("Call again on", "次回期日")))
}
