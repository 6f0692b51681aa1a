package lint

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leadscore/frameworks"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/internal/reach"
	"leadscore/scoring/internal/walk"
)

// This file holds what is found about names, words and conditions.

func (l *linter) sameNames() {
	first := map[string]rulebook.Pos{}
	for i := range l.rulebook.Criteria {
		c := &l.rulebook.Criteria[i]
		name := fold.Text(c.Name)
		if pos, twice := first[name]; twice {
			l.warn(c.Pos, "name it for what it is about", "two criteria are called %q, the first on line %d", c.Name, pos.Line)
			continue
		}
		first[name] = c.Pos
	}
}

// stageNames looks for profiles and grades that stages ask for with `is`.
func (l *linter) stageNames() {
	names := map[string][]string{"icp": walk.ProfileNames(l.rulebook), "grade": l.gradeNames()}
	for _, metric := range l.plan.Specs[l.plan.FirstMetric:] {
		if metric.Grades != nil {
			names[fold.Text(metric.Name)] = metric.Grades
		}
	}
	for i := range l.rulebook.Stages {
		walk.LeavesOf(l.rulebook.Stages[i].When, func(leaf *rulebook.Condition) {
			metric := fold.Text(leaf.Metric.Text)
			for _, t := range leaf.Tests {
				if known := names[metric]; known != nil && (t.Op == "is" || t.Op == "is_not") {
					l.unknownNames(metric, t.Args, known)
				}
			}
			if field := leaf.Field.Text; fold.Text(field) == "score" && len(l.rulebook.Fields) == 0 {
				l.warn(leaf.Field.Pos, "write metric: score", "field: %q is a column of the list, not the score", field)
			}
		})
	}
}

func (l *linter) unknownNames(metric string, args []rulebook.Scalar, known []string) {
	for _, arg := range args {
		same := func(name string) bool { return fold.Text(name) == fold.Text(arg.Text) }
		if !slices.ContainsFunc(known, same) {
			what := "grades"
			if metric == "icp" {
				what = "profiles"
			}
			l.warn(arg.Pos, fold.Expected(arg.Text, known, what), "no lead has the %s %q", metric, arg.Text)
		}
	}
}

