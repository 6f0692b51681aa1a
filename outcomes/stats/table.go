package stats

import "math"

// Tally counts the won and lost leads of a bin, a level or a stage.
type Tally struct {
	Won, Lost int
}

// Leads is how many leads were counted.
func (t Tally) Leads() int { return t.Won + t.Lost }

// Rate is the win rate with Wilson's interval.
func (t Tally) Rate() Interval { return Wilson(t.Won, t.Leads()) }

// Plus counts the leads of both.
func (t Tally) Plus(u Tally) Tally { return Tally{t.Won + u.Won, t.Lost + u.Lost} }

// Less takes leads away that were counted.
func (t Tally) Less(u Tally) Tally { return Tally{t.Won - u.Won, t.Lost - u.Lost} }

// Count counts a lead. It adds to both counts, since who won is more than a processor can
// guess.
func (t *Tally) Count(won bool) {
	one := 0
	if won {
		one = 1
	}
	t.Won += one
	t.Lost += 1 - one
}

// SumTallies counts all leads of the bins.
func SumTallies(bins []Tally) Tally {
	var all Tally
	for _, b := range bins {
		all = all.Plus(b)
	}
	return all
}

// WeightOfEvidence is ln((won/all won) / (lost/all lost)) of one bin of a field,
// with half a lead added to each of its counts, so that a bin that is all won or
// all lost stays finite. Above 0 its leads win more often than the average lead.
func WeightOfEvidence(bin, all Tally) float64 {
	return math.Log((float64(bin.Won) + 0.5) / float64(all.Won) / ((float64(bin.Lost) + 0.5) / float64(all.Lost)))
}

// InformationValue says how much a field's bins tell of the outcome: the sum over
// bins of (share of the wins - share of the losses) × WeightOfEvidence (Siddiqi,
// Credit Risk Scorecards, 2006), the half leads of WeightOfEvidence included. By
// custom under 0.02 is nothing, 0.1 to 0.3 medium, over 0.5 suspiciously much.
// It is 0 without leads of both outcomes.
func InformationValue(bins []Tally) float64 {
	all := SumTallies(bins)
	if all.Won == 0 || all.Lost == 0 {
		return 0
	}
	sum := 0.0
	for _, b := range bins {
		if b.Leads() > 0 {
			sum += InformationOf(b, all)
		}
	}
	return sum
}

// InformationOf is one bin's part of the information value.
func InformationOf(bin, all Tally) float64 {
	won := (float64(bin.Won) + 0.5) / float64(all.Won)
	lost := (float64(bin.Lost) + 0.5) / float64(all.Lost)
	return (won - lost) * math.Log(won/lost)
}

// PSI is the population stability index between two groups of leads counted over
// the same bins: the sum of (new share - old share) × ln(new share / old share).
// Under 0.1 nothing shifted, over 0.25 much did. An empty bin counts as half a lead.
func PSI(before, after []int) float64 {
	total := func(counts []int) (sum float64) {
		for _, n := range counts {
			sum += float64(n)
		}
		return sum
	}
	wholeBefore, wholeAfter := total(before), total(after)
	if wholeBefore == 0 || wholeAfter == 0 {
		return 0
	}
	sum := 0.0
	for i := range before {
		if before[i] == 0 && after[i] == 0 {
			continue
		}
		p := max(float64(before[i]), 0.5) / wholeBefore
		q := max(float64(after[i]), 0.5) / wholeAfter
		sum += float64((q - p) * math.Log(q/p))
	}
	return sum
}

// CramersV is the association of two fields from the table of their joint counts:
// 0 for none, 1 where each tells the other (Cramér, Mathematical Methods of
// Statistics, 1946; without bias correction). It is 0 where one has a single value.
func CramersV(table [][]int) float64 {
	var rows, columns []float64
	n := 0.0
	for i, row := range table {
		rows = append(rows, 0)
		for j, count := range row {
			if j == len(columns) {
				columns = append(columns, 0)
			}
			rows[i] += float64(count)
			columns[j] += float64(count)
			n += float64(count)
		}
	}
	chi2 := 0.0
	for i, row := range table {
		for j, count := range row {
			if expected := rows[i] * columns[j] / n; expected > 0 {
				d := float64(count) - expected
				chi2 += d * d / expected
			}
		}
	}
	smaller := min(occupied(rows), occupied(columns)) - 1
	if smaller < 1 {
		return 0
	}
	return math.Sqrt(chi2 / (n * float64(smaller)))
}

func occupied(sums []float64) (n int) {
	for _, s := range sums {
		if s > 0 {
			n++
		}
	}
	return n
}

// ChiSquared99 is about the 99 % quantile of chi-squared with so many degrees of freedom
// (Wilson and Hilferty, PNAS 17, 1931); 0 without any.
func ChiSquared99(freedom int) float64 {
	if freedom <= 0 {
		return 0
	}
	const z99 = 2.3263478740408408
	k := float64(freedom)
	root := 1 - 2/(9*k) + float64(z99*math.Sqrt(2/(9*k)))
	return k * root * root * root
}
