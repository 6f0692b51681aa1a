// Package names finds what is wrong with the names, references and numbers of a rulebook.
package names

import (
	"slices"
	"strings"

	"leadscore/frameworks"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
)

// Taken are the names of the columns that leadscore writes whatever the names in a
// rulebook: in a list of leads, and in one of accounts.
type Taken struct{ Leads, Accounts []string }

// Check finds names that are missing, stand twice, or clash, references that
// lead nowhere, and numbers out of range.
func Check(rb *rulebook.Rulebook, columns Taken) []rulebook.Problem {
	k := &checker{rulebook: rb, taken: columns}
	if rb.ICP == nil && len(rb.Criteria) == 0 && len(rb.Frameworks) == 0 {
		k.problem(rulebook.Pos{Line: 1, Column: 1}, "add one of icp, criteria, frameworks", "the rulebook gives no points")
	}
	k.icp()
	k.groups()
	k.criteria()
	k.frameworks()
	k.columns()
	k.meanings()
	k.stages()
	k.accounts()
	k.score()
	return k.problems
}

// checker collects the problems of a rulebook.
type checker struct {
	rulebook *rulebook.Rulebook
	taken    Taken
	problems []rulebook.Problem
}

func (k *checker) problem(pos rulebook.Pos, want, format string, args ...any) {
	k.problems = append(k.problems, rulebook.Problemf(pos, want, format, args...))
}

// names checks the names of things of one kind that metrics and columns name: each
// once, none empty, none with a dot, which parts the names of metrics.
type names struct {
	k    *checker
	what string
	seen map[string]rulebook.Pos
}

func (k *checker) names(what string) *names {
	return &names{k, what, map[string]rulebook.Pos{}}
}

func (n *names) add(name string, pos rulebook.Pos) {
	folded := fold.Text(name)
	first, twice := n.seen[folded]
	switch {
	case folded == "":
		n.k.problem(pos, "give it a name", "%s without a name", n.what)
	case strings.Contains(folded, "."):
		n.k.problem(pos, "names hold no dot", "the %s name %q holds a dot", n.what, name)
	case twice:
		n.k.problem(pos, "", "the %s %q stands twice, first on line %d", n.what, name, first.Line)
	default:
		n.seen[folded] = pos
	}
}

func (k *checker) icp() {
	section := k.rulebook.ICP
	if section == nil {
		return
	}
	if len(section.Profiles) == 0 {
		k.problem(section.Pos, "add one under profiles", "the icp has no profiles")
	}
	profiles := map[string]rulebook.Pos{}
	for i := range section.Profiles {
		p := &section.Profiles[i]
		k.profileName(p, profiles)
		if len(p.Attributes) == 0 {
			k.problem(p.Pos, "add one under attributes", "the profile %q has no attributes", p.Name)
		}
		for j := range p.Attributes {
			a := &p.Attributes[j]
			k.weighted(&a.Line, a.Weight, a.Missing)
		}
	}
	for i := 1; i < len(section.Grades); i++ {
		if section.Grades[i].AtLeast.Cmp(section.Grades[i-1].AtLeast) >= 0 {
			k.problem(section.Pos, "write the best grade first", "the grade %q can never be reached: %q asks for no more", section.Grades[i].Name, section.Grades[i-1].Name)
		}
	}
}

func (k *checker) profileName(p *rulebook.Profile, seen map[string]rulebook.Pos) {
	name := fold.Text(p.Name)
	if name == "" {
		k.problem(p.Pos, "give it a name", "a profile without a name")
		return
	}
	if first, twice := seen[name]; twice {
		k.problem(p.Pos, "", "the profile %q stands twice, first on line %d", p.Name, first.Line)
	}
	seen[name] = p.Pos
}

// weighted checks an attribute or element.
func (k *checker) weighted(line *rulebook.Line, weight, missing exact.Number) {
	if weight.Sign() <= 0 {
		k.problem(line.Pos, "expected a number above 0", "a weight of %s", weight)
	}
	k.share(line.Pos, missing)
	for i := range line.Bands {
		k.share(line.Bands[i].Pos, line.Bands[i].Earns)
	}
}

