package naive

import (
	"math/big"
	"slices"

	"leadscore/rulebook"
)

// intervalIn is a field that bands ask about and that is known as an interval only.
func (l *lead) intervalIn(bands []rulebook.Band) (name string, found bool) {
	for _, b := range bands {
		eachLeaf(b.When, func(c *rulebook.Condition) {
			if v := l.subject(c); !found && c.Metric.Text == "" && v.isInterval() {
				name, found = c.Field.Text, true
			}
		})
	}
	return name, found
}

func (v value) isInterval() bool {
	return v.known() && (v.kind == rulebook.TypeNumber && !v.number.exact() || v.kind == rulebook.TypeDate && v.day < v.last)
}

func eachLeaf(c *rulebook.Condition, visit func(*rulebook.Condition)) {
	if c == nil {
		return
	}
	if c.Kind == rulebook.Leaf {
		visit(c)
	}
	for i := range c.Of {
		eachLeaf(&c.Of[i], visit)
	}
}

// numbersIn gives numbers of a field's interval: enough that of each stretch between two
// operands of the bands there is one. Between whole ends only whole numbers are meant,
// but others may be filled in.
func (l *lead) numbersIn(name string, bands []rulebook.Band, filled bool) []*big.Rat {
	if v := l.field(name); v.kind == rulebook.TypeDate {
		var days []*big.Rat
		for day := v.day; day <= v.last; day++ {
			days = append(days, big.NewRat(int64(day), 1))
		}
		return days
	}
	in := l.field(name).number
	marks := []*big.Rat{in.low}
	if in.high != nil {
		marks = append(marks, in.high)
	}
	for _, b := range bands {
		eachLeaf(b.When, func(c *rulebook.Condition) {
			if c.Field.Text != name {
				return
			}
			for _, t := range c.Tests {
				for _, arg := range t.Args {
					if n, ok := readNumber(normal(arg.Text), false); ok {
						marks = append(marks, n)
					}
				}
			}
		})
	}
	whole := in.low.IsInt() && (in.high == nil || in.high.IsInt())
	var found []*big.Rat
	for _, m := range marks {
		for _, n := range about(m, marks, whole, filled) {
			if in.holds(n) {
				found = append(found, n)
			}
		}
	}
	slices.SortFunc(found, (*big.Rat).Cmp)
	return slices.CompactFunc(found, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
}

// holds tells whether a number lies in the span.
func (s span) holds(n *big.Rat) bool {
	low := n.Cmp(s.low)
	return (low > 0 || low == 0 && !s.lowOpen) && (s.high == nil || n.Cmp(s.high) < 0 || n.Cmp(s.high) == 0 && !s.highOpen)
}

// about gives a mark, and numbers on both sides of it that lie before the next mark:
// whole ones, or as near as a third of the way.
func about(m *big.Rat, marks []*big.Rat, whole, filled bool) []*big.Rat {
	one := big.NewRat(1, 1)
	if whole && filled {
		return append(about(m, marks, true, false), about(m, marks, false, false)...)
	}
	if whole {
		floor := new(big.Int).Div(m.Num(), m.Denom()) // Euclidean, so down for a positive denominator
		at := new(big.Rat).SetInt(floor)
		return []*big.Rat{minus(at, one), at, plus(at, one), plus(at, plus(one, one))}
	}
	nearest := one
	for _, other := range marks {
		if gap := new(big.Rat).Abs(minus(other, m)); gap.Sign() > 0 && gap.Cmp(nearest) < 0 {
			nearest = gap
		}
	}
	step := new(big.Rat).Quo(nearest, big.NewRat(3, 1))
	return []*big.Rat{minus(m, step), m, plus(m, step)}
}

func minus(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }

// supposing asks with a number in the place of a field's interval. What holds then is no
// fact about the lead.
func supposing[T any](l *lead, name string, n *big.Rat, ask func() T) T {
	v, held := l.values[name], l.result.Held
	one := v
	if one.number = exactly(n); v.kind == rulebook.TypeDate {
		one.day = int(n.Num().Int64())
		one.last = one.day
	}
	l.values[name] = one
	found := ask()
	l.values[name], l.result.Held = v, held
	return found
}
