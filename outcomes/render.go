package outcomes

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// band is a bin of a card as a rulebook writes it: bins that share a condition and
// points are one.
type band struct {
	tests  []rulebook.Test // nil: always
	points int
	tally  stats.Tally
}

// bands are the bins of a line, in the order in which a rulebook asks them. Where all
// bins earn the same, only whether the cell is filled counts.
func (l *cardLine) bands() []band {
	if l.onlyFilled() {
		return l.filledBands()
	}
	switch l.bins.field.kind {
	case numberKind, ageKind, levelKind:
		return l.rangeBands()
	case textKind:
		return l.levelBands()
	case listKind:
		return l.entryBands()
	case boolKind:
		return l.boolBands()
	}
	return []band{{points: l.points[1], tally: l.bins.tallies[1]}} // a pair
}

// onlyFilled reports whether the line is about nothing but whether its cell is filled.
func (l *cardLine) onlyFilled() bool {
	return l.bins.field.kind != pairKind && slices.Min(l.points) == slices.Max(l.points)
}

// rangeBands go from the highest range down.
func (l *cardLine) rangeBands() []band {
	var bands []band
	for i := len(l.points) - 1; i >= 0; i-- {
		at := l.bins.ranges[i]
		b := band{points: l.points[i], tally: l.bins.tallies[i]}
		switch {
		case i == 0:
		case l.bins.field.kind == ageKind:
			b.tests = test("older_than", numberText(at.from-1)+"d")
		case l.bins.field.kind == levelKind:
			b.tests = test("at_least", levelName(at.from))
		case at.open:
			b.tests = test("above", numberText(at.from))
		default:
			b.tests = test("at_least", numberText(at.from))
		}
		if n := len(bands); n > 0 && bands[n-1].points == b.points {
			b.tally = b.tally.Plus(bands[n-1].tally)
			bands = bands[:n-1]
		}
		bands = append(bands, b)
	}
	return bands
}

// levelBands go by falling points. What is left comes last: the values that earn
// least, or, where rare values earn more than that, these.
func (l *cardLine) levelBands() []band {
	rest := l.bins.restGroup()
	last := band{points: l.points[rest]}
	named := last.points > slices.Min(l.points)
	var bands []band
	for i, g := range l.bins.groups {
		tally, points := l.bins.tallies[i], l.points[i]
		if points == last.points && !named {
			last.tally = last.tally.Plus(tally)
			continue
		}
		if g.rest {
			last.tally = g.rare
			tally = stats.Tally{Won: tally.Won - g.rare.Won, Lost: tally.Lost - g.rare.Lost}
		}
		if len(g.levels) == 0 {
			continue
		}
		at := slices.IndexFunc(bands, func(b band) bool { return b.points == points })
		if at < 0 {
			bands = append(bands, band{tests: test("is"), points: points})
			at = len(bands) - 1
		}
		bands[at].tests[0].Args = append(bands[at].tests[0].Args, groupNames(l.bins.field, g)...)
		bands[at].tally = bands[at].tally.Plus(tally)
	}
	slices.SortStableFunc(bands, func(a, b band) int { return b.points - a.points })
	return append(bands, last)
}

// entryBands keep the groups' order, since a lead may hold entries of several.
func (l *cardLine) entryBands() []band {
	var bands []band
	for i, g := range l.bins.groups {
		b := band{points: l.points[i], tally: l.bins.tallies[i]}
		if !g.rest {
			b.tests = test("has")
			b.tests[0].Args = groupNames(l.bins.field, g)
		}
		n := len(bands)
		if n > 0 && bands[n-1].points == b.points {
			before := bands[n-1]
			b.tally = b.tally.Plus(before.tally)
			if b.tests != nil {
				b.tests[0].Args = append(slices.Clone(before.tests[0].Args), b.tests[0].Args...)
			}
			bands = bands[:n-1]
		}
		bands = append(bands, b)
	}
	return bands
}

func (l *cardLine) boolBands() []band {
	if l.bins.field.freeMail { // a cell without an address is not one of free mail, so that comes first
		return []band{
			{tests: test("free_mail", "true"), points: l.points[1], tally: l.bins.tallies[1]},
			{points: l.points[0], tally: l.bins.tallies[0]},
		}
	}
	no := band{tests: test("is", "false"), points: l.points[0], tally: l.bins.tallies[0]}
	yes := band{tests: test("is", "true"), points: l.points[1], tally: l.bins.tallies[1]}
	if no.points > yes.points {
		no, yes = yes, no
	}
	no.tests = nil
	return []band{yes, no}
}

// filledBands ask whether the cell is filled, which is always known.
func (l *cardLine) filledBands() []band {
	filled := band{tests: test("known", "true"), points: l.points[0], tally: stats.SumTallies(l.bins.tallies)}
	blank := band{tests: test("known", "false"), points: l.missing, tally: l.bins.missing}
	if blank.points > filled.points {
		filled, blank = blank, filled
	}
	blank.tests = nil
	return []band{filled, blank}
}

