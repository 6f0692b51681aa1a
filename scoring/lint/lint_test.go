package lint_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring/lint"
)

// TestLint holds each rule against a rulebook that it warns of, and one beside it
// that it lets pass.
func TestLint(t *testing.T) {
	for _, c := range []struct {
		rule, name string
		src        string
		want       []string
	}{
		{"never_true", "of all kinds of line", `
criteria: [{name: A, field: a, at_least: 5, below: 3, points: 1}]
icp: {points: 10, profiles: [{name: P, attributes: [{field: c, is: x, is_not: [x, y]}]}]}
frameworks: {F: {points: 10, when: {field: f, is: x, is_not: x}, elements: {e: {field: d, within: 3d, older_than: 4d, question: {en: "e?"}}}}}`, []string{
			"2:12: this can never be true: a at_least 5 below 3. all of it must hold at once, and no value does that",
			"3:53: this can never be true: c is x is_not x, y", "4:36: this can never be true: f is x is_not x", "4:80: this can never be true: d within 3d older_than 4d"}},
		{"never_true", "a narrow range", `
criteria: [{name: A, field: a, at_least: 5, below: 5.1, points: 1}]`, nil},
		{"never_true", "a role of accounts", `
criteria: [{name: A, field: a, is: x, points: 1}]
accounts: {roles: {decides: {field: b, at_least: 5, below: 3}}}`, []string{"3:29: this can never be true: b at_least 5 below 3. all of it must hold at once, and no value does that"}},
		{"account_score", "nothing counts", `
criteria: [{name: A, field: a, is: x, points: 60}]
accounts: {score: {best: 0%}}`, []string{"3:12: no account has a score: best and others are 0%. write score: {best: 100%, others: 10%}"}},
		{"account_score", "others count for more", `
criteria: [{name: A, field: a, is: x, points: 60}]
accounts: {score: {best: 20%, others: 25%}}`, []string{"3:12: each other lead counts for more than the best one: the better the best lead, the less may come of it. write others: 20% or less"}},
		{"account_score", "max out of reach", `
criteria: [{name: A, field: a, is: x, points: 60}]
accounts: {score: {best: 50%, max: 31}}`, []string{"3:12: no account can reach the max of 31: the best lead gives 30 at most. lower max, or let others count"}},
		{"account_score", "max that others may reach", `
criteria: [{name: A, field: a, is: x, points: 60}]
accounts: {score: {others: 1%, max: 31000}}`, nil},
		{"account_stage", "out of reach", `
criteria: [{name: A, field: a, is: x, points: 60}]
frameworks: {F: {elements: {e: {field: d, question: {en: "e?"}}}}}
accounts:
  score: {others: 10%, max: 150}
  stages: [{stage: A, metric: score, above: 150}, {stage: B, metric: best, at_least: 61}, {stage: C, metric: F.met, at_least: 2}, {stage: D, metric: leads, below: 0}, {stage: E, metric: score, at_least: 150}, {stage: F}]`, []string{
			`6:12: no account can reach the stage "A": score above 150. ask for less`, `6:51: no account can reach the stage "B": best at_least 61`,
			`6:91: no account can reach the stage "C": F.met at_least 2`, `6:131: no account can reach the stage "D": leads below 0`}},
		{"account_stage", "without the last, and no such stage of leads", `
criteria: [{name: A, field: a, is: x, points: 60}]
stages: [{stage: Hot, metric: score, at_least: 60}, {stage: Cold}]
accounts: {stages: [{stage: A, metric: best_stage, is: [Hott, hot, ""]}]}`, []string{
			"4:21: an account for which no stage rule holds has no stage", `4:57: there is no stage "Hott" of leads. did you mean "Hot"?`}},
		{"hole", "a table of whole numbers", `
criteria: [{name: A, field: a, bands: [{between: [1, 50], points: 5}, {between: [51, 200], points: 10}]}]
icp: {points: 10, profiles: [{name: P, attributes: [{field: b, bands: [{at_most: 9, share: 50%}, {at_least: 10, share: 100%}]}]}]}`, []string{
			"2:40: what lies between 50 and 51 is in no band. end the lower band with below: 51, unless the field counts whole things",
			"3:72: what lies between 9 and 10 is in no band. end the lower band with below: 10, unless the field counts whole things"}},
		{"hole", "bands that touch, and that are far apart", `
criteria:
  - {name: A, field: a, bands: [{at_most: 50, points: 5}, {above: 50, points: 10}]}
  - {name: B, field: a, bands: [{between: [1, 50], points: 5}, {at_least: 100, points: 10}]}
  - {name: C, field: a, bands: [{between: [1, 50], points: 5}, {between: [51, 99], points: 10}, {points: 1}]}`, nil},
		{"score_range", "max just reached", `
criteria: [{name: A, field: a, is: x, points: 60}, {name: B, field: b, is: x, points: 40}]
score: {max: 100}`, nil},
		{"score_range", "max out of reach", `
criteria: [{name: A, field: a, is: x, points: 60}, {name: B, field: b, is: x, points: 30.5}]
score: {max: 100}`, []string{"3:1: no lead can reach the max of 100: all lines together add up to 90.5 at most. raise points or caps, or lower max"}},
		{"score_range", "max exceeded", `
criteria: [{name: A, field: a, is: x, points: 60}, {name: B, field: b, is: x, points: 70}, {name: C, field: c, is: x, points: -50}]
score: {max: 100}`, []string{"3:1: all lines together can add up to 130, which is 30 over the max of 100"}},
		{"score_range", "max exceeded by any amount", `
criteria: [{name: A, field: a, is: x, points: 60}, {name: Pages, field: b, each: 1}]
score: {max: 100}`, []string{`3:1: all lines together can exceed the max of 100 by any amount: "Pages" without a max. give it a max, or put it in a group that has one`}},
		{"score_range", "caps count", `
groups: {g: {max: 20}, h: {of: g}}
criteria: [{name: A, field: a, is: x, points: 60}, {name: Pages, group: h, field: b, each: 1}]
icp: {points: 10, profiles: [{name: P, attributes: [{field: c, is: x}]}]}
frameworks: {F: {points: 10, elements: {e: {field: d, question: {en: "e?"}}}}}
score: {max: 100}`, nil},
		{"score_range", "min just reached", `
criteria: [{name: A, field: a, is: x, points: 60}, {name: B, field: b, is: x, points: -10}]
score: {min: -10}`, nil},
		{"score_range", "min out of reach", `
criteria: [{name: A, field: a, is: x, points: 60}, {name: B, field: b, is: x, points: -10, missing: -10.5}]
score: {min: -20}`, []string{"3:1: no lead can fall to the min of -20: all lines together add up to -10.5 at least"}},
		{"score_range", "min fallen below, which it is for", `
criteria: [{name: A, field: a, is: x, points: 60}, {name: B, field: b, is: x, points: -10}]
score: {min: 0}`, nil},
		{"score_range", "counted numbers may be below 0", `
criteria: [{name: A, field: a, each: 1, max: 10}, {name: B, field: b, each: -1, min: -10}]
score: {min: -20, max: 5}`, nil},
		{"score_range", "counted numbers have ends of their own", `
criteria: [{name: A, field: a, each: 1, min: -5, max: 10}, {name: B, field: b, each: -1, min: -10, max: 5}]
score: {min: -20, max: 20}`, []string{"no lead can reach the max of 20: all lines together add up to 15 at most", "no lead can fall to the min of -20: all lines together add up to -15 at least"}},
		{"score_range", "a rule without a condition", `
criteria: [{name: A, points: 60}]
score: {min: 60, max: 60}`, nil},

		{"group_bound", "max just reached, with an inner group", `
groups: {g: {max: 20}, h: {of: g, max: 8}}
criteria: [{name: A, group: g, field: a, is: x, points: 12}, {name: B, group: h, field: b, is: x, points: 30}]`, nil},
		{"group_bound", "max out of reach, by the inner group's cap", `
groups: {g: {max: 20}, h: {of: g, max: 7}}
criteria: [{name: A, group: g, field: a, is: x, points: 12}, {name: B, group: h, field: b, is: x, points: 30}]`, []string{
			`2:10: the group "g" cannot reach its max of 20: its lines add up to 19 at most. lower max to what you want it to hold back, or leave it out`}},
		{"group_bound", "min out of reach", `
groups: {g: {min: -20}}
criteria: [{name: A, group: g, field: a, is: x, points: -15}]`, []string{
			`2:10: the group "g" cannot fall to its min of -20: its lines add up to -15 at least`}},
		{"group_bound", "min just reached", `
groups: {g: {min: -15}}
criteria: [{name: A, group: g, field: a, is: x, points: -15}]`, nil},
		{"group_bound", "a max that each reaches", `
groups: {g: {max: 1000}}
criteria: [{name: A, group: g, field: a, each: 0.5}]`, nil},

		{"dead_group", "cap of 0 over gains", `
groups: {g: {max: 0}}
criteria: [{name: A, group: g, field: a, is: x, points: 12}]`, []string{`2:10: the group "g" always adds 0: its bounds let nothing through. raise its max or lower its min`}},
		{"dead_group", "cap of 0 over losses", `
groups: {g: {max: 0}}
criteria: [{name: A, group: g, field: a, is: x, points: 12}, {name: B, group: g, field: b, is: x, points: -5}]`, nil},

		{"empty_group", "nothing in it", `
groups: {g: {}, h: {of: g}, k: {}}
criteria: [{name: A, group: h, field: a, is: x, points: 12}]`, []string{`2:29: no criterion lies in the group "k". put criteria into it with group: k, or leave it out`}},

		{"grade_threshold", "over the cap", `
groups: {g: {max: 10, grades: {1: 20, 2: 10, 3: 0}}}
criteria: [{name: A, group: g, field: a, is: x, points: 12}]`, []string{`2:10: no lead can get the grade "1", from 20 points up: the group "g" has 10 at most`}},
		{"grade_threshold", "over the lines", `
groups: {g: {grades: {1: 12.5, 2: 0}}}
criteria: [{name: A, group: g, field: a, is: x, points: 12}]`, []string{`no lead can get the grade "1", from 12.5 points up: the group "g" has 12 at most`}},
		{"grade_threshold", "just reached", `
groups: {g: {grades: {1: 12, 2: 0}}}
criteria: [{name: A, group: g, field: a, is: x, points: 12}]`, nil},

		{"dead_criterion", "no points", `
criteria: [{name: A, field: a, is: x, points: 0}, {name: B, field: b, bands: [{at_least: 1, points: 0}]}, {name: C, field: c, each: 0}]`, []string{
			`2:12: "A" earns 0 whatever the lead. give it points, or leave it out`, `2:51: "B" earns 0`, `2:107: "C" earns 0`}},
		{"dead_criterion", "some points", `
criteria: [{name: A, field: a, is: x, points: 0, missing: 1}, {name: B, field: b, bands: [{at_least: 5, points: 0}, {at_least: 1, points: -0.001}]}, {name: C, field: c, each: 1, max: 0}]`, nil},

		{"same_name", "twice", `
criteria: [{name: A b, field: a, is: x, points: 1}, {name: "ａ  B", field: b, is: x, points: 1}]`, []string{
			"2:53: two criteria are called \"ａ  B\", the first on line 2. name it for what it is about"}},
		{"same_name", "not quite", `
criteria: [{name: A b, field: a, is: x, points: 1}, {name: Ab, field: b, is: x, points: 1}]`, nil},

		{"no_negatives", "five gains", `
criteria: [{name: A, field: a, points: 1}, {name: B, field: a, points: 1}, {name: C, field: a, points: 1}, {name: D, field: a, points: 1}, {name: E, field: a, points: 1}]`, []string{
			"2:12: none of the 5 criteria takes points away"}},
		{"no_negatives", "four gains", `
criteria: [{name: A, field: a, points: 1}, {name: B, field: a, points: 1}, {name: C, field: a, points: 1}, {name: D, field: a, points: 1}]`, nil},
		{"no_negatives", "one loss", `
criteria: [{name: A, field: a, points: 1}, {name: B, field: a, points: 1}, {name: C, field: a, points: 1}, {name: D, field: a, points: 1}, {name: E, field: a, points: -1}]`, nil},
		{"no_negatives", "one stage that is out", `
criteria: [{name: A, field: a, points: 1}, {name: B, field: a, points: 1}, {name: C, field: a, points: 1}, {name: D, field: a, points: 1}, {name: E, field: a, points: 1}]
stages: [{stage: Out, out: true, field: b, is: x}, {stage: In}]`, nil},

		{"stage_threshold", "over the score's max", `
criteria: [{name: A, field: a, is: x, points: 60}, {name: B, field: b, is: x, points: -10}]
score: {min: 0, max: 60}
stages: [{stage: Hot, metric: score, at_least: 61}, {stage: Lost, metric: score, below: 0}, {stage: Warm, metric: score, at_least: 60}, {stage: Cold}]`, []string{
			`4:10: no lead can reach the stage "Hot": score is 60 or less. ask for less, or let the lines earn more`, `4:53: no lead can reach the stage "Lost"`}},
		{"stage_threshold", "over the sum of the lines", `
criteria: [{name: A, field: a, is: x, points: 60}, {name: B, field: b, is: x, points: -10}]
stages: [{stage: Hot, metric: score, at_least: 61}, {stage: Lost, metric: score, below: -10}, {stage: Cold}]`, []string{
			`3:10: no lead can reach the stage "Hot": score is -10 to 60`, `3:53: no lead can reach the stage "Lost"`}},
		{"stage_threshold", "just reached", `
criteria: [{name: A, field: a, is: x, points: 60}, {name: B, field: b, is: x, points: -10}]
stages: [{stage: Hot, metric: score, at_least: 60}, {stage: Lost, metric: score, at_most: -10}, {stage: Cold}]`, nil},
		{"stage_threshold", "without end", `
criteria: [{name: A, field: a, each: 1}]
stages: [{stage: Hot, metric: score, at_least: 1000000}, {stage: Cold}]`, nil},
		{"stage_threshold", "other metrics", `
icp: {points: 10, profiles: [{name: P, attributes: [{field: c, is: x}]}]}
groups: {g: {max: 5}}
criteria: [{name: A, group: g, field: a, is: x, points: 6}]
frameworks: {F: {elements: {e: {field: d, question: {en: "e?"}}, f: {field: e, question: {en: "f?"}}}}}
stages:
  - {stage: A, metric: fit, at_least: 101}
  - {stage: B, metric: group.g, at_least: 5.5}
  - {stage: C, metric: F.met, at_least: 3}
  - {stage: D, when: {all: [{metric: F.share, above: 100%}, {metric: F.qualified, is: true}]}}
  - {stage: E, when: {any: [{metric: F.known, at_least: 3}, {field: a, is: y}]}}
  - {stage: F, when: {all: [{metric: fit, is: 100%}, {metric: group.g, is: 5}, {metric: F.met, is: 2}, {metric: F.known, is: 2}, {metric: F.share, is: 100}]}}
  - {stage: G}`, []string{
			`7:5: no lead can reach the stage "A": fit is 100 or less`, `8:5: no lead can reach the stage "B": group.g is 5 or less`,
			`9:5: no lead can reach the stage "C": F.met is 2 or less`, `10:5: no lead can reach the stage "D": F.share is 100 or less`}},

		{"stage_name", "no such profile or grade", `
icp: {points: 10, profiles: [{name: Big banks, attributes: [{field: c, is: x}]}]}
groups: {g: {grades: {1: 5, 2: 0}}}
criteria: [{name: A, group: g, field: a, is: x, points: 6}]
stages: [{stage: A, metric: icp, is: Big bank}, {stage: B, metric: grade, is: [A3, a1, B, 2]}, {stage: C}]`, []string{
			`5:38: no lead has the icp "Big bank". did you mean "Big banks"?`, `5:80: no lead has the grade "A3"`}},
		{"stage_name", "their parts", `
icp: {points: 10, profiles: [{name: Big banks, attributes: [{field: c, is: x}]}]}
stages: [{stage: A, metric: icp, contains: bank}, {stage: B, metric: grade, is_not: [C, D]}, {stage: C}]`, nil},

		{"no_last_stage", "a condition at the end", `
criteria: [{name: A, field: a, each: 1}]
stages: [{stage: Hot, metric: score, at_least: 70}, {stage: Warm, metric: score, at_least: 40}]`, []string{
			"3:53: a lead for which no stage rule holds has no stage, and is ranked behind all that have one. end with one that has no condition, such as {stage: Nurture}"}},
		{"no_last_stage", "conditions that leave nothing over", `
criteria: [{name: A, field: a, each: 1}]
stages: [{stage: Hot, metric: score, at_least: 70}, {stage: Warm, metric: score, below: 70}]`, nil},
		{"no_last_stage", "conditions that leave the blank over", `
criteria: [{name: A, field: a, each: 1}]
stages: [{stage: Hot, field: a, at_least: 70}, {stage: Warm, field: a, below: 70}]`, []string{"3:48:"}},

		{"always_true", "any of several is_not", `
criteria: [{name: A, when: {any: [{field: a, is_not: x}, {field: a, is_not: y}]}, points: 5}]`, []string{
			"2:28: this holds for every value: (a is_not x or a is_not y). mind that any of several is_not holds for all"}},
		{"always_true", "all of several is_not", `
criteria: [{name: A, when: {all: [{field: a, is_not: x}, {field: a, is_not: y}]}, points: 5}]`, nil},
		{"always_true", "bands and elements", `
criteria: [{name: A, field: a, bands: [{is: [true, false], points: 5}]}]
frameworks: {F: {elements: {e: {when: {not: {all: [{field: b, at_least: 1}, {field: c, at_least: 1}, {field: b, below: 1}]}}, question: {en: "e?"}}}}}`, []string{
			"2:40: this holds for every value: a is true, false", "3:39: this holds for every value: not (b at_least 1"}},
		{"always_true", "any answer", `
criteria: [{name: A, field: a, points: 5}, {name: B, field: b, known: true, points: 1}]`, nil},

		{"short_contains", "Latin words", `
criteria: [{name: A, field: a, contains: [IT, CTO, 部長, ＡＩ, sales, C++, 5], points: 5}]`, []string{
			`2:43: contains: "IT" is found inside other words too, such as Hospitality. use has_word, which finds whole words`,
			`2:47: contains: "CTO" is found inside other words too, such as Director`, `2:56: contains: "ＡＩ"`}},
		{"short_contains", "whole words", `
criteria: [{name: A, field: a, has_word: [IT, CTO], points: 5}]`, nil},

		{"repeated_word", "in any writing", `
criteria: [{name: A, field: a, is: [JP, US, ＪＰ, us , US], points: 5}]`, []string{
			`2:45: is names "JP" and "ＪＰ", which are one. leave one out: capitals, width and spaces make no difference`, `2:49: is names "US" and "us"`, `2:54: is names "US" twice. leave it out`}},
		{"repeated_word", "ends of an interval", `
criteria: [{name: A, field: a, between: [5, 5], points: 5}, {name: B, field: b, is: [a, b], points: 1}, {name: C, field: b, is: [a, c], points: 1}]`, nil},

		{"joined_list", "values and columns", `
show: Company, Name
criteria: [{name: A, field: a, is: "US, CA", points: 5}, {name: B, field: b, is_not: "JP、KR", points: -1}, {name: C, field: c, is: "Acme, Inc.", points: 1}, {name: D, field: d, is: "Fair in Tokyo in spring, 2026", points: 1}, {name: E, field: e, is: ["Food, Drink", "1,5"], points: 1}]`, []string{
			`2:7: show: "Company, Name" is one column. write show: [Company, Name]`,
			`3:36: is: "US, CA" is one value. write is: [US, CA] if any of them will do`, `3:86: is_not: "JP、KR" is one value. write is_not: [JP, KR]`}},

		{"joined_list", "words and slashes between values", `
missing_words: "N/A, TBD"
criteria: [{name: A, field: a, is: JP and US, points: 5}, {name: B, field: b, contains: VP OR Director, points: 1}, {name: C, field: c, has_word: CEO / CTO / COO, points: 1}, {name: D, field: d, is: Owner / Partner, points: 1}, {name: E, field: e, is: Research and Development, points: -1}]`, []string{
			`2:16: missing_words: "N/A, TBD" is one word. write missing_words: [N/A, TBD]`,
			`3:36: is: "JP and US" is one value. write is: [JP, US] if any of them will do`, `3:89: contains: "VP OR Director" is one value. write contains: [VP, Director] if any of them will do`, `3:147: has_word: "CEO / CTO / COO" is one value. write has_word: [CEO, CTO, COO] if any of them will do`}},

		{"each_bounded", "at_most for max", `
criteria: [{name: A, field: a, each: 2, at_most: 10}, {name: B, field: b, each: -5, at_least: -30}, {name: C, field: c, each: 2, at_least: 3, max: 10}, {name: D, field: d, each: -2, below: 100, max: 10}]`, []string{
			`2:41: at_most asks what the field holds: beyond it nothing is earned. write max: 10 in place of at_most, if that is the most that it may earn`, `2:85: at_least asks what the field holds: beyond it nothing is earned. write min: -30 in place of at_least, if that is the most that it may earn`}},

		{"wildcard", "words for a box that is ticked", `
criteria: [{name: A, field: a, is: checked, points: 5}]`, []string{`2:36: is compares whole texts, in which "checked" stands for itself. write is: true`}},
		{"wildcard", "a pattern between slashes, two words at once, and a title with those above it", `
criteria: [{name: A, field: a, is: /director/i, points: 5}, {name: B, field: b, contains: director AND sales, points: 5}, {name: C, field: 役職, is: 部長以上, points: 5}, {name: D, field: d, is: VP or above, points: -5}, {name: E, field: e, contains: R AND D, points: 5}]`, []string{
			`2:36: is compares whole texts, in which "/director/i" stands for itself. write matches: "(?i)director"`, "write when: {all: [{field: b, contains: director}, {field: b, contains: sales}]}",
			"write field: level, at_least: director, with fields: {level: {seniority: 役職}}", "write field: level, at_least: vp, with fields: {level: {seniority: d}}"}},
		{"wildcard", "at either end", `
criteria: [{name: A, field: a, is: "*VP*", points: 5}, {name: B, field: b, is: [Sales%, "*部"], points: -1}, {name: C, field: c, is_not: "*x*", points: 1}, {name: D, field: d, is: [50%, "*"], points: 1}]`, []string{
			`2:36: is compares whole texts, in which "*VP*" stands for itself. write contains: VP`, "write starts_with: Sales", "write ends_with: 部", "write when: {not: {field: c, contains: x}}"}},
		{"wildcard", "a comparison before it", `
criteria: [{name: A, field: a, is: ">50", points: 5}, {name: B, field: b, is: [not JP, "<1,5", "<3 years>", "!= JP"], points: -1}, {name: C, field: c, is_not: ">5", points: 1}]`, []string{
			`2:36: is compares whole texts, in which ">50" stands for itself. write above: 50`, "write is_not: JP"}},

		{"known_element", "in conditions and bands", `
criteria: [{name: A, field: x, known: true, points: 5}]
frameworks:
  F:
    elements:
      d: {field: d, known: true, question: {en: "d?"}}
      e: {field: e, question: {en: "e?"}, bands: [{known: true, share: 100%}]}
      f: {field: f, question: {en: "f?"}}
      g: {when: {any: [{field: g, is: x}, {field: g, known: false}]}, question: {en: "g?"}}`, []string{
			"6:21: known: true makes a blank cell unmet, so the element's question is never asked. leave the operator out", "7:52: known: true"}},

		{"missing_element", "of a built-in framework", `
frameworks: {bant: {qualified: 2, elements: {Budget: {field: a}, need: {field: b}, pain: {field: c, question: {en: "Pain?"}}}}}`, []string{
			"2:14: bant leaves out authority, timeline. add what you can ask for"}},
		{"missing_element", "none", `
frameworks: {BANT: {elements: {timeline: {field: a}, need: {field: b}, budget: {field: c}, authority: {field: d}}}, F: {elements: {need: {field: b, question: {en: "Need?"}}}}}`, nil},

		{"question_language", "Japanese", `
language: ja
frameworks: {F: {elements: {a: {field: a, question: {en: "a?"}}, b: {field: b, question: {ja: "b?"}}}}, ANUM: {elements: {authority: {field: a}, need: {field: a}, urgency: {field: a}, money: {field: a}}}}`, []string{
			`3:29: the question of "a" has no Japanese, the rulebook's language. add ja to the question: {ja: "..."}`}},
		{"question_language", "English", `
frameworks: {F: {elements: {a: {field: a, question: {en: "a?"}}, b: {field: b, question: {ja: "b?"}}}}}`, []string{
			`2:66: the question of "b" has no English`}},

		{"unused_field", "one of several", `
key: k
show: [s]
fields: {k: text, s: text, t: text, level: {seniority: t}, r: {rate: {of: n, per: m}}, n: number, m: number, d: date, e: text, u: text}
criteria: [{name: A, field: level, is: vp, points: 5, decay: {from: d, half_life: 5d}}]
stages: [{stage: A, field: e, is: x}, {stage: B}]`, []string{
			`4:60: nothing uses the field "r". use it in a rule or in show, or leave it out`, `4:88: nothing uses the field "n"`, `4:99: nothing uses the field "m"`, `4:128: nothing uses the field "u"`}},
	} {
		t.Run(c.rule+"/"+c.name, func(t *testing.T) {
			expectTexts(t, lintTexts(t, "version: 1"+c.src), c.want...)
		})
	}
}

