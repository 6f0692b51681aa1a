// Package rulebook reads rulebooks from YAML and writes them back.
//
// Load is strict: every key is known or it is a problem, every value is the text
// written in the file, and all problems of a file are found at once, each with its
// line and column.
package rulebook

import (
	"slices"

	"leadscore/match"
	"leadscore/scoring"
)

// Load reads the rulebook in src; name is what messages call the file. It gives
// either a rulebook that may be compiled, or nil and all problems of the file in
// the order of their places.
func Load(name string, src []byte) (*scoring.Rulebook, []match.Problem) {
	if len(src) > MaxSize {
		return nil, []match.Problem{match.Problemf(match.Pos{Line: 1, Column: 1}, "a rulebook holds at most 4 MiB", "%s is too large", name)}
	}
	text := decode(src)
	if p, bad := checkText(name, text); bad {
		return nil, []match.Problem{p}
	}
	root, problem := parseYAML(name, text)
	if problem != nil {
		return nil, []match.Problem{*problem}
	}
	l := newLoader(text, root)
	rb := l.rulebook(root)
	if problems := settle(l.problems); len(problems) > 0 {
		return nil, problems
	}
	return rb, nil
}

// settle sorts problems by place and keeps the first of each place: what else is
// said of the same place follows from it.
func settle(problems []match.Problem) []match.Problem {
	slices.SortStableFunc(problems, match.Problem.ComparePos)
	return slices.CompactFunc(problems, func(p, q match.Problem) bool { return p.Pos == q.Pos })
}
