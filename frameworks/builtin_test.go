package frameworks

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"

	"leadscore/rulebook"
)

// letters is what the literature lists for each framework, written down apart
// from builtin.json.
var letters = []struct {
	name      string
	qualified int
	required  string
	elements  string
}{
	{"BANT", 3, "", "budget authority need timeline"},
	{"MEDDIC", 0, "", "metrics economic_buyer decision_criteria decision_process identify_pain champion"},
	{"MEDDPICC", 0, "", "metrics economic_buyer decision_criteria decision_process paper_process identify_pain champion competition"},
	{"CHAMP", 0, "", "challenges authority money prioritization"},
	{"ANUM", 0, "authority", "authority need urgency money"},
	{"FAINT", 0, "", "funds authority interest need timing"},
	{"SPICED", 0, "", "situation pain impact critical_event decision"},
	{"GPCTBA/C&I", 0, "", "goals plans challenges timeline budget authority consequences implications"},
}

func TestBuiltinElements(t *testing.T) {
	all := All()
	if len(all) != len(letters) {
		t.Fatalf("%d built-in frameworks, want %d", len(all), len(letters))
	}
	for i, want := range letters {
		t.Run(want.name, func(t *testing.T) {
			d := all[i]
			if d.Name != want.name {
				t.Fatalf("framework %d is %s, want %s", i, d.Name, want.name)
			}
			if d.Qualified != want.qualified {
				t.Errorf("qualified: %d, want %d", d.Qualified, want.qualified)
			}
			var names, required []string
			for _, e := range d.Elements {
				names = append(names, e.Name)
				if e.Required {
					required = append(required, e.Name)
				}
			}
			if got := strings.Join(names, " "); got != want.elements {
				t.Errorf("elements: %s\nwant: %s", got, want.elements)
			}
			if got := strings.Join(required, " "); got != want.required {
				t.Errorf("required: %q, want %q", got, want.required)
			}
		})
	}
}

func TestBuiltinTexts(t *testing.T) {
	for _, d := range All() {
		if strings.Contains(d.Name, ".") {
			t.Errorf("%s: a name that a metric refers to must hold no dot", d.Name)
		}
		checkLine(t, d.Name+" title", d.Title)
		checkJapanese(t, d.Name+" title", d.TitleJA)
		asked := map[string]string{}
		for _, e := range d.Elements {
			place := d.Name + " " + e.Name
			if strings.Trim(e.Name, "abcdefghijklmnopqrstuvwxyz_") != "" {
				t.Errorf("%s: an element's name has only small letters and _", place)
			}
			checkLine(t, place+" meaning", e.Meaning)
			if !strings.HasSuffix(e.Meaning, ".") {
				t.Errorf("%s: the meaning is not a sentence: %q", place, e.Meaning)
			}
			checkJapanese(t, place+" label", e.LabelJA)
			if label := JapaneseLabel(e.Name); label != e.LabelJA {
				t.Errorf("%s: is called %q here and %q elsewhere", place, e.LabelJA, label)
			}
			checkJapanese(t, place+" meaning", e.MeaningJA)
			if !strings.HasSuffix(e.MeaningJA, "。") {
				t.Errorf("%s: the meaning is not a sentence: %q", place, e.MeaningJA)
			}
			checkLine(t, place+" question", e.Question.EN)
			checkLine(t, place+" 質問", e.Question.JA)
			checkLanguages(t, place, e.Question)
			for _, q := range []string{e.Question.EN, e.Question.JA} {
				if asked[q] != "" {
					t.Errorf("%s asks what %s asks: %q", place, asked[q], q)
				}
				asked[q] = place
			}
		}
	}
}

func checkLine(t *testing.T, place, text string) {
	t.Helper()
	if text == "" || text != strings.TrimSpace(text) || strings.ContainsAny(text, "\n\t") {
		t.Errorf("%s: want one line without blanks around it, got %q", place, text)
	}
	if length := len([]rune(text)); length > 120 {
		t.Errorf("%s: %d characters are too long to read at a glance", place, length)
	}
}

// checkJapanese checks a text in Japanese, which has no semicolons and no blanks.
func checkJapanese(t *testing.T, place, text string) {
	t.Helper()
	checkLine(t, place, text)
	if strings.IndexFunc(text, isJapanese) < 0 || strings.ContainsAny(text, ";；:?!") {
		t.Errorf("%s: not written as Japanese is: %q", place, text)
	}
}

func checkLanguages(t *testing.T, place string, q rulebook.Question) {
	t.Helper()
	if !strings.HasSuffix(q.EN, "?") || strings.IndexFunc(q.EN, isJapanese) >= 0 {
		t.Errorf("%s: not an English question: %q", place, q.EN)
	}
	if !strings.HasSuffix(q.JA, "？") || strings.IndexFunc(q.JA, isJapanese) < 0 {
		t.Errorf("%s: not a Japanese question: %q", place, q.JA)
	}
}

func isJapanese(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) }

// A key in builtin.json that no field takes would be lost without a word.
func TestBuiltinHasNoUnknownKey(t *testing.T) {
	d := json.NewDecoder(bytes.NewReader(builtinJSON))
	d.DisallowUnknownFields()
	var all []Definition
	if err := d.Decode(&all); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Token(); err != io.EOF {
		t.Errorf("after the list: %v, want the end of the file", err)
	}
}

func TestLookup(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"BANT", "BANT"},
		{"bant", "BANT"},
		{"Meddpicc", "MEDDPICC"},
		{"gpctba/c&i", "GPCTBA/C&I"},
		{" ＢＡＮＴ", "BANT"},
		{"BAN", ""},
		{"", ""},
	} {
		d, ok := Lookup(test.name)
		if d.Name != test.want || ok != (test.want != "") {
			t.Errorf("Lookup(%q) = %q, %v; want %q", test.name, d.Name, ok, test.want)
		}
	}
}

func TestElement(t *testing.T) {
	d, _ := Lookup("MEDDIC")
	if e, ok := d.Element("champion"); !ok || e.Name != "champion" {
		t.Errorf("champion: %v, %v", e, ok)
	}
	if _, ok := d.Element("budget"); ok {
		t.Error("MEDDIC has no element budget")
	}
}

func TestAllIsTheCallersOwn(t *testing.T) {
	mine := All()
	mine[0].Name, mine[0].Elements[0].Name = "changed", "changed"
	if d := All()[0]; d.Name != "BANT" || d.Elements[0].Name != "budget" {
		t.Errorf("a caller's change came through: %s, %s", d.Name, d.Elements[0].Name)
	}
}

// That the rulebook loader takes every snippet is tested in package rulebook.
func TestSnippet(t *testing.T) {
	for _, listed := range letters {
		t.Run(listed.name, func(t *testing.T) {
			d, _ := Lookup(listed.name)
			want := strings.Fields(listed.elements)
			_, section, ok := strings.Cut(Snippet(d), "\n  "+d.Name+":\n")
			if !ok {
				t.Fatalf("no key %s in\n%s", d.Name, Snippet(d))
			}
			settings, elements, _ := strings.Cut(section, "    elements:\n")
			qualified := listed.qualified
			if qualified == 0 {
				qualified = len(want)
			}
			if line := fmt.Sprintf("    qualified: %d  # of %d ", qualified, len(want)); !strings.Contains(settings, line) {
				t.Errorf("want %q in\n%s", line, settings)
			}
			var got []string
			for line := range strings.Lines(elements) {
				if name, condition, ok := strings.Cut(strings.TrimSpace(line), ": {field: "); ok && condition != "" {
					got = append(got, name)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("elements %v, want %v", got, want)
			}
		})
	}
}
