package checking

import (
	"io"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/findings"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/report"
	"leadscore/rulebook"
	"leadscore/scoring/audit"
	"leadscore/scoring/column"
)

// checkJSON is what `check --format json` gives.
type checkJSON struct {
	Rulebook string             `json:"rulebook"`
	List     *string            `json:"list"` // null: none, or its columns are a problem
	ReadAs   *leadlist.ListJSON `json:"read_as"`
	Leads    int                `json:"leads"`
	Rejected int                `json:"rejected"`
	Findings []findings.Finding `json:"findings"`
	Fields   []fieldJSON        `json:"fields"`
	Activity *activityJSON      `json:"activity"` // what the rules do on the list; null without one

	// What a program needs to know of a rulebook without problems.
	Language  int          `json:"language"`   // the version of the rulebook language that this program reads
	Version   string       `json:"version"`    // of this program
	RulesHash string       `json:"rules_hash"` // SHA-256 of the rulebook's bytes; empty where it has problems
	AsOf      string       `json:"as_of"`      // the day that a run would count ages to; empty where it has problems
	Key       string       `json:"key"`        // the field that names the leads; empty for none
	Reads     []int        `json:"reads"`      // the columns of the list that the rulebook reads, counted from 1
	Columns   []columnJSON `json:"columns"`    // that score writes
	Stages    []stageJSON  `json:"stages"`     // in the rulebook's order
	Tests     int          `json:"tests"`      // in it and beside it, which check does not run
}

// columnJSON describes a column that score writes.
type columnJSON struct {
	Name    string `json:"name"`    // without prefix
	Type    string `json:"type"`    // see column.Type
	Meaning string `json:"meaning"` // in one sentence
	Default bool   `json:"default"` // written unless --columns asks for others
}

// stageJSON describes a stage.
type stageJSON struct {
	Name string `json:"name"`
	Out  bool   `json:"out"` // its leads come last in a ranking
}

// describe tells what a program needs to know of a rulebook without problems.
func (out *checkJSON) describe(found *checkResult) {
	book := found.rules.Book
	out.RulesHash, out.AsOf, out.Key, out.Tests = found.rules.Hash(), found.asOf.String(), book.Key.Text, found.tests()
	out.Columns = columnsJSON(book)
	for _, column := range found.reads {
		out.Reads = append(out.Reads, column+1)
	}
	for i := range book.Stages {
		out.Stages = append(out.Stages, stageJSON{book.Stages[i].Name, book.Stages[i].Out})
	}
}

// columnsJSON describes the columns that a rulebook may have written, in their order.
func columnsJSON(book *rulebook.Rulebook) []columnJSON {
	all := []columnJSON{}
	add := func(columns []column.Column, byDefault bool) {
		for _, c := range columns {
			all = append(all, columnJSON{c.Name, string(c.Type()), c.Meaning(), byDefault})
		}
	}
	add([]column.Column{column.OfRank()}, false)
	add(column.Of(book), true)
	add(column.Provenance(), false)
	return all
}

// activityJSON is what the rules do on a list.
type activityJSON struct {
	Rules  []findings.RuleJSON `json:"rules"`  // leads for which each holds, a rule's bands behind it
	Stages []audit.StageCount  `json:"stages"` // in the rulebook's order
	Scores map[string]float64  `json:"scores"` // least, quarter, half, three_quarters, most; empty without leads
}

func newActivityJSON(a audit.Activity) *activityJSON {
	out := &activityJSON{Rules: []findings.RuleJSON{}, Stages: append([]audit.StageCount{}, a.Stages...), Scores: map[string]float64{}}
	for i := range a.Rules {
		out.Rules = append(out.Rules, findings.NewRuleJSON(&a.Rules[i]))
	}
	if s := a.Scores; s != nil {
		out.Scores = map[string]float64{"least": s.Least.Float64(), "quarter": s.Quarter.Float64(), "half": s.Half.Float64(), "three_quarters": s.ThreeQuarters.Float64(), "most": s.Most.Float64()}
	}
	return out
}

// fieldJSON is what a list holds in one field; known, blank, absent and unreadable
// sum to the number of leads.
type fieldJSON struct {
	Field      string `json:"field"`
	Column     string `json:"column"`
	Type       string `json:"type"`
	Known      int    `json:"known"`
	Blank      int    `json:"blank"`
	Absent     int    `json:"absent"`
	Unreadable int    `json:"unreadable"`
	Unmatched  int    `json:"unmatched"` // leads with a value that no rule matches
}

func (found *checkResult) writeJSON(w io.Writer) error {
	out := checkJSON{Rulebook: found.file, ReadAs: found.readAs, Leads: found.audit.Leads, Rejected: found.rejected, Fields: []fieldJSON{},
		Findings: append([]findings.Finding{}, found.findings()...),
		Language: rulebook.LanguageVersion, Version: console.Version(), Reads: []int{}, Columns: []columnJSON{}, Stages: []stageJSON{}}
	if found.rules != nil {
		out.describe(found)
	}
	if found.list != "" {
		out.List, out.Activity = &found.list, newActivityJSON(found.audit.Activity)
	}
	for _, f := range found.audit.Fields {
		out.Fields = append(out.Fields, fieldJSON{f.Field, f.Column, f.Type.String(), f.Known, f.Blank, f.Absent, f.Unreadable, f.Unmatched.Leads})
	}
	data, err := report.MarshalJSON(out, "")
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}
