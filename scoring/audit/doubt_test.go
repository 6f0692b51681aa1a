package audit_test

import (
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
	"leadscore/scoring/audit"
)

// TestDoubts: what reads, but probably not as meant, is told by check with counts and by a
// run without, and nothing else is.
func TestDoubts(t *testing.T) {
	const rules = `
fields:
  size: {column: Employees, type: number}
  money: {column: Money, type: number}
  rate: {column: Rate, type: number}
  german: {column: German, type: number, decimal: comma}
  seen: {column: Seen, type: date}
  close: {column: Close, type: date}
criteria:
  - {name: A, field: size, at_least: 100, points: 1}
  - {name: B, field: money, bands: [{at_least: 5000, points: 2}, {points: 0}]}
  - {name: C, field: rate, at_least: 50, points: 1}
  - {name: D, field: german, at_least: 50, points: 1}
  - {name: E, field: seen, within: 30d, points: 1}
  - {name: F, when: {any: [{field: close, within_next: 30d}, {field: close, within: 10d}]}, points: 1}
`
	for _, c := range []struct {
		name, column string
		cells        []string
		kind         string // "": no doubt
		count, line  int
		want         string
	}{
		{"every point has three digits behind it", "Money", []string{"€10.000", "5", "1.250"}, "thousands", 2, 2, `2 cells with three digits behind the point: "€10.000" on line 2 is read as 10`},
		{"one cell", "Money", []string{"", "1.500 €"}, "thousands", 1, 3, `1 cell with three digits behind the point: "1.500 €" on line 3 is read as 1.5`},
		{"an interval", "Money", []string{"1.000-5.000"}, "thousands", 1, 2, `"1.000-5.000" on line 2 is read as 1 to 5`},
		{"full width", "Money", []string{"１．５００"}, "thousands", 1, 2, "is read as 1.5"},
		{"another number of digits", "Money", []string{"10.000", "2.5"}, "", 0, 0, ""},
		{"a share", "Money", []string{"0.125", "0.250"}, "", 0, 0, ""},
		{"commas", "Money", []string{"10,000", "2,500"}, "", 0, 0, ""},
		{"people by the column", "Employees", []string{"1.500", "2.5"}, "thousands", 1, 2, "is read as 1.5"},
		{"people by their unit", "Money", []string{"2.5", "1.500 employees"}, "thousands", 1, 3, "is read as 1.5"},
		{"people in Japanese", "Money", []string{"2.5", "1.500名"}, "thousands", 1, 3, "is read as 1.5"},
		{"decimal comma", "German", []string{"1,500", "10,000"}, "thousands", 2, 2, `three digits behind the comma: "1,500" on line 2 is read as 1.5`},
		{"decimal comma as meant", "German", []string{"1.500,25"}, "", 0, 0, ""},
		{"percent signs", "Rate", []string{"75%", "80", "5 %"}, "percent", 2, 2, `2 cells with a percent sign, beside a rule that compares with 50 (line 12): "75%" on line 2 is read as 0.75`},
		{"full-width percent signs", "Rate", []string{"７５％"}, "percent", 1, 2, "is read as 0.75"},
		{"no percent signs", "Rate", []string{"75"}, "", 0, 0, ""},
		{"days to come", "Seen", []string{"2026-11-21", "2026-11-22", "2027-01-01"}, "to_come", 2, 3, `2 dates lie after 2026-11-21, the first on line 3: "2026-11-22"`},
		{"one day to come", "Seen", []string{"2026/12/01"}, "to_come", 1, 2, `1 date lies after 2026-11-21`},
		{"days past", "Seen", []string{"2026-11-21", "2025-01-01"}, "", 0, 0, ""},
		{"where a rule looks forward", "Close", []string{"2027-01-01"}, "", 0, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			header := []string{"Employees", "Money", "Rate", "German", "Seen", "Close"}
			rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte("version: 1"+rules)))
			if rb == nil {
				t.Fatal(problems)
			}
			e, more := rulebook.Unpack(scoring.Compile(rb, header, scoring.Options{AsOf: asOf}))
			if len(problems)+len(more) > 0 {
				t.Fatal(append(problems, more...))
			}
			ofList, scorer := audit.New(e), e.NewScorer()
			remarked := make([]audit.Remarked, len(e.Fields()))
			toCome := 0
			for i, cell := range c.cells {
				cells := make([]string, len(header))
				for j := range header {
					if header[j] == c.column {
						cells[j] = cell
					}
				}
				toCome += len(scorer.Score(cells).ToCome)
				ofList.Add(scorer, i+2, cells)
				for _, r := range scorer.Remarks() {
					remarked[r.Field].Add(r, 0)
				}
			}
			var told, run []audit.Doubt
			for i, f := range ofList.Report().Fields {
				told = append(told, f.Doubts...)
				run = append(run, audit.Doubts(e, i, &remarked[i])...)
			}
			if c.kind == "" {
				if len(told)+len(run)+toCome > 0 {
					t.Errorf("%v, %v, %d to come", told, run, toCome)
				}
				return
			}
			if len(told) != 1 || told[0].Kind != c.kind || told[0].Count != c.count || told[0].Line != c.line || !strings.Contains(told[0].Message, c.want) {
				t.Errorf("%+v, want %d on line %d: %s", told, c.count, c.line, c.want)
			}
			if c.kind == "to_come" && toCome != c.count || c.kind != "to_come" && (len(run) != 1 || run[0].Kind != c.kind || run[0].Count != 0) {
				t.Errorf("in a run %+v, %d to come", run, toCome)
			}
		})
	}
}
