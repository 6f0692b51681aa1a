package earn

import (
	"math/big"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Portion is a line that earns a share of a weight.
type Portion struct {
	Line     *rulebook.Line
	Weight   exact.Number
	Missing  exact.Number // share when unknown
	Required bool         // a share of 0 makes the line false
	Halves   bool         // half of the weight is a whole number of parts too
}

// CompilePortions compiles lines that share one whole. Their amounts, and the total, are
// whole parts of the same unit, so that sums and shares are exact: all that counts
// is amount / total.
func CompilePortions(c *match.Compiler, pos rulebook.Pos, portions []Portion) (rules []Rule, total int64) {
	unit := commonUnit(portions)
	fits := true
	parts := func(n exact.Number) int64 {
		r := new(big.Rat).Mul(n.Rat(), new(big.Rat).SetInt(unit))
		fits = fits && r.Num().IsInt64()
		return r.Num().Int64()
	}
	sum := new(big.Int)
	for _, p := range portions {
		of := func(share exact.Number) int64 {
			n, ok := p.Weight.Mul(share)
			fits = fits && ok
			return parts(n)
		}
		rule := Compile(c, p.Line, func(b *rulebook.Band) int64 { return of(b.Earns) })
		rule.required = p.Required
		rule.Earns, rule.Missing = parts(p.Weight), of(p.Missing)
		sum.Add(sum, big.NewInt(rule.Earns))
		rules = append(rules, rule)
	}
	if !fits || !sum.IsInt64() {
		c.Problem(pos, "use fewer decimals", "the weights and shares have too many digits to be added exactly")
	}
	return rules, sum.Int64()
}

// commonUnit is a common denominator of all weights and of their shares.
func commonUnit(portions []Portion) *big.Int {
	unit := big.NewInt(1)
	widen := func(r *big.Rat) { unit = commonMultiple(unit, r.Denom()) }
	for _, p := range portions {
		widen(p.Weight.Rat())
		widen(new(big.Rat).Mul(p.Weight.Rat(), p.Missing.Rat()))
		if p.Halves {
			widen(new(big.Rat).Mul(p.Weight.Rat(), big.NewRat(1, 2)))
		}
		for _, band := range p.Line.Bands {
			widen(new(big.Rat).Mul(p.Weight.Rat(), band.Earns.Rat()))
		}
		if rated := p.Line.Rated; rated != nil && rated.Worst != rated.Best {
			widen(new(big.Rat).Quo(p.Weight.Rat(), width(rated)))
		}
	}
	return unit
}

// commonMultiple is the least common multiple of two numbers above 0.
func commonMultiple(a, b *big.Int) *big.Int {
	gcd := new(big.Int).GCD(nil, nil, a, b)
	return new(big.Int).Mul(a, gcd.Div(b, gcd))
}
