package leadlist

import (
	"leadscore/cmd/internal/beside"
	"leadscore/leads"
	"leadscore/leads/output"
	"leadscore/scoring"
	"leadscore/scoring/column"
	"leadscore/scoring/explained"
)

// Worker scores leads of a list, one after the other. Where several goroutines score,
// each has its own.
type Worker struct {
	Layout     *output.Layout
	Engine     *scoring.Engine // nil: the list is read to learn from it
	Scorer     *scoring.Scorer
	Keyed      bool            // leads have a key
	keyColumns []int           // that it is read from
	keyColumn  int             // in the Header, of a key that is one cell; else -1
	places     int             // stage rules and one more, where stages and scores are counted; else 0
	Visible    []string        // the cells of a record that rules may see; where none is looked at, of some
	Sees       bool            // somebody looks at the cells of each lead
	Unscored   bool            // leads are not scored: what looks at their cells does more, or less
	Told       *Tally          // of the part at hand
	batch      *leads.Batch    // of leads that were scored; nil: none is left
	row        int             // in it, of the next
	Answers    *beside.Answers // what leads said; nil: nobody was asked

	Logs       *beside.LogsBeside // what is logged about them; nil: nothing
	Companions Companions         // what is known of their accounts; nil: nobody asks
}

// Companions are what is known of accounts, by their keys.
type Companions map[string]*column.AccountInfo

// Another makes a worker beside others.
func (l *Worker) Another() *Worker {
	var scorer *scoring.Scorer
	if l.Engine != nil {
		scorer = l.Engine.NewScorer()
	}
	return &Worker{Layout: l.Layout, Engine: l.Engine, Scorer: scorer, Keyed: l.Keyed, keyColumns: l.keyColumns, keyColumn: l.keyColumn, places: l.places, Sees: l.Sees, Unscored: l.Unscored, Answers: l.Answers.Another(), Logs: l.Logs.Another(), Companions: l.Companions}
}

// Next gives the next record of a part. If it is a lead, it is scored and counted; else
// result is nil.
func (l *Worker) Next(part *leads.Part, t *Tally) (rec *leads.Record, result *scoring.Result, more bool) {
	if rec, result = l.nextOfBatch(part, t); rec != nil {
		return rec, result, true
	}
	rec, more = part.Next()
	switch {
	case !more || !rec.IsLead():
	case l.Unscored:
		l.Visible = l.Layout.Visible(l.Visible, rec.Cells)
		t.Scored++
	default:
		result = l.score(rec, t)
	}
	return rec, result, more
}

// nextOfBatch is next for leads in which nothing is out of place: many of them are scored
// at once.
func (l *Worker) nextOfBatch(part *leads.Part, t *Tally) (*leads.Record, *scoring.Result) {
	if l.batch == nil && !l.beginBatch(part, t) {
		return nil, nil
	}
	rec := l.batch.Next()
	if rec == nil {
		l.batch = nil
		return l.nextOfBatch(part, t)
	}
	result := l.Scorer.Hold(l.row)
	l.row++
	looks := l.Sees || len(result.Unreadable) > 0 || len(result.ToCome) > 0
	key, isBare := "", false
	if l.Keyed && l.keyColumn >= 0 && !looks {
		key, isBare = l.batch.Bare(l.keyColumn)
	}
	switch {
	case looks:
		l.batch.Fill()
		l.Visible = l.Layout.Visible(l.Visible, rec.Cells)
	case isBare:
		t.AddKey(key, rec.Line) // as of nearly all leads: no cells need be made
	case l.Keyed:
		l.Visible = l.Layout.Visible(l.Visible, l.batch.Cells(l.keyColumns))
	}
	l.accompany()
	l.count(result, rec.Line, t)
	if !isBare {
		l.countKey(rec.Line, t)
	}
	return rec, result
}

// Clone keeps the record that next gave last, cells and all.
func (l *Worker) Clone(rec *leads.Record) *leads.Record {
	if l != nil && l.batch != nil && rec.Cells == nil {
		l.batch.Fill()
	}
	return rec.Clone()
}

// beginBatch scores the next leads of a part; false where they must be taken one by one.
func (l *Worker) beginBatch(part *leads.Part, t *Tally) bool {
	if l.Unscored || l.Answers != nil || l.Logs != nil || !l.Layout.IsPrefix() {
		return false
	}
	if l.batch = part.Batch(scoring.MostRows); l.batch == nil {
		return false
	}
	l.row = 0
	l.Scorer.ScoreRows(&scoring.Table{Text: l.batch.Text, Ends: l.batch.Ends, Width: l.batch.Width, Rows: l.batch.Rows})
	l.countRemarks(t)
	return true
}

// score scores a record that has cells, and tallies what is to be told of it.
func (l *Worker) score(rec *leads.Record, t *Tally) *scoring.Result {
	result := l.Rescore(rec)
	l.accompany()
	l.countRemarks(t)
	l.count(result, rec.Line, t)
	l.countKey(rec.Line, t)
	if l.Answers != nil {
		t.answered.Count(l.Answers, l.Scorer, l.Visible, rec.Line)
	}
	return result
}

// accompany lays what is known of its account beside the lead scored last.
func (l *Worker) accompany() {
	if l.Companions != nil {
		l.Scorer.SetAccount(l.Companions[l.Scorer.AccountOf(l.Visible)])
	}
}

// countRemarks counts what was remarked of the leads scored last.
func (l *Worker) countRemarks(t *Tally) {
	for _, r := range l.Scorer.Remarks() {
		t.remarked[r.Field].Add(r, 0)
	}
}

// count counts what is to be told of the lead that the Scorer holds, but for its key.
func (l *Worker) count(result *scoring.Result, line int, t *Tally) {
	t.Scored++
	if l.places > 0 {
		t.spread.add(result, l.places)
	}
	for _, field := range result.Unreadable {
		l.note(&t.Unreadable[field], field, line)
	}
	for _, field := range result.ToCome {
		l.note(&t.toCome[field], field, line)
	}
}

// countKey counts the key of the lead scored last, whose cells are Visible.
func (l *Worker) countKey(line int, t *Tally) {
	if l.Keyed {
		t.addFoldedKey(l.Scorer.AppendKey(t.folded[:0], l.Visible), line)
	}
}

// note counts the cell of a field of the lead scored last.
func (l *Worker) note(u *Unread, field, line int) {
	if u.Count++; u.Count == 1 {
		u.Line, u.cell = line, l.Scorer.Cell(field, l.Visible)
	}
}

// Rescore scores a record once more.
func (l *Worker) Rescore(rec *leads.Record) *scoring.Result {
	l.Visible = l.Layout.Visible(l.Visible, rec.Cells)
	if l.Answers != nil {
		l.Visible = l.Answers.Lay(l.Scorer.Key(l.Visible), l.Visible)
	}
	if l.Logs != nil {
		l.Visible = l.Logs.Lay(l.Scorer, l.Visible)
	}
	return l.Scorer.Score(l.Visible)
}

// Explain explains the lead that was scored last, with what it said: for people in words.
func (l *Worker) Explain(inWords bool) *explained.Lead {
	x := l.Scorer.Explain(l.Visible)
	if inWords {
		x = l.Scorer.ExplainInWords(l.Visible)
	}
	if l.Answers != nil && l.Answers.Said != nil {
		x.Answers = l.Answers.Book.Told(l.Answers.Said, func(subject int) (string, bool) { return l.Scorer.Replaced(subject, l.Visible) })
	}
	if inWords {
		l.Engine.WordAnswers(x.Answers)
	}
	if l.Logs != nil {
		x.Logged = l.Logs.Explain()
	}
	return x
}
