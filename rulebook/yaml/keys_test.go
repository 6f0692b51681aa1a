package yaml

import (
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/keys"
)

// keyHomes gives, for each table, a rulebook in which KEY stands for one more key
// of the mapping that the table describes.
var keyHomes = map[*keys.Mapping]string{
	&keys.Rulebook:   "version: 1\nKEY\n",
	&keys.Field:      "version: 1\nfields: {F: {KEY}}\n",
	&keys.Log:        "version: 1\nlogs: {L: {KEY}}\n",
	&keys.Activity:   "version: 1\nfields: {F: {count: {KEY}}}\n",
	&keys.Sum:        "version: 1\nfields: {F: {sum: {KEY}}}\n",
	&keys.Rate:       "version: 1\nfields: {F: {rate: {KEY}}}\n",
	&keys.ICP:        "version: 1\nicp: {KEY}\n",
	&keys.Profile:    "version: 1\nicp: {profiles: [{KEY}]}\n",
	&keys.Attribute:  "version: 1\nicp: {profiles: [{attributes: [{KEY}]}]}\n",
	&keys.ShareBand:  "version: 1\nicp: {profiles: [{attributes: [{field: A, bands: [{KEY}]}]}]}\n",
	&keys.Group:      "version: 1\ngroups: {G: {KEY}}\n",
	&keys.Criterion:  "version: 1\ncriteria: [{KEY}]\n",
	&keys.PointsBand: "version: 1\ncriteria: [{field: A, bands: [{KEY}]}]\n",
	&keys.Decay:      "version: 1\ncriteria: [{decay: {KEY}}]\n",
	&keys.Framework:  "version: 1\nframeworks: {F: {KEY}}\n",
	&keys.Element:    "version: 1\nframeworks: {F: {elements: {E: {KEY}}}}\n",
	&keys.Question:   "version: 1\nframeworks: {F: {elements: {E: {question: {KEY}}}}}\n",
	&keys.Score:      "version: 1\nscore: {KEY}\n",
	&keys.Stage:      "version: 1\nstages: [{KEY}]\n",
	&keys.Accounts:   "version: 1\naccounts: {KEY}\n",
	&keys.Condition:  "version: 1\ncriteria: [{when: {KEY}}]\n",
	&keys.Count:      "version: 1\ncriteria: [{field: A, count: {KEY}}]\n",
	&keys.Want:       "version: 1\ntests: [{want: {score: {KEY}}}]\n",
	&keys.Test:       "version: 1\ntests: [{KEY}]\n",

	&keys.WantedReasons: "version: 1\ntests: [{want: {reasons: {KEY}}}]\n",
	&keys.AccountScore:  "version: 1\naccounts: {score: {KEY}}\n",
	&keys.TestFile:      "KEY\n",
}

// TestEveryKeyIsRead gives each key of each table a value that no key takes. A key
// that the loader accepts and then forgets makes no problem of it.
func TestEveryKeyIsRead(t *testing.T) {
	for _, m := range keys.All() {
		for _, name := range m.Names() {
			home, value := keyHomes[m], name+": [[{a: [b]}]]"
			if name == "version" {
				home = "KEY\n"
			}
			src := strings.Replace(home, "KEY", value, 1)
			column := strings.Index(src[strings.LastIndexByte(src[:strings.Index(src, value)], '\n')+1:], value) + 1
			_, problems := rulebook.Unpack(Load("rules.yaml", []byte(src)))
			if m == &keys.TestFile {
				_, err := LoadTests("rules.test.yaml", []byte(src))
				problems = rulebook.ProblemsOf(err)
			}
			found := false
			for _, p := range problems {
				found = found || p.Pos.Column > column+len(name) && p.Pos.Column < column+len(value)
			}
			if !found {
				t.Errorf("%s: the value of %s made no problem in\n%s%v", m.A, name, src, problems)
			}
		}
	}
}

// TestTables holds the tables to what messages and the reference make of them.
func TestTables(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range keys.All() {
		if m.Title == "" || m.A == "" || !strings.HasSuffix(m.Doc, ".") || seen[m.Title] {
			t.Errorf("table %q: its texts are missing or another's", m.Title)
		}
		seen[m.Title] = true
		seenKeys := map[string]bool{}
		for _, k := range m.Keys {
			if !strings.HasSuffix(k.Doc, ".") || seenKeys[k.Name] {
				t.Errorf("%s: key %q has no sentence, or stands twice", m.A, k.Name)
			}
			if (k.Kind == keys.KindChoice) != (k.Choices != nil) || k.Required && k.Default != "" {
				t.Errorf("%s: key %q: choices %v, default %q", m.A, k.Name, k.Choices, k.Default)
			}
			seenKeys[k.Name] = true
		}
	}
}
