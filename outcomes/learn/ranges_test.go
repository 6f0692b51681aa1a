package learn

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"leadscore/outcomes"
	"leadscore/outcomes/stats"
	"leadscore/rulebook/yaml/printer"
)

// classed is a list with a column of classes, the win rate of each given in logits, and one that
// numbers the leads.
func classed(leads int, seed uint64, classes []string, logits []float64) *outcomes.History {
	r := rand.New(rand.NewPCG(seed, 31))
	h := outcomes.NewHistory([]string{"Class", "Number"})
	for i := range leads {
		k := r.IntN(len(classes))
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(logits[k]) {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{classes[k], fmt.Sprint("n", i)}, Outcome: outcome, Order: math.NaN()})
	}
	return h
}

// The leads that a card counts beside each line are those that the engine gives its points
// to, also where ranges touch (20-30, 30-40) or come in two scales, so that every bound cuts
// one of them.
func TestTheEngineGivesRangesWhatTheCardCounts(t *testing.T) {
	touching := []string{"0-20K", "20K-30K", "30K-40K", "40K-50K", "50K-75K", "75K-100K", "100K+"}
	two := []string{"9名以下", "1-10 employees", "10〜29名", "11-50 employees", "30〜99名", "51-200 employees", "100〜299名", "201-500 employees", "300名以上", "501+ employees"}
	for _, c := range []struct {
		name    string
		classes []string
		rise    float64
	}{
		{"touching, rising", touching, 0.5},
		{"touching, falling", touching, -0.5},
		{"two scales, rising", two, 0.35},
		{"two scales, falling", two, -0.35},
	} {
		t.Run(c.name, func(t *testing.T) {
			logits := make([]float64, len(c.classes))
			for k := range logits {
				logits[k] = c.rise * (float64(k) - float64(len(logits))/2)
			}
			h := classed(4000, 1, c.classes, logits)
			learned := learn(t, h, Options{})
			text := string(printer.Rulebook(learned.Rulebook))
			if !strings.Contains(text, "type: number") {
				t.Errorf("classes are names:\n%s", text)
			}
			want, got := map[float64]int{}, map[float64]int{}
			for _, b := range learned.Report.Criteria[0].Bands {
				if b.Leads() > 0 {
					want[float64(b.Points)] += b.Leads()
				}
			}
			for _, s := range scoresOf(t, learned.Rulebook, h) {
				got[s]++
			}
			if len(want) < 4 || !maps.Equal(want, got) {
				t.Errorf("the engine gives points to %v leads, the card counts %v:\n%s", got, want, text)
			}
		})
	}
}

// Each level of seniority and each size class may be a line of its own: a student is not
// worth as much as the staff.
func TestLevelsAndClassesStandAlone(t *testing.T) {
	titles := []string{"Student", "Accountant", "Sales Manager", "Director of Sales", "VP Sales", "CEO"}
	learned := learn(t, classed(6000, 2, titles, []float64{-4, -2.5, -1.5, -0.7, 0, 1}), Options{})
	if bands := learned.Report.Criteria[0].Bands; len(bands) != len(titles) {
		t.Errorf("%d lines for %d levels:\n%s", len(bands), len(titles), printer.Rulebook(learned.Rulebook))
	}
}

// Points in fives stay in the order that the leads gave them: what rounding took is not given
// back by putting one range past its neighbour.
func TestStepsKeepTheOrderOfRanges(t *testing.T) {
	for _, seed := range []uint64{0, 4, 5} {
		r := rand.New(rand.NewPCG(seed, 32))
		h := outcomes.NewHistory([]string{"a", "b", "c", "d", "e", "f"})
		for range 1500 {
			var cells []string
			x := -1.5
			for range h.Header {
				v := r.IntN(9)
				cells = append(cells, fmt.Sprint(v))
				x += float64(0.1 * float64(v-4))
			}
			outcome := outcomes.Lost
			if r.Float64() < stats.Logistic(x) {
				outcome = outcomes.Won
			}
			h.Add(outcomes.Lead{Cells: cells, Outcome: outcome, Order: math.NaN()})
		}
		learned := learn(t, h, Options{Step: 10, Monotone: []string{"all"}})
		for _, c := range learned.Report.Criteria {
			var points []int
			for _, b := range c.Bands {
				points = append(points, b.Points)
			}
			falling := slices.Clone(points)
			slices.Reverse(falling)
			if !slices.IsSorted(points) && !slices.IsSorted(falling) {
				t.Errorf("seed %d, %s: points %v", seed, c.Name, points)
			}
		}
	}
}
