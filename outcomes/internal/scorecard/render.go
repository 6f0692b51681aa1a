package scorecard

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/outcomes/internal/binning"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/internal/written"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// band is a bin of a card as a rulebook writes it: bins that share a condition and
// Points are one.
type band struct {
	Tests  []rulebook.Test // nil: always
	Points int
	Tally  stats.Tally
}

// Bands are the bins of a line, in the order in which a rulebook asks them. Where all
// bins earn the same, only whether the cell is filled counts.
func (l *Line) Bands() []band {
	if l.OnlyFilled() {
		return l.filledBands()
	}
	switch l.Bins.Field.Kind {
	case typing.NumberKind, typing.AgeKind, typing.LevelKind:
		return l.rangeBands()
	case typing.TextKind:
		return l.levelBands()
	case typing.ListKind:
		return l.entryBands()
	case typing.BoolKind:
		return l.boolBands()
	}
	return []band{{Points: l.points[1], Tally: l.Bins.Tallies[1]}} // a pair
}

// OnlyFilled reports whether the line is about nothing but whether its cell is filled.
func (l *Line) OnlyFilled() bool {
	return l.Bins.Field.Kind != typing.PairKind && slices.Min(l.points) == slices.Max(l.points)
}

// rangeBands go from the highest range down.
func (l *Line) rangeBands() []band {
	var bands []band
	for i := len(l.points) - 1; i >= 0; i-- {
		at := l.Bins.Ranges[i]
		b := band{Points: l.points[i], Tally: l.Bins.Tallies[i]}
		switch {
		case i == 0:
		case l.Bins.Field.Kind == typing.AgeKind:
			b.Tests = written.Test("older_than", written.NumberText(at.From-1)+"d")
		case l.Bins.Field.Kind == typing.LevelKind:
			b.Tests = written.Test("at_least", typing.LevelName(at.From))
		case at.Open:
			b.Tests = written.Test("above", written.NumberText(at.From))
		default:
			b.Tests = written.Test("at_least", written.NumberText(at.From))
		}
		if n := len(bands); n > 0 && bands[n-1].Points == b.Points {
			b.Tally = b.Tally.Plus(bands[n-1].Tally)
			bands = bands[:n-1]
		}
		bands = append(bands, b)
	}
	return bands
}

// levelBands go by falling points. What is left comes last: the values that earn
// least, or, where rare values earn more than that, these, and others that earn as much if
// they are too many to read.
func (l *Line) levelBands() []band {
	last := band{Points: l.points[l.Bins.RestGroup()]}
	named := last.Points > slices.Min(l.points) && l.valuesEarning(last.Points) <= binning.MostNamed
	var bands []band
	for i, g := range l.Bins.Groups {
		tally, points := l.Bins.Tallies[i], l.points[i]
		if points == last.Points && !named {
			last.Tally = last.Tally.Plus(tally)
			continue
		}
		if g.Rest {
			last.Tally = g.Rare
			tally = stats.Tally{Won: tally.Won - g.Rare.Won, Lost: tally.Lost - g.Rare.Lost}
		}
		if len(g.Levels) == 0 {
			continue
		}
		at := slices.IndexFunc(bands, func(b band) bool { return b.Points == points })
		if at < 0 {
			bands = append(bands, band{Tests: written.Test("is"), Points: points})
			at = len(bands) - 1
		}
		bands[at].Tests[0].Args = append(bands[at].Tests[0].Args, binning.GroupNames(l.Bins.Field, g)...)
		bands[at].Tally = bands[at].Tally.Plus(tally)
	}
	slices.SortStableFunc(bands, func(a, b band) int { return b.Points - a.Points })
	return append(bands, last)
}

// valuesEarning is how many values of a text the groups name that earn so many points.
func (l *Line) valuesEarning(points int) (n int) {
	for i, g := range l.Bins.Groups {
		if l.points[i] == points {
			n += len(g.Levels)
		}
	}
	return n
}

// entryBands keep the groups' order, since a lead may hold entries of several.
func (l *Line) entryBands() []band {
	var bands []band
	for i, g := range l.Bins.Groups {
		b := band{Points: l.points[i], Tally: l.Bins.Tallies[i]}
		if !g.Rest {
			b.Tests = written.Test("has")
			b.Tests[0].Args = binning.GroupNames(l.Bins.Field, g)
		}
		n := len(bands)
		if n > 0 && bands[n-1].Points == b.Points {
			before := bands[n-1]
			b.Tally = b.Tally.Plus(before.Tally)
			if b.Tests != nil {
				b.Tests[0].Args = append(slices.Clone(before.Tests[0].Args), b.Tests[0].Args...)
			}
			bands = bands[:n-1]
		}
		bands = append(bands, b)
	}
	return bands
}

