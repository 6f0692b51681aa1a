package evaluate

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"leadscore/outcomes/internal/binning"
	"leadscore/outcomes/internal/jobs"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// Drift says how the leads of a period differ from all earlier ones. The win rate has
// moved by Mix, because scores are spread otherwise, and by Same, because leads of the
// same score win more or less often: the two add up (Kitagawa, JASA 50, 1955). In the
// first period, and where there are too few leads to tell, all of it is NaN and empty.
type Drift struct {
	Mix     float64        // of the win rate, -1 to 1
	Same    stats.Interval // likewise, with its 95 % interval
	Fields  []FieldShift   // columns of the rules that have shifted, most first
	Changed []Drifted      // what has changed, for certain
}

// FieldShift is how far a column has moved from all earlier periods.
type FieldShift struct {
	Column string
	PSI    float64
	Chance float64 // the PSI that as few leads would have without any shift
}

// Drifted is one of the three things that can change with time.
type Drifted string

// What changes: which leads come, and so their scores; what is known of them; or what
// scores are worth.
const (
	MixChanged        Drifted = "mix"        // the scores are spread otherwise
	CovariatesChanged Drifted = "covariates" // columns that rules use hold other values
	RulesChanged      Drifted = "rules"      // leads of the same score win more or less often, or the score sorts otherwise
)

// Limits of drift.
const (
	surelyChanged = 2.576 // standard errors, 99 %: there are many periods
	tooFew        = 0.25  // PSI by chance, from which on nothing is told
)

// past counts the leads of the periods so far.
type past struct {
	replay *replay
	bins   []int         // of each lead, by score
	scores []stats.Tally // of each such bin
	fields []*typing.Field
	places [][]uint8               // of each field: of each lead
	counts [][]int                 // of each field: the leads at each place
	seen   map[float64]stats.Tally // leads of earlier periods, by score
}

func newPast(r *replay, bins []int, used []*typing.Field) *past {
	p := &past{replay: r, bins: bins, scores: make([]stats.Tally, slices.Max(append(bins, 0))+1), fields: used, seen: map[float64]stats.Tally{}}
	won := make([]bool, r.history.Len())
	for k, i := range r.leads {
		won[i] = r.won[k]
	}
	p.places, p.counts = make([][]uint8, len(used)), make([][]int, len(used))
	jobs.Do(len(used), func(j int) {
		b := binning.Of(used[j], r.leads, won)
		p.places[j], p.counts[j] = b.Places(r.leads), make([]int, len(b.Tallies)+1)
	})
	return p
}

// period measures the leads at some positions and adds them to the earlier ones.
func (p *past) period(name string, at []int) Period {
	of := Period{Name: name, Shift: math.NaN(), Drift: Drift{Mix: math.NaN(), Same: stats.Interval{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}}}
	r, now := p.replay, make([]stats.Tally, len(p.scores))
	for _, k := range at {
		of.Count(r.won[k])
		of.Expected += r.probabilities[k]
		now[p.bins[k]].Count(r.won[k])
	}
	of.AUC = r.aucOf(at)
	if len(p.seen) > 0 {
		s := compareCounts(leadsOf(p.scores), leadsOf(now))
		of.Shift, of.Chance = s.psi, s.chance
		if s.chance <= tooFew {
			of.Drift = p.drift(s, of.AUC, now, at)
		}
	}
	p.add(now, at)
	return of
}

// shift is how far counts have moved.
type shift struct {
	psi, chance float64 // chance: the PSI that as few leads would have without any shift
	certain     bool    // it is more than somewhat, and more than chance gives once in a hundred
}

func compareCounts(before, now []int) shift {
	n, m := 0, 0
	for b := range before {
		n, m = n+before[b], m+now[b]
	}
	// Without any shift the PSI is about chi-squared, times this (Yurdakul, Naranjo 2020).
	unit, freedom := 1/float64(n)+1/float64(m), len(before)-1
	s := shift{psi: stats.PSI(before, now), chance: float64(freedom) * unit}
	s.certain = s.psi > stats.PSISomewhat && s.psi > unit*stats.ChiSquared99(freedom)
	return s
}

