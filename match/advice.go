package match

import (
	"fmt"
	"slices"
	"strings"

	"leadscore/internal/lazyre"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/match/title"
	"leadscore/rulebook"
)

// This file says what to write in place of an operand, or an operator, that does not work.

// wantNumber says what an operand of an operator that does not read as a number should be.
func (s *Spec) wantNumber(op, text string) string {
	if _, isLevel := title.ParseLevel(text); isLevel {
		return fmt.Sprintf("levels are of fields made from a title, such as level: {seniority: Job Title}; %q is a number here", s.Name)
	}
	if age := meant.Duration(text); age != "" && ageText().MatchString(fold.Text(text)) && !s.Metric {
		if aged := map[string]string{"at_least": "older_than: ", "above": "older_than: ", "at_most": "within: ", "below": "within: "}[op]; aged != "" {
			return "write " + aged + age
		}
	}
	if s.Metric && !s.Percent {
		text = strings.TrimRight(fold.Normalize(text), "% ")
	}
	in, ok := meant.Number(text)
	switch {
	case !ok && s.Metric && !s.Percent:
		return "expected a number such as 70"
	case !ok:
		return "expected a number such as 1200, 0.5 or 5%"
	case in.IsExact():
		return "write " + in.Low.String()
	case strings.HasSuffix(fold.Normalize(text), "%以上") || strings.HasSuffix(fold.Normalize(text), "%+"):
		return "write at_least: " + meant.Share(strings.TrimRight(fold.Normalize(text), "+以上"))
	case op == "at_most" || op == "below":
		if in.NoHigh {
			return "write " + in.Low.String()
		}
		return "write " + in.High.String()
	case !in.NoLow && !in.NoHigh:
		return fmt.Sprintf("write between: [%s, %s]", in.Low, in.High)
	case in.NoHigh && in.LowOpen:
		return "write above: " + in.Low.String()
	case in.NoHigh:
		return "write at_least: " + in.Low.String()
	case in.HighOpen:
		return "write below: " + in.High.String()
	}
	return "write at_most: " + in.High.String()
}

// ageText matches texts that name an age and no number alone.
var ageText = lazyre.New(`[0-9] ?(?:days?|weeks?|months?|years?|d|w|日|週間?|[かヶケカヵ箇]月|年)(?: ?(?:ago|old)|前)?$`)

// wantNumberFor is wantNumber, or what to write where the operand is a day.
func (s *Spec) wantNumberFor(t *rulebook.Test, text string) string {
	if days := meant.Days(text); len(days) > 0 {
		if write := dateInstead(s, t); write != "" {
			return "write " + write
		}
	}
	return s.wantNumber(t.Op, text)
}

var pairOfNumbers = lazyre.New(`^\s*\[?(-?[0-9.]+)\s*(?:,|;|and|to|AND|TO|&|\.\.+|:|から)\s*(-?[0-9.]+)\s*(?:まで)?\]?\s*$`)

var pairOfTexts = lazyre.New(`^\s*(\S+)\s+(?:and|to|-|〜|～)\s+(\S+)\s*$`)

// wantPair says what an operator of two values takes.
func wantPair(spec *Spec, t *rulebook.Test) string {
	if len(t.Args) == 1 {
		if in, ok := meant.Number(t.Args[0].Text); ok && !in.IsExact() && !in.NoLow && !in.NoHigh {
			return fmt.Sprintf("write %s: [%s, %s]", t.Op, in.Low, in.High)
		}
		if found := pairOfTexts().FindStringSubmatch(t.Args[0].Text); found != nil && len(meant.Days(found[1])) > 0 && len(meant.Days(found[2])) > 0 {
			days := &rulebook.Test{Op: t.Op, Args: []rulebook.Scalar{{Text: found[1]}, {Text: found[2]}}}
			return "write " + dateInstead(spec, days)
		}
		if found := pairOfNumbers().FindStringSubmatch(t.Args[0].Text); found != nil {
			return fmt.Sprintf("write %s: [%s, %s]", t.Op, found[1], found[2])
		}
	}
	return "expected [low, high]"
}

// wantDuration says what a text that is no duration should be.
func wantDuration(op, text string) string {
	if word, rest, found := strings.Cut(fold.Text(text), " "); found && op == "within" && (word == "next" || word == "coming") {
		if days := meant.Duration(rest); days != "" {
			return "write within_next: " + days + " in place of within"
		}
	}
	if days := meant.Duration(text); days != "" {
		return "write " + days
	}
	return "expected a duration such as 30d or 4w"
}

var relativeDay = lazyre.New(`ago|from now|today|now|yesterday|tomorrow|last|past|next|前|後|今日|本日|昨日|明日`)

var lastWeekday = lazyre.New(`^(?:last|past|this|先週の?|今週の?) ?(?:mon|tues|wednes|thurs|fri|satur|sun|[月火水木金土日]曜)(?:day|日)?$`)