// criterion writes the line as a rulebook's criterion; names are those of its fields.
func (l *cardLine) criterion(names map[*field]string, w *phrases) rulebook.Criterion {
	if p := l.bins.pair; p != nil {
		return l.pairCriterion(p, names, w)
	}
	field := names[l.bins.field]
	c := rulebook.Criterion{Name: criterionName(l.bins, w), Line: rulebook.Line{Field: scalar(field)}}
	for _, b := range l.bands() {
		c.Bands = append(c.Bands, rulebook.Band{When: leaf(field, b.tests), Earns: exact.Int(int64(b.points))})
	}
	if !l.onlyFilled() {
		c.Missing = exact.Int(int64(l.missing))
	}
	c.Why = l.why(w)
	return c
}

// pairCriterion gives points where both conditions hold.
func (l *cardLine) pairCriterion(p *pair, names map[*field]string, w *phrases) rulebook.Criterion {
	both := p.condition(names[p.a.bins.field], names[p.b.bins.field])
	points, missing := exact.Int(int64(l.points[1])), exact.Int(int64(l.missing))
	return rulebook.Criterion{Name: criterionName(l.bins, w), Line: rulebook.Line{When: both}, Points: &points, Missing: missing, Why: l.why(w)}
}

// leaf is a condition on a field; nil without tests.
func leaf(field string, tests []rulebook.Test) *rulebook.Condition {
	if tests == nil {
		return nil
	}
	return &rulebook.Condition{Field: scalar(field), Tests: tests}
}

// criterionName says in words what the criterion is about: the header, in one line.
func criterionName(b *binning, w *phrases) string {
	f := b.field
	name := strings.Join(strings.Fields(fold.Normalize(f.header)), " ")
	switch f.kind {
	case filledKind:
		return name + w.filled
	case levelKind:
		return name + w.level
	case ageKind:
		return name + w.ago
	case pairKind:
		return criterionName(b.pair.a.bins, w) + w.and + criterionName(b.pair.b.bins, w)
	}
	switch {
	case f.made == departmentOf:
		return name + w.department
	case f.freeMail:
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
}

var phrasesOf = map[rulebook.Language]*phrases{
	rulebook.English:  {": filled in", ": how long ago", " and ", ": seniority", ": department", ": free mail", "of the leads it was learned from, %.0f %% won at best, %.0f %% at worst", ", %.0f %% where it is blank"},
	rulebook.Japanese: {"の入力", "からの日数", "と", "：役職の高さ", "：部門", "：フリーメール", "学習に使ったリードの受注率は、最高%.0f%%、最低%.0f%%", "、空欄では%.0f%%"},
}

// why names the best and the worst win rate among the criterion's bands, and that of
// leads whose cell is blank.
func (l *cardLine) why(w *phrases) string {
	best, worst := math.Inf(-1), math.Inf(1)
	for _, b := range l.bands() {
		if b.tally.Leads() < leastBinSize {
			continue
		}
		rate := stats.Ratio(b.tally.Won, b.tally.Leads())
		best, worst = max(best, rate), min(worst, rate)
	}
	if best <= worst {
		return ""
	}
	text := fmt.Sprintf(w.rates, 100*best, 100*worst)
	if t := l.bins.missing; t.Leads() >= leastBinSize && !l.onlyFilled() && l.bins.field.kind != pairKind {
		text += fmt.Sprintf(w.blank, 100*stats.Ratio(t.Won, t.Leads()))
	}
	return text
}

// defaultName is the name of a learned rulebook that was given none.
const defaultName = "Learned from won and lost leads"

// rulebook writes the card as a rulebook without stages and rates.
func (c *card) rulebook(name string, language rulebook.Language) *rulebook.Rulebook {
	rb := &rulebook.Rulebook{Name: cmp.Or(name, defaultName), Language: language, Fields: []rulebook.Field{}}
	names := c.declareFields(rb)
	for k := range c.lines {
		rb.Criteria = append(rb.Criteria, c.lines[k].criterion(names, phrasesOf[language]))
	}
	nameApart(rb.Criteria)
	return rb
}

// declareFields declares the fields of the card, and gives their names. What is made of a
// column comes after the field of the column itself.
func (c *card) declareFields(rb *rulebook.Rulebook) map[*field]string {
	fields := c.fields()
	var columns []*field // one of each column
	var headers []string
	for _, f := range fields {
		if !slices.ContainsFunc(columns, func(g *field) bool { return g.column == f.column }) {
			columns, headers = append(columns, f), append(headers, f.header)
		}
	}
	for _, f := range fields {
		if f.made != asItIs {
			headers = append(headers, f.header+f.made.suffix())
		}
	}
	unique := uniqueNames(headers)
	base, names := map[int]string{}, map[*field]string{}
	for k, f := range columns {
		base[f.column] = unique[k]
		rb.Fields = append(rb.Fields, f.declaration(unique[k]))
	}
	next := len(columns)
	for _, f := range fields {
		names[f] = base[f.column]
		if f.made != asItIs {
			names[f] = unique[next]
			rb.Fields = append(rb.Fields, f.derived(unique[next], base[f.column]))
			next++
		}
	}
	return names
}

// fields are those that the card looks at, each once, in the order of its lines.
func (c *card) fields() []*field {
	var fields []*field
	add := func(f *field) {
		if !slices.Contains(fields, f) {
			fields = append(fields, f)
		}
	}
	for k := range c.lines {
		b := c.lines[k].bins
		if b.pair == nil {
			add(b.field)
			continue
		}
		add(b.pair.a.bins.field)
		add(b.pair.b.bins.field)
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