func (l *Line) boolBands() []band {
	if l.Bins.Field.FreeMail { // a cell without an address is not one of free mail, so that comes first
		return []band{
			{Tests: written.Test("free_mail", "true"), Points: l.points[1], Tally: l.Bins.Tallies[1]},
			{Points: l.points[0], Tally: l.Bins.Tallies[0]},
		}
	}
	no := band{Tests: written.Test("is", "false"), Points: l.points[0], Tally: l.Bins.Tallies[0]}
	yes := band{Tests: written.Test("is", "true"), Points: l.points[1], Tally: l.Bins.Tallies[1]}
	if no.Points > yes.Points {
		no, yes = yes, no
	}
	no.Tests = nil
	return []band{yes, no}
}

// filledBands ask whether the cell is filled, which is always known.
func (l *Line) filledBands() []band {
	filled := band{Tests: written.Test("known", "true"), Points: l.points[0], Tally: stats.SumTallies(l.Bins.Tallies)}
	blank := band{Tests: written.Test("known", "false"), Points: l.Missing, Tally: l.Bins.Missing}
	if blank.Points > filled.Points {
		filled, blank = blank, filled
	}
	blank.Tests = nil
	return []band{filled, blank}
}

// criterion writes the line as a rulebook's criterion; names are those of its fields.
func (l *Line) criterion(names map[*typing.Field]string, w *phrases) rulebook.Criterion {
	if p := l.Bins.Pair; p != nil {
		return l.pairCriterion(p, names, w)
	}
	field := names[l.Bins.Field]
	c := rulebook.Criterion{Name: criterionName(l.Bins, w), Line: rulebook.Line{Field: written.Scalar(field)}}
	for _, b := range l.Bands() {
		c.Bands = append(c.Bands, rulebook.Band{When: leaf(field, b.Tests), Earns: exact.Int(int64(b.Points))})
	}
	if !l.OnlyFilled() {
		c.Missing = exact.Int(int64(l.Missing))
	}
	c.Why = l.why(w)
	return c
}

// pairCriterion gives points where both conditions hold.
func (l *Line) pairCriterion(p *binning.Pair, names map[*typing.Field]string, w *phrases) rulebook.Criterion {
	both := p.Condition(names[p.A.Bins.Field], names[p.B.Bins.Field])
	points, missing := exact.Int(int64(l.points[1])), exact.Int(int64(l.Missing))
	return rulebook.Criterion{Name: criterionName(l.Bins, w), Line: rulebook.Line{When: both}, Points: &points, Missing: missing, Why: l.why(w)}
}

// leaf is a condition on a field; nil without tests.
func leaf(field string, tests []rulebook.Test) *rulebook.Condition {
	if tests == nil {
		return nil
	}
	return &rulebook.Condition{Field: written.Scalar(field), Tests: tests}
}

// criterionName says in words what the criterion is about: the header, in one line.
func criterionName(b *binning.Binning, w *phrases) string {
	f := b.Field
	name := strings.Join(strings.Fields(fold.Normalize(f.Header)), " ")
	switch f.Kind {
	case typing.FilledKind:
		return name + w.filled
	case typing.LevelKind:
		return name + w.level
	case typing.AgeKind:
		return name + w.ago
	case typing.PairKind:
		return criterionName(b.Pair.A.Bins, w) + w.and + criterionName(b.Pair.B.Bins, w)
	}
	switch {
	case f.Made == typing.DepartmentOf:
		return name + w.department
	case f.FreeMail:
		return name + w.freeMail
	}
	return name
}

// phrases are the words that a learned rulebook holds beside the list's own.
type phrases struct {
	filled, ago, and  string
	level, department string
	freeMail          string
	rates             string // the best and the worst win rate, in percent
	blank             string // that of leads whose cell is blank, likewise
	both              string // that of leads for which both conditions of a pair hold, likewise
}

var phrasesOf = map[rulebook.Language]*phrases{
	rulebook.English:  {": filled in", ": how long ago", " and ", ": seniority", ": department", ": free mail", "of the leads it was learned from, %s %% won at best, %s %% at worst", ", %s %% where it is blank", "where both hold, %s %% of the leads it was learned from won, more than the other criteria make of them"},
	rulebook.Japanese: {"の入力", "からの日数", "と", "：役職の高さ", "：部門", "：フリーメール", "学習に使ったリードの受注率は、最高%s%%、最低%s%%", "、空欄では%s%%", "両方に当てはまるリードの受注率は%s%%で、ほかの条件だけから見込まれるより高い"},
}

// why names the best and the worst win rate among the criterion's bands, and that of
// leads whose cell is blank.
func (l *Line) why(w *phrases) string {
	if t := l.Bins.Tallies; l.Bins.Pair != nil {
		return w.whyBoth(t[1])
	}
	var bands []stats.Tally
	for _, b := range l.Bands() {
		bands = append(bands, b.Tally)
	}
	var blank stats.Tally
	if !l.OnlyFilled() {
		blank = l.Bins.Missing
	}
	return w.why(bands, blank)
}

