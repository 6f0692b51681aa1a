package worker

import (
	"encoding/binary"
	"slices"

	"leadscore/match/exact"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/recall"
)

// Memory holds what cells of one source have decided, or what two sources have. The ids of
// decisions stay true while rows are scored; between them, a memory that is full forgets all.
type Memory struct {
	Source  int      // that it is of
	column  int      // of the source; absent: none
	bin     int      // that the points of its places go to
	IDs     []uint32 // of the decisions, by row
	Cells   recall.Cells
	numbers *recall.Numbers // of whole numbers, where the source has steps; else nil
	pairs   recall.Pairs

	Decisions []Decision        // by id: the first is that of a lead which is looked at closely
	Tags      []Tag             // by id
	alike     map[string]uint32 // the ids of those of a source that tells no values, by what they come to
	key       []byte            // scratch of that
	odd       bool              // one of them is to be told of the lead: unreadable, or to come
	Free      bool              // one of the values of one is
	Heaviest  exact.Points      // of all
	Forgot    int               // how often it forgot all
}

// Tag is what is asked first of a decision, and tells of most that there is no more to ask.
type Tag struct {
	Heaviest exact.Points // of its criteria the most that one gives or takes
	Free     bool         // one of the values is
	Weighed  uint32       // which list of the heaviest criteria is its, see heaviestOf
}

const (
	mostDecisions = recall.MostCells // of one memory
	MostOfAWorker = 24_576           // of all together
	firstDecision = 1
	Closely       = 0
)

func (w *Worker) newMemory(i int) Memory {
	src := &w.Plan.Sources[i]
	m := Memory{Source: i, column: src.Column, bin: src.First, IDs: w.Rows.ids[i*recall.MostRows:][:recall.MostRows], Decisions: []Decision{newDecision(src)}, Tags: make([]Tag, 1)}
	if len(src.Steps) > 0 {
		m.numbers = recall.NewNumbers(src.Steps)
	}
	m.forget()
	return m
}

// forget makes the memory as it is to begin with.
func (m *Memory) forget() {
	m.Cells.Forget()
	m.pairs.Forget()
	if m.numbers != nil {
		m.numbers.Forget()
	}
	m.Decisions, m.Tags = m.Decisions[:firstDecision], m.Tags[:firstDecision]
	m.odd, m.Free, m.Heaviest = false, false, 0
	clear(m.alike)
	m.Forgot++
}

func (m *Memory) isFull() bool {
	return m.Cells.IsFull() || m.pairs.IsFull() || len(m.Decisions) > mostDecisions
}

// makeRoom forgets what is too much: memories that are full, and the largest where all
// together are.
func (w *Worker) makeRoom() {
	if w.roomFor == w.learned {
		return
	}
	w.roomFor = w.learned
	total := 0
	for _, m := range w.deciding {
		if m.isFull() {
			w.forget(m)
		}
		total += len(m.Decisions)
	}
	for total > MostOfAWorker {
		largest := slices.MaxFunc(w.deciding, func(m, n *Memory) int { return len(m.Decisions) - len(n.Decisions) })
		total -= len(largest.Decisions) - firstDecision
		w.forget(largest)
	}
}

// forget forgets what a source decided. Pairs go by the ids of that, so they forget with it.
func (w *Worker) forget(m *Memory) {
	w.learned++
	w.Forgot++
	m.forget()
	for _, p := range w.pairs {
		if pair := w.Plan.Sources[p.Source].Pair; pair[0] == m.Source || pair[1] == m.Source {
			p.forget()
		}
	}
}

// fresh gives room for one more decision, which may have been used before.
func (m *Memory) fresh(src *plan.Source) *Decision {
	id := len(m.Decisions)
	if id < cap(m.Decisions) {
		m.Decisions = m.Decisions[:id+1]
	} else {
		m.Decisions = append(m.Decisions, Decision{})
	}
	d := &m.Decisions[id]
	if d.Earned == nil {
		*d = newDecision(src)
	}
	return d
}

// settle gives the id of the decision that was made last. Of a source whose values nobody
// asks for, one that comes to the same as another is that: there are thousands of titles,
// but few outcomes, which stay in the processor's cache.
func (m *Memory) settle(src *plan.Source) uint32 {
	id := uint32(len(m.Decisions) - 1)
	d := &m.Decisions[id]
	m.odd = m.odd || d.unreadable || d.toCome
	m.Tags = append(m.Tags, Tag{})
	m.label(int(id), src)
	if src.Tells || d.Free || d.unreadable || d.toCome {
		return id
	}
	m.key = d.appendOutcome(m.key[:0])
	if same, known := m.alike[string(m.key)]; known {
		m.Decisions, m.Tags = m.Decisions[:id], m.Tags[:id]
		return same
	}
	if m.alike == nil {
		m.alike = map[string]uint32{}
	}
	m.alike[string(m.key)] = id
	return id
}

// label makes the tag of a decision.
func (m *Memory) label(id int, src *plan.Source) {
	m.Tags[id] = m.Decisions[id].tag(src)
	m.Free, m.Heaviest = m.Free || m.Tags[id].Free, max(m.Heaviest, m.Tags[id].Heaviest)
}

func (d *Decision) tag(src *plan.Source) Tag {
	t := Tag{Free: d.Free}
	for i := range src.Giving {
		t.Heaviest = max(t.Heaviest, exact.Points(d.Earned[i].Amount), -exact.Points(d.Earned[i].Amount))
	}
	return t
}

// appendOutcome appends all that a decision comes to, but for its values.
func (d *Decision) appendOutcome(key []byte) []byte {
	if d.blank {
		key = append(key, 'b')
	}
	for i := range d.Values {
		key = append(key, byte(d.Values[i].State))
	}
	for i := range d.Earned {
		e := &d.Earned[i]
		key = binary.AppendVarint(binary.AppendVarint(key, e.Amount), e.Most)
		key = binary.AppendVarint(append(key, byte(e.Outcome)), int64(e.Band))
	}
	return key
}

// points are what a decision gives to its source's first bin.
func (d *Decision) points() exact.Points {
	if len(d.Given) == 0 {
		return 0
	}
	return d.Given[0]
}

// Tag is the tag of what a source decided of the lead that the Worker holds.
func (w *Worker) Tag(source int) *Tag {
	m := &w.Memories[source]
	return &m.Tags[m.IDs[w.Row]]
}
