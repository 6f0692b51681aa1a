package cmd

import (
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
	places  int      // stage rules and one more, where stages and scores are counted; else 0
	visible []string // the cells of a record that rules may see
	besides *besides // what leads said; nil: nobody was asked

	loggedBeside *loggedBeside // what is logged about them; nil: nothing
}

// newLane makes a lane beside others.
func (l *lane) newLane() *lane {
	return &lane{layout: l.layout, engine: l.engine, scorer: l.engine.NewScorer(), keyed: l.keyed, places: l.places, besides: l.besides.another(), loggedBeside: l.loggedBeside.another()}
}

// score scores a record that has cells, and tallies what is to be told of it.
func (l *lane) score(rec *leads.Record, t *tally) *scoring.Result {
	result := l.rescore(rec)
	t.scored++
	if l.places > 0 {
		t.spread.add(result, l.places)
	}
	for _, field := range result.Unreadable {
		l.note(&t.unreadable[field], field, rec.Line)
	}
	for _, field := range result.ToCome {
		l.note(&t.toCome[field], field, rec.Line)
	}
	for _, r := range l.scorer.Remarks() {
		t.remarked[r.Field].Add(r, 0)
	}
	if l.besides != nil {
		t.answered.count(l, rec.Line)
	}
	if l.keyed {
		t.addKey(l.scorer.Key(l.visible), rec.Line)
	}
	return result
}

// note counts the cell of a field of the lead scored last.
func (l *lane) note(u *unreadable, field, line int) {
	if u.count++; u.count == 1 {
		u.line, u.cell = line, l.scorer.Cell(field, l.visible)
	}
}

// rescore scores a record once more.
func (l *lane) rescore(rec *leads.Record) *scoring.Result {
	l.visible = l.layout.Visible(l.visible, rec.Cells)
	if l.besides != nil {
		l.visible = l.besides.lay(l.scorer.Key(l.visible), l.visible)
	}
	if l.loggedBeside != nil {
		l.visible = l.loggedBeside.lay(l.scorer, l.visible)
	}
	return l.scorer.Score(l.visible)
}

// tally is what is to be told of leads that were scored.
type tally struct {
	scored     int
	unreadable []unreadable       // by field
	toCome     []unreadable       // by field: dates after as-of, where rules look back
	remarked   []scoring.Remarked // by field
	spread     spread
	keys       []byte // in the normal form, one after the other
	ends       []keyEnd
	answered   answeredTally
}

// unreadable counts the cells of a field that are not of its type, or not as rules want.
type unreadable struct {
	count int
	line  int    // of the first
	cell  string // the first
}

// keyEnd is where the key of the lead on a line ends.
type keyEnd struct{ at, line int }

func newTally(e *scoring.Engine) tally {
	n := len(e.Fields())
	return tally{unreadable: make([]unreadable, n), toCome: make([]unreadable, n), remarked: make([]scoring.Remarked, n)}
}

// reset makes a tally of the engine's leads, which has counted none so far.
func (t *tally) reset(e *scoring.Engine) {
	if t.unreadable == nil {
		*t = newTally(e)
	}
	t.scored, t.keys, t.ends = 0, t.keys[:0], t.ends[:0]
	t.answered.reset()
	clear(t.unreadable)
	clear(t.toCome)
	clear(t.remarked)
	t.spread.reset()
}

// add adds what is to be told of later leads, but for their keys.
func (t *tally) add(later *tally) {
	t.scored += later.scored
	t.spread.merge(&later.spread)
	t.answered.add(&later.answered)
	addAll(t.unreadable, later.unreadable)
	addAll(t.toCome, later.toCome)
	for i := range later.remarked {
		t.remarked[i].Merge(&later.remarked[i])
	}
}

func addAll(to, later []unreadable) {
	for i, u := range later {
		if to[i].count == 0 {
			to[i] = u
		} else {
			to[i].count += u.count
		}
	}
}

func (t *tally) addKey(key string, line int) {
	t.keys = fold.Append(t.keys, key)
	t.ends = append(t.ends, keyEnd{len(t.keys), line})
}