// lintTexts gives the warnings of a rulebook that has no problems.
func lintTexts(t *testing.T, src string) []string {
	t.Helper()
	rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(src)))
	if rb == nil {
		t.Fatalf("problems: %q", problemTexts(problems))
	}
	warnings := lint.Rulebook(rb)
	for _, w := range warnings {
		if !w.Warning {
			t.Errorf("not marked as a warning: %v", w)
		}
	}
	return problemTexts(warnings)
}

// TestLintNeedsNoProblems: of a rulebook that does not work, only that is said.
func TestLintNeedsNoProblems(t *testing.T) {
	broken := &rulebook.Rulebook{Criteria: []rulebook.Criterion{{Name: "A"}, {Name: ""}}}
	if warnings := lint.Rulebook(broken); warnings != nil {
		t.Errorf("warnings: %v", warnings)
	}
}

// TestLintRules: each rule has a case above, and says what it finds.
func TestLintRules(t *testing.T) {
	src, err := os.ReadFile("lint_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range lint.Rules() {
		if !strings.Contains(string(src), `{"`+rule.Name+`", "`) {
			t.Errorf("no case for %s", rule.Name)
		}
		if rule.Doc == "" || strings.HasSuffix(rule.Doc, ".") {
			t.Errorf("%s: the doc %q is to be a sentence without its stop", rule.Name, rule.Doc)
		}
	}
}

// TestLintShipped: the rulebooks that people start from draw no warnings.
func TestLintShipped(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/rules.*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no rulebooks (%v)", err)
	}
	for _, path := range append(paths, "../../rules.example.yaml", "../../testdata/xeducation.yaml") {
		if strings.Contains(path, "mistakes") {
			continue
		}
		t.Run(filepath.Base(path), func(t *testing.T) {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			expectTexts(t, lintTexts(t, string(src)))
		})
	}
}