// wantDay says what a text that is no day should be.
func wantDay(op, text string) string {
	word := fold.Text(text)
	if days := meant.Days(text); len(days) > 0 {
		var all []string
		for _, day := range days {
			all = append(all, day.String())
		}
		return "write " + strings.Join(all, " or ")
	}
	if op != "before" && lastWeekday().MatchString(word) {
		return "write within: 7d, counted back from the day of a run"
	}
	age := meant.Duration(text)
	if queried := meant.QueriedAge(text); queried != "" {
		age, word = queried, "ago "+strings.ReplaceAll(word, "next_n", "from now")
	}
	if word == "yesterday" || word == "昨日" {
		age = "1d"
	}
	if strings.HasPrefix(word, "-") && age != "" {
		word = "ago"
	}
	ahead := strings.Contains(word, "from now") || strings.Contains(word, "next") || strings.Contains(word, "tomorrow") || strings.Contains(word, "後")
	switch {
	case age == "" || !relativeDay().MatchString(word):
		return "expected one such as 2026-04-01"
	case op == "is":
		return "write within: " + age
	case ahead && op == "before":
		return "write within_next: " + age
	case op == "before":
		return "write older_than: " + age
	case age == "0d" || ahead:
		return fmt.Sprintf("write within_next: %dd, which counts today too", cell.MaxDays)
	}
	return "write within: " + age
}

// instead says what to write in place of an operator that does not work on a value's type.
func (c *Compiler) instead(spec *Spec, t *rulebook.Test) string {
	args := argText(t)
	not := fmt.Sprintf("when: {not: {field: %s, %%s: %s}}", spec.Name, args)
	switch spec.Type {
	case rulebook.TypeDate:
		return dateInstead(spec, t)
	case rulebook.TypeNumber:
		switch t.Op {
		case "has", "contains", "has_word", "starts_with", "matches":
			return "is: " + args
		case "within", "older_than", "before", "after", "within_next":
			return fmt.Sprintf("type: date where the field is declared: fields: {%s: {type: date}}", spec.Name)
		}
	case rulebook.TypeList:
		switch t.Op {
		case "is", "contains", "has_word":
			return "has: " + args
		case "is_not":
			return fmt.Sprintf(not, "has")
		}
	case rulebook.TypeBool:
		switch t.Op {
		case "is_not":
			return "is: " + map[bool]string{true: "false", false: "true"}[fold.Text(args) == "true" || fold.Text(args) == "yes"]
		case "has", "contains", "has_word":
			return "is: " + args
		}
	case rulebook.TypeLevel:
		switch t.Op {
		case "above":
			return "at_least: the level above " + args
		case "below":
			return "at_most: the level below " + args
		case "contains", "has_word":
			return "is: " + args + ", or ask the field of the title"
		}
	case rulebook.TypeText:
		switch {
		case t.Op == "has":
			return "contains: " + args + ", or declare the field as a list: {type: list}"
		case t.Op == "has_all", t.Op == "count":
			return fmt.Sprintf("type: list where the field is declared: fields: {%s: {type: list}}", spec.Name)
		}
		if op, found := LookupOperator(t.Op); found && len(op.Types) > 0 && !spec.Metric {
			return fmt.Sprintf("type: %s where the field is declared: fields: {%s: {type: %[1]s}}", op.Types[0], spec.Name)
		}
	}
	return ""
}

