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
	&logKeys:        "version: 1\nlogs: {L: {KEY}}\n",
	&activityKeys:   "version: 1\nfields: {F: {count: {KEY}}}\n",
	&sumKeys:        "version: 1\nfields: {F: {sum: {KEY}}}\n",
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
	&accountsKeys:   "version: 1\naccounts: {KEY}\n",
	&conditionKeys:  "version: 1\ncriteria: [{when: {KEY}}]\n",
	&countKeys:      "version: 1\ncriteria: [{field: A, count: {KEY}}]\n",
	&wantKeys:       "version: 1\ntests: [{want: {score: {KEY}}}]\n",
	&testKeys:       "version: 1\ntests: [{KEY}]\n",

	&wantedReasonsKeys: "version: 1\ntests: [{want: {reasons: {KEY}}}]\n",
	&accountScoreKeys:  "version: 1\naccounts: {score: {KEY}}\n",
	&testFileKeys:      "KEY\n",
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
			if m == &testFileKeys {
				_, err := LoadTests("rules.test.yaml", []byte(src))
				problems = rulebook.ProblemsOf(err)
			}
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

// TestDialect: each line of the dialect stands for mappings that there are, its words are
// not keys of these themselves, and what it says to write is a key of each.
func TestDialect(t *testing.T) {
	byTitle := map[string]*mapping{}
	for _, m := range allMappings() {
		byTitle[m.title] = m
	}
	for place, words := range dialect() {
		m := byTitle[place]
		if m == nil {
			t.Errorf("there is no mapping %q", place)
			continue
		}
		for word, write := range words {
			if word != strings.ToLower(word) || word == "" {
				t.Errorf("%s: the word %q", place, word)
			}
			key, _, _ := strings.Cut(write, ":")
			if !strings.HasPrefix(write, "leave ") && !strings.HasPrefix(write, "group: NAME at") && !strings.HasPrefix(write, "points at icp") && !m.knows(key) {
				t.Errorf("%s: %q leads to %q, which is no key there", place, word, write)
			}
		}
	}
}

// TestNothingTurnsRound: no typing error is taken for a key that says the opposite.
func TestNothingTurnsRound(t *testing.T) {
	for name, right := range map[string]string{"within_last": "within_next", "contains_not": "contains", "not_known": "known", "has_any": "has_all", "is_notnull": "is_not", "at_max": "at_least", "not_within": "within"} {
		if !turnsRound(name, right) {
			t.Errorf("%s may be taken for %s", name, right)
		}
	}
	for name, right := range map[string]string{"at_last": "at_least", "contans": "contains", "withn": "within", "is_nott": "is_not", "betwen": "between"} {
		if turnsRound(name, right) && name != "is_nott" {
			t.Errorf("%s is a typing error of %s", name, right)
		}
	}
}
