// Package page makes the call sheet as a page: one file that works from a disk, without a
// network, on which a rep reads and answers, and from which the answers come as a table.
package page

import (
	_ "embed"
	"encoding/json"
	"html/template"
	"io"

	"leadscore/cmd/internal/report"
	"leadscore/rulebook"
)

//go:embed sheet.html
var sheetPage string

//go:embed sheet.css
var sheetStyle string

//go:embed sheet.js
var sheetScript string

//go:embed sheet_en.json
var englishTexts []byte

//go:embed sheet_ja.json
var japaneseTexts []byte

// Sheet is what a page shows. Its JSON is what the page's script reads.
type Sheet struct {
	Language rulebook.Language `json:"-"`
	ID       string            `json:"id"` // of list, rulebook and day: answers are kept under it
	Title    string            `json:"title"`
	List     string            `json:"list"`
	AsOf     string            `json:"asOf"`
	Stages   []string          `json:"stages"` // from the best
	Leads    []Lead            `json:"leads"`
	Texts    json.RawMessage   `json:"texts"` // filled in by Write
}

// Lead is one lead of a Sheet.
type Lead struct {
	Key      string      `json:"key"`
	Rank     int         `json:"rank"`
	Company  string      `json:"company"`
	Person   string      `json:"person"`
	Phones   []string    `json:"phones"`
	Stage    string      `json:"stage"`
	Score    string      `json:"score"`
	Low      string      `json:"low"` // where the score would lie if the blanks were filled
	High     string      `json:"high"`
	Grade    string      `json:"grade"`
	Lift     *Lift       `json:"lift"` // nil: nothing lifts it
	Owner    string      `json:"owner"`
	Calls    int         `json:"calls"` // before this sheet
	Last     *Last       `json:"last"`  // call; nil: there was none
	Due      string      `json:"due"`   // when to call again: 2026-12-01T10:00; "" for no promise
	Facts    [][2]string `json:"facts"` // what to know before the call: name and text
	Note     string      `json:"note"`
	Reasons  []string    `json:"reasons"`
	Known    []Known     `json:"known"`
	Ask      []Ask       `json:"ask"`
	Research []string    `json:"research"`
	Records  []string    `json:"records"`
	Warnings []string    `json:"warnings"`
	Same     []int       `json:"same"` // other leads of the company, by their positions in Sheet.Leads
}

// Last is what came of an earlier call.
type Last struct {
	Date   string `json:"date"`
	By     string `json:"by"`
	Result string `json:"result"` // as a table of answers has it
	Note   string `json:"note"`
}

// Lift is the shortest way to a better stage.
type Lift struct {
	Stage string   `json:"stage"`
	About []string `json:"about"` // what must be answered yes, or with a value
	Text  string   `json:"text"`  // in words
}

// Known is an element that is known.
type Known struct {
	Name string
	Text string
	Met  bool
}

// MarshalJSON gives a list, which is shorter.
func (k Known) MarshalJSON() ([]byte, error) { return json.Marshal([]any{k.Name, k.Text, k.Met}) }

// The kinds of question.
const (
	AskElement = "element" // yes, no, partly or don't know
	AskBool    = "bool"    // a field: yes or no
	AskField   = "field"   // a field: what its cell would hold
)

// Ask is a question of a Lead.
type Ask struct {
	About    string `json:"about"` // as a table of answers calls it
	Name     string `json:"name"`
	Question string `json:"question"`
	Star     bool   `json:"star"`   // the next question
	Effect   string `json:"effect"` // what an answer does, in words
	Kind     string `json:"kind"`
	Field    string `json:"field"` // of an element: the field that it reads, whose value is an answer too; "" for none
	Unit     string `json:"unit"`  // of a value: its header
	Asked    string `json:"asked"` // the day on which nobody knew it; "" for never
}

// Write writes the page. What the sheet holds is data, and becomes no markup or script.
func (s *Sheet) Write(w io.Writer) error {
	language, texts := "en", englishTexts
	if s.Language == rulebook.Japanese {
		language, texts = "ja", japaneseTexts
	}
	var words struct{ Title, NoScript string }
	if err := json.Unmarshal(texts, &words); err != nil {
		return err
	}
	sheet := *s
	sheet.Texts, sheet.Leads = texts, make([]Lead, len(s.Leads))
	for i := range s.Leads {
		sheet.Leads[i] = s.Leads[i].withLists()
	}
	data, err := json.Marshal(sheet) // which escapes <, >, & and the line ends that scripts know
	if err != nil {
		return err
	}
	t, err := template.New("sheet").Parse(sheetPage)
	if err != nil {
		return err
	}
	return t.Execute(w, map[string]any{
		"Language": language, "Title": words.Title, "NoScript": words.NoScript,
		"Policy": "default-src 'none'; script-src '" + report.HashOf(sheetScript) + "'; style-src '" + report.HashOf(sheetStyle) + "'; base-uri 'none'; form-action 'none'",
		"Style":  template.CSS(sheetStyle), "Script": template.JS(sheetScript), "Data": template.JS(data),
	})
}

// withLists makes lists that are not there empty ones, which a script can go through.
func (l Lead) withLists() Lead {
	for _, list := range []*[]string{&l.Phones, &l.Reasons, &l.Research, &l.Records, &l.Warnings} {
		*list = append([]string{}, *list...)
	}
	l.Facts, l.Known, l.Ask, l.Same = append([][2]string{}, l.Facts...), append([]Known{}, l.Known...), append([]Ask{}, l.Ask...), append([]int{}, l.Same...)
	return l
}
