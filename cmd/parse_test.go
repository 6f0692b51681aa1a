package cmd

import (
	"context"
	"io"
	"reflect"
	"slices"
	"testing"

	"github.com/spf13/cobra"

	"leadscore/leads/encoding"
	"leadscore/match/cell"
	"leadscore/rulebook"
)

// parse gives the options that a command makes of its arguments.
func parse[O any](t *testing.T, construct func(env, *common, func(context.Context, env, O) error) *cobra.Command, args ...string) O {
	t.Helper()
	var got O
	root := &cobra.Command{Use: "leadscore", SilenceErrors: true, SilenceUsage: true}
	root.SetOut(io.Discard)
	root.SetErr(io.Discard)
	shared := &common{}
	shared.addFlags(root)
	root.AddGroup(&cobra.Group{ID: groupLeads}, &cobra.Group{ID: groupRulebook})
	command := construct(env{}, shared, func(_ context.Context, _ env, o O) error {
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

func defaults() common {
	return common{Rules: "leadscore.yaml", Color: "auto", Ambiguous: "1", Lang: "rulebook"}
}

// unread are the options of a list of which nothing is told.
func unread() inputOptions { return inputOptions{Ragged: "pad"} }

// noImport are the options of a list that no CRM is to import.
func noImport() importOptions { return importOptions{For: "list"} }

// asRead are the options of a list that is written as it was read.
func asRead() writeOptions { return writeOptions{OnUnmappable: "error"} }

func TestParseRank(t *testing.T) {
	same(t, parse(t, newRankCommand), rankOptions{common: defaults(), inputOptions: unread(), outputOptions: outputOptions{book: true}, writeOptions: asRead(), Format: "table", Top: 20})

	day, err := cell.ParseDay("2026-11-21", rulebook.OrderUnset, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := parse(t, newRankCommand, "leads.csv", "-r", "other.yaml", "--as-of", "2026-11-21", "-q", "--color", "never", "--width=80", "--ambiguous-width", "2",
		"-n", "0", "--stage", "SQL,Out of territory", "--stage=Nurture", "-o", "out.csv", "--format", "csv", "--excel")
	same(t, got, rankOptions{
		common: common{
			Rules: "other.yaml", AsOf: asOf{Day: day, Given: true}, Quiet: true, Color: "never", Width: width{Cells: 80, Given: true}, Ambiguous: "2", Lang: "rulebook",
		},
		inputOptions: unread(),
		Leads:        "leads.csv", Top: 0, Stages: []string{"SQL", "Out of territory", "Nurture"}, outputOptions: outputOptions{Output: "out.csv", book: true}, Format: "csv",
		writeOptions: writeOptions{Excel: true, OnUnmappable: "error"},
	})
}

func TestParseScore(t *testing.T) {
	same(t, parse(t, newScoreCommand), scoreOptions{common: defaults(), inputOptions: unread(), outputOptions: outputOptions{book: true}, writeOptions: asRead(), importOptions: noImport(), Format: "csv", Prefix: "lead_", Reasons: 3})

	got := parse(t, newScoreCommand, "-", "--sorted", "--columns", "score,stage", "--format=jsonl", "--rejects", "bad.csv", "--prefix", "", "--replace", "--reasons", "5", "-o", "-")
	same(t, got, scoreOptions{
		common: defaults(), inputOptions: unread(), writeOptions: asRead(), importOptions: noImport(), Leads: "-", Sorted: true, Columns: []string{"score", "stage"}, Format: "jsonl",
		Rejects: "bad.csv", Prefix: "", Replace: true, Reasons: 5, outputOptions: outputOptions{Output: "-", book: true},
	})

	got = parse(t, newScoreCommand, "--only-ours", "--key", "Lead ID", "--since", "old.csv", "--header-map", "map.csv", "--for", "hubspot")
	same(t, got.importOptions, importOptions{OnlyOurs: true, Key: "Lead ID", Since: "old.csv", HeaderMap: "map.csv", For: "hubspot"})
}

func TestParseExplain(t *testing.T) {
	same(t, parse(t, newExplainCommand), explainOptions{common: defaults(), inputOptions: unread(), Format: "text"})
	same(t, parse(t, newExplainCommand, "l.csv", "--lead", "L-1", "--format", "json", "-o", "why.json"),
		explainOptions{common: defaults(), inputOptions: unread(), Leads: "l.csv", Keys: []string{"L-1"}, Format: "json", outputOptions: outputOptions{Output: "why.json"}})
	same(t, parse(t, newExplainCommand, "--line", "7"), explainOptions{common: defaults(), inputOptions: unread(), Line: 7, Format: "text"})
}

func TestParseCheck(t *testing.T) {
	same(t, parse(t, newCheckCommand), checkOptions{common: defaults(), inputOptions: unread(), Strict: "no", Format: "text"})
	same(t, parse(t, newCheckCommand, "leads.csv", "--strict", "--format", "csv"),
		checkOptions{common: defaults(), inputOptions: unread(), Leads: "leads.csv", Strict: "rulebook", Format: "csv"})
}

// TestParseInput: every command that reads a list takes the same flags for it.
func TestParseInput(t *testing.T) {
	flags := []string{"--encoding", "Shift_JIS", "--delimiter", "tab", "--header-line", "3", "--ragged", "keep", "--max-rejects", "0.5%"}
	want := inputOptions{
		Encoding: encodingName{Encoding: encoding.CP932}, Delimiter: '\t', HeaderLine: 3, Ragged: "keep", MaxRejects: rejectLimit{Text: "0.5%", Share: true, Most: 0.5},
	}
	same(t, parse(t, newRankCommand, flags...).inputOptions, want)
	same(t, parse(t, newScoreCommand, flags...).inputOptions, want)
	same(t, parse(t, newExplainCommand, flags...).inputOptions, want)
	want.MaxRejects = rejectLimit{} // each such row is a problem to check
	same(t, parse(t, newCheckCommand, flags[:8]...).inputOptions, want)
	same(t, parse(t, newRankCommand, "--delimiter=;", "--max-rejects=10").inputOptions,
		inputOptions{Delimiter: ';', Ragged: "pad", MaxRejects: rejectLimit{Text: "10", Most: 10}})
}

func TestParseWriting(t *testing.T) {
	same(t, parse(t, newScoreCommand, "--output-encoding", "utf-8-bom", "--excel-safe", "--on-unmappable", "replace").writeOptions,
		writeOptions{Encoding: encodingName{Encoding: encoding.UTF8, BOM: true}, ExcelSafe: "text", OnUnmappable: "replace"})
	same(t, parse(t, newScoreCommand, "--excel").writeOptions, writeOptions{Excel: true, OnUnmappable: "error"})
}

func TestParseFrameworks(t *testing.T) {
	same(t, parse(t, newFrameworksCommand), frameworksOptions{common: defaults()})
	same(t, parse(t, newFrameworksCommand, "BANT"), frameworksOptions{common: defaults(), Name: "BANT"})
}

// Every command says what arguments it takes, where it belongs, and by example how
// it is used.
func TestCommandsAreComplete(t *testing.T) {
	for _, c := range newRoot(env{}, io.Discard).Commands() {
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
		if got := columnNames(tt.lists, header); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q; want %q", tt.lists, got, tt.want)
		}
	}
}
