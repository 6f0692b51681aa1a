package icp_test

import (
	"testing"

	"leadscore/icp"
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// fields are the values that the tests' profiles look at.
const (
	country = iota
	industry
	size
)

func compiler() *match.Compiler {
	return &match.Compiler{
		Specs:  []match.Spec{country: {Name: "country", Type: rulebook.TypeText}, industry: {Name: "industry", Type: rulebook.TypeText}, size: {Name: "size", Type: rulebook.TypeNumber}},
		Fields: map[string]int{"country": country, "industry": industry, "size": size},
	}
}

func scalar(text string) rulebook.Scalar { return rulebook.Scalar{Text: text} }

func leaf(field, op string, args ...string) *rulebook.Condition {
	test := rulebook.Test{Op: op}
	for _, arg := range args {
		test.Args = append(test.Args, scalar(arg))
	}
	return &rulebook.Condition{Field: scalar(field), Tests: []rulebook.Test{test}}
}

func attribute(weight int64, when *rulebook.Condition) rulebook.Attribute {
	return rulebook.Attribute{Line: rulebook.Line{Field: when.Field, When: when}, Weight: exact.Int(weight)}
}

// lead makes values; "" is blank.
func lead(countryText, industryText, sizeText string) []cell.Value {
	values := make([]cell.Value, 3)
	for i, text := range []string{countryText, industryText, sizeText} {
		v := &values[i]
		if v.Free = text == ""; v.Free {
			continue
		}
		v.State = cell.Known
		if i != size {
			v.Text = []byte(fold.Text(text))
			continue
		}
		v.Number, _ = cell.ParseNumber(text, false)
		v.Free = !v.Number.IsExact()
	}
	return values
}

// earned is what the plan's rules earn of a lead.
func earned(p *icp.Plan, lead []cell.Value) []match.Earned {
	var all []match.Earned
	for _, rule := range p.Rules() {
		all = append(all, rule.Earn(lead))
	}
	return all
}

// ranges is what they may earn.
func ranges(p *icp.Plan, lead []cell.Value) []match.Range {
	var all []match.Range
	for _, rule := range p.Rules() {
		all = append(all, rule.Range(lead))
	}
	return all
}

func section() *rulebook.ICP {
	required := attribute(20, leaf("country", "is", "JP"))
	required.Required = true
	unknown := attribute(50, leaf("size", "at_least", "100"))
	unknown.Missing = exact.NewNumber(1, 4)
	return &rulebook.ICP{
		Points: exact.Int(40),
		Profiles: []rulebook.Profile{
			{Name: "Japan", Attributes: []rulebook.Attribute{required, attribute(30, leaf("industry", "is", "SaaS")), unknown}},
			{Name: "SaaS anywhere", Attributes: []rulebook.Attribute{attribute(1, leaf("industry", "is", "SaaS")), attribute(1, leaf("size", "at_least", "1000"))}},
		},
	}
}

func plan(t *testing.T) *icp.Plan {
	t.Helper()
	c := compiler()
	p := icp.Compile(section(), c)
	if len(c.Problems) > 0 {
		t.Fatal(c.Problems)
	}
	return p
}

func TestBest(t *testing.T) {
	tests := []struct {
		name    string
		lead    []cell.Value
		profile int
		percent exact.Points
		grade   string
		low     exact.Points
		high    exact.Points
	}{
		{"all hold", lead("JP", "SaaS", "100"), 0, 100_000, "A", 40_000, 40_000},
		{"missing earns its share", lead("JP", "SaaS", ""), 0, 62_500, "B", 20_000, 40_000},
		{"required is false: the other profile", lead("US", "SaaS", "100"), 1, 50_000, "B", 20_000, 20_000},
		{"required is unknown, which is not false", lead("", "SaaS", "100"), 0, 80_000, "A", 20_000, 40_000},
		{"an interval is unknown where it does not agree", lead("JP", "SaaS", "50-200"), 0, 62_500, "B", 20_000, 40_000},
		{"an interval that agrees is true", lead("JP", "SaaS", "100-200"), 0, 100_000, "A", 40_000, 40_000},
		{"nothing fits", lead("US", "Retail", "5"), -1, 0, "D", 0, 0},
		{"equal fits: the first written", lead("JP", "SaaS", "1000"), 0, 100_000, "A", 40_000, 40_000},
	}
	p := plan(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fit := p.Best(earned(p, tt.lead))
			if fit.Profile != tt.profile || fit.Percent() != tt.percent {
				t.Errorf("profile %d with %s%%; want %d with %s%%", fit.Profile, fit.Percent(), tt.profile, tt.percent)
			}
			if grade := p.Grade(fit.Percent()); grade != tt.grade {
				t.Errorf("grade %q; want %q", grade, tt.grade)
			}
			if b := p.Bounds(ranges(p, tt.lead)); b != (exact.Bounds{Low: tt.low, High: tt.high}) {
				t.Errorf("bounds %s to %s; want %s to %s", b.Low, b.High, tt.low, tt.high)
			}
		})
	}
}

func TestPointsAreRoundedOnce(t *testing.T) {
	c := compiler()
	s := &rulebook.ICP{Points: exact.Int(1), Profiles: []rulebook.Profile{{Name: "Thirds", Attributes: []rulebook.Attribute{
		attribute(1, leaf("country", "is", "JP")), attribute(1, leaf("industry", "is", "SaaS")), attribute(1, leaf("size", "at_least", "1")),
	}}}}
	p := icp.Compile(s, c)
	if len(c.Problems) > 0 {
		t.Fatal(c.Problems)
	}
	for held, want := range []exact.Points{0, 333, 667, 1000} {
		values := lead([]string{"US", "JP"}[min(held, 1)], []string{"Retail", "SaaS"}[min(held/2, 1)], []string{"0", "1"}[held/3])
		if got := p.Points(p.Best(earned(p, values))); got != want {
			t.Errorf("%d of 3 attributes: %s points; want %s", held, got, want)
		}
	}
}

func TestCompileReportsWhatIsWrong(t *testing.T) {
	c := compiler()
	s := section()
	s.Profiles[0].Attributes[0].When.Field.Text = "contry"
	icp.Compile(s, c)
	if len(c.Problems) != 1 || c.Problems[0].Want != `did you mean "country"?` {
		t.Errorf("problems %v; want one that names country", c.Problems)
	}
}
