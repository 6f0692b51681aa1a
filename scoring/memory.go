package scoring

import (
	"encoding/binary"
	"slices"

	"leadscore/match/exact"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/recall"
)

// memory holds what cells of one source have decided, or what two sources have. The ids of
// decisions stay true while rows are scored; between them, a memory that is full forgets all.
type memory struct {
	source  int      // that it is of
	column  int      // of the source; absent: none
	bin     int      // that the points of its places go to
	ids     []uint32 // of the decisions, by row
	cells   recall.Cells
	numbers *recall.Numbers // of whole numbers, where the source has steps; else nil
	pairs   recall.Pairs

	decisions []decision        // by id: the first is that of a lead which is looked at closely
	tags      []tag             // by id
	alike     map[string]uint32 // the ids of those of a source that tells no values, by what they come to
	key       []byte            // scratch of that
	odd       bool              // one of them is to be told of the lead: unreadable, or to come
	free      bool              // one of the values of one is
	heaviest  exact.Points      // of all
	weighed   weighed
}

// tag is what is asked first of a decision, and tells of most that there is no more to ask.
type tag struct {
	heaviest exact.Points // of its criteria the most that one gives or takes
	free     bool         // one of the values is
	weighed  uint32       // which list of the heaviest criteria is its, see heaviestOf
}

const (
	mostDecisions   = recall.MostCells // of one memory
	mostOfAScorer   = 24_576           // of all together
	firstDecision   = 1
	lookedAtClosely = 0
)

func (s *Scorer) newMemory(i int) memory {
	src := &s.plan.Sources[i]
	m := memory{source: i, column: src.Column, bin: src.First, ids: s.rows.ids[i*MostRows:][:MostRows], decisions: []decision{newDecision(src)}, tags: make([]tag, 1)}
	if len(src.Steps) > 0 {
		m.numbers = recall.NewNumbers(src.Steps)
	}
	m.forget()
	return m
}

// forget makes the memory as it is to begin with.
func (m *memory) forget() {
	m.cells.Forget()
	m.pairs.Forget()
	if m.numbers != nil {
		m.numbers.Forget()
	}
	m.decisions, m.tags = m.decisions[:firstDecision], m.tags[:firstDecision]
	m.odd, m.free, m.heaviest = false, false, 0
	clear(m.alike)
	m.weighed.forget()
}

func (m *memory) isFull() bool {
	return m.cells.IsFull() || m.pairs.IsFull() || len(m.decisions) > mostDecisions
}

// makeRoom forgets what is too much: memories that are full, and the largest where all
// together are.
func (s *Scorer) makeRoom() {
	if s.roomFor == s.learned {
		return
	}
	s.roomFor = s.learned
	total := 0
	for _, m := range s.deciding {
		if m.isFull() {
			s.forget(m)
		}
		total += len(m.decisions)
	}
	for total > mostOfAScorer {
		largest := slices.MaxFunc(s.deciding, func(m, n *memory) int { return len(m.decisions) - len(n.decisions) })
		total -= len(largest.decisions) - firstDecision
		s.forget(largest)
	}
}

// forget forgets what a source decided. Pairs go by the ids of that, so they forget with it.
func (s *Scorer) forget(m *memory) {
	s.learned++
	m.forget()
	for _, p := range s.pairs {
		if pair := s.plan.Sources[p.source].Pair; pair[0] == m.source || pair[1] == m.source {
			p.forget()
		}
	}
}

// fresh gives room for one more decision, which may have been used before.
func (m *memory) fresh(src *plan.Source) *decision {
	id := len(m.decisions)
	if id < cap(m.decisions) {
		m.decisions = m.decisions[:id+1]
	} else {
		m.decisions = append(m.decisions, decision{})
	}
	d := &m.decisions[id]
	if d.earned == nil {
		*d = newDecision(src)
	}
	return d
}

// settle gives the id of the decision that was made last. Of a source whose values nobody
// asks for, one that comes to the same as another is that: there are thousands of titles,
// but few outcomes, which stay in the processor's cache.
func (m *memory) settle(src *plan.Source) uint32 {
	id := uint32(len(m.decisions) - 1)
	d := &m.decisions[id]
	m.odd = m.odd || d.unreadable || d.toCome
	m.tags = append(m.tags, tag{})
	m.label(int(id), src)
	if src.Tells || d.free || d.unreadable || d.toCome {
		return id
	}
	m.key = d.appendOutcome(m.key[:0])
	if same, known := m.alike[string(m.key)]; known {
		m.decisions, m.tags = m.decisions[:id], m.tags[:id]
		return same
	}
	if m.alike == nil {
		m.alike = map[string]uint32{}
	}
	m.alike[string(m.key)] = id
	return id
}

// label makes the tag of a decision.
func (m *memory) label(id int, src *plan.Source) {
	m.tags[id] = m.decisions[id].tag(src)
	m.free, m.heaviest = m.free || m.tags[id].free, max(m.heaviest, m.tags[id].heaviest)
}

func (d *decision) tag(src *plan.Source) tag {
	t := tag{free: d.free}
	for i := range src.Giving {
		t.heaviest = max(t.heaviest, exact.Points(d.earned[i].Amount), -exact.Points(d.earned[i].Amount))
	}
	return t
}

// appendOutcome appends all that a decision comes to, but for its values.
func (d *decision) appendOutcome(key []byte) []byte {
	if d.blank {
		key = append(key, 'b')
	}
	for i := range d.values {
		key = append(key, byte(d.values[i].State))
	}
	for i := range d.earned {
		e := &d.earned[i]
		key = binary.AppendVarint(binary.AppendVarint(key, e.Amount), e.Most)
		key = binary.AppendVarint(append(key, byte(e.Outcome)), int64(e.Band))
	}
	return key
}

// points are what a decision gives to its source's first bin.
func (d *decision) points() exact.Points {
	if len(d.given) == 0 {
		return 0
	}
	return d.given[0]
}
