package overview

import (
	"slices"
	"testing"

	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
)

func book(t *testing.T, text string) *rulebook.Rulebook {
	t.Helper()
	rb, err := yaml.Load("rules.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return rb
}

const profile = `
icp: {points: 10, profiles: [{name: P, attributes: [{field: A, known: true, weight: 1}]}]}
`

func TestNewAxes(t *testing.T) {
	for name, c := range map[string]struct {
		rules  string
		group  string
		grades []string
	}{
		"the group with grades": {"groups: {few: {grades: {hot: 5, cold: 0}}, many: {max: 3}}\ncriteria:\n" +
			"- {name: a, group: many, field: A, known: true, points: 1}\n- {name: b, group: many, field: A, known: true, points: 1}\n", "few", []string{"hot", "cold"}},
		"inner groups count for the outer one": {"groups: {one: {}, outer: {}, inner: {of: outer}}\ncriteria:\n" +
			"- {name: a, group: one, field: A, known: true, points: 1}\n- {name: b, group: inner, field: A, known: true, points: 1}\n- {name: c, group: inner, field: A, known: true, points: 1}\n", "outer", nil},
		"of equal ones the first": {"groups: {one: {}, two: {}}\ncriteria:\n" +
			"- {name: a, group: two, field: A, known: true, points: 1}\n- {name: b, group: one, field: A, known: true, points: 1}\n", "one", nil},
	} {
		t.Run(name, func(t *testing.T) {
			rb := book(t, "version: 1\nfields: {A: text}\n"+profile+c.rules)
			a := NewAxes(rb)
			if got := rb.Groups[a.group].Name; got != c.group || !slices.Equal(a.grades, c.grades) || !slices.Equal(a.fits, []string{"A", "B", "C", "D"}) {
				t.Errorf("got %s %q %q", got, a.grades, a.fits)
			}
		})
	}
	if NewAxes(book(t, "version: 1\ncriteria:\n- {name: a, field: A, known: true, points: 1}\n")) != nil {
		t.Error("there is a matrix without an ICP")
	}
}

func TestPhones(t *testing.T) {
	rb := book(t, "version: 1\nfields: {tel: {column: Reach, like: phone, optional: true}}\ncriteria:\n- {name: a, field: tel, known: true, points: 1}\n")
	for _, c := range []struct {
		header, cells []string
		want          Callable
	}{
		{[]string{"Company"}, []string{"Acme"}, Unsaid},
		{[]string{"Phone"}, []string{"+1 617-555-0108"}, CanCall},
		{[]string{"電話番号"}, []string{"０３－００００－７４１９"}, CanCall},
		{[]string{"Reach"}, []string{"03-0000-7419"}, CanCall},
		{[]string{"Phone", "Mobile"}, []string{"", "090-0000-7419"}, CanCall},
		{[]string{"Phone"}, []string{"n/a"}, NoNumber},
		{[]string{"Phone"}, []string{"-"}, NoNumber},
		{[]string{"Phone"}, nil, NoNumber},
		{[]string{"Phone", "Do Not Call"}, []string{"+1 617-555-0108", "TRUE"}, Refused},
		{[]string{"Phone", "架電NG"}, []string{"+1 617-555-0108", "○"}, Refused},
		{[]string{"Phone", "Do Not Call"}, []string{"+1 617-555-0108", "no"}, CanCall},
		{[]string{"Phone", "Do Not Call"}, []string{"+1 617-555-0108", ""}, CanCall},
	} {
		if got := NewPhones(rb, c.header).Of(c.cells); got != c.want {
			t.Errorf("%q %q: got %d, want %d", c.header, c.cells, got, c.want)
		}
	}
}

// The bands of a group's points hold all leads, each once.
func TestBands(t *testing.T) {
	for _, points := range [][]exact.Points{{0}, {5000}, {-3000}, {-3000, 0, 1, 40000}, {1, 2, 3}, {0, 999999}, {-1, 1000000000000}} {
		m := newMatrix(&Axes{fits: []string{"A"}})
		for _, p := range points {
			m.points[0].Add(p)
		}
		_, counts, _ := m.columns(wordsOf(rulebook.English))
		total := 0
		for _, n := range counts[0] {
			total += n
		}
		if total != len(points) {
			t.Errorf("%v: %v holds %d", points, m.bands(), total)
		}
	}
}

func TestScoresAsked(t *testing.T) {
	rb := book(t, `version: 1
criteria: [{name: a, field: A, known: true, points: 1}]
stages:
- {stage: V, metric: score, at_most: 3}
- {stage: S, when: {all: [{metric: score, at_least: 65.50}, {field: A, known: true}]}}
- {stage: T, when: {any: [{metric: score, above: 50}, {not: {metric: score, at_least: 10}}]}}
- {stage: U, metric: score, between: [20, 30]}
- {stage: W}
`)
	var got []string
	for i := range rb.Stages {
		got = append(got, scoresAsked(rb.Stages[i].When)...)
	}
	if want := []string{"65.5", "50", "20"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
