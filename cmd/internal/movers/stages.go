package movers

import (
	"cmp"
	"slices"

	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Stages are stages from the best to the worst. A lead without a stage stands after
// them, and out stages after that.
type Stages struct {
	names []string
	place map[string]int
}

// NewStages puts the stages of a rulebook in order, with those that only an earlier
// rulebook has behind the ones that stood before them there. earlier may be nil.
func NewStages(now, earlier *rulebook.Rulebook) *Stages {
	in, out := split(now)
	if earlier != nil {
		inBefore, outBefore := split(earlier)
		known := func(name string) bool { return slices.Contains(in, name) || slices.Contains(out, name) }
		in = merged(in, slices.DeleteFunc(inBefore, func(n string) bool { return known(n) && !slices.Contains(in, n) }))
		out = merged(out, slices.DeleteFunc(outBefore, func(n string) bool { return slices.Contains(in, n) }))
	}
	return newStages(slices.Concat(in, []string{""}, out))
}

func newStages(names []string) *Stages {
	s := &Stages{names: names, place: map[string]int{}}
	for i, name := range names {
		s.place[name] = i
	}
	return s
}

// split lists the names of stages and of out stages, each once.
func split(rb *rulebook.Rulebook) (in, out []string) {
	for i := range rb.Stages {
		list := &in
		if rb.Stages[i].Out {
			list = &out
		}
		if name := rb.Stages[i].Name; !slices.Contains(in, name) && !slices.Contains(out, name) {
			*list = append(*list, name)
		}
	}
	return in, out
}

// merged puts names that are not in a list behind their neighbours.
func merged(list, names []string) []string {
	at := 0
	for _, name := range names {
		if i := slices.Index(list, name); i >= 0 {
			at = i + 1
			continue
		}
		list = slices.Insert(list, at, name)
		at++
	}
	return list
}

// GuessStages puts stages in the order of the mean scores of their leads, where no
// rulebook says it.
func GuessStages(standings []Standing) *Stages {
	sums, counts := map[string]exact.Points{}, map[string]int64{}
	var names []string
	for _, s := range standings {
		if counts[s.Stage]++; counts[s.Stage] == 1 && s.Stage != "" {
			names = append(names, s.Stage)
		}
		sums[s.Stage] += s.Score
	}
	mean := func(name string) float64 { return sums[name].Float64() / float64(counts[name]) }
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(mean(b), mean(a)), cmp.Compare(a, b)) })
	return newStages(append(names, ""))
}

// Names lists the stages from the best to the worst; "" is no stage.
func (s *Stages) Names() []string { return s.names }

// Has tells whether a stage is known.
func (s *Stages) Has(name string) bool {
	_, known := s.place[name]
	return known
}

// Place is where a stage stands, from 0 for the best; unknown ones stand last.
func (s *Stages) Place(name string) int {
	if place, known := s.place[name]; known {
		return place
	}
	return len(s.names)
}

// KindOf tells how a lead has moved between two standings.
func (s *Stages) KindOf(before, after Standing) Kind {
	switch from, to := s.Place(before.Stage), s.Place(after.Stage); {
	case to < from:
		return Promoted
	case to > from:
		return Demoted
	case after.Score > before.Score:
		return Up
	case after.Score < before.Score:
		return Down
	}
	return Same
}
