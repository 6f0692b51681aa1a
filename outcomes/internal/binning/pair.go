package binning

import (
	"leadscore/match"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/internal/written"
	"leadscore/rulebook"
)

// Side is one of the two conditions of a pair: a run of neighbouring bins of a field,
// or, where from is the number of bins, a missing cell.
type Side struct {
	Bins     *Binning
	From, To int // bins, both in
}

func (s Side) isMissing() bool { return s.From == len(s.Bins.Tallies) }

// MostNamed is how many values a condition of a pair names at most, for people to read it, and
// a line of points where others earn as much.
const MostNamed = 12

// Readable reports whether a person can take in what the side asks.
func (s Side) Readable() bool {
	if s.isMissing() || s.Bins.Field.Kind != typing.TextKind {
		return true
	}
	return len(s.levelTests()[0].Args) <= MostNamed
}

// Pair is leads for which two conditions hold: a rectangle in the table of two fields'
// Bins. It is a field with the atoms no and yes; where it is not known, because a cell
// is missing and the other side holds, it counts as no.
type Pair struct{ A, B Side }

func (s Side) truth(lead int32) match.Truth {
	a := s.Bins.Field.Atoms[lead]
	if s.isMissing() {
		return match.TruthOf(a == typing.Missing)
	}
	if a == typing.Missing {
		return match.Unknown
	}
	bin := int(s.Bins.Bin[a])
	return match.TruthOf(bin >= s.From && bin <= s.To)
}

// NewPairField makes a field of the pair.
func NewPairField(p *Pair, leads int) *typing.Field {
	f := &typing.Field{Kind: typing.PairKind, Header: p.A.Bins.Field.Header + " and " + p.B.Bins.Field.Header}
	f.Levels = typing.Truths()
	f.Atoms = make([]int32, leads)
	for i := range f.Atoms {
		switch p.A.truth(int32(i)).And(p.B.truth(int32(i))) {
		case match.True:
			f.Atoms[i] = 1
		case match.False:
		default:
			f.Atoms[i] = typing.Missing
		}
	}
	return f
}

// Condition writes the pair on fields of these names.
func (p *Pair) Condition(a, b string) *rulebook.Condition {
	return &rulebook.Condition{Kind: rulebook.All, Of: []rulebook.Condition{p.A.condition(a), p.B.condition(b)}}
}

// Condition writes a side: bins of numbers as a range, groups as a list of values.
func (s Side) condition(field string) rulebook.Condition {
	c := rulebook.Condition{Field: written.Scalar(field)}
	if s.isMissing() {
		c.Tests = written.Test("known", "false")
		return c
	}
	switch s.Bins.Field.Kind {
	case typing.AgeKind:
		if s.From == 0 { // days ahead too
			c.Tests = written.Test("older_than", written.NumberText(s.Bins.Ranges[s.To+1].From-1)+"d")
			return rulebook.Condition{Kind: rulebook.Not, Of: []rulebook.Condition{c}}
		}
		c.Tests = s.rangeTests()
	case typing.NumberKind, typing.LevelKind:
		c.Tests = s.rangeTests()
	case typing.BoolKind:
		c.Tests = written.Test("is", s.Bins.Field.Levels[s.From].Text)
	default:
		c.Tests = s.levelTests()
	}
	return c
}

func (s Side) rangeTests() []rulebook.Test {
	var tests []rulebook.Test
	low, ends := s.Bins.Ranges[s.From], s.To+1 < len(s.Bins.Ranges)
	age, isLevel := s.Bins.Field.Kind == typing.AgeKind, s.Bins.Field.Kind == typing.LevelKind
	if s.From > 0 {
		switch {
		case age:
			tests = append(tests, written.Test("older_than", written.NumberText(low.From-1)+"d")...)
		case isLevel:
			tests = append(tests, written.Test("at_least", typing.LevelName(low.From))...)
		case low.Open:
			tests = append(tests, written.Test("above", written.NumberText(low.From))...)
		default:
			tests = append(tests, written.Test("at_least", written.NumberText(low.From))...)
		}
	}
	if !ends {
		return tests
	}
	switch high := s.Bins.Ranges[s.To+1]; {
	case age:
		tests = append(tests, written.Test("within", written.NumberText(high.From-1)+"d")...)
	case isLevel:
		tests = append(tests, written.Test("at_most", typing.LevelName(high.From-1))...)
	case high.Open:
		tests = append(tests, written.Test("at_most", written.NumberText(high.From))...)
	default:
		tests = append(tests, written.Test("below", written.NumberText(high.From))...)
	}
	return tests
}

// levelTests list the groups' values; with the group of the rest, the values of the
// other groups that it must not be.
func (s Side) levelTests() []rulebook.Test {
	var in, out []rulebook.Scalar
	rest := false
	for i, g := range s.Bins.Groups {
		names := GroupNames(s.Bins.Field, g)
		if i >= s.From && i <= s.To {
			in, rest = append(in, names...), rest || g.Rest
		} else {
			out = append(out, names...)
		}
	}
	if rest {
		return []rulebook.Test{{Op: "is_not", Args: out}}
	}
	return []rulebook.Test{{Op: "is", Args: in}}
}

// GroupNames are the values of a group as a rulebook writes them.
func GroupNames(f *typing.Field, g group) []rulebook.Scalar {
	var names []rulebook.Scalar
	for _, level := range g.Levels {
		names = append(names, written.Scalar(f.Levels[level].Text))
	}
	return names
}
