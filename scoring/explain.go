package scoring

import (
	"slices"
	"strconv"
	"strings"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/bounds"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/plan"
)

// Explain scores one lead and says why it has its score. The explanation is the
// caller's to keep.
func (s *Scorer) Explain(cells []string) *explained.Lead { return s.explain(cells, false) }

// ExplainInWords is Explain for people: what a rulebook writes as keys of its language
// (conditions, levels, truth values, elements, metrics) is in words of the rulebook's
// language. Of one in English nothing changes: its keys are English.
func (s *Scorer) ExplainInWords(cells []string) *explained.Lead {
	return s.explain(cells, s.plan.Rulebook.Language == rulebook.Japanese)
}

func (s *Scorer) explain(cells []string, inWords bool) *explained.Lead {
	r := s.asker.Score(cells)
	s.asker.LookClosely(cells)
	x := &explainer{Scorer: s, cells: cells, inWords: inWords}
	out := &explained.Lead{
		Score: r.Score, Bounds: s.asker.Bounds(), Fit: r.Fit, Grade: s.asker.Grade(),
		Stage: s.engine.StageName(r), StageIndex: r.Stage, Out: s.engine.Out(r),
		ICP: s.plan.ProfileName(r.Profile), Reasons: s.reasons.Reasons(), Next: s.Next(),
		Key: s.Key(cells), Groups: x.groups(), Profiles: x.profiles(),
		Frameworks: x.frameworks(), Lines: x.lines(), Stages: x.stages(), Unknowns: x.unknowns(),
	}
	if line := s.plan.RateOf(r.Score); line != nil {
		rate := line.Rate
		out.WinRate, out.RateLeads = &rate, line.Leads
	}
	for _, i := range s.plan.Show {
		out.Show = append(out.Show, x.read(i))
	}
	return out
}

// Key is the cell of the rulebook's key field, which names the lead; "" where the
// rulebook has none.
func (s *Scorer) Key(cells []string) string {
	if s.plan.Key < 0 {
		return ""
	}
	return s.Cell(s.plan.Key, cells)
}

// KeyName is the header of the key field; "" where the rulebook has none.
func (e *Engine) KeyName() string {
	if e.plan.Key < 0 {
		return ""
	}
	return e.plan.Fields[e.plan.Key].Header
}

// FieldInfo describes one field of a compiled rulebook.
type FieldInfo struct {
	Name    string        // as the rulebook calls it
	Header  string        // of the column it is read from; the name where there is none
	Type    rulebook.Type // of its values
	OfTitle bool          // made from a title, by seniority or department: unreadable where the title is not listed
	Table   string        // of synonyms, whose cells are unreadable where it does not list them; else ""
	Like    string        // the known field that it is like; "" for none
}

// Fields lists the rulebook's fields; a Result names them by their position here.
func (e *Engine) Fields() []FieldInfo {
	var infos []FieldInfo
	for i := range e.plan.Fields[:e.plan.Own] {
		f := &e.plan.Fields[i]
		infos = append(infos, FieldInfo{f.Decl.Name, f.Header, f.Decl.Type, f.OfTitle(), f.Table(), f.Decl.Like.Text})
	}
	return infos
}

// Needs lists the positions in the header of the columns that the rulebook uses, each
// once, rising. Cells of other columns are never looked at.
func (e *Engine) Needs() []int {
	return match.FieldsOf(func(visit func(int)) {
		for _, i := range e.plan.Needed {
			for _, column := range e.plan.Fields[i].Columns {
				if !e.plan.IsAnswer(column) {
					visit(column)
				}
			}
		}
	})
}

// Show is what the rulebook wants shown of the lead scored last: cells, and of
// derived fields the values.
func (s *Scorer) Show(cells []string) []string {
	var shown []string
	for _, i := range s.plan.Show {
		if s.plan.Fields[i].Derived != nil {
			shown = append(shown, strings.Clone(s.asker.Value(i).Words(s.plan.Specs[i].Type)))
		} else {
			shown = append(shown, s.Cell(i, cells))
		}
	}
	return shown
}

// ShowNames is what to write above Show: headers, and the names of derived fields.
func (e *Engine) ShowNames() []string {
	var names []string
	for _, i := range e.plan.Show {
		if f := &e.plan.Fields[i]; f.Derived != nil {
			names = append(names, f.Decl.Name)
		} else {
			names = append(names, f.Header)
		}
	}
	return names
}

// Cell is the text of the lead that a field is read from; "" where that is none.
func (s *Scorer) Cell(field int, cells []string) string {
	return strings.Clone(s.engine.cell(field, cells))
}