// gradeNames gives all grades that a lead can have, joined from those of the fit
// and of the groups; nil where there are too many to name.
func (l *linter) gradeNames() []string {
	names := []string{""}
	join := func(grades []string) {
		var joined []string
		for _, name := range names {
			for _, grade := range grades {
				joined = append(joined, name+grade)
			}
		}
		names = joined
	}
	if section := l.rulebook.ICP; section != nil {
		join(append([]string{""}, walk.FitGrades(section)...))
	}
	for i := range l.rulebook.Groups {
		if g := &l.rulebook.Groups[i]; g.Grades != nil && len(names) < 1000 {
			join(append([]string{""}, walk.GradesOf(g)...))
		}
	}
	if len(names) >= 1000 {
		return nil
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}

func (l *linter) noLastStage() {
	if last := len(l.rulebook.Stages) - 1; last >= 0 && l.reach().LeavesOver() {
		l.warn(l.rulebook.Stages[last].Pos, "end with one that has no condition, such as {stage: Nurture}", "a lead for which no stage rule holds has no stage, and is ranked behind all that have one")
	}
}

func (l *linter) reach() *reach.Search {
	return reach.New(l.rulebook, l.plan.Specs, l.plan.FirstMetric)
}

func (l *linter) alwaysTrue() {
	r := l.reach()
	check := func(c *rulebook.Condition) {
		if c != nil && asksForValues(c) && r.Never(&rulebook.Condition{Kind: rulebook.Not, Of: []rulebook.Condition{*c}}) {
			l.warn(c.Pos, "mind that any of several is_not holds for all; to ask for any answer, leave the operators out", "this holds for every value: %s", c)
		}
	}
	walk.EachLine(l.rulebook, func(line *rulebook.Line) {
		check(line.When)
		for i := range line.Bands {
			check(line.Bands[i].When)
		}
	})
	for i := range l.rulebook.Frameworks {
		check(l.rulebook.Frameworks[i].When)
	}
	walk.EachRole(l.rulebook, func(r *rulebook.Role) { check(r.When) })
}

// asksForValues reports whether all leaves compare a field with something: one that
// asks only for an answer holds for every value on purpose.
func asksForValues(c *rulebook.Condition) bool {
	all := true
	walk.LeavesOf(c, func(leaf *rulebook.Condition) { all = all && len(leaf.Tests) > 0 })
	return all
}

// shortWord is the most letters of a word that stands inside many others.
const shortWord = 3

func (l *linter) shortContains() {
	walk.EachLeaf(l.rulebook, func(leaf *rulebook.Condition) {
		for _, t := range leaf.Tests {
			for _, arg := range t.Args {
				if t.Op == "contains" && isShortWord(fold.Text(arg.Text)) {
					l.warn(arg.Pos, "use has_word, which finds whole words", "contains: %q is found inside other words too%s", arg.Text, inWord(arg.Text))
				}
			}
		}
	})
}

func isShortWord(folded string) bool {
	latin := func(r rune) bool { return unicode.Is(unicode.Latin, r) }
	return utf8.RuneCountInString(folded) <= shortWord && strings.IndexFunc(folded, latin) >= 0 &&
		strings.TrimFunc(folded, latin) == ""
}

// inWord shows a short word inside another.
func inWord(needle string) string {
	for _, word := range []string{"Director", "Hospitality", "Maintenance", "Chromium", "Support"} {
		if strings.Contains(fold.Text(word), fold.Text(needle)) {
			return ", such as " + word
		}
	}
	return ""
}

func (l *linter) repeatedWords() {
	walk.EachLeaf(l.rulebook, func(leaf *rulebook.Condition) {
		for i := range leaf.Tests {
			if leaf.Tests[i].Op != "between" {
				l.repeatedArgs(&leaf.Tests[i])
			}
		}
	})
}

func (l *linter) repeatedArgs(t *rulebook.Test) {
	first := map[string]string{}
	for _, arg := range t.Args {
		folded := fold.Text(arg.Text)
		before, twice := first[folded]
		switch {
		case !twice:
			first[folded] = arg.Text
		case before == arg.Text:
			l.warn(arg.Pos, "leave it out", "%s names %q twice", t.Op, arg.Text)
		default:
			l.warn(arg.Pos, "leave one out: capitals, width and spaces make no difference", "%s names %q and %q, which are one", t.Op, before, arg.Text)
		}
	}
}

// elements calls visit for each element of each framework.
func (l *linter) elements(visit func(f *rulebook.Framework, e *rulebook.Element)) {
	for i := range l.rulebook.Frameworks {
		f := &l.rulebook.Frameworks[i]
		for j := range f.Elements {
			visit(f, &f.Elements[j])
		}
	}
}

func (l *linter) knownElements() {
	check := func(leaf *rulebook.Condition) {
		for _, t := range leaf.Tests {
			if t.Op != "known" {
				continue
			}
			if yes, _ := cell.TruthWord(t.Args[0].Text); yes {
				l.warn(t.Pos, "leave the operator out: any answer meets the element, and a blank is unknown", "known: true makes a blank cell unmet, so the element's question is never asked")
			}
		}
	}
	l.elements(func(_ *rulebook.Framework, e *rulebook.Element) {
		walk.LeavesOf(e.When, check)
		for i := range e.Bands {
			walk.LeavesOf(e.Bands[i].When, check)
		}
	})
}

func (l *linter) missingElements() {
	for i := range l.rulebook.Frameworks {
		f := &l.rulebook.Frameworks[i]
		builtin, _ := frameworks.Lookup(f.Name)
		l.nearFramework(f)
		var missing []string
		for _, e := range builtin.Elements {
			if !slices.ContainsFunc(f.Elements, func(own rulebook.Element) bool { return fold.Text(own.Name) == fold.Text(e.Name) }) {
				missing = append(missing, e.Name)
			}
		}
		if missing != nil {
			l.warn(f.Pos, "add what you can ask for", "%s leaves out %s", f.Name, strings.Join(missing, ", "))
		}
	}
}

// nearFramework looks for a framework of one's own whose name is nearly that of a built-in one, and whose
// elements that has.
func (l *linter) nearFramework(f *rulebook.Framework) {
	builtin, found := frameworks.Near(f.Name)
	isOwn := func(e rulebook.Element) bool {
		_, known := builtin.Element(e.Name)
		_, spoken := builtin.Spoken(e.Name)
		return !known && !spoken || e.Question != rulebook.Question{}
	}
	if found && !slices.ContainsFunc(f.Elements, isOwn) {
		l.warn(f.Pos, "write "+builtin.Name+"; or give each element a question of its own", "the framework %q is built in as %s, and knows no questions by this name", f.Name, builtin.Name)
	}
}

func (l *linter) questionLanguage() {
	for i := range l.rulebook.Frameworks {
		for j := range l.rulebook.Frameworks[i].Elements {
			e := &l.rulebook.Frameworks[i].Elements[j]
			switch q := l.plan.QuestionOf(i, j); {
			case q == (rulebook.Question{}): // Find out: NAME serves in both
			case l.rulebook.Language == rulebook.Japanese && q.JA == "":
				l.warn(e.Pos, `add ja to the question: {ja: "..."}`, "the question of %q has no Japanese, the rulebook's language", e.Name)
			case l.rulebook.Language == rulebook.English && q.EN == "":
				l.warn(e.Pos, `add en to the question: {en: "..."}`, "the question of %q has no English, the rulebook's language", e.Name)
			}
		}
	}
}

func (l *linter) unusedFields() {
	if l.rulebook.Fields == nil {
		return
	}
	for i := range l.plan.Fields {
		if f := l.plan.Fields[i].Decl; !slices.Contains(l.plan.Needed, i) {
			l.warn(f.Pos, "use it in a rule or in show, or leave it out", "nothing uses the field %q", f.Name)
		}
	}
}
