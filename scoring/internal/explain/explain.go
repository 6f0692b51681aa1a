// Package explain says in full why a lead has its score: every line with what it read, earned
// and may earn, the stage rules, and the open questions. It words what is known of the lead
// that a Worker holds, and computes no points.
package explain

import (
	"slices"
	"strconv"
	"strings"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/bounds"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/reasons"
)

// Lead scores a lead and says why it has its score; in words: conditions, levels, truth values,
// elements and metrics in the rulebook's language instead of as a rulebook writes them. The
// explanation is the caller's to keep.
func Lead(a *bounds.Asker, why *reasons.Reasoner, cells []string, inWords bool) *explained.Lead {
	r := a.Score(cells)
	a.LookClosely(cells)
	x := &explainer{Asker: a, reasons: why, cells: cells, inWords: inWords}
	out := &explained.Lead{
		Score: r.Score, Bounds: a.Bounds(), Fit: r.Fit, Grade: a.Grade(),
		Stage: a.Plan.StageName(r.Stage), StageIndex: r.Stage, Out: a.Plan.IsOut(r.Stage),
		ICP: a.Plan.ProfileName(r.Profile), Reasons: why.Reasons(), Next: a.NextText(),
		Groups: x.groups(), Profiles: x.profiles(),
		Frameworks: x.frameworks(), Lines: x.lines(), Stages: x.stages(), Unknowns: x.unknowns(),
	}
	if line := a.Plan.RateOf(r.Score); line != nil {
		rate := line.Rate
		out.WinRate, out.RateLeads = &rate, line.Leads
	}
	for _, i := range a.Plan.Show {
		out.Show = append(out.Show, x.read(i))
	}
	return out
}

// explainer words what a Worker holds of one lead.
type explainer struct {
	*bounds.Asker
	reasons *reasons.Reasoner
	cells   []string
	inWords bool
}

// read tells what is known of a field or metric.
func (x *explainer) read(i int) explained.Read {
	e := x.Plan
	v := x.Value(i)
	spec := &e.Specs[i]
	read := explained.Read{Field: spec.Name, State: v.State, Value: strings.Clone(v.Words(spec.Type))}
	if x.inWords {
		x.wordRead(i, v, &read)
	}
	if i >= len(e.Fields) {
		return read
	}
	for _, source := range e.Fields[i].Sources {
		read.From = append(read.From, x.read(source))
	}
	f := &e.Fields[i]
	at := f.Source(x.cells)
	if e.IsLogged(at) {
		return read
	}
	if e.IsAnswer(at) {
		read.Answer = strings.Clone(fields.CellAt(x.cells, at))
		at = f.Listed(x.cells)
	}
	if at >= 0 {
		read.Column = e.Header[at]
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
	x.OpenAll()
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
	section := x.Plan.Rulebook.ICP
	line.Pos = section.Pos
	line.Bounds = x.ICPBounds()
	line.Detail = x.Fit.Percent().String() + "% × " + section.Points.String()
	line.Outcome = match.TruthOf(x.Fit.Profile >= 0)
	line.Reads = x.reads(x.Plan.ICP.Fields)
	if x.Fit.Profile >= 0 {
		line.Pos = section.Profiles[x.Fit.Profile].Pos
	}
}

func (x *explainer) explainCriterion(line *explained.Line, i int) {
	c, compiled := &x.Plan.Rulebook.Criteria[i], &x.Plan.Criteria[i]
	earned := *x.EarnedBy(i)
	line.Pos, line.Why, line.Group = c.Pos, c.Why, c.Group.Text
	line.Outcome, line.Band = earned.Outcome, earned.Band
	line.Bounds = x.CriterionBounds(i)
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
		parts = append(parts, x.Plan.Words.Held)
	}
	return strings.Join(parts, x.also())
}

// countedText is what a criterion counts: "Page Views", "Last Visit every 7d".
func (x *explainer) countedText(c *rulebook.Criterion) string {
	switch {
	case c.Every == 0:
		return c.Field.Text
	case x.inWords:
		return c.Field.Text + x.Plan.Words.Every(c.Every)
	}
	return c.Field.Text + " every " + strconv.Itoa(c.Every) + "d"
}

// bandText words a band: "employees at_least 100", "otherwise".
func (x *explainer) bandText(line *rulebook.Line, band int) string {
	if when := line.Bands[band].When; when != nil {
		return x.condition(when)
	}
	return x.Plan.Words.Otherwise
}

func (x *explainer) decayText(d *earning.Decay, as *rulebook.Decay) string {
	days := max(d.Days(x.Value(d.From)), 0)
	switch {
	case d.HalfLife != nil:
		return x.Plan.Words.Halved(days, as.HalfLife)
	case as.Keeps != nil:
		return x.Plan.Words.Kept(days, as.Keeps.Share(), as.Every)
	}
	return x.Plan.Words.Fallen(days, as.Linear.Share(), as.Every)
}

func (x *explainer) explainFramework(line *explained.Line, i int) {
	f, tally := &x.Plan.Rulebook.Frameworks[i], &x.Last.Frameworks[i]
	line.Pos = f.Pos
	line.Bounds = x.FrameworkBounds(i)
	line.Reads = x.reads(x.Plan.Frameworks[i].Fields)
	line.Outcome = tally.Qualified
	line.Detail = x.TallyText(i)
	if tally.Applies {
		line.Detail += x.comma() + tally.Share().String() + "% × " + f.Points.String()
	}
}

