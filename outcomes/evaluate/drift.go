package evaluate

import (
	"cmp"
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
	ties   []stats.Tie // of all leads, the best score first
	of     []int32     // of each lead: its tie
	bins   []uint8     // of each tie
	fields []*typing.Field
	now    [][][]int // of each field: of each period: the leads at each place

	scores []stats.Tally // of each bin: the leads of earlier periods
	seen   []stats.Tally // of each tie: likewise
	counts [][]int       // of each field: likewise, at each place
	leads  int           // likewise
}

func newPast(r *replay, spells []spell, used []*typing.Field) *past {
	p := &past{replay: r, fields: used, now: make([][][]int, len(used)), counts: make([][]int, len(used))}
	p.ties, p.of = stats.Tied(r.scores, r.won)
	p.bins, p.seen = decileBins(p.ties), make([]stats.Tally, len(p.ties))
	p.scores = make([]stats.Tally, int(slices.Max(append(p.bins, 0)))+1)
	won := make([]bool, r.history.Len())
	for k, i := range r.leads {
		won[i] = r.won[k]
	}
	period := periodOf(spells, len(r.leads))
	jobs.Do(len(used), func(j int) {
		b := binning.Of(used[j], r.leads, won)
		p.counts[j] = make([]int, len(b.Tallies)+1)
		for range len(spells) + 1 {
			p.now[j] = append(p.now[j], make([]int, len(p.counts[j])))
		}
		for k, place := range b.Places(r.leads) {
			p.now[j][period[k]][place]++
		}
	})
	return p
}

// periodOf is the period of each of so many leads; for one without a day it is the number of
// periods.
func periodOf(spells []spell, leads int) []int32 {
	period := make([]int32, leads)
	for k := range period {
		period[k] = int32(len(spells))
	}
	for at, s := range spells {
		for _, k := range s.leads {
			period[k] = int32(at)
		}
	}
	return period
}

// period measures the leads of a period and adds them to the earlier ones.
func (p *past) period(at int, s spell) Period {
	of := Period{Name: s.name, Shift: math.NaN(), Drift: Drift{Mix: math.NaN(), Same: stats.Interval{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}}}
	r, now := p.replay, make([]stats.Tally, len(p.scores))
	for _, k := range s.leads {
		of.Count(r.won[k])
		of.Expected += r.probabilities[k]
		now[p.bins[p.of[k]]].Count(r.won[k])
	}
	of.AUC = stats.DeLong(stats.Pick(r.scores, s.leads), stats.Pick(r.won, s.leads))
	if p.leads > 0 {
		s := compareCounts(leadsOf(p.scores), leadsOf(now))
		of.Shift, of.Chance = s.psi, s.chance
		if s.chance <= tooFew {
			of.Drift = p.drift(s, of.AUC, now, at)
		}
	}
	p.add(now, at, s)
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

func (p *past) add(now []stats.Tally, at int, s spell) {
	for b, t := range now {
		p.scores[b] = p.scores[b].Plus(t)
	}
	for j, of := range p.now {
		for place, n := range of[at] {
			p.counts[j][place] += n
		}
	}
	for _, k := range s.leads {
		p.seen[p.of[k]].Count(p.replay.won[k])
	}
	p.leads += len(s.leads)
}

// drift compares the leads of a period with the earlier ones.
func (p *past) drift(scores shift, auc stats.Interval, now []stats.Tally, at int) Drift {
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
	for n, t := range p.seen {
		if t.Leads() > 0 {
			groups = append(groups, stats.Tie{Score: p.ties[n].Score, Won: t.Won, Lost: t.Lost})
		}
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

// shifted are the fields that have moved further in a period than by chance.
func (p *past) shifted(at int) []FieldShift {
	var all []FieldShift
	for j, f := range p.fields {
		if s := compareCounts(p.counts[j], p.now[j][at]); s.certain {
			all = append(all, FieldShift{f.Header, s.psi, s.chance})
		}
	}
	slices.SortStableFunc(all, func(a, b FieldShift) int { return cmp.Compare(b.PSI, a.PSI) })
	return all
}
