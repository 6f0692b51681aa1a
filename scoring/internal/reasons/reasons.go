// Package reasons words why a lead has its score: the lines of the sum that weigh most, and
// the stage rules that are open. It computes nothing, and words each list of lines once.
package reasons

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/recall"
	"leadscore/scoring/internal/worker"
)

// Reasoner says why the lead that its Worker holds has its score.
type Reasoner struct {
	*worker.Worker
	most       int            // how many lines the reasons name
	weighed    []weighed      // by source
	heavyRows  []uint64       // by row: which of byWeight have one of the heaviest lines, as far as there are bits
	heavyBatch int            // the batch that this is of
	least      []exact.Points // scratch of that

	parts, weighing []part  // scratch of the reasons
	top, heavy      []*part // likewise
	key             []byte  // likewise
}

// New makes a Reasoner about the leads of a Worker that names so many lines.
func New(w *worker.Worker, most int) *Reasoner {
	return &Reasoner{
		Worker: w, most: most, weighed: make([]weighed, len(w.Plan.Sources)),
		heavyRows: make([]uint64, recall.MostRows), heavyBatch: -1, least: make([]exact.Points, recall.MostRows),
	}
}

// part is one line of the sum of the lead scored last.
type part struct {
	Kind   explained.LineKind
	Index  int // of the criterion, group or framework; -1 for the clamp of the score
	place  int // among the lines of the sum: that of a criterion is its index
	Points exact.Points
	text   []byte // as a reason says it; nil: yet to be worded
}

// SumParts lists the lines of the sum in their order: the ICP, the criteria, the
// clamps of groups, what fades and what does not count of them, inner before outer, the
// frameworks, the clamp of the score. What changes nothing of a group or the score is left out.
func (s *Reasoner) SumParts() []part {
	parts := s.appendFirstPart(s.parts[:0])
	for i := range s.Plan.Criteria {
		parts = append(parts, s.criterionPart(i))
	}
	s.parts = s.appendLastParts(parts)
	return s.parts
}

func (s *Reasoner) criterionPart(i int) part {
	return part{Kind: explained.LineCriterion, Index: i, place: i, Points: exact.Points(s.EarnedBy(i).Amount)}
}

// appendFirstPart appends what comes before the criteria.
func (s *Reasoner) appendFirstPart(parts []part) []part {
	if s.Plan.ICP == nil {
		return parts
	}
	return append(parts, part{Kind: explained.LineICP, place: -1, Points: earning.Limit(s.Plan.ICP.Points(s.Fit))})
}

// appendLastParts appends what comes after the criteria.
func (s *Reasoner) appendLastParts(parts []part) []part {
	e, r := s.Plan, &s.Last
	place := len(e.Criteria)
	add := func(kind explained.LineKind, index int, p exact.Points) {
		parts = append(parts, part{Kind: kind, Index: index, place: place, Points: p})
		place++
	}
	for _, i := range e.ClampOrder {
		s.passed(i, func(kind explained.LineKind, p exact.Points) { add(kind, i, p) })
	}
	for i, f := range e.Frameworks {
		add(explained.LineFramework, i, earning.Limit(f.Points(r.Frameworks[i])))
	}
	if r.Score != s.Sum {
		add(explained.LineClamp, -1, r.Score-s.Sum)
	}
	return parts
}

// PartName is the name of a line in the rulebook's language.
func (s *Reasoner) PartName(p *part) string {
	e := s.Plan
	switch p.Kind {
	case explained.LineICP:
		return cmp.Or(e.ProfileName(s.Last.Profile), e.Words.ICP)
	case explained.LineCriterion:
		return e.Rulebook.Criteria[p.Index].Name
	case explained.LineFramework:
		return e.Rulebook.Frameworks[p.Index].Name
	}
	up := p.Points > 0
	switch {
	case p.Kind == explained.LineDecay:
		return e.GroupNames[p.Index].Faded
	case p.Kind == explained.LineCounts:
		return e.GroupNames[p.Index].Counted
	case p.Index < 0 && up:
		return e.Words.FloorSum
	case p.Index < 0:
		return e.Words.CapScore
	case up:
		return e.GroupNames[p.Index].Floored
	}
	return e.GroupNames[p.Index].Capped
}

// Reasons says why the lead scored last stands where it does: what the deciding
// stage rule says, the earlier stage rules that are unknown, and the lines that
// weigh most.
func (s *Reasoner) Reasons() []string {
	var reasons []string
	s.appendReasons(nil, func(text []byte) []byte {
		reasons = append(reasons, string(text))
		return text[:0]
	})
	return reasons
}

// JoinReasons appends the reasons as one text.
func (s *Reasoner) JoinReasons(dst []byte) []byte {
	const between = "; "
	start := len(dst)
	dst = s.appendReasons(dst, func(text []byte) []byte { return append(text, between...) })
	if len(dst) == start {
		return dst
	}
	return dst[:len(dst)-len(between)]
}

