package match

import "strings"

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

// Words gives a known value of type t in words: "100 to 299", "director", "2026-11-21".
// It is empty for a value that is not known.
func (v *Value) Words(t Type) string {
	if v.State != Known {
		return ""
	}
	switch t {
	case TypeNumber:
		if v.Number.IsExact() {
			return v.Number.Low.Rounded()
		}
		return v.Number.String()
	case TypeDate:
		return v.Day.String()
	case TypeBool:
		if v.Bool {
			return "true"
		}
		return "false"
	case TypeLevel:
		return v.Level.String()
	case TypeList:
		var entries []string
		for _, entry := range v.Entries {
			entries = append(entries, string(entry))
		}
		return strings.Join(entries, "; ")
	}
	if v.Name != "" {
		return v.Name
	}
	return string(v.Text)
}
