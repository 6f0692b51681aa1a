package scoring

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

// criterion is a compiled Criterion. Amounts are thousandths of a point.
type criterion struct {
	rule     earn.Rule
	each     *exact.Number
	counter  *earn.Counter // what each counts; nil without each
	min, max *exact.Points
	decay    *decay
	group    int // -1: none
}

// decay is a compiled Decay.
type decay struct {
	from     int // the field it counts from
	asOf     calendar.Day
	halfLife exact.HalfLife // nil: linear
	linear   exact.Number
	keeps    *exact.Keeping // nil: linear
	every    int
}

func compileCriterion(cr *rulebook.Criterion, group int, c *match.Compiler) criterion {
	compiled := criterion{each: cr.Each, group: group, min: points(cr.Min), max: points(cr.Max)}
	amount := func(n exact.Number) int64 {
		return int64(limit(exact.Clamp(thousandths(n), compiled.min, compiled.max)))
	}
	compiled.rule = earn.Compile(c, &cr.Line, func(b *rulebook.Band) int64 { return amount(b.Earns) })
	compiled.rule.Missing = int64(thousandths(cr.Missing))
	if cr.Points != nil {
		compiled.rule.Earns = amount(*cr.Points)
	}
	if cr.Each != nil {
		compiled.counter = earn.CompileCounter(c, &cr.Line, cr.Every)
	}
	if cr.Decay != nil {
		compiled.decay = compileDecay(cr.Decay, c)
	}
	return compiled
}

