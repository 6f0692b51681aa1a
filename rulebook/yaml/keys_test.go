package yaml

import (
	"strings"
	"testing"

	"leadscore/rulebook"
)

// keyHomes gives, for each table, a rulebook in which KEY stands for one more key
// of the mapping that the table describes.
var keyHomes = map[*mapping]string{
	&rulebookKeys:   "version: 1\nKEY\n",
	&fieldKeys:      "version: 1\nfields: {F: {KEY}}\n",
	&rateKeys:       "version: 1\nfields: {F: {rate: {KEY}}}\n",
	&icpKeys:        "version: 1\nicp: {KEY}\n",
	&profileKeys:    "version: 1\nicp: {profiles: [{KEY}]}\n",
	&attributeKeys:  "version: 1\nicp: {profiles: [{attributes: [{KEY}]}]}\n",
	&shareBandKeys:  "version: 1\nicp: {profiles: [{attributes: [{field: A, bands: [{KEY}]}]}]}\n",
	&groupKeys:      "version: 1\ngroups: {G: {KEY}}\n",
	&criterionKeys:  "version: 1\ncriteria: [{KEY}]\n",
	&pointsBandKeys: "version: 1\ncriteria: [{field: A, bands: [{KEY}]}]\n",
	&decayKeys:      "version: 1\ncriteria: [{decay: {KEY}}]\n",
	&frameworkKeys:  "version: 1\nframeworks: {F: {KEY}}\n",
	&elementKeys:    "version: 1\nframeworks: {F: {elements: {E: {KEY}}}}\n",
	&questionKeys:   "version: 1\nframeworks: {F: {elements: {E: {question: {KEY}}}}}\n",
	&scoreKeys:      "version: 1\nscore: {KEY}\n",
	&stageKeys:      "version: 1\nstages: [{KEY}]\n",
	&conditionKeys:  "version: 1\ncriteria: [{when: {KEY}}]\n",
	&countKeys:      "version: 1\ncriteria: [{field: A, count: {KEY}}]\n",
	&wantKeys:       "version: 1\ntests: [{want: {score: {KEY}}}]\n",
	&testKeys:       "version: 1\ntests: [{KEY}]\n",
}

// TestEveryKeyIsRead gives each key of each table a value that no key takes. A key
// that the loader accepts and then forgets makes no problem of it.
func TestEveryKeyIsRead(t *testing.T) {
	for _, m := range allMappings() {
		for _, name := range m.names() {
			home, value := keyHomes[m], name+": [[{a: [b]}]]"
			if name == "version" {
				home = "KEY\n"
			}
			src := strings.Replace(home, "KEY", value, 1)
			column := strings.Index(src[strings.LastIndexByte(src[:strings.Index(src, value)], '\n')+1:], value) + 1
			_, problems := rulebook.Unpack(Load("rules.yaml", []byte(src)))
			found := false
			for _, p := range problems {
				found = found || p.Pos.Column > column+len(name) && p.Pos.Column < column+len(value)
			}
			if !found {
				t.Errorf("%s: the value of %s made no problem in\n%s%v", m.a, name, src, problems)
			}
		}
	}
}

// TestTables holds the tables to what messages and the reference make of them.
func TestTables(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range allMappings() {
		if m.title == "" || m.a == "" || !strings.HasSuffix(m.doc, ".") || seen[m.title] {
			t.Errorf("table %q: its texts are missing or another's", m.title)
		}
		seen[m.title] = true
		keys := map[string]bool{}
		for _, k := range m.keys {
			if !strings.HasSuffix(k.doc, ".") || keys[k.name] {
				t.Errorf("%s: key %q has no sentence, or stands twice", m.a, k.name)
			}
			if (k.kind == kindChoice) != (k.choices != nil) || k.required && k.def != "" {
				t.Errorf("%s: key %q: choices %v, default %q", m.a, k.name, k.choices, k.def)
			}
			keys[k.name] = true
		}
	}
}

// TestOtherSpellings checks that each of them leads to a key or an operator.
func TestOtherSpellings(t *testing.T) {
	for wrong, all := range otherSpellings {
		for _, right := range all {
			known := false
			for _, m := range allMappings() {
				known = known || m.knows(right)
			}
			if !known {
				t.Errorf("%q leads to %q, which is no key", wrong, right)
			}
		}
	}
}
