// Package lint finds what works in a rulebook, but probably not as meant.
package lint

import (
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/reach"
	"leadscore/scoring/internal/walk"
	"slices"
)

// Rule is one thing that Rulebook looks for.
type Rule struct {
	Name string // dead_criterion
	Doc  string // what it finds and why that matters, in one sentence
}

// Rules lists what Rulebook looks for.
func Rules() []Rule {
	var all []Rule
	for _, r := range rules() {
		all = append(all, r.Rule)
	}
	return all
}

type rule struct {
	Rule
	find func(*linter)
}

func rules() []rule {
	return []rule{
		{Rule{"score_range", "a score max that no lead can reach or that the lines exceed, and a score min that no lead can fall to"}, (*linter).scoreRange},
		{Rule{"group_bound", "a group max or min that its lines cannot reach, so that it does nothing"}, (*linter).groupBounds},
		{Rule{"dead_group", "a group whose bounds let nothing through"}, (*linter).deadGroups},
		{Rule{"empty_group", "a group that no criterion lies in"}, (*linter).emptyGroups},
		{Rule{"grade_threshold", "a grade of a group that asks for more points than the group can have"}, (*linter).gradeThresholds},
		{Rule{"dead_criterion", "a criterion that earns 0 whatever the lead"}, (*linter).deadCriteria},
		{Rule{"never_true", "a condition that no lead can meet, as at_least 100 and below 50: its line never holds"}, (*linter).neverTrue},
		{Rule{"same_name", "two criteria of one name, which nobody can tell apart in the reasons"}, (*linter).sameNames},
		{Rule{"no_negatives", "five or more criteria of which none takes points away, and no stage that is out"}, (*linter).noNegatives},
		{Rule{"stage_threshold", "a stage rule that asks a metric for what it can never be"}, (*linter).stageThresholds},
		{Rule{"stage_name", "a stage rule that asks for a profile or grade that is not there"}, (*linter).stageNames},
		{Rule{"no_last_stage", "stages that leave some leads without one"}, (*linter).noLastStage},
		{Rule{"account_score", "a score of accounts that is always 0, that falls as the best lead rises, or whose max no account can reach"}, (*linter).accountScore},
		{Rule{"account_stage", "a stage of accounts that no account can reach or that asks for a stage of leads that is not there, and stages that leave some accounts without one"}, (*linter).accountStages},
		{Rule{"always_true", "a condition that holds for every value, as two is_not in an any do"}, (*linter).alwaysTrue},
		{Rule{"short_contains", "contains with a Latin word of three letters or fewer, which stands inside many others"}, (*linter).shortContains},
		{Rule{"joined_list", "several values in one text, as \"US, CA\", which no cell is"}, (*linter).joinedLists},
		{Rule{"each_bounded", "at_most or below beside each, which asks what the field holds and bounds no points"}, (*linter).eachBounded},
		{Rule{"hole", "bands of whole numbers that leave out what lies between two of them: 1-50 and 51-200 leave 50.5"}, (*linter).holes},
		{Rule{"wildcard", "a sign or word of other tools in a value of is, where it stands for itself: *VP*, >50, empty, last 30 days"}, (*linter).wildcards},
		{Rule{"repeated_word", "a value that stands twice in one list"}, (*linter).repeatedWords},
		{Rule{"known_element", "known: true in a framework's element, which makes a blank cell unmet instead of unknown"}, (*linter).knownElements},
		{Rule{"missing_element", "elements of a built-in framework that the rulebook leaves out"}, (*linter).missingElements},
		{Rule{"question_language", "a question that is not in the rulebook's language"}, (*linter).questionLanguage},
		{Rule{"unused_field", "a field that is declared and never used"}, (*linter).unusedFields},
	}
}

// Rulebook finds what works in a rulebook, but probably not as meant, in the order of
// the rulebook. It looks at rulebooks without problems only; see scoring.Validate.
func Rulebook(rb *rulebook.Rulebook) []rulebook.Problem {
	p, extent, problems := scoring.Inspect(rb)
	if len(problems) > 0 {
		return nil
	}
	l := &linter{rulebook: rb, plan: p, extent: extent}
	for _, rule := range rules() {
		l.rule = rule.Name
		rule.find(l)
	}
	slices.SortStableFunc(l.warnings, rulebook.Problem.ComparePos)
	return slices.Compact(l.warnings)
}

// linter holds a rulebook and what its lines can earn at all.
type linter struct {
	rulebook *rulebook.Rulebook
	plan     *plan.Plan
	extent   *plan.Extent
	rule     string // that is looked for
	warnings []rulebook.Problem
}

func (l *linter) warn(pos rulebook.Pos, want, format string, args ...any) {
	warning := rulebook.Problemf(pos, want, format, args...)
	warning.Warning, warning.Rule = true, l.rule
	l.warnings = append(l.warnings, warning)
}

func (l *linter) neverTrue() {
	for _, p := range reach.Contradictions(l.rulebook, l.plan.Specs, l.plan.FirstMetric) {
		p.Warning, p.Rule = true, l.rule
		l.warnings = append(l.warnings, p)
	}
}

// groupOf is the position of the group that a criterion lies in; -1 for none.
func (l *linter) groupOf(criterion int) int {
	return walk.GroupIndex(l.rulebook, l.rulebook.Criteria[criterion].Group)
}

// parent is the position of the group that a group lies in; -1 for none.
func (l *linter) parent(group int) int {
	return walk.GroupIndex(l.rulebook, l.rulebook.Groups[group].Of)
}

// filled tells for each group whether a criterion lies in it, or in a group in it.
func (l *linter) filled() []bool {
	filled := make([]bool, len(l.rulebook.Groups))
	for i := range l.rulebook.Criteria {
		for g := l.groupOf(i); g >= 0; g = l.parent(g) {
			filled[g] = true
		}
	}
	return filled
}

// inPoints is a number of points; nil for none.
func inPoints(n *exact.Number) *exact.Points {
	if n == nil {
		return nil
	}
	p := n.MulPoints(exact.Int(1))
	return &p
}