func compileDecay(d *rulebook.Decay, c *match.Compiler) *decay {
	compiled := &decay{from: needType(c, d.From, rulebook.TypeDate, "decay"), asOf: c.AsOf, linear: d.Linear, every: d.Every}
	switch {
	case d.HalfLife > 0:
		compiled.halfLife = exact.NewHalfLife(d.HalfLife)
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
func (d *decay) of(n exact.Number, days int) exact.Points {
	days = max(days, 0)
	switch {
	case d.halfLife != nil:
		return d.halfLife.Of(n, days)
	case d.keeps != nil:
		return d.keeps.Of(n, days/d.every)
	}
	return n.MulPoints(exact.LinearLeft(d.linear, days/d.every))
}

// isOver reports whether after so many days nothing is left of any number of points.
func (d *decay) isOver(days int) bool {
	days = max(days, 0)
	switch {
	case d.halfLife != nil:
		return false
	case d.keeps != nil:
		return d.keeps.Nothing(days / d.every)
	}
	return exact.LinearLeft(d.linear, days/d.every) == exact.Number{}
}

// left is what is left of points by the day that they fade from, which must be known.
func (d *decay) left(p exact.Points, values []cell.Value) exact.Points {
	return d.of(p.Number(), d.days(&values[d.from]))
}

// days is how long ago a day was: of an interval the first, so that no more is left than
// there may be.
func (d *decay) days(v *cell.Value) int { return int(d.asOf) - int(v.Day) }

// eachEnd calls visit with each end in the place of an interval of days that may be
// narrowed down: between them no more is left than at the one, and no less than at the other.
func (d *decay) eachEnd(values []cell.Value, visit func()) {
	v := &values[d.from]
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

// fields calls visit for each field that the criterion looks at.
func (c *criterion) fields(visit func(int)) {
	c.rule.Fields(visit)
	if c.each != nil {
		visit(c.counter.Field)
	}
	if c.decay != nil {
		visit(c.decay.from)
	}
}

// earn is what the criterion earns on a lead.
func (c *criterion) earn(values []cell.Value) match.Earned {
	earned := c.rule.Earn(values)
	if earned.Outcome == match.False {
		return earned
	}
	missing := match.Earned{Amount: c.rule.Missing, Outcome: match.Unknown, Band: -1}
	if earned.Outcome == match.Unknown || c.decay != nil && values[c.decay.from].State != cell.Known {
		return missing
	}
	if c.each == nil {
		if earned.Band >= 0 || !c.rule.Banded {
			earned.Amount = int64(c.left(exact.Points(earned.Amount), values))
		}
		return earned
	}
	counted := &values[c.counter.Field]
	if counted.State != cell.Known {
		return missing
	}
	in := c.counter.Of(counted)
	if in.NoLow {
		return missing
	}
	earned.Amount = int64(c.settle(c.count(in.Low), values))
	return earned
}

// count is each × n. A product beyond what a Number holds is far beyond MaxPoints
// too, or too small to count.
func (c *criterion) count(n exact.Number) exact.Number {
	product, ok := c.each.Mul(n)
	if !ok {
		return limit(c.each.MulPoints(n)).Number()
	}
	return product
}

// settle applies the criterion's own bounds to what it counted, then decay, then
// rounding.
func (c *criterion) settle(n exact.Number, values []cell.Value) exact.Points {
	switch {
	case c.min != nil && n.Cmp(c.min.Number()) < 0:
		return c.left(*c.min, values)
	case c.max != nil && n.Cmp(c.max.Number()) > 0:
		return c.left(*c.max, values)
	case !c.decays(values):
		return limit(thousandths(n))
	}
	return limit(c.decay.of(n, c.decay.days(&values[c.decay.from])))
}

// left is what decay leaves of points.
func (c *criterion) left(p exact.Points, values []cell.Value) exact.Points {
	if !c.decays(values) {
		return limit(p)
	}
	return limit(c.decay.left(p, values))
}

func (c *criterion) decays(values []cell.Value) bool {
	return c.decay != nil && values[c.decay.from].State == cell.Known
}

func limit(p exact.Points) exact.Points { return min(max(p, -MaxPoints), MaxPoints) }

// bounds is what the criterion may earn once some, all or none of the free values
// are filled.
func (c *criterion) bounds(values []cell.Value) exact.Bounds {
	var sum spread
	span := c.rule.Range(values)
	if span.Fails || span.Undecided {
		sum.add(exact.Bounds{})
	}
	if span.IsMissing {
		sum.add(c.missing())
	}
	if span.Holds {
		c.boundHeld(span, values, &sum)
	}
	return sum.bounds
}

// widest is what a criterion can earn at all, b being what it may of a lead of which all is
// open: there a blank that `each` counts is a number from 0 up, here it may be below 0 too.
func (c *criterion) widest(b exact.Bounds) exact.Bounds {
	switch {
	case c.each == nil || c.each.Sign() == 0 || !c.counter.MayBeNegative():
		return b
	case c.each.Sign() > 0:
		return b.Union(exact.Bounds{NoLow: true}.Clamp(c.min, c.max))
	}
	return b.Union(exact.Bounds{NoHigh: true}.Clamp(c.min, c.max))
}

func (c *criterion) missing() exact.Bounds { return exact.BoundsOf(exact.Points(c.rule.Missing)) }

// boundHeld adds what the criterion may earn where its condition holds.
func (c *criterion) boundHeld(span match.Range, values []cell.Value, sum *spread) {
	if c.each != nil && values[c.counter.Field].State != cell.Known {
		sum.add(c.missing())
		if !values[c.counter.Field].Free {
			return
		}
	}
	if c.decay != nil && values[c.decay.from].State != cell.Known {
		sum.add(c.missing())
		if !values[c.decay.from].Free {
			return
		}
		sum.add(exact.Bounds{}) // decayed to nothing
	}
	settle := func() {
		sum.add(exact.Bounds{Low: c.left(exact.Points(span.Low), values), High: c.left(exact.Points(span.High), values)})
	}
	if c.each != nil {
		counted := values[c.counter.Field] // as it is, whatever stands in its place for the decay
		settle = func() { sum.add(c.countBounds(&counted, values)) }
	}
	if c.decay == nil {
		settle()
		return
	}
	c.decay.eachEnd(values, settle)
}

// countBounds is each × what the counted field may be. An unknown day of decay may be any: the amount itself, here,
// and nothing, which the caller adds.
func (c *criterion) countBounds(counted *cell.Value, values []cell.Value) exact.Bounds {
	in := c.counter.Blank()
	if counted.State == cell.Known {
		in = c.counter.Of(counted)
	}
	if !counted.Free {
		in.High, in.NoHigh = in.Low, false
	}
	low, noLow := c.countEnd(in.Low, in.NoLow, c.min, values)
	high, noHigh := c.countEnd(in.High, in.NoHigh, c.max, values)
	if c.each.Sign() < 0 {
		low, noLow = c.countEnd(in.High, in.NoHigh, c.min, values)
		high, noHigh = c.countEnd(in.Low, in.NoLow, c.max, values)
	}
	return exact.Bounds{Low: low, NoLow: noLow, High: high, NoHigh: noHigh}
}

// countEnd is one end of countBounds. An open end stops at the criterion's own
// bound on its side, where it has one.
func (c *criterion) countEnd(n exact.Number, open bool, bound *exact.Points, values []cell.Value) (exact.Points, bool) {
	switch {
	case !open || c.each.Sign() == 0:
		return c.settle(c.count(n), values), false
	case bound != nil:
		return c.left(*bound, values), false
	}
	return 0, true
}

// spread is the narrowest bounds around those added to it.
type spread struct {
	bounds exact.Bounds
	some   bool
}

func (s *spread) add(b exact.Bounds) {
	if s.some {
		b = s.bounds.Union(b)
	}
	s.bounds, s.some = b, true
}