// AppendKey appends what Key gives in the form in which keys are compared.
func (s *Scorer) AppendKey(dst []byte, cells []string) []byte {
	if s.plan.Key < 0 {
		return dst
	}
	return fold.Append(dst, s.engine.cell(s.plan.Key, cells))
}

// KeyColumns are the places in the header of the columns that Key looks at.
func (e *Engine) KeyColumns() []int {
	if e.plan.Key < 0 {
		return nil
	}
	return slices.DeleteFunc(e.columnsOf(e.plan.Key), e.plan.IsAnswer)
}

func (e *Engine) columnsOf(field int) []int {
	if f := &e.plan.Fields[field]; len(f.Sources) != 1 {
		return slices.Clone(f.Columns)
	}
	return e.columnsOf(e.plan.Fields[field].Sources[0])
}

func (e *Engine) cell(field int, cells []string) string {
	f := &e.plan.Fields[field]
	if len(f.Sources) == 1 {
		return e.cell(f.Sources[0], cells)
	}
	if at := f.Source(cells); at >= 0 {
		return fields.CellAt(cells, at)
	}
	return ""
}

// explainer words what the Scorer has computed for one lead.
type explainer struct {
	*Scorer
	cells   []string
	inWords bool
}

// read tells what is known of a field or metric.
func (x *explainer) read(i int) explained.Read {
	e := x.engine
	v := x.asker.Value(i)
	spec := &e.plan.Specs[i]
	read := explained.Read{Field: spec.Name, State: v.State, Value: strings.Clone(v.Words(spec.Type))}
	if x.inWords {
		x.wordRead(i, v, &read)
	}
	if i >= len(e.plan.Fields) {
		return read
	}
	for _, source := range e.plan.Fields[i].Sources {
		read.From = append(read.From, x.read(source))
	}
	f := &e.plan.Fields[i]
	at := f.Source(x.cells)
	if e.plan.IsLogged(at) {
		return read
	}
	if e.plan.IsAnswer(at) {
		read.Answer = strings.Clone(fields.CellAt(x.cells, at))
		at = f.Listed(x.cells)
	}
	if at >= 0 {
		read.Column = e.plan.Header[at]
		read.Cell = strings.Clone(fields.CellAt(x.cells, at))
	}
	return read
}

// reads tells what is known of each field that fields visits, each once, in
// written order.
func (x *explainer) reads(fields func(visit func(int))) []explained.Read {
	var seen []int
	var reads []explained.Read
	fields(func(i int) {
		if !slices.Contains(seen, i) {
			seen = append(seen, i)
			reads = append(reads, x.read(i))
		}
	})
	return reads
}

func (x *explainer) lines() []explained.Line {
	var lines []explained.Line
	x.asker.OpenAll()
	for _, p := range slices.Clone(x.reasons.SumParts()) {
		line := explained.Line{Kind: p.Kind, Name: x.reasons.PartName(&p), Points: p.Points, Bounds: exact.BoundsOf(p.Points), Outcome: match.True, Band: -1}
		switch p.Kind {
		case explained.LineICP:
			x.explainICP(&line)
		case explained.LineCriterion:
			x.explainCriterion(&line, p.Index)
		case explained.LineFramework:
			x.explainFramework(&line, p.Index)
		case explained.LineClamp:
			x.explainClamp(&line, p.Index)
		case explained.LineDecay, explained.LineCounts:
			x.explainGroup(&line, p.Index)
		}
		lines = append(lines, line)
	}
	return lines
}

func (x *explainer) explainICP(line *explained.Line) {
	section := x.plan.Rulebook.ICP
	line.Pos = section.Pos
	line.Bounds = x.asker.ICPBounds()
	line.Detail = x.asker.Fit.Percent().String() + "% × " + section.Points.String()
	line.Outcome = match.TruthOf(x.asker.Fit.Profile >= 0)
	line.Reads = x.reads(x.plan.ICP.Fields)
	if x.asker.Fit.Profile >= 0 {
		line.Pos = section.Profiles[x.asker.Fit.Profile].Pos
	}
}

func (x *explainer) explainCriterion(line *explained.Line, i int) {
	c, compiled := &x.plan.Rulebook.Criteria[i], &x.plan.Criteria[i]
	earned := *x.asker.EarnedBy(i)
	line.Pos, line.Why, line.Group = c.Pos, c.Why, c.Group.Text
	line.Outcome, line.Band = earned.Outcome, earned.Band
	line.Bounds = x.asker.CriterionBounds(i)
	line.Reads = x.reads(compiled.Fields)
	line.Detail = x.criterionDetail(c, compiled, earned)
}

