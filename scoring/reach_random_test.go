package scoring_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// A reachField is a field of random conditions, with cells that show all that its
// operators can tell apart.
type reachField struct {
	field    rulebook.Field
	ops      []string
	operands []string
	exact    []string // cells
	between  []string // cells that are known only to lie between two ends
}

var reachNumbers = reachField{
	field:    rulebook.Field{Name: "n", Columns: []rulebook.Scalar{{Text: "n"}}, Type: rulebook.TypeNumber},
	ops:      []string{"is", "is_not", "at_least", "at_most", "above", "below", "between", "known"},
	operands: []string{"1", "2", "3"},
	exact:    []string{"", "0", "1", "1.5", "2", "2.5", "3", "4", "?"},
	between:  []string{"0-1", "0-1.5", "1-2", "1-3", "1.5-2.5", "2-3", "2-4", "0-4", "1-4", "1-1.5", "2.5-3", "1.5-4", "0-2", "0-3", "1-2.5", "0-2.5", "1.5-2", "1.5-3", "2-2.5", "2.5-4", "3-4"},
}

// reachChoices are fields whose values can all be tried.
var reachChoices = []reachField{
	reachNumbers,
	{
		field:    rulebook.Field{Name: "yes", Columns: []rulebook.Scalar{{Text: "yes"}}, Type: rulebook.TypeBool},
		ops:      []string{"is", "known"},
		operands: []string{"true", "false"},
		exact:    []string{"", "yes", "no", "?"},
	},
	{
		field:    rulebook.Field{Name: "word", Columns: []rulebook.Scalar{{Text: "word"}}, Type: rulebook.TypeText},
		ops:      []string{"is", "is_not", "known"},
		operands: []string{"a", "b", "c"},
		exact:    []string{"", "a", "B", "ｃ", "d"},
	},
	{
		field:    rulebook.Field{Name: "day", Columns: []rulebook.Scalar{{Text: "day"}}, Type: rulebook.TypeDate},
		ops:      []string{"within", "within_next", "older_than", "known"},
		operands: []string{"1d", "2d"},
		exact:    []string{"", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"},
	},
	{
		field:    rulebook.Field{Name: "since", Columns: []rulebook.Scalar{{Text: "since"}}, Type: rulebook.TypeDate},
		ops:      []string{"is", "before", "after"},
		operands: []string{"2026-11-19", "2026-11-21"},
		exact:    []string{"", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"},
	},
	{
		field:    rulebook.Field{Name: "level", Seniority: rulebook.Scalar{Text: "title"}},
		ops:      []string{"is", "is_not", "at_least", "at_most"},
		operands: []string{"student", "manager", "vp", "c_level"},
		exact:    []string{"", "Wizard", "Student", "Software Engineer", "Sales Manager", "Director of Sales", "VP of Marketing", "CEO"},
	},
}

// reachTexts is a field whose values can only be sampled.
var reachTexts = []reachField{
	{
		field:    rulebook.Field{Name: "text", Columns: []rulebook.Scalar{{Text: "text"}}, Type: rulebook.TypeText},
		ops:      []string{"is", "is_not", "contains", "has_word", "starts_with", "ends_with", "domain", "matches", "free_mail"},
		operands: []string{"a", "ab", "b", "長", "長a", "a長", "b a", "b.a", "a.b", "a*", "b*"},
		exact:    textsOf([]string{"a", "b", "長", " ", ".", "@"}, 4),
	},
	{
		field:    rulebook.Field{Name: "tags", Columns: []rulebook.Scalar{{Text: "tags"}}, Type: rulebook.TypeList},
		ops:      []string{"has", "has_all", "count", "known"},
		operands: []string{"a", "b", "c"},
		exact:    []string{"", "a", "b", "c", "a;b", "b;c", "a;c", "a;b;c", "d", "a;d", "b;d", "c;d", "a;b;d", "d;e;f;g", ";"},
	},
}

// textsOf gives all texts of up to so many of the parts.
func textsOf(parts []string, most int) []string {
	all, longest := []string{""}, []string{""}
	for range most {
		var longer []string
		for _, text := range longest {
			for _, part := range parts {
				longer = append(longer, text+part)
			}
		}
		all, longest = append(all, longer...), longer
	}
	return all
}

// A reachWorld is a rulebook with one criterion and some stage rules, and fields to
// try it on. What stands in band or rule i has the line 10+i or 50+i.
type reachWorld struct {
	rb     *rulebook.Rulebook
	header []string
	fields []reachField
}

func (d dice) reachWorld(t *rapid.T, fields []reachField) reachWorld {
	w := reachWorld{rb: &rulebook.Rulebook{}, fields: fields}
	for i := range fields {
		f := &fields[i]
		f.ops, f.operands = some(d, 1, 3, f.ops...), some(d, 1, 4, f.operands...)
		w.rb.Fields = append(w.rb.Fields, f.field)
		if f.field.Seniority.Text == "" {
			w.header = append(w.header, f.field.Name)
			continue
		}
		title := f.field.Seniority.Text
		w.rb.Fields = append(w.rb.Fields, rulebook.Field{Name: title, Columns: []rulebook.Scalar{{Text: title}}, Type: rulebook.TypeText})
		w.header = append(w.header, title)
	}
	c := rulebook.Criterion{Name: "A", Line: rulebook.Line{Bands: []rulebook.Band{}}}
	if d.oneIn(4) {
		c.When = d.reachCondition(1, fields, 2)
	}
	for i := range d.between(1, 4) {
		band := rulebook.Band{Pos: rulebook.Pos{Line: 10 + i}, Earns: exact.Int(1)}
		if !d.oneIn(6) {
			band.When = d.reachCondition(10+i, fields, 2)
		}
		c.Bands = append(c.Bands, band)
	}
	w.rb.Criteria = []rulebook.Criterion{c}
	for i := range d.between(1, 4) {
		stage := rulebook.Stage{Name: fmt.Sprint("stage ", i), Line: rulebook.Line{Pos: rulebook.Pos{Line: 50 + i}}}
		if !d.oneIn(6) {
			stage.When = d.reachCondition(50+i, fields, 2)
		}
		w.rb.Stages = append(w.rb.Stages, stage)
	}
	return w
}

// reachCondition makes a condition of leaves with one operator each.
func (d dice) reachCondition(line int, fields []reachField, depth int) *rulebook.Condition {
	c := &rulebook.Condition{Pos: rulebook.Pos{Line: line, Column: 2}}
	if depth > 0 && d.oneIn(3) {
		c.Kind = pick(d, rulebook.All, rulebook.Any, rulebook.Not)
		for range map[bool]int{true: 1, false: 2}[c.Kind == rulebook.Not] {
			c.Of = append(c.Of, *d.reachCondition(line, fields, depth-1))
		}
		return c
	}
	f := pick(d, fields...)
	c.Field = rulebook.Scalar{Text: f.field.Name}
	if d.oneIn(8) {
		return c
	}
	test := rulebook.Test{Op: pick(d, f.ops...)}
	operand := func() rulebook.Scalar { return rulebook.Scalar{Text: pick(d, f.operands...)} }
	switch test.Op {
	case "known", "free_mail":
		test.Args = []rulebook.Scalar{{Text: pick(d, "true", "false")}}
	case "between":
		test.Args = []rulebook.Scalar{operand(), operand()}
		slices.SortFunc(test.Args, func(a, b rulebook.Scalar) int { return int(a.Text[0]) - int(b.Text[0]) })
	case "count":
		test.Count = []rulebook.Test{{Op: pick(d, "at_least", "at_most", "is"), Args: []rulebook.Scalar{{Text: pick(d, "0", "1", "2", "3")}}}}
	case "domain":
		test.Args = []rulebook.Scalar{{Text: pick(d, "a", "b", "ab", "b.a", "a.b", "長.a")}}
	case "matches":
		test.Args = []rulebook.Scalar{{Text: pick(d, "a", "^b", "a$")}}
	default:
		test.Args = []rulebook.Scalar{operand()}
		if d.oneIn(3) {
			test.Args = append(test.Args, operand())
		}
	}
	c.Tests = []rulebook.Test{test}
	return c
}

// flagged gives the lines in which Validate finds something, and whether these are
// all: what is said of `when` is about all bands.
func (w reachWorld) flagged() (lines map[int]bool, all bool) {
	lines = map[int]bool{}
	for _, p := range scoring.Validate(w.rb) {
		lines[p.Pos.Line] = true
	}
	return lines, !lines[1]
}

// decided gives the lines of the bands and stage rules that decide some lead:
// bands leads of exact cells, stage rules leads of any.
func (w reachWorld) decided(t *rapid.T) map[int]bool {
	engine, problems := rulebook.Unpack(scoring.Compile(w.rb, w.header, scoring.Options{AsOf: asOf20261121}))
	if len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	lines := map[int]bool{}
	scorer := engine.NewScorer()
	var try func(cells []string, exact bool)
	try = func(cells []string, exact bool) {
		if len(cells) < len(w.fields) {
			f := &w.fields[len(cells)]
			for _, cell := range f.exact {
				try(append(cells, cell), exact)
			}
			for _, cell := range f.between {
				try(append(cells, cell), false)
			}
			return
		}
		x := scorer.Explain(cells)
		if x.StageIndex >= 0 {
			lines[50+x.StageIndex] = true
		}
		if band := x.Lines[0].Band; exact && band >= 0 {
			lines[10+band] = true
		}
	}
	try(nil, true)
	return lines
}

var asOf20261121 = mustDay("2026-11-21")

func mustDay(text string) calendar.Day {
	day, err := cell.ParseDay(text, rulebook.OrderYMD, nil)
	if err != nil {
		panic(err)
	}
	return day
}

// check compares what is called unreachable with what decides leads; with complete,
// what decides none must be called so.
func (w reachWorld) check(t *rapid.T, complete bool) {
	flagged, all := w.flagged()
	if !all {
		t.Skip("the condition of all bands is never true")
	}
	decided := w.decided(t)
	check := func(what string, line int, c *rulebook.Condition) {
		switch {
		case flagged[line] && decided[line]:
			t.Errorf("%s %d decides a lead, but is called unreachable: %s", what, line%10, c)
		case complete && !flagged[line] && !decided[line]:
			t.Errorf("%s %d decides no lead, but is not called unreachable: %s", what, line%10, c)
		}
	}
	for i, band := range w.rb.Criteria[0].Bands {
		check("band", 10+i, band.When)
	}
	for i, stage := range w.rb.Stages {
		check("stage rule", 50+i, stage.When)
	}
}

// TestReachComplete tries all values of one or two fields: what decides nothing is
// called unreachable, and nothing else.
func TestReachComplete(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dice{t}
		d.reachWorld(t, some(d, 1, 2, reachChoices...)).check(t, true)
	})
}

// TestReachSound tries many texts and lists: what is called unreachable decides
// nothing.
func TestReachSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dice{t}
		d.reachWorld(t, some(d, 1, 1, reachTexts...)).check(t, false)
	})
}
