package draft

import (
	"slices"

	"leadscore/cmd/internal/profile"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// numbers are the numbers of a column in the sample, sorted; of an interval its low end.
func (b *builder) numbers(c *profile.Column, f rulebook.Field) []float64 {
	var all []float64
	b.values(c, f, func(_ []string, v *cell.Value) {
		n, _ := v.Number.Low.Rat().Float64()
		all = append(all, n)
	})
	slices.Sort(all)
	return all
}

// percent is a share as a comment writes it: "12 %", "under 1 %".
func (b *builder) percent(share float64) string {
	switch p := 100 * share; {
	case share > 0 && p < 1:
		return b.say("under 1 %")
	case share < 1 && p > 99:
		return b.say("over 99 %")
	default:
		return b.say("%.0f %%", p)
	}
}

func points(n int) exact.Number { return exact.Int(int64(n)) }