// appendReasons appends one reason after the other, and calls end behind each.
func (s *Reasoner) appendReasons(dst []byte, end func([]byte) []byte) []byte {
	e := s.Plan
	if s.Last.Stage >= 0 {
		if because := e.Rulebook.Stages[s.Last.Stage].Because; because != "" {
			dst = end(append(dst, because...))
		}
	}
	for i := 0; s.InDoubt && i < len(e.Stages) && i != s.Last.Stage; i++ {
		if rule := e.Stages[i]; !rule.Eval(s.Settled()).Known() {
			if unknown := s.whatIsUnknown(rule); unknown != "" {
				maybe, stage := e.Words.Maybe, &e.Rulebook.Stages[i]
				if stage.Out {
					maybe[0] = e.Words.MaybeOut
				}
				dst = append(append(append(dst, maybe[0]...), stage.Name...), maybe[1]...)
				dst = end(append(append(dst, unknown...), maybe[2]...))
			}
		}
	}
	for _, p := range s.heaviest() {
		if p.text != nil {
			dst = append(dst, p.text...)
		} else {
			dst = s.appendPart(dst, p)
		}
		dst = end(dst)
	}
	return dst
}

// appendPart words a line of the sum: "Budget +10".
func (s *Reasoner) appendPart(dst []byte, p *part) []byte {
	return p.Points.AppendSigned(append(append(dst, s.PartName(p)...), ' '))
}

// whatIsUnknown names the fields and metrics that keep a condition open, but for columns
// that the list does not have and need not: nobody fills those.
func (s *Reasoner) whatIsUnknown(c *match.Cond) string {
	var names []string
	c.Fields(func(i int) {
		s.visitUnknown(i, func(open int) {
			if s.Value(open).State == cell.Absent {
				return
			}
			name := s.openText(open)
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		})
	})
	return strings.Join(names, s.Plan.Words.Between)
}

// visitUnknown calls visit for a field or metric that is not known for certain; in
// place of a derived field, for those of its sources that are not.
func (s *Reasoner) visitUnknown(i int, visit func(int)) (found bool) {
	if v := s.Value(i); v.State == cell.Known && !v.IsInterval() {
		return false
	}
	if i < len(s.Plan.Fields) {
		for _, source := range s.Plan.Fields[i].Sources {
			found = s.visitUnknown(source, visit) || found
		}
	}
	if !found {
		visit(i)
	}
	return true
}

// openText says which value leaves a condition open, and why: "Budget blank", "Size 100 to
// 299".
func (s *Reasoner) openText(i int) string {
	name := s.Plan.NameOf(i)
	framework, needs := strings.CutSuffix(name, ".qualified")
	switch {
	case i < len(s.Plan.Fields):
		return name + s.stateText(i)
	case needs:
		return framework + s.Plan.Words.OpenNeeds
	}
	return s.Plan.MetricText(name) + s.Plan.Words.Open
}

// stateText says why a field's value leaves a condition open: " blank", " 100 to 299".
func (s *Reasoner) stateText(i int) string {
	v := s.Value(i)
	switch {
	case v.State == cell.Known:
		return s.Plan.Words.Value + s.Plan.ValueText(i, v)
	case s.Plan.Fields[i].Decl.Seniority.Text != "":
		return s.Plan.Words.NoLevel
	case s.Plan.Fields[i].OfTitle():
		return s.Plan.Words.NoDepartment
	case s.Plan.Fields[i].Derived != nil:
		return s.Plan.Words.Open
	}
	return s.Plan.Words.States[v.State]
}

// heaviest is the lines of most points, up or down, as many as the options ask
// for; those that add stand before those that take.
func (s *Reasoner) heaviest() []*part {
	e := s.Plan
	s.parts = s.appendLastParts(s.appendFirstPart(s.parts[:0]))
	for _, i := range e.Joint {
		if e.Lines[i].Criterion != nil {
			s.parts = append(s.parts, s.criterionPart(i))
		}
	}
	top := topParts{most: s.most, parts: s.top[:0]}
	for i := range s.parts {
		top.add(s.parts[i : i+1])
	}
	for left := s.heavyBits(); left != 0; left &= left - 1 {
		s.addHeaviest(&top, s.ByWeight[bits.TrailingZeros64(left)])
	}
	for _, m := range s.ByWeight[min(worker.MostBits, len(s.ByWeight)):] {
		s.addHeaviest(&top, m)
	}
	s.top = top.parts
	slices.SortStableFunc(s.top, func(a, b *part) int { return cmp.Compare(b.Points, a.Points) })
	return s.top
}

func (s *Reasoner) addHeaviest(top *topParts, m *worker.Memory) {
	if weight := s.Tag(m.Source).Heaviest; weight > 0 && weight >= top.least {
		top.add(s.heaviestOf(m))
	}
}

// heavyBits tells which of byWeight may have one of the heaviest lines of this lead. All leads
// of a table are looked at, one source after the other, and without a jump: what is heavy is
// another source with each lead.
func (s *Reasoner) heavyBits() uint64 {
	if s.heavyBatch != s.Batch {
		s.heavyBatch = s.Batch
		heavy := s.heavyRows[:s.Rows.Count]
		clear(heavy)
		least := s.leastWeights(len(heavy))
		for k, m := range s.ByWeight[:min(worker.MostBits, len(s.ByWeight))] {
			for row, id := range m.IDs[:len(heavy)] {
				var bit uint64
				if m.Tags[id].Heaviest >= least[row] {
					bit = 1
				}
				heavy[row] |= bit << k
			}
		}
	}
	return s.heavyRows[s.Row]
}

