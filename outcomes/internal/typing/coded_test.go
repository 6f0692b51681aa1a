package typing

import (
	"fmt"
	"math"
	"testing"

	"leadscore/outcomes"
)

// oneColumn is a list of one column, of which every third lead was won.
func oneColumn(header string, leads int, cell func(i int) string) Result {
	h := outcomes.NewHistory([]string{header})
	all := make([]int32, leads)
	for i := range leads {
		all[i] = int32(i)
		outcome := outcomes.Lost
		if i%3 == 0 {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{cell(i)}, Outcome: outcome, Order: math.NaN()})
	}
	return Read(h, 0, all, false)
}

// Whole numbers that stand for something are names; those that count are numbers.
func TestNumbersThatAreCodes(t *testing.T) {
	for header, codes := range map[string]bool{
		"SIC": true, "SIC Code": true, "sicCode": true, "Industry": true, "業種コード": true, "Campaign ID": true, "State": true, "NAICS (2022)": true,
		"Employees": false, "Visits": false, "Number of calls": false, "従業員数": false, "Founded": false, "Idle days": false, "Rating": false,
	} {
		got := oneColumn(header, 3000, func(i int) string { return fmt.Sprint(1000 + i*7919%31*111) })
		if got.Field == nil {
			t.Errorf("%s: left out: %v", header, got.Excluded)
			continue
		}
		if example, are := got.Field.Codes(); are != codes || (got.Field.Kind == TextKind) != codes {
			t.Errorf("%s: codes such as %q: %v, as kind %d; want %v", header, example, are, got.Field.Kind, codes)
		}
	}
	if got := oneColumn("campaign", 3000, func(i int) string { return fmt.Sprint(1 + i*7919%31) }); got.Field == nil || got.Field.Kind != NumberKind {
		t.Error("a count of calls is no number")
	}
	if got := oneColumn("Customer code", 3000, func(i int) string { return fmt.Sprint(1000 + i*7919%3001) }); got.Field != nil {
		t.Error("a number of each lead is used")
	}
}

// What stands under the header of people's names is called what it is.
func TestPeopleAreCalledWhatTheyAre(t *testing.T) {
	for _, c := range []struct{ cell, want string }{
		{"p%d@example.com", "it holds e-mail addresses of people"},
		{"03-5555-%04d", "it holds numbers or addresses of people"},
		{"%d Main Street, Springfield", "it holds numbers or addresses of people"},
	} {
		got := oneColumn("Contact", 900, func(i int) string { return fmt.Sprintf(c.cell, i) })
		if got.Excluded == nil || got.Excluded.Reason.String() != c.want {
			t.Errorf("%s: %v, want %q", c.cell, got.Excluded, c.want)
		}
	}
	letters := "abcdefghijklmnopqrstuvwxyz"
	got := oneColumn("Contact", 600, func(i int) string { return "An" + letters[i%26:i%26+1] + " Le" + letters[i/26:i/26+1] })
	if got.Excluded == nil || got.Excluded.Reason.String() != "it holds names of people" {
		t.Errorf("names: %v", got.Excluded)
	}
}
