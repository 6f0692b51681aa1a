// Package reach finds what can never be true in a rulebook, and the bands and stage rules
// that can never decide.
package reach

import (
	"fmt"
	"slices"
	"strings"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
)

// reachBudget bounds the search for lines that can never be reached, in operands
// compared. Where it is spent, nothing more is found.
const reachBudget = 1_000_000

// Search finds bands and stage rules that can never decide, because they can never be
// true or those before them always are, and other conditions that can never be true.
// A line that can never hold does no harm: of that Lint warns. It tries the compiled
// conditions on values that stand for all others (see witness), so that it knows of
// no operator what the engine does not. What it is not certain of it leaves alone.
type Search struct {
	rulebook *rulebook.Rulebook
	compiler *match.Compiler
	metrics  int          // position of the first metric among the values
	values   []cell.Value // of the lead that is tried
	budget   int
	problems []rulebook.Problem
}

// Unreachable finds the bands and stage rules that can never be reached; specs
// describe the values that their conditions are about.
func Unreachable(rb *rulebook.Rulebook, specs []match.Spec, metrics int) []rulebook.Problem {
	r := New(rb, specs, metrics)
	walk.EachEarningLine(rb, r.bands)
	for i := range rb.Stages {
		r.possible(rb.Stages[i].When)
	}
	stages := r.stages()
	r.sequence(&stages)
	return r.problems
}

// Contradictions finds what can never be true among the other conditions.
func Contradictions(rb *rulebook.Rulebook, specs []match.Spec, metrics int) []rulebook.Problem {
	r := New(rb, specs, metrics)
	walk.EachEarningLine(rb, func(line *rulebook.Line) { r.possible(line.When) })
	for i := range rb.Frameworks {
		r.possible(rb.Frameworks[i].When)
	}
	walk.EachRole(rb, func(role *rulebook.Role) { r.possible(role.When) })
	return r.problems
}

// New makes a search over a rulebook with fields and metrics of these types; so many of the
// last are metrics.
func New(rb *rulebook.Rulebook, specs []match.Spec, metrics int) *Search {
	return &Search{
		rulebook: rb,
		compiler: walk.Compiler(rb, specs, metrics),
		metrics:  metrics,
		values:   make([]cell.Value, len(specs)),
		budget:   reachBudget,
	}
}

// sequence is conditions of which the first that is true decides.
type sequence struct {
	what    string              // "band"
	gate    *rulebook.Condition // where it is not true none is asked; nil: always
	clauses []clause
	stops   bool // a clause that is unknown keeps those behind it from deciding
}

type clause struct {
	pos     rulebook.Pos
	written *rulebook.Condition // nil: always
	cond    *match.Cond
	cost    int // of asking it
}

// bands checks a line's bands.
func (r *Search) bands(line *rulebook.Line) {
	bands := sequence{what: "band", gate: line.When, stops: true}
	for i := range line.Bands {
		r.possible(line.Bands[i].When)
		bands.clauses = append(bands.clauses, clause{pos: line.Bands[i].Pos, written: line.Bands[i].When})
	}
	r.sequence(&bands)
}

// stages is the stage rules in their order.
func (r *Search) stages() sequence {
	stages := sequence{what: "stage rule"}
	for i := range r.rulebook.Stages {
		s := &r.rulebook.Stages[i]
		stages.clauses = append(stages.clauses, clause{pos: s.Pos, written: s.When})
	}
	return stages
}

// LeavesOver reports whether the stage rules may leave a lead without a stage.
func (r *Search) LeavesOver() bool {
	stages := r.stages()
	stages.clauses = append(stages.clauses, clause{})
	last := len(stages.clauses) - 1
	for i := range stages.clauses[:last] {
		c := &stages.clauses[i]
		if c.written == nil {
			return false
		}
		c.cond, _ = r.compile(c.written)
		c.cost = r.cost(c.written)
	}
	v := r.verdict(&stages, last)
	return v.decides || !v.certain
}

// compile compiles a condition; false where something is wrong with it, which is
// reported elsewhere.
func (r *Search) compile(c *rulebook.Condition) (*match.Cond, bool) {
	r.compiler.Problems = nil
	cond := r.compiler.Cond(c)
	return cond, len(r.compiler.Problems) == 0 && walk.Whole(c)
}

// possible reports a condition that can never be true, or the leaves in it that
// cannot.
func (r *Search) possible(c *rulebook.Condition) {
	found := len(r.problems)
	walk.LeavesOf(c, func(leaf *rulebook.Condition) {
		if contradicts := len(leaf.Tests) > 1 || len(leaf.Tests) == 1 && leaf.Tests[0].Count != nil; contradicts && r.Never(leaf) {
			r.impossible(leaf)
		}
	})
	if len(r.problems) == found && c != nil && c.Kind != rulebook.Leaf && r.Never(c) {
		r.impossible(c)
	}
}

func (r *Search) impossible(c *rulebook.Condition) {
	r.problems = append(r.problems, rulebook.Problemf(c.Pos, "all of it must hold at once, and no value does that",
		"this can never be true: %s", c))
}

// Never reports whether a condition is certain never to be true.
func (r *Search) Never(c *rulebook.Condition) bool {
	cond, ok := r.compile(c)
	if !ok || c == nil {
		return false
	}
	v := r.verdict(&sequence{clauses: []clause{{written: c, cond: cond, cost: r.cost(c)}}}, 0)
	return v.certain && !v.holds
}

