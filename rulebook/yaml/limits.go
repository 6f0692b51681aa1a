package yaml

import (
	"regexp/syntax"

	"gopkg.in/yaml.v3"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/node"
)

// MaxSize is the size in bytes up to which a rulebook is read.
const MaxSize = 4 << 20

// A rulebook that people wrote stays far below these. They bound the time and the
// memory that a hostile one can take.
const (
	maxExpansion   = 100_000 // values that aliases add to those written in the file
	maxDepth       = 50      // of conditions in conditions
	maxConditions  = 10_000  // leaves of all conditions together
	maxCells       = 20_000  // of the leads of tests together
	maxPatternText = 10_000  // bytes of all patterns together
	maxPatternSize = 10_000  // steps of all patterns together, repeats written out: each byte of a cell may take as many
	maxName        = 1000    // characters of a name that is a key; YAML has no longer ones on a line
)

// stop ends the walk: the file is refused for p, and nothing more is said of it
// than what has been found before.
func (l *loader) stop(p rulebook.Problem) {
	if l.budget >= 0 {
		l.problems = append(l.problems, p)
		l.budget = -1
	}
}

// spend counts one value that the walk looks at.
func (l *loader) spend(n *yaml.Node) {
	if l.budget == 0 {
		l.stop(rulebook.Problemf(node.Pos(n), "write fewer aliases", "the file is too large once its aliases are followed"))
	}
	l.budget = max(l.budget-1, -1)
}

// atMost refuses a list of more entries than most.
func (l *loader) atMost(n *yaml.Node, count, most int, what string) {
	if count > most {
		l.stop(rulebook.Problemf(node.Pos(n), "", "%s has %d entries; at most %d can be there", what, count, most))
	}
}

// countLeaf counts a leaf of a condition.
func (l *loader) countLeaf(n *yaml.Node) {
	if l.leaves++; l.leaves > maxConditions {
		l.stop(rulebook.Problemf(node.Pos(n), "", "the rulebook has more than %d conditions", maxConditions))
	}
}

// countCell counts a cell of a test's lead.
func (l *loader) countCell(n *yaml.Node) {
	if l.cells++; l.cells > maxCells {
		l.stop(rulebook.Problemf(node.Pos(n), "", "the tests have more than %d cells", maxCells))
	}
}

// countPattern counts the text of regular expressions, and what becomes of it: a short
// text such as (.{0,999}a){9} is many steps.
func (l *loader) countPattern(s rulebook.Scalar) {
	if l.patterns += len(s.Text); l.patterns > maxPatternText {
		l.stop(rulebook.Problemf(s.Pos, "", "the regular expressions of the rulebook have more than %d characters together", maxPatternText))
		return
	}
	tree, err := syntax.Parse(s.Text, syntax.Perl)
	if err != nil {
		return // told where it is compiled
	}
	if l.steps += stepsOf(tree); l.steps > maxPatternSize {
		l.stop(rulebook.Problemf(s.Pos, "repeat less: use .* in place of .{0,999}",
			"the regular expressions of the rulebook come to more than %d steps together, once {n,m} is written out", maxPatternSize))
	}
}

// stepsOf is about how many steps an expression has once its repeats are written out,
// which is how it is run.
func stepsOf(tree *syntax.Regexp) int {
	steps := max(1, len(tree.Rune)/2)
	for _, sub := range tree.Sub {
		steps += stepsOf(sub)
	}
	if tree.Op == syntax.OpRepeat {
		steps *= max(1, tree.Min, tree.Max)
	}
	return steps
}
