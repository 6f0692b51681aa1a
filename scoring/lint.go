package scoring

import (
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// LintRule is one thing that Lint looks for.
type LintRule struct {
	Name string // dead_criterion
	Doc  string // what it finds and why that matters, in one sentence
}

// LintRules lists what Lint looks for.
func LintRules() []LintRule {
	var rules []LintRule
	for _, r := range lintRules() {
		rules = append(rules, r.LintRule)
	}
	return rules
}

type lintRule struct {
	LintRule
	find func(*linter)
}

func lintRules() []lintRule {
	return []lintRule{
		{LintRule{"score_range", "a score max that no lead can reach or that the lines exceed, and a score min that no lead can fall to"}, (*linter).scoreRange},
		{LintRule{"group_bound", "a group max or min that its lines cannot reach, so that it does nothing"}, (*linter).groupBounds},
		{LintRule{"dead_group", "a group whose bounds let nothing through"}, (*linter).deadGroups},
		{LintRule{"empty_group", "a group that no criterion lies in"}, (*linter).emptyGroups},
		{LintRule{"grade_threshold", "a grade of a group that asks for more points than the group can have"}, (*linter).gradeThresholds},
		{LintRule{"dead_criterion", "a criterion that earns 0 whatever the lead"}, (*linter).deadCriteria},
		{LintRule{"never_true", "a condition that no lead can meet, as at_least 100 and below 50: its line never holds"}, (*linter).neverTrue},
		{LintRule{"same_name", "two criteria of one name, which nobody can tell apart in the reasons"}, (*linter).sameNames},
		{LintRule{"no_negatives", "five or more criteria of which none takes points away, and no stage that is out"}, (*linter).noNegatives},
		{LintRule{"stage_threshold", "a stage rule that asks a metric for what it can never be"}, (*linter).stageThresholds},
		{LintRule{"stage_name", "a stage rule that asks for a profile or grade that is not there"}, (*linter).stageNames},
		{LintRule{"no_last_stage", "stages that leave some leads without one"}, (*linter).noLastStage},
		{LintRule{"account_score", "a score of accounts that is always 0, that falls as the best lead rises, or whose max no account can reach"}, (*linter).accountScore},
		{LintRule{"account_stage", "a stage of accounts that no account can reach or that asks for a stage of leads that is not there, and stages that leave some accounts without one"}, (*linter).accountStages},
		{LintRule{"always_true", "a condition that holds for every value, as two is_not in an any do"}, (*linter).alwaysTrue},
		{LintRule{"short_contains", "contains with a Latin word of three letters or fewer, which stands inside many others"}, (*linter).shortContains},
		{LintRule{"joined_list", "several values in one text, as \"US, CA\", which no cell is"}, (*linter).joinedLists},
		{LintRule{"hole", "bands of whole numbers that leave out what lies between two of them: 1-50 and 51-200 leave 50.5"}, (*linter).holes},
		{LintRule{"wildcard", "a sign or word of other tools in a value of is, where it stands for itself: *VP*, >50, empty, last 30 days"}, (*linter).wildcards},
		{LintRule{"repeated_word", "a value that stands twice in one list"}, (*linter).repeatedWords},
		{LintRule{"known_element", "known: true in a framework's element, which makes a blank cell unmet instead of unknown"}, (*linter).knownElements},
		{LintRule{"missing_element", "elements of a built-in framework that the rulebook leaves out"}, (*linter).missingElements},
		{LintRule{"question_language", "a question that is not in the rulebook's language"}, (*linter).questionLanguage},
		{LintRule{"unused_field", "a field that is declared and never used"}, (*linter).unusedFields},
	}
}

// Lint finds what works in a rulebook, but probably not as meant, in the order of
// the rulebook. It looks at rulebooks without problems only; see Validate.
func Lint(rb *rulebook.Rulebook) []rulebook.Problem {
	engine, problems := compile(rb, nil, Options{})
	if len(problems) > 0 {
		return nil
	}
	l := newLinter(engine)
	for _, rule := range lintRules() {
		l.rule = rule.Name
		rule.find(l)
	}
	return sorted(l.warnings)
}

// linter holds a rulebook and what its lines can earn at all.
type linter struct {
	rulebook *rulebook.Rulebook
	engine   *Engine
	scorer   *Scorer        // on a lead of which all is open: it may still become any lead
	groups   []exact.Bounds // what the lines of each group add up to, before its own bounds
	sum      exact.Bounds   // what all lines add up to, before the score's own bounds
	rule     string         // that is looked for
	warnings []rulebook.Problem
}

func newLinter(e *Engine) *linter {
	l := &linter{rulebook: e.rulebook, engine: e, scorer: e.NewScorer(), groups: make([]exact.Bounds, len(e.groups))}
	for i := range l.scorer.values {
		l.scorer.values[i] = cell.Value{Free: true}
	}
	l.scorer.filled = true
	for i := range e.lines {
		l.scorer.earned[i] = e.lines[i].earn(l.scorer.values)
		l.scorer.open(i, e.lines[i].may(l.scorer.values))
	}
	l.scorer.addUp()
	give := func(group int, b exact.Bounds) {
		if group < 0 {
			l.sum = l.sum.Plus(b)
			return
		}
		l.groups[group] = l.groups[group].Plus(b)
	}
	if e.icp != nil {
		give(-1, l.scorer.icpBounds())
	}
	for i := range e.criteria {
		give(e.criteria[i].group, l.criterion(i))
	}
	for _, i := range e.clampOrder {
		give(e.groups[i].parent, e.groups[i].countedBounds(l.worth(i)))
	}
	for i := range e.frameworks {
		give(-1, l.scorer.frameworkBounds(i))
	}
	return l
}

// criterion is what a criterion can earn. The bounds of a lead take a blank that
// `each` counts for a number from 0 up; here it may be below 0 too.
func (l *linter) criterion(i int) exact.Bounds {
	c, b := &l.engine.criteria[i], l.scorer.criterionBounds(i)
	switch {
	case c.each == nil || c.each.Sign() == 0 || !c.counter.MayBeNegative():
		return b
	case c.each.Sign() > 0:
		return b.Union(exact.Bounds{NoLow: true}.Clamp(c.min, c.max))
	}
	return b.Union(exact.Bounds{NoHigh: true}.Clamp(c.min, c.max))
}

func (l *linter) warn(pos rulebook.Pos, want, format string, args ...any) {
	warning := rulebook.Problemf(pos, want, format, args...)
	warning.Warning, warning.Rule = true, l.rule
	l.warnings = append(l.warnings, warning)
}

func (l *linter) neverTrue() {
	for _, p := range l.engine.contradictions() {
		p.Warning, p.Rule = true, l.rule
		l.warnings = append(l.warnings, p)
	}
}

// worth is what a group can be worth, after its own bounds and decay.
func (l *linter) worth(i int) exact.Bounds {
	return l.engine.groups[i].worthBounds(l.groups[i], l.scorer.values)
}

// filled tells for each group whether a criterion lies in it, or in a group in it.
func (l *linter) filled() []bool {
	filled := make([]bool, len(l.engine.groups))
	for i := range l.engine.criteria {
		for g := l.engine.criteria[i].group; g >= 0; g = l.engine.groups[g].parent {
			filled[g] = true
		}
	}
	return filled
}
