package yaml

import (
	"reflect"
	"testing"

	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/made"
)

// leafOn is a leaf about a field, with one test unless op is "".
func leafOn(field, op string, args ...rulebook.Scalar) rulebook.Condition {
	leaf := rulebook.Condition{Field: made.Plain(field)}
	if op != "" {
		leaf.Tests = []rulebook.Test{{Op: op, Args: args}}
	}
	return leaf
}

func ptr[T any](v T) *T { return &v }

// TestLines holds the loader to how a line's field and condition are told apart.
func TestLines(t *testing.T) {
	five, x := ptr(exact.Int(5)), made.Plain("x")
	for _, c := range []struct {
		src  string
		want rulebook.Criterion
	}{
		{"{name: N, points: 5}",
			rulebook.Criterion{Points: five}},
		{"{name: N, field: F, is: x, points: 5}",
			rulebook.Criterion{Points: five, Line: rulebook.Line{Field: made.Plain("F"), When: ptr(leafOn("F", "is", x))}}},
		{"{name: N, field: F, points: 5}",
			rulebook.Criterion{Points: five, Line: rulebook.Line{Field: made.Plain("F"), When: ptr(leafOn("F", ""))}}},
		{"{name: N, when: {field: F, is: x}, points: 5}",
			rulebook.Criterion{Points: five, Line: rulebook.Line{When: ptr(leafOn("F", "is", x))}}},
		{"{name: N, field: F, each: 5}",
			rulebook.Criterion{Each: five, Line: rulebook.Line{Field: made.Plain("F")}}},
		{"{name: N, field: F, at_least: 5, each: 5}",
			rulebook.Criterion{Each: five, Line: rulebook.Line{Field: made.Plain("F"), When: ptr(leafOn("F", "at_least", made.Plain("5")))}}},
		{"{name: N, field: F, bands: [{is: x, points: 5}, {field: G, is: x, points: 5}, {points: 5}]}",
			rulebook.Criterion{Line: rulebook.Line{Field: made.Plain("F"), Bands: []rulebook.Band{
				{When: ptr(leafOn("F", "is", x)), Earns: *five},
				{When: ptr(leafOn("G", "is", x)), Earns: *five},
				{Earns: *five},
			}}}},
		{"{name: N, when: {field: G, is: x}, field: F, bands: [{when: {not: {is: x}}, points: 5}]}",
			rulebook.Criterion{Line: rulebook.Line{Field: made.Plain("F"), When: ptr(leafOn("G", "is", x)), Bands: []rulebook.Band{
				{When: &rulebook.Condition{Kind: rulebook.Not, Of: []rulebook.Condition{leafOn("F", "is", x)}}, Earns: *five},
			}}}},
		{"{name: N, bands: [{field: F, is: x, points: 5}]}",
			rulebook.Criterion{Line: rulebook.Line{Bands: []rulebook.Band{{When: ptr(leafOn("F", "is", x)), Earns: *five}}}}},
	} {
		rb, problems := rulebook.Unpack(Load("rules.yaml", []byte("version: 1\ncriteria: ["+c.src+"]")))
		if rb == nil {
			t.Errorf("%s: %v", c.src, problems)
			continue
		}
		c.want.Name = "N"
		if got := made.WithoutPlaces(rb).Criteria[0]; !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.src, got, c.want)
		}
	}
}

