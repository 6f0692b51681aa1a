package diff

import (
	"reflect"
	"strings"
	"testing"

	"leadscore/rulebook/yaml"
)

const diffBase = `version: 1
name: A
fields:
  size: {column: Employees, type: number}
  country: {column: Country}
icp:
  points: 40
  profiles:
    - name: Japan
      attributes:
        - {field: country, is: JP, weight: 60}
        - {field: size, at_least: 100, weight: 40}
groups:
  engagement: {max: 30}
criteria:
  - {name: Size, field: size, bands: [{at_least: 500, points: 10}, {at_least: 50, points: 5}], why: deals}
  - {name: Home, field: country, is: JP, points: 20, group: engagement}
frameworks:
  BANT:
    points: 20
    elements:
      budget: {field: size}
stages:
  - {stage: SQL, metric: score, at_least: 60}
  - {stage: MQL, metric: fit, at_least: 50%}
  - {stage: Rest, metric: score, at_least: 0}
`

func TestDiff(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		want           []Change
	}{
		{"nothing", "name: A", "name: B", nil},
		{"a note", "why: deals", "why: none", nil},
		{"points", "points: 20, group", "points: 25, group", []Change{{"criteria", "Home", "points", "20", "25"}}},
		{"a band's points", "points: 10}", "points: 12}", []Change{{"criteria", "Size", "band at_least: 500: points", "10", "12"}}},
		{"where a band begins", "at_least: 500", "at_least: 400", []Change{{"criteria", "Size", "band at_least: 500: at_least", "500", "400"}}},
		{"a band more", "{at_least: 50, points: 5}", "{at_least: 50, points: 5}, {at_least: 10, points: 1}", []Change{{"criteria", "Size", "band at_least: 10", "", "{at_least: 10, points: 1}"}}},
		{"a criterion more", "frameworks:", "  - {name: New, field: country, is: US, points: 1}\nframeworks:",
			[]Change{{"criteria", "New", "", "", "{name: New, field: country, is: US, points: 1}"}}},
		{"a cap", "max: 30", "max: 20", []Change{{"groups", "engagement", "max", "30", "20"}}},
		{"a weight", "weight: 60", "weight: 50", []Change{{"icp", "Japan", "attribute field: country, is: JP: weight", "60", "50"}}},
		{"the ICP's points", "points: 40", "points: 30", []Change{{"icp", "", "points", "40", "30"}}},
		{"an element", "budget: {field: size}", "budget: {field: size, weight: 2}", []Change{{"frameworks", "BANT", "elements: budget: weight", "", "2"}}},
		{"a stage", "at_least: 60", "at_least: 55", []Change{{"stages", "SQL", "at_least", "60", "55"}}},
		{"a field", "column: Country", "column: Land", []Change{{"fields", "country", "column", "Country", "Land"}}},
		{"the order of stages", "  - {stage: SQL, metric: score, at_least: 60}\n  - {stage: MQL, metric: fit, at_least: 50%}\n",
			"  - {stage: MQL, metric: fit, at_least: 50%}\n  - {stage: SQL, metric: score, at_least: 60}\n", []Change{{"stages", "", "order", "SQL, MQL, Rest", "MQL, SQL, Rest"}}},
		{"a new section", "stages:", "score: {max: 100}\nstages:", []Change{{"score", "", "", "", "{max: 100}"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if strings.Count(diffBase, c.old) != 1 {
				t.Fatalf("%q stands %d times", c.old, strings.Count(diffBase, c.old))
			}
			before, err := yaml.Load("a.yaml", []byte(diffBase))
			if err != nil {
				t.Fatal(err)
			}
			after, err := yaml.Load("b.yaml", []byte(strings.Replace(diffBase, c.old, c.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if got := Rulebooks(before, after); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
			if got := Rulebooks(before, before); got != nil {
				t.Errorf("a rulebook differs from itself: %q", got)
			}
		})
	}
}
