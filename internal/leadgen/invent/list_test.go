package invent_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"leadscore/internal/leadgen/invent"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

func made(seed uint64, leads int) []byte {
	list := invent.New(seed)
	text := list.AppendHeader(nil)
	for range leads {
		text = list.AppendLead(text)
	}
	return text
}

// The standard library reads every row, of 30 cells; nine in ten cells of the
// columns that rules need hold something, a sixth of the rows have several lines,
// and a row is about 270 bytes.
func TestList(t *testing.T) {
	const leads = 20_000
	text := made(1, leads)
	reader := csv.NewReader(bytes.NewReader(text))
	reader.FieldsPerRecord = len(invent.Header())
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != leads+1 || !slices.Equal(rows[0], invent.Header()) || len(rows[0]) != 30 {
		t.Fatalf("%d rows, header %q", len(rows), rows[0])
	}
	lines, ids := 0, map[string]bool{}
	for _, row := range rows[1:] {
		ids[row[0]] = true
		if strings.Contains(row[29], "\n") {
			lines++
		}
	}
	if len(ids) != leads {
		t.Errorf("%d different IDs of %d leads", len(ids), leads)
	}
	if share := float64(lines) / leads; share < 0.15 || share > 0.18 {
		t.Errorf("%.3f of the rows have line breaks; want a sixth", share)
	}
	if size := len(text) / leads; size < 260 || size > 280 {
		t.Errorf("a row has %d bytes; want about 270", size)
	}
	if !utf8.Valid(text) || !bytes.Contains(text, []byte("株式会社")) {
		t.Error("the list is not UTF-8 with Japanese in it")
	}
}

func TestSameSeedSameList(t *testing.T) {
	if !bytes.Equal(made(7, 500), made(7, 500)) {
		t.Error("two lists of one seed differ")
	}
	if bytes.Equal(made(7, 500), made(8, 500)) {
		t.Error("two seeds give one list")
	}
}

// Rulebooks of any size are valid, and use no more columns the longer they are.
func TestRules(t *testing.T) {
	for _, criteria := range []int{30, 300} {
		rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(invent.Rules(criteria))))
		problems = slices.DeleteFunc(problems, func(p rulebook.Problem) bool { return p.Warning })
		if len(problems) > 0 || len(rb.Criteria) != criteria {
			t.Fatalf("%d criteria: %v", criteria, problems)
		}
		engine, problems := rulebook.Unpack(scoring.Compile(rb, invent.Header(), scoring.Options{AsOf: 20778}))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if needs := engine.Needs(); len(needs) != 18 {
			t.Errorf("%d criteria need the columns %v; want 18", criteria, needs)
		}
	}
}