// leastWeights is what the heaviest line of a source must weigh to be told, by row: as much as
// the third of all sources where no more than three lines are told; else anything.
func (s *Reasoner) leastWeights(rows int) []exact.Points {
	var first, second [recall.MostRows]exact.Points
	third := s.least[:rows]
	clear(third)
	for _, m := range s.ByWeight {
		if m.Heaviest == 0 || s.most > 3 {
			continue
		}
		for row, id := range m.IDs[:rows] {
			w := m.Tags[id].Heaviest
			first[row], w = max(first[row], w), min(first[row], w)
			second[row], w = max(second[row], w), min(second[row], w)
			third[row] = max(third[row], w)
		}
	}
	for row := range third {
		third[row] = max(third[row], 1)
	}
	return third
}

// weighed are the heaviest of the criteria that a source decides alone, worded, of the
// decisions that it remembers: thousands of those come to a few lists of parts, which stay in
// the processor's cache.
type weighed struct {
	forgot int               // when the memory forgot what it had
	lists  [][]part          // by what tags say
	known  map[string]uint32 // those that are remembered, by criteria and points
	text   []byte            // that those of the lead which is looked at closely are worded in
}

// What lists there are to begin with.
const (
	notWeighed     = 0 // none
	weighedClosely = 1 // that of the lead which is looked at closely
)

func (w *weighed) forget() {
	clear(w.lists)
	w.lists = append(w.lists[:0], nil, nil)
	clear(w.known)
}

// heaviestOf is the heaviest of the criteria that a source decides alone, the heaviest
// first.
func (s *Reasoner) heaviestOf(m *worker.Memory) []part {
	id := m.IDs[s.Row]
	t := &m.Tags[id]
	if w := &s.weighed[m.Source]; w.forgot != m.Forgot {
		w.forget()
		w.forgot = m.Forgot
	}
	if t.Weighed == notWeighed {
		t.Weighed = s.weighCriteria(m, id)
	}
	return s.weighed[m.Source].lists[t.Weighed]
}

// weighCriteria finds or makes the list of what a source decided of the lead.
func (s *Reasoner) weighCriteria(m *worker.Memory, id uint32) uint32 {
	src, w := &s.Plan.Sources[m.Source], &s.weighed[m.Source]
	all := s.weighing[:0]
	for _, i := range src.Lines[:len(src.Giving)] {
		all = append(all, s.criterionPart(i))
	}
	top := topParts{most: s.most, parts: s.heavy[:0]}
	for k := range all {
		top.add(all[k : k+1])
	}
	s.weighing, s.heavy = all, top.parts
	if id == worker.Closely {
		w.lists[weighedClosely], w.text = s.wordAll(w.lists[weighedClosely][:0], w.text[:0], top.parts)
		return weighedClosely
	}
	s.key = s.key[:0]
	for _, p := range top.parts {
		s.key = binary.AppendVarint(binary.AppendUvarint(s.key, uint64(p.Index)), int64(p.Points))
	}
	at, found := w.known[string(s.key)]
	if !found {
		at = uint32(len(w.lists))
		list, _ := s.wordAll(nil, nil, top.parts)
		w.lists = append(w.lists, list)
		if w.known == nil {
			w.known = map[string]uint32{}
		}
		w.known[string(s.key)] = at
	}
	return at
}

// wordAll appends parts to a list, and what they are called to a text.
func (s *Reasoner) wordAll(list []part, text []byte, parts []*part) ([]part, []byte) {
	for _, p := range parts {
		begin := len(text)
		text = s.appendPart(text, p)
		p.text = text[begin:]
		list = append(list, *p)
	}
	return list, text
}

// topParts is the parts of most points, up or down, of those added: of equal ones, the
// first of the sum.
type topParts struct {
	most  int
	parts []*part      // the heaviest first
	least exact.Points // what a part must weigh to be one of them
}

// add adds parts that stand by their weight, the heaviest first.
func (t *topParts) add(parts []part) {
	for i := range parts {
		p := &parts[i]
		if p.Points == 0 || len(t.parts) == t.most && (t.most == 0 || !p.outweighs(t.parts[t.most-1])) {
			return
		}
		t.insert(p)
	}
}

func (t *topParts) insert(p *part) {
	if len(t.parts) < t.most {
		t.parts = append(t.parts, nil)
	}
	at := len(t.parts) - 1
	for ; at > 0 && p.outweighs(t.parts[at-1]); at-- {
		t.parts[at] = t.parts[at-1]
	}
	t.parts[at] = p
	if len(t.parts) == t.most {
		t.least = t.parts[t.most-1].weight()
	}
}

func (p *part) weight() exact.Points { return max(p.Points, -p.Points) }

func (p *part) outweighs(q *part) bool {
	weight, than := p.weight(), q.weight()
	return weight > than || weight == than && p.place < q.place
}
