// Package swings has what a source that is open may turn out to be, and how far its lines
// swing by that: kept with what its cell decided, so that it is found once for all leads that
// have the same cell.
package swings

import (
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
)

// Finding is what a source that is not known may turn out to be, and what its lines then
// earn.
type Finding struct {
	Values []cell.Value   // of the source's fields
	Given  []exact.Bounds // to its bins
	Spans  []match.Range  // of its other lines
}

// Findings are all that a source may turn out to be, as far as rules can tell. A country
// is one: what three rules give to three countries, no lead gets together.
type Findings struct {
	Answers []Finding // what may be found
	Stays   Finding   // nothing is
	All     []Finding // these; joined where that loses nothing
	Apart   []Finding // of these, those that differ in what the source's own lines earn
	Hull    Finding   // all in one
	Samples []Finding // some, with nothing left open; made when first asked for
	Best    int       // that of these which last raised the score most
	Lead    int       // for which they were found, where that matters
}

// Join makes one of findings that nothing can tell apart, and of all where only one thing
// is earned by them: then the least and the most say all.
func (f *Findings) Join(src *plan.Source, entangled bool) {
	f.Hull = f.Stays
	for i := range f.Answers {
		f.Hull.widen(&f.Answers[i])
	}
	if len(src.Bins)+len(src.Lines)-len(src.Giving) <= 1 {
		f.Apart = []Finding{f.Hull}
	} else {
		f.Apart = different(f.All)
	}
	if !entangled {
		f.All = f.Apart
	}
}

// Hold reports whether one more finding leaves the ends of all bounds as they are: another earns as little
// in each bin, and another as much, while the other lines earn the same. What a score comes to
// rises with what is given to its bins.
func (f *Findings) Hold(one *Finding) bool {
	asLittle, asMuch := f.Stays.between(one)
	for i := range f.Answers {
		little, much := f.Answers[i].between(one)
		asLittle, asMuch = asLittle || little, asMuch || much
	}
	return asLittle && asMuch
}

// between reports whether a finding gives as little to each bin as another, and whether as much.
func (f *Finding) between(o *Finding) (asLittle, asMuch bool) {
	asLittle = slices.Equal(f.Spans, o.Spans)
	asMuch = asLittle
	for i, given := range f.Given {
		is := o.Given[i]
		asLittle = asLittle && (given.NoLow || !is.NoLow && given.Low <= is.Low)
		asMuch = asMuch && (given.NoHigh || !is.NoHigh && given.High >= is.High)
	}
	return asLittle, asMuch
}

// Ways are the findings to be told apart: all where lines that several sources decide are
// asked with what is found.
func (f *Findings) Ways(live bool) []Finding {
	if live {
		return f.All
	}
	return f.Apart
}

// different are those of findings that differ in what lines earn.
func different(all []Finding) (some []Finding) {
	for _, one := range all {
		if !slices.ContainsFunc(some, func(o Finding) bool { return slices.Equal(o.Given, one.Given) && slices.Equal(o.Spans, one.Spans) }) {
			some = append(some, one)
		}
	}
	return some
}

// widen makes of a finding this or that. It keeps no values.
func (f *Finding) widen(o *Finding) {
	given, spans := slices.Clone(f.Given), slices.Clone(f.Spans)
	for i := range given {
		given[i] = given[i].Union(o.Given[i])
	}
	for i := range spans {
		spans[i] = spans[i].Or(o.Spans[i])
	}
	*f = Finding{Given: given, Spans: spans}
}

// Swing is what the lines of a source may earn once some, all or none of the free values
// that they look at are filled. It hangs on what its cells decided alone, and is remembered
// with that.
type Swing struct {
	Known bool
	Bins  []exact.Bounds // what criteria may earn beside what they did, by the source's bins
	Open  []bool         // by line: it may earn something else
	May   []earning.May  // by line
}

// Widen makes a swing this or that, of the same lines.
func (sw *Swing) Widen(o *Swing) {
	for i := range sw.Bins {
		sw.Bins[i] = sw.Bins[i].Union(o.Bins[i])
	}
	for k := range sw.May {
		sw.May[k] = sw.May[k].Or(o.May[k])
	}
}
