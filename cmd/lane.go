package cmd

import (
	"leadscore/leads"
	"leadscore/match/fold"
	"leadscore/scoring"
)

// lane scores leads of a list, one after the other. Where several goroutines score,
// each has its own.
type lane struct {
	layout     *leads.Layout
	engine     *scoring.Engine
	scorer     *scoring.Scorer
	keyed      bool         // leads have a key
	keyColumns []int        // that it is read from
	places     int          // stage rules and one more, where stages and scores are counted; else 0
	visible    []string     // the cells of a record that rules may see; where none is looked at, of some
	sees       bool         // somebody looks at the cells of each lead
	unread     bool         // leads are not scored: what looks at their cells does more, or less
	told       *tally       // of the part at hand
	batch      *leads.Batch // of leads that were scored; nil: none is left
	row        int          // in it, of the next
	besides    *besides     // what leads said; nil: nobody was asked

	loggedBeside *loggedBeside // what is logged about them; nil: nothing
	companions   companions    // what is known of their accounts; nil: nobody asks
}

// newLane makes a lane beside others.
func (l *lane) newLane() *lane {
	return &lane{layout: l.layout, engine: l.engine, scorer: l.engine.NewScorer(), keyed: l.keyed, keyColumns: l.keyColumns, places: l.places, sees: l.sees, unread: l.unread, besides: l.besides.another(), loggedBeside: l.loggedBeside.another(), companions: l.companions}
}

// next gives the next record of a part. If it is a lead, it is scored and counted; else
// result is nil.
func (l *lane) next(part *leads.Part, t *tally) (rec *leads.Record, result *scoring.Result, more bool) {
	if rec, result = l.nextOfBatch(part, t); rec != nil {
		return rec, result, true
	}
	rec, more = part.Next()
	switch {
	case !more || !rec.IsLead():
	case l.unread:
		l.visible = l.layout.Visible(l.visible, rec.Cells)
		t.scored++
	default:
		result = l.score(rec, t)
	}
	return rec, result, more
}

// nextOfBatch is next for leads in which nothing is out of place: many of them are scored
// at once.
func (l *lane) nextOfBatch(part *leads.Part, t *tally) (*leads.Record, *scoring.Result) {
	if l.batch == nil && !l.beginBatch(part, t) {
		return nil, nil
	}
	rec := l.batch.Next()
	if rec == nil {
		l.batch = nil
		return l.nextOfBatch(part, t)
	}
	result := l.scorer.Hold(l.row)
	l.row++
	switch {
	case l.sees || len(result.Unreadable) > 0 || len(result.ToCome) > 0:
		l.batch.Fill()
		l.visible = l.layout.Visible(l.visible, rec.Cells)
	case l.keyed:
		l.visible = l.layout.Visible(l.visible, l.batch.Cells(l.keyColumns))
	}
	l.accompany()
	l.count(result, rec.Line, t)
	return rec, result
}

// clone keeps the record that next gave last, cells and all.
func (l *lane) clone(rec *leads.Record) *leads.Record {
	if l != nil && l.batch != nil && rec.Cells == nil {
		l.batch.Fill()
	}
	return rec.Clone()
}

// beginBatch scores the next leads of a part; false where they must be taken one by one.
func (l *lane) beginBatch(part *leads.Part, t *tally) bool {
	if l.unread || l.besides != nil || l.loggedBeside != nil || !l.layout.IsPrefix() {
		return false
	}
	if l.batch = part.Batch(scoring.MostRows); l.batch == nil {
		return false
	}
	l.row = 0
	l.scorer.ScoreRows(&scoring.Table{Text: l.batch.Text, Ends: l.batch.Ends, Width: l.batch.Width, Rows: l.batch.Rows})
	l.countRemarks(t)
	return true
}

// score scores a record that has cells, and tallies what is to be told of it.
func (l *lane) score(rec *leads.Record, t *tally) *scoring.Result {
	result := l.rescore(rec)
	l.accompany()
	l.countRemarks(t)
	l.count(result, rec.Line, t)
	if l.besides != nil {
		t.answered.count(l.besides, l.scorer, l.visible, rec.Line)
	}
	return result
}

// countRemarks counts what was remarked of the leads scored last.
func (l *lane) countRemarks(t *tally) {
	for _, r := range l.scorer.Remarks() {
		t.remarked[r.Field].Add(r, 0)
	}
}

// count counts what is to be told of the lead that the Scorer holds.
func (l *lane) count(result *scoring.Result, line int, t *tally) {
	t.scored++
	if l.places > 0 {
		t.spread.add(result, l.places)
	}
	for _, field := range result.Unreadable {
		l.note(&t.unreadable[field], field, line)
	}
	for _, field := range result.ToCome {
		l.note(&t.toCome[field], field, line)
	}
	if l.keyed {
		t.addFoldedKey(l.scorer.AppendKey(t.folded[:0], l.visible), line)
	}
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
	keys       []leads.KeyAt
	folded     []byte // scratch
	answered   answeredTally
}

// unreadable counts the cells of a field that are not of its type, or not as rules want.
type unreadable struct {
	count int
	line  int    // of the first
	cell  string // the first
}

// newTally makes a tally of an engine's leads; nil: of such as are not scored.
func newTally(e *scoring.Engine) tally {
	if e == nil {
		return tally{}
	}
	n := len(e.Fields())
	return tally{unreadable: make([]unreadable, n), toCome: make([]unreadable, n), remarked: make([]scoring.Remarked, n)}
}

// reset makes a tally of the engine's leads, which has counted none so far.
func (t *tally) reset(e *scoring.Engine) {
	if t.unreadable == nil {
		*t = newTally(e)
	}
	t.scored, t.keys = 0, t.keys[:0]
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

// addKey adds the key of the lead on a line, if it has one.
func (t *tally) addKey(key string, line int) { t.addFoldedKey(fold.Append(t.folded[:0], key), line) }

// addFoldedKey is addKey for a key in the form in which keys are compared.
func (t *tally) addFoldedKey(folded []byte, line int) {
	t.folded = folded
	if len(folded) > 0 {
		t.keys = append(t.keys, leads.KeyAt{Hash: leads.KeyHash(folded), Line: line})
	}
}
