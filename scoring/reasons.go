package scoring

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
	"leadscore/scoring/internal/words"
)

// part is one line of the sum of the lead scored last.
type part struct {
	kind   explained.LineKind
	index  int // of the criterion, group or framework; -1 for the clamp of the score
	place  int // among the lines of the sum: that of a criterion is its index
	points exact.Points
	text   []byte // as a reason says it; nil: yet to be worded
}

// sumParts lists the lines of the sum in their order: the ICP, the criteria, the
// clamps of groups, what fades and what does not count of them, inner before outer, the
// frameworks, the clamp of the score. What changes nothing of a group or the score is left out.
func (s *Scorer) sumParts() []part {
	parts := s.appendFirstPart(s.parts[:0])
	for i := range s.plan.Criteria {
		parts = append(parts, s.criterionPart(i))
	}
	s.parts = s.appendLastParts(parts)
	return s.parts
}

func (s *Scorer) criterionPart(i int) part {
	return part{kind: explained.LineCriterion, index: i, place: i, points: exact.Points(s.earnedBy(i).Amount)}
}

// appendFirstPart appends what comes before the criteria.
func (s *Scorer) appendFirstPart(parts []part) []part {
	if s.plan.ICP == nil {
		return parts
	}
	return append(parts, part{kind: explained.LineICP, place: -1, points: earning.Limit(s.plan.ICP.Points(s.fit))})
}

// appendLastParts appends what comes after the criteria.
func (s *Scorer) appendLastParts(parts []part) []part {
	e, r := s.engine, &s.result
	place := len(e.plan.Criteria)
	add := func(kind explained.LineKind, index int, p exact.Points) {
		parts = append(parts, part{kind: kind, index: index, place: place, points: p})
		place++
	}
	for _, i := range e.plan.ClampOrder {
		s.passed(i, func(kind explained.LineKind, p exact.Points) { add(kind, i, p) })
	}
	for i, f := range e.plan.Frameworks {
		add(explained.LineFramework, i, earning.Limit(f.Points(r.Frameworks[i])))
	}
	if r.Score != s.sum {
		add(explained.LineClamp, -1, r.Score-s.sum)
	}
	return parts
}

// partName is the name of a line in the rulebook's language.
func (s *Scorer) partName(p *part) string {
	e := s.engine
	switch p.kind {
	case explained.LineICP:
		return cmp.Or(e.plan.ProfileName(s.result.Profile), e.plan.Words.ICP)
	case explained.LineCriterion:
		return e.plan.Rulebook.Criteria[p.index].Name
	case explained.LineFramework:
		return e.plan.Rulebook.Frameworks[p.index].Name
	}
	up := p.points > 0
	switch {
	case p.kind == explained.LineDecay:
		return e.plan.GroupNames[p.index].Faded
	case p.kind == explained.LineCounts:
		return e.plan.GroupNames[p.index].Counted
	case p.index < 0 && up:
		return e.plan.Words.FloorSum
	case p.index < 0:
		return e.plan.Words.CapScore
	case up:
		return e.plan.GroupNames[p.index].Floored
	}
	return e.plan.GroupNames[p.index].Capped
}

// Reasons says why the lead scored last stands where it does: what the deciding
// stage rule says, the earlier stage rules that are unknown, and the lines that
// weigh most.
func (s *Scorer) Reasons() []string {
	var reasons []string
	s.appendReasons(nil, func(text []byte) []byte {
		reasons = append(reasons, string(text))
		return text[:0]
	})
	return reasons
}

// IsOpenReason tells whether a reason is not one yet: it names a stage that the lead may
// be in, and what would have to be known.
func IsOpenReason(reason string) bool {
	return slices.ContainsFunc([]string{words.MayBe, words.MayBeJapanese, words.MayBeOutJapanese}, func(begin string) bool { return strings.HasPrefix(reason, begin) })
}

