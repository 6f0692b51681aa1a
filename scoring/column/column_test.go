package column_test

import (
	"slices"
	"strings"
	"testing"

	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/column"
)

func names(columns []column.Column) []string {
	var all []string
	for _, c := range columns {
		all = append(all, c.Name)
	}
	return all
}

// A rulebook fills the columns of what it has, in the order of docs/rulebook.md.
func TestColumnsOfRulebooks(t *testing.T) {
	for _, c := range []struct {
		name string
		rb   rulebook.Rulebook
		want string
	}{
		{"nothing but criteria", rulebook.Rulebook{}, "score score_low score_high reasons next_question"},
		{"stages", rulebook.Rulebook{Stages: make([]rulebook.Stage, 1)}, "score score_low score_high stage reasons next_question"},
		{"rates", rulebook.Rulebook{Score: rulebook.Score{Rates: make([]rulebook.WinRate, 1)}}, "score score_low score_high win_rate reasons next_question"},
		{"profiles", rulebook.Rulebook{ICP: &rulebook.ICP{}}, "score score_low score_high grade fit icp reasons next_question"},
		{"a group without grades", rulebook.Rulebook{Groups: []rulebook.Group{{Name: "Buzz"}}}, "score score_low score_high reasons next_question"},
		{"a graded group", rulebook.Rulebook{Groups: []rulebook.Group{{Name: "Buzz"}, {Name: "Web Visits", Grades: []rulebook.Grade{{Name: "A", AtLeast: exact.Int(5)}}}}},
			"score score_low score_high grade web_visits reasons next_question"},
		{"a framework", rulebook.Rulebook{Frameworks: []rulebook.Framework{{Name: "BANT"}}}, "score score_low score_high bant reasons next_question"},
	} {
		if got := strings.Join(names(column.Of(&c.rb)), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Each column is one of those that every rulebook fills or may fill, of those about
// accounts, of those that say what the others come from, or the rank; and tells what it means.
func TestEveryColumn(t *testing.T) {
	rb := rulebook.Rulebook{
		ICP: &rulebook.ICP{}, Stages: make([]rulebook.Stage, 1), Score: rulebook.Score{Rates: make([]rulebook.WinRate, 1)},
	}
	all := slices.Concat([]column.Column{column.OfRank()}, column.Of(&rb), column.OfAccounts(), column.Provenance())
	if got, want := names(all), column.Names(); !slices.Equal(got, want) {
		t.Errorf("by kind %s, all %s", got, want)
	}
	seen := map[string]bool{}
	for _, c := range all {
		if c.Meaning() == "" || seen[c.Meaning()] {
			t.Errorf("%s means %q", c.Name, c.Meaning())
		}
		seen[c.Meaning()] = true
		if numeric := c.Type() == column.WholeNumber || c.Type() == column.Decimal; numeric != c.Numeric {
			t.Errorf("%s is of type %s, and numeric: %v", c.Name, c.Type(), c.Numeric)
		}
	}
}

// The columns about an account are empty for a lead that has none.
func TestAccountInfo(t *testing.T) {
	some := &column.AccountInfo{Name: "Acme", Score: 12_500, Leads: 3, Missing: "buyer; user"}
	for _, c := range []struct {
		of   *column.AccountInfo
		want string
	}{{some, "Acme|12.5|3|buyer; user|"}, {nil, "||||"}} {
		got := ""
		for _, of := range column.OfAccounts() {
			got += string(c.of.AppendText(nil, of.Kind)) + "|"
		}
		if got != c.want {
			t.Errorf("%+v: %s, want %s", c.of, got, c.want)
		}
	}
}