func (x *explainer) explainClamp(line *explained.Line, group int) {
	if group < 0 {
		line.Pos = x.Plan.Rulebook.Score.Pos
		line.Detail = x.Sum.String() + " → " + x.Last.Score.String()
		return
	}
	g := &x.Plan.Rulebook.Groups[group]
	line.Pos, line.Group = g.Pos, g.Name
	line.Detail = x.Before[group].String() + " → " + x.Plan.Groups[group].Clamp(x.Before[group]).String()
}

// explainGroup says what of a group has faded, or does not count.
func (x *explainer) explainGroup(line *explained.Line, group int) {
	g, compiled, worth := &x.Plan.Rulebook.Groups[group], &x.Plan.Groups[group], x.Last.Groups[group]
	line.Pos, line.Group = g.Pos, g.Name
	if line.Kind == explained.LineCounts {
		line.Detail = worth.String() + " → " + compiled.Counted(worth).String()
		return
	}
	line.Detail = compiled.Clamp(x.Before[group]).String() + " → " + worth.String() + x.also() + x.decayText(compiled.Decay, g.Decay)
	line.Reads = x.reads(func(visit func(int)) { visit(compiled.Decay.From) })
}

func (x *explainer) groups() []explained.Group {
	var totals []explained.Group
	for i := range x.Plan.Groups {
		g := &x.Plan.Rulebook.Groups[i]
		totals = append(totals, explained.Group{
			Name: g.Name, Of: g.Of.Text, Before: x.Before[i], Held: x.Plan.Groups[i].Clamp(x.Before[i]), After: x.Last.Groups[i],
			Grade: x.Plan.GroupGrade(i, x.Last.Groups[i]),
		})
	}
	return totals
}

func (x *explainer) profiles() []explained.Profile {
	if x.Plan.ICP == nil {
		return nil
	}
	var fits []explained.Profile
	for i := range x.Plan.Rulebook.ICP.Profiles {
		fits = append(fits, x.profile(i))
	}
	return fits
}

func (x *explainer) profile(i int) explained.Profile {
	plan, p := x.Plan.ICP, &x.Plan.Rulebook.ICP.Profiles[i]
	fit := explained.Profile{Name: p.Name, Fit: plan.Fit(i, earning.Of(x.Earned, x.Plan.Attributes)).MulPoints(exact.Int(100))}
	for j := range p.Attributes {
		a := &p.Attributes[j]
		attribute := explained.Attribute{Name: x.line(&a.Line), Weight: a.Weight.String(), Required: a.Required}
		attribute.Share, attribute.Outcome = plan.Attribute(i, j, earning.Of(x.Earned, x.Plan.Attributes))
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
	for i, plan := range x.Plan.Frameworks {
		f := &x.Plan.Rulebook.Frameworks[i]
		state := explained.Framework{Name: f.Name, Tally: x.Last.Frameworks[i], Text: x.TallyText(i), Points: earning.Limit(plan.Points(x.Last.Frameworks[i]))}
		for j := range f.Elements {
			element := explained.Element{Name: x.element(f.Elements[j].Name), Required: plan.Required(j), Question: x.Plan.ElementQuestion(i, j)}
			element.State, element.Share = plan.Element(j, earning.Of(x.Earned, x.Plan.Elements[i])[j])
			element.Answered = x.IsAnswered(i, j)
			element.Reads = x.reads(func(visit func(int)) { plan.ElementFields(j, visit) })
			state.Elements = append(state.Elements, element)
		}
		states = append(states, state)
	}
	return states
}

func (x *explainer) stages() []explained.Stage {
	var verdicts []explained.Stage
	for i, rule := range x.Plan.Stages {
		s := &x.Plan.Rulebook.Stages[i]
		verdicts = append(verdicts, explained.Stage{
			Stage: s.Name, Outcome: rule.Eval(x.Settled()), Rule: x.condition(s.When), Because: s.Because,
			Reads: x.reads(rule.Fields),
		})
		if i == x.Last.Stage {
			break
		}
	}
	return verdicts
}

// unknowns lists the open questions, those known by asking first, the most valuable first.
func (x *explainer) unknowns() []explained.Unknown {
	var unknowns []explained.Unknown
	for i := range x.Plan.Asks() {
		a := &x.Plan.Asks()[i]
		if !x.Stands(a) {
			continue
		}
		u := explained.Unknown{Question: a.Text, KnownBy: a.By, Bounds: x.Alone(a)}
		u.Reads = x.reads(func(visit func(int)) { x.filled(a, visit) })
		if a.Field >= 0 {
			u.Field = x.Plan.Specs[a.Field].Name
		} else {
			f := &x.Plan.Rulebook.Frameworks[a.Framework]
			u.Framework, u.Element = f.Name, x.element(f.Elements[a.Element].Name)
		}
		unknowns = append(unknowns, u)
	}
	next := x.NextText()
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
	x.Plan.Frameworks[a.Framework].ElementFields(a.Element, visit)
}
