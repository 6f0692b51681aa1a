package earning

import (
	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/earn"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// MaxPoints is the most that one line can earn, up or down: a thousand million
// points. It keeps the sum of any number of lines exact.
const MaxPoints = exact.Points(1_000_000_000 * exact.PointsPerPoint)

// Criterion is a compiled Criterion. Amounts are thousandths of a point.
type Criterion struct {
	Rule     earn.Rule
	Each     *exact.Number
	Counter  *earn.Counter // what each counts; nil without each
	Min, Max *exact.Points
	Decay    *Decay
	Group    int // that it lies in; -1: none
}

// Decay is a compiled Decay.
type Decay struct {
	From     int // the field it counts from
	asOf     calendar.Day
	HalfLife exact.HalfLife // nil: linear
	linear   exact.Number
	keeps    *exact.Keeping // nil: linear
	every    int
}

// CompileCriterion compiles a criterion that lies in a group; -1: in none. Its problems are
// the compiler's.
func CompileCriterion(cr *rulebook.Criterion, group int, c *match.Compiler) Criterion {
	compiled := Criterion{Each: cr.Each, Group: group, Min: PointsOf(cr.Min), Max: PointsOf(cr.Max)}
	amount := func(n exact.Number) int64 {
		return int64(Limit(exact.Clamp(Thousandths(n), compiled.Min, compiled.Max)))
	}
	compiled.Rule = earn.Compile(c, &cr.Line, func(b *rulebook.Band) int64 { return amount(b.Earns) })
	compiled.Rule.Missing = int64(Thousandths(cr.Missing))
	if cr.Points != nil {
		compiled.Rule.Earns = amount(*cr.Points)
	}
	if cr.Each != nil {
		compiled.Counter = earn.CompileCounter(c, &cr.Line, cr.Every)
	}
	if cr.Decay != nil {
		compiled.Decay = CompileDecay(cr.Decay, c)
	}
	return compiled
}

// CompileDecay compiles what fades from a day. Its problems are the compiler's.
func CompileDecay(d *rulebook.Decay, c *match.Compiler) *Decay {
	compiled := &Decay{From: needType(c, d.From, rulebook.TypeDate, "decay"), asOf: c.AsOf, linear: d.Linear, every: d.Every}
	switch {
	case d.HalfLife > 0:
		compiled.HalfLife = exact.NewHalfLife(d.HalfLife)
	case d.Every < 1:
		c.Problem(d.Pos, "expected half_life: 30d, or linear: 50% or keeps: 95% with every: 30d, of 1d or more", "a decay without a duration")
	case d.Keeps != nil:
		compiled.keeps = exact.NewKeeping(*d.Keeps)
	}
	return compiled
}

// needType finds a field and sees to it that it has the type.
func needType(c *match.Compiler, name rulebook.Scalar, want rulebook.Type, who string) int {
	i := c.Field(name)
	if i >= 0 && c.Specs[i].Type != want {
		c.Problem(name.Pos, "", "%s needs a field of type %s, but %q is of type %s", who, want, name.Text, c.Specs[i].Type)
	}
	return i
}

// of is what is left of n points after so many days, rounded once.
func (d *Decay) of(n exact.Number, days int) exact.Points {
	days = max(days, 0)
	switch {
	case d.HalfLife != nil:
		return d.HalfLife.Of(n, days)
	case d.keeps != nil:
		return d.keeps.Of(n, days/d.every)
	}
	return n.MulPoints(exact.LinearLeft(d.linear, days/d.every))
}

// isOver reports whether after so many days nothing is left of any number of points.
func (d *Decay) isOver(days int) bool {
	days = max(days, 0)
	switch {
	case d.HalfLife != nil:
		return false
	case d.keeps != nil:
		return d.keeps.Nothing(days / d.every)
	}
	return exact.LinearLeft(d.linear, days/d.every) == exact.Number{}
}

// left is what is left of points by the day that they fade from, which must be known.
func (d *Decay) left(p exact.Points, values []cell.Value) exact.Points {
	return d.of(p.Number(), d.Days(&values[d.From]))
}

// Days is how long ago a day was: of an interval the first, so that no more is left than
// there may be.
func (d *Decay) Days(v *cell.Value) int { return int(d.asOf) - int(v.Day) }

// eachEnd calls visit with each end in the place of an interval of days that may be
// narrowed down: between them no more is left than at the one, and no less than at the other.
func (d *Decay) eachEnd(values []cell.Value, visit func()) {
	v := &values[d.From]
	if !v.Free || v.State != cell.Known {
		visit()
		return
	}
	first, more := v.Day, v.More
	v.More = 0
	visit()
	v.Day = first + more
	visit()
	v.Day, v.More = first, more
}

// Fields calls visit for each field that the criterion looks at.
func (c *Criterion) Fields(visit func(int)) {
	c.Rule.Fields(visit)
	if c.Each != nil {
		visit(c.Counter.Field)
	}
	if c.Decay != nil {
		visit(c.Decay.From)
	}
}

// earn is what the criterion earns on a lead.
func (c *Criterion) earn(values []cell.Value) match.Earned {
	earned := c.Rule.Earn(values)
	if earned.Outcome == match.False {
		return earned
	}
	missing := match.Earned{Amount: c.Rule.Missing, Outcome: match.Unknown, Band: -1}
	if earned.Outcome == match.Unknown || c.Decay != nil && values[c.Decay.From].State != cell.Known {
		return missing
	}
	if c.Each == nil {
		if earned.Band >= 0 || !c.Rule.Banded {
			earned.Amount = int64(c.left(exact.Points(earned.Amount), values))
		}
		return earned
	}
	counted := &values[c.Counter.Field]
	if counted.State != cell.Known {
		return missing
	}
	in := c.Counter.Of(counted)
	if in.NoLow {
		return missing
	}
	earned.Amount = int64(c.settle(c.count(in.Low), values))
	return earned
}

// count is each × n. A product beyond what a Number holds is far beyond MaxPoints
// too, or too small to count.
func (c *Criterion) count(n exact.Number) exact.Number {
	product, ok := c.Each.Mul(n)
	if !ok {
		return Limit(c.Each.MulPoints(n)).Number()
	}
	return product
}

// settle applies the criterion's own bounds to what it counted, then decay, then
// rounding.
func (c *Criterion) settle(n exact.Number, values []cell.Value) exact.Points {
	switch {
	case c.Min != nil && n.Cmp(c.Min.Number()) < 0:
		return c.left(*c.Min, values)
	case c.Max != nil && n.Cmp(c.Max.Number()) > 0:
		return c.left(*c.Max, values)
	case !c.decays(values):
		return Limit(Thousandths(n))
	}
	return Limit(c.Decay.of(n, c.Decay.Days(&values[c.Decay.From])))
}

// left is what decay leaves of points.
func (c *Criterion) left(p exact.Points, values []cell.Value) exact.Points {
	if !c.decays(values) {
		return Limit(p)
	}
	return Limit(c.Decay.left(p, values))
}

func (c *Criterion) decays(values []cell.Value) bool {
	return c.Decay != nil && values[c.Decay.From].State == cell.Known
}

// Limit holds points between -MaxPoints and MaxPoints.
func Limit(p exact.Points) exact.Points { return min(max(p, -MaxPoints), MaxPoints) }

// Bounds is what the criterion may earn once some, all or none of the free values
// are filled.
func (c *Criterion) Bounds(values []cell.Value) exact.Bounds {
	var sum Spread
	span := c.Rule.Range(values)
	if span.Fails || span.Undecided {
		sum.Add(exact.Bounds{})
	}
	if span.IsMissing {
		sum.Add(c.missing())
	}
	if span.Holds {
		c.boundHeld(span, values, &sum)
	}
	return sum.Bounds
}

// Widest is what a criterion can earn at all, b being what it may of a lead of which all is
// open: there a blank that `each` counts is a number from 0 up, here it may be below 0 too.
func (c *Criterion) Widest(b exact.Bounds) exact.Bounds {
	switch {
	case c.Each == nil || c.Each.Sign() == 0 || !c.Counter.MayBeNegative():
		return b
	case c.Each.Sign() > 0:
		return b.Union(exact.Bounds{NoLow: true}.Clamp(c.Min, c.Max))
	}
	return b.Union(exact.Bounds{NoHigh: true}.Clamp(c.Min, c.Max))
}

func (c *Criterion) missing() exact.Bounds { return exact.BoundsOf(exact.Points(c.Rule.Missing)) }

// boundHeld adds what the criterion may earn where its condition holds.
func (c *Criterion) boundHeld(span match.Range, values []cell.Value, sum *Spread) {
	if c.Each != nil && values[c.Counter.Field].State != cell.Known {
		sum.Add(c.missing())
		if !values[c.Counter.Field].Free {
			return
		}
	}
	if c.Decay != nil && values[c.Decay.From].State != cell.Known {
		sum.Add(c.missing())
		if !values[c.Decay.From].Free {
			return
		}
		sum.Add(exact.Bounds{}) // decayed to nothing
	}
	settle := func() {
		sum.Add(exact.Bounds{Low: c.left(exact.Points(span.Low), values), High: c.left(exact.Points(span.High), values)})
	}
	if c.Each != nil {
		counted := values[c.Counter.Field] // as it is, whatever stands in its place for the decay
		settle = func() { sum.Add(c.countBounds(&counted, values)) }
	}
	if c.Decay == nil {
		settle()
		return
	}
	c.Decay.eachEnd(values, settle)
}

// countBounds is each × what the counted field may be. An unknown day of decay may be any: the amount itself, here,
// and nothing, which the caller adds.
func (c *Criterion) countBounds(counted *cell.Value, values []cell.Value) exact.Bounds {
	in := c.Counter.Blank()
	if counted.State == cell.Known {
		in = c.Counter.Of(counted)
	}
	if !counted.Free {
		in.High, in.NoHigh = in.Low, false
	}
	low, noLow := c.countEnd(in.Low, in.NoLow, c.Min, values)
	high, noHigh := c.countEnd(in.High, in.NoHigh, c.Max, values)
	if c.Each.Sign() < 0 {
		low, noLow = c.countEnd(in.High, in.NoHigh, c.Min, values)
		high, noHigh = c.countEnd(in.Low, in.NoLow, c.Max, values)
	}
	return exact.Bounds{Low: low, NoLow: noLow, High: high, NoHigh: noHigh}
}

// countEnd is one end of countBounds. An open end stops at the criterion's own
// bound on its side, where it has one.
func (c *Criterion) countEnd(n exact.Number, open bool, bound *exact.Points, values []cell.Value) (exact.Points, bool) {
	switch {
	case !open || c.Each.Sign() == 0:
		return c.settle(c.count(n), values), false
	case bound != nil:
		return c.left(*bound, values), false
	}
	return 0, true
}

// Spread is the narrowest bounds around those added to it.
type Spread struct {
	Bounds exact.Bounds
	Some   bool
}

// Add widens the spread to hold these bounds too.
func (s *Spread) Add(b exact.Bounds) {
	if s.Some {
		b = s.Bounds.Union(b)
	}
	s.Bounds, s.Some = b, true
}

// Thousandths is a number of points; the loader and the check of names see to it that it
// has at most three decimals.
func Thousandths(n exact.Number) exact.Points { return n.MulPoints(exact.Int(1)) }

// PointsOf is Thousandths of a number that may be missing: nil of nil.
func PointsOf(n *exact.Number) *exact.Points {
	if n == nil {
		return nil
	}
	p := Thousandths(*n)
	return &p
}

// LimitBounds is Limit at both ends.
func LimitBounds(b exact.Bounds) exact.Bounds {
	b.Low, b.High = Limit(b.Low), Limit(b.High)
	return b
}
