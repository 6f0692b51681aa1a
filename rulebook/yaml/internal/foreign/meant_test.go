package foreign

import (
	"testing"

	"gopkg.in/yaml.v3"

	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/node"
)

// What expressions of other tools come to here.
func TestConditionMeant(t *testing.T) {
	for text, want := range map[string]string{
		`"CEO" in title`:         "field: title, contains: CEO",
		`"CEO" not in title`:     "not: {field: title, contains: CEO}",
		`ISBLANK(Phone)`:         "field: Phone, known: false",
		`10 <= employees <= 50`:  "field: employees, between: [10, 50]",
		`50 > employees >= 10`:   "field: employees, at_least: 10, below: 50",
		`employees > 10`:         "field: employees, above: 10",
		`country == "JP" && a<2`: "all: [{field: country, is: JP}, {field: a, below: 2}]",
	} {
		if got := ConditionMeant(text, false); got != want {
			t.Errorf("%s\nis  %s\nnot %s", text, got, want)
		}
	}
}

// JSON logic's missing names fields, one or several; a truth value is none.
func TestMissingMeant(t *testing.T) {
	for src, want := range map[string]string{
		"Phone":             "field: Phone, known: false",
		"[Phone]":           "field: Phone, known: false",
		`[Phone, true, ""]`: "field: Phone, known: false",
		"[Phone, Mail]":     "any: [{field: Phone, known: false}, {field: Mail, known: false}]",
		"true":              "",
		`""`:                "",
		"[[Phone]]":         "",
	} {
		var doc yaml.Node
		if err := yaml.Unmarshal([]byte(src), &doc); err != nil {
			t.Fatal(err)
		}
		if got := missingMeant(doc.Content[0]); got != want {
			t.Errorf("missing: %s\nis  %s\nnot %s", src, got, want)
		}
	}
}

// Points for each one of something are named beside it, wherever they stand.
func TestPerOne(t *testing.T) {
	entry := func(name, value string) node.Entry {
		return node.Entry{Name: fold.Text(name), Key: &yaml.Node{Kind: yaml.ScalarNode, Value: name}, Value: &yaml.Node{Kind: yaml.ScalarNode, Value: value}}
	}
	points, per, other := entry("points", "2"), entry("per", "1"), entry("name", "x")
	const want = "each: 2 in place of points and per"
	for _, all := range [][]node.Entry{{points, per}, {per, points}, {other, points, per}} {
		if got := perOne(all, per); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if got := perOne(all, other); got != "" {
			t.Errorf("of another key: %q", got)
		}
	}
	if got := perOne([]node.Entry{other, per}, per); got != "" {
		t.Errorf("without points: %q", got)
	}
}
