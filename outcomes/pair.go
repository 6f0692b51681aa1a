package outcomes

import (
	"leadscore/match"
	"leadscore/rulebook"
)

// side is one of the two conditions of a pair: a run of neighbouring bins of a field,
// or, where from is the number of bins, a missing cell.
type side struct {
	bins     *binning
	from, to int // bins, both in
}

func (s side) isMissing() bool { return s.from == len(s.bins.tallies) }

// pair is leads for which two conditions hold: a rectangle in the table of two fields'
// bins. It is a field with the atoms no and yes; where it is not known, because a cell
// is missing and the other side holds, it counts as no.
type pair struct{ a, b side }

func (s side) truth(lead int32) match.Truth {
	a := s.bins.field.atoms[lead]
	if s.isMissing() {
		return match.TruthOf(a == noAtom)
	}
	if a == noAtom {
		return match.Unknown
	}
	bin := int(s.bins.bin[a])
	return match.TruthOf(bin >= s.from && bin <= s.to)
}

// newPairField makes a field of the pair.
func newPairField(p *pair, leads int) *field {
	f := &field{kind: pairKind, header: p.a.bins.field.header + " and " + p.b.bins.field.header}
	f.levels = truths()
	f.atoms = make([]int32, leads)
	for i := range f.atoms {
		switch p.a.truth(int32(i)).And(p.b.truth(int32(i))) {
		case match.True:
			f.atoms[i] = 1
		case match.False:
		default:
			f.atoms[i] = noAtom
		}
	}
	return f
}

// condition writes the pair on fields of these names.
func (p *pair) condition(a, b string) *rulebook.Condition {
	return &rulebook.Condition{Kind: rulebook.All, Of: []rulebook.Condition{p.a.condition(a), p.b.condition(b)}}
}

// condition writes a side: bins of numbers as a range, groups as a list of values.
func (s side) condition(field string) rulebook.Condition {
	c := rulebook.Condition{Field: scalar(field)}
	if s.isMissing() {
		c.Tests = test("known", "false")
		return c
	}
	switch s.bins.field.kind {
	case ageKind:
		if s.from == 0 { // days ahead too
			c.Tests = test("older_than", numberText(s.bins.ranges[s.to+1].from-1)+"d")
			return rulebook.Condition{Kind: rulebook.Not, Of: []rulebook.Condition{c}}
		}
		c.Tests = s.rangeTests()
	case numberKind, levelKind:
		c.Tests = s.rangeTests()
	case boolKind:
		c.Tests = test("is", s.bins.field.levels[s.from].text)
	default:
		c.Tests = s.levelTests()
	}
	return c
}

func (s side) rangeTests() []rulebook.Test {
	var tests []rulebook.Test
	low, ends := s.bins.ranges[s.from], s.to+1 < len(s.bins.ranges)
	age, isLevel := s.bins.field.kind == ageKind, s.bins.field.kind == levelKind
	if s.from > 0 {
		switch {
		case age:
			tests = append(tests, test("older_than", numberText(low.from-1)+"d")...)
		case isLevel:
			tests = append(tests, test("at_least", levelName(low.from))...)
		case low.open:
			tests = append(tests, test("above", numberText(low.from))...)
		default:
			tests = append(tests, test("at_least", numberText(low.from))...)
		}
	}
	if !ends {
		return tests
	}
	switch high := s.bins.ranges[s.to+1]; {
	case age:
		tests = append(tests, test("within", numberText(high.from-1)+"d")...)
	case isLevel:
		tests = append(tests, test("at_most", levelName(high.from-1))...)
	case high.open:
		tests = append(tests, test("at_most", numberText(high.from))...)
	default:
		tests = append(tests, test("below", numberText(high.from))...)
	}
	return tests
}

// levelTests list the groups' values; with the group of the rest, the values of the
// other groups that it must not be.
func (s side) levelTests() []rulebook.Test {
	var in, out []rulebook.Scalar
	rest := false
	for i, g := range s.bins.groups {
		names := groupNames(s.bins.field, g)
		if i >= s.from && i <= s.to {
			in, rest = append(in, names...), rest || g.rest
		} else {
			out = append(out, names...)
		}
	}
	if rest {
		return []rulebook.Test{{Op: "is_not", Args: out}}
	}
	return []rulebook.Test{{Op: "is", Args: in}}
}

func groupNames(f *field, g group) []rulebook.Scalar {
	var names []rulebook.Scalar
	for _, level := range g.levels {
		names = append(names, scalar(f.levels[level].text))
	}
	return names
}
