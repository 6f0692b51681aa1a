package testrun

import (
	"io"

	"leadscore/cmd/internal/explain"
	"leadscore/cmd/internal/findings"
	"leadscore/cmd/internal/report"
)

type reportJSON struct {
	Rulebook string       `json:"rulebook"`
	Passed   int          `json:"passed"`
	Failed   int          `json:"failed"`
	Tests    []testJSON   `json:"tests"`
	Coverage coverageJSON `json:"coverage"`
}

type testJSON struct {
	Name        string            `json:"name"`
	File        string            `json:"file"`
	Line        int               `json:"line"`
	Column      int               `json:"column"`
	Passed      bool              `json:"passed"`
	Wants       []wantJSON        `json:"wants"`
	Explanation *explain.LeadJSON `json:"explanation"` // null: it passed
}

type wantJSON struct {
	Metric string `json:"metric"`
	Wanted string `json:"wanted"`
	Got    string `json:"got"`
	Met    bool   `json:"met"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

type coverageJSON struct {
	Covered int                 `json:"covered"`
	Rules   []findings.RuleJSON `json:"rules"`
}

// WriteJSON writes the report as one object.
func (r *Report) WriteJSON(w io.Writer) error {
	out := reportJSON{Rulebook: r.Rules.File, Failed: r.Failed(), Passed: len(r.Results) - r.Failed(), Tests: []testJSON{}}
	for i := range r.Results {
		out.Tests = append(out.Tests, r.Results[i].json())
	}
	out.Coverage = coverageJSON{r.Coverage.Covered(), []findings.RuleJSON{}}
	for i := range r.Coverage.Rules {
		out.Coverage.Rules = append(out.Coverage.Rules, findings.NewRuleJSON(&r.Coverage.Rules[i]))
	}
	data, err := report.MarshalJSON(out, "")
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

func (r *Result) json() testJSON {
	t := testJSON{
		Name: r.Test.Name, File: r.File, Line: r.Test.Pos.Line, Column: r.Test.Pos.Column, Passed: r.Passed(),
		Wants: []wantJSON{},
	}
	if r.Explanation != nil {
		t.Explanation = new(explain.NewLeadJSON(r.Explanation, r.Test.Pos.Line))
	}
	for _, w := range r.Wants {
		t.Wants = append(t.Wants, wantJSON{w.Metric, w.Wanted, w.Got, w.Met, w.Pos.Line, w.Pos.Column})
	}
	return t
}
