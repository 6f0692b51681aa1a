package movers

import (
	"cmp"
	"slices"

	"leadscore/match/exact"
	"leadscore/scoring"
	"leadscore/scoring/explained"
	"leadscore/scoring/rule"
)

// Judge compares what two engines make of a lead, or of a lead as it was and as it is.
// It is not safe for use by several goroutines.
type Judge struct {
	before, after side
	mixed         *scoring.Scorer // the earlier rulebook with the later stages; nil: as the one or the other
	stages        *Stages
	restaged      map[string]bool // names of stages that ask something else
	deltas        []delta
	shown         *scoring.Scorer
}

// side is one engine of a Judge.
type side struct {
	scorer *scoring.Scorer
	engine *scoring.Engine
	bands  map[string][]rule.Band // of criteria
	rules  map[string][]rule.Rule // criteria, the ICP, frameworks and stages, by kind and name
	parts  []explained.Part
}

// delta is a line of the sum that earns something else.
type delta struct {
	id            RuleID
	before, after exact.Points
	had, has      bool // there is such a line
}

func (d *delta) size() exact.Points { return max(d.after-d.before, d.before-d.after) }

// NewJudge makes a Judge. mixed, which may be nil, tells what stages alone change.
func NewJudge(before, after, mixed *scoring.Engine, stages *Stages) *Judge {
	j := &Judge{before: newSide(before), after: newSide(after), stages: stages, restaged: map[string]bool{}, shown: after.NewScorer()}
	if mixed != nil {
		j.mixed = mixed.NewScorer()
	}
	for _, name := range stages.Names() {
		was, _ := before.StageRule(name)
		is, _ := after.StageRule(name)
		j.restaged[name] = was != is
	}
	return j
}

func newSide(e *scoring.Engine) side {
	s := side{scorer: e.NewScorer(), engine: e, bands: map[string][]rule.Band{}, rules: map[string][]rule.Rule{}}
	for _, r := range e.Rules() {
		if r.Kind == rule.Criterion {
			s.bands[r.Name] = e.Bands(r)
		}
		if r.Kind != rule.Attribute && r.Kind != rule.Element {
			s.rules[ruleKey(string(r.Kind), r.Name)] = append(s.rules[ruleKey(string(r.Kind), r.Name)], r)
		}
	}
	return s
}

func ruleKey(kind, name string) string { return kind + ":" + name }

// Compared is what two engines make of a lead.
type Compared struct {
	Before, After           Standing
	OrderBefore, OrderAfter scoring.Order // without line
}

// Compare scores a lead by both engines: its cells in the order of the one's header, and
// of the other's.
func (j *Judge) Compare(before, after []string) Compared {
	var c Compared
	c.Before, c.OrderBefore = j.before.score(before)
	c.After, c.OrderAfter = j.after.score(after)
	j.findDeltas()
	return c
}

func (s *side) score(cells []string) (Standing, scoring.Order) {
	r := s.scorer.Score(cells)
	s.parts = s.scorer.AppendParts(s.parts[:0])
	return Standing{r.Score, s.engine.StageName(r)}, s.engine.Order(r, 0)
}

// findDeltas finds the lines that earn something else. Most stand at the same place.
func (j *Judge) findDeltas() {
	j.deltas = j.deltas[:0]
	after := j.after.parts
	for i, p := range j.before.parts {
		if i < len(after) && isLine(p, after[i]) {
			j.addDelta(&j.before.parts[i], &after[i])
		} else if at := slices.IndexFunc(after, func(q explained.Part) bool { return isLine(p, q) }); at >= 0 {
			j.addDelta(&j.before.parts[i], &after[at])
		} else {
			j.addDelta(&j.before.parts[i], nil)
		}
	}
	for i, q := range after {
		if i < len(j.before.parts) && isLine(j.before.parts[i], q) {
			continue
		}
		if !slices.ContainsFunc(j.before.parts, func(p explained.Part) bool { return isLine(p, q) }) {
			j.addDelta(nil, &after[i])
		}
	}
}

func isLine(p, q explained.Part) bool { return p.Kind == q.Kind && p.Name == q.Name }

func (j *Judge) addDelta(p, q *explained.Part) {
	d := delta{had: p != nil, has: q != nil}
	any := p
	if p == nil {
		any = q
	}
	if p != nil {
		d.before = p.Points
	}
	if q != nil {
		d.after = q.Points
	}
	if d.before == d.after {
		return
	}
	d.id = RuleID{Kind: string(any.Kind), Name: any.Name}
	if !any.Kind.Earns() { // one that changes nothing is not told
		d.had, d.has = true, true
	}
	if p != nil {
		d.id.Band = j.before.band(p)
	}
	if q != nil {
		d.id.BandAfter = j.after.band(q)
	}
	j.deltas = append(j.deltas, d)
}

