package rulebook

import (
	"strings"

	"leadscore/match/exact"
)

// Scalar is one value exactly as the rulebook writes it. What it means depends on
// the type of the field it is compared with, so it is read when that is known.
type Scalar struct {
	Pos    Pos
	Text   string
	Quoted bool // written in quotes: never taken for a truth word
}

// Kind says how a Condition is made up.
type Kind uint8

// The kinds of condition.
const (
	Leaf Kind = iota // tests of one field or metric
	All              // true when all of Of are
	Any              // true when one of Of is
	Not              // the opposite of its one Of
)

// Condition is a condition as written. A leaf without tests asks only for an
// answer: true, or unknown when the field is blank.
type Condition struct {
	Pos    Pos
	Kind   Kind
	Of     []Condition // of All, Any and Not
	Field  Scalar      // of a leaf: the field it is about ...
	Metric Scalar      // ... or, in stages only, the computed value
	Tests  []Test      // of a leaf; all must hold
}

// Test is one operator with its operands.
type Test struct {
	Pos   Pos    // of the operator's key
	Op    string // an operator's name, see Operators
	Args  []Scalar
	Count []Test // of the operator count only: tests of the number of entries
}

// Line is what attributes, criteria, bands, elements and stage rules share: when
// it holds, and how its bands are chosen.
//
//   - {field: F, is: x}       Field F, When the leaf {F is x}
//   - {field: F}              Field F, When the leaf {F} (there is an answer)
//   - {field: F, bands: ...}  Field F, When nil
//   - {when: C, field: F, bands: ...}  Field F, When C
//   - {field: F, rated: [0, 3]}        Field F, When nil
type Line struct {
	Pos   Pos
	Field Scalar     // the line's own field; Text is "" if it names none
	When  *Condition // nil: always
	Bands []Band     // nil: no bands
	Rated *Rating    // of an attribute or element, in place of bands; nil: none
}

// CountedEntries is the test of the line's own list that says which entries `each` counts;
// nil: all.
func (l *Line) CountedEntries() *Test {
	if l.When == nil || l.When.Kind != Leaf || l.When.Field.Text != l.Field.Text {
		return nil
	}
	for i := range l.When.Tests {
		if t := &l.When.Tests[i]; t.Op == "has" {
			return t
		}
	}
	return nil
}

// Rating gives a line the share of its weight that lies where the number of its field lies
// between two others: nothing at Worst and beyond, all of it at Best.
type Rating struct {
	Pos         Pos
	Worst, Best exact.Number // not equal; Best may be the smaller one
}

// String gives the rating as a rulebook writes it: "rated [0, 3]".
func (r *Rating) String() string { return "rated [" + r.Worst.String() + ", " + r.Best.String() + "]" }

// Band is one band of a line. The first band of a line that is true decides.
type Band struct {
	Pos   Pos
	When  *Condition   // nil: always. Its leaves carry the line's own field where they name none
	Earns exact.Number // points, or a share (0 to 1) in ICPs and frameworks
}

// String gives the condition in one line, in the rulebook's own words: "Budget
// at_least 300000", "(A is x and not B within 7d)".
func (c *Condition) String() string {
	if c == nil {
		return "always"
	}
	switch c.Kind {
	case All:
		return joinConditions(c.Of, " and ")
	case Any:
		return joinConditions(c.Of, " or ")
	case Not:
		if len(c.Of) == 1 {
			return "not " + c.Of[0].String()
		}
		return "not " + joinConditions(c.Of, " and ")
	}
	parts := []string{c.Field.Text + c.Metric.Text}
	if tests := testsText(c.Tests); tests != "" {
		parts = append(parts, tests)
	}
	return strings.Join(parts, " ")
}

func joinConditions(conditions []Condition, by string) string {
	var parts []string
	for i := range conditions {
		parts = append(parts, conditions[i].String())
	}
	return "(" + strings.Join(parts, by) + ")"
}

// testsText gives operators and operands: "at_least 100", "is JP, US".
func testsText(tests []Test) string {
	var parts []string
	for i := range tests {
		t := &tests[i]
		parts = append(parts, t.Op+" "+operandsText(t))
	}
	return strings.Join(parts, " ")
}

func operandsText(t *Test) string {
	if t.Count != nil {
		return testsText(t.Count)
	}
	var texts []string
	for _, arg := range t.Args {
		texts = append(texts, arg.Text)
	}
	return strings.Join(texts, ", ")
}

// TestsText gives a leaf's operators and operands without its field: "at_least
// 100". It is empty for a leaf that asks only for an answer.
func (c *Condition) TestsText() string { return testsText(c.Tests) }
