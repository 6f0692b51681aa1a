package learn

import (
	"math"
	"slices"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/binning"
	"leadscore/outcomes/internal/models"
	"leadscore/outcomes/internal/scorecard"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/internal/written"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/explained"
)

// Change is a number of points that refitting a hand-written rulebook changed.
type Change struct {
	Line        string // the criterion, or "icp", or the framework
	When        string // of a criterion's band, its condition; "missing"; "" for the whole line
	Old, New    exact.Number
	stats.Tally // the leads that it is learned from
}

// refitter refits the points of a rulebook: what its lines ask stays as it is.
type refitter struct {
	rulebook *rulebook.Rulebook
	step     int
	lines    []refitLine
}

// refitLine is one line of the sum. A line that is a matter of cases (true, false,
// unknown, or which band) gets new points for each; one that is a matter of degree
// (each, decay, a fit, a framework) is stretched as a whole.
type refitLine struct {
	criterion int           // -1: the icp or a framework
	framework int           // -1: the icp
	cases     *typing.Field // its levels are the bands, or true, and then false; unknown is missing
	degree    []float64     // points of each lead as they are
}

// newRefitter explains every lead by the rulebook as it is.
func newRefitter(rb *rulebook.Rulebook, h *outcomes.History, leads []int32, opt *Options) (*refitter, error) {
	r := &refitter{rulebook: rb, step: max(opt.Step, 1)}
	if rb.ICP != nil {
		r.lines = append(r.lines, refitLine{criterion: -1, framework: -1})
	}
	for i := range rb.Criteria {
		r.lines = append(r.lines, refitLine{criterion: i})
	}
	for i := range rb.Frameworks {
		r.lines = append(r.lines, refitLine{criterion: -1, framework: i})
	}
	for k := range r.lines {
		r.lines[k].prepare(rb, h.Len())
	}
	return r, outcomes.EachScored(rb, h, leads, opt.AsOf, func(at int, s *scoring.Scorer, cells []string) {
		r.take(int(leads[at]), s.Explain(cells))
	})
}

// prepare makes room for the leads.
func (l *refitLine) prepare(rb *rulebook.Rulebook, leads int) {
	c := l.of(rb)
	if c == nil || c.Each != nil || c.Decay != nil {
		l.degree = make([]float64, leads)
		return
	}
	l.cases = &typing.Field{Kind: typing.BoolKind, Header: c.Name, Atoms: make([]int32, leads)}
	l.cases.Levels = make([]typing.Level, max(len(c.Bands), 1)+1) // the bands, or true; then false
}

// of is the line's criterion; nil for the icp and frameworks.
func (l *refitLine) of(rb *rulebook.Rulebook) *rulebook.Criterion {
	if l.criterion < 0 {
		return nil
	}
	return &rb.Criteria[l.criterion]
}

// take reads one lead's explanation, whose lines that earn come as ours do.
func (r *refitter) take(lead int, x *explained.Lead) {
	k := 0
	for _, line := range x.Lines {
		if !line.Kind.Earns() {
			continue
		}
		l := &r.lines[k]
		k++
		switch {
		case l.cases == nil:
			l.degree[lead] = float64(line.Points) / exact.PointsPerPoint
		case line.Outcome == match.Unknown:
			l.cases.Atoms[lead] = typing.Missing
		case line.Band >= 0:
			l.cases.Atoms[lead] = int32(line.Band)
		case line.Outcome == match.False || len(l.of(r.rulebook).Bands) > 0:
			l.cases.Atoms[lead] = int32(len(l.cases.Levels) - 1)
		}
	}
}

// refit gives the rulebook with points learned from some leads, and what changed.
func (r *refitter) refit(leads []int32, won []bool) (*rulebook.Rulebook, []Change) {
	columns, bins := make([][]float64, len(r.lines)), make([]*binning.Binning, len(r.lines))
	for k, l := range r.lines {
		if l.cases == nil {
			columns[k] = stats.Pick(l.degree, leads)
			continue
		}
		bins[k] = binning.Of(l.cases, leads, won)
		columns[k] = bins[k].Column(leads)
	}
	model := fitPositive(columns, stats.Pick(won, leads), scorecard.RidgeOf(len(leads)))
	scale := r.scale(columns, bins, model)
	out := cloneRulebook(r.rulebook)
	var changes []Change
	for k, l := range r.lines {
		if l.cases == nil {
			changes = append(changes, l.stretch(out, model.Weights[k]*scale, r.step)...)
		} else {
			changes = append(changes, l.setCases(out, bins[k], model.Weights[k]*scale, r.step)...)
		}
	}
	return out, changes
}

// fitPositive fits a model without negative weights: what counts against itself
// beside the others counts nothing.
func fitPositive(columns [][]float64, won []bool, ridge float64) *models.Logit {
	kept := stats.Positions(len(columns))
	for {
		picked := make([][]float64, len(kept))
		for at, k := range kept {
			picked[at] = columns[k]
		}
		fitted := models.FitLogit(picked, won, ridge, nil)
		worst := -1
		for at, w := range fitted.Weights {
			if w < 0 && (worst < 0 || w < fitted.Weights[worst]) {
				worst = at
			}
		}
		if worst < 0 {
			m := &models.Logit{Intercept: fitted.Intercept, Weights: make([]float64, len(columns))}
			for at, k := range kept {
				m.Weights[k] = fitted.Weights[at]
			}
			return m
		}
		kept = slices.Delete(kept, worst, worst+1)
	}
}

