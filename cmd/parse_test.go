package cmd

import (
	"context"
	"io"
	"reflect"
	"testing"

	"github.com/spf13/cobra"

	"leadscore/match"
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
	return common{Rules: "rules.yaml", Color: "auto", Ambiguous: "1"}
}

func TestParseRank(t *testing.T) {
	same(t, parse(t, newRankCommand), rankOptions{common: defaults(), Format: "table", Top: 20})

	day, err := match.ParseDay("2026-11-21", match.OrderUnset, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := parse(t, newRankCommand, "leads.csv", "-r", "other.yaml", "--as-of", "2026-11-21", "-q", "--color", "never", "--width=80", "--ambiguous-width", "2",
		"-n", "0", "--stage", "SQL,Out of territory", "--stage=Nurture", "-o", "out.csv", "--format", "csv")
	same(t, got, rankOptions{
		common: common{
			Rules: "other.yaml", AsOf: asOf{day, true}, Quiet: true, Color: "never", Width: width{80, true}, Ambiguous: "2",
		},
		Leads: "leads.csv", Top: 0, Stages: []string{"SQL", "Out of territory", "Nurture"}, Output: "out.csv", Format: "csv",
	})
}

func TestParseScore(t *testing.T) {
	same(t, parse(t, newScoreCommand), scoreOptions{common: defaults(), Format: "csv", Prefix: "lead_", Reasons: 3})

	got := parse(t, newScoreCommand, "-", "--sorted", "--columns", "score,stage", "--format=jsonl", "--rejects", "bad.csv", "--prefix", "", "--replace", "--reasons", "5", "-o", "-")
	same(t, got, scoreOptions{
		common: defaults(), Leads: "-", Sorted: true, Columns: []string{"score", "stage"}, Format: "jsonl",
		Rejects: "bad.csv", Prefix: "", Replace: true, Reasons: 5, Output: "-",
	})
}

func TestParseExplain(t *testing.T) {
	same(t, parse(t, newExplainCommand), explainOptions{common: defaults(), Format: "text"})
	same(t, parse(t, newExplainCommand, "l.csv", "--lead", "L-1", "--format", "json", "-o", "why.json"),
		explainOptions{common: defaults(), Leads: "l.csv", Lead: "L-1", Format: "json", Output: "why.json"})
	same(t, parse(t, newExplainCommand, "--line", "7"), explainOptions{common: defaults(), Line: 7, Format: "text"})
}

func TestParseCheck(t *testing.T) {
	same(t, parse(t, newCheckCommand), checkOptions{common: defaults(), Format: "text"})
	same(t, parse(t, newCheckCommand, "leads.csv", "--strict", "--format", "csv"),
		checkOptions{common: defaults(), Leads: "leads.csv", Strict: true, Format: "csv"})
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
