package scoring

import (
	"leadscore/match/exact"
	"leadscore/scoring/internal/recall"
)

// Table is leads that follow each other in a list, by where their cells end.
type Table = recall.Table

// MostRows is how many leads a Table may have.
const MostRows = recall.MostRows

// rows is what the cells of some leads decided, column by column.
type rows struct {
	sums   [][]exact.Points // of what criteria earned, by bin
	truths []uint64         // of the stages' conditions on fields; see stages
	ids    []uint32         // of decisions: MostRows of one source after the other
	rest   recall.Rows      // scratch: those that a column does not remember

	count     int      // of the rows
	free      []uint64 // by row, once somebody asks: which of opening leave something open, as far as there are bits
	freeKnown bool     // that is known

	heavy      []uint64       // by row, once somebody asks: which of byWeight have one of the heaviest lines, as far as there are bits
	heavyKnown bool           // that is known
	least      []exact.Points // scratch of that
}

func newRows(e *Engine) rows {
	r := rows{truths: make([]uint64, MostRows), free: make([]uint64, MostRows), heavy: make([]uint64, MostRows), least: make([]exact.Points, MostRows), ids: make([]uint32, len(e.plan.Sources)*MostRows)}
	for range len(e.plan.Groups) + 1 {
		r.sums = append(r.sums, make([]exact.Points, MostRows))
	}
	return r
}

// Score scores one lead: its cells in the order of the header, as many as it has.
// The result is the Scorer's own, valid until the next call.
func (s *Scorer) Score(cells []string) *Result {
	s.begin(1)
	l := lead{cells: cells}
	for _, m := range s.active {
		s.decideRow(m, &l)
		s.takeMore(m, 1)
	}
	s.decidePairs(1)
	s.lookOver()
	return s.Hold(0)
}

// ScoreRows scores all leads of a table, whose columns are those of the header, at once:
// column by column, which takes half the time. Hold tells what became of each, until the
// next call of Score or ScoreRows.
func (s *Scorer) ScoreRows(t *Table) {
	s.begin(t.Rows)
	for _, m := range s.active {
		s.decideColumn(m, t)
		s.takeMore(m, t.Rows)
	}
	s.decidePairs(t.Rows)
	s.lookOver()
}

// begin begins with so many rows.
func (s *Scorer) begin(rows int) {
	s.makeRoom()
	s.rows.count, s.rows.freeKnown, s.rows.heavyKnown = rows, false, false
	s.remarks = s.remarks[:0]
	for _, sums := range s.rows.sums {
		clear(sums[:rows])
	}
	clear(s.rows.truths[:rows])
}

// decideColumn finds what all cells of a source's column decide. What is not remembered,
// or takes long to be found, waits until all else is done.
func (s *Scorer) decideColumn(m *memory, t *Table) {
	rest := &s.rows.rest
	switch sums := s.rows.sums[m.bin]; {
	case m.column >= t.Width || len(s.plan.Sources[m.source].Others) > 0:
		rest.SetAll(t.Rows)
	case m.numbers != nil:
		m.numbers.Column(t, m.column, sums, m.ids, rest)
	default:
		m.cells.Column(t, m.column, sums, m.ids, rest)
	}
	l := lead{table: t}
	for _, row := range rest.All() {
		l.row = int(row)
		s.decideRow(m, &l)
	}
}

// decideRow finds what a source decides of one row.
func (s *Scorer) decideRow(m *memory, l *lead) {
	points, id := s.decide(m, l)
	s.rows.sums[m.bin][l.row] += points
	m.ids[l.row] = id
}

// lookOver finds which sources something may have to be told of, and which may leave something
// open: most do neither, whatever the lead.
func (s *Scorer) lookOver() {
	if s.lookedOver == s.learned {
		return
	}
	s.lookedOver = s.learned
	s.odd, s.opening = s.odd[:0], s.opening[:0]
	for _, m := range s.deciding {
		if m.odd {
			s.odd = append(s.odd, m)
		}
	}
	for _, m := range s.active {
		if m.free && s.plan.Earns(m.source) {
			s.opening = append(s.opening, m)
		}
	}
	s.askingKnown = false
}

// decidePairs finds what two sources each decide together.
func (s *Scorer) decidePairs(rows int) {
	for _, m := range s.pairs {
		pair := s.plan.Sources[m.source].Pair
		first, second := s.memories[pair[0]].ids[:rows], s.memories[pair[1]].ids[:rows]
		sums := s.rows.sums[m.bin][:rows]
		m.pairs.Column(first, second, sums, m.ids, &s.rows.rest)
		for _, row := range s.rows.rest.All() {
			s.row = int(row)
			points, id := s.decidePair(m, first[row], second[row])
			sums[row] += points
			m.ids[row] = id
		}
		s.takeMore(m, rows)
	}
}

// takeMore takes from decisions what else is summed up: points for other bins than the
// first, what stage rules make of the fields.
func (s *Scorer) takeMore(m *memory, rows int) {
	src := &s.plan.Sources[m.source]
	if len(src.Bins) < 2 && len(src.Leaves) == 0 {
		return
	}
	for row, id := range m.ids[:rows] {
		d := &m.decisions[id]
		s.rows.truths[row] |= d.truths
		for k := 1; k < len(src.Bins); k++ {
			s.rows.sums[src.Bins[k]][row] += d.given[k]
		}
	}
}

// Hold makes a row of those scored last the lead that the Scorer tells of. The result is
// the Scorer's own, valid until the next call.
func (s *Scorer) Hold(row int) *Result {
	s.result.Unreadable, s.result.ToCome = s.result.Unreadable[:0], s.result.ToCome[:0]
	s.row = row
	s.held++
	s.stakes.known, s.filled, s.metered, s.freeKnown = false, false, false, false
	s.truths = s.rows.truths[row]
	for i := range s.own {
		s.own[i] = s.rows.sums[i][row]
	}
	for _, m := range s.odd {
		s.noteOdd(m)
	}
	for _, m := range s.earning {
		s.takeEarned(m)
	}
	if s.plan.Eager {
		s.readJoint()
	}
	s.addUp()
	s.result.Stage = s.stage()
	return &s.result
}

// takeEarned takes what attributes and elements earned.
func (s *Scorer) takeEarned(m *memory) {
	src, d := &s.plan.Sources[m.source], s.decision(m.source)
	for k := len(src.Giving); k < len(src.Lines); k++ {
		s.earned[src.Lines[k]] = d.earned[k]
	}
}

// noteOdd notes what is to be told of the cells of a lead.
func (s *Scorer) noteOdd(m *memory) {
	src, d := &s.plan.Sources[m.source], s.decision(m.source)
	for k := 0; d.unreadable && k < len(src.Fields); k++ {
		s.noteUnreadable(src.Fields[k], &d.values[k])
	}
	for k := 0; d.toCome && k < len(src.Fields); k++ {
		if s.plan.IsToCome(src.Fields[k], &d.values[k]) {
			s.result.ToCome = append(s.result.ToCome, src.Fields[k])
		}
	}
}