// whyBoth names the win rate of a pair's leads: it earns for what the others miss.
func (w *phrases) whyBoth(t stats.Tally) string {
	if t.Leads() < typing.LeastBin {
		return ""
	}
	return fmt.Sprintf(w.both, inPercent(stats.Ratio(t.Won, t.Leads())))
}

func (w *phrases) why(bands []stats.Tally, blank stats.Tally) string {
	best, worst := math.Inf(-1), math.Inf(1)
	for _, t := range bands {
		if t.Leads() < typing.LeastBin {
			continue
		}
		rate := stats.Ratio(t.Won, t.Leads())
		best, worst = max(best, rate), min(worst, rate)
	}
	if best <= worst {
		return ""
	}
	text := fmt.Sprintf(w.rates, inPercent(best), inPercent(worst))
	if blank.Leads() >= typing.LeastBin {
		text += fmt.Sprintf(w.blank, inPercent(stats.Ratio(blank.Won, blank.Leads())))
	}
	return text
}

// inPercent writes a share in whole percent, or in tenths where it is next to none or all.
func inPercent(share float64) string {
	if share < 0.02 || share > 0.98 {
		return strconv.FormatFloat(100*share, 'f', 1, 64)
	}
	return strconv.FormatFloat(100*share, 'f', 0, 64)
}

// WhyAnew is what a criterion that was learned says of its win rates, of the leads of its
// bands and those whose cell is blank; false where why says something else, as a person
// wrote it.
func WhyAnew(why string, bands []stats.Tally, blank stats.Tally) (anew string, learned bool) {
	for _, language := range []rulebook.Language{rulebook.English, rulebook.Japanese} {
		w := phrasesOf[language]
		if begin, _, _ := strings.Cut(w.rates, "%s"); strings.HasPrefix(why, begin) {
			return w.why(bands, blank), true
		}
		if begin, _, _ := strings.Cut(w.both, "%s"); strings.HasPrefix(why, begin) {
			return w.whyBoth(bands[0]), true
		}
	}
	return why, false
}

// defaultNames are those of a learned rulebook that was given none.
var defaultNames = map[rulebook.Language]string{
	rulebook.English:  "Learned from won and lost leads",
	rulebook.Japanese: "受注・失注のリードから学習",
}

// Rulebook writes the card as a rulebook without stages and rates.
func (c *Card) Rulebook(name string, language rulebook.Language) *rulebook.Rulebook {
	rb := &rulebook.Rulebook{Name: cmp.Or(name, defaultNames[language]), Language: language, Fields: []rulebook.Field{}}
	names := c.declareFields(rb)
	for k := range c.Lines {
		rb.Criteria = append(rb.Criteria, c.Lines[k].criterion(names, phrasesOf[language]))
	}
	nameApart(rb.Criteria)
	return rb
}

// declareFields declares the fields of the card, and gives their names. What is made of a
// column comes after the field of the column itself.
func (c *Card) declareFields(rb *rulebook.Rulebook) map[*typing.Field]string {
	fields := c.Fields()
	var columns []*typing.Field // one of each column
	var headers []string
	for _, f := range fields {
		if !slices.ContainsFunc(columns, func(g *typing.Field) bool { return g.Column == f.Column }) {
			columns, headers = append(columns, f), append(headers, f.Header)
		}
	}
	for _, f := range fields {
		if f.Made != typing.AsItIs {
			headers = append(headers, f.Header+f.Made.Suffix(rb.Language))
		}
	}
	unique := written.UniqueNames(headers)
	base, names := map[int]string{}, map[*typing.Field]string{}
	for k, f := range columns {
		base[f.Column] = unique[k]
		rb.Fields = append(rb.Fields, f.Declaration(unique[k]))
	}
	next := len(columns)
	for _, f := range fields {
		names[f] = base[f.Column]
		if f.Made != typing.AsItIs {
			names[f] = unique[next]
			rb.Fields = append(rb.Fields, f.Derived(unique[next], base[f.Column]))
			next++
		}
	}
	return names
}

// Fields are those that the card looks at, each once, in the order of its lines.
func (c *Card) Fields() []*typing.Field {
	var fields []*typing.Field
	add := func(f *typing.Field) {
		if !slices.Contains(fields, f) {
			fields = append(fields, f)
		}
	}
	for k := range c.Lines {
		b := c.Lines[k].Bins
		if b.Pair == nil {
			add(b.Field)
			continue
		}
		add(b.Pair.A.Bins.Field)
		add(b.Pair.B.Bins.Field)
	}
	return fields
}

// nameApart numbers criteria that have one name, as two pairs of the same fields do.
func nameApart(criteria []rulebook.Criterion) {
	seen := map[string]int{}
	for i := range criteria {
		c := &criteria[i]
		folded := fold.Text(c.Name)
		if seen[folded]++; seen[folded] > 1 {
			c.Name = fmt.Sprintf("%s (%d)", c.Name, seen[folded])
		}
	}
}