func leadsOf(tallies []stats.Tally) []int {
	counts := make([]int, len(tallies))
	for i, t := range tallies {
		counts[i] = t.Leads()
	}
	return counts
}

// aucOf is the AUC of the leads at some positions.
func (r *replay) aucOf(at []int) stats.Interval {
	var scores []float64
	var won []bool
	for _, k := range at {
		scores, won = append(scores, r.scores[k]), append(won, r.won[k])
	}
	return stats.DeLong(scores, won)
}

func (p *past) add(now []stats.Tally, at []int) {
	for b, t := range now {
		p.scores[b] = p.scores[b].Plus(t)
	}
	for j, places := range p.places {
		for _, k := range at {
			p.counts[j][places[k]]++
		}
	}
	for _, k := range at {
		t := p.seen[p.replay.scores[k]]
		t.Count(p.replay.won[k])
		p.seen[p.replay.scores[k]] = t
	}
}

// drift compares the leads of a period with the earlier ones.
func (p *past) drift(scores shift, auc stats.Interval, now []stats.Tally, at []int) Drift {
	d := Drift{Fields: p.shifted(at)}
	d.Mix, d.Same = decompose(p.scores, now)
	if scores.certain {
		d.Changed = append(d.Changed, MixChanged)
	}
	if len(d.Fields) > 0 {
		d.Changed = append(d.Changed, CovariatesChanged)
	}
	if sure := surelyChanged / stats.Z95; math.Abs(d.Same.Value) > sure*d.Same.HalfWidth() || sortsOtherwise(p.auc(), auc) {
		d.Changed = append(d.Changed, RulesChanged)
	}
	return d
}

// auc is the AUC of the earlier leads.
func (p *past) auc() stats.Interval {
	var groups []stats.Tie
	for _, score := range slices.Backward(slices.Sorted(maps.Keys(p.seen))) {
		groups = append(groups, stats.Tie{Score: score, Won: p.seen[score].Won, Lost: p.seen[score].Lost})
	}
	return stats.DeLongTies(groups)
}

// sortsOtherwise reports whether two AUCs, of different leads, differ for certain.
func sortsOtherwise(before, now stats.Interval) bool {
	error := math.Hypot(before.HalfWidth(), now.HalfWidth()) / stats.Z95
	return math.Abs(before.Value-now.Value) > surelyChanged*error // false where one is NaN
}

// decompose parts the change of the win rate into what comes of another mix of scores
// and what of other win rates at the same scores. Of scores that earlier leads did not
// have nothing is known but the win rate of all.
func decompose(before, now []stats.Tally) (mix float64, same stats.Interval) {
	all, all2 := stats.SumTallies(before), stats.SumTallies(now)
	rate := stats.Ratio(all.Won, all.Leads())
	variance := 0.0
	for b, t := range now {
		then := rate
		if n := before[b].Leads(); n > 0 {
			then = stats.Ratio(before[b].Won, n)
		}
		share := stats.Ratio(t.Leads(), all2.Leads())
		mix += float64((share - stats.Ratio(before[b].Leads(), all.Leads())) * then)
		if t.Leads() == 0 {
			continue
		}
		same.Value += float64(share * (stats.Ratio(t.Won, t.Leads()) - then))
		both := before[b].Plus(t)
		p := stats.Ratio(both.Won, both.Leads())
		spread := 1 / float64(t.Leads())
		if n := before[b].Leads(); n > 0 {
			spread += 1 / float64(n)
		}
		variance += float64(share * share * p * (1 - p) * spread)
	}
	half := float64(stats.Z95 * math.Sqrt(variance))
	same.Low, same.High = same.Value-half, same.Value+half
	return mix, same
}

// shifted are the fields that have moved further than by chance.
func (p *past) shifted(at []int) []FieldShift {
	var all []FieldShift
	for j, f := range p.fields {
		now := make([]int, len(p.counts[j]))
		for _, k := range at {
			now[p.places[j][k]]++
		}
		if s := compareCounts(p.counts[j], now); s.certain {
			all = append(all, FieldShift{f.Header, s.psi, s.chance})
		}
	}
	slices.SortStableFunc(all, func(a, b FieldShift) int { return cmp.Compare(b.PSI, a.PSI) })
	return all
}
