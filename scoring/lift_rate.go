package scoring

import (
	"math/big"
	"slices"

	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/answer"
	"leadscore/scoring/internal/suppose"
)

// ratedTries are numbers of a field that bring a rate, made of it and of a number that the
// lead has by now, to each value that rules can tell apart. What stands for all numbers of
// the field alone does not do so: it knows of no lead's other number.
func (t *trial) ratedTries(it *item) []try {
	var tries []try
	for _, subject := range it.rated {
		field := t.plan.Answers.At[subject]
		t.left--
		t.asker.Score(t.cells)
		for _, r := range t.engine.ratesOf(field) {
			other := r.partner(field)
			if v := t.asker.Value(other); v.State != cell.Known || !v.Number.IsExact() {
				continue
			}
			number := t.asker.Value(other).Number.Low.Rat()
			for _, wanted := range t.wantedRates(r.field) {
				if n, can := r.solve(field, number, wanted); can {
					tries = append(tries, t.engine.numberTries(subject, n)...)
				}
			}
		}
	}
	return tries
}

// ratio is a field that is a rate of two others.
type ratio struct {
	field, of, per int
}

// ratesOf are the rates that a field is a part of.
func (e *Engine) ratesOf(field int) (rates []ratio) {
	for i := range e.plan.Fields {
		if s := e.plan.Fields[i].Sources; len(s) == 2 && slices.Contains(s, field) && s[0] != s[1] {
			rates = append(rates, ratio{i, s[0], s[1]})
		}
	}
	return rates
}

func (r ratio) partner(field int) int {
	if field == r.of {
		return r.per
	}
	return r.of
}

// solve gives the number of one part at which the rate is as wanted.
func (r ratio) solve(part int, partner, wanted *big.Rat) (*big.Rat, bool) {
	if part == r.of {
		return new(big.Rat).Mul(wanted, partner), true
	}
	if wanted.Sign() == 0 {
		return nil, false
	}
	return new(big.Rat).Quo(partner, wanted), true
}

// wantedRates are the values of a rate that rules can tell apart, made once.
func (s *Scorer) wantedRates(field int) []*big.Rat {
	if s.rates == nil {
		s.rates = map[int][]*big.Rat{}
	}
	if _, made := s.rates[field]; !made {
		s.rates[field] = suppose.Numbers(s.plan, field)
	}
	return s.rates[field]
}

// numberTries are a number as a cell of its column holds it: the whole numbers beside it,
// and itself to six places.
func (e *Engine) numberTries(subject int, r *big.Rat) (tries []try) {
	decl := e.plan.Fields[e.plan.Answers.At[subject]].Decl
	if decl.Scale != nil {
		r = new(big.Rat).Quo(r, decl.Scale.Rat())
	}
	whole := new(big.Int).Div(r.Num(), r.Denom())
	up := new(big.Int).Add(whole, big.NewInt(1))
	exactly, _ := new(big.Rat).SetString(r.FloatString(6))
	for _, r := range []*big.Rat{new(big.Rat).SetInt(whole), new(big.Rat).SetInt(up), exactly} {
		if n, fits := exact.FromRat(r); fits && n.Sign() >= 0 {
			tries = append(tries, try{subject, answer.Supposition{Text: suppose.CellOf(decl, n), Of: decl.Name}})
		}
	}
	return tries
}