// sequence reports the clauses that can never decide.
func (r *Search) sequence(s *sequence) {
	always := slices.IndexFunc(s.clauses, func(c clause) bool { return c.written == nil })
	for k := always + 1; always >= 0 && k < len(s.clauses); k++ {
		r.unreached(s, k, "put it before that one, or leave it out", s.places([]int{always}, "is", "are")+" always true")
	}
	if always >= 0 {
		s.clauses = s.clauses[:always+1]
	}
	for i := range s.clauses {
		cond, ok := r.compile(s.clauses[i].written)
		if !ok {
			return
		}
		s.clauses[i].cond, s.clauses[i].cost = cond, r.cost(s.clauses[i].written)
	}
	for k := range s.clauses {
		if v := r.verdict(s, k); v.certain && !v.decides {
			r.covered(s, k, &v)
		}
	}
}

// covered words why a clause can never decide.
func (r *Search) covered(s *sequence, k int, v *verdict) {
	c := &s.clauses[k]
	switch {
	case !v.holds && (s.gate == nil || r.Never(c.written)):
		// That it can never be true is reported already.
	case !v.holds && r.Never(s.gate):
		r.unreached(s, k, "mend `when`, or leave the line out", "`when` can never be true")
	case !v.holds:
		r.unreached(s, k, "leave it out, or widen `when`", "where `when` is true, it never is")
	case len(v.by) == 0:
		r.unreached(s, k, "put it first, or write `missing` instead",
			fmt.Sprintf("where it is true, %s unknown, and the line earns `missing`", s.places(v.unknown, "is", "are")))
	case c.written == nil && s.stops:
		r.unreached(s, k, "leave it out; what is unknown earns `missing`", s.places(v.by, "leaves", "leave")+" nothing over")
	case c.written == nil:
		r.unreached(s, k, "leave it out", s.places(v.by, "leaves", "leave")+" nothing over")
	case len(v.by) == 1:
		r.unreached(s, k, "put it before that one, or leave it out", "where it is true, "+s.places(v.by, "is", "are")+" true already")
	default:
		r.unreached(s, k, "put it before these, or leave it out", "where it is true, one of "+s.places(v.by, "is", "is")+" true already")
	}
}

func (r *Search) unreached(s *sequence, k int, want, why string) {
	r.problems = append(r.problems, rulebook.Problemf(s.clauses[k].pos, want, "this %s can never be reached: %s", s.what, why))
}

// places names clauses by their lines, with a verb: "the bands on lines 3 and 4 are".
func (s *sequence) places(clauses []int, one, more string) string {
	var lines []string
	for _, i := range clauses {
		lines = append(lines, fmt.Sprint(s.clauses[i].pos.Line))
	}
	what, verb := s.what, one
	if len(clauses) > 1 {
		what, verb = what+"s", more
	}
	lines = slices.Compact(lines)
	last := len(lines) - 1
	if last == 0 {
		return fmt.Sprintf("the %s on line %s %s", what, lines[0], verb)
	}
	return fmt.Sprintf("the %s on lines %s and %s %s", what, strings.Join(lines[:last], ", "), lines[last], verb)
}

// verdict says whether a clause of a sequence can decide.
type verdict struct {
	certain bool  // else nothing is known
	holds   bool  // it can be true
	decides bool  // and it can be so where none before it is
	by      []int // where it does not decide: the earlier clauses that do in its place
	unknown []int // and those whose being unknown keeps it from deciding
}

// verdict tries the values on which clause k may decide.
func (r *Search) verdict(s *sequence, k int) verdict {
	written := walk.Both(s.gate, s.clauses[k].written)
	own, ok := r.compile(written)
	if !ok {
		return verdict{}
	}
	variables, ok := r.variables(s, k, written, own)
	if !ok {
		return verdict{}
	}
	v := verdict{certain: true}
	for i := range variables {
		r.values[variables[i].field] = variables[i].domain[0]
	}
	for more := true; more && !v.decides; more = r.advance(variables) {
		r.budget -= s.clauses[k].cost
		if own.Eval(r.values) != match.True {
			continue
		}
		v.holds = true
		r.first(s, k, &v)
	}
	for i := range variables {
		r.values[variables[i].field] = cell.Value{}
	}
	slices.Sort(v.by)
	slices.Sort(v.unknown)
	return v
}

// first finds the clause before k that decides in its place, or keeps it from
// deciding, if there is one.
func (r *Search) first(s *sequence, k int, v *verdict) {
	for j := range s.clauses[:k] {
		r.budget -= s.clauses[j].cost
		switch truth := s.clauses[j].cond.Eval(r.values); {
		case truth == match.True:
			v.by = include(v.by, j)
			return
		case truth != match.False && s.stops:
			v.unknown = include(v.unknown, j)
			return
		}
	}
	v.decides = true
}

func include(all []int, i int) []int {
	if slices.Contains(all, i) {
		return all
	}
	return append(all, i)
}

// cost is how many comparisons it takes at most to ask a condition. A text is looked
// up among the words of `is`, however many.
func (r *Search) cost(c *rulebook.Condition) int {
	n := 1
	walk.LeavesOf(c, func(leaf *rulebook.Condition) {
		n++
		isText := r.compiler.Specs[r.position(leaf)].Type == rulebook.TypeText
		for _, t := range leaf.Tests {
			if lookup := isText && (t.Op == "is" || t.Op == "is_not"); !lookup {
				n += len(t.Args)
			}
		}
	})
	return n
}