// TestValuesAreText: a value is the text in the file, whatever YAML makes of it.
func TestValuesAreText(t *testing.T) {
	for _, c := range []struct {
		written, text string
		IsQuoted      bool
	}{
		{"NO", "NO", false},
		{"010", "010", false},
		{"1_000", "1_000", false},
		{"0x1F", "0x1F", false},
		{"1.50", "1.50", false},
		{"2026-01-05", "2026-01-05", false},
		{"12:30:45", "12:30:45", false},
		{".inf", ".inf", false},
		{`"null"`, "null", true},
		{"'it''s'", "it's", true},
		{`"a\tb\u3042"`, "a\tbあ", true},
		{"two words  and more", "two words  and more", false},
		{"a, b", "a, b", false},
		{"|\n      one\n      two\n", "one\ntwo", true},
		{">-\n      one\n      two\n", "one two", true},
	} {
		src := "version: 1\nfields: {F: text}\ncriteria:\n  - name: N\n    points: 1\n    field: F\n    is: " + c.written + "\n"
		rb, problems := rulebook.Unpack(Load("rules.yaml", []byte(src)))
		if rb == nil {
			t.Errorf("%s: %v", c.written, problems)
			continue
		}
		arg := rb.Criteria[0].When.Tests[0].Args[0]
		if want := (rulebook.Scalar{Pos: rulebook.Pos{Line: 7, Column: 9}, Text: c.text, Quoted: c.IsQuoted}); arg != want {
			t.Errorf("%s is %+v, want %+v", c.written, arg, want)
		}
	}
}

// TestPlaces: columns count characters, and what a key describes is at its key.
func TestPlaces(t *testing.T) {
	src := "version: 1\nfields: {会社: text}\ncriteria:\n  - {name: 日本の会社, field: 会社, is: [あ, い], points: 1}\nframeworks:\n  家: {elements: {要: {field: 会社, question: 何}}}\n"
	rb, problems := rulebook.Unpack(Load("rules.yaml", []byte(src)))
	if rb == nil {
		t.Fatal(problems)
	}
	c := rb.Criteria[0]
	for what, places := range map[string][2]rulebook.Pos{
		"field":     {rb.Fields[0].Pos, {Line: 2, Column: 10}},
		"criterion": {c.Pos, {Line: 4, Column: 5}},
		"its field": {c.Field.Pos, {Line: 4, Column: 26}},
		"operator":  {c.When.Tests[0].Pos, {Line: 4, Column: 30}},
		"operand":   {c.When.Tests[0].Args[1].Pos, {Line: 4, Column: 38}},
		"framework": {rb.Frameworks[0].Pos, {Line: 6, Column: 3}},
		"element":   {rb.Frameworks[0].Elements[0].Pos, {Line: 6, Column: 18}},
	} {
		if places[0] != places[1] {
			t.Errorf("%s at %v, want %v", what, places[0], places[1])
		}
	}
}

// TestDefaults: what a rulebook leaves out.
func TestDefaults(t *testing.T) {
	rb, problems := rulebook.Unpack(Load("rules.yaml", []byte("version: 1\nfields: {A: {}, B: {column: X}, L: {seniority: A}, R: {rate: {of: N, per: N}}, N: number}\nicp: {points: 1, profiles: [{name: P, attributes: [{field: A}]}]}\n")))
	if rb == nil {
		t.Fatal(problems)
	}
	got := made.WithoutPlaces(rb)
	want := []rulebook.Field{
		{Name: "A", Columns: []rulebook.Scalar{made.Plain("A")}, Type: rulebook.TypeText},
		{Name: "B", Columns: []rulebook.Scalar{made.Plain("X")}, Type: rulebook.TypeText},
		{Name: "L", Type: rulebook.TypeLevel, Seniority: made.Plain("A")},
		{Name: "R", Type: rulebook.TypeNumber, Rate: &rulebook.Ratio{Of: made.Plain("N"), Per: made.Plain("N")}},
		{Name: "N", Columns: []rulebook.Scalar{made.Plain("N")}, Type: rulebook.TypeNumber},
	}
	if !reflect.DeepEqual(got.Fields, want) {
		t.Errorf("fields\n got %+v\nwant %+v", got.Fields, want)
	}
	if a := got.ICP.Profiles[0].Attributes[0]; a.Weight != exact.Int(1) || a.Required || got.ICP.Grades != nil || got.MissingWords != nil || rb.Location != nil {
		t.Errorf("%+v", got)
	}
}