// band is the condition of the band that decided a line.
func (s *side) band(p *explained.Part) string {
	if bands := s.bands[p.Name]; p.Kind == explained.LineCriterion && p.Band >= 0 && p.Band < len(bands) {
		return bands[p.Band].Text
	}
	return ""
}

// Reason is what moved the lead compared last most; before is its cells as they were.
func (j *Judge) Reason(c Compared, before []string) Reason {
	moved := c.Before.Stage != c.After.Stage
	if moved && j.movedByStages(c, before) {
		if r, found := j.stageReason(c); found {
			return r
		}
	}
	if main := j.heaviest(); main != nil {
		return main.reason()
	}
	if moved {
		if r, found := j.metricReason(); found {
			return r
		}
		if r, found := j.stageReason(c); found {
			return r
		}
	}
	return Reason{}
}

// movedByStages tells whether the later stage rules alone lead to another stage.
func (j *Judge) movedByStages(c Compared, before []string) bool {
	if j.mixed == nil {
		return len(j.deltas) == 0
	}
	result := j.mixed.Score(before)
	return j.stages.Place(j.mixed.Engine().StageName(result)) == j.stages.Place(c.After.Stage)
}

// stageReason is the stage rule that decided otherwise: of the better of the two stages
// if it asks something else, else of the other.
func (j *Judge) stageReason(c Compared) (Reason, bool) {
	for _, name := range slices.Concat(j.betterFirst(c), j.stages.Names()) {
		if name != "" && j.restaged[name] {
			return j.byStage(RuleID{Kind: "stage", Name: name}, nil), true
		}
	}
	return Reason{}, false
}

// byStage is the reason that a stage rule decided otherwise.
func (j *Judge) byStage(id RuleID, cells [][3]string) Reason {
	_, was := j.before.engine.StageRule(id.Name)
	_, is := j.after.engine.StageRule(id.Name)
	return Reason{Cause: ByStage, Rule: id, Was: was, Is: is, Cells: cells}
}

// heaviest is the line whose points changed most; of equal ones the first.
func (j *Judge) heaviest() *delta {
	if len(j.deltas) == 0 {
		return nil
	}
	main := slices.MaxFunc(j.deltas, func(a, b delta) int { return cmp.Compare(a.size(), b.size()) })
	return &main
}

func (d *delta) reason() Reason {
	r := Reason{Cause: ByRule, Rule: d.id, Known: true}
	if d.had {
		r.Before = &d.before
	}
	if d.has {
		r.After = &d.after
	}
	return r
}

// metricReason is the first metric of stage rules that comes to something else.
func (j *Judge) metricReason() (Reason, bool) {
	after := map[string]string{}
	for _, m := range j.after.scorer.Metrics() {
		after[m.Name] = m.Value
	}
	for _, m := range j.before.scorer.Metrics() {
		if now, has := after[m.Name]; has && now != m.Value {
			return Reason{Cause: ByMetric, Rule: RuleID{Kind: "metric", Name: m.Name}, Was: m.Value, Is: now}, true
		}
	}
	return Reason{}, false
}

// Cells lists the cells that a rule reads and that differ: header, before, after. Both
// engines were compiled for the header.
func (j *Judge) Cells(id RuleID, header, before, after []string) [][3]string {
	var cells [][3]string
	for _, r := range j.after.rules[ruleKey(id.Kind, id.Name)] {
		for _, i := range j.after.engine.RuleColumns(r) {
			if i < len(before) && i < len(after) && before[i] != after[i] {
				cells = append(cells, [3]string{header[i], before[i], after[i]})
			}
		}
	}
	return cells
}

// CellReason is what moved the lead compared most, by its cells as they were and as they
// are, under headers that both engines were compiled for: where the stage changed and its rule reads a cell that
// differs, that; else as Reason says.
func (j *Judge) CellReason(c Compared, header, before, after []string) Reason {
	for _, name := range j.betterFirst(c) {
		id := RuleID{Kind: "stage", Name: name}
		if cells := j.Cells(id, header, before, after); c.Before.Stage != c.After.Stage && len(cells) > 0 {
			return j.byStage(id, cells)
		}
	}
	r := j.Reason(c, before)
	r.Cells = j.Cells(r.Rule, header, before, after)
	return r
}

// betterFirst gives the stages of the lead compared, the better one first.
func (j *Judge) betterFirst(c Compared) []string {
	if j.stages.Place(c.Before.Stage) < j.stages.Place(c.After.Stage) {
		return []string{c.Before.Stage, c.After.Stage}
	}
	return []string{c.After.Stage, c.Before.Stage}
}

// Identity is what tells a person which lead was compared last: its key, and what the later
// rulebook wants shown.
func (j *Judge) Identity(after []string) (key string, show []string) {
	return j.after.scorer.Key(after), j.after.scorer.Show(after)
}

// Show is what the later rulebook wants shown of a lead that need not be the one
// compared last.
func (j *Judge) Show(cells []string) []string {
	j.shown.Score(cells)
	return j.shown.Show(cells)
}
