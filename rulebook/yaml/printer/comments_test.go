package printer_test

import (
	"reflect"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"leadscore/internal/golden"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/internal/made"
	"leadscore/rulebook/yaml/internal/tree"
	"leadscore/rulebook/yaml/printer"
	"leadscore/scoring"
)

// TestCommentsGolden shows where comments stand.
func TestCommentsGolden(t *testing.T) {
	rb, problems := rulebook.Unpack(yaml.Load("learned.yaml", []byte(`version: 1
criteria:
  - {name: Demo, field: Demo, is: true, points: 25}
  - name: Size
    field: Employees
    bands: [{at_least: 100, points: 10}, {points: 0}]
    missing: 3
  - name: Source
    field: Lead Source
    bands: [{is: [Conference in the north of the country, Conference in the south of the country, Referral], points: 10}]
score: {rates: {0: 6%, 21: 26% of 230}}
stages: [{stage: Hot, metric: score, at_least: 20}, {stage: Cold}]
`)))
	if rb == nil {
		t.Fatal(problems)
	}
	comments := printer.Comments{
		Head: []string{"learned:", "  leads: 230 ", "", "two\nlines\x00"},
		Criteria: []printer.CriterionComments{
			{Line: "12 leads"},
			{Bands: []string{"100 leads, 30 % won", "rest", "one too many"}, Missing: "7 leads"},
			{Bands: []string{"5 leads"}, Missing: "there is no such line"},
		},
		Stages: []string{"50 leads", "", "one too many"},
		Above: map[string][]string{
			printer.Place("criteria"):                    {"What a lead did.", "", "More of\nit."},
			printer.Place("criteria", "0"):               {"Of the demo."},
			printer.Place("criteria", "1", "bands", "1"): {"Of the second band."},
			printer.Place("criteria", "2", "name"):       {"Of the first key of an entry."},
			printer.Place("stages", "9"):                 {"of nothing"},
		},
		Beside: map[string]string{printer.Place("score", "rates", "21"): "the rate", printer.Place("version"): "of the language"},
	}
	golden.Compare(t, "commented.yaml", string(printer.WithComments(rb, comments)))
}

// Comments change nothing of what is read back.
func TestCommentsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rb := made.Rulebook(t)
		if len(scoring.Validate(rb)) > 0 {
			t.Skip("not a rulebook that means something")
		}
		again, problems := rulebook.Unpack(yaml.Load("printed.yaml", printer.WithComments(rb, randomComments(t, rb))))
		if again == nil {
			t.Fatalf("problems: %v", problems)
		}
		if want, got := made.WithoutPlaces(rb), made.WithoutPlaces(again); !reflect.DeepEqual(want, got) {
			t.Fatalf("read back, it differs.\n got %+v\nwant %+v", got, want)
		}
	})
}

func randomComments(t *rapid.T, rb *rulebook.Rulebook) printer.Comments {
	text := func() string { return rapid.String().Draw(t, "comment") }
	c := printer.Comments{Head: []string{text(), text()}, Stages: []string{text(), text()}}
	for i := range rb.Criteria {
		comments := printer.CriterionComments{Line: text(), Missing: text()}
		for range rb.Criteria[i].Bands {
			comments.Bands = append(comments.Bands, text())
		}
		c.Criteria = append(c.Criteria, comments)
	}
	c.Above, c.Beside = map[string][]string{}, map[string]string{}
	for _, at := range placesOf(&printer.Tree(rb, &printer.Comments{}).Value, "") {
		switch rapid.IntRange(0, 4).Draw(t, "where") {
		case 0:
			c.Above[at] = []string{text(), text()}
		case 1:
			c.Beside[at] = text()
		}
	}
	return c
}

// placesOf are the places of all that a value holds.
func placesOf(v *tree.Value, path string) []string {
	var places []string
	part := func(w *tree.Value, step string) {
		at := step
		if path != "" {
			at = printer.Place(path, step)
		}
		places = append(append(places, at), placesOf(w, at)...)
	}
	for i := range v.Items {
		part(&v.Items[i], strconv.Itoa(i))
	}
	for i := range v.Pairs {
		part(&v.Pairs[i].Value, printer.PlainKey(v.Pairs[i].Key))
	}
	return places
}
