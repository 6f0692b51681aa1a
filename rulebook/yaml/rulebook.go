// Package yaml reads rulebooks from YAML and writes them back.
//
// Load is strict: every key is known or it is a problem, every value is the text
// written in the file, and all problems of a file are found at once, each with its
// line and column.
package yaml

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/activity"
	"leadscore/internal/lazyre"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/mended"
	"leadscore/rulebook/yaml/internal/node"
	"leadscore/scoring"
)

// Load reads the rulebook in src; name is what messages call the file. It gives
// either a rulebook that may be compiled, or an *rulebook.Error with all problems of the
// file.
func Load(name string, src []byte) (*rulebook.Rulebook, error) {
	rb, problems := load(name, src)
	if problems != nil {
		return nil, &rulebook.Error{File: name, Lines: Lines(src), Problems: problems}
	}
	rb.File, rb.Lines = name, Lines(src)
	return rb, nil
}

// load is Load for problems as they are.
func load(name string, src []byte) (*rulebook.Rulebook, []rulebook.Problem) {
	rb, problems := loadAsIs(name, src)
	if len(problems) == 0 {
		return rb, problems
	}
	text := node.Decode(src)
	if _, bad := node.CheckText(name, text); bad {
		return nil, problems
	}
	again := func(text []byte) []rulebook.Problem {
		_, problems := loadAsIs(name, text)
		return problems
	}
	return nil, mended.New(name, again).Problems(text, problems)
}

// loadAsIs is load without the mends of lines.
func loadAsIs(name string, src []byte) (*rulebook.Rulebook, []rulebook.Problem) {
	l, root, problems := parseFile(name, src)
	if problems != nil {
		return nil, problems
	}
	rb := l.rulebook(root)
	var meaning []rulebook.Problem
	if !l.untyped && l.budget >= 0 {
		meaning = append(scoring.Validate(rb), activity.Validate(rb)...)
	}
	if problems = l.settle(meaning); len(problems) > 0 {
		return nil, problems
	}
	return rb, nil
}

// parseFile gives the topmost value of a file, and a loader to walk it.
func parseFile(name string, src []byte) (*loader, *yaml.Node, []rulebook.Problem) {
	if len(src) > MaxSize {
		top := rulebook.Pos{Line: 1, Column: 1}
		return nil, nil, []rulebook.Problem{rulebook.Problemf(top, "a rulebook holds at most 4 MiB", "%s is too large", name)}
	}
	text := node.Decode(src)
	if p, bad := node.CheckText(name, text); bad {
		return nil, nil, []rulebook.Problem{p}
	}
	root, problems := node.Parse(name, text)
	if problems != nil {
		return nil, nil, expressionsIn(text, problems)
	}
	return newLoader(text, root), root, nil
}

// settle joins the loader's problems with those of meaning, in the order of their
// places. What is said of the meaning of a mapping in which something was wrong is
// left out: it may lack only what could not be read.
func (l *loader) settle(meaning []rulebook.Problem) []rulebook.Problem {
	all := slices.Clone(l.problems)
	slices.SortStableFunc(all, rulebook.Problem.ComparePos)
	wrong := l.wrongPlaces(all)
	for _, p := range meaning {
		if !wrong[p.Pos] {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, rulebook.Problem.ComparePos)
	all = slices.Compact(all)
	if len(all) > node.MaxProblems {
		all = append(all[:node.MaxProblems], rulebook.Problemf(all[node.MaxProblems].Pos, "mend these first", "and %d more problems", len(all)-node.MaxProblems))
	}
	return all
}

// wrongPlaces gives the places of the loader's problems, sorted by place, and of
// the mappings that hold one.
func (l *loader) wrongPlaces(problems []rulebook.Problem) map[rulebook.Pos]bool {
	wrong := map[rulebook.Pos]bool{}
	if len(problems) == 0 {
		return wrong
	}
	wrong[rulebook.Pos{}] = true
	for _, p := range problems {
		wrong[p.Pos] = true
	}
	for _, m := range l.mappings {
		next, _ := slices.BinarySearchFunc(problems, rulebook.Problem{Pos: m.from}, rulebook.Problem.ComparePos)
		if next < len(problems) && !before(m.to, problems[next].Pos) {
			wrong[m.from] = true
		}
	}
	return wrong
}

// Lines gives the lines of a rulebook's file as the places of its problems count
// them: whatever ends a line there, and in UTF-16 too.
func Lines(src []byte) []string { return node.SplitLines(node.Decode(src)) }

var expressionEntry = lazyre.New(`[{,] *['"]?(when|if|condition|expr|expression|rule|filter|where|query|formula|logic|test)['"]?: *([^"'].*?)(?:, *\w+:|\}\s*$)`)

// expressionsIn adds what to write to problems of lines in which a condition of another tool
// stands without quotes, so that its brackets and quotes are none of YAML's.
func expressionsIn(text []byte, problems []rulebook.Problem) []rulebook.Problem {
	lines := Lines(text)
	for i, p := range problems {
		if p.Pos.Line < 1 || p.Pos.Line > len(lines) {
			continue
		}
		found := expressionEntry().FindStringSubmatch(lines[p.Pos.Line-1])
		if found == nil {
			continue
		}
		if meant := expression.Condition(strings.TrimSpace(found[2]), false); meant != "" {
			problems[i].Want = "write when: {" + meant + "}"
			if line := lines[p.Pos.Line-1]; strings.Count(line, found[1]+": "+found[2]) == 1 {
				problems[i].Want += ", as in `" + strings.Replace(line, found[1]+": "+found[2], "when: {"+meant+"}", 1) + "`"
			}
			problems[i].Message = "a condition of another language breaks the YAML of this line"
		}
	}
	return problems
}
