package earn

import (
	"math/big"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// rating is a compiled Rating. It counts numbers in ticks, fine enough for what people
// write and coarse enough that a tick earns a whole amount; see ticksOf.
type rating struct {
	field       int
	ticks       exact.Number // of a thousandth, as MulPoints multiplies
	worst, best int64        // in ticks
}

// Of the range of a rating there are at most so many ticks, and a number has at most so
// many decimals that count.
const (
	mostTicks     = 10_000_000_000
	ratedDecimals = 9
)

// ticksOf is how many ticks make one: a power of ten, so that decimals are counted
// exactly, nine of them where the range is at most ten wide; or a multiple of it, so that
// both ends are ticks.
func ticksOf(r *rulebook.Rating) *big.Int {
	width := new(big.Rat).Sub(r.Best.Rat(), r.Worst.Rat())
	width.Abs(width)
	ticks := big.NewInt(1)
	for range ratedDecimals {
		finer := new(big.Int).Mul(ticks, big.NewInt(10))
		if new(big.Rat).Mul(width, new(big.Rat).SetInt(finer)).Cmp(big.NewRat(mostTicks, 1)) > 0 {
			break
		}
		ticks = finer
	}
	return commonMultiple(commonMultiple(ticks, r.Worst.Rat().Denom()), r.Best.Rat().Denom())
}

// width is the range of a rating in ticks.
func width(r *rulebook.Rating) *big.Rat {
	ticks := new(big.Rat).SetInt(ticksOf(r))
	return ticks.Mul(ticks, new(big.Rat).Sub(r.Best.Rat(), r.Worst.Rat()))
}

// compileRating compiles the rating of a line.
func compileRating(c *match.Compiler, line *rulebook.Line) *rating {
	compiled := &rating{field: c.Field(line.Field)}
	if compiled.field < 0 {
		return compiled
	}
	if t := c.Specs[compiled.field].Type; t != rulebook.TypeNumber {
		c.Problem(line.Field.Pos, "", "rated needs a field of type number, but %q is of type %s", line.Field.Text, t)
	}
	ticks := ticksOf(line.Rated)
	if line.Rated.Worst == line.Rated.Best {
		c.Problem(line.Rated.Pos, "write the worst number, then the best, such as rated: [0, 3]", "both ends of rated are %s", line.Rated.Best)
	}
	fits := ticks.IsInt64()
	end := func(n exact.Number) int64 {
		r := new(big.Rat).Mul(n.Rat(), new(big.Rat).SetInt(ticks))
		fits = fits && r.Num().IsInt64()
		return r.Num().Int64()
	}
	compiled.worst, compiled.best = end(line.Rated.Worst), end(line.Rated.Best)
	if !fits {
		c.Problem(line.Rated.Pos, "use fewer digits", "the ends of rated have too many digits to be counted exactly")
		return compiled
	}
	compiled.ticks = exact.NewNumber(ticks.Int64(), exact.PointsPerPoint)
	return compiled
}

// of is the part of a whole that a number earns, each tick the same amount.
func (r *rating) of(n exact.Number, whole int64) int64 {
	low, high := min(r.worst, r.best), max(r.worst, r.best)
	at := min(max(int64(n.MulPoints(r.ticks)), low), high)
	return whole / (r.best - r.worst) * (at - r.worst)
}

// ends is what the ends of an interval earn, the less first.
func (r *rating) ends(in *exact.Interval, whole int64) (least, most int64) {
	end := func(n exact.Number, open, up bool) int64 {
		switch {
		case !open:
			return r.of(n, whole)
		case up == (r.best > r.worst):
			return whole
		}
		return 0
	}
	low, high := end(in.Low, in.NoLow, false), end(in.High, in.NoHigh, true)
	return min(low, high), max(low, high)
}

// earnRated: of an interval its worse end counts. What earns nothing is false.
func (r *Rule) earnRated(values []cell.Value) match.Earned {
	v := &values[r.rating.field]
	if v.State != cell.Known {
		return r.unknown()
	}
	least, most := r.rating.ends(&v.Number, r.Earns)
	earned := match.Earned{Amount: least, Most: most, Outcome: match.True, Band: -1}
	switch {
	case most == 0:
		earned.Outcome = match.False
	case least == 0:
		earned.Outcome = match.Maybe
	}
	return earned
}

// rangeOfRated is what a rating may earn: of what is free, anything in between.
func (r *Rule) rangeOfRated(values []cell.Value) match.Range {
	v := &values[r.rating.field]
	switch {
	case !v.Free:
		return r.earnRated(values).Range()
	case v.State != cell.Known:
		return match.Range{High: r.Earns, Holds: true, Fails: true, IsMissing: true}
	}
	least, most := r.rating.ends(&v.Number, r.Earns)
	return match.Range{Low: least, High: most, Holds: most > 0, Fails: least == 0}
}
