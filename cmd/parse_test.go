package cmd

import (
	"context"
	"io"
	"reflect"
	"slices"
	"testing"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/annotate"
	"leadscore/cmd/internal/checking"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/leadsearch"
	"leadscore/cmd/internal/learning"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/ranking"
	"leadscore/cmd/internal/writing"
	"leadscore/leads/encoding"
	"leadscore/match/cell"
	"leadscore/rulebook"
)

// parse gives the options that a command makes of its arguments.
func parse[O any](t *testing.T, construct func(console.Env, *console.Common, func(context.Context, console.Env, O) error) *cobra.Command, args ...string) O {
	t.Helper()
	var got O
	root := &cobra.Command{Use: "leadscore", SilenceErrors: true, SilenceUsage: true}
	root.SetOut(io.Discard)
	root.SetErr(io.Discard)
	shared := &console.Common{}
	addCommon(root, shared)
	root.AddGroup(&cobra.Group{ID: groupLeads}, &cobra.Group{ID: groupRulebook})
	command := construct(console.Env{}, shared, func(_ context.Context, _ console.Env, o O) error {
		got = o
		return nil
	})
	root.AddCommand(command)
	root.SetArgs(append([]string{command.Name()}, args...))
	if err := root.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	return got
}

// same compares whole option structs.
func same(t *testing.T, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
}

func defaults() console.Common {
	return console.Common{Rules: "leadscore.yaml", Color: "auto", Ambiguous: "1", Lang: "rulebook"}
}

// unread are the options of a list of which nothing is told.
func unread() listfile.InputOptions { return listfile.InputOptions{Ragged: "pad"} }

// noImport are the options of a list that no CRM is to import.
func noImport() annotate.ImportOptions { return annotate.ImportOptions{For: "list"} }

// asRead are the options of a list that is written as it was read.
func asRead() writing.WriteOptions { return writing.WriteOptions{OnUnmappable: "error"} }

