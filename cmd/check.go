package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/findings"
	"leadscore/cmd/internal/report"
	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/match/calendar"
	"leadscore/rulebook"
	"leadscore/scoring"
)

type checkOptions struct {
	common
	inputOptions
	eventOptions
	Leads  string // "": check the rulebook alone; "-": stdin
	Strict string // no, rulebook, list: whose warnings count as problems
	Format string // text, json, csv

	Explain string // the name of a finding
}

// What --strict may say.
const (
	strictNo       = "no"
	strictRulebook = "rulebook"
	strictList     = "list" // and the rulebook
)

func newCheckCommand(e env, shared *common, run func(context.Context, env, checkOptions) error) *cobra.Command {
	o := checkOptions{}
	c := onLeads(&cobra.Command{
		Use:   "check [LEADS]",
		Short: "Find what is wrong, or probably not as meant, in a rulebook, and in how a list fits it",
		Long: `Find what is wrong, or probably not as meant, in a rulebook, and in how a list fits it.

With a list: columns that it lacks, rows and cells that do not read, values that no rule matches, keys that stand
more than once, and cells that a spreadsheet would run; and what each rule does on it: for how many leads it is true,
false or unknown, which rules never or always hold, and how scores and stages spread.

Problems make the status 1; with --strict warnings about the rulebook do too, with --strict=list those about the list
and rules that tell none of its leads from another. Each finding has a name; --explain says what it means, with a bad
and a good example.`,
		Example: `  leadscore check
  leadscore check leads.csv --rules leadscore.yaml
  leadscore check leads.csv --strict=list --format csv > findings.csv
  leadscore check --explain rule_never`,
		GroupID: groupRulebook,
	}, shared, &o.common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	o.inputOptions.addFlags(c)
	o.addLogs(c)
	addEnum(c, c.Flags(), &o.Strict, "strict", "count warnings as problems: those about the rulebook, or about the list too", strictNo, strictRulebook, strictList)
	c.Flags().Lookup("strict").NoOptDefVal = strictRulebook
	c.Flags().StringVar(&o.Explain, "explain", "", "say what the finding of this `NAME` means")
	addEnum(c, c.Flags(), &o.Format, "format", "how to show what is found", "text", "json", "csv")
	return c
}

func runCheck(ctx context.Context, e env, o checkOptions) error {
	if o.Explain != "" {
		return explainCheck(e, o.Explain)
	}
	found, err := check(ctx, e, o)
	if err != nil {
		return err
	}
	if err := e.results("", func(w io.Writer) error { return found.write(w, e, o) }); err != nil {
		return err
	}
	if o.Format != "text" {
		e.note(o.common, "%s", found.tally())
	}
	if found.fails(o.Strict) {
		return errFound
	}
	return nil
}

// checkResult is what a check has found.
type checkResult struct {
	file     string // the rulebook's
	rules    *rules // nil: it has problems
	lines    []string
	problems []rulebook.Problem // of the rulebook, warnings too
	list     string             // "": none was given, or its columns are a problem
	readAs   *listJSON          // how the list is written
	rows     []findings.Finding
	rejected int
	reads    []int        // columns of the list that the rulebook reads
	asOf     calendar.Day // to which a run would count ages
	audit    scoring.AuditReport
	ofList   []findings.Finding // whatever the rulebook
	logs     []findings.Finding // about the logs that were given
}

// maxRowFindings is how many rows that cannot be read are told one by one.
const maxRowFindings = 100

func check(ctx context.Context, e env, o checkOptions) (*checkResult, error) {
	r, err := e.loadRulebook(o.common, o.Leads)
	if wrong, ok := errors.AsType[*rulebook.Error](err); ok {
		return &checkResult{file: wrong.File, lines: wrong.Lines, problems: wrong.Problems}, nil
	}
	if err != nil {
		return nil, err
	}
	quiet := o.common
	quiet.Quiet = true // no scores, so no day to tell
	found := &checkResult{file: r.file, rules: r, lines: r.book.Lines, problems: scoring.Lint(r.book), asOf: e.today(quiet, r.book)}
	if o.Leads == "" {
		return found, found.checkLogs(ctx, e, o, r)
	}
	o.AsOf = asOf{Day: found.asOf, Given: true}
	return found, found.checkList(ctx, e, o, r)
}

// checkList checks a list against a rulebook that is right in itself.
func (found *checkResult) checkList(ctx context.Context, e env, o checkOptions, r *rules) error {
	l, err := e.openList(ctx, o.common, r, listOptions{Leads: o.Leads, Input: o.inputOptions, Logs: o.Logs, Prefix: defaultPrefix})
	if columns, ok := errors.AsType[*rulebook.Error](err); ok {
		found.problems = append(found.problems, columns.Problems...)
		slices.SortStableFunc(found.problems, rulebook.Problem.ComparePos)
		return nil
	}
	if err != nil {
		return err
	}
	defer l.Close()
	found.list, found.readAs, found.reads = l.name, new(l.json()), l.layout.Columns(l.engine.Needs())
	if next := l.reader.Head().RunnerUp; next != encoding.Any {
		e.note(o.common, "%s: the next likely encoding is %v", l.name, next)
	}
	audit, ofList := scoring.NewAudit(l.engine), newListAudit(l)
	l.sees, l.keyed, l.known.Lines = true, false, true // the audit tells of keys
	err = walk[struct{}]{
		workers: 1,
		each: func(*lane) func(*leads.Record, *scoring.Result, *struct{}) error {
			return func(rec *leads.Record, _ *scoring.Result, _ *struct{}) error {
				audit.Add(l.scorer, rec.Line, l.visible)
				ofList.add(rec.Line)
				return nil
			}
		},
		fault: func(rec *leads.Record) {
			if !rec.Fault.Rest {
				found.reject(rec.Fault)
			}
		},
	}.through(l)
	found.audit, found.ofList = audit.Report(), ofList.findings()
	found.logs = logFindings(l.logged, true)
	return err
}

// tests is how many tests the rulebook has, in it and beside it. Files of tests that have
// problems are left to leadscore test.
func (found *checkResult) tests() int {
	if found.rules == nil {
		return 0
	}
	n := len(found.rules.book.Tests)
	beside, _ := testsBeside(found.rules)
	for _, book := range beside {
		n += len(book.Tests)
	}
	return n
}

func (found *checkResult) reject(f *leads.Fault) {
	if found.rejected++; found.rejected <= maxRowFindings {
		found.rows = append(found.rows, findings.OfRow(found.list, f))
	}
}

// fails tells whether what was found makes the check fail.
func (found *checkResult) fails(strict string) bool {
	isWarning := func(f findings.Finding) bool { return f.Severity == findings.SeverityWarning }
	switch {
	case slices.ContainsFunc(found.findings(), func(f findings.Finding) bool { return f.Severity == findings.SeverityProblem }):
		return true
	case strict != strictNo && slices.ContainsFunc(findings.OfRulebook(found.file, found.problems), isWarning):
		return true
	}
	return strict == strictList && (slices.ContainsFunc(found.aboutList(), isWarning) || len(found.audit.Activity.Notes) > 0)
}

func (found *checkResult) findings() []findings.Finding {
	return slices.Concat(
		findings.OfRulebook(found.file, found.problems),
		found.rows,
		found.aboutList(),
		findings.OfActivity(found.file, found.list, found.audit.Activity),
	)
}

// aboutList are the findings about the cells of the list, and about the logs beside it.
func (found *checkResult) aboutList() []findings.Finding {
	return slices.Concat(findings.OfAudit(found.list, found.audit), found.ofList, found.logs)
}

func (found *checkResult) tally() string {
	problems, warnings := 0, 0
	for _, f := range found.findings() {
		switch f.Severity {
		case findings.SeverityProblem:
			problems++
		case findings.SeverityWarning:
			warnings++
		}
	}
	return report.Count(problems, "problem") + ", " + report.Count(warnings, "warning")
}

func (found *checkResult) write(w io.Writer, e env, o checkOptions) error {
	switch o.Format {
	case "json":
		return found.writeJSON(w)
	case "csv":
		var rows []findings.Row
		for _, f := range found.findings() {
			rows = append(rows, f.Row())
		}
		for i := range found.audit.Activity.Rules {
			rows = append(rows, findings.OfRule(found.file, &found.audit.Activity.Rules[i]).Row())
		}
		return leads.WriteTable(w, rows)
	}
	return found.writeText(w, e.screen(o.common))
}

func (found *checkResult) writeText(w io.Writer, screen report.Options) error {
	if len(found.problems) == 0 {
		fmt.Fprintf(w, "%s: no problems\n", report.Clean(found.file))
	} else if err := report.Problems(w, found.file, found.lines, found.problems, screen); err != nil {
		return err
	}
	if n := found.tests(); n > 0 {
		fmt.Fprintf(w, "%s not run: leadscore test runs the tests of a rulebook\n", report.Count(n, "test"))
	}
	if found.list == "" {
		return findings.WriteLogs(w, found.logs, screen)
	}
	fmt.Fprintln(w)
	for _, f := range found.rows {
		fmt.Fprintln(w, report.Clean(fmt.Sprintf("%s:%d:%d: %s. %s", f.File, f.Line, f.Column, f.Message, f.Want)))
	}
	if more := found.rejected - len(found.rows); more > 0 {
		fmt.Fprintf(w, "and %s more\n", report.Count(more, "row"))
	}
	if err := findings.WriteAudit(w, found.list, found.audit, screen); err != nil {
		return err
	}
	if err := findings.WriteList(w, found.ofList, screen); err != nil {
		return err
	}
	if err := findings.WriteLogs(w, found.logs, screen); err != nil {
		return err
	}
	return findings.WriteActivity(w, found.file, found.audit.Activity, screen)
}

// checkJSON is what `check --format json` gives.
type checkJSON struct {
	Rulebook string             `json:"rulebook"`
	List     *string            `json:"list"` // null: none, or its columns are a problem
	ReadAs   *listJSON          `json:"read_as"`
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
	Type    string `json:"type"`    // see scoring.ColumnType
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
	book := found.rules.book
	out.RulesHash, out.AsOf, out.Key, out.Tests = found.rules.hash(), found.asOf.String(), book.Key.Text, found.tests()
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
	add := func(columns []scoring.Column, byDefault bool) {
		for _, c := range columns {
			all = append(all, columnJSON{c.Name, string(c.Type()), c.Meaning(), byDefault})
		}
	}
	add([]scoring.Column{scoring.Rank()}, false)
	add(scoring.Columns(book), true)
	add(scoring.Provenance(), false)
	return all
}

// activityJSON is what the rules do on a list.
type activityJSON struct {
	Rules  []findings.RuleJSON `json:"rules"`  // leads for which each holds, a rule's bands behind it
	Stages []stageLeadsJSON    `json:"stages"` // in the rulebook's order
	Scores map[string]float64  `json:"scores"` // least, quarter, half, three_quarters, most; empty without leads
}

type stageLeadsJSON struct {
	Stage string `json:"stage"` // "": none
	Out   bool   `json:"out"`
	Leads int    `json:"leads"`
}

func newActivityJSON(a scoring.ActivityReport) *activityJSON {
	out := &activityJSON{Rules: []findings.RuleJSON{}, Stages: []stageLeadsJSON{}, Scores: map[string]float64{}}
	for i := range a.Rules {
		out.Rules = append(out.Rules, findings.NewRuleJSON(&a.Rules[i]))
	}
	for _, s := range a.Stages {
		out.Stages = append(out.Stages, stageLeadsJSON{s.Stage, s.Out, s.Leads})
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
		Language: rulebook.LanguageVersion, Version: moduleVersion(), Reads: []int{}, Columns: []columnJSON{}, Stages: []stageJSON{}}
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