func argText(t *rulebook.Test) string {
	var all []string
	for _, arg := range t.Args {
		all = append(all, arg.Text)
	}
	if len(all) == 1 {
		return all[0]
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// dateInstead is what operators of numbers are for a date: at_least a day is after the day
// before; at_least an age is older.
func dateInstead(spec *Spec, t *rulebook.Test) string {
	day := func(i, add int) string {
		if i < len(t.Args) {
			if days := meant.Days(t.Args[i].Text); len(days) > 0 {
				return (days[0] + calendar.Day(add)).String()
			}
		}
		return ""
	}
	age := ""
	if len(t.Args) == 1 {
		age = meant.Duration(t.Args[0].Text)
	}
	switch {
	case t.Op == "between" && day(0, 0) != "" && day(1, 0) != "":
		return fmt.Sprintf("when: {all: [{field: %s, after: %s}, {field: %[1]s, before: %[3]s}]}", spec.Name, day(0, -1), day(1, 1))
	case t.Op == "at_least" && day(0, 0) != "":
		return "after: " + day(0, -1)
	case t.Op == "above" && day(0, 0) != "":
		return "after: " + day(0, 0)
	case t.Op == "at_most" && day(0, 0) != "":
		return "before: " + day(0, 1)
	case t.Op == "below" && day(0, 0) != "":
		return "before: " + day(0, 0)
	case age != "" && (t.Op == "at_least" || t.Op == "above"):
		return "older_than: " + age + " for more than so long ago"
	case age != "" && (t.Op == "at_most" || t.Op == "below"):
		return "within: " + age + " for at most so long ago"
	case t.Op == "is_not" && day(0, 0) != "":
		return fmt.Sprintf("when: {not: {field: %s, is: %s}}", spec.Name, day(0, 0))
	}
	return ""
}

// otherLevels are words for levels that a rulebook calls otherwise.
var otherLevels = map[string]string{
	"executive": "vp", "exec": "vp", "senior executive": "c_level", "senior": "manager", "senior manager": "manager", "middle manager": "manager", "lead": "manager", "junior": "staff", "entry": "staff", "individual contributor": "staff", "ic": "staff", "employee": "staff",
	"head": "director", "owner": "c_level", "founder": "c_level", "partner": "c_level", "chief": "c_level", "cxo": "c_level", "c-suite": "c_level", "csuite": "c_level", "board": "c_level", "svp": "vp", "intern": "student",
	"役員": "c_level", "経営層": "c_level", "部長": "director", "課長": "manager", "担当": "staff", "一般": "staff",
}

// wantLevel says which level a word may stand for.
func wantLevel(name string) string {
	if level, known := otherLevels[fold.Text(name)]; known {
		return fmt.Sprintf("did you mean %q?", level)
	}
	return fold.Expected(name, title.LevelNames(), "levels")
}

// metricMeant says how to ask for what is no metric in this rulebook, or not by this name;
// "" where that is not clear.
func (c *Compiler) metricMeant(name string) string {
	var under []string
	for i := range c.Specs {
		if spec := &c.Specs[i]; spec.Metric && strings.HasPrefix(fold.Text(spec.Name), fold.Text(name)+".") {
			under = append(under, spec.Name)
		}
	}
	if len(under) > 0 {
		return "write metric: " + strings.Join(under, ", or metric: ")
	}
	for i := range c.Specs {
		if spec := &c.Specs[i]; spec.Metric && fold.Text(spec.Name) == "group."+fold.Text(name) {
			return "write metric: " + spec.Name
		}
	}
	words := strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(fold.Text(name))
	if metric := c.metricOfWords(strings.Fields(words)); metric != "" {
		return "write metric: " + metric
	}
	switch words {
	case "fit", "icp", "fit.grade":
		return "a fit is that of a profile; add icp: {points: 40, profiles: [{name: Ideal, attributes: [{field: Country, is: JP}]}]}; its grade is metric: fit.grade"
	case "grade":
		return "grades are of an icp, or of a group; add groups: {engagement: {grades: {A: 30, B: 10}}}"
	case "points", "total", "sum", "total score", "lead score", "score total", "total points", "points total", "overall score", "final score", "スコア", "点数":
		return "write metric: score"
	case "stage":
		return "stages are asked in tests only; ask here what makes the stage, such as metric: score, at_least: 50"
	}
	return ""
}

// metricOfWords is the metric that the words of a name mean, of those there are: icp_grade is
// fit.grade, bant_count is BANT.met; "" for none, and for several.
func (c *Compiler) metricOfWords(words []string) string {
	said := func(part string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return slices.Contains(metricWords[part], word) || word == part })
	}
	var found []string
	for i := range c.Specs {
		if spec := &c.Specs[i]; spec.Metric && !slices.ContainsFunc(strings.Split(strings.TrimPrefix(fold.Text(spec.Name), "group."), "."), func(part string) bool { return !said(part) }) {
			found = append(found, spec.Name)
		}
	}
	longest := ""
	for _, name := range found {
		if strings.Count(name, ".") > strings.Count(longest, ".") || longest == "" || longest == "score" {
			longest = name
		}
	}
	return longest
}

// metricWords are words for the parts of the names of metrics.
var metricWords = map[string][]string{
	"fit": {"icp", "profile", "persona"}, "grade": {"letter", "rating", "rank"}, "met": {"count", "score", "number", "answered", "points"},
	"share": {"percent", "percentage", "pct", "ratio", "rate"}, "qualified": {"complete", "passed", "ok", "done", "qualification"},
	"known": {"filled", "asked"}, "score": {"points", "total"}, "best": {"max", "top", "highest"}, "leads": {"contacts", "people", "lead", "count"},
}

var lookaround = lazyre.New(`\(\?(!|<!|=|<=)([^()]*)\)`)

// withoutLookaround says how to write a pattern that looks around, which RE2 does not; ""
// where it does not.
func withoutLookaround(spec *Spec, pattern string) string {
	found := lookaround().FindStringSubmatch(pattern)
	switch {
	case found == nil:
		return ""
	case strings.HasSuffix(found[1], "!"):
		return fmt.Sprintf("write when: {not: {field: %s, matches: %s}} for what may not be there", spec.Name, strings.TrimPrefix(found[2], ".*"))
	}
	return fmt.Sprintf("write when: {all: [{field: %s, matches: %s}, ...]} for what must be there too", spec.Name, strings.TrimPrefix(found[2], ".*"))
}
