package expression

import (
	"testing"

	"gopkg.in/yaml.v3"
)

// What expressions of other tools come to here.
func TestCondition(t *testing.T) {
	for text, want := range map[string]string{
		`"CEO" in title`:         "field: title, contains: CEO",
		`"CEO" not in title`:     "not: {field: title, contains: CEO}",
		`ISBLANK(Phone)`:         "field: Phone, known: false",
		`10 <= employees <= 50`:  "field: employees, between: [10, 50]",
		`50 > employees >= 10`:   "field: employees, at_least: 10, below: 50",
		`employees > 10`:         "field: employees, above: 10",
		`country == "JP" && a<2`: "all: [{field: country, is: JP}, {field: a, below: 2}]",
	} {
		if got := Condition(text, false); got != want {
			t.Errorf("%s\nis  %s\nnot %s", text, got, want)
		}
	}
}

// JSON logic's missing names fields, one or several; a truth value is none.
func TestMissing(t *testing.T) {
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
		if got := Missing(doc.Content[0]); got != want {
			t.Errorf("missing: %s\nis  %s\nnot %s", src, got, want)
		}
	}
}
