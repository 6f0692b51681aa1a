package leadlist

import (
	"leadscore/cmd/internal/beside"
	"leadscore/leads/keys"
	"leadscore/match/fold"
	"leadscore/scoring"
	"leadscore/scoring/audit"
)

// Tally is what is to be told of leads that were scored.
type Tally struct {
	Scored     int
	Unreadable []Unread         // by field
	toCome     []Unread         // by field: dates after as-of, where rules look back
	remarked   []audit.Remarked // by field
	spread     spread
	keys       []keys.At
	folded     []byte // scratch
	answered   beside.Tally
}

// Unread counts the cells of a field that are not of its type, or not as rules want.
type Unread struct {
	Count int
	Line  int    // of the first
	cell  string // the first
}

// newTally makes a tally of an engine's leads; nil: of such as are not scored.
func newTally(e *scoring.Engine) Tally {
	if e == nil {
		return Tally{}
	}
	n := len(e.Fields())
	return Tally{Unreadable: make([]Unread, n), toCome: make([]Unread, n), remarked: make([]audit.Remarked, n)}
}

// Reset makes a tally of the engine's leads, which has counted none so far.
func (t *Tally) Reset(e *scoring.Engine) {
	if t.Unreadable == nil {
		*t = newTally(e)
	}
	t.Scored, t.keys = 0, t.keys[:0]
	t.answered.Reset()
	clear(t.Unreadable)
	clear(t.toCome)
	clear(t.remarked)
	t.spread.reset()
}

// add adds what is to be told of later leads, but for their keys.
func (t *Tally) add(later *Tally) {
	t.Scored += later.Scored
	t.spread.merge(&later.spread)
	t.answered.Add(&later.answered)
	addAll(t.Unreadable, later.Unreadable)
	addAll(t.toCome, later.toCome)
	for i := range later.remarked {
		t.remarked[i].Merge(&later.remarked[i])
	}
}

func addAll(to, later []Unread) {
	for i, u := range later {
		if to[i].Count == 0 {
			to[i] = u
		} else {
			to[i].Count += u.Count
		}
	}
}

// AddKey adds the key of the lead on a line, if it has one.
func (t *Tally) AddKey(key string, line int) { t.addFoldedKey(fold.Append(t.folded[:0], key), line) }

// addFoldedKey is AddKey for a key in the form in which keys are compared.
func (t *Tally) addFoldedKey(folded []byte, line int) {
	t.folded = folded
	if len(folded) > 0 {
		t.keys = append(t.keys, keys.At{Hash: keys.Hash(folded), Line: line})
	}
}
