package earn

import (
	"bytes"
	"slices"

	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Counter is what a compiled `each` counts in a field: a number itself, the whole periods
// that have passed since a date, or the different entries of a list.
type Counter struct {
	Field   int
	typ     rulebook.Type
	every   calendar.Day // of a date: the period
	asOf    calendar.Day
	needles [][]byte // of a list: only these entries count; nil: all
}

// CompileCounter compiles what the line counts; every is the period of a date in days, else 0.
func CompileCounter(c *match.Compiler, line *rulebook.Line, every int) *Counter {
	n := &Counter{Field: c.Field(line.Field), every: calendar.Day(every), asOf: c.AsOf}
	if n.Field < 0 {
		return n
	}
	switch n.typ = c.Specs[n.Field].Type; {
	case n.typ == rulebook.TypeDate && every > 0, n.typ == rulebook.TypeNumber && every == 0:
	case n.typ == rulebook.TypeList && every == 0:
		if has := line.CountedEntries(); has != nil {
			n.needles = c.Entries(n.Field, has)
		}
	case n.typ == rulebook.TypeDate:
		c.Problem(line.Field.Pos, "add every: 7d, the period for which there are points each time", "each counts nothing in %q, a date", line.Field.Text)
	case every > 0:
		c.Problem(line.Field.Pos, "leave every out, or count a date", "each with every needs a field of type date, but %q is of type %s", line.Field.Text, n.typ)
	default:
		c.Problem(line.Field.Pos, "declare it as what it is: fields: {"+line.Field.Text+": {type: number}}, or type: list", "each needs a field of type number, but %q is of type %s", line.Field.Text, n.typ)
	}
	return n
}

// Of is how many a known value counts.
func (n *Counter) Of(v *cell.Value) exact.Interval {
	switch n.typ {
	case rulebook.TypeDate:
		since := func(day calendar.Day) exact.Number { return exact.Int(int64(max(n.asOf-day, 0) / n.every)) }
		return exact.Interval{Low: since(v.LastDay()), High: since(v.Day), NoHigh: v.Day == calendar.First}
	case rulebook.TypeList:
		entries := exact.At(exact.Int(int64(n.entries(v.Entries))))
		if v.Free && n.needles == nil { // it stands for lists with others beside these
			entries.Low = exact.Int(int64(max(len(v.Entries), 1)))
			entries.High, entries.NoHigh = v.Number.High, v.Number.NoHigh
		}
		return entries
	}
	return v.Number
}

// Blank is how many a blank may count once it is filled: any number from 0 up, or as many
// entries as are asked for.
func (n *Counter) Blank() exact.Interval {
	if n.needles != nil {
		return exact.Interval{High: exact.Int(int64(len(n.needles)))}
	}
	return exact.Interval{NoHigh: true}
}

// MayBeNegative reports whether a cell can count below 0.
func (n *Counter) MayBeNegative() bool { return n.typ == rulebook.TypeNumber }

// entries counts different entries.
func (n *Counter) entries(all [][]byte) (count int) {
	if n.needles != nil {
		for _, needle := range n.needles {
			if slices.ContainsFunc(all, func(entry []byte) bool { return bytes.Equal(entry, needle) }) {
				count++
			}
		}
		return count
	}
	sorted := slices.SortedFunc(slices.Values(all), bytes.Compare)
	return len(slices.CompactFunc(sorted, bytes.Equal))
}
