package printer_test

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/match/calendar"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/internal/made"
	"leadscore/rulebook/yaml/printer"
	"leadscore/scoring"
)

func newTest() *rulebook.Example {
	return &rulebook.Example{
		Name: "New: one",
		Lead: []rulebook.ExampleCell{{Name: made.Plain("Demo"), Value: rulebook.Scalar{Text: "はい, a: b", Quoted: true}}},
		Want: []rulebook.Condition{{Metric: made.Plain("score"), Tests: []rulebook.Test{{Op: "is", Args: []rulebook.Scalar{made.Plain("5")}}}}},
	}
}

const head = "version: 1\ncriteria: [{name: A, field: Demo, known: true, points: 5}]\n"

// TestAddTest: one test more, and each byte that was there in its order.
func TestAddTest(t *testing.T) {
	const added = "- name: \"New: one\"\n    lead: {Demo: \"はい, a: b\"}\n    want: {score: 5}\n"
	const inLine = "\n\ntests:\n  " + added
	old := "tests:\n  - {name: Old, lead: {}, want: {score: 0}} # kept\n"
	for _, test := range []struct{ name, before, want string }{
		{"no section", head, head + inLine[1:]},
		{"no line feed at the end", strings.TrimSuffix(head, "\n"), strings.TrimSuffix(head, "\n") + inLine},
		{"a section at the end", head + old, head + old + "  " + added},
		{"comments behind it", head + old + "\n# the end\n", head + old + "  " + added + "\n# the end\n"},
		{"a section in the middle", "version: 1\n" + old + "\n# what counts\ncriteria: [{name: A, field: Demo, known: true, points: 5}]\n", "version: 1\n" + old + "  " + added + "\n# what counts\ncriteria: [{name: A, field: Demo, known: true, points: 5}]\n"},
		{"without indentation", head + "tests:\n- name: Old\n  lead: {}\n  want: {score: 0}\n", head + "tests:\n- name: Old\n  lead: {}\n  want: {score: 0}\n" + strings.ReplaceAll(added, "\n    ", "\n  ")},
		{"deeper", head + "tests:\n      - name: Old\n        lead: {}\n        want: {score: 0}\n", head + "tests:\n      - name: Old\n        lead: {}\n        want: {score: 0}\n      " + strings.ReplaceAll(added, "\n    ", "\n        ")},
		{"Windows line ends", strings.ReplaceAll(head+old, "\n", "\r\n"), strings.ReplaceAll(head+old+"  "+added, "\n", "\r\n")},
		{"a byte order mark", "\ufeff" + head, "\ufeff" + head + inLine[1:]},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := printer.AddTest([]byte(test.before), newTest())
			if err != nil || string(got) != test.want {
				t.Errorf("%v\ngot:\n%q\nwant:\n%q", err, got, test.want)
			}
			if _, err := yaml.Load("rules.yaml", got); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAddTestToAFileOfTests(t *testing.T) {
	got, err := printer.AddTest([]byte("rules: a.yaml\ntests:\n  - {name: Old, lead: {}, want: {score: 0}}\n"), newTest())
	if err != nil {
		t.Fatal(err)
	}
	file, err := yaml.LoadTests("a.test.yaml", got)
	if err != nil || len(file.Tests) != 2 || file.Tests[1].Name != "New: one" {
		t.Errorf("%v, %+v", err, file)
	}
}

func TestAddTestRefuses(t *testing.T) {
	for _, test := range []struct{ name, source string }{
		{"braces", "{version: 1, criteria: [{name: A, points: 5}]}\n"},
		{"brackets", head + "tests: [{name: Old, lead: {}, want: {score: 0}}]\n"},
		{"UTF-16", "\xff\xfev\x00:\x001\x00"},
	} {
		if got, err := printer.AddTest([]byte(test.source), newTest()); err == nil {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// TestAddTestRandom: a random rulebook with one test more prints as it would had it been
// there, and begins and ends with its old bytes.
func TestAddTestRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rb := made.Rulebook(t)
		if len(scoring.Validate(rb)) > 0 {
			t.Skip("a line that can never be reached")
		}
		before := printer.Rulebook(rb)
		test := newTest()
		test.Lead[0].Name = rulebook.Scalar{Text: "title"}
		day := calendar.Day(20000)
		test.AsOf = &day
		after, err := printer.AddTest(before, test)
		if err != nil {
			if strings.Contains(string(before), "\ntests: [") || strings.Contains(string(before), "\ntests: {") {
				return
			}
			t.Fatal(err)
		}
		rb.Tests = append(rb.Tests, *test)
		loaded, problems := rulebook.Unpack(yaml.Load("rules.yaml", after))
		if loaded == nil {
			t.Fatal(problems)
		}
		if got, want := printer.Rulebook(loaded), printer.Rulebook(rb); !bytes.Equal(got, want) {
			t.Fatalf("got:\n%s\nwant:\n%s", got, want)
		}
	})
}