func (k *checker) share(pos rulebook.Pos, share exact.Number) {
	if share.Sign() < 0 || share.Cmp(exact.Int(1)) > 0 {
		k.problem(pos, "expected 0% to 100%", "a share of %s", share.Percent())
	}
}

func (k *checker) groups() {
	groups := k.names("group")
	for i := range k.rulebook.Groups {
		g := &k.rulebook.Groups[i]
		groups.add(g.Name, g.Pos)
		k.groupExists(g.Of)
		k.order(g.Pos, g.Min, g.Max)
		for j := 1; j < len(g.Grades); j++ {
			if g.Grades[j].AtLeast.Cmp(g.Grades[j-1].AtLeast) >= 0 {
				k.problem(g.Pos, "write the best grade first", "the grade %q can never be reached: %q asks for no more", g.Grades[j].Name, g.Grades[j-1].Name)
			}
		}
	}
}

func (k *checker) groupExists(name rulebook.Scalar) {
	if name.Text == "" || walk.GroupIndex(k.rulebook, name) >= 0 {
		return
	}
	var known []string
	for i := range k.rulebook.Groups {
		known = append(known, k.rulebook.Groups[i].Name)
	}
	want := fold.Expected(name.Text, known, "groups")
	if !strings.HasPrefix(want, "did you mean") {
		want += "; add groups: {" + name.Text + ": {}}"
	}
	k.problem(name.Pos, want, "unknown group %q", name.Text)
}

func (k *checker) order(pos rulebook.Pos, low, high *exact.Number) {
	if low != nil && high != nil && low.Cmp(*high) > 0 {
		k.problem(pos, "", "min %s is over max %s", low, high)
	}
}

func (k *checker) criteria() {
	for i := range k.rulebook.Criteria {
		c := &k.rulebook.Criteria[i]
		if fold.Text(c.Name) == "" {
			k.problem(c.Pos, "give it one: it is what people read", "a criterion without a name")
		}
		k.groupExists(c.Group)
		k.order(c.Pos, c.Min, c.Max)
		if c.Points != nil && (c.Min != nil || c.Max != nil) {
			k.problem(c.Pos, boundMeant(c), "min and max bound what each and bands earn; beside points they do nothing")
		}
	}
}

// boundMeant says what min and max beside plain points were probably meant for.
func boundMeant(c *rulebook.Criterion) string {
	switch {
	case c.Min == nil:
		return "write at_most: " + c.Max.String() + " in place of max; or give the points themselves"
	case c.Max == nil:
		return "write at_least: " + c.Min.String() + " in place of min; or give the points themselves"
	}
	return "write between: [" + c.Min.String() + ", " + c.Max.String() + "] in place of min and max; or give the points themselves"
}

func (k *checker) frameworks() {
	all := k.names("framework")
	for i := range k.rulebook.Frameworks {
		f := &k.rulebook.Frameworks[i]
		all.add(f.Name, f.Pos)
		if len(f.Elements) == 0 {
			k.problem(f.Pos, "add one under elements", "the framework %q has no elements", f.Name)
		}
		if q := f.Qualified; q != nil && (*q < 1 || *q > len(f.Elements)) {
			k.problem(f.Pos, "expected 1 to the number of its elements", "%q asks for %d met elements, but lists %d", f.Name, *q, len(f.Elements))
		}
		elements := k.names("element")
		for j := range f.Elements {
			e := &f.Elements[j]
			elements.add(e.Name, e.Pos)
			k.weighted(&e.Line, e.Weight, e.Missing)
			if e.Question == (rulebook.Question{}) {
				k.ofBuiltin(f, e)
			}
		}
	}
}

