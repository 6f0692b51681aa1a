package cmd

import (
	"cmp"
	"slices"
	"strings"

	"leadscore/leads"
	"leadscore/match/fold"
	"leadscore/scoring"
)

// lane scores leads of a list, one after the other. Where several goroutines score,
// each has its own.
type lane struct {
	layout  *leads.Layout
	engine  *scoring.Engine
	scorer  *scoring.Scorer
	keyed   bool     // leads have a key
	visible []string // the cells of a record that rules may see
}

// newLane makes a lane beside others.
func (l *lane) newLane() *lane {
	return &lane{layout: l.layout, engine: l.engine, scorer: l.engine.NewScorer(), keyed: l.keyed}
}

// score scores a record that has cells, and tallies what is to be told of it.
func (l *lane) score(rec *leads.Record, t *tally) *scoring.Result {
	result := l.rescore(rec)
	t.scored++
	for _, field := range result.Unreadable {
		u := &t.unreadable[field]
		if u.count++; u.count == 1 {
			u.line, u.cell = rec.Line, l.scorer.Cell(field, l.visible)
		}
	}
	for _, word := range l.scorer.MissingWords() {
		t.missing[word.Field].add(word.Cell)
	}
	if l.keyed {
		t.addKey(l.scorer.Key(l.visible), rec.Line)
	}
	return result
}

// rescore scores a record once more.
func (l *lane) rescore(rec *leads.Record) *scoring.Result {
	l.visible = l.layout.Visible(l.visible, rec.Cells)
	return l.scorer.Score(l.visible)
}

// tally is what is to be told of leads that were scored.
type tally struct {
	scored     int
	unreadable []unreadable    // by field
	missing    []missingSample // by field
	keys       []byte          // in the normal form, one after the other
	ends       []keyEnd
}

// unreadable counts the cells of a field that are not of its type.
type unreadable struct {
	count int
	line  int    // of the first
	cell  string // the first
}

// keyEnd is where the key of the lead on a line ends.
type keyEnd struct{ at, line int }

func newTally(e *scoring.Engine) tally {
	n := len(e.Fields())
	return tally{unreadable: make([]unreadable, n), missing: make([]missingSample, n)}
}

// reset makes a tally of the engine's leads, which has counted none so far.
func (t *tally) reset(e *scoring.Engine) {
	if t.unreadable == nil {
		*t = newTally(e)
	}
	t.scored, t.keys, t.ends = 0, t.keys[:0], t.ends[:0]
	clear(t.unreadable)
	clear(t.missing)
}

// missingSample is some of a field's words that say nothing is known, whatever the order in
// which they are met: the first of the alphabet, and one more that tells that there are more.
type missingSample []string

// shownMissing is how many words are told of a field.
const shownMissing = 3

func (m *missingSample) add(cell string) {
	word := strings.TrimSpace(fold.Normalize(cell))
	at, found := slices.BinarySearchFunc(*m, word, func(a, b string) int { return cmp.Compare(fold.Text(a), fold.Text(b)) })
	switch {
	case !found:
		*m = slices.Insert(*m, at, word)
		*m = (*m)[:min(len(*m), shownMissing+1)]
	case word < (*m)[at]:
		(*m)[at] = word
	}
}

// add adds what is to be told of later leads, but for their keys.
func (t *tally) add(later *tally) {
	t.scored += later.scored
	for i, u := range later.unreadable {
		if t.unreadable[i].count == 0 {
			t.unreadable[i] = u
		} else {
			t.unreadable[i].count += u.count
		}
	}
	for i, words := range later.missing {
		for _, word := range words {
			t.missing[i].add(word)
		}
	}
}

func (t *tally) addKey(key string, line int) {
	t.keys = fold.Append(t.keys, key)
	t.ends = append(t.ends, keyEnd{len(t.keys), line})
}
