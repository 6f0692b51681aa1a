package yaml

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/made"
	"leadscore/rulebook/yaml/internal/node"
)

const smallest = "version: 1\ncriteria:\n  - {name: 資料請求, field: 資料請求, is: あり, points: 25}\n"

func TestEncodings(t *testing.T) {
	plain, problems := rulebook.Unpack(Load("plain", []byte(smallest)))
	if plain == nil {
		t.Fatal(problems)
	}
	for name, src := range map[string][]byte{
		"UTF-8 with a byte order mark": []byte("\ufeff" + smallest),
		"UTF-16, little end first":     made.InUTF16(smallest, false),
		"UTF-16, big end first":        made.InUTF16(smallest, true),
		"Windows line ends":            []byte(strings.ReplaceAll(smallest, "\n", "\r\n")),
		"old Mac line ends":            []byte(strings.ReplaceAll(smallest, "\n", "\r")),
	} {
		t.Run(name, func(t *testing.T) {
			rb, problems := rulebook.Unpack(Load("rules.yaml", src))
			if rb == nil {
				t.Fatal(problems)
			}
			if got, want := rb.Criteria[0].Name, plain.Criteria[0].Name; got != want {
				t.Errorf("name %q, want %q", got, want)
			}
			if got, want := rb.Criteria[0].Pos, plain.Criteria[0].Pos; got != want {
				t.Errorf("place %v, want %v", got, want)
			}
		})
	}
}

// A file that is no text has one problem, which says so.
func TestNotText(t *testing.T) {
	for src, want := range map[string]string{
		"version: 1\nname: Caf\xe9\n": "2:10: rules.yaml is not UTF-8. save it as UTF-8",
		"PK\x03\x04\x14\x00\x06\x00":  "1:1: rules.yaml is an Excel workbook or another zip file. expected a rulebook in YAML, a text file",
		"version: 1\n# \x1b[31m\n":    "2:3: a control character (U+001B) stands here. delete it",
	} {
		rb, problems := rulebook.Unpack(Load("rules.yaml", []byte(src)))
		if rb != nil || len(problems) != 1 || problems[0].Error() != want {
			t.Errorf("%q: got %v\nwant %s", src, problems, want)
		}
	}
}

// manyKeys writes an entry 3,000 times, each with a key of its own.
func manyKeys(entry string) string {
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, entry, i)
	}
	return b.String()
}

// TestHostile loads files that would take for ever, or all memory, if the loader
// followed them.
func TestHostile(t *testing.T) {
	bomb := "version: 1\ncriteria:\n  - {name: A0, points: 1, when: &a0 {field: x, is: y}}\n"
	for i := 1; i <= 40; i++ {
		bomb += fmt.Sprintf("  - {name: A%d, points: 1, when: &a%d {all: [*a%d, *a%[3]d, *a%[3]d, *a%[3]d]}}\n", i, i, i-1)
	}
	bands := "version: 1\ncriteria:\n  - &a {name: A, field: x, bands: [" + strings.Repeat("{points: 1}, ", 100) + "]}\n" + strings.Repeat("  - *a\n", 900)
	deep := func(begin, end string) string { return strings.Repeat(begin, 1000) + strings.Repeat(end, 1000) }
	for name, c := range map[string]struct{ src, want string }{
		"alias bomb":        {bomb, "the rulebook has more than 10000 conditions"},
		"many aliases":      {bands, "the file is too large once its aliases are followed"},
		"alias of itself":   {"version: 1\ncriteria: [{name: A, points: 1, when: &a {not: *a}}]", "conditions are nested more than 50 deep"},
		"list of itself":    {"version: 1\ncriteria: &a [*a]", "a criterion is a list"},
		"deep conditions":   {"version: 1\ncriteria: [{name: A, points: 1, when: " + deep("{not: ", "}") + "}]", "conditions are nested more than 50 deep"},
		"deeper than YAML":  {strings.Repeat("[", 20_000), "values are nested too deep"},
		"4 MiB and a byte":  {"version: 1\n" + strings.Repeat("#", MaxSize-10), "rules.yaml is too large"},
		"many problems":     {"version: 1\ncriteria: [" + strings.Repeat("5, ", 1000) + "]", "and 500 more problems"},
		"many entries":      {"version: 1\ncriteria: [" + strings.Repeat("5, ", 1001) + "]", `"criteria" has 1001 entries; at most 1000 can be there`},
		"many bands":        {strings.Replace(bands, ", ]", ", {points: 0}]", 1), `"bands" has 101 entries; at most 100 can be there`},
		"long patterns":     {"version: 1\ncriteria: [{name: A, field: x, matches: [" + strings.Repeat(`'`+strings.Repeat("x", 100)+`',`, 120) + "], points: 1}]", "regular expressions of the rulebook have more than 10000 characters"},
		"repeated patterns": {"version: 1\ncriteria: [{name: A, field: x, matches: [" + strings.Repeat(`'(.{0,999}a).{0,999}q$',`, 6) + "], points: 1}]", "regular expressions of the rulebook come to more than 10000 steps"},
		"cells of tests":    {"version: 1\ntests:\n" + strings.Repeat("  - {name: T, lead: {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: 1, k: 2, l: 3, m: 4, n: 5, o: 6, p: 7, q: 8, r: 9, s: 1, t: 2, u: 3}, want: {score: 1}}\n", 1000), "the tests have more than 20000 cells"},
		"many unknown keys": {"version: 1\ncriteria:\n  - name: A\n" + manyKeys("    k%d: {gte: %[1]d}\n"), "and 2"},
		"many foreign keys": {"version: 1\nicp:\n" + manyKeys("  K%d: {gte: %[1]d}\n"), "and 2"},
		"deep foreign keys": {"version: 1\nrules: " + deep("{and: [{filter: ", "}]}"), `unknown key "rules"`},
		"a long name":       {"version: 1\nfields: {? " + strings.Repeat("n", 1001) + " : text}", "a name of more than 1000 characters"},
	} {
		t.Run(name, func(t *testing.T) {
			rb, problems := rulebook.Unpack(Load("rules.yaml", []byte(c.src)))
			if rb != nil || len(problems) == 0 || len(problems) > node.MaxProblems+1 {
				t.Fatalf("%d problems", len(problems))
			}
			for _, p := range problems {
				if strings.Contains(p.Message, c.want) {
					return
				}
			}
			t.Errorf("no problem says %q; the first: %v", c.want, problems[0])
		})
	}
}

func TestLinesOfFile(t *testing.T) {
	for _, src := range [][]byte{[]byte("\ufeff日本\r\nab"), made.InUTF16("日本\nab", false), made.InUTF16("日本\nab", true)} {
		if lines := Lines(src); !slices.Equal(lines, []string{"日本", "ab"}) {
			t.Errorf("Lines(%q) is %q", src, lines)
		}
	}
}