// scale is points per log-odds, so that the lines together span as much as before.
func (r *refitter) scale(columns [][]float64, bins []*binning.Binning, model *models.Logit) float64 {
	before, after := 0.0, 0.0
	for k, l := range r.lines {
		after += float64(model.Weights[k] * spanOf(columns[k]))
		if l.cases == nil {
			before += spanOf(columns[k])
		} else {
			before += caseSpan(l.of(r.rulebook), bins[k])
		}
	}
	if after <= 0 {
		return 0
	}
	return before / after
}

func spanOf(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	return slices.Max(values) - slices.Min(values)
}

// caseSpan is how far the points of the cases that occur lie apart.
func caseSpan(c *rulebook.Criterion, b *binning.Binning) float64 {
	var points []float64
	for i, t := range b.Tallies {
		if t.Leads() > 0 {
			points = append(points, floatOf(oldCase(c, i)))
		}
	}
	if b.Missing.Leads() > 0 {
		points = append(points, floatOf(c.Missing))
	}
	return spanOf(points)
}

func floatOf(n exact.Number) float64 {
	f, _ := n.Rat().Float64()
	return f
}

// oldCase is what a case earns: a band, true, or false.
func oldCase(c *rulebook.Criterion, i int) exact.Number {
	switch {
	case i < len(c.Bands):
		return c.Bands[i].Earns
	case i == 0 && c.Points != nil:
		return *c.Points
	}
	return exact.Int(0)
}

// stretch multiplies a line of degree.
func (l *refitLine) stretch(rb *rulebook.Rulebook, factor float64, step int) []Change {
	var changes []Change
	set := func(line, when string, n *exact.Number, round bool) {
		if n == nil {
			return
		}
		old := *n
		v := floatOf(old) * factor
		if round {
			*n = rounded(v, step)
		} else {
			*n = written.NumberOf(binning.RoundTo(v, 2))
		}
		changes = appendChange(changes, Change{Line: line, When: when, Old: old, New: *n})
	}
	switch c := l.of(rb); {
	case c != nil:
		set(c.Name, "each", c.Each, false)
		set(c.Name, "points", c.Points, true)
		for i := range c.Bands {
			set(c.Name, bandText(c, i), &c.Bands[i].Earns, true)
		}
		set(c.Name, "max", c.Max, true)
		set(c.Name, "min", c.Min, true)
		set(c.Name, "missing", &c.Missing, true)
	case l.framework >= 0:
		set(rb.Frameworks[l.framework].Name, "", &rb.Frameworks[l.framework].Points, true)
	default:
		set("icp", "", &rb.ICP.Points, true)
	}
	return changes
}

// setCases gives each case that occurs its points: 0 to a false line, or to the lowest
// case where no line is false.
func (l *refitLine) setCases(rb *rulebook.Rulebook, b *binning.Binning, scale float64, step int) []Change {
	c := l.of(rb)
	values, missing := b.Values()
	base, last := math.Inf(1), len(values)-1
	for i, t := range b.Tallies {
		if t.Leads() > 0 {
			base = min(base, values[i])
		}
	}
	if b.Tallies[last].Leads() > 0 {
		base = values[last]
	}
	var changes []Change
	set := func(when string, n *exact.Number, value float64, t stats.Tally) {
		if t.Leads() == 0 {
			return
		}
		old := *n
		*n = rounded(scale*(value-base), step)
		changes = appendChange(changes, Change{c.Name, when, old, *n, t})
	}
	if c.Points != nil {
		points := *c.Points
		c.Points = &points
		set("", c.Points, values[0], b.Tallies[0])
	}
	for i := range c.Bands {
		set(bandText(c, i), &c.Bands[i].Earns, values[i], b.Tallies[i])
	}
	if !math.IsInf(base, 1) {
		set("missing", &c.Missing, missing, b.Missing)
	}
	c.Max, c.Min = nil, nil
	c.Why, _ = scorecard.WhyAnew(c.Why, b.Tallies, b.Missing)
	return changes
}

func appendChange(changes []Change, c Change) []Change {
	if c.Old == c.New {
		return changes
	}
	return append(changes, c)
}

func bandText(c *rulebook.Criterion, i int) string {
	if when := c.Bands[i].When; when != nil {
		if when.Field.Text == c.Field.Text && when.Kind == rulebook.Leaf {
			return when.TestsText()
		}
		return when.String()
	}
	return "otherwise"
}

// rounded is a multiple of the step.
func rounded(v float64, step int) exact.Number {
	return exact.Int(int64(math.Round(v/float64(step))) * int64(step))
}

// cloneRulebook copies what refitting changes.
func cloneRulebook(rb *rulebook.Rulebook) *rulebook.Rulebook {
	out := *rb
	if rb.ICP != nil {
		section := *rb.ICP
		out.ICP = &section
	}
	out.Frameworks = slices.Clone(rb.Frameworks)
	out.Criteria = slices.Clone(rb.Criteria)
	for i := range out.Criteria {
		c := &out.Criteria[i]
		c.Bands = slices.Clone(c.Bands)
		c.Each, c.Points, c.Max, c.Min = cloneNumber(c.Each), cloneNumber(c.Points), cloneNumber(c.Max), cloneNumber(c.Min)
	}
	out.Stages = slices.Clone(rb.Stages)
	out.Score.Rates = nil
	return &out
}

func cloneNumber(n *exact.Number) *exact.Number {
	if n == nil {
		return nil
	}
	c := *n
	return &c
}