func TestParseRank(t *testing.T) {
	same(t, parse(t, newRankCommand), ranking.Options{Asked: leadlist.Asked{Common: defaults(), InputOptions: unread(), OutputOptions: console.OutputOptions{Book: true}}, WriteOptions: asRead(), Format: "table", Top: 20})

	day, err := cell.ParseDay("2026-11-21", rulebook.OrderUnset, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := parse(t, newRankCommand, "leads.csv", "-r", "other.yaml", "--as-of", "2026-11-21", "-q", "--color", "never", "--width=80", "--ambiguous-width", "2",
		"-n", "0", "--stage", "SQL,Out of territory", "--stage=Nurture", "-o", "out.csv", "--format", "csv", "--excel")
	same(t, got, ranking.Options{
		Asked: leadlist.Asked{
			Common: console.Common{
				Rules: "other.yaml", AsOf: console.AsOf{Day: day, Given: true}, Quiet: true, Color: "never", Width: console.Width{Cells: 80, Given: true}, Ambiguous: "2", Lang: "rulebook",
			},
			InputOptions: unread(), Leads: "leads.csv", OutputOptions: console.OutputOptions{Output: "out.csv", Book: true},
		},
		Top: 0, Stages: []string{"SQL", "Out of territory", "Nurture"}, Format: "csv",
		WriteOptions: writing.WriteOptions{Excel: true, OnUnmappable: "error"},
	})
}

func TestParseScore(t *testing.T) {
	same(t, parse(t, newScoreCommand), annotate.Options{Asked: leadlist.Asked{Common: defaults(), InputOptions: unread(), OutputOptions: console.OutputOptions{Book: true}}, WriteOptions: asRead(), ImportOptions: noImport(), Format: "csv", Prefix: "lead_", Reasons: 3})

	got := parse(t, newScoreCommand, "-", "--sorted", "--columns", "score,stage", "--format=jsonl", "--rejects", "bad.csv", "--prefix", "", "--replace", "--reasons", "5", "-o", "-")
	same(t, got, annotate.Options{
		Asked:        leadlist.Asked{Common: defaults(), InputOptions: unread(), Leads: "-", OutputOptions: console.OutputOptions{Output: "-", Book: true}},
		WriteOptions: asRead(), ImportOptions: noImport(), Sorted: true, Columns: []string{"score", "stage"}, Format: "jsonl", Rejects: "bad.csv", Prefix: "", Replace: true, Reasons: 5,
	})

	got = parse(t, newScoreCommand, "--only-ours", "--key", "Lead ID", "--since", "old.csv", "--header-map", "map.csv", "--for", "hubspot")
	same(t, got.ImportOptions, annotate.ImportOptions{OnlyOurs: true, Key: "Lead ID", Since: "old.csv", HeaderMap: "map.csv", For: "hubspot"})
}

func TestParseExplain(t *testing.T) {
	same(t, parse(t, newExplainCommand), leadsearch.Options{Asked: leadlist.Asked{Common: defaults(), InputOptions: unread()}, Format: "text"})
	same(t, parse(t, newExplainCommand, "l.csv", "--lead", "L-1", "--format", "json", "-o", "why.json"),
		leadsearch.Options{Asked: leadlist.Asked{Common: defaults(), InputOptions: unread(), Leads: "l.csv", OutputOptions: console.OutputOptions{Output: "why.json"}}, Keys: []string{"L-1"}, Format: "json"})
	same(t, parse(t, newExplainCommand, "--line", "7"), leadsearch.Options{Asked: leadlist.Asked{Common: defaults(), InputOptions: unread()}, Line: 7, Format: "text"})
}

func TestParseCheck(t *testing.T) {
	same(t, parse(t, newCheckCommand), checking.Options{Common: defaults(), InputOptions: unread(), Strict: "no", Format: "text"})
	same(t, parse(t, newCheckCommand, "leads.csv", "--strict", "--format", "csv"),
		checking.Options{Common: defaults(), InputOptions: unread(), Leads: "leads.csv", Strict: "rulebook", Format: "csv"})
}

// TestParseInput: every command that reads a list takes the same flags for it.
func TestParseInput(t *testing.T) {
	flags := []string{"--encoding", "Shift_JIS", "--delimiter", "tab", "--header-line", "3", "--ragged", "keep", "--max-rejects", "0.5%"}
	want := listfile.InputOptions{
		Encoding: listfile.Encoding{Encoding: encoding.CP932}, Delimiter: '\t', HeaderLine: 3, Ragged: "keep", MaxRejects: listfile.RejectLimit{Text: "0.5%", Share: true, Most: 0.5},
	}
	same(t, parse(t, newRankCommand, flags...).InputOptions, want)
	same(t, parse(t, newScoreCommand, flags...).InputOptions, want)
	same(t, parse(t, newExplainCommand, flags...).InputOptions, want)
	want.MaxRejects = listfile.RejectLimit{} // each such row is a problem to check
	same(t, parse(t, newCheckCommand, flags[:8]...).InputOptions, want)
	same(t, parse(t, newRankCommand, "--delimiter=;", "--max-rejects=10").InputOptions,
		listfile.InputOptions{Delimiter: ';', Ragged: "pad", MaxRejects: listfile.RejectLimit{Text: "10", Most: 10}})
}

func TestParseWriting(t *testing.T) {
	same(t, parse(t, newScoreCommand, "--output-encoding", "utf-8-bom", "--excel-safe", "--on-unmappable", "replace").WriteOptions,
		writing.WriteOptions{Encoding: listfile.Encoding{Encoding: encoding.UTF8, BOM: true}, ExcelSafe: "text", OnUnmappable: "replace"})
	same(t, parse(t, newScoreCommand, "--excel").WriteOptions, writing.WriteOptions{Excel: true, OnUnmappable: "error"})
}

func TestParseFrameworks(t *testing.T) {
	same(t, parse(t, newFrameworksCommand), frameworksOptions{Common: defaults()})
	same(t, parse(t, newFrameworksCommand, "BANT"), frameworksOptions{Common: defaults(), Name: "BANT"})
}

// Every command says what arguments it takes, where it belongs, and by example how
// it is used.
func TestCommandsAreComplete(t *testing.T) {
	for _, c := range newRoot(console.Env{}, io.Discard, nil).Commands() {
		if c.Args == nil {
			t.Errorf("%s accepts any arguments", c.Name())
		}
		if c.GroupID == "" {
			t.Errorf("%s has no group", c.Name())
		}
		if c.GroupID != groupReference && c.Example == "" {
			t.Errorf("%s has no example", c.Name())
		}
	}
}

// A command that is made alone is the one that is made among all.
func TestCommandsAlone(t *testing.T) {
	alone := 0
	for _, c := range newRoot(console.Env{}, io.Discard, nil).Commands() {
		root := newRoot(console.Env{}, io.Discard, []string{c.Name()})
		if len(root.Commands()) == 2 { // and help
			alone++
		}
		found, _, err := root.Find([]string{c.Name()})
		if err != nil || found.UsageString() != c.UsageString() || found.Long != c.Long {
			t.Errorf("%s: alone it is\n%s%v, among all\n%s", c.Name(), found.UsageString(), err, c.UsageString())
		}
	}
	if alone < 17 {
		t.Errorf("%d commands are made alone", alone)
	}
}

func TestColumnNames(t *testing.T) {
	header := []string{"Tags", "Last, first", "Lead Quality"}
	for _, tt := range []struct {
		lists, want []string
	}{
		{nil, nil},
		{[]string{"Tags"}, []string{"Tags"}},
		{[]string{"tags, Lead Quality"}, []string{"tags", "Lead Quality"}},
		{[]string{"last, FIRST", "Tags,Nope"}, []string{"last, FIRST", "Tags", "Nope"}},
	} {
		if got := learning.ColumnNames(tt.lists, header); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q; want %q", tt.lists, got, tt.want)
		}
	}
}
