package fields

import (
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// CompileDerived compiles what makes a field of others; problems go to the compiler.
func (f *Field) CompileDerived(c *match.Compiler) {
	source := func(name rulebook.Scalar, want rulebook.Type, why string) int {
		i := c.Field(name)
		if i >= 0 && c.Specs[i].Type != want {
			c.Problem(name.Pos, "", "%s needs a field of type %s, but %q is of type %s", why, want, name.Text, c.Specs[i].Type)
		}
		return i
	}
	switch {
	case f.Decl.Rate != nil:
		of := source(f.Decl.Rate.Of, rulebook.TypeNumber, "a rate")
		per := source(f.Decl.Rate.Per, rulebook.TypeNumber, "a rate")
		f.Sources, f.Derived = []int{of, per}, rate(f.Decl.Rate, of, per)
	case f.Decl.Seniority.Text != "":
		title := source(f.Decl.Seniority, rulebook.TypeText, "seniority")
		f.Sources, f.Derived = []int{title}, seniority(title)
	case f.Decl.Department.Text != "":
		title := source(f.Decl.Department, rulebook.TypeText, "department")
		f.Sources, f.Derived = []int{title}, department(title)
	}
}

// rate makes a number of two: of / per, unknown while per is under the least.
func rate(r *rulebook.Ratio, of, per int) func([]cell.Value, *cell.Value) {
	return func(values []cell.Value, into *cell.Value) {
		o, p := &values[of], &values[per]
		into.State, into.Free = cell.Blank, canBeKnown(o) && canBeKnown(p)
		if p.State == cell.Known && tooFew(&p.Number, r.Min) {
			into.Free = false
			return
		}
		if o.State != cell.Known || p.State != cell.Known {
			return
		}
		into.Free = o.Free || p.Free
		if p.Number.NoLow || p.Number.Low.Sign() <= 0 || p.Number.Low.Cmp(r.Min) < 0 {
			return
		}
		number, ok := divide(&o.Number, &p.Number)
		if !ok {
			into.State = cell.Unreadable
			return
		}
		into.State, into.Number = cell.Known, number
		into.Free = !number.IsExact()
	}
}

// canBeKnown reports whether a value is known, or may be.
func canBeKnown(v *cell.Value) bool { return v.State == cell.Known || v.Free }

// tooFew reports whether all of the interval is under the least, or not above 0.
func tooFew(per *exact.Interval, least exact.Number) bool {
	if per.NoHigh {
		return false
	}
	over := per.High.Cmp(least)
	return per.High.Sign() <= 0 || over < 0 || over == 0 && per.HighOpen
}

// divide is the interval of o / p, p above 0.
func divide(o, p *exact.Interval) (exact.Interval, bool) {
	if o.IsExact() && p.IsExact() {
		n, ok := o.Low.Div(p.Low)
		return exact.At(n), ok
	}
	if o.NoLow || o.Low.Sign() < 0 {
		return exact.Interval{}, false
	}
	result := exact.Interval{NoHigh: o.NoHigh, HighOpen: o.HighOpen, LowOpen: o.LowOpen}
	low, high, okLow, okHigh := exact.Number{}, exact.Number{}, true, true
	if !p.NoHigh {
		low, okLow = o.Low.Div(p.High)
	}
	if !o.NoHigh {
		high, okHigh = o.High.Div(p.Low)
	}
	result.Low, result.High = low, high
	result.LowOpen = result.LowOpen || p.HighOpen || p.NoHigh && o.Low.Sign() > 0
	return result, okLow && okHigh
}

// seniority makes a level of a title.
func seniority(title int) func([]cell.Value, *cell.Value) {
	return fromTitle(title, func(t, into *cell.Value) (listed bool) {
		into.Level, listed = t.Seniority()
		return listed
	})
}

// department makes a department of a title, or of a department as people write it.
func department(title int) func([]cell.Value, *cell.Value) {
	return fromTitle(title, func(t, into *cell.Value) bool {
		name, listed := t.Department()
		into.Text, into.Plain = append(into.Text[:0], name...), append(into.Plain[:0], name...)
		return listed
	})
}

// fromTitle makes a value of a title. One that is not listed is unreadable.
func fromTitle(title int, find func(t, into *cell.Value) (listed bool)) func([]cell.Value, *cell.Value) {
	return func(values []cell.Value, into *cell.Value) {
		t := &values[title]
		into.State, into.Free = t.State, t.Free
		if t.State != cell.Known {
			return
		}
		into.State, into.Free = cell.Unreadable, true
		if find(t, into) {
			into.State, into.Free = cell.Known, false
		}
	}
}
