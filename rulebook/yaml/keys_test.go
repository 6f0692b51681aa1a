package yaml

import (
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/made"
)

// TestEveryKeyIsRead gives each key of each table a value that no key takes. A key
// that the loader accepts and then forgets makes no problem of it.
func TestEveryKeyIsRead(t *testing.T) {
	for _, m := range keys.All() {
		for _, name := range m.Names() {
			home, value := made.KeyHomes[m], name+": [[{a: [b]}]]"
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
