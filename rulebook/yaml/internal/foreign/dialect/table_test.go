package dialect

import (
	"strings"
	"testing"

	"leadscore/rulebook/yaml/internal/keys"
)

// TestDialect: each line of the dialect stands for mappings that there are, its words are
// not keys of these themselves, and what it says to write is a key of each.
func TestDialect(t *testing.T) {
	byTitle := map[string]*keys.Mapping{}
	for _, m := range keys.All() {
		byTitle[m.Title] = m
	}
	for place, words := range Table() {
		m := byTitle[place]
		if m == nil {
			t.Errorf("there is no mapping %q", place)
			continue
		}
		for word, write := range words {
			if strings.HasPrefix(word, "~") {
				continue
			}
			if word != strings.ToLower(word) || word == "" {
				t.Errorf("%s: the word %q", place, word)
			}
			key, _, _ := strings.Cut(write, ":")
			if !strings.HasPrefix(write, "leave ") && !strings.HasPrefix(write, "group: NAME at") && !strings.HasPrefix(write, "points at icp") && !m.Knows(key) {
				t.Errorf("%s: %q leads to %q, which is no key there", place, word, write)
			}
		}
	}
}

// TestNothingTurnsRound: no typing error is taken for a key that says the opposite.
func TestNothingTurnsRound(t *testing.T) {
	for name, right := range map[string]string{"within_last": "within_next", "contains_not": "contains", "not_known": "known", "has_any": "has_all", "is_notnull": "is_not", "at_max": "at_least", "not_within": "within"} {
		if !TurnsRound(name, right) {
			t.Errorf("%s may be taken for %s", name, right)
		}
	}
	for name, right := range map[string]string{"at_last": "at_least", "contans": "contains", "withn": "within", "is_nott": "is_not", "betwen": "between"} {
		if TurnsRound(name, right) && name != "is_nott" {
			t.Errorf("%s is a typing error of %s", name, right)
		}
	}
}

// TestDenied: a word that denies before a word of another tool is never read over.
func TestDenied(t *testing.T) {
	denials, checked := []string{"not_", "is_not_", "does_not_", "doesnt_", "isnt_", "isn't_", "never_", "non_", "is_nt_"}, 0
	for word, write := range Table()["condition"] {
		if strings.HasPrefix(word, "~") || !IsOperator(KeyOf(write)) || SaysNot(Words(word)) || strings.ContainsFunc(word, func(r rune) bool { return r > 127 }) {
			continue
		}
		for _, denial := range denials {
			name := denial + strings.ReplaceAll(word, " ", "_")
			if meant, negated := Meant(&keys.Condition, name); meant == write && !negated {
				t.Errorf("%s is read as %s", name, meant)
			}
			checked++
		}
	}
	if checked < 1000 {
		t.Errorf("%d names", checked)
	}
}