// joinReasons appends the reasons as one text.
func (s *Scorer) joinReasons(dst []byte) []byte {
	const between = "; "
	start := len(dst)
	dst = s.appendReasons(dst, func(text []byte) []byte { return append(text, between...) })
	if len(dst) == start {
		return dst
	}
	return dst[:len(dst)-len(between)]
}

// appendReasons appends one reason after the other, and calls end behind each.
func (s *Scorer) appendReasons(dst []byte, end func([]byte) []byte) []byte {
	e := s.engine
	if s.result.Stage >= 0 {
		if because := e.plan.Rulebook.Stages[s.result.Stage].Because; because != "" {
			dst = end(append(dst, because...))
		}
	}
	for i := 0; s.inDoubt && i < len(e.plan.Stages) && i != s.result.Stage; i++ {
		if rule := e.plan.Stages[i]; !rule.Eval(s.settled()).Known() {
			if unknown := s.whatIsUnknown(rule); unknown != "" {
				maybe, stage := e.plan.Words.Maybe, &e.plan.Rulebook.Stages[i]
				if stage.Out {
					maybe[0] = e.plan.Words.MaybeOut
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
func (s *Scorer) appendPart(dst []byte, p *part) []byte {
	return p.points.AppendSigned(append(append(dst, s.partName(p)...), ' '))
}

// whatIsUnknown names the fields and metrics that keep a condition open, but for columns
// that the list does not have and need not: nobody fills those.
func (s *Scorer) whatIsUnknown(c *match.Cond) string {
	var names []string
	c.Fields(func(i int) {
		s.visitUnknown(i, func(open int) {
			if s.value(open).State == cell.Absent {
				return
			}
			name := s.openText(open)
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		})
	})
	return strings.Join(names, s.plan.Words.Between)
}

// visitUnknown calls visit for a field or metric that is not known for certain; in
// place of a derived field, for those of its sources that are not.
func (s *Scorer) visitUnknown(i int, visit func(int)) (found bool) {
	if v := s.value(i); v.State == cell.Known && !v.IsInterval() {
		return false
	}
	if i < len(s.plan.Fields) {
		for _, source := range s.plan.Fields[i].Sources {
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
func (s *Scorer) openText(i int) string {
	name := s.plan.NameOf(i)
	framework, needs := strings.CutSuffix(name, ".qualified")
	switch {
	case i < len(s.plan.Fields):
		return name + s.stateText(i)
	case needs:
		return framework + s.plan.Words.OpenNeeds
	}
	return s.plan.MetricText(name) + s.plan.Words.Open
}

// stateText says why a field's value leaves a condition open: " blank", " 100 to 299".
func (s *Scorer) stateText(i int) string {
	v := s.value(i)
	switch {
	case v.State == cell.Known:
		return s.plan.Words.Value + s.plan.ValueText(i, v)
	case s.plan.Fields[i].Decl.Seniority.Text != "":
		return s.plan.Words.NoLevel
	case s.plan.Fields[i].OfTitle():
		return s.plan.Words.NoDepartment
	case s.plan.Fields[i].Derived != nil:
		return s.plan.Words.Open
	}
	return s.plan.Words.States[v.State]
}

// heaviest is the lines of most points, up or down, as many as the options ask
// for; those that add stand before those that take.
func (s *Scorer) heaviest() []*part {
	e := s.engine
	s.parts = s.appendLastParts(s.appendFirstPart(s.parts[:0]))
	for _, i := range e.plan.Joint {
		if e.plan.Lines[i].Criterion != nil {
			s.parts = append(s.parts, s.criterionPart(i))
		}
	}
	top := topParts{most: e.reasons, parts: s.top[:0]}
	for i := range s.parts {
		top.add(s.parts[i : i+1])
	}
	for left := s.heavyBits(); left != 0; left &= left - 1 {
		s.addHeaviest(&top, s.byWeight[bits.TrailingZeros64(left)])
	}
	for _, m := range s.byWeight[min(mostBits, len(s.byWeight)):] {
		s.addHeaviest(&top, m)
	}
	s.top = top.parts
	slices.SortStableFunc(s.top, func(a, b *part) int { return cmp.Compare(b.points, a.points) })
	return s.top
}

func (s *Scorer) addHeaviest(top *topParts, m *memory) {
	if weight := s.tagOf(m.source).heaviest; weight > 0 && weight >= top.least {
		top.add(s.heaviestOf(m))
	}
}

// heavyBits tells which of byWeight may have one of the heaviest lines of this lead. All leads
// of a table are looked at, one source after the other, and without a jump: what is heavy is
// another source with each lead.
func (s *Scorer) heavyBits() uint64 {
	if !s.rows.heavyKnown {
		s.rows.heavyKnown = true
		heavy := s.rows.heavy[:s.rows.count]
		clear(heavy)
		least := s.leastWeights(len(heavy))
		for k, m := range s.byWeight[:min(mostBits, len(s.byWeight))] {
			for row, id := range m.ids[:len(heavy)] {
				var bit uint64
				if m.tags[id].heaviest >= least[row] {
					bit = 1
				}
				heavy[row] |= bit << k
			}
		}
	}
	return s.rows.heavy[s.row]
}

// leastWeights is what the heaviest line of a source must weigh to be told, by row: as much as
// the third of all sources where no more than three lines are told; else anything.
func (s *Scorer) leastWeights(rows int) []exact.Points {
	var first, second [MostRows]exact.Points
	third := s.rows.least[:rows]
	clear(third)
	for _, m := range s.byWeight {
		if m.heaviest == 0 || s.engine.reasons > 3 {
			continue
		}
		for row, id := range m.ids[:rows] {
			w := m.tags[id].heaviest
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
	lists [][]part          // by what tags say
	known map[string]uint32 // those that are remembered, by criteria and points
	text  []byte            // that those of the lead which is looked at closely are worded in
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
func (s *Scorer) heaviestOf(m *memory) []part {
	id := m.ids[s.row]
	t := &m.tags[id]
	if t.weighed == notWeighed {
		t.weighed = s.weighCriteria(m, id)
	}
	return m.weighed.lists[t.weighed]
}

// weighCriteria finds or makes the list of what a source decided of the lead.
func (s *Scorer) weighCriteria(m *memory, id uint32) uint32 {
	src, w := &s.plan.Sources[m.source], &m.weighed
	all := s.weighing[:0]
	for _, i := range src.Lines[:len(src.Giving)] {
		all = append(all, s.criterionPart(i))
	}
	top := topParts{most: s.engine.reasons, parts: s.heavy[:0]}
	for k := range all {
		top.add(all[k : k+1])
	}
	s.weighing, s.heavy = all, top.parts
	if id == lookedAtClosely {
		w.lists[weighedClosely], w.text = s.wordAll(w.lists[weighedClosely][:0], w.text[:0], top.parts)
		return weighedClosely
	}
	m.key = m.key[:0]
	for _, p := range top.parts {
		m.key = binary.AppendVarint(binary.AppendUvarint(m.key, uint64(p.index)), int64(p.points))
	}
	at, found := w.known[string(m.key)]
	if !found {
		at = uint32(len(w.lists))
		list, _ := s.wordAll(nil, nil, top.parts)
		w.lists = append(w.lists, list)
		if w.known == nil {
			w.known = map[string]uint32{}
		}
		w.known[string(m.key)] = at
	}
	return at
}

// wordAll appends parts to a list, and what they are called to a text.
func (s *Scorer) wordAll(list []part, text []byte, parts []*part) ([]part, []byte) {
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
		if p.points == 0 || len(t.parts) == t.most && (t.most == 0 || !p.outweighs(t.parts[t.most-1])) {
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

func (p *part) weight() exact.Points { return max(p.points, -p.points) }

func (p *part) outweighs(q *part) bool {
	weight, than := p.weight(), q.weight()
	return weight > than || weight == than && p.place < q.place
}