// criterionDetail says what was asked, which band decided, and what decay left.
func (x *explainer) criterionDetail(c *rulebook.Criterion, compiled *earning.Criterion, earned match.Earned) string {
	var parts []string
	if c.When != nil {
		parts = append(parts, x.condition(c.When))
	}
	switch {
	case earned.Band >= 0:
		parts = append(parts, x.bandText(&c.Line, earned.Band))
	case c.Each != nil:
		parts = append(parts, c.Each.String()+" × "+x.countedText(c))
	}
	if compiled.Decay != nil && earned.Outcome == match.True {
		parts = append(parts, x.decayText(compiled.Decay, c.Decay))
	}
	if p := exact.Points(earned.Amount); c.Each != nil && earned.Outcome == match.True && (p == earning.MaxPoints || p == -earning.MaxPoints) {
		parts = append(parts, x.plan.Words.Held)
	}
	return strings.Join(parts, x.also())
}

// countedText is what a criterion counts: "Page Views", "Last Visit every 7d".
func (x *explainer) countedText(c *rulebook.Criterion) string {
	switch {
	case c.Every == 0:
		return c.Field.Text
	case x.inWords:
		return c.Field.Text + x.plan.Words.Every(c.Every)
	}
	return c.Field.Text + " every " + strconv.Itoa(c.Every) + "d"
}

// bandText words a band: "employees at_least 100", "otherwise".
func (x *explainer) bandText(line *rulebook.Line, band int) string {
	if when := line.Bands[band].When; when != nil {
		return x.condition(when)
	}
	return x.plan.Words.Otherwise
}

func (x *explainer) decayText(d *earning.Decay, as *rulebook.Decay) string {
	days := max(d.Days(x.asker.Value(d.From)), 0)
	switch {
	case d.HalfLife != nil:
		return x.plan.Words.Halved(days, as.HalfLife)
	case as.Keeps != nil:
		return x.plan.Words.Kept(days, as.Keeps.Share(), as.Every)
	}
	return x.plan.Words.Fallen(days, as.Linear.Share(), as.Every)
}

func (x *explainer) explainFramework(line *explained.Line, i int) {
	f, tally := &x.plan.Rulebook.Frameworks[i], &x.asker.Last.Frameworks[i]
	line.Pos = f.Pos
	line.Bounds = x.asker.FrameworkBounds(i)
	line.Reads = x.reads(x.plan.Frameworks[i].Fields)
	line.Outcome = tally.Qualified
	line.Detail = x.asker.TallyText(i)
	if tally.Applies {
		line.Detail += x.comma() + tally.Share().String() + "% × " + f.Points.String()
	}
}

func (x *explainer) explainClamp(line *explained.Line, group int) {
	if group < 0 {
		line.Pos = x.plan.Rulebook.Score.Pos
		line.Detail = x.asker.Sum.String() + " → " + x.asker.Last.Score.String()
		return
	}
	g := &x.plan.Rulebook.Groups[group]
	line.Pos, line.Group = g.Pos, g.Name
	line.Detail = x.asker.Before[group].String() + " → " + x.plan.Groups[group].Clamp(x.asker.Before[group]).String()
}

// explainGroup says what of a group has faded, or does not count.
func (x *explainer) explainGroup(line *explained.Line, group int) {
	g, compiled, worth := &x.plan.Rulebook.Groups[group], &x.plan.Groups[group], x.asker.Last.Groups[group]
	line.Pos, line.Group = g.Pos, g.Name
	if line.Kind == explained.LineCounts {
		line.Detail = worth.String() + " → " + compiled.Counted(worth).String()
		return
	}
	line.Detail = compiled.Clamp(x.asker.Before[group]).String() + " → " + worth.String() + x.also() + x.decayText(compiled.Decay, g.Decay)
	line.Reads = x.reads(func(visit func(int)) { visit(compiled.Decay.From) })
}

func (x *explainer) groups() []explained.Group {
	var totals []explained.Group
	for i := range x.plan.Groups {
		g := &x.plan.Rulebook.Groups[i]
		totals = append(totals, explained.Group{
			Name: g.Name, Of: g.Of.Text, Before: x.asker.Before[i], Held: x.plan.Groups[i].Clamp(x.asker.Before[i]), After: x.asker.Last.Groups[i],
			Grade: x.plan.GroupGrade(i, x.asker.Last.Groups[i]),
		})
	}
	return totals
}

