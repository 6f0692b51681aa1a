package yaml

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"leadscore/frameworks"
	"leadscore/match"
	"leadscore/match/title"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/made"
)

const reference = "../../docs/rulebook.md"

// TestReferenceTables compares the tables of the reference with those that the code
// makes of its own; with -update it puts the code's in their places.
func TestReferenceTables(t *testing.T) {
	page := string(made.ReadFile(t, reference))
	tables := referenceTables()
	marked := regexp.MustCompile(`(?s)<!-- table: ([^\n]+) -->\n(.*?)<!-- /table -->\n`)
	seen := map[string]bool{}
	made := marked.ReplaceAllStringFunc(page, func(found string) string {
		name := marked.FindStringSubmatch(found)[1]
		if _, known := tables[name]; !known {
			t.Errorf("there is no table %q", name)
		}
		seen[name] = true
		return "<!-- table: " + name + " -->\n" + tables[name] + "<!-- /table -->\n"
	})
	for name := range tables {
		if !seen[name] {
			t.Errorf("%s has no table %q", reference, name)
		}
	}
	if levels := "`" + strings.Join(title.LevelNames(), "`, `") + "`"; !strings.Contains(page, levels) {
		t.Errorf("%s does not list the levels: %s", reference, levels)
	}
	if departments := "`" + strings.Join(title.DepartmentNames(), "`, `") + "`"; !strings.Contains(page, departments) {
		t.Errorf("%s does not list the departments: %s", reference, departments)
	}
	switch {
	case made == page:
	case *update:
		if err := os.WriteFile(reference, []byte(made), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the tables of %s are not those of the code (go test ./rulebook/yaml -update puts them there)", reference)
	}
}

// referenceTables makes the reference's tables by name: one for each mapping, and
// those of operators and built-in frameworks.
func referenceTables() map[string]string {
	tables := map[string]string{"operators": operatorTable(), "frameworks": frameworkTable()}
	for _, m := range keys.All() {
		if len(m.Keys) > 0 {
			tables[m.Title] = keyTable(m)
		}
	}
	return tables
}

// keyTable describes a mapping and its keys.
func keyTable(m *keys.Mapping) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n| key | value | default | |\n|---|---|---|---|\n", m.Doc)
	for _, k := range m.Keys {
		value := k.Kind.Title()
		if k.Choices != nil {
			value = "`" + strings.Join(k.Choices, "`, `") + "`"
		}
		def := k.Default
		switch {
		case k.Required:
			def = "required"
		case strings.ContainsAny(def, `[{"%0123456789`) || slices.Contains(k.Choices, def) || def == "UTC" || def == "false":
			def = "`" + strings.Trim(def, "`") + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", k.Name, value, def, k.Doc)
	}
	if m.Operators {
		b.WriteString("| an operator | | | See [Conditions](#conditions). |\n")
	}
	return b.String()
}

func operatorTable() string {
	var b strings.Builder
	b.WriteString("| operator | on | example | true when |\n|---|---|---|---|\n")
	for _, op := range match.Operators() {
		on := "any type"
		if op.Types != nil {
			names := make([]string, 0, len(op.Types))
			for _, t := range op.Types {
				names = append(names, t.String())
			}
			on = strings.Join(names, ", ")
		}
		fmt.Fprintf(&b, "| `%s` | %s | `%s` | %s |\n", op.Name, on, op.Example, op.Doc)
	}
	return b.String()
}

func frameworkTable() string {
	var b strings.Builder
	b.WriteString("| framework | elements | qualified with |\n|---|---|---|\n")
	for _, d := range frameworks.All() {
		names := make([]string, 0, len(d.Elements))
		for _, e := range d.Elements {
			names = append(names, "`"+e.Name+"`")
		}
		qualified := "all"
		if d.Qualified > 0 {
			qualified = fmt.Sprint(d.Qualified)
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", d.Name, strings.Join(names, ", "), qualified)
	}
	return b.String()
}

// TestReferenceExamples loads every example of the reference, and compares the
// problems that it shows with those of its wrong one.
func TestReferenceExamples(t *testing.T) {
	page := string(made.ReadFile(t, reference))
	blocks := regexp.MustCompile("(?s)```yaml( problems)?\n(.*?)```\n(?:\n```text\n(.*?)```\n)?").FindAllStringSubmatch(page, -1)
	if len(blocks) < 10 {
		t.Fatalf("only %d examples found", len(blocks))
	}
	wrong := 0
	for _, block := range blocks {
		src := []byte(block[2])
		rb, problems := rulebook.Unpack(Load("rules.yaml", src))
		if block[1] == "" {
			if rb == nil {
				t.Errorf("an example has problems:\n%s", render("rules.yaml", src, problems))
				continue
			}
			made.CheckRoundTrip(t, rb, Load)
			continue
		}
		wrong++
		var b strings.Builder
		for _, p := range problems {
			fmt.Fprintf(&b, "rules.yaml:%s\n", p.Error())
		}
		if b.String() != block[3] {
			t.Errorf("the problems shown are not those found:\n%s", b.String())
		}
	}
	if wrong == 0 {
		t.Error("no example of problems")
	}
}
