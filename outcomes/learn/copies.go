package learn

import (
	"slices"

	"leadscore/match/fold"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/binning"
	"leadscore/outcomes/internal/jobs"
	"leadscore/outcomes/internal/scorecard"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// Limits of the search for fields that say the same.
const (
	copyAssociation = 0.9    // Cramér's V of two fields' bins
	copySample      = 10_000 // leads looked at
)

// leaveOutCopies leaves out, of two fields that say the same, the one that tells less.
// Pinned fields stay.
func (l *learner) leaveOutCopies() {
	bins := make([]*binning.Binning, len(l.fields))
	jobs.Do(len(bins), func(j int) { bins[j] = binning.Of(l.fields[j], l.leads, l.won) })
	order := stats.Positions(len(bins))
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := l.strength(a, bins[a]), l.strength(b, bins[b]); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	sample := l.leads
	if every := len(sample) / copySample; every > 1 {
		sample = nil
		for k := 0; k < len(l.leads); k += every {
			sample = append(sample, l.leads[k])
		}
	}
	places := make([][]uint8, len(bins))
	jobs.Do(len(bins), func(j int) { places[j] = bins[j].Places(sample) })
	copies := map[int]bool{}
	for rank, j := range order {
		if copies[j] || bins[j].Information() < scorecard.LeastInformation {
			continue
		}
		for _, k := range order[rank+1:] {
			if copies[k] || slices.Contains(l.pinned, k) || bins[k].Information() < scorecard.LeastInformation {
				continue
			}
			if v := association(bins[j], bins[k], places[j], places[k]); v > copyAssociation {
				copies[k] = true
				l.report.Exclusions = append(l.report.Exclusions, *outcomes.Exclude(l.fields[k].Header, outcomes.CauseCopy, false, outcomes.Textf("it says the same as %q (Cramér's V %.2f), which tells more", l.fields[j].Header, v)))
				l.report.Exclusions[len(l.report.Exclusions)-1].Override = "--keep " + outcomes.Quoted(l.fields[k].Header)
			}
		}
	}
	l.dropFields(copies)
	l.orderExclusions()
}

// leastAlone is the AUC of a field by itself under which it tells nothing.
const leastAlone = 0.5

// leaveOutNoise leaves out the fields that tell nothing of leads that their bins were not
// made on, unless none would be left: values of a text can always be sorted so that they
// seem to tell something. Pinned fields stay.
func (l *learner) leaveOutNoise() {
	noise := map[int]bool{}
	for j, f := range l.fields {
		if f.Alone < leastAlone && !slices.Contains(l.pinned, j) {
			noise[j] = true
		}
	}
	if len(noise) == len(l.fields) {
		return
	}
	for j, f := range l.fields {
		if noise[j] {
			e := outcomes.Exclude(f.Header, outcomes.CauseWeak, false, outcomes.Textf("it tells nothing of leads that it was not fitted to (AUC %.2f)", f.Alone))
			e.Override = "--keep " + outcomes.Quoted(f.Header)
			l.report.Exclusions = append(l.report.Exclusions, *e)
		}
	}
	l.dropFields(noise)
	l.orderExclusions()
}

// strength orders fields by what they tell, allowed ones first. A pinned one stays whatever
// it tells, and so need not drive out one that tells more.
func (l *learner) strength(j int, b *binning.Binning) float64 {
	strength := b.Information()
	if outcomes.FoldedSet(l.opt.Allow)[fold.Text(l.fields[j].Header)] {
		strength += 1e3
	}
	return strength
}

// association is Cramér's V of two fields' bins.
func association(a, b *binning.Binning, placesA, placesB []uint8) float64 {
	table := make([][]int, len(a.Tallies)+1)
	for i := range table {
		table[i] = make([]int, len(b.Tallies)+1)
	}
	for k, place := range placesA {
		table[place][placesB[k]]++
	}
	return stats.CramersV(table)
}

// dropFields takes fields out, and keeps the positions of the pinned ones.
func (l *learner) dropFields(out map[int]bool) {
	var fields []*typing.Field
	var pinned []int
	for j, f := range l.fields {
		if out[j] {
			continue
		}
		if slices.Contains(l.pinned, j) {
			pinned = append(pinned, len(fields))
		}
		fields = append(fields, f)
	}
	l.fields, l.pinned = fields, pinned
}