func (x *explainer) profiles() []explained.Profile {
	if x.plan.ICP == nil {
		return nil
	}
	var fits []explained.Profile
	for i := range x.plan.Rulebook.ICP.Profiles {
		fits = append(fits, x.profile(i))
	}
	return fits
}

func (x *explainer) profile(i int) explained.Profile {
	plan, p := x.plan.ICP, &x.plan.Rulebook.ICP.Profiles[i]
	fit := explained.Profile{Name: p.Name, Fit: plan.Fit(i, earning.Of(x.asker.Earned, x.plan.Attributes)).MulPoints(exact.Int(100))}
	for j := range p.Attributes {
		a := &p.Attributes[j]
		attribute := explained.Attribute{Name: x.line(&a.Line), Weight: a.Weight.String(), Required: a.Required}
		attribute.Share, attribute.Outcome = plan.Attribute(i, j, earning.Of(x.asker.Earned, x.plan.Attributes))
		attribute.Reads = x.reads(func(visit func(int)) { plan.AttributeFields(i, j, visit) })
		if a.Required && attribute.Outcome == match.False && fit.RuledOut == "" {
			fit.RuledOut = attribute.Name
		}
		fit.Attributes = append(fit.Attributes, attribute)
	}
	return fit
}

func (x *explainer) frameworks() []explained.Framework {
	var states []explained.Framework
	for i, plan := range x.plan.Frameworks {
		f := &x.plan.Rulebook.Frameworks[i]
		state := explained.Framework{Name: f.Name, Tally: x.asker.Last.Frameworks[i], Text: x.asker.TallyText(i), Points: earning.Limit(plan.Points(x.asker.Last.Frameworks[i]))}
		for j := range f.Elements {
			element := explained.Element{Name: x.element(f.Elements[j].Name), Required: plan.Required(j), Question: x.plan.ElementQuestion(i, j)}
			element.State, element.Share = plan.Element(j, earning.Of(x.asker.Earned, x.plan.Elements[i])[j])
			element.Answered = x.asker.IsAnswered(i, j)
			element.Reads = x.reads(func(visit func(int)) { plan.ElementFields(j, visit) })
			state.Elements = append(state.Elements, element)
		}
		states = append(states, state)
	}
	return states
}

func (x *explainer) stages() []explained.Stage {
	var verdicts []explained.Stage
	for i, rule := range x.plan.Stages {
		s := &x.plan.Rulebook.Stages[i]
		verdicts = append(verdicts, explained.Stage{
			Stage: s.Name, Outcome: rule.Eval(x.asker.Settled()), Rule: x.condition(s.When), Because: s.Because,
			Reads: x.reads(rule.Fields),
		})
		if i == x.asker.Last.Stage {
			break
		}
	}
	return verdicts
}

// unknowns lists the open questions, those known by asking first, the most valuable first.
func (x *explainer) unknowns() []explained.Unknown {
	var unknowns []explained.Unknown
	for i := range x.plan.Asks() {
		a := &x.plan.Asks()[i]
		if !x.asker.Stands(a) {
			continue
		}
		u := explained.Unknown{Question: a.Text, KnownBy: a.By, Bounds: x.asker.Alone(a)}
		u.Reads = x.reads(func(visit func(int)) { x.filled(a, visit) })
		if a.Field >= 0 {
			u.Field = x.plan.Specs[a.Field].Name
		} else {
			f := &x.plan.Rulebook.Frameworks[a.Framework]
			u.Framework, u.Element = f.Name, x.element(f.Elements[a.Element].Name)
		}
		unknowns = append(unknowns, u)
	}
	next := x.Next()
	slices.SortStableFunc(unknowns, func(u, v explained.Unknown) int {
		switch asked := u.KnownBy == rulebook.ByAsking; {
		case asked != (v.KnownBy == rulebook.ByAsking):
			if asked {
				return -1
			}
			return 1
		case (u.Question == next) != (v.Question == next):
			if u.Question == next {
				return -1
			}
			return 1
		case bounds.Higher(u.Bounds, v.Bounds):
			return -1
		case bounds.Higher(v.Bounds, u.Bounds):
			return 1
		}
		return 0
	})
	return unknowns
}

// filled visits the fields that a question is about.
func (x *explainer) filled(a *plan.Ask, visit func(int)) {
	if a.Field >= 0 {
		visit(a.Field)
		return
	}
	x.plan.Frameworks[a.Framework].ElementFields(a.Element, visit)
}