// ofBuiltin tells of an element without a question in a built-in framework that has no
// element of this name: it is a slip of the name.
func (k *checker) ofBuiltin(f *rulebook.Framework, e *rulebook.Element) {
	builtin, found := frameworks.Lookup(f.Name)
	if !found {
		return
	}
	if _, known := builtin.Element(e.Name); known {
		return
	}
	var known []string
	for _, element := range builtin.Elements {
		known = append(known, element.Name)
	}
	if meant, found := builtin.Spoken(e.Name); found {
		k.problem(e.Pos, "write "+meant+"; or give it a question of its own", "%s has no element %q", builtin.Name, e.Name)
		return
	}
	k.problem(e.Pos, fold.Expected(e.Name, known, "elements")+" or give it a question of its own", "%s has no element %q", builtin.Name, e.Name)
}

// columns finds frameworks and graded groups whose column would be one of those that
// the rulebook has us write already: without an ICP a group may well be called fit.
func (k *checker) columns() {
	taken := map[string]string{}
	for _, name := range k.taken.Leads {
		taken[name] = "a column that leadscore writes"
	}
	claim := func(what, name string, pos rulebook.Pos) {
		column := fold.Name(name)
		if owner, clash := taken[column]; clash || column == "" {
			k.problem(pos, "choose another name", "the %s %q would have the column %q, which is %s", what, name, column, owner)
			return
		}
		taken[column] = "that of " + what + " " + name
	}
	for i := range k.rulebook.Groups {
		if g := &k.rulebook.Groups[i]; g.Grades != nil {
			claim("group", g.Name, g.Pos)
		}
	}
	for i := range k.rulebook.Frameworks {
		claim("framework", k.rulebook.Frameworks[i].Name, k.rulebook.Frameworks[i].Pos)
	}
}

// meanings finds names by which a metric, or an answer, would mean two things.
func (k *checker) meanings() {
	metrics, call := []string{"met", "known", "share", "qualified"}, []string{"result", "reason", "next", "due"}
	for i := range k.rulebook.Frameworks {
		f := &k.rulebook.Frameworks[i]
		for j := range k.rulebook.Groups {
			if g := &k.rulebook.Groups[j]; fold.Text(f.Name) == "group" && slices.Contains(metrics, fold.Text(g.Name)) {
				k.problem(g.Pos, "choose another name for one of them", "group.%s would mean two things: points of the group %q, and how far the framework %q is met", fold.Text(g.Name), g.Name, f.Name)
			}
		}
		for j := range f.Elements {
			e := &f.Elements[j]
			if fold.Text(f.Name) == "call" && slices.Contains(call, fold.Text(e.Name)) {
				k.problem(e.Pos, "choose another name for the framework or the element", "answers about call.%s are about a call, not about the element %q", fold.Text(e.Name), e.Name)
			}
			k.fieldOfElement(f, e)
		}
	}
}

// fieldOfElement finds a field whose name stands for an element in answers.
func (k *checker) fieldOfElement(f *rulebook.Framework, e *rulebook.Element) {
	for i := range k.rulebook.Fields {
		if field := &k.rulebook.Fields[i]; fold.Text(field.Name) == fold.Text(f.Name+"."+e.Name) {
			k.problem(field.Pos, "choose another name for the field", "answers about %s would mean two things: the field, and an element of %q", field.Name, f.Name)
		}
	}
}

func (k *checker) stages() {
	for i := range k.rulebook.Stages {
		if s := &k.rulebook.Stages[i]; fold.Text(s.Name) == "" {
			k.problem(s.Pos, "give it one: stage: MQL", "a stage rule without a stage")
		}
	}
}

func (k *checker) score() {
	s := &k.rulebook.Score
	k.order(s.Pos, s.Min, s.Max)
	for i := 1; i < len(s.Rates); i++ {
		low, high := s.Rates[i-1], s.Rates[i]
		if high.From.Cmp(low.From) <= 0 {
			k.problem(high.Pos, "write the lowest score first", "the score %s does not follow %s", high.From, low.From)
		}
		if high.Rate.Cmp(low.Rate) < 0 {
			k.problem(high.Pos, "a better score may not win less often", "the rate falls from %s to %s", low.Rate.Percent(), high.Rate.Percent())
		}
	}
	for i := range s.Rates {
		k.share(s.Rates[i].Pos, s.Rates[i].Rate)
	}
}
