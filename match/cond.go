package match

import (
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Cond is a compiled Condition: its names are resolved to positions in a lead's
// values and its operands are read. It cannot fail and does not allocate. A nil
// Cond is always true.
type Cond struct {
	kind  rulebook.Kind
	of    []*Cond
	field int
	tests []test
}

// test is one compiled operator. It is asked only for known values, known apart.
type test interface {
	holds(v *cell.Value) Truth
}

// Eval evaluates the condition on a lead's values.
func (c *Cond) Eval(values []cell.Value) Truth {
	if c == nil {
		return True
	}
	switch c.kind {
	case rulebook.All:
		result := True
		for _, kid := range c.of {
			result = result.And(kid.Eval(values))
		}
		return result
	case rulebook.Any:
		result := False
		for _, kid := range c.of {
			result = result.Or(kid.Eval(values))
		}
		return result
	case rulebook.Not:
		return c.of[0].Eval(values).Not()
	}
	return c.evalLeaf(&values[c.field])
}

func (c *Cond) evalLeaf(v *cell.Value) Truth {
	if v.State != cell.Known {
		return c.evalUnknown(v)
	}
	result := True
	for _, t := range c.tests {
		result = result.And(t.holds(v))
	}
	return result
}

// evalUnknown: a field that is not known leaves all but `known` open.
func (c *Cond) evalUnknown(v *cell.Value) Truth {
	if len(c.tests) == 0 {
		return Unknown
	}
	result := True
	for _, t := range c.tests {
		if _, always := t.(isKnown); always {
			result = result.And(t.holds(v))
		} else {
			result = result.And(Unknown)
		}
	}
	return result
}

// Outcomes tells what the condition may become once some, all or none of the free
// values are filled. It may tell too many, never too few.
func (c *Cond) Outcomes(values []cell.Value) Outcomes {
	if c == nil {
		return Just(True)
	}
	switch c.kind {
	case rulebook.All:
		result := Just(True)
		for _, kid := range c.of {
			result = result.And(kid.Outcomes(values))
		}
		return result
	case rulebook.Any:
		result := Just(False)
		for _, kid := range c.of {
			result = result.Or(kid.Outcomes(values))
		}
		return result
	case rulebook.Not:
		return c.of[0].Outcomes(values).Not()
	}
	return c.leafOutcomes(&values[c.field])
}

func (c *Cond) leafOutcomes(v *cell.Value) Outcomes {
	if !v.Free {
		return Just(c.evalLeaf(v))
	}
	if v.State == cell.Known {
		return c.intervalOutcomes(v)
	}
	if len(c.tests) == 0 {
		return Just(True) | Just(Unknown)
	}
	filled := Just(True)
	for _, t := range c.tests {
		if asks, always := t.(isKnown); always {
			filled = filled.And(Just(TruthOf(asks.want)))
		} else {
			filled = filled.And(AnyOutcome)
		}
	}
	return filled | Just(c.evalUnknown(v))
}

// intervalOutcomes: where all that a value stands for agrees, it cannot change.
func (c *Cond) intervalOutcomes(v *cell.Value) Outcomes {
	result := Just(True)
	for _, t := range c.tests {
		held := t.holds(v)
		switch {
		case isOpen(t, v):
			result = result.And(Just(True) | Just(False))
		case held == Maybe:
			result = result.And(Just(True) | Just(False) | Just(Maybe))
		default:
			result = result.And(Just(held))
		}
	}
	return result
}

// Fields calls visit for each field the condition looks at, in written order; a
// field may come more than once.
func (c *Cond) Fields(visit func(field int)) {
	if c == nil {
		return
	}
	if c.kind == rulebook.Leaf {
		visit(c.field)
		return
	}
	for _, kid := range c.of {
		kid.Fields(visit)
	}
}

// Leaves calls visit for each part of the condition that looks at one field alone, with
// the field. What they come to decides what the condition does.
func (c *Cond) Leaves(visit func(field int, leaf *Cond)) {
	if c == nil {
		return
	}
	if c.kind == rulebook.Leaf {
		visit(c.field, c)
	}
	for _, kid := range c.of {
		kid.Leaves(visit)
	}
}

// Asks is how much the condition asks: its tests, and the leaves without any.
func (c *Cond) Asks() (asks int) {
	c.Leaves(func(_ int, leaf *Cond) {
		asks += max(len(leaf.tests), 1)
		for _, t := range leaf.tests {
			if n, isNegated := t.(negated); isNegated {
				t = n.test
			}
			if counts, isCount := t.(listCount); isCount {
				asks += len(counts) - 1
			}
		}
	})
	return asks
}

// Steps tells where the condition may change its mind about a field that is a whole
// number of units, of which each is one, or so many to one: of two neighbours with none
// of the steps above the one and up to the other, it thinks alike.
func (c *Cond) Steps(field int, units int64, step func(int64)) {
	c.Leaves(func(at int, leaf *Cond) {
		for _, t := range leaf.tests {
			if at == field {
				thresholds(t, func(n exact.Number, side side) { side.steps(n, units, step) })
			}
		}
	})
}

// side says at which side of a number a test may change its mind.
type side int

const (
	before side = 1 << iota // from less than the number to the number
	behind                  // from the number to more
	atBoth = before | behind
)

// steps gives the whole numbers of units that are the first beyond the side.
func (s side) steps(n exact.Number, units int64, step func(int64)) {
	first, count := int64(0), 0
	n.Steps(units, func(at int64) {
		if count++; count == 1 {
			first = at
			return
		}
		if s&before != 0 {
			step(first)
		}
		if s&behind != 0 {
			step(at)
		}
	})
	if count == 1 { // no whole number of units is n: the first above is the first from n on
		step(first)
	}
}

// thresholds tells of the numbers at which a test may change its mind.
func thresholds(t test, visit func(exact.Number, side)) {
	switch t := t.(type) {
	case negated:
		thresholds(t.test, visit)
	case anyOf:
		for _, one := range t {
			thresholds(one, visit)
		}
	case numberIs:
		visit(t.n, atBoth)
	case numberAbove:
		visit(t.n, behind)
	case numberBelow:
		visit(t.n, before)
	case numberBetween:
		visit(t.low, before)
		visit(t.high, behind)
	}
}
